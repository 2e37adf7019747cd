"""The value types: what a claim's value can be, one type per file.

A type reads a written value (`parse`), compares two of them (`compare`) and prints one for people (`words`); `str()` of a value is its
canonical written form. Adding a type is one file and one line here.
"""

from collections.abc import Callable
from typing import Any

from msgspec import Struct

from cstofacts.values import boolean, date, duration, entity, number, set, text  # noqa: A004 (the type is called set)
from cstofacts.values.base import Comparison, EntityRef, Fault, Names, Reading, Written

Value = boolean.Boolean | date.Date | duration.Duration | EntityRef | number.Number | set.SetValue | text.Text


class ValueType(Struct, frozen=True):
    """One value type. `compare` and `words` take only values that this type's `parse` gave."""

    name: str
    parse: Callable[[Written, Reading], Value | Fault]
    compare: Callable[[Any, Any], Comparison]
    words: Callable[[Any, Names], str]
    manual: str


TYPES = {
    module.__name__.rpartition(".")[2]: ValueType(
        module.__name__.rpartition(".")[2], module.parse, module.compare, module.words, module.__doc__ or ""
    )
    for module in (boolean, date, duration, entity, number, set, text)
}
