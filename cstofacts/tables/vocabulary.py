"""What the rows of a table may speak of: the properties and entities of a registry, or properties that were inferred.

An ingested table carries its vocabulary with it, and the digest of the files from which it was read: when they have changed since, it is ingested
again.
"""

from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import msgspec
from msgspec import Struct, field

from cstofacts.model.problem import Problem
from cstofacts.model.registry import Entity, Property, Registry
from cstofacts.values.base import DEFAULT_TOLERANCE, EntityRef, Fault

FORMAT = 2
"""The version of what an ingested table holds; another is ingested again."""

_FILES = ("properties.yaml", "entities.yaml")


class Vocabulary(Struct, frozen=True):
    """Properties and entities, and the digest of the files that gave them; without entities every name stands for itself."""

    properties: dict[str, Property]
    entities: dict[str, Entity] = field(default_factory=dict)
    digest: str = ""

    @property
    def registry(self) -> Registry:
        """A registry of these properties and entities, without claims: what the reconciler goes by."""
        return Registry(self.properties, self.entities, {}, [], [])

    def dumped(self) -> str:
        """As JSON, to be kept with a table."""
        return msgspec.json.encode(self).decode()


def vocabulary_from(text: str) -> Vocabulary:
    """The vocabulary that was kept with a table."""
    return msgspec.json.decode(text, type=Vocabulary)


def digest_of(folder: Path, tolerance: Decimal = DEFAULT_TOLERANCE) -> str:
    """The SHA-256 of the files that say what a registry asks and of what, and of the tolerance; a missing file counts as empty."""
    whole = sha256(f"{FORMAT} {tolerance}".encode())
    for name in _FILES:
        path = folder / name
        whole.update(sha256(path.read_bytes() if path.is_file() else b"").digest())
    return whole.hexdigest()


def read_vocabulary(folder: Path, tolerance: Decimal = DEFAULT_TOLERANCE) -> tuple[Vocabulary, list[Problem]]:
    """The vocabulary of a registry's folder, and what is wrong with its files; its sources are not read."""
    from cstofacts.registry.entities import EntityTable, read_entities  # an ingested table needs no YAML
    from cstofacts.registry.nodes import Page, read_nodes
    from cstofacts.registry.properties import read_properties

    pages = {name: Page(str(folder / name)) for name in _FILES}
    roots = {name: read_nodes(page, (folder / name).read_bytes()) for name, page in pages.items() if (folder / name).is_file()}
    properties_page, entities_page = pages.values()
    entities = read_entities(entities_page, roots[_FILES[1]]) if _FILES[1] in roots else EntityTable()
    if _FILES[0] not in roots:
        properties_page.report("empty-registry", "there is no such file, so nothing is asked: write it first (see `cstofacts init`)")
    properties, _ = read_properties(properties_page, roots.get(_FILES[0]), entities, tolerance)
    problems = sorted(problem for page in pages.values() for problem in page.problems)
    return Vocabulary(properties, entities.entities, digest_of(folder, tolerance)), problems


# Names in no registry that are named.
NAMED = 3


class Names:
    """Finds what a name stands for: strictly, where the verdict depends on it, or freely, where a name may stand for itself.

    Of names that fold alike the first that is asked for stands for all, so they are asked for in order.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Index the entities."""
        from cstofacts.registry.entities import EntityTable

        self.table = EntityTable(vocabulary.entities)
        self.is_open = not vocabulary.entities
        self.first: dict[str, str] = {}

    @property
    def unknown(self) -> tuple[int, list[str]]:
        """How many names stand for themselves although there are entities, and the first of them."""
        return (0, []) if self.is_open else (len(self.first), sorted(self.first.values())[:NAMED])

    def strict(self, spelling: str) -> EntityRef | Fault:
        """The entity that is named, or why there is none; where there are no entities at all, the name itself."""
        if not self.is_open:
            return self.table.resolve(spelling)
        name = self.free(spelling)
        return name if isinstance(name, Fault) else EntityRef(name, "thing")

    def free(self, spelling: str) -> str | Fault:
        """The id of the entity that is named, or the name itself."""
        from cstofacts.spelling import fold

        if spelling in self.table.entities:
            return spelling
        folded = fold(spelling)
        if not folded:
            return Fault("unknown-entity", f"{spelling[:40]!r} is no name: it has no letter in it")
        if folded in self.table.by_fold:
            found = self.table.resolve(spelling)
            return found if isinstance(found, Fault) else found.id
        if folded not in self.first:
            self.first[folded] = " ".join(spelling.split())
        return self.first[folded]
