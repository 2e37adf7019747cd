"""What a registry has of an article already: accepted, waiting for a person, or rejected by one.

A value is known when the same question, value and quote are, however they are spelled. It is known too when an accepted claim or a waiting candidate
has the very place of the text, and the value or the question with it: a person may have changed the rest.
"""

from collections.abc import Iterable

from msgspec import Struct

from cstofacts.evidence.document import Document
from cstofacts.evidence.locate import locate
from cstofacts.model.candidate import Candidate
from cstofacts.model.claim import Claim, Source
from cstofacts.model.registry import Registry
from cstofacts.registry.entities import EntityTable
from cstofacts.spelling import fold
from cstofacts.values import TYPES
from cstofacts.values.base import Fault, Reading, Written

Question = tuple[str, str]


class Held(Struct, frozen=True):
    """What the file of a source holds: the claims that it makes, the candidates that wait, and those that were rejected."""

    claims: tuple[Claim, ...] = ()
    waiting: tuple[Candidate, ...] = ()
    rejected: tuple[Candidate, ...] = ()


def held_of(registry: Registry, source: Source) -> Held:
    """What the file of a source holds; a second file with the same id is another matter."""
    path = source.location.path
    return Held(
        tuple(one for one in registry.recorded if one.location.path == path),
        tuple(one for one in registry.candidates if one.location and one.location.path == path),
        tuple(one for one in registry.rejected if one.location and one.location.path == path),
    )


class Said(Struct, frozen=True):
    """What an entry says: its question, its value in one canonical form, and its folded quote."""

    question: Question
    value: str
    quote: str


class Known:
    """What is known of one article."""

    def __init__(self, registry: Registry, document: Document, held: Iterable[Claim | Candidate], rejected: Iterable[Candidate]) -> None:
        """`held` are the accepted claims and the waiting candidates, with the lines that they have in this text."""
        self.registry = registry
        self.resolve = EntityTable(registry.entities).resolve
        self.said = {self._said(one) for one in rejected}
        self.places: list[tuple[int, int, Said]] = []
        for one in held:
            said = self._said(one)
            found = locate(document, one.quote, one.line)
            self.said.add(said)
            self.places.append((found.start, found.end, said))

    def __contains__(self, candidate: Candidate) -> bool:
        """Whether a candidate of this text is known."""
        said = self._said(candidate)
        return said in self.said or any(
            start < candidate.end and candidate.start < end and _same_thing(said, other) for start, end, other in self.places
        )

    def _said(self, one: Claim | Candidate) -> Said:
        value = str(one.value) if isinstance(one, Claim) else self._canonical(one)
        return Said((one.subject, one.property), value, fold(one.quote))

    def _canonical(self, candidate: Candidate) -> str:
        """The value as its type writes it; as it stands when it cannot be read."""
        property = self.registry.properties.get(candidate.property)
        type = TYPES.get(property.type if property else candidate.type)
        reading = Reading(self.resolve, property.tolerance, property.members) if property else Reading(self.resolve)
        value = type.parse(candidate.value, reading) if type else None
        return _written(candidate.value) if value is None or isinstance(value, Fault) else str(value)


def _written(value: Written) -> str:
    return value if isinstance(value, str) else f"[{', '.join(sorted(value))}]"


def _same_thing(one: Said, other: Said) -> bool:
    return one.value == other.value or one.question == other.question or one.quote == other.quote
