"""The labelled articles: what a fact-checker would record of them, and how what a reader found compares with it.

`cases/articles/NAME.txt` is an invented article, `NAME.yaml` says what it holds, in the order of the text: figures, dates, durations, ages and lists
with their values, `noise` that is no value (scores, telephone numbers, times of day, articles of law), page `furniture`, and what may be taken or
left (`either`). The labels were written before anybody tried a reader on them.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from cstofacts.extract import dates, durations, lists, numbers
from cstofacts.extract.base import Found, Refused
from cstofacts.values import TYPES
from cstofacts.values.base import Fault, Reading, Relation, Written
from cstofacts.values.date import Date
from cstofacts.values.date import parse as parse_date
from cstofacts.values.set import OPEN

FOLDER = Path(__file__).parent / "cases" / "articles"
OUTCOMES = ("right", "wider", "wrong", "refused", "missed")
UNASKED = ("more", "noise", "furniture")
MEASURED = ("number", "date", "duration", "age", "list")
_READING = Reading(lambda name: Fault("unknown-entity", name), Decimal("0.10"))


@dataclass(frozen=True, slots=True)
class Label:
    """One phrase of an article, with the value that it carries when it carries one."""

    start: int
    end: int
    line: int
    type: str
    text: str
    value: Written = ""


@dataclass(frozen=True, slots=True)
class Article:
    """An article with its labels; `names` are the parties and places that a registry about it would know."""

    name: str
    language: str
    published: str
    text: str
    labels: tuple[Label, ...]
    names: Mapping[str, str] = field(hash=False)

    @property
    def day(self) -> Date | None:
        """When it was published, as far as that is known."""
        day = parse_date(self.published)
        return day if isinstance(day, Date) else None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one label, or of one reading that no label asks for: on `noise`, on `furniture` or on the rest (`more`)."""

    what: str
    article: str
    line: int
    text: str
    wanted: Written = ""
    read: Written = ""


@dataclass(slots=True)
class Score:
    """All outcomes of one reader on some articles."""

    outcomes: list[Outcome] = field(default_factory=list)

    def count(self, *what: str) -> int:
        """How many outcomes are of these kinds."""
        counts = Counter(outcome.what for outcome in self.outcomes)
        return sum(counts[kind] for kind in what)

    @property
    def labelled(self) -> int:
        """How many labels there were to read."""
        return self.count(*OUTCOMES)


Reader = Callable[[Article], Iterable[Found | Refused]]
READERS: dict[str, Reader] = {
    "number": lambda article: numbers.read(article.text),
    "date": lambda article: dates.read(article.text, article.day),
    "duration": lambda article: durations.read(article.text),
    "age": lambda article: [*numbers.read(article.text), *durations.read(article.text)],
    "list": lambda article: lists.read(article.text, article.names),
}


@cache
def articles() -> tuple[Article, ...]:
    """Every article, by name."""
    return tuple(_article(path) for path in sorted(FOLDER.glob("*.txt")))


def _article(path: Path) -> Article:
    text = path.read_text(encoding="utf-8")
    written = yaml.load(path.with_suffix(".yaml").read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 - builds texts and lists only
    names = {name: name for row in written["labels"] if "value" not in row for name in row.get("members", ())}
    return Article(path.stem, written["language"], written["published"], text, tuple(_labels(text, written["labels"])), names)


def _labels(text: str, rows: list[Any]) -> Iterable[Label]:
    """Labels with their places: each phrase is the first of its kind behind the one before it."""
    lines = text.split("\n")
    starts = [0, *(index + 1 for index, letter in enumerate(text) if letter == "\n")]
    end = 0
    for row in rows:
        line = int(row["line"])
        start = text.index(row["text"], max(end, starts[line - 1]))
        end = start + len(row["text"])
        assert end <= starts[line - 1] + len(lines[line - 1]), f"not in line {line}: {row['text']}"
        value = row.get("value", row.get("members", ""))
        yield Label(start, end, line, row["type"], row["text"], tuple(value) if isinstance(value, list) else value)


def score(type_: str, read: Reader, some: Iterable[Article]) -> Score:
    """What a reader makes of the labels of one type."""
    total = Score()
    for article in some:
        results = list(read(article))
        wanted = [label for label in article.labels if label.type == type_]
        total.outcomes += [_outcome(article, label, [one for one in results if _meets(one, label)]) for label in wanted]
        if type_ != "age":
            total.outcomes += [*_unasked(article, type_, results)]
    return total


def _outcome(article: Article, label: Label, results: list[Found | Refused]) -> Outcome:
    """The best of what was read in the place of a label."""
    ranked = [(_judged(label, one), one.written if isinstance(one, Found) else one.why) for one in results]
    what, read = min(ranked, key=lambda pair: OUTCOMES.index(pair[0]), default=("missed", ""))
    return Outcome(what, article.name, label.line, label.text, label.value, read)


def _judged(label: Label, one: Found | Refused) -> str:
    if isinstance(one, Refused):
        return "refused"
    if label.type == "list":
        return _judged_list(frozenset(label.value), frozenset(one.written))
    wanted = f"P{label.value}Y" if label.type == "age" and one.type == "duration" else label.value
    expected, value = (TYPES[one.type].parse(written, _READING) for written in (wanted, one.written))
    relation = TYPES[one.type].compare(expected, value).relation
    if relation is Relation.AGREES:
        return "right"
    wider = relation is Relation.COMPATIBLE and expected.interval.within(value.interval)  # type: ignore[union-attr]
    return "wider" if wider else "wrong"


def _judged_list(wanted: frozenset[str], read: frozenset[str]) -> str:
    if wanted == read:
        return "right"
    return "wider" if wanted == read - {OPEN} else "wrong"


def _unasked(article: Article, type_: str, results: list[Found | Refused]) -> Iterable[Outcome]:
    """Readings where the labels name no value of the type; the phrases that may be taken or left, and ages, are passed over."""
    allowed = {type_, "either", *({"age"} if type_ in ("number", "duration") else ())}
    for one in results:
        met = {label.type for label in article.labels if _meets(one, label)}
        if isinstance(one, Found) and not met & allowed:
            line = article.text.count("\n", 0, one.start) + 1
            what = next((kind for kind in ("noise", "furniture") if kind in met), "more")
            yield Outcome(what, article.name, line, article.text[one.start : one.end], "", one.written)


def _meets(one: Found | Refused, label: Label) -> bool:
    return one.start < label.end and label.start < one.end
