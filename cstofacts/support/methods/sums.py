"""Sums and AverageLog: a voter is trusted for the answers, an answer believed for its voters, in turns.

Jeff Pasternack and Dan Roth, Knowing What to Believe (when you already know something), COLING 2010. Sums is the Hubs and Authorities of Jon M.
Kleinberg, Authoritative Sources in a Hyperlinked Environment, Journal of the ACM 46, 1999, with voters for hubs and answers for authorities. Both
begin with half a belief in every answer and go round twenty times.
"""

import numpy as np

from cstofacts.support.methods.base import ROUNDS, Estimate, scaled
from cstofacts.support.votes import Floats, Votes

_BELIEF = 0.5


def sums(votes: Votes) -> Estimate:
    """Trust is the sum of belief in the answers that a voter gives: whoever answers much is trusted much."""
    return _in_turns(votes, np.ones(len(votes.cast_by)))


def average_log(votes: Votes) -> Estimate:
    """Trust is the mean belief in a voter's answers, times the logarithm of their number; one answer alone earns none."""
    given = votes.answers_given()
    return _in_turns(votes, np.log(given) / given)


def _in_turns(votes: Votes, weight: Floats) -> Estimate:
    belief, trust = np.full(len(votes.question), _BELIEF), np.zeros(len(votes.cast_by))
    for _ in range(ROUNDS):
        earned = weight * votes.by_voter(belief)
        belief, trust = scaled(votes.by_answer(earned)), scaled(earned)
    return Estimate(belief, trust)
