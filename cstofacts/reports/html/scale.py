"""A linear scale with round ticks, for amounts and for days."""

import datetime as dt
from collections.abc import Iterable
from decimal import ROUND_CEILING, Decimal

from msgspec import Struct

from cstofacts.values.base import Bound

# Room left and right of the outermost values, as a share of their distance.
_MARGIN = Decimal("0.12")
_MOST_TICKS = 5
_YEAR = 366


class Tick(Struct, frozen=True):
    """A place on the scale in per cent, with what is written there."""

    place: float
    label: str


class Scale(Struct, frozen=True):
    """The lowest and the highest amount of a scale."""

    low: Decimal
    high: Decimal

    @classmethod
    def around(cls, amounts: Iterable[Bound]) -> "Scale":
        """A scale that holds all these amounts, with room at its ends."""
        given = [Decimal(amount) for amount in amounts]
        low, high = min(given), max(given)
        room = (high - low) * _MARGIN or abs(high) * _MARGIN or Decimal(1)
        return cls(low - room, high + room)

    def place(self, amount: Bound) -> float:
        """Where an amount stands, in per cent of the width."""
        return round(float((Decimal(amount) - self.low) / (self.high - self.low) * 100), 2)


# How near to an edge a label must begin or end at its place, so that it is not cut.
_NEAR_START, _NEAR_END = 30, 70


def label_anchor(place: float) -> str:
    """How a label lies at a place: beginning there, ending there, or in the middle."""
    return "start" if place < _NEAR_START else "end" if place > _NEAR_END else "middle"


def number_ticks(scale: Scale) -> list[Tick]:
    """Ticks at round amounts."""
    step = _round_step((scale.high - scale.low) / _MOST_TICKS)
    first = (scale.low / step).to_integral_value(ROUND_CEILING) * step
    amounts = (first + step * number for number in range(_MOST_TICKS + 1))
    return [Tick(scale.place(amount), f"{_plain(amount):,f}") for amount in amounts if amount <= scale.high]


def _round_step(least: Decimal) -> Decimal:
    """The smallest of 1, 2, 5, 10, 20, 50, … that is not below."""
    unit = Decimal(10) ** least.adjusted()
    return next(unit * factor for factor in (1, 2, 5, 10) if unit * factor >= least)


def _plain(amount: Decimal) -> Decimal:
    """The amount without zeros behind its point, and without an exponent."""
    shorter = amount.normalize()
    return shorter.quantize(Decimal(1)) if shorter == shorter.to_integral_value() else shorter


def date_ticks(scale: Scale) -> list[Tick]:
    """Ticks at the beginnings of years, or at days when the scale is shorter than two years."""
    first, last = (dt.date.fromordinal(min(max(int(day), 1), dt.date.max.toordinal())) for day in (scale.low, scale.high))
    if scale.high - scale.low > 2 * _YEAR:
        step = max(int(_round_step(Decimal(last.year - first.year) / _MOST_TICKS)), 1)
        years = range(-(-(first.year + 1) // step) * step, last.year + 1, step)
        return [Tick(scale.place(dt.date(year, 1, 1).toordinal()), f"{year:04}") for year in years]
    step = max(-(-(last - first).days // 4), 1)
    days = range(first.toordinal() + 1, last.toordinal() + 1, step)
    return [Tick(scale.place(day), dt.date.fromordinal(day).isoformat()) for day in days]
