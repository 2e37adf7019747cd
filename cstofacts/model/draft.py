"""What a registry says to a draft: each value of the draft with the positions that confirm or contradict it."""

from enum import StrEnum

from msgspec import Struct

from cstofacts.model.candidate import Candidate
from cstofacts.model.finding import Side, Step
from cstofacts.values.base import Reason, Relation


class Stand(StrEnum):
    """How one position of the registry stands to a claim from outside.

    `confirms`: it commits to no less than the claim does. `fits`: both can be right, and it says less. `apart`: it speaks of something else, or of
    another time, or it cannot be decided.
    """

    CONFIRMS = "confirms"
    CONTRADICTS = "contradicts"
    FITS = "fits"
    APART = "apart"


class Held(Struct, frozen=True):
    """One position as it stands to a claim from outside, with the steps of the decision."""

    stand: Stand
    side: Side
    relation: Relation
    reason: Reason
    explanation: tuple[Step, ...]


class Told(StrEnum):
    """What a registry tells about one value of a draft, worst first.

    `contradicted`: every position that can be compared says otherwise, or fits without confirming it. `disputed`: sources confirm and contradict it.
    `unclear`: it cannot be decided, and the reason is given. `unheard`: no source answers such a question. `fits`: nothing speaks against it, and
    nothing confirms it.
    """

    CONTRADICTED = "contradicted"
    DISPUTED = "disputed"
    UNCLEAR = "unclear"
    UNHEARD = "unheard"
    FITS = "fits"
    CONFIRMED = "confirmed"


class Judged(Struct, frozen=True):
    """One value of a draft: what was read, what the registry tells, why, the question as it is asked, and every position on it."""

    candidate: Candidate
    shown: str
    told: Told
    why: str
    question: str = ""
    held: tuple[Held, ...] = ()


class Passage(Struct, frozen=True):
    """One sentence of a draft, its line (from 1), its values, and what in it could not be read."""

    text: str
    line: int
    judged: tuple[Judged, ...]
    unread: tuple[str, ...] = ()


class CheckedDraft(Struct, frozen=True):
    """A draft held against a registry; passages without any value have no judgement."""

    name: str
    passages: tuple[Passage, ...]

    def count(self, told: Told) -> int:
        """How many values were told so."""
        return sum(judged.told is told for passage in self.passages for judged in passage.judged)
