"""A number line: what each side of a figure, duration or date commits to, on one scale.

A dot is a single value, a bar an interval, and an end without a bound runs to the edge with an arrow. Places are in per cent of the width, so that
the picture fits every width without its letters shrinking; the scale runs from left to right in every language.
"""

from decimal import Decimal

from msgspec import Struct

from cstofacts.language import joined, say
from cstofacts.model.finding import Finding
from cstofacts.reports.html.scale import Scale, Tick, date_ticks, label_anchor, number_ticks
from cstofacts.values import Value
from cstofacts.values.base import Bound, Interval, Modifier
from cstofacts.values.date import Date
from cstofacts.values.duration import Duration
from cstofacts.values.number import Number

_DAY = 86_400
_MOST_MARKS = 24
_LABEL = 34


class Mark(Struct, frozen=True):
    """One side on the line: `start` and `end` in per cent, `dot` where the stated amount lies; an open end has no bound."""

    number: int
    label: str
    state: str
    start: float
    end: float
    dot: float | None
    open_start: bool
    open_end: bool
    anchor: str
    place: float


class NumberLine(Struct, frozen=True):
    """The marks, the scale's ticks, and the title that says it in words."""

    title: str
    marks: list[Mark]
    ticks: list[Tick]


def numberline_of(finding: Finding, states: list[str]) -> NumberLine | None:
    """The number line of a question whose sides have amounts or dates of their own, else None."""
    drawn = [(index, found) for index, side in enumerate(finding.sides) if (found := _interval(side.value)) is not None][:_MOST_MARKS]
    if len({str(finding.sides[index].value) for index, _ in drawn}) < 2:  # noqa: PLR2004 (one value needs no line)
        return None
    scale = _scale([interval for _, interval in drawn])
    if scale is None:
        return None
    marks = [_mark(finding, index, interval, scale, states[index]) for index, interval in drawn]
    title = joined([f"{joined(list(finding.sides[index].sources))}: {finding.sides[index].shown}" for index, _ in drawn])
    ticks = date_ticks(scale) if isinstance(finding.sides[drawn[0][0]].value, Date) else number_ticks(scale)
    return NumberLine(say("Number line. {sides}", sides=title), marks, ticks)


def _interval(value: Value) -> Interval | None:
    """What a value covers, in its unit: days for a date and a duration."""
    if isinstance(value, Number):
        return value.interval
    if isinstance(value, Date):
        return Interval(value.earliest, value.latest)
    if isinstance(value, Duration):
        found = value.interval
        return Interval(_days(found.low), _days(found.high))
    return None


def _days(seconds: Bound | None) -> Decimal | None:
    return None if seconds is None else Decimal(seconds) / _DAY


def _scale(intervals: list[Interval]) -> Scale | None:
    bounds = [bound for interval in intervals for bound in (interval.low, interval.high) if bound is not None]
    return Scale.around(bounds) if bounds else None


def _mark(finding: Finding, index: int, interval: Interval, scale: Scale, state: str) -> Mark:
    side = finding.sides[index]
    start = 0.0 if interval.low is None else scale.place(interval.low)
    end = 100.0 if interval.high is None else scale.place(interval.high)
    dot = _dot(side.value, interval)
    place = scale.place(dot) if dot is not None else (start + end) / 2
    label = f"{side.shown} · {joined(list(side.sources))}"
    return Mark(
        number=index + 1,
        label=label if len(label) <= _LABEL else f"{label[: _LABEL - 1]}…",
        state=state,
        start=start,
        end=end,
        dot=None if dot is None else place,
        open_start=interval.low is None,
        open_end=interval.high is None,
        anchor=label_anchor(place),
        place=place,
    )


def _dot(value: Value, interval: Interval) -> Bound | None:
    """The one amount that is stated, if one is: 3,600 of 'about 3,600', 12 of 'at least 12'; a month is no single day."""
    if isinstance(value, Number) and value.modifier is not Modifier.BETWEEN:
        return value.low
    return interval.low if interval.low is not None and interval.low == interval.high else None
