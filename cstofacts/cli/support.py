"""`support`: who stands behind each side of a question, and what methods of truth discovery would pick. Advice only."""

import sys
from enum import StrEnum
from typing import Annotated

import typer

from cstofacts.cli import screen
from cstofacts.cli.options import ColorOption, RegistryOption, complete_finding
from cstofacts.cli.registries import known_or_stop, open_findings, stop
from cstofacts.cli.screen import Color
from cstofacts.cli.table_options import ClaimsOption, ColumnOption, EngineOption, InferOption, LimitOption, TableOptions
from cstofacts.language import ENGLISH, speak
from cstofacts.model.finding import Finding
from cstofacts.spelling import nearest


class SupportFormat(StrEnum):
    """How `support` prints."""

    JSON = "json"
    JSONL = "jsonl"
    TEXT = "text"


def _speak_for(format: SupportFormat) -> SupportFormat:
    """Speak English to programs, whatever people are spoken to in."""
    if format is not SupportFormat.TEXT:
        speak(ENGLISH)
    return format


def support(  # noqa: PLR0913 (each option is a parameter: that is how typer reads them)
    question: Annotated[
        str | None, typer.Argument(metavar="[QUESTION]", help="subject/property, or a claim that answers it.", autocompletion=complete_finding)
    ] = None,
    registry: RegistryOption = None,
    *,
    method: Annotated[
        list[str] | None, typer.Option("--method", metavar="NAME", help="Only what this method picks: sums, truthfinder.", show_default=False)
    ] = None,
    format: Annotated[SupportFormat, typer.Option("--format", help="How to print.", callback=_speak_for)] = SupportFormat.TEXT,
    claims: ClaimsOption = None,
    engine: EngineOption = None,
    column: ColumnOption = None,
    memory_limit: LimitOption = None,
    infer: InferOption = False,
    color: ColorOption = Color.AUTO,
) -> None:
    """Say who stands behind each side of a question, who relays whom, and what published methods would pick: advice, no verdict.

    Without a question, one line for each that has answers to pick from, with how the methods are divided.
    """
    methods = _methods(method)
    if claims:
        from cstofacts.cli.table_support import Wanted, support_table  # an engine costs more than all the rest

        options = TableOptions(claims, engine, column, memory_limit, infer, registry)
        raise typer.Exit(support_table(options, Wanted(question, methods, format.value, color)))
    from cstofacts.reports.support import advice_lines, overview_lines
    from cstofacts.reports.support_records import as_json, as_lines
    from cstofacts.support.advice import advise
    from cstofacts.support.poll import poll_of

    read, findings = open_findings(registry)
    asked = findings if question is None else [_asked(question, findings)]
    poll = poll_of(findings, read, methods)
    advised = [(finding, advise(finding, poll, read)) for finding in asked]
    if format is not SupportFormat.TEXT:
        told = advised if question else [(finding, advice) for finding, advice in advised if advice.contests]
        sys.stdout.write(as_json(told, poll.learned, read) if format is SupportFormat.JSON else as_lines(told, read))
    elif question:
        screen.show(advice_lines(*advised[0], read, screen.width()), color)
    else:
        contests = [(finding.id, contest) for finding, advice in advised for contest in advice.contests]
        screen.show(overview_lines(contests, poll.learned, screen.width()), color)


def _methods(chosen: list[str] | None) -> list[str]:
    """The methods that are asked for, in the order in which they are shown; exit 2 with a did-you-mean for another."""
    from cstofacts.support.poll import COUNTERS  # only this command waits for numpy

    for name in chosen or ():
        if name not in COUNTERS:
            meant = nearest(name, list(COUNTERS))
            stop(f"there is no method {name!r}: " + (f"did you mean {meant!r}?" if meant else f"write one of {', '.join(COUNTERS)}"))
    return [name for name in COUNTERS if not chosen or name in chosen]


def _asked(question: str, findings: list[Finding]) -> Finding:
    """The finding of that id, or that a claim of that id is part of; exit 2 when there is none."""
    known = {claim.id: finding for finding in findings for claim in finding.claims} | {finding.id: finding for finding in findings}
    return known_or_stop(question, known, "finding or claim")
