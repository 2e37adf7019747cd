"""List very many questions: one record each, with its worst relation and who holds what, without a word of explanation.

The rows are those of `select.summary_of`: `(subject, question, position, claims, first, voices)`, the rows of one question one after the other.
However many claims or positions a question has, what is kept of it is bounded, and what is left out is counted.
"""

from collections.abc import Iterable, Iterator
from heapq import nlargest
from itertools import groupby
from operator import itemgetter

from cstofacts.model.claim import Claim
from cstofacts.model.registry import Property
from cstofacts.reconcile.outcome import VOICE, Comparer, Taken, hold_two
from cstofacts.reconcile.positions import positions_of
from cstofacts.tables.canonical import PositionReader, text_of
from cstofacts.tables.groups import MAX_ANSWERS, MAX_HOLDERS
from cstofacts.tables.results import Listed, SummaryRow
from cstofacts.tables.select import BETWEEN
from cstofacts.tables.vocabulary import Vocabulary


def list_questions(vocabulary: Vocabulary, rows: Iterable[SummaryRow]) -> Iterator[Listed]:
    """One record for each question."""
    lister = _Lister(vocabulary)
    for (subject, question), group in groupby(rows, key=itemgetter(0, 1)):
        yield lister.listed(subject, question, list(group))


class _Lister:
    """What stays the same from question to question."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.registry = vocabulary.registry
        self.compare = Comparer(self.registry).outcome
        self.read = PositionReader(vocabulary.entities).read
        self.counting = {property.counts: property.id for property in vocabulary.properties.values() if property.counts}

    def listed(self, subject: str, question: str, rows: list[SummaryRow]) -> Listed:
        """The record of one question."""
        kept = nlargest(MAX_ANSWERS, rows, key=itemgetter(3, 2)) if len(rows) > MAX_ANSWERS else rows
        kept.sort(key=itemgetter(4))
        property = self.registry.properties[question]
        taken = [self._taken(row, property) for row in kept]
        twice = hold_two(taken)
        if twice and property.type == "set":
            taken = self._merged(taken, property)
        found = self.compare(property, taken, twice=twice)
        rank = found.rank, not found.itself, -sum([len(one.voices) for one in taken])
        verdict = found.relation, found.reason, found.between, found.itself
        return Listed(f"{subject}/{question}", subject, question, *verdict, rank, tuple(kept), sum([row[3] for row in rows]), len(rows) - len(kept))

    def _taken(self, row: SummaryRow, property: Property) -> Taken:
        bare = self.read(row[2])
        voices = row[5].split(BETWEEN)
        if len(voices) > MAX_HOLDERS:
            voices = sorted(voices)[:MAX_HOLDERS]
        own = property.id if bare.type == property.type else self.counting.get(property.id, property.id)
        return Taken(row[2], bare, frozenset(voices), row[0], own, row[4])

    def _merged(self, taken: list[Taken], property: Property) -> list[Taken]:
        """Positions on a list: what one speaker lists in several places of one source is one."""
        claims = sorted((claim for one in taken for claim in one.whole().claims), key=lambda claim: (claim.source, claim.id))
        merged = positions_of(claims, property, self.registry.properties)
        return [Taken(text_of(one), one, frozenset(map(_voice, one.claims)), taken[0].subject, property.id, "") for one in merged]


def _voice(claim: Claim) -> str:
    return f"{claim.source}{VOICE}{claim.origin}"
