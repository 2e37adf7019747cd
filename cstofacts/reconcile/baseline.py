"""A baseline: the findings that are known already, each kept by its content, so that a check can show what is new."""

from collections.abc import Iterable

from msgspec import Struct

from cstofacts.model.decision import digest
from cstofacts.model.finding import Finding
from cstofacts.reconcile.settlements import content_of


class Known(Struct, frozen=True, order=True):
    """A finding that is known: its id, its verdict, and the digest of all that its claims say; no line and no place is in it."""

    finding: str
    relation: str
    reason: str
    content: str


def known_of(finding: Finding) -> Known:
    """A finding as a baseline keeps it: another once its verdict or any of its claims changes."""
    contents: list[object] = [*sorted(map(content_of, finding.claims))]
    return Known(finding.id, finding.relation or "", finding.reason or "", digest(contents))


def stale(baseline: Iterable[Known], findings: Iterable[Finding]) -> list[Known]:
    """What a baseline knows and no finding is any longer."""
    found = {known_of(finding) for finding in findings}
    return sorted(known for known in set(baseline) if known not in found)
