"""Tables of claims beside others: which questions have more than one answer, and who says what, of the same generated file.

    python benchmarks/table_peers.py --peers PYTHON [--sizes 100 1000 10000] [--rounds 3] [--keep DIR]

PYTHON is that of an environment with the peers (see conflicts_peers.py). Sizes grow by ten; a program whose run took more than a minute, or that
would need more memory than there is, is not run on a larger table. Whole processes, each writing what it finds to a file; the programs of a round run
one after the other, and medians are shown with the most memory that was resident, and with how many questions were found. At last every program is
asked a few questions with two answers each: what it makes of them is what the figures are worth.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from statistics import median
from typing import Any

from generate import CLAIMS_PER_QUESTION, PROPERTIES, write_registry
from tables import Run, write_table

from cstofacts.values.base import Relation

PEERS = Path(__file__).parent / "conflicts_peers.py"
SIZES = (100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000)
OURS = ("cstofacts", "cstofacts, ingested")
OTHERS = ("duckdb", "pandas", "splink", "semantica", "truthdiscovery", "crowd-kit")

_A_MINUTE = 60
_MOST_MEMORY = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") * 0.7

_TO_FILE = ("/bin/sh", "-c", 'out="$0"; exec "$@" > "$out"')
_PROGRAM = (sys.executable, "-m", "cstofacts")


class Measured:
    """The tables of all sizes in a folder, and what has been measured on them."""

    def __init__(self, folder: Path, peers: str) -> None:
        """Measure in a folder, with the Python of the peers."""
        self.folder, self.peers = folder, peers
        self.registry = folder / "registry"
        if not self.registry.exists():
            write_registry(self.registry, CLAIMS_PER_QUESTION * len(PROPERTIES))
        self.shown: dict[str, list[str]] = defaultdict(list)
        self.last: dict[str, Run] = {}

    def measure(self, claims: int, rounds: int) -> None:
        """Run every program that is quick and small enough on a table of so many claims."""
        raw, table = self.folder / f"raw{claims}.parquet", self.folder / f"ingested{claims}.parquet"
        if not raw.exists():
            write_table(raw, claims)
        runs = defaultdict(list, {"ingest": [Run(*_PROGRAM, "ingest", str(raw), "--registry", str(self.registry), "-o", str(table))]})
        names = [name for name in (*OURS, *OTHERS) if self.is_worth(name)]
        for _ in range(rounds):
            for name in names:
                runs[name].append(Run(*self.command(name, table if name == OURS[1] else raw)))
        for name, own in runs.items():
            self.last[name] = own[-1]
            found = "" if name == "ingest" else f", {len(self.found(name)):,}"
            line = f"{median(run.seconds for run in own):.2f} s, {max(run.peak for run in own) / 1e6:,.0f} MB{found}"
            self.shown[name].append(line)
            print(f"{claims:>10,} {name:20} {line}", flush=True)

    def is_worth(self, name: str) -> bool:
        """Whether a program can take a table ten times as large as its last."""
        last = self.last.get(name)
        return last is None or (last.seconds <= _A_MINUTE and last.peak * 10 <= _MOST_MEMORY)

    def command(self, name: str, table: Path, registry: Path | None = None) -> tuple[str, ...]:
        """How a program is run."""
        if name in OURS:
            asked = ("--claims", str(table), "--registry", str(registry or self.registry), "--format", "jsonl")
            return (*_TO_FILE, str(self.out(name)), *_PROGRAM, "conflicts", *asked)
        return (self.peers, str(PEERS), name, str(table), str(self.out(name)))

    def out(self, name: str) -> Path:
        """Where a program writes what it finds."""
        return self.folder / f"{name}.jsonl"

    def found(self, name: str) -> list[bytes]:
        """What a program found, one line per question."""
        return self.out(name).read_bytes().splitlines()


CASES = {
    "personnel: 12, 21, both as of 6 January": ("personnel", "12", "21", "2022-01-06", "2022-01-06"),
    "personnel: 2500, ~2500": ("personnel", "2500", "~2500"),
    "personnel: 2500, '2,500'": ("personnel", "2500", "2,500"),
    "personnel: 12, ١٢": ("personnel", "12", "١٢"),
    "personnel: >=12, 20": ("personnel", ">=12", "20"),
    "began: 2022-01, 2022-01-06": ("began", "2022-01", "2022-01-06"),
    "lasts: PT48H, P2D": ("lasts", "PT48H", "P2D"),
    "members: open list, the whole list": ("members", "[place-1, place-2, ...]", "[place-1, place-2, place-3]"),
    "place: place-1, its region": ("place", "place-1", "region-1"),
    "approved: yes, true": ("approved", "yes", "true"),
    "personnel: 18 as of 6 January, 26 as of 8 January": ("personnel", "18", "26", "2022-01-06", "2022-01-08"),
}
"""Two answers each, in pairs of sources; those with dates are of these dates."""


def tell_cases(measured: Measured) -> None:
    """Print what each program makes of the cases."""
    table = measured.folder / "cases.parquet"
    _write_cases(table)
    told = {name: _told(measured, name, table) for name in (OURS[0], *OTHERS)}
    print(f"\n| two answers | {' | '.join(told)} |\n|{'---|' * (len(told) + 1)}")
    for case in CASES:
        print(f"| {case} | {' | '.join(answers[case] for answers in told.values())} |")


def _write_cases(path: Path) -> None:
    import duckdb

    base = duckdb.connect()
    base.execute("CREATE TABLE claims (subject VARCHAR, property VARCHAR, value VARCHAR, source VARCHAR, as_of VARCHAR)")
    for case, (name, first, second, *dates) in CASES.items():
        for value, source, as_of in zip((first, second), ("S1", "S2"), dates or ("", ""), strict=True):
            base.execute("INSERT INTO claims VALUES (?, ?, ?, ?, ?)", [case, name, value, source, as_of])
    base.execute(f"COPY claims TO '{path}' (FORMAT parquet)")


def _told(measured: Measured, name: str, table: Path) -> dict[str, str]:
    """By case what a program says: its verdict, that there is a conflict, or what it picks."""
    command = measured.command(name, table)
    if name in OURS:
        command += tuple(word for relation in Relation for word in ("--relation", relation))
    Run(*command)
    found = [json.loads(line) for line in measured.found(name)]
    return dict.fromkeys(CASES, "the same") | {one["subject"]: _words(one) for one in found}


def _words(found: dict[str, Any]) -> str:
    if "picked" in found:
        return f"picks {' or '.join(found['picked'])}"
    return str(found.get("relation", "conflict"))


def main() -> None:
    """Measure every size, and ask the cases."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--peers", required=True, help="the Python of an environment with the peers")
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--keep", type=Path, help="a folder for the tables, where they stay for the next time")
    given = parser.parse_args()
    print(subprocess.run([given.peers, str(PEERS), "versions"], capture_output=True, text=True, check=True).stdout)
    with tempfile.TemporaryDirectory() as temporary:
        measured = Measured(given.keep or Path(temporary), given.peers)
        for claims in given.sizes:
            measured.measure(claims, given.rounds)
        print(f"\n| seconds, memory, questions | {' | '.join(f'{size:,}' for size in given.sizes)} |\n|{'---|' * (len(given.sizes) + 1)}")
        for name, lines in measured.shown.items():
            print(f"| {name} | {' | '.join(lines)} |")
        tell_cases(measured)


if __name__ == "__main__":
    main()
