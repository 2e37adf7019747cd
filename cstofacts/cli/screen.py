"""Print lines on the terminal, a pipe or a file: data on stdout, words about the run on stderr.

Rich is imported only where colour is wanted; a pipe gets the bare text. Nothing is ever interpreted: no markup, no emoji codes, no highlighting.
"""

import os
import shutil
import sys
from collections.abc import Iterable
from enum import StrEnum
from typing import TextIO

from cstofacts.reports.inert import inert
from cstofacts.reports.layout import UNLIMITED, Line


class Color(StrEnum):
    """When to colour."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


_THEME = {"title": "bold", "bad": "bold red", "warn": "yellow", "note": "cyan", "good": "green", "dim": "dim", "quote": "italic", "": ""}

# A terminal that does not say how wide it is.
_DEFAULT_SIZE = (80, 24)


def width() -> int:
    """The columns to fill: the terminal's, or what COLUMNS says; no limit for pipes and files."""
    if sys.stdout.isatty() or os.environ.get("COLUMNS", "").isdigit():
        return max(shutil.get_terminal_size(_DEFAULT_SIZE).columns, 40)
    return UNLIMITED


def show(lines: Iterable[Line], color: Color = Color.AUTO) -> None:
    """Print data on stdout."""
    _print(lines, sys.stdout, color)


def say(lines: Iterable[Line], color: Color = Color.AUTO) -> None:
    """Print words about the run on stderr."""
    _print(lines, sys.stderr, color)


def say_text(text: str) -> None:
    """Print one line about the run on stderr."""
    say([[(inert(text), "")]])


def _print(lines: Iterable[Line], stream: TextIO, color: Color) -> None:
    if not _wants_color(stream, color):
        stream.writelines(f"{''.join(text for text, _ in line)}\n" for line in lines)
        return
    from rich.console import Console
    from rich.text import Text

    # What Rich would make of NO_COLOR and TERM is decided already, and --color always stands above both.
    console = Console(
        file=stream, force_terminal=True, color_system="standard", no_color=False, emoji=False, markup=False, highlight=False, soft_wrap=True
    )
    for line in lines:
        console.print(Text.assemble(*((text, _THEME[style]) for text, style in line)))


def _wants_color(stream: TextIO, color: Color) -> bool:
    """What --color says; else NO_COLOR, FORCE_COLOR and TERM=dumb; else whether it is a terminal."""
    if color is not Color.AUTO:
        return color is Color.ALWAYS
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM", "dumb") != "dumb"
