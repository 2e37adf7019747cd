"""What changed between two states of a registry, as JSON for programs: ids, canonical values, and claims as the export writes them."""

from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from cstofacts.model.change import Causes, Changed, Difference, FindingChange, Snapshot
from cstofacts.model.claim import Claim, Source
from cstofacts.model.finding import Finding
from cstofacts.model.registry import Entity, Property
from cstofacts.reports.inert import inert
from cstofacts.reports.json import escaped
from cstofacts.reports.records import ClaimRecord, DecisionRecord, Id, claim_record, decision_record

VERSION = 1


class StateRecord(Struct, kw_only=True):
    """One of the two states."""

    name: str
    commit: Annotated[str, Meta(description="short name and day of the commit, when it is one")]
    errors: Annotated[int, Meta(description="problems because of which something could not be read: it looks as if nobody said it")]


class ClaimChangeRecord(Struct, kw_only=True):
    """A claim that came, went or changed."""

    kind: Annotated[str, Meta(description="added, changed or withdrawn")]
    id: Id
    fields: list[str]
    before: ClaimRecord | None
    after: ClaimRecord | None


class ThingChangeRecord(Struct, kw_only=True):
    """A source, property or entity that came, went or changed."""

    kind: str
    id: Id
    fields: list[str]


class DecisionChangeRecord(Struct, kw_only=True):
    """A decision that came, or that is gone from the files."""

    kind: str
    question: Id
    decision: DecisionRecord


class VerdictRecord(Struct, kw_only=True):
    """What a question came to."""

    relation: str | None
    reason: str | None
    standing: str
    state: Annotated[str | None, Meta(description="resolved, reopened, deferred or contested; null when nobody decided anything")]
    self: bool


class BecauseRecord(Struct, kw_only=True):
    """The ids of what a verdict rests on and is not as it was."""

    claims: list[Id]
    sources: list[Id]
    properties: list[Id]
    entities: list[Id]
    decisions: list[Id]


class FindingChangeRecord(Struct, kw_only=True):
    """A verdict that is not what it was; null where nobody answered the question."""

    kind: str
    id: Id
    before: VerdictRecord | None
    after: VerdictRecord | None
    because: BecauseRecord


class DifferenceRecord(Struct, kw_only=True):
    """All that differs."""

    version: int
    before: StateRecord
    after: StateRecord
    findings: list[FindingChangeRecord]
    claims: list[ClaimChangeRecord]
    sources: list[ThingChangeRecord]
    properties: list[ThingChangeRecord]
    entities: list[ThingChangeRecord]
    decisions: list[DecisionChangeRecord]
    candidates: Annotated[dict[str, int], Meta(description="how many were added and withdrawn")]


def render(before: Snapshot, after: Snapshot, found: Difference) -> str:
    """The difference as JSON."""
    record = DifferenceRecord(
        version=VERSION,
        before=_state(before),
        after=_state(after),
        findings=[_finding_change(change) for change in found.findings],
        claims=[_claim_change(change) for change in found.claims],
        sources=[_thing_change(change) for change in found.sources],
        properties=[_thing_change(change) for change in found.properties],
        entities=[_thing_change(change) for change in found.entities],
        decisions=[
            DecisionChangeRecord(kind=change.kind, question=decision.question, decision=decision_record(decision))
            for change in found.decisions
            if (decision := change.after or change.before)
        ],
        candidates=dict(zip(("added", "withdrawn"), found.candidates, strict=True)),
    )
    return f"{escaped(msgspec.json.format(msgspec.json.encode(record), indent=2).decode())}\n"


def _state(state: Snapshot) -> StateRecord:
    errors = sum(problem.is_error for problem in state.registry.problems)
    return StateRecord(name=inert(state.name), commit=state.commit, errors=errors)


def _claim_change(change: Changed[Claim]) -> ClaimChangeRecord:
    before, after = (claim_record(claim) if claim else None for claim in (change.before, change.after))
    return ClaimChangeRecord(kind=change.kind, id=change.id, fields=list(change.fields), before=before, after=after)


def _thing_change(change: Changed[Source] | Changed[Property] | Changed[Entity]) -> ThingChangeRecord:
    return ThingChangeRecord(kind=change.kind, id=change.id, fields=list(change.fields))


def _finding_change(change: FindingChange) -> FindingChangeRecord:
    before, after = (_verdict(finding) if finding else None for finding in (change.before, change.after))
    return FindingChangeRecord(kind=change.kind, id=change.finding.id, before=before, after=after, because=_because(change.because))


def _verdict(finding: Finding) -> VerdictRecord:
    itself = finding.is_self_contradiction
    return VerdictRecord(relation=finding.relation, reason=finding.reason, standing=finding.standing, state=finding.state, self=itself)


def _because(because: Causes) -> BecauseRecord:
    return BecauseRecord(**{name: [change.id for change in getattr(because, name)] for name in BecauseRecord.__struct_fields__})
