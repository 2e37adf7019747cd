"""`import`, and `export` as a table: between the files of a registry and a table of claims."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from cstofacts.cli import screen
from cstofacts.cli.options import ColorOption, RegistryOption
from cstofacts.cli.registries import find_registry, stop
from cstofacts.cli.screen import Color
from cstofacts.cli.status import FOUND
from cstofacts.cli.table_options import ColumnOption
from cstofacts.cli.tables import chosen_columns, stop_lacking
from cstofacts.files import replacing, write_whole
from cstofacts.language import count, joined, say
from cstofacts.model.problem import Problem
from cstofacts.registry import load
from cstofacts.registry.store import create_file
from cstofacts.reports import Format
from cstofacts.reports.json import escaped
from cstofacts.reports.sections import counted
from cstofacts.reports.text import problem_line
from cstofacts.tables import exchange
from cstofacts.tables.addresses import is_address
from cstofacts.tables.exchange import Row
from cstofacts.tables.facets import narrowing_of
from cstofacts.tables.files import files_of, problem
from cstofacts.tables.given import Given, given_of, unknown_column
from cstofacts.tables.imported import Imported
from cstofacts.tables.ingest import first_rows, wanted_columns
from cstofacts.tables.parquet import header_of, save_rows
from cstofacts.tables.rows import json_header, rows_of
from cstofacts.tables.vocabulary import read_vocabulary
from cstofacts.values.base import Fault


def export_rows(registry: Path | None, format: Format, output: Path | None) -> int:
    """Write the claims of a registry as a table; 1 when not everything could be read."""
    read = load(find_registry(registry))
    rows = exchange.rows_of_registry(read)
    if output is None:
        if format is Format.PARQUET:
            stop("Parquet is written to a file: name one with -o FILE")
        sys.stdout.writelines(map(_line, rows))
    else:
        _write(output, format, rows)
    if any(problem.is_error for problem in read.problems):
        screen.say_text(say("the report is incomplete: not everything could be read"))
        return FOUND
    return 0


def _write(output: Path, format: Format, rows: Iterator[Row]) -> None:
    try:
        if format is Format.PARQUET:
            with replacing(output) as path:
                save_rows(path, (tuple(row[name] for name in exchange.COLUMNS) for row in rows), {}, exchange.COLUMNS)
        else:
            write_whole(output, "".join(map(_line, rows)))
    except OSError as error:
        stop(f"{output} cannot be written: {error.strerror}")
    except ImportError as error:
        stop_lacking(error)
    screen.say_text(say("wrote {file} ({format})", file=output, format=format))


def _line(row: Row) -> str:
    return escaped(msgspec.json.encode({key: value for key, value in row.items() if value}).decode()) + "\n"


def import_rows(
    claims: Annotated[list[str], typer.Argument(metavar="FILES...", help="The files of the table, or a pattern in quotes.", show_default=False)],
    registry: RegistryOption = None,
    *,
    column: ColumnOption = None,
    color: ColorOption = Color.AUTO,
) -> None:
    """Write the claims of a table as files of a registry, one per source; no file that is there already is touched."""
    folder = find_registry(registry)
    if not folder.is_dir():
        stop(f"{folder} is no folder: name the registry with --registry DIR")
    if any(map(is_address, claims)):
        stop("a registry takes claims from files of this machine: copy them here first")
    paths = files_of(claims)
    if not paths:
        stop(say("no file is called {pattern}", pattern=", ".join(claims)))
    vocabulary, _ = read_vocabulary(folder)
    chosen = chosen_columns(column)
    if wrong := unknown_column(chosen, wanted_columns(vocabulary, {}), is_open=False):
        stop(wrong)
    try:
        given = given_of(paths, chosen, wanted_columns(vocabulary, chosen), {"jsonl": json_header, "parquet": header_of})
        by_source, problems, unread = _by_source(given)
    except ImportError as error:
        stop_lacking(error)
    imported = Imported(vocabulary, narrowing_of(vocabulary, given.columns))
    sets = frozenset(property.id for property in vocabulary.properties.values() if property.type == "set")
    written = 0
    for source, rows in by_source.items():
        text = exchange.file_of(source, imported.rows(source, rows), sets)
        fault = text if isinstance(text, Fault) else create_file(folder / file_name(source), text)
        if fault:
            problems.append(problem(str(folder / file_name(source)), fault.rule, fault.message))
        else:
            written += sum(not exchange.only_says_what(row) for row in rows)
    if given.unused:
        screen.say_text(say("columns that are not read: {columns}", columns=joined(list(given.unused))))
    screen.say(map(problem_line, problems), color)
    if unread > len({found.location for found in problems}):
        screen.say_text(count("{n} row could not be read", "{n} rows could not be read", unread))
    screen.say_text(say("wrote {claims} to {file}", claims=counted(written, "claim"), file=folder))
    raise typer.Exit(FOUND if problems else 0)


def _by_source(given: Given) -> tuple[dict[str, list[Row]], list[Problem], int]:
    """The rows of each source, what is wrong with the first that cannot be read, and how many these are."""
    by_source: dict[str, list[Row]] = {}
    problems: list[Problem] = []
    for one in given.files:
        for number, cells in rows_of(one.file, one.places, given.columns):
            row = {} if isinstance(cells, Fault) else dict(zip(given.columns, cells, strict=True))
            fault = cells if isinstance(cells, Fault) else _lack(row)
            if fault:
                problems.append(problem(one.file.path, fault.rule, fault.message, number))
            else:
                by_source.setdefault(row["source"].strip(), []).append(row)
    return by_source, [*given.problems, *first_rows(problems)], len({found.location for found in problems})


def _lack(row: Row) -> Fault | None:
    missing = exchange.lacking(row)
    return Fault("missing-key", f"a claim of a registry needs {', '.join(missing)}") if missing else None


def file_name(source: str) -> str:
    """The name of a source's file: its id, as far as that can be the name of a file."""
    name = re.sub(r"[^\w.-]+", "-", source).strip(".-") or "source"
    return f"{name}-source.yaml" if name in ("properties", "entities", "decisions") else f"{name}.yaml"
