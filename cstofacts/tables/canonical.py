"""What is held, as one text: two claims hold the same position exactly when these texts are equal, so that an engine need only compare strings.

A position is written as JSON: `[["number", "~3600", "0.10"], [[["role", "total"]], "2022-01-08"], false]`: the value with its type, the scope and
the time, and whether it is put as a mere possibility. The parts are written apart, since an ingest works each of them out once and puts them
together.
"""

from decimal import Decimal
from typing import Any

import msgspec
from msgspec import Struct

from cstofacts.model.registry import Entity
from cstofacts.reconcile.positions import Position
from cstofacts.tables.lists import list_text
from cstofacts.values import TYPES, Value
from cstofacts.values import date as dates
from cstofacts.values.base import EntityRef, Fault, Modifier, Reading
from cstofacts.values.date import Date
from cstofacts.values.duration import Duration
from cstofacts.values.number import Number
from cstofacts.values.set import OPEN, SetValue
from cstofacts.values.text import Text

Scope = tuple[tuple[str, str], ...]

_OPEN, _COMPLETE = "open", "complete"

# Values that were read already; a registry of dates and amounts has few that differ.
_MOST_REMEMBERED = 5_000


def json_text(value: object) -> str:
    """Plain data as JSON, in one line."""
    return msgspec.json.encode(value).decode()


def value_text(type: str, value: Value) -> str:
    """A value with its type, as the first part of a position."""
    return json_text((type, *_parts(value)))


def _parts(value: Value) -> tuple[str, ...]:
    match value:
        case Number() | Duration():
            return (str(value), str(value.tolerance) if value.modifier is Modifier.ABOUT else "")
        case SetValue():
            return (_COMPLETE if value.complete else _OPEN, "text" if value.shown else "entity", *sorted(value.members))
        case Text():
            return (value.folded,)
        case _:
            return (str(value),)


def circumstances_text(scope: Scope, as_of: Date | None) -> str:
    """The scope and the time of a position, as its second part."""
    return json_text((scope, str(as_of) if as_of else None))


def position_text(value: str, circumstances: str, *, hedged: bool) -> str:
    """A position from its parts."""
    return f"[{value},{circumstances},{'true' if hedged else 'false'}]"


def text_of(position: Position) -> str:
    """A position as one text."""
    return position_text(value_text(position.type, position.value), circumstances_text(position.scope, position.as_of), hedged=position.hedged)


class _Written(Struct, array_like=True):
    value: tuple[str, ...]
    circumstances: tuple[Scope, str | None]
    hedged: bool


_decode = msgspec.json.Decoder(_Written).decode


def told(position: str) -> tuple[str, dict[str, str], str, bool]:
    """What a position says, without reading it: the value in one cell, the scope, the time, and whether it is a mere possibility."""
    written = _decode(position)
    type, first, *rest = written.value
    scope, as_of = written.circumstances
    cell = list_text([*rest[1:], *([OPEN] if first == _OPEN else [])]) if type == "set" else first
    return cell, dict(scope), as_of or "", written.hedged


class PositionReader:
    """Reads positions back; a value that comes again is read once."""

    def __init__(self, entities: dict[str, Entity]) -> None:
        """Members and entities are found among these."""
        self.entities = entities
        self.positions: dict[str, Position] = {}
        self.values: dict[tuple[str, ...], Value] = {}
        self.dates: dict[str, Date] = {}

    def read(self, text: str) -> Position:
        """The position, as yet without the claims that hold it."""
        found = self.positions.get(text)
        if found is None:
            if len(self.positions) > _MOST_REMEMBERED:
                self.positions.clear()
            found = self.positions[text] = self._position(text)
        return found

    def _position(self, text: str) -> Position:
        written = _decode(text)
        scope, as_of = written.circumstances
        return Position(written.value[0], self.value(written.value), scope, self.date(as_of) if as_of else None, written.hedged)

    def value(self, parts: tuple[str, ...]) -> Value:
        """The value of the first part of a position."""
        found = self.values.get(parts)
        if found is None:
            if len(self.values) > _MOST_REMEMBERED:
                self.values.clear()
            found = self.values[parts] = self._value(*parts)
        return found

    def date(self, text: str) -> Date:
        """A date of a position."""
        if text not in self.dates:
            self.dates[text] = _certainly(dates.parse(text))
        return self.dates[text]

    def _value(self, type: str, first: str, *rest: str) -> Value:
        match type:
            case "set":
                return self._set(first == _COMPLETE, *rest)
            case "text":
                return Text(first, first)
            case "entity":
                return self._ref(first)
            case _:
                tolerance = Decimal(rest[0]) if rest and rest[0] else Decimal(0)
                value: Value = _certainly(TYPES[type].parse(first, Reading(_no_entity, tolerance)))
                return value

    def _ref(self, id: str) -> EntityRef:
        known = self.entities.get(id)
        return known.ref if known else EntityRef(id, "thing")

    def _set(self, complete: bool, members: str, *named: str) -> SetValue:  # noqa: FBT001 (the only caller says what it is)
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
