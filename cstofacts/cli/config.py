"""`config`: the settings that hold, and where each comes from."""

import os
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import msgspec
import typer
from msgspec import Struct

from cstofacts.cli import screen
from cstofacts.cli.configuration import FILE, OPTIONS, PROJECT, TABLE, VARIABLES_OF_COLOR, Configuration, configuration, is_named
from cstofacts.cli.options import ColorOption, FailOn, FailOnOption, RegistryOption, TextsOption, language_of_environment
from cstofacts.cli.registries import nearest_registry
from cstofacts.cli.screen import Color
from cstofacts.cli.setting_keys import KEYS
from cstofacts.language import named, say, spoken
from cstofacts.model.problem import Location
from cstofacts.model.rules import RULES
from cstofacts.reports.inert import inert
from cstofacts.reports.json import escaped
from cstofacts.reports.layout import Line, column, columns, paragraph
from cstofacts.values.base import DEFAULT_TOLERANCE


class Origin(StrEnum):
    """Where a setting comes from, the strongest first."""

    COMMAND_LINE = "command line"
    ENVIRONMENT = "environment"
    FILE = "file"
    BUILT_IN = "built-in"


class ConfigFormat(StrEnum):
    """How the settings are printed."""

    TEXT = "text"
    JSON = "json"


class Row(Struct, frozen=True, omit_defaults=True):
    """One setting: what it is now, and where that comes from; for a severity `setting` is the rule's code."""

    setting: str
    value: str | None
    origin: Origin
    variable: str = ""
    path: str = ""
    line: int = 0


# No table cuts a setting; beyond this many columns one that is longer does not move the others.
_VALUE_WIDTH = 34


def config(  # noqa: PLR0913 (each option is a parameter: that is how typer reads them)
    context: typer.Context,
    registry: RegistryOption = None,
    *,
    texts: TextsOption = None,
    fail_on: FailOnOption = FailOn.CONTRADICTS,
    baseline: Annotated[Path | None, typer.Option("--baseline", metavar="FILE", help="File of the findings that are known.")] = None,
    format: Annotated[ConfigFormat, typer.Option("--format", help="How to print.")] = ConfigFormat.TEXT,
    color: ColorOption = Color.AUTO,
) -> None:
    """Print the settings that hold here, and where each comes from; options are shown as given on this line.

    The line stands above the environment, that above the file, and that above what is built in.
    """
    chosen = configuration()
    values = {"registry": registry or nearest_registry(), "texts": texts, "language": spoken(), "fail_on": fail_on, "baseline": baseline}
    values |= {"tolerance": chosen.values.get("tolerance", f"{DEFAULT_TOLERANCE * 100:.0f}%"), "color": color}
    rows = [_row(key, None if values[key] is None else str(values[key]), context, chosen) for key in KEYS]
    rules = [_of_file(code, severity.value, chosen) for code, severity in sorted(chosen.severities.items())]
    if format is ConfigFormat.JSON:
        typer.echo(escaped(msgspec.json.format(msgspec.json.encode({"settings": rows, "severity": rules}), indent=2).decode()))
        return
    screen.show(_lines(rows, rules, screen.width()), color)
    if not (chosen.path or is_named()):
        told = say("no file of settings: no {file} here or above, and no {project} with {table}", file=FILE, project=PROJECT, table=_TABLE)
        screen.say_text(told)


_TABLE = f"[{'.'.join(TABLE)}]"


def _row(key: str, value: str | None, context: typer.Context, chosen: Configuration) -> Row:
    """One setting with where it comes from."""
    option = next((option for option, of in OPTIONS.items() if of == key), "")
    source = context.get_parameter_source(option) if option else None
    given_before = option == "lang" and context.parent is not None and context.parent.params.get("lang")
    if given_before or (source is not None and source.name == "COMMANDLINE"):
        return Row(key, value, Origin.COMMAND_LINE)
    if variable := _variable(key):
        return Row(key, value, Origin.ENVIRONMENT, variable)
    return _of_file(key, value, chosen) if key in chosen.values else Row(key, value, Origin.BUILT_IN)


def _variable(key: str) -> str:
    """The environment's variable that says it; empty when none does."""
    if key == "language":
        return "LANGUAGE" if language_of_environment() else ""
    return next(filter(os.environ.get, VARIABLES_OF_COLOR), "") if key == "color" else ""


def _of_file(key: str, value: str | None, chosen: Configuration) -> Row:
    place = chosen.places[key]
    return Row(key, value, Origin.FILE, "", place.path, place.line)


def _lines(rows: list[Row], rules: list[Row], width: int) -> Iterator[Line]:
    """All settings in one table, below them the severities in another."""
    yield from _table([(row.setting, row) for row in rows], width)
    if rules:
        yield []
        yield from _table([(f"{row.setting} {RULES[row.setting].name}", row) for row in rules], width)


def _table(rows: list[tuple[str, Row]], width: int) -> Iterator[Line]:
    first = max(columns(name) for name, _ in rows)
    second = column((_shown(row) for _, row in rows), _VALUE_WIDTH)
    third = max(columns(_origin_words(row)) for _, row in rows)
    fits = first + second + third + 2 * len("  ") <= width
    for name, row in rows:
        value = inert(_shown(row))
        gap = " " * (second - columns(value)) + "  " if fits else ", "
        yield from paragraph(f"{name:<{first}}  ", f"{value}{gap}{_origin_words(row)}", width)


def _shown(row: Row) -> str:
    return row.value if row.value is not None else say("none")


def _origin_words(row: Row) -> str:
    """Where a setting comes from, as people read it: a place, a variable, or what it is called."""
    if row.origin is Origin.FILE:
        return str(Location(row.path, row.line))
    return f"{named('origin', row.origin)} ({row.variable})" if row.variable else named("origin", row.origin)
