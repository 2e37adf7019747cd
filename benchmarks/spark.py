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
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import generate
import tables

from cstofacts.engines import open_session
from cstofacts.engines.spark import SparkEngine
from cstofacts.tables import select
from cstofacts.tables.files import files_of
from cstofacts.tables.given import given_of
from cstofacts.tables.ingest import wanted_columns
from cstofacts.tables.parquet import header_of
from cstofacts.tables.vocabulary import Vocabulary, read_vocabulary

_SUBJECTS = 10
"""Subjects that are entities; the others stand for themselves, as in a table that nobody has sorted."""


def timed(work: Callable[[], Any]) -> float:
    """The seconds that something takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


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
    parser.add_argument("--ingest", action="store_true", help="also read the raw table on Spark")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        measure(Path(name), arguments.claims, arguments.rounds, with_ingest=arguments.ingest)


def measure(folder: Path, claims: int, rounds: int, *, with_ingest: bool) -> None:
    """Print what each part took."""
    raw, kept, results = folder / "raw.parquet", folder / "kept.parquet", folder / "results"
    tables.write_table(raw, claims)
    generate.write_vocabulary(folder, random.Random(generate.SEED), subjects=_SUBJECTS)
    vocabulary, _ = read_vocabulary(folder)
    with_duckdb(raw, kept, vocabulary)
    memory = Memory()
    began = time.perf_counter()
    session = open_session("spark")
    assert isinstance(session, SparkEngine)  # noqa: S101 (for the type checker)
    print(f"{claims:,} claims; Spark started in {time.perf_counter() - began:.1f} s")
    session.load([str(kept)])

    def bare() -> None:
        rows = session.spark.sql(f"{select.summary_of()} DISTRIBUTE BY subject, question SORT BY subject, question, position")
        rows.mapInArrow(nothing, rows.schema).write.parquet(str(results))
        shutil.rmtree(results)

    def ours() -> None:
        session.save_flat(vocabulary, results)
        shutil.rmtree(results)

    took: dict[str, list[float]] = {"bare SELECT and an empty step": [], "compared": []}
    for turn in range(rounds + 1):
        seconds = timed(bare), timed(ours)
        print(f"  {'first' if turn == 0 else 'warm'}: bare {seconds[0]:.2f} s, compared {seconds[1]:.2f} s")
        if turn:
            for times, one in zip(took.values(), seconds, strict=True):
                times.append(one)
    medians = [statistics.median(times) for times in took.values()]
    print(f"  medians: bare {medians[0]:.2f} s, compared {medians[1]:.2f} s, {medians[1] / medians[0]:.2f} times; {memory.peak / 1e6:,.0f} MB")
    print(f"  check: {timed(lambda: (sum(1 for _ in session.listed(vocabulary, select.CONTESTED)), session.totals())):.2f} s")
    if with_ingest:
        print(f"  ingest: {timed(lambda: ingest(session, raw, vocabulary, folder / 'again.parquet')):.1f} s; {memory.peak / 1e6:,.0f} MB")
    session.close()


def with_duckdb(raw: Path, kept: Path, vocabulary: Vocabulary) -> None:
    """Ingest the table."""
    session = open_session("duckdb")
    print(f"ingest on DuckDB: {timed(lambda: ingest(session, raw, vocabulary, kept)):.1f} s")
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
