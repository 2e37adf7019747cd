"""The keys of a file of settings: what each means, and how what it says is read. A value is kept as it would be typed on the line."""

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from cstofacts.cli.options import FailOn
from cstofacts.cli.screen import Color
from cstofacts.language import LANGUAGES
from cstofacts.model.severity import Severity
from cstofacts.spelling import nearest
from cstofacts.values.base import Fault
from cstofacts.values.number import read_tolerance

SEVERITY = "severity"
"""The table of severities, by the rule's code or name."""

Reader = Callable[[Any, Path], str | Fault]


class Key(Struct, frozen=True):
    """One key: what it means, how its value is read (with the folder of the file), and the words that it takes, if it takes only some."""

    meaning: str
    read: Reader
    words: tuple[str, ...] = ()


def _text(value: Any) -> str | Fault:
    if not isinstance(value, str):
        return _fault(f"{str(value)[:40]} is no text: write it in quotation marks")
    return value if value.strip() else _fault("this is empty: write it, or leave the key out")


def _read_path(value: Any, folder: Path) -> str | Fault:
    """A path as seen from the working folder; in the file it begins at the file's own folder."""
    written = _text(value)
    if isinstance(written, Fault):
        return written
    return _fault("a path holds no NUL character") if "\0" in written else os.path.relpath(folder / Path(written).expanduser())


def _read_tolerance(value: Any, _: Path) -> str | Fault:
    written = _text(value) if isinstance(value, str) else _fault(f'{str(value)[:40]} is no tolerance: write a percentage as text, "10%"')
    tolerance = written if isinstance(written, Fault) else read_tolerance(written)
    return tolerance if isinstance(tolerance, Fault) else str(written)


def _one_of(words: Iterable[str]) -> Reader:
    known = [str(word) for word in words]

    def read(value: Any, _: Path) -> str | Fault:
        written = _text(value)
        if isinstance(written, Fault) or written in known:
            return written
        return _fault(f"{written[:60]!r} is unknown{meant(written, known)}")

    return read


def meant(word: str, known: list[str], otherwise: str = "") -> str:
    """What a word was most likely meant to be; else what may be written instead."""
    likely = nearest(word[:60], known)
    return f": did you mean {likely!r}?" if likely else otherwise or f"; write {', '.join(known)}"


def _fault(message: str) -> Fault:
    return Fault("wrong-shape", message)


def _words(meaning: str, words: Iterable[str]) -> Key:
    known = tuple(map(str, words))
    return Key(meaning, _one_of(known), known)


KEYS = {
    "registry": Key("Folder of the registry, from the folder of this file (--registry).", _read_path),
    "texts": Key("Folder of the sources' texts, from the folder of this file (--texts).", _read_path),
    "language": _words("Language of what is written for people (--lang).", LANGUAGES),
    "fail_on": _words("The mildest relation that makes the exit status 1 (--fail-on).", FailOn),
    "tolerance": Key('How far "about" reaches where a property names no tolerance: a percentage below 100, such as "10%".', _read_tolerance),
    "baseline": Key("File of the findings that are known, from the folder of this file (--baseline).", _read_path),
    "color": _words("When to colour (--color).", Color),
}


def schema() -> str:
    """A JSON Schema of `cstofacts.toml`, for editors."""
    keys = {name: {"type": "string", "description": key.meaning} | ({"enum": list(key.words)} if key.words else {}) for name, key in KEYS.items()}
    severity = {
        "type": "object",
        "description": "How much a rule weighs, by its code or name.",
        "additionalProperties": {"enum": list(Severity)},
    }
    whole = {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "cstofacts.toml",
        "type": "object",
        "properties": keys | {SEVERITY: severity},
        "additionalProperties": False,
    }
    return msgspec.json.format(msgspec.json.encode(whole), indent=2).decode() + "\n"
