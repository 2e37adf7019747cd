"""Texts are cut into sentences as `tests/cases/sentences.yaml` says; every place is verbatim, and nothing that was written is lost."""

import re
import time
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from cstofacts.extract.sentences import sentences

CASES: dict[str, list[str]] = yaml.safe_load((Path(__file__).parent / "cases" / "sentences.yaml").read_text(encoding="utf-8"))
SIGNS = [".", "!", "?", "؟", "…", " ", "\n", '"', "«", "»", "“", "(", ")", "د", "كلمة", "Word", "word", "г", "Слово", "U.S", "12", "ً", "\u200f", "-"]


@pytest.mark.parametrize("marked", [text for texts in CASES.values() for text in texts])
def test_sentences_end_where_the_bars_stand(marked: str) -> None:
    text = marked.replace("|", "")
    expected = [piece.strip() for piece in re.split(r"\||\n", marked) if piece.strip()]
    assert [text[sentence.start : sentence.end] for sentence in sentences(text)] == expected


@given(st.lists(st.sampled_from(SIGNS)).map("".join) | st.text())
def test_every_word_stands_in_one_sentence_of_its_line(text: str) -> None:
    found = sentences(text)
    words = [match.start() for match in re.finditer(r"\w", text)]
    inside = [place for place in words if any(sentence.start <= place < sentence.end for sentence in found)]
    assert inside == words
    assert all(one.end <= other.start for one, other in pairwise(found))
    for sentence in found:
        piece = text[sentence.start : sentence.end]
        assert piece == piece.strip()
        assert "\n" not in piece
        assert sentence.line == text.count("\n", 0, sentence.start) + 1


@pytest.mark.parametrize("pattern", ["a. ", "! ", ".", "- ", '." ', "...)))", "a.b", "قال. ", "A. ", "\n", ".\n", "a" * 50 + "."])
def test_time_grows_with_the_text_and_not_faster(pattern: str) -> None:
    started = time.process_time()
    sentences(pattern * (200_000 // len(pattern)))
    assert time.process_time() - started < 5  # seconds: a fifth of one; what is quadratic takes minutes
