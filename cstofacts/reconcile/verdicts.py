"""What a finding comes to, so that two states of it can be held against each other."""

from msgspec import Struct

from cstofacts.model.change import Clash, clashes_of
from cstofacts.model.decision import State
from cstofacts.model.finding import Finding, Pair, Standing
from cstofacts.values.base import Reason, Relation


class Verdict(Struct, frozen=True):
    """The worst relation and its reason, the standing, how it was decided, whether it is ignored, and the pairs of answers that need a look."""

    relation: Relation | None
    reason: Reason | None
    standing: Standing
    state: State | None
    is_self: bool
    is_ignored: bool
    clashes: frozenset[Clash]


def verdict_of(finding: Finding) -> Verdict:
    """The verdict on a question; further claims that change none of it leave it as it is."""
    clashes = clashes_of(finding, _is_clash)
    itself, ignored = finding.is_self_contradiction, bool(finding.ignored)
    return Verdict(finding.relation, finding.reason, finding.standing, finding.state, itself, ignored, clashes)


def _is_clash(pair: Pair) -> bool:
    return pair.relation in (Relation.CONTRADICTS, Relation.UNDETERMINED) or pair.is_apparent_conflict


def compared(verdict: Verdict) -> tuple[object, ...]:
    """The part of a verdict that comes from comparing claims, whatever people decided."""
    return verdict.relation, verdict.reason, verdict.is_self, verdict.is_ignored, verdict.clashes
