"""duckdb: an embedded database, for tables of any size on one machine; it spills to the disk when it meets its memory limit.

Parquet and well-formed CSV are read by DuckDB itself. JSON Lines go through the program's own reader, which keeps every digit of a number, and so
does a CSV file in which DuckDB meets a malformed row, so that the row is named and the others are read.
"""

import shutil
import tempfile
from collections.abc import Iterable, Iterator
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any

import duckdb

from cstofacts.reconcile.positions import QuestionKey
from cstofacts.tables import select
from cstofacts.tables.columns import CANONICAL, REQUIRED
from cstofacts.tables.facets import Facet, facets_of
from cstofacts.tables.files import problem
from cstofacts.tables.given import Given, GivenFile
from cstofacts.tables.groups import Row
from cstofacts.tables.ingest import MAX_CELL, OUTSIDE, REFERENCE, SHOWN_PROBLEMS, TOO_LONG, Ingested, first_rows
from cstofacts.tables.listing import list_questions
from cstofacts.tables.parquet import batched, cells_of, copy_to, literal, quoted, text
from cstofacts.tables.results import Listed, Totals
from cstofacts.tables.rows import UNCLEAN, rows_of
from cstofacts.tables.vocabulary import Names, Vocabulary
from cstofacts.values.base import Fault

Cells = tuple[str, ...]

_AT_ONCE = 10_000
"""The rows that are fetched at a time."""


def open_session(limit: str) -> "DuckdbSession":
    """A session with a database of its own, in memory as far as the limit goes and in a temporary folder beyond."""
    return DuckdbSession(limit)


class DuckdbSession:
    """One database, with the tables `raw` and `claims`."""

    errors = (duckdb.Error,)

    def __init__(self, limit: str) -> None:
        """Open an empty database; ValueError for a limit that is none."""
        self.folder = Path(tempfile.mkdtemp(prefix="cstofacts-"))
        self.base = duckdb.connect()
        self.base.execute("SET temp_directory = $folder", {"folder": str(self.folder / "spill")})
        self.base.execute("SET preserve_insertion_order = false")
        self.base.execute("SET enable_progress_bar = false")
        if limit:
            try:
                self.base.execute("SET memory_limit = $limit", {"limit": limit})
            except duckdb.Error as error:
                self.close()
                message = f"{limit!r} is no amount of memory: write for example 2GB"
                raise ValueError(message) from error
        self.columns: tuple[str, ...] = ()
        self.ingested = Ingested()

    def close(self) -> None:
        """Close the database and take its folder away."""
        self.base.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def stage(self, given: Given) -> None:
        """Make the view `raw` of the rows of all files, as text; what is no row is noted."""
        self.columns = given.columns
        parts = [self._part(one, number) for number, one in enumerate(given.files)]
        some = f"concat({', '.join(map(quoted, (n for n in given.columns if n in REQUIRED or n == 'about')))})"
        rows = " UNION ALL ".join(parts) or "SELECT '' AS file, 0 AS row WHERE false"
        self.base.execute(f"CREATE VIEW raw AS SELECT * FROM ({rows}) AS rows WHERE {some} <> ''")

    def _part(self, one: GivenFile, number: int) -> str:
        """The SELECT of the rows of one file: its path, the cells, and the number of the row."""
        file = one.file
        if file.kind == "parquet":
            return self._parquet_part(one)
        if file.kind == "csv" and has_plain_lines(file.path):
            try:
                return self._csv_part(one, f"part{number}")
            except duckdb.Error:
                self.base.execute(f"DROP TABLE IF EXISTS part{number}")
        return self._copied_part(one, f"part{number}")

    def _parquet_part(self, one: GivenFile) -> str:
        header = one.file.header
        as_text = cells_of(one.file.path, header)
        read = f"read_parquet({text(literal(one.file.path))}, file_row_number = true)"
        unclean = " OR ".join(f"regexp_matches({as_text[header[place]]}, {text(f'[{UNCLEAN}]')})" for place in one.places.values())
        clean = self._clean if self._one(f"SELECT count(*) FROM {read} WHERE {unclean}")[0] else self._plain
        cells = ", ".join(clean(as_text[header[one.places[name]]] if name in one.places else "''", name) for name in self.columns)
        return f"SELECT {text(one.file.path)} AS file, {cells}, file_row_number + 1 AS row FROM {read}"

    def _csv_part(self, one: GivenFile, table: str) -> str:
        file = one.file
        columns = ", ".join(f"'c{place}': 'VARCHAR'" for place in range(len(file.header)))
        dialect = f"delim = {text(file.delimiter)}, quote = '\"', escape = '\"', header = true, nullstr = '', strict_mode = true"
        read = f"read_csv({text(literal(file.path))}, auto_detect = false, {dialect}, columns = {{{columns}}})"
        cells = ", ".join(self._clean(f"c{one.places[name]}" if name in one.places else "''", name) for name in self.columns)
        self.base.execute("SET preserve_insertion_order = true")
        try:
            self.base.execute(f"CREATE TABLE {table} AS SELECT {text(file.path)} AS file, {cells}, row_number() OVER () + 1 AS row FROM {read}")
        finally:
            self.base.execute("SET preserve_insertion_order = false")
        return f"SELECT * FROM {table}"

    def _clean(self, cell: str, name: str) -> str:
        return f"translate(coalesce({cell}, ''), chr(0) || chr(30) || chr(31), '\ufffd\ufffd\ufffd') AS {quoted(name)}"

    def _plain(self, cell: str, name: str) -> str:
        return f"coalesce({cell}, '') AS {quoted(name)}"

    def _copied_part(self, one: GivenFile, table: str) -> str:
        """The SELECT of a file that the program's own reader reads."""
        names = ("file", *self.columns)
        self.base.execute(f"CREATE TABLE {table} ({', '.join(f'{quoted(name)} VARCHAR' for name in names)}, row BIGINT)")
        path = one.file.path
        self._insert(table, ((path, *cells, row) for row, cells in self._kept(path, rows_of(one.file, one.places, self.columns))))
        return f"SELECT * FROM {table}"

    def _kept(self, path: str, rows: Iterable[tuple[int, Cells | Fault]]) -> Iterator[tuple[int, Cells]]:
        """The rows without those that cannot be read, which are noted."""
        for row, cells in rows:
            if isinstance(cells, Fault):
                self.ingested.unread += 1
                self.ingested.problems.append(problem(path, cells.rule, cells.message, row))
                self.ingested.problems = first_rows(self.ingested.problems) if len(self.ingested.problems) > _AT_ONCE else self.ingested.problems
            else:
                yield row, cells

    def _insert(self, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
        """Put rows into a table, many at a time."""
        for batch in batched(rows, _AT_ONCE):
            lists = list(zip(*batch, strict=True))
            self.base.execute(f"INSERT INTO {table} SELECT {', '.join('unnest(?)' for _ in lists)}", [list(values) for values in lists])

    def distinct(self, columns: tuple[str, ...]) -> Iterator[tuple[Cells, int]]:
        """The distinct cells of these columns, sorted, each with how often it is there."""
        names = ", ".join(map(quoted, columns))
        for *cells, number in self._fetch(f"SELECT {names}, count(*) FROM raw WHERE {self._taking()} GROUP BY {names} ORDER BY {names}"):
            yield tuple(cells), number

    def _fetch(self, query: str) -> Iterator[tuple[Any, ...]]:
        """The rows of a query, by a cursor of its own, so that others can go on meanwhile."""
        cursor = self.base.cursor()
        try:
            cursor.execute(query)
            while rows := cursor.fetchmany(_AT_ONCE):
                yield from rows
        finally:
            cursor.close()

    def _one(self, query: str) -> tuple[Any, ...]:
        return self.base.execute(query).fetchone() or ()

    def _has(self, *columns: str) -> bool:
        return all(name in self.columns for name in columns)

    def _taking(self) -> str:
        """Which rows take part: not superseded, no reference's, and not only a source's metadata."""
        return " AND ".join(f"NOT ({which})" for which in self._aside().values()) or "true"

    def _aside(self) -> dict[str, str]:
        """Which rows take no part, by why."""
        aside = {}
        if self._has("about"):
            aside["references"] = f"contains(replace(about, ' ', ''), '{REFERENCE}')"
            aside["sources"] = "about <> '' AND subject = '' AND property = '' AND value = ''"
        if self._has("superseded"):
            earlier = f" AND NOT ({aside['references']})" if aside else ""
            aside["superseded"] = f"superseded <> ''{earlier}"
        return aside

    def ingest(self, vocabulary: Vocabulary) -> Ingested:
        """Make the view `claims` of canonical rows."""
        names = Names(vocabulary)
        facets = facets_of(vocabulary, self.columns, names)
        for facet in facets:
            self._work_out(facet)
        self.ingested.unknown, self.ingested.unknown_names = names.unknown
        self._note_faults(facets)
        for why, which in self._aside().items():
            if why != "sources":
                setattr(self.ingested, why, self._one(f"SELECT count(*) FROM raw WHERE {which}")[0])
        self.base.execute(f"CREATE VIEW claims AS {self._canonical(facets)}")
        return self.ingested

    def _work_out(self, facet: Facet) -> None:
        """Make a table of what a facet gives for all distinct cells."""
        given = [f"g{number} VARCHAR" for number in range(len(facet.given))]
        made = [f"m{number} VARCHAR" for number in range(len(facet.made))]
        self.base.execute(f"CREATE TABLE made_{facet.name} ({', '.join([*given, *made])}, rule VARCHAR, message VARCHAR)")
        nothing = ("",) * len(facet.made)
        read = ((cells, facet.read(cells)) for cells, _ in self.distinct(facet.given))
        rows = ((*cells, *nothing, found.rule, found.message) if isinstance(found, Fault) else (*cells, *found, "", "") for cells, found in read)
        self._insert(f"made_{facet.name}", rows)

    def _joined(self, facet: Facet) -> str:
        keys = " AND ".join(f"raw.{quoted(name)} = {facet.name}.g{number}" for number, name in enumerate(facet.given))
        return f"JOIN made_{facet.name} AS {facet.name} ON {keys}"

    def _note_faults(self, facets: list[Facet]) -> None:
        """Count the rows that cannot be read, and name the first of them."""
        parts = [f"SELECT file, row, rule, message FROM raw {self._joined(f)} WHERE {f.name}.rule <> '' AND {self._taking()}" for f in facets]
        for fault, which in self._row_faults():
            parts.append(f"SELECT file, row, {text(fault.rule)}, {text(fault.message)} FROM raw WHERE {which} AND {self._taking()}")
        self.base.execute(f"CREATE TABLE faulty AS {' UNION ALL '.join(parts)}")
        self.ingested.unread += self._one("SELECT count(*) FROM (SELECT DISTINCT file, row FROM faulty)")[0]
        first = f"SELECT DISTINCT file, row FROM faulty ORDER BY file, row LIMIT {SHOWN_PROBLEMS}"
        found = self.base.execute(f"SELECT file, row, rule, message FROM faulty SEMI JOIN ({first}) AS first USING (file, row)").fetchall()
        self.ingested.problems = first_rows([*self.ingested.problems, *(problem(file, rule, message, row) for file, row, rule, message in found)])

    def _row_faults(self) -> list[tuple[Fault, str]]:
        """What can be wrong with a row as it stands, and with which that is so."""
        longest = f"greatest(0, {', '.join(f'length({quoted(name)})' for name in self.columns)}) > {MAX_CELL}"
        outside = [(OUTSIDE, "quote <> '' AND NOT contains(quote, text)")] if self._has("quote", "text") else []
        return [(TOO_LONG, longest), *outside]

    def _canonical(self, facets: list[Facet]) -> str:
        """The SELECT of the canonical rows."""
        made = {name: f"{facet.name}.m{number}" for facet in facets for number, name in enumerate(facet.made)}
        held = f"'[' || {made['held']} || ',' || {made['circumstances']} || ',' || {made.get('hedged', text('false'))} || ']'"
        given = {name: f"raw.{name}" if self._has(name) else "''" for name in ("text", "quote", "line", "id", "note")}
        line = made.get("line", "''")
        said = f"concat_ws(chr(31), {made['subject']}, raw.property, {held}, {given['quote']}, {line})"
        columns = made | {
            "position": held,
            "certainty": made.get("certainty", text("certain")),
            "property": "raw.property",
            "line": line,
            "id": f"CASE WHEN {given['id']} = '' THEN {made['source']} || '-' || left(md5({said}), 8) ELSE {given['id']} END",
            "text": f"CASE WHEN {given['text']} = '' AND {given['quote']} = '' THEN raw.value ELSE {given['text']} END",
            "quote": given["quote"],
            "note": given["note"],
            "file": "raw.file",
            "row": "CAST(raw.row AS VARCHAR)",
        }
        bad = [f"{facet.name}.rule = ''" for facet in facets] + [f"NOT ({which})" for _, which in self._row_faults()]
        selected = ", ".join(f"{columns[name]} AS {quoted(name)}" for name in CANONICAL)
        where = " AND ".join([self._taking(), *bad])
        return f"SELECT {selected} FROM raw {' '.join(map(self._joined, facets))} WHERE {where}"

    def keep(self) -> None:
        """Work `claims` out once and for all."""
        path = self.folder / "claims.parquet"
        self.save(path, {})
        self.load([str(path)])
        self.base.execute("DROP VIEW raw")

    def save(self, path: Path, metadata: dict[str, str]) -> None:
        """Write `claims` as an ingested table."""
        self.base.execute(copy_to(path, "claims", metadata))

    def load(self, paths: list[str]) -> None:
        """Take ingested tables for `claims`."""
        names = ", ".join(text(literal(path)) for path in paths)
        self.base.execute(f"CREATE OR REPLACE VIEW claims AS SELECT * FROM read_parquet([{names}])")

    def rows(self, questions: str) -> Iterator[Row]:
        """The holders, sorted."""
        yield from self._fetch(f"{select.select_of(questions)} ORDER BY {', '.join(select.ORDER)}")

    def listed(self, vocabulary: Vocabulary, questions: str) -> Iterator[Listed]:
        """One record per question."""
        return list_questions(vocabulary, self._fetch(f"{select.summary_of(questions)} ORDER BY subject, question"))

    def choose(self, keys: Iterable[QuestionKey]) -> None:
        """Make the table `chosen`."""
        self.base.execute("CREATE OR REPLACE TABLE chosen (subject VARCHAR, question VARCHAR)")
        self._insert("chosen", keys)

    def size(self) -> int:
        """How many claims there are."""
        return int(self._one("SELECT count(*) FROM claims")[0])

    def totals(self) -> Totals:
        """Count everything."""
        return Totals(*map(int, self._one(select.TOTALS)), *self._one(select.VOICES))


def has_plain_lines(path: str) -> bool:
    """Whether the lines of a CSV file are such that every reader numbers them alike: none is empty, and all end alike."""
    with Path(path).open("rb") as stream, mmap(stream.fileno(), 0, access=ACCESS_READ) as content:
        if content[:1] in b"\r\n" or content.find(b"\n\n") >= 0 or content.find(b"\n\r\n") >= 0:
            return False
        return content.find(b"\r") < 0
