"""`--watch`: a command that is run again whenever one of its files changes.

Files are looked at several times a second, by size and dates and never by asking the system to tell: that works on every system and on network
drives. What is being written is waited for a moment, so that half a file is seldom checked; when it is, the rest is a change of its own. On a
terminal each run takes the place of the one before, in a pipe it follows below a line with the time and the files that have changed.
"""

import gc
import io
import os
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NoReturn

import typer

from cstofacts.cli import screen
from cstofacts.cli.configuration import configuration
from cstofacts.cli.registries import stop
from cstofacts.language import joined, marked, say
from cstofacts.reports.inert import inert

# A save is noticed after half of it on average, and looked at once more after a moment: together with the check itself under a tenth of a second.
_EVERY = 0.025
_MOMENT = 0.008
_MOMENTS = 15

# At most this share of one core goes into looking, however many files there are.
_SHARE = 0.01

_MOST_NAMED = 5

Seen = dict[str, tuple[int, ...]]
"""What was seen of each file, by its path."""


def watch(context: typer.Context, registry: Path, *others: Path | None) -> NoReturn:
    """Run the command of a context, and again when a file of the registry or of these others changes; only Ctrl-C ends it."""
    settings = configuration().path
    watched = [registry, *(place for place in others if place), *([Path(settings)] if settings else [])]
    if Path("-") in watched or context.params.get("write_baseline"):
        stop("--watch reads again and again: stdin can be read but once, and a baseline is written without it")
    context.params |= {"registry": registry, "watch": False}  # this one, also when it is gone for a while
    if sys.stdout.isatty():
        sys.stdout.write("\n" * os.get_terminal_size().lines)  # what stands there moves up, and is not lost
    seen = look(watched)
    _show(context, "")
    while True:
        gc.collect()  # it goes on for long, and nobody waits now
        before, seen = seen, _next(watched, seen)
        _show(context, _changed(before, seen))


def _next(places: list[Path], seen: Seen) -> Seen:
    """Wait until something is seen that was not, and until it stays the same for a moment."""
    now, size = seen, screen.width()
    while now == seen and screen.width() == size:
        began = time.perf_counter()
        now = look(places)
        time.sleep(max(_EVERY, (time.perf_counter() - began) / _SHARE))
    for _ in range(_MOMENTS):
        time.sleep(_MOMENT)
        before, now = now, look(places)
        if before == now:
            break
    return now


def look(places: Iterable[Path]) -> Seen:
    """What can be seen of the files in some folders, and in the folders in them, without opening any."""
    return {path: marks for place in places for path, marks in _files(str(place))}


def _files(place: str) -> Iterator[tuple[str, tuple[int, ...]]]:
    try:
        with os.scandir(place) as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    yield from _files(entry.path)
                else:
                    yield entry.path, _marks(entry)
    except NotADirectoryError:
        yield place, _marks(Path(place))
    except OSError:  # gone, or going just now: that is seen as well
        return


def _marks(file: os.DirEntry[str] | Path) -> tuple[int, ...]:
    """What changes when a file does; the time of its last change of any kind cannot be set by hand."""
    try:
        status = file.stat()
    except OSError:  # a link that leads nowhere, or what has just gone
        return ()
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def _changed(before: Seen, now: Seen) -> str:
    """The files that came, went and changed, in words; none when it was the terminal that changed."""
    kinds = (
        (marked("changed: {files}"), [path for path in now if path in before and now[path] != before[path]]),
        (marked("new: {files}"), [path for path in now if path not in before]),
        (marked("gone: {files}"), [path for path in before if path not in now]),
    )
    return say("; ").join(say(kind, files=_named(paths)) for kind, paths in kinds if paths)


def _named(paths: list[str]) -> str:
    rest = [f"+{len(paths) - _MOST_NAMED}"] if len(paths) > _MOST_NAMED else []
    return joined([*map(inert, sorted(paths)[:_MOST_NAMED]), *rest])


def _show(context: typer.Context, changed: str) -> None:
    """Run the command once more, and show what it prints."""
    if not sys.stdout.isatty():
        if changed:
            sys.stdout.write(f"\n{time.strftime('%H:%M:%S')}  {changed}\n")
        _run(context)
        sys.stdout.flush()
        return
    streams, drawn = (sys.stdout, sys.stderr), _Drawn()
    sys.stdout, sys.stderr = drawn, drawn if streams[1].isatty() else streams[1]
    try:
        _run(context)
        screen.show([[], [(f"{time.strftime('%H:%M:%S')}  {changed or say('watching; Ctrl-C ends it')}", "dim")]])
    finally:
        sys.stdout, sys.stderr = streams
    sys.stdout.write(drawn.frame())
    sys.stdout.flush()


def _run(context: typer.Context) -> None:
    configuration.cache_clear()
    try:
        context.command.invoke(context)
    except typer.Exit:  # its status is for those who do not stay to read
        sys.stdout.flush()


class _Drawn(io.StringIO):
    """What is to be seen on the terminal next."""

    def isatty(self) -> bool:
        """It is for the terminal."""
        return True

    def frame(self) -> str:
        """It in place of what is seen now: line over line, so that nothing flickers; what does not fit scrolls, as it would by itself."""
        lines = self.getvalue().splitlines()
        fits = len(lines) < os.get_terminal_size().lines
        start = _TOP if fits else _CLEAR + _TOP
        return f"{_BEGIN}{start}{''.join(f'{line}{_REST_OF_LINE}{os.linesep}' for line in lines)}{_REST_OF_SCREEN}{_END}"


# A terminal that knows of synchronised updates shows a frame at once, any other takes no notice of its ends.
_BEGIN, _END = "\x1b[?2026h", "\x1b[?2026l"
_TOP, _CLEAR = "\x1b[H", "\x1b[2J"
_REST_OF_LINE, _REST_OF_SCREEN = "\x1b[K", "\x1b[J"
