"""Change a file of a registry on the disk: one writer at a time, and the file is the old one or the new one at every moment."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from cstofacts.files import write_whole
from cstofacts.values.base import Fault

LOCK = ".cstofacts.lock"
"""The file in the folder of a registry that its writer locks. It is empty, and stays: taking it away would let two writers in."""

WAIT = 5.0
"""How many seconds a second writer waits; an edit takes some hundredths of one."""


def edit_file(path: Path, change: Callable[[str], str | Fault]) -> Fault | None:
    """Replace what a file says by what the change makes of it; None when it was done, or a fault, and then the file is as it was."""
    return _alone(path, lambda: _edit(path, change))


def create_file(path: Path, text: str) -> Fault | None:
    """Write a file that is not there yet; a fault when something of that name is."""
    return _alone(path, lambda: _create(path, text))


def _alone(path: Path, write: Callable[[], Fault | None]) -> Fault | None:
    """Do something to a file while no other program does anything to its folder."""
    if not path.parent.is_dir():  # the lock would make it
        return Fault("not-written", f"there is no folder {path.parent}: make it first, or mind its spelling")
    try:
        with _locked(path.parent):
            return write()
    except Timeout:
        return Fault("not-written", f"somebody else has been writing to {path.parent} for {WAIT:g} seconds: end that program, and repeat the command")
    except UnicodeError:
        return Fault("not-written", f"{path} is not UTF-8 text: save it as UTF-8, and repeat the command")
    except OSError as error:
        return Fault("not-written", f"{path} could not be written and is as it was: {error.strerror or error}")


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    with FileLock(folder / LOCK, timeout=WAIT):
        yield


def _edit(path: Path, change: Callable[[str], str | Fault]) -> Fault | None:
    if not path.is_file():  # reading a pipe would wait for ever
        return Fault("not-written", f"{path} is no file: it may have been moved meanwhile")
    old = path.read_bytes().decode("utf-8")
    new = change(old)
    if isinstance(new, Fault):
        return new
    if new != old:
        write_whole(path, new)
    return None


def _create(path: Path, text: str) -> Fault | None:
    if path.exists() or path.is_symlink():
        return Fault("not-written", f"{path} is there already: choose another name, or take it away first")
    write_whole(path, text)
    return None
