"""The records of the machine formats: the stable shape that other programs read.

JSON and JSON Lines are these records as they are, and the published JSON Schema is made from them. The columns of a claim, source or problem in CSV
are their fields too. Every id, value and date is text. A field may be added to a record; none changes its meaning or goes.
"""

from typing import Annotated

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType

from cstofacts.model.claim import Claim, Source
from cstofacts.model.decision import Decision, Settlement
from cstofacts.model.finding import Finding, Pair, Side
from cstofacts.model.ignore import Ignore, Ignored
from cstofacts.model.problem import Location, Problem
from cstofacts.model.report import Report
from cstofacts.model.rules import RULES, code_of
from cstofacts.values import Value
from cstofacts.values.base import Modifier
from cstofacts.values.date import Date
from cstofacts.values.duration import Duration
from cstofacts.values.number import Number
from cstofacts.values.set import OPEN, SetValue

VERSION = 1

Id = Annotated[str, Meta(description="an id of this document or of the registry")]
WrittenValue = Annotated[
    str | list[str], Meta(description="the value in its canonical written form; a set is the list of its members, open when it ends in '...'")
]


class PlaceRecord(Struct, kw_only=True):
    """A place in a file of the registry, counted from 1; 0 stands for the whole file."""

    path: str
    line: int
    column: int


class SourceRecord(Struct, kw_only=True):
    """A document that asserts."""

    id: Id
    title: str
    publisher: str
    language: str
    published: Annotated[str, Meta(description="EDTF")]
    origin: Annotated[str, Meta(description="entity: the body that the document relays")]
    url: str
    text_file: str
    text_sha256: str
    location: PlaceRecord
    kind: Annotated[str, Meta(description="article, or reference: outside facts, with which nothing is compared")]
    citation: Annotated[str, Meta(description="of a reference: where its facts stand")]
    valid: Annotated[str, Meta(description="of a reference: when its facts hold, in EDTF")]
    reliability: Annotated[str | UnsetType, Meta(description="the registry's own grade, A to F; left out when it gives none")] = UNSET


class ClaimRecord(Struct, kw_only=True):
    """One assertion of one source."""

    id: Id
    source: Id
    subject: Id
    property: Id
    text: Annotated[str, Meta(description="the value as the source writes it")]
    value: WrittenValue
    modifier: Annotated[str, Meta(description="exact, about, at-least, at-most, more-than, less-than or between")]
    qualifiers: dict[str, str]
    attribution: Annotated[list[Id], Meta(description="who says that who says: nearest first, first speaker last")]
    origin: Annotated[Id, Meta(description="the first speaker, else the body that the source relays, else the source")]
    certainty: str
    quote: Annotated[str, Meta(description="verbatim from the source text")]
    line: Annotated[int, Meta(description="the quote's line in the source text, from 1")]
    evidence: str
    note: str
    location: PlaceRecord
    credibility: Annotated[str | UnsetType, Meta(description="the registry's own grade, 1 to 6; left out when it gives none")] = UNSET


class QuestionRecord(Struct, kw_only=True):
    """What the claims of a finding answer."""

    subject: Id
    property: Id
    ar: str
    en: str


class SideRecord(Struct, kw_only=True):
    """One position on a question, and who holds it."""

    value: WrittenValue
    shown: Annotated[str, Meta(description="the value as people read it, in English")]
    scope: Annotated[list[str], Meta(description="the qualifiers that set this side apart, as people read them")]
    claims: list[Id]
    sources: list[Id]
    origins: list[Id]


class PairRecord(Struct, kw_only=True):
    """How two sides, named by their index, stand to each other; a side with itself when several claims say the same."""

    left: int
    right: int
    relation: str
    reason: str
    code: Annotated[str, Meta(description="the code of the rule that decided")]
    self: Annotated[bool, Meta(description="one source contradicts itself here")]
    explanation: list[str]


class DecisionRecord(Struct, kw_only=True):
    """What a person decided about a question."""

    id: Id
    ruling: Annotated[str, Meta(description="explained, confirmed, unresolvable, dismissed, deferred or reopened")]
    by: str
    decided: Annotated[str, Meta(description="the moment, in UTC")]
    because: str
    accepted: Annotated[list[Id], Meta(description="the claims that the person goes by")]
    judged: Annotated[list[Id], Meta(description="all claims that were judged, by their ids then")]


class ChangeRecord(Struct, kw_only=True):
    """A claim that is not as it was judged."""

    kind: Annotated[str, Meta(description="added, changed or withdrawn")]
    claim: Id
    before: Annotated[str, Meta(description="its value when it was judged")]
    after: Annotated[str, Meta(description="its value now")]


class SettlementRecord(Struct, kw_only=True):
    """How a question stands by what was decided about it."""

    state: Annotated[str, Meta(description="resolved, reopened, deferred or contested")]
    decisions: Annotated[list[DecisionRecord], Meta(description="the latest; several when they were made side by side and contest each other")]
    changes: Annotated[list[ChangeRecord], Meta(description="what has changed since")]


class IgnoreRecord(Struct, kw_only=True):
    """A comment `# ignore` in the registry."""

    codes: list[str]
    reason: str
    location: PlaceRecord


class FindingRecord(Struct, kw_only=True):
    """The result about one question. `relation` and `reason` are those of its worst pair, and null when only one claim answers."""

    id: Id
    question: QuestionRecord
    relation: str | None
    reason: str | None
    code: str | None
    self: Annotated[bool, Meta(description="a source contradicts itself on this question")]
    standing: str
    sides: list[SideRecord]
    pairs: Annotated[list[PairRecord], Meta(description="worst first")]
    notes: list[str]
    primary: Annotated[Id, Meta(description="the claim to look at first")]
    related: Annotated[list[Id], Meta(description="all other claims that answer the question")]
    settlement: Annotated[SettlementRecord | None, Meta(description="what people decided; null when nobody decided anything")]
    references: Annotated[list[Id], Meta(description="claims of references about the same, with which nothing was compared")]
    ignored: Annotated[list[IgnoreRecord] | UnsetType, Meta(description="the comments of the registry that ignore it")] = UNSET


class ProblemRecord(Struct, kw_only=True):
    """A fault of the registry."""

    code: str
    name: str
    level: str
    message: str
    location: PlaceRecord


class IgnoredRecord(Struct, kw_only=True):
    """A fault of the registry that a comment in it ignores."""

    problem: ProblemRecord
    by: IgnoreRecord


class Document(Struct, kw_only=True):
    """What an export holds. A listing command gives only the table that it lists."""

    version: Annotated[int, Meta(description="of this format")]
    sources: list[SourceRecord] | UnsetType = UNSET
    claims: list[ClaimRecord] | UnsetType = UNSET
    references: Annotated[list[ClaimRecord] | UnsetType, Meta(description="the claims of references")] = UNSET
    findings: list[FindingRecord] | UnsetType = UNSET
    problems: list[ProblemRecord] | UnsetType = UNSET
    ignored: Annotated[list[IgnoredRecord] | UnsetType, Meta(description="the problems that the registry ignores, if any")] = UNSET


def document(report: Report) -> Document:
    """The records of a report, in the order of the report."""
    return Document(
        version=VERSION,
        sources=UNSET if report.sources is None else [source_record(source) for source in report.sources],
        claims=UNSET if report.claims is None else [claim_record(claim) for claim in report.claims],
        references=UNSET if report.claims is None or report.findings is None else [claim_record(claim) for claim in report.registry.references],
        findings=UNSET if report.findings is None else [finding_record(finding) for finding in report.findings],
        problems=UNSET if report.problems is None else [problem_record(problem) for problem in report.problems],
        ignored=UNSET if report.problems is None or not report.registry.ignored else list(map(_ignored_record, report.registry.ignored)),
    )


def _ignored_record(ignored: Ignored) -> IgnoredRecord:
    return IgnoredRecord(problem=problem_record(ignored.problem), by=_ignore_record(ignored.by))


def _ignore_record(ignore: Ignore) -> IgnoreRecord:
    return IgnoreRecord(codes=list(ignore.codes), reason=ignore.reason, location=_place(ignore.location))


def _place(location: Location) -> PlaceRecord:
    return PlaceRecord(path=encodable(location.path), line=location.line, column=location.column)


def encodable(text: str) -> str:
    """The text with what UTF-8 cannot hold (bytes of a file name that are none) as escapes."""
    return text.encode(errors="backslashreplace").decode()


def written(value: Value) -> str | list[str]:
    """A value in its canonical written form; a set as the list of its members."""
    if isinstance(value, SetValue):
        return [*sorted(value.members), *([] if value.complete else [OPEN])]
    return str(value)


def modifier_of(value: Value) -> Modifier:
    """How exactly a value is stated; a kind of value that has no modifier is exact."""
    if isinstance(value, Number | Duration):
        return value.modifier
    return Modifier.ABOUT if isinstance(value, Date) and value.approximate else Modifier.EXACT


def source_record(source: Source) -> SourceRecord:
    """The record of a source."""
    return SourceRecord(
        id=source.id,
        title=source.title,
        publisher=source.publisher,
        language=source.language,
        published=str(source.published or ""),
        origin=source.origin,
        url=source.url,
        text_file=source.text_file,
        text_sha256=source.text_sha256,
        location=_place(source.location),
        kind="reference" if source.is_reference else "article",
        citation=source.citation,
        valid=str(source.valid or ""),
        reliability=source.reliability or UNSET,
    )


def claim_record(claim: Claim) -> ClaimRecord:
    """The record of a claim."""
    return ClaimRecord(
        id=claim.id,
        source=claim.source,
        subject=claim.subject,
        property=claim.property,
        text=claim.text,
        value=written(claim.value),
        modifier=modifier_of(claim.value),
        qualifiers=claim.qualifiers,
        attribution=list(claim.attribution),
        origin=claim.origin,
        certainty=claim.certainty,
        quote=claim.quote,
        line=claim.line,
        evidence=claim.evidence,
        note=claim.note,
        location=_place(claim.location),
        credibility=claim.credibility or UNSET,
    )


def side_record(side: Side) -> SideRecord:
    """The record of a side."""
    return SideRecord(
        value=written(side.value),
        shown=side.shown,
        scope=list(side.scope),
        claims=[claim.id for claim in side.claims],
        sources=list(side.sources),
        origins=list(side.origins),
    )


def pair_record(pair: Pair) -> PairRecord:
    """The record of a pair of sides."""
    return PairRecord(
        left=pair.left,
        right=pair.right,
        relation=pair.relation,
        reason=pair.reason,
        code=code_of(pair.reason),
        self=pair.is_self_contradiction,
        explanation=[str(step) for step in pair.explanation],
    )


def finding_record(finding: Finding) -> FindingRecord:
    """The record of a finding."""
    question, primary = finding.question, finding.primary.id
    return FindingRecord(
        id=finding.id,
        question=QuestionRecord(subject=question.subject, property=question.property, ar=question.ar, en=question.en),
        relation=finding.relation,
        reason=finding.reason,
        code=code_of(finding.reason) if finding.reason else None,
        self=finding.is_self_contradiction,
        standing=finding.standing,
        sides=[side_record(side) for side in finding.sides],
        pairs=[pair_record(pair) for pair in finding.pairs],
        notes=list(finding.notes),
        primary=primary,
        related=[claim.id for claim in finding.claims if claim.id != primary],
        settlement=_settlement_record(finding.settlement) if finding.settlement else None,
        references=[claim.id for claim in finding.references],
        ignored=[_ignore_record(ignore) for ignore in finding.ignored] or UNSET,
    )


def _settlement_record(settlement: Settlement) -> SettlementRecord:
    return SettlementRecord(
        state=settlement.state,
        decisions=[decision_record(decision) for decision in settlement.decisions],
        changes=[ChangeRecord(kind=change.kind, claim=change.claim, before=change.before, after=change.after) for change in settlement.changes],
    )


def decision_record(decision: Decision) -> DecisionRecord:
    """The record of a decision."""
    return DecisionRecord(
        id=decision.id,
        ruling=decision.ruling,
        by=decision.by,
        decided=decision.decided,
        because=decision.because,
        accepted=list(decision.accepted),
        judged=[claim.id for claim in decision.claims],
    )


def problem_record(problem: Problem) -> ProblemRecord:
    """The record of a problem."""
    rule = RULES[problem.code]
    return ProblemRecord(code=rule.code, name=rule.name, level=rule.level, message=encodable(problem.message), location=_place(problem.location))


def schema() -> str:
    """The JSON Schema of the exported document."""
    return msgspec.json.format(msgspec.json.encode(msgspec.json.schema(Document)), indent=2).decode() + "\n"
