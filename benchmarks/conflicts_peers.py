"""Which questions have more than one answer, and who says what, as others say it; run by a Python that has them, on a table of claims in Parquet.

    python conflicts_peers.py PROGRAM TABLE.parquet OUT.jsonl

It imports nothing of the program, so that it runs in an environment of the peers alone (`pip install duckdb pandas splink semantica`; truthdiscovery
and crowd-kit as in support_peers.py). Each gets `subject`, `property`, `value` and `source` as texts, through DuckDB, and writes one line of JSON per
question that it finds. Qualifiers reach none of them: none has a place for them. truthdiscovery and crowd-kit list no conflicts; they pick an answer
to every question, and their quickest method is run.
"""

import argparse
import json
import logging
import os
import sys
from collections.abc import Callable, Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

Cells = tuple[str, ...]
Found = dict[str, Any]

_AT_ONCE = 10_000

_CONTESTED = "SELECT subject, property FROM claims GROUP BY subject, property HAVING min(value) <> max(value)"
_SIDES = f"""
WITH contested AS ({_CONTESTED})
SELECT subject, property, value, string_agg(DISTINCT source, '; ' ORDER BY source)
FROM claims JOIN contested USING (subject, property) GROUP BY subject, property, value ORDER BY subject, property, value
"""


def _base(table: Path) -> Any:
    import duckdb

    base = duckdb.connect()
    base.execute("SET enable_progress_bar = false")
    base.execute(f"CREATE VIEW claims AS SELECT subject, property, value, source FROM read_parquet('{table}')")
    return base


def _rows(query: Any) -> Iterator[Cells]:
    while rows := query.fetchmany(_AT_ONCE):
        yield from rows


def _claims(table: Path) -> Iterator[Cells]:
    return _rows(_base(table).execute("SELECT subject, property, value, source FROM claims"))


def _sides(rows: Iterator[Cells]) -> Iterator[Found]:
    for (subject, name), group in groupby(rows, key=itemgetter(0, 1)):
        yield {"subject": subject, "property": name, "sides": {value: sources for _, _, value, sources in group}}


def duckdb(table: Path) -> Iterator[Found]:
    """One SELECT: values are the same when they are the same text."""
    return _sides(_rows(_base(table).execute(_SIDES)))


def pandas(table: Path) -> Iterator[Found]:
    """Two groupbys on text."""
    claims = _base(table).execute("SELECT * FROM claims").df()
    several = claims.groupby(["subject", "property"])["value"].nunique()
    contested = claims.set_index(["subject", "property"]).loc[several[several > 1].index].reset_index()
    sides = contested.groupby(["subject", "property", "value"])["source"].agg("; ".join)
    return _sides((*key, sources) for key, sources in sides.items())


def splink(table: Path) -> Iterator[Found]:
    """Pairs of claims on one question whose values are not the same text."""
    import splink.comparison_library as compare
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    base = _base(table)
    base.execute("CREATE TABLE numbered AS SELECT row_number() OVER () AS unique_id, * FROM claims")
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[compare.ExactMatch("value")],
        blocking_rules_to_generate_predictions=[block_on("subject", "property")],
        additional_columns_to_retain=["source"],
    )
    pairs = Linker(DuckDBAPI(base).register("numbered"), settings, log_level=logging.ERROR).inference.predict().physical_name
    differing = f"SELECT * FROM {pairs} WHERE gamma_value = 0"
    both = " UNION ALL ".join(
        f"SELECT subject_{side} AS subject, property_{side} AS property, value_{side} AS value, source_{side} AS source FROM ({differing})"
        for side in "lr"
    )
    grouped = f"SELECT subject, property, value, string_agg(DISTINCT source, '; ') FROM ({both}) GROUP BY ALL ORDER BY ALL"
    return _sides(_rows(base.execute(grouped)))


def semantica(table: Path) -> Iterator[Found]:
    """`detect_value_conflicts` for each property, on the claims that have it; without its bars, and without a warning for each conflict."""
    os.environ["SEMANTICA_DISABLE_PROGRESS"] = "1"
    logging.disable(logging.ERROR)
    from semantica.conflicts import ConflictDetector

    entities: dict[str, list[dict[str, str]]] = {}
    for subject, name, value, source in _claims(table):
        entities.setdefault(name, []).append({"id": subject, name: value, "source": source})
    detector = ConflictDetector()
    for name, claims in entities.items():
        for conflict in detector.detect_value_conflicts(claims, name):
            sides: dict[str, list[str]] = {}
            for value, source in zip(conflict.conflicting_values, conflict.sources, strict=True):
                sides.setdefault(value, []).append(source["document"])
            yield {"subject": conflict.entity_id, "property": name, "sides": {value: "; ".join(sources) for value, sources in sides.items()}}


def truthdiscovery(table: Path) -> Iterator[Found]:
    """What `MajorityVoting` believes most, all of what it believes as much."""
    from truthdiscovery import MajorityVoting
    from truthdiscovery.input import Dataset

    claims = ((source, (subject, name), value) for subject, name, value, source in _claims(table))
    result = MajorityVoting().run(Dataset(claims, allow_multiple=True))
    for (subject, name), beliefs in result.belief.items():
        most = max(beliefs.values())
        yield {"subject": subject, "property": name, "picked": sorted(value for value, belief in beliefs.items() if belief == most)}


def crowdkit(table: Path) -> Iterator[Found]:
    """What `MajorityVote` picks; answers are numbered within their question, for it makes a column of every label that there is."""
    from crowdkit.aggregation.classification import MajorityVote

    numbered = "dense_rank() OVER (PARTITION BY subject, property ORDER BY value) AS label"
    claims = _base(table).execute(f"SELECT dense_rank() OVER (ORDER BY subject, property) AS task, source AS worker, {numbered}, * FROM claims").df()
    picked = MajorityVote().fit_predict(claims[["task", "worker", "label"]])
    answers = claims.drop_duplicates(["task", "label"]).set_index(["task", "label"])[["subject", "property", "value"]]
    for subject, name, value in answers.loc[list(picked.items())].itertuples(index=False):
        yield {"subject": subject, "property": name, "picked": [value]}


PROGRAMS: dict[str, Callable[[Path], Iterator[Found]]] = {
    "duckdb": duckdb,
    "pandas": pandas,
    "splink": splink,
    "semantica": semantica,
    "truthdiscovery": truthdiscovery,
    "crowd-kit": crowdkit,
}


def main() -> None:
    """Write what one program finds; without arguments, which versions there are."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("program", choices=[*PROGRAMS, "versions"])
    parser.add_argument("table", type=Path, nargs="?")
    parser.add_argument("out", type=Path, nargs="?")
    given = parser.parse_args()
    if given.program == "versions":
        from importlib.metadata import version

        print(", ".join(f"{name} {version(name)}" for name in PROGRAMS))
        return
    with given.out.open("w", encoding="utf-8") as stream:
        for found in PROGRAMS[given.program](given.table):
            stream.write(json.dumps(found, ensure_ascii=False) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
