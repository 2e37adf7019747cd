"""What the positions on one question come to, without a word of explanation: for counting and ranking very many questions."""

from msgspec import Struct

from cstofacts.model.finding import Pair
from cstofacts.model.registry import Property, Registry
from cstofacts.reconcile.decide import decide
from cstofacts.reconcile.findings import compared, rank_of_pair, within_of
from cstofacts.reconcile.positions import Position
from cstofacts.values.base import Reason, Relation


class Outcome(Struct, frozen=True):
    """The worst relation and its reason, the same that a finding has, and what else its pairs are.

    `between` says that one source contradicts another, `itself` that one contradicts itself, `apparent` that two are rivals only in looks. `worst`
    ranks questions, worst first.
    """

    relation: Relation
    reason: Reason
    between: bool
    itself: bool
    apparent: bool
    worst: int


def outcome_of(property: Property, registry: Registry, positions: list[Position]) -> Outcome:
    """The outcome of comparing positions on one question; one position alone is agreed on."""
    if len(positions) == 1:
        return Outcome(Relation.AGREES, Reason.SAME, between=False, itself=False, apparent=False, worst=_AGREEMENT)
    pairs = [_pair(property, registry, positions, left, right) for left, right in compared(positions)]
    worst = min(pairs, key=rank_of_pair)
    clashes = [pair for pair in pairs if pair.relation is Relation.CONTRADICTS]
    return Outcome(
        worst.relation,
        worst.reason,
        between=any(set(pair.within) != positions[pair.left].sources | positions[pair.right].sources for pair in clashes),
        itself=any(pair.within for pair in clashes),
        apparent=any(pair.is_apparent_conflict for pair in pairs),
        worst=rank_of_pair(worst)[0],
    )


def _pair(property: Property, registry: Registry, positions: list[Position], left: int, right: int) -> Pair:
    """Two positions compared, with no explanation."""
    one, other = positions[left], positions[right]
    verdict = decide(property, registry, one, other)
    return Pair(left, right, verdict.relation, verdict.reason, (), within_of(one, other))


_AGREEMENT = rank_of_pair(Pair(0, 0, Relation.AGREES, Reason.SAME, ()))[0]
