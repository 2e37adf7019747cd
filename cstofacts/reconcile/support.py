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
    """The bodies to count for the origins of a question's claims.

    A body and its own part (a secretariat) are one. So are a speaker and whoever speaks without naming one, when another claim says that this is
    how the speaker was heard: the agency's own dispatch, and the article that quotes a minister from it.
    """
    heard: dict[str, set[str]] = defaultdict(set)
    origins = {claim.origin for claim in claims}
    for claim in claims:
        source = registry.sources.get(claim.source)
        for relay in (*([source.origin] if source else []), *claim.attribution[:-1]):
            if relay != claim.origin and relay in origins:
                heard[relay].add(_outermost(claim.origin, registry))
    return {origin: min(heard[origin]) if origin in heard else _outermost(origin, registry) for origin in origins}


def _outermost(origin: str, registry: Registry) -> str:
    """The largest organisation that the body is a part of, or the body itself."""
    entity = registry.entities.get(origin)
    around = [registry.entities[id].ref for id in (entity.ref.within if entity else ()) if id in registry.entities]
    bodies = [ref for ref in around if ref.kind == "organisation"]
    return min(bodies, key=lambda ref: (len(ref.within), ref.id)).id if bodies else origin


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
    """Whether the two sides hold something in common that both state, of the same thing and the same time.

    Two rounded figures that only meet at their edges do not confirm each other.
    """
    if pair.relation not in (Relation.AGREES, Relation.COMPATIBLE) or pair.reason in _NOT_CONFIRMING:
        return False
    return pair.reason is not Reason.OVERLAPS or isinstance(left.value, SetValue)


_NOT_CONFIRMING = (Reason.MODALITY, Reason.UNSTATED_QUALIFIER, Reason.ANOTHER_TIME)

# Who puts it so does not vouch for it.
_NOT_VOUCHING = (Certainty.ALLEGED, Certainty.POSSIBLE, Certainty.CONDITIONAL)


def _confirm(left: Side, right: Side, counted: Counted) -> bool:
    """Whether two sources of two origins stand behind what both sides hold; of two lists that is what both name."""
    bodies: dict[str, set[str]] = defaultdict(set)
    sources: dict[str, set[str]] = defaultdict(set)
    for claim in (*left.claims, *right.claims):
        if claim.certainty not in _NOT_VOUCHING:
            for member in claim.value.members if isinstance(claim.value, SetValue) else ("",):
                bodies[member].add(counted[claim.origin])
                sources[member].add(claim.source)
    return any(len(bodies[member]) > 1 and len(sources[member]) > 1 for member in bodies)


def relay_notes(claims: Iterable[Claim], counted: Counted, registry: Registry) -> Iterator[str]:
    """Which sources stand for one origin only."""
    relays: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        relays[counted[claim.origin]].add(claim.source)
    for origin, sources in sorted(relays.items()):
        if len(sources) > 1:
            yield f"{len(sources)} sources, 1 origin: {', '.join(sorted(sources))} relay {registry.name(origin)}"
