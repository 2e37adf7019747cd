"""What the extractor proposes."""

from msgspec import Struct, field

from cstofacts.model.claim import Certainty
from cstofacts.model.problem import Location
from cstofacts.values.base import Written


class Candidate(Struct, frozen=True, array_like=True):
    """A claim proposed by the extractor; never counted until a person accepts it.

    `type` is the reader that read the value, `value` as a registry file writes it, and `why` says how the value and its question were found. No
    subject or property: no question fits. `start` and `end` are the place of the quote in a text, `location` the place in a registry file: a
    candidate has the one or the other.
    """

    source: str
    type: str
    value: Written
    quote: str
    line: int
    subject: str = ""
    property: str = ""
    text: str = ""
    qualifiers: dict[str, str] = field(default_factory=dict)
    attribution: tuple[str, ...] = ()
    certainty: Certainty = Certainty.CERTAIN
    note: str = ""
    why: str = ""
    replaces: str = ""
    start: int = 0
    end: int = 0
    location: Location | None = None
