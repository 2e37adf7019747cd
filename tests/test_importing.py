"""What is opened, ingested and imported: columns, origins and files that are not as plain as most."""

import json
import os
import signal
import subprocess
import time
from pathlib import Path

import duckdb
import pytest
from conftest import PROGRAM, cstofacts, environment
from test_table_files import row
from test_tables import LOCAL, write_csv

from cstofacts.registry import load
from cstofacts.tables.files import files_of

PROPERTIES = """properties:
  n: {type: number, separators: [place]}
  s: {type: set, members: text, separators: [place]}
"""
ENTITIES = "entities:\n" + "".join(f"  {name}: {{kind: thing, spellings: [{name} News]}}\n" for name in ("flood", "A", "B", "P", "north", "south"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "claims").mkdir()
    (tmp_path / "claims" / "properties.yaml").write_text(PROPERTIES, encoding="utf-8")
    (tmp_path / "claims" / "entities.yaml").write_text(ENTITIES, encoding="utf-8")
    return tmp_path


def claim(**cells: str) -> dict[str, str]:
    return row(property="n", quote="12", line="1", source="S1") | cells


def test_columns_called_as_qualifiers_are_imported_as_such(folder: Path) -> None:
    write_csv(folder / "t.csv", [claim(place="north", phase="", qualifiers=""), claim(place="", phase="done", qualifiers='{"place": "south"}')])
    assert cstofacts("import", "t.csv", cwd=folder).status == 0
    read = load(folder / "claims")
    assert (read.problems, [one.qualifiers for one in read.claims]) == ([], [{"place": "north"}, {"place": "south", "phase": "done"}])


VOICES = [
    ([("A", ""), ("A", "P")], "A", [(), ("P",)], ["A", "P"]),
    ([("A", ""), ("B", "[P]"), ("", "P"), ("", "")], "", [("A",), ("B", "P"), ("P",), ()], ["A", "P", "P", "S1"]),
    ([("A", "[A News, P]"), ("B", "")], "", [("A", "P"), ("B",)], ["P", "B"]),
    ([("S1", ""), ("", "S1"), ("S1", "[S1, P]")], "", [(), (), ("P",)], ["S1", "S1", "P"]),
]


@pytest.mark.parametrize(("voices", "origin", "attributions", "origins"), VOICES)
def test_who_says_so_is_the_same_after_an_import(
    voices: list[tuple[str, str]], origin: str, attributions: list[tuple[str, ...]], origins: list[str], folder: Path
) -> None:
    rows = [claim(origin=relayed, attribution=speakers, id=f"c{number}") for number, (relayed, speakers) in enumerate(voices)]
    write_csv(folder / "t.csv", rows)
    assert cstofacts("ingest", "t.csv", "-o", "t.parquet", cwd=folder).status == 0
    for table in ("t.csv", "t.parquet"):
        assert cstofacts("import", table, cwd=folder).status == 0
        read = load(folder / "claims")
        claims = sorted(read.claims, key=lambda one: one.id)
        assert read.problems == []
        assert [one.origin for one in claims] == origins
        assert [(*filter(None, [read.sources["S1"].origin]), *one.attribution) for one in claims] == [
            (*filter(None, [origin]), *speakers) for speakers in attributions
        ]
        (folder / "claims" / "S1.yaml").unlink()


def canonical(path: Path) -> list[tuple[str, ...]]:
    """The rows of an ingested table, but for where they stood."""
    return sorted(duckdb.read_parquet(str(path)).project("* EXCLUDE (file, row)").fetchall())


@pytest.mark.parametrize("engine", LOCAL)
def test_an_ingested_table_that_is_read_again_has_the_same_rows(folder: Path, engine: str) -> None:
    voices = [("A", "[P]"), ("", "[A, P]"), ("B", ""), ("", ""), ("S1", "")]
    write_csv(folder / "t.csv", [claim(origin=origin, attribution=speakers, place="north") for origin, speakers in voices])
    (folder / "none.csv").write_text("source,subject,property,value\n", encoding="utf-8")
    assert cstofacts("ingest", "t.csv", "--engine", engine, "-o", "once.parquet", cwd=folder).status == 0
    again = cstofacts("ingest", "once.parquet", "none.csv", "--engine", engine, "-o", "twice.parquet", cwd=folder)
    assert (again.status, "not read" in again.err) == (0, False)
    assert canonical(folder / "twice.parquet") == canonical(folder / "once.parquet")


def test_what_could_not_be_read_is_remembered_beside_other_files(folder: Path) -> None:
    write_csv(folder / "u1.csv", [claim(value="twelve"), claim()])
    write_csv(folder / "u2.csv", [claim(source="S2")])
    assert cstofacts("ingest", "u1.csv", "-o", "u1.parquet", cwd=folder).status == 1
    for files in (["u1.parquet"], ["u1.parquet", "u2.csv"]):
        run = cstofacts("check", *(word for file in files for word in ("--claims", file)), cwd=folder)
        assert (run.status, "1 row could not be read" in run.err) == (1, True)
    cstofacts("ingest", "u1.parquet", "u2.csv", "-o", "both.parquet", cwd=folder)
    assert cstofacts("check", "--claims", "both.parquet", cwd=folder).status == 1


def test_faults_of_a_registry_and_of_files_are_remembered_until_they_are_mended(folder: Path) -> None:
    properties = folder / "claims" / "properties.yaml"
    properties.write_text(PROPERTIES + "  bad: {type: nubmer}\n", encoding="utf-8")
    write_csv(folder / "t.csv", [claim()])
    (folder / "none.csv").write_text("source\n", encoding="utf-8")
    assert cstofacts("ingest", "t.csv", "-o", "t.parquet", cwd=folder).status == 1
    assert cstofacts("check", "--claims", "t.parquet", cwd=folder).status == 1
    properties.write_text(PROPERTIES, encoding="utf-8")
    assert cstofacts("check", "--claims", "t.parquet", cwd=folder).status == 0
    assert cstofacts("ingest", "t.csv", "none.csv", "-o", "t.parquet", cwd=folder).status == 1
    again = cstofacts("check", "--claims", "t.parquet", cwd=folder)
    assert (again.status, "1 file could not be read" in again.err) == (1, True)


def test_what_the_line_insists_on_holds_for_an_ingested_table(folder: Path) -> None:
    write_csv(folder / "t.csv", [claim(), claim(value="13", source="S2")])
    cstofacts("ingest", "t.csv", "-o", "asked.parquet", cwd=folder)
    cstofacts("ingest", "t.csv", "--infer", "-o", "inferred.parquet", cwd=folder)
    for line, again in (
        ("asked.parquet", False),
        ("asked.parquet --registry claims", False),
        ("asked.parquet --infer", True),
        ("inferred.parquet", False),
        ("inferred.parquet --infer", False),
        ("inferred.parquet --registry claims", True),
    ):
        run = cstofacts("check", "--claims", *line.split(), cwd=folder)
        assert (run.status, "ingested again" in run.err) == (1, again), line


@pytest.mark.parametrize("engine", LOCAL)
def test_names_that_fold_alike_are_one_in_files_ingested_one_by_one(folder: Path, engine: str) -> None:
    for number, subject in enumerate(("Dam One", "dam one", "Dam One")):
        write_csv(folder / "t.csv", [claim(subject=subject, value=str(number), source=f"S{number}")])
        cstofacts("ingest", "t.csv", "-o", f"d{number}.parquet", cwd=folder)
    apart = cstofacts("check", "--claims", "d[01].parquet", "--engine", engine, cwd=folder)
    alike = cstofacts("check", "--claims", "d[02].parquet", "--engine", engine, cwd=folder)
    assert (apart.status, "ingested again" in apart.err) == (1, True)
    assert (alike.status, "ingested again" in alike.err) == (1, False)


def test_a_file_that_is_named_twice_is_read_once(folder: Path) -> None:
    write_csv(folder / "t.csv", [claim()])
    (folder / "link.csv").symlink_to("t.csv")
    found = files_of([str(folder / "t.csv"), f"{folder}/./t.csv", f"{folder}/claims/../t.csv", str(folder / "link.csv"), str(folder)])
    assert len(found) == 1


def test_columns_that_are_called_otherwise(folder: Path) -> None:
    write_csv(folder / "own.csv", [claim()])
    write_csv(folder / "other.csv", [{("outlet" if key == "source" else key): cell for key, cell in claim(source="S2", value="13").items()}])
    both = cstofacts("check", "--claims", "o*.csv", "--column", "source=outlet", cwd=folder)
    assert (both.status, "1 contradiction" in both.out) == (1, True)
    assert cstofacts("check", "--claims", "own.csv", "--column", "source=outlet", cwd=folder).status == 2
    for line in ("check --claims own.csv", "check --infer --claims own.csv", "import own.csv", "ingest own.csv -o x.parquet"):
        wrong = cstofacts(*line.split(), "--column", "vlaue=value", cwd=folder)
        assert (wrong.status, "did you mean 'value'" in wrong.err) == (2, True), line


def test_a_column_without_a_name_is_not_named(folder: Path) -> None:
    (folder / "t.csv").write_text("source,subject,property,value,\nA,flood,n,1,\n", encoding="utf-8")
    assert "not read" not in cstofacts("check", "--claims", "t.csv", cwd=folder).err


def test_what_cannot_be_is_refused(folder: Path) -> None:
    (folder / "empty").mkdir()
    write_csv(folder / "t.csv", [claim()])
    assert "no table in the folder empty" in cstofacts("check", "--claims", "empty", cwd=folder).err
    for limit in ("-1", "none"):
        assert cstofacts("check", "--claims", "t.csv", "--memory-limit", limit, cwd=folder).status == 2


@pytest.mark.parametrize("line", ["export --claims t.csv -o ./t.csv", "export --claims claims/../t.p* -o t.parquet", "ingest t.* -o t.parquet"])
def test_no_table_takes_the_place_of_one_that_is_read(folder: Path, line: str) -> None:
    write_csv(folder / "t.csv", [claim()])
    cstofacts("ingest", "t.csv", "-o", "t.parquet", cwd=folder)
    before = {path.name: path.read_bytes() for path in folder.glob("t.*")}
    assert cstofacts(*line.split(), cwd=folder).status == 2
    assert {path.name: path.read_bytes() for path in folder.glob("t.*")} == before


def test_a_run_that_is_asked_to_end_leaves_nothing_behind(folder: Path) -> None:
    os.mkfifo(folder / "t.csv")  # nobody writes to it, so the run waits
    (folder / "tmp").mkdir()
    variables = environment(TMPDIR=str(folder / "tmp"))
    with subprocess.Popen([*PROGRAM, "check", "--claims", "t.csv"], cwd=folder, env=variables, stderr=subprocess.DEVNULL) as run:
        while run.poll() is None and not list((folder / "tmp").glob("cstofacts-*")):
            time.sleep(0.05)
        time.sleep(0.2)
        run.send_signal(signal.SIGTERM)
    assert (run.returncode, list((folder / "tmp").iterdir())) == (143, [])


def test_a_source_without_claims_keeps_its_origin_and_gives_it_to_no_claim(folder: Path) -> None:
    silent = folder / "claims" / "S1.yaml"
    silent.write_text("source: {id: S1, title: S1, origin: A}\n", encoding="utf-8")
    assert cstofacts("export", "--format", "rows", "-o", "t.jsonl", cwd=folder).status == 0
    with (folder / "t.jsonl").open("a", encoding="utf-8") as stream:
        stream.write(json.dumps(claim(source="S2")) + "\n")
    silent.unlink()
    assert cstofacts("import", "t.jsonl", cwd=folder).status == 0
    assert load(folder / "claims").sources["S1"].origin == "A"
    with (folder / "t.jsonl").open("a", encoding="utf-8") as stream:
        stream.write(json.dumps(claim()) + "\n")
    silent.unlink()
    cstofacts("import", "t.jsonl", cwd=folder)
    assert {one.origin for one in load(folder / "claims").claims} == {"S1", "S2"}
