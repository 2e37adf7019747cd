"""Single times in a row of tokens: days, months, years, decades, centuries, hijri dates, and what is counted from the publication or an event.

A rule is a pattern over the kinds of the tokens (`date_words.py`) and a function that makes of each match the tokens to put in its place, or
None to leave it. Rules run one after the other over the whole row, so that later ones see what earlier ones made.
"""

import datetime as dt
import re
from collections.abc import Callable

from msgspec import Struct

from cstofacts.extract import date_spans as spans
from cstofacts.extract.date_words import Token, is_counted

PUBLICATION_UNKNOWN = "publication day not known"
_YEAR_UNKNOWN = "the year is not written, and the publication year is not known"
_FIRST_BARE, _LAST_BARE = 1800, 2100  # years that need no year word: `في 2014`, not `في 1500`
_HIJRI_YEARS = range(1343, 1501)  # what hijridate converts, and what a bare `عام 1443` may also be
_LINE_WINDOW = 120  # letters around digits that tell which language orders them
_DECADE, _CENTURY = 10, 100
_UNSAID_CENTURY = range(30, 100)  # `التسعينيات` is 1990-1999; `العشرينيات` may be of two centuries
_STEPS = {"P": -1, "T": 0, "F": 1}


class Point(Struct, frozen=True):
    """A time as EDTF, or None when it is refused; why either way."""

    written: str | None
    why: str


class Scope(Struct, frozen=True):
    """What every rule may look at: the folded text and the publication."""

    folded: str
    basis: spans.Basis


class Piece(Struct, frozen=True):
    """One match of a rule."""

    match: re.Match[str]
    tokens: list[Token]
    scope: Scope

    def __getitem__(self, name: str) -> Token | None:
        """The token of a named group (or of its second or third writing, `d2`), or None when it is not there."""
        known = self.match.re.groupindex
        places = (self.match.start(group) for group in (name, f"{name}2", f"{name}3") if group in known)
        return next((self.tokens[place] for place in places if place >= 0), None)

    def number(self, name: str) -> int:
        """The number that a named token carries; 0 when it is not there."""
        token = self[name]
        return token.value if token and isinstance(token.value, int) else 0

    @property
    def inside(self) -> list[Token]:
        """The tokens matched."""
        return self.tokens[self.match.start() : self.match.end()]

    @property
    def previous(self) -> str:
        """The kind of the token before, or nothing."""
        place = self.match.start()
        return self.tokens[place - 1].kind if place else ""

    @property
    def following(self) -> Token | None:
        """The token behind."""
        return self.tokens[self.match.end()] if self.match.end() < len(self.tokens) else None

    def word(self, token: Token | None) -> str:
        """The folded letters of a token."""
        return self.scope.folded[token.start : token.end] if token else ""

    @property
    def is_counted(self) -> bool:
        """Whether the next word makes of the digits before it a quantity."""
        return is_counted(self.word(self.following))

    def made(self, kind: str, value: object, first: int = 0, last: int = -1) -> list[Token]:
        """One token in place of the matched ones, or of those from `first` to `last`."""
        return [Token(kind, self.inside[first].start, self.inside[last].end, value)]

    def time(self, written: str | None, why: str) -> list[Token]:
        """A time in place of the match."""
        return self.made("@", Point(written, why))


Rule = tuple[re.Pattern[str], Callable[[Piece], list[Token] | None]]


def rule(pattern: str, build: Callable[[Piece], list[Token] | None]) -> Rule:
    """A rule of the grammar."""
    return re.compile(pattern), build


def _is_latin(piece: Piece, token: Token | None) -> bool:
    return piece.word(token)[:1].isascii()


# ---- Days, months and years.


def _merge_months(piece: Piece) -> list[Token] | None:
    return piece.made("m", piece.number("a")) if piece.number("a") == piece.number("b") else None


def _drop_day_word(piece: Piece) -> list[Token]:
    return piece.made(piece.inside[-1].kind, piece.inside[-1].value)


def _read_day(piece: Piece) -> list[Token] | None:
    """`6 يناير 2022`, `January 6, 2022`; without a year a `p`."""
    month, day, year = piece.number("m"), piece.number("d"), piece["Y"]
    if piece.is_counted:
        return None
    if year is None:
        return piece.made("p", (month, day))
    return piece.time(f"{piece.number('Y'):04}-{month:02}-{day:02}", "day, month and year are written")


def _read_month_first(piece: Piece) -> list[Token] | None:
    """`January 6`; in Arabic and Russian only with its year."""
    return _read_day(piece) if piece["Y"] or _is_latin(piece, piece["m"]) else None


def _read_month(piece: Piece) -> list[Token]:
    return piece.time(f"{piece.number('Y'):04}-{piece.number('m'):02}", "month and year are written")


def _read_day_range(piece: Piece) -> list[Token] | None:
    """`January 5-7, 2022`."""
    if not _is_latin(piece, piece["m"]):
        return None
    month, days = piece.number("m"), (piece.number("a"), piece.number("b"))
    year = piece.number("Y") or piece.scope.basis.year
    if year is None:
        return piece.time(None, _YEAR_UNKNOWN)
    first, last = (f"{year:04}-{month:02}-{day:02}" for day in days)
    return piece.time(spans.join(first, last), "from one day to another of the month")


def _read_numeric(piece: Piece) -> list[Token]:
    first, second, third = piece.inside[0].numbers
    if piece["I"]:
        year, month, day = (first, second, third) if first >= _FIRST_FOUR_DIGITS else (third, second, first)
        return piece.time(*_hijri(year, month, day))
    if first >= _FIRST_FOUR_DIGITS:
        return piece.time(f"{first:04}-{second:02}-{third:02}", "year, month and day in figures")
    latin = _language(piece.scope.folded, piece.inside[0].start) == "latin"
    if latin and first <= 12 and second <= 12 and first != second:  # noqa: PLR2004 - months
        return piece.time(None, f"day-month order is not known: {third:04}-{second:02}-{first:02} or {third:04}-{first:02}-{second:02}")
    day, month = (second, first) if latin and second > 12 else (first, second)  # noqa: PLR2004 - months
    return piece.time(f"{third:04}-{month:02}-{day:02}", "day, month and year in figures" if latin else "day first, as in Arabic and Russian")


_FIRST_FOUR_DIGITS = 1000


def _language(folded: str, place: int) -> str:
    """Which script surrounds that place on its line: `latin` when it is the one used most, or when there is none."""
    start = max(folded.rfind("\n", 0, place) + 1, place - _LINE_WINDOW)
    end = folded.find("\n", place, place + _LINE_WINDOW)
    window = folded[start : end if end >= 0 else place + _LINE_WINDOW]
    latin = sum("a" <= letter <= "z" for letter in window)
    other = sum("ء" <= letter <= "ي" or "а" <= letter <= "я" for letter in window)
    return "latin" if latin >= other else "other"


def _read_years(piece: Piece) -> list[Token] | None:
    """`عام 2002`, `عامي 1992 و 2002`, `1992 и 2002 годах`: each year one time, with what joins them left between."""
    start, end = piece.match.span("list")
    row = piece.tokens[start:end]
    if len(row) > 1 and piece.is_counted:
        return None
    times = [Token("@", token.start, token.end, _year_point(piece, token)) if token.kind == "Y" else token for token in row]
    inside = piece.inside
    times[0] = Token("@", inside[0].start, times[0].end, times[0].value)
    times[-1] = Token("@", times[-1].start, inside[-1].end, times[-1].value)
    return times


def _year_point(piece: Piece, token: Token) -> Point:
    year = token.numbers[0]
    marked = any(inside.kind == "G" for inside in piece.inside)
    arabic = any("ء" <= piece.word(inside)[:1] <= "ي" for inside in piece.inside)
    if arabic and year in _HIJRI_YEARS and not marked:
        return Point(None, f"{year} may be a hijri or a Gregorian year")
    return Point(f"{year:04}", "a year with its year word")


def _read_bare_years(piece: Piece) -> list[Token] | None:
    """`في 2014`, `بين 1992 و2002`: years without a year word, when nothing makes them quantities."""
    start = piece.match.start("list") - piece.match.start()
    row = piece.inside
    if any("а" <= piece.word(token)[:1] <= "я" for token in row[:start]):
        return None  # Russian writes the year word
    if row[0].kind in "<>" and _is_latin(piece, row[0]) and piece.following and piece.following.kind == "x":
        return None  # before the 2008 crisis
    years = [token.value for token in row[start:] if token.kind == "Y"]
    if piece.is_counted or not all(_is_bare_year(year) for year in years) or _is_round(piece, years):
        return None
    point = "a year by its place in the phrase"
    return [Token("@", t.start, t.end, Point(f"{t.value:04}", point)) if t.kind == "Y" and at >= start else t for at, t in enumerate(row)]


def _is_bare_year(year: object) -> bool:
    return isinstance(year, int) and _FIRST_BARE <= year <= _LAST_BARE


def _is_round(piece: Piece, years: list[object]) -> bool:
    """Whether all are hundreds and a noun may follow: `في 2000 قرية`."""
    following = piece.following
    return all(isinstance(year, int) and year % _CENTURY == 0 for year in years) and following is not None and following.kind == "x"


# ---- Decades, centuries, seasons.


def _read_century(piece: Piece) -> list[Token] | None:
    number = piece["n"]
    if number is not None:
        return piece.made("c", number.value) if isinstance(number.value, int) and number.value > 1 else None
    adjective = piece["a"] or piece["b"]
    step = _STEPS[adjective.kind] if adjective else 0
    year = piece.scope.basis.year
    # In a text of unknown date *last century* is read as the twentieth: news of before 2001 is not what this reads.
    current = (year - 1) // _CENTURY + 1 if year else 21
    return piece.made("c", current + step)


def _read_figure_decade(piece: Piece) -> list[Token] | None:
    """`1990s`, `1990-е`, `90-х годов`."""
    figures, ending = piece.inside[:2]
    if figures.end != ending.start:
        return None
    year = piece.number("Y")
    if year % _DECADE:
        return None
    if year % _CENTURY == 0:
        return piece.time(None, f"{year}s may be a decade or a century")
    return piece.time(f"{year // _DECADE:03}X", "a decade")


def _read_short_decade(piece: Piece) -> list[Token] | None:
    if piece.number("n") % _DECADE or piece.number("n") not in range(10, 100):
        return None
    return piece.made("D", piece.number("n"))


def _read_decade(piece: Piece) -> list[Token] | None:
    """`تسعينيات القرن الماضي`, `the nineties`; not somebody's age."""
    if piece.previous == "O":
        return None
    decade, century = piece.number("D"), piece["c"]
    if century is not None and isinstance(century.value, int):
        return piece.time(f"{century.value - 1:02}{decade // _DECADE}X", "a decade of a century")
    if decade not in _UNSAID_CENTURY:
        return piece.time(None, f"the century is not said: the {decade}s of which?")
    return piece.time(f"19{decade // _DECADE}X", "a decade of the twentieth century")


def _finish_century(piece: Piece) -> list[Token]:
    return piece.time(f"{piece.number('c') - 1:02}XX", "a century")


def _read_season(piece: Piece) -> list[Token]:
    year, first_month = piece.number("Y"), piece.number("s")
    if first_month == 12:  # noqa: PLR2004 - winter begins in December
        return piece.time(None, f"winter {year} may be the one that begins or the one that ends in {year}")
    return piece.time(spans.season_of(year, first_month), "a season: the months that the calendar or the sun gives it in the north")


# ---- Hijri.


def _read_hijri(piece: Piece) -> list[Token] | None:
    if piece["Y"] is None:
        return piece.time(None, "a hijri day without its year") if piece["d"] else None
    return piece.time(*_hijri(piece.number("Y"), piece.number("h"), piece.number("d")))


def _read_hijri_year(piece: Piece) -> list[Token]:
    return piece.time(*_hijri(piece.number("Y"), 0, 0))


def _hijri(year: int, month: int, day: int) -> tuple[str | None, str]:
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


# ---- Counted from an event.


def _refuse_event(piece: Piece) -> list[Token] | None:
    """`قبل خمسة أيام من الحرب`: stays symbolic until its event has a date."""
    event = piece["event"]
    if event:
        return piece.time(None, f"counted from an event: {piece.word(event)}")
    return piece.time(None, "counted from an event that the phrase does not name")


# ---- Counted from the publication.


def _read_relative_day(piece: Piece) -> list[Token] | None:
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


def _read_relative_weekday(piece: Piece) -> list[Token]:
    weekday, adjective = piece.number("w"), piece["a"] or piece["b"]
    day = piece.scope.basis.day
    if day is None:
        return piece.time(None, PUBLICATION_UNKNOWN)
    step = _STEPS[adjective.kind] if adjective else 0
    words = {-1: "the one before", 0: "the nearest one up to", 1: "the first one after"}
    return piece.time(str(spans.weekday_from(day, weekday, step)), f"a weekday: {words[step]} the publication day, {day}")


def _read_relative_unit(piece: Piece) -> list[Token] | None:
    """`العام الماضي`, `this month`, `الربيع الماضي`: by as much of the publication day as each needs."""
    unit, adjective = piece["u"], piece["a"] or piece["b"]
    if unit is None or adjective is None:
        return None
    written = _relative(piece.scope.basis, unit, _STEPS[adjective.kind])
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


def _refuse_same_year(piece: Piece) -> list[Token]:
    """`2 أبريل من العام نفسه`."""
    return piece.time(None, "its year is the one that the text named before")


def _read_month_of_year(piece: Piece) -> list[Token] | None:
    """`مايو من العام الماضي`, `6 May this year`: a month or day whose year is counted."""
    point = piece.inside[-1].value
    if not isinstance(point, Point) or (point.written is not None and len(point.written) != len("2022")):
        return None
    if point.written is None:
        return piece.time(None, point.why) if point.why == PUBLICATION_UNKNOWN else None
    return piece.time(f"{point.written}-{_without_year(piece.inside[0])}", f"its year is {point.why}")


def _without_year(token: Token) -> str:
    return "-".join(f"{number:02}" for number in token.numbers)


def _read_month_from(piece: Piece) -> list[Token]:
    """`مايو الماضي`, `19 فبراير المقبل`: the last one over, or the next to come."""
    token, adjective = piece["p"], piece["a"] or piece["b"]
    day = piece.scope.basis.day
    if token is None or adjective is None or day is None:
        return piece.time(None, PUBLICATION_UNKNOWN)
    step = _STEPS[adjective.kind]
    years = (day.year, day.year + step) if step else (day.year,)
    stretches = [(f"{year:04}-{_without_year(token)}", spans.days_of(f"{year:04}-{_without_year(token)}")) for year in years]
    fits = [text for text, days in stretches if days and (not step or (days[1] < day if step < 0 else days[0] > day))]
    return piece.time(fits[0] if fits else None, f"the nearest one {'before' if step < 0 else 'after'} the publication day, {day}")


def resolve_without_year(token: Token, basis: spans.Basis) -> Point:
    """The year-less day or month in the publication year, unless another year's is nearer."""
    if basis.year is None or basis.first is None or basis.last is None:
        return Point(None, _YEAR_UNKNOWN)
    written = f"{basis.year:04}-{_without_year(token)}"
    days = spans.days_of(written)
    if days is None:
        return Point(written, "a day without its year")
    after = days[0] > basis.last
    other = basis.year - 1 if after else basis.year + 1
    rival = spans.days_of(f"{other:04}-{_without_year(token)}")
    if rival and _distance(rival, basis.first, basis.last) < _distance(days, basis.first, basis.last):
        return Point(None, f"the year is not written, and {other} is nearer to the publication than {basis.year}")
    return Point(written, f"its year is the publication's, {basis.year}")


def _distance(days: tuple[dt.date, dt.date], first: dt.date, last: dt.date) -> int:
    return max((days[0] - last).days, (first - days[1]).days, 0)


ATOMS: list[Rule] = [
    rule(r"(?P<a>m)(?:/|-|\(|/\()(?P<b>m)\)?", _merge_months),
    rule(r"j[wdNr]", _drop_day_word),
    rule(r"(?:(?P<d>[do])f?M?)?(?P<h>h)(?:,?f?y?(?P<Y>Y)I?)?", _read_hijri),
    rule(r"N(?P<I>I)?", _read_numeric),
    rule(r"y?(?P<Y>Y)I", _read_hijri_year),
    rule(r"(?P<m>m)\.?(?P<a>d)[-t](?P<b>d)(?:,?(?P<Y>Y))?", _read_day_range),
    rule(r"(?P<d>[do])H?f?M?(?P<m>m)\.?(?:f?,?yf?|,)?(?P<Y>Y)[gG]?", _read_day),
    rule(r"(?P<m>m)\.?(?P<d>d)H?,?y?(?P<Y>Y)", _read_day),
    rule(r"(?P<d>[do])H?f?M?(?P<m>m)", _read_day),
    rule(r"(?P<m>m)\.?(?P<d>d)H?", _read_month_first),
    rule(r"(?P<m>m)\.?(?:f?,?y)?f?(?P<Y>Y)[gG]?", _read_month),
    rule(r"C(?P<n>[do])|(?P<n2>[dR])(?:H|-E)?-?C|(?P<n3>o)-?C|C(?P<a>[PT])|(?P<b>[PT])C", _read_century),
    rule(r"(?P<Y>Y)(?:Z|-E)g?", _read_figure_decade),
    rule(r"(?P<n>[9d])(?:Z|-Eg)", _read_short_decade),
    rule(r"(?P<D>D)(?:f?g?f?(?P<c>c)|g)?(?!f?O)", _read_decade),
    rule(r"(?P<c>c)", _finish_century),
    rule(r"(?P<s>s)f?y?(?P<Y>Y)[gG]?", _read_season),
    rule(r"yf?(?P<list>Y(?:[&/t-]Y){0,12})[gG]?", _read_years),
    rule(r"(?P<list>Y(?:[&/t-]Y){0,12})[gG]", _read_years),
    rule(r"(?:b(?P<list>Y&Y))", _read_bare_years),
    rule(r"(?:f(?P<list>YtY|YUY))", _read_bare_years),
    rule(r"(?:[i(](?P<list>Y-Y))", _read_bare_years),
    rule(r"(?:[iSU<>]|e-?f?|[oq][oq]f|qd)(?P<list>Y)", _read_bare_years),
    rule(r"[<>](?:[nd90Y][nd90Y&]{0,3}[JyMWjg]|K|[yMWj](?![YPFTL@mpw]))(?:f(?P<event>x))?", _refuse_event),
    rule(r"[nd90][nd90&]{0,3}[JyMWjg](?:[<>](?P<event>x)?|z)", _refuse_event),
    rule(r"z[nd90][nd90&]{0,3}[JgMWj](?:U(?P<event>x))?", _refuse_event),
    rule(r"[yMWwjr]L|L[yMWwj]", _refuse_event),
    rule(r"(?P<w>w)(?P<a>[PF])|(?P<b>[PF])(?P<w2>w)", _read_relative_weekday),
    rule(r"(?P<u>[ygMWs])(?P<a>[PFT])|(?P<b>[PFT])(?P<u2>[ygMWs])", _read_relative_unit),
    rule(r"(?P<r>r)", _read_relative_day),
    rule(r"[pm]f?(?:yX|x?X[yg])", _refuse_same_year),
    rule(r"[pm]f?,?@", _read_month_of_year),
    rule(r"(?P<p>[pm])(?P<a>[PFT])|(?P<b>[PF])(?P<p2>m)", _read_month_from),
]
