"""Who relays whom: for each side of a finding the chains from its sources to those who are counted for it."""

from cstofacts.model.advice import Relay
from cstofacts.model.claim import Claim
from cstofacts.model.finding import Side
from cstofacts.model.registry import Registry
from cstofacts.reconcile.support import NOT_VOUCHING, Counted


def relays_of(side: Side, counted: Counted, registry: Registry) -> tuple[Relay, ...]:
    """One relay for each chain, in the order of the side's claims."""
    by_chain: dict[tuple[str, ...], list[Claim]] = {}
    for claim in side.claims:
        by_chain.setdefault(_chain(claim, registry), []).append(claim)
    return tuple(
        Relay(
            chain,
            counted[claims[0].origin],
            tuple(claim.id for claim in claims),
            tuple(claim.id for claim in claims if claim.certainty in NOT_VOUCHING),
        )
        for chain, claims in by_chain.items()
    )


def _chain(claim: Claim, registry: Registry) -> tuple[str, ...]:
    """The source, the body that it relays, and its speakers from the nearest to the first, each once."""
    source = registry.sources.get(claim.source)
    relayed = (source.origin,) if source and source.origin else ()
    chain = (claim.source, *relayed, *claim.attribution)
    return tuple(reversed(dict.fromkeys(reversed(chain))))  # who stands twice in it stands at its end
