"""Read each file of a registry by itself, or recall what it gave when it was read before."""

from collections.abc import Callable
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct

from cstofacts.cache import Cache
from cstofacts.contents import Contents
from cstofacts.language import marked
from cstofacts.model.registry import Entity, Property
from cstofacts.progress import followed
from cstofacts.registry.claims import SourceFile, Vocabulary, read_source_file, vocabulary_of
from cstofacts.registry.entities import EntityTable, read_entities
from cstofacts.registry.kept import recall
from cstofacts.registry.nodes import Node, Page, read_nodes
from cstofacts.registry.properties import read_properties
from cstofacts.values.base import DEFAULT_TOLERANCE

if TYPE_CHECKING:  # few registries have decisions
    from cstofacts.registry.decisions import DecisionsFile

PROPERTIES = "properties.yaml"
ENTITIES = "entities.yaml"

Value = TypeVar("Value")

_READING = marked("reading the files")


class Entities(Struct, array_like=True):
    """What `entities.yaml` gave: the entities, and the ids of those that could not be read."""

    read: dict[str, Entity] = {}
    faulty: frozenset[str] = frozenset()


class Properties(Struct, array_like=True):
    """What `properties.yaml` gave: the properties, and the ids of those that could not be read."""

    read: dict[str, Property] = {}
    faulty: frozenset[str] = frozenset()


class Reader:
    """Reads the files of one registry; `pages` hold the problems of each, by its name.

    `tolerance` decides how files are read and may stand in none of them: what was read with another is not recalled.
    """

    def __init__(self, contents: Contents, kept: Cache, tolerance: Decimal = DEFAULT_TOLERANCE) -> None:
        """Read from these contents, and keep what they give."""
        self.contents, self.kept, self.tolerance = contents, kept, tolerance
        self.pages = {name: Page(str(Path(contents.folder, name))) for name in (*contents.files, *contents.decisions)}

    @cached_property
    def entities(self) -> Entities:
        """What entities there are."""
        return self._recall(ENTITIES, Entities, self._read_entities) if ENTITIES in self.pages else Entities()

    @cached_property
    def properties(self) -> Properties:
        """What is asked."""
        return self._recall(PROPERTIES, Properties, self._read_properties, ENTITIES) if PROPERTIES in self.pages else Properties()

    def source_files(self) -> dict[str, SourceFile]:
        """What each source file gave, by its name."""
        names = [name for name in self.contents.files if name not in (PROPERTIES, ENTITIES)]
        return {name: self._recall(name, SourceFile, self._read_source_file, PROPERTIES, ENTITIES) for name in followed(_READING, names)}

    def decision_files(self) -> "dict[str, DecisionsFile]":
        """What each file of decisions gave, by its name."""
        from cstofacts.registry.decisions import DecisionsFile, read_decisions  # few registries have any

        def read(page: Page, root: Node | None) -> DecisionsFile:
            return DecisionsFile(read_decisions(page, root))

        return {name: self._recall(name, DecisionsFile, read) for name in self.contents.decisions}

    def _recall(self, name: str, type: type[Value], read: Callable[[Page, Node | None], Value], *others: str) -> Value:
        """What a file gives; it depends on its own content and on that of others."""
        page = self.pages[name]
        parts = [str(self.tolerance), *(self.contents.digest(other) for other in (name, *others))] if self.kept else []
        return recall(self.kept, type, parts, page, lambda: read(page, self._nodes(page, name)))

    def _nodes(self, page: Page, name: str) -> Node | None:
        content = self.contents.content(name) or b""
        if isinstance(content, str):
            page.report("unreadable-file", content)
            return None
        root = read_nodes(page, content)
        if root is None and not page.problems:
            page.report("wrong-shape", "this file is empty: delete it, or write what it is for")
        if b"# ignore" in content.lower():
            from cstofacts.registry.ignores import read_ignores  # few files have any

            page.ignores = read_ignores(page, root, content)
        return root

    @cached_property
    def _table(self) -> EntityTable:
        return EntityTable(self.entities.read, self.entities.faulty)

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        return vocabulary_of(self.properties.read, self.properties.faulty, self._table)

    def _read_entities(self, page: Page, root: Node | None) -> Entities:
        self._table = read_entities(page, root)
        return Entities(self._table.entities, self._table.faulty)

    def _read_properties(self, page: Page, root: Node | None) -> Properties:
        return Properties(*read_properties(page, root, self._table, self.tolerance))

    def _read_source_file(self, page: Page, root: Node | None) -> SourceFile:
        return read_source_file(page, root, self._vocabulary)
