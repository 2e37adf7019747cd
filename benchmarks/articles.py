"""What the readers make of articles that nobody fitted them to: a table by language and type, and every label that was not read right.

right is the labelled value, wider one that holds it (`منذ 2014` as 2014/..), wrong another, refused said to have two readings, missed not read at
all. Read where no value of the type is labelled: on what is none (noise: scores, telephone numbers), in page furniture, or elsewhere (more).

The second table is of the candidates that `cstofacts extract` would propose, which leaves out page furniture and what a clause denies, with the
registry of this project, which knows none of the parties and places.

    python benchmarks/articles.py
    python benchmarks/articles.py --show wrong missed more
"""

import argparse
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
from labelled import MEASURED, OUTCOMES, READERS, UNASKED, Article, Outcome, Reader, Score, articles, score

from cstofacts.extract.base import Found
from cstofacts.extract.candidates import extract
from cstofacts.extract.vocabulary import Vocabulary, vocabulary_of
from cstofacts.registry import load

CLAIMS = Path(__file__).parent.parent / "claims"
LANGUAGES = ("ar", "en", "ru")
_TYPES = {"list": ("set",), "age": ("number", "duration")}
_KINDS = (*OUTCOMES, *UNASKED)


def proposers(vocabulary: Vocabulary) -> dict[str, Reader]:
    """For every type, what `extract` proposes of it, as a reader."""

    @cache
    def proposed(article: Article) -> tuple[Found, ...]:
        found = [one.candidate for one in extract(article.text, vocabulary, article.day).proposals]
        return tuple(Found(one.start, one.start + len(one.text or one.quote), one.type, one.value, one.why) for one in found)

    def reader(type_: str) -> Reader:
        return lambda article: [one for one in proposed(article) if one.type in _TYPES.get(type_, (type_,))]

    return {type_: reader(type_) for type_ in MEASURED}


def measure(readers: dict[str, Reader]) -> dict[tuple[str, str], Score]:
    """The score of every reader in every language."""
    return {
        (language, type_): score(type_, readers[type_], [article for article in articles() if article.language == language])
        for type_ in MEASURED
        for language in LANGUAGES
    }


def print_table(scores: dict[tuple[str, str], Score]) -> None:
    """A row for every language and type, and one for every type."""
    print(f"| type | language | labelled | {' | '.join(_KINDS)} |\n|---|---|{'---|' * (len(_KINDS) + 1)}")
    for type_ in MEASURED:
        for language in LANGUAGES:
            _print_row(type_, language, scores[language, type_])
        _print_row(type_, "all", Score([one for language in LANGUAGES for one in scores[language, type_].outcomes]))


def _print_row(type_: str, language: str, one: Score) -> None:
    print(f"| {type_} | {language} | {one.labelled} | {' | '.join(str(one.count(kind)) for kind in _KINDS)} |")


def print_outcomes(scores: dict[tuple[str, str], Score], kinds: Iterable[str]) -> None:
    """Every outcome of these kinds, with its line."""
    for (_, type_), one in scores.items():
        for outcome in one.outcomes:
            if outcome.what in kinds:
                print(f"{type_:8} {outcome.what:8} {_words(outcome)}")


def _words(outcome: Outcome) -> str:
    return f"{outcome.article}:{outcome.line} «{outcome.text}» labelled {outcome.wanted or '-'}, read {outcome.read or '-'}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Hold the readers to the labelled articles.")
    parser.add_argument("--show", nargs="*", choices=_KINDS, default=(), help="also print every outcome of these kinds")
    show = parser.parse_args().show
    for title, readers in (("The readers", READERS), ("The candidates", proposers(vocabulary_of(load(CLAIMS))))):
        print(f"\n{title}\n")
        scores = measure(readers)
        print_table(scores)
        print_outcomes(scores, show)


if __name__ == "__main__":
    main()
