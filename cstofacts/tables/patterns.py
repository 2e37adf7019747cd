"""The verdict on two positions, asked for once and remembered for all pairs that lie to one another in the same way.

Of millions of pairs nearly all are alike: `2500` lies to `3600` as `70` to `80`. What the comparison of two positions looks at is the question, what
stands beside the two values (`frame`) and how their bounds lie; `pattern_of` puts that together from the texts that an ingest has made, without
reading a value. Who holds the positions is not in it: where that matters, the pair is compared by itself (see `listing`).
"""

from cstofacts.model.finding import Pair
from cstofacts.model.registry import Property, Registry
from cstofacts.reconcile.decide import decide
from cstofacts.reconcile.findings import rank_of_pair
from cstofacts.tables.canonical import PositionReader
from cstofacts.tables.order import BETWEEN, LIST, NAME
from cstofacts.tables.results import Outcome, SummaryRow
from cstofacts.values.base import Relation

Pattern = tuple[object, ...]

# Entities, and lists that name wholes and parts, lie to one another in very many ways.
_MOST_REMEMBERED = 50_000


class Patterns:
    """Knows what every pattern came to."""

    def __init__(self, registry: Registry, reader: PositionReader) -> None:
        """Begin with nothing."""
        self.registry, self.reader = registry, reader
        self.known: dict[Pattern, Outcome] = {}

    def verdict(self, question: Property, one: SummaryRow, other: SummaryRow) -> Outcome:
        """What two positions are to each other when nobody holds both."""
        pattern = pattern_of(one, other)
        found = self.known.get(pattern)
        if found is None:
            if len(self.known) > _MOST_REMEMBERED:
                self.known.clear()
            found = self.known[pattern] = self._decided(question, one[2], other[2])
        return found

    def _decided(self, question: Property, one: str, other: str) -> Outcome:
        verdict = decide(question, self.registry, self.reader.read(one, question), self.reader.read(other, question))
        rank = rank_of_pair(Pair(0, 1, verdict.relation, verdict.reason, ()))[0]
        return Outcome(rank, verdict.relation, verdict.reason, between=verdict.relation is Relation.CONTRADICTS, itself=False)


def pattern_of(one: SummaryRow, other: SummaryRow) -> Pattern:
    """All that the comparison of two positions on one question looks at; the positions themselves where it is not known to look at less."""
    low, high, rival_low, rival_high = one[4], one[5], other[4], other[5]
    kind, rival_kind = low[0], rival_low[0]
    if LIST in (kind, rival_kind):
        lie = _lists(low, high, rival_low, rival_high) if kind == rival_kind else ()
        return (one[1], one[3], other[3], lie) if lie else (one[1], one[2], other[2])
    if kind == NAME:
        return one[1], one[3], other[3], low, rival_low
    if low > rival_high:
        return one[1], one[3], other[3], "above"
    if rival_low > high:
        return one[1], one[3], other[3], "below"
    return one[1], one[3], other[3], low >= rival_low and high <= rival_high, rival_low >= low and rival_high <= high


def _lists(low: str, high: str, rival_low: str, rival_high: str) -> Pattern:
    """How two lists lie to one another, or nothing when one names a whole of which the other names a part."""
    members, rivals = set(low.split(BETWEEN)[1:]), set(rival_low.split(BETWEEN)[1:])
    if not (members.isdisjoint(rival_high.split(BETWEEN)[1:]) and rivals.isdisjoint(high.split(BETWEEN)[1:])):
        return ()
    return members <= rivals, rivals <= members, members.isdisjoint(rivals)
