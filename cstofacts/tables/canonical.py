"""What is held, as one text: two claims hold the same position exactly when these texts are equal, so that an engine need only compare strings.

A position is written as JSON: `{"value":"~3600","type":"number","tolerance":"0.10","scope":{"role":"total"},"as_of":"2022-01-08","hedged":false}`.
The value, the circumstances (scope and time) and whether it is put as a mere possibility are written apart, since an ingest works each of them out
once and puts them together.
"""

from decimal import Decimal
from hashlib import blake2b
from typing import Any

import msgspec
from msgspec import Struct

from cstofacts.model.registry import Entity, Property
from cstofacts.reconcile.positions import Position
from cstofacts.tables.lists import list_text, read_list
from cstofacts.tables.order import bounds_of, kind_of
from cstofacts.values import TYPES, Value
from cstofacts.values import date as dates
from cstofacts.values.base import EntityRef, Fault, Modifier, Reading
from cstofacts.values.date import Date
from cstofacts.values.duration import Duration
from cstofacts.values.number import Number
from cstofacts.values.set import OPEN, SetValue
from cstofacts.values.text import Text

Scope = tuple[tuple[str, str], ...]

# Values that were read already; a registry of dates and amounts has few that differ.
_MOST_REMEMBERED = 5_000


def json_text(value: object) -> str:
    """Plain data as JSON, in one line."""
    return msgspec.json.encode(value).decode()


def digest(text: str) -> str:
    """A whole number of 63 bits, in digits, that stands for a text where numbers are quicker to compare."""
    return str(int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()) >> 1)


def value_text(type: str, value: Value) -> str:
    """A value with its type, as the first part of a position."""
    tolerance = str(value.tolerance) if isinstance(value, Number | Duration) and value.modifier is Modifier.ABOUT else ""
    return _inner({"value": _cell(value), "type": type, "tolerance": tolerance})


def _cell(value: Value) -> str:
    match value:
        case SetValue():
            return list_text([*sorted(value.members), *([] if value.complete else [OPEN])])
        case Text():
            return value.folded
        case _:
            return str(value)


def circumstances_text(scope: Scope, as_of: Date | None) -> str:
    """The scope and the time of a position, as its second part."""
    return _inner({"scope": dict(scope), "as_of": str(as_of or "")})


def _inner(fields: dict[str, Any]) -> str:
    return json_text(fields)[1:-1]


def position_text(value: str, circumstances: str, hedged: str) -> str:
    """A position from its parts; `hedged` is true or false."""
    return f'{{{value},{circumstances},"hedged":{hedged}}}'


def frame_text(kind: str, circumstances: str, hedged: str) -> str:
    """All that a comparison looks at beside the bounds of a value, from its parts."""
    return f"{kind},{circumstances},{hedged}"


def text_of(position: Position) -> str:
    """A position as one text."""
    return position_text(value_text(position.type, position.value), circumstances_text(position.scope, position.as_of), str(position.hedged).lower())


def shape_of(position: Position) -> tuple[str, str, str]:
    """What tells how a position lies to others: its frame, and the bounds of its value."""
    circumstances = circumstances_text(position.scope, position.as_of)
    return frame_text(kind_of(position.type, position.value), circumstances, str(position.hedged).lower()), *bounds_of(position.value)


class Written(Struct):
    """A position as it is written."""

    value: str
    type: str
    tolerance: str
    scope: dict[str, str]
    as_of: str
    hedged: bool


_decode = msgspec.json.Decoder(Written).decode


class PositionReader:
    """Reads positions back; a value that comes again is read once."""

    def __init__(self, entities: dict[str, Entity]) -> None:
        """Members and entities are found among these."""
        self.entities = entities
        self.positions: dict[tuple[str, str], Position] = {}
        self.values: dict[tuple[str, ...], Value] = {}
        self.dates: dict[str, Date] = {}

    def read(self, text: str, question: Property) -> Position:
        """The position on a question, as yet without the claims that hold it."""
        key = text, question.members
        found = self.positions.get(key)
        if found is None:
            if len(self.positions) > _MOST_REMEMBERED:
                self.positions.clear()
            found = self.positions[key] = self._position(_decode(text), question.members)
        return found

    def _position(self, written: Written, members: str) -> Position:
        as_of = self._date(written.as_of) if written.as_of else None
        value = self._value(written.type, written.value, written.tolerance, members)
        return Position(written.type, value, tuple(written.scope.items()), as_of, written.hedged)

    def _value(self, *parts: str) -> Value:
        found = self.values.get(parts)
        if found is None:
            if len(self.values) > _MOST_REMEMBERED:
                self.values.clear()
            found = self.values[parts] = self._read(*parts)
        return found

    def _date(self, text: str) -> Date:
        if text not in self.dates:
            self.dates[text] = _certainly(dates.parse(text))
        return self.dates[text]

    def _read(self, type: str, cell: str, tolerance: str, members: str) -> Value:
        match type:
            case "set":
                return self._set(_certainly(read_list(cell)), members)
            case "text":
                return Text(cell, cell)
            case "entity":
                return self._ref(cell)
            case _:
                value: Value = _certainly(TYPES[type].parse(cell, Reading(_no_entity, Decimal(tolerance or 0))))
                return value

    def _ref(self, id: str) -> EntityRef:
        known = self.entities.get(id)
        return known.ref if known else EntityRef(id, "thing")

    def _set(self, written: tuple[str, ...], members: str) -> SetValue:
        complete = written[-1:] != (OPEN,)
        named = written if complete else written[:-1]
        if members == "text":
            return SetValue(frozenset(named), complete, tuple((name, name) for name in named))
        refs = map(self._ref, named)
        return SetValue(frozenset(named), complete, wholes=tuple((ref.id, ref.within) for ref in refs if ref.within))


def _certainly(read: Any) -> Any:
    if isinstance(read, Fault):
        raise TypeError(read.message)  # it was read once already, when it was written down
    return read


def _no_entity(spelling: str) -> EntityRef | Fault:
    return Fault("unknown-entity", spelling)


def members_written(value: SetValue) -> tuple[str, ...]:
    """The members of a set as they read back: as written when they are text, else by id; an open list ends in dots."""
    shown = dict(value.shown)
    return (*(shown.get(member, member) for member in sorted(value.members)), *(() if value.complete else (OPEN,)))
