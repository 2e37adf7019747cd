"""What reading a text for claims gives, before anything is written to a registry."""

from msgspec import Struct, field

from cstofacts.model.candidate import Candidate


class Asked(Struct, frozen=True):
    """A question that a value may answer: how well it fits, how surely its property and its subject are meant (each 0 to 1), and why.

    `qualifiers` are what the sentence says that narrows the value for this question, `unexplained` the words of its clause that say something else.
    """

    subject: str
    property: str
    score: float
    pointed: float
    certainty: float
    why: str
    qualifiers: dict[str, str] = field(default_factory=dict)
    unexplained: tuple[str, ...] = ()


class Sentence(Struct, frozen=True):
    """A sentence of a text: `text[start:end]` is verbatim, and stands in this line, counted from 1."""

    start: int
    end: int
    line: int


class Proposal(Struct, frozen=True):
    """A candidate with the questions that it may answer, the best first, and its sentence.

    `denied` are the words by which its clause denies it, `doubted` those by which its sentence denies anything. `others` are the names of the
    sentence that it may speak of instead (ids of entities behind `@`, and the words of unknown names), `dates` the other dates beside it.
    """

    candidate: Candidate
    questions: tuple[Asked, ...]
    sentence: Sentence
    denied: str = ""
    doubted: str = ""
    others: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()


class Unread(Struct, frozen=True):
    """Words of a text that hold a value which has two readings or lacks a datum: where, what kind of value, and why it is not read."""

    start: int
    end: int
    line: int
    type: str
    text: str
    why: str


class Resolved(Struct, frozen=True):
    """A date of a text that does not write its year in figures: where it stands, the date that it was read as, and how."""

    line: int
    text: str
    date: str
    why: str


class LeftOut(Struct, frozen=True):
    """Lines of a text (both counted from 1) that are page furniture and no part of the article, and what they were known by."""

    first: int
    last: int
    why: str


class Extracted(Struct, frozen=True):
    """What a text gave, each in its order."""

    sentences: tuple[Sentence, ...]
    proposals: tuple[Proposal, ...]
    unread: tuple[Unread, ...]
    resolved: tuple[Resolved, ...]
    left_out: tuple[LeftOut, ...]
