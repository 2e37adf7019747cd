"""Read a claim's value back out of its own quote: a claim that says 3,600 over a quote that says 2,500 is a fault.

The readers of `extract` read the quote where it stands in its line, since what surrounds a phrase tells how to read it. A figure, date or duration is
`proved` when what they read is what the claim says, to the digit: the tolerance of "about" is for two sources, not for one source and its own
quote. A list is proved when the quote names its members, and no others when the list is complete.

It `differs` only where nothing else could be meant: the quote holds one plain figure in digits (a date with its year), hardly a word beside it, and
the claim has other digits. A quote that says more than its figure may count what no reader sees: `one dead and 12 injured` says 1. Whatever is
less certain is said and nothing more; a reader's silence is no fault of the claim. Yes and no, free text and single names are not read back.
"""

import re
from collections.abc import Callable
from decimal import Decimal
from enum import StrEnum
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from cstofacts.extract import dates, durations, lists, names, numbers
from cstofacts.extract.base import Found, Refused
from cstofacts.model.claim import Claim
from cstofacts.model.registry import Property, Registry
from cstofacts.spelling import ascii_digits, fold
from cstofacts.values import TYPES
from cstofacts.values.base import Fault, Reading, Relation
from cstofacts.values.date import Date
from cstofacts.values.duration import Duration
from cstofacts.values.number import Number
from cstofacts.values.set import OPEN, SetValue


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


Spellings = dict[str, str]
"""The spellings by which lists are read (`Registry.spellings`); they are the same for every claim."""


def read_back(claim: Claim, line: str, registry: Registry, spellings: Spellings) -> ReadBack:
    """Read the value of a claim out of its quote; `line` is the line of the text in which the quote stands, or the quote itself."""
    property = registry.properties[claim.property]
    if isinstance(claim.value, SetValue):
        return _members_read(claim.value, claim.quote, registry, spellings) if property.members == "entity" else NOT_READ_BACK
    if property.type not in READERS:
        return NOT_READ_BACK
    source = registry.sources.get(claim.source)
    found = _found_in_quote(READERS[property.type], claim.quote, line, source.published if source else None)
    return _compared(claim, found, property)


def _found_in_quote(read: Reader, quote: str, line: str, published: Date | None) -> list[Found | Refused]:
    """What the reader finds in the quote, read in its line: a figure that reaches beyond the quote counts as a whole. Places count from the quote."""
    start = max(line.find(quote), 0)
    found = read(line if quote in line else quote, published)
    return [replace(one, start=one.start - start, end=one.end - start) for one in found if start < one.end and one.start < start + len(quote)]


def _compared(claim: Claim, found: list[Found | Refused], property: Property) -> ReadBack:
    values = [parsed for one in found if isinstance(one, Found) and (parsed := _parsed(one, property)) is not None]
    shown = tuple(dict.fromkeys(str(read) for read in values))
    relations = {_relation(read, claim.value, property) for read in values}
    if Relation.AGREES in relations and not _is_share(claim.quote, property):
        return ReadBack(Outcome.PROVED, "", shown)
    if relations & {Relation.AGREES, Relation.COMPATIBLE}:
        return ReadBack(Outcome.BROADER, "the quote leaves more open than the claim, or is put otherwise", shown)
    if values and _says_nothing_else(claim, found):
        return ReadBack(Outcome.DIFFERS, "the quote says something else", shown)
    if values:
        return ReadBack(Outcome.UNREAD, "something else stands in the quote beside it", shown)
    refused = [one.why for one in found if isinstance(one, Refused)]
    return ReadBack(Outcome.UNREAD, refused[0] if refused else f"no {property.type} is read in the quote")


def _is_share(quote: str, property: Property) -> bool:
    """Whether the quote gives a percentage for a number of something else."""
    return bool(_PERCENT.search(quote)) and property.type == "number" and not _PERCENT.fullmatch(property.unit)


def _says_nothing_else(claim: Claim, found: list[Found | Refused]) -> bool:
    """Whether the quote is one figure in digits, with its year when it is a date, and hardly a word more, and the claim's digits are not in it."""
    if len(found) != 1 or not isinstance(found[0], Found):
        return False
    quote, one = ascii_digits(claim.quote), found[0]
    figure, rest = quote[max(one.start, 0) : one.end], quote[: max(one.start, 0)] + " " + quote[one.end :]
    if one.start < 0 or one.end > len(quote) or any(map(str.isdigit, rest)) or not _PLAIN.fullmatch(str(one.written)):
        return False
    if one.type == "date":
        return bool(_YEAR.search(figure)) and set(rest.split()) <= _BEFORE_A_DATE
    stands = _digits_of(figure) | _digits_of(re.sub(r"\D", "", figure))
    return bool(stands) and not _digits_of(str(claim.value)) & stands and len(rest.split()) <= _MOST_WORDS[one.type]


def _digits_of(text: str) -> set[str]:
    """The runs of digits, without the zeros at their ends: 5 km and 5,000 m are no two figures."""
    return {digits.rstrip("0") for digits in _DIGITS.findall(text)}


_PLAIN = re.compile(r"[~<>=]*\d+(?:\.\d+)?|[~<>=]*PT?\d+[A-Z]|\d{4}(?:-\d{2}){0,2}")
_PERCENT = re.compile(r"%|٪|per ?cent|percent|процент\w*|بالمئة|بالمائة|في المئة|في المائة", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_BEFORE_A_DATE = {"في", "يوم", "عام", "on", "in", "в"}

# What a figure counts is one word beside it; beside a length of time stands nothing that does not belong to it.
_MOST_WORDS = {"number": 1, "duration": 0}


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


def _members_read(value: SetValue, quote: str, registry: Registry, spellings: Spellings) -> ReadBack:
    read = {str(found.written) for found in names.find(quote, spellings)}
    missing = sorted(value.members - read)
    if missing and len(value.members) == 1:
        return NOT_READ_BACK
    shown = tuple(sorted(read))
    if missing:
        return ReadBack(Outcome.UNREAD, f"not read in the quote: {', '.join(map(registry.name, missing))}", shown)
    if _EXCEPT.search(fold(quote)):
        return ReadBack(Outcome.UNREAD, "the quote names exceptions", shown)
    if value.complete and (read > value.members or any(OPEN in found.written for found in lists.read(quote, spellings) if isinstance(found, Found))):
        return ReadBack(Outcome.BROADER, "the quote names more, or may go on", shown)
    return ReadBack(Outcome.PROVED, "", shown)


_EXCEPT = re.compile(r"\b(?:except|but not|besides|кроме|باستثناء|ما عدا|عدا|سوي)\b")
