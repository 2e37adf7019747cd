"""What comparing a table gives: one record per question that has more than one position, and the counts of all."""

from collections.abc import Collection

from msgspec import Struct

from cstofacts.values.base import Reason, Relation

SummaryRow = tuple[str, str, str, str, str, str, int, str, str]
"""One position on a question, as `select.summary_of` gives it: subject, question, position, frame, low, high, claims, first, voices."""


Names = tuple[Collection[str], Collection[str]]
"""Who holds a position: the sources, and the origins."""


class Outcome(Struct, frozen=True, gc=False):
    """The worst relation between the positions on a question with its reason, the same that a finding has, and how it ranks, worst first.

    `between` says that one source contradicts another, `itself` that one contradicts itself.
    """

    rank: int
    relation: Relation
    reason: Reason
    between: bool
    itself: bool


class Listed(Struct, frozen=True, gc=False):
    """One question, what comparing the positions on it came to, and how many claims answer it.

    `heard` counts the sources of all positions, `left_out` positions that were too many to be compared. `rows` are the others, and `held` says by
    whom each is held.
    """

    subject: str
    question: str
    outcome: Outcome
    heard: int
    claims: int
    left_out: int
    rows: tuple[SummaryRow, ...]
    held: tuple[Names, ...]

    @property
    def id(self) -> str:
        """The id of the finding on this question."""
        return f"{self.subject}/{self.question}"

    @property
    def rank(self) -> tuple[int, bool, int]:
        """The worst first, then a source against itself, then what most sources speak of."""
        return self.outcome.rank, not self.outcome.itself, -self.heard


class Totals(Struct, frozen=True):
    """The counts of a table: its questions and claims, its sources and origins.

    Of the questions some have a single claim, some several claims of one source that say the same, some sources that agree, some several positions.
    """

    questions: int
    claims: int
    single: int
    repeated: int
    agreed: int
    contested: int
    sources: int
    origins: int
