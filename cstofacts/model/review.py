"""What a person is shown of a candidate before deciding on it, and what a review came to."""

from msgspec import Struct

from cstofacts.model.candidate import Candidate
from cstofacts.model.finding import Finding


class Around(Struct, frozen=True):
    """The sentence around a quote: what stands before it, the quote itself, and what stands behind it."""

    before: str
    quote: str
    behind: str


class Card(Struct, frozen=True):
    """One candidate with everything that a decision rests on.

    `around` is its sentence, or why that is not shown. `missing` says what keeps it from being accepted as it is; when nothing does, `finding` is
    what its question would come to, with the claim `claim` that it would be. `doubt` says what its quote is read as where that is not its value.
    """

    number: int
    total: int
    candidate: Candidate
    value: str
    around: Around | str
    missing: tuple[str, ...] = ()
    finding: Finding | None = None
    claim: str = ""
    doubt: str = ""


class Refused(Struct, frozen=True):
    """Why a key or an answer did nothing; `mendable` when an edit of the candidate can mend it."""

    message: str
    mendable: bool = False


class Tally(Struct, frozen=True):
    """What a review came to: how many candidates were accepted, rejected and skipped, how many still wait, and what it changed.

    `contradicted` are the findings in which a claim accepted in this review contradicts another, `unchecked` how many were accepted although their
    quotes could not be looked for in the text.
    """

    accepted: int
    rejected: int
    skipped: int
    left: int
    contradicted: tuple[Finding, ...] = ()
    unchecked: int = 0
