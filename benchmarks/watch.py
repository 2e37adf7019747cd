"""How long after a save `check --watch` has printed, what it costs while nothing happens, and whether it grows.

The registry of the five articles is copied, and one claim of it changed again and again. The time runs from the end of the save to the last line of
the screen.

    python benchmarks/watch.py --rounds 21
"""

import argparse
import os
import select
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LAST = b"Next: cstofacts show"
GOAL_MS = 100
IDLE_S = 10


def until_checked(stdout: int) -> float:
    """Read until the last line of a screen; the moment at which it came."""
    read = b""
    while LAST not in read:
        select.select([stdout], [], [])
        read += os.read(stdout, 65536)
    return time.perf_counter()


def used(pid: int) -> tuple[float, float]:
    """The seconds of processor time and the megabytes of memory that a program has used so far."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    ticks = int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK"), int(fields[21]) * os.sysconf("SC_PAGE_SIZE") / 2**20


def measure(folder: Path, rounds: int, env: dict[str, str]) -> tuple[list[float], float, float]:
    """The milliseconds from each save to its screen, the share of a core when idle, and the megabytes by which the program grew."""
    path = folder / "S1.yaml"
    text = path.read_text(encoding="utf-8")
    command = [sys.executable, "-m", "cstofacts", "check", "--watch", "--registry", str(folder)]
    with subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as program:
        stdout = program.stdout.fileno() if program.stdout else 0
        until_checked(stdout)
        _, before = used(program.pid)
        taken = []
        for number in range(rounds):
            time.sleep(0.31 + number % 7 / 100)  # not in step with its looks
            path.write_text(text.replace("note: ", f"note: {number} ", 1), encoding="utf-8")
            saved = time.perf_counter()
            taken.append((until_checked(stdout) - saved) * 1000)
        cpu, after = used(program.pid)
        time.sleep(IDLE_S)
        idle = (used(program.pid)[0] - cpu) / IDLE_S
        program.kill()
    return taken, idle, after - before


def main() -> None:
    """Measure with the cache and without, and print one table."""
    parser = argparse.ArgumentParser(description="From a save to the screen of check --watch.")
    parser.add_argument("--rounds", type=int, default=21)
    rounds = parser.parse_args().rounds
    print("| cache | ms from save to screen, median | slowest | % of a core when idle | MB grown |\n|---|---|---|---|---|")
    for name in ("on", "off"):
        with tempfile.TemporaryDirectory() as folder:
            shutil.copytree(ROOT / "claims", Path(folder) / "claims")
            env = os.environ | {"CSTOFACTS_CACHE": f"{folder}/cache" if name == "on" else "off"}
            taken, idle, grown = measure(Path(folder) / "claims", rounds, env)
        print(f"| {name} | {statistics.median(taken):.0f} | {max(taken):.0f} | {idle * 100:.1f} | {grown:.1f} |")
        print(f"under {GOAL_MS} ms after a save: {'met' if statistics.median(taken) < GOAL_MS else 'MISSED'}", file=sys.stderr)


if __name__ == "__main__":
    main()
