"""spark: a cluster, for tables that are larger than one machine, or for one that lies where a cluster is.

Spark compares strings only; the program's own code runs on the workers (`workers`): its readers on raw files, so that every cell means what it means
elsewhere, and its comparison on parts that hold whole questions. One SELECT differs from that of the other engines by its last line: rows are
distributed by question and sorted within each part.
"""

import shutil
from collections.abc import Iterable, Iterator
from functools import partial, reduce
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec
import pandas as pd  # noqa: F401 (pyspark asks for it, later and in other words)
import pyarrow as pa
from py4j.protocol import Py4JError
from pyspark import StorageLevel
from pyspark.errors import PySparkException
from pyspark.sql import DataFrame
from pyspark.sql.pandas.types import from_arrow_schema

from cstofacts.engines import workers
from cstofacts.engines.cluster import new_folder, start
from cstofacts.engines.hadoop import Hadoop
from cstofacts.engines.spark_files import sources_of, url
from cstofacts.model.problem import Problem
from cstofacts.reconcile.positions import QuestionKey
from cstofacts.tables import select
from cstofacts.tables.canonical import json_text
from cstofacts.tables.columns import CANONICAL, REQUIRED
from cstofacts.tables.facets import facets_of
from cstofacts.tables.files import problem
from cstofacts.tables.given import Given
from cstofacts.tables.groups import Row
from cstofacts.tables.ingest import SHOWN_PROBLEMS, Ingested, first_rows
from cstofacts.tables.listing import Made
from cstofacts.tables.parquet import KEYS, batched
from cstofacts.tables.results import Listed, Totals
from cstofacts.tables.vocabulary import NAMED, Names, Vocabulary

if TYPE_CHECKING:
    from cstofacts.tables.heard import Heard

Cells = tuple[str, ...]
Thing = TypeVar("Thing")

_COUNTS = KEYS[2]

_LISTED_AT_ONCE = 2_000

_TELLING = ("about", "superseded", *REQUIRED)
"""The columns that say whether a row takes part."""

_WITHIN_PARTS = f"DISTRIBUTE BY subject, question SORT BY {select.SUMMARY_ORDER}"


def open_session(limit: str) -> "SparkEngine":
    """A session on the cluster that SPARK_MASTER names, or on two threads of this machine."""
    folder = new_folder()
    try:
        return SparkEngine(limit, folder)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


class SparkEngine:
    """One session of Spark, with raw rows and the view `claims`."""

    errors = (PySparkException, Py4JError)

    def __init__(self, limit: str, folder: Path) -> None:
        """Start Spark, and send it this package."""
        self.folder = folder
        self.spark = start(limit, folder)
        self.addresses = Hadoop(self.spark)
        self.columns: Cells = ()
        self.given = Given()
        self.kept: list[DataFrame] = []
        self.ingested = Ingested()

    def close(self) -> None:
        """Let go of what was kept, and of Spark."""
        self._forget()
        self.spark.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _forget(self) -> None:
        while self.kept:
            self.kept.pop().unpersist()

    def _keep(self, frame: DataFrame) -> DataFrame:
        """Keep rows on the disks of the workers: what Python made is made once."""
        self.kept.append(frame.persist(StorageLevel.DISK_ONLY))
        return self.kept[-1]

    def stage(self, given: Given) -> None:
        """Take the files, each to be read where a worker is free."""
        self._forget()
        self.given, self.columns, self.ingested = given, given.columns, Ingested()

    def _rows_of(self, columns: Cells, work: Any, schema: pa.Schema) -> DataFrame:
        """What some work on the workers makes of the raw rows of all files, with these columns only."""
        made = [
            _mapped(frame, partial(workers.chained, read, work), schema)
            for frame, read in sources_of(self.spark, self.addresses, self.given, columns)
        ]
        return reduce(DataFrame.unionAll, made)

    def _needed(self, columns: Iterable[str]) -> Cells:
        """These columns, and those that say whether a row takes part."""
        return tuple(name for name in self.columns if name in {*columns, *_TELLING})

    def distinct(self, columns: Cells) -> Iterator[tuple[Cells, int]]:
        """The distinct cells of these columns, sorted, each with how often it is there."""
        needed = self._needed(columns)
        taking = partial(workers.taking_batches, needed)
        names = [f"c{needed.index(name)}" for name in columns]
        counted = self._rows_of(needed, taking, workers.raw_schema(needed)).groupBy(*names).count().orderBy(*names)
        for *cells, number in _streamed(counted):
            yield tuple(cells), number

    def ingest(self, vocabulary: Vocabulary) -> Ingested:
        """Make the view `claims` of canonical rows, and count those that are none."""
        made = partial(workers.canon_batches, vocabulary, self.columns, self._spellings(vocabulary))
        rows = self._keep(self._rows_of(self.columns, made, workers.CANON))
        for aside, is_read, number in rows.selectExpr("aside", "faults = '' AS is_read").groupBy("aside", "is_read").count().collect():
            self.ingested.superseded += number if aside == "superseded" else 0
            self.ingested.references += number if aside == "reference" else 0
            self.ingested.unread += 0 if is_read else number
        if self.ingested.unread:
            self.ingested.problems = self._problems(rows)
        rows.where("aside = '' AND faults = ''").select(*CANONICAL).createOrReplaceTempView("claims")
        return self.ingested

    def _problems(self, rows: DataFrame) -> list[Problem]:
        """What is wrong with the first rows that could not be read."""
        unread = rows.where("faults <> ''").select("file", "number", "faults").orderBy("file", "number").limit(SHOWN_PROBLEMS)
        found = [(file, row, one) for file, row, faults in unread.collect() for one in workers.unpacked(faults)]
        return first_rows([problem(file, rule, message, row) for file, row, (rule, message) in found])

    def _spellings(self, vocabulary: Vocabulary) -> dict[str, str]:
        """How names are spelt that are spelt in several ways: as the first of them, in the order in which an ingest on one machine comes to them."""
        columns = self._needed(name for facet in facets_of(vocabulary, self.columns, Names(vocabulary)) for name in facet.given)
        self._rows_of(columns, partial(workers.hear_batches, vocabulary, columns), workers.HEARD).createOrReplaceTempView("heard")
        first, several = "min_by(spelling, struct(part, cells, place)) AS first", "min(spelling) <> max(spelling) AS several"
        names = self._keep(self.spark.sql(f"SELECT folded, {first}, {several} FROM heard GROUP BY folded"))
        if vocabulary.entities:
            self.ingested.unknown = names.count()
            self.ingested.unknown_names = [name for (name,) in names.select("first").orderBy("first").limit(NAMED).collect()]
        return dict(map(tuple, names.where("several").select("folded", "first").collect()))

    def keep(self) -> None:
        """The workers have kept what they made."""

    def save(self, path: Path | str, metadata: dict[str, str]) -> None:
        """Write `claims` as an ingested table: a folder of Parquet files, of which one has no rows but the counts, since counts are added up."""
        claims = self.spark.table("claims")
        _write(claims.limit(0).withMetadata(CANONICAL[0], metadata), path)
        uncounted = {_COUNTS: json_text(Ingested())} if _COUNTS in metadata else {}
        _write(claims.withMetadata(CANONICAL[0], metadata | uncounted), path)

    def load(self, paths: list[str]) -> None:
        """Take ingested tables for `claims`."""
        self.spark.read.parquet(*map(url, paths)).createOrReplaceTempView("claims")

    def rows(self, questions: str) -> Iterator[Row]:
        """The holders, sorted."""
        for row in _streamed(self.spark.sql(f"{select.select_of(questions)} ORDER BY {', '.join(select.ORDER)}")):
            yield (*row,)

    def listed(self, vocabulary: Vocabulary, questions: str, made: Made[Thing]) -> Iterator[Thing]:
        """What is made of the records of one part of the questions after the other, which are compared where the rows are."""
        listed = self._keep(_mapped(self._summary(questions), partial(workers.list_batches, vocabulary), workers.LISTED))
        for some in batched(_streamed(listed.orderBy("subject", "question")), _LISTED_AT_ONCE):
            yield made(msgspec.json.decode(record, type=Listed) for _, _, record in some)

    def _summary(self, questions: str) -> DataFrame:
        """The positions on these questions, in parts that hold whole questions, sorted."""
        return self.spark.sql(f"{select.summary_of(questions)} {_WITHIN_PARTS}")

    def save_flat(self, vocabulary: Vocabulary, path: Path | str) -> None:
        """Write the flat rows, compared and written where the rows are."""
        _write(_mapped(self._summary(select.CONTESTED), partial(workers.flat_batches, vocabulary), workers.FLAT_SCHEMA), path)

    def heard(self) -> "Heard":
        """Every claim in whole numbers."""
        from cstofacts.tables.heard import heard_of

        return heard_of(self.rows(select.EVERY))

    def choose(self, keys: Iterable[QuestionKey]) -> None:
        """Make the view `chosen`."""
        chosen = pa.Table.from_pylist([{"subject": subject, "question": question} for subject, question in keys], _KEYS)
        self.spark.createDataFrame(chosen).createOrReplaceTempView("chosen")

    def size(self) -> int:
        """How many claims there are."""
        return self.spark.table("claims").count()

    def totals(self) -> Totals:
        """Count everything."""
        counts = [count for query in (select.totals_of(), select.VOICES) for row in self.spark.sql(query).collect() for count in row]
        return Totals(*(int(count or 0) for count in counts))


_KEYS = pa.schema([("subject", pa.string()), ("question", pa.string())])


def _streamed(rows: DataFrame) -> Iterator[Any]:
    """The rows, one part after the other, while the next is fetched."""
    return rows.toLocalIterator(prefetchPartitions=True)


def _mapped(rows: DataFrame, made: Any, schema: pa.Schema) -> DataFrame:
    return rows.mapInArrow(made, from_arrow_schema(schema))


def _write(rows: DataFrame, path: Path | str) -> None:
    """Write a folder of parts, at a path or at an address."""
    target = f"file://{path.absolute()}" if isinstance(path, Path) else path
    rows.write.mode("append").option("compression", "zstd").parquet(target)
