"""One line on the terminal that says what a run over a table is at; it goes without a trace.

It is drawn on stderr, when that is a terminal, by a thread of its own, since an engine that is at work does not come back to tell: a few times a
second, and not before a second has passed. A pipe gets nothing, and no thread is started for it.
"""

import os
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import chain, islice
from stat import S_ISREG
from threading import Event, Thread
from typing import IO, TextIO, TypeVar

from cstofacts import stages
from cstofacts.cli.progress import AFTER, terminal
from cstofacts.language import count
from cstofacts.reports.inert import inert
from cstofacts.reports.sections import counted

Thing = TypeVar("Thing")

_EVERY = 0.25  # seconds: often enough to be seen to move

_DEFAULT_WIDTH = 80

_EMPTY = "\r\x1b[2K"


@contextmanager
def shown_stages() -> Iterator[None]:
    """Show what is going on, for a while, when there is a terminal to show it on."""
    stream = terminal()
    if stream is None:
        yield
        return
    with _own(stream) as own, stages.looked_on(line := Line(own)):
        line.thread.start()
        try:
            yield
        finally:
            line.over.set()
            line.thread.join()


@contextmanager
def _own(stream: TextIO) -> Iterator[IO[str]]:
    """The terminal by a way of one's own: while Spark starts, what is written to stderr goes elsewhere."""
    own = os.fdopen(os.dup(stream.fileno()), "w", encoding=stream.encoding, errors="backslashreplace")
    try:
        yield own
    finally:
        with suppress(OSError):  # the terminal was closed
            own.close()


class Line:
    """The line, if there is one already."""

    def __init__(self, stream: IO[str], after: float = AFTER) -> None:
        """Draw on a terminal, after so many seconds."""
        self.stream, self.after = stream, after
        self.began = time.monotonic()
        self.is_drawn = False
        self.over = Event()
        self.thread = Thread(target=self._look, daemon=True)

    def changed(self) -> None:
        """Take the line away: whatever is printed next finds the terminal as it was."""
        if self.is_drawn:
            self.is_drawn = False
            self._write(_EMPTY)

    def _look(self) -> None:
        wait = self.after
        while not self.over.wait(wait):
            wait = _EVERY
            with stages.LOCK:
                self.draw()

    def draw(self) -> None:
        """Draw what is to be seen now."""
        stage, share = stages.now()
        if stage:
            self.is_drawn = True
            self._write(_EMPTY + cut(words_of(stage, share, time.monotonic() - self.began), _width(self.stream) - 1))

    def _write(self, text: str) -> None:
        """Write on the terminal, unless a shell has put the run behind its own line; that it was closed is no reason to break off."""
        with suppress(OSError):
            if is_in_front(self.stream):
                self.stream.write(text)
                self.stream.flush()


def words_of(stage: stages.Stage, share: float, seconds: float) -> str:
    """A stage in one line: what it is, how many things are done, how much of a statement, and how long the run has taken."""
    done = [counted(stage.done, stage.unit)] if stage.done and stage.unit else []
    part = [f"{share:.0f}%"] if share > 0 else []
    return "  ".join([inert(stage.words), *done, *part, count("{n} second", "{n} seconds", int(seconds))])


def is_in_front(stream: IO[str]) -> bool:
    """Whether what is typed on a terminal goes to this process; of a terminal that is not its own, nobody can say."""
    try:
        return os.tcgetpgrp(stream.fileno()) == os.getpgrp()
    except OSError:
        return True


def _width(stream: IO[str]) -> int:
    try:
        return os.get_terminal_size(stream.fileno()).columns or _DEFAULT_WIDTH
    except OSError:
        return _DEFAULT_WIDTH


def cut(text: str, width: int) -> str:
    """The text, if it fits, else as much of it as does: a line that is broken could not be taken away."""
    from rich.cells import cell_len, set_cell_size  # only what takes long waits for it

    return text if cell_len(text) <= width else set_cell_size(text, max(width - 1, 0)) + "…"


def streamed(words: str, things: Iterable[Thing], stream: IO[str]) -> Iterator[Thing]:
    """Questions that are written to a stream as they come, with a line for them: to a file until the last, elsewhere until the first.

    What is written to a terminal is itself seen to move, and what reads a pipe may be on the same terminal.
    """
    things = iter(things)
    if _is_file(stream):
        with stages.stage(words, "question"):
            yield from things
        return
    with stages.stage(words):
        first = list(islice(things, 1))
    yield from chain(first, things)


def _is_file(stream: IO[str]) -> bool:
    try:
        return S_ISREG(os.fstat(stream.fileno()).st_mode)
    except OSError:
        return False
