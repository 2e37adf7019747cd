"""Dates in a text: `read(text, published)` finds them, as the EDTF that `cstofacts.values.date` reads.

Read in Arabic, English and Russian: days, months and years (all four Arabic month traditions, slash and bracket pairs, words and figures), decades,
centuries, hijri dates (extra `hijri`), stretches (`بين عامي 1992 و 2002` is 1992/2002), open ones (`منذ عام 2014` is 2014/.., `قبل 2014` is ../2013),
parts (`النصف الأول من التسعينيات` is 1990/1994, `مطلع` the first third: `date_spans.py`), and `~` for `نحو عام 1998`.

What is counted (`أمس`, `الخميس`, `العام الماضي`, `19 فبراير`) is counted from `published` alone. A bare weekday is the nearest one up to and
including the publication day; with الماضي the one before that day. Refused, with the reason:

- a day or weekday when the publication day is not known, a year-less date when its year is not, or when another year's is nearer;
- what is counted from an event (`قبل خمسة أيام من الحرب`): symbolic until the event has a date;
- a weekday that contradicts its date (`الخميس 7 يناير 2022`), and a day that the calendar lacks;
- figures with two readings: `6/1/2022` in English (day first in Arabic and Russian), the hijri or Gregorian `عام 1443`, `العشرينيات`.

Nothing is filled in: a month stays a month. Four digits are a year only by their place (`عام 2002`, `في 2014`), so `3600 شخص` is none.

    read("تأسست عام 2002")       one date, 2002
    read("يوم الخميس")           refused: publication day not known
"""

import datetime as dt
import re
from collections.abc import Callable

from cstofacts.extract import date_spans as spans
from cstofacts.extract.base import Found, Refused
from cstofacts.extract.date_atoms import ATOMS, PUBLICATION_UNKNOWN, Piece, Point, Rule, Scope, resolve_without_year, rule
from cstofacts.extract.date_words import Token, read_tokens
from cstofacts.spelling import fold_with_offsets
from cstofacts.values.base import Fault
from cstofacts.values.date import Date, parse

_TYPE = "date"
# Months that are words of their own too (أب father, مارس practised): alone they count only behind one of these kinds.
_BEFORE_MONTH = frozenset("iMSU<>eqo")
_LOOK_BACK = 6  # words before a weekday that may put it into the future
_WILL = re.compile(r"س[يتن](?![ادهط])\w{3,}|سوف|will|would|wont|будет|будут|состоится|состоятся|пройдет|пройдут|начнется")
_WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def read(text: str, published: Date | None = None) -> list[Found | Refused]:
    """The dates of a text in their order, counted from `published` where they are counted at all."""
    folded, offsets = fold_with_offsets(text)
    scope = Scope(folded, spans.basis(published))
    tokens = read_tokens(folded, text, offsets)
    kinds = "".join([token.kind for token in tokens])
    for pattern, build in (*ATOMS, *_COMBINATIONS):
        tokens, kinds = _apply((pattern, build), tokens, kinds, scope)
    return _places([token for token in tokens if token.kind == "@"], text, offsets)


def _apply(one_rule: Rule, tokens: list[Token], kinds: str, scope: Scope) -> tuple[list[Token], str]:
    pattern, build = one_rule
    row: list[Token] = []
    done = 0
    for match in pattern.finditer(kinds):
        made = _build(build, Piece(match, tokens, scope))
        if made is not None:
            row += tokens[done : match.start()]
            row += made
            done = match.end()
    if not done:
        return tokens, kinds
    row += tokens[done:]
    return row, "".join([token.kind for token in row])


def _build(build: Callable[[Piece], list[Token] | None], piece: Piece) -> list[Token] | None:
    try:
        return build(piece)
    except (ValueError, OverflowError):
        return None  # beyond the years 1 to 9999 of the calendar


def _places(tokens: list[Token], text: str, offsets: list[int]) -> list[Found | Refused]:
    found: list[Found | Refused] = []
    last = 0
    for token in tokens:
        start, end = offsets[token.start], _trimmed(text, offsets[token.start], offsets[token.end])
        if isinstance(token.value, Point) and last <= start < end:
            found.append(_result(start, end, token.value))
            last = end
    return found


def _trimmed(text: str, start: int, end: int) -> int:
    """The end without the marks that folding took with the last letter, if they are no letters or vowel signs."""
    while end > start and not text[end - 1].isprintable():
        end -= 1
    return end


def _result(start: int, end: int, point: Point) -> Found | Refused:
    if point.written is None:
        return Refused(start, end, _TYPE, point.why)
    date = parse(point.written)
    return Refused(start, end, _TYPE, date.message) if isinstance(date, Fault) else Found(start, end, _TYPE, point.written, point.why)


# ---- Weekdays beside dates.


def _check_days(piece: Piece) -> list[Token] | None:
    """`اليوم الخميس 6-1-2022`, `أمس الإثنين`, `6 January (Thursday)`: all must name one day."""
    points = [point for token in piece.inside if (point := _point_of(token, piece.scope)) is not None]
    dated = [(point, spans.day_of(point.written)) for point in points if point.written]
    if not dated:
        return piece.time(None, points[-1].why) if any(token.kind in ("p", "!") for token in piece.inside) else None
    days = [day for _, day in dated if day]
    if len(days) < len(dated):
        return None
    point = dated[-1][0]
    clash = _clash(piece, days)
    return piece.time(None, clash) if clash else piece.time(point.written, f"{point.why}{'; the weekday agrees' if piece['w'] else ''}")


def _clash(piece: Piece, days: list[dt.date]) -> str | None:
    if days[0] != days[-1]:
        return f"contradicts itself: {days[0]} and {days[-1]}"
    if piece["w"] is None or days[0].weekday() == piece.number("w"):
        return None
    return f"the weekday contradicts the date: {days[0]} is a {_WEEKDAY_NAMES[days[0].weekday()]}"


def _point_of(token: Token, scope: Scope) -> Point | None:
    if token.kind == "p":
        return resolve_without_year(token, scope.basis)
    return token.value if isinstance(token.value, Point) else None


# ---- Stretches.


def _read_stretch(piece: Piece) -> list[Token] | None:
    """`من 5 إلى 7 يناير 2022`, `بين عامي 1992 و 2002`, `2014-2016`: what one end leaves out, the other says."""
    first, last = piece["first"], piece["last"]
    if first is None or last is None:
        return None
    end = _end_of_stretch(piece, last)
    if end is None or end.written is None:
        return piece.time(None, end.why) if end else None
    start = _complete(first, end.written, piece.scope)
    if start is None or start.written is None:
        return piece.time(None, start.why) if start else None
    joined = spans.join(start.written, end.written)
    return piece.time(joined, "from one end to the other") if joined else None


def _end_of_stretch(piece: Piece, last: Token) -> Point | None:
    if last.kind == "@":
        return _point_of(last, piece.scope)
    return resolve_without_year(last, piece.scope.basis)


def _complete(token: Token, end: str, scope: Scope) -> Point | None:
    if token.kind == "@":
        return _point_of(token, scope)
    stem = end.split("/", maxsplit=1)[0]
    if token.kind in "do":
        return Point(f"{stem[:7]}-{token.numbers[0]:02}", "") if len(stem) == len("2022-01-06") else None
    if len(stem) not in (len("2022-01"), len("2022-01-06")):
        return None
    return Point("-".join([stem[:4], *(f"{number:02}" for number in token.numbers)]), "")


# ---- What is still without its year or day.


def _resolve_day(piece: Piece) -> list[Token] | None:
    """`19 فبراير`; not in a name (`ثورة 25 يناير`)."""
    if piece.previous == "V":
        return None
    return piece.made("@", resolve_without_year(piece.inside[0], piece.scope.basis))


def _resolve_month(piece: Piece) -> list[Token] | None:
    month = piece["m"]
    if month is None or not piece.previous or piece.previous not in _BEFORE_MONTH | {"f"}:
        return None
    if piece.previous == "f" and piece.tokens[piece.match.start() - 2].kind not in "eoq":
        return None
    return piece.made("@", resolve_without_year(month, piece.scope.basis))


def _resolve_weekday(piece: Piece) -> list[Token] | None:
    if piece.previous in ("k", "V", "J"):  # كل خميس, صلاة الجمعة, أيام الجمعة
        return None
    day = piece.scope.basis.day
    if day is None:
        return piece.time(None, PUBLICATION_UNKNOWN)
    if _in_the_future(piece):
        return piece.time(None, "a weekday of something still to come: which week's is not said")
    written = str(spans.weekday_from(day, piece.number("w"), 0))
    return piece.time(written, f"a weekday: the nearest one up to and including the publication day, {day}")


def _in_the_future(piece: Piece) -> bool:
    place = piece.match.start()
    for token in reversed(piece.tokens[max(place - _LOOK_BACK, 0) : place]):
        if token.kind in ".|*":
            return False
        if token.kind == "x" and _WILL.fullmatch(piece.word(token)):
            return True
    return False


# ---- Parts, and the words before a time.


def _read_part(piece: Piece) -> list[Token] | None:
    """`مطلع عام 2022`, `النصف الأول من التسعينيات`, `mid-January 2022`."""
    point = piece.inside[-1].value
    if not isinstance(point, Point):
        return None
    if point.written is None:
        return piece.time(None, point.why)
    index, parts = _which_part(piece)
    written = spans.first_days(point.written) if index == _FIRST_DAYS else spans.part(point.written, index, parts) if 0 <= index < parts else None
    if written is None:
        return piece.time(None, f"what part of {point.written} that is, is not defined") if "/" in point.written else None
    return piece.time(written, f"part {index + 1} of {parts} of {point.written}" if index != _FIRST_DAYS else f"the first days of {point.written}")


_FIRST_DAYS = 9


def _which_part(piece: Piece) -> tuple[int, int]:
    third = piece["e"]
    return (piece.number("e"), 3) if third else (piece.number("o") - 1, piece.number("q"))


def _refuse_part(piece: Piece) -> list[Token]:
    return piece.time(None, "which year, month or week is not said")


def _reopened(change: Callable[[str], str | None], why: str) -> Callable[[Piece], list[Token] | None]:
    """What a word before a time makes of it: `منذ`, `حتى`, `قبل`, `بعد`, `نحو`."""

    def build(piece: Piece) -> list[Token] | None:
        point = piece.inside[-1].value
        if not isinstance(point, Point) or (point.written and ".." in point.written):
            return None
        if point.written is None:
            return piece.time(None, point.why)
        written = change(point.written)
        return piece.time(written, f"{why}; {point.why}") if written else None

    return build


_from_then_on = _reopened(lambda written: f"{written.split('/')[0]}/..", "from then on")


def _read_russian_since(piece: Piece) -> list[Token] | None:
    """`с 2014 года`: where Arabic and English have *since*, Russian has *from*."""
    return _from_then_on(piece) if piece.word(piece.inside[0]) in ("с", "со") else None


_COMBINATIONS: list[Rule] = [
    rule(r"(?:!,?)?(?P<w>w)[,Q(]{0,2}[@p]\)?", _check_days),
    rule(r"![,Q(]{0,2}[@p]\)?", _check_days),
    rule(r"!,?\(?(?P<w>w)\)?|(?P<w2>w),?!", _check_days),
    rule(r"[@p]\((?P<w>w)\)", _check_days),
    rule(r"!", lambda piece: piece.made("@", piece.inside[0].value)),
    rule(r"[fbSi]?(?P<first>[@pdom])H?(?:t|U|-)(?P<last>[@pm])", _read_stretch),
    rule(r"b(?P<first>[@pdom])H?&(?P<last>[@pm])", _read_stretch),
    rule(r"(?P<first>[m@])/(?P<last>@)", _read_stretch),
    rule(r"(?P<p>p)", _resolve_day),
    rule(r"(?P<m>m)", _resolve_month),
    rule(r"[fb]w(?:t|U|&|-)w", lambda piece: piece.time(None, "from one weekday to another: which week's is not said")),
    rule(r"(?P<w>w)", _resolve_weekday),
    rule(r"(?P<e>e)-?f?@|(?P<q>q)(?P<o>o)f?@|(?P<o2>o)(?P<q2>q)f?@|(?P<q3>q)(?P<o3>d)@", _read_part),
    rule(r"ef?[yMWg](?![@YPFT])", _refuse_part),
    rule(r"f?(?P<first>@)(?:t|U)(?P<last>@)", _read_stretch),
    rule(r"b(?P<first>@)&(?P<last>@)", _read_stretch),
    rule(r"f@", _read_russian_since),
    rule(r"S@", _from_then_on),
    rule(r"U@", _reopened(lambda written: f"../{written.split('/')[-1]}", "up to and including then")),
    rule(r"<@", _reopened(lambda written: spans.beside(written, -1), "before then")),
    rule(r">@", _reopened(lambda written: spans.beside(written, 1), "after then")),
    rule(r"A@", _reopened(lambda written: None if "/" in written else f"{written}~", "about then")),
]
