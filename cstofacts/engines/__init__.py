"""The engines that bring the rows of a table together; what the rows mean is none of their business.

An engine is one file, with an `open_session(limit)` that gives a `Session` (below), and one line in `ENGINES`. It holds a table `claims` of
canonical rows (`tables.columns.CANONICAL`, all text, nothing NULL), made by `stage` and `ingest` or opened by `load`, and then

- `rows(questions)` runs `tables.select.select_of(questions)` and yields its rows sorted by `tables.select.ORDER`, as strings are sorted by code
  point: tuples `(subject, question, position, source, origin, attribution, certainty, claims, detail)`, `claims` an int;
- `listed(vocabulary, questions, made)` yields what `made` makes of `tables.results.Listed` records, one part of them after the other, in the order of
  `(subject, question)`: these are what `tables.listing.list_questions` makes of the rows of `tables.select.summary_of(questions)`, sorted by
  `SUMMARY_ORDER`. An engine works on parts wherever it likes, for a part has whole questions. `Vocabulary` and `made` can be pickled, and `Listed`
  goes through `msgspec.json`;
- `heard()` gives `tables.heard.Heard`, every claim in whole numbers, for the methods of `support`; `tables.heard.heard_of` makes it of rows;
- `choose(keys)` makes the table `chosen` of `(subject, question)`, for `rows(select.CHOSEN)`: the few questions that are shown in full;
- `size()` gives the number of claims, and `totals()` gives `tables.results.Totals`, from the statements `totals_of()` and `VOICES`.

`tables.judge.find_questions(vocabulary, rows)` turns rows into whole findings, with their words.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar, runtime_checkable

from cstofacts.reconcile.positions import QuestionKey
from cstofacts.tables.given import Given
from cstofacts.tables.groups import Row
from cstofacts.tables.ingest import Ingested
from cstofacts.tables.listing import Made
from cstofacts.tables.results import Totals
from cstofacts.tables.vocabulary import Vocabulary

if TYPE_CHECKING:  # only `support` counts votes, and waits for numpy
    from cstofacts.tables.heard import Heard


Thing = TypeVar("Thing")


class Session(Protocol):
    """One engine at work on one table; `errors` are what it raises when it gives up, for want of memory or of a worker."""

    errors: tuple[type[Exception], ...]

    def stage(self, given: Given) -> None:
        """Make `raw` of the rows of files, all text, in the place of any that is there."""

    def distinct(self, columns: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], int]]:
        """The distinct cells of these columns of `raw`, sorted, each with how often it is there."""

    def ingest(self, vocabulary: Vocabulary) -> Ingested:
        """Make `claims` of `raw`, by the facets of `tables.facets`."""

    def keep(self) -> None:
        """Work `claims` out once and for all, after `ingest`."""

    def load(self, paths: list[str]) -> None:
        """Take ingested tables for `claims`."""

    def save(self, path: Path | str, metadata: dict[str, str]) -> None:
        """Write `claims` as an ingested table."""

    def rows(self, questions: str) -> Iterator[Row]:
        """The holders of every position on these questions, sorted."""

    def listed(self, vocabulary: Vocabulary, questions: str, made: Made[Thing]) -> Iterator[Thing]:
        """What is made of the records of one part of the questions after the other, in the order of subject and question."""

    def heard(self) -> "Heard":
        """Every claim in whole numbers."""

    def choose(self, keys: Iterable[QuestionKey]) -> None:
        """Make the table `chosen`."""

    def size(self) -> int:
        """How many claims there are."""

    def totals(self) -> Totals:
        """The counts of the whole table."""

    def close(self) -> None:
        """Let go of everything."""


@runtime_checkable
class WritesParts(Protocol):
    """An engine that writes results where the rows are, as a folder of Parquet files."""

    def save_flat(self, vocabulary: Vocabulary, path: Path | str) -> None:
        """Write the flat rows (`tables.records.FLAT`) of every question with more than one position."""


class Addresses(Protocol):
    """The files at addresses (`tables.addresses`), which are found first and then looked into."""

    def find(self, patterns: Iterable[str]) -> tuple[list[str], list[str]]:
        """The files that patterns name, sorted, and the folders among them that are not whole."""

    def beginning(self, address: str) -> bytes:
        """The beginning of a file."""

    def header(self, address: str) -> tuple[str, ...]:
        """The columns of a Parquet file, or the keys of one of JSON Lines."""

    def texts(self, address: str) -> dict[str, str]:
        """The texts that were kept with a Parquet file."""

    def replacing(self, address: str) -> AbstractContextManager[str]:
        """An address to write a folder of parts at, which takes the place of this one when all is written."""


@runtime_checkable
class ReadsAddresses(Protocol):
    """An engine that reads tables at addresses, and writes them there."""

    addresses: Addresses


class EngineError(Exception):
    """An engine did not start, or gave up: in words for whoever runs it."""


_TELLING = re.compile(r"^[\s:]*(?:[\w.]*\.)?(\w*(?:Error|Exception): .+)")


def reason_of(error: Exception) -> str:
    """The line of an engine's error that says what was wrong."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    telling = [match[1] for line in lines if (match := _TELLING.match(line))]
    return (telling or lines or [type(error).__name__])[0 if not telling else -1][:300]


class Engine(NamedTuple):
    """One engine: where it is, what it is for, and what has to be installed."""

    place: str
    about: str
    needs: str = ""
    reads_addresses: bool = False


ENGINES = {
    "duckdb": Engine("duckdb", "one machine, any number of claims; spills to the disk under --memory-limit", "duckdb"),
    "memory": Engine("memory", "plain Python, for small tables and for tests"),
    "spark": Engine(
        "spark", "a cluster, or a table larger than one machine; SPARK_MASTER names it, local[2] is this machine", "spark", reads_addresses=True
    ),
}


def open_session(name: str, limit: str = "") -> Session:
    """A session of the engine of that name; ImportError when what it needs is not installed."""
    opened: Callable[[str], Any] = import_module(f"cstofacts.engines.{ENGINES[name].place}").open_session
    session: Session = opened(limit)
    return session
