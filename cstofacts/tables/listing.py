"""List very many questions: one record each, with its worst relation and who holds what, without a word of explanation.

The rows are `results.SummaryRow`, those of `select.summary_of`, sorted. However many claims or positions a question has, what is kept of it is
bounded, and what is left out is counted.
"""

from collections.abc import Iterable, Iterator
from heapq import nsmallest
from itertools import groupby
from operator import itemgetter

from cstofacts.tables.groups import MAX_ANSWERS
from cstofacts.tables.outcome import Comparer
from cstofacts.tables.results import Listed, Names, SummaryRow
from cstofacts.tables.select import BETWEEN, VOICE
from cstofacts.tables.vocabulary import Vocabulary

_KEY, _PLACE = itemgetter(0, 1), itemgetter(7, 2)


def list_questions(vocabulary: Vocabulary, rows: Iterable[SummaryRow]) -> Iterator[Listed]:
    """One record for each question."""
    outcome, properties = Comparer(vocabulary).outcome, vocabulary.properties
    for (subject, question), group in groupby(rows, key=_KEY):
        answers = list(group)
        kept = sorted(nsmallest(MAX_ANSWERS, answers, key=_by_claims), key=_PLACE) if len(answers) > MAX_ANSWERS else answers
        held = tuple([_names(row[8]) for row in kept])
        sources = [name for names, _ in held for name in names]
        origins = [name for _, names in held for name in names]
        apart = len(set(sources)) == len(sources) and len(set(origins)) == len(origins)
        found = outcome(properties[question], kept, apart=apart)
        claims = sum([row[6] for row in answers])
        yield Listed(subject, question, found, len(sources), claims, len(answers) - len(kept), tuple(kept), held)


def _by_claims(row: SummaryRow) -> tuple[int, str]:
    """The positions with most claims first, as `groups` keeps them."""
    return -row[6], row[2]


def _names(voices: str) -> Names:
    """The names in the voices of a row."""
    if BETWEEN not in voices:  # as of most positions
        source, origin, *_ = voices.split(VOICE)
        return (source,), (origin,)
    pairs = [voice.split(VOICE) for voice in voices.split(BETWEEN)]
    return {source for source, *_ in pairs}, {origin for _, origin, *_ in pairs}
