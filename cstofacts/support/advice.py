"""Advice on a question: what every method picks among the sides that compete, with the trust that it learned from the whole registry."""

import numpy as np

from cstofacts.model.advice import Advice, Contest, Opinion, Voter
from cstofacts.model.finding import Finding
from cstofacts.model.registry import Registry
from cstofacts.reconcile.support import Counted
from cstofacts.support.ballot import counted_in, voices
from cstofacts.support.methods.base import Estimate
from cstofacts.support.poll import Poll
from cstofacts.support.relays import relays_of
from cstofacts.values.base import Relation

# Scores that differ by less than this part of the best are equal: what rounding leaves of a tie after a hundred rounds.
TIE = 1e-6

_TOGETHER = (Relation.AGREES, Relation.COMPATIBLE)


def advise(finding: Finding, poll: Poll, registry: Registry) -> Advice:
    """What is said of one finding of the poll."""
    counted = counted_in(finding, registry)
    relays = tuple(relays_of(side, counted, registry) for side in finding.sides)
    contests = (_contest(finding, code, poll, counted) for code in poll.ballot.contests.get(finding.id, ()))
    origins = dict.fromkeys(origin for side in finding.sides for origin in voices(side, counted))
    return Advice(finding.id, relays, tuple(contest for contest in contests if contest), _voters(list(origins), poll), poll.learned)


def _voters(origins: list[str], poll: Poll) -> tuple[Voter, ...]:
    places = ((origin, poll.ballot.origins[origin]) for origin in origins if origin in poll.ballot.origins)
    return tuple(Voter(origin, int(poll.answers[place]), int(poll.contested[place])) for origin, place in places)


def _contest(finding: Finding, code: int, poll: Poll, counted: Counted) -> Contest | None:
    """The sides of one contest, or None when fewer than two have a vote."""
    votes = poll.ballot.votes
    answers = {int(votes.given[answer]): answer for answer in votes.answers_to(code)}
    if len(answers) < 2:  # noqa: PLR2004 (one answer competes with nothing)
        return None
    by_side = {side: voices(finding.sides[side], counted) for side in answers}
    known = poll.ballot.origins
    origins = {origin: known[origin] for origin in sorted({origin for heard in by_side.values() for origin in heard}) if origin in known}
    opinions = []
    for name, found in poll.estimates.items():
        scores = {side: float(found.scores[answer]) for side, answer in answers.items()}
        opinions.append(_opinion(name, scores, _trust(found, origins)))
    lone = all(len(heard) == 1 for heard in by_side.values())
    undecided, together = _pairs(finding, tuple(answers), (Relation.UNDETERMINED,)), _pairs(finding, tuple(answers), _TOGETHER)
    return Contest(tuple(answers), tuple(opinions), together, undecided, lone)


def _trust(found: Estimate, origins: dict[str, int]) -> dict[str, float] | None:
    """The trust in each of these origins, as far as the method has any."""
    if found.trust is None:
        return None
    trust = {origin: float(found.trust[voter]) for origin, voter in origins.items()}
    return {origin: value for origin, value in trust.items() if not np.isnan(value)}


def _opinion(method: str, scores: dict[int, float], trust: dict[str, float] | None = None) -> Opinion:
    best = max(scores.values())
    picks = tuple(side for side, score in scores.items() if best - score <= TIE * abs(best))
    return Opinion(method, picks, scores, trust)


def _pairs(finding: Finding, sides: tuple[int, ...], relations: tuple[Relation, ...]) -> tuple[tuple[int, int], ...]:
    """The pairs of these sides that stand so to each other."""
    found = ((pair.left, pair.right) for pair in finding.pairs if pair.relation in relations and pair.left != pair.right)
    return tuple(sorted(pair for pair in found if set(pair) <= set(sides)))
