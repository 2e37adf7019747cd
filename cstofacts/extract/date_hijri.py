"""Hijri dates: `3 جمادى الآخرة 1443`, `رمضان 1443هـ`, by the Umm al-Qura calendar. They need the extra `hijri`."""

from cstofacts.extract.date_pieces import Piece
from cstofacts.extract.date_words import Token

HIJRI_YEARS = range(1343, 1501)  # what hijridate converts, and what a bare `عام 1443` may also be


def read_hijri(piece: Piece) -> list[Token] | None:
    """`3 جمادى الآخرة 1443`; a month alone may be a name."""
    if piece["Y"] is None:
        return piece.time(None, "a hijri day without its year") if piece["d"] else None
    return piece.time(*hijri(piece.number("Y"), piece.number("h"), piece.number("d")))


def read_hijri_year(piece: Piece) -> list[Token]:
    """`سنة 1443 هـ`."""
    return piece.time(*hijri(piece.number("Y"), 0, 0))


def hijri(year: int, month: int, day: int) -> tuple[str | None, str]:
    """The Gregorian days of a hijri day, month or year, by the Umm al-Qura calendar."""
    try:
        from hijridate import Hijri  # the extra `hijri`; most texts have no such date
    except ImportError:
        return None, "a hijri date: install cstofacts[hijri] to convert it"
    try:
        first = Hijri(year, month or 1, day or 1)
        last = first if day else Hijri(year, month or 12, Hijri(year, month or 12, 1).month_length())
        days = first.to_gregorian().isoformat(), last.to_gregorian().isoformat()
    except (ValueError, OverflowError) as error:
        return None, f"a hijri date that cannot be converted: {error}"
    return days[0] if day else f"{days[0]}/{days[1]}", "hijri, by the Umm al-Qura calendar"
