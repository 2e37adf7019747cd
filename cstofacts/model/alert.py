"""What a check tells other programs: every problem and finding that needs a look, and what people have said about it."""

from enum import StrEnum

from msgspec import Struct, field

from cstofacts.model.finding import Finding
from cstofacts.model.problem import Location, Problem
from cstofacts.model.registry import Registry
from cstofacts.model.severity import Severity


class Hushed(StrEnum):
    """Why an alert no longer counts: somebody decided the question, or ignores it in the registry itself."""

    DECIDED = "decided"
    IGNORED = "ignored"


class Alert(Struct, frozen=True):
    """One problem or finding: where to look first, how much it weighs, and what it says in one line.

    `print` stands for its content, whatever its lines are. `known` says whether a baseline knows it, and is None without a baseline. `failing` says
    that it makes the exit status 1. `because` is the reason given by whoever hushed it.
    """

    code: str
    severity: Severity
    location: Location
    message: str
    print: str
    finding: Finding | None = None
    known: bool | None = None
    failing: bool = False
    hushed: Hushed | None = None
    because: str = ""


class Checked(Struct, frozen=True):
    """A registry as checked: the findings that are told of, those that make the exit status 1, and the digest of each finding's content, by id.

    `known` holds the findings that a baseline knows, and is None without one. `root` is the folder from which other programs count their paths,
    `folder` that of the registry, and `texts` that of the articles' texts, or empty. `moved` are the places of claims whose quotes stand in other
    lines than they say. `compared` are all findings that were reconciled, and `left_out` says of how many of them is not told, and why.
    """

    registry: Registry
    findings: list[Finding]
    failing: frozenset[str]
    prints: dict[str, str]
    known: frozenset[str] | None = None
    root: str = ""
    folder: str = ""
    texts: str = ""
    moved: frozenset[Location] = frozenset()
    status: int = 0
    compared: list[Finding] = field(default_factory=list)
    left_out: tuple[str, ...] = ()

    @property
    def problems(self) -> list[Problem]:
        """The faults of the registry that are not ignored."""
        return self.registry.problems
