"""What comparing a table gives: one record per question that has more than one position, and the counts of all."""

from msgspec import Struct

from cstofacts.values.base import Reason, Relation

SummaryRow = tuple[str, str, str, str, str, str, int, str, str]
"""One position on a question, as `select.summary_of` gives it: subject, question, position, frame, low, high, claims, first, voices."""


Ranked = tuple[tuple[int, bool, int], str, str]
"""A question, so that what needs to be looked at most sorts first: the worst, then a source against itself, then what most sources speak of."""

Names = tuple[tuple[str, ...], tuple[str, ...]]
"""Who holds a position: the sources, and the origins, sorted."""

MOST_REMEMBERED = 10_000
"""Of what is remembered of sources, origins and the pairs of them that occur: few, each on very many questions."""


class Outcome(Struct, frozen=True, gc=False, cache_hash=True):
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

    `left_out` counts positions that were too many to be compared. `rows` are the others, and `held` says by whom each is held.
    """

    subject: str
    question: str
    outcome: Outcome
    claims: int
    left_out: int
    rows: list[SummaryRow]
    held: list[Names]

    @property
    def id(self) -> str:
        """The id of the finding on this question."""
        return f"{self.subject}/{self.question}"

    @property
    def ranked(self) -> Ranked:
        """The question with how much it needs to be looked at."""
        heard = sum(len(sources) for sources, _ in self.held)
        return (self.outcome.rank, not self.outcome.itself, -heard), self.subject, self.question


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
