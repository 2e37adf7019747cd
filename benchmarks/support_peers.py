"""Truth discovery as others do it: truthdiscovery 1.0.4 and crowd-kit 1.4.2, each run by the Python that has it, on votes from a file.

    python support_peers.py VOTES.npz METHOD          seconds, peak memory and what it picks, as JSON
    python support_peers.py TABLE.parquet METHOD      the same method on an ingested table, read with DuckDB; prints what it picks
    python support_peers.py --cases FOLDER            writes what the peers make of the votes in each case of tests/cases/support

It imports nothing of the program, so that it runs in an environment of the peers alone. truthdiscovery wants `pip install --no-deps` and an empty
module `cairo`; crowd-kit wants scikit-learn before 1.6.
"""

import argparse
import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

Triples = list[tuple[int, int, int]]
Scores = dict[tuple[int, int], float]
Trust = dict[int, float]


def _truthdiscovery(name: str) -> Callable[[Triples], tuple[Scores, Trust]]:
    def run(votes: Triples) -> tuple[Scores, Trust]:
        import truthdiscovery
        from truthdiscovery.input import Dataset

        result = getattr(truthdiscovery, name)().run(Dataset(votes))
        return {(question, answer): float(score) for question, beliefs in result.belief.items() for answer, score in beliefs.items()}, result.trust

    return run


def _crowdkit(name: str, **settings: Any) -> Callable[[Triples], tuple[Scores, Trust]]:
    def run(votes: Triples) -> tuple[Scores, Trust]:
        import crowdkit.aggregation.classification as crowdkit
        import pandas as pd

        table = pd.DataFrame(votes, columns=["worker", "task", "label"])
        model = getattr(crowdkit, name)(**settings)
        chances = model.fit_predict_proba(table)
        given = table[["task", "label"]].drop_duplicates()
        found = chances.to_numpy()[chances.index.get_indexer(given["task"]), chances.columns.get_indexer(given["label"])]
        skills = {} if name == "MajorityVote" else model.skills_.to_dict()
        return dict(zip(zip(given["task"], given["label"], strict=True), found, strict=True)), skills

    return run


_CALLED = {
    "truthdiscovery/majority": "MajorityVoting",
    "truthdiscovery/sums": "Sums",
    "truthdiscovery/average-log": "AverageLog",
    "truthdiscovery/investment": "Investment",
    "truthdiscovery/pooled-investment": "PooledInvestment",
    "truthdiscovery/truthfinder": "TruthFinder",
    "truthdiscovery/crh": "CRH",
    "crowd-kit/majority": "MajorityVote",
    "crowd-kit/wawa": "Wawa",
    "crowd-kit/one-coin": "OneCoinDawidSkene",
}
"""What the peers call the methods."""

METHODS: dict[str, Callable[[Triples], tuple[Scores, Trust]]] = {
    name: (_truthdiscovery if name.startswith("truthdiscovery") else _crowdkit)(called) for name, called in _CALLED.items()
}

# Of its own accord crowd-kit stops a little before the end.
_TO_THE_END = {"crowd-kit/one-coin": _crowdkit("OneCoinDawidSkene", n_iter=100, tol=-1.0)}


def picks(scores: Scores) -> dict[int, int]:
    """The best answer to each question; the smallest of several."""
    best: dict[int, tuple[float, int]] = {}
    for (question, answer), score in scores.items():
        best[question] = max(best.get(question, (float("-inf"), 0)), (score, -answer))
    return {question: -answer for question, (_, answer) in best.items()}


def _measure(path: Path, method: str) -> None:
    import numpy as np

    columns = np.load(path)
    loaded = time.perf_counter()
    votes = list(zip(columns["voter"].tolist(), columns["question"].tolist(), columns["answer"].tolist(), strict=True))
    scores, _ = METHODS[method](votes)
    seconds = time.perf_counter() - loaded
    picked = picks(scores)
    right = [picked[question] == answer for question, answer in zip(columns["known"].tolist(), columns["truth"].tolist(), strict=True)]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    json.dump({"seconds": seconds, "megabytes": memory, "right": sum(right) / max(len(right), 1)}, sys.stdout)


def _on_table(path: Path, method: str) -> None:
    """Run a method on the votes of an ingested table, and write a line of JSON for each question with several answers: what it picks.

    A source has a vote on each question, for the least of its positions, as truthdiscovery wants it. crowd-kit has one set of labels for all
    questions, so that positions are numbered within their question.
    """
    import duckdb

    base = duckdb.connect()
    base.read_parquet(str(path)).filter("certainty NOT IN ('alleged', 'possible', 'conditional')").create_view("claims")
    base.execute("CREATE VIEW votes AS SELECT source, subject || '/' || question AS task, min(position) AS held FROM claims GROUP BY ALL")
    if method.startswith("truthdiscovery"):
        import truthdiscovery
        from truthdiscovery.input import Dataset

        model = getattr(truthdiscovery, _CALLED[method])()
        believed = model.run(Dataset(base.execute("SELECT source, task, held FROM votes").fetchall())).belief
        found = ((question, max(beliefs, key=beliefs.__getitem__)) for question, beliefs in believed.items() if len(beliefs) > 1)
    else:
        import crowdkit.aggregation.classification as crowdkit

        ranked = base.execute("SELECT source AS worker, task, dense_rank() OVER (PARTITION BY task ORDER BY held) AS label FROM votes").df()
        picked = getattr(crowdkit, _CALLED[method])().fit_predict(ranked)
        found = picked[ranked["task"][ranked["label"] > 1].unique()].items()
    sys.stdout.writelines(json.dumps({"id": question, "pick": pick}) + "\n" for question, pick in found)


def _write(folder: Path) -> None:
    for path in sorted(folder.glob("*.json")):
        case = json.loads(path.read_text(encoding="utf-8"))
        votes = [(voter, question, answer) for voter, question, answer in case["votes"]]
        case["peers"] = {name: _as_lists(*(METHODS | _TO_THE_END)[name](votes)) for name in case["peers"]}
        rows = [f'  "{key}": {json.dumps(value)}' for key, value in case.items() if key != "peers"]
        rows += ['  "peers": {\n' + ",\n".join(f'    "{name}": {json.dumps(found)}' for name, found in case["peers"].items()) + "\n  }"]
        path.write_text("{\n" + ",\n".join(rows) + "\n}\n", encoding="utf-8")


def _as_lists(scores: Scores, trust: Trust) -> dict[str, Any]:
    answers = [[*key, round(float(score), 12)] for key, score in sorted(scores.items())]
    return {"scores": answers, "trust": [[voter, round(float(value), 12)] for voter, value in sorted(trust.items())]}


def main() -> None:
    """Measure one method, or write what the peers make of the cases."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("votes", type=Path, nargs="?")
    parser.add_argument("method", choices=METHODS, nargs="?")
    parser.add_argument("--cases", type=Path)
    given = parser.parse_args()
    if given.cases:
        _write(given.cases)
    elif given.votes.suffix == ".parquet":
        _on_table(given.votes, given.method)
    else:
        _measure(given.votes, given.method)


if __name__ == "__main__":
    main()
