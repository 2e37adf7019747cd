"""The records in which the questions of a table are listed for programs, and the same as flat rows, one for each side."""

from collections.abc import Collection, Iterator
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from cstofacts.model.rules import code_of
from cstofacts.tables.groups import MAX_HOLDERS
from cstofacts.tables.results import Listed, SummaryRow
from cstofacts.tables.select import VOICE


class HeldRecord(Struct, gc=False):
    """One position on a question, and who holds it."""

    value: Annotated[str, Meta(description="the value in its canonical written form")]
    type: str
    tolerance: Annotated[str, Meta(description="how far 'about' reaches, as a part of the value")]
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
    sides: msgspec.Raw


FLAT = (
    *("finding", "subject", "property", "relation", "reason", "code", "self", "left_out"),
    *("side", "value", "scope", "as_of", "hedged", "claims", "source_count", "sources", "origins", "first"),
)
"""The columns of the flat rows."""


def record_of(listed: Listed) -> ListedRecord:
    """The record of one question."""
    verdict = listed.relation.value, listed.reason.value, code_of(listed.reason), listed.itself
    return ListedRecord(listed.id, listed.subject, listed.question, *verdict, listed.claims, listed.left_out, msgspec.Raw(listed.sides.encode()))


def side_text(row: SummaryRow, sources: Collection[str], origins: Collection[str]) -> str:
    """A `HeldRecord` as JSON: the position, which is the first part of it as it stands, and who holds it."""
    held = f'"sources":{_listed(sources)},"origins":{_listed(origins)},"source_count":{len(sources)}'
    return f'{row[2][:-1]},"claims":{row[6]},{held},"first":{_json(row[7].rpartition(VOICE)[2])}}}'


def _listed(names: Collection[str]) -> str:
    """The first of the names as a list in JSON."""
    return f"[{','.join([_NAMES[name] for name in sorted(names)[:MAX_HOLDERS]])}]"


def _json(value: object) -> str:
    return _encode(value).decode()


_encode = msgspec.json.Encoder().encode


class _Names(dict[str, str]):
    """Names as JSON; those that come again are written once."""

    def __missing__(self, name: str) -> str:
        if len(self) > _MOST_REMEMBERED:
            self.clear()
        written = self[name] = _json(name)
        return written


_NAMES = _Names()

# Sources and origins: few, each on very many questions.
_MOST_REMEMBERED = 10_000


def flat_rows(listed: Listed) -> Iterator[tuple[str, ...]]:
    """The rows of one question."""
    record = record_of(listed)
    verdict = record.relation, record.reason, record.code, _yes(record.self), str(record.left_out)
    for number, side in enumerate(_sides_of(listed.sides), start=1):
        scope = msgspec.json.encode(side.scope).decode() if side.scope else ""
        held = side.value, scope, side.as_of, _yes(side.hedged), str(side.claims), str(side.source_count)
        by = "; ".join(side.sources), "; ".join(side.origins), side.first
        yield (record.id, record.subject, record.property, *verdict, str(number), *held, *by)


_sides_of = msgspec.json.Decoder(list[HeldRecord]).decode


def _yes(holds: bool) -> str:  # noqa: FBT001 (a word for it)
    return "yes" if holds else "no"
