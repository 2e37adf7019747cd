"""markdown: a report that reads well in a pull request and in a mail; every entry stands alone when it is pasted somewhere."""

import re
from collections.abc import Iterator

from cstofacts.model.claim import Claim, Source
from cstofacts.model.finding import Finding, Pair, Side
from cstofacts.model.registry import Registry
from cstofacts.model.report import Report
from cstofacts.reports.inert import inert
from cstofacts.reports.sections import SECTIONS, SELF, by_section, count_words, scope_words
from cstofacts.reports.text import held_words
from cstofacts.values import TYPES

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#~!])")
_AT_START = re.compile(r"^(\s*)([-+=]|\d+(?=[.)]))")

# Findings of these sections are written out whole; the others are rows of a table.
_IN_FULL = ("contradictions", SELF, "review", "apparent-conflicts", "updates")


def render(report: Report) -> str:
    """The report as Markdown."""
    return "\n".join(_lines(report)) + "\n"


def escaped(text: str) -> str:
    """Text that Markdown and HTML show as it is."""
    return _AT_START.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", inert(text).replace("&", "&amp;")))


def _lines(report: Report) -> Iterator[str]:
    if report.findings is not None:
        yield "# Discrepancy report"
        yield ""
        yield f"{scope_words(report.findings)}: {count_words(report.findings)}."
        yield "It says what the sources say, and where they differ; which of them is right, it does not say."
        yield from _sections(report.findings, report.registry)
    elif report.claims is not None:
        yield from _claim_table(report.claims, report.registry)
    if report.sources is not None:
        yield from _source_table(report.sources, report.registry, heading=report.findings is not None)
    if report.problems:
        yield from ("", "## Not read", "")
        yield from (f"- `{inert(str(p.location)).replace('`', '')}` {p.code} {p.name}: {escaped(p.message)}" for p in report.problems)


def _sections(findings: list[Finding], registry: Registry) -> Iterator[str]:
    found = by_section(findings)
    for section in SECTIONS:
        if not found[section.key]:
            continue
        yield from ("", f"## {section.heading} ({len(found[section.key])})")
        if section.key in _IN_FULL:
            for finding in found[section.key]:
                yield from _entry(finding, registry)
        else:
            yield from _rows(found[section.key])


def _entry(finding: Finding, registry: Registry) -> Iterator[str]:
    asked = finding.question
    yield from ("", f"### {escaped(asked.en)}", "")
    if asked.ar:
        yield from (escaped(asked.ar), "")
    itself = ", a source against itself" if finding.is_self_contradiction else ""
    yield f"`{_code(finding.id)}`: **{finding.relation}** ({finding.reason}{itself}), {finding.standing}."
    yield ""
    for index, side in enumerate(finding.sides):
        yield from _side(index, side, registry)
    yield ""
    for pair in finding.pairs:
        yield from _pair(pair)
    for note in finding.notes:
        yield f"- {escaped(note)}"


def _side(index: int, side: Side, registry: Registry) -> Iterator[str]:
    origins = ", ".join(registry.name(origin) for origin in side.origins)
    yield f"{index + 1}. **{escaped(held_words(side))}**: {escaped(', '.join(side.sources))} (origin: {escaped(origins)})"
    for claim in side.claims:
        yield f"   - {_source_words(claim, registry)}, line {claim.line}{_speakers(claim, registry)}: «{escaped(claim.quote)}»"


def _source_words(claim: Claim, registry: Registry) -> str:
    source = registry.sources.get(claim.source)
    published = f", {source.published}" if source and source.published else ""
    return f"{escaped(claim.source)}{published}"


def _speakers(claim: Claim, registry: Registry) -> str:
    chain = " via ".join(registry.name(speaker) for speaker in reversed(claim.attribution))
    return f", said by {escaped(chain)}" if chain else ""


def _pair(pair: Pair) -> Iterator[str]:
    who = f"side {pair.left + 1}" if pair.left == pair.right else f"sides {pair.left + 1} and {pair.right + 1}"
    yield f"- {who}: {pair.relation} ({pair.reason})"
    yield from (f"  - {escaped(str(step))}" for step in pair.explanation)


def _rows(findings: list[Finding]) -> Iterator[str]:
    yield from ("", "| question | answer | sources | origins |", "|---|---|---|---|")
    for finding in findings:
        answers = "; ".join(dict.fromkeys(side.shown for side in finding.sides))
        yield f"| {escaped(finding.question.en)} | {escaped(answers)} | {escaped(', '.join(finding.sources))} | {len(finding.origins)} |"


def _claim_table(claims: list[Claim], registry: Registry) -> Iterator[str]:
    yield from ("| claim | question | value | line | quote |", "|---|---|---|---|---|")
    for claim in claims:
        value = TYPES[registry.properties[claim.property].type].words(claim.value, registry.name)
        question = f"{_code(claim.subject)}/{_code(claim.property)}"
        yield f"| {escaped(claim.id)} | `{question}` | {escaped(value)} | {claim.line} | «{escaped(claim.quote)}» |"


def _source_table(sources: list[Source], registry: Registry, *, heading: bool) -> Iterator[str]:
    if heading:
        yield from ("", "## Sources", "")
    yield from ("| source | published | origin | title |", "|---|---|---|---|")
    for source in sources:
        origin = registry.name(source.origin) if source.origin else "not named"
        yield f"| {escaped(source.id)} | {source.published or ''} | {escaped(origin)} | {escaped(source.title)} |"


def _code(text: str) -> str:
    return inert(text).replace("`", "'").replace("|", "/")
