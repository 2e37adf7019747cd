"""What differs between two states of a registry."""

from collections.abc import Callable
from typing import Generic, TypeVar

from msgspec import Struct

from cstofacts.model.claim import Claim, Source
from cstofacts.model.decision import ChangeKind, Decision
from cstofacts.model.finding import Finding, Pair
from cstofacts.model.registry import Entity, Property, Registry
from cstofacts.values.base import Relation

Thing = TypeVar("Thing")

Clash = frozenset[tuple[str, tuple[str, ...]]]
"""Two answers, each as its value and scope."""


class Snapshot(Struct, frozen=True):
    """One state of a registry: what people call it, and its commit (short, with the day) when it is one that git keeps."""

    name: str
    registry: Registry
    commit: str = ""

    def __str__(self) -> str:
        """The name, and the commit behind it."""
        return f"{self.name} ({self.commit})" if self.commit else self.name


class Changed(Struct, Generic[Thing], frozen=True):
    """A thing before and after; None where it was not there. `fields` are what differs of one that was there both times."""

    id: str
    before: Thing | None
    after: Thing | None
    fields: tuple[str, ...] = ()

    @property
    def kind(self) -> ChangeKind:
        """Whether it came, went or changed."""
        if self.before is None:
            return ChangeKind.ADDED
        return ChangeKind.CHANGED if self.after is not None else ChangeKind.WITHDRAWN


class Causes(Struct, frozen=True):
    """What a verdict rests on and is not as it was: claims, origins of sources, rules of properties, what is a part of what, decisions."""

    claims: tuple[Changed[Claim], ...] = ()
    sources: tuple[Changed[Source], ...] = ()
    properties: tuple[Changed[Property], ...] = ()
    entities: tuple[Changed[Entity], ...] = ()
    decisions: tuple[Changed[Decision], ...] = ()


class FindingChange(Struct, frozen=True):
    """A finding whose verdict is not what it was, and why; None where nobody answered the question."""

    before: Finding | None
    after: Finding | None
    because: Causes

    @property
    def finding(self) -> Finding:
        """The finding as it is now, or as it was when it is gone."""
        found = self.after or self.before
        assert found is not None  # noqa: S101 (one of the two is there)
        return found

    @property
    def kind(self) -> ChangeKind:
        """Whether it appeared, vanished or changed."""
        return Changed(self.finding.id, self.before, self.after).kind

    @property
    def is_new_contradiction(self) -> bool:
        """Whether answers contradict each other, with no decision that holds and no comment that ignores it, and did not before."""
        return bool(_contradictions(self.after) - _contradictions(self.before))

    @property
    def is_told(self) -> bool:
        """Whether anything was compared, before or after: a question that one claim alone answers is counted only."""
        return any(found is not None and (found.pairs or found.settlement) for found in (self.before, self.after))


def _contradictions(finding: Finding | None) -> frozenset[Clash]:
    """The answers that contradict each other, unless somebody decided on them or ignores them."""
    if finding is None or finding.is_resolved or finding.ignored:
        return frozenset()
    return clashes_of(finding, lambda pair: pair.relation is Relation.CONTRADICTS)


def clashes_of(finding: Finding, is_clash: Callable[[Pair], bool]) -> frozenset[Clash]:
    """The pairs of answers of a kind, by what they say and not by who says it."""
    answers = [(str(side.value), side.scope) for side in finding.sides]
    return frozenset(frozenset({answers[pair.left], answers[pair.right]}) for pair in finding.pairs if is_clash(pair))


class Difference(Struct, frozen=True):
    """All that differs, each kind in a fixed order. `candidates` are how many came and went."""

    claims: tuple[Changed[Claim], ...]
    sources: tuple[Changed[Source], ...]
    properties: tuple[Changed[Property], ...]
    entities: tuple[Changed[Entity], ...]
    decisions: tuple[Changed[Decision], ...]
    findings: tuple[FindingChange, ...]
    candidates: tuple[int, int] = (0, 0)

    @property
    def is_empty(self) -> bool:
        """Whether the two states say the same."""
        things = (self.claims, self.sources, self.properties, self.entities, self.decisions, self.findings)
        return not any(things) and not any(self.candidates)
