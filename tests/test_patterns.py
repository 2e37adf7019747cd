"""Pairs of positions that lie to one another in the same way get the same verdict, and texts of bounds sort as the bounds do."""

import random
from decimal import Decimal
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from registries import read_case

from cstofacts.model.registry import Property, Registry
from cstofacts.reconcile.decide import decide
from cstofacts.reconcile.positions import Position
from cstofacts.tables.canonical import PositionReader, shape_of, text_of
from cstofacts.tables.order import bounds_of
from cstofacts.tables.patterns import pattern_of
from cstofacts.tables.results import SummaryRow
from cstofacts.values import TYPES
from cstofacts.values import date as dates
from cstofacts.values.base import Fault, Modifier, Reading
from cstofacts.values.number import Number

NUMBERS = [
    "0",
    "-3",
    "-30..-3",
    "2",
    "12",
    "12.5",
    "~12",
    "11",
    "13.2",
    ">=12",
    ">12",
    "<=12",
    "<12",
    "10..20",
    "18",
    "tens",
    "1000",
    "~1000",
    "1100",
]
DATES = ["2022-01-06", "2022-01-06?", "2022-01", "2022-01~", "2022", "2022%", "1992/2002", "2002?", "199X", "2022/..", "../2022", "2022-02-01"]
DURATIONS = ["P10D", "~P10D", "P11D", ">=P2D", "P2W", "P1M", "P30D", "P31D", "P1Y", "P0D"]
LISTS = [[], ["a"], ["a", "b"], ["b", "a", "..."], ["c"], ["c", "..."], ["d", "e"], ["d", "..."], ["c", "d", "..."], ["e", "c", "d"], ["d", "x"]]
TEXTS = ["one", "One", "two", "اثنان", "one " * 40, "two " * 40]

VALUES: dict[str, list[Any]] = {
    "number": NUMBERS,
    "date": DATES,
    "duration": DURATIONS,
    "set": LISTS,
    "entity": ["a", "b", "c", "d", "e", "x"],
    "boolean": ["yes", "no"],
    "text": TEXTS,
}

ENTITIES = {
    "a": {"kind": "place", "part_of": "b"},
    "b": {"kind": "place"},
    "c": {"kind": "organisation", "part_of": "d"},
    "d": {"kind": "organisation"},
    "e": {"kind": "person"},
    "x": {"kind": "unnamed"},
}

SCOPES = [(), (("place", "a"),), (("place", "b"),), (("place", "c"), ("phase", "done"))]
TIMES = [None, "2022-01-06", "2022-01-07", "2022-01", "2022-01-06?"]


def positions(type: str, values: list[Any], registry: Registry) -> list[Position]:
    question = registry.properties["asked"]
    reading = Reading(lambda name: registry.entities[name].ref, Decimal("0.1"), question.members)
    read = [TYPES[type].parse(tuple(value) if isinstance(value, list) else value, reading) for value in values]
    assert not any(isinstance(value, Fault) for value in read)
    times = [time and dates.parse(time) for time in TIMES]
    varied = product(SCOPES, times, (False, True))
    return [Position(type, value, scope, time, hedged) for scope, time, hedged in varied for value in read]  # type: ignore[arg-type]  # no fault


def registry_of(asked: dict[str, Any], type: str, folder: Path) -> Registry:
    return read_case({"property": asked, "entities": ENTITIES, "claims": [{"source": "A", "value": VALUES[type][-1]}]}, folder)


def row_of(position: Position) -> SummaryRow:
    return ("", "asked", text_of(position), *shape_of(position), 1, "", "")


def law(question: Property, registry: Registry, found: list[Position]) -> int:
    """Hold every pair against the first of its pattern; how many patterns there are."""
    known: dict[Any, tuple[Any, Any]] = {}
    rows = list(map(row_of, found))
    for (one, row), (other, rival) in product(zip(found, rows, strict=True), repeat=2):
        if row[2] != rival[2]:
            verdict = decide(question, registry, one, other)
            said = verdict.relation, verdict.reason
            assert known.setdefault(pattern_of(row, rival), said) == said, (row, rival)
    return len(known)


@pytest.mark.parametrize("time", ["constant", "varies", "grows"])
@pytest.mark.parametrize("type", VALUES)
def test_pairs_of_one_pattern_have_one_verdict(type: str, time: str, tmp_path: Path) -> None:
    if time == "grows" and type not in ("number", "duration"):
        time = "varies"
    registry = registry_of({"type": type, "time": time, "separators": ["place"], "part_of": {"place": {"a": "b"}}}, type, tmp_path)
    found = positions(type, VALUES[type], registry)
    if time == "constant":
        found = [position for position in found if position.as_of is None]
    found = random.Random(2022).sample(found, min(len(found), 150))  # noqa: S311 (a sample)
    patterns = law(registry.properties["asked"], registry, found)
    assert type == "entity" or patterns < len(found) * (len(found) - 1)
    reader = PositionReader(registry.entities)
    for position in found:
        read = reader.read(text_of(position), registry.properties["asked"])
        assert shape_of(read) == shape_of(position)


def test_a_count_and_a_list_are_no_pattern(tmp_path: Path) -> None:
    registry = registry_of({"type": "set", "time": "varies"}, "set", tmp_path)
    lists, counts = (positions(type, VALUES[type], registry) for type in ("set", "number"))
    law(registry.properties["asked"], registry, [one for one in [*lists, *counts] if not one.scope and one.as_of is None])


amounts = st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**24), max_value=10**24) | st.integers(-20, 20).map(Decimal)
bounds = st.builds(lambda amount, modifier: Number(modifier, amount, amount, Decimal("0.1")), amounts, st.sampled_from(list(Modifier)))


@given(st.lists(bounds, min_size=2, max_size=8))
def test_texts_of_bounds_sort_as_the_bounds_do(values: list[Number]) -> None:
    for one, other in product(values, repeat=2):
        (low, high), (rival_low, rival_high) = bounds_of(one), bounds_of(other)
        left, right = one.interval, other.interval
        assert (low > rival_high) == left.starts_after(right)
        assert (low >= rival_low and high <= rival_high) == left.within(right)
        assert ((low, high) == (rival_low, rival_high)) == (left.within(right) and right.within(left))


def test_a_sign_that_sorts_apart_in_other_alphabets_changes_nothing() -> None:
    value = replace(Number(Modifier.EXACT, Decimal(35), Decimal(35), Decimal(0)), low=Decimal("35.0"))
    assert bounds_of(value)[0].encode() < bounds_of(replace(value, low=Decimal(351)))[0].encode()
