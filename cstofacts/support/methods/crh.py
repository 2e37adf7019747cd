"""CRH: the answers and weights of voters that leave the least weighted loss between voters and answers.

Qi Li, Yaliang Li, Jing Gao, Bo Zhao, Wei Fan and Jiawei Han, Resolving Conflicts in Heterogeneous Data by Truth Discovery and Source Reliability
Estimation, SIGMOD 2014: the form for categories, where an answer is a distribution over those given. A voter's weight is the negative logarithm of
the voter's share in the whole loss, a loss the mean over the voter's answers, and a question is settled by those who answer it. Twenty rounds.
"""

import numpy as np

from cstofacts.support.methods.base import ROUNDS, Estimate
from cstofacts.support.votes import Floats, Votes

# Keeps logarithms of a voter without loss, and the weight of a lone voter, off zero.
_LEAST = 1e-5


def crh(votes: Votes) -> Estimate:
    """Score an answer by its voters' share of the weight of all who answer the question."""
    given = votes.answers_given()
    belief, trust = _shares(votes, votes.support()), np.ones(len(votes.cast_by))
    for _ in range(ROUNDS):
        loss = (_LEAST + votes.by_voter(_squared_distance(votes, belief))) / given
        trust = _LEAST - np.log(loss / loss.sum())
        belief = _shares(votes, votes.by_answer(trust))
    return Estimate(belief, trust)


def _shares(votes: Votes, weight: Floats) -> Floats:
    return weight / votes.by_question(weight)


def _squared_distance(votes: Votes, belief: Floats) -> Floats:
    """For each answer its squared distance, as a corner of the simplex of its question's answers, from what is believed."""
    return votes.by_question(belief**2) - 2 * belief + 1
