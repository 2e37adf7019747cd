"""What a review shows: one candidate with everything that a decision on it rests on, and at the end what was decided.

Text in a right-to-left script stands last on its line. The quote is marked in its sentence by `[[` and `]]`, and by colour where there is any.
"""

import re
import shlex
from collections.abc import Iterator, Sequence

from cstofacts.language import ENGLISH, count, joined, marked, named, say, spoken
from cstofacts.model.candidate import Candidate
from cstofacts.model.extraction import Asked
from cstofacts.model.finding import Finding, Side
from cstofacts.model.registry import Registry
from cstofacts.model.review import Around, Card, Tally
from cstofacts.reports.candidates import qualifiers_words
from cstofacts.reports.inert import inert
from cstofacts.reports.layout import Line, cell, paragraph
from cstofacts.reports.sections import counted
from cstofacts.reports.text import STYLE_OF, held_words
from cstofacts.values.base import Relation

KEYS = {
    "a": (marked("accept"), marked("make it a claim, with an id of its own")),
    "e": (marked("edit"), marked("go through its fields; Enter keeps one, - empties it")),
    "r": (marked("reject"), marked("put it among the rejected: it is not proposed again")),
    "s": (marked("skip"), marked("leave it as it is, for another review")),
    "u": (marked("undo"), marked("take back the last decision; again for the one before")),
    "q": (marked("quit"), marked("end the review: everything decided is on the disk")),
    "?": (marked("help"), marked("show this")),
}
"""The keys of a review, each with its word and with what it does."""

_MARKS = re.compile(r"(\[\[|\]\])")

# Of a sentence longer than this on either side of the quote, only what stands nearest is shown: about three lines of a terminal.
_MOST_AROUND = 240

# What accepting would do, by how the claim would stand to another side, the worst first.
_WOULD = {
    Relation.CONTRADICTS: marked("would contradict"),
    Relation.UNDETERMINED: marked("undecided against"),
    Relation.UPDATES: marked("of another time than"),
    Relation.NOT_COMPARABLE: marked("speaks of something else than"),
    Relation.COMPATIBLE: marked("fits"),
    Relation.AGREES: marked("confirms"),
}


def card_lines(card: Card, registry: Registry, width: int) -> Iterator[Line]:
    """One candidate, its sentence, its question, what others say on it, and what accepting it would do."""
    one = card.candidate
    place = f"  {one.location}" if one.location else ""
    which = say("{number} of {total}", number=card.number, total=card.total)
    yield from paragraph("", f"{which}  {joined([one.source, say('line {line}', line=one.line)])}{place}", width, style="title")
    yield from _quote_lines(card, width)
    yield from _row("value", card.value, width, "title")
    yield from _row("in quote", card.doubt, width, "warn")
    yield from _question_lines(one, registry, width)
    for label, text in _details(one, registry):
        yield from _row(label, text, width)
    yield from _row("why", one.why, width, "dim")
    if card.finding:
        yield from _outlook(card.finding, card.claim, one.source, width)
    yield from _row("replaces", one.replaces, width)
    for number, reason in enumerate(card.missing):
        yield from _row("" if number else "not yet", reason, width, "bad")


def _row(label: str, text: str, width: int, style: str = "") -> Iterator[Line]:
    if text:
        yield from paragraph(f"  {cell(named('column', label) if label else '', _LABEL_WIDTH)} ", text, width, style=style)


_LABEL_WIDTH = 10


def _quote_lines(card: Card, width: int) -> Iterator[Line]:
    if isinstance(card.around, str):
        yield from _row("quote", f"«{card.candidate.quote}»", width, "quote")
        yield from _row("sentence", say("not shown: {why}", why=card.around), width, "dim")
        return
    inside = False
    for line in _row("sentence", _marked(card.around), width):
        spans: Line = [line[0]]
        for part in _MARKS.split(line[1][0]):
            inside = part == "[[" or (inside and part != "]]")
            spans.append((part, "title" if inside or part == "]]" else ""))
        yield spans


def _marked(around: Around) -> str:
    """A sentence on one line with its quote marked, cut where it is too long."""
    before, behind = (" ".join(text.split("\n")) for text in (around.before, around.behind))
    before = before if len(before) <= _MOST_AROUND else f"… {before[-_MOST_AROUND:]}"
    behind = behind if len(behind) <= _MOST_AROUND else f"{behind[:_MOST_AROUND]} …"
    return f"{before}[[{' '.join(around.quote.split(chr(10)))}]]{behind}"


def _question_lines(one: Candidate, registry: Registry, width: int) -> Iterator[Line]:
    property = registry.properties.get(one.property)
    if not (one.property and one.subject):
        yield from _row("question", say("none fits: e gives it one"), width, "warn")
        return
    yield from _row("question", f"{one.subject}/{one.property}", width)
    for language in ("ar", ENGLISH) if spoken() == "ar" else (ENGLISH, "ar"):
        yield from _row("", property.asked(registry.name(one.subject, language), language) if property else "", width)


def _details(one: Candidate, registry: Registry) -> Iterator[tuple[str, str]]:
    yield "qualifiers", joined(qualifiers_words(one, registry))
    yield "said by", say(" via ").join(registry.name(speaker) for speaker in reversed(one.attribution))
    yield "certainty", named("certainty", one.certainty)
    yield "note", one.note


def _outlook(finding: Finding, claim: str, source: str, width: int) -> Iterator[Line]:
    """What the others say on the question, one line for each side, below what accepting the claim would do to it."""
    own = next(index for index, side in enumerate(finding.sides) if claim in _ids(side))
    stands = _stands(finding, own, claim)
    if not any(stands.values()):
        yield from _row("accepting", say("first answer to this question"), width, "good")
    label = "accepting"
    for relation, words in _WOULD.items():
        for number, index in enumerate(stands[relation]):
            if number == 0:
                yield from _row(label, say(words), width, STYLE_OF[relation])
                label = ""
            side = finding.sides[index]
            yield from paragraph(_BELOW, f"{_sources(side, claim, source)}: {held_words(side)}", width)


# Two columns further in than the words of a row.
_BELOW = " " * 15


def _stands(finding: Finding, own: int, claim: str) -> dict[Relation, list[int]]:
    """The sides that others hold, by how the side of the claim stands to them."""
    stands: dict[Relation, list[int]] = {relation: [] for relation in _WOULD}
    for pair in finding.pairs:
        if own in (pair.left, pair.right) and pair.left != pair.right:
            stands[pair.relation].append(pair.left if pair.right == own else pair.right)
    if _ids(finding.sides[own]) != {claim}:
        stands[Relation.AGREES].append(own)
    return stands


def _ids(side: Side) -> set[str]:
    return {claim.id for claim in side.claims}


def _sources(side: Side, but: str, own: str) -> str:
    """The sources that hold a side with another claim than this; its own one is said to be that."""
    sources = sorted({claim.source for claim in side.claims if claim.id != but})
    return joined([say("{source} (the same article)", source=source) if source == own else source for source in sources])


def key_lines(width: int) -> Iterator[Line]:
    """The keys on one line, or on as few as they need."""
    yield from paragraph("", " ".join(f"{key}\u00a0{say(word)}\u00a0" for key, (word, _) in KEYS.items()).rstrip(), width, style="dim")


def help_lines(width: int) -> Iterator[Line]:
    """What each key does."""
    for key, (word, about) in KEYS.items():
        yield from paragraph(f"  {key}  ", f"{say(word)}: {say(about)}", width)


def edit_lines(width: int) -> Iterator[Line]:
    """How fields are typed."""
    keys = say("Enter keeps what stands there, - empties it, and Ctrl-D leaves the candidate as it was.")
    examples = say("Lists: {list}. Qualifiers: {qualifiers}.", list="RU, BY", qualifiers="as_of: 2022-01-06")
    yield from paragraph("  ", f"{keys} {examples}", width, style="dim")


def choice_lines(questions: Sequence[Asked], registry: Registry, width: int) -> Iterator[Line]:
    """The questions that a value may answer, each with the number to choose it by."""
    if questions:
        yield from paragraph("  ", say("Questions that may fit; for the subject type one's number to take it:"), width)
    for number, asked in enumerate(questions, start=1):
        question = registry.asked(asked.subject, asked.property)
        yield from paragraph(f"  {number:>2}  ", f"{asked.subject}/{asked.property}  {question}", width)


def field_lines(name: str, written: str, width: int) -> Iterator[Line]:
    """A field that is asked for, with what stands in it."""
    yield from paragraph(f"  {cell(field_words(name), _FIELD_WIDTH)} ", written or say("(nothing)"), width, style="" if written else "dim")


_FIELD_WIDTH = 12


def field_words(name: str) -> str:
    """What people call a field."""
    return named("column", name)


def tally_lines(tally: Tally, width: int) -> Iterator[Line]:
    """How many were decided, how many still wait, and the contradictions that came of it."""
    counts = [
        count("{n} accepted", "{n} accepted", tally.accepted),
        count("{n} rejected", "{n} rejected", tally.rejected),
        count("{n} skipped", "{n} skipped", tally.skipped),
        count("{n} left", "{n} left", tally.left),
    ]
    yield from paragraph("", joined(counts), width, style="title")
    if tally.unchecked:
        unseen = count("{n} accepted with its quote not checked", "{n} accepted with their quotes not checked", tally.unchecked)
        yield from paragraph("", f"{unseen}: cstofacts verify --texts DIR", width, style="warn")
    found = tally.contradicted
    if found:
        yield from paragraph("", f"{counted(len(found), 'new contradiction')}:", width, style="bad")
    for finding in found:
        yield from paragraph("  ", f"cstofacts show {shlex.quote(inert(finding.id))}", width)
