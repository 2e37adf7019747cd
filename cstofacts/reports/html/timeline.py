"""Timelines: events in the order of their dates, and counts by the date they are as of, one line per origin."""

import datetime as dt
from decimal import Decimal

from msgspec import Struct

from cstofacts.language import joined, spoken
from cstofacts.model.finding import Finding
from cstofacts.model.registry import Behaviour, Registry
from cstofacts.reports.html.anchors import anchor
from cstofacts.reports.html.scale import Scale, Tick, date_ticks, label_anchor, number_ticks
from cstofacts.reports.html.states import side_states, state_of, worst
from cstofacts.values.date import Date
from cstofacts.values.number import Number

# Above every day that can be written.
_NEVER = 10**7

# The ways in which the lines of origins are drawn.
_DASHES = 6


class Event(Struct, frozen=True):
    """One question about a date: every date that is given for it, the earliest first, each with its sources."""

    question: str
    language: str
    anchor: str
    dates: list[tuple[str, str, str]]
    state: str


class Year(Struct, frozen=True):
    """The events of a year; its name is empty for what has no earliest day."""

    name: str
    events: list[Event]


class Point(Struct, frozen=True):
    """A count as of a day: places in per cent of the width and of the height, and the same in words; the last one names its origin."""

    x: float
    y: float
    x_before: float | None
    y_before: float | None
    as_of: str
    shown: str
    sources: str
    origin: str
    line: int
    state: str
    is_last: bool
    anchor: str


class Growth(Struct, frozen=True):
    """The counts of a question by their dates; a line joins the points of one origin."""

    points: list[Point]
    days: list[Tick]
    amounts: list[Tick]


def events_of(findings: list[Finding], limit: int) -> list[Year]:
    """The questions about dates, in the order of their earliest date, by year; the worst come first when there are more than the limit."""
    dated = [finding for finding in findings if any(isinstance(side.value, Date) for side in finding.sides)][:limit]
    years: dict[str, list[Event]] = {}
    for finding in sorted(dated, key=lambda finding: (_earliest(finding), finding.id)):
        day = _earliest(finding)
        name = "" if day == _NEVER else f"{dt.date.fromordinal(day).year:04}"
        years.setdefault(name, []).append(_event(finding))
    return [Year(name, events) for name, events in years.items()]


def _earliest(finding: Finding) -> int:
    days = [side.value.earliest for side in finding.sides if isinstance(side.value, Date) and side.value.earliest is not None]
    return min(days, default=_NEVER)


def _event(finding: Finding) -> Event:
    states = side_states(finding)
    question = finding.question.ar if spoken() == "ar" else ""
    dates = [(side.shown, joined(list(side.sources)), state) for side, state in zip(finding.sides, states, strict=True)]
    state = worst([state_of(pair) for pair in finding.pairs])
    return Event(question or finding.question.en, "ar" if question else "en", anchor(finding.id), dates, state)


def growth_of(finding: Finding, registry: Registry, states: list[str]) -> Growth | None:
    """The counts of a figure that changes, when they are as of at least two days, else None."""
    if registry.properties[finding.question.property].behaviour is Behaviour.CONSTANT:
        return None
    found = sorted(
        (claim.as_of.earliest, amount, origin, index)
        for index, side in enumerate(finding.sides)
        for claim in side.claims[:1]
        for origin in side.origins
        if claim.as_of and claim.as_of.earliest is not None and (amount := _amount(side.value)) is not None
    )
    if len({day for day, *_ in found}) < 2:  # noqa: PLR2004 (one day makes no line)
        return None
    across, up = Scale.around(day for day, *_ in found), Scale.around(amount for _, amount, *_ in found)
    lines = {origin: number for number, origin in enumerate(sorted({origin for *_, origin, _ in found}))}
    last = {origin: (day, amount, index) for day, amount, origin, index in found}
    points: list[Point] = []
    latest: dict[str, Point] = {}
    for day, amount, origin, index in found:
        before, side = latest.get(origin), finding.sides[index]
        latest[origin] = Point(
            x=across.place(day),
            y=round(100 - up.place(amount), 2),
            x_before=before.x if before else None,
            y_before=before.y if before else None,
            as_of=str(side.claims[0].as_of),
            shown=side.shown,
            sources=joined(list(side.sources)),
            origin=registry.name(origin),
            line=lines[origin] % _DASHES,
            state=states[index],
            is_last=(day, amount, index) == last[origin],
            anchor=label_anchor(across.place(day)),
        )
        points.append(latest[origin])
    return Growth(points, date_ticks(across), [Tick(round(100 - tick.place, 2), tick.label) for tick in number_ticks(up)])


def _amount(value: object) -> Decimal | None:
    """The amount that is drawn: the stated one, or the lower end of a range."""
    return value.low if isinstance(value, Number) else None
