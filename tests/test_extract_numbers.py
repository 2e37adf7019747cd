"""The readers of numbers and durations read, refuse and leave out as the lines of `tests/cases/extract/` say, on any text."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cstofacts.extract import durations, numbers
from cstofacts.extract.base import Found, Refused
from cstofacts.values import TYPES
from cstofacts.values.base import Fault, Reading

laws = settings(max_examples=400, deadline=None, derandomize=True, database=None)

CASES = Path(__file__).parent / "cases" / "extract"
FILES = {name: yaml.load((CASES / f"{name}.yaml").read_text(encoding="utf-8"), yaml.BaseLoader) for name in ("numbers", "durations")}  # noqa: S506
READERS = {"numbers": numbers.read, "durations": durations.read}
TYPE = {"numbers": "number", "durations": "duration"}
READING = Reading(lambda _: Fault("unknown-entity", ""), Decimal("0.10"))

# Words, digits and signs of the three languages that mean something to the readers, in any order.
ARABIC = "و وثلاثة ثلاث آلاف ألفا ألف مليون مئات عشرات نصف ونصف بين من إلى نحو تجاوز لم على الأقل أيام يومين عام خلال الـ ب عضوان"
SIGNS = "5 2022 9,900 2.500 3ر5 ½ ٢٬٥٠٠ - / : + . , ( ) % ٪ IL-76 ﷺ ﻻ ـ ً"
OTHERS = "two hundred and a half dozen of to from between or over 10-day weeks year old more than at least twenty тысячи два с половиной до от лет"
PIECES = st.sampled_from([*ARABIC.split(), *SIGNS.split(), *OTHERS.split(), "\n", "\u200f"])
TEXTS = st.text() | st.lists(PIECES, max_size=14).map(" ".join) | st.lists(PIECES, max_size=10).map("".join)


def cases() -> list[Any]:
    """Every line as (reader, text, [[matched, written or None], ...]); a refusal has no written form."""
    lines: list[tuple[str, str, list[Any]]] = []
    for name, file in FILES.items():
        lines += [(name, row[0], row[1:]) for row in file["reads"]]
        lines += [(name, text, [[matched, None]]) for text, matched in file["refuses"]]
        lines += [(name, text, []) for text in file["leaves"]]
    return [pytest.param(*line, id=f"{line[0]}: {line[1]}") for line in lines]


@pytest.mark.parametrize(("reader", "text", "expected"), cases())
def test_reads(reader: str, text: str, expected: list[Any]) -> None:
    found = READERS[reader](text)
    assert [[text[read.start : read.end], getattr(read, "written", None)] for read in found] == expected
    assert all(read.type == TYPE[reader] and read.why for read in found)


@pytest.mark.parametrize("reader", READERS)
@laws
@given(TEXTS)
@example("½")
@example("ﷺ 5ﷺ")
@example("ثلاث%0")  # one sign, two figures
@example("تجاوز عضوان 0")
@example("9" * 30 + " مليون")
def test_any_text_gives_places_in_order_and_values_that_parse(reader: str, text: str) -> None:
    found = READERS[reader](text)
    assert found == READERS[reader](text)
    end = 0
    for read in found:
        assert end <= read.start < read.end <= len(text)
        end = read.end
        assert isinstance(read, Refused) or _parses(read), read


def _parses(found: Found) -> bool:
    return not isinstance(TYPES[found.type].parse(found.written, READING), Fault)


@pytest.mark.parametrize("reader", READERS)
@laws
@given(TEXTS)
def test_a_text_behind_a_line_break_is_read_alike(reader: str, text: str) -> None:
    before = [(read.start, read.end) for read in READERS[reader](text)]
    after = [(read.start - 2, read.end - 2) for read in READERS[reader](".\n" + text)]
    assert before == after


@pytest.mark.parametrize("name", ["S0", "S1", "S2", "S3", "S4"])
def test_figures_of_the_articles_are_read_back_from_their_quotes(name: str) -> None:
    claims = yaml.load((Path(__file__).parent.parent / "claims" / f"{name}.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)["claims"]  # noqa: S506
    properties = yaml.load((Path(__file__).parent.parent / "claims" / "properties.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506
    types = {id: item["type"] for id, item in properties.get("properties", properties).items() if isinstance(item, dict) and "type" in item}
    for claim in claims:
        reader = {"number": "numbers", "duration": "durations"}.get(types.get(claim["property"], ""))
        if reader and claim["id"] not in UNREAD:
            value = TYPES[TYPE[reader]].parse(claim["value"], READING)
            read = [TYPES[found.type].parse(found.written, READING) for found in READERS[reader](claim["quote"]) if isinstance(found, Found)]
            assert value in read, claim


# What no reader of figures can say: "several" and "yearly" are no figures, and "days or even weeks" was bounded by a person.
UNREAD = {"S0-9g", "S1-59a", "S2-17e"}
