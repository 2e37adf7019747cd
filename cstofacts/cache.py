"""A cache on the disk: bytes by key, which may be gone or broken at any time and never make a difference but of time.

A key is a digest of all that decides what is kept under it, this program included. An entry carries a digest of its key and content, and what
does not fit its own is as good as absent. Each entry is a file, written beside its place and then moved there: it is whole or not there, whoever
writes, and whatever is killed meanwhile. What cannot be written is not kept, and nobody is told.

`CSTOFACTS_CACHE` names another folder, or is `off`. Else it is `cstofacts` in `XDG_CACHE_HOME` or in the system's folder of caches. The folder
belongs to one person: another's, or one that others may write to, is not used.
"""

import contextlib
import os
import stat
import sys
from time import time

from cstofacts import __version__
from cstofacts.digest import SIZE, digest_of, digest_of_list

VARIABLE = "CSTOFACTS_CACHE"
OFF = "off"

FORMAT = "1"
"""Of what is kept; a new one when the same key would stand for something else."""

MOST_BYTES = 256 * 2**20
"""Above it the entries that were not asked for the longest go, down to three quarters of it: a registry of 100,000 claims takes a fifth of it."""

UNUSED = 30 * 86400
"""An entry that nobody asked for in this many seconds goes."""

# How often the entries are looked through, and how old the date of an entry may get before use renews it, in seconds.
_TIDY_EVERY = 3600
_RENEW_AFTER = 86400

_TIDIED = "tidied"


class Cache:
    """The entries of one folder; of none when the name is empty."""

    def __init__(self, folder: str) -> None:
        """Use a folder, which is made once something is to be kept."""
        self.folder = folder
        self._tidied = False

    def __bool__(self) -> bool:
        """Whether anything can be kept."""
        return bool(self.folder)

    def get(self, key: str) -> bytes | None:
        """What is kept under a key, or None."""
        if not self.folder:
            return None
        try:
            if not _is_own(self.folder):
                return None
            found = _read(f"{self.folder}/{key}")
        except OSError:
            return None
        content = found[SIZE:]
        return content if found[:SIZE] == _seal(key, content) else None

    def put(self, key: str, content: bytes) -> None:
        """Keep something under a key, if that can be."""
        if not self.folder:
            return
        with contextlib.suppress(OSError):
            os.makedirs(self.folder, mode=0o700, exist_ok=True)
            if _is_own(self.folder):
                _write(self.folder, key, _seal(key, content) + content)
                self._tidy()

    def _tidy(self) -> None:
        if not self._tidied:
            self._tidied = True
            tidy(self.folder)


def open_cache() -> Cache:
    """The cache that the environment names, or the usual one."""
    given = os.environ.get(VARIABLE, "")
    if given:
        return Cache("" if given.lower() == OFF else os.path.abspath(given))
    home = _home_of_caches()
    return Cache(f"{home}/cstofacts" if home else "")


def _home_of_caches() -> str:
    """The folder in which programs keep what they can make again; empty when there is none."""
    if os.path.isabs(os.environ.get("XDG_CACHE_HOME", "")):
        return os.environ["XDG_CACHE_HOME"]
    if sys.platform == "win32":
        return os.environ.get("LOCALAPPDATA", "")
    home = os.path.expanduser("~")
    within = "Library/Caches" if sys.platform == "darwin" else ".cache"
    return f"{home}/{within}" if os.path.isabs(home) else ""


def key_of(*parts: str | bytes) -> str:
    """The key of what these parts, and this program, decide."""
    return digest_of_list(stamp().encode(), *(part if isinstance(part, bytes) else os.fsencode(part) for part in parts))


_STAMPS: list[str] = []


def stamp() -> str:
    """What stands for this program: its version and files, as Python itself tells whether a module has changed, and what else is installed."""
    if not _STAMPS:
        home = os.path.dirname(__file__)
        installed = [f"{path} {_modified(path)}" for path in sys.path if path.endswith("-packages")]
        files = [f"{path[len(home) :]} {size} {modified}" for path, size, modified in sorted(_files(home))]
        _STAMPS.append("\n".join([FORMAT, __version__, sys.version, *installed, *files]))
    return _STAMPS[0]


def _files(folder: str) -> list[tuple[str, int, int]]:
    """The files in a folder and in those below it, each with its size and the moment of its last change."""
    found = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                found += _files(entry.path) if entry.name != "__pycache__" else []
            else:
                status = entry.stat()
                found.append((entry.path, status.st_size, status.st_mtime_ns))
    return found


def _modified(path: str) -> int:
    try:
        return os.stat(path).st_mtime_ns
    except OSError:
        return 0


def _is_own(folder: str) -> bool:
    """Whether a folder belongs to this person, and nobody else may write to it."""
    status = os.stat(folder)
    return not hasattr(os, "getuid") or (status.st_uid == os.getuid() and not status.st_mode & 0o022)


def _seal(key: str, content: bytes) -> bytes:
    """The digest of an entry, which no other content and no other key has."""
    return digest_of(key.encode(), content)


def _read(path: str) -> bytes:
    """What a file holds; its date is renewed now and then, so that what is in use stays."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with open(handle, "rb") as stream:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode) or status.st_size > MOST_BYTES:  # reading a pipe would wait for ever
            return b""
        if status.st_mtime < time() - _RENEW_AFTER:
            os.utime(path)
        return stream.read()


def _write(folder: str, name: str, content: bytes) -> None:
    """Write a file whole or not at all; one that two programs write at once is that of the last."""
    temporary = f"{folder}/.{name}.{os.getpid()}"
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        with open(handle, "wb") as stream:
            stream.write(content)
        os.replace(temporary, f"{folder}/{name}")
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise


def tidy(folder: str, *, every: int = _TIDY_EVERY, most: int = MOST_BYTES) -> None:
    """Take away what nobody asked for in a long time, and what is too much; at most once in so many seconds."""
    now = time()
    with contextlib.suppress(OSError):
        if os.stat(f"{folder}/{_TIDIED}").st_mtime > now - every:
            return
    _write(folder, _TIDIED, b"")
    entries = sorted(_aged(folder), reverse=True)
    kept, limit = 0, most if sum(size for _, size, _ in entries) <= most else most * 3 // 4
    for modified, size, path in entries:
        kept += size
        abandoned = f"{os.sep}." in path[len(folder) :] and modified < now - every
        if kept > limit or modified < now - UNUSED or abandoned:
            with contextlib.suppress(OSError):
                os.unlink(path)


def _aged(folder: str) -> list[tuple[float, int, str]]:
    """The entries of the cache, each with when it was last asked for and its size; none that a person put there."""
    found = []
    for entry in os.scandir(folder):
        if entry.name != _TIDIED and _is_entry(entry.name):
            with contextlib.suppress(OSError):
                status = entry.stat(follow_symlinks=False)
                found.append((status.st_mtime, status.st_size, entry.path))
    return found


def _is_entry(name: str) -> bool:
    """Whether a file is one that this module wrote: `CSTOFACTS_CACHE` may name a folder with something else in it."""
    own = name.removeprefix(".").partition(".")[0]
    return len(own) == SIZE * 2 and set(own) <= set("0123456789abcdef")
