"""How DuckDB reads the files of a table: each becomes a SELECT of texts, with the path and the number of every row.

Parquet and well-formed CSV are read by DuckDB itself. JSON Lines go through the program's own reader, which keeps every digit of a number, and so
does a CSV file in which DuckDB meets a malformed row, so that the row is named and the others are read.
"""

import re
from collections.abc import Iterable, Iterator
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any

import duckdb

from cstofacts.engines.duckdb_share import at_work
from cstofacts.language import say
from cstofacts.stages import each, stage
from cstofacts.tables.files import problem
from cstofacts.tables.given import GivenFile
from cstofacts.tables.ingest import Ingested, first_rows
from cstofacts.tables.parquet import batched, cells_of, literal, quoted, text
from cstofacts.tables.rows import UNCLEAN, rows_of
from cstofacts.values.base import Fault

Cells = tuple[str, ...]

AT_ONCE = 10_000
"""The rows that are put into a table, or taken out, at a time."""


_ROW_NUMBER = "file_row_number"
"""What DuckDB calls the numbers of rows: a file with such a column is read without them."""


class Stager:
    """Makes the SELECTs of files; what is no row is noted in `ingested`."""

    def __init__(self, base: duckdb.DuckDBPyConnection, columns: tuple[str, ...], ingested: Ingested) -> None:
        """Read these columns."""
        self.base, self.columns, self.ingested = base, columns, ingested

    def part(self, one: GivenFile, number: int) -> str:
        """The SELECT of the rows of one file: its path, the cells, and the number of the row."""
        with stage(say("reading {files} …", files=one.file.path), "row"):
            return self._part(one, number)

    def _part(self, one: GivenFile, number: int) -> str:
        file = one.file
        if file.kind == "parquet" and not any(name.lower() == _ROW_NUMBER for name in file.header):
            return self._parquet_part(one)
        if file.kind == "csv" and has_plain_lines(file.path, file.delimiter):
            try:
                return self._csv_part(one, f"part{number}")
            except duckdb.Error:
                self.base.execute(f"DROP TABLE IF EXISTS part{number}")
        return self._copied_part(one, f"part{number}")

    def _parquet_part(self, one: GivenFile) -> str:
        header = one.file.header
        as_text = cells_of(one.file.path, header)
        read = f"read_parquet({text(literal(one.file.path))}, file_row_number = true)"
        unclean = " OR ".join(f"contains({as_text[header[place]]}, chr({ord(letter)}))" for place in one.places.values() for letter in UNCLEAN)
        with at_work(self.base):
            clean = self._clean if self.base.execute(f"SELECT 1 FROM {read} WHERE {unclean} LIMIT 1").fetchone() else self._plain
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
            with at_work(self.base):
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
        insert(self.base, table, ((path, *cells, row) for row, cells in self._kept(path, rows_of(one.file, one.places, self.columns))))
        return f"SELECT * FROM {table}"

    def _kept(self, path: str, rows: Iterable[tuple[int, Cells | Fault]]) -> Iterator[tuple[int, Cells]]:
        """The rows without those that cannot be read, which are noted."""
        for row, cells in each(rows):
            if isinstance(cells, Fault):
                self.ingested.unread += 1
                self.ingested.problems.append(problem(path, cells.rule, cells.message, row))
                self.ingested.problems = first_rows(self.ingested.problems) if len(self.ingested.problems) > AT_ONCE else self.ingested.problems
            else:
                yield row, cells


def insert(base: duckdb.DuckDBPyConnection, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
    """Put rows into a table, many at a time."""
    with base.appender(table) as appender:
        for batch in batched(rows, AT_ONCE):
            appender.append_rows(batch)


def has_plain_lines(path: str, delimiter: str) -> bool:
    """Whether the lines of a CSV file are such that every reader takes them alike: none is empty, all end alike, no space is beside a quoted cell."""
    with Path(path).open("rb") as stream, mmap(stream.fileno(), 0, access=ACCESS_READ) as content:
        if content[:1] in b"\r\n" or content.find(b"\n\n") >= 0 or content.find(b"\n\r\n") >= 0 or content.find(b"\r") >= 0:
            return False
        return not _has_spaces_beside(content, re.escape(delimiter.encode()))


def _has_spaces_beside(content: mmap, delimiter: bytes) -> bool:
    """Whether a space may stand before or after a quoted cell; a quotation mark in such a cell is doubled, and so is told from one that begins it."""
    before = rb' "(?<=[%b\n] ")(?!"[^%b"\n])' % (delimiter, delimiter)
    after = rb'" +(?=%b|\n|\Z)' % delimiter
    return any(content.find(sign) >= 0 and re.search(pattern, content) for sign, pattern in ((b' "', before), (b'" ', after)))
