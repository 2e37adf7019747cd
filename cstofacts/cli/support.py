"""`support`: who stands behind each side of a question, and what methods of truth discovery would pick. Advice only."""

import sys
from enum import StrEnum
from typing import Annotated

import typer

from cstofacts.cli import screen
from cstofacts.cli.options import ColorOption, RegistryOption, complete_finding
from cstofacts.cli.registries import known_or_stop, open_findings
from cstofacts.cli.screen import Color
from cstofacts.language import ENGLISH, speak
from cstofacts.model.finding import Finding


class SupportFormat(StrEnum):
    """How `support` prints."""

    JSON = "json"
    TEXT = "text"


def _speak_for(format: SupportFormat) -> SupportFormat:
    """Speak English to programs, whatever people are spoken to in."""
    if format is SupportFormat.JSON:
        speak(ENGLISH)
    return format


def support(
    question: Annotated[
        str | None, typer.Argument(metavar="[QUESTION]", help="subject/property, or a claim that answers it.", autocompletion=complete_finding)
    ] = None,
    registry: RegistryOption = None,
    *,
    format: Annotated[SupportFormat, typer.Option("--format", help="How to print.", callback=_speak_for)] = SupportFormat.TEXT,
    color: ColorOption = Color.AUTO,
) -> None:
    """Say who stands behind each side of a question, who relays whom, and what published methods would pick: advice, no verdict.

    Without a question, one line for each that has answers to pick from, with how the methods are divided.
    """
    from cstofacts.reports.support import advice_lines, overview_lines
    from cstofacts.reports.support_records import as_json
    from cstofacts.support.advice import advise
    from cstofacts.support.poll import poll_of

    read, findings = open_findings(registry)
    asked = findings if question is None else [_asked(question, findings)]
    poll = poll_of(findings, read)
    advised = [(finding, advise(finding, poll, read)) for finding in asked]
    if format is SupportFormat.JSON:
        told = advised if question else [(finding, advice) for finding, advice in advised if advice.contests]
        sys.stdout.write(as_json(told, poll.learned, read))
    elif question:
        screen.show(advice_lines(*advised[0], read, screen.width()), color)
    else:
        screen.show(overview_lines(advised, poll.learned, screen.width()), color)


def _asked(question: str, findings: list[Finding]) -> Finding:
    """The finding of that id, or that a claim of that id is part of; exit 2 when there is none."""
    known = {claim.id: finding for finding in findings for claim in finding.claims} | {finding.id: finding for finding in findings}
    return known_or_stop(question, known, "finding or claim")
