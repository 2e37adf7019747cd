"""date: a day, or the stretch of days within which one lies.

Written in a subset of EDTF (ISO 8601-2): `2022-01-06`, `2022-01`, `2022`, a decade `199X`, a century `18XX`, an interval `1992/2002` with open ends
`1992/..` and `../2002`; `~` behind a date says approximate, `?` uncertain, `%` both. Nothing is ever filled in: a month stays a month.

A date commits its claim to the days it may be. Equal stretches agree; `2022-01-06` is compatible with `2022-01`, and `2002` with
`1992/2002`; `1990/1994` contradicts `2002`. An approximate date reaches one unit of its own precision further on both sides
(`1998~` is 1997 to 1999). An uncertain date that meets nothing of the other leaves the question undetermined: its own source doubts it.
"""

import datetime as dt
import re
from functools import partial

from msgspec import Struct

from cstofacts.language import marked, say
from cstofacts.spelling import ascii_digits
from cstofacts.values.base import Comparison, Fault, Interval, Names, Reading, Reason, Relation, Written, compare_intervals

_POINT = re.compile(r"(\d{4})-(\d{2})-(\d{2})|(\d{4})-(\d{2})|(\d{4})|(\d{3})X|(\d{2})XX")
_MARK = re.compile(r"(.*?)([~?%]?)")
_EXAMPLES = "write for example 2022-01-06, 2022-01, 2022, 199X or 1992/2002"

_DECEMBER = 12

_Days = tuple[dt.date, dt.date]


class Date(Struct, frozen=True, array_like=True, tag=True):
    """A stretch of days, both ends included, as proleptic Gregorian day numbers; `None` is an open end."""

    edtf: str
    earliest: int | None
    latest: int | None
    approximate: bool
    uncertain: bool

    def __str__(self) -> str:
        """The canonical EDTF form, which reads back as this value."""
        return self.edtf

    @property
    def interval(self) -> Interval:
        """The days that the claim commits to."""
        return Interval(self.earliest, self.latest)


def parse(written: Written, _reading: Reading | None = None) -> Date | Fault:
    """Read a date, or say why it cannot be read."""
    if not isinstance(written, str):
        return Fault("wrong-type", "a date is expected here, not a list")
    text = ascii_digits(written.strip())
    start, slash, end = text.partition("/")
    if not slash:
        return _single(text)
    if start == end == "..":
        return Fault("unreadable-value", "an interval open at both ends says nothing: leave the claim out")
    return _interval(text, _end(start), _end(end))


def _end(text: str) -> Date | Fault | None:
    return None if text == ".." else _single(text)


def _interval(text: str, start: Date | Fault | None, end: Date | Fault | None) -> Date | Fault:
    for fault in (start, end):
        if isinstance(fault, Fault):
            return fault
    earliest = start.earliest if isinstance(start, Date) else None
    latest = end.latest if isinstance(end, Date) else None
    if earliest is not None and latest is not None and latest < earliest:
        return Fault("reversed-range", f"the interval {text} ends before it begins")
    ends = [date for date in (start, end) if isinstance(date, Date)]
    return Date(text, earliest, latest, any(d.approximate for d in ends), any(d.uncertain for d in ends))


def _single(text: str) -> Date | Fault:
    match = _MARK.fullmatch(text)
    point = _POINT.fullmatch(match[1]) if match else None
    if match is None or point is None:
        return Fault("unreadable-value", f"{text[:40]!r} is not a date: {_EXAMPLES}")
    days = _days(point)
    if isinstance(days, Fault):
        return days
    mark = match[2]
    approximate = mark in ("~", "%")
    first, last = _padded(days, point) if approximate else days
    return Date(text, first.toordinal(), last.toordinal(), approximate, mark in ("?", "%"))


def _days(point: re.Match[str]) -> _Days | Fault:
    year, month, day, year_of_month, month_alone, year_alone, decade, century = point.groups()
    try:
        if day:
            exact = dt.date(int(year), int(month), int(day))
            return exact, exact
        if month_alone:
            return _month(int(year_of_month), int(month_alone))
        first = int(year_alone or f"{decade or century}0{'0' if century else ''}")
        return _years(first, first + (99 if century else 9 if decade else 0))
    except ValueError:
        return Fault("impossible-date", f"there is no such day as {point[0]} in the calendar")


def _month(year: int, month: int) -> _Days:
    first = dt.date(year, month, 1)
    return first, dt.date(year, 12, 31) if month == _DECEMBER else dt.date(year, month + 1, 1) - dt.timedelta(days=1)


def _years(first: int, last: int) -> _Days:
    return dt.date(first, 1, 1), dt.date(last, 12, 31)


def _padded(days: _Days, point: re.Match[str]) -> _Days:
    """Those days and one more unit of their precision on each side, within the calendar."""
    first, last = days
    if point[1] or point[4]:
        start, end = dt.date.fromordinal(max(first.toordinal() - 1, 1)), dt.date.fromordinal(min(last.toordinal() + 1, dt.date.max.toordinal()))
        return (start, end) if point[1] else (_month(start.year, start.month)[0], _month(end.year, end.month)[1])
    span = last.year - first.year + 1
    return _years(max(first.year - span, 1), min(last.year + span, 9999))


def compare(left: Date, right: Date) -> Comparison:
    """Compare two dates by the days that they may be."""
    shown = partial(words, left, str), partial(words, right, str)
    found = compare_intervals(left.interval, right.interval, disjoint=Reason.DATE, shown=shown)
    if found.relation is Relation.CONTRADICTS and (left.uncertain or right.uncertain):
        doubted = partial(_noted, marked("{detail}, but a source marks its date as uncertain"), found)
        return Comparison(Relation.UNDETERMINED, Reason.UNCERTAIN_VALUE, doubted)
    if found.relation is Relation.AGREES and left.uncertain != right.uncertain:
        return Comparison(Relation.COMPATIBLE, Reason.OVERLAPS, partial(_noted, marked("{detail}, marked as uncertain by one side"), found))
    return found


def _noted(message: str, found: Comparison) -> str:
    return say(message, detail=found.detail)


def before(left: Date, right: Date) -> bool | None:
    """Whether the left date is before the right one: yes, no, or None when it may be."""
    if right.interval.starts_after(left.interval):
        return True
    never = left.earliest is not None and right.latest is not None and left.earliest >= right.latest
    return False if never else None


def same_time(left: Date, right: Date) -> bool | None:
    """Whether two dates name one time: yes for one and the same day, no when they cannot meet, None when they may."""
    if left.interval == right.interval and left.earliest == left.latest:
        return True
    apart = left.interval.starts_after(right.interval) or right.interval.starts_after(left.interval)
    return False if apart else None


def words(value: Date, _names: Names) -> str:
    """The value as a person reads it: `2022-01-06`, `1992 to 2002`, `about 1998`, `the 1990s`."""
    start, slash, end = value.edtf.partition("/")
    if not slash:
        return _point_words(start)
    if end == "..":
        return say("{date} or later", date=_point_words(start))
    if start == "..":
        return say("{date} or earlier", date=_point_words(end))
    return say("{low} to {high}", low=_point_words(start), high=_point_words(end))


def _point_words(text: str) -> str:
    digits = text.rstrip("~?%").replace("X", "0")
    shown = say("the {years}s", years=digits) if "X" in text else digits
    shown = say("about {low}", low=shown) if text[-1] in "~%" else shown
    return say("{date} (uncertain)", date=shown) if text[-1] in "?%" else shown
