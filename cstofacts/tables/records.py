"""The records in which the questions of a table are listed for programs, and the same as flat rows, one for each side."""

import csv
from functools import cache, lru_cache
from io import StringIO
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from cstofacts.model.rules import code_of
from cstofacts.reports.csv import defused
from cstofacts.reports.json import escaped
from cstofacts.tables.groups import MAX_HOLDERS
from cstofacts.tables.results import MOST_REMEMBERED, Listed, Names, Outcome, SummaryRow
from cstofacts.tables.select import BETWEEN, VOICE


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
    subject, question = _encode(listed.subject).decode(), _name(listed.question)
    named = f'"id":{subject[:-1]}/{question[1:]},"subject":{subject},"property":{question}'
    return f'{{{named},{_verdict(listed.outcome)},"claims":{listed.claims},"left_out":{listed.left_out},"sides":{sides_text(listed)}}}'


@cache
def _verdict(found: Outcome) -> str:
    itself = "true" if found.itself else "false"
    return f'"relation":"{found.relation}","reason":"{found.reason}","code":"{code_of(found.reason)}","self":{itself}'


def sides_text(listed: Listed) -> str:
    """The sides of a question as a list of `HeldRecord`s in JSON."""
    return f"[{','.join(map(_side_text, listed.rows, listed.held))}]"


def _side_text(row: SummaryRow, names: Names) -> str:
    """A `HeldRecord` as JSON: the position, which is the first part of it as it stands, and who holds it."""
    _, _, position, _, _, _, claims, first, voices = row
    held = _held(*names) if BETWEEN in voices else _held_alone(voices)
    return f'{position[:-1]},"claims":{claims},{held},"first":{_encode(first.rpartition(VOICE)[2]).decode()}}}'


def _held(sources: tuple[str, ...], origins: tuple[str, ...]) -> str:
    return f'"sources":[{_listed(sources)}],"origins":[{_listed(origins)}],"source_count":{len(sources)}'


def _listed(names: tuple[str, ...]) -> str:
    """The first of the names, in JSON."""
    return ",".join(map(_name, names[:MAX_HOLDERS]))


_encode = msgspec.json.Encoder().encode


@lru_cache(MOST_REMEMBERED)
def _name(name: str) -> str:
    """A name in JSON."""
    return _encode(name).decode()


@lru_cache(MOST_REMEMBERED)
def _held_alone(voice: str) -> str:
    """Who holds a position that one voice holds."""
    source, origin, *_ = voice.split(VOICE)
    return _held((source,), (origin,))


def json_line(listed: Listed) -> str:
    """One question as a line of JSON Lines."""
    return f"{escaped(record_text(listed))}\n"


def csv_lines(listed: Listed) -> str:
    """The rows of one question as lines of CSV."""
    lines = StringIO()
    csv.writer(lines, lineterminator="\n").writerows([defused(cell) for cell in row] for row in flat_rows(listed))
    return lines.getvalue()


def flat_rows(listed: Listed) -> list[tuple[str, ...]]:
    """The rows of one question."""
    question = listed.id, listed.subject, listed.question
    found = listed.outcome
    verdict = found.relation.value, found.reason.value, code_of(found.reason), _yes(found.itself), str(listed.left_out)
    rows: list[tuple[str, ...]] = []
    for number, side in enumerate(_sides_of(sides_text(listed)), start=1):
        scope = msgspec.json.encode(side.scope).decode() if side.scope else ""
        held = side.value, scope, side.as_of, _yes(side.hedged), str(side.claims), str(side.source_count)
        by = "; ".join(side.sources), "; ".join(side.origins), side.first
        rows.append((*question, *verdict, str(number), *held, *by))
    return rows


_sides_of = msgspec.json.Decoder(list[HeldRecord]).decode


def _yes(holds: bool) -> str:  # noqa: FBT001 (a word for it)
    return "yes" if holds else "no"
