"""Build nodes from PyYAML's event stream, and report what YAML would lose or guess."""

import re
from codecs import BOM_UTF8
from collections.abc import Callable
from functools import partial
from typing import Any

import yaml
from yaml import MappingEndEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent
from yaml.error import MarkedYAMLError, YAMLError
from yaml.events import AliasEvent, DocumentEndEvent, DocumentStartEvent, StreamEndEvent, StreamStartEvent

from cstofacts.registry.nodes import MAX_DEPTH, MAX_SCALAR, Node, Page, key_of

# PyYAML built without libyaml gives the same events some eighteen times slower.
_C_PARSER: Any = yaml.cyaml.CParser if yaml.__with_libyaml__ else None  # type: ignore[attr-defined]

_FRAME = (StreamStartEvent, DocumentStartEvent, DocumentEndEvent)
_CUT = re.compile(r"\s+#[^\s#]")
_MAYBE_CUT = re.compile(r"#(?<=\s#)[^\s#]")  # begins with the character that is rare, so that the search is fast
_NO_BREAK = "\u00a0\u2007\u202f\u3000"

# Few files need these, and they are compiled when one does.
_LINE_END = "\r\n|[\n\r\x85\u2028\u2029]"
_ODD_INDENT = rf"[ \t]*[{_NO_BREAK}]"


def build(page: Page, data: bytes) -> Node | None:
    """The root node of a file's bytes, or None when it cannot be read or is empty; what is wrong is reported on the page."""
    text = _decoded(page, data)
    if text is None:
        return None
    builder = _Builder(page, text)
    root = _root(page, text, builder)
    for line, column in builder.odd_indents.items():
        page.report("no-break-indent", "this line begins with a no-break space, which YAML takes for text: indent with spaces", line, column)
    return root


def _root(page: Page, text: str, builder: "_Builder") -> Node | None:
    try:
        return builder.root()
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        page.report("yaml-syntax", f"{_parser_words(error)}: nothing in this file was read; mend this line first", *place)
    except YAMLError as error:
        message = f"{_reader_words(error)}: nothing in this file was read; delete the character, or write it as an escape in double quotes"
        page.report("yaml-syntax", message, *_reader_place(error, text))
    except _TooDeepError as error:
        page.report("too-deep", f"more than {MAX_DEPTH} levels of nesting: nothing in this file was read; take the needless levels out", *error.args)
    return None


def _decoded(page: Page, data: bytes) -> str | None:
    try:
        return data.removeprefix(BOM_UTF8).decode()
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode()
        page.report("not-utf8", "this file is not UTF-8 text: save it as UTF-8", *_place_after(before))
        return None


def _place_after(text: str) -> tuple[int, int]:
    """The line and column of what follows the text."""
    lines = re.split(_LINE_END, text)
    return len(lines), len(lines[-1]) + 1


def _odd_indents(text: str) -> dict[int, int]:
    """The lines whose indent has a no-break space, each with the column of it."""
    if not any(space in text for space in _NO_BREAK):
        return {}
    return {number: match.end() for number, line in enumerate(re.split(_LINE_END, text), 1) if (match := re.match(_ODD_INDENT, line))}


def _parser_words(error: MarkedYAMLError) -> str:
    """What the parser says, and where the thing began that it was reading: a quote left open is noticed only at the end of the file."""
    begun, noticed = error.context_mark, error.problem_mark
    where = f" ({error.context}, begun on line {begun.line + 1})" if begun and noticed and begun.line < noticed.line else ""
    return f"{error.problem or error.context}{where}"


def _reader_words(error: YAMLError) -> str:
    return getattr(error, "reason", None) or str(error).splitlines()[0]


def _reader_place(error: YAMLError, text: str) -> tuple[int, int]:
    """The place of a character that YAML does not allow; the C reader counts in bytes, the Python reader in characters."""
    position = getattr(error, "position", None)
    if not isinstance(position, int):
        return 0, 0
    return _place_after(text.encode()[:position].decode(errors="ignore") if _C_PARSER else text[:position])


class _TooDeepError(Exception):
    """Nesting that no registry needs; its arguments are line and column."""


def _reader_of(text: str) -> Callable[[], Any]:
    """A function that gives the next event of a text at each call."""
    if _C_PARSER is None:
        return partial(next, yaml.parse(text, Loader=yaml.SafeLoader))
    next_event: Callable[[], Any] = _C_PARSER(text).get_event
    return next_event


class _Builder:
    """Turns the events of one text into nodes.

    `watchful` says whether the text may hold anything to report about a scalar: most hold nothing, and are read without looking.
    `lines` are the text's lines when any may hold a value cut off by a comment. `odd_indents` holds the lines that begin with a no-break space and do
    so in no quoted or block scalar, where it is text like any other.
    """

    def __init__(self, page: Page, text: str) -> None:
        self.page = page
        self.next = _reader_of(text)
        self.lines = re.split(_LINE_END, text) if _MAYBE_CUT.search(text) else []
        self.odd_indents = _odd_indents(text)
        self.watchful = bool(self.lines or self.odd_indents or "&" in text or "!" in text)
        self.depth = 0

    def root(self) -> Node | None:
        found = None
        while type(event := self.next()) is not StreamEndEvent:
            if type(event) is DocumentStartEvent and found is not None:
                self.refuse(event, "several-documents", "a file holds one document: move what follows --- to a file of its own")
                return found
            if type(event) not in _FRAME:
                found = self.node(event)
        return found

    def refuse(self, event: Any, rule: str, message: str) -> None:
        self.page.report(rule, message, event.start_mark.line + 1, event.start_mark.column + 1)

    def node(self, event: Any) -> Node:
        """The node that begins with this event, read to its end."""
        kind = type(event)
        if kind is ScalarEvent:
            node = Node(event.value, event.start_mark)
            if self.watchful or len(event.value) > MAX_SCALAR:
                self.examine_scalar(event, node)
            return node
        if kind is AliasEvent:
            self.refuse(event, "anchor", "aliases are not read: write the value itself")
            return Node("", event.start_mark, broken=True)
        if self.depth >= MAX_DEPTH:
            raise _TooDeepError(event.start_mark.line + 1, event.start_mark.column + 1)
        self.depth += 1
        node = Node("", event.start_mark)
        self.examine(event, node)
        node.value = self.items() if kind is SequenceStartEvent else self.entries(node)
        self.depth -= 1
        return node

    def items(self) -> list[Node]:
        """The items of the sequence that has just begun."""
        items = []
        take = self.next
        while type(event := take()) is not SequenceEndEvent:
            items.append(self.node(event))
        return items

    def entries(self, parent: Node) -> dict[str, Node]:
        """The entries of the mapping that has just begun; the mapping is broken when any of its keys is."""
        entries: dict[str, Node] = {}
        take, watchful = self.next, self.watchful
        while type(event := take()) is not MappingEndEvent:
            key = event.value if type(event) is ScalarEvent and not watchful else self.key(event, parent)
            entry = self.node(take())
            entry.key = event.start_mark
            if key is None:
                parent.broken = True
            elif key not in entries:
                entries[key] = entry
            else:
                message = f"the key {key[:40]!r} stands here a second time, first on line {key_of(entries[key]).line}: keep one"
                self.refuse(event, "duplicate-key", message)
                parent.broken = True
        return entries

    def key(self, event: Any, parent: Node) -> str | None:
        """The text of a key that something may be wrong with; None, with a problem, when it has none."""
        node = self.node(event)
        parent.broken = parent.broken or node.broken
        if isinstance(node.value, str):
            return node.value
        self.refuse(event, "wrong-shape", "a key is a plain word, not a list or mapping")
        return None

    def examine(self, event: Any, node: Node) -> None:
        """Report an anchor or a tag."""
        if event.anchor is not None:
            self.refuse(event, "anchor", f"anchors are not read: leave out &{event.anchor}")
        if event.tag is not None:
            self.refuse(event, "tag", f"tags are not read, every scalar is text: leave out {event.tag[:40]!r}")
            node.broken = True

    def examine_scalar(self, event: Any, node: Node) -> None:
        """Report what a scalar cannot be, or has lost."""
        self.examine(event, node)
        if len(event.value) > MAX_SCALAR:
            self.refuse(event, "too-long", f"a text of {len(event.value):,} characters is longer than the {MAX_SCALAR:,} that are read: shorten it")
            node.value, node.broken = "", True
        if event.style and event.style in "'\"|>":
            if self.odd_indents:
                self.keep_indents(event)
        elif self.lines and _CUT.match(self.lines[event.end_mark.line], event.end_mark.column):
            self.refuse(event, "cut-value", "YAML cuts this value off at ' #': put the value in quotes, or write a comment as '# '")
            node.broken = True

    def keep_indents(self, event: Any) -> None:
        """Take the lines inside a quoted or block scalar off the odd indents; a block ends before the first column of the next line."""
        end = event.end_mark
        for line in range(event.start_mark.line + 2, end.line + 1 + (end.column > 0)):
            self.odd_indents.pop(line, None)
