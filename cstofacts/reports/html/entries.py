"""An entry: one question with all its sides, the relation, the reason and the steps; it stands alone when it is pasted into a mail."""

from msgspec import Struct

from cstofacts.language import joined, named, say, spoken
from cstofacts.model.claim import Claim
from cstofacts.model.decision import Decision
from cstofacts.model.finding import Finding, Pair
from cstofacts.model.registry import Registry
from cstofacts.model.rules import code_of
from cstofacts.reports.html.anchors import anchor
from cstofacts.reports.html.grid import Grid, grid_of
from cstofacts.reports.html.numberline import NumberLine, numberline_of
from cstofacts.reports.html.sides import ClaimView, SideView, claim_view, shortened, side_view
from cstofacts.reports.html.sources import SourceView
from cstofacts.reports.html.states import ALONE, side_states, state_of
from cstofacts.reports.html.timeline import Growth, growth_of
from cstofacts.reports.settlements import changes_words, moment_words, state_words
from cstofacts.values import TYPES
from cstofacts.values.base import Relation

# Pairs told with their steps; what is left is counted, and stands whole in the JSON.
MOST_PAIRS = 12

# A pair that sets nothing apart is told in one line, without its steps.
_HARMLESS = (Relation.AGREES.value, Relation.COMPATIBLE.value, Relation.NOT_COMPARABLE.value)


class PairView(Struct, frozen=True):
    """How two sides stand to each other; `steps` is empty for what is told in one line."""

    who: str
    state: str
    relation: str
    reason: str
    code: str
    itself: str
    steps: list[tuple[str, str]]


class DecisionView(Struct, frozen=True):
    """A decision: what, when, by whom, why, and which claims the person goes by."""

    ruling: str
    moment: str
    by: str
    because: str
    accepted: str


class ReferenceView(Struct, frozen=True):
    """What a reference says of the same: its value, its claim, when it holds and where it stands."""

    shown: str
    claim: ClaimView
    valid: str
    citation: str


class EntryView(Struct, frozen=True):
    """An entry of the page."""

    anchor: str
    id: str
    question: str
    asked: str
    language: str
    asked_language: str
    state: str
    relation: str
    reason: str
    code: str
    itself: str
    standing: str
    source_count: int
    origin_count: int
    sides: list[SideView]
    pairs: list[PairView]
    pairs_left_out: int
    notes: list[str]
    decided: str
    decisions: list[DecisionView]
    changes: str
    references: list[ReferenceView]
    numberline: NumberLine | None
    growth: Growth | None
    grid: Grid | None


def entry_view(finding: Finding, registry: Registry, sources: dict[str, SourceView]) -> EntryView:
    """The entry of a finding."""
    question, asked = _questions(finding)
    states, worst = side_states(finding), finding.pairs[0] if finding.pairs else None
    telling = sorted(finding.pairs, key=lambda pair: state_of(pair) in _HARMLESS)
    return EntryView(
        anchor=anchor(finding.id),
        id=finding.id,
        question=question[1],
        language=question[0],
        asked=asked[1],
        asked_language=asked[0],
        state=state_of(worst) if worst else ALONE,
        relation=named("relation", worst.relation) if worst else "",
        reason=named("reason", worst.reason) if worst else "",
        code=code_of(worst.reason) if worst else "",
        itself=_itself(finding),
        standing=named("standing", finding.standing),
        source_count=len(finding.sources),
        origin_count=len(finding.origins),
        sides=[side_view(finding, index, registry, sources, state) for index, state in enumerate(states)],
        pairs=[_pair_view(pair, finding) for pair in telling[:MOST_PAIRS]],
        pairs_left_out=max(len(telling) - MOST_PAIRS, 0),
        notes=list(finding.notes),
        decided=state_words(finding.settlement) if finding.settlement else "",
        decisions=[_decision_view(decision) for decision in finding.settlement.decisions] if finding.settlement else [],
        changes=changes_words(finding.settlement.changes) if finding.settlement and finding.settlement.changes else "",
        references=[_reference(claim, registry, sources) for claim in finding.references],
        numberline=numberline_of(finding, states),
        growth=growth_of(finding, registry, states),
        grid=grid_of(finding, registry),
    )


def _decision_view(decision: Decision) -> DecisionView:
    return DecisionView(named("ruling", decision.ruling), moment_words(decision), decision.by, decision.because, joined(list(decision.accepted)))


def _reference(claim: Claim, registry: Registry, sources: dict[str, SourceView]) -> ReferenceView:
    source = registry.sources[claim.source]
    shown = TYPES[registry.properties[claim.property].type].words(claim.value, registry.name)
    return ReferenceView(shown, claim_view(claim, sources[claim.source], registry, (), is_noted=True), str(source.valid or ""), source.citation)


def _questions(finding: Finding) -> tuple[tuple[str, str], tuple[str, str]]:
    """The question in the page's language and in the other one, each with its language; only one when the other is not written."""
    asked = {"ar": finding.question.ar, "en": finding.question.en}
    first = spoken() if asked.get(spoken()) else "en"
    other = "ar" if first == "en" else "en"
    return (first, asked[first]), (other, asked[other])


def _itself(finding: Finding) -> str:
    """Which sources are against themselves, in words."""
    sources = sorted({source for pair in finding.pairs if pair.is_self_contradiction for source in pair.within})
    return say("{sources} against itself", sources=joined(sources)) if sources else ""


def _pair_view(pair: Pair, finding: Finding) -> PairView:
    state = state_of(pair)
    steps = [] if state in _HARMLESS else [(named("step", step.name), step.words) for step in pair.explanation]
    return PairView(
        who=_who(pair, finding),
        state=state,
        relation=named("relation", pair.relation),
        reason=named("reason", pair.reason),
        code=code_of(pair.reason),
        itself=say("{sources} against itself", sources=joined(list(pair.within))) if pair.is_self_contradiction else "",
        steps=steps,
    )


def _who(pair: Pair, finding: Finding) -> str:
    names = [shortened(finding.sides[index].sources) for index in (pair.left, pair.right)]
    if pair.left == pair.right:
        return say("side {number} ({sources})", number=pair.left + 1, sources=names[0])
    return say("sides {one} ({sources}) and {other} ({others})", one=pair.left + 1, sources=names[0], other=pair.right + 1, others=names[1])
