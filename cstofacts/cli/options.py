"""The options that several commands share, and the completion of ids in the shell."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from cstofacts.reports import Format
from cstofacts.values.base import Relation


class Color(StrEnum):
    """When to colour."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


class FailOn(StrEnum):
    """The threshold of exit status 1, from the worst relation on; agreement is no finding."""

    CONTRADICTS = Relation.CONTRADICTS.value
    UNDETERMINED = Relation.UNDETERMINED.value
    NOT_COMPARABLE = Relation.NOT_COMPARABLE.value
    UPDATES = Relation.UPDATES.value


def _ids(name: str, incomplete: str) -> list[str]:
    """Ids of one kind that begin with what is typed; none when the registry cannot be found."""
    from cstofacts.cli.registries import completions

    return [id for id in completions(name) if id.startswith(incomplete)]


def _complete_source(incomplete: str) -> list[str]:
    return _ids("sources", incomplete)


def _complete_subject(incomplete: str) -> list[str]:
    return _ids("subjects", incomplete)


def _complete_property(incomplete: str) -> list[str]:
    return _ids("properties", incomplete)


def complete_claim(incomplete: str) -> list[str]:
    """Complete the id of a claim."""
    return _ids("claims", incomplete)


def complete_any(incomplete: str) -> list[str]:
    """Complete the id of a finding or a claim."""
    return [*_ids("findings", incomplete), *_ids("claims", incomplete)]


RegistryOption = Annotated[
    Path | None, typer.Option("--registry", metavar="DIR", help="Folder of the registry; else claims/ here or in a folder above.", show_default=False)
]
ColorOption = Annotated[Color, typer.Option("--color", help="When to colour; auto obeys NO_COLOR and FORCE_COLOR.")]
FormatOption = Annotated[Format, typer.Option("--format", help="How to print.")]
SourceOption = Annotated[list[str] | None, typer.Option("--source", metavar="ID", help="Only of this source.", autocompletion=_complete_source)]
SubjectOption = Annotated[
    list[str] | None,
    typer.Option("--subject", metavar="ID", help="Only about this subject.", autocompletion=_complete_subject),
]
PropertyOption = Annotated[
    list[str] | None,
    typer.Option("--property", metavar="ID", help="Only of this property.", autocompletion=_complete_property),
]
RelationOption = Annotated[list[Relation] | None, typer.Option("--relation", help="Only with this relation.")]
FailOnOption = Annotated[FailOn, typer.Option("--fail-on", help="The mildest relation that makes the exit status 1.")]
ExitZeroOption = Annotated[bool, typer.Option("--exit-zero", help="Exit 0 also when there are findings; 2 stays 2.")]
