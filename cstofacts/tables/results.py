"""What comparing a table gives: one record per question that has more than one position, and the counts of all."""

from msgspec import Struct

from cstofacts.values.base import Reason, Relation


class Held(Struct, frozen=True):
    """One position on a question: what is held, by how many claims and sources, and by whom; of very many only the first are named."""

    value: str
    scope: dict[str, str]
    as_of: str
    hedged: bool
    claims: int
    sources: int
    named: tuple[str, ...]
    origins: tuple[str, ...]
    first: str


class Listed(Struct, frozen=True):
    """One question with its worst relation, and every position on it; `left_out` counts positions that were too many to be compared.

    `first` of a position is the id of its first claim.
    """

    id: str
    subject: str
    property: str
    relation: Relation
    reason: Reason
    between: bool
    itself: bool
    apparent: bool
    rank: tuple[int, bool, int]
    claims: int
    sides: tuple[Held, ...]
    left_out: int = 0


class Totals(Struct, frozen=True):
    """The counts of a table: its questions and claims, and of the questions those with a single claim, with several that say the same, and others."""

    questions: int
    claims: int
    single: int
    repeated: int
    agreed: int
    contested: int
    sources: int
    origins: int
