"""Which sides compete: those of one type, scope and time that contradict each other or of which that is undetermined, and what is linked by such.

It depends on what is held and never on who holds it, so that what was found out about two positions holds wherever they meet again.
"""

from collections.abc import Sequence

from cstofacts.model.registry import Property
from cstofacts.reconcile.decide import decide
from cstofacts.reconcile.findings import compared
from cstofacts.reconcile.positions import Position
from cstofacts.support.ballot import RIVALS, linked
from cstofacts.tables.canonical import PositionReader
from cstofacts.tables.vocabulary import Vocabulary

# Pairs of which it is remembered whether they compete.
_MOST_REMEMBERED = 50_000


class Contests:
    """Finds the contests of one question after another."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Go by these properties and entities."""
        self.registry = vocabulary.registry
        self.read = PositionReader(vocabulary.entities).read
        self.known: dict[tuple[str, str, str], bool] = {}

    def of_texts(self, question: str, texts: Sequence[str]) -> list[int]:
        """For each of few positions, by their canonical texts, the first of the contest that it is in."""
        pairs = ((left, right) for right in range(1, len(texts)) for left in range(right) if self._compete(question, texts[left], texts[right]))
        return linked(pairs, len(texts))

    def of_positions(self, question: str, positions: list[Position]) -> list[int]:
        """The same of any number of positions, with those who hold them."""
        property = self.registry.properties[question]
        return linked((pair for pair in compared(positions) if self._are_rivals(property, *(positions[side] for side in pair))), len(positions))

    def _compete(self, question: str, one: str, other: str) -> bool:
        key = question, one, other
        found = self.known.get(key)
        if found is None:
            if len(self.known) > _MOST_REMEMBERED:
                self.known.clear()
            found = self.known[key] = self._are_rivals(self.registry.properties[question], self.read(one), self.read(other))
        return found

    def _are_rivals(self, property: Property, one: Position, other: Position) -> bool:
        alike = (one.type, one.scope, one.as_of) == (other.type, other.scope, other.as_of)
        return alike and decide(property, self.registry, one, other).relation in RIVALS
