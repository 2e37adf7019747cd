"""`resolve`, `reopen` and `defer`: what a person decides about a finding, written into the registry."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from cstofacts.cli import screen
from cstofacts.cli.options import ColorOption, RegistryOption, complete_claim, complete_finding
from cstofacts.cli.registries import find_registry, known_or_stop, open_findings, stop
from cstofacts.cli.run import moment, user_name
from cstofacts.cli.screen import Color
from cstofacts.language import say
from cstofacts.model.decision import Decision, Ruling
from cstofacts.model.finding import Finding
from cstofacts.model.registry import Registry
from cstofacts.reconcile.settlements import judged, latest_of
from cstofacts.registry.decision_file import write_decision
from cstofacts.reports.inert import inert
from cstofacts.values.base import Fault


class Closing(StrEnum):
    """The rulings that close a question."""

    EXPLAINED = Ruling.EXPLAINED.value
    CONFIRMED = Ruling.CONFIRMED.value
    UNRESOLVABLE = Ruling.UNRESOLVABLE.value
    DISMISSED = Ruling.DISMISSED.value


# Of these somebody can go by a claim.
_GOING_BY = (Closing.EXPLAINED, Closing.CONFIRMED)

FindingArgument = Annotated[str, typer.Argument(metavar="FINDING", help="The finding: subject/property.", autocompletion=complete_finding)]
BecauseOption = Annotated[str, typer.Option("--because", metavar="TEXT", help="Why; whoever asks later will read it.")]
ByOption = Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who decides; else git's user.name.", show_default=False)]


def resolve(  # noqa: PLR0913 (each option is a parameter: that is how typer reads them)
    finding: FindingArgument,
    registry: RegistryOption = None,
    *,
    ruling: Annotated[
        Closing,
        typer.Option("--as", help="explained: no real difference; confirmed: they do differ; unresolvable: cannot be told; dismissed: no matter."),
    ],
    because: BecauseOption,
    accept: Annotated[
        list[str] | None, typer.Option("--accept", metavar="CLAIM", help="A claim of the finding to go by.", autocompletion=complete_claim)
    ] = None,
    by: ByOption = None,
    color: ColorOption = Color.AUTO,
) -> None:
    """Decide a question. The decision holds until a claim of the question is added, changed or withdrawn."""
    folder = find_registry(registry)
    read, found = _open(folder, finding)
    if accept and ruling not in _GOING_BY:
        stop(f"whoever goes by a claim has it explained or confirmed, not {ruling}: leave out --accept, or choose another --as")
    known = {claim.id: claim for claim in found.claims}
    accepted = {known_or_stop(id, known, f"claim of {found.id}").id for id in accept or ()}
    _write(folder, _decision(read, found, Ruling(ruling), (_name(by, folder), _filled("--because", because)), accepted), color)


def reopen(
    finding: FindingArgument,
    registry: RegistryOption = None,
    *,
    because: BecauseOption,
    by: ByOption = None,
    color: ColorOption = Color.AUTO,
) -> None:
    """Take back what was decided about a question: it is open again, and its history stays."""
    folder = find_registry(registry)
    read, found = _open(folder, finding)
    if found.settlement is None:
        stop(f"nothing was decided about {found.id}, so it is open")
    _write(folder, _decision(read, found, Ruling.REOPENED, (_name(by, folder), _filled("--because", because)), set()), color)


def defer(
    finding: FindingArgument,
    registry: RegistryOption = None,
    *,
    because: BecauseOption,
    by: ByOption = None,
    color: ColorOption = Color.AUTO,
) -> None:
    """Put a question off: it stays open and still counts, and it is noted who put it off and why."""
    folder = find_registry(registry)
    read, found = _open(folder, finding)
    _write(folder, _decision(read, found, Ruling.DEFERRED, (_name(by, folder), _filled("--because", because)), set()), color)


def _open(folder: Path, id: str) -> tuple[Registry, Finding]:
    read, findings = open_findings(folder)
    return read, known_or_stop(id, {finding.id: finding for finding in findings}, "finding")


def _name(given: str | None, folder: Path) -> str:
    return (
        _filled("--by", given) if given is not None else user_name(folder) or stop("who decides? git knows no user.name here: say it with --by NAME")
    )


def _filled(option: str, text: str) -> str:
    return text.strip() or stop(f"{option} is empty: say it")


def _decision(read: Registry, finding: Finding, ruling: Ruling, who_and_why: tuple[str, str], accepted: set[str]) -> Decision:
    """The decision, which takes the place of all that hold now."""
    by, because = who_and_why
    earlier = latest_of(decision for decision in read.decisions if decision.question == finding.id)
    claims = judged(finding.claims, accepted)
    return Decision(finding.id, ruling, by, f"{moment():%Y-%m-%dT%H:%M:%SZ}", because, claims, tuple(decision.id for decision in earlier))


def _write(folder: Path, decision: Decision, color: Color) -> None:
    written = write_decision(folder, decision)
    if isinstance(written, Fault):
        stop(written.message)
    screen.say([[(inert(say("wrote {file}", file=written)), "")]], color)
