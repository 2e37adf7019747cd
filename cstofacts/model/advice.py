"""What counting and published methods make of a question: advice, and no part of any verdict.

A side is named by its index in the finding.
"""

from msgspec import Struct


class Relay(Struct, frozen=True):
    """How a side reached the registry: from a source through whom it relays to the first who said it, and the body that is counted for that.

    `silent` are those of the claims that have no vote, since they only report an allegation, a possibility or a condition.
    """

    chain: tuple[str, ...]
    counted: str
    claims: tuple[str, ...]
    silent: tuple[str, ...] = ()


class Opinion(Struct, frozen=True):
    """What one method makes of the sides that compete: those it picks (several are a tie), the score of each, its trust in each origin if any."""

    method: str
    picks: tuple[int, ...]
    scores: dict[int, float]
    trust: dict[str, float] | None = None

    @property
    def is_tie(self) -> bool:
        """Whether the method cannot tell its best sides apart."""
        return len(self.picks) > 1


class Contest(Struct, frozen=True):
    """Sides about one thing at one time, and what each method picks among them.

    `together` are the pairs of sides that can be right together though others stand against both, `undecided` those of which that is not known;
    `lone` says that no side has more than one origin.
    """

    sides: tuple[int, ...]
    opinions: tuple[Opinion, ...]
    together: tuple[tuple[int, int], ...]
    undecided: tuple[tuple[int, int], ...]
    lone: bool

    @property
    def tally(self) -> dict[tuple[int, ...], int]:
        """How many methods make each pick, the most frequent first."""
        counts: dict[tuple[int, ...], int] = {}
        for opinion in self.opinions:
            counts[opinion.picks] = counts.get(opinion.picks, 0) + 1
        return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


class Voter(Struct, frozen=True):
    """An origin, by how many answers to how many contested questions of the registry its trust is estimated."""

    origin: str
    answers: int
    contested: int


class Learned(Struct, frozen=True):
    """What trust is estimated from: all votes of the registry."""

    votes: int
    origins: int
    questions: int
    contested: int


class Advice(Struct, frozen=True):
    """All that is said of one question: who relays whom on each side, what competes, and on what the trust in its origins stands."""

    finding: str
    relays: tuple[tuple[Relay, ...], ...]
    contests: tuple[Contest, ...]
    voters: tuple[Voter, ...]
    learned: Learned
