"""Lay lines out on a terminal: spans, columns, cells and paragraphs."""

import unicodedata
from collections.abc import Iterable, Iterator
from itertools import accumulate, takewhile

from cstofacts.reports.inert import inert

Span = tuple[str, str]
"""A text and the name of its style."""

Line = list[Span]

UNLIMITED = 100_000
"""The width of a pipe or file: nothing is wrapped or cut."""


def columns(text: str) -> int:
    """How many terminal columns a text takes: marks and invisible characters none, wide ones two."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.category(c) in {"Mn", "Me", "Cf"} else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def fitted(text: str, width: int) -> str:
    """The text made inert, and cut with an ellipsis when it takes more columns than there are."""
    safe = inert(text)
    if columns(safe) <= width:
        return safe
    end = "…»" if safe.startswith("«") and width > len("«…»") else "…"
    return f"{_head(safe, width - len(end))}{end}"


def column(texts: Iterable[str], most: int) -> int:
    """The width of a column that holds these texts, at most so many."""
    return min(max((columns(inert(text)) for text in texts), default=0), most)


def cell(text: str, width: int) -> str:
    """The text fitted to a width and filled up with spaces."""
    shown = fitted(text, width)
    return shown + " " * (width - columns(shown))


def narrowed(widths: list[int], room: int) -> list[int]:
    """The widths of columns with two spaces after each, the widest made narrower until all of them fit."""
    narrowed = list(widths)
    while sum(narrowed) + 2 * len(narrowed) > room:
        narrowed[narrowed.index(max(narrowed))] -= 1
    return narrowed


def _head(text: str, width: int) -> str:
    """As much of the beginning of a text as fits."""
    if columns(text) <= width:
        return text
    taken = accumulate(map(columns, text))
    return text[: sum(1 for _ in takewhile(lambda most: most <= width, taken))]


def _wrapped(text: str, width: int) -> list[str]:
    """The text in lines that fit; a word is broken only when it is wider than a line."""
    if columns(text) <= width:
        return [text]
    lines = [""]
    for word in text.split(" "):
        joined = f"{lines[-1]} {word}" if lines[-1] else word
        if columns(joined) <= width:
            lines[-1] = joined
        else:
            lines += _pieces(word, width)
    return [line for line in lines if line] or [""]


def _pieces(word: str, width: int) -> Iterator[str]:
    while word:
        piece = _head(word, width)
        yield piece
        word = word[len(piece) :]


def paragraph(start: str, text: str, width: int, *, style: str = "", most: int = 0) -> Iterator[Line]:
    """A text wrapped to the width with a hanging indent, in at most so many lines (0: any number)."""
    indent = columns(start)
    room = max(width - indent, 20)
    lines = _wrapped(inert(text), room)
    if most and len(lines) > most:
        lines = [*lines[: most - 1], f"{_head(lines[most - 1], room - 2)} …"]
    for index, line in enumerate(lines):
        yield [(start if index == 0 else " " * indent, style if start.strip() else ""), (line, style)]
