"""Majority: the answer that most voters give.

The oldest rule and the measure of all others. It takes all voters for equally good and for independent of each other.
"""

from cstofacts.support.methods.base import Estimate
from cstofacts.support.votes import Votes


def majority(votes: Votes) -> Estimate:
    """Score an answer by its number of voters."""
    return Estimate(votes.support())
