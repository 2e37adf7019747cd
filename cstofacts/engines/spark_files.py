"""The files of a table as Spark reads them: Parquet by Spark itself, the others by the program's own reader, one file by one worker."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow.parquet as pq
from pyspark.sql import DataFrame, SparkSession

from cstofacts.engines import workers
from cstofacts.engines.hadoop import Hadoop, contents, literal
from cstofacts.engines.texts import text_batches
from cstofacts.tables.addresses import is_address
from cstofacts.tables.given import Given, GivenFile

Cells = tuple[str, ...]


class Source(NamedTuple):
    """Some files: what Spark reads of them, and how a worker makes raw rows of that."""

    frame: DataFrame
    read: Callable[[workers.Batches], workers.Batches]


def sources_of(spark: SparkSession, hadoop: Hadoop, given: Given, columns: Cells) -> list[Source]:
    """The rows of all files, with these columns only."""
    there = {one.file.path: one for one in given.files if one.file.kind != "parquet" and is_address(one.file.path)}
    here = [one for one in given.files if one.file.kind != "parquet" and one.file.path not in there]
    alike = _alike([one for one in given.files if one.file.kind == "parquet"], hadoop)
    own = [_own(spark, here, columns)] if here else []
    own += [Source(contents(spark, list(there)), partial(workers.content_batches, there, columns))] if there else []
    return [*own, *(_parquet(spark, files, columns) for files in alike)]


def _own(spark: SparkSession, files: list[GivenFile], columns: Cells) -> Source:
    """Files that the program's own reader reads, one part for each."""
    return Source(spark.range(0, len(files), 1, len(files)), partial(workers.read_batches, files, columns))


def _alike(files: list[GivenFile], hadoop: Hadoop) -> list[list[GivenFile]]:
    """Files of the same columns and types together."""
    groups: dict[Any, list[GivenFile]] = {}
    for one in files:
        schema = hadoop.schema(one.file.path) if is_address(one.file.path) else pq.read_schema(one.file.path)
        groups.setdefault((str(schema.remove_metadata()), tuple(one.places.items())), []).append(one)
    return list(groups.values())


def _parquet(spark: SparkSession, files: list[GivenFile], columns: Cells) -> Source:
    """Parquet files with the same columns of the same types."""
    paths = {one.file.path if is_address(one.file.path) else str(Path(one.file.path).absolute()): one.file.path for one in files}
    header, places = files[0].file.header, files[0].places
    named = [name for name in columns if name in places]
    order = {name: named.index(name) if name in places else -1 for name in columns}
    given = spark.read.parquet(*map(url, paths))
    cells = [given[_quoted(header[places[name]])].alias(f"c{number}") for number, name in enumerate(named)]
    return Source(given.select("_metadata.file_path", "_metadata.row_index", *cells), partial(text_batches, paths, order))


def url(path: str) -> str:
    """The address of a file, in which nothing is a pattern to Spark."""
    return literal(path if is_address(path) else f"file://{Path(path).absolute()}")


def _quoted(name: str) -> str:
    return "`" + name.replace("`", "``") + "`"
