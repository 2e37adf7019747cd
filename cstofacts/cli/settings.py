"""Read a file of settings: every key with its place, every mistake with what to do; a file with a mistake gives nothing.

A file can choose what is read, what is shown and what counts. It can name nothing that is run, and nothing that is written to.
"""

import tomllib
from pathlib import Path
from typing import Any

from msgspec import Struct

from cstofacts.cli import screen
from cstofacts.cli.configuration import PROJECT, TABLE, Configuration
from cstofacts.cli.registries import stop
from cstofacts.cli.setting_keys import KEYS, SEVERITY, meant
from cstofacts.cli.toml_lines import line_of, lines_of
from cstofacts.language import count
from cstofacts.model.problem import Location
from cstofacts.model.rules import RULES, code_of
from cstofacts.model.severity import Severity, refusal
from cstofacts.reports.inert import inert
from cstofacts.values.base import DEFAULT_TOLERANCE, Fault
from cstofacts.values.number import read_tolerance

# Settings with every key and rule take less than ten thousand characters.
_MOST = 1_000_000


class Mistake(Struct, frozen=True, order=True):
    """What is wrong in a file of settings, where, and what to do."""

    location: Location
    message: str


def read_or_stop(path: Path) -> Configuration:
    """The settings of a file; with a mistake in it all of them are said, and exit 2: half of what was set is not what was wanted."""
    read = read_settings(path)
    if isinstance(read, Configuration):
        return read
    for mistake in read:
        screen.say_text(f"{mistake.location}: {mistake.message}")
    return stop(count("{n} mistake in the settings: nothing was done", "{n} mistakes in the settings: nothing was done", len(read)))


def read_settings(path: Path) -> Configuration | list[Mistake]:
    """The settings of a file, or its mistakes in their order."""
    text = _text_of(path)
    if isinstance(text, Fault):
        return _refused(path, text)
    table = _table_of(path, text)
    if isinstance(table, Fault):
        return _refused(path, table)
    reader = _Reader(path, text)
    reader.read(table)
    return sorted(reader.mistakes) or reader.configuration()


def _refused(path: Path, fault: Fault) -> list[Mistake]:
    return [Mistake(Location(str(path)), inert(f'{fault.message}; mend it, name another file with --config FILE, or read none with --config ""'))]


def _text_of(path: Path) -> str | Fault:
    try:
        if path.exists() and not path.is_file():  # reading a pipe would wait for ever
            return _fault("this is no file")
        if path.stat().st_size > _MOST:
            return _fault(f"this is longer than {_MOST:,} bytes, as no settings are")
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        return _fault(f"this cannot be read: {error.strerror}")
    except UnicodeError:
        return _fault("this is not UTF-8 text")


def _table_of(path: Path, text: str) -> dict[str, Any] | Fault:
    """The settings as TOML has them: all of a `cstofacts.toml`, one table of a `pyproject.toml`."""
    try:
        table: Any = tomllib.loads(text)
    except ValueError as error:
        return _fault(f"this is not TOML: {error}")
    except RecursionError:
        return _fault("this is not TOML that anybody wrote: its lists lie too deep in one another")
    for name in _home_of(path):
        table = table.get(name, {}) if isinstance(table, dict) else table
    return table if isinstance(table, dict) else _fault(f"[{'.'.join(TABLE)}] is no table")


def _home_of(path: Path) -> tuple[str, ...]:
    return TABLE if path.name == PROJECT else ()


def _fault(message: str) -> Fault:
    return Fault("wrong-shape", message)


class _Reader:
    """The reading of one file."""

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self.lines = lines_of(text)
        self.values: dict[str, str] = {}
        self.severities: dict[str, Severity] = {}
        self.places: dict[str, Location] = {}
        self.mistakes: list[Mistake] = []

    def read(self, table: dict[str, Any]) -> None:
        """Read every key."""
        for key, value in table.items():
            if key == SEVERITY:
                self._read_severities(value)
            elif key in KEYS:
                self._keep(key, KEYS[key].read(value, self.path.parent))
            else:
                self._report(f"{key[:60]!r} is no setting{meant(key, [*KEYS, SEVERITY])}", key)

    def configuration(self) -> Configuration:
        """What was read."""
        tolerance = read_tolerance(self.values.get("tolerance", ""))
        chosen = DEFAULT_TOLERANCE if isinstance(tolerance, Fault) else tolerance
        return Configuration(str(self.path), self.values, self.severities, chosen, self.places)

    def _keep(self, key: str, value: str | Fault) -> None:
        if isinstance(value, Fault):
            self._report(f"{key}: {value.message}", key)
        else:
            self.values[key] = value
            self.places[key] = self._place(key)

    def _read_severities(self, table: Any) -> None:
        if not isinstance(table, dict):
            self._report(f'{SEVERITY} is a table of rules: write [{SEVERITY}], and below it a line such as CF701 = "off"', SEVERITY)
            return
        for name, word in table.items():
            severity = _severity_of(name, word, self.severities)
            if isinstance(severity, Fault):
                self._report(severity.message, SEVERITY, name)
            else:
                self.severities[_code_of(name)] = severity
                self.places[_code_of(name)] = self._place(SEVERITY, name)

    def _place(self, *keys: str) -> Location:
        return Location(str(self.path), line_of(self.lines, (*_home_of(self.path), *keys)))

    def _report(self, message: str, *keys: str) -> None:
        self.mistakes.append(Mistake(self._place(*keys), inert(message)))


def _code_of(name: str) -> str:
    """The code of the rule with this code or name; empty when there is none."""
    names = {rule.name for rule in RULES.values()}
    return name.upper() if name.upper() in RULES else code_of(name) if name in names else ""


def _severity_of(name: str, word: Any, given: dict[str, Severity]) -> Severity | Fault:
    """The severity that a rule is given, or why it cannot have it."""
    code = _code_of(name)
    if not code:
        names = [*RULES, *(rule.name for rule in RULES.values())]
        return _fault(f"there is no rule {name[:60]!r}{meant(name, names, '; `cstofacts rules` lists them')}")
    known = list(map(str, Severity))
    if not isinstance(word, str) or word not in known:
        return _fault(f"{name}: {repr(word)[:60]} is no severity{meant(str(word), known)}")
    if code in given:
        return _fault(f"{name}: the rule {code} has a severity already")
    why = refusal(code, Severity(word))
    return _fault(f"{code} {RULES[code].name}: {why}") if why else Severity(word)
