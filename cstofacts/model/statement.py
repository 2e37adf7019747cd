"""What is said of one question over time, what one body is quoted as saying, and who says nothing."""

from enum import StrEnum

from msgspec import Struct

from cstofacts.model.claim import Certainty, Claim, Source
from cstofacts.model.finding import Finding, Pair
from cstofacts.values import Value
from cstofacts.values.date import Date


class Turn(StrEnum):
    """How an answer stands to the one before it in time: higher or later, lower or earlier, the same, another, or not to be told."""

    RISE = "rise"
    FALL = "fall"
    SAME = "same"
    OTHER = "other"
    UNTOLD = "untold"


class Point(Struct, frozen=True):
    """One answer as of one time from one origin, its type, the claims that give it, and whether it contradicts another answer to the question."""

    as_of: Date | None
    value: Value
    type: str
    origin: str
    certainty: Certainty
    claims: tuple[Claim, ...]
    turn: Turn = Turn.UNTOLD
    is_contradicted: bool = False

    @property
    def sources(self) -> tuple[str, ...]:
        """The sources that give it, sorted."""
        return tuple(sorted({claim.source for claim in self.claims}))


class Series(Struct, frozen=True):
    """The answers about one thing, in the order of their times, those without a time last; `scope` holds the separators that set it apart."""

    scope: tuple[tuple[str, str], ...]
    points: tuple[Point, ...]
    is_reference: bool = False


class Hearing(Struct, frozen=True):
    """How a source stands to a question on which no claim of it counts.

    `superseded` are claims that it no longer makes, `waiting` how many candidates await review. `about` counts what it says of the same subject, and
    `is_earlier` says that it was published before the first time of which anybody speaks here.
    """

    source: Source
    superseded: tuple[Claim, ...] = ()
    waiting: int = 0
    about: int = 0
    is_earlier: bool = False


class Relay(Struct, frozen=True):
    """Two ways in which one body's words are relayed, and how they stand to each other."""

    finding: Finding
    pair: Pair
    speakers: tuple[str, ...]
    left: tuple[Claim, ...]
    right: tuple[Claim, ...]


class Statements(Struct, frozen=True):
    """What a person or body is quoted as saying.

    `bodies` are itself and the parts of it that speak too. `said` are claims of which one of these is the first speaker, `passed_on` those that
    they have from others, and `dispatched` those of articles that relay one of them and name no speaker.
    """

    entity: str
    bodies: tuple[str, ...]
    said: tuple[Claim, ...]
    passed_on: tuple[Claim, ...]
    dispatched: tuple[Claim, ...]
    relays: tuple[Relay, ...]

    @property
    def claims(self) -> tuple[Claim, ...]:
        """All of them."""
        return (*self.said, *self.passed_on, *self.dispatched)
