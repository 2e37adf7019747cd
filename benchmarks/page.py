"""The HTML page: its size, what making it costs over `check`, and how long a browser takes to open it.

Three registries: the five articles, 200 questions by 12 sources, and 2,000 by 20. Sizes and times to make are of the Arabic page, which is the
larger one; the time to open is that of Chromium, from the call to the event `load`, when the browser runs already. Medians of the rounds.

    python benchmarks/page.py
"""

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from generate import write_registry
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
KIB = 1024


@dataclass(frozen=True, slots=True)
class Case:
    """A registry and its goals: bytes, seconds over `check`, seconds to open; None where there is no goal."""

    name: str
    questions: int
    sources: int
    most_bytes: int | None
    most_over_check: float | None
    most_to_open: float | None


CASES = (
    Case("the five articles", 0, 5, 150 * KIB, 0.3, None),
    Case("200 questions x 12 sources", 200, 12, 1024 * KIB, None, 1.0),
    Case("2,000 questions x 20 sources", 2000, 20, None, None, 2.0),
)


def registry_of(case: Case, folder: Path) -> Path:
    """The folder of a case's registry, written if it is generated."""
    if not case.questions:
        return ROOT / "claims"
    write_registry(folder / "claims", case.questions * case.sources, sources=case.sources, to_a_question=case.sources)
    return folder / "claims"


def seconds(*arguments: str) -> float:
    """How long a run of the program takes."""
    start = time.perf_counter()
    done = subprocess.run([sys.executable, "-m", "cstofacts", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    took = time.perf_counter() - start
    if done.returncode not in {0, 1} or "Traceback" in done.stderr:
        sys.exit(f"{arguments} failed: {done.stderr}")
    return took


def seconds_to_open(browser: Browser, page: Path) -> float:
    """How long a page takes from the call to `load`."""
    tab = browser.new_page()
    start = time.perf_counter()
    tab.goto(page.as_uri())
    took = time.perf_counter() - start
    tab.close()
    return took


def measure(case: Case, browser: Browser, rounds: int) -> str:
    """One row of the table."""
    with tempfile.TemporaryDirectory() as folder:
        registry, page = str(registry_of(case, Path(folder))), Path(folder) / "report.html"
        pairs = [
            (seconds("report", "--registry", registry, "--lang", "ar", "-o", str(page)), seconds("check", "--registry", registry))
            for _ in range(rounds + 1)
        ][1:]
        made, over = statistics.median(one for one, _ in pairs), statistics.median(one - other for one, other in pairs)
        opened = statistics.median(seconds_to_open(browser, page) for _ in range(rounds))
        size = page.stat().st_size
    goals = ((size, case.most_bytes), (over, case.most_over_check), (opened, case.most_to_open))
    missed = any(goal is not None and found >= goal for found, goal in goals)
    return f"| {case.name} | {size / KIB:,.0f} | {made:.2f} | {over:.2f} | {opened:.2f} | {'MISSED' if missed else 'met'} |"


def main() -> None:
    """Measure and print one table."""
    parser = argparse.ArgumentParser(description="Size, cost and loading time of the HTML page.")
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    print("| registry | KiB | made in s | s over check | opened in s | goals |\n|---|---|---|---|---|---|")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-dev-shm-usage"])
        for case in CASES:
            print(measure(case, browser, rounds), flush=True)
        browser.close()


if __name__ == "__main__":
    main()
