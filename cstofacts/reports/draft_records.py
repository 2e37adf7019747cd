"""What a registry tells about a draft, for programs: a record per value, with its place in the draft; or a line per value, as compilers do."""

from collections.abc import Iterator

import msgspec
from msgspec import Struct

from cstofacts.model.draft import CheckedDraft, Judged, Told
from cstofacts.reports.inert import inert
from cstofacts.reports.json import escaped
from cstofacts.reports.records import encodable
from cstofacts.reports.text import held_words, source_names

VERSION = 1

# What a writer should look at, in a draft's lines.
_TOLD_OF = (Told.CONTRADICTED, Told.DISPUTED, Told.UNCLEAR)


class HeldRecord(Struct, kw_only=True):
    """One position of the registry on the same question."""

    stand: str
    value: str
    claims: list[str]
    sources: list[str]
    relation: str
    reason: str
    explanation: list[str]


class ValueRecord(Struct, kw_only=True):
    """One value of a draft: line and column of its quote, from 1, and what the registry tells about it."""

    line: int
    column: int
    quote: str
    value: str | list[str]
    told: str
    why: str
    question: str
    subject: str
    property: str
    held: list[HeldRecord]


class UnreadRecord(Struct, kw_only=True):
    """What looked like a value and could not be read, by the line of its sentence."""

    line: int
    why: str


class DraftRecord(Struct, kw_only=True):
    """A draft held against a registry."""

    version: int
    draft: str
    sentences: int
    values: list[ValueRecord]
    unread: list[UnreadRecord]


def as_json(draft: CheckedDraft, text: str) -> str:
    """The draft as one document."""
    return f"{escaped(msgspec.json.format(msgspec.json.encode(_record(draft, text)), indent=2).decode())}\n"


def as_jsonl(draft: CheckedDraft, text: str) -> str:
    """The draft's values as one record per line, and after them what could not be read."""
    record = _record(draft, text)
    tables: tuple[tuple[str, list[ValueRecord] | list[UnreadRecord]], ...] = (("values", record.values), ("unread", record.unread))
    rows = ({"table": name, **msgspec.structs.asdict(each)} for name, records in tables for each in records)
    return "".join(f"{escaped(msgspec.json.encode(row).decode())}\n" for row in rows)


def as_lines(draft: CheckedDraft, text: str) -> str:
    """The values that a writer should look at: `draft.txt:3:14: contradicted: 9 people: …`."""
    lines = []
    for judged in _judged(draft):
        if judged.told in _TOLD_OF:
            line, column = _place(judged, text)
            lines.append(inert(f"{draft.name}:{line}:{column}: {judged.told}: {judged.shown}: {_words(judged)}"))
    return "".join(f"{line}\n" for line in lines)


def _words(judged: Judged) -> str:
    against = "; ".join(f"{source_names(one.side)} {held_words(one.side)}" for one in judged.held[:4])
    return ": ".join(part for part in (judged.question, judged.why, against) if part)


def _judged(draft: CheckedDraft) -> Iterator[Judged]:
    return (judged for passage in draft.passages for judged in passage.judged)


def _record(draft: CheckedDraft, text: str) -> DraftRecord:
    values = [_value(judged, text) for judged in _judged(draft)]
    unread = [UnreadRecord(line=passage.line, why=encodable(why)) for passage in draft.passages for why in passage.unread]
    return DraftRecord(version=VERSION, draft=encodable(draft.name), sentences=len(draft.passages), values=values, unread=unread)


def _value(judged: Judged, text: str) -> ValueRecord:
    line, column = _place(judged, text)
    value = judged.candidate.value
    return ValueRecord(
        line=line,
        column=column,
        quote=judged.candidate.quote,
        value=value if isinstance(value, str) else list(value),
        told=judged.told,
        why=judged.why,
        question=judged.question,
        subject=judged.candidate.subject,
        property=judged.candidate.property,
        held=[
            HeldRecord(
                stand=one.stand,
                value=held_words(one.side),
                claims=[claim.id for claim in one.side.claims],
                sources=list(one.side.sources),
                relation=one.relation,
                reason=one.reason,
                explanation=[str(step) for step in one.explanation],
            )
            for one in judged.held
        ],
    )


def _place(judged: Judged, text: str) -> tuple[int, int]:
    """The line and column of a value's quote, from 1."""
    start = judged.candidate.start
    return judged.candidate.line, start - text.rfind("\n", 0, start)
