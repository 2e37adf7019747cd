"""Single times in a row of tokens: days and months, and the rules for all that is read before times are combined (`dates.py`)."""

from msgspec.structs import replace

from cstofacts.extract import date_figures as figures
from cstofacts.extract import date_hijri as hijri
from cstofacts.extract import date_relative as relative
from cstofacts.extract import date_spans as spans
from cstofacts.extract import date_years as years
from cstofacts.extract.date_pieces import YEAR_UNKNOWN, Piece, Point, Rule, is_latin, rule
from cstofacts.extract.date_words import Token


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
    return _read_day(piece) if piece["Y"] or is_latin(piece, piece["m"]) else None


def _read_month(piece: Piece) -> list[Token]:
    return piece.time(f"{piece.number('Y'):04}-{piece.number('m'):02}", "month and year are written")


def _read_day_range(piece: Piece) -> list[Token] | None:
    """`January 5-7, 2022`."""
    if not is_latin(piece, piece["m"]):
        return None
    month, days = piece.number("m"), (piece.number("a"), piece.number("b"))
    year = piece.number("Y") or piece.scope.basis.year
    if year is None:
        return piece.time(None, YEAR_UNKNOWN)
    first, last = (f"{year:04}-{month:02}-{day:02}" for day in days)
    return piece.time(spans.join(first, last), "from one day to another of the month")


def _read_two_days(piece: Piece) -> list[Token] | None:
    """`January 5 and 6, 2022`: two days of one month."""
    if not is_latin(piece, piece["m"]) or not (piece["Y"] or piece.following is None or piece.following.kind != "x"):
        return None
    month, days = piece.number("m"), (piece.number("a"), piece.number("b"))
    first, last = piece["a"], piece["b"]
    if first is None or last is None:
        return None
    points = [_day_token(piece, month, day) for day in days]
    start, end = piece.inside[0].start, piece.inside[-1].end
    return [replace(points[0], start=start, end=first.end), Token("&", first.end, last.start), replace(points[1], start=last.start, end=end)]


def _day_token(piece: Piece, month: int, day: int) -> Token:
    if piece["Y"] is None:
        return Token("p", 0, 0, (month, day))
    return Token("@", 0, 0, Point(f"{piece.number('Y'):04}-{month:02}-{day:02}", "day, month and year are written"))


ATOMS: list[Rule] = [
    rule(r"(?P<a>m)(?:/|-|\(|/\()(?P<b>m)\)?", _merge_months),
    rule(r"j[wdNr]", _drop_day_word),
    rule(r"(?:(?P<d>[do])f?M?)?(?P<h>h)(?:,?f?y?(?P<Y>Y)I?)?", hijri.read_hijri),
    rule(r"N(?P<I>I)?", figures.read_numeric),
    rule(r"v", figures.read_short_numeric),
    rule(r"y?(?P<Y>Y)I", hijri.read_hijri_year),
    rule(r"(?P<m>m)\.?(?P<a>d)[-t](?P<b>d)(?:,?(?P<Y>Y))?", _read_day_range),
    rule(r"(?P<m>m)\.?(?P<a>d)H?&(?P<b>d)H?(?:,?(?P<Y>Y))?", _read_two_days),
    rule(r"(?P<d>[do])H?f?M?(?P<m>m)\.?(?:f?,?yf?|,)?(?P<Y>Y)[gG]?", _read_day),
    rule(r"(?P<m>m)\.?(?P<d>d)H?,?y?(?P<Y>Y)", _read_day),
    rule(r"(?P<d>[do])H?f?M?(?P<m>m)", _read_day),
    rule(r"(?P<m>m)\.?(?P<d>d)H?", _read_month_first),
    rule(r"(?P<m>m)\.?(?:f?,?y)?f?(?P<Y>Y)[gG]?", _read_month),
    rule(r"C(?P<n>[do])|(?P<n2>[dR])(?:H|-E)?-?C|(?P<n3>o)-?C|C(?P<a>[PT])|(?P<b>[PT])C", years.read_century),
    rule(r"(?P<Y>Y)(?:Z|-E)g?", years.read_figure_decade),
    rule(r"(?P<n>[9d])(?:Z|-Eg)", years.read_short_decade),
    rule(r"y(?P<n>9)", figures.read_short_year),
    rule(r"(?P<n>9)(?:-E)?g", figures.read_short_year),
    rule(r"\*(?P<n>9)", figures.read_short_year),
    rule(r"(?P<D>D)(?:f?g?f?(?P<c>c)|g)?(?!f?O)", years.read_decade),
    rule(r"(?P<c>c)", years.finish_century),
    rule(r"(?P<s>s)f?y?(?P<Y>Y)[gG]?", years.read_season),
    rule(r"yf?(?P<list>Y(?:[&/t-]Y){0,12})[gG]?", years.read_years),
    rule(r"(?P<list>Y(?:[&/t-]Y){0,12})[gG]", years.read_years),
    rule(r"(?:b(?P<list>Y&Y))", years.read_bare_years),
    rule(r"(?:f(?P<list>YtY|YUY))", years.read_bare_years),
    rule(r"(?:[i(](?P<list>Y-Y))", years.read_bare_years),
    rule(r"(?:[iSU<>]|e-?f?|[oq][oq]f|qd|dHqf)(?P<list>Y)", years.read_bare_years),
    rule(r"(?P<Y>Y)x", years.read_year_of_event),
    rule(r"[<>](?:[nd90Y][nd90Y&]{0,3}[JyMWjg]|K|[yMWj](?![YPFTL@mpw]))(?:f(?P<event>x))?", relative.refuse_event),
    rule(r"[nd90][nd90&]{0,3}[JyMWjg](?:[<>](?P<event>x)?|z)", relative.refuse_event),
    rule(r"z[nd90][nd90&]{0,3}[JgMWj](?:U(?P<event>x))?", relative.refuse_event),
    rule(r"[yMWwjr]L|L[yMWwj]", relative.refuse_event),
    rule(r"(?P<w>w)(?P<a>[PF])", relative.read_relative_weekday),
    rule(r"(?P<a>[PF])(?P<w>w)", relative.read_relative_weekday),
    rule(r"(?P<u>[ygMWs])(?P<a>[PFT])", relative.read_relative_unit),
    rule(r"(?P<a>[PFT])(?P<u>[ygMWs])", relative.read_relative_unit),
    rule(r"(?P<d>[do])H?f@", relative.read_day_of_counted_month),
    rule(r"(?P<r>r)", relative.read_relative_day),
    rule(r"[pm]f?(?:yX|x?X[yg])", relative.refuse_same_year),
    rule(r"[pm]f?,?@", relative.read_month_of_year),
    rule(r"(?P<p>[pm])(?P<a>[PFT])", relative.read_month_from),
    rule(r"(?P<a>[PF])(?P<p>m)", relative.read_month_from),
]
