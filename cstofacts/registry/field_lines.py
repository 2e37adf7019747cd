"""The text of a field of an entry: put in, replaced or taken out."""

import re

from cstofacts.registry.places import Place
from cstofacts.registry.sheet import Sheet
from cstofacts.registry.writing import QUOTED, Writable, field_text, value_text
from cstofacts.values.base import Fault

# What stands behind the mark of a block of text: how it is indented and ends, and perhaps a comment.
_BLOCK_HEADER = re.compile(r"[|>][0-9+-]*([ \t]+#[^\r\n\x85\u2028\u2029]*)?")

_QUOTES = ("'", '"')


def with_field(sheet: Sheet, parent: Place, key: str, value: Writable) -> str | Fault:
    """The text with another value of a field, or with a new field behind the others."""
    place = parent.entries.get(key)
    return _added(sheet, parent, field_text(key, value)) if place is None else _replaced(sheet.text, place, key, value)


def _replaced(text: str, place: Place, key: str, value: Writable) -> str | Fault:
    if not isinstance(place.value, str) and not place.style:
        return Fault("not-written", f"{key!r} is written on several lines: edit it by hand")
    written = value_text(value, quoted=key in QUOTED or place.style in _QUOTES)
    if place.start == place.end and text[place.start - 1] not in " \t":
        written = f" {written}"
    if header := _BLOCK_HEADER.match(text, place.start) if place.style in ("|", ">") else None:
        written += header[1] or ""
    return text[: place.start] + written + text[place.end :]


def _added(sheet: Sheet, parent: Place, field: str) -> str:
    if not parent.style:
        line = sheet.line_of(parent.end) + 1
        return sheet.with_lines(line, " " * parent.column + field + sheet.newline)
    last = list(parent.entries.values())[-1:]
    end, comma = (last[0].end, ", ") if last else (parent.start + 1, "")
    return sheet.text[:end] + comma + field + sheet.text[end:]


def without_field(sheet: Sheet, parent: Place, key: str) -> str | Fault:
    """The text without a field, and without the comment behind it."""
    fields = list(parent.entries)
    number, place = fields.index(key), parent.entries[key]
    following = parent.entries[fields[number + 1]] if number + 1 < len(fields) else None
    if parent.style:
        start = parent.entries[fields[number - 1]].end if number else place.key
        return sheet.text[:start] + sheet.text[following.key if following and not number else place.end :]
    first, beyond = sheet.line_of(place.key), sheet.line_of(place.end) + 1
    if sheet.text[sheet.starts[first] : place.key].strip(" ") == "":
        return sheet.text[: sheet.starts[first]] + sheet.text[sheet.starts[beyond] :]
    if following is None or sheet.line_of(following.key) != beyond:  # behind a dash: the next field takes its place
        return Fault("not-written", f"{key!r} cannot be taken out from behind its dash: edit it by hand")
    return sheet.text[: place.key] + sheet.text[following.key :]
