"""Hold one claim from outside, such as a draft's, against every position that the registry has on its question.

The claim is read as speaking of what a position speaks of, unless it says otherwise: a qualifier that it does not state is the position's own, and so
is the time of what may change. A count that only grows is another matter, since a higher figure may simply be a later one.

A position *confirms* the claim when it says no less: the same value, a more exact date or list, or the same amount with an "about". It *fits* when
both can be right and it does not say so: neither does at least 12 confirm 20, nor do 10 days confirm "within a year". What contradicts the claim and
not the position that confirms it speaks of something else.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from cstofacts.model.claim import Claim
from cstofacts.model.draft import Held, Stand
from cstofacts.model.finding import Side, Step
from cstofacts.model.registry import Behaviour, Property, Registry
from cstofacts.reconcile.decide import Verdict, compare_values, decide
from cstofacts.reconcile.findings import find
from cstofacts.reconcile.positions import PHASE, Position, positions_of, question_of, separators_of
from cstofacts.values.base import Modifier, Reason, Relation
from cstofacts.values.duration import Duration
from cstofacts.values.number import Number
from cstofacts.values.set import SetValue


def hold_against(registry: Registry, claim: Claim, others: Sequence[Claim]) -> list[Held]:
    """How the claims that answer the same question stand to a claim, one for each position that they take, in the order of a finding's sides."""
    key = question_of(claim, registry.properties)
    property = registry.properties[key[1]]
    outside = positions_of([claim], property, registry.properties)[0]
    sides = find(key, list(others), registry).sides
    positions = positions_of(others, property, registry.properties)
    held = [_held(registry, property, outside, position, side) for position, side in zip(positions, sides, strict=True)]
    confirming = [position for position, one in zip(positions, held, strict=True) if one.stand is Stand.CONFIRMS]
    return [_beside(registry, property, position, one, confirming) for position, one in zip(positions, held, strict=True)]


def _beside(registry: Registry, property: Property, position: Position, held: Held, confirming: Sequence[Position]) -> Held:
    """A position beside those that confirm the claim: it contradicts the claim only if it contradicts one of them."""
    if held.stand is not Stand.CONTRADICTS or not confirming:
        return held
    disputed = any(decide(property, registry, position, other).relation is Relation.CONTRADICTS for other in confirming)
    return held if disputed else replace(held, stand=Stand.APART)


def _held(registry: Registry, property: Property, outside: Position, position: Position, side: Side) -> Held:
    claim = replace(outside, scope=_scope(property, outside, position))
    same_time = property.behaviour is Behaviour.VARIES and outside.as_of is None
    verdict = decide(replace(property, behaviour=Behaviour.CONSTANT) if same_time else property, registry, claim, position)
    steps = tuple(_SAME_TIME if same_time and step.name == _SAME_TIME.name else step for step in verdict.explanation)
    return Held(_stand(verdict, claim, position), side, verdict.relation, verdict.reason, steps)


_SAME_TIME = Step("time", "none is stated, so both are taken to speak of the same")


def _scope(property: Property, outside: Position, position: Position) -> tuple[tuple[str, str], ...]:
    """The scope of a claim, with the position's own values for what the claim does not state; what is done is no other series than a plain fact."""
    theirs = dict(position.scope)
    stated = theirs | dict(outside.scope)
    if PHASE not in theirs and stated.get(PHASE) == _DONE:
        del stated[PHASE]
    return tuple((name, stated[name]) for name in separators_of(property) if name in stated)


_DONE = "done"


def _stand(verdict: Verdict, claim: Position, position: Position) -> Stand:
    if verdict.relation is Relation.CONTRADICTS:
        return Stand.CONTRADICTS
    if verdict.relation not in (Relation.AGREES, Relation.COMPATIBLE) or verdict.reason is Reason.MODALITY:
        return Stand.APART
    lacking = dict(claim.scope).keys() - dict(position.scope).keys()
    certain = verdict.reason is not Reason.ANOTHER_TIME and not lacking
    return Stand.CONFIRMS if certain and _commits(claim, position) else Stand.FITS


def _commits(claim: Position, position: Position) -> bool:
    """Whether a position commits to what a claim says, or to something more exact."""
    found = compare_values(claim, position)
    if found.relation is Relation.AGREES:
        return True
    if found.relation is not Relation.COMPATIBLE:
        return False
    if isinstance(position.value, SetValue) and isinstance(claim.value, Number):
        return position.value.complete
    if isinstance(claim.value, Number | Duration):
        return _is_same_amount(claim, position)
    return found.reason is Reason.BROADER


def _is_same_amount(claim: Position, position: Position) -> bool:
    """Whether one of two amounts only adds an "about" to the other."""
    one, other = claim.value, position.value
    if not (isinstance(one, Number | Duration) and isinstance(other, Number | Duration)):
        return False
    return (one.low, one.high) == (other.low, other.high) and {one.modifier, other.modifier} <= {Modifier.ABOUT, Modifier.EXACT}
