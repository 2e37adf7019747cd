"""How well a question is covered. Support counts origins, not articles; the majority never decides anything."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from cstofacts.model.claim import Certainty, Claim
from cstofacts.model.finding import Pair, Side, Standing
from cstofacts.model.registry import Registry
from cstofacts.values.base import Reason, Relation
from cstofacts.values.set import SetValue

Counted = dict[str, str]
"""For each origin the body that is counted for it."""


def counted_origins(claims: Iterable[Claim], registry: Registry) -> Counted:
    """The bodies to count for the origins of a question's claims: a body and its own part (a secretariat) are one."""
    origins = {claim.origin for claim in claims}
    return {origin: _outermost(origin, origins, registry) for origin in origins}


def _outermost(origin: str, origins: set[str], registry: Registry) -> str:
    entity = registry.entities.get(origin)
    around = entity.ref.within & origins if entity else frozenset()
    return min(around, key=lambda other: (len(registry.entities[other].ref.within), other), default=origin)


def standing_of(sides: tuple[Side, ...], pairs: list[Pair], counted: Counted) -> Standing:
    """The standing of a question, from how its sides compare and where they come from."""
    if any(pair.relation is Relation.CONTRADICTS for pair in pairs):
        return Standing.DISPUTED
    if len(set(counted.values())) == 1:
        return Standing.SINGLE_SOURCE
    if any(_is_confirming(pair, sides[pair.left]) and _confirm(sides[pair.left], sides[pair.right], counted) for pair in pairs):
        return Standing.CORROBORATED
    return Standing.UNVERIFIED


def _is_confirming(pair: Pair, left: Side) -> bool:
    """Whether the two sides hold something in common that both state.

    A mere possibility confirms nothing, and two rounded figures that only meet at their edges do not confirm each other.
    """
    if pair.relation not in (Relation.AGREES, Relation.COMPATIBLE) or pair.reason is Reason.MODALITY:
        return False
    return pair.reason is not Reason.OVERLAPS or isinstance(left.value, SetValue)


def _confirm(left: Side, right: Side, counted: Counted) -> bool:
    """Whether two origins stand behind what both sides hold; of two lists that is what both name. An allegation vouches for nothing."""
    bodies: dict[str, set[str]] = defaultdict(set)
    for claim in (*left.claims, *right.claims):
        if claim.certainty is not Certainty.ALLEGED:
            for member in claim.value.members if isinstance(claim.value, SetValue) else ("",):
                bodies[member].add(counted[claim.origin])
    return any(len(found) > 1 for found in bodies.values())


def relay_notes(claims: Iterable[Claim], counted: Counted, registry: Registry) -> Iterator[str]:
    """Which sources stand for one origin only."""
    relays: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        relays[counted[claim.origin]].add(claim.source)
    for origin, sources in sorted(relays.items()):
        if len(sources) > 1:
            yield f"{len(sources)} sources, 1 origin: {', '.join(sorted(sources))} relay {registry.name(origin)}"
