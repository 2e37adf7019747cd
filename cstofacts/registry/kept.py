"""What was understood of a file is kept, so that a file that has not changed is not read anew.

It is kept under all that decides it: the file's content and name, and for a source the whole vocabulary. An entry is typed msgpack; one that is not
of its type, or that the cache no longer has, is made again from the file. With the value stand the problems that were met on the way.
"""

from collections.abc import Callable, Hashable
from functools import cache
from typing import Any, Generic, TypeVar, cast

import msgspec

from cstofacts.cache import Cache, key_of
from cstofacts.model.ignore import Ignore
from cstofacts.model.problem import Problem
from cstofacts.registry.nodes import Page

Value = TypeVar("Value")


class Entry(msgspec.Struct, Generic[Value], array_like=True):
    """What one file gave, the problems in it, and the comments that ignore something."""

    value: Value
    problems: list[Problem]
    ignores: list[Ignore] = []


def recall(kept: Cache, type: type[Value], parts: list[str], page: Page, read: Callable[[], Value]) -> Value:
    """What a file gave when it was read before, its problems on the page as if it had been read now; else it is read, and kept."""
    if not kept:
        return read()
    key = key_of(type.__name__, page.path, *parts)
    entry = _decoded(type, kept.get(key))
    if entry is None:
        value = read()
        if content := _encoded(Entry(value, page.problems, page.ignores)):
            kept.put(key, content)
        return value
    page.problems += entry.problems
    page.ignores += entry.ignores
    return entry.value


def _decoded(type: type[Value], content: bytes | None) -> Entry[Value] | None:
    try:
        return cast("Entry[Value]", _decoder(cast("Hashable", type)).decode(content)) if content else None
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None


@cache
def _decoder(type: Any) -> msgspec.msgpack.Decoder[Any]:
    return msgspec.msgpack.Decoder(Entry[type])


def _encoded(entry: Entry[Value]) -> bytes:
    """An entry in bytes; none when it has text that is no Unicode, such as half a character in an escape."""
    try:
        return msgspec.msgpack.encode(entry)
    except (msgspec.MsgspecError, UnicodeEncodeError):
        return b""
