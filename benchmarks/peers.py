"""Other ways to find dates and figures in a text, as readers: dateparser's `search_dates`, and a plain expression for digits.

What they cannot say is not held against them more than once: dateparser fills every date up to a day, so its reading is cut to the precision of the
label that it meets; the expression knows no signs, so `amounts` gives it the sign of the label.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator

from labelled import Article

from cstofacts.extract.base import Found
from cstofacts.spelling import ascii_digits
from cstofacts.values.base import split_modifier

_PARAGRAPH = re.compile(r"[^\n]+")
_FIGURE = re.compile(r"\d+(?:[.,٬٫]\d+)*")
_LAST_POINT = re.compile(r"[.,٬٫](?=\d{1,2}$)")


def search_dates(article: Article) -> Iterator[Found]:
    """What dateparser finds, paragraph by paragraph, told the language and the day of publication (its other settings find less or worse)."""
    from dateparser.search import search_dates as search  # type: ignore[import-untyped]

    known = len(article.published) == len("2022-01-08")
    settings = {"RELATIVE_BASE": _noon(article.published)} if known else {}
    for paragraph in _PARAGRAPH.finditer(article.text):
        place = paragraph.start()
        for phrase, moment in search(paragraph[0], languages=[article.language], settings=settings) or ():
            start = article.text.find(phrase, place)
            if start >= 0:
                place = start + len(phrase)
                yield Found(start, place, "date", moment.date().isoformat(), "dateparser")


def _noon(day: str) -> dt.datetime:
    return dt.datetime.fromisoformat(f"{day}T12:00")


def search_dates_cut(article: Article) -> Iterator[Found]:
    """The same, where a label that names a month or year has the reading cut to a month or year."""
    for found in search_dates(article):
        wanted = [label.value for label in article.labels if label.type == "date" and label.start < found.end and found.start < label.end]
        length = next((len(value) for value in wanted if isinstance(value, str) and re.fullmatch(r"\d{4}(-\d\d)?", value)), len("2022-01-06"))
        yield Found(found.start, found.end, "date", str(found.written)[:length], found.why)


def figures(text: str) -> Iterator[Found]:
    """Every run of digits with its separators; a separator before one or two last digits is a decimal point."""
    for match in _FIGURE.finditer(text):
        whole, *fraction = _LAST_POINT.split(ascii_digits(match[0]))
        written = ".".join([re.sub(r"\D", "", whole), *fraction])
        yield Found(match.start(), match.end(), "number", written, "digits")


def amounts(article: Article) -> Iterable[Found]:
    """The figures, with the signs of the labels that they meet."""
    for found in figures(article.text):
        wanted = [label.value for label in article.labels if label.type == "number" and label.start < found.end and found.start < label.end]
        value = wanted[0] if wanted and isinstance(wanted[0], str) else ""
        sign = value[: len(value) - len(split_modifier(value)[1])] if value and ".." not in value else ""
        yield Found(found.start, found.end, "number", f"{sign}{found.written}", found.why)
