"""Tables as files: hostile rows, broken runs, old ingests, and claims to a table and back."""

import json
import shutil
import signal
import subprocess
import time
from pathlib import Path
from typing import Any

import duckdb
import msgspec
import pytest
from conftest import PROGRAM, cstofacts, environment
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from registries import Case, read_case
from test_hostile import write_registry
from test_laws_of_verdicts import cases
from test_tables import LOCAL, given_files, results, write_csv, write_jsonl

from cstofacts.engines import open_session
from cstofacts.model.claim import Claim, Source
from cstofacts.model.problem import Location
from cstofacts.model.registry import Property, Registry
from cstofacts.registry import load
from cstofacts.tables import exchange, select
from cstofacts.tables.addresses import is_address, target_of
from cstofacts.tables.canonical import PositionReader, text_of
from cstofacts.tables.groups import MAX_ANSWERS, MAX_HOLDERS
from cstofacts.tables.infer import infer
from cstofacts.tables.judge import find_questions
from cstofacts.tables.lists import list_text, read_list
from cstofacts.tables.vocabulary import Vocabulary, read_vocabulary

NOWHERE = Location("")
KILLED = Vocabulary({"killed": Property("killed", "number", NOWHERE), "seen": Property("seen", "set", NOWHERE, members="text")})

laws = settings(max_examples=20, deadline=None, derandomize=True)
hostile = st.text(st.characters(codec="utf-8"), max_size=12)


def row(**cells: str) -> dict[str, str]:
    return {"source": "a", "subject": "flood", "property": "killed", "value": "12", "note": "", "quote": "", "text": "", "id": "", "line": ""} | cells


@given(st.lists(st.text(max_size=10), max_size=5))
def test_a_list_reads_back(members: list[str]) -> None:
    members = [member for member in members if not any("\ud800" <= letter <= "\udfff" for letter in member)]
    assert read_list(list_text(members)) == tuple(members)


@pytest.mark.parametrize(
    ("name", "is_elsewhere", "target"),
    [
        ("s3a://bucket/a b%20.parquet", True, "s3a://bucket/a b%20.parquet"),
        ("hdfs:///claims/*.csv", True, "hdfs:///claims/*.csv"),
        ("file:///data/a%20b.csv", False, Path("/data/a b.csv")),
        ("FILE:/data/a.csv", False, Path("/data/a.csv")),
        ("data/a.csv", False, Path("data/a.csv")),
        ("C:/data/a.csv", False, Path("C:/data/a.csv")),
        ("-", False, Path("-")),
    ],
)
def test_an_address_is_told_from_a_path(name: str, is_elsewhere: bool, target: Path | str) -> None:  # noqa: FBT001 (a case)
    assert is_address(name) is is_elsewhere
    assert target_of(name) == target


@pytest.mark.parametrize("line", [*(f"check --claims A --engine {engine}" for engine in LOCAL), "ingest x.csv -o A", "export -o A", "import A"])
def test_only_a_cluster_takes_addresses(line: str, articles: Path) -> None:
    arguments = ["s3a://bucket/claims.parquet" if word == "A" else word for word in line.split()]
    run = cstofacts(*arguments, "--registry", str(articles / "claims"), cwd=articles)
    assert run.status == 2
    assert not run.out
    assert "s3a://" in run.err or "this machine" in run.err


def test_an_address_of_this_machine_is_a_path(tmp_path: Path) -> None:
    write_csv(tmp_path / "a b.csv", [row(), row(source="b")])
    run = cstofacts("ingest", f"{tmp_path.as_uri()}/*.csv", "--infer", "-o", f"{tmp_path.as_uri()}/made.parquet", cwd=tmp_path)
    assert (run.status, (tmp_path / "made.parquet").is_file()) == (0, True)


CELLS = ("source", "subject", "value", "note", "quote", "id", "line")


@given(rows=st.lists(st.fixed_dictionaries(dict.fromkeys(CELLS, hostile)), min_size=1, max_size=8))
@laws
def test_hostile_cells_are_the_same_to_every_engine(rows: list[dict[str, str]], tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("hostile")
    write_csv(folder / "a.csv", [row(**cells) for cells in rows])
    write_jsonl(folder / "b.jsonl", [row(**cells) for cells in rows] + [row(), row(value="13", source="b")])
    found = []
    for engine in LOCAL:
        session = open_session(engine)
        session.stage(given_files([folder], KILLED))
        ingested = session.ingest(KILLED)
        findings = [msgspec.json.encode(finding) for finding, _ in find_questions(KILLED, session.rows(select.EVERY))]
        found.append((msgspec.json.encode(ingested), session.totals(), findings))
        session.close()
    assert found[0] == found[1]


def test_names_of_files_and_columns_are_only_names(tmp_path: Path) -> None:
    path = tmp_path / "it's; DROP TABLE claims [1] *.csv"
    path.write_text('source,subject,property,value,"x""; DROP TABLE raw; --"\na,flood,killed,12,\nb,flood,killed,13,\n', encoding="utf-8")
    parquet = tmp_path / "p'[ab].parquet"
    query = "SELECT 'c' AS source, 'flood' AS subject, 'killed' AS property, 14 AS value"
    duckdb.execute(f"COPY ({query}) TO '{str(parquet).replace(chr(39), chr(39) * 2)}'")
    memory, database = (results(engine, [path, parquet], KILLED) for engine in LOCAL)
    assert memory[:3] == database[:3]
    assert len(memory[1][0].rows) == 3


def test_typed_columns_are_read_to_the_last_digit(tmp_path: Path) -> None:
    query = """SELECT 'a' AS source, 'x' AS subject, 'killed' AS property, 1234567890123456.125::DECIMAL(20, 3) AS value
      UNION ALL SELECT 'b', 'x', 'killed', 2.125 UNION ALL SELECT 'c', 'x', 'killed', NULL"""
    duckdb.execute(f"COPY ({query}) TO '{tmp_path}/decimals.parquet'")
    duckdb.execute(f"COPY (SELECT 'd' AS source, 'x' AS subject, 'seen' AS property, ['a', 'b, c'] AS value) TO '{tmp_path}/lists.parquet'")
    for engine in LOCAL:
        session = open_session(engine)
        session.stage(given_files([tmp_path], KILLED))
        assert [problem.name for problem in session.ingest(KILLED).problems] == ["missing-key"]
        values = {str(side.value) for finding, _ in find_questions(KILLED, session.rows(select.EVERY)) for side in finding.sides}
        assert values == {"1234567890123456.125", "2.1250", '[a, "b, c"]'}
        session.close()


def test_a_question_with_very_many_claims_or_answers_is_bounded(tmp_path: Path) -> None:
    sources = [row(source=f"S{number}", id=str(number)) for number in range(MAX_HOLDERS + 50)]
    answers = [row(subject="x", source="A", value=str(number)) for number in range(5 * MAX_ANSWERS)]
    write_csv(tmp_path / "many.csv", [*sources, row(value="13", source="Z"), *answers, *answers[:3]])
    memory, database = (results(engine, [tmp_path / "many.csv"], KILLED) for engine in LOCAL)
    assert memory[:3] == database[:3]
    flood, many = memory[1]
    assert (flood.claims, flood.left_out) == (MAX_HOLDERS + 51, 0)
    assert (many.claims, many.left_out) == (5 * MAX_ANSWERS + 3, 4 * MAX_ANSWERS)
    finding = next(finding for finding in memory[3] if finding.id == "flood/killed")
    assert [len(side.claims) for side in finding.sides] == [MAX_HOLDERS, 1]
    assert len(finding.notes) >= 1


@given(case=cases)
@laws
def test_a_position_reads_back(case: Case, tmp_path_factory: pytest.TempPathFactory) -> None:
    from cstofacts.reconcile.positions import positions_of

    registry = read_case(case, tmp_path_factory.mktemp("positions"))
    reader, question = PositionReader(registry.entities), registry.properties["asked"]
    for position in positions_of(registry.claims, question, registry.properties):
        bare = replace(position, claims=(), sources=frozenset(), origins=frozenset(), hedges=())
        assert reader.read(text_of(position), question) == bare


# claims to a table and back


def plain(registry: Registry) -> tuple[dict[str, Source], list[Claim]]:
    claims = [replace(claim, location=NOWHERE) for claim in (*registry.claims, *registry.superseded, *registry.references)]
    return {id: replace(source, location=NOWHERE) for id, source in registry.sources.items()}, sorted(claims, key=lambda claim: claim.id)


def rows_by_source(registry: Registry) -> dict[str, list[dict[str, str]]]:
    by_source: dict[str, list[dict[str, str]]] = {}
    for found in exchange.rows_of_registry(registry):
        by_source.setdefault(found["source"], []).append(found)
    return by_source


def from_rows(registry: Registry, folder: Path, source: Path) -> Registry:
    sets = frozenset(property.id for property in registry.properties.values() if property.type == "set")
    folder.mkdir()
    for name in ("properties.yaml", "entities.yaml"):
        (folder / name).write_bytes((source / name).read_bytes())
    for id, rows in rows_by_source(registry).items():
        text = exchange.file_of(id, rows, sets)
        assert isinstance(text, str)
        (folder / f"{id}.yaml").write_text(text, encoding="utf-8")
    return load(folder)


@given(case=cases)
@laws
def test_a_registry_is_the_same_after_it_was_a_table(case: Case, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("exchange")
    registry = read_case(case, folder / "claims")
    assert plain(from_rows(registry, folder / "back", folder / "claims")) == plain(registry)


def test_a_hostile_registry_is_the_same_after_it_was_a_table_and_compares_alike(tmp_path: Path) -> None:
    (tmp_path / "claims").mkdir()
    write_registry(tmp_path / "claims")
    registry = load(tmp_path / "claims")
    back = {f"{number}.yaml": rows for number, rows in enumerate(rows_by_source(registry).items())}
    (tmp_path / "back").mkdir()
    for name in ("properties.yaml", "entities.yaml"):
        (tmp_path / "back" / name).write_bytes((tmp_path / "claims" / name).read_bytes())
    for name, (id, rows) in back.items():
        text = exchange.file_of(id, rows, frozenset())
        assert isinstance(text, str)
        (tmp_path / "back" / name).write_text(text, encoding="utf-8")
    assert plain(load(tmp_path / "back")) == plain(registry)
    written = [found for found in exchange.rows_of_registry(registry) if "\0" not in found["property"]]  # no table has a NUL
    write_jsonl(tmp_path / "rows.jsonl", written)
    vocabulary, _ = read_vocabulary(tmp_path / "claims")
    memory, database = (results(engine, [tmp_path / "rows.jsonl"], vocabulary) for engine in LOCAL)
    assert memory[:3] == database[:3]
    assert memory[0].claims == len(written)


@pytest.mark.parametrize("ending", ["parquet", "jsonl"])
def test_the_articles_are_the_same_after_they_were_a_table(articles: Path, tmp_path: Path, ending: str) -> None:
    format = "parquet" if ending == "parquet" else "rows"
    table, back = tmp_path / f"articles.{ending}", tmp_path / "back"
    assert cstofacts("export", "--format", format, "-o", str(table), cwd=articles).status == 0
    back.mkdir()
    for name in ("properties.yaml", "entities.yaml"):
        (back / name).write_bytes((articles / "claims" / name).read_bytes())
    assert cstofacts("import", str(table), "--registry", str(back), cwd=tmp_path).status == 0
    assert plain(load(back)) == plain(load(articles / "claims"))
    again = cstofacts("import", str(table), "--registry", str(back), cwd=tmp_path)
    assert (again.status, again.err.count("CF008")) == (1, 5)


# ingested tables, and runs that are broken off


def test_an_ingested_table_is_read_again_once_the_questions_change(tabled: Path, tmp_path: Path) -> None:
    shutil.copytree(tabled / "claims", tmp_path / "claims")
    shutil.copy(tabled / "flood.parquet", tmp_path)
    fresh = cstofacts("check", "--claims", "flood.parquet", cwd=tmp_path)
    assert "ingested again" not in fresh.err
    properties = tmp_path / "claims" / "properties.yaml"
    properties.write_text(properties.read_text(encoding="utf-8").replace("time: grows", "time: varies"), encoding="utf-8")
    stale = cstofacts("check", "--claims", "flood.parquet", cwd=tmp_path)
    assert "ingested again" in stale.err
    assert (stale.out, stale.status) == (fresh.out, fresh.status)


def rows_in(path: Path) -> int:
    """How many rows a file has that is whole."""
    if path.suffix == ".parquet":
        return len(duckdb.execute("SELECT id FROM read_parquet(?)", [str(path)]).fetchall())
    return len([json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()])


@pytest.mark.parametrize("arguments", [("ingest", "big.csv", "-o", "out.parquet"), ("export", "--claims", "big.csv", "-o", "out.jsonl")])
def test_a_run_that_is_killed_leaves_nothing_that_looks_whole(tabled: Path, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    shutil.copytree(tabled / "claims", tmp_path / "claims")
    rows = [row(subject=f"s{number}", source=source, value=str(len(source) + number)) for number in range(9_000) for source in ("a", "bb")]
    write_csv(tmp_path / "big.csv", rows)
    for wait in (0.4, 0.8):
        with subprocess.Popen([*PROGRAM, *arguments], cwd=tmp_path, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as run:
            time.sleep(wait)
            run.send_signal(signal.SIGKILL)
        for path in tmp_path.glob("out.*"):  # it was written before the kill came
            kept = path.rename(tmp_path / f"kept{path.suffix}")
            assert cstofacts(*arguments, cwd=tmp_path).status in (0, 1)
            assert rows_in(kept) == rows_in(path)
            path.unlink()


def test_a_device_takes_the_rows_and_stays_a_device(tabled: Path) -> None:
    run = cstofacts("export", "--claims", "flood.parquet", "--format", "csv", "-o", "/dev/stdout", cwd=tabled)
    assert run.out.startswith("finding,")
    full = cstofacts("export", "--claims", "flood.parquet", "--format", "csv", "-o", "/dev/full", cwd=tabled)
    assert (full.status, Path("/dev/full").is_char_device()) == (2, True)


# without properties


def inferred(*values: tuple[str, str]) -> dict[str, Any]:
    counted: dict[tuple[str, ...], int] = {}
    for pair in values:
        counted[pair] = counted.get(pair, 0) + 1
    vocabulary, _ = infer(counted.items(), [], ())
    return {property.id: property.type for property in vocabulary.properties.values()}


def test_types_are_inferred_cautiously() -> None:
    numbers = [("n", str(number)) for number in range(40)]
    assert inferred(*numbers, ("n", "about a hundred")) == {"n": "number"}
    assert inferred(*numbers[:10], ("n", "about a hundred")) == {"n": "text"}
    assert inferred(("y", "2002"), ("y", "1992")) == {"y": "number"}
    assert inferred(("y", "2002"), ("y", "1992-05")) == {"y": "date"}
    assert inferred(("b", "yes"), ("b", "لا")) == {"b": "boolean"}
    assert inferred(("b", "0"), ("b", "1")) == {"b": "number"}
    assert inferred(("d", "P10D"), ("l", "[a, b]"), ("t", "[sic")) == {"d": "duration", "l": "set", "t": "text"}


def test_a_table_says_what_it_was_taken_for(tmp_path: Path) -> None:
    (tmp_path / "claims.jsonl").write_text(json.dumps(row()) + "\n", encoding="utf-8")
    run = cstofacts("check", "--claims", "claims.jsonl", cwd=tmp_path)
    assert (run.status, "killed: number" in run.err) == (0, True)
