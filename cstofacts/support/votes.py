"""Who gives which answer to which question, as arrays of whole numbers.

A voter is whoever counts once: an origin, or an article. The answers of a question exclude one another as far as the methods know. Whoever gives two
answers to one question has a vote for each, and whoever repeats an answer has one vote.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Codes = npt.NDArray[np.intp]
Floats = npt.NDArray[np.float64]


class Votes(NamedTuple):
    """Votes by the numbers of their voters and answers, each numbered from 0 without a gap; answers stand in the order of their questions.

    `question` is the question of each answer, `first` the first answer of each question. `asked`, `given` and `cast_by` are the codes by which the
    caller knows the questions, answers and voters.
    """

    voter: Codes
    answer: Codes
    question: Codes
    first: Codes
    asked: Codes
    given: Codes
    cast_by: Codes

    def by_answer(self, weights: Floats) -> Floats:
        """For each answer the sum of a weight of its voters."""
        return _sums(self.answer, weights[self.voter], len(self.question))

    def by_voter(self, weights: Floats) -> Floats:
        """For each voter the sum of a weight of the voter's answers."""
        return _sums(self.voter, weights[self.answer], len(self.cast_by))

    def by_question(self, weights: Floats) -> Floats:
        """For each answer the sum of a weight of all answers to its question."""
        return _sums(self.question, weights, len(self.first))[self.question]

    def best(self, scores: Floats) -> Floats:
        """For each answer the highest score of any answer to its question."""
        best: Floats = np.maximum.reduceat(scores, self.first)
        return best[self.question]

    def answers_to(self, code: int) -> range:
        """The answers to the question of that code; none when nobody answers it."""
        place = int(np.searchsorted(self.asked, code))
        if place == len(self.asked) or self.asked[place] != code:
            return range(0)
        beyond = int(self.first[place + 1]) if place + 1 < len(self.first) else len(self.question)
        return range(int(self.first[place]), beyond)

    def answers_given(self) -> Floats:
        """For each voter the number of votes."""
        return np.bincount(self.voter, minlength=len(self.cast_by)).astype(float)

    def support(self) -> Floats:
        """For each answer the number of votes."""
        return np.bincount(self.answer, minlength=len(self.question)).astype(float)

    def rivals(self) -> Codes:
        """For each answer the number of answers to its question, itself among them."""
        return np.bincount(self.question, minlength=len(self.first))[self.question]


def votes_of(voter: Codes, question: Codes, answer: Codes) -> Votes:
    """The votes in three columns of codes, one row each; a code of an answer need be unique only within its question."""
    span = int(answer.max(initial=0)) + 1
    pairs, given_to = np.unique(question.astype(np.intp) * span + answer, return_inverse=True)
    cast_by, voter = np.unique(voter, return_inverse=True)
    cast = distinct(given_to * len(cast_by) + voter)
    asked, first, numbered = np.unique(pairs // span, return_index=True, return_inverse=True)
    people = max(len(cast_by), 1)
    return Votes(cast % people, cast // people, numbered, first, asked, pairs % span, cast_by)


def votes_among(question: Codes, given: Codes, cast: Codes, people: int) -> Votes:
    """The votes for answers of which the codes are known: of each answer that of its question, in order, and its own within it.

    `cast` has for each vote the number of the answer times that of `people`, plus the voter's; it is sorted in place. Answers and voters without any
    vote fall away.
    """
    cast.sort()
    cast = cast[_first_of_each(cast)]
    answer, voter = np.divmod(cast, people)
    del cast  # of many votes not all need be in memory at once
    chosen, heard = _present(answer, len(question)), _present(voter, people)
    asked, first, numbered = np.unique(question[chosen.codes], return_index=True, return_inverse=True)
    return Votes(heard.places[voter], chosen.places[answer], numbered, first, asked, given[chosen.codes], heard.codes)


class _Present(NamedTuple):
    """The codes that occur, in order, and by code the place of each among them."""

    codes: Codes
    places: Codes


def _present(codes: Codes, size: int) -> _Present:
    occurs = np.bincount(codes, minlength=size) > 0
    return _Present(np.flatnonzero(occurs), np.cumsum(occurs) - 1)


def _sums(codes: Codes, weights: Floats, size: int) -> Floats:
    return np.bincount(codes, weights, size).astype(np.float64, copy=False)


def distinct(codes: Codes) -> Codes:
    """The codes in order, each once."""
    ordered = np.sort(codes)
    return ordered[_first_of_each(ordered)]


def _first_of_each(ordered: Codes) -> npt.NDArray[np.bool_]:
    """For each of some codes in order whether it is not the one before."""
    first = np.ones(len(ordered), bool)
    np.not_equal(ordered[1:], ordered[:-1], out=first[1:])
    return first


def contested(votes: Votes) -> Votes:
    """Only the votes on questions with more than one answer."""
    kept = votes.rivals()[votes.answer] > 1
    answer = votes.answer[kept]
    return votes_of(votes.cast_by[votes.voter[kept]], votes.asked[votes.question[answer]], votes.given[answer])
