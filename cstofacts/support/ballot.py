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
from cstofacts.support.votes import Votes, votes_of
from cstofacts.values.base import Relation

RIVALS = (Relation.CONTRADICTS, Relation.UNDETERMINED)
"""How two sides stand to each other that compete."""


class Ballot(NamedTuple):
    """The votes, with the number of each origin among the voters, and for each finding the codes of its contests."""

    votes: Votes
    origins: dict[str, int]
    contests: dict[str, list[int]]


def ballot_of(findings: Iterable[Finding], registry: Registry) -> Ballot:
    """All votes on these findings."""
    origins: dict[str, int] = {}
    codes: dict[tuple[str, int], int] = {}
    contests: dict[str, list[int]] = {}
    rows: list[tuple[int, int, int]] = []
    for finding in findings:
        counted = counted_in(finding, registry)
        for index, (side, first) in enumerate(zip(finding.sides, _first_rivals(finding, registry), strict=True)):
            contest = codes.setdefault((finding.id, first), len(codes))
            if index == first:
                contests.setdefault(finding.id, []).append(contest)
            rows += [(origins.setdefault(origin, len(origins)), contest, index) for origin in voices(side, counted)]
    columns = np.array(rows, dtype=np.intp).reshape(-1, 3)
    return Ballot(votes_of(columns[:, 0], columns[:, 1], columns[:, 2]), origins, contests)


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
    first = list(range(len(finding.sides)))
    series = [_series(side, finding, registry) for side in finding.sides] if len(first) > 1 else []
    for pair in finding.pairs:
        if pair.relation in RIVALS and series[pair.left] == series[pair.right]:
            kept, joined = sorted((first[pair.left], first[pair.right]))
            first = [kept if side == joined else side for side in first] if kept != joined else first
    return first


def _series(side: Side, finding: Finding, registry: Registry) -> object:
    claim = side.claims[0]
    return registry.properties[claim.property].type, series_of(claim, registry.properties[finding.question.property])
