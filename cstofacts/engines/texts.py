"""The cells of Parquet files as the texts that other readers give; like `workers`, for batches of Arrow where the workers are."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from urllib.parse import unquote

import pyarrow as pa
import pyarrow.compute as pc

from cstofacts.engines.workers import Batches, raw_schema
from cstofacts.tables.addresses import is_address
from cstofacts.tables.rows import CLEANED, UNCLEAN, tells


def text_batches(paths: dict[str, str], order: dict[str, int], batches: Batches) -> Iterator[pa.RecordBatch]:
    """Raw rows of Parquet files, all text; `paths` says how the user called them, `order` for each column which of the cells it is, or -1."""
    schema, telling = raw_schema(tuple(order)), [number for number, name in enumerate(order) if tells(name)]
    for batch in batches:
        given, rows, *cells = batch.columns
        texts = [_texts(cells[place]) if place >= 0 else pa.repeat("", batch.num_rows) for place in order.values()]
        named = given.dictionary_encode()
        files = pa.array([paths[key_of(url)] for url in named.dictionary.to_pylist()], pa.string()).take(named.indices)
        made = pa.RecordBatch.from_arrays([files, pc.add(rows, 1), *texts, pa.repeat("", batch.num_rows)], schema=schema)
        yield made.filter(pc.not_equal(pc.binary_join_element_wise(*[texts[number] for number in telling], ""), ""))


def key_of(url: str) -> str:
    """The path of a file, or its address, as Spark writes it in a URL; however many slashes stand before a path."""
    name = unquote(url)
    return name if is_address(name) else "/" + name.removeprefix("file:").lstrip("/")


def _texts(column: pa.Array) -> pa.Array:
    """A column of any type as clean text; most are so already, and of most others few cells differ."""
    if pa.types.is_string(column.type) and not pc.any(pc.match_substring_regex(column, f"[{UNCLEAN}]")).as_py():
        return pc.fill_null(column, "")
    if pa.types.is_float32(column.type):
        column = column.cast(pa.string()).cast(pa.float64())
    if pa.types.is_nested(column.type) or pa.types.is_floating(column.type):
        return _written(column)
    distinct = column.dictionary_encode()
    return pc.fill_null(_written(distinct.dictionary).take(distinct.indices), "")


def _written(column: pa.Array) -> pa.Array:
    if pa.types.is_map(column.type):
        maps = [None if pairs is None else cell_text(dict(pairs)) for pairs in column.to_pylist()]
        return pa.array([cell_text(value).translate(CLEANED) for value in maps], pa.string())
    return pa.array([cell_text(value).translate(CLEANED) for value in column.to_pylist()], pa.string())


def cell_text(value: Any) -> str:
    """A typed value as text: exact decimals stay exact, a moment at midnight is its day, and a list or a struct is written as JSON."""
    match value:
        case None | str():
            return value or ""
        case bool():
            return "true" if value else "false"
        case bytes():
            return "".join(chr(code) if chr(code) in _PLAIN else f"\\x{code:02X}" for code in value)
        case list() | tuple():
            return json.dumps([cell_text(item) for item in value], ensure_ascii=False)
        case dict():
            return json.dumps(value, ensure_ascii=False, default=cell_text)
        case _:
            written = _in_utc(value) if isinstance(value, datetime) and value.tzinfo else str(value)
            return _FRACTION_THAT_MAY_BE_THOUSANDS.sub(r"\g<1>0", written.removesuffix(" 00:00:00"))


def _in_utc(moment: datetime) -> str:
    """A moment as DuckDB writes it; one at midnight is its day."""
    return str(moment.astimezone(UTC)).removesuffix(":00").removesuffix(" 00:00:00+00")


_PLAIN = frozenset(map(chr, range(32, 127))) - set("'\"\\")
"""Which bytes stand for themselves in a cell that is no text, as DuckDB writes it."""

_FRACTION_THAT_MAY_BE_THOUSANDS = re.compile(r"^(-?[1-9]\d{0,2}\.\d{3})$")
