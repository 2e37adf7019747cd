"""How well a question is covered. Support counts origins, not articles; the majority never decides anything."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from cstofacts.language import count, joined, marked, say
from cstofacts.model.claim import Certainty, Claim
from cstofacts.model.finding import Pair, Side, Standing
from cstofacts.model.registry import Registry
from cstofacts.values.base import Reason, Relation
from cstofacts.values.set import SetValue

Counted = dict[str, str]
"""For each origin the body that is counted for it."""

Chains = dict[str, frozenset[str]]
"""For each origin all bodies that it may have heard it from, itself among them; origins with one in common are not independent."""


def chains_of(claims: Iterable[Claim], registry: Registry) -> Chains:
    """The chains of a question's origins: whoever speaks without naming a speaker may have it from any speaker that others heard there.

    That is how an agency's own dispatch and the article that quotes a minister from it are one origin, and two ministers whom it quotes are two.
    """
    heard: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        source = registry.sources.get(claim.source)
        for relay in (*([source.origin] if source else []), *claim.attribution[:-1]):
            heard[relay].add(claim.origin)
    return {claim.origin: frozenset(outermost(body, registry) for body in _reached(claim.origin, heard)) for claim in claims}


def _reached(origin: str, heard: dict[str, set[str]]) -> set[str]:
    found, waiting = {origin}, [origin]
    while waiting:
        further = heard.get(waiting.pop(), set()) - found
        found |= further
        waiting += further
    return found


def counted_origins(chains: Chains, registry: Registry) -> Counted:
    """The body to count for each origin: the one that its chain leads to, or itself when it leads to none or to several."""
    counted: Counted = {}
    head_of: dict[str, str] = {}
    for origin in sorted(chains, key=lambda origin: (len(chains[origin]), origin)):
        heads = {head_of[body] for body in chains[origin] if body in head_of}
        counted[origin] = heads.pop() if len(heads) == 1 else outermost(origin, registry)
        for body in chains[origin]:
            head_of.setdefault(body, counted[origin])
    return counted


def outermost(origin: str, registry: Registry) -> str:
    """The largest organisation that the body is a part of, or the body itself."""
    entity = registry.entities.get(origin)
    if entity is None or not entity.ref.within:
        return origin
    around = [registry.entities[id].ref for id in entity.ref.within if id in registry.entities]
    bodies = [ref for ref in around if ref.kind == "organisation"]
    return min(bodies, key=lambda ref: (len(ref.within), ref.id)).id if bodies else origin


def standing_of(sides: tuple[Side, ...], pairs: list[Pair], chains: Chains, counted: Counted) -> Standing:
    """The standing of a question, from how its sides compare and where they come from."""
    if any(pair.relation is Relation.CONTRADICTS for pair in pairs):
        return Standing.DISPUTED
    if len(set(counted.values())) == 1:
        return Standing.SINGLE_SOURCE
    if any(_is_confirming(pair, sides[pair.left]) and _confirm(sides[pair.left], sides[pair.right], chains) for pair in pairs):
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
NOT_VOUCHING = (Certainty.ALLEGED, Certainty.POSSIBLE, Certainty.CONDITIONAL)


def _confirm(left: Side, right: Side, chains: Chains) -> bool:
    """Whether two sources of independent origins stand behind what both sides hold; of two lists that is what both name."""
    voices: dict[str, set[tuple[str, frozenset[str]]]] = defaultdict(set)
    for claim in (*left.claims, *right.claims):
        if claim.certainty not in NOT_VOUCHING:
            for member in (isinstance(claim.value, SetValue) and claim.value.members) or ("",):
                voices[member].add((claim.source, chains[claim.origin]))
    return any(_are_independent(heard) for heard in voices.values())


def _are_independent(voices: set[tuple[str, frozenset[str]]]) -> bool:
    """Whether any two are of different sources and have no body in common."""
    ordered = sorted(voices, key=lambda voice: (len(voice[1]), voice[0], sorted(voice[1])))
    return any(one[0] != other[0] and not one[1] & other[1] for number, one in enumerate(ordered[:_MOST_VOICES]) for other in ordered[number + 1 :])


# Enough shortest chains to find two that are independent; looking on from each of thousands would cost their square.
_MOST_VOICES = 50


def relay_notes(claims: Iterable[Claim], counted: Counted, registry: Registry) -> Iterator[str]:
    """Which sources stand for one origin only."""
    standing: dict[str, set[str]] = defaultdict(set)
    naming: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        origin = counted[claim.origin]
        standing[origin].add(claim.source)
        if origin in _bodies_of(claim, registry):
            naming[origin].add(claim.source)
    for origin, sources in sorted(standing.items()):
        if len(sources) > 1:
            parts = {"count": count("{n} source", "{n} sources", len(sources)), "sources": joined(sorted(sources)), "origin": registry.name(origin)}
            named = naming[origin] == sources
            relay, lead = marked("{count}, 1 origin: {sources} relay {origin}"), marked("{count}, 1 origin: {sources} lead to {origin}")
            yield say(relay if named else lead, **parts)


def _bodies_of(claim: Claim, registry: Registry) -> set[str]:
    """The bodies from which a claim says that it comes, and all that they are a part of."""
    source = registry.sources.get(claim.source)
    named = {claim.origin, *claim.attribution, source.origin if source else ""}
    return named | {whole for body in named if body in registry.entities for whole in registry.entities[body].ref.within}
