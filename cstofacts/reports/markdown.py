"""markdown: a report that reads well in a pull request and in a mail; every entry stands alone when it is pasted somewhere."""

import re
from collections.abc import Iterator

from cstofacts import __version__
from cstofacts.language import joined, named, say, spoken
from cstofacts.model.claim import Claim, Source
from cstofacts.model.decision import Settlement
from cstofacts.model.finding import Finding, Pair, Side
from cstofacts.model.registry import Registry
from cstofacts.model.report import Report
from cstofacts.reports.inert import inert
from cstofacts.reports.sections import APPARENT, IGNORED, RESOLVED, SECTIONS, SELF, Section, by_section, count_words, listed_by_section, scope_words
from cstofacts.reports.text import chain_words, citation_words, held_words, itself_words, question_words, sources_of
from cstofacts.values import TYPES

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#~!])")
_AT_START = re.compile(r"^(\s*)([-+=]|\d+(?=[.)]))")

# Findings of these sections are written out whole; the others are rows of a table.
_IN_FULL = ("contradictions", SELF, "review", APPARENT, "updates", RESOLVED, IGNORED)


def render(report: Report) -> str:
    """The report as Markdown."""
    return "\n".join(_lines(report)) + "\n"


def escaped(text: str) -> str:
    """Text that Markdown and HTML show as it is."""
    return _AT_START.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", inert(text).replace("&", "&amp;")))


def _lines(report: Report) -> Iterator[str]:
    if report.findings is not None:
        yield f"# {say('Discrepancy report')}"
        yield ""
        yield f"{say('Made by')} cstofacts {__version__}."
        yield ""
        yield f"{scope_words(report.findings)} {count_words(listed_by_section(report.findings))}."
        yield say("This report says what the sources say, and where they differ. Which of them is right, it does not say.")
        yield from _sections(report.findings, report.registry)
    elif report.claims is not None:
        yield from _claim_table(report.claims, report.registry)
    sources = sources_of(report.findings, report.registry) if report.sources is None and report.findings else report.sources
    if sources is not None:
        yield from _source_table(sources, report.registry, heading=report.findings is not None)
    if report.problems:
        yield from ("", f"## {say('What was not read')}", "")
        yield from (f"- `{inert(str(p.location)).replace('`', '')}` {p.code} {p.name}: {escaped(p.message)}" for p in report.problems)


def _sections(findings: list[Finding], registry: Registry) -> Iterator[str]:
    found, listed = by_section(findings), listed_by_section(findings)
    for section in SECTIONS:
        if listed[section.key]:
            yield from ("", f"## {say(section.heading)} ({len(listed[section.key])})")
            yield from _section(section, found[section.key], listed[section.key], registry)


def _section(section: Section, own: list[Finding], listed: list[Finding], registry: Registry) -> Iterator[str]:
    """A section's own findings; what is listed here and belongs to another section is named only, so that each entry stands once."""
    if section.key not in _IN_FULL:
        yield from _rows(own)
        return
    written = {finding.id for finding in own}
    elsewhere = [f"`{code(finding.id)}`" for finding in listed if finding.id not in written]
    if elsewhere:
        yield from ("", f"{say('Whole in another section, for what else they have:')} {joined(elsewhere)}")
    for finding in own:
        yield from _entry(finding, registry)


def _entry(finding: Finding, registry: Registry) -> Iterator[str]:
    asked = finding.question
    first, other = (asked.ar, asked.en) if spoken() == "ar" and asked.ar else (asked.en, asked.ar)
    yield from ("", f"### {escaped(first)}", "")
    if other:
        yield from (escaped(other), "")
    relation, reason = named("relation", finding.relation or ""), named("reason", finding.reason or "")
    yield f"`{code(finding.id)}`: **{relation}** ({reason}{itself_words(finding)}){say(', ')}{named('standing', finding.standing)}."
    yield ""
    if finding.settlement:
        yield from _settlement(finding.settlement)
    for index, side in enumerate(finding.sides):
        yield from _side(index, side, registry)
    if finding.references:
        yield from _references(finding.references, registry)
    yield ""
    for pair in finding.pairs:
        yield from _pair(pair)
    for note in finding.notes:
        yield f"- {escaped(note)}"


def _side(index: int, side: Side, registry: Registry) -> Iterator[str]:
    origins = joined([registry.name(origin) for origin in side.origins])
    yield f"{index + 1}. **{escaped(held_words(side))}**: {escaped(joined(list(side.sources)))} ({say('origin')}: {escaped(origins)})"
    for claim in side.claims:
        yield f"   - {_source_words(claim, registry)}{_speakers(claim, registry)}: «{escaped(claim.quote)}»"


def _settlement(settlement: Settlement) -> Iterator[str]:
    from cstofacts.reports.settlements import changes_words, moment_words, state_words  # in many registries nothing was decided yet

    if state := state_words(settlement):
        yield from (f"> **{state}**", ">")
    for number, decision in enumerate(settlement.decisions):
        yield from [">"] if number else []
        what = f"**{named('ruling', decision.ruling)}**, {moment_words(decision)}, {say('by')} {escaped(decision.by)}"
        going_by = f" ({say('goes by {claims}', claims=escaped(joined(list(decision.accepted))))})" if decision.accepted else ""
        yield f"> {what}{going_by}: «{escaped(decision.because)}»"
    if settlement.changes:
        yield ">"
        yield f"> {escaped(changes_words(settlement.changes))}"
    yield ""


def _references(references: tuple[Claim, ...], registry: Registry) -> Iterator[str]:
    yield from ("", say("References, with which nothing was compared:"), "")
    for claim in references:
        shown = TYPES[registry.properties[claim.property].type].words(claim.value, registry.name)
        cited = escaped(citation_words(registry.sources[claim.source]))
        yield f"- **{escaped(shown)}**: {_source_words(claim, registry)}: «{escaped(claim.quote)}» ({cited})"


def _source_words(claim: Claim, registry: Registry) -> str:
    """Where a claim stands: source, date, publisher, line and URL; a word in Latin script follows the publisher, which may be right-to-left."""
    source = registry.sources[claim.source]
    words = [source.id, str(source.published or ""), source.publisher or source.title, say("line {line}", line=claim.line), source.url]
    return joined([escaped(word) for word in words if word])


def _speakers(claim: Claim, registry: Registry) -> str:
    return f"{say(', ')}{say('said by')} {escaped(chain_words(claim, registry))}" if claim.attribution else ""


def _pair(pair: Pair) -> Iterator[str]:
    both = say("sides {one} and {other}", one=pair.left + 1, other=pair.right + 1)
    who = say("side {number}", number=pair.left + 1) if pair.left == pair.right else both
    yield f"- {who}: {named('relation', pair.relation)} ({named('reason', pair.reason)})"
    yield from (f"  - {escaped(str(step))}" for step in pair.explanation)


def _rows(findings: list[Finding]) -> Iterator[str]:
    yield from ("", _head("question", "answer", "sources", "origins"), "|---|---|---|---|")
    for finding in findings:
        answers = "; ".join(dict.fromkeys(side.shown for side in finding.sides))
        yield f"| {escaped(question_words(finding))} | {escaped(answers)} | {escaped(joined(list(finding.sources)))} | {len(finding.origins)} |"


def _claim_table(claims: list[Claim], registry: Registry) -> Iterator[str]:
    yield from (_head("claim", "question", "value", "line", "quote"), "|---|---|---|---|---|")
    for claim in claims:
        value = TYPES[registry.properties[claim.property].type].words(claim.value, registry.name)
        question = f"{code(claim.subject)}/{code(claim.property)}"
        yield f"| {escaped(claim.id)} | `{question}` | {escaped(value)} | {claim.line} | «{escaped(claim.quote)}» |"


def _source_table(sources: list[Source], registry: Registry, *, heading: bool) -> Iterator[str]:
    if heading:
        yield from ("", f"## {say('Sources')}", "")
    yield from (_head("source", "published", "publisher", "origin", "URL", "title"), "|---|---|---|---|---|---|")
    for source in sources:
        origin = registry.name(source.origin) if source.origin else say("not named")
        cells = (source.id, str(source.published or ""), source.publisher, origin, source.url, source.title)
        yield f"| {' | '.join(map(escaped, cells))} |"


def _head(*columns: str) -> str:
    return f"| {' | '.join(named('column', column) for column in columns)} |"


def code(text: str) -> str:
    """An id between backticks, in a cell or out of one."""
    return inert(text).replace("`", "'").replace("|", "/")
