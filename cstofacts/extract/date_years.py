"""Years, decades, centuries and seasons: `عامي 1992 و 2002`, `تسعينيات القرن الماضي`, `in the 1990s`, `в XIX веке`, `ربيع عام 2021`."""

from cstofacts.extract import date_spans as spans
from cstofacts.extract.date_hijri import HIJRI_YEARS
from cstofacts.extract.date_pieces import STEPS, Piece, Point, is_latin
from cstofacts.extract.date_words import Token

_FIRST_BARE, _LAST_BARE = 1800, 2100  # years that need no year word: `في 2014`, not `في 1500`
_DECADE, _CENTURY = 10, 100
_UNSAID_CENTURY = range(30, 100)  # `التسعينيات` is 1990-1999; `العشرينيات` may be of two centuries


def read_years(piece: Piece) -> list[Token] | None:
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
    if arabic and year in HIJRI_YEARS and not marked:
        return Point(None, f"{year} may be a hijri or a Gregorian year")
    return Point(f"{year:04}", "a year with its year word")


def read_bare_years(piece: Piece) -> list[Token] | None:
    """`في 2014`, `بين 1992 و2002`: years without a year word, when nothing makes them quantities."""
    start = piece.match.start("list") - piece.match.start()
    row = piece.inside
    if any("а" <= piece.word(token)[:1] <= "я" for token in row[:start]):
        return None  # Russian writes the year word
    if row[0].kind in "<>" and is_latin(piece, row[0]) and piece.following and piece.following.kind == "x":
        return None  # before the 2008 crisis
    years = [token.value for token in row[start:] if token.kind == "Y"]
    if piece.is_counted or not all(_is_bare_year(year) for year in years) or _is_round(piece, years):
        return None
    point = "a year by its place in the phrase"
    return [Token("@", t.start, t.end, Point(f"{t.value:04}", point)) if t.kind == "Y" and at >= start else t for at, t in enumerate(row)]


_HELD = frozenset({"election", "elections", "vote", "referendum", "census", "olympics", "tournament", "budget"})


def read_year_of_event(piece: Piece) -> list[Token] | None:
    """`the 2020 election`: the year of what is held in one."""
    if not _is_bare_year(piece.number("Y")) or piece.word(piece.inside[-1]) not in _HELD:
        return None
    year, following = piece.inside
    return [Token("@", year.start, year.end, Point(f"{piece.number('Y'):04}", "the year of what is held in one")), following]


def _is_bare_year(year: object) -> bool:
    return isinstance(year, int) and _FIRST_BARE <= year <= _LAST_BARE


def _is_round(piece: Piece, years: list[object]) -> bool:
    """Whether all are hundreds and a noun may follow: `في 2000 قرية`."""
    following = piece.following
    return all(isinstance(year, int) and year % _CENTURY == 0 for year in years) and following is not None and following.kind == "x"


# ---- Decades, centuries, seasons.


_DECADE_ENDINGS = frozenset({"е", "х", "ые", "ых"})
_RUSSIAN_YEARS = frozenset({"годы", "годов", "годах", "годам", "годами", "гг"})


def _is_decade(piece: Piece) -> bool:
    """Whether an ending makes a decade (`1990s`, `90-х`, `90-м годам`) and not one year (`в 1990-м году`)."""
    ending = next((piece.word(token) for token in piece.inside if token.kind in "ZE"), "")
    return ending in _DECADE_ENDINGS or ending == "s" or piece.word(piece.inside[-1]) in _RUSSIAN_YEARS


def read_century(piece: Piece) -> list[Token] | None:
    """`القرن التاسع عشر`, `the 19th century`, `القرن الماضي`."""
    number = piece["n"]
    if number is not None:
        return piece.made("c", number.value) if isinstance(number.value, int) and number.value > 1 else None
    adjective = piece["a"] or piece["b"]
    step = STEPS[adjective.kind] if adjective else 0
    year = piece.scope.basis.year
    # In a text of unknown date *last century* is read as the twentieth: news of before 2001 is not what this reads.
    current = (year - 1) // _CENTURY + 1 if year else 21
    return piece.made("c", current + step)


def read_figure_decade(piece: Piece) -> list[Token] | None:
    """`1990s`, `1990-е`, `90-х годов`."""
    figures, ending = piece.inside[:2]
    if figures.end != ending.start:
        return None
    year = piece.number("Y")
    if not _is_decade(piece):
        return piece.time(f"{year:04}", "a year with its ending")
    if year % _DECADE:
        return None
    if year % _CENTURY == 0:
        return piece.time(None, f"{year}s may be a decade or a century")
    return piece.time(f"{year // _DECADE:03}X", "a decade")


def read_short_decade(piece: Piece) -> list[Token] | None:
    """`90s`, `90-х годов`."""
    if piece.number("n") % _DECADE or piece.number("n") not in range(10, 100) or not _is_decade(piece):
        return None
    return piece.made("D", piece.number("n"))


def read_decade(piece: Piece) -> list[Token] | None:
    """`تسعينيات القرن الماضي`, `the nineties`; not somebody's age."""
    if piece.previous == "O":
        return None
    decade, century = piece.number("D"), piece["c"]
    if century is not None and isinstance(century.value, int):
        return piece.time(f"{century.value - 1:02}{decade // _DECADE}X", "a decade of a century")
    if decade not in _UNSAID_CENTURY:
        return piece.time(None, f"the century is not said: the {decade}s of which?")
    return piece.time(f"19{decade // _DECADE}X", "a decade of the twentieth century")


def finish_century(piece: Piece) -> list[Token]:
    """A century that no decade stands before."""
    return piece.time(f"{piece.number('c') - 1:02}XX", "a century")


def read_season(piece: Piece) -> list[Token]:
    """`ربيع عام 2021`; a winter lies in two years."""
    year, first_month = piece.number("Y"), piece.number("s")
    if first_month == 12:  # noqa: PLR2004 - winter begins in December
        return piece.time(None, f"winter {year} may be the one that begins or the one that ends in {year}")
    return piece.time(spans.season_of(year, first_month), "a season: the months that the calendar or the sun gives it in the north")
