"""Spark: byte for byte what the engines of one machine give, whatever the claims are and however they are spread."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from polls import picks_in
from registries import Case
from test_laws_of_verdicts import cases
from test_tables import given_files, listed_by, row_of, write_csv, write_jsonl

from cstofacts.engines import EngineError, ReadsAddresses, Session, open_session
from cstofacts.engines.memory import MemorySession
from cstofacts.engines.opening import look_into
from cstofacts.registry import load
from cstofacts.tables import select
from cstofacts.tables.columns import CANONICAL
from cstofacts.tables.files import files_of
from cstofacts.tables.ingest import Ingested, wanted_columns
from cstofacts.tables.judge import find_questions
from cstofacts.tables.parquet import KEYS, metadata_of
from cstofacts.tables.vocabulary import Vocabulary, read_vocabulary

Row = dict[str, str]

pytestmark = pytest.mark.skipif(
    "CSTOFACTS_NEEDS_SPARK" not in os.environ and not shutil.which("java"), reason="no Java; CSTOFACTS_NEEDS_SPARK=1 makes that a failure"
)


@pytest.fixture(scope="module")
def spark() -> Iterator[Session]:
    if "CSTOFACTS_NEEDS_SPARK" not in os.environ:
        pytest.importorskip("pyspark")
    session = open_session("spark")
    yield session
    session.close()


@pytest.fixture(scope="module")
def vocabulary(tmp_path_factory: pytest.TempPathFactory) -> Vocabulary:
    """A property of each type for each behaviour, with few entities, so that names of all kinds are met."""
    folder = tmp_path_factory.mktemp("vocabulary")
    behaviours = {"constant": TYPES, "varies": TYPES, "grows": ("number", "duration")}
    properties = {
        f"{type}-{behaviour}": {"type": type, "time": behaviour, "separators": ["place"], "part_of": {"place": {"a": "b"}}}
        for behaviour, types in behaviours.items()
        for type in types
    }
    entities = {"a": {"kind": "place", "part_of": "b"}, "b": {"kind": "place"}, "c": {"kind": "person", "spellings": ["Çé"]}}
    (folder / "properties.yaml").write_text(json.dumps({"properties": properties}), encoding="utf-8")
    (folder / "entities.yaml").write_text(json.dumps({"entities": entities}), encoding="utf-8")
    found, problems = read_vocabulary(folder)
    assert problems == []
    return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("spark")


TYPES = ("boolean", "date", "duration", "entity", "number", "set", "text")

HOSTILE = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
    st.sampled_from(
        ["'; DROP TABLE claims; --", 'say "no"', "a\\nb\\", "line\nline", "\0\x1e\x1f", "$1 ${x} {0}", "مَرْوان", "🙂", "NULL", "\ufeff", "null"]
    ),
)


def rows_of_case(number: int, case: Case) -> list[Row]:
    """The claims of one generated question, as rows."""
    asked = case["property"]
    return [
        {
            "source": claim["source"],
            "subject": f"thing {number}",
            "property": f"{asked['type']}-{asked['time']}",
            "value": json.dumps(claim["value"]) if isinstance(claim["value"], list) else claim["value"],
            "qualifiers": json.dumps({name: value for name, value in claim["q"].items() if name != "as_of"}),
            "as_of": claim["q"].get("as_of", ""),
            "attribution": json.dumps(claim["by"]),
            "certainty": claim["certainty"],
        }
        for claim in case["claims"]
    ]


hostile_rows = st.lists(
    st.fixed_dictionaries(
        {
            "source": st.sampled_from(["Reuters", "REUTERS", " reuters ", "رويترز", "S"]),
            "subject": st.one_of(HOSTILE, st.sampled_from(["Wadi Marwan", "WADI MARWAN", "wadi  marwan", "وادي", "Ça", "ÇÉ"])),
            "property": st.sampled_from(["text-constant", "text-varies", "entity-constant", "set-varies", "number-grows", "no-such"]),
            "value": HOSTILE,
            "id": st.sampled_from(["", "", "x", "y"]),
            "quote": HOSTILE,
            "line": st.sampled_from(["", "1", "12", "x"]),
            "certainty": st.sampled_from(["certain", "possible", "maybe"]),
            "note": HOSTILE,
            "text": st.sampled_from(["", "", "no", "'"]),
            "about": st.sampled_from(["", "", "", '{"title": "x"}', '{"kind" : "reference"}']),
            "superseded": st.sampled_from(["", "", "", "2022-01-07"]),
        }
    ),
    min_size=20,
    max_size=60,
)


def write_parts(rows: list[Row], folder: Path) -> list[Path]:
    """The rows in several files of several kinds."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    columns = dict.fromkeys(name for row in rows for name in row)
    full = [{name: row.get(name, "") for name in columns} for row in rows]
    third = len(rows) // 3 + 1
    paths = [folder / "one [1].csv", folder / "two'.jsonl", folder / "three %41 ü.parquet"]
    write_csv(paths[0], full[:third])
    write_jsonl(paths[1], full[third : 2 * third])
    write_parquet(paths[2], full[2 * third :] or full[:1])
    return paths


def write_parquet(path: Path, rows: list[Row]) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    pq.write_table(pa.Table.from_pylist(rows), path)


def told(session: Session, paths: list[Path], vocabulary: Vocabulary) -> tuple[bytes, Ingested, list[tuple[tuple[str, ...], int]]]:
    """All that an engine gives, as bytes, what its ingest came to, and the values from which types would be inferred."""
    session.stage(given_files(paths, vocabulary))
    distinct = list(session.distinct(("property", "value")))
    ingested = session.ingest(vocabulary)
    return findings(session, vocabulary), ingested, distinct


def findings(session: Session, vocabulary: Vocabulary) -> bytes:
    """All that an engine gives of its claims."""
    listed = [msgspec.to_builtins(one) for one in listed_by(session, vocabulary)]
    found = [msgspec.to_builtins(finding) for finding, _ in find_questions(vocabulary, session.rows(select.EVERY))]
    return msgspec.json.encode([session.totals(), listed, found])


def local(engine: str, paths: list[Path], vocabulary: Vocabulary) -> tuple[bytes, Ingested, list[tuple[tuple[str, ...], int]]]:
    session = open_session(engine)
    found = told(session, paths, vocabulary)
    session.close()
    return found


tables = st.builds(
    lambda some, hostile: [row for number, case in enumerate(some) for row in rows_of_case(number, case)] + hostile,
    st.lists(cases, min_size=25, max_size=40),
    hostile_rows,
)


@given(rows=tables, chance=st.randoms(use_true_random=False))
@settings(max_examples=2, phases=[Phase.generate], deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
def test_spark_gives_what_the_other_engines_give(
    rows: list[Row], chance: random.Random, spark: Session, vocabulary: Vocabulary, folder: Path
) -> None:
    rows += chance.sample(rows, len(rows) // 4)
    chance.shuffle(rows)
    paths = write_parts(rows, folder / "table")
    memory, duckdb = (local(engine, paths, vocabulary) for engine in ("memory", "duckdb"))
    clustered = told(spark, paths, vocabulary)
    for which in range(len(clustered)):
        assert clustered[which] == memory[which] == duckdb[which]


def test_the_articles_survive_every_way_through_a_cluster(spark: Session, articles: Path, folder: Path) -> None:
    registry, (known, _) = load(articles / "claims"), read_vocabulary(articles / "claims")
    paths = [folder / "articles.csv"]
    write_csv(paths[0], [row_of(claim, registry) for claim in registry.claims])
    expected, *_ = local("memory", paths, known)
    killer = threading.Thread(target=kill_the_workers)
    killer.start()
    found, *_ = told(spark, paths, known)
    killer.join()
    assert found == expected

    kept = dict(zip(KEYS, ("1", known.dumped(), json.dumps({"unread": 3})), strict=True))
    spark.save(folder / "parts.parquet", kept)
    parts = files_of([str(folder / "parts.parquet")])
    assert sum(json.loads(metadata_of(part)[KEYS[2]])["unread"] for part in parts) == 3
    assert all(metadata_of(part)[KEYS[1]] == known.dumped() for part in parts)
    with closing(open_session("duckdb")) as duckdb:
        duckdb.load(parts)
        assert findings(duckdb, known) == expected
        duckdb.save(folder / "one.parquet", kept)
    spark.load([str(folder / "one.parquet")])
    assert findings(spark, known) == expected


def test_the_votes_are_those_of_the_other_engines(spark: Session, articles: Path, folder: Path) -> None:
    registry, (known, _) = load(articles / "claims"), read_vocabulary(articles / "claims")
    write_csv(folder / "votes.csv", [row_of(claim, registry) for claim in registry.claims])
    with closing(open_session("duckdb")) as duckdb:
        picked = []
        for session in (duckdb, spark):
            session.stage(given_files([folder / "votes.csv"], known))
            session.ingest(known)
            picked.append(picks_in(session, known))
    assert picked[0] == picked[1]
    assert len(picked[0]) == 2


@pytest.fixture(scope="module")
def shelf(spark: Session, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that is `viewfs://shelf/claims` as well: a file system of Hadoop's, with a scheme and an authority."""
    from cstofacts.engines.spark import SparkEngine

    assert isinstance(spark, SparkEngine)
    folder = tmp_path_factory.mktemp("shelf")
    spark.addresses.settings.set("fs.viewfs.mounttable.shelf.link./claims", folder.as_uri())
    return folder


SHELF = "viewfs://shelf/claims"


def test_a_table_at_an_address_is_what_it_is_here(spark: Session, shelf: Path, vocabulary: Vocabulary) -> None:
    assert isinstance(spark, ReadsAddresses)
    rows = [*some_rows(), {"source": "S", "subject": "x", "property": "no-such", "value": "1"}]
    paths = write_parts(rows, shelf / "raw")
    (shelf / "raw" / "_hidden.csv").write_text("nothing", encoding="utf-8")
    found, unfinished = spark.addresses.find([f"{SHELF}/raw", f"{SHELF}/raw/*.csv", f"{SHELF}/raw/one [1].csv"])
    assert found == sorted(f"{SHELF}/raw/{path.name}" for path in paths)
    assert unfinished == []
    given = look_into(spark, found, {}, wanted_columns(vocabulary, {}))
    assert given.problems == []
    spark.stage(given)
    ingested = spark.ingest(vocabulary)
    expected, there, _ = local("memory", paths, vocabulary)
    assert findings(spark, vocabulary).replace(SHELF.encode(), str(shelf).encode()) == expected
    assert (ingested.unread, ingested.unknown, len(ingested.problems)) == (there.unread, there.unknown, len(there.problems))

    kept = dict(zip(KEYS, ("1", vocabulary.dumped(), json.dumps({"unread": 3})), strict=True))
    for _ in range(2):  # the second takes the place of the first
        with spark.addresses.replacing(f"{SHELF}/out/table.parquet") as hidden:
            spark.save(hidden, kept)
    parts, unfinished = spark.addresses.find([f"{SHELF}/out/table.parquet"])
    assert unfinished == []
    assert sum(json.loads(spark.addresses.texts(part)[KEYS[2]])["unread"] for part in parts) == 3
    assert [path.name for path in (shelf / "out").iterdir()] == ["table.parquet"]
    with closing(open_session("duckdb")) as duckdb:
        duckdb.load(files_of([str(shelf / "out" / "table.parquet")]))
        assert findings(duckdb, vocabulary).replace(SHELF.encode(), str(shelf).encode()) == expected


def some_rows() -> list[Row]:
    """A few rows of every kind."""
    rows = [{"source": f"S{number}", "subject": "x", "property": "number-varies", "value": str(number), "note": "ü"} for number in range(9)]
    return [*rows, {"source": "T", "subject": "Y", "property": "set-constant", "value": "[a, c]", "qualifiers": '{"place": "a"}'}]


@pytest.mark.parametrize(
    ("names", "is_whole"),
    [
        (["part-0.parquet", "_SUCCESS"], True),
        (["a.parquet", "b.csv"], True),
        (["part-0.parquet"], False),
        (["part-0.parquet", "_SUCCESS", "_temporary"], False),
        (["a.parquet", "__magic_job-1"], False),
    ],
)
def test_a_folder_at_an_address_is_whole_or_refused(names: list[str], is_whole: bool, spark: Session, shelf: Path, tmp_path: Path) -> None:  # noqa: FBT001 (a case)
    assert isinstance(spark, ReadsAddresses)
    folder = shelf / tmp_path.name
    for name in names:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(b"x")
    found, unfinished = spark.addresses.find([f"{SHELF}/{folder.name}"])
    assert unfinished == ([] if is_whole else [f"{SHELF}/{folder.name}"])
    assert len(found) == sum(name[0] != "_" for name in names)


def test_what_cannot_be_read_or_written_at_an_address_is_said(spark: Session, shelf: Path) -> None:
    assert isinstance(spark, ReadsAddresses)
    with (shelf / "large.csv").open("wb") as stream:
        stream.write(b"source,subject,property,value\n")
        stream.truncate((512 << 20) + 1)
    (shelf / "broken.parquet").write_bytes(b"PAR1 and no more")
    found, _ = spark.addresses.find([f"{SHELF}/*.*"])
    given = look_into(spark, found, {}, ("source",))
    assert [problem.location.path.rpartition("/")[2] for problem in given.problems] == ["broken.parquet", "large.csv"]
    assert spark.addresses.find([f"{SHELF}/none/*"]) == ([], [])
    with pytest.raises(EngineError, match=r"spark\.jars\.packages"):
        spark.addresses.find(["s3a://bucket/*.parquet"])
    with pytest.raises(OSError, match="no whole table"), spark.addresses.replacing(f"{SHELF}/large.csv"):
        pytest.fail("it was taken for a table")
    with suppress(ZeroDivisionError), spark.addresses.replacing(f"{SHELF}/new.parquet") as hidden:
        (shelf / hidden.removeprefix(f"{SHELF}/")).mkdir(parents=True)
        raise ZeroDivisionError
    assert not list(shelf.glob("*new*")) + list(shelf.glob(".cstofacts-*"))


def kill_the_workers() -> None:
    """Kill the Python workers once that Spark has at work here, as a machine does that runs out of memory."""
    workers: set[int] = set()
    while not workers:
        workers = {pid for pid in processes_below(os.getpid()) if b"pyspark.daemon" in command_of(pid)}
    for pid in workers:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def processes_below(pid: int) -> Iterator[int]:
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):
            for child in map(int, children.read_text(encoding="ascii").split()):
                yield child
                yield from processes_below(child)


def command_of(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def test_a_killed_run_leaves_nothing_that_looks_whole(articles: Path, tmp_path: Path) -> None:
    registry = load(articles / "claims")
    write_csv(tmp_path / "articles.csv", [row_of(claim, registry) for claim in registry.claims])
    output = tmp_path / "kept.parquet"
    line = ["ingest", str(tmp_path / "articles.csv"), "--engine", "spark", "--registry", str(articles / "claims"), "-o", str(output)]
    with subprocess.Popen([sys.executable, "-m", "cstofacts", *line], start_new_session=True, stderr=subprocess.DEVNULL) as run:
        while run.poll() is None and not list(tmp_path.glob(".cstofacts-*/*/_temporary")):
            time.sleep(0.005)
        os.killpg(run.pid, signal.SIGKILL)
    assert not output.exists() or (output / "_SUCCESS").exists()
    assert files_of([str(tmp_path)]) == [str(tmp_path / "articles.csv"), *([str(output)] if output.is_file() else [])]


@given(rows=hostile_rows, size=st.integers(1, 30))
@settings(max_examples=25, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
def test_whole_columns_give_what_single_rows_give(rows: list[Row], size: int, vocabulary: Vocabulary, folder: Path) -> None:
    import pyarrow as pa

    from cstofacts.engines import workers

    write_jsonl(folder / "rows.jsonl", rows)
    given = given_files([folder / "rows.jsonl"], vocabulary)
    memory = MemorySession()
    memory.stage(given)
    raw = pa.Table.from_batches(
        workers.read_batches(given.files, given.columns, [pa.record_batch({"number": [0]})]), workers.raw_schema(given.columns)
    )
    parts = raw.to_batches(max_chunksize=size)
    heard = [tuple(row.values()) for batch in workers.hear_batches(vocabulary, given.columns, parts) for row in batch.to_pylist()]
    first = {folded: spelling for folded, *_, spelling in sorted(heard, reverse=True)}
    made = [row for batch in workers.canon_batches(vocabulary, given.columns, first, parts) for row in batch.to_pylist()]
    ingested = memory.ingest(vocabulary)
    assert sorted(tuple(row[name] for name in CANONICAL) for row in made if not row["aside"] and not row["faults"]) == sorted(memory.claims)
    assert sum(bool(row["faults"]) for row in made) == ingested.unread
    assert sum(row["aside"] == "superseded" for row in made) == ingested.superseded
    assert len(first) == ingested.unknown
