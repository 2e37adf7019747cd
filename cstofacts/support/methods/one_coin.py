"""One-coin Dawid-Skene: each voter is right with a probability of their own, found by expectation and maximisation.

A. P. Dawid and A. M. Skene, Maximum Likelihood Estimation of Observer Error-Rates Using the EM Algorithm, Applied Statistics 28, 1979; with one
probability for each voter as in Yuchen Zhang, Xi Chen, Dengyong Zhou and Michael I. Jordan, Spectral Methods Meet EM, Journal of Machine Learning
Research 17, 2016. Here the possible answers to a question are those given and one more that nobody gives, all equally likely beforehand, and a wrong
answer is any of the others. Only contested questions are looked at: the others say nothing about who is right. The rounds begin with each answer's
share of the votes.
"""

import numpy as np

from cstofacts.support.methods.base import Estimate
from cstofacts.support.votes import Codes, Floats, Votes, contested

_ROUNDS = 100

# The rounds end once no voter's probability changes by as much as this.
_SETTLED = 1e-9

# Nobody is always right or always wrong.
_LEAST = 1e-10


def one_coin(votes: Votes) -> Estimate:
    """Score an answer by the probability that it is right; trust is the share of a voter's contested answers that are, NaN without any."""
    scores, trust = np.ones(len(votes.question)), np.full(len(votes.cast_by), np.nan)
    disputed = contested(votes)
    if len(disputed.voter):
        probability, accuracy = _settled(disputed)
        scores[votes.rivals() > 1] = probability
        trust[_places(disputed.cast_by, votes.cast_by)] = accuracy
    return Estimate(scores, trust)


def _places(codes: Codes, among: Codes) -> Codes:
    return np.searchsorted(among, codes)


def _settled(votes: Votes) -> tuple[Floats, Floats]:
    given, support = votes.answers_given(), votes.support()
    others = support * np.log(votes.rivals())
    probability = support / votes.by_question(support)
    accuracy = votes.by_voter(probability) / given
    for _ in range(_ROUNDS):
        before, sure = accuracy, np.clip(accuracy, _LEAST, 1 - _LEAST)
        probability = _chances(votes, votes.by_answer(np.log(sure / (1 - sure))) + others)
        accuracy = votes.by_voter(probability) / given
        if np.abs(accuracy - before).max() < _SETTLED:
            break
    return probability, accuracy


def _chances(votes: Votes, odds: Floats) -> Floats:
    """Probabilities from the logarithms of odds against the answer that nobody gives, which has a chance too."""
    greatest = np.maximum(votes.best(odds), 0.0)
    weight = np.exp(odds - greatest)
    return weight / (votes.by_question(weight) + np.exp(-greatest))
