"""Lay lines out on a terminal: spans, columns, cells and paragraphs."""

import textwrap
import unicodedata
from collections.abc import Iterable, Iterator

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
    kept = safe[: max(width - 1, 0)]
    while columns(kept) > max(width - 1, 0):
        kept = kept[:-1]
    closing = "»" if safe.startswith("«") and len(kept) > 1 else ""
    return f"{kept[: len(kept) - len(closing)]}…{closing}"


def column(texts: Iterable[str], most: int) -> int:
    """The width of a column that holds these texts, at most so many."""
    return min(max((columns(inert(text)) for text in texts), default=0), most)


def cell(text: str, width: int) -> str:
    """The text fitted to a width and filled up with spaces."""
    shown = fitted(text, width)
    return shown + " " * (width - columns(shown))


def paragraph(start: str, text: str, width: int, *, style: str = "", most: int = 0) -> Iterator[Line]:
    """A text wrapped to the width with a hanging indent, in at most so many lines (0: any number)."""
    room = max(width - len(start), 20)
    lines = textwrap.wrap(inert(text), room, max_lines=most or None, placeholder=" …", break_on_hyphens=False) or [""]
    for index, line in enumerate(lines):
        yield [(start if index == 0 else " " * len(start), style if start.strip() else ""), (line, style)]
