"""Every claim of a table in whole numbers: which question it answers, on which side, in whose voice, and from which source.

It is all that the methods of `support` need to know of a table, and takes some 20 bytes for each claim; the words are read where they are wanted.
An engine makes it of rows (`heard_of`), or of its own columns.
"""

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby, islice
from operator import itemgetter
from typing import Any, NamedTuple, TypeVar

import numpy as np

from cstofacts.support.votes import Codes
from cstofacts.tables.groups import Row
from cstofacts.tables.results import SummaryRow
from cstofacts.tables.select import SEPARATOR

Voice = tuple[str, str, str]
"""How somebody is heard: the origin, the chain that leads there, and how certain it is put."""


Words = tuple[str, ...]
"""The subject, the question and the position of a side, and perhaps more."""

Some = TypeVar("Some")


class Sides(NamedTuple):
    """The positions on the questions with more than one: those of a question one after the other, in the order of their first claims.

    `question` is the number of the question of each among all of the table, which stand in the order of subject and property. In the same order,
    `words` reads subjects, questions and positions, and `rows` also how the positions lie to others.
    """

    question: Codes
    rows: Callable[[], Iterator[SummaryRow]]
    words: Callable[[], Iterator[Words]]

    def by_question(self) -> Iterator[tuple[int, list[SummaryRow]]]:
        """The rows of one question after another, with its number."""
        return self.grouped(self.rows())

    def words_by_question(self) -> Iterator[tuple[int, list[Words]]]:
        """The words of one question after another, with its number."""
        return self.grouped(self.words())

    def grouped(self, rows: Iterator[Some]) -> Iterator[tuple[int, list[Some]]]:
        """What is said of the sides, one question after another, with its number."""
        begins = np.flatnonzero(np.diff(self.question, prepend=-1))
        counts = np.diff(begins, append=len(self.question))
        for number, count in zip(self.question[begins].tolist(), counts.tolist(), strict=True):
            yield number, list(islice(rows, count))


class Agreed(NamedTuple):
    """The claims on the questions with one position, a row each."""

    question: Codes
    voice: Codes


class Held(NamedTuple):
    """The claims on the questions with more, a row each: which of the sides they are on. Sources are told apart, and not named."""

    side: Codes
    voice: Codes
    source: Codes


class Heard(NamedTuple):
    """The claims of a table, how many questions they answer, and the voices by their numbers, in order."""

    questions: int
    voices: list[Voice]
    sides: Sides
    agreed: Agreed
    held: Held

    @property
    def said(self) -> tuple[Codes, Codes]:
        """For every claim the numbers of its question and voice."""
        asked = self.sides.question[self.held.side]
        return np.concatenate([self.agreed.question, asked]), np.concatenate([self.agreed.voice, self.held.voice])


def heard_of(rows: Iterable[Row]) -> Heard:
    """What is heard in the holders of every position on every question, sorted; whoever says the same several times is one row."""
    voices, sources = _Numbers(), _Numbers()
    agreed, held = _columns(2), _columns(3)
    asked, sides = array("q"), list[SummaryRow]()
    number = -1
    for number, (key, group) in enumerate(groupby(rows, key=itemgetter(0, 1))):
        positions = sorted(_by_position(group), key=_first)
        if len(positions) == 1:
            _add(agreed, ((number, voices.of(row[4:7])) for row in positions[0]))
            continue
        for holders in positions:
            _add(held, ((len(sides), voices.of(row[4:7]), sources.of(row[3])) for row in holders))
            asked.append(number)
            sides.append((*key, holders[0][2], "", "", "", 0, "", ""))
    ordered, place = voices.ordered()
    question, by = map(_codes, agreed)
    side, speaker, source = map(_codes, held)
    read = Sides(_codes(asked), sides.__iter__, partial(map, itemgetter(0, 1, 2), sides))
    return Heard(number + 1, ordered, read, Agreed(question, place[by]), Held(side, place[speaker], source))


def _by_position(rows: Iterable[Row]) -> list[list[Row]]:
    return [list(holders) for _, holders in groupby(rows, key=itemgetter(2))]


def _first(holders: list[Row]) -> tuple[str, str]:
    """What orders a position among the others: its first claim, by source, line and id."""
    return min(SEPARATOR.join((row[3], *row[8].split(SEPARATOR, 2)[:2])) for row in holders), holders[0][2]


class _Numbers(dict[Any, int]):
    """Numbers things as they are met."""

    def of(self, thing: Any) -> int:
        """The number of a thing."""
        return self.setdefault(thing, len(self))

    def ordered(self) -> tuple[list[Any], Codes]:
        """The things in order, and by its number the place of each."""
        things = sorted(self)
        place = np.empty(len(things), np.intp)
        place[[self[thing] for thing in things]] = np.arange(len(things))
        return things, place


def _columns(number: int) -> list["array[int]"]:
    return [array("q") for _ in range(number)]


def _add(columns: list["array[int]"], rows: Iterable[tuple[int, ...]]) -> None:
    for row in rows:
        for column, cell in zip(columns, row, strict=True):
            column.append(cell)


def _codes(numbers: Sequence[int]) -> Codes:
    return np.array(numbers, dtype=np.intp)
