"""Properties for a table that comes without any: the type of each is inferred from all its values, cautiously, and said.

A property is a number, a date, yes or no, a duration or a list when nearly all its values read as one; the few that do not are problems. Else it is
text, whose values are never held against each other. A date `as_of` in any row says that the answer may change with time, and whatever else narrows a
claim tells things apart.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from decimal import Decimal

from cstofacts.language import say
from cstofacts.model.problem import Location
from cstofacts.model.registry import Behaviour, Property
from cstofacts.tables.facets import unpacked
from cstofacts.tables.lists import is_list, read_list
from cstofacts.tables.vocabulary import Vocabulary
from cstofacts.values import TYPES
from cstofacts.values.base import DEFAULT_TOLERANCE, EntityRef, Fault, Reading

# One value in twenty may be a slip; with more the column is of another kind, and a person must say of which.
FITTING = Decimal("0.95")

_TYPES = ("number", "date", "boolean", "duration", "set")
"""The types that are tried; of two that fit equally well the first is taken."""

_READING = Reading(lambda spelling: EntityRef(spelling, "thing"), members="text")

Counted = Iterable[tuple[tuple[str, ...], int]]


def infer(values: Counted, circumstances: Counted, narrowing: tuple[str, ...]) -> tuple[Vocabulary, list[str]]:
    """The properties, and for each a line that says what it was taken for.

    `values` are the distinct pairs of property and value, `circumstances` the distinct cells of the property and of the columns named in `narrowing`,
    each with how many rows have them.
    """
    fitting: dict[str, Counter[str]] = defaultdict(Counter)
    for (name, cell), rows in values:
        if name.strip() and cell.strip():
            fitting[name]["all"] += rows
            fitting[name].update(dict.fromkeys((type for type in _TYPES if _fits(type, cell)), rows))
    stated = _stated(circumstances, narrowing)
    types = {name: _type(counts) for name, counts in fitting.items()}
    properties = {name: _property(name, type, stated[name]) for name, type in types.items()}
    return Vocabulary(properties), [_line(name, types[name], fitting[name]) for name in sorted(types)]


def _fits(type: str, cell: str) -> bool:
    if type == "set":
        return is_list(cell.strip()) and not isinstance(read_list(cell.strip()), Fault)
    return not isinstance(TYPES[type].parse(cell, _READING), Fault)


def _type(counts: Counter[str]) -> str:
    best = max(_TYPES, key=counts.__getitem__)
    return best if counts[best] >= FITTING * counts["all"] else "text"


def _stated(circumstances: Counted, narrowing: tuple[str, ...]) -> dict[str, set[str]]:
    """For each property the qualifiers that any of its rows states."""
    stated: dict[str, set[str]] = defaultdict(set)
    for (property, *cells), _ in circumstances:
        for name, cell in zip(narrowing, cells, strict=True):
            if cell.strip():
                stated[property].update(_names(cell) if name == "qualifiers" else (name,))
    return stated


def _names(cell: str) -> list[str]:
    found = unpacked(cell)
    return [] if isinstance(found, Fault) else list(found)  # such a row is a problem all the same


def _property(name: str, type: str, stated: set[str]) -> Property:
    behaviour = Behaviour.VARIES if "as_of" in stated else Behaviour.CONSTANT
    separators = tuple(sorted(stated - {"as_of", "phase"}))
    members = "text" if type == "set" else "entity"
    return Property(name, type, Location(""), behaviour, separators, "", DEFAULT_TOLERANCE, members, label={"en": name})


def _line(name: str, type: str, counts: Counter[str]) -> str:
    fit, all_rows = counts[type] if type != "text" else counts["all"], counts["all"]
    return say("{property}: {type}, {fitting} of {all} values", property=name, type=type, fitting=f"{fit:,}", all=f"{all_rows:,}")
