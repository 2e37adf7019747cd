"""What comparing a table gives: one record per question that has more than one position, and the counts of all."""

from msgspec import Struct

from cstofacts.values.base import Reason, Relation

SummaryRow = tuple[str, str, str, int, str, str]
"""One position on a question, as `select.summary_of` gives it: subject, question, position, claims, first, voices."""


class Listed(Struct, frozen=True, gc=False):
    """One question with its worst relation, the positions on it, and how many claims answer it.

    `between` says that one source contradicts another, `itself` that one contradicts itself. `rank` puts the worst first.
    `left_out` counts positions that were too many to be compared.
    """

    id: str
    subject: str
    property: str
    relation: Relation
    reason: Reason
    between: bool
    itself: bool
    rank: tuple[int, bool, int]
    rows: tuple[SummaryRow, ...]
    claims: int
    left_out: int = 0


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
