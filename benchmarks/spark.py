"""Measure the comparison on Spark beside Spark's own work: the same SELECT with an empty step of Python, in the same session, by turns.

Both write their results as a folder of Parquet files. Starting Spark, and reading the raw table, are measured apart; memory is that of Spark and of
its Python workers together, the most there was at once.

    python benchmarks/spark.py                 # a million claims
    python benchmarks/spark.py 10000000 --rounds 3
"""

import argparse
import os
import random
import shutil
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import generate
import tables

from cstofacts.engines import open_session
from cstofacts.engines.spark import SparkEngine
from cstofacts.tables import select
from cstofacts.tables.files import files_of
from cstofacts.tables.given import given_of
from cstofacts.tables.ingest import wanted_columns
from cstofacts.tables.parquet import KEYS, header_of, metadata_of
from cstofacts.tables.results import Listed
from cstofacts.tables.vocabulary import Vocabulary, read_vocabulary, vocabulary_from

_SUBJECTS = 10
"""Subjects that are entities; the others stand for themselves, as in a table that nobody has sorted."""


class Took(NamedTuple):
    """The seconds that something took by the clock, and those of all processors, which do not depend on what else the machine does."""

    clock: float
    processors: float

    def __str__(self) -> str:
        return f"{self.clock:.2f} s ({self.processors:.2f} s of processors)"


def _number(questions: Iterator[Listed]) -> int:
    return sum(1 for _ in questions)


def timed(work: Callable[[], Any]) -> Took:
    """Do something."""
    began, used = time.perf_counter(), _processors()
    work()
    return Took(time.perf_counter() - began, _processors() - used)


def _processors() -> float:
    """The seconds of processors that this process and all below it have used, and those below it that have ended."""
    return sum(map(_used, tables.tree(os.getpid()))) / os.sysconf("SC_CLK_TCK")


def _used(pid: int) -> int:
    try:
        return sum(map(int, Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[11:15]))
    except OSError:
        return 0


class Memory:
    """The most memory that this process and those below it have had at once, shared pages counted once."""

    def __init__(self) -> None:
        """Begin to watch."""
        self.peak = 0
        threading.Thread(target=self._watch, daemon=True).start()

    def _watch(self) -> None:
        while True:
            self.peak = max(self.peak, sum(map(_proportional, tables.tree(os.getpid()))))
            time.sleep(0.25)


def _proportional(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)


def nothing(batches: Iterable[Any]) -> Iterable[Any]:
    """The empty step."""
    return batches


def main() -> None:
    """Make the table, and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("claims", nargs="?", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--table", type=Path, help="an ingested table to take instead")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        raw, kept = folder / "raw.parquet", arguments.table or folder / "kept.parquet"
        vocabulary = vocabulary_from(metadata_of(str(kept))[KEYS[1]]) if arguments.table else make(raw, kept, arguments.claims)
        measure(kept, raw, vocabulary, arguments.rounds)


def make(raw: Path, kept: Path, claims: int) -> Vocabulary:
    """Write a table of so many claims, and ingest it on DuckDB."""
    tables.write_table(raw, claims)
    generate.write_vocabulary(raw.parent, random.Random(generate.SEED), subjects=_SUBJECTS)
    vocabulary, _ = read_vocabulary(raw.parent)
    session = open_session("duckdb")
    print(f"ingest on DuckDB: {timed(lambda: ingest(session, raw, vocabulary, kept))}")
    session.close()
    return vocabulary


def measure(kept: Path, raw: Path, vocabulary: Vocabulary, rounds: int) -> None:
    """Print what each part took."""
    results = raw.parent / "results"
    memory = Memory()
    began = time.perf_counter()
    session = open_session("spark")
    assert isinstance(session, SparkEngine)  # noqa: S101 (for the type checker)
    session.load([str(kept)])
    print(f"Spark started in {time.perf_counter() - began:.1f} s; {session.size():,} claims", flush=True)

    def bare() -> None:
        rows = session.spark.sql(f"{select.summary_of()} DISTRIBUTE BY subject, question SORT BY {select.SUMMARY_ORDER}")
        rows.mapInArrow(nothing, rows.schema).write.parquet(str(results))
        shutil.rmtree(results)

    def ours() -> None:
        session.save_flat(vocabulary, results)
        shutil.rmtree(results)

    both = []
    for turn in range(rounds + 1):
        bares, comparing = timed(bare), timed(ours)
        print(f"  {'warm' if turn else 'first'}: bare {bares}, compared {comparing}", flush=True)
        both += [(bares, comparing)] if turn else []
    one, other = (Took(*map(statistics.median, zip(*runs, strict=True))) for runs in zip(*both, strict=True))
    times = f"{other.clock / one.clock:.2f} times by the clock, {other.processors / one.processors:.2f} by processors"
    print(f"  medians: bare {one}, compared {other}: {times}; {memory.peak / 1e6:,.0f} MB")
    print(f"  all that check asks: {timed(lambda: (sum(session.listed(vocabulary, select.CONTESTED, _number)), session.totals()))}")
    if raw.exists():
        print(f"  ingest: {timed(lambda: ingest(session, raw, vocabulary, raw.with_name('again.parquet')))}; {memory.peak / 1e6:,.0f} MB")
    session.close()


def ingest(session: Any, raw: Path, vocabulary: Vocabulary, kept: Path) -> None:
    """Read the raw table, and write it in canonical form."""
    session.stage(given_of(files_of([str(raw)]), {}, wanted_columns(vocabulary, {}), {"parquet": header_of}))
    found = session.ingest(vocabulary)
    if found.unread:
        print(f"  {found.unread:,} rows could not be read: {found.problems[0]}")
    session.save(kept, {})


if __name__ == "__main__":
    main()
