"""The lines of the entries of a list: which belong to which, and where another entry goes.

To an entry belong its own lines, the comments right above it in the column of its dash, and those right below it that are indented further. Other
comments and empty lines between two entries belong to neither.
"""

from msgspec import Struct

from cstofacts.registry.places import Address, Place, at, places_of
from cstofacts.registry.sheet import Sheet, sheet_of
from cstofacts.registry.writing import Entry, entry_text
from cstofacts.values.base import Fault

INDENT = 2
"""How far dashes, and the keys behind them, are indented where a file does not show it."""


class Span(Struct, frozen=True):
    """The lines of an entry, from `first` to before `beyond`."""

    first: int
    beyond: int


class Block(Struct, frozen=True):
    """A list as it stands in a text, from the line below its key to the line before which it ends.

    `column` is that of its dashes, and the keys of an entry begin `gap` columns behind it.
    """

    sheet: Sheet
    begin: int
    limit: int
    column: int
    gap: int
    spans: tuple[Span, ...] = ()

    def below(self, index: int) -> int:
        """The first line below the entry before this index, or below the key."""
        return self.spans[index - 1].beyond if index else self.begin

    def with_entry(self, index: int, entry: Entry | str, stays: int) -> str:
        """The text with one more entry, below the lines that stay above it."""
        column, gap, newline = self.column, self.gap, self.sheet.newline
        if not isinstance(entry, str):
            lines = entry_text(entry, column, gap=gap, newline=newline)
        else:
            lines = reindented(entry, column) if self.spans else entry
        limit = self.spans[index].first if index < len(self.spans) else self.limit
        return self.sheet.with_lines(min(self.below(index) + stays, limit), lines)


def block_of(text: str, path: Address) -> Block | Fault:
    """The list that a path leads to; an empty one loses its brackets."""
    places = places_of(text)
    if isinstance(places, Fault):
        return places
    root, end = places
    place, parent = at(root, path), at(root, path[:-1])
    if place is None or parent is None:
        return Fault("not-written", f"there is no {path[-1]} here: the file may have changed meanwhile, read it again")
    sheet = sheet_of(text)
    if not place.value:
        return _empty_block(sheet, (root, end), place, parent, path)
    if place.style or not isinstance(place.value, list):
        return Fault("not-written", f"{path[-1]!r} is no list with a dash for each entry: edit the file by hand, one dash for each entry")
    limit = _limit(sheet, place, parent, end)
    return Block(sheet, sheet.line_of(place.key) + 1, limit, place.column, _gap(sheet, place), _spans(sheet, place, limit))


def _empty_block(sheet: Sheet, document: tuple[Place, int], place: Place, parent: Place, path: Address) -> Block | Fault:
    root, end = document
    if sheet.line_of(place.key) != sheet.line_of(place.end) or parent.style:
        return Fault("not-written", f"{path[-1]!r} is empty, on more than its own line: write it as '{path[-1]}:'")
    text = sheet.text
    if place.end > place.start:
        text = text[: place.start].rstrip(" \t") + text[place.end :]
    column, gap = style_of(sheet, root, parent)
    return Block(sheet_of(text), sheet.line_of(place.key) + 1, _limit(sheet, place, parent, end), column, gap)


def _limit(sheet: Sheet, place: Place, parent: Place, end: int) -> int:
    """The line of the next key, or the one behind the last of the document."""
    limit = min([other.key for other in parent.entries.values() if other.key > place.start], default=end)
    return sheet.line_of(limit) if limit < len(sheet.text) else len(sheet.starts) - 1


def style_of(sheet: Sheet, root: Place, parent: Place) -> tuple[int, int]:
    """How far lists are indented in this mapping, as in other lists of the file, and how far the keys behind their dashes."""
    shown = next((place for place in root.entries.values() if place.items and not place.style), None)
    if shown is None:
        return parent.column + INDENT, INDENT
    return parent.column + shown.column - root.column, _gap(sheet, shown)


def _gap(sheet: Sheet, place: Place) -> int:
    """How far behind the dash the keys begin, as in the last entry that shows it."""
    dashes = [
        item.column - place.column
        for item in place.items
        if item.entries and not item.style and sheet.indent(sheet.line_of(item.start)) == place.column
    ]
    return dashes[-1] if dashes else INDENT


def _spans(sheet: Sheet, place: Place, limit: int) -> tuple[Span, ...]:
    """The lines of each entry of a list that ends before the line `limit`."""
    spans: list[Span] = []
    dashes = [_dash(sheet, place, number) for number in range(len(place.items))]
    for item, dash, ceiling in zip(place.items, dashes, [*dashes[1:], limit], strict=True):
        first, floor = dash, spans[-1].beyond if spans else sheet.line_of(place.key) + 1
        while first > floor and sheet.is_comment(first - 1) and sheet.indent(first - 1) == place.column:
            first -= 1
        beyond = sheet.line_of(item.end) + 1
        while beyond < ceiling and sheet.is_comment(beyond) and sheet.indent(beyond) > place.column:
            beyond += 1
        spans.append(Span(first, beyond))
    return tuple(spans)


def _dash(sheet: Sheet, place: Place, number: int) -> int:
    """The line on which the dash of an entry stands: its first line, or one above it when the entry begins below its dash."""
    if number == 0:
        return sheet.line_of(place.start)
    line = sheet.line_of(place.items[number - 1].end) + 1
    while not (sheet.indent(line) == place.column and sheet.line(line)[place.column :].startswith("-")):
        line += 1
    return line


def reindented(lines: str, column: int) -> str:
    """The lines of an entry with its dash in another column."""
    sheet = sheet_of(lines)
    every = range(len(sheet.starts) - 1)
    dash = next((number for number in every if sheet.line(number).strip() and not sheet.is_comment(number)), 0)
    shift = column - sheet.indent(dash)
    if shift >= 0:
        return "".join((" " * shift if sheet.line(number).strip() else "") + sheet.line(number) for number in every)
    return "".join(sheet.line(number)[min(-shift, sheet.indent(number)) :] for number in every)
