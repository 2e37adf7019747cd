"""What is counted from the publication (`أمس`, `last Thursday`, `العام الماضي`, `19 فبراير`), and what is counted from an event and refused."""

import datetime as dt

from cstofacts.extract import date_spans as spans
from cstofacts.extract.date_pieces import PUBLICATION_UNKNOWN, STEPS, YEAR_UNKNOWN, Piece, Point
from cstofacts.extract.date_words import Token


def refuse_event(piece: Piece) -> list[Token] | None:
    """`قبل خمسة أيام من الحرب`: stays symbolic until its event has a date."""
    event = piece["event"]
    if event:
        return piece.time(None, f"counted from an event: {piece.word(event)}")
    return piece.time(None, "counted from an event that the phrase does not name")


# ---- Counted from the publication.


def read_relative_day(piece: Piece) -> list[Token] | None:
    """`أمس`, `غدا`; not `اليوم العالمي`, `في اليوم`, `روسيا اليوم`."""
    token = piece.inside[0]
    following = piece.following.kind if piece.following else ""
    today = token.value == 0
    if piece.previous in ("V", "k") or (today and (following in ("X", "o") or piece.previous == "i")):
        return piece.made("x", None)
    day = piece.scope.basis.day
    if day is None:
        return piece.made("!", Point(None, PUBLICATION_UNKNOWN))
    return piece.made("!", Point(str(day + dt.timedelta(piece.number("r"))), f"counted from the publication day, {day}"))


def read_relative_weekday(piece: Piece) -> list[Token]:
    """`الخميس الماضي`, `next Thursday`."""
    weekday, adjective = piece.number("w"), piece["a"]
    day = piece.scope.basis.day
    if day is None:
        return piece.time(None, PUBLICATION_UNKNOWN)
    step = STEPS[adjective.kind] if adjective else 0
    words = {-1: "the one before", 0: "the nearest one up to", 1: "the first one after"}
    return piece.time(str(spans.weekday_from(day, weekday, step)), f"a weekday: {words[step]} the publication day, {day}")


def read_relative_unit(piece: Piece) -> list[Token] | None:
    """`العام الماضي`, `this month`, `الربيع الماضي`: by as much of the publication day as each needs."""
    unit, adjective = piece["u"], piece["a"]
    if unit is None or adjective is None:
        return None
    written = _relative(piece.scope.basis, unit, STEPS[adjective.kind])
    return piece.time(written, f"counted from the publication, {piece.scope.basis.first}" if written else PUBLICATION_UNKNOWN)


def _relative(basis: spans.Basis, unit: Token, step: int) -> str | None:
    if unit.kind in "yg":
        return f"{basis.year + step:04}" if basis.year else None
    if unit.kind == "M":
        return spans.month_of(basis.year, basis.month + step) if basis.year and basis.month else None
    if basis.day is None:
        return None
    if unit.kind == "W":
        return spans.week_from(basis.day, step)
    return spans.season_from(basis.day, unit.value, step) if isinstance(unit.value, int) else None


def refuse_same_year(piece: Piece) -> list[Token]:
    """`2 أبريل من العام نفسه`."""
    return piece.time(None, "its year is the one that the text named before")


def read_month_of_year(piece: Piece) -> list[Token] | None:
    """`مايو من العام الماضي`, `6 May this year`: a month or day whose year is counted."""
    point = piece.inside[-1].value
    if not isinstance(point, Point) or (point.written is not None and len(point.written) != len("2022")):
        return None
    if point.written is None:
        return piece.time(None, point.why) if point.why == PUBLICATION_UNKNOWN else None
    return piece.time(f"{point.written}-{_without_year(piece.inside[0])}", f"its year is {point.why}")


def read_day_of_counted_month(piece: Piece) -> list[Token] | None:
    """`14 من الشهر المقبل`, `the second of this month`."""
    point = piece.inside[-1].value
    if not isinstance(point, Point) or not point.written or len(point.written) != len("2022-01") or not _MONTH_WORDS & set(_words(piece)):
        return None
    return piece.time(f"{point.written}-{piece.number('d'):02}", f"its month is {point.why}")


_MONTH_WORDS = frozenset({"الشهر", "month"})


def _words(piece: Piece) -> list[str]:
    return piece.word(piece.inside[-1]).split()


def _without_year(token: Token) -> str:
    return "-".join(f"{number:02}" for number in token.numbers)


def read_month_from(piece: Piece) -> list[Token]:
    """`مايو الماضي`, `19 فبراير المقبل`: the last one over, or the next to come."""
    token, adjective = piece["p"], piece["a"]
    day = piece.scope.basis.day
    if token is None or adjective is None or day is None:
        return piece.time(None, PUBLICATION_UNKNOWN)
    step = STEPS[adjective.kind]
    years = (day.year, day.year + step) if step else (day.year,)
    stretches = [(f"{year:04}-{_without_year(token)}", spans.days_of(f"{year:04}-{_without_year(token)}")) for year in years]
    fits = [text for text, days in stretches if days and (not step or (days[1] < day if step < 0 else days[0] > day))]
    return piece.time(fits[0] if fits else None, f"the nearest one {'before' if step < 0 else 'after'} the publication day, {day}")


def resolve_without_year(token: Token, basis: spans.Basis) -> Point:
    """The year-less day or month in the publication year, unless another year's is nearer."""
    if basis.year is None or basis.first is None or basis.last is None:
        return Point(None, YEAR_UNKNOWN)
    written = f"{basis.year:04}-{_without_year(token)}"
    days = spans.days_of(written)
    if days is None:
        return Point(written, "a day without its year")
    after = days[0] > basis.last
    other = basis.year - 1 if after else basis.year + 1
    rival = spans.days_of(f"{other:04}-{_without_year(token)}")
    if rival and _distance(rival, basis.first, basis.last) < _distance(days, basis.first, basis.last):
        return Point(None, f"the year is not written, and {other} is nearer to the publication than {basis.year}")
    return Point(written, f"its year is the publication's, {basis.year}{'; it lies after the publication' if after else ''}")


def _distance(days: tuple[dt.date, dt.date], first: dt.date, last: dt.date) -> int:
    return max((days[0] - last).days, (first - days[1]).days, 0)
