"""`export`: the discrepancy report, for people and for programs."""

from pathlib import Path
from typing import Annotated

import typer

from cstofacts.cli import screen
from cstofacts.cli.options import ColorOption, RegistryOption, TextsOption
from cstofacts.cli.output import print_report
from cstofacts.cli.registries import open_findings, stop
from cstofacts.cli.screen import Color
from cstofacts.cli.status import FOUND
from cstofacts.files import write_whole
from cstofacts.model.report import Report
from cstofacts.reports import Format, render

SUFFIXES = {".csv": Format.CSV, ".json": Format.JSON, ".jsonl": Format.JSONL, ".md": Format.MARKDOWN, ".txt": Format.TEXT}


def export(
    registry: RegistryOption = None,
    *,
    format: Annotated[
        Format | None,
        typer.Option("--format", help=f"How to write it; else as FILE ends ({', '.join(SUFFIXES)}), else markdown.", show_default=False),
    ] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to this file instead of stdout.")] = None,
    texts: TextsOption = None,
    color: ColorOption = Color.AUTO,
) -> None:
    """Export the discrepancy report: all sources, claims and findings, and what could not be read."""
    read, findings = open_findings(registry, texts=texts)
    report = Report(read, list(read.sources.values()), read.claims, findings, read.problems)
    format = format or SUFFIXES.get(output.suffix.lower() if output else "", Format.MARKDOWN)
    if output is None:
        print_report(report, format, color)
    else:
        _write_report(output, report, format)
    if any(problem.is_error for problem in read.problems):
        screen.say_text("the report is incomplete: not everything could be read")
        raise typer.Exit(FOUND)


def _write_report(output: Path, report: Report, format: Format) -> None:
    try:
        write_whole(output, render(report, format))
    except OSError as error:
        stop(f"{output} cannot be written: {error.strerror}")
    screen.say_text(f"wrote {output} ({format})")
