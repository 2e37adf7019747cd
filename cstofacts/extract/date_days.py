"""Days of a month and of a week: several that share a month, weekdays beside dates, and days whose year or date the publication gives."""

import datetime as dt
import re

from msgspec.structs import replace

from cstofacts.extract import date_spans as spans
from cstofacts.extract.date_pieces import PUBLICATION_UNKNOWN, Piece, Point, Scope
from cstofacts.extract.date_relative import resolve_without_year
from cstofacts.extract.date_words import Token

# Months that are words of their own too (أب father, مارس practised): alone they count only behind one of these kinds.
_BEFORE_MONTH = frozenset("iMSU<>eqo")
_LOOK_AHEAD = 4  # words behind a day without its year: `From 1 July, prices will rise`
_LOOK_BACK = 10  # words before a weekday that may put it into the future
_WILL = re.compile(
    r"س[يتن](?![ادهط])\w{3,}|سوف|المقرر|المزمع|المرتقب|المتوقع|يتوقع|will|would|wont|may|might|expected|scheduled|due"
    r"|ожида(?:ется|ются|ют)|планиру\w+|предстоит|предстоят|ждут|может|будет|будут|состоится|состоятся|пройдет|пройдут|начнется|начнутся|сыгра(?:ет|ют)|прибудет|откроется|завершится|встретятся"
    r"|намечен\w*|запланирован\w*|назначен\w*"
)
# The present tense of what a calendar holds; behind an article or a possessive these are nouns (`his visit on Wednesday`).
_PLANNED = re.compile(
    r"(?:play|visit|host|face|meet|travel|begin|start|resume|open|vote|kick|expire)s?"
    r"|(?:играе|встречае|принимае|стартуе|начинае|открывае)(?:т|тся|м|мся)|играют|встречаются|стартуют|начинаются|открываются"
    r"|[يت](?:لتقي|لعب|ستضيف|نطلق|بدا|خوض|ستانف)"
)
_PLANNED_WORDS = 5  # between such a verb and its weekday
_NO_VERBS = re.compile(r"a|an|the|his|her|its|their|our|this|that|first|last|second|opening|s|to|did|not|state|after|during|for|before")
_SAID = re.compile(r"said|says|told|announced|قال|قالت|اعلن|اعلنت|اكد|اكدت|صرح|صرحت|заявил\w*|сообщил\w*|сказал\w*")
_WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


# ---- Weekdays beside dates.


def check_days(piece: Piece) -> list[Token] | None:
    """`اليوم الخميس 6-1-2022`, `أمس الإثنين`, `6 January (Thursday)`: all must name one day."""
    points = [point for token in piece.inside if (point := point_of(token, piece.scope)) is not None]
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


def point_of(token: Token, scope: Scope) -> Point | None:
    """The time of a token, its year filled in from the publication where it has none."""
    if token.kind == "p":
        return resolve_without_year(token, scope.basis)
    return token.value if isinstance(token.value, Point) else None


# ---- Days that share a month.


def read_shared_days(piece: Piece) -> list[Token] | None:
    """`5 و6 يناير 2022`, `5, 6 и 7 января`: each day its own date, of the month and year of the last one."""
    *row, last = piece.inside
    ordinal = row[0].kind == "o"
    mixed = any((token.kind == "o") != ordinal for token in row if token.kind in "do") or piece.word(last)[:1].isdecimal() == ordinal
    if mixed or piece.previous == "b" or (ordinal and piece.previous == "x"):
        return None
    point = last.value
    if isinstance(point, Point):
        if point.written is None or len(point.written) != len("2022-01-06"):
            return None
        stem, why = point.written[:8], f"its month and year are those of the day behind it; {point.why}"
        days = [Token("@", t.start, t.end, Point(f"{stem}{t.numbers[0]:02}", why)) if t.kind in "do" else t for t in row]
    else:
        days = [Token("p", t.start, t.end, (last.numbers[0], t.numbers[0])) if t.kind in "do" else t for t in row]
    return [*days, last]


def check_two_weekdays(piece: Piece) -> list[Token] | None:
    """`الخميس والجمعة 6 و7 يناير`: each weekday must be that of its day, and then says nothing more."""
    weekdays = [token.numbers[0] for token in piece.inside if token.kind == "w"]
    points = [point_of(token, piece.scope) for token in piece.inside if token.kind in "@p"]
    days = [day for point in points if point and point.written and (day := spans.day_of(point.written))]
    if [day.weekday() for day in days] != weekdays:
        return piece.time(None, "the weekdays are not those of the days")
    return [replace(token, kind="x") if token.kind == "w" else token for token in piece.inside]


def refuse_two_weekdays(piece: Piece) -> list[Token] | None:
    """`الخميس والجمعة` in an article of Thursday: the second would be a week before the first."""
    day = piece.scope.basis.day
    first, last = piece.inside[0], piece.inside[-1]
    if day is None or piece.previous in ("k", "V", "J"):
        return None
    days = [spans.weekday_from(day, token.numbers[0], 0) for token in (first, last)]
    return None if days[0] < days[1] else piece.time(None, "two weekdays of which one is still to come, or was a week before the other")


# ---- What is still without its year or day.


def resolve_day(piece: Piece) -> list[Token] | None:
    """`19 فبراير`; not in a name (`ثورة 25 يناير`)."""
    if piece.previous == "V":
        return None
    return piece.made("@", _of_this_year(piece, piece.inside[0]))


def _of_this_year(piece: Piece, token: Token) -> Point:
    """A day or month in the publication's year, unless the paragraph spoke of another year just before."""
    point = resolve_without_year(token, piece.scope.basis)
    if point.written and _is_past(point.written, piece.scope.basis) and (_in_the_future(piece) or _goes_on_in_the_future(piece)):
        return Point(None, f"the year is not written: something still to come, and that day of {point.written[:4]} is over")
    other = _year_before(piece) if point.written else ""
    if not other or point.written is None or point.written[:4] in other:
        return point
    return Point(None, f"the year is not written, and the text spoke of {other} before: it may be of that year or of the publication's")


def _is_past(written: str, basis: spans.Basis) -> bool:
    days = spans.days_of(written)
    return days is not None and basis.first is not None and days[1] < basis.first


def _goes_on_in_the_future(piece: Piece) -> bool:
    end = piece.match.end()
    for token in piece.tokens[end : end + _LOOK_AHEAD]:
        if token.kind in ".|*" or (token.kind == "x" and _SAID.fullmatch(piece.word(token))):
            return False
        if token.kind == "x" and _WILL.fullmatch(piece.word(token)):
            return True
    return False


def _year_before(piece: Piece) -> str:
    """The time that stands last before a match in its paragraph, as EDTF, or nothing."""
    for token in reversed(piece.tokens[: piece.match.start()]):
        if token.kind == "|":
            return ""
        if token.kind == "@" and isinstance(token.value, Point) and token.value.written:
            return token.value.written
    return ""


def resolve_month(piece: Piece) -> list[Token] | None:
    """`في مايو`: a month alone, behind a word that only a month follows."""
    month = piece["m"]
    if month is None or not piece.previous or piece.previous not in _BEFORE_MONTH | {"f"}:
        return None
    if piece.previous == "f" and piece.tokens[piece.match.start() - 2].kind not in "eoq":
        return None
    return piece.made("@", _of_this_year(piece, month))


def resolve_weekday(piece: Piece) -> list[Token] | None:
    """`الخميس`: the nearest one up to and including the publication day, of what is not still to come."""
    if piece.previous in ("k", "V", "J"):  # كل خميس, صلاة الجمعة, أيام الجمعة
        return None
    day = piece.scope.basis.day
    if day is None:
        return piece.time(None, PUBLICATION_UNKNOWN)
    if _in_the_future(piece) or any(token.kind == "U" for token in piece.tokens[max(piece.match.start() - 2, 0) : piece.match.start()]):
        return piece.time(None, "a weekday of something still to come: which week's is not said")
    written = str(spans.weekday_from(day, piece.number("w"), 0))
    itself = ": that day itself, not the one a week before" if written == str(day) else ""
    return piece.time(written, f"a weekday: the nearest one up to and including the publication day, {day}{itself}")


def _in_the_future(piece: Piece) -> bool:
    place, following = piece.match.start(), ""
    for token in reversed(piece.tokens[max(place - _LOOK_BACK, 0) : place]):
        word, following = following, piece.word(token)
        if following == "قد" and word[:1] in ("ي", "ت"):
            return True  # may, or has been: either way no day is sure
        if token.kind in ".|*" or (token.kind == "x" and _SAID.fullmatch(piece.word(token))):
            return False
        if token.kind in "xm" and _WILL.fullmatch(piece.word(token)):
            return True
    return _is_planned(piece)


def _is_planned(piece: Piece) -> bool:
    """Whether a weekday stands behind the present tense of what a calendar holds: `City play on Wednesday`."""
    end = piece.match.start()
    for place in range(end - 1, max(end - _PLANNED_WORDS, 0) - 1, -1):
        token = piece.tokens[place]
        if token.kind in ",.|*":
            return False
        if token.kind == "x" and _PLANNED.fullmatch(piece.word(token)):
            return not (place and _NO_VERBS.fullmatch(piece.word(piece.tokens[place - 1])))
    return False
