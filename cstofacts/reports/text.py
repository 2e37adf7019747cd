"""text: what a terminal shows.

A line is a list of (text, style) spans; what a style looks like is the terminal's business. Text in a right-to-left script stands last on its
line, in logical order and without added control characters, so that no terminal can reorder what stands before it.
"""

from collections import Counter
from collections.abc import Iterator

from cstofacts.language import joined, marked, named, say, spoken
from cstofacts.model.claim import Certainty, Claim, Source
from cstofacts.model.finding import Finding, Pair, Side
from cstofacts.model.problem import Problem
from cstofacts.model.registry import Registry
from cstofacts.model.report import Report
from cstofacts.model.rules import code_of
from cstofacts.model.severity import Severities, is_failing
from cstofacts.reports.inert import inert
from cstofacts.reports.layout import UNLIMITED, Line, cell, column, columns, fitted, narrowed, paragraph
from cstofacts.reports.sections import counted, scope_words
from cstofacts.values import TYPES
from cstofacts.values.base import Reason, Relation

# In a table of claims: an id is rarely longer and is not cut further, since it is to be typed; of a quote at least so much is shown.
_ID_WIDTH = 24
_QUOTE_WIDTH = 12

# What the fields of a claim are called takes no more.
_NAME_WIDTH = 10

STYLE_OF = {
    Relation.CONTRADICTS: "bad",
    Relation.UNDETERMINED: "warn",
    Relation.NOT_COMPARABLE: "note",
    Relation.UPDATES: "note",
    Relation.COMPATIBLE: "good",
    Relation.AGREES: "good",
}


def render(report: Report) -> str:
    """The report as plain text, unwrapped."""
    return "".join(f"{''.join(text for text, _ in line)}\n" for line in lines_of(report))


def lines_of(report: Report, width: int = UNLIMITED) -> Iterator[Line]:
    """Every table of the report in full."""
    if report.findings:
        yield from paragraph("", scope_words(report.findings), width)
        for finding in report.findings:
            yield []
            yield from finding_lines(finding, report.registry, width)
        yield []
        yield from source_lines(sources_of(report.findings, report.registry), report.registry, width)
    if report.findings is None and report.claims is not None:
        yield from claim_table(report.claims, report.registry, width)
    if report.findings is None and report.sources is not None:
        yield from source_lines(report.sources, report.registry, width)
    for problem in report.problems or ():
        yield problem_line(problem)


def finding_lines(finding: Finding, registry: Registry, width: int) -> Iterator[Line]:
    """A finding whole: the question in both languages, every side with every claim, every pair with every step."""
    yield from paragraph("", finding.id, width, style="title")
    asked = (finding.question.ar, finding.question.en) if spoken() == "ar" else (finding.question.en, finding.question.ar)
    for question in filter(None, asked):
        yield from paragraph("  ", question, width)
    yield [("  ", ""), *verdict_spans(finding)]
    if finding.settlement:
        from cstofacts.reports.settlements import settlement_lines  # in many registries nothing was decided yet

        yield from settlement_lines(finding.settlement, "  ", width)
    for index, side in enumerate(finding.sides):
        yield []
        yield from _side_lines(index, side, registry, width)
    if finding.references:
        yield []
        yield from _reference_lines(finding.references, registry, width)
    for pair in finding.pairs:
        yield []
        yield from pair_lines(pair, (_side_name(finding, pair.left), _side_name(finding, pair.right)), width)
    for note in finding.notes:
        yield []
        yield from paragraph(f"  {say('note')}: ", note, width)


def verdict_spans(finding: Finding) -> Line:
    """The relation of a finding with its reason, and its standing."""
    relation = finding.relation
    verdict = _verdict(relation, finding.reason) if relation and finding.reason else say("one claim only")
    return [
        (f"{verdict}{itself_words(finding)}", STYLE_OF[relation] if relation else ""),
        (f"{say('; ')}{named('standing', finding.standing)}", ""),
    ]


def question_words(finding: Finding) -> str:
    """The question in the language that is spoken, or else in English."""
    return (finding.question.ar if spoken() == "ar" else "") or finding.question.en


def source_names(side: Side) -> str:
    """The sources that hold a side, as people read them."""
    return joined(list(side.sources))


def sources_of(findings: list[Finding], registry: Registry) -> list[Source]:
    """The sources that speak in these findings, in the order of the registry."""
    speaking = {claim.source for finding in findings for claim in (*finding.claims, *finding.references)}
    return [source for id, source in registry.sources.items() if id in speaking]


def itself_words(found: Finding | Pair) -> str:
    """What is added to a verdict when one source contradicts itself."""
    return say(", a source against itself") if found.is_self_contradiction else ""


def chain_words(claim: Claim, registry: Registry) -> str:
    """Who said it, the first speaker first."""
    return say(" via ").join(registry.name(speaker) for speaker in reversed(claim.attribution))


def qualifier_words(name: str, value: str, registry: Registry) -> str:
    """A qualifier's value: a phase by its word, an entity by its label, a date as it is."""
    return named("phase", value) if name == "phase" else registry.name(value)


def place_words(claim: Claim) -> str:
    """Where a claim stands in the text of its source."""
    return f"{claim.source}:{claim.line}" if claim.line else claim.source


def held_words(side: Side) -> str:
    """What a side holds, with the qualifiers that set it apart."""
    return f"{side.shown} ({joined(list(side.scope))})" if side.scope else side.shown


def _side_name(finding: Finding, index: int) -> str:
    return f"[{index + 1}] {source_names(finding.sides[index])}"


def _side_lines(index: int, side: Side, registry: Registry, width: int) -> Iterator[Line]:
    yield from paragraph(f"  [{index + 1}] ", held_words(side), width, style="title")
    origins = joined([registry.name(origin) for origin in side.origins])
    held_by = f"{joined([counted(len(side.sources), 'source'), counted(len(side.origins), 'origin')])}: {origins}"
    yield from paragraph("      ", held_by, width, style="dim")
    for claim in side.claims:
        yield from _claim_brief(claim, registry, width)


def _claim_brief(claim: Claim, registry: Registry, width: int) -> Iterator[Line]:
    start = f"      {fitted(claim.id, width // 3)}  "
    source = registry.sources.get(claim.source)
    published = [f"{say('published')} {source.published}"] if source and source.published else []
    line = [say("line {line}", line=claim.line)] if claim.line else []
    told = joined([*line, *published, str(claim.location), *_spoken(claim, registry)])
    first, *rest = paragraph(start, told, width, style="dim")
    yield [(start, "title"), first[1]]
    yield from rest
    yield from paragraph("        ", f"«{claim.quote}»", width, style="quote")


def _spoken(claim: Claim, registry: Registry) -> list[str]:
    """Who said it and how firmly, as far as there is anything to say of that."""
    said = [f"{say('said by')} {chain_words(claim, registry)}"] if claim.attribution else []
    return said if claim.certainty is Certainty.CERTAIN else [*said, named("certainty", claim.certainty)]


def _reference_lines(references: tuple[Claim, ...], registry: Registry, width: int) -> Iterator[Line]:
    """What references say of the same: outside facts, with which nothing was compared."""
    yield from paragraph("  ", say("References, with which nothing was compared:"), width, style="note")
    for claim in references:
        shown = TYPES[registry.properties[claim.property].type].words(claim.value, registry.name)
        yield from paragraph("    ", shown, width, style="title")
        yield from _claim_brief(claim, registry, width)
        yield from paragraph("        ", citation_words(registry.sources[claim.source]), width, style="dim")


def citation_words(source: Source) -> str:
    """Of a reference: when its facts hold, and where they stand."""
    return f"{say('valid')} {source.valid}: {source.citation}"


def _verdict(relation: Relation, reason: Reason) -> str:
    return f"{named('relation', relation)} ({_because(reason)})"


def _because(reason: Reason) -> str:
    return joined([named("reason", reason), code_of(reason)])


def pair_lines(pair: Pair, names: tuple[str, str], width: int) -> Iterator[Line]:
    """How two sides stand to each other, with every step of the decision."""
    who = names[0] if pair.left == pair.right else say(" and ").join(names)
    verdict, because = f": {named('relation', pair.relation)}", f" ({_because(pair.reason)}){itself_words(pair)}"
    yield [("  ", ""), (fitted(who, width - len(f"  {verdict}{because}")), ""), (verdict, STYLE_OF[pair.relation]), (because, "")]
    for step in pair.explanation:
        yield from paragraph("      ", str(step), width)


def claim_lines(claim: Claim, registry: Registry, width: int) -> Iterator[Line]:
    """A claim whole: what was written beside what was understood."""
    from cstofacts.reports.grades import graded_words  # only a claim shown whole has them

    source = registry.sources.get(claim.source)
    property = registry.properties[claim.property]
    shown = TYPES[property.type].words(claim.value, registry.name)
    qualifiers = joined([f"{named('qualifier', name)} {qualifier_words(name, value, registry)}" for name, value in claim.qualifiers.items()])
    yield from paragraph("", f"{claim.id}  {claim.location}", width, style="title")
    rows = [
        ("question", property.asked(registry.name(claim.subject), spoken()) or f"{claim.subject}/{claim.property}"),
        ("value", f"{shown}{f' [{property.unit}]' if property.unit else ''}"),
        ("written", claim.text),
        ("quote", f"«{claim.quote}»"),
        ("qualifiers", qualifiers),
        ("said by", chain_words(claim, registry)),
        ("origin", registry.name(claim.origin)),
        ("certainty", named("certainty", claim.certainty)),
        ("evidence", say("no-text: no text was given to find the quote in") if claim.evidence == "no-text" else named("evidence", claim.evidence)),
        ("grade", graded_words(claim, registry)),
        ("note", claim.note),
        ("reference", citation_words(source) if source and source.is_reference else ""),
        *_correction_rows(claim, registry),
    ]
    place = joined([claim.source, say("line {line}", line=claim.line)])
    yield from paragraph(f"  {cell(named('column', 'source'), _NAME_WIDTH)} ", f"{place}: {source.title if source else ''}", width)
    for name, text in rows:
        if text:
            yield from paragraph(f"  {cell(named('column', name), _NAME_WIDTH)} ", text, width, style="quote" if name in {"quote", "written"} else "")


def _correction_rows(claim: Claim, registry: Registry) -> Iterator[tuple[str, str]]:
    """What an edit of the article did to a claim, and what it corrects itself."""
    if claim.superseded:
        yield "superseded", say("{until}; it counts in no verdict", until=_until_words(claim, registry))
    corrected = next((other for other in registry.superseded if other.id == claim.replaces), None)
    if corrected:
        said = say("{claim}, which said {value} until {date}", claim=corrected.id, value=_shown(corrected, registry), date=corrected.superseded)
        yield "replaces", said


def _until_words(claim: Claim, registry: Registry) -> str:
    by = [other.id for other in (*registry.recorded, *registry.superseded) if other.replaces == claim.id]
    waits = any(candidate.replaces == claim.id for candidate in registry.candidates)
    after = marked("a candidate for its place awaits review") if waits else marked("nothing takes its place")
    told = say("{claims} takes its place", claims=joined(by)) if by else say(after)
    return say("the article no longer says it as of {date}; {after}", date=claim.superseded, after=told)


def superseded_lines(claims: list[Claim], registry: Registry, width: int) -> Iterator[Line]:
    """Claims on a question that edited articles no longer make, one after another."""
    for claim in claims:
        yield []
        said = say("{source} said {value}", source=claim.source, value=_shown(claim, registry))
        told = say("; ").join([said, _until_words(claim, registry)])
        yield from paragraph(f"  {named('column', 'superseded')} {claim.id}: ", told, width, style="dim")
        yield from paragraph("        ", f"«{claim.quote}»", width, style="quote")


def _shown(claim: Claim, registry: Registry) -> str:
    return TYPES[registry.properties[claim.property].type].words(claim.value, registry.name)


def claim_table(claims: list[Claim], registry: Registry, width: int) -> Iterator[Line]:
    """One line per claim: id, question, value, place in the text, and the quote last; the place keeps two right-to-left texts apart."""
    rows = [_cells(claim, registry) for claim in claims]
    id = column((row[0] for row in rows), _ID_WIDTH)
    others = [column((row[index] for row in rows), max(20, width // 3)) for index in (1, 2, 3)]
    widths = [id, *narrowed(others, width - id - 2 - _QUOTE_WIDTH)]
    for cells, claim in zip(rows, claims, strict=True):
        start = "".join(f"{cell(text, most)}  " for text, most in zip(cells, widths, strict=True))
        yield [(start, ""), (fitted(f"«{claim.quote}»", width - columns(start)), "quote")]


def _cells(claim: Claim, registry: Registry) -> tuple[str, str, str, str]:
    value = TYPES[registry.properties[claim.property].type].words(claim.value, registry.name)
    return claim.id, f"{claim.subject}/{claim.property}", value, place_words(claim)


def source_lines(sources: list[Source], registry: Registry, width: int) -> Iterator[Line]:
    """One line per source: id, date, origin, number of claims, and the title last."""
    counts = Counter(claim.source for claim in registry.recorded)
    id_width = column((source.id for source in sources), 16)
    origins = {source.id: registry.name(source.origin) if source.origin else say("origin not named") for source in sources}
    origin_width = column(origins.values(), 32)
    date_width = column((str(source.published or "") for source in sources), 24)
    for source in sources:
        cells = f"{cell(source.id, id_width)}  {cell(str(source.published or ''), date_width)}  {cell(origins[source.id], origin_width)}  "
        cells += f"{counted(counts[source.id], 'claim'):>10}  "
        yield [(cells, ""), (fitted(source.title, width - columns(cells)), "quote")]
        if source.is_reference:
            yield from paragraph(f"{' ' * id_width}  ", f"{say('a reference')}{say(', ')}{citation_words(source)}", width, style="note")


def problem_line(problem: Problem, chosen: Severities | None = None) -> Line:
    """A problem as compilers print it, by its own severity or by the one that was chosen."""
    style = "bad" if is_failing(problem, chosen or {}) else "warn"
    return [(f"{inert(str(problem.location))}: ", ""), (f"{problem.code} {problem.name}", style), (f": {inert(problem.message)}", "")]
