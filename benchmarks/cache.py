"""`check` as a whole process on a generated registry: without a cache, the first time, again, and again with one file of fifty changed.

Each round runs all of them in turn on a cache of its own, so that a busy moment hits all; ratios are taken within a round, and medians are shown.
Beside the whole process stand reading and comparing alone, in one process that has imported everything, and what a Tab in the shell takes.

    python benchmarks/cache.py
    python benchmarks/cache.py 100000 --rounds 3
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from generate import write_registry

ROOT = Path(__file__).resolve().parent.parent
CLAIMS = 10_000
ROUNDS = 9
MOST_OF_FIRST = 0.1

Round = dict[str, float]


def run(folder: Path, words: tuple[str, ...] = ("check",), /, **env: str) -> float:
    """The milliseconds of one process on the registry in a folder; a failure stops the benchmark."""
    variables = os.environ | env
    variables.pop("PYTHONDONTWRITEBYTECODE", None)
    start = time.perf_counter()
    done = subprocess.run([sys.executable, "-m", "cstofacts", *words], cwd=folder, env=variables, capture_output=True, text=True, check=False)
    taken = (time.perf_counter() - start) * 1000
    if done.returncode not in (0, 1) or "Traceback" in done.stderr:
        sys.exit(f"{words} failed with {done.returncode}:\n{done.stderr}")
    return taken


def change(folder: Path, number: int) -> None:
    """Change the note of one claim in one file."""
    path = folder / "claims" / "S7.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace('note: "', f'note: "{number} ', 1), encoding="utf-8")


def processes(folder: Path, number: int) -> Round:
    """One round of whole processes."""
    cache = {"CSTOFACTS_CACHE": f"{folder}/cache-{number}"}
    tab = {"_CSTOFACTS_COMPLETE": "complete_bash", "COMP_WORDS": f"cstofacts\nlist\n--source\nS{number}", "COMP_CWORD": "3"}
    taken = {"no cache": run(folder, CSTOFACTS_CACHE="off"), "the first time": run(folder, **cache), "again": run(folder, **cache)}
    change(folder, number)
    taken["again, one file of fifty changed"] = run(folder, **cache)
    taken["Tab after that change"] = run(folder, (), **cache, **tab)
    taken["another Tab"] = run(folder, (), **cache, **(tab | {"COMP_WORDS": "cstofacts\nlist\n--source\n"}))
    taken["the same Tab"] = run(folder, (), **cache, **(tab | {"COMP_WORDS": "cstofacts\nlist\n--source\n"}))
    taken["Tab, no cache"] = run(folder, (), CSTOFACTS_CACHE="off", **tab)
    return taken


def work(folder: Path) -> Round:
    """Reading and comparing alone."""
    from cstofacts.cache import Cache
    from cstofacts.contents import Contents
    from cstofacts.reconcile import reconcile
    from cstofacts.registry import understand

    def timed(kept: Cache) -> Iterator[float]:
        start = time.perf_counter()
        registry = understand(Contents(str(folder / "claims")), kept)
        yield (time.perf_counter() - start) * 1000
        start = time.perf_counter()
        reconcile(registry)
        yield (time.perf_counter() - start) * 1000

    with tempfile.TemporaryDirectory() as place:
        read, compared = timed(Cache(""))
        first, _ = timed(Cache(f"{place}/cache"))
        again, _ = timed(Cache(f"{place}/cache"))
    return {"reading, no cache": read, "reading, the first time": first, "reading again": again, "comparing (never when unchanged)": compared}


def show(rounds: list[Round], first: str) -> None:
    """Print one table."""
    print(f"| what | ms | of {first} |\n|---|---|---|")
    for name in rounds[0]:
        share = statistics.median(one[name] / one[first] for one in rounds)
        print(f"| {name} | {statistics.median(one[name] for one in rounds):.0f} | {share:.3f} |")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="check without a cache, the first time, and again.")
    parser.add_argument("claims", type=int, nargs="?", default=CLAIMS)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        write_registry(Path(folder) / "claims", given.claims)
        run(Path(folder), CSTOFACTS_CACHE="off")
        rounds = [processes(Path(folder), number) for number in range(given.rounds)]
        print(f"{given.claims:,} claims, {given.rounds} rounds\n")
        show(rounds, "the first time")
        print()
        show([work(Path(folder)) for _ in range(given.rounds)], "reading, no cache")
    share = statistics.median(one["again"] / one["the first time"] for one in rounds)
    print(f"\nunchanged, at most a tenth of the first time: {'met' if share <= MOST_OF_FIRST else 'MISSED'}")


if __name__ == "__main__":
    main()
