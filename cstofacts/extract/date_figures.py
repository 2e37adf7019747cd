"""Dates in figures (`6/1/2022`, `06.01.22`) and years of two digits (`عام 98`, `в 98-м году`, `in '98`).

The day stands first in Arabic and Russian. In English the order is read only where it is plain; a century that the publication does not tell is
refused.
"""

from cstofacts.extract.date_hijri import hijri
from cstofacts.extract.date_pieces import Piece
from cstofacts.extract.date_words import Token

_LINE_WINDOW = 120  # letters around digits that tell which language orders them


def read_numeric(piece: Piece) -> list[Token]:
    """`6/1/2022`, `2022-01-06`; with a hijri mark behind it a hijri date."""
    first, second, third = piece.inside[0].numbers
    if piece["I"]:
        year, month, day = (first, second, third) if first >= _FIRST_FOUR_DIGITS else (third, second, first)
        return piece.time(*hijri(year, month, day))
    if first >= _FIRST_FOUR_DIGITS:
        return piece.time(f"{first:04}-{second:02}-{third:02}", "year, month and day in figures")
    latin = _language(piece.scope.folded, piece.inside[0].start) == "latin"
    if latin and first <= 12 and second <= 12 and first != second:  # noqa: PLR2004 - months
        return piece.time(None, f"day-month order is not known: {third:04}-{second:02}-{first:02} or {third:04}-{first:02}-{second:02}")
    day, month = (second, first) if latin and second > 12 else (first, second)  # noqa: PLR2004 - months
    return piece.time(f"{third:04}-{month:02}-{day:02}", "day, month and year in figures" if latin else "day first, as in Arabic and Russian")


_FIRST_FOUR_DIGITS = 1000


_VERSIONS = frozenset({"النسخه", "الاصدار", "اصدار", "نسخه", "version", "версия", "версии"})


def read_short_numeric(piece: Piece) -> list[Token] | None:
    """`06.01.22`, `6/1/22`: day first in Arabic and Russian; in English only where the order is plain."""
    first, second, year = piece.inside[0].numbers
    latin = _language(piece.scope.folded, piece.inside[0].start) == "latin"
    day, month = (second, first) if latin and second > 12 else (first, second)  # noqa: PLR2004 - months
    before = piece.tokens[piece.match.start() - 1] if piece.match.start() else None
    if not (0 < day <= 31 and 0 < month <= 12) or piece.word(before) in _VERSIONS or (latin and "." in piece.word(piece.inside[0])):  # noqa: PLR2004
        return None
    if latin and day <= 12 and day != month:  # noqa: PLR2004 - months
        return piece.time(None, f"day-month order is not known: {day}/{month} or {month}/{day}")
    century = _century_of(year, piece.scope.basis.year)
    if century is None:
        return piece.time(None, f"the century is not written: of which is the year {year:02}?")
    return piece.time(f"{century + year}-{month:02}-{day:02}", f"day, month and a year of two digits, read as {century + year}")


def _century_of(year: int, published: int | None) -> int | None:
    """1900 or 2000 for a year of two digits, when only one of them can be meant; None when the publication does not tell."""
    if published is None or published < 2000 + _NEXT_YEARS:
        return None
    if 2000 + year <= published + _NEXT_YEARS:
        return 2000 if 1900 + year < _FIRST_REMEMBERED else None
    return 1900 if 2000 + year > published + _PLANNED else None


_NEXT_YEARS = 1  # news dates this year and the next one in two digits
_PLANNED = 20  # a year so far ahead is not written in two digits
_FIRST_REMEMBERED = 1945  # nor is one so far back


def read_short_year(piece: Piece) -> list[Token] | None:
    """`عام 98`, `в 98-м году`, `in '98`."""
    year = piece.number("n")
    following = piece.word(piece.following)
    if piece.is_counted or following in _YEARS_OF or (piece.following and piece.following.kind in "GI") or not _is_year_word(piece):
        return None
    if 1900 + year < _FIRST_REMEMBERED:
        return piece.time(None, f"the century is not written: of which is the year {year}?")
    return piece.time(f"{1900 + year}", f"a year of two digits, read as {1900 + year}")


def _is_year_word(piece: Piece) -> bool:
    """Whether what stands beside two digits makes a year of them: one year in Arabic, `году`, an apostrophe."""
    first, last = piece.word(piece.inside[0]), piece.word(piece.inside[-1])
    return first in _ONE_YEAR or last in _ONE_RUSSIAN_YEAR or (first == "'" and piece.previous in tuple("i<>SU"))


_YEARS_OF = frozenset({"жизни", "правления", "службы", "войны", "существования"})
_ONE_YEAR = frozenset({"عام", "العام", "للعام", "سنه", "السنه"})
_ONE_RUSSIAN_YEAR = frozenset({"году", "годом"})


def _language(folded: str, place: int) -> str:
    """Which script surrounds that place on its line: `latin` when it is the one used most, or when there is none."""
    start = max(folded.rfind("\n", 0, place) + 1, place - _LINE_WINDOW)
    end = folded.find("\n", place, place + _LINE_WINDOW)
    window = folded[start : end if end >= 0 else place + _LINE_WINDOW]
    latin = sum("a" <= letter <= "z" for letter in window)
    other = sum("ء" <= letter <= "ي" or "а" <= letter <= "я" for letter in window)
    return "latin" if latin >= other else "other"
