"""The reader of dates: cases of what it must read, must refuse and must leave, and the laws that hold for any text."""

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml
from babel import Locale
from hypothesis import given, settings
from hypothesis import strategies as st

from cstofacts.extract import dates
from cstofacts.extract.base import Found, Refused
from cstofacts.extract.months import MONTHS
from cstofacts.spelling import fold
from cstofacts.values.base import Fault
from cstofacts.values.date import Date, parse

ROOT = Path(__file__).parent.parent
GROUPS = yaml.load((ROOT / "tests/cases/extract/dates.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 - builds texts and lists only
CASES = [(group.get("published"), case["text"], case["read"]) for group in GROUPS for case in group["cases"]]
LOCALES = ["ar", "ar_EG", "ar_SA", "ar_LY", "ar_SD", "ar_SY", "ar_LB", "ar_IQ", "ar_JO", "ar_PS", "ar_TN", "ar_DZ", "ar_MA", "ar_MR", "en", "ru"]


def published(written: str | None) -> Date | None:
    date = parse(written) if written else None
    assert not isinstance(date, Fault)
    return date


def shown(text: str, results: list[Found | Refused]) -> list[list[Any]]:
    return [[text[r.start : r.end], *([r.written] if isinstance(r, Found) else ["refused"])] for r in results]


@pytest.mark.parametrize(("day", "text", "expected"), CASES, ids=[f"{day or ''} {text}" for day, text, _ in CASES])
def test_cases(day: str | None, text: str, expected: list[list[str]]) -> None:
    results = dates.read(text, published(day))
    assert shown(text, results) == [case[:2] for case in expected]
    for result, case in zip(results, expected, strict=True):
        assert result.type == "date"
        assert all(word in result.why for word in case[2:]), result.why


@pytest.mark.parametrize("name", LOCALES)
def test_months_of_every_tradition_are_read(name: str) -> None:
    months = Locale.parse(name).months["format"]["wide"]
    for number, month in months.items():
        text = f"7 {month} 2022"
        assert shown(text, dates.read(text)) == [[text, f"2022-{number:02}-07"]]


def month_script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("month_script", ROOT / "tools/months.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_month_tables_are_what_the_script_writes() -> None:
    script = month_script()
    assert {tradition: script.month_names(tradition) for tradition in script.LOCALES} == MONTHS


def test_no_month_has_two_numbers() -> None:
    numbers: dict[str, set[int]] = {}
    for months in MONTHS.values():
        for number, names in months.items():
            for name in names:
                numbers.setdefault(fold(name), set()).add(number)
    assert {name for name, found in numbers.items() if len(found) > 1} == set()


def test_without_hijridate_a_hijri_date_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "hijridate", None)
    (refused,) = dates.read("3 جمادى الآخرة 1443هـ")
    assert isinstance(refused, Refused)
    assert "cstofacts[hijri]" in refused.why


WORDS = [*sorted({word for _, text, _ in CASES for word in text.split()}), *"0123456789،,./-–()\n ـ\u200f٫ﷺ㋀½", "9999", "0001", "31", "30", "2199"]
ROWS = st.lists(st.sampled_from(WORDS), max_size=14)
ANY_TEXT = st.text(max_size=60) | ROWS.map(" ".join) | ROWS.map("".join)
DAYS = st.none() | st.sampled_from(["2022-01-06", "2022-01", "2022", "2021/2022", "0001-01-01", "9999-12-31", "2022-01-06?", "../2022", "2020-02-29"])


@settings(max_examples=1500, deadline=None, derandomize=True, database=None)
@given(ANY_TEXT, DAYS)
def test_any_text_is_read_in_order_and_every_date_parses(text: str, day: str | None) -> None:
    last = 0
    for result in dates.read(text, published(day)):
        assert last <= result.start < result.end <= len(text)
        assert result.why
        last = result.end
        assert isinstance(result, Refused) or isinstance(parse(result.written), Date)
