"""What came of taking an article into a registry."""

from enum import StrEnum

from msgspec import Struct

from cstofacts.model.candidate import Candidate
from cstofacts.model.claim import Claim
from cstofacts.model.extraction import Extracted


class Came(StrEnum):
    """How an article stands to what the registry had of its source: a new source, the same text again, or an edited text."""

    NEW = "new"
    AGAIN = "again"
    EDITED = "edited"


class Unfit(Struct, frozen=True):
    """A value of a text that was not written down, and why."""

    line: int
    text: str
    why: str


class Sifted(Struct, frozen=True):
    """The candidates of a text that are worth a person's time, those that are not (`noise` counts them by reason), and what is `unfit`."""

    taken: tuple[Candidate, ...]
    noise: tuple[tuple[str, int], ...]
    unfit: tuple[Unfit, ...]


class Correction(Struct, frozen=True):
    """A claim that the article no longer makes, and the candidate that would take its place, if there is one."""

    claim: Claim
    candidate: Candidate | None


class Edit(Struct, frozen=True):
    """What an edit of the article did to what was read before: how many claims stand, and which of them in another line or another sentence.

    `corrections` are the claims that it no longer makes, `dropped` the waiting candidates whose quotes are gone.
    """

    until: str
    kept: int = 0
    moved: int = 0
    reworded: tuple[Claim, ...] = ()
    corrections: tuple[Correction, ...] = ()
    dropped: tuple[Candidate, ...] = ()
    compared: bool = False


class Altered(Struct, frozen=True):
    """A figure that differs between two paragraphs of nearly the same words: in this line of the article, and in that of the other text."""

    line: int
    other_line: int
    here: str
    there: str


class Wording(Struct, frozen=True):
    """What an article has in common with another source, word for word.

    `paragraphs` and `share` (of the words, 0 to 1) come from the other's text, and with `whole` all words are the same. Where there is no text of the
    other, `quotes` says how many of its longer quotes stand in the article, `of` how many it has.
    """

    source: str
    paragraphs: int = 0
    share: float = 0.0
    whole: bool = False
    lines: tuple[tuple[int, int], ...] = ()
    altered: tuple[Altered, ...] = ()
    quotes: int = 0
    of: int = 0


class Intake(Struct, frozen=True):
    """What came of an article: its candidates that are new, what the text gave besides, and what became of an earlier version."""

    source: str
    path: str
    came: Came
    sifted: Sifted
    read: Extracted
    wording: tuple[Wording, ...] = ()
    waiting: int = 0
    edit: Edit | None = None
