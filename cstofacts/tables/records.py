"""The records in which the questions of a table are listed for programs, and the same as flat rows, one for each side."""

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from cstofacts.model.rules import code_of
from cstofacts.tables.groups import MAX_HOLDERS
from cstofacts.tables.results import Listed, SummaryRow
from cstofacts.tables.select import BETWEEN, VOICE
from cstofacts.values.base import Reason, Relation


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


FLAT = (
    *("finding", "subject", "property", "relation", "reason", "code", "self", "left_out"),
    *("side", "value", "scope", "as_of", "hedged", "claims", "source_count", "sources", "origins", "first"),
)
"""The columns of the flat rows."""


def record_text(listed: Listed) -> str:
    """One question with more than one answer as a JSON object, with how the worst two of them stand to each other.

    `code` is that of the rule that decided; `self` says that one source contradicts itself; `left_out` counts answers that were too many to be
    compared; `sides` are `HeldRecord`s.
    """
    named = f'"id":{_encode(listed.id).decode()},"subject":{_encode(listed.subject).decode()},"property":{_name(listed.question)}'
    verdict = _verdict(listed.relation, listed.reason, "true" if listed.itself else "false")
    return f'{{{named},{verdict},"claims":{listed.claims},"left_out":{listed.left_out},"sides":{listed.sides}}}'


@cache
def _verdict(relation: Relation, reason: Reason, itself: str) -> str:
    return f'"relation":"{relation}","reason":"{reason}","code":"{code_of(reason)}","self":{itself}'


def side_text(row: SummaryRow, sources: list[str], origins: list[str]) -> str:
    """A `HeldRecord` as JSON: the position, which is the first part of it as it stands, and who holds it; their names are also added to the lists."""
    _, _, position, _, _, _, claims, first, voices = row
    if BETWEEN in voices:
        pairs = [_pair(voice) for voice in voices.split(BETWEEN)]
        own, bodies = {source for source, _ in pairs}, {origin for _, origin in pairs}
        sources += own
        origins += bodies
        held = f'"sources":[{_listed(own)}],"origins":[{_listed(bodies)}],"source_count":{len(own)}'
    else:  # as of most positions
        source, origin = _pair(voices)
        sources.append(source)
        origins.append(origin)
        held = f'"sources":[{_name(source)}],"origins":[{_name(origin)}],"source_count":1'
    return f'{position[:-1]},"claims":{claims},{held},"first":{_encode(first.rpartition(VOICE)[2]).decode()}}}'


def _listed(names: set[str]) -> str:
    """The first of the names, in JSON."""
    return ",".join([_name(name) for name in sorted(names)[:MAX_HOLDERS]])


_encode = msgspec.json.Encoder().encode


# Sources and origins, and the pairs of them that occur: few, each on very many questions.
_MOST_REMEMBERED = 10_000


@lru_cache(_MOST_REMEMBERED)
def _name(name: str) -> str:
    """A name in JSON."""
    return _encode(name).decode()


@lru_cache(_MOST_REMEMBERED)
def _pair(voice: str) -> tuple[str, str]:
    """The source and the origin of a voice."""
    source, _, origin = voice.partition(VOICE)
    return source, origin


def flat_rows(listed: Listed) -> Iterator[tuple[str, ...]]:
    """The rows of one question."""
    question = listed.id, listed.subject, listed.question
    verdict = listed.relation.value, listed.reason.value, code_of(listed.reason), _yes(listed.itself), str(listed.left_out)
    for number, side in enumerate(_sides_of(listed.sides), start=1):
        scope = msgspec.json.encode(side.scope).decode() if side.scope else ""
        held = side.value, scope, side.as_of, _yes(side.hedged), str(side.claims), str(side.source_count)
        by = "; ".join(side.sources), "; ".join(side.origins), side.first
        yield (*question, *verdict, str(number), *held, *by)


_sides_of = msgspec.json.Decoder(list[HeldRecord]).decode


def _yes(holds: bool) -> str:  # noqa: FBT001 (a word for it)
    return "yes" if holds else "no"
