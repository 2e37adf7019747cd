"""The records in which the questions of a table are listed for programs, and the same as flat rows, one for each side."""

import csv
from functools import cache, lru_cache
from io import StringIO

import msgspec
from msgspec import Struct

from cstofacts.model.rules import code_of
from cstofacts.reports.csv import defused
from cstofacts.reports.json import escaped
from cstofacts.tables.groups import MAX_HOLDERS
from cstofacts.tables.results import MOST_REMEMBERED, Listed, Names, Outcome, SummaryRow
from cstofacts.tables.select import BETWEEN, VOICE

FLAT = (
    *("finding", "subject", "property", "relation", "reason", "code", "self", "left_out"),
    *("side", "value", "scope", "as_of", "hedged", "claims", "source_count", "sources", "origins", "first"),
)
"""The columns of the flat rows."""


def record_text(listed: Listed) -> str:
    """One question with more than one answer as a JSON object, with how the worst two of them stand to each other.

    `code` is that of the rule that decided; `self` says that one source contradicts itself; `left_out` counts answers that were too many to be
    compared. Each of the `sides` has its position (`value` as written in canonical form, `type`, `tolerance`, `scope`, `as_of`, `hedged`), how many
    `claims` hold it and the id of the `first`, and its `sources` and `origins`, of very many the first; `source_count` counts all.
    """
    subject, question = _encode(listed.subject).decode(), _name(listed.question)
    named = f'"id":{subject[:-1]}/{question[1:]},"subject":{subject},"property":{question}'
    sides = ",".join(map(_side_text, listed.rows, listed.held))
    return f'{{{named},{_verdict(listed.outcome)},"claims":{listed.claims},"left_out":{listed.left_out},"sides":[{sides}]}}'


@cache
def _verdict(found: Outcome) -> str:
    itself = "true" if found.itself else "false"
    return f'"relation":"{found.relation}","reason":"{found.reason}","code":"{code_of(found.reason)}","self":{itself}'


def _side_text(row: SummaryRow, names: Names) -> str:
    """A side as JSON: the position, which is the first part of it as it stands, and who holds it."""
    _, _, position, _, _, _, claims, first, voices = row
    held = _held(*names) if BETWEEN in voices else _held_alone(voices)
    return f'{position[:-1]},"claims":{claims},{held},"first":{_encode(first.rpartition(VOICE)[2]).decode()}}}'


def _held(sources: tuple[str, ...], origins: tuple[str, ...]) -> str:
    first, relayed = _encode(sources[:MAX_HOLDERS]).decode(), _encode(origins[:MAX_HOLDERS]).decode()
    return f'"sources":{first},"origins":{relayed},"source_count":{len(sources)}'


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
    verdict = *_verdict_cells(listed.outcome), str(listed.left_out)
    rows: list[tuple[str, ...]] = []
    for number, (row, (sources, origins)) in enumerate(zip(listed.rows, listed.held, strict=True), start=1):
        said = _position_of(row[2])
        scope = bytes(said.scope).decode()
        held = said.value, "" if scope == "{}" else scope, said.as_of, _yes(said.hedged), str(row[6]), str(len(sources))
        by = "; ".join(sources[:MAX_HOLDERS]), "; ".join(origins[:MAX_HOLDERS]), row[7].rpartition(VOICE)[2]
        rows.append((*question, *verdict, str(number), *held, *by))
    return rows


@cache
def _verdict_cells(found: Outcome) -> tuple[str, ...]:
    return found.relation.value, found.reason.value, code_of(found.reason), _yes(found.itself)


class _Position(Struct, gc=False):
    value: str
    scope: msgspec.Raw
    as_of: str
    hedged: bool


_position_of = msgspec.json.Decoder(_Position).decode


def _yes(holds: bool) -> str:  # noqa: FBT001 (a word for it)
    return "yes" if holds else "no"
