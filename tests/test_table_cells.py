"""Cells of tables that are easily misread: every engine reads them alike, and none makes a claim of what is none."""

import csv
import json
from datetime import datetime, timedelta, timezone
from pathlib import Path

import duckdb
import msgspec
import pytest
from conftest import cstofacts
from test_tables import LOCAL, given_files

from cstofacts.engines import open_session
from cstofacts.engines.duckdb_files import has_plain_lines
from cstofacts.model.problem import Location, Problem
from cstofacts.model.registry import Property
from cstofacts.tables import select
from cstofacts.tables.judge import find_questions
from cstofacts.tables.vocabulary import Vocabulary

NOWHERE = Location("")
KILLED = Property("killed", "number", NOWHERE)
PLAIN = Vocabulary({"killed": KILLED, "seen": Property("seen", "set", NOWHERE, members="text")})
HEADER = "source,subject,property,value"


def read(engine: str, path: Path, vocabulary: Vocabulary = PLAIN) -> tuple[int, list[Problem], list[str]]:
    """How many claims there are, what could not be read, and what was found."""
    session = open_session(engine)
    try:
        session.stage(given_files([path], vocabulary))
        problems = session.ingest(vocabulary).problems
        findings = [msgspec.json.encode(finding).decode() for finding, _ in find_questions(vocabulary, session.rows(select.EVERY))]
        return session.size(), problems, findings
    finally:
        session.close()


def alike(path: Path, vocabulary: Vocabulary = PLAIN) -> tuple[int, list[Problem], list[str]]:
    """What every engine reads in a file."""
    first, *others = (read(engine, path, vocabulary) for engine in LOCAL)
    assert all(first == other for other in others)
    return first


def table(folder: Path, *lines: str, name: str = "a.csv") -> Path:
    path = folder / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("between", ["", "\n"])
def test_a_very_long_cell_costs_its_row_only(between: str, tmp_path: Path) -> None:
    inside = "b,flood,killed,99,\n" * 10_000
    path = table(tmp_path, f"{HEADER},note", "a,flood,killed,12,", f'a,fire,killed,5,"{inside}"{between}', "b,flood,killed,12,")
    claims, problems, _ = alike(path)
    assert claims == 2
    assert [(problem.name, problem.location.line) for problem in problems] == [("too-long", 3)]


def test_an_open_quotation_mark_says_what_is_lost(tmp_path: Path) -> None:
    path = table(tmp_path, HEADER, "a,flood,killed,12", 'b,"flood,killed,12', "c,flood,killed,13", "d,flood,killed,14")
    claims, (problem,), _ = alike(path)
    assert (claims, problem.location.line) == (1, 3)
    assert "lines 3 to 5" in problem.message


def narrowed(*separators: str) -> Vocabulary:
    return Vocabulary({"killed": Property("killed", "number", NOWHERE, separators=separators)})


@pytest.mark.parametrize("name", ["subject", "row", "file", "value", "Property", "position", "question", "id"])
def test_a_separator_called_like_a_column_is_stated_in_qualifiers(name: str, tmp_path: Path) -> None:
    extra = [name] if name.lower() not in HEADER else []
    rows = [["a", "flood", "killed", value, json.dumps({name: place}), *("x" + value for _ in extra)] for value, place in (("12", "A"), ("13", "B"))]
    path = tmp_path / "a.csv"
    with path.open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream, lineterminator="\n").writerows([[*HEADER.split(","), "qualifiers", *extra], *rows])
    claims, problems, findings = alike(path, narrowed(name))
    assert (claims, problems) == (2, [])
    assert not any("contradiction" in finding for finding in findings)


@pytest.mark.parametrize("name", ["rule", "message", "g0", "m0"])
def test_a_separator_may_be_called_as_the_engine_calls_things(name: str, tmp_path: Path) -> None:
    path = table(tmp_path, f"{HEADER},{name}", "a,flood,killed,12,A", "b,flood,killed,many,B")
    claims, (problem,), _ = alike(path, narrowed(name))
    assert (claims, problem.location.line) == (1, 3)


@pytest.mark.parametrize(
    ("qualifiers", "place", "fault"),
    [
        ('{"place": "A"}', "B", "wrong-shape"),
        ('{"place": "A"}', "A", ""),
        ('{"place": null}', "A", ""),
        ('{"place": 12.50}', "", ""),
        ('{"place": [1]}', "", "wrong-shape"),
        ('{"place": true}', "", "wrong-shape"),
    ],
)
def test_qualifiers_are_texts_and_stated_once(qualifiers: str, place: str, fault: str, tmp_path: Path) -> None:
    row = {"source": "a", "subject": "flood", "property": "killed", "value": "12", "place": place, "qualifiers": qualifiers}
    path = table(tmp_path, json.dumps(row), name="a.jsonl")
    claims, problems, _ = alike(path, narrowed("place"))
    assert (claims, [problem.name for problem in problems]) == ((0, [fault]) if fault else (1, []))
    assert all("'A'" in problem.message and "'B'" in problem.message for problem in problems if place)


@pytest.mark.parametrize(("line", "is_read"), [("1.0", True), ("12.00", True), ("1.000", False), ("1.5", False), ("0.0", False)])
def test_a_line_is_a_whole_number(line: str, is_read: bool, tmp_path: Path) -> None:  # noqa: FBT001 (a case)
    claims, _, _ = alike(table(tmp_path, f"{HEADER},line", f"a,flood,killed,12,{line}"))
    assert claims == is_read


@pytest.mark.parametrize("line", ['{"a": ' + "[" * 3_000 + "]" * 3_000 + "}", "[" * 3_000, "7"])
def test_a_line_of_json_costs_itself_only(line: str, tmp_path: Path) -> None:
    claims = [json.dumps({"source": source, "subject": "flood", "property": "killed", "value": "12", "origin": "x"}) for source in "ab"]
    read_claims, problems, _ = alike(table(tmp_path, "\ufeff" + claims[0], line, claims[1], name="a.jsonl"))
    assert (read_claims, [problem.location.line for problem in problems]) == (2, [2])


def test_a_byte_order_mark_is_no_part_of_the_first_line(tmp_path: Path) -> None:
    given = given_files([table(tmp_path, '\ufeff{"source": "a", "subject": "b", "property": "killed", "value": 1}', name="a.jsonl")], PLAIN)
    assert given.files[0].file.header == ("property", "source", "subject", "value")


@pytest.mark.parametrize(
    "lines", [('a,flood,killed, "12"', 'b,flood,killed,"13"'), ('a,flood,killed,"12" ',), ('"a" ,flood,killed,12',), (' "a",x,killed,1',)]
)
def test_a_space_beside_a_quoted_cell_is_read_alike(lines: tuple[str, ...], tmp_path: Path) -> None:
    alike(table(tmp_path, HEADER, *lines))


def test_quoted_speech_is_no_space_beside_a_cell(tmp_path: Path) -> None:
    path = table(tmp_path, f"{HEADER},note", 'a,flood,killed,12,"He said, ""yes"", and ""no"" too, and left"')
    assert has_plain_lines(str(path), ",")


def parquet(folder: Path, columns: str) -> Path:
    path = folder / "a.parquet"
    base = duckdb.connect()
    base.execute("SET TimeZone = 'Asia/Tokyo'")
    base.execute(f"COPY (SELECT 'a' AS source, 'flood' AS subject, {columns}) TO '{path}'")
    return path


def test_an_empty_member_of_a_parquet_list_is_a_problem(tmp_path: Path) -> None:
    claims, problems, _ = alike(parquet(tmp_path, "'seen' AS property, ['a', NULL] AS value"))
    assert (claims, len(problems)) == (0, 1)


def test_any_column_of_parquet_may_be_called_as_the_engine_calls_rows(tmp_path: Path) -> None:
    assert alike(parquet(tmp_path, "'killed' AS property, 12 AS value, 'x' AS file_row_number"))[:2] == (1, [])


@pytest.mark.parametrize("zone", ["Asia/Tokyo", "America/New_York"])
def test_a_moment_is_read_in_utc_wherever_the_machine_is(zone: str, tmp_path: Path) -> None:
    path = parquet(tmp_path, "'when' AS property, TIMESTAMPTZ '2024-03-01 00:00:00+00' AS value")
    shown = [cstofacts("check", "--claims", str(path), "--infer", "--engine", engine, cwd=tmp_path, TZ=zone) for engine in LOCAL]
    assert all("when: date" in run.err for run in shown)


def test_null_fields_of_a_struct_are_nothing(tmp_path: Path) -> None:
    path = parquet(tmp_path, "'killed' AS property, 12 AS value, {'place': NULL, 'phase': 'done'} AS qualifiers")
    assert alike(path, narrowed("place"))[:2] == (1, [])


@pytest.mark.parametrize(
    ("cells", "counts"),
    [
        ({"superseded": "2024-01-01"}, (1, 0, 0)),
        ({"superseded": " "}, (0, 0, 0)),
        ({"superseded": "no"}, (0, 0, 1)),
        ({"about": '{"kind":\t"reference"}'}, (0, 1, 0)),
        ({"about": '{"note": {"kind": "reference"}}'}, (0, 0, 0)),
        ({"about": '{"note": "\\"kind\\":\\"reference\\""}'}, (0, 0, 0)),
        ({"about": '"kind":"reference"'}, (0, 0, 1)),
        ({"about": '["reference"]'}, (0, 0, 1)),
        ({"about": " "}, (0, 0, 0)),
        ({"about": '{"kind": "reference"}', "superseded": "2024"}, (0, 1, 0)),
    ],
)
def test_what_takes_no_part_says_so(cells: dict[str, str], counts: tuple[int, int, int], tmp_path: Path) -> None:
    row = {"source": "a", "subject": "flood", "property": "killed", "value": "12"}
    rows = [row | {"superseded": "", "about": ""} | cells, {"source": "b", "about": '{"published": "2024"}', "superseded": "2024"}, row]
    path = table(tmp_path, *map(json.dumps, rows), name="a.jsonl")
    found = []
    for engine in LOCAL:
        session = open_session(engine)
        session.stage(given_files([path], PLAIN))
        ingested = session.ingest(PLAIN)
        found.append((ingested, session.size()))
        session.close()
    assert found[0] == found[1]
    ingested, claims = found[0]
    assert (ingested.superseded, ingested.references, ingested.unread) == counts
    assert claims == 2 - sum(counts)


def test_maps_and_moments_of_a_cluster_are_read_as_elsewhere() -> None:
    pa = pytest.importorskip("pyarrow")
    from cstofacts.engines.texts import text_batches

    moment = pa.array([datetime(2024, 3, 1, 9, tzinfo=timezone(timedelta(hours=9)))], pa.timestamp("us", "Asia/Tokyo"))
    qualifiers = pa.array([[("place", "A"), ("phase", None)]], pa.map_(pa.string(), pa.string()))
    columns = {"path": pa.array(["file:/a.parquet"]), "row": pa.array([0]), "source": pa.array(["a"]), "value": moment, "qualifiers": qualifiers}
    batch = pa.RecordBatch.from_pydict(columns)
    (made,) = text_batches({"/a.parquet": "a.parquet"}, {"source": 0, "value": 1, "qualifiers": 2}, [batch])
    assert [column.to_pylist()[0] for column in made.columns] == ["a.parquet", 1, "a", "2024-03-01", '{"place": "A", "phase": null}', ""]
