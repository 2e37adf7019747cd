"""Lengths of time as parts of ISO 8601 units: `(("Y", 1), ("M", 6))` is a year and six months. Units below the day begin with T."""

from decimal import Decimal

from cstofacts.extract.duration_units import Unit

Parts = tuple[tuple[str, int], ...]

_SMALLER = {"Y": ("M", 12), "W": ("D", 7), "D": ("TH", 24), "TH": ("TM", 60), "TM": ("TS", 60)}
ORDER = ("Y", "M", "W", "D", "TH", "TM", "TS")


def iso_of(parts: Parts) -> str:
    """Parts of a duration in ISO 8601, hours and below behind their T."""
    many = dict(parts)
    day = "".join(f"{many[unit]}{unit}" for unit in ORDER[:4] if many.get(unit))
    hour = "".join(f"{many[unit]}{unit[1]}" for unit in ORDER[4:] if many.get(unit))
    if not day and not hour and parts:
        return f"P0{parts[0][0]}" if not parts[0][0].startswith("T") else f"PT0{parts[0][0][1]}"
    return f"P{day}" + (f"T{hour}" if hour else "")


def parts_of(amount: Decimal, unit: Unit) -> Parts | None:
    """So much of a unit in whole ISO units (`1.5` years are one year and six months), or None when it has none."""
    iso, rest = unit.iso, amount * unit.many
    parts: list[tuple[str, int]] = []
    while True:
        whole = int(rest)
        if whole or not rest:
            parts.append((iso, whole))
        rest -= whole
        if not rest:
            return tuple(parts)
        if iso not in _SMALLER:
            return None
        iso, times = _SMALLER[iso]
        rest *= times


def is_shorter(one: Parts, other: Parts) -> bool:
    """Whether one duration is less than another by its first part."""
    places = ORDER.index(one[0][0]), ORDER.index(other[0][0])
    return places[0] > places[1] or (places[0] == places[1] and one[0][1] < other[0][1])


def read_part(limit: str) -> Parts:
    """The single part of a limit of `_NEXT`."""
    timed = limit[1] == "T"
    return ((("T" if timed else "") + limit[-1], int(limit[2 if timed else 1 : -1])),)
