"""Lines of pages are told from their article as `tests/cases/furniture.yaml` says, and as people judged them in the five articles."""

import re
import time
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from cstofacts.extract.furniture import furniture
from cstofacts.registry import load

HOME = Path(__file__).parent.parent
TEXTS = HOME.parent / "shared" / "seeds"
PAGES: list[str] = yaml.safe_load((HOME / "tests" / "cases" / "furniture.yaml").read_text(encoding="utf-8"))
MARKED = re.compile(r"\[([^\]]+)\] (.*)")
LINES = [
    "الأكثر قراءة",
    "Most read",
    "Share",
    "Home",
    "A line of five words",
    "",
    "Tags: a, b",
    "© 2025",
    "The bridge was closed on Tuesday after a long night.",
    "- - .",
]

with_texts = pytest.mark.skipif(not TEXTS.is_dir(), reason="the five texts are not here: they are no part of the project")


def lines_of(text: str) -> set[int]:
    """The numbers of the lines that are furniture and not empty."""
    lines = text.split("\n")
    return {number for run in furniture(text) for number in range(run.first, run.last + 1) if lines[number - 1].strip()}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.split("\n")[0])
def test_furniture_is_what_is_marked(page: str) -> None:
    marks = [MARKED.fullmatch(line) for line in page.split("\n")]
    text = "\n".join(mark[2] if mark else line for mark, line in zip(marks, page.split("\n"), strict=True))
    kinds = {number: run.why.partition(":")[0] for run in furniture(text) for number in range(run.first, run.last + 1)}
    found = {number: kind for number, kind in kinds.items() if text.split("\n")[number - 1].strip()}
    assert found == {number: mark[1] for number, mark in enumerate(marks, 1) if mark}


@with_texts
def test_the_five_articles_have_the_furniture_that_people_judged() -> None:
    for source in load(HOME / "claims").sources.values():
        text = (TEXTS / source.text_file).read_text(encoding="utf-8")
        judged = {number for first, last in source.furniture for number in range(first, last + 1)}
        assert lines_of(text) == {number for number in judged if text.split("\n")[number - 1].strip()}


@given(st.lists(st.sampled_from(LINES) | st.text(max_size=40)).map("\n".join))
def test_runs_are_in_order_and_say_why(text: str) -> None:
    runs = furniture(text)
    assert all(run.why and 1 <= run.first <= run.last <= text.count("\n") + 1 for run in runs)
    assert all(one.last < other.first for one, other in pairwise(runs))


@pytest.mark.parametrize("line", ["a", "Most read", "#a", "a,", ". ", "> ", "share ", "By A ", "© ", "2025 "])
@pytest.mark.parametrize("end", ["", "\n"])
def test_time_grows_with_the_text_and_not_faster(line: str, end: str) -> None:
    started = time.process_time()
    furniture("The bridge was closed on Tuesday after a long night.\n" + (line + end) * (100_000 // len(line + end)))
    assert time.process_time() - started < 5  # seconds: a tenth of one to two; what is quadratic takes minutes
