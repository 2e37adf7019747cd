"""Rows of holders, brought together by question: bounded, however many claims or positions a question has.

A row is `(subject, question, position, source, origin, attribution, certainty, claims, detail)`, and the rows of one question come one after the
other, sorted. What is beyond the bounds is counted.
"""

from collections.abc import Iterable, Iterator
from heapq import nlargest

from msgspec import Struct, field

from cstofacts.reconcile.positions import QuestionKey

Row = tuple[str, str, str, str, str, str, str, int, str]

MAX_HOLDERS = 200
"""The holders of one position that are looked at, the first by source; all are counted."""

MAX_ANSWERS = 1_000
"""The positions on one question that are compared, those with most claims; more would take as much time as all other questions together."""


class Answer(Struct):
    """One position with its holders: the first of them, and how many claims and sources there are in all."""

    position: str
    claims: int = 0
    sources: int = 0
    last: str = ""
    holders: list[Row] = field(default_factory=list)

    def add(self, row: Row) -> None:
        """Count one more holder."""
        self.claims += row[7]
        if row[3] != self.last or not self.sources:
            self.sources += 1
            self.last = row[3]
        if len(self.holders) < MAX_HOLDERS:
            self.holders.append(row)


class Asked(Struct):
    """One question with its answers, how many claims they have in all, and how many answers were left out."""

    key: QuestionKey
    answers: list[Answer] = field(default_factory=list)
    claims: int = 0
    left_out: int = 0

    def close(self) -> "Asked":
        """Keep the best supported answers only, in the order of their first claims."""
        for answer in self.answers:
            self.claims += answer.claims
        self._bound(MAX_ANSWERS)
        self.answers.sort(key=_first)
        return self

    def add(self, row: Row) -> None:
        """Take one more row."""
        answers = self.answers
        if answers and answers[-1].position == row[2]:
            answers[-1].add(row)
            return
        if len(answers) >= 4 * MAX_ANSWERS:
            self.claims += sum(answer.claims for answer in answers)
            self._bound(MAX_ANSWERS)
            self.claims -= sum(answer.claims for answer in self.answers)
        answer = Answer(row[2])
        answer.add(row)
        self.answers.append(answer)

    def _bound(self, most: int) -> None:
        if len(self.answers) > most:
            self.left_out += len(self.answers) - most
            self.answers = nlargest(most, self.answers, key=lambda answer: answer.claims)


def _first(answer: Answer) -> tuple[str, str]:
    """The first claim of an answer: by source, then by line and id."""
    source = answer.holders[0][3]
    return source, min(row[8] for row in answer.holders if row[3] == source)


def by_question(rows: Iterable[Row]) -> Iterator[Asked]:
    """The questions of sorted rows, one after the other."""
    asked: Asked | None = None
    for row in rows:
        if asked is None or row[1] != asked.key[1] or row[0] != asked.key[0]:
            if asked is not None:
                yield asked.close()
            asked = Asked((row[0], row[1]))
        asked.add(row)
    if asked is not None:
        yield asked.close()
