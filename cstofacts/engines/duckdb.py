"""duckdb: an embedded database, for tables of any size on one machine; it spills to the disk when it meets its memory limit."""

import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import duckdb

from cstofacts.beside import worked_on
from cstofacts.engines.duckdb_files import Stager, insert
from cstofacts.engines.duckdb_share import at_work
from cstofacts.engines.statements import Statements
from cstofacts.reconcile.positions import QuestionKey
from cstofacts.stages import each
from cstofacts.tables import select
from cstofacts.tables.aside import told
from cstofacts.tables.columns import CANONICAL, DIGESTS, REQUIRED
from cstofacts.tables.facets import Facet, facets_of
from cstofacts.tables.files import problem
from cstofacts.tables.given import Given
from cstofacts.tables.groups import Row
from cstofacts.tables.ingest import SHOWN_PROBLEMS, Ingested, first_rows
from cstofacts.tables.listing import Lister, Made, parts_of
from cstofacts.tables.parquet import copy_to, in_utc, literal, quoted, text
from cstofacts.tables.results import Totals
from cstofacts.tables.vocabulary import Names, Vocabulary
from cstofacts.values.base import Fault

if TYPE_CHECKING:
    from cstofacts.tables.heard import Heard

Cells = tuple[str, ...]
Thing = TypeVar("Thing")

# The claims of a question whose voices fit into memory together; that each is named once takes a fifth of the time.
_HELD_TOGETHER = 100_000

LISTED_HERE = 10_000
"""Contested questions that are compared in as little time as a process beside takes to begin."""

# The rows that are taken out at a time: half of those which DuckDB keeps together, so that they are still at hand when they are looked at.
_FETCHED = 1_024


def open_session(limit: str) -> "DuckdbSession":
    """A session with a database of its own, in memory as far as the limit goes and in a temporary folder beyond."""
    return DuckdbSession(limit)


class DuckdbSession:
    """One database, with the tables `raw` and `claims`."""

    errors = (duckdb.Error,)

    def __init__(self, limit: str) -> None:
        """Open an empty database; ValueError for a limit that is none."""
        self.folder = Path(tempfile.mkdtemp(prefix="cstofacts-"))
        self.base = in_utc(duckdb.connect())
        self.base.execute("SET temp_directory = $folder", {"folder": str(self.folder / "spill")})
        self.base.execute("SET preserve_insertion_order = false")
        self.base.execute("SET enable_progress_bar = false")
        if limit:
            try:
                if not limit.strip()[:1].isdigit():
                    raise duckdb.Error(limit)  # noqa: TRY301 (to DuckDB a negative amount is none at all)
                self.base.execute("SET memory_limit = $limit", {"limit": limit})
            except duckdb.Error as error:
                self.close()
                message = f"{limit!r} is no amount of memory: write for example 2GB"
                raise ValueError(message) from error
        self.columns: tuple[str, ...] = ()
        self.say = Statements(())
        self.keys = select.TEXTS
        self.ingested = Ingested()

    def close(self) -> None:
        """Close the database and take its folder away."""
        self.base.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def stage(self, given: Given) -> None:
        """Make the view `raw` of the rows of all files, as text; what is no row is noted."""
        self.columns, self.say = given.columns, Statements(given.columns)
        stager = Stager(self.base, given.columns, self.ingested)
        parts = [stager.part(one, number) for number, one in enumerate(given.files)]
        some = f"concat({', '.join(map(quoted, (n for n in given.columns if n in REQUIRED or n == 'about')))})"
        rows = " UNION ALL ".join(parts) or "SELECT '' AS file, 0 AS row WHERE false"
        self.base.execute(f"CREATE OR REPLACE VIEW raw AS SELECT * FROM ({rows}) AS rows WHERE {some} <> ''")
        self._tell_aside(given.columns)

    def _tell_aside(self, columns: tuple[str, ...]) -> None:
        """Make the table `told` of the cells by which rows may take no part, and what they say."""
        self.base.execute("CREATE OR REPLACE TABLE told (cell VARCHAR, says VARCHAR)")
        for name in ("superseded", "about"):
            if name in columns:
                cells = self._fetch(f"SELECT DISTINCT {name} FROM raw WHERE {name} <> ''")
                said = ((cell, told(name, cell)) for (cell,) in cells)
                insert(self.base, "told", ((cell, says) for cell, says in said if isinstance(says, str)))

    def distinct(self, columns: tuple[str, ...]) -> Iterator[tuple[Cells, int]]:
        """The distinct cells of these columns, sorted, each with how often it is there."""
        names = ", ".join(map(quoted, columns))
        for *cells, number in self._fetch(f"SELECT {names}, count(*) FROM raw WHERE {self.say.taking()} GROUP BY {names} ORDER BY {names}"):
            yield tuple(cells), number

    def _fetch(self, query: str) -> Iterator[tuple[Any, ...]]:
        """The rows of a query."""
        return chain.from_iterable(self._batches(query))

    def _batches(self, query: str, *, looked_at: bool = False) -> Iterator[list[tuple[Any, ...]]]:
        """The same in lists, by a cursor of its own, so that others can go on meanwhile; whether its progress is that of a whole stage."""
        cursor = self.base.cursor()
        try:
            with at_work(cursor) if looked_at else nullcontext():
                cursor.execute(query)
            while rows := cursor.fetchmany(_FETCHED):
                yield rows
        finally:
            cursor.close()

    def _one(self, query: str) -> tuple[Any, ...]:
        return self.base.execute(query).fetchone() or ()

    def ingest(self, vocabulary: Vocabulary) -> Ingested:
        """Make the view `claims` of canonical rows."""
        names = Names(vocabulary)
        facets = facets_of(vocabulary, self.columns, names)
        for facet in facets:
            self._work_out(facet)
        facets = [facet for facet in facets if facet.made or self._faults(facet)]
        self.ingested.unknown, self.ingested.unknown_names = names.unknown
        self._note_faults(facets)
        for why, which in self.say.aside().items():
            if why != "sources":
                setattr(self.ingested, why, self._one(f"SELECT count(*) FROM raw WHERE {which}")[0])
        self.base.execute(f"CREATE VIEW claims AS {self.say.canonical(facets)}")
        return self.ingested

    def _work_out(self, facet: Facet) -> None:
        """Make a table of what a facet gives for all distinct cells."""
        given = [f"g{number} VARCHAR" for number in range(len(facet.given))]
        made = [f"m{number} {'BIGINT' if name.endswith('_digest') else 'VARCHAR'}" for number, name in enumerate(facet.made)]
        self.base.execute(f"CREATE TABLE made_{facet.name} ({', '.join([*given, *made])}, rule VARCHAR, message VARCHAR)")
        nothing = ("0",) * len(facet.made)  # whatever they are, they stand in no row
        read = ((cells, facet.read(cells)) for cells, _ in each(self.distinct(facet.given)))
        rows = ((*cells, *nothing, found.rule, found.message) if isinstance(found, Fault) else (*cells, *found, "", "") for cells, found in read)
        insert(self.base, f"made_{facet.name}", rows)

    def _faults(self, facet: Facet) -> int:
        """How many distinct cells of a facet cannot be read."""
        return int(self._one(f"SELECT count(*) FROM made_{facet.name} WHERE rule <> ''")[0])

    def _note_faults(self, facets: list[Facet]) -> None:
        """Count the rows that cannot be read, and name the first of them."""
        parts = ["SELECT '' AS file, 0 AS row, '' AS rule, '' AS message WHERE false"]
        for facet in filter(self._faults, facets):
            fault = f"{facet.name}.rule, {facet.name}.message"
            where = f"{facet.name}.rule <> '' AND {self.say.taking()}"
            parts.append(f"SELECT raw.file, raw.row, {fault} FROM raw {self.say.joined(facet)} WHERE {where}")
        for one, which in self.say.row_faults():
            parts.append(f"SELECT file, row, {text(one.rule)}, {text(one.message)} FROM raw WHERE {which} AND {self.say.taking()}")
        self.base.execute(f"CREATE TABLE faulty AS {' UNION ALL '.join(parts)}")
        self.ingested.unread += self._one("SELECT count(*) FROM (SELECT DISTINCT file, row FROM faulty)")[0]
        first = f"SELECT DISTINCT file, row FROM faulty ORDER BY file, row LIMIT {SHOWN_PROBLEMS}"
        found = self.base.execute(f"SELECT file, row, rule, message FROM faulty SEMI JOIN ({first}) AS first USING (file, row)").fetchall()
        self.ingested.problems = first_rows([*self.ingested.problems, *(problem(file, rule, message, row) for file, row, rule, message in found)])

    def keep(self) -> None:
        """Work `claims` out once and for all."""
        path = self.folder / "claims.parquet"
        self.save(path, {})
        self.load([str(path)])
        self.base.execute("DROP VIEW raw")

    def save(self, path: Path | str, metadata: dict[str, str]) -> None:
        """Write `claims` as an ingested table."""
        self.base.execute(copy_to(path, "claims", metadata))

    def load(self, paths: list[str]) -> None:
        """Take ingested tables for `claims`."""
        names = ", ".join(text(literal(path)) for path in paths)
        with_digests, of_all = self._one(f"SELECT count(*) FILTER (name = 'held'), count(DISTINCT file_name) FROM parquet_schema([{names}])")
        self.keys = select.DIGESTS if with_digests == of_all else select.TEXTS
        columns = ", ".join(map(quoted, (*CANONICAL, *(DIGESTS if self.keys is select.DIGESTS else ()))))
        self.base.execute(f"CREATE OR REPLACE VIEW claims AS SELECT {columns} FROM read_parquet([{names}], union_by_name = true)")

    def rows(self, questions: str) -> Iterator[Row]:
        """The holders, sorted."""
        yield from self._fetch(f"{select.select_of(questions)} ORDER BY {', '.join(select.ORDER)}")

    def listed(self, vocabulary: Vocabulary, questions: str, made: Made[Thing]) -> Iterator[Thing]:
        """What is made of the records of one part of the questions after the other."""
        query, number = select.summary_of(questions), 0
        if questions == select.CONTESTED:
            self.base.execute(f"CREATE OR REPLACE TABLE contested AS {select.contested_of(self.keys)}")
            number, most = self._one("SELECT count(*), coalesce(max(answers), 0) FROM contested")
            query = select.summary_of("FROM contested", self.keys, once=most > _HELD_TOGETHER)
        lister, parts = Lister(vocabulary, made), parts_of(self._batches(f"{query} ORDER BY {select.SUMMARY_ORDER}", looked_at=True))
        return worked_on(lister, parts) if number > LISTED_HERE else map(lister, parts)

    def heard(self) -> "Heard":
        """Every claim in whole numbers."""
        from cstofacts.engines.duckdb_heard import heard_by

        return heard_by(self.base, self._fetch, self.keys)

    def choose(self, keys: Iterable[QuestionKey]) -> None:
        """Make the table `chosen`."""
        self.base.execute("CREATE OR REPLACE TABLE chosen (subject VARCHAR, question VARCHAR)")
        insert(self.base, "chosen", keys)

    def size(self) -> int:
        """How many claims there are."""
        return int(self._one("SELECT count(*) FROM claims")[0])

    def totals(self) -> Totals:
        """Count everything."""
        return Totals(*map(int, self._one(select.totals_of(self.keys))), *self._one(select.VOICES))
