"""`extract`: what a text may claim, before anything is saved."""

import sys
from enum import StrEnum
from typing import Annotated

import typer
from msgspec.structs import replace

from cstofacts.cli import screen
from cstofacts.cli.articles import PublishedOption, open_text, published_on
from cstofacts.cli.options import ColorOption, RegistryOption
from cstofacts.cli.registries import read_vocabulary
from cstofacts.cli.screen import Color
from cstofacts.extract.candidates import extract as extract_from
from cstofacts.extract.candidates import without_repeats
from cstofacts.extract.vocabulary import vocabulary_of
from cstofacts.language import ENGLISH, speaking
from cstofacts.reports.candidates import as_json, candidate_lines


class ExtractFormat(StrEnum):
    """How `extract` prints."""

    JSON = "json"
    TEXT = "text"


def extract(  # noqa: PLR0913 (each option is a parameter: that is how typer reads them)
    file: Annotated[str, typer.Argument(metavar="FILE", help="The text: .txt, .md, .html, .docx, or - for stdin.")],
    registry: RegistryOption = None,
    *,
    published: PublishedOption = None,
    html: Annotated[bool, typer.Option("--html", help="Read FILE as a web page, whatever it is called; of it only the main text counts.")] = False,
    format: Annotated[ExtractFormat, typer.Option("--format", help="How to print.")] = ExtractFormat.TEXT,
    color: ColorOption = Color.AUTO,
) -> None:
    """List the figures, dates, durations and lists of a text, each with the question that it may answer; nothing is saved."""
    document = open_text(file, ".html" if html else "")
    read = read_vocabulary(registry)
    with speaking(ENGLISH):  # the readers give their reasons in English, to people and to programs
        found = extract_from(document.text, vocabulary_of(read), published_on(published))
    found = replace(found, proposals=tuple(without_repeats(found.proposals)))
    if format is ExtractFormat.JSON:
        sys.stdout.write(as_json(document.name, document.sha256, found))
    else:
        screen.show(candidate_lines(document.name, found, read, screen.width()), color)
