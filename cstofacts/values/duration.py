"""duration: a length of time, seen as an interval of seconds.

Written in ISO 8601: `P10D`, `P2W`, `P1Y6M`, `PT36H`, with the signs of numbers before it: `~P10D`, `>=P2D`, `P10D..P14D`. A month is 28 to
31 days and a year 365 or 366, so `P1M` is compatible with `P30D`, and `P12M` agrees with `P1Y`; `P10D` contradicts `P2W`.
"""

import re
from decimal import Decimal
from functools import cache, partial

from msgspec import Struct

from cstofacts.language import both, count, say
from cstofacts.spelling import ascii_digits
from cstofacts.values.base import (
    SIGN_OF,
    WORDS_OF,
    Comparison,
    Fault,
    Interval,
    Modifier,
    Names,
    Reading,
    Reason,
    Written,
    compare_intervals,
    modified_interval,
    split_modifier,
)

# Nothing that a source reports lasts longer than recorded history; it also keeps every sum of days small.
MAX_UNITS = 100_000

_ISO = re.compile(r"P(?=.)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?")
_UNITS = (
    both("{n} year", "{n} years"),
    both("{n} month", "{n} months"),
    both("{n} week", "{n} weeks"),
    both("{n} day", "{n} days"),
    both("{n} hour", "{n} hours"),
    both("{n} minute", "{n} minutes"),
    both("{n} second", "{n} seconds"),
)

# The days of the 48 months of a leap cycle, from January of the leap year on.
_MONTHS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] + [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] * 3


class Duration(Struct, frozen=True, array_like=True, tag=True):
    """One ISO 8601 duration, or the two ends of a range, and how exactly it is stated."""

    modifier: Modifier
    low: str
    high: str
    tolerance: Decimal

    def __str__(self) -> str:
        """The canonical written form, which reads back as this value."""
        return f"{self.low}..{self.high}" if self.modifier is Modifier.BETWEEN else SIGN_OF[self.modifier] + self.low

    @property
    def interval(self) -> Interval:
        """The lengths in seconds that the claim commits to."""
        return modified_interval(self.modifier, _seconds(self.low), _seconds(self.high), self.tolerance)


def parse(written: Written, reading: Reading) -> Duration | Fault:
    """Read a duration, or say why it cannot be read."""
    if not isinstance(written, str):
        return Fault("wrong-type", "a duration is expected here, not a list")
    modifier, low, high = split_modifier(ascii_digits(written))
    high = high if modifier is Modifier.BETWEEN else low
    for text in (low, high):
        if fault := _fault_of(text):
            return fault
    if _seconds(high).high < _seconds(low).low:  # type: ignore[operator]  # both ends of a parsed duration are bounded
        return Fault("reversed-range", f"the range {written} ends before it begins")
    return Duration(modifier, low, high, reading.tolerance if modifier is Modifier.ABOUT else Decimal(0))


def _fault_of(text: str) -> Fault | None:
    match = _ISO.fullmatch(text)
    if match is None:
        return Fault("unreadable-value", f"{text[:40]!r} is not a duration: write for example P10D, P2W or P1Y6M")
    if any(len(number or "") > len(str(MAX_UNITS)) or int(number or 0) > MAX_UNITS for number in match.groups()):
        return Fault("out-of-range", f"a duration of more than {MAX_UNITS} units is out of any range")
    return None


def _numbers(text: str) -> list[int]:
    match = _ISO.fullmatch(text)
    return [int(number or 0) for number in match.groups()] if match else []


def _seconds(text: str) -> Interval:
    years, months, weeks, days, hours, minutes, seconds = _numbers(text)
    shortest, longest = _month_days(years * 12 + months)
    rest = (((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60 + seconds
    return Interval(shortest * 86400 + rest, longest * 86400 + rest)


@cache
def _month_days(months: int) -> tuple[int, int]:
    """The fewest and the most days that this many calendar months in a row can have."""
    cycles, rest = divmod(months, len(_MONTHS))
    lengths = [sum((_MONTHS * 2)[start : start + rest]) for start in range(len(_MONTHS))]
    whole = cycles * sum(_MONTHS)
    return whole + min(lengths), whole + max(lengths)


def compare(left: Duration, right: Duration) -> Comparison:
    """Compare two durations by the seconds that they may last."""
    shown = partial(words, left, str), partial(words, right, str)
    return compare_intervals(left.interval, right.interval, disjoint=Reason.NUMERIC, shown=shown)


def words(value: Duration, _names: Names) -> str:
    """The value as a person reads it: `about 10 days`, `1 year 6 months`."""
    return say(WORDS_OF[value.modifier], low=_unit_words(value.low), high=_unit_words(value.high))


def _unit_words(text: str) -> str:
    return " ".join(count(*unit, number) for number, unit in zip(_numbers(text), _UNITS, strict=True) if number) or say("no time")
