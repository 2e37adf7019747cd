"""List very many questions: one record each, with its worst relation and who holds what, without a word of explanation.

The rows are `results.SummaryRow`, those of `select.summary_of`, the rows of one question one after the other. However many claims or positions a
question has, what is kept of it is bounded, and what is left out is counted.
"""

from collections.abc import Iterable, Iterator
from heapq import nlargest
from itertools import groupby
from operator import itemgetter

from cstofacts.tables.groups import MAX_ANSWERS
from cstofacts.tables.outcome import Comparer, names_of
from cstofacts.tables.records import side_text
from cstofacts.tables.results import Listed, SummaryRow
from cstofacts.tables.vocabulary import Vocabulary

_KEY, _CLAIMS, _PLACE = itemgetter(0, 1), itemgetter(6, 2), itemgetter(7, 2)


def list_questions(vocabulary: Vocabulary, rows: Iterable[SummaryRow]) -> Iterator[Listed]:
    """One record for each question."""
    outcome, properties = Comparer(vocabulary).outcome, vocabulary.properties
    for (subject, question), group in groupby(rows, key=_KEY):
        answers = list(group)
        kept = nlargest(MAX_ANSWERS, answers, key=_CLAIMS) if len(answers) > MAX_ANSWERS else answers
        kept.sort(key=_PLACE)
        held = [names_of(row[8]) for row in kept]
        found = outcome(properties[question], kept, held)
        sides = ",".join([side_text(row, *own) for row, own in zip(kept, held, strict=True)])
        heard, claims = sum([len(sources) for sources, _ in held]), sum([row[6] for row in answers])
        verdict = found.relation, found.reason, found.rank, found.between, found.itself
        yield Listed(subject, question, *verdict, heard, claims, len(answers) - len(kept), f"[{sides}]", tuple([row[8] for row in kept]))
