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
        number, rows = next(((number, rows) for number, rows in self.sides.by_question() if rows[0][:2] == key), (-1, []))
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


def _counted(heard: Heard, voters: Voters, first: Codes) -> TableBallot:
    """Give each side its place, and count who vouches for it."""
    sides, agreed, held = heard.sides, heard.agreed, heard.held
    numbers, counts = np.unique(sides.question, return_counts=True)
    sizes = np.ones(heard.questions, np.intp)
    sizes[numbers] = counts
    begins = np.cumsum(sizes) - sizes
    own = np.arange(len(sides.question)) - np.repeat(np.cumsum(counts) - counts, counts)
    place = begins[sides.question] + own
    contest, given = np.arange(sizes.sum()), np.zeros(sizes.sum(), np.intp)
    contest[place], given[place] = begins[sides.question] + first, own
    order = np.argsort(contest, kind="stable")
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))

    alone, rival = voters.vouches[agreed.voice], voters.vouches[held.voice]
    voter = np.append(
        voters.counted(agreed.question[alone], agreed.voice[alone]), voters.counted(sides.question[held.side[rival]], held.voice[rival])
    )
    at = np.append(begins[agreed.question[alone]], place[held.side[rival]])
    votes = votes_among(contest[order], given[order], voter, rank[at])
    articles = np.ones(len(order))
    articles[place] = np.bincount(_by_source(held.side[rival], held.source[rival]), minlength=len(place))
    ballot = TableBallot(votes, articles, voters.names, begins, sides, place)
    return ballot._replace(articles=articles[ballot.place_of_answers])


def _by_source(side: Codes, source: Codes) -> Codes:
    """The side that each source is on, once for each."""
    many = int(source.max(initial=0)) + 1
    return distinct(joined(side, source, many)) // many
