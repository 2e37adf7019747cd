"""Edit the text of a registry file without touching a byte that the edit does not concern.

Every function takes the text of a file and gives the new one, or a fault when that cannot be done without rewriting other lines. What was written is
read back before it is returned: an edit that would change anything besides what was asked is a fault too.
"""

from collections.abc import Callable
from typing import Any

from cstofacts.registry.entry_lines import block_of, style_of
from cstofacts.registry.field_lines import with_field, without_field
from cstofacts.registry.places import Address, Place, Plain, at, places_of
from cstofacts.registry.sheet import sheet_of
from cstofacts.registry.writing import Entry, Writable, entry_text, fault_of, plain_of, scalar_text
from cstofacts.values.base import Fault

_BY_HAND = "this cannot be written without changing what stands around it: edit the file by hand"


class Lines(str):
    """The lines of an entry that was taken out, and from where.

    `stays` counts the lines between the entry above and it that belong to neither: put back there, it goes below them.
    """

    __slots__ = ("place", "stays")
    place: tuple[Address, int]
    stays: int

    def stays_at(self, path: Address, index: int) -> int:
        """How many such lines stay above it at a place: none where it was not taken from."""
        return self.stays if (path, index) == self.place else 0


def append_entry(text: str, key: str | Address, entry: Entry) -> str | Fault:
    """Add an entry at the end of a list, which is made at the end of the file when it is missing."""
    root = _root(text)
    place = root if isinstance(root, Fault) else at(root, _path(key))
    return place if isinstance(place, Fault) else insert_entry(text, key, len(place.items) if place else 0, entry)


def insert_entry(text: str, key: str | Address, index: int, entry: Entry | str) -> str | Fault:
    """Put an entry, or the lines of one, into a list so that it has this index; with what `remove_entry` took out, the text is as it was."""
    added = _plain_of(entry)
    if isinstance(added, Fault):
        return added
    root, path = _root(text), _path(key)
    if isinstance(root, Fault):
        return root
    if at(root, path) is None:
        return _with_list(text, path, entry)
    block = block_of(text, path)
    if isinstance(block, Fault):
        return block
    if not 0 <= index <= len(block.spans):
        return _missing(*path, index)
    new = block.with_entry(index, entry, entry.stays_at(path, index) if isinstance(entry, Lines) else 0)
    return _checked(root, new, lambda plain: _put_in(plain, path, index, added))


def remove_entry(text: str, key: str | Address, index: int) -> tuple[str, Lines] | Fault:
    """Take an entry out of a list with the comments that belong to it: those right above it, and those within. The new text, and the lines."""
    root, path = _root(text), _path(key)
    if isinstance(root, Fault):
        return root
    block = block_of(text, path)
    if isinstance(block, Fault):
        return block
    if not 0 <= index < len(block.spans):
        return _missing(*path, index)
    span, sheet = block.spans[index], block.sheet
    lines = Lines(sheet.lines(span.first, span.beyond))
    lines.place, lines.stays = (path, index), span.first - block.below(index)
    new = sheet.lines(0, span.first) + sheet.lines(span.beyond, len(sheet.starts) - 1)
    checked = _checked(root, new, lambda plain: _take_out(plain, path, index))
    return checked if isinstance(checked, Fault) else (checked, lines)


def set_field(text: str, path: Address, value: Writable) -> str | Fault:
    """Give a field of an entry or of the source a value: in its place, or behind the last field when it is not there yet."""
    root = fault_of(value) or _root(text)
    if isinstance(root, Fault):
        return root
    parent, key = at(root, path[:-1]), str(path[-1])
    if parent is None or not isinstance(parent.value, dict):
        return _missing(*path[:-1])
    new = with_field(sheet_of(text), parent, key, value)
    return new if isinstance(new, Fault) else _checked(root, new, lambda plain: _inner(plain, path[:-1]).update({key: plain_of(value)}))


def remove_field(text: str, path: Address) -> str | Fault:
    """Take a field out of an entry or of the source, with the comment behind it."""
    root = _root(text)
    if isinstance(root, Fault):
        return root
    parent, key = at(root, path[:-1]), str(path[-1])
    if parent is None or key not in parent.entries:
        return _missing(*path)
    new = without_field(sheet_of(text), parent, key)
    return new if isinstance(new, Fault) else _checked(root, new, lambda plain: _inner(plain, path[:-1]).pop(key))


def index_of(text: str, key: str | Address, line: int) -> int | None:
    """The index of the entry that begins on a line (from 1, as its location says), or None."""
    root, sheet = _root(text), sheet_of(text)
    place = None if isinstance(root, Fault) else at(root, _path(key))
    begins = [sheet.line_of(item.start) + 1 for item in place.items] if place else []
    return begins.index(line) if line in begins else None


def _path(key: str | Address) -> Address:
    return (key,) if isinstance(key, str) else key


def _root(text: str) -> Place | Fault:
    places = places_of(text)
    return places if isinstance(places, Fault) else places[0]


def _missing(*path: str | int) -> Fault:
    return Fault("not-written", f"there is no {' '.join(map(str, path))[:60]!r} here: the file may have changed meanwhile, read it again")


def _plain_of(entry: Entry | str) -> Plain | Fault:
    """What an entry says, given as its fields or as its lines."""
    if not isinstance(entry, str):
        return fault_of(entry) or plain_of(entry)
    root = _root(f"lines:\n{entry}")
    items = [] if isinstance(root, Fault) else root.entries["lines"].items
    return items[0].plain() if len(items) == 1 else Fault("not-written", "these are not the lines of one entry")


def _with_list(text: str, path: Address, entry: Entry | str) -> str | Fault:
    """The text with a new list of one entry, at the end of the file or in a field."""
    places = places_of(text)
    if isinstance(places, Fault):
        return places
    root, end = places
    parent, sheet, key = at(root, path[:-1]), sheet_of(text), str(path[-1])
    if parent is None or not isinstance(parent.value, dict) or parent.style:
        return _missing(*path)
    begin = " " * parent.column + scalar_text(key) + ":" + sheet.newline
    line = sheet.line_of(parent.end) + 1 if parent is not root else sheet.line_of(end) if end < len(text) else len(sheet.starts) - 1
    column, gap = style_of(sheet, root, parent)
    lines = entry if isinstance(entry, str) else entry_text(entry, column, gap=gap, newline=sheet.newline)
    new = sheet.with_lines(line, begin + lines)
    return _checked(root, new, lambda plain: _inner(plain, path[:-1]).update({key: [_plain_of(entry)]}))


def _checked(root: Place, new: str, change: Callable[[Any], object]) -> str | Fault:
    """The new text if it says what the old one said with the change, and nothing else is different."""
    expected = root.plain()
    change(expected)
    read = _root(new)
    return Fault("not-written", _BY_HAND) if isinstance(read, Fault) or read.plain() != expected else new


def _inner(plain: Any, path: Address) -> Any:
    for step in path:
        plain = plain[step]
    return plain


def _put_in(plain: Any, path: Address, index: int, added: Plain) -> None:
    holder = _inner(plain, path[:-1])
    items = holder[path[-1]] or []  # a key with nothing behind it is an empty list
    holder[path[-1]] = [*items[:index], added, *items[index:]]


def _take_out(plain: Any, path: Address, index: int) -> None:
    holder = _inner(plain, path[:-1])
    items = holder[path[-1]]
    holder[path[-1]] = [*items[:index], *items[index + 1 :]] or ""
