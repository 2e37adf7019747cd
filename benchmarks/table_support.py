"""`support --claims` beside truthdiscovery and crowd-kit on one ingested table, whole processes.

    python benchmarks/table_support.py TABLE REGISTRY --peers PYTHON [--methods sums wawa] [--rounds 3]

TABLE is an ingested table (`benchmarks/tables.py --keep DIR` leaves one). Ours opens it, compares the positions of every contested question, lets the
methods learn, and writes a line of JSON for each question with answers that compete: with all ten methods, and with one alone. The peers are given
sources, questions and positions by DuckDB, run one method, and write only what they pick; what competes is unknown to them, so that they take all
positions on a question for rivals. PYTHON is that of an environment with them (see support_peers.py) and with DuckDB. One program runs after the
other, ratios are taken within a round, and medians are shown.
"""

import argparse
import subprocess
import sys
from pathlib import Path
from statistics import median

from support import SHARED
from tables import Run

PEERS = Path(__file__).parent / "support_peers.py"

# Its matrix of all answers by all answers has a place for every two.
_TOO_LARGE = "crh"

ALL = "all ten"


def compare(table: Path, registry: Path, peers: str, methods: list[str], rounds: int) -> None:
    """Print a table of all programs."""
    ours = [sys.executable, "-m", "cstofacts", "support", "--claims", str(table), "--registry", str(registry), "--format", "jsonl"]
    print("| method | program | s | x ours alone | x all ten of ours | MB |\n|---|---|---|---|---|---|", flush=True)
    for method in methods:
        named = "majority-of-origins" if method == "majority" else method
        programs = {ALL: ours, "alone": [*ours, "--method", named]}
        programs |= {peer: [peers, "-W", "ignore", str(PEERS), str(table), f"{peer}/{method}"] for peer in SHARED[method]}
        runs = [{name: Run(*command) for name, command in programs.items()} for _ in range(rounds)]
        for name in programs:
            seconds, megabytes = median(run[name].seconds for run in runs), max(run[name].peak for run in runs) / 1e6
            alone, every = (median(run[name].seconds / run[which].seconds for run in runs) for which in ("alone", ALL))
            print(f"| {method} | {name} | {seconds:.2f} | {alone:.1f} | {every:.1f} | {megabytes:,.0f} |", flush=True)


def main() -> None:
    """Compare the methods that are shared."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("table", type=Path)
    parser.add_argument("registry", type=Path)
    parser.add_argument("--peers", required=True)
    parser.add_argument("--methods", nargs="+", choices=SHARED, default=[method for method in SHARED if method != _TOO_LARGE])
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    if subprocess.run([given.peers, "-c", "import truthdiscovery, crowdkit, duckdb"], capture_output=True, check=False).returncode:
        sys.exit(f"{given.peers} has not both peers and DuckDB")
    compare(given.table, given.registry, given.peers, given.methods, given.rounds)


if __name__ == "__main__":
    main()
