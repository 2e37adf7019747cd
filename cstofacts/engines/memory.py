"""memory: rows in plain Python, for small tables, for where no engine is installed, and to hold the engines to."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from cstofacts.reconcile.positions import QuestionKey
from cstofacts.tables import select
from cstofacts.tables.columns import CANONICAL, HOLDER, KEY, SHAPE
from cstofacts.tables.files import problem
from cstofacts.tables.given import Given
from cstofacts.tables.groups import Row
from cstofacts.tables.ingest import Canon, Ingested, first_rows
from cstofacts.tables.listing import ROWS_OF_PART, Lister, Made, parts_of
from cstofacts.tables.order import OPEN_LIST
from cstofacts.tables.parquet import batched, rows_of_parquet, save_rows
from cstofacts.tables.results import SummaryRow, Totals
from cstofacts.tables.rows import rows_of
from cstofacts.tables.vocabulary import Vocabulary
from cstofacts.values.base import Fault

if TYPE_CHECKING:
    from cstofacts.tables.heard import Heard

Cells = tuple[str, ...]
Thing = TypeVar("Thing")

_KEY, _HOLDER = len(KEY), len(KEY) + len(HOLDER)
_SHAPE = slice(_HOLDER, _HOLDER + len(SHAPE))
_LINE, _POSITION = CANONICAL.index("line"), CANONICAL.index("position")
_SOURCE, _ORIGIN, _CERTAINTY = map(CANONICAL.index, ("source", "origin", "certainty"))


def open_session(_limit: str) -> "MemorySession":
    """A session in this process."""
    return MemorySession()


class MemorySession:
    """Raw rows, and then canonical ones, in lists."""

    errors = ()

    def __init__(self) -> None:
        """Begin with nothing."""
        self.columns: tuple[str, ...] = ()
        self.raw: list[tuple[str, int, Cells]] = []
        self.claims: list[Cells] = []
        self.chosen: set[QuestionKey] = set()
        self.ingested = Ingested()

    def stage(self, given: Given) -> None:
        """Take the rows of the files; what is no row is noted."""
        self.columns = given.columns
        self.raw.clear()
        for one in given.files:
            for number, cells in rows_of(one.file, one.places, given.columns):
                if isinstance(cells, Fault):
                    self._refuse(one.file.path, number, [cells])
                else:
                    self.raw.append((one.file.path, number, cells))

    def distinct(self, columns: tuple[str, ...]) -> Iterator[tuple[Cells, int]]:
        """The distinct cells of these columns, sorted, each with how often it is there."""
        places = [self.columns.index(name) for name in columns]
        aside = Canon(Vocabulary({}), self.columns).aside
        yield from sorted(Counter(tuple([cells[place] for place in places]) for _, _, cells in self.raw if not aside(cells)).items())

    def ingest(self, vocabulary: Vocabulary) -> Ingested:
        """Make canonical rows of the rows that take part."""
        canon = Canon(vocabulary, self.columns)
        taking = [row for row in self.raw if self._takes_part(canon, row[2])]
        canon.prepare(cells for _, _, cells in taking)
        for file, number, cells in taking:
            made = canon.row(cells, file, number)
            if isinstance(made, list):
                self._refuse(file, number, made)
            else:
                self.claims.append(made)
        self.ingested.unknown, self.ingested.unknown_names = canon.names.unknown
        self.ingested.problems = first_rows(self.ingested.problems)
        return self.ingested

    def _takes_part(self, canon: Canon, cells: Cells) -> bool:
        why_not = canon.aside(cells)
        self.ingested.superseded += why_not == "superseded"
        self.ingested.references += why_not == "reference"
        return not why_not

    def _refuse(self, file: str, number: int, faults: list[Fault]) -> None:
        self.ingested.unread += 1
        self.ingested.problems.extend(problem(file, fault.rule, fault.message, number) for fault in faults)

    def keep(self) -> None:
        """The rows are kept as they are."""
        self.raw.clear()

    def save(self, path: Path | str, metadata: dict[str, str]) -> None:
        """Write `claims` as an ingested table, through DuckDB."""
        save_rows(path, self.claims, metadata)

    def load(self, paths: list[str]) -> None:
        """Take ingested tables for `claims`."""
        self.claims = [tuple(cells) for path in paths for _, cells in rows_of_parquet(path, CANONICAL)]

    def rows(self, questions: str) -> Iterator[Row]:
        """The holders, sorted."""
        wanted = self._questions(questions)
        keyed = sorted((row for row in self.claims if row[:_KEY] in wanted), key=lambda row: row[:_HOLDER])
        for holder, group in groupby(keyed, key=lambda row: row[:_HOLDER]):
            details = [_detail(row) for row in group]
            yield (*holder, len(details), min(details))

    def _questions(self, questions: str) -> set[Cells]:
        if questions == select.CHOSEN:
            return set(self.chosen)
        held: dict[Cells, set[str]] = {}
        for row in self.claims:
            held.setdefault(row[:_KEY], set()).add(row[_POSITION])
        return {key for key, positions in held.items() if questions == select.EVERY or len(positions) > 1}

    def listed(self, vocabulary: Vocabulary, questions: str, made: Made[Thing]) -> Iterator[Thing]:
        """What is made of the records of one part of the questions after the other."""
        return map(Lister(vocabulary, made), parts_of(batched(self._summary(questions), ROWS_OF_PART)))

    def _summary(self, questions: str) -> Iterator[SummaryRow]:
        """Every position on these questions, sorted."""
        wanted = self._questions(questions)
        keyed = sorted(row for row in self.claims if row[:_KEY] in wanted)
        summed = [_summed(position, list(rows)) for position, rows in groupby(keyed, key=itemgetter(0, 1, 2))]
        yield from sorted(summed, key=_SUMMARY_ORDER)

    def heard(self) -> "Heard":
        """Every claim in whole numbers."""
        from cstofacts.tables.heard import heard_of

        return heard_of(self.rows(select.EVERY))

    def choose(self, keys: Iterable[QuestionKey]) -> None:
        """Remember which questions are wanted."""
        self.chosen = set(keys)

    def size(self) -> int:
        """How many claims there are."""
        return len(self.claims)

    def totals(self) -> Totals:
        """Count everything."""
        by_question: dict[Cells, list[Cells]] = {}
        for row in self.claims:
            by_question.setdefault(row[:_KEY], []).append(row)
        kinds = Counter(_kind(rows) for rows in by_question.values())
        sources, origins = {row[_SOURCE] for row in self.claims}, {row[_ORIGIN] for row in self.claims}
        return Totals(
            len(by_question), len(self.claims), kinds["single"], kinds["repeated"], kinds["agreed"], kinds["contested"], len(sources), len(origins)
        )

    def close(self) -> None:
        """Nothing is open."""


def _detail(row: Cells) -> str:
    line, row_number = (row[place].rjust(select.LINE_WIDTH, "0") for place in (_LINE, -1))
    return select.SEPARATOR.join((line, *row[_LINE + 1 : -1], row_number))


def _summed(position: tuple[str, str, str], rows: list[Cells]) -> SummaryRow:
    """One position with who holds it."""
    first = min(select.SEPARATOR.join((row[_SOURCE], row[_LINE].rjust(select.LINE_WIDTH, "0"), row[_LINE + 1])) for row in rows)
    frame, low, high = rows[0][_SHAPE]
    firmly = (_CERTAINTY,) if frame.startswith(OPEN_LIST) else ()
    voices = {select.VOICE.join([row[place] for place in (_SOURCE, _ORIGIN, *firmly)]) for row in rows}
    return *position, frame, low, high, len(rows), first, select.BETWEEN.join(sorted(voices))


_SUMMARY_ORDER = itemgetter(0, 1, 7, 2)


def _kind(rows: list[Cells]) -> str:
    if len({row[_POSITION] for row in rows}) > 1:
        return "contested"
    if len(rows) == 1:
        return "single"
    return "agreed" if len({row[_SOURCE] for row in rows}) > 1 else "repeated"
