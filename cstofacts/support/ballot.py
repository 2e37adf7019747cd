"""The votes of a registry: each origin has one for each answer that it vouches for.

Answers compete when they are about one thing at one time and cannot, or may not, be right together: of one question, with the same separators and
as-of date, of one type (a count is not set against a list), and found to contradict each other or undetermined. Whatever is linked by that is one
contest; an answer that goes with all others stands in a contest of its own. An allegation, a possibility and a condition have no vote.
"""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from cstofacts.model.finding import Finding, Side
from cstofacts.model.registry import Registry
from cstofacts.reconcile.positions import series_of
from cstofacts.reconcile.support import NOT_VOUCHING, Counted, chains_of, counted_origins
from cstofacts.support.votes import Floats, Votes, votes_of
from cstofacts.values.base import Relation

RIVALS = (Relation.CONTRADICTS, Relation.UNDETERMINED)
"""How two sides stand to each other that compete."""


class Ballot(NamedTuple):
    """The votes, with how many articles vouch for each answer; the number of each origin among the voters; the codes of each finding's contests."""

    votes: Votes
    articles: Floats
    origins: dict[str, int]
    contests: dict[str, list[int]]


def ballot_of(findings: Iterable[Finding], registry: Registry) -> Ballot:
    """All votes on these findings."""
    origins: dict[str, int] = {}
    codes: dict[tuple[str, int], int] = {}
    contests: dict[str, list[int]] = {}
    rows: list[tuple[int, int, int]] = []
    vouching: dict[tuple[int, int], int] = {}
    for finding in findings:
        counted = counted_in(finding, registry)
        for index, (side, first) in enumerate(zip(finding.sides, _first_rivals(finding, registry), strict=True)):
            contest = codes.setdefault((finding.id, first), len(codes))
            if index == first:
                contests.setdefault(finding.id, []).append(contest)
            vouching[contest, index] = len(articles(side))
            rows += [(origins.setdefault(origin, len(origins)), contest, index) for origin in voices(side, counted)]
    columns = np.array(rows, dtype=np.intp).reshape(-1, 3)
    votes = votes_of(columns[:, 0], columns[:, 1], columns[:, 2])
    answers = zip(votes.asked[votes.question].tolist(), votes.given.tolist(), strict=True)
    return Ballot(votes, np.array([vouching[answer] for answer in answers], dtype=np.float64), origins, contests)


def counted_in(finding: Finding, registry: Registry) -> Counted:
    """The body that is counted for each origin of a finding."""
    return counted_origins(chains_of(finding.claims, registry), registry)


def voices(side: Side, counted: Counted) -> list[str]:
    """The origins that vouch for a side."""
    return sorted({counted[claim.origin] for claim in side.claims if claim.certainty not in NOT_VOUCHING})


def articles(side: Side) -> list[str]:
    """The sources that vouch for a side."""
    return sorted({claim.source for claim in side.claims if claim.certainty not in NOT_VOUCHING})


def _first_rivals(finding: Finding, registry: Registry) -> list[int]:
    """For each side the first of the contest that it is in."""
    sides = finding.sides
    series = [_series(side, finding, registry) for side in sides] if len(sides) > 1 else []
    rivals = ((pair.left, pair.right) for pair in finding.pairs if pair.relation in RIVALS and series[pair.left] == series[pair.right])
    return linked(rivals, len(sides))


def linked(rivals: Iterable[tuple[int, int]], number: int) -> list[int]:
    """For each of so many sides the first of those that are linked to it by pairs of rivals."""
    first = list(range(number))
    for left, right in rivals:
        kept, joined = sorted((first[left], first[right]))
        first = [kept if side == joined else side for side in first] if kept != joined else first
    return first


def _series(side: Side, finding: Finding, registry: Registry) -> object:
    claim = side.claims[0]
    return registry.properties[claim.property].type, series_of(claim, registry.properties[finding.question.property])
