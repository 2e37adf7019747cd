"""The first screen of `check`: what was compared, what needs a person, and that the rest was compared too.

Each finding takes a few lines, a section shows its first findings, and the rest is one command away; what is left out is always counted.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain

from cstofacts.language import RIGHT_TO_LEFT, both, count, joined, say, spoken
from cstofacts.model.candidate import Candidate
from cstofacts.model.finding import Finding, Pair, Side
from cstofacts.model.report import Report
from cstofacts.model.severity import is_off
from cstofacts.reports.layout import Line, cell, column, columns, fitted, paragraph
from cstofacts.reports.sections import (
    APPARENT,
    IGNORED,
    RESOLVED,
    SECTIONS,
    SELF,
    Section,
    count_words,
    counted,
    evidence_words,
    is_between_sources,
    listed_by_section,
    scope_words,
)
from cstofacts.reports.text import STYLE_OF, held_words, place_words, question_words, source_names
from cstofacts.values.base import Reason, Relation

_STYLE = {"contradictions": "bad", SELF: "bad", "review": "warn", APPARENT: "note", "updates": "note"}
NEEDS_A_PERSON = SECTIONS[: len(_STYLE)]
_REST = tuple(section for section in SECTIONS[len(_STYLE) :] if section.key not in (RESOLVED, IGNORED))

# Entries of a section, sides and pairs of an entry, and agreements: together they leave a usual registry's first screen without scrolling.
FIRST = 6
_FIRST_SIDES = 8
_FIRST_PAIRS = 2
_FIRST_APPARENT = 1
_FIRST_AGREED = 2
_FIRST_WAITING = 6

# A gist longer than this many lines is read with `show`; what tells rivals in looks apart stands beside their values too.
_GIST_LINES = 3
_GIST_LINES_APPARENT = 1

# A side gives its value in at most this many columns, so that the quote beside it has room.
_VALUE_WIDTH = 46

# What is left out.
_MORE = both("and {n} more", "and {n} more")

# What a quote and the gaps before it need at least.
_QUOTE_WIDTH = 21

# The steps that decide, by reason, in the order in which they are told; `_CLASH` for every other. The time is told only with a change.
_DECISIVE = {
    Reason.APPARENT_CONFLICT: ("separators",),
    Reason.LATER: ("time", "change"),
    Reason.MISSING_QUALIFIER: ("separators",),
    Reason.MISSING_TIME: ("time", "part and whole"),
}
_CLASH = ("value", "part and whole", "missing from the list", "attribution", "certainty")
_FALL = ("value", "time", "change", *_CLASH[1:])


def overview(report: Report, width: int, compared: list[Finding], left_out: Iterable[str] = ()) -> Iterator[Line]:
    """The first screen, fitted to the width. `compared` are all findings; `left_out` says how many are not listed, and why."""
    findings = report.findings or []
    found = listed_by_section([finding for finding in findings if not is_off(finding, report.registry.severities)])
    yield from paragraph("", scope_words(compared), width, style="title")
    if report.registry.unread:
        yield from paragraph(
            "", say("{claims} could not be read, and took no part.", claims=counted(report.registry.unread, "claim")), width, style="bad"
        )
    if report.registry.candidates:
        yield from paragraph("", _waiting_words(report.registry.candidates), width)
    yield from paragraph("", f"{count_words(found, NEEDS_A_PERSON)}.", width)
    for sentence in left_out:
        yield from paragraph("", f"{sentence}.", width, style="warn")
    for section in NEEDS_A_PERSON:
        yield from section_lines(section, found[section.key], width)
    if any(finding.settlement for finding in findings):
        from cstofacts.reports.settlements import overview_lines  # in many registries nothing was decided yet

        yield from overview_lines(findings, width)
    if report.registry.decisions:
        from cstofacts.reports.settlements import unanswered_lines  # as above

        yield from unanswered_lines(report.registry.decisions, compared, width)
    if found[IGNORED] or report.registry.ignored:
        yield []
        yield from paragraph("", _ignored_words(len(found[IGNORED]), len(report.registry.ignored)), width, style="note")
    yield []
    yield from paragraph("", say("Nothing against: {counts}.", counts=count_words(found, _REST)), width, style="good")
    yield from _agreements(found["agreements"], width)
    yield from paragraph("", f"{evidence_words(report.registry.claims)} {say('Next:')} cstofacts show ID, cstofacts why A B.", width)


def _waiting_words(candidates: list[Candidate]) -> str:
    """How many candidates wait for a person, in all and of each source."""
    counts = Counter(candidate.source for candidate in candidates)
    sources = joined([f"{source} {number:,}" for source, number in sorted(counts.items())[:_FIRST_WAITING]])
    if len(counts) > _FIRST_WAITING:
        sources = say(" and ").join([sources, counted(len(counts) - _FIRST_WAITING, "more source")])
    waiting = count("{n} candidate awaits review and took no part", "{n} candidates await review and took no part", len(candidates))
    return f"{waiting} ({sources}): cstofacts review."


def _ignored_words(findings: int, problems: int) -> str:
    """How much the comments of the registry ignore."""
    told = [count("{n} finding", "{n} findings", findings)] if findings else []
    told += [counted(problems, "problem")] if problems else []
    return say("Ignored in the registry itself: {counts}. See {command}.", counts=joined(told), command="cstofacts check --show-ignored")


def section_lines(section: Section, findings: list[Finding], width: int, more: int = 0) -> Iterator[Line]:
    """A section: its first findings in a few lines each, and how many more there are, `more` beside those that are given."""
    if not findings:
        return
    entries = [entry for finding in findings for entry in _entries(section, finding, width)]
    yield []
    yield [(say(section.heading), _STYLE[section.key])]
    yield from chain.from_iterable(entries[:FIRST])
    left_out = max(len(entries) - FIRST, 0) + more
    if left_out:
        yield [(f"  {count(*_MORE, left_out)}: cstofacts conflicts", "dim")]


def _entries(section: Section, finding: Finding, width: int) -> Iterator[Iterator[Line]]:
    """The entries of a finding in a section: one, but one for each source that is against itself."""
    if section.key == SELF:
        by_source: dict[str, list[Pair]] = {}
        for pair in finding.pairs:
            for source in pair.within if pair.is_self_contradiction else ():
                by_source.setdefault(source, []).append(pair)
        for source, pairs in by_source.items():
            yield _itself(say("{source} on {question}", source=source, question=finding.id), pairs, width)
    elif section.key == APPARENT:
        yield _brief(finding, [pair for pair in finding.pairs if pair.is_apparent_conflict], width)
    else:
        yield _brief(finding, [pair for pair in finding.pairs if pair.relation is finding.relation], width)


def _itself(who: str, pairs: list[Pair], width: int) -> Iterator[Line]:
    """One source against itself: who, on what, and why."""
    return _told("  ", who, pairs[0], len(pairs) - 1, width)


def _brief(finding: Finding, pairs: list[Pair], width: int) -> Iterator[Line]:
    """A finding in a few lines: the question, each side of these pairs with one quote, and what decided."""
    id = fitted(finding.id, width // 2)
    yield [("  ", ""), (fitted(question_words(finding), width - columns(id) - 4), "title"), (f"  {id}", "dim")]
    between = [pair for pair in pairs if is_between_sources(pair, finding)] or pairs
    worst = _telling(between, finding)
    sides = list(dict.fromkeys(index for pair in (*worst.values(), *pairs) for index in (pair.left, pair.right)))
    yield from _side_rows([finding.sides[index] for index in sorted(sides[:_FIRST_SIDES])], width)
    if len(sides) > _FIRST_SIDES:
        yield [(f"    {count('and {n} more side', 'and {n} more sides', len(sides) - _FIRST_SIDES)}", "dim")]
    for number, (who, pair) in enumerate(worst.items(), start=1):
        left_out = len(between) - number if number == len(worst) else 0
        yield from _told("    > ", fitted(who, width // 2), pair, left_out, width)
    if finding.notes:
        yield from paragraph("    ", "; ".join(finding.notes), width, style="dim", most=1)


def _telling(pairs: list[Pair], finding: Finding) -> dict[str, Pair]:
    """The pairs worth a line, by who is in them: lists rather than counts of them, and not the same sources twice."""
    names = [source_names(side) for side in finding.sides]
    most = _FIRST_APPARENT if pairs[0].is_apparent_conflict else _FIRST_PAIRS
    told: dict[str, Pair] = {}
    for pair in sorted(pairs, key=lambda pair: pair.reason is Reason.ARITHMETIC):
        told.setdefault(f"{names[pair.left]} / {names[pair.right]}", pair)
        if len(told) == most:
            break
    return told


def gist(pair: Pair) -> str:
    """The steps that decided a pair, all but the first with their name."""
    steps = {step.name: step for step in pair.explanation}
    decisive = _DECISIVE.get(pair.reason) or (_FALL if "change" in steps else _CLASH)
    first, *others = [steps[name] for name in decisive if name in steps] or pair.explanation
    return say("; ").join([first.words, *map(str, others)])


def _told(start: str, who: str, pair: Pair, left_out: int, width: int) -> Iterator[Line]:
    """A pair in a few lines, which say how many pairs of its kind are not told."""
    end = f" ({count('and {n} more pair', 'and {n} more pairs', left_out)})" if left_out else ""
    lines = _GIST_LINES_APPARENT if pair.is_apparent_conflict else _GIST_LINES
    words = fitted(f"{who}: {gist(pair)}", lines * (width - columns(start)) - columns(end))
    return paragraph(start, f"{words}{end}", width, style=STYLE_OF[pair.relation])


def _side_rows(sides: list[Side], width: int) -> Iterator[Line]:
    """One line per side: who, what, where in the text, and the quote last."""
    rows = [(source_names(side), held_words(side), place_words(side.claims[0]), side.claims[0].quote) for side in sides]
    who, place = column((row[0] for row in rows), width // 5), column((row[2] for row in rows), width // 5)
    held = column((row[1] for row in rows), min(_VALUE_WIDTH, width - who - place - _QUOTE_WIDTH))
    for name, value, where, quote in rows:
        start = f"    {cell(name, who)}  {cell(value, held)}  {cell(where, place)} "
        yield [(start, ""), (fitted(f"«{quote}»", width - columns(start)), "quote")]


def _agreements(findings: list[Finding], width: int) -> Iterator[Line]:
    agreed = sorted(findings, key=lambda finding: (finding.relation is not Relation.AGREES, -len(finding.origins)))
    rows = [(*_agreed_words(finding), question_words(finding)) for finding in agreed[:_FIRST_AGREED]]
    label = column((row[0] for row in rows), width // 4)
    value = column((row[1] for row in rows), min(_VALUE_WIDTH, width // 3))
    for names, shown, question in rows:
        start = f"  {cell(names, label)}  {cell(shown, value)}  "
        yield [(start, ""), (fitted(question, width - columns(start)), "dim")]
    if len(agreed) > len(rows):
        yield [(f"  {count(*_MORE, len(agreed) - len(rows))}: cstofacts conflicts --standing corroborated", "dim")]


# How two sides that confirm each other may stand, when they do not say the same.
_CLOSE = (Reason.NARROWER, Reason.BROADER, Reason.OVERLAPS)


def _agreed_words(finding: Finding) -> tuple[str, str]:
    """Who agrees on what: both sides of the pair that agrees best. The names keep what is right-to-left apart from the question after them."""
    between = [pair for pair in finding.pairs if is_between_sources(pair, finding)] or list(finding.pairs)
    best = min(between, key=lambda pair: (pair.reason is not Reason.SAME, pair.reason not in _CLOSE, pair.left, pair.right))
    sides = [finding.sides[index] for index in dict.fromkeys((best.left, best.right))]
    sources = sorted({source for side in sides for source in side.sources})
    names, shown = joined(sources), " / ".join(dict.fromkeys(side.shown for side in sides))
    return (shown, names) if spoken() in RIGHT_TO_LEFT else (names, shown)
