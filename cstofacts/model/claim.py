"""Sources and what they assert."""

from enum import StrEnum

from msgspec import Struct, field

from cstofacts.model.problem import Location
from cstofacts.values import Value
from cstofacts.values.date import Date


class Certainty(StrEnum):
    """How firmly a source puts it."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    ALLEGED = "alleged"
    CONDITIONAL = "conditional"


class Evidence(StrEnum):
    """What is known of a quote's standing in its source text.

    `verified` verbatim; `verified-normalised` but for spaces, invisible characters, vowel signs, letter forms, digits of another script and
    punctuation; `altered` when a word differs; `not-found` when nothing like it is there; `no-text` when there is no text to look in.
    """

    VERIFIED = "verified"
    VERIFIED_NORMALISED = "verified-normalised"
    ALTERED = "altered"
    NOT_FOUND = "not-found"
    NO_TEXT = "no-text"


class Version(Struct, frozen=True, array_like=True):
    """An earlier version of an article that was edited: the day from which it no longer stands, and its own text where that was kept."""

    until: Date | None = None
    text_file: str = ""
    text_sha256: str = ""


class Source(Struct, frozen=True, array_like=True):
    """A document that asserts, with the body that it relays (`origin`, an entity) and the hash of its text.

    Title, dates and text are those of the article as it is now; `versions` are the earlier ones, the oldest first. A reference is a document of
    outside facts: `citation` says where they stand, and `valid` when they hold. `reliability` is the registry's own grade, A to F, if it gives one.
    """

    id: str
    title: str
    location: Location
    publisher: str = ""
    language: str = ""
    published: Date | None = None
    published_from: str = ""
    origin: str = ""
    url: str = ""
    text_file: str = ""
    text_sha256: str = ""
    furniture: tuple[tuple[int, int], ...] = ()
    versions: tuple[Version, ...] = ()
    is_reference: bool = False
    citation: str = ""
    valid: Date | None = None
    reliability: str = ""


class Claim(Struct, frozen=True, array_like=True):
    """One assertion of one source: what was written beside what was understood.

    `attribution` runs from the nearest speaker to the first; `origin` is the first speaker, or else the body that the source relays, or
    else the source itself. `qualifiers` hold entity ids, and `as_of` its date as written; the date itself is in `as_of`. `superseded` is the date
    from which the article no longer says this, and `replaces` the id of a superseded claim whose place this one takes. `credibility` is the grade
    (1 to 6) that the registry gives the information, if any.
    """

    id: str
    source: str
    subject: str
    property: str
    text: str
    value: Value
    quote: str
    line: int
    origin: str
    location: Location
    qualifiers: dict[str, str] = field(default_factory=dict)
    as_of: Date | None = None
    attribution: tuple[str, ...] = ()
    certainty: Certainty = Certainty.CERTAIN
    note: str = ""
    evidence: Evidence = Evidence.NO_TEXT
    superseded: Date | None = None
    replaces: str = ""
    credibility: str = ""
