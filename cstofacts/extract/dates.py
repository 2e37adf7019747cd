"""Dates in a text: `read(text, published)` finds them, as the EDTF that `cstofacts.values.date` reads.

Read in Arabic, English and Russian: days, months and years (all four Arabic month traditions, slash and bracket pairs, words and figures), decades,
centuries, hijri dates (extra `hijri`), stretches (`بين عامي 1992 و 2002` is 1992/2002), open ones (`منذ عام 2014` is 2014/.., `قبل 2014` is ../2013),
parts (`النصف الأول من التسعينيات` is 1990/1994, `مطلع` the first third: `date_spans.py`), and `~` for `نحو عام 1998`.

What is counted (`أمس`, `الخميس`, `العام الماضي`, `19 فبراير`) is counted from `published` alone. A bare weekday is the nearest one up to and
including the publication day; with الماضي the one before that day. Refused, with the reason:

- a day or weekday when the publication day is not known, and a weekday of something still to come;
- a year-less date when the publication year is not known, when another year's is nearer, when the paragraph spoke of another year before, or when
  it is over and the text speaks of what is to come;
- what is counted from an event (`قبل خمسة أيام من الحرب`): symbolic until the event has a date;
- a weekday that contradicts its date (`الخميس 7 يناير 2022`), and a day that the calendar lacks;
- figures with two readings: `6/1/2022` in English (day first in Arabic and Russian), the hijri or Gregorian `عام 1443`, `العشرينيات`.

Days that share a month are dates of their own (`5 و6 يناير 2022`: `5` is 2022-01-05). A year of two digits is read where the publication leaves one
century (`6/1/22`, `в 98-м году`), and `why` says so.

Nothing is filled in: a month stays a month. Four digits are a year only by their place (`عام 2002`, `في 2014`), so `3600 شخص` is none.

    read("تأسست عام 2002")       one date, 2002
    read("يوم الخميس")           refused: publication day not known
"""

import re
from collections.abc import Callable

from cstofacts.extract import date_days as days
from cstofacts.extract import date_spans as spans
from cstofacts.extract.base import Found, Refused
from cstofacts.extract.date_atoms import ATOMS
from cstofacts.extract.date_pieces import Piece, Point, Rule, Scope, rule
from cstofacts.extract.date_relative import resolve_without_year
from cstofacts.extract.date_words import Token, read_tokens
from cstofacts.spelling import fold_with_offsets
from cstofacts.values.base import Fault
from cstofacts.values.date import Date, parse

_TYPE = "date"
_LOOK_BACK = 10  # words before two days that may say that something was put off from the one to the other


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


# ---- Stretches.


def _read_stretch(piece: Piece) -> list[Token] | None:
    """`من 5 إلى 7 يناير 2022`, `بين عامي 1992 و 2002`, `2014-2016`: what one end leaves out, the other says."""
    first, last = piece["first"], piece["last"]
    if first is None or last is None or _is_moved(piece):
        return None
    end = _end_of_stretch(piece, last)
    if end is None or end.written is None:
        return piece.time(None, end.why) if end else None
    start = _complete(first, end.written, piece.scope)
    if start is None or start.written is None:
        return piece.time(None, start.why) if start else None
    joined = spans.join(start.written, end.written)
    return piece.time(joined, "from one end to the other") if joined else None


def _is_moved(piece: Piece) -> bool:
    """Whether something was put off from the one day to the other: `تأجلت المباراة من 12 إلى 19 مايو`."""
    near = piece.tokens[max(piece.match.start() - _LOOK_BACK, 0) : piece.match.start()]
    return any(token.kind == "x" and _MOVED.fullmatch(piece.word(token)) for token in near)


_MOVED = re.compile(
    r"و?(?:تاجل|تاجلت|تاجيل|ارجي|ارجا|اجل|اجلت|نقل|نقلت|قدم|قدمت)|postponed|moved|rescheduled|delayed|перенес\w*|перенос\w*|отложил\w*"
)


def _read_night(piece: Piece) -> list[Token] | None:
    """`в ночь с 5 на 6 января`: from the one day to the other; `перенесли с 5 на 6 января` is no stretch."""
    before = piece.tokens[piece.match.start() - 1] if piece.match.start() else None
    return _read_stretch(piece) if piece.word(before) == "ночь" and piece.word(piece.inside[2]) == "на" else None


def _end_of_stretch(piece: Piece, last: Token) -> Point | None:
    if last.kind == "@":
        return days.point_of(last, piece.scope)
    return resolve_without_year(last, piece.scope.basis)


def _complete(token: Token, end: str, scope: Scope) -> Point | None:
    if token.kind == "@":
        return days.point_of(token, scope)
    stem = end.split("/", maxsplit=1)[0]
    if token.kind in "do":
        return Point(f"{stem[:7]}-{token.numbers[0]:02}", "") if len(stem) == len("2022-01-06") else None
    if len(stem) not in (len("2022-01"), len("2022-01-06")):
        return None
    return Point("-".join([stem[:4], *(f"{number:02}" for number in token.numbers)]), "")


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
    """`с 2014 года`: where Arabic and English have *since*, Russian has *from*; not in `перенесли с субботы`."""
    return _from_then_on(piece) if piece.word(piece.inside[0]) in ("с", "со") and not _is_moved(piece) else None


_COMBINATIONS: list[Rule] = [
    rule(r"[do](?:[,&][do]){0,4}&[@p]", days.read_shared_days),
    rule(r"(?P<w>w)&w[,Q(]{0,2}[@p]&[@p]\)?", days.check_two_weekdays),
    rule(r"(?:!,?)?(?P<w>w)[,Q(]{0,2}[@p]\)?", days.check_days),
    rule(r"![,Q(]{0,2}[@p]\)?", days.check_days),
    rule(r"!,?\(?(?P<w>w)\)?|(?P<w2>w),?!", days.check_days),
    rule(r"[@p]\((?P<w>w)\)", days.check_days),
    rule(r"!", lambda piece: piece.made("@", piece.inside[0].value)),
    rule(r"[fbSi]?(?P<first>[@pdom])H?(?:t|U|-)(?P<last>[@pm])", _read_stretch),
    rule(r"b(?P<first>[@pdom])H?&(?P<last>[@pm])", _read_stretch),
    rule(r"f(?P<first>d)i(?P<last>[@p])", _read_night),
    rule(r"(?P<first>[m@])/(?P<last>@)", _read_stretch),
    rule(r"(?P<p>p)", days.resolve_day),
    rule(r"(?P<m>m)", days.resolve_month),
    rule(r"[fb]w(?:t|U|&|-)w", lambda piece: piece.time(None, "from one weekday to another: which week's is not said")),
    rule(r"w&w", days.refuse_two_weekdays),
    rule(r"(?P<w>w)", days.resolve_weekday),
    rule(r"(?P<e>e)-?f?@|(?P<q>q)(?P<o>o)f?@|(?P<o2>[oRd])(?:H|-?E)?(?P<q2>q)f?@|(?P<q3>q)(?P<o3>d)@", _read_part),
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
