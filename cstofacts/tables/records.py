"""The records in which the questions of a table are listed for programs, and the same as flat rows, one for each side."""

from collections.abc import Iterator
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from cstofacts.model.rules import code_of
from cstofacts.reconcile.outcome import VOICE
from cstofacts.tables.canonical import PositionReader
from cstofacts.tables.facets import cell_of
from cstofacts.tables.groups import MAX_HOLDERS
from cstofacts.tables.results import Listed, SummaryRow
from cstofacts.tables.select import BETWEEN
from cstofacts.tables.vocabulary import Vocabulary


class HeldRecord(Struct):
    """One position on a question, and who holds it."""

    value: Annotated[str, Meta(description="the value in its canonical written form")]
    scope: Annotated[dict[str, str], Meta(description="the qualifiers that set this side apart")]
    as_of: str
    hedged: Annotated[bool, Meta(description="put as a mere possibility or condition")]
    claims: Annotated[int, Meta(description="how many claims say so")]
    sources: Annotated[list[str], Meta(description="who says so; of very many the first")]
    origins: Annotated[list[str], Meta(description="from whom they have it; of very many the first")]
    source_count: int
    first: Annotated[str, Meta(description="the id of the first claim")]


class ListedRecord(Struct):
    """One question with more than one answer, and how the worst two of them stand to each other."""

    id: str
    subject: str
    property: str
    relation: str
    reason: str
    code: Annotated[str, Meta(description="the code of the rule that decided")]
    self: Annotated[bool, Meta(description="one source contradicts itself here")]
    claims: int
    left_out: Annotated[int, Meta(description="answers that were too many to be compared")]
    sides: list[HeldRecord]


FLAT = (
    *("finding", "subject", "property", "relation", "reason", "code", "self", "left_out"),
    *("side", "value", "scope", "as_of", "hedged", "claims", "source_count", "sources", "origins", "first"),
)
"""The columns of the flat rows."""


class Recorder:
    """Makes records; a position that comes again is taken apart once."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Positions are read by this vocabulary."""
        self.read = PositionReader(vocabulary.entities).read

    def record(self, listed: Listed) -> ListedRecord:
        """The record of one question."""
        verdict = listed.relation.value, listed.reason.value, code_of(listed.reason), listed.itself
        sides = [self._held(row) for row in listed.rows]
        return ListedRecord(listed.id, listed.subject, listed.property, *verdict, listed.claims, listed.left_out, sides)

    def _held(self, row: SummaryRow) -> HeldRecord:
        position = self.read(row[2])
        voices = [voice.partition(VOICE)[::2] for voice in row[5].split(BETWEEN)]
        sources, origins = sorted({source for source, _ in voices}), sorted({origin for _, origin in voices})
        as_of, first = str(position.as_of or ""), row[4].rpartition(VOICE)[2]
        named = sources[:MAX_HOLDERS], origins[:MAX_HOLDERS]
        return HeldRecord(cell_of(position.value), dict(position.scope), as_of, position.hedged, row[3], *named, len(sources), first)

    def flat(self, listed: Listed) -> Iterator[tuple[str, ...]]:
        """The rows of one question."""
        record = self.record(listed)
        verdict = record.relation, record.reason, record.code, _yes(record.self), str(record.left_out)
        for number, side in enumerate(record.sides, start=1):
            scope = msgspec.json.encode(side.scope).decode() if side.scope else ""
            held = side.value, scope, side.as_of, _yes(side.hedged), str(side.claims), str(side.source_count)
            yield (
                record.id,
                record.subject,
                record.property,
                *verdict,
                str(number),
                *held,
                "; ".join(side.sources),
                "; ".join(side.origins),
                side.first,
            )


def _yes(holds: bool) -> str:  # noqa: FBT001 (a word for it)
    return "yes" if holds else "no"
