"""`export`: the discrepancy report, for people and for programs."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from cstofacts.cli import screen
from cstofacts.cli.options import ColorOption, OutputOption, RegistryOption, TextsOption
from cstofacts.cli.output import print_report
from cstofacts.cli.overwriting import keep_apart
from cstofacts.cli.registries import find_registry, open_findings, stop
from cstofacts.cli.run import run_of
from cstofacts.cli.screen import Color
from cstofacts.cli.status import FOUND
from cstofacts.cli.table_options import ClaimsOption, ColumnOption, EngineOption, InferOption, LimitOption, TableOptions
from cstofacts.files import write_whole
from cstofacts.language import ENGLISH, say, speak
from cstofacts.model.registry import Registry
from cstofacts.model.report import Report
from cstofacts.model.severity import is_failing
from cstofacts.reports import Format, render

SUFFIXES = {
    ".csv": Format.CSV,
    ".htm": Format.HTML,
    ".html": Format.HTML,
    ".json": Format.JSON,
    ".jsonl": Format.JSONL,
    ".jsonld": Format.ANNOTATIONS,
    ".md": Format.MARKDOWN,
    ".parquet": Format.PARQUET,
    ".txt": Format.TEXT,
}

BOM = "\ufeff"


# What people read; the other formats are for programs, and always in English.
_SPOKEN = (Format.HTML, Format.MARKDOWN, Format.TEXT)


def export(  # noqa: PLR0913 (each option is a parameter: that is how typer reads them)
    registry: RegistryOption = None,
    *,
    format: Annotated[
        Format | None,
        typer.Option("--format", help=f"How to write it; else as FILE ends ({', '.join(SUFFIXES)}), else markdown.", show_default=False),
    ] = None,
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="FILE", help="Write to this file instead of stdout, which is -.", show_default=False)
    ] = None,
    bom: Annotated[bool, typer.Option("--bom", help="Begin a CSV with a byte-order mark: some spreadsheets need it to read Arabic.")] = False,
    texts: TextsOption = None,
    claims: ClaimsOption = None,
    engine: EngineOption = None,
    column: ColumnOption = None,
    memory_limit: LimitOption = None,
    infer: InferOption = False,
    color: ColorOption = Color.AUTO,
) -> None:
    """Export the discrepancy report: all sources, claims and findings, and what could not be read.

    The formats parquet and rows hold the claims alone, as a table that `import` and --claims read. With --claims the findings of a table are
    exported, as csv, jsonl or parquet.
    """
    path = Path(output) if output and output != "-" else None
    format = format or SUFFIXES.get(path.suffix.lower() if path else "", Format.MARKDOWN)
    if claims:
        from cstofacts.cli.table_lists import export_table  # an engine costs more than all the rest

        raise typer.Exit(export_table(TableOptions(claims, engine, column, memory_limit, infer, registry), format, output if path else None))
    if path and "://" in str(output):
        stop(f"{output} is an address: a registry is exported to a file of this machine; copy it there")
    if format in (Format.PARQUET, Format.ROWS):
        from cstofacts.cli.exchange import export_rows  # few exports are for another program's tables

        raise typer.Exit(export_rows(registry, format, path))
    if bom and format is not Format.CSV:
        stop("--bom is for CSV only")
    if format not in _SPOKEN:
        speak(ENGLISH)
    folder = find_registry(registry)
    keep_apart({"--output": path}, folder)
    read, findings = open_findings(folder, texts=texts)
    run = run_of(folder) if format is Format.HTML else None
    contexts = _contexts(read, texts) if texts and format is Format.ANNOTATIONS else {}
    report = Report(read, list(read.sources.values()), read.claims, findings, read.problems, run, contexts)
    if path is None:
        sys.stdout.write(BOM if bom else "")
        print_report(report, format, color)
    else:
        _write_report(path, report, format, bom=bom)
    failing = [problem for problem in read.problems if is_failing(problem, read.severities)]
    if any(problem.is_error for problem in failing):
        screen.say_text(say("the report is incomplete: not everything could be read"))
    raise typer.Exit(FOUND if failing else 0)


def report(
    registry: RegistryOption = None,
    *,
    output: OutputOption = None,
    texts: TextsOption = None,
    color: ColorOption = Color.AUTO,
) -> None:
    """Write the discrepancy report as one HTML page: short for `export --format html`."""
    export(registry, format=Format.HTML, output=str(output) if output else None, texts=texts, color=color)


def _contexts(read: Registry, texts: Path) -> dict[str, tuple[str, str]]:
    from cstofacts.evidence.contexts import contexts_of  # only a run with texts needs to read them

    return contexts_of(read, texts)


def _write_report(output: Path, report: Report, format: Format, *, bom: bool) -> None:
    try:
        write_whole(output, (BOM if bom else "") + render(report, format))
    except OSError as error:
        stop(f"{output} cannot be written: {error.strerror}")
    screen.say_text(say("wrote {file} ({format})", file=output, format=format))
