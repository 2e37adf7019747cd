"""The settings of a desk, in `cstofacts.toml` or in `[tool.cstofacts]` of `pyproject.toml`: where they are, and what they mean to options.

The search begins in the working folder and goes upwards; it ends with the first file that has settings, with the folder of a git repository, or with
the root. A `pyproject.toml` without the table is passed over. Most runs find no file, so what reads one is imported only then.
"""

import os
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path

from msgspec import Struct, field

from cstofacts.model.problem import Location
from cstofacts.model.severity import Severities
from cstofacts.values.base import DEFAULT_TOLERANCE

FILE = "cstofacts.toml"
PROJECT = "pyproject.toml"
TABLE = ("tool", "cstofacts")
"""The table of `pyproject.toml` that has the settings."""

# Every way of writing the table begins a line like this; the name of the program alone stands in many such files. Compiled once it is needed.
_TABLE_LINE = rb"""(?m)^[ \t]*\[?[ \t]*["']?tool["']?[ \t]*(?:[]=]|\.[ \t]*["']?cstofacts)"""

# The settings that are defaults of options, by the option's parameter.
OPTIONS = {"baseline": "baseline", "color": "color", "fail_on": "fail_on", "lang": "language", "registry": "registry", "texts": "texts"}

# What is in the environment of a run stands above a file.
VARIABLES_OF_COLOR = ("NO_COLOR", "FORCE_COLOR")


class Configuration(Struct, frozen=True):
    """The settings of a file: those that are defaults of options, as they would be typed, and the severities by the rule's code.

    `places` says where each was written, by the key or the rule's code. `path` is empty when there is no file.
    """

    path: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    severities: Severities = field(default_factory=dict)
    tolerance: Decimal = DEFAULT_TOLERANCE
    places: Mapping[str, Location] = field(default_factory=dict)


class _Named:
    """The file that the line names: None when it names none, "" when no file is to be read."""

    path: str | None = None


def name_file(path: str | None) -> None:
    """Take the settings from this file, or from none when it is ""; None names nothing."""
    if path is not None:
        _Named.path = path
        configuration.cache_clear()


def is_named() -> bool:
    """Whether the line says which file to read, or to read none."""
    return _Named.path is not None


@cache
def configuration() -> Configuration:
    """The settings that hold now. Exit 2 when they cannot be read; a shell that completes what is typed goes without."""
    path = find_file() if _Named.path is None else _Named.path
    if not path:
        return Configuration()
    from cstofacts.cli.settings import read_or_stop, read_settings  # few runs have settings

    if "_CSTOFACTS_COMPLETE" not in os.environ:
        return read_or_stop(Path(path))
    read = read_settings(Path(path))
    return read if isinstance(read, Configuration) else Configuration()


def find_file() -> str:
    """The nearest file with settings from the working folder upwards, as seen from there; empty when there is none."""
    return next((os.path.relpath(path) for folder in _folders() for path in _files(folder)), "")


def _folders() -> Iterator[str]:
    """The working folder and those above it, as far as settings reach; none when that folder is gone."""
    try:
        folder = Path.cwd()
    except FileNotFoundError:
        return
    for each in (folder, *folder.parents):
        yield str(each)
        if os.path.lexists(each / ".git"):
            return


def _files(folder: str) -> Iterator[str]:
    own, project = os.path.join(folder, FILE), os.path.join(folder, PROJECT)  # noqa: PTH118 (two paths per folder in every run)
    if os.path.lexists(own):
        yield own
    if os.path.isfile(project) and _has_table(project):  # noqa: PTH113 (as above)
        yield project


def _has_table(project: str) -> bool:
    """Whether a `pyproject.toml` has the table; one that cannot be read is somebody else's matter."""
    try:
        text = Path(project).read_bytes()
    except OSError:
        return False
    return b"cstofacts" in text and re.search(_TABLE_LINE, text) is not None


class Defaults:
    """What the options of every command are when nobody types them: looked up only then, so help and versions need no file."""

    def __init__(self, commands: Mapping[str, object], command: str = "") -> None:
        """Those of all commands, or of one."""
        self.commands, self.command = commands, command

    def get(self, name: str) -> "Defaults | str | None":
        """The defaults of a command, or what a command's option is by the settings."""
        if not self.command:
            return Defaults(self.commands, name) if name in self.commands else None
        if name not in OPTIONS or is_aside(self.command, name):
            return None
        return configuration().values.get(OPTIONS[name])


def is_aside(command: str, option: str) -> bool:
    """Whether settings say nothing about an option: about what `init` writes, and about colour when the environment says it.

    The rules are to be looked up also while a file of settings has mistakes.
    """
    if command in ("rule", "rules"):
        return True
    return (command, option) == ("init", "registry") or (option == "color" and any(map(os.environ.get, VARIABLES_OF_COLOR)))
