"""The options that several commands share, and the completion of ids in the shell."""

import inspect
import os
from collections.abc import Callable
from enum import StrEnum
from functools import wraps
from pathlib import Path
from typing import Annotated, Any

import typer

from cstofacts.cli.configuration import name_file
from cstofacts.cli.screen import Color
from cstofacts.language import ENGLISH, LANGUAGES, speak
from cstofacts.model.finding import Standing
from cstofacts.reports import TableFormat
from cstofacts.values.base import Relation


class FailOn(StrEnum):
    """The threshold of exit status 1, from the worst relation on; agreement is no finding."""

    CONTRADICTS = Relation.CONTRADICTS.value
    UNDETERMINED = Relation.UNDETERMINED.value
    NOT_COMPARABLE = Relation.NOT_COMPARABLE.value
    UPDATES = Relation.UPDATES.value


class Language(StrEnum):
    """The languages that the program speaks."""

    AR = "ar"
    EN = "en"


def speak_language(given: Language | None = None) -> None:
    """Speak the language given, else the first of the variable LANGUAGE that is known, else English."""
    speak(given or language_of_environment() or ENGLISH)


def language_of_environment() -> str:
    """The first of the variable LANGUAGE that is known; empty when there is none."""
    wanted = os.environ.get("LANGUAGE", "").split(":")
    return next((language for name in wanted if (language := name.partition("_")[0]) in LANGUAGES), "")


def _speak_given(context: typer.Context, given: Language | None) -> Language | None:
    """Speak a language that was asked for, before anything else on the line is looked at; settings give way to the line and the environment."""
    if given and not (is_setting(context, "lang") and (_is_given_before(context) or language_of_environment())):
        speak(given)
    return given


def is_setting(context: typer.Context, option: str) -> bool:
    """Whether an option has its value from a file of settings."""
    source = context.get_parameter_source(option)
    return source is not None and source.name == "DEFAULT_MAP"


def _is_given_before(context: typer.Context) -> bool:
    """Whether --lang stands before the command's name."""
    return context.parent is not None and bool(context.parent.params.get("lang"))


def with_shared(command: Callable[..., None]) -> Callable[..., None]:
    """The command with the options --lang and --config, which are dealt with once they are read."""

    @wraps(command)
    def shared(*, lang: Language | None = None, config_file: str | None = None, **options: Any) -> None:  # noqa: ARG001 (their callbacks saw to it)
        command(**options)

    own, more = inspect.signature(command), {"lang": LangOption, "config_file": ConfigOption}
    asked = [inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=option) for name, option in more.items()]
    shared.__signature__ = own.replace(parameters=[*own.parameters.values(), *asked])  # type: ignore[attr-defined]
    shared.__annotations__ = command.__annotations__ | more
    return shared


def _take_file(given: str | None) -> str | None:
    name_file(given)
    return given


def _speak_for(format: TableFormat) -> TableFormat:
    """Speak English to programs, whatever people are spoken to in."""
    if format not in (TableFormat.MARKDOWN, TableFormat.TEXT):
        speak(ENGLISH)
    return format


def _ids(ctx: typer.Context, incomplete: str, *kinds: str) -> list[str]:
    """Ids that begin with what is typed, of the registry that the line names; none when it cannot be found."""
    from cstofacts.cli.ids import ids_of
    from cstofacts.cli.registries import nearest_registry

    given = ctx.params.get("registry")
    folder = Path(given).expanduser() if given else nearest_registry()
    known = ids_of(folder) if folder else None
    return [id for kind in kinds for id in getattr(known, kind, ()) if id.startswith(incomplete)]


def complete_source(ctx: typer.Context, incomplete: str) -> list[str]:
    """Complete the id of a source."""
    return _ids(ctx, incomplete, "sources")


def _complete_subject(ctx: typer.Context, incomplete: str) -> list[str]:
    return _ids(ctx, incomplete, "subjects")


def _complete_property(ctx: typer.Context, incomplete: str) -> list[str]:
    return _ids(ctx, incomplete, "properties")


def complete_claim(ctx: typer.Context, incomplete: str) -> list[str]:
    """Complete the id of a claim."""
    return _ids(ctx, incomplete, "claims")


def complete_finding(ctx: typer.Context, incomplete: str) -> list[str]:
    """Complete the id of a finding."""
    return _ids(ctx, incomplete, "findings")


def complete_speaker(ctx: typer.Context, incomplete: str) -> list[str]:
    """Complete the id of whoever is quoted."""
    return _ids(ctx, incomplete, "speakers")


def complete_any(ctx: typer.Context, incomplete: str) -> list[str]:
    """Complete the id of a finding or a claim."""
    return _ids(ctx, incomplete, "findings", "claims")


RegistryOption = Annotated[
    Path | None, typer.Option("--registry", metavar="DIR", help="Folder of the registry; else claims/ here or in a folder above.", show_default=False)
]
TextsOption = Annotated[
    Path | None, typer.Option("--texts", metavar="DIR", help="Folder of the sources' texts: with it quotes are verified.", show_default=False)
]
ColorOption = Annotated[Color, typer.Option("--color", help="When to colour; auto obeys NO_COLOR and FORCE_COLOR.")]
LangOption = Annotated[
    Language | None,
    typer.Option(
        "--lang", help="Language of what is written for people; else the first of LANGUAGE.", show_default=False, is_eager=True, callback=_speak_given
    ),
]
ConfigOption = Annotated[
    str | None,
    typer.Option(
        "--config",
        metavar="FILE",
        help='File of settings; else cstofacts.toml here or in a folder above; "" for none.',
        show_default=False,
        is_eager=True,
        callback=_take_file,
    ),
]
OutputOption = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help="Write to this file instead of stdout, which is -.",
        show_default=False,
        callback=lambda given: None if given == Path("-") else given,
    ),
]
FormatOption = Annotated[TableFormat, typer.Option("--format", help="How to print.", callback=_speak_for)]
SourceOption = Annotated[list[str] | None, typer.Option("--source", metavar="ID", help="Only of this source.", autocompletion=complete_source)]
SubjectOption = Annotated[
    list[str] | None,
    typer.Option("--subject", metavar="ID", help="Only about this subject.", autocompletion=_complete_subject),
]
PropertyOption = Annotated[
    list[str] | None,
    typer.Option("--property", metavar="ID", help="Only of this property.", autocompletion=_complete_property),
]
RelationOption = Annotated[list[Relation] | None, typer.Option("--relation", help="Only with this relation.")]
StandingOption = Annotated[list[Standing] | None, typer.Option("--standing", help="Only with this standing.")]
FailOnOption = Annotated[FailOn, typer.Option("--fail-on", help="The mildest relation that makes the exit status 1.")]
ExitZeroOption = Annotated[bool, typer.Option("--exit-zero", help="Exit 0 also when there are findings; 2 stays 2.")]
