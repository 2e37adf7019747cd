"""What a command has to report, before any format is chosen."""

from msgspec import Struct, field

from cstofacts.model.claim import Claim, Source
from cstofacts.model.finding import Finding
from cstofacts.model.problem import Problem
from cstofacts.model.registry import Registry


class Run(Struct, frozen=True):
    """The run that made a report: when (UTC, as `2022-01-08 14:05`), and of what state of the registry.

    `commit` is that of the registry's files, or empty when git does not know them; `changed` says that files differ from it. `digest` is the
    SHA-256 of all files of the registry, names included.
    """

    made: str
    digest: str
    commit: str = ""
    changed: bool = False


class Report(Struct, frozen=True):
    """The tables to be printed; None leaves a table out, an empty one says that there is nothing.

    `contexts` holds by the claim's id what stands before and after its quote in the text, where a text was given.
    """

    registry: Registry
    sources: list[Source] | None = None
    claims: list[Claim] | None = None
    findings: list[Finding] | None = None
    problems: list[Problem] | None = None
    run: Run | None = None
    contexts: dict[str, tuple[str, str]] = field(default_factory=dict)
