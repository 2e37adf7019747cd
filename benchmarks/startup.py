"""Whole-process times of the command line, against importing typer and against yamllint on the same files.

Nothing is kept from run to run but compiled modules (`CSTOFACTS_CACHE=off`), except by the command that says so.

Every round runs each command once, in turn, so that a busy moment hits all of them; a ratio is taken within its round, and the median over the
rounds is printed. The first run of each command is a warm-up: it leaves compiled modules behind, as an installation does, and is seen to work.

    python benchmarks/startup.py --rounds 21
"""

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REGISTRY = ROOT / "claims"
ROUNDS = 21
MOST_OF_TYPER = 2.2


@dataclass(frozen=True, slots=True)
class Command:
    """What is run: the arguments after `python`, and the exit statuses that mean it worked."""

    name: str
    arguments: tuple[str, ...]
    statuses: tuple[int, ...] = (0,)
    cache: str = "off"


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run took, in milliseconds."""

    wall: float
    cpu: float


TYPER = Command("import typer", ("-c", "import typer"))
YAMLLINT = Command("yamllint, relaxed", ("-m", "yamllint", "-d", "relaxed", str(REGISTRY)))
CHECK = Command("check", ("-m", "cstofacts", "check", "--registry", str(REGISTRY)), (0, 1))
AGAIN = Command("check again, nothing changed", CHECK.arguments, CHECK.statuses, f"{tempfile.gettempdir()}/cstofacts-startup-{os.getuid()}")
COMMANDS = (
    Command("python alone", ("-c", "pass")),
    TYPER,
    CHECK,
    AGAIN,
    YAMLLINT,
    Command("check --color always", (*CHECK.arguments, "--color", "always"), (0, 1)),
    Command("check DRAFT", (*CHECK.arguments, str(ROOT / "tests" / "cases" / "drafts" / "draft.ar.txt")), (0, 1)),
    Command("extract", ("-m", "cstofacts", "extract", *CHECK.arguments[3:], str(ROOT / "tests" / "cases" / "articles" / "ar-flood.txt"))),
    Command("--help", ("-m", "cstofacts", "--help")),
    Command("--version", ("-m", "cstofacts", "--version")),
)

# A terminal of 100 columns, for what fits its output to one; nothing may force colour or forbid it, or compile every module anew in every run.
_DROPPED = {"NO_COLOR", "FORCE_COLOR", "PYTHONDONTWRITEBYTECODE"}
_ENVIRONMENT = {name: value for name, value in os.environ.items() if name not in _DROPPED} | {"COLUMNS": "100"}


def environment_of(command: Command) -> dict[str, str]:
    """The variables that a command is run with."""
    return _ENVIRONMENT | {"CSTOFACTS_CACHE": command.cache}


def run(command: Command) -> Cost:
    """Run a command once, its output thrown away."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(
        [sys.executable, *command.arguments],
        cwd=ROOT,
        env=environment_of(command),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return Cost(wall * 1000, (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000)


def warm_up(command: Command) -> None:
    """Run a command once and stop the benchmark when it fails: the time of a traceback is no figure."""
    done = subprocess.run(
        [sys.executable, *command.arguments],
        cwd=ROOT,
        env=environment_of(command),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode not in command.statuses or "Traceback" in done.stderr:
        sys.exit(f"{command.name} failed with {done.returncode}:\n{done.stderr}")


def ratio(costs: list[Cost], others: list[Cost]) -> float:
    """How many times longer than the other it took, as the median of the rounds."""
    return statistics.median(one.wall / other.wall for one, other in zip(costs, others, strict=True))


def main() -> None:
    """Measure and print one table."""
    parser = argparse.ArgumentParser(description="Whole-process times of the command line, against typer and yamllint.")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    rounds = parser.parse_args().rounds
    for command in COMMANDS:
        warm_up(command)
    measured: dict[str, list[Cost]] = {command.name: [] for command in COMMANDS}
    for _ in range(rounds):
        for command in COMMANDS:
            measured[command.name].append(run(command))
    print(f"{rounds} rounds\n\n| command | wall ms | CPU ms | x import typer | x yamllint |\n|---|---|---|---|---|")
    for name, costs in measured.items():
        wall, cpu = statistics.median(cost.wall for cost in costs), statistics.median(cost.cpu for cost in costs)
        print(f"| {name} | {wall:.0f} | {cpu:.0f} | {ratio(costs, measured[TYPER.name]):.2f} | {ratio(costs, measured[YAMLLINT.name]):.2f} |")
    checked = measured[CHECK.name]
    _print_goal("check, at most 2.2 x import typer", met=ratio(checked, measured[TYPER.name]) <= MOST_OF_TYPER)
    _print_goal("check, faster than yamllint", met=ratio(checked, measured[YAMLLINT.name]) < 1)


def _print_goal(goal: str, *, met: bool) -> None:
    print(f"{goal}: {'met' if met else 'MISSED'}")


if __name__ == "__main__":
    main()
