"""The first screen of `check`: what was compared, what needs a person, and that the rest was compared too.

Each finding takes a few lines, a section shows its first findings, and the rest is one command away.
"""

from collections.abc import Callable, Iterator

from cstofacts.model.finding import Finding, Pair, Side
from cstofacts.model.report import Report
from cstofacts.reports.layout import Line, cell, column, columns, fitted, paragraph
from cstofacts.reports.sections import SECTIONS, SELF, Section, by_section, count_words, counted, scope_words
from cstofacts.reports.text import STYLE_OF, held_words, place_words, source_names
from cstofacts.values.base import Reason, Relation

_STYLE = {"contradictions": "bad", SELF: "bad", "review": "warn", "apparent-conflicts": "note", "updates": "note"}
_NEEDS_A_PERSON = SECTIONS[: len(_STYLE)]

_FIRST = 6
_FIRST_AGREED = 3

# A side gives its value in at most this many columns, so that the quote beside it has room.
_VALUE_WIDTH = 46

# What a quote and the gaps before it need at least.
_QUOTE_WIDTH = 21

# The steps that decide, by reason; the step `value` for every other.
_DECISIVE = {
    Reason.APPARENT_CONFLICT: ("separators",),
    Reason.ARITHMETIC: ("value", "part and whole", "missing from the list"),
    Reason.ATTRIBUTION: ("value", "attribution"),
    Reason.LATER: ("time", "change"),
    Reason.MISSING_QUALIFIER: ("separators",),
    Reason.MISSING_TIME: ("time", "part and whole"),
}


_Brief = Callable[[Finding, int], Iterator[Line]]


def overview(report: Report, width: int) -> Iterator[Line]:
    """The first screen, fitted to the width."""
    findings = report.findings or []
    found = by_section(findings)
    yield from paragraph("", f"{scope_words(findings)}.", width, style="title")
    if report.registry.unread:
        yield from paragraph("", f"{counted(report.registry.unread, 'claim')} could not be read, and took no part.", width, style="bad")
    yield from paragraph("", f"{count_words(findings, last=len(_NEEDS_A_PERSON))}.", width)
    for section in _NEEDS_A_PERSON:
        if section.key == SELF:
            yield from _section(section, [finding for finding in findings if finding.is_self_contradiction], _itself, width)
        else:
            yield from _section(section, found[section.key], _brief, width)
    yield []
    yield from _agreements(found, width)
    yield from paragraph("", "No text was given, so no quote is verified. Next: cstofacts show ID, cstofacts why A B.", width)


def _section(section: Section, findings: list[Finding], brief: _Brief, width: int) -> Iterator[Line]:
    if not findings:
        return
    yield []
    yield [(section.heading, _STYLE[section.key])]
    for finding in findings[:_FIRST]:
        yield from brief(finding, width)
    if len(findings) > _FIRST:
        yield [(f"  and {len(findings) - _FIRST} more: cstofacts conflicts", "dim")]


def _brief(finding: Finding, width: int) -> Iterator[Line]:
    """A finding in a few lines: the question, each side with one quote, and what decided."""
    id = fitted(finding.id, width // 2)
    yield [("  ", ""), (fitted(finding.question.en, width - columns(id) - 4), "title"), (f"  {id}", "dim")]
    worst = finding.pairs[0]
    alike = [pair for pair in finding.pairs if pair.relation is worst.relation and pair.is_apparent_conflict == worst.is_apparent_conflict]
    sides = [finding.sides[index] for index in sorted({index for pair in alike for index in (pair.left, pair.right)})]
    yield from _side_rows(sides, width)
    gists: dict[str, str] = {}
    for pair in _telling(alike):
        gists.setdefault(_between(pair, finding), _gist(pair))
    for between, gist in gists.items():
        yield from paragraph("    > ", f"{between}: {gist}", width, style=STYLE_OF[worst.relation], most=2)


def _between(pair: Pair, finding: Finding) -> str:
    return f"{source_names(finding.sides[pair.left])} / {source_names(finding.sides[pair.right])}"


def _itself(finding: Finding, width: int) -> Iterator[Line]:
    """One source against itself: who, on what, and why."""
    for pair in finding.pairs:
        if pair.is_self_contradiction:
            what = f"{', '.join(pair.within)} on {finding.id}: {_gist(pair)}"
            yield from paragraph("  ", what, width, style="", most=3)


def _telling(pairs: list[Pair]) -> list[Pair]:
    """The pairs worth a line: between sources rather than inside one, lists rather than counts of them."""
    between = [pair for pair in pairs if not pair.within] or pairs
    return sorted(between, key=lambda pair: pair.reason is Reason.ARITHMETIC)[:2]


def _gist(pair: Pair) -> str:
    """The steps that decided a pair, all but the first with their name."""
    decisive = _DECISIVE.get(pair.reason, ("value",))
    steps = [step for step in pair.explanation if step.name in decisive]
    return "; ".join(step.words if step is steps[0] else str(step) for step in steps)


def _side_rows(sides: list[Side], width: int) -> Iterator[Line]:
    """One line per side: who, what, where in the text, and the quote last."""
    rows = [(source_names(side), held_words(side), place_words(side.claims[0]), side.claims[0].quote) for side in sides]
    who, place = column((row[0] for row in rows), width // 5), column((row[2] for row in rows), width // 5)
    held = column((row[1] for row in rows), min(_VALUE_WIDTH, width - who - place - _QUOTE_WIDTH))
    for name, value, where, quote in rows:
        start = f"    {cell(name, who)}  {cell(value, held)}  {cell(where, place)} "
        yield [(start, ""), (fitted(f"«{quote}»", width - columns(start)), "quote")]


def _agreements(found: dict[str, list[Finding]], width: int) -> Iterator[Line]:
    agreed = sorted(found["agreements"], key=lambda finding: (finding.relation is not Relation.AGREES, -len(finding.origins)))
    counts = ", ".join(section.counted(len(found[section.key])) for section in SECTIONS[len(_NEEDS_A_PERSON) :])
    yield [(f"Nothing against: {counts}.", "good")]
    shown = [(finding, finding.sides[finding.pairs[0].left]) for finding in agreed[:_FIRST_AGREED]]
    label = column((source_names(side) for _, side in shown), width // 4)
    value = column((side.shown for _, side in shown), min(_VALUE_WIDTH, width // 3))
    for finding, side in shown:
        start = f"  {cell(source_names(side), label)}  {cell(side.shown, value)}  "
        yield [(start, ""), (fitted(finding.question.en, width - columns(start)), "dim")]
    if len(agreed) > len(shown):
        yield [(f"  and {len(agreed) - len(shown)} more: cstofacts conflicts --relation agrees --relation compatible", "dim")]
