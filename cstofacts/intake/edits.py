"""Many edits of one text of a registry file at once, each as `registry.edit` makes it."""

from collections.abc import Mapping, Sequence
from typing import Any

from cstofacts.registry.edit import append_entry
from cstofacts.registry.entry_lines import block_of
from cstofacts.registry.field_lines import with_field
from cstofacts.registry.places import Address, Place, at, places_of
from cstofacts.registry.sheet import sheet_of
from cstofacts.registry.writing import Entry, Writable, entry_text, fault_of, plain_of
from cstofacts.values.base import Fault

_CHANGED = Fault("not-written", "the file does not have the entries that were read from it: repeat the command")
_BY_HAND = Fault("not-written", "this cannot be written without changing what stands around it: edit the file by hand")


def append_entries(text: str, key: str, entries: Sequence[Entry]) -> str | Fault:
    """The text with several entries at the end of a list."""
    if fault := next(filter(None, map(fault_of, entries)), None):
        return fault
    begun = append_entry(text, key, entries[0]) if entries else text
    block = block_of(begun, (key,)) if len(entries) > 1 and not isinstance(begun, Fault) else None
    if isinstance(begun, Fault) or isinstance(block, Fault) or block is None:
        return block if isinstance(block, Fault) else begun
    sheet = block.sheet
    lines = "".join(entry_text(entry, block.column, gap=block.gap, newline=sheet.newline) for entry in entries[1:])
    expected = _plain(begun)
    expected[key] += [plain_of(entry) for entry in entries[1:]]
    return _checked(sheet.with_lines(block.spans[-1].beyond, lines), expected)


def set_fields(text: str, fields: Mapping[Address, Writable]) -> str | Fault:
    """The text with new values of several fields, each in its place or behind the last field of its entry."""
    if fault := next(filter(None, map(fault_of, fields.values())), None):
        return fault
    places = places_of(text)
    if isinstance(places, Fault):
        return places
    expected: Any = places[0].plain()
    targets: list[tuple[Place, str, Writable]] = []
    for path, value in fields.items():
        parent = at(places[0], path[:-1])
        if parent is None or not isinstance(parent.value, dict):
            return _CHANGED
        there = parent.entries.get(str(path[-1]))
        if there is None or there.plain() != plain_of(value):
            targets.insert(0, (parent, str(path[-1]), value))
        _inner(expected, path[:-1])[path[-1]] = plain_of(value)
    for parent, key, value in sorted(targets, key=_last_first):
        new = with_field(sheet_of(text), parent, key, value)
        if isinstance(new, Fault):
            return new
        text = new
    return _checked(text, expected)


def _last_first(target: tuple[Place, str, Writable]) -> tuple[int, int]:
    """What stands last is written first, so that the places of the others stay."""
    parent, key, _ = target
    place = parent.entries.get(key)
    return (-place.start, 1) if place else (-parent.end, 0)


def closed_list(text: str) -> Fault | None:
    """Why entries cannot be put into the lists of a file: one of them, or all of it, is written in brackets."""
    places = places_of(text)
    if isinstance(places, Fault):
        return places
    root = places[0]
    lists = {key: place for key in ("claims", "candidates", "rejected") if (place := root.entries.get(key)) and place.value and place.style}
    if not root.style and not lists:
        return None
    what = "the file" if root.style else " and ".join(f"`{key}`" for key in lists)
    return Fault("not-written", f"{what} stands in brackets: write it by hand with a dash for each entry, one below the other")


def entry_numbers(text: str, key: str) -> dict[int, int]:
    """By the line (from 1) on which each entry of a list begins, its number."""
    places = places_of(text)
    place = None if isinstance(places, Fault) else places[0].entries.get(key)
    sheet = sheet_of(text)
    return {sheet.line_of(item.start) + 1: number for number, item in enumerate(place.items)} if place else {}


def _plain(text: str) -> Any:
    places = places_of(text)
    return None if isinstance(places, Fault) else places[0].plain()


def _checked(new: str, expected: object) -> str | Fault:
    """The new text if it says what it should say and nothing else."""
    return new if _plain(new) == expected else _BY_HAND


def _inner(plain: Any, path: Address) -> Any:
    for step in path:
        plain = plain[step]
    return plain
