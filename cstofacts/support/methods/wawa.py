"""Wawa, worker agreement with aggregate: a second vote, weighted by how often each voter was with the majority of the first.

A rule of thumb of crowdsourcing, described by Dmitry Ustalov, Nikita Pavlichenko and Boris Tseitlin, Learning from Crowds with Crowd-Kit, Journal of
Open Source Software 9, 2024. Where the first vote is a tie, each of its best answers counts as a part of the majority.
"""

import numpy as np

from cstofacts.support.methods.base import Estimate
from cstofacts.support.votes import Votes


def wawa(votes: Votes) -> Estimate:
    """Score an answer by the sum of its voters' agreement with the majority."""
    support = votes.support()
    leads = np.equal(support, votes.best(support)).astype(float)
    trust = votes.by_voter(leads / votes.by_question(leads)) / votes.answers_given()
    return Estimate(votes.by_answer(trust), trust)
