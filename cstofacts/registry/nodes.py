"""Read YAML as text with places: every scalar stays as written, and every key and item keeps its line and column.

PyYAML's event stream is built into nodes (`builder`), because its loaders guess types (`no` becomes False), let the last of two equal keys win in
silence, and forget where anything stood. What YAML offers beyond plain data (anchors, aliases, tags, several documents) is a problem, and so are the
ways in which it loses text without a word: a plain value cut off by ` #`, and a no-break space that looks like an indent.
"""

from typing import TYPE_CHECKING, Any

from msgspec import Struct, field

from cstofacts.model.problem import Location, Problem
from cstofacts.model.rules import code_of

if TYPE_CHECKING:  # few files ignore anything
    from cstofacts.model.ignore import Ignore

# The deepest file of a registry nests five levels; libyaml takes quadratic time on very deep flow sequences.
MAX_DEPTH = 20

# No quote, title or note comes near it (the longest chapter title in print has some 4,000 characters).
MAX_SCALAR = 10_000


class Node(Struct):
    """A scalar, list or mapping with the parser's mark of where it begins; `key` is the mark of the key that leads to it."""

    value: "str | list[Node] | dict[str, Node]"
    mark: Any
    key: Any = None
    broken: bool = False

    @property
    def line(self) -> int:
        """The line on which it begins, from 1."""
        return int(self.mark.line) + 1

    @property
    def column(self) -> int:
        """The column in which it begins, from 1."""
        return int(self.mark.column) + 1


class Page(Struct):
    """One file while it is being read: the problems met so far, and the comments that ignore something."""

    path: str
    problems: list[Problem] = field(default_factory=list)
    ignores: "list[Ignore]" = field(default_factory=list)

    def report(self, rule: str, message: str, line: int = 0, column: int = 0) -> None:
        """Note a problem at a place of this file, by the name of the rule that it breaks."""
        self.problems.append(Problem(Location(self.path, line, column), code_of(rule), message))

    def report_node(self, rule: str, message: str, node: Node) -> None:
        """Note a problem at a node."""
        self.report(rule, message, node.line, node.column)

    def report_key(self, rule: str, message: str, node: Node) -> None:
        """Note a problem at the key that leads to a node."""
        self.report_node(rule, message, key_of(node))

    def location(self, node: Node) -> Location:
        """The place of a node."""
        return Location(self.path, node.line, node.column)


def key_of(node: Node) -> Node:
    """The key that leads to a node, as a node at its own place; the node itself when none does."""
    return Node("", node.key) if node.key else node


def read_nodes(page: Page, data: bytes) -> Node | None:
    """The root node of a file's bytes, or None when it cannot be read or is empty; what is wrong is reported on the page."""
    from cstofacts.registry.builder import build  # PyYAML costs more than all else, and a file that is known already needs none

    return build(page, data)
