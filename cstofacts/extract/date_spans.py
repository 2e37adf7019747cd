"""Stretches of days as EDTF: parts of a year, weeks, weekdays and years counted from the publication.

Conventions where language is vague, each a documented stretch and never a day made up:

- early, middle and late are thirds: days 1-10, 11-20 and 21-end of a month, four months of a year, years 0-3, 4-6 and 7-9 of a decade;
- *last week* is the week before, whether weeks begin on Sunday or on Monday: both stretches together;
- a season is the months that either the calendar or the sun gives it in the north: spring is March to June.
"""

import calendar
import datetime as dt

from msgspec import Struct

from cstofacts.values.date import Date, parse

_DAYS_OF_THIRDS = ((1, 10), (11, 20), (21, 31))
_DAYS_OF_HALVES = ((1, 15), (16, 31))
_YEARS_OF_DECADE = {2: ((0, 4), (5, 9)), 3: ((0, 3), (4, 6), (7, 9))}
_FIRST_DAYS = 10  # `الأيام الأولى من عام 2022` is as early as `مطلع` of its first month
_SEASON_MONTHS = 3  # and one more month in which the sun's season ends
_MONTHS = 12


class Basis(Struct, frozen=True):
    """What dates are counted from: the day of publication, or as much of it as is known."""

    first: dt.date | None = None
    last: dt.date | None = None

    @property
    def day(self) -> dt.date | None:
        """The publication day, when it is one day."""
        return self.first if self.first == self.last else None

    @property
    def year(self) -> int | None:
        """The publication year, when it is one year."""
        return self.first.year if self.first and self.last and self.first.year == self.last.year else None

    @property
    def month(self) -> int | None:
        """The publication month, within `year`, when it is one month."""
        return self.first.month if self.year and self.first and self.last and self.first.month == self.last.month else None


def basis(published: Date | None) -> Basis:
    """What is known of the publication day; a date that its source doubts says nothing."""
    if published is None or published.uncertain or published.earliest is None or published.latest is None:
        return Basis()
    return Basis(dt.date.fromordinal(published.earliest), dt.date.fromordinal(published.latest))


def month_of(year: int, month: int) -> str:
    """That month; months beyond the twelfth and before the first are those of other years."""
    year, month = year + (month - 1) // _MONTHS, (month - 1) % _MONTHS + 1
    return f"{year:04}-{month:02}"


def days_of(written: str) -> tuple[dt.date, dt.date] | None:
    """The first and last day of a closed stretch."""
    date = parse(written)
    if not isinstance(date, Date) or date.earliest is None or date.latest is None:
        return None
    return dt.date.fromordinal(date.earliest), dt.date.fromordinal(date.latest)


def day_of(written: str) -> dt.date | None:
    """The day, when it is one."""
    days = days_of(written)
    return days[0] if days and days[0] == days[1] else None


def join(first: str, last: str) -> str | None:
    """From the beginning of one stretch to the end of another; None when that would run backwards."""
    start, end = first.split("/", maxsplit=1)[0], last.rsplit("/", maxsplit=1)[-1]
    left, right = days_of(start), days_of(end)
    return f"{start}/{end}" if left and right and left[0] < right[0] else None


def part(written: str, index: int, parts: int) -> str | None:
    """One of two, three or four equal parts of a century, decade, year or month; None for what is not divided so."""
    if "/" in written:
        return None
    if written.endswith("XX"):
        first = int(written[:2]) * 100
        return f"{first + 100 * index // parts:04}/{first + 100 * (index + 1) // parts - 1:04}"
    if written.endswith("X"):
        years = _YEARS_OF_DECADE.get(parts)
        return f"{written[:3]}{years[index][0]}/{written[:3]}{years[index][1]}" if years else None
    if len(written) == len("2022"):
        size = _MONTHS // parts
        return f"{written}-{index * size + 1:02}/{written}-{index * size + size:02}"
    return _part_of_month(written, index, parts) if len(written) == len("2022-01") else None


def _part_of_month(written: str, index: int, parts: int) -> str | None:
    days = {2: _DAYS_OF_HALVES, 3: _DAYS_OF_THIRDS}.get(parts)
    if days is None:
        return None
    first, last = days[index]
    end = calendar.monthrange(int(written[:4]), int(written[5:7]))[1]
    return f"{written}-{first:02}/{written}-{min(last, end):02}"


def first_days(written: str) -> str | None:
    """The first ten days of a month or year."""
    days = days_of(written)
    return f"{days[0]}/{days[0] + dt.timedelta(_FIRST_DAYS - 1)}" if days and (days[1] - days[0]).days > _FIRST_DAYS else None


def beside(written: str, step: int) -> str | None:
    """Everything before (-1) or after (1) that stretch, in its own precision."""
    point = written.split("/")[0 if step < 0 else -1]
    days = days_of(point)
    if days is None:
        return None
    edge = days[0 if step < 0 else 1] + dt.timedelta(step)
    length = len(point) if len(point) in (len("2022-01-06"), len("2022-01")) else len("2022")
    return f"../{edge.isoformat()[:length]}" if step < 0 else f"{edge.isoformat()[:length]}/.."


def weekday_from(day: dt.date, weekday: int, step: int) -> dt.date:
    """The nearest such weekday up to and including `day` (0), the one before that day (-1), or after it (1)."""
    if step > 0:
        return day + dt.timedelta((weekday - day.weekday() - 1) % 7 + 1)
    start = day if step == 0 else day - dt.timedelta(1)
    return start - dt.timedelta((start.weekday() - weekday) % 7)


def week_from(day: dt.date, step: int) -> str:
    """Last (-1), this (0) or next week, by both ways of beginning a week."""
    monday = day - dt.timedelta(day.weekday()) + dt.timedelta(7 * step)
    sunday = day - dt.timedelta((day.weekday() + 1) % 7) + dt.timedelta(7 * step)
    return f"{min(monday, sunday)}/{max(monday, sunday) + dt.timedelta(6)}"


def season_of(year: int, first_month: int) -> str:
    """The months of the season that begins in that month of that year."""
    return f"{month_of(year, first_month)}/{month_of(year, first_month + _SEASON_MONTHS)}"


def season_from(day: dt.date, first_month: int, step: int) -> str | None:
    """The last such season that is over, or the next that has not begun; None for *this* while there is none."""
    years = [day.year + shift for shift in (-2, -1, 0, 1)]
    for year in reversed(years) if step <= 0 else years:
        season = season_of(year, first_month)
        days = days_of(season)
        if days and (days[1] < day if step < 0 else days[0] > day if step > 0 else days[0] <= day <= days[1]):
            return season
    return None
