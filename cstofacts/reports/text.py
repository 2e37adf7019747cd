"""text: what a terminal shows.

A line is a list of (text, style) spans; what a style looks like is the terminal's business. Text in a right-to-left script stands last on its
line, in logical order and without added control characters, so that no terminal can reorder what stands before it.
"""

import textwrap
import unicodedata
from collections.abc import Iterable, Iterator

from cstofacts.model.claim import Certainty, Claim, Source
from cstofacts.model.finding import Finding, Pair, Side
from cstofacts.model.problem import Problem
from cstofacts.model.registry import Registry
from cstofacts.model.report import Report
from cstofacts.model.rules import code_of
from cstofacts.reports.inert import inert
from cstofacts.reports.sections import SECTIONS, SELF, Section, by_section, count_words, scope_words
from cstofacts.values import TYPES
from cstofacts.values.base import Reason, Relation

Span = tuple[str, str]
Line = list[Span]

UNLIMITED = 100_000
"""The width of a pipe or file: nothing is wrapped or cut."""

STYLE_OF = {
    Relation.CONTRADICTS: "bad",
    Relation.UNDETERMINED: "warn",
    Relation.NOT_COMPARABLE: "note",
    Relation.UPDATES: "note",
    Relation.COMPATIBLE: "good",
    Relation.AGREES: "good",
}

_SECTION_STYLE = {"contradictions": "bad", SELF: "bad", "review": "warn", "apparent-conflicts": "note", "updates": "note"}

# The first screen shows this many findings of a section; the rest is one command away.
_FIRST = 6
_FIRST_AGREED = 4

# A side of the first screen gives its value at most this many columns, so that the quote beside it has room.
_VALUE_WIDTH = 46


def render(report: Report) -> str:
    """The report as plain text, unwrapped."""
    return "".join(f"{''.join(text for text, _ in line)}\n" for line in lines_of(report))


def lines_of(report: Report, width: int = UNLIMITED) -> Iterator[Line]:
    """Every table of the report in full."""
    if report.findings is not None:
        yield [(f"{scope_words(report.registry, report.findings)}.", "")]
        for finding in report.findings:
            yield []
            yield from finding_lines(finding, report.registry, width)
    if report.findings is None and report.claims is not None:
        yield from claim_table(report.claims, report.registry, width)
    if report.findings is None and report.sources is not None:
        yield from source_lines(report.sources, report.registry, width)
    for problem in report.problems or ():
        yield problem_line(problem)


def overview(report: Report, width: int) -> Iterator[Line]:
    """The first screen: what was compared, what needs a person, and that the rest was compared too."""
    findings = report.findings or []
    found = by_section(findings)
    yield [(f"{scope_words(report.registry, findings)}.", "title")]
    yield [(f"{count_words(findings, last=5)}.", "")]
    for section in SECTIONS[:5]:
        listed = [finding for finding in findings if finding.is_self_contradiction] if section.key == SELF else found[section.key]
        if listed:
            yield []
            yield from _section_lines(section, listed, width)
    yield []
    yield from _closing_lines(found, width)


def _section_lines(section: Section, findings: list[Finding], width: int) -> Iterator[Line]:
    yield [(section.heading, _SECTION_STYLE[section.key])]
    for finding in findings[:_FIRST]:
        yield from _brief(finding, width, itself=section.key == SELF)
    if len(findings) > _FIRST:
        yield [(f"  and {len(findings) - _FIRST} more: cstofacts conflicts", "dim")]


def _closing_lines(found: dict[str, list[Finding]], width: int) -> Iterator[Line]:
    agreed = sorted(found["agreements"], key=lambda finding: (finding.relation is not Relation.AGREES, -len(finding.origins)))
    counts = ", ".join(section.counted(len(found[section.key])) for section in SECTIONS[5:])
    yield [(f"Nothing against: {counts}.", "good")]
    for finding in agreed[:_FIRST_AGREED]:
        held = f"  {_cell(', '.join(finding.sources), 12)}  {fitted(finding.sides[finding.pairs[0].left].shown, 32)}  "
        yield [(held, ""), (fitted(finding.question.en, width - columns(held)), "dim")]
    if len(agreed) > _FIRST_AGREED:
        yield [(f"  and {len(agreed) - _FIRST_AGREED} more: cstofacts conflicts --relation agrees --relation compatible", "dim")]
    yield [("No text was given, so no quote is verified. One case whole: cstofacts show ID; two claims: cstofacts why A B.", "dim")]


def _brief(finding: Finding, width: int, *, itself: bool) -> Iterator[Line]:
    """A finding in a few lines: the question, each side with one quote, and what decided; `itself` for one source against itself."""
    yield [("  ", ""), (fitted(finding.question.en, width - len(finding.id) - 5), "title"), (f"  {inert(finding.id)}", "dim")]
    worst = finding.pairs[0]
    shown = [pair for pair in finding.pairs if pair.relation is worst.relation and pair.is_apparent_conflict == worst.is_apparent_conflict]
    telling = _telling(shown, itself=itself and finding.is_self_contradiction)
    involved = sorted({index for pair in (telling if itself else shown) for index in (pair.left, pair.right)})
    label = max(len(_sources(finding.sides[index])) for index in involved)
    for index in involved:
        yield _side_line(finding.sides[index], label, width)
    for gist in dict.fromkeys(_gist(pair, finding) for pair in telling):
        yield from _paragraph("    > ", gist, width, style=STYLE_OF[worst.relation], most=2)


def _telling(pairs: list[Pair], *, itself: bool) -> list[Pair]:
    """The pairs worth a line on the first screen: those inside one source, or the first between sources."""
    wanted = [pair for pair in pairs if bool(pair.within) == itself]
    return (wanted or pairs)[:2]


def _side_line(side: Side, label: int, width: int) -> Line:
    held = side.shown if not side.scope else f"{side.shown} ({', '.join(side.scope)})"
    claim = side.claims[0]
    value = fitted(held, _VALUE_WIDTH)
    start = f"    {inert(_sources(side)):<{label}}  {value}{' ' * (_VALUE_WIDTH - columns(value))}  {inert(claim.source)}:{claim.line} "
    return [(start, ""), (fitted(f"«{claim.quote}»", width - columns(start)), "quote")]


def _sources(side: Side) -> str:
    return ", ".join(side.sources)


def _gist(pair: Pair, finding: Finding) -> str:
    """The step that decided a pair, with the two sides' names."""
    steps = dict(line.partition(": ")[::2] for line in pair.explanation)
    keys = {
        Reason.APPARENT_CONFLICT: ["separators"],
        Reason.ARITHMETIC: ["value", "part and whole", "missing from the list"],
        Reason.ATTRIBUTION: ["value", "attribution"],
        Reason.LATER: ["time", "change"],
        Reason.MISSING_QUALIFIER: ["separators"],
        Reason.MISSING_TIME: ["time", "part and whole"],
    }.get(pair.reason, ["value"])
    words = "; ".join(steps[key] for key in keys if key in steps)
    if pair.is_self_contradiction:
        return f"{', '.join(pair.within)} against itself: {words}"
    return f"{_sources(finding.sides[pair.left])} / {_sources(finding.sides[pair.right])}: {words}"


def finding_lines(finding: Finding, registry: Registry, width: int) -> Iterator[Line]:
    """A finding whole: the question in both languages, every side with every claim, every pair with every step."""
    relation = finding.relation
    verdict = f"{relation} ({finding.reason}, {code_of(finding.reason)})" if relation and finding.reason else "one claim only"
    itself = ", a source against itself" if finding.is_self_contradiction else ""
    yield [(inert(finding.id), "title")]
    yield from _paragraph("  ", finding.question.en, width)
    if finding.question.ar:
        yield [("  ", ""), (inert(finding.question.ar), "")]
    yield [("  ", ""), (f"{verdict}{itself}", STYLE_OF[relation] if relation else ""), (f"; {finding.standing}", "")]
    for index, side in enumerate(finding.sides):
        yield []
        yield from _side_lines(index, side, registry, width)
    for pair in finding.pairs:
        yield []
        yield from pair_lines(pair, (_side_name(finding, pair.left), _side_name(finding, pair.right)), width)
    for note in finding.notes:
        yield []
        yield from _paragraph("  note: ", note, width)


def _side_name(finding: Finding, index: int) -> str:
    return f"[{index + 1}] {_sources(finding.sides[index])}"


def _side_lines(index: int, side: Side, registry: Registry, width: int) -> Iterator[Line]:
    held = side.shown if not side.scope else f"{side.shown} ({', '.join(side.scope)})"
    yield from _paragraph(f"  [{index + 1}] ", held, width, style="title")
    origins = ", ".join(registry.name(origin) if origin in registry.entities else origin for origin in side.origins)
    counted = f"{len(side.sources)} source{'s' * (len(side.sources) > 1)}, {len(side.origins)} origin{'s' * (len(side.origins) > 1)}: {origins}"
    yield from _paragraph("      ", counted, width, style="dim")
    for claim in side.claims:
        yield from _claim_brief(claim, registry, width)


def _claim_brief(claim: Claim, registry: Registry, width: int) -> Iterator[Line]:
    yield [("      ", ""), (inert(claim.id), "title"), (f"  line {claim.line}, {claim.location}{_spoken(claim, registry)}", "dim")]
    yield from _paragraph("        ", f"«{claim.quote}»", width, style="quote")


def _spoken(claim: Claim, registry: Registry) -> str:
    firmness = "" if claim.certainty is Certainty.CERTAIN else f", {claim.certainty}"
    if not claim.attribution:
        return firmness
    chain = " via ".join(registry.name(speaker) for speaker in reversed(claim.attribution))
    return f", said by {inert(chain)}{firmness}"


def pair_lines(pair: Pair, names: tuple[str, str], width: int) -> Iterator[Line]:
    """How two sides stand to each other, with every step of the decision."""
    who = names[0] if pair.left == pair.right else f"{names[0]} and {names[1]}"
    itself = ", a source against itself" if pair.is_self_contradiction else ""
    yield [
        (f"  {inert(who)}: ", ""),
        (str(pair.relation), STYLE_OF[pair.relation]),
        (f" ({pair.reason}, {code_of(pair.reason)}){itself}", ""),
    ]
    for line in pair.explanation:
        yield from _paragraph("      ", line, width)


def claim_lines(claim: Claim, registry: Registry, width: int) -> Iterator[Line]:
    """A claim whole: what was written beside what was understood."""
    source = registry.sources.get(claim.source)
    property = registry.properties[claim.property]
    shown = TYPES[property.type].words(claim.value, registry.name)
    qualifiers = ", ".join(f"{name} {registry.name(value)}" for name, value in claim.qualifiers.items())
    yield [(inert(claim.id), "title"), (f"  {claim.location}", "dim")]
    rows = [
        ("question", property.asked(registry.name(claim.subject), "en") or f"{claim.subject}/{claim.property}"),
        ("value", f"{shown}{f' [{property.unit}]' if property.unit else ''}"),
        ("written", claim.text),
        ("quote", f"«{claim.quote}»"),
        ("qualifiers", qualifiers),
        ("said by", " via ".join(registry.name(speaker) for speaker in reversed(claim.attribution))),
        ("origin", registry.name(claim.origin)),
        ("certainty", str(claim.certainty)),
        ("evidence", "no-text: no text was given to find the quote in" if claim.evidence == "no-text" else str(claim.evidence)),
        ("note", claim.note),
    ]
    yield from _paragraph("  source     ", f"{claim.source}, line {claim.line}: {source.title if source else ''}", width)
    for name, text in rows:
        if text:
            yield from _paragraph(f"  {name:<10} ", text, width, style="quote" if name in {"quote", "written"} else "")


def claim_table(claims: list[Claim], registry: Registry, width: int) -> Iterator[Line]:
    """One line per claim: id, question, value, and the quote last."""
    rows = [
        (claim.id, f"{claim.subject}/{claim.property}", TYPES[registry.properties[claim.property].type].words(claim.value, registry.name), claim)
        for claim in claims
    ]
    first, second = _column((row[0] for row in rows), 16), _column((row[1] for row in rows), max(20, width // 3))
    third = _column((row[2] for row in rows), max(16, width // 4))
    for id, question, value, claim in rows:
        cells = f"{_cell(id, first)}  {_cell(question, second)}  {_cell(value, third)}  "
        yield [(cells, ""), (fitted(f"«{claim.quote}»", width - columns(cells)), "quote")]
    yield [(f"{len(claims)} claims", "dim")]


def source_lines(sources: list[Source], registry: Registry, width: int) -> Iterator[Line]:
    """One line per source: id, date, origin, number of claims, and the title last."""
    id_width = _column((source.id for source in sources), 16)
    origins = {source.id: registry.name(source.origin) if source.origin else "origin not named" for source in sources}
    origin_width = _column(origins.values(), 32)
    date_width = _column((str(source.published or "") for source in sources), 24)
    for source in sources:
        count = sum(claim.source == source.id for claim in registry.claims)
        cells = f"{_cell(source.id, id_width)}  {_cell(str(source.published or ''), date_width)}  {_cell(origins[source.id], origin_width)}  "
        cells += f"{count:>4} claims  "
        yield [(cells, ""), (fitted(source.title, width - columns(cells)), "quote")]


def problem_line(problem: Problem) -> Line:
    """A problem as compilers print it."""
    style = "bad" if problem.is_error else "warn"
    return [(f"{inert(str(problem.location))}: ", ""), (f"{problem.code} {problem.name}", style), (f": {inert(problem.message)}", "")]


def columns(text: str) -> int:
    """How many terminal columns a text takes: marks and invisible characters none, wide ones two."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.category(c) in {"Mn", "Me", "Cf"} else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def fitted(text: str, width: int) -> str:
    """The text made inert, and cut with an ellipsis when it takes more columns than there are."""
    safe = inert(text)
    if columns(safe) <= width:
        return safe
    kept = safe[: max(width - 1, 0)]
    while columns(kept) > max(width - 1, 0):
        kept = kept[:-1]
    closing = "»" if safe.startswith("«") and len(kept) > 1 else ""
    return f"{kept[: len(kept) - len(closing)]}…{closing}"


def _column(texts: Iterable[str], most: int) -> int:
    return min(max((columns(inert(text)) for text in texts), default=0), most)


def _cell(text: str, width: int) -> str:
    shown = fitted(text, width)
    return shown + " " * (width - columns(shown))


def _paragraph(start: str, text: str, width: int, *, style: str = "", most: int = 0) -> Iterator[Line]:
    """A text wrapped to the width with a hanging indent, in at most so many lines (0: any number)."""
    room = max(width - len(start), 20)
    lines = textwrap.wrap(inert(text), room, max_lines=most or None, placeholder=" …", break_on_hyphens=False) or [""]
    for index, line in enumerate(lines):
        yield [(start if index == 0 else " " * len(start), style if start.strip() else ""), (line, style)]
