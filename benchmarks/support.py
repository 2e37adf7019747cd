"""The methods of `support` beside truthdiscovery and crowd-kit, on the same generated votes.

    python benchmarks/support.py --peers PYTHON [--sizes 100000 1000000] [--rounds 3]

PYTHON is that of an environment with the peers (see support_peers.py); without it only ours are measured. N claims by 50 sources on N/5 questions, a
fifth of them disputed; a source is right between a third of the time and nearly always. Two figures each: the whole process, and from the votes in
memory to scores and trust (for the peers with the making of their own data set, which they cannot do without). Programs of a round run one after the
other; medians are shown. `right` is the share of disputed questions on which the right answer is picked.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import numpy as np

from cstofacts.support.methods import METHODS
from cstofacts.support.votes import votes_of

PEERS = Path(__file__).parent / "support_peers.py"
SEED = 7

_SOURCES = 50
_PER_QUESTION = 5

# Its matrix of all answers by all answers takes 400 MB here, and a hundred times that for ten times the votes.
_MOST_FOR_CRH = 10_000

SHARED = {
    "majority": ("truthdiscovery", "crowd-kit"),
    "sums": ("truthdiscovery",),
    "average-log": ("truthdiscovery",),
    "investment": ("truthdiscovery",),
    "pooled-investment": ("truthdiscovery",),
    "truthfinder": ("truthdiscovery",),
    "crh": ("truthdiscovery",),
    "one-coin": ("crowd-kit",),
    "wawa": ("crowd-kit",),
}


def write_votes(path: Path, claims: int) -> None:
    """Votes in which no source answers a question twice, with the right answer to each disputed question."""
    rng = np.random.default_rng(SEED)
    questions = claims // _PER_QUESTION
    voter = (
        rng.integers(0, _SOURCES, (questions, 1)) + np.cumsum(rng.integers(1, _SOURCES // _PER_QUESTION, (questions, _PER_QUESTION)), axis=1)
    ) % _SOURCES
    disputed = rng.random((questions, 1)) < 1 / 5
    errs = rng.random(voter.shape) > np.linspace(1 / 3, 0.98, _SOURCES)[voter]
    answer = np.where(disputed & errs, rng.integers(1, 5, voter.shape), 0)
    truth = rng.integers(0, 5, questions)  # so that no answer is right by its number
    known = np.flatnonzero((answer != answer[:, :1]).any(axis=1))
    question = np.repeat(np.arange(questions), _PER_QUESTION)
    np.savez(path, voter=voter.ravel(), question=question, answer=((answer + truth[:, None]) % 5).ravel(), known=known, truth=truth[known])


def measure_ours(path: Path, method: str) -> None:
    """What support_peers.py measures of the others, of ours."""
    columns = np.load(path)
    voter, question, answer = (columns[name] for name in ("voter", "question", "answer"))
    begun = time.perf_counter()
    votes = votes_of(voter, question, answer)
    scores = METHODS[method](votes).scores
    seconds = time.perf_counter() - begun
    picked = votes.given[np.lexsort((-votes.given, scores, votes.question))[np.append(votes.first[1:], len(scores)) - 1]]
    right = picked[np.searchsorted(votes.asked, columns["known"])] == columns["truth"]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    json.dump({"seconds": seconds, "megabytes": memory, "right": float(right.mean())}, sys.stdout)


def _run(command: list[str]) -> dict[str, float]:
    begun = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    whole = time.perf_counter() - begun
    if done.returncode:
        sys.exit(done.stderr)
    return {"whole": whole, **json.loads(done.stdout)}


def _programs(path: Path, method: str, peers: str, claims: int) -> dict[str, list[str]]:
    programs = {"cstofacts": [sys.executable, __file__, "--one", str(path), method]}
    if peers and (method != "crh" or claims <= _MOST_FOR_CRH):
        programs |= {peer: [peers, "-W", "ignore", str(PEERS), str(path), f"{peer}/{method}"] for peer in SHARED[method]}
    return programs


def compare(claims: int, peers: str, rounds: int) -> None:
    """Print a table for one number of claims."""
    print(f"\n{claims:,} claims\n\n| method | program | whole s | (x ours) | method s | (x ours) | MB | right |\n|---|---|---|---|---|---|---|---|")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "votes.npz"
        write_votes(path, claims)
        for method in METHODS:
            programs = _programs(path, method, peers, claims)
            runs = [{name: _run(command) for name, command in programs.items()} for _ in range(rounds)]
            for name in programs:
                _print_row(method, name, runs)


def _print_row(method: str, name: str, runs: list[dict[str, dict[str, float]]]) -> None:
    whole, seconds = (median(run[name][what] for run in runs) for what in ("whole", "seconds"))
    wholly, apart = (median(run[name][what] / run["cstofacts"][what] for run in runs) for what in ("whole", "seconds"))
    megabytes, right = runs[0][name]["megabytes"], runs[0][name]["right"]
    print(f"| {method} | {name} | {whole:.2f} | {wholly:.1f} | {seconds:.3f} | {apart:.1f} | {megabytes:.0f} | {right:.4f} |", flush=True)


def main() -> None:
    """Compare the methods at each size."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--peers", default="")
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--one", nargs=2, metavar=("VOTES", "METHOD"), help="measure one of ours, as JSON")
    given = parser.parse_args()
    if given.one:
        measure_ours(Path(given.one[0]), given.one[1])
        return
    if given.peers and subprocess.run([given.peers, "-c", "import truthdiscovery, crowdkit"], capture_output=True, check=False).returncode:
        print(f"{given.peers} has not both peers, so only ours are measured")
        given.peers = ""
    for claims in given.sizes:
        compare(claims, given.peers, given.rounds)


if __name__ == "__main__":
    main()
