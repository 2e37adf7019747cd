"""What people decide about a finding, and how a question stands by it."""

from enum import StrEnum

from msgspec import Struct

from cstofacts.model.problem import Location


class Ruling(StrEnum):
    """What was decided about a question.

    `explained`: the difference has a reason, and is none. `confirmed`: the sources do differ. `unresolvable`: it cannot be told with what is known.
    `dismissed`: it matters to nobody. `deferred` puts it off, and `reopened` takes back what was decided before; with both it stays open.
    """

    EXPLAINED = "explained"
    CONFIRMED = "confirmed"
    UNRESOLVABLE = "unresolvable"
    DISMISSED = "dismissed"
    DEFERRED = "deferred"
    REOPENED = "reopened"

    @property
    def closes(self) -> bool:
        """Whether the question needs nobody after it."""
        return self not in (Ruling.DEFERRED, Ruling.REOPENED)


class Judged(Struct, frozen=True, array_like=True):
    """A claim as it was when it was judged: `content` is the digest of all that it said, and `accepted` that the person goes by it."""

    id: str
    source: str
    value: str
    quote: str
    content: str
    accepted: bool = False


class Decision(Struct, frozen=True, array_like=True):
    """One ruling of one person on one question, with the claims that were judged; never changed, only followed by another.

    `decided` is the moment (UTC, as `2022-01-08T14:05:09Z`), and `follows` holds the ids of the decisions that it takes the place of.
    """

    question: str
    ruling: Ruling
    by: str
    decided: str
    because: str
    claims: tuple[Judged, ...]
    follows: tuple[str, ...] = ()
    location: Location = Location("")

    @property
    def id(self) -> str:
        """The digest of all that it says."""
        claims = [[claim.id, claim.source, claim.value, claim.quote, claim.content, claim.accepted] for claim in self.claims]
        return digest([self.question, self.ruling, self.by, self.decided, self.because, claims, list(self.follows)])

    @property
    def accepted(self) -> tuple[str, ...]:
        """The ids of the claims that the person goes by."""
        return tuple(claim.id for claim in self.claims if claim.accepted)


def digest(content: list[object]) -> str:
    """Sixteen hexadecimal digits that stand for texts, the same on every machine."""
    import json  # neither is needed where nothing was decided
    from hashlib import blake2b

    return blake2b(json.dumps(content).encode(), digest_size=8).hexdigest()


class ChangeKind(StrEnum):
    """What happened to a claim since a decision."""

    ADDED = "added"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"


class Change(Struct, frozen=True):
    """A claim that is not as it was when it was judged, with its value before and after; empty where it was not there."""

    kind: ChangeKind
    claim: str
    before: str = ""
    after: str = ""


class State(StrEnum):
    """How a question stands by what was decided about it.

    `contested`: two decisions were made side by side, neither knowing of the other, and say different things of the same claims.
    """

    RESOLVED = "resolved"
    REOPENED = "reopened"
    DEFERRED = "deferred"
    CONTESTED = "contested"


class Settlement(Struct, frozen=True):
    """What holds for a question: the latest decision, or several that contest one another; and what has changed in the claims since.

    `accepted` are the claims that the person goes by, by the ids that they have now.
    """

    decisions: tuple[Decision, ...]
    changes: tuple[Change, ...] = ()
    accepted: tuple[str, ...] = ()

    @property
    def decision(self) -> Decision:
        """The latest decision."""
        return self.decisions[-1]

    @property
    def state(self) -> State:
        """How the question stands."""
        if len(self.decisions) > 1:
            return State.CONTESTED
        if self.decision.ruling is Ruling.DEFERRED:
            return State.DEFERRED
        return State.RESOLVED if self.decision.ruling.closes and not self.changes else State.REOPENED
