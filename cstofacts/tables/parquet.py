"""Parquet files: their columns, the texts kept with them, and their cells as text; DuckDB reads them."""

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import count, islice
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from cstofacts.tables.columns import CANONICAL

KEYS = ("cstofacts.format", "cstofacts.vocabulary", "cstofacts.counts")
"""What an ingested table has kept with it."""


class _Column(Struct):
    metadata: dict[str, str] = {}


class _Described(Struct):
    fields: list[_Column] = []


def header_of(path: str) -> tuple[str, ...]:
    """The columns; ValueError when the file cannot be read."""
    import duckdb

    try:
        return tuple(name for name, *_ in database().execute(f"DESCRIBE SELECT * FROM read_parquet({text(literal(path))})").fetchall())
    except duckdb.Error as error:
        raise ValueError(str(error)) from error


def metadata_of(path: str) -> dict[str, str]:
    """The texts kept with a file; none when it cannot be read."""
    import duckdb

    try:
        found = database().execute("SELECT key, value FROM parquet_kv_metadata(?)", [literal(path)]).fetchall()
    except duckdb.Error:
        return {}
    return with_columns({key.decode(): value.decode() for key, value in found})


def with_columns(kept: dict[str, str]) -> dict[str, str]:
    """The texts kept with a file, and those that Spark keeps with its columns."""
    return {**_of_columns(kept.get(_COLUMNS_OF_SPARK, "{}")), **kept}


_COLUMNS_OF_SPARK = "org.apache.spark.sql.parquet.row.metadata"


def _of_columns(described: str) -> dict[str, str]:
    """The texts that Spark keeps with columns, where others keep them with the file."""
    try:
        return {key: value for column in msgspec.json.decode(described, type=_Described).fields for key, value in column.metadata.items()}
    except msgspec.DecodeError:
        return {}


def literal(path: str) -> str:
    """A path in which nothing is a pattern to DuckDB."""
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in path)


@cache
def database() -> Any:
    """A database to ask; ImportError when DuckDB is not installed."""
    import duckdb

    return in_utc(duckdb.connect())


def in_utc(base: Any) -> Any:
    """A database that gives moments as they are in UTC, wherever this machine is."""
    base.execute("SET GLOBAL TimeZone = 'UTC'")
    return base


_MAYBE_THOUSANDS = r"^(-?[1-9]\d{0,2}\.\d{3})$"


def text(value: str) -> str:
    """A text as SQL writes it."""
    return "'" + value.replace("'", "''") + "'"


def quoted(name: str) -> str:
    """A name as SQL writes it."""
    return '"' + name.replace('"', '""') + '"'


def cells_of(path: str, header: tuple[str, ...]) -> dict[str, str]:
    """For each column how DuckDB gives it as text: exact decimals stay exact, a moment at midnight is its day, and a list is written as one."""
    described = database().execute(f"DESCRIBE SELECT * FROM read_parquet({text(literal(path))})").fetchall()
    types = {name: type for name, type, *_ in described}
    return {name: _cell(quoted(name), types[name]) for name in header}


def _cell(column: str, type: str) -> str:
    if type.startswith("DECIMAL") or type in ("FLOAT", "DOUBLE"):
        return rf"regexp_replace(CAST({column} AS VARCHAR), {text(_MAYBE_THOUSANDS)}, '\10')"
    if type.startswith("TIMESTAMP"):
        return rf"regexp_replace(CAST({column} AS VARCHAR), ' 00:00:00(\+00)?$', '')"
    if type.endswith("[]"):
        return f"CAST(to_json(list_transform(CAST({column} AS VARCHAR[]), lambda member: coalesce(member, ''))) AS VARCHAR)"
    if type.startswith(("STRUCT", "MAP")):
        return f"CAST(to_json({column}) AS VARCHAR)"
    return f"CAST({column} AS VARCHAR)"


def rows_of_parquet(path: str, header: tuple[str, ...]) -> Iterator[tuple[int, list[str]]]:
    """The rows of a file as texts, each with its number."""
    cells = ", ".join(f"coalesce({cell}, '')" for cell in cells_of(path, header).values())
    cursor = database().cursor()
    cursor.execute(f"SELECT {cells} FROM read_parquet({text(literal(path))})")
    numbers = count(1)
    while rows := cursor.fetchmany(1_000):
        for row, number in zip(rows, numbers, strict=False):
            yield number, list(row)


# A third of what is usual: a reader has as many rows of every column in memory for each of its threads.
_ROWS_TOGETHER = 40_960


def save_rows(path: Path | str, rows: Iterable[tuple[str, ...]], metadata: dict[str, str], columns: tuple[str, ...] = CANONICAL) -> None:
    """Write rows of texts as a Parquet file."""
    base = database().cursor()
    base.execute(f"CREATE OR REPLACE TEMP TABLE saved ({', '.join(f'{quoted(name)} VARCHAR' for name in columns)})")
    with base.appender("saved") as appender:
        for batch in batched(rows, 10_000):
            appender.append_rows(batch)
    base.execute(copy_to(path, "saved", metadata))
    base.execute("DROP TABLE saved")


def copy_to(path: Path | str, table: str, metadata: dict[str, str]) -> str:
    """The statement that writes a table as a Parquet file with texts kept with it."""
    kept = ", ".join(f"{text(key)}: {text(value)}" for key, value in metadata.items())
    options = f"FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1, ROW_GROUP_SIZE {_ROWS_TOGETHER}{f', KV_METADATA {{{kept}}}' if kept else ''}"
    return f"COPY (SELECT * FROM {table}) TO {text(str(path))} ({options})"


def batched(rows: Iterable[Any], size: int) -> Iterator[list[Any]]:
    """The rows in lists of this size."""
    rows = iter(rows)
    while batch := list(islice(rows, size)):
        yield batch
