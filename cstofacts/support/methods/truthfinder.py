"""TruthFinder: an answer is right with the probability that not all of its voters are wrong, damped.

Xiaoxin Yin, Jiawei Han and Philip S. Yu, Truth Discovery with Multiple Conflicting Information Providers on the Web, IEEE Transactions on Knowledge
and Data Engineering 20, 2008. Trust begins at 0.9, the damping factor is 0.3, and the rounds end once trust turns by less than 0.001 (one minus the
cosine). The influence of similar answers on each other is left out: answers here are the same or not.
"""

import numpy as np

from cstofacts.support.methods.base import Estimate
from cstofacts.support.votes import Floats, Votes

_TRUST = 0.9
_DAMPING = 0.3
_TURN = 0.001

# The papers' data settled in five rounds; what has not settled by now will not.
_ROUNDS = 100


def truthfinder(votes: Votes) -> Estimate:
    """Score an answer by the damped logarithm of the odds that its voters are not all wrong; trust is the mean belief in a voter's answers."""
    given, trust = votes.answers_given(), np.full(len(votes.cast_by), _TRUST)
    scores = np.zeros(len(votes.question))
    for _ in range(_ROUNDS):
        if np.any(trust >= 1):  # as sure as a float can be, and no logarithm to take
            break
        scores = _DAMPING * votes.by_answer(-np.log1p(-trust))
        earned = votes.by_voter(1 / (1 + np.exp(-scores))) / given
        turned, trust = _turn(trust, earned), earned
        if turned < _TURN:
            break
    return Estimate(scores, trust)


def _turn(one: Floats, other: Floats) -> float:
    return 1 - float(one @ other / np.sqrt((one @ one) * (other @ other)))
