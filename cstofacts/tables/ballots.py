"""The votes of a table: the same that a registry of its claims gives (`support.ballot`), made in columns."""

from collections.abc import Callable, Iterable
from itertools import chain
from typing import NamedTuple

import numpy as np

from cstofacts.model.advice import Learned
from cstofacts.reconcile.positions import QuestionKey
from cstofacts.support.ballot import Ballot
from cstofacts.support.votes import Codes, Floats, Votes, distinct, votes_among
from cstofacts.tables.contests import Contests
from cstofacts.tables.groups import Row
from cstofacts.tables.heard import Heard, Sides
from cstofacts.tables.peculiar import Known, Peculiar, read_positions, with_positions
from cstofacts.tables.vocabulary import Vocabulary
from cstofacts.tables.voters import Voters, joined, voters_of

Ask = Callable[[Iterable[QuestionKey]], Iterable[Row]]
"""Gives the holders of every position on some questions, sorted."""


class TableBallot(NamedTuple):
    """The votes on all questions of a table; by answer how many articles vouch for it, where there are several.

    Every side of every question has a place among all: `begins` has that of the first side of each question, and a contest has the place of its first
    side for a code. `sides` are those of the questions with more than one, and at these `places`.
    """

    votes: Votes
    articles: Floats
    voters: list[str]
    begins: Codes
    sides: Sides
    places: Codes

    @property
    def question(self) -> Codes:
        """The number of the question of each contest."""
        return np.searchsorted(self.begins, self.votes.asked, side="right") - 1

    @property
    def place_of_answers(self) -> Codes:
        """The place of the side that each answer is."""
        return self.begins[self.question][self.votes.question] + self.votes.given

    def learned(self) -> Learned:
        """How much there is to learn from."""
        question, rivals = self.question, np.bincount(self.votes.question)
        return Learned(len(self.votes.voter), len(self.votes.cast_by), len(distinct(question)), len(distinct(question[rivals > 1])))

    def on(self, key: QuestionKey, positions: list[str]) -> Ballot:
        """The votes, with the contests of one question, whose sides are these positions in the order of its finding."""
        number, rows = next(((number, rows) for number, rows in self.sides.words_by_question() if rows[0][:2] == key), (-1, []))
        codes = self.votes.asked[self.question == number].tolist()
        given = self.votes.given.copy()
        for answer in chain.from_iterable(map(self.votes.answers_to, codes)):
            given[answer] = positions.index(rows[given[answer]][2])
        origins = {self.voters[code]: place for place, code in enumerate(self.votes.cast_by.tolist())}
        return Ballot(self.votes._replace(given=given), self.articles, origins, {"/".join(key): codes})


def take_votes(heard: Heard, vocabulary: Vocabulary, ask: Ask) -> TableBallot:
    """The votes of a table, from what is heard in it; few questions need be asked for once more."""
    contests, peculiar = Contests(vocabulary), Peculiar(heard, vocabulary)
    first: list[int] = []
    asked: dict[QuestionKey, int] = {}
    for number, rows in heard.sides.by_question():
        if peculiar.is_one(number, rows):
            asked[rows[0][:2]] = number
            first += range(len(rows))
        else:
            first += contests.of_sides(rows)
    firsts = np.array(first, dtype=np.intp)
    if asked:
        read = read_positions(ask(sorted(asked)), vocabulary)
        found = {asked[key]: Known(key, positions, contests.of_positions(key[1], positions)) for key, positions in read}
        heard, firsts = with_positions(heard, firsts, found)
    return _counted(heard, voters_of(heard, vocabulary.registry), firsts)


class _Places(NamedTuple):
    """Where the sides of all questions stand: for each place the code of the contest, and the number of the side within its question.

    `rank` is the place of each among all sides in the order of their contests, in which `contest` and `given` are.
    """

    begins: Codes
    of_sides: Codes
    contest: Codes
    given: Codes
    rank: Codes


def _places(questions: int, asked: Codes, first: Codes) -> _Places:
    """The places, by the question of each of the sides that are not alone, and the first of its contest."""
    numbers, counts = np.unique(asked, return_counts=True)
    sizes = np.ones(questions, np.intp)
    sizes[numbers] = counts
    begins = np.cumsum(sizes) - sizes
    own = np.arange(len(asked)) - np.repeat(np.cumsum(counts) - counts, counts)
    contest, given = np.arange(sizes.sum()), np.zeros(sizes.sum(), np.intp)
    place = begins[asked] + own
    contest[place], given[place] = begins[asked] + first, own
    order = np.argsort(contest, kind="stable")
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    return _Places(begins, place, contest[order], given[order], rank)


def _counted(heard: Heard, voters: Voters, first: Codes) -> TableBallot:
    """Give each side its place, and count who vouches for it."""
    sides, agreed, held = heard.sides, heard.agreed, heard.held
    at = _places(heard.questions, sides.question, first)
    alone = _cast(voters, agreed.question, agreed.voice, at.rank[at.begins[agreed.question]])
    cast = np.append(alone, _cast(voters, sides.question[held.side], held.voice, at.rank[at.of_sides[held.side]]))
    votes = votes_among(at.contest, at.given, cast, len(voters.names))
    vouches = voters.vouches[held.voice]
    articles = np.ones(len(at.rank))
    articles[at.of_sides] = np.bincount(_by_source(held.side[vouches], held.source[vouches]), minlength=len(at.of_sides))
    ballot = TableBallot(votes, articles, voters.names, at.begins, sides, at.of_sides)
    return ballot._replace(articles=articles[ballot.place_of_answers])


def _cast(voters: Voters, question: Codes, voice: Codes, rank: Codes) -> Codes:
    """The votes among these claims, by the rank of the side and the voter, as one number."""
    vouching = voters.vouches[voice]
    cast = rank[vouching] * len(voters.names)
    cast += voters.counted(question[vouching], voice[vouching])
    return cast


def _by_source(side: Codes, source: Codes) -> Codes:
    """The side that each source is on, once for each."""
    many = int(source.max(initial=0)) + 1
    return distinct(joined(side, source, many)) // many
