"""What a Parquet file says of itself: its columns, and the texts kept with it. DuckDB reads it, or else pyarrow."""

from functools import cache
from typing import Any

from cstofacts.values.base import Fault

KEYS = ("cstofacts.format", "cstofacts.vocabulary", "cstofacts.counts")
"""What an ingested table has kept with it."""


def header_of(path: str) -> tuple[str, ...]:
    """The columns; ValueError when the file cannot be read."""
    duckdb = _duckdb()
    if duckdb is None:
        return tuple(_pyarrow().ParquetFile(path).schema_arrow.names)
    try:
        return tuple(
            name
            for name, *_ in duckdb.execute(
                "SELECT name FROM parquet_schema(?) WHERE num_children IS NULL OR num_children = 0", [literal(path)]
            ).fetchall()
        )
    except duckdb_error() as error:
        raise ValueError(str(error)) from error


def metadata_of(path: str) -> dict[str, str]:
    """The texts kept with a file; none when it cannot be read."""
    duckdb = _duckdb()
    if duckdb is None:
        kept = _pyarrow().ParquetFile(path).schema_arrow.metadata or {}
        return {key.decode(): value.decode() for key, value in kept.items()}
    try:
        found = duckdb.execute("SELECT key, value FROM parquet_kv_metadata(?)", [literal(path)]).fetchall()
    except duckdb_error():
        return {}
    return {key.decode(): value.decode() for key, value in found}


def literal(path: str) -> str:
    """A path in which nothing is a pattern to DuckDB."""
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in path)


@cache
def _duckdb() -> Any:
    try:
        import duckdb
    except ImportError:
        return None
    return duckdb.connect()


def duckdb_error() -> type[Exception]:
    """What DuckDB raises."""
    import duckdb

    error: type[Exception] = duckdb.Error
    return error


def _pyarrow() -> Any:
    import pyarrow.parquet

    return pyarrow.parquet


def needs() -> Fault:
    """What to install to read Parquet."""
    return Fault("unreadable-file", "Parquet is read with DuckDB: pip install 'cstofacts[duckdb]'")
