"""Measure tables of claims: ingest and listing of generated tables, beside DuckDB's own listing of the same file.

N claims answer N / 5 questions, each by five sources out of 50. A fifth of the questions is disputed: of their five claims one gives a rival
value and one a looser one. Values are of all types, with modifiers and qualifiers; a quote has some 80 letters.

python benchmarks/tables.py # a million claims python benchmarks/tables.py 10000000 --rounds 1
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from statistics import median

from generate import CLAIMS_PER_QUESTION, DISPUTED_EVERY, PROPERTIES, SEED, SOURCES, write_registry

COLUMNS = ("id", "source", "subject", "property", "value", "quote", "line", "as_of", "phase", "place", "role", "attribution", "certainty")
_WORDS = ["".join(random.Random(number).choices("ابتجحدرسشصطعغفقكلمنهوي", k=3 + number % 5)) for number in range(2_000)]
_BATCH = 50_000

RAW = """
import duckdb, sys
base = duckdb.connect()
base.execute(f"CREATE VIEW claims AS SELECT * FROM read_parquet('{sys.argv[1]}')")
base.execute('''COPY (
  WITH contested AS (SELECT subject, question FROM claims GROUP BY subject, question HAVING min(position) <> max(position))
  SELECT subject, question, position, count(*) AS claims, string_agg(DISTINCT source, ', ' ORDER BY source) AS sources
  FROM claims JOIN contested USING (subject, question) GROUP BY subject, question, position ORDER BY subject, question, position
) TO ''' + "'" + sys.argv[2] + "' (FORMAT json)")
"""
"""Which questions have more than one position, and who says what: DuckDB alone, with no idea of what a position means."""


def rows(claims: int) -> Iterator[tuple[str, ...]]:
    """The rows of a table of so many claims."""
    rng = random.Random(SEED)
    for question in range(claims // CLAIMS_PER_QUESTION):
        subject, name = question // len(PROPERTIES), list(PROPERTIES)[question % len(PROPERTIES)]
        asked = PROPERTIES[name]
        answers = asked.answers(rng)
        given = [answers.usual if subject % 3 else answers.looser] * CLAIMS_PER_QUESTION
        if subject % DISPUTED_EVERY == 0:
            given[1:3] = [answers.looser, answers.rival]
        qualified = dict(pair.split(": ") for pair in asked.qualified.split(", ")) if asked.qualified else {}
        for source, value in zip(rng.sample(range(SOURCES), CLAIMS_PER_QUESTION), given, strict=True):
            speaker = rng.randrange(120)
            yield (
                f"c{question}-{source}",
                f"S{source}",
                f"subject-{subject}",
                name,
                value.strip("'\""),
                " ".join(rng.choices(_WORDS, k=15)),
                str(question % 97 + 1),
                *(qualified.get(key, "") for key in ("as_of", "phase", "place", "role")),
                f"[agency-{speaker % 20}, speaker-{speaker}]" if speaker < 60 else "",  # noqa: PLR2004 (half of them)
                rng.choice(("certain", "certain", "certain", "probable", "alleged")),
            )


def write_table(path: Path, claims: int) -> None:
    """Write a table of so many claims in Parquet."""
    import duckdb

    base = duckdb.connect()
    base.execute(f"CREATE TABLE claims ({', '.join(f'{name} VARCHAR' for name in COLUMNS)})")
    waiting = rows(claims)
    while batch := list(islice(waiting, _BATCH)):
        base.execute(f"INSERT INTO claims SELECT {', '.join('unnest(?)' for _ in COLUMNS)}", [list(cells) for cells in zip(*batch, strict=True)])
    base.execute(f"COPY claims TO '{path}' (FORMAT parquet, COMPRESSION zstd)")


class Run:
    """One process: how long it took, and the most memory that it and its children had at once."""

    def __init__(self, *command: str) -> None:
        """Run it to its end."""
        began = time.perf_counter()
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
            self.peak = 0
            watcher = threading.Thread(target=self._watch, args=(process,))
            watcher.start()
            _, err = process.communicate()
            watcher.join()
        self.seconds = time.perf_counter() - began
        if process.returncode not in (0, 1):
            sys.exit(f"{' '.join(command)}: {err.decode()}")

    def _watch(self, process: "subprocess.Popen[bytes]") -> None:
        while process.poll() is None:
            self.peak = max(self.peak, sum(map(_resident, tree(process.pid))))
            time.sleep(0.01)


def tree(pid: int) -> list[int]:
    """A process and all below it, whichever of its threads began them."""
    children: list[str] = []
    with suppress(OSError):  # it has ended
        for thread in Path(f"/proc/{pid}/task").iterdir():
            with suppress(OSError):  # that thread has
                children += (thread / "children").read_text(encoding="ascii").split()
    return [pid, *(below for child in children for below in tree(int(child)))]


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


def main() -> None:
    """Ingest once, then list again and again, ours and DuckDB's side by side."""
    parser = argparse.ArgumentParser(description="Measure tables of claims.")
    parser.add_argument("claims", type=int, nargs="?", default=1_000_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--keep", type=Path, help="a folder for the tables, where they stay for the next time")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        measure(given.keep or Path(temporary), given.claims, given.rounds)


def measure(folder: Path, claims: int, rounds: int) -> None:
    """Print the figures of tables of one size."""
    raw, table, registry = folder / f"raw{claims}.parquet", folder / f"ingested{claims}.parquet", folder / "registry"
    program = (sys.executable, "-m", "cstofacts")
    if not raw.exists():
        write_table(raw, claims)
    if not registry.exists():
        write_registry(registry, CLAIMS_PER_QUESTION * len(PROPERTIES))
    ingest = Run(*program, "ingest", str(raw), "--registry", str(registry), "-o", str(table))
    print(f"ingest of {claims:,}: {ingest.seconds:.2f} s, {ingest.peak / 1e6:,.0f} MB")
    asked = ("--claims", str(table), "--registry", str(registry))
    commands = {
        "DuckDB alone": (sys.executable, "-c", RAW, str(table), str(folder / "raw.json")),
        "conflicts --format jsonl": (*program, "conflicts", *asked, "--format", "jsonl"),
        "export -o FILE.csv": (*program, "export", *asked, "-o", str(folder / "sides.csv")),
        "check": (*program, "check", *asked),
    }
    runs: dict[str, list[Run]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            runs[name].append(Run(*command))
    bare = [run.seconds for run in runs["DuckDB alone"]]
    for name, own in runs.items():
        ratio = median(run.seconds / one for run, one in zip(own, bare, strict=True))
        print(f"{name:28} {median(run.seconds for run in own):7.2f} s  {ratio:5.2f} x  {max(run.peak for run in own) / 1e6:7,.0f} MB")


if __name__ == "__main__":
    main()
