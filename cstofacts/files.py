"""Write a file whole or not at all."""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path


def write_whole(path: Path, text: str) -> None:
    """Write a file so that it is there whole or not at all, even when the machine stops; what was there before stays until then.

    The file keeps its mode, and a link stays a link. Raises OSError when it cannot be written.
    """
    path = _followed(path)
    if _is_no_file(path):
        with path.open("w", encoding="utf-8", newline="") as stream:  # a device or a pipe takes the text as it comes
            stream.write(text)
        return
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".cstofacts-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    _keep_name(path.parent)


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A name beside a file to write under; when all is written the file takes it over, whole, and when anything fails nothing is left.

    What is written may also be a folder of parts, with a file `_SUCCESS` in it.

    A run that is killed leaves a hidden file at most, which no pattern and no folder of tables has among its files.
    """
    path = _followed(path)
    if _is_no_file(path) and not (path / WHOLE).is_file():
        with tempfile.TemporaryDirectory() as folder:
            yield Path(folder, path.name)
            with path.open("wb") as stream, Path(folder, path.name).open("rb") as written:  # a device or a pipe takes the bytes as they come
                shutil.copyfileobj(written, stream)
        return
    temporary = Path(tempfile.mkdtemp(dir=path.parent, prefix=".cstofacts-")) / path.name
    try:
        yield temporary
        for file in temporary.iterdir() if temporary.is_dir() else [temporary]:
            _keep_content(file)
        if temporary.is_file():
            temporary.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
        _take_over(temporary, path)
    finally:
        shutil.rmtree(temporary.parent, ignore_errors=True)
    _keep_name(path.parent)


WHOLE = "_SUCCESS"
"""The file that says of a folder of parts that it is a table, and whole."""


def _take_over(temporary: Path, path: Path) -> None:
    """Give what was written its name; an earlier table of parts makes way, and any other folder stays."""
    if not (path / WHOLE).is_file():
        temporary.replace(path)
        return
    earlier = temporary.parent / "earlier"
    path.replace(earlier)
    try:
        temporary.replace(path)
    except OSError:
        earlier.replace(path)
        raise


def _keep_content(file: Path) -> None:
    with file.open("rb") as stream:
        os.fsync(stream.fileno())


def _is_no_file(path: Path) -> bool:
    """Whether a name is that of a device, a pipe or a folder; what is in /dev is never replaced."""
    return path.is_relative_to("/dev") or (path.exists() and not path.is_file())


def _followed(path: Path) -> Path:
    """Where a link leads, so that the link stays; a name in /dev is never replaced, even when it leads to a file."""
    return path if path.is_relative_to("/dev") else Path(os.path.realpath(path))


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _keep_name(folder: Path) -> None:
    """Have the new name itself on the disk; not every system can, and the file is whole either way."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
