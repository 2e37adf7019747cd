"""The candidates of a text, for people and for programs.

As text: one candidate after another as they stand in the text, what could not be read, and what was left out. As JSON: the same, with the places of
everything in the text and all questions that fit.
"""

from collections.abc import Iterator

import msgspec
from msgspec import Struct

from cstofacts.language import RIGHT_TO_LEFT, count, joined, marked, named, say, spoken
from cstofacts.model.candidate import Candidate
from cstofacts.model.extraction import Asked, Extracted, LeftOut, Proposal, Resolved, Unread
from cstofacts.model.registry import Registry
from cstofacts.reports.layout import Line, cell, columns, paragraph
from cstofacts.reports.sections import counted
from cstofacts.reports.text import qualifier_words

VERSION = 1

_CALLED = {"date": marked("date"), "duration": marked("duration"), "number": marked("number"), "set": marked("list")}
"""What people call the types of value that are read."""


def candidate_lines(name: str, found: Extracted, registry: Registry, width: int) -> Iterator[Line]:
    """Everything that a text gave, with a count first."""
    asked = sum(bool(proposal.questions) for proposal in found.proposals)
    yield from paragraph("", f"{name}: {candidates_words(len(found.proposals), asked)}", width, style="title")
    for proposal in found.proposals:
        yield []
        yield from _proposal_lines(proposal, registry, width)
    if found.unread:
        yield from _section(say("Not read"), width)
        for unread in found.unread:
            yield from paragraph(f"{unread.line:>4}  ", f"{unread.why}  «{unread.text}»", width)
    if found.resolved:
        yield from _section(say("Dates worked out"), width)
        for date in found.resolved:
            yield from paragraph(f"{date.line:>4}  ", f"{date.date}: {date.why}  «{date.text}»", width)
    if found.left_out:
        yield from _section(say("Left out as page furniture"), width)
        for part in found.left_out:
            yield from paragraph(f"{part.first:>4}  ", f"{lines_words(part)}: {part.why}", width)


def candidates_words(number: int, asked: int, what: str = "candidate") -> str:
    """How many candidates there are, and how many of them have a question."""
    with_question = count("{n} with a question of the registry", "{n} with a question of the registry", asked)
    return joined([counted(number, what), with_question])


def lines_words(part: LeftOut) -> str:
    """The lines of a part of a page, as people read them."""
    if part.first == part.last:
        return say("line {line}", line=part.first)
    return say("lines {first} to {last}", first=part.first, last=part.last)


def question_words(candidate: Candidate, registry: Registry) -> str:
    """The question that a candidate answers, as people read it; or that none fits."""
    return registry.asked(candidate.subject, candidate.property) if candidate.property else say("no question fits")


def value_words(candidate: Candidate, registry: Registry) -> str:
    """The value of a candidate in its written form, with the names of the members of a list."""
    return candidate.value if isinstance(candidate.value, str) else joined([registry.name(member) for member in candidate.value])


def scope_words(candidate: Candidate, registry: Registry) -> str:
    """What narrows a candidate: its qualifiers, its speakers and its certainty."""
    words = qualifiers_words(candidate, registry)
    words += [f"{say('said by')} {joined([registry.name(speaker) for speaker in candidate.attribution])}"] if candidate.attribution else []
    words += [candidate.note] if candidate.note else []
    words += [named("certainty", candidate.certainty)] if candidate.certainty != "certain" else []
    return say("; ").join(words)


def qualifiers_words(candidate: Candidate, registry: Registry) -> list[str]:
    """The qualifiers of a candidate, each with its name."""
    return [f"{named('qualifier', name)} {qualifier_words(name, value, registry)}" for name, value in candidate.qualifiers.items()]


def _section(heading: str, width: int) -> Iterator[Line]:
    yield []
    yield from paragraph("", heading, width, style="title")


def _proposal_lines(proposal: Proposal, registry: Registry, width: int) -> Iterator[Line]:
    candidate = proposal.candidate
    fits = bool(proposal.questions)
    start = f"{candidate.line:>4}  {cell(say(_CALLED[candidate.type]), 10)}"
    gap = " – " if spoken() in RIGHT_TO_LEFT else "  "  # two right-to-left texts do not stand side by side
    shown = f"{value_words(candidate, registry)}{gap}{question_words(candidate, registry)}"
    first, *rest = paragraph(start, shown, width, style="" if fits else "dim")
    yield [(start, "title" if fits else "dim"), first[1]]
    yield from rest
    if narrowed := scope_words(candidate, registry):
        yield from paragraph(" " * columns(start), narrowed, width, style="" if fits else "dim")
    yield from paragraph(" " * columns(start), f"{candidate.why}  «{candidate.quote}»", width, style="dim")


class CandidateRecord(Struct, kw_only=True):
    """A candidate as a program reads it; `start` and `end` are the place of the quote in the text, in characters from 0."""

    type: str
    value: str | list[str]
    text: str
    quote: str
    line: int
    start: int
    end: int
    sentence: tuple[int, int]
    questions: list[Asked]
    attribution: list[str]
    certainty: str
    note: str
    why: str


class ExtractionRecord(Struct, kw_only=True):
    """Everything that a text gave."""

    version: int
    text: str
    sha256: str
    candidates: list[CandidateRecord]
    unread: list[Unread]
    resolved: list[Resolved]
    left_out: list[LeftOut]


def as_json(name: str, sha256: str, found: Extracted) -> str:
    """The candidates of a text as JSON."""
    records = [_record(proposal) for proposal in found.proposals]
    whole = ExtractionRecord(
        version=VERSION,
        text=name,
        sha256=sha256,
        candidates=records,
        unread=list(found.unread),
        resolved=list(found.resolved),
        left_out=list(found.left_out),
    )
    return msgspec.json.format(msgspec.json.encode(whole), indent=2).decode() + "\n"


def _record(proposal: Proposal) -> CandidateRecord:
    one = proposal.candidate
    return CandidateRecord(
        type=one.type,
        value=one.value if isinstance(one.value, str) else list(one.value),
        text=one.text or one.quote,
        quote=one.quote,
        line=one.line,
        start=one.start,
        end=one.end,
        sentence=(proposal.sentence.start, proposal.sentence.end),
        questions=list(proposal.questions),
        attribution=list(one.attribution),
        certainty=str(one.certainty),
        note=one.note,
        why=one.why,
    )
