"""Investment and PooledInvestment: voters spread their trust over their answers and earn it back by their share in each.

Jeff Pasternack and Dan Roth, Knowing What to Believe (when you already know something), COLING 2010. What is invested in an answer grows by a power
(1.2, and 1.4 when pooled); pooled, the answers to a question divide what was invested in all of them. Investment begins with each answer's share of
the votes and goes round twenty times, PooledInvestment with equal shares and ten times.
"""

from collections.abc import Callable

import numpy as np

from cstofacts.support.methods.base import ROUNDS, Estimate, is_too_small, scaled
from cstofacts.support.votes import Floats, Votes

_GROWTH = 1.2
_POOLED_GROWTH = 1.4
_POOLED_ROUNDS = 10


def investment(votes: Votes) -> Estimate:
    """An answer is believed for what is invested in it, grown by a power: many or trusted voters count more than their sum."""
    support = votes.support()
    return _earned(votes, support / votes.by_question(support), lambda invested: invested**_GROWTH, ROUNDS)


def pooled_investment(votes: Votes) -> Estimate:
    """As Investment, but the answers to one question share what was invested in all of them."""

    def grown(invested: Floats) -> Floats:
        power = invested**_POOLED_GROWTH
        pool = votes.by_question(power)
        return invested * (power / np.maximum(pool, np.finfo(float).tiny))

    return _earned(votes, 1 / votes.rivals(), grown, _POOLED_ROUNDS)


def _earned(votes: Votes, belief: Floats, grown: Callable[[Floats], Floats], rounds: int) -> Estimate:
    """Go round until the rounds are over, or until nothing worth a division is invested in some answer."""
    given, trust = votes.answers_given(), np.ones(len(votes.cast_by))
    for _ in range(rounds):
        stake = trust / given
        invested = votes.by_answer(stake)
        if is_too_small(invested):
            break
        earned = stake * votes.by_voter(belief / invested)
        belief, trust = scaled(grown(votes.by_answer(earned / given))), scaled(earned)
    return Estimate(belief, trust)
