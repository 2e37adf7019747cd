"""What stands in the files of a registry's folder, read once: what is understood of them and what is kept about them rest on the same bytes.

Nothing here is imported but what Python has loaded by itself anyway: a check that is known already should wait for nothing else.
"""

import os

from cstofacts.digest import digest_of, digest_of_list

DECISIONS = "decisions.yaml"
"""What people decided about findings; beside it the folder `decisions`, with one file per decision."""

_DECISIONS_FOLDER = "decisions/"
_SUFFIXES = (".yaml", ".yml")
_NO_FILE = "this is no file: move it elsewhere, or give it a name that does not end in .yaml"
_UNREADABLE = "this file cannot be read: {}; mend its link or its permissions, or take it away"


class Contents:
    """The bytes of the files that belong to a registry, by their path from its folder, in the order of their names.

    A file that cannot be read has for its bytes the sentence that says why. `fault` says why the folder itself cannot be listed, `fault_of_decisions`
    why its folder of decisions cannot; both are empty when nothing is wrong. `unread` are the YAML files in other folders below it, where none
    is read, and with a slash behind them the folders that cannot be listed.
    """

    def __init__(self, folder: str) -> None:
        """Read the files of a folder."""
        self.folder = folder
        self.fault, self.fault_of_decisions = "", ""
        names, decided = [], [DECISIONS] if os.path.lexists(os.path.join(folder, DECISIONS)) else []
        try:
            names = _names(folder)
        except OSError as error:
            self.fault = error.strerror or str(error)
        try:
            decided += _names(folder, DECISIONS.removesuffix(".yaml"))
        except OSError as error:
            self.fault_of_decisions = error.strerror or str(error)
        self.unread = [] if self.fault else _unread(folder)
        self.files = {name: _read(os.path.join(folder, name)) for name in names}
        self.decisions = {name: _read(os.path.join(folder, name)) for name in decided}
        self._digests: dict[str, str] = {}

    def content(self, name: str) -> bytes | str | None:
        """The bytes of one file, or the sentence that says why there are none; None when there is no file of that name."""
        return self.files.get(name, self.decisions.get(name))

    def digest(self, name: str) -> str:
        """What stands for the content of one file; empty when there is none of that name."""
        if name not in self._digests:
            self._digests[name] = _digest_of(self.content(name))
        return self._digests[name]

    @property
    def state(self) -> str:
        """What stands for all that was read: it differs when any file, name or fault does."""
        named = (part for name in (*self.files, *self.decisions) for part in (name, self.digest(name)))
        return digest_of_list(*map(os.fsencode, (self.fault, self.fault_of_decisions, str(len(self.unread)), *self.unread, *named)))


def _names(folder: str, below: str = "") -> list[str]:
    """The YAML files of a folder, or of one in it that need not be there: not its file of decisions, and not what editors and systems hide."""
    place = os.path.join(folder, below) if below else folder
    if below and not os.path.lexists(place):
        return []
    found = sorted(name for name in os.listdir(place) if _is_yaml(name))
    return [f"{below}/{name}" for name in found] if below else [name for name in found if name != DECISIONS]


def _is_yaml(name: str) -> bool:
    return os.path.splitext(name)[1].lower() in _SUFFIXES and not name.startswith(".")


def _unread(folder: str) -> list[str]:
    """The YAML files in the folders below a folder, but for its decisions; of a link to a folder only the files in that folder itself."""
    found: list[str] = []
    waiting = [""]
    while waiting:
        below = waiting.pop()
        try:
            with os.scandir(os.path.join(folder, below)) as entries:
                inside = [entry for entry in entries if not entry.name.startswith(".")]
        except OSError:
            found += [below] if below != _DECISIONS_FOLDER else []  # that one has a fault of its own
            continue
        linked = bool(below) and os.path.islink(os.path.join(folder, below[:-1]))
        for entry in inside:
            if _is_folder(entry):
                waiting += [f"{below}{entry.name}/"] if not linked else []
            elif _is_yaml(entry.name) and below not in ("", _DECISIONS_FOLDER):
                found.append(below + entry.name)
    return sorted(found)


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link to itself
        return False


def _read(path: str) -> bytes | str:
    try:
        if os.path.exists(path) and not os.path.isfile(path):  # reading a pipe would wait for ever
            return _NO_FILE
        with open(path, "rb") as stream:
            return stream.read()
    except OSError as error:
        return _UNREADABLE.format(error.strerror)


def _digest_of(content: bytes | str | None) -> str:
    if content is None:
        return ""
    return f"{type(content).__name__} {digest_of(content if isinstance(content, bytes) else content.encode()).hex()}"
