"""`log`: what was decided, by whom, when and why."""

from typing import Annotated

import typer

from cstofacts.cli import screen
from cstofacts.cli.options import ColorOption, RegistryOption, complete_finding
from cstofacts.cli.registries import known_or_stop, open_findings
from cstofacts.cli.screen import Color
from cstofacts.language import say
from cstofacts.reports.sections import counted
from cstofacts.reports.settlements import log_lines


def log(
    finding: Annotated[
        str | None, typer.Argument(metavar="[FINDING]", help="Only of this question: subject/property.", autocompletion=complete_finding)
    ] = None,
    registry: RegistryOption = None,
    *,
    color: ColorOption = Color.AUTO,
) -> None:
    """Print the history of decisions, the earliest first; nothing is ever deleted from it."""
    read, findings = open_findings(registry)
    if finding is not None:
        known_or_stop(finding, {id: id for id in (*(each.id for each in findings), *(each.question for each in read.decisions))}, "finding")
    listed = [decision for decision in read.decisions if finding in (None, decision.question)]
    screen.show(log_lines(listed, findings, read, screen.width()), color)
    screen.say_text(say("{decisions} listed", decisions=counted(len(listed), "decision")))
