"""Which rows of a table take no part: what the cells `superseded` and `about` say of their rows, and what is wrong with those that say nothing."""

from functools import lru_cache

import msgspec

from cstofacts.values import date as dates
from cstofacts.values.base import Fault

SUPERSEDED, REFERENCE, SOURCE = "superseded", "reference", "source"
"""Why a row takes no part: the source no longer says so, it is a reference's, or it only says what a source is."""

_REMEMBERED = 10_000


class _About(msgspec.Struct):
    kind: msgspec.Raw = msgspec.Raw(b"null")


@lru_cache(_REMEMBERED)
def told(column: str, cell: str) -> str | Fault:
    """What a cell of one of the two columns says of its row; a blank says nothing."""
    if not cell.strip():
        return ""
    return _about(cell) if column == "about" else _superseded(cell)


def _superseded(cell: str) -> str | Fault:
    if isinstance(dates.parse(cell.strip()), Fault):
        return Fault("unreadable-value", f"{cell[:40]!r} is no date from which the source no longer says this: write a date, or leave it empty")
    return SUPERSEDED


def _about(cell: str) -> str | Fault:
    try:
        kind = msgspec.json.decode(cell, type=_About).kind
        return REFERENCE if msgspec.json.decode(kind) == "reference" else SOURCE
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return Fault("wrong-shape", f"{cell[:40]!r} is not what a source is: write its metadata as a JSON object")


def aside(superseded: str, about: str, *, is_empty: bool) -> str:
    """Why a row with these cells takes no part, or nothing; whether it has neither subject nor property nor value."""
    said = told("about", about)
    if said == REFERENCE or (said == SOURCE and is_empty):
        return str(said)
    return SUPERSEDED if told("superseded", superseded) == SUPERSEDED else ""
