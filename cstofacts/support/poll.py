"""What every method makes of all votes, and how much there is to learn from."""

from collections.abc import Sequence
from typing import NamedTuple

from cstofacts.model.advice import Learned
from cstofacts.model.finding import Finding
from cstofacts.model.registry import Registry
from cstofacts.support.ballot import Ballot, ballot_of
from cstofacts.support.methods import METHODS
from cstofacts.support.methods.base import Estimate
from cstofacts.support.votes import Floats, Votes

ARTICLES = "majority-of-articles"
ORIGINS = "majority-of-origins"

_OF_VOTES = {ORIGINS: METHODS["majority"]} | {name: method for name, method in METHODS.items() if name != "majority"}

COUNTERS = (ARTICLES, *_OF_VOTES)
"""The names of all methods, in the order in which they are shown: those of `METHODS`, and before them one that counts articles."""


class Poll(NamedTuple):
    """The votes, what every method makes of them, and how much there is to learn from: in all, and by the number of each origin."""

    ballot: Ballot
    estimates: dict[str, Estimate]
    learned: Learned
    answers: Floats
    contested: Floats


def poll_of(findings: Sequence[Finding], registry: Registry, methods: Sequence[str] = COUNTERS) -> Poll:
    """Let these methods learn from all findings."""
    ballot = ballot_of(findings, registry)
    return poll_on(ballot, _learned(ballot), methods)


def poll_on(ballot: Ballot, learned: Learned, methods: Sequence[str]) -> Poll:
    """Let these methods learn from all votes."""
    votes = ballot.votes
    estimates = estimates_of(votes, ballot.articles, methods)
    return Poll(ballot, estimates, learned, votes.answers_given(), votes.by_voter((votes.rivals() > 1).astype(float)))


def estimates_of(votes: Votes, articles: Floats, methods: Sequence[str]) -> dict[str, Estimate]:
    """What these methods make of the votes; nothing when there are none. `articles` are those that vouch for each answer."""
    if not len(votes.voter):
        return {}
    return {name: Estimate(articles) if name == ARTICLES else _OF_VOTES[name](votes) for name in methods}


def _learned(ballot: Ballot) -> Learned:
    votes, contests = ballot.votes, ballot.contests
    rivals = {int(code): len(votes.answers_to(int(code))) for code in votes.asked}
    most = [max(rivals.get(code, 0) for code in codes) for codes in contests.values()]
    return Learned(len(votes.voter), len(votes.cast_by), sum(number > 0 for number in most), sum(number > 1 for number in most))
