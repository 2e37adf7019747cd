"""Where everything stands in the text of a registry file, to the character: what an edit needs to touch nothing else."""

from typing import Any

import yaml
from msgspec import Struct
from yaml import MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent
from yaml.error import YAMLError
from yaml.events import AliasEvent, DocumentEndEvent, DocumentStartEvent, StreamEndEvent

from cstofacts.registry.nodes import MAX_DEPTH
from cstofacts.values.base import Fault

BYTE_ORDER_MARK = "\ufeff"

_PARSER: Any = yaml.cyaml.CParser if yaml.__with_libyaml__ else yaml.SafeLoader  # type: ignore[attr-defined]

Plain = str | list["Plain"] | dict[str, "Plain"]
"""What a file says, without places; every scalar is text."""


Address = tuple[str | int, ...]
"""Keys, and indexes from 0 into lists, that lead from the top of a file: `("claims", 3, "superseded")`."""


class Place(Struct):
    """A scalar, list or mapping and where it stands: from `start` to before `end`, and the key that leads to it from `key` on.

    `column` counts from 0. `style` is how it is written: brackets, a quotation mark, `|` or `>` for a block of text, or nothing. What is written as a
    block ends with the last character in it.
    """

    value: "str | list[Place] | dict[str, Place]"
    start: int
    end: int
    column: int
    style: str = ""
    key: int = -1

    @property
    def entries(self) -> dict[str, "Place"]:
        """The entries of a mapping; none of anything else."""
        return self.value if isinstance(self.value, dict) else {}

    @property
    def items(self) -> list["Place"]:
        """The items of a list; none of anything else."""
        return self.value if isinstance(self.value, list) else []

    def plain(self) -> Plain:
        """What stands here."""
        if isinstance(self.value, dict):
            return {key: place.plain() for key, place in self.value.items()}
        return self.value if isinstance(self.value, str) else [place.plain() for place in self.value]


def at(place: Place, path: Address) -> Place | None:
    """What a path leads to from here, or None."""
    found: Place | None = place
    for step in path:
        if found is None:
            return None
        found = found.entries.get(step) if isinstance(step, str) else (found.items[step] if 0 <= step < len(found.items) else None)
    return found


class _RefusedError(Exception):
    """YAML that the registry does not read; its arguments are what it is, and its line."""


def _refused(event: Any, what: str) -> _RefusedError:
    return _RefusedError(what, event.start_mark.line + 1)


def places_of(text: str) -> tuple[Place, int] | Fault:
    """The mapping that a file holds, and where its document ends; a fault when it holds none, or something that the registry does not read."""
    mark = len(BYTE_ORDER_MARK) if text.startswith(BYTE_ORDER_MARK) else 0
    try:
        root, end = _Reader(text, mark).document()
    except (UnicodeEncodeError, YAMLError, _RefusedError) as error:
        return Fault("not-written", f"this file is not edited while {_what(error)}: mend that first, see `cstofacts check`")
    if root is None or not isinstance(root.value, dict) or root.style:
        return Fault("not-written", "this file does not begin with a key at the start of a line: only such files are edited")
    return root, end


def _what(error: Exception) -> str:
    if isinstance(error, _RefusedError):
        return "it has {} on line {}".format(*error.args)
    mark = getattr(error, "problem_mark", None)
    return f"its YAML is broken on line {mark.line + 1}" if mark else "it holds a character that YAML does not allow"


class _Reader:
    """Turns the events of a text into places; `shift` is how many characters stand before what YAML reads."""

    def __init__(self, text: str, shift: int) -> None:
        self.text = text
        self.shift = shift
        self.next = _PARSER(text[shift:]).get_event
        self.depth = 0

    def document(self) -> tuple[Place | None, int]:
        root, end = None, len(self.text)
        while type(event := self.next()) is not StreamEndEvent:
            if type(event) is DocumentStartEvent and root is not None:
                raise _refused(event, "a second document")
            if type(event) is DocumentEndEvent:
                end = self.index(event.start_mark) if event.explicit else end
            elif hasattr(event, "anchor"):
                root = self.place(event)
        return root, end

    def place(self, event: Any) -> Place:
        """What begins with this event, read to its end."""
        if type(event) is AliasEvent or event.anchor is not None or event.tag is not None:
            raise _refused(event, "an anchor, an alias or a tag")
        start, end = self.index(event.start_mark), self.index(event.end_mark)
        column = event.start_mark.column
        if type(event) is ScalarEvent:
            style = event.style or ""
            return Place(event.value, start, self.last(start, end) if style in ("|", ">") else end, column, style)
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise _refused(event, f"more than {MAX_DEPTH} levels of nesting")
        place = Place("", start, end, column, self.text[start] if event.flow_style else "")
        place.end = self.entries(place) if type(event) is MappingStartEvent else self.items(place)
        self.depth -= 1
        return place

    def index(self, mark: Any) -> int:
        """The place of a mark in the whole text."""
        return int(mark.index) + self.shift

    def last(self, start: int, end: int) -> int:
        """The end of a block of text without the empty lines behind it."""
        return start + len(self.text[start:end].rstrip())

    def items(self, parent: Place) -> int:
        """Fill in the items of a list that has just begun; where it ends."""
        parent.value = items = []
        while type(event := self.next()) is not SequenceEndEvent:
            items.append(self.place(event))
        return self.index(event.end_mark) if parent.style else items[-1].end

    def entries(self, parent: Place) -> int:
        """Fill in the entries of a mapping that has just begun; where it ends."""
        parent.value = entries = {}
        last = parent.end
        while type(event := self.next()) is not MappingEndEvent:
            key = self.place(event)
            if not isinstance(key.value, str):
                raise _refused(event, "a key that is no plain word")
            if key.value in entries:
                raise _refused(event, "a key that stands twice")
            entries[key.value] = entry = self.place(self.next())
            entry.key, last = key.start, entry.end
        return self.index(event.end_mark) if parent.style else last
