"""The records in which the questions of a table are listed for programs, and the same as flat rows, one for each side."""

from collections.abc import Iterator
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from cstofacts.model.rules import code_of
from cstofacts.reconcile.outcome import VOICE
from cstofacts.tables.canonical import told
from cstofacts.tables.groups import MAX_HOLDERS
from cstofacts.tables.results import Listed, SummaryRow
from cstofacts.tables.select import BETWEEN


class HeldRecord(Struct, gc=False):
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


class ListedRecord(Struct, gc=False):
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


def record_of(listed: Listed) -> ListedRecord:
    """The record of one question."""
    verdict = listed.relation.value, listed.reason.value, code_of(listed.reason), listed.itself
    return ListedRecord(listed.id, listed.subject, listed.property, *verdict, listed.claims, listed.left_out, list(map(_held, listed.rows)))


def _held(row: SummaryRow) -> HeldRecord:
    _, _, position, claims, first, packed = row
    voices = [voice.split(VOICE) for voice in packed.split(BETWEEN)]
    sources, origins = {voice[0] for voice in voices}, {voice[1] for voice in voices}
    named = sorted(sources)[:MAX_HOLDERS], sorted(origins)[:MAX_HOLDERS]
    return HeldRecord(*told(position), claims, *named, len(sources), first.rpartition(VOICE)[2])


def flat_rows(listed: Listed) -> Iterator[tuple[str, ...]]:
    """The rows of one question."""
    record = record_of(listed)
    verdict = record.relation, record.reason, record.code, _yes(record.self), str(record.left_out)
    for number, side in enumerate(record.sides, start=1):
        scope = msgspec.json.encode(side.scope).decode() if side.scope else ""
        held = side.value, scope, side.as_of, _yes(side.hedged), str(side.claims), str(side.source_count)
        by = "; ".join(side.sources), "; ".join(side.origins), side.first
        yield (record.id, record.subject, record.property, *verdict, str(number), *held, *by)


def _yes(holds: bool) -> str:  # noqa: FBT001 (a word for it)
    return "yes" if holds else "no"
