"""What every run does to its streams, whatever it is about to print."""

import contextlib
import io
import os
import sys
from collections.abc import Callable

TYPE_CHECKING = False
if TYPE_CHECKING:  # typing itself is slow to import
    from typing import TextIO

_COULD_NOT = 2

# As a shell reports a program that SIGINT or SIGPIPE ended: whoever reads only the status takes neither for a verdict.
_INTERRUPTED = 130
_CLOSED = 141


def guarded(run: Callable[[], None]) -> None:
    """Run something; a closed pipe and Ctrl-C end it quietly, and output that cannot be written ends it with 2."""
    stdout = _open_streams()
    try:
        _flushed(run, stdout)
    except BrokenPipeError:
        _drop_output(stdout)
        sys.exit(_CLOSED)
    except KeyboardInterrupt:
        sys.exit(_INTERRUPTED)
    except OSError as error:
        _drop_output(stdout)
        sys.stderr.write(f"cstofacts: {error.strerror or error}\n")
        sys.exit(_COULD_NOT)


def _flushed(run: Callable[[], None], stdout: "TextIO") -> None:
    try:
        run()
    finally:
        stdout.flush()


def _open_streams() -> "TextIO":
    """Make stdout and stderr take every text whole: in UTF-8 whatever the locale says, and into nothing when they are closed."""
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 (open as long as the program)
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 (as above)
    sys.stdout, sys.stderr = _buffered(sys.stdout), _buffered(sys.stderr)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    return sys.stdout


def _buffered(stream: "TextIO") -> "TextIO":
    """A stream that writes all of a text or fails: one that PYTHONUNBUFFERED opened loses without a word what did not fit."""
    if isinstance(stream, io.TextIOWrapper) and isinstance(stream.buffer, io.RawIOBase):
        return io.TextIOWrapper(io.BufferedWriter(io.FileIO(stream.fileno(), "w", closefd=False)), encoding="utf-8", line_buffering=True)
    return stream


def _drop_output(stdout: "TextIO") -> None:
    """Send what is still buffered to nowhere, so that the interpreter's own flush at exit does not fail."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stdout.fileno())
