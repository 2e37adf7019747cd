"""What a person or body is quoted as saying, across sources, and where two relays of its words differ."""

from collections.abc import Iterable, Iterator

from cstofacts.model.claim import Claim
from cstofacts.model.finding import Finding, Pair
from cstofacts.model.registry import Registry
from cstofacts.model.statement import Relay, Statements
from cstofacts.values.base import Reason, Relation
from cstofacts.values.set import SetValue

# What two relays of one statement may come to without differing in anything that matters.
_ALIKE = (Relation.AGREES, Relation.NOT_COMPARABLE)


def statements(entity: str, registry: Registry, findings: Iterable[Finding]) -> Statements:
    """All that an entity says, and a body's own parts with it, in the order of the sources and lines."""
    bodies = bodies_of(entity, registry)
    spoken = sorted((claim for claim in registry.recorded if bodies & {claim.origin, *claim.attribution}), key=_place)
    said = tuple(claim for claim in spoken if claim.attribution and claim.attribution[-1] in bodies)
    passed_on = tuple(claim for claim in spoken if bodies & set(claim.attribution[:-1]) and claim.attribution[-1] not in bodies)
    dispatched = tuple(claim for claim in spoken if not claim.attribution)
    heard = {name for claim in spoken for name in (claim.origin, *claim.attribution) if name in bodies}
    relays = tuple(relay for finding in findings for relay in _relays(finding, bodies))
    return Statements(entity, (entity, *sorted(heard - {entity})), said, passed_on, dispatched, relays)


def bodies_of(entity: str, registry: Registry) -> set[str]:
    """The entity, and of an organisation all that is a part of it: support counts a body and its own part as one."""
    known = registry.entities.get(entity)
    if known is None or known.ref.kind != "organisation":
        return {entity}
    return {entity, *(id for id, other in registry.entities.items() if entity in other.ref.within)}


def _place(claim: Claim) -> tuple[str, int, str]:
    return claim.source, claim.line, claim.id


def _relays(finding: Finding, bodies: set[str]) -> Iterator[Relay]:
    """The pairs of positions on a question that two sources have from one of the bodies, and that differ."""
    for pair in finding.pairs:
        one, other = finding.sides[pair.left].claims, finding.sides[pair.right].claims
        speakers = {claim.origin for claim in one} & {claim.origin for claim in other} & bodies
        if pair.left == pair.right or not speakers or not _differ(pair, finding):
            continue
        left, right = (tuple(claim for claim in claims if claim.origin in speakers) for claims in (one, other))
        if {claim.source for claim in left} != {claim.source for claim in right} or pair.is_self_contradiction:
            yield Relay(finding, pair, tuple(sorted(speakers)), left, right)


def _differ(pair: Pair, finding: Finding) -> bool:
    """Whether the two do not say the same; two lists that may go on are told apart only when they clash."""
    if pair.relation in _ALIKE and not pair.is_apparent_conflict:
        return False
    open_lists = any(isinstance(side.value, SetValue) and not side.value.complete for side in (finding.sides[pair.left], finding.sides[pair.right]))
    return not (pair.relation is Relation.COMPATIBLE and (open_lists or pair.reason is Reason.SAME))
