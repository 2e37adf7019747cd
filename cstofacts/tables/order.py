"""Texts that lie to one another as the bounds of values do, so that an engine that only compares strings sees how two values lie.

How two values compare depends on how their bounds lie, and on nothing else that is not written beside them (`kind_of`): a number, a date or a
duration as an interval of its line; words and assertions as one point each, since only whether they are the same matters. A list is given by its
members, and by what those are parts of; an entity by itself.
"""

from decimal import Decimal
from hashlib import sha256

from cstofacts.values import Value
from cstofacts.values.base import Bound, EntityRef, Interval
from cstofacts.values.boolean import Boolean
from cstofacts.values.date import Date
from cstofacts.values.set import SetValue
from cstofacts.values.text import Text

LIST, NAME, POINT = "[", "@", "="
"""What begins the bounds of a list, of an entity, and of what only is or is not the same; those of an interval begin with a digit."""

BETWEEN = "\x1f"
"""What stands between the members of a list, and before the first; an ingest takes it out of every text."""

# A longer text is given by its digest, which differs when the text does.
_LONGEST = 64

_DIGITS = str.maketrans("0123456789", "9876543210")
_EXPONENTS = 10_000


def bounds_of(value: Value) -> tuple[str, str]:
    """The texts of the two bounds of a value."""
    match value:
        case SetValue():
            return LIST + _listed(value.members), LIST + _listed({whole for _, wholes in value.wholes for whole in wholes})
        case EntityRef():
            return NAME + value.id, ""
        case Text() | Boolean():
            written = value.folded if isinstance(value, Text) else str(value)
            point = POINT + (written if len(written) <= _LONGEST else sha256(written.encode("utf-8", "surrogatepass")).hexdigest())
            return point, point
        case _:
            return _ends(value.interval)


def _listed(members: "set[str] | frozenset[str]") -> str:
    return "".join(BETWEEN + member for member in sorted(members))


def _ends(interval: Interval) -> tuple[str, str]:
    low = "0" if interval.low is None else _key(interval.low, 1 if interval.low_open else 0)
    high = "4" if interval.high is None else _key(interval.high, -1 if interval.high_open else 0)
    return low, high


def _key(bound: Bound, beside: int) -> str:
    """A text for a bound that sorts as the bound does; `beside` is 1 just above it and -1 just below.

    The sign comes first, then the exponent, then the digits; below zero all are turned round. What stands at the end sorts before every digit, or
    below zero after every one, as a shorter number does.
    """
    sign, digits, exponent = Decimal(bound).as_tuple()
    written = "".join(map(str, digits)).rstrip("0")
    if not written:
        return f"2{_BEFORE_DIGITS[beside]}"
    written = f"{_EXPONENTS + len(digits) + int(exponent):05}{written}"
    return f"1{written.translate(_DIGITS)}{_AFTER_DIGITS[beside]}" if sign else f"3{written}{_BEFORE_DIGITS[beside]}"


_BEFORE_DIGITS = {-1: " ", 0: "!", 1: "#"}
_AFTER_DIGITS = {-1: ":", 0: ";", 1: "<"}


OPEN_LIST = "set ..."
"""The kind of a list that may go on."""


def kind_of(type: str, value: Value) -> str:
    """What else a comparison of two values looks at: their types, whether a list is complete, whether a date is marked as uncertain."""
    if isinstance(value, SetValue):
        return type if value.complete else OPEN_LIST
    return f"{type}?" if isinstance(value, Date) and value.uncertain else type
