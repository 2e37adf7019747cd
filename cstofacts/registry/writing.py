"""How an entry of a registry file is written: one line for each key, and quotation marks where YAML or a reader of the file needs them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from unicodedata import category

from cstofacts.registry.nodes import MAX_SCALAR
from cstofacts.registry.places import Plain
from cstofacts.values.base import Fault

Writable = str | int | Sequence["Writable"] | Mapping[str, "Writable"]
"""What a field may hold: a text or whole number, or a list of such, or a mapping to such."""

Entry = Mapping[str, Writable]
"""The fields of an entry, in their order."""

QUOTED = frozenset({"note", "publisher", "published_from", "quote", "text", "title", "why"})
"""Keys whose texts are always in double quotes: what was copied, and what is written in one's own words."""

# Plain in a block and between brackets: no mark of YAML at the beginning, none of its separators within, and no word that others read as nothing.
_PLAIN = re.compile(r"(?!\.\.\.$|---|-(?: |$)|(?:~|null|Null|NULL)$)[\w~./+(-](?:[\w~./+()' -]*[\w~./+()'-])?")
_PLAIN_TIME = re.compile(r"[\w.+-]+(?::[\w.+-]+)+")
_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}

# What nobody sees: control characters, marks of direction, separators of lines, what is private, unassigned or no character at all. The two joiners
# are letters to Arabic script and Persian, and stay.
_UNSEEN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})
_JOINERS = "\u200c\u200d"


def fault_of(value: object) -> Fault | None:
    """Why something cannot be written, or None."""
    if isinstance(value, Mapping):
        return next(filter(None, (*map(fault_of, value), *map(fault_of, value.values()))), None)
    if isinstance(value, Iterable) and not isinstance(value, str):
        return next(filter(None, map(fault_of, value)), None)
    text = str(value)
    if len(text) > MAX_SCALAR:
        return Fault("not-written", f"a text of {len(text):,} characters is longer than the {MAX_SCALAR:,} that are read: shorten it")
    if any("\ud800" <= letter <= "\udfff" for letter in text):
        return Fault("not-written", "a text holds half a character: copy it again from its source")
    return None


def entry_text(entry: Entry, column: int, *, gap: int, newline: str) -> str:
    """The lines of an entry of a list whose dashes stand in this column; its keys begin `gap` columns further on."""
    lines = [field_text(key, value) for key, value in entry.items()] or ["{}"]
    first = " " * column + "-".ljust(gap)
    return "".join(f"{first if number == 0 else ' ' * (column + gap)}{line}{newline}" for number, line in enumerate(lines))


def field_text(key: str, value: Writable) -> str:
    """A key and its value, on one line."""
    return f"{scalar_text(key)}: {value_text(value, quoted=key in QUOTED)}"


def value_text(value: Writable, *, quoted: bool = False) -> str:
    """A value on one line; a list and a mapping in brackets."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(field_text(key, item) for key, item in value.items()) + "}"
    if isinstance(value, str | int):
        return scalar_text(value, quoted=quoted)
    return "[" + ", ".join("..." if item == "..." else value_text(item) for item in value) + "]"


def plain_of(value: Writable) -> Plain:
    """What a value is once it is read back: every scalar is text."""
    if isinstance(value, Mapping):
        return {key: plain_of(item) for key, item in value.items()}
    return str(value) if isinstance(value, str | int) else [plain_of(item) for item in value]


def scalar_text(value: str | int, *, quoted: bool = False) -> str:
    """One text, bare where that cannot be misread."""
    text = str(value)
    if not quoted and (_PLAIN.fullmatch(text) or _PLAIN_TIME.fullmatch(text)):
        return text
    return '"' + "".join(map(_letter, text)) + '"'


def _letter(letter: str) -> str:
    if letter in _SHORT:
        return _SHORT[letter]
    if letter in _JOINERS or category(letter) not in _UNSEEN:
        return letter
    code = ord(letter)
    if code > 0xFFFF:  # noqa: PLR2004 (the most that four digits hold)
        return f"\\U{code:08x}"
    return f"\\u{code:04x}"
