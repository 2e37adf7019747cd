"""Find a quote in its text, and say how it stands there.

The stated line is looked at first, then the whole text; each verbatim, then with spaces and invisible characters set aside, then with letter forms
set aside too. A quote that is in none of these is held against the stretch most like it, and is `altered` with every differing word named, or
`not-found`. Likeness never passes a quote, and neither does a match that was cut out of a longer word or number (`600` in `3600`).

`place` says how the stated line and the line found go together: `stated`, `moved` (it stands only elsewhere), `unstated` (no line was given, and it
stands once) or `ambiguous` (no line was given, and it stands more than once); `absent` when there is nothing to show.
"""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from enum import StrEnum

from msgspec import Struct

from cstofacts.evidence.alike import most_alike
from cstofacts.evidence.boundary import cuts, whole_span
from cstofacts.evidence.difference import Change, difference
from cstofacts.evidence.document import Document
from cstofacts.evidence.normal import Level, Mapped, normal_form
from cstofacts.model.claim import Evidence


class Place(StrEnum):
    """How the line that was stated and the line where the quote was found go together."""

    STATED = "stated"
    MOVED = "moved"
    UNSTATED = "unstated"
    AMBIGUOUS = "ambiguous"
    ABSENT = "absent"


class Located(Struct, frozen=True):
    """Where a quote stands: `text[start:end]`, in `line`; `occurrences` counts all its places, up to `MOST_OCCURRENCES`.

    `level` is how far text and quote were brought together, None when they differ; then `difference` says how. `found` is what stands there.
    """

    status: Evidence
    place: Place = Place.ABSENT
    level: Level | None = None
    start: int = 0
    end: int = 0
    line: int = 0
    occurrences: int = 0
    found: str = ""
    difference: tuple[Change, ...] = ()


# Enough to know that a quote is no locator; a hostile text has it a million times.
MOST_OCCURRENCES = 1000

NOT_FOUND = Located(Evidence.NOT_FOUND)
Span = tuple[int, int]


def locate(document: Document, quote: str, line: int = 0, names: AbstractSet[str] = frozenset()) -> Located:
    """Find a quote that should stand in a line (0 when that is not known); `names` are folded words that are names."""
    if not any(map(str.isalnum, quote)):  # signs and marks alone carry no value
        return NOT_FOUND
    for level in Level:
        sought = normal_form(quote, level)
        if spans := _whole_in_line(document, level, sought, line):
            everywhere = _whole_spans(document, level, sought)
            return _verified(document, level, spans[0], Place.STATED, max(len(everywhere), len(spans)))
    for level in Level:
        if spans := _whole_spans(document, level, normal_form(quote, level)):
            place = Place.MOVED if line else Place.UNSTATED if len(spans) == 1 else Place.AMBIGUOUS
            nearest = min(spans, key=lambda span: abs(document.line_of(span[0]) - line))
            return _verified(document, level, nearest, place, len(spans))
    return _altered(document, quote, line, names)


def _verified(document: Document, level: Level, span: Span, place: Place, occurrences: int) -> Located:
    start, end = whole_span(document.text, *span)
    status = Evidence.VERIFIED if level is Level.VERBATIM else Evidence.VERIFIED_NORMALISED
    return Located(status, place, level, span[0], max(end, start), document.line_of(span[0]), occurrences, document.text[span[0] : end])


def _whole_in_line(document: Document, level: Level, sought: str, line: int) -> list[Span]:
    start, end = document.line_span(line)
    if start == end:
        return []
    form = document.form(level)
    spans = _spans(form, sought, form.letter(start), form.letter(end))
    return [span for span in spans if not cuts(document.text, *span)]


def _whole_spans(document: Document, level: Level, sought: str) -> list[Span]:
    form = document.form(level)
    return [span for span in _spans(form, sought, 0, len(form.text)) if not cuts(document.text, *span)]


def _spans(form: Mapped, sought: str, first: int, last: int) -> Iterator[Span]:
    """Where the normal form has what is sought, as places of the text."""
    for _ in range(MOST_OCCURRENCES):
        first = form.text.find(sought, first, last)
        if first < 0:
            return
        yield form.span(first, first + len(sought))
        first += len(sought)


def _altered(document: Document, quote: str, line: int, names: AbstractSet[str]) -> Located:
    """The quote cut out of a longer word in its line, or else the stretch that is most like it."""
    span = _cut_in_line(document, quote, line) or _most_alike(document, quote, line)
    if span is None:
        return NOT_FOUND
    found = document.text[slice(*span)]
    number = document.line_of(span[0])
    place = Place.UNSTATED if not line else Place.STATED if number == line else Place.MOVED
    return Located(Evidence.ALTERED, place, None, *span, number, 1, found, difference(quote, found, names))


def _cut_in_line(document: Document, quote: str, line: int) -> Span | None:
    start, end = document.line_span(line)
    form = document.form(Level.LETTERS)
    spans = _spans(form, normal_form(quote, Level.LETTERS), form.letter(start), form.letter(end)) if start < end else iter(())
    return next((whole_span(document.text, *span) for span in spans), None)


def _most_alike(document: Document, quote: str, line: int) -> Span | None:
    stretch = most_alike(document, quote, line)
    if stretch is None:
        return None
    return whole_span(document.text, *document.form(Level.LETTERS).span(stretch.first, stretch.last))
