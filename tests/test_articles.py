"""The readers on articles that nobody fitted them to: how much is right, and how little wrong (`python benchmarks/articles.py` prints it all)."""

from functools import cache

import pytest
import yaml
from labelled import FOLDER, MEASURED, READERS, UNASKED, Article, Score, articles, score
from rapidfuzz import fuzz

from cstofacts.values import TYPES
from cstofacts.values.base import Fault, Reading

# Of the labels of a language and type: at least so many right, at most so many wrong, and at most so many readings that nothing asks for.
# A little worse than what was measured, so that another way to read one phrase is no failure, and a lost rule is.
BOUNDS = {
    "ar": {"number": (77, 3, 11), "date": (37, 1, 2), "duration": (6, 2, 1), "age": (2, 0, 0), "list": (5, 1, 1)},
    "en": {"number": (78, 1, 15), "date": (37, 2, 2), "duration": (16, 1, 1), "age": (3, 0, 0), "list": (4, 0, 1)},
    "ru": {"number": (75, 2, 16), "date": (30, 2, 2), "duration": (8, 2, 2), "age": (2, 0, 0), "list": (5, 0, 1)},
}
NAMES = [article.name for article in articles()]
_READING = Reading(lambda name: Fault("unknown-entity", name))


@cache
def measured(language: str, type_: str) -> Score:
    return score(type_, READERS[type_], [article for article in articles() if article.language == language])


@pytest.mark.parametrize("type_", MEASURED)
@pytest.mark.parametrize("language", BOUNDS)
def test_the_readers_stay_within_bounds(language: str, type_: str) -> None:
    right, wrong, unasked = BOUNDS[language][type_]
    found = measured(language, type_)
    assert found.count("right") >= right, [one for one in found.outcomes if one.what in ("wrong", "missed", "wider")]
    assert found.count("wrong") <= wrong, [one for one in found.outcomes if one.what == "wrong"]
    assert found.count("more", "noise") <= unasked, [one for one in found.outcomes if one.what in UNASKED]


@pytest.mark.parametrize("article", articles(), ids=NAMES)
def test_labels_are_values_in_the_written_form_of_a_registry(article: Article) -> None:
    assert {label.type for label in article.labels} <= {*MEASURED, "noise", "furniture", "either"}
    for label in article.labels:
        if label.type in ("number", "date", "duration"):
            value = TYPES[label.type].parse(label.value, _READING)
            assert not isinstance(value, Fault), (label, value)
            assert str(value) == label.value


@pytest.mark.parametrize("article", articles(), ids=NAMES)
def test_every_article_has_its_language_and_kind(article: Article) -> None:
    language, _, kind = article.name.partition("-")
    assert language == article.language
    assert kind in {"flood", "election", "football", "company"}
    assert (FOLDER / f"{article.name}.yaml").exists()


def relays() -> list[tuple[str, int, str, int]]:
    """Every line that one article has from another: (article, line, the other, its line)."""
    rows = []
    for article in articles():
        written = yaml.load((FOLDER / f"{article.name}.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 - builds texts and lists only
        relayed = written.get("relays", {"lines": {}})
        rows += [(article.name, int(here), relayed["article"], int(there)) for here, there in relayed["lines"].items()]
    return rows


@pytest.mark.parametrize(("article", "here", "other", "there"), relays())
def test_a_relayed_line_says_nearly_the_same_words(article: str, here: int, other: str, there: int) -> None:
    ours, theirs = ((FOLDER / f"{name}.txt").read_text(encoding="utf-8").split("\n")[line - 1] for name, line in ((article, here), (other, there)))
    assert fuzz.ratio(ours, theirs) > 75
