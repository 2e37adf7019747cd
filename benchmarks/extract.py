"""The readers of `cstofacts.extract`: how long a megabyte of news takes, and how right they are, beside dateparser and an expression for digits.

The text is the labelled articles of one language, again and again with other figures. Everything is measured in one process, one after the other,
and the ratios count. `all of extract` is every reader, sentences, page furniture and the questions of `claims/`. dateparser comes with the
development tools (through trafilatura); it is timed on a part, paragraph by paragraph as is quicker for it, and scaled.

Right, wrong and missed are counted on the labelled articles and on the phrases of `tests/cases/extract/`. Our readers were fitted to the phrases
(the tests demand all of them), and not to the articles.

    python benchmarks/extract.py --rounds 3
"""

import argparse
import random
import re
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import product
from pathlib import Path
from typing import Any

import yaml

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
from labelled import READERS, Article, Label, Reader, articles, score
from peers import amounts, figures, search_dates, search_dates_cut

from cstofacts.extract import dates, durations, lists, numbers, speech
from cstofacts.extract.candidates import extract
from cstofacts.extract.vocabulary import vocabulary_of
from cstofacts.registry import load

CLAIMS = Path(__file__).parent.parent / "claims"
SIZE = 1_000_000
SAMPLE = 50_000
DATEPARSER = f"dateparser, from {SAMPLE // 1000} kB"
DIGITS = "an expression for digits"
ALL = "all of extract"
PHRASES = Path(__file__).parent.parent / "tests" / "cases" / "extract"
LANGUAGES = ("ar", "en", "ru")
_COLUMNS = ("right", "wider", "wrong", "refused", "missed", "more", "noise")

Timed = Callable[[Article], object]


def grown(language: str, size: int) -> Article:
    """The articles of a language as one text of that many bytes, the larger figures drawn anew each time, so that no answer is kept from before."""
    source = random.Random(7)
    pages = [article for article in articles() if article.language == language]
    parts: list[str] = []
    length = 0
    while length < size:
        text = re.sub(r"(?<!\d)(?!(?:19|20)\d\d(?!\d))\d{3,}", lambda match: _drawn(source, match[0]), pages[len(parts) % len(pages)].text)
        parts.append(text)
        length += len(text.encode())
    whole = "\n".join(parts).encode()[:size].decode(errors="ignore")
    return Article("grown", language, pages[0].published, whole, (), {})


def _drawn(source: random.Random, digits: str) -> str:
    zero = ord("٠") if digits[0] > "9" else ord("0")
    return "".join(chr(zero + source.randint(1, 9)) for _ in digits)


OURS: dict[str, Timed] = {
    "dates": lambda article: dates.read(article.text, article.day),
    "numbers": lambda article: numbers.read(article.text),
    "durations": lambda article: durations.read(article.text),
    "lists": lambda article: lists.read(article.text, article.names),
    "speech": lambda article: speech.read(article.text, article.names),
}


Taken = dict[str, dict[str, list[float]]]


def seconds(read: Timed, article: Article) -> float:
    """The seconds of processor time that a reading takes, which others on the machine disturb less than those of the clock."""
    start = time.process_time()
    read(article)
    return time.process_time() - start


def take_times(rounds: int) -> Taken:
    """For every reader and language the seconds for a megabyte, round by round; dateparser follows upon our dates."""
    vocabulary = vocabulary_of(load(CLAIMS))
    texts = {language: grown(language, SIZE) for language in LANGUAGES}
    samples = {language: grown(language, SAMPLE) for language in LANGUAGES}
    warm_up(samples)
    readers = OURS | {
        ALL: lambda article: extract(article.text, vocabulary, article.day),
        DIGITS: lambda article: list(figures(article.text)),
    }
    taken: Taken = {name: {language: [] for language in LANGUAGES} for name in (DATEPARSER, *readers)}
    for _, language in product(range(rounds), LANGUAGES):
        taken[DATEPARSER][language].append(seconds(lambda article: list(search_dates(article)), samples[language]) * SIZE / SAMPLE)
        for name, read in readers.items():
            taken[name][language].append(seconds(read, texts[language]))
    return taken


def print_times(rounds: int) -> None:
    """A row for every reader, with the seconds for a megabyte of each language, and how much longer dateparser takes than our dates."""
    print(f"\nSeconds for {SIZE / 1e6:.0f} MB, medians of {rounds} rounds\n\n| reader | {' | '.join(LANGUAGES)} |\n|---|---|---|---|")
    taken = take_times(rounds)
    for name, row in taken.items():
        print(f"| {name} | {' | '.join(f'{statistics.median(row[language]):.2f}' for language in LANGUAGES)} |")
    pairs = {language: zip(taken[DATEPARSER][language], taken["dates"][language], strict=True) for language in LANGUAGES}
    ratios = [statistics.median(theirs / ours for theirs, ours in pairs[language]) for language in LANGUAGES]
    print(f"| dateparser beside dates | {' | '.join(f'{ratio:.0f} x' for ratio in ratios)} |")


def warm_up(samples: dict[str, Article]) -> None:
    """Imports and tables, which are no part of the times."""
    for article in samples.values():
        for read in OURS.values():
            read(article)
        list(search_dates(grown(article.language, 5_000)))


def print_rightness() -> None:
    """Our readers and the others on the articles, by language, and on the phrases."""
    print(f"\n| what | texts | labelled | {' | '.join(_COLUMNS)} |\n|---|---|---|{'---|' * len(_COLUMNS)}")
    compared: dict[str, dict[str, Reader]] = {
        "date": {"dates": READERS["date"], "dateparser, cut": search_dates_cut},
        "number": {"numbers": READERS["number"], "digits": lambda article: figures(article.text), "digits, with our signs": amounts},
    }
    for type_, readers in compared.items():
        phrases = list(PHRASE_FILES[type_]())
        for name, read in readers.items():
            for language in LANGUAGES:
                _print_row(name, f"articles, {language}", type_, read, (one for one in articles() if one.language == language))
            _print_row(name, "phrases", type_, read, phrases)


def _print_row(name: str, texts: str, type_: str, read: Reader, some: Iterable[Article]) -> None:
    one = score(type_, read, some)
    print(f"| {name} | {texts} | {one.labelled} | {' | '.join(str(one.count(column)) for column in _COLUMNS)} |")


def dates_of_phrases() -> Iterator[Article]:
    """The cases of the reader of dates as articles of one line; what they refuse may be read or left."""
    for group in _cases("dates"):
        for case in group["cases"]:
            rows = [(matched, "" if written == "refused" else written) for matched, written, *_ in case["read"]]
            yield _phrase(case["text"], "date", rows, group.get("published", ""))


def numbers_of_phrases() -> Iterator[Article]:
    """The cases of the reader of numbers likewise."""
    cases = _cases("numbers")
    for text, *rows in cases["reads"]:
        yield _phrase(text, "number", rows)
    for text, matched in cases["refuses"]:
        yield _phrase(text, "number", [(matched, "")])
    for text in cases["leaves"]:
        yield _phrase(text, "number", [])


PHRASE_FILES = {"date": dates_of_phrases, "number": numbers_of_phrases}


def _cases(name: str) -> Any:
    return yaml.load((PHRASES / f"{name}.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 - builds texts and lists only


def _phrase(text: str, type_: str, rows: Iterable[Iterable[str]], published: str = "") -> Article:
    labels: list[Label] = []
    end = 0
    for matched, written in rows:
        found = re.compile(rf"(?<!\d){re.escape(matched)}(?!\d)").search(text, end)
        start, end = found.span() if found else (0, 0)
        labels.append(Label(start, end, 1, type_ if written else "either", matched, written))
    return Article("phrase", _language(text), published, text, tuple(labels), {})


def _language(text: str) -> str:
    return "ar" if re.search("[ء-ي٠-٩]", text) else "ru" if re.search("[а-яё]", text, re.IGNORECASE) else "en"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Time the readers for a megabyte, and hold them beside others.")
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    print_rightness()
    print_times(rounds)


if __name__ == "__main__":
    main()
