"""What the reconciler found out about one question."""

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from cstofacts.language import named
from cstofacts.model.claim import Claim
from cstofacts.values import Value
from cstofacts.values.base import Reason, Relation

if TYPE_CHECKING:  # few registries have decisions, or comments that ignore something
    from cstofacts.model.decision import Settlement, State
    from cstofacts.model.ignore import Ignore


class Standing(StrEnum):
    """How well a question is covered; support counts origins, not articles. `resolved` is what a person decided, whatever the sources say."""

    SINGLE_SOURCE = "single-source"
    CORROBORATED = "corroborated"
    DISPUTED = "disputed"
    RESOLVED = "resolved"
    UNVERIFIED = "unverified"


class Question(Struct, frozen=True):
    """What the claims of a finding answer: a property of a subject, asked in Arabic and English."""

    subject: str
    property: str
    ar: str
    en: str

    def __str__(self) -> str:
        """`subject/property`: an id made from content alone, so it stays the same whatever else is in the registry."""
        return f"{self.subject}/{self.property}"


class Side(Struct, frozen=True):
    """One position on a question: what is held, who holds it, and from how many origins it comes.

    `origins` are the bodies from which it comes, sorted: two articles relaying one body are one origin, and so are a body and its own part.
    `value` is what all its claims together commit to, `shown` the same as people read it, `scope` the qualifiers that set this position apart.
    """

    value: Value
    shown: str
    scope: tuple[str, ...]
    claims: tuple[Claim, ...]
    origins: tuple[str, ...]

    @property
    def sources(self) -> tuple[str, ...]:
        """The sources that hold it, sorted."""
        return tuple(sorted({claim.source for claim in self.claims}))


class Step(Struct, frozen=True):
    """One step of a decision and what it found."""

    name: str
    words: str

    def __str__(self) -> str:
        """One line of an explanation."""
        return f"{named('step', self.name)}: {self.words}"


class Pair(Struct, frozen=True):
    """How two sides (by their index) stand to each other, with one line for each step of the decision.

    `within` names the sources that hold both sides: a contradiction there is a source against itself.
    """

    left: int
    right: int
    relation: Relation
    reason: Reason
    explanation: tuple[Step, ...]
    within: tuple[str, ...] = ()

    @property
    def is_apparent_conflict(self) -> bool:
        """Whether the values look like rivals although they are about different things."""
        return self.reason is Reason.APPARENT_CONFLICT

    @property
    def is_self_contradiction(self) -> bool:
        """Whether one source contradicts itself here."""
        return self.relation is Relation.CONTRADICTS and bool(self.within)


class Finding(Struct, frozen=True):
    """The result about one question: all its sides, every pair compared, and the worst of them first.

    `relation` and `reason` are those of the worst pair; None when only one claim answers the question. `settlement` is what people decided about
    it, if anything; `references` are claims of outside facts about the same, which take no part in any comparison.
    `ignored` are the comments in the registry that ignore it.
    """

    question: Question
    standing: Standing
    sides: tuple[Side, ...]
    pairs: tuple[Pair, ...]
    notes: tuple[str, ...] = ()
    settlement: "Settlement | None" = None
    references: tuple[Claim, ...] = ()
    ignored: "tuple[Ignore, ...]" = ()

    @property
    def state(self) -> "State | None":
        """How the question stands by what people decided; None when nobody decided anything."""
        return self.settlement.state if self.settlement else None

    @property
    def is_resolved(self) -> bool:
        """Whether a person has decided, on just these claims."""
        return self.standing is Standing.RESOLVED

    @property
    def id(self) -> str:
        """The question's id."""
        return str(self.question)

    @property
    def relation(self) -> Relation | None:
        """The relation of the worst pair."""
        return self.pairs[0].relation if self.pairs else None

    @property
    def reason(self) -> Reason | None:
        """The reason of the worst pair."""
        return self.pairs[0].reason if self.pairs else None

    @property
    def is_self_contradiction(self) -> bool:
        """Whether a source contradicts itself on this question."""
        return any(pair.is_self_contradiction for pair in self.pairs)

    @property
    def is_apparent_conflict(self) -> bool:
        """Whether the worst to be said is that two values look like rivals and are not."""
        return bool(self.pairs) and self.pairs[0].is_apparent_conflict

    @property
    def claims(self) -> tuple[Claim, ...]:
        """All claims that answer the question, side by side."""
        return tuple(claim for side in self.sides for claim in side.claims)

    @property
    def sources(self) -> tuple[str, ...]:
        """All sources that answer the question, sorted."""
        return tuple(sorted({claim.source for claim in self.claims}))

    @property
    def origins(self) -> tuple[str, ...]:
        """All origins that answer the question, sorted."""
        return tuple(sorted({origin for side in self.sides for origin in side.origins}))

    @property
    def primary(self) -> Claim:
        """The claim to look at first: of the worst pair, the one whose side fewer origins hold."""
        if not self.pairs:
            return self.sides[0].claims[0]
        worst = self.pairs[0]
        left, right = self.sides[worst.left], self.sides[worst.right]
        return (right if len(right.origins) <= len(left.origins) else left).claims[0]
