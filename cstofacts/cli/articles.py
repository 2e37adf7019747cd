"""Read a text that a command names: a file, or stdin."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from cstofacts.cli.registries import stop
from cstofacts.evidence.document import Document
from cstofacts.evidence.texts import MAX_BYTES, document_of, read_text
from cstofacts.language import say
from cstofacts.values import date as dates
from cstofacts.values.base import Fault

STDIN = "-"

PublishedOption = Annotated[
    str | None,
    typer.Option("--published", metavar="DATE", help="Day of publication, from which 'yesterday' and weekdays are counted.", show_default=False),
]


def open_text(name: str, kind: str = "") -> Document:
    """The text of a file or of stdin (plain text), read as a kind (`.html`) where one is given; exit 2 with the reason when it cannot be read."""
    found = _read(name, kind)
    shown = "stdin" if name == STDIN else name
    if isinstance(found, Fault):
        stop(f"{shown}: {found.message}")
    if not found.text.strip():
        stop(say("{file} holds no text, so nothing was read", file=shown))
    return found


def _read(name: str, kind: str) -> Document | Fault:
    if name == STDIN:
        return document_of("stdin", kind or ".txt", sys.stdin.buffer.read(MAX_BYTES + 1))
    path = Path(name)
    try:
        if not path.exists():
            return Fault("text-not-found", say("there is no such file"))
        if not kind or not path.is_file():
            return read_text(path)
        return document_of(path.name, kind, path.read_bytes())
    except OSError as error:  # a name that is too long, a file that may not be read
        return Fault("text-unreadable", say("this file cannot be read: {reason}", reason=error.strerror))


def published_on(written: str | None) -> dates.Date | None:
    """The day of publication as typed, or exit 2 when it is no date."""
    found = dates.parse(written) if written else None
    if isinstance(found, Fault):
        stop(f"--published: {found.message}")
    return found
