"""What a command has to report, before any format is chosen."""

from msgspec import Struct

from cstofacts.model.claim import Claim, Source
from cstofacts.model.finding import Finding
from cstofacts.model.problem import Problem
from cstofacts.model.registry import Registry


class Report(Struct, frozen=True):
    """The tables to be printed; None leaves a table out, an empty one says that there is nothing."""

    registry: Registry
    sources: list[Source] | None = None
    claims: list[Claim] | None = None
    findings: list[Finding] | None = None
    problems: list[Problem] | None = None
