"""Load and reconcile generated registries of growing size, against PyYAML's CSafeLoader alone on the same files.

Every measurement is a process of its own; its seconds count from after the imports, its memory is the peak of the whole process. The readers take
turns on one size, and a ratio is taken within its round. PyYAML reads with the collector as Python starts it, and again with the collector off, as
the registry loader has it. The hostile registries are measured at two sizes: twice the claims may take about twice the time, not four times.

    python benchmarks/scale.py                  # 1,000 and 10,000 claims and the hostile ones
    python benchmarks/scale.py 100000 --rounds 1
"""

import argparse
import gc
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from generate import write_one_question, write_registry

SIZES = (1_000, 10_000)
HOSTILE_SIZES = (5_000, 10_000)
ROUNDS = 5
MOST_OF_YAML = 1.2
GOAL_SIZE = 10_000

Figures = dict[str, float]


def measure_cstofacts(directory: Path) -> Figures:
    """Load and reconcile; what was read is told too, so that a registry that was not read is no figure."""
    from cstofacts.reconcile import reconcile
    from cstofacts.registry import load
    from cstofacts.values.base import Relation

    start = time.perf_counter()
    registry = load(directory)
    loaded = time.perf_counter()
    findings = reconcile(registry)
    end = time.perf_counter()
    contradicted = sum(finding.relation is Relation.CONTRADICTS for finding in findings)
    told = {"claims": len(registry.claims), "problems": len(registry.problems), "findings": len(findings), "contradictions": contradicted}
    return {"seconds": end - start, "load": loaded - start, "reconcile": end - loaded, **told}


def measure_yaml(directory: Path) -> Figures:
    """Read the same files with CSafeLoader, and keep what they hold, as a registry must."""
    import yaml

    start = time.perf_counter()
    kept = [yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader) for path in sorted(directory.glob("*.yaml"))]
    return {"seconds": time.perf_counter() - start, "files": len(kept)}


def measure_yaml_without_collector(directory: Path) -> Figures:
    """The same with the collector off."""
    gc.disable()
    return measure_yaml(directory)


READERS: dict[str, Callable[[Path], Figures]] = {
    "cstofacts": measure_cstofacts,
    "CSafeLoader": measure_yaml,
    "CSafeLoader, collector off": measure_yaml_without_collector,
}


def write_rivals(directory: Path, claims: int) -> None:
    """One question, and every claim answers it differently."""
    write_one_question(directory, [str(number) for number in range(claims)], per_source=claims // 50)


def write_echoes(directory: Path, claims: int) -> None:
    """One question, and as many sources as claims, all saying the same."""
    write_one_question(directory, ["2500"] * claims, per_source=1)


def write_camps(directory: Path, claims: int) -> None:
    """One question with as many answers as are still compared pair by pair, each held by many sources."""
    write_one_question(directory, [str(number % 200) for number in range(claims)], per_source=claims // 50)


def write_repeats(directory: Path, claims: int) -> None:
    """One source that says the same over and over, in claims that nobody named."""
    write_one_question(directory, ["2500"] * claims, per_source=claims, named=False)


def write_counts(directory: Path, claims: int) -> None:
    """Two sources list the members, and every other claim counts them differently."""
    lists = ["[place-1]"] * 2
    write_one_question(directory, lists, per_source=1, property="members")
    kept = [(directory / f"S{source}.yaml").read_text(encoding="utf-8").replace(f"S{source}", f"L{source}") for source in range(len(lists))]
    write_one_question(directory, [str(number + 2) for number in range(claims - len(lists))], per_source=claims // 50, property="counted")
    for source, text in enumerate(kept):
        (directory / f"L{source}.yaml").write_text(text, encoding="utf-8")
    with (directory / "properties.yaml").open("a", encoding="utf-8") as properties:
        properties.write("  counted: {type: number, time: varies, counts: members}\n")


HOSTILE: dict[str, Callable[[Path, int], None]] = {
    "one question, all different": write_rivals,
    "one question, a source per claim, all the same": write_echoes,
    "one question, 200 answers": write_camps,
    "one list, counted differently by all others": write_counts,
    "one source, one nameless claim repeated": write_repeats,
}


def measure(reader: str, directory: Path) -> Figures:
    """The figures of one reader on one registry, from a fresh process."""
    done = subprocess.run([sys.executable, __file__, "--read", reader, str(directory)], stdout=subprocess.PIPE, text=True, check=True)
    figures: Figures = json.loads(done.stdout)
    return figures


def print_figures_of(reader: str, directory: str) -> None:
    """What the fresh process does."""
    figures = READERS[reader](Path(directory))
    figures["megabytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024  # Linux counts in KiB
    print(json.dumps(figures))


def print_scale(claims: int, rounds: int) -> None:
    """One row per reader for one size."""
    with tempfile.TemporaryDirectory() as folder:
        directory = Path(folder)
        write_registry(directory, claims)
        size = sum(path.stat().st_size for path in directory.iterdir())
        measured = [{reader: measure(reader, directory) for reader in READERS} for _ in range(rounds)]
    told = measured[0]["cstofacts"]
    if told["claims"] != claims or told["problems"]:
        sys.exit(f"the registry of {claims} claims was not read: {told}")
    summary = f"{told['findings']:,} questions, {told['contradictions']:,} contradictions"
    print(f"\n{claims:,} claims, {size / 1e6:.1f} MB ({size / claims:.0f} bytes per claim), {summary}, {rounds} rounds")
    print(f"load {median_of(measured, 'cstofacts', 'load'):.3f} s, reconcile {median_of(measured, 'cstofacts', 'reconcile'):.3f} s\n")
    print("| reader | s | us per claim | MB | cstofacts takes |\n|---|---|---|---|---|")
    for reader in READERS:
        seconds, memory = median_of(measured, reader, "seconds"), median_of(measured, reader, "megabytes")
        print(f"| {reader} | {seconds:.3f} | {seconds / claims * 1e6:.0f} | {memory:.0f} | {ratio_to(measured, reader):.2f} x |")
    if claims == GOAL_SIZE:
        met = ratio_to(measured, "CSafeLoader") < MOST_OF_YAML
        print(f"under {MOST_OF_YAML} x CSafeLoader: {'met' if met else 'MISSED'}")


def median_of(measured: list[dict[str, Figures]], reader: str, figure: str) -> float:
    """The median of one figure over the rounds."""
    return statistics.median(turn[reader][figure] for turn in measured)


def ratio_to(measured: list[dict[str, Figures]], reader: str) -> float:
    """How many times longer than this reader cstofacts took, as the median of the rounds."""
    return statistics.median(turn["cstofacts"]["seconds"] / turn[reader]["seconds"] for turn in measured)


def print_hostile() -> None:
    """One row per hostile registry, with its growth from the first size to the second."""
    small, large = HOSTILE_SIZES
    print(f"\n| hostile registry | {small:,} claims, s | {large:,} claims, s | growth | of it reconcile, s | MB |\n|---|---|---|---|---|---|")
    for name, write in HOSTILE.items():
        first, second = (_measure_hostile(write, claims) for claims in HOSTILE_SIZES)
        growth = second["seconds"] / first["seconds"]
        cells = (f"{first['seconds']:.2f}", f"{second['seconds']:.2f}", f"{growth:.1f} x", f"{second['reconcile']:.2f}", f"{second['megabytes']:.0f}")
        print(f"| {name} | {' | '.join(cells)} |")


def _measure_hostile(write: Callable[[Path, int], None], claims: int) -> Figures:
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), claims)
        figures = measure("cstofacts", Path(folder))
    if figures["claims"] != claims or figures["problems"]:
        sys.exit(f"{write.__name__}: the registry was not read: {figures}")
    return figures


def main() -> None:
    """Measure and print; with `--read` be one of the fresh processes."""
    parser = argparse.ArgumentParser(description="Load and reconcile generated registries, against PyYAML's CSafeLoader alone.")
    parser.add_argument("sizes", type=int, nargs="*", help=f"claims; {', '.join(map(str, SIZES))} and the hostile registries when left out")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--read", nargs=2, metavar=("READER", "DIR"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.read:
        print_figures_of(*given.read)
        return
    for claims in given.sizes or SIZES:
        print_scale(claims, given.rounds)
    if not given.sizes:
        print_hostile()


if __name__ == "__main__":
    main()
