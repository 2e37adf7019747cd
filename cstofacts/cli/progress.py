"""A bar on the terminal for work that takes more than a second; it goes without a trace when the work is done.

It is drawn on stderr, when that is a terminal, by the work itself as it goes along: no thread draws between the lines of anything else, and
nothing is imported for it before the second has passed.
"""

import os
import sys
import time
from typing import TYPE_CHECKING, TextIO

from cstofacts.language import say
from cstofacts.progress import follow

if TYPE_CHECKING:
    from rich.progress import Progress

AFTER = 1.0
"""Work that takes fewer seconds is not worth a word."""

# An eye sees no more of it, in seconds; and when nobody works for so long, what follows is other work.
_EVERY = 0.1
_REST = 0.5


def show_progress() -> None:
    """Draw a bar from now on for whatever takes long, when there is a terminal to draw on."""
    if stream := terminal():
        follow(Bar(stream))


def terminal() -> TextIO | None:
    """The terminal to draw on, if there is one: stderr, also while what is printed is heard, kept or drawn elsewhere."""
    stream = sys.__stderr__
    return stream if stream is not None and stream.isatty() and os.environ.get("TERM", "dumb") != "dumb" else None


class Bar:
    """The bar of the work that is going on, if it has one already."""

    def __init__(self, stream: TextIO, after: float = AFTER) -> None:
        """Draw on a terminal, after so many seconds."""
        self.stream, self.after = stream, after
        self.began = self.drawn = self.heard = float("-inf")
        self.progress: Progress | None = None

    def at(self, what: str, done: int, total: int) -> None:
        """Draw how far the work has come, when it is time."""
        now = time.monotonic()
        if now - self.heard > max(_REST, self.after) and not self.progress:
            self.began = now
        self.heard = now
        if now - self.began >= self.after and now - self.drawn >= _EVERY:
            self.drawn = now
            self._draw(what, done, total)

    def _draw(self, what: str, done: int, total: int) -> None:
        if self.progress is None:
            self.progress = _progress(self.stream)
            self.progress.start()
            self.progress.add_task("")
        [task] = self.progress.task_ids
        self.progress.update(task, description=say(what), completed=done, total=total)
        self.progress.refresh()

    def ended(self) -> None:
        """Take the bar away: whatever is printed next finds the line as it was."""
        if self.progress:
            self.progress.stop()
            self.progress = None


def _progress(stream: TextIO) -> "Progress":
    from rich.console import Console  # only what takes long waits for it
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn())
    console = Console(file=stream, soft_wrap=True)
    return Progress(*columns, console=console, auto_refresh=False, transient=True, redirect_stdout=False, redirect_stderr=False)
