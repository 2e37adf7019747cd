"""Every value type reads, refuses and compares as the lines of `tests/cases/values/` say."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from cstofacts.spelling import fold
from cstofacts.values import TYPES
from cstofacts.values.base import DEFAULT_TOLERANCE, EntityRef, Fault, Reading, Written
from cstofacts.values.set import SetValue, union

CASES = Path(__file__).parent / "cases" / "values"
# BaseLoader keeps every scalar as text, as the registry does.
FILES = {path.stem: yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader) for path in sorted(CASES.glob("*.yaml"))}  # noqa: S506
MIRRORED = {"narrower": "broader", "broader": "narrower"}


def cases(kind: str) -> list[Any]:
    return [pytest.param(file, row, id=f"{stem}: {row[0]} | {row[1]}") for stem, file in FILES.items() for row in file[kind]]


def reading(file: dict[str, Any]) -> Reading:
    entities = {id: EntityRef(id, entity["kind"], frozenset(entity.get("within", []))) for id, entity in file.get("entities", {}).items()}
    names = {
        fold(name): ref for id, ref in entities.items() for name in (id, file["entities"][id]["label"], *file["entities"][id].get("spellings", []))
    }
    return Reading(
        lambda spelling: names.get(fold(spelling), Fault("unknown-entity", f"{spelling!r} names nothing")),
        Decimal(file.get("tolerance", DEFAULT_TOLERANCE)),
        file.get("members", "entity"),
    )


def parse(file: dict[str, Any], written: str | list[str]) -> Any:
    form: Written = tuple(written) if isinstance(written, list) else written
    return TYPES[file["type"]].parse(form, reading(file))


def read(file: dict[str, Any], written: str | list[str]) -> Any:
    value = parse(file, written)
    assert not isinstance(value, Fault), value
    return value


def test_every_type_has_cases() -> None:
    assert {file["type"] for file in FILES.values()} == set(TYPES)


@pytest.mark.parametrize(("file", "row"), cases("reads"))
def test_reads(file: dict[str, Any], row: list[Any]) -> None:
    written, canonical, words = row
    value = read(file, written)
    labels = {id: entity["label"] for id, entity in file.get("entities", {}).items()}
    assert str(value) == canonical
    assert TYPES[file["type"]].words(value, lambda name: labels.get(name, name)) == words
    assert read(file, _reread(file, canonical)) == value


def _reread(file: dict[str, Any], canonical: str) -> Any:
    return yaml.load(canonical, yaml.BaseLoader) if file["type"] == "set" else canonical  # noqa: S506


@pytest.mark.parametrize(("file", "row"), cases("refuses"))
def test_refuses(file: dict[str, Any], row: list[Any]) -> None:
    written, rule = row
    fault = parse(file, written)
    assert isinstance(fault, Fault), fault
    assert fault.rule == rule
    assert fault.message


@pytest.mark.parametrize(("file", "row"), cases("compares"))
def test_compares(file: dict[str, Any], row: list[Any]) -> None:
    left, right, relation, reason, *members = row
    missing, extra = map(tuple, members or ([], []))
    compare = TYPES[file["type"]].compare
    there = compare(read(file, left), read(file, right))
    assert (there.relation, there.reason, there.missing, there.extra) == (relation, reason, missing, extra)
    back = compare(read(file, right), read(file, left))
    assert (back.relation, back.reason, back.missing, back.extra) == (relation, MIRRORED.get(reason, reason), extra, missing)
    assert there.detail
    assert back.detail


def test_a_fault_quotes_no_more_than_a_few_words() -> None:
    for name, value_type in TYPES.items():
        for written in ("1,1" * 10_000, "٢5" * 10_000, "x" * 30_000):
            fault = value_type.parse(written, Reading(lambda _: Fault("unknown-entity", "")))
            assert not isinstance(fault, Fault) or len(fault.message) < 250, name


def test_everything_that_open_lists_name_together() -> None:
    one, other = read(FILES["set-of-texts"], ["إيل-76", "..."]), read(FILES["set-of-texts"], ["An-124", "..."])
    assert union([one, other]) == SetValue(frozenset({"an-124", "ايل-76"}), complete=False)
    assert dict(union([one, other]).shown) == {"ايل-76": "إيل-76", "an-124": "An-124"}
