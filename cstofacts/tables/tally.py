"""What the methods make of a table: the contests with several answers, the scores of each answer, and which of them are picked."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from cstofacts.model.advice import Contest, Opinion
from cstofacts.support.advice import TIE
from cstofacts.support.poll import estimates_of
from cstofacts.support.votes import Codes, Floats
from cstofacts.tables.ballots import TableBallot
from cstofacts.tables.heard import Sides

Marks = npt.NDArray[np.bool_]


class Tally(NamedTuple):
    """The contests with several answers, in the order of their questions; the answers of one stand from its place in `begins` to the next.

    `row` is where each answer stands among `sides`, `first` where those of its question begin. `scores` and `picked` say what each method makes of
    it; `origins` and `sources` how many vouch for each of `sides`.
    """

    sides: Sides
    origins: Codes
    sources: Codes
    begins: Codes
    row: Codes
    first: Codes
    scores: dict[str, Floats]
    picked: dict[str, Marks]

    @property
    def agree(self) -> Marks:
        """For each contest whether all methods make the same pick."""
        marks = list(self.picked.values())
        differs = np.zeros(len(self.row), bool)
        for other in marks[1:]:
            differs |= other != marks[0]
        return ~np.logical_or.reduceat(differs, self.begins[:-1]) if len(differs) else differs

    @property
    def lone(self) -> Marks:
        """For each contest whether no answer has more than one origin."""
        single = self.origins[self.row] == 1
        return np.logical_and.reduceat(single, self.begins[:-1]) if len(single) else single

    def contest(self, number: int) -> Contest:
        """The contest of that number; which of its sides can be right together is not looked at."""
        answers = slice(*self.begins[number : number + 2].tolist())
        sides = (self.row - self.first)[answers]
        opinions = [
            Opinion(name, tuple(sides[self.picked[name][answers]].tolist()), dict(zip(sides.tolist(), scores[answers].tolist(), strict=True)))
            for name, scores in self.scores.items()
        ]
        return Contest(tuple(sides.tolist()), tuple(opinions), (), (), lone=bool(self.lone[number]))


def tally_of(ballot: TableBallot, methods: Sequence[str]) -> Tally:
    """What these methods pick on a table."""
    votes, sides = ballot.votes, ballot.sides
    row = np.searchsorted(ballot.places, ballot.place_of_answers)
    beside = np.append(ballot.places, -1)[row] == ballot.place_of_answers  # the others stand alone on their questions
    origins, sources = np.zeros((2, len(sides.question)), np.intp)
    origins[row[beside]], sources[row[beside]] = votes.support()[beside], ballot.articles[beside]

    rivals = votes.rivals() > 1
    first = votes.first[rivals[votes.first]]
    begins = np.append(0, np.cumsum(votes.rivals()[first]))
    scores, picked = {}, {}
    for name in methods:
        for found in estimates_of(votes, ballot.articles, [name]).values():
            best = votes.best(found.scores)[rivals]
            scores[name] = found.scores[rivals]
            picked[name] = best - scores[name] <= TIE * np.abs(best)
    return Tally(sides, origins, sources, begins, row[rivals], row[rivals] - votes.given[rivals], scores, picked)
