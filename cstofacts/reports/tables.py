"""The first screen of a table of claims: what was compared, the worst of each kind, and how many questions nothing speaks against."""

from collections import Counter
from collections.abc import Iterator

from msgspec import Struct

from cstofacts.language import both, count, joined, say
from cstofacts.model.finding import Finding
from cstofacts.reports.layout import Line, paragraph
from cstofacts.reports.overview import NEEDS_A_PERSON, section_lines
from cstofacts.reports.sections import counted


class Counts(Struct, frozen=True):
    """How much a table holds, how many of its questions belong to each section, and how many nothing speaks against.

    `sections` counts by the section's key; of the rest, `agreed` have several sources that say the same, `compatible` several answers that can all be
    right, `different` answers about different things, and `alone` one source only.
    """

    sources: int
    claims: int
    questions: int
    origins: int
    unread: int
    sections: Counter[str]
    agreed: int
    compatible: int
    different: int
    alone: int


_REST = (
    ("agreed", both("{n} on which several sources agree", "{n} on which several sources agree")),
    ("compatible", both("{n} with compatible answers", "{n} with compatible answers")),
    ("different", both("{n} about different things", "{n} about different things")),
    ("alone", both("{n} with one source", "{n} with one source")),
)


def table_overview(counts: Counts, found: dict[str, list[Finding]], width: int) -> Iterator[Line]:
    """The first screen, fitted to the width; `found` holds the worst findings of each section."""
    yield from paragraph("", _scope_words(counts), width, style="title")
    if counts.unread:
        yield from paragraph("", say("{claims} could not be read, and took no part.", claims=counted(counts.unread, "claim")), width, style="bad")
    yield from paragraph("", f"{joined([section.counted(counts.sections[section.key]) for section in NEEDS_A_PERSON])}.", width)
    for section in NEEDS_A_PERSON:
        shown = found[section.key]
        yield from section_lines(section, shown, width, counts.sections[section.key] - len(shown))
    yield []
    rest = joined([count(*words, getattr(counts, name)) for name, words in _REST])
    yield from paragraph("", say("Nothing against: {counts}.", counts=rest), width, style="good")


def _scope_words(counts: Counts) -> str:
    return say(
        "{sources}, {claims} on {questions}; {speakers}.",
        sources=counted(counts.sources, "source"),
        claims=counted(counts.claims, "claim"),
        questions=count("{n} question", "{n} questions", counts.questions),
        speakers=count("{n} speaker or agency", "{n} speakers and agencies", counts.origins),
    )
