"""Which sides compete: those of one type, scope and time that contradict each other or of which that is undetermined, and what is linked by such.

It depends on what is held and never on who holds it, so that it is asked once for all pairs that lie to one another in the same way.
"""

from itertools import combinations

from cstofacts.model.registry import Property
from cstofacts.reconcile.decide import decide
from cstofacts.reconcile.findings import compared
from cstofacts.reconcile.positions import Position
from cstofacts.support.ballot import RIVALS, linked
from cstofacts.tables.canonical import PositionReader
from cstofacts.tables.patterns import Pattern, pattern_of
from cstofacts.tables.results import SummaryRow
from cstofacts.tables.vocabulary import Vocabulary

_TOGETHER, _APART = [0, 0], [0, 1]

# Ways of lying to one another of which it is remembered whether such sides compete.
_MOST_REMEMBERED = 50_000


class Contests:
    """Finds the contests of one question after another."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Go by these properties and entities."""
        self.registry = vocabulary.registry
        self.reader = PositionReader(vocabulary.entities)
        self.known: dict[Pattern, bool] = {}

    def of_sides(self, sides: list[SummaryRow]) -> list[int]:
        """For each of few sides of one question the first of the contest that it is in."""
        if len(sides) == len(_APART):  # as on most questions
            return _TOGETHER if self._compete(*sides) else _APART
        pairs = combinations(range(len(sides)), 2)
        return linked([pair for pair in pairs if self._compete(sides[pair[0]], sides[pair[1]])], len(sides))

    def of_positions(self, question: str, positions: list[Position]) -> list[int]:
        """The same of any number of positions, with those who hold them."""
        property = self.registry.properties[question]
        return linked((pair for pair in compared(positions) if self._are_rivals(property, *(positions[side] for side in pair))), len(positions))

    def _compete(self, one: SummaryRow, other: SummaryRow) -> bool:
        pattern = pattern_of(one, other) if one[3] else (one[1], one[2], other[2])
        found = self.known.get(pattern)
        if found is None:
            if len(self.known) > _MOST_REMEMBERED:
                self.known.clear()
            property = self.registry.properties[one[1]]
            found = self.known[pattern] = self._are_rivals(property, self.reader.read(one[2], property), self.reader.read(other[2], property))
        return found

    def _are_rivals(self, property: Property, one: Position, other: Position) -> bool:
        alike = (one.type, one.scope, one.as_of) == (other.type, other.scope, other.as_of)
        return alike and decide(property, self.registry, one, other).relation in RIVALS
