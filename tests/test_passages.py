"""Paragraphs that two texts share are found, copied or edited, with the figures that differ; what is written independently is not."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cstofacts.evidence.document import Document
from cstofacts.evidence.passages import ALIKE, Shared, shared_passages

WIRE = "وأعلنت إدارة الميناء أن 14 بحارا نقلوا إلى المستشفى العام بعد غرق المركب قبالة ساحل النورس فجر الثلاثاء"
OTHER = "وتوقفت حركة القطارات ست ساعات كاملة في السهول الجنوبية بسبب عطل أصاب محطة التحويل الرئيسية قرب المدينة"
BRIDGE = "Repairs to the bridge over the Alder will take at least six weeks and cost 1,400 crowns a day, the city said on Tuesday."
TRAM = "Движение трамваев восстановили через два часа, сообщили в управлении транспорта города во вторник вечером."


def shared(one: str, *others: str) -> list[Shared]:
    return shared_passages(Document("one", one), [Document(f"other {number}", text) for number, text in enumerate(others)])


def figures(one: str, other: str) -> list[tuple[str, str]]:
    return [(change.quoted, change.found) for found in shared(one, other) for passage in found.passages for change in passage.figures]


@pytest.mark.parametrize("wire", [WIRE, OTHER, BRIDGE, TRAM])
def test_a_copied_paragraph_is_found_with_its_lines(wire: str) -> None:
    [found] = shared(
        f"عنوان\n\n{OTHER if wire != OTHER else TRAM}\n{wire}", f"{wire}\nWhat else happened that day is told elsewhere, in other words."
    )
    [passage] = found.passages
    assert (passage.line, passage.other_line, passage.share, passage.changes) == (4, 1, 1.0, ())
    assert (found.paragraphs, found.whole) == (1, False)


def test_spelling_is_no_difference() -> None:
    [found] = shared(WIRE, WIRE.replace("14", "١٤").replace("أعلنت", "اعلنت").replace("بحارا", "بحّـارًا").replace(" قبالة", "، قبالة"))
    assert found.whole
    assert [passage.changes for passage in found.passages] == [()]


@pytest.mark.parametrize(
    ("one", "was", "becomes", "named"),
    [
        (WIRE, "14", "41", [("14", "41")]),
        (WIRE, "14 بحارا", "بحارة", [("14 بحارا", "بحارة")]),
        (WIRE, "14", "أربعة عشر", []),
        (BRIDGE, "1,400", "1400", []),
        (BRIDGE, "1,400", "1 400", []),
        (BRIDGE, "six", "6", []),
        (BRIDGE, "six", "seven", [("six", "seven")]),
        (BRIDGE, "1,400", "4,100", [("1,400", "4,100")]),
        (BRIDGE, "crowns a day", "crowns per day", []),
        (BRIDGE, "1,400", "1-400", [("1,400", "1 - 400")]),
        (BRIDGE, "1,400", "1,400%", [("1,400", "1,400%")]),
        (BRIDGE, " a day,", " a day", []),
        (BRIDGE.replace("1,400 crowns", "5% more"), "5%", "5 percent", []),
        (TRAM, "два", "три", [("два", "три")]),
    ],
)
def test_a_figure_that_a_relay_altered_is_named(one: str, was: str, becomes: str, named: list[tuple[str, str]]) -> None:
    assert figures(one, one.replace(was, becomes)) == named


def test_a_paragraph_is_found_inside_a_longer_one_and_the_other_way_round() -> None:
    joined = f"{WIRE} {OTHER}"
    [found] = shared(joined, f"{OTHER}\n{WIRE}")
    assert {(passage.line, passage.other_line) for passage in found.passages} == {(1, 1), (1, 2)}
    assert (found.paragraphs, found.share) == (1, 1.0)
    [found] = shared(f"{OTHER}\n{WIRE}", joined)
    assert {(passage.line, passage.other_line) for passage in found.passages} == {(1, 1), (2, 1)}


def test_a_page_without_line_breaks_is_taken_in_sentences() -> None:
    page = " ".join(f"{TRAM[:-1]} {number}." if number == 5 else f"Слово {number} и ещё немного слов о другом {number}." for number in range(60))
    [found] = shared(f"{TRAM[:-1]} 5.", page)
    assert [(passage.line, passage.other_line) for passage in found.passages] == [(1, 1)]


def test_furniture_and_what_is_written_independently_are_not_shared() -> None:
    notice = "اشترك في نشرتنا اليومية لتصلك أهم الأخبار من كل مكان"
    assert shared(f"عنوان قصير هنا الآن\n{WIRE}.\n{notice}", f"{OTHER}.\n{notice}") == []
    assert shared(WIRE, "وقالت إدارة الميناء إن المركب غرق قبالة ساحل النورس وإن البحارة بخير", "", OTHER) == []


def test_others_are_told_apart_the_most_shared_first() -> None:
    text = f"{WIRE}\n{BRIDGE}\n{TRAM}"
    found = shared(text, WIRE, f"{TRAM}\n{BRIDGE}", text, OTHER)
    assert [(one.name, one.paragraphs, one.whole) for one in found] == [("other 2", 3, True), ("other 1", 2, False), ("other 0", 1, False)]


@given(st.lists(st.sampled_from([*WIRE.split(), *BRIDGE.split(), "\n", ".", "14"]), max_size=80).map(" ".join), st.text(max_size=80))
def test_a_text_shares_itself_and_nothing_is_said_twice(text: str, more: str) -> None:
    found = shared(f"{text}\n{more}", text, f"{text}\n{more}")
    for one in found:
        assert 0 <= one.share <= 1
        assert all(ALIKE <= passage.share <= 1 for passage in one.passages)
        assert len({(passage.line, passage.other_line) for passage in one.passages}) == len(one.passages)
    if any(character.isalnum() for character in text + more):
        assert found[0].whole


@pytest.mark.parametrize("text", ["a b c " * 30_000, "a b c d e f g h\n" * 5_000, "w " * 100_000, "a b c d e f g h. " * 5_000])
def test_time_grows_with_the_text_and_not_faster(text: str) -> None:
    started = time.process_time()
    shared(text, text + " end", text[2:])
    assert time.process_time() - started < 10  # seconds: less than two; what is quadratic takes minutes
