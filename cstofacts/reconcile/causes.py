"""Why a verdict changed: what it rests on and is not as it was."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TypeVar

from msgspec import Struct

from cstofacts.model.change import Causes, Changed
from cstofacts.model.claim import Claim, Source
from cstofacts.model.decision import Decision
from cstofacts.model.finding import Finding
from cstofacts.model.registry import Entity, Property
from cstofacts.reconcile.verdicts import compared, verdict_of
from cstofacts.values.base import EntityRef
from cstofacts.values.set import SetValue

Thing = TypeVar("Thing")

# What may differ of a claim, a property or an entity without any verdict resting on it.
_WEIGHTLESS_OF_A_CLAIM = frozenset({"id", "line", "note", "replaces"})
_WEIGHTLESS_OF_A_PROPERTY = frozenset({"label", "question", "unit"})
_WEIGHTY_OF_AN_ENTITY = frozenset({"ref"})
_WEIGHTY_OF_A_SOURCE = frozenset({"origin", "is_reference"})


class Weighty(Struct, frozen=True):
    """What changed and verdicts rest on, by question or by id."""

    claims: dict[tuple[str, str], list[Changed[Claim]]]
    sources: dict[str, Changed[Source]]
    properties: dict[str, Changed[Property]]
    entities: dict[str, Changed[Entity]]
    decisions: dict[str, list[Changed[Decision]]]


def weighty(
    claims: tuple[Changed[Claim], ...],
    sources: tuple[Changed[Source], ...],
    properties: tuple[Changed[Property], ...],
    entities: tuple[Changed[Entity], ...],
    decisions: tuple[Changed[Decision], ...],
) -> Weighty:
    """What of all changes can change a verdict."""
    of_claims: dict[tuple[str, str], list[Changed[Claim]]] = defaultdict(list)
    for claim in claims:
        if claim.kind != "changed" or set(claim.fields) - _WEIGHTLESS_OF_A_CLAIM:
            for place in {(state.subject, state.property) for state in (claim.before, claim.after) if state}:
                of_claims[place].append(claim)
    of_decisions: dict[str, list[Changed[Decision]]] = defaultdict(list)
    for decision in decisions:
        of_decisions[_question(decision)].append(decision)
    return Weighty(
        of_claims,
        {source.id: source for source in sources if set(source.fields) & _WEIGHTY_OF_A_SOURCE},
        {each.id: each for each in properties if each.kind != "changed" or set(each.fields) - _WEIGHTLESS_OF_A_PROPERTY},
        {entity.id: entity for entity in entities if set(entity.fields) & _WEIGHTY_OF_AN_ENTITY},
        of_decisions,
    )


def _question(change: Changed[Decision]) -> str:
    decision = change.after or change.before
    return decision.question if decision else ""


def causes_of(before: Finding | None, after: Finding | None, moved: Weighty, counting: dict[str, list[str]]) -> Causes:
    """Why the verdict on a question is not what it was; `counting` names the properties that count the members of another."""
    states = [finding for finding in (before, after) if finding]
    asked = states[0].question
    decisions = tuple(moved.decisions.get(states[0].id, ()))
    if decisions and before and after and not _has_moved_on(after) and compared(verdict_of(before)) == compared(verdict_of(after)):
        return Causes(decisions=decisions)
    properties = (asked.property, *counting.get(asked.property, ()))
    claims = [claim for property in properties for claim in moved.claims.get((asked.subject, property), ())]
    return Causes(
        tuple({id(claim): claim for claim in claims}.values()),
        _known(moved.sources, (source for finding in states for source in finding.sources)),
        _known(moved.properties, properties),
        _known(moved.entities, (name for finding in states for name in _entities(finding))) if moved.entities else (),
        decisions,
    )


def _has_moved_on(finding: Finding) -> bool:
    """Whether the claims are not those on which was decided."""
    return bool(finding.settlement and finding.settlement.changes)


def _known(changes: dict[str, Changed[Thing]], ids: Iterable[str]) -> tuple[Changed[Thing], ...]:
    return tuple(changes[id] for id in sorted(set(ids) & changes.keys())) if changes else ()


def _entities(finding: Finding) -> Iterator[str]:
    """Every entity that a finding rests on: who speaks, what narrows the claims, and what they name."""
    yield finding.question.subject
    for claim in finding.claims:
        yield from (claim.origin, *claim.attribution, *claim.qualifiers.values())
        if isinstance(claim.value, SetValue):
            yield from claim.value.members
        elif isinstance(claim.value, EntityRef):
            yield claim.value.id
