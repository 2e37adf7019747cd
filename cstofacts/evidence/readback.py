"""Read a claim's value back out of its own quote: a claim that says 3,600 over a quote that says 2,500 is a fault.

The readers of `extract` read the quote, or the stretch of its line where it stands, since what surrounds a phrase may tell how to read it. A
figure, date, duration or list is `proved` when what they read is what the claim says, and `differs` when they read only something that
excludes it, to the digit: the tolerance of "about" is for two sources, not for one source and its own quote. Where they read nothing, or
something broader, that is said and nothing more: a reader's silence is no fault of the claim. Other values (yes and no, free text, one name,
which a text may put as "the organisation") are not read back.
"""

from collections.abc import Callable
from decimal import Decimal
from enum import StrEnum
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from cstofacts.extract import dates, durations, names, numbers
from cstofacts.extract.base import Found, Refused
from cstofacts.model.claim import Claim
from cstofacts.model.registry import Property, Registry
from cstofacts.values import TYPES, Value
from cstofacts.values.base import Fault, Reading, Relation
from cstofacts.values.date import Date
from cstofacts.values.duration import Duration
from cstofacts.values.number import Number
from cstofacts.values.set import SetValue


class Outcome(StrEnum):
    """What came of reading a value back."""

    PROVED = "proved"
    DIFFERS = "differs"
    BROADER = "broader"
    UNREAD = "unread"
    NOT_READ_BACK = "not-read-back"


class ReadBack(Struct, frozen=True):
    """What came of reading one claim's value back out of its quote, and why; `read` are the values that stand there."""

    outcome: Outcome
    why: str = ""
    read: tuple[str, ...] = ()


NOT_READ_BACK = ReadBack(Outcome.NOT_READ_BACK)

Reader = Callable[[str, Date | None], list[Found | Refused]]

READERS: dict[str, Reader] = {
    "date": dates.read,
    "duration": lambda text, _: durations.read(text),
    "number": lambda text, _: numbers.read(text),
}
"""The reader of each type of value that is read back as a whole; lists are read member by member."""


def read_back(claim: Claim, line: str, registry: Registry) -> ReadBack:
    """Read the value of a claim out of its quote; `line` is the line of the text in which the quote stands, or the quote itself."""
    property = registry.properties[claim.property]
    if isinstance(claim.value, SetValue):
        return _members_read(claim.value, claim.quote, registry) if property.members == "entity" else NOT_READ_BACK
    if property.type not in READERS:
        return NOT_READ_BACK
    source = registry.sources.get(claim.source)
    found = _found_in_quote(READERS[property.type], claim.quote, line, source.published if source else None)
    return _compared(claim.value, found, property)


def _found_in_quote(read: Reader, quote: str, line: str, published: Date | None) -> list[Found | Refused]:
    """What the reader finds in the quote read alone, and in its stretch of the line."""
    start = line.find(quote)
    around = read(line, published) if start >= 0 and line != quote else []
    return [*read(quote, published), *(one for one in around if start < one.end and one.start < start + len(quote))]


def _compared(value: Value, found: list[Found | Refused], property: Property) -> ReadBack:
    values = [parsed for one in found if isinstance(one, Found) and (parsed := _parsed(one, property)) is not None]
    shown = tuple(dict.fromkeys(str(read) for read in values))
    relations = {_relation(read, value, property) for read in values}
    if Relation.AGREES in relations:
        return ReadBack(Outcome.PROVED, "", shown)
    if Relation.COMPATIBLE in relations:
        return ReadBack(Outcome.BROADER, "the quote leaves more open than the claim, or is put otherwise", shown)
    if values:
        return ReadBack(Outcome.DIFFERS, "the quote says something else", shown)
    refused = [one.why for one in found if isinstance(one, Refused)]
    return ReadBack(Outcome.UNREAD, refused[0] if refused else f"no {property.type} is read in the quote alone")


def _relation(read: Any, value: Any, property: Property) -> Relation:
    """How what was read stands to the claim's value: to the digit, and agreeing only when both are stated as exactly."""
    if isinstance(value, Number | Duration):
        value = replace(value, tolerance=Decimal(0))
    relation = TYPES[property.type].compare(read, value).relation
    same_modifier = getattr(read, "modifier", None) == getattr(value, "modifier", None)
    return Relation.COMPATIBLE if relation is Relation.AGREES and not same_modifier else relation


def _parsed(found: Found, property: Property) -> Any:
    value = TYPES[property.type].parse(found.written, Reading(_no_entity, Decimal(0)))
    return None if isinstance(value, Fault) else value


def _no_entity(spelling: str) -> Fault:
    return Fault("unknown-entity", spelling)


def _members_read(value: SetValue, quote: str, registry: Registry) -> ReadBack:
    spellings = {spelling: id for id, entity in registry.entities.items() for spelling in (*entity.label.values(), *entity.spellings)}
    read = {str(found.written) for found in names.find(quote, spellings)}
    missing = sorted(value.members - read)
    if not missing:
        return ReadBack(Outcome.PROVED, "", tuple(sorted(read)))
    if len(value.members) == 1:
        return NOT_READ_BACK
    named = ", ".join(map(registry.name, missing))
    return ReadBack(Outcome.UNREAD, f"not read in the quote: {named}", tuple(sorted(read)))
