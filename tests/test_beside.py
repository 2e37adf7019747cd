"""Work shared between processes: the same in the same order, whoever works on it and whoever ends."""

import os
import pickle
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from conftest import PROGRAM, cstofacts, environment, in_shell
from test_tables import LOCAL, ingested, listed_by, write_csv

from cstofacts import beside
from cstofacts.engines import duckdb
from cstofacts.tables import listing
from cstofacts.tables.listing import Part, parts_of
from cstofacts.tables.results import SummaryRow
from cstofacts.tables.vocabulary import Vocabulary, read_vocabulary

PARTS = [list(range(number)) for number in range(60)]


def told(part: list[int]) -> tuple[int, int]:
    """What is made of a part, and by which process; it takes a while."""
    time.sleep(0.01)
    return sum(part), os.getpid()


def ending(here: int, part: list[int]) -> int:
    """End the process that works on the part 7, if it is not this one."""
    if len(part) == 7 and os.getpid() != here:
        os.kill(os.getpid(), signal.SIGKILL)
    return sum(part)


def failing(part: list[int]) -> int:
    return 1 // (len(part) - 30)


@pytest.fixture(autouse=True)
def cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beside, "_cores", lambda: 3)


def test_the_parts_are_worked_on_by_several_processes_and_come_in_order() -> None:
    made = list(beside.worked_on(told, PARTS))
    assert [number for number, _ in made] == [sum(part) for part in PARTS]
    assert len({process for _, process in made}) == 3


def test_nothing_is_handed_over_on_one_core(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beside, "_cores", lambda: 1)
    assert {process for _, process in beside.worked_on(told, PARTS[:5])} == {os.getpid()}


def test_what_a_process_that_ends_leaves_is_worked_on_here() -> None:
    assert list(beside.worked_on(partial(ending, os.getpid()), PARTS)) == [sum(part) for part in PARTS]


def test_where_no_process_can_be_begun_all_is_worked_on_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "/there/is/no/such/program")
    assert {process for _, process in beside.worked_on(told, PARTS)} == {os.getpid()}


def test_a_process_that_says_something_else_is_done_without(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beside, "_BEGIN", f"print('welcome to this machine'); {beside._BEGIN}")  # noqa: SLF001 (no other way to make it talk)
    assert {process for _, process in beside.worked_on(told, PARTS)} == {os.getpid()}


def odd(part: list[Any]) -> Any:
    """Something that cannot be handed back from a process beside."""
    return (len(part), len) if len(part) < 7 else (len(part), lambda: None)


def test_what_cannot_be_handed_over_is_worked_on_here() -> None:
    parts: list[list[Any]] = [[lambda: None] * (number % 3) for number in range(60)]
    assert list(beside.worked_on(len, parts)) == [number % 3 for number in range(60)]
    assert [size for size, _ in beside.worked_on(odd, PARTS)] == list(range(60))


def test_an_installation_that_prints_at_each_start_stops_nothing(many: Path) -> None:
    (many / "site").mkdir()
    (many / "site" / "sitecustomize.py").write_text('print("hello")', encoding="utf-8")
    options = ("conflicts", "--claims", "t.parquet", "--format", "jsonl")
    assert cstofacts(*options, cwd=many, PYTHONPATH="site").out == "hello\n" + cstofacts(*options, cwd=many).out


def test_an_error_is_raised_here_and_no_process_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[beside.Beside] = []

    class Noted(beside.Beside):
        def __init__(self, work: Callable[[Any], Any]) -> None:
            super().__init__(work)
            begun.append(self)

    monkeypatch.setattr(beside, "Beside", Noted)
    with pytest.raises(ZeroDivisionError):
        list(beside.worked_on(failing, PARTS))
    assert len(begun) == 2
    assert all(one.process is not None and one.process.returncode is not None for one in begun)


def test_processes_end_when_nobody_wants_more() -> None:
    made = beside.worked_on(told, PARTS)
    _, first = next(made)
    processes = {first, *(process for _, process in islice(made, 30))} - {os.getpid()}
    assert processes
    assert isinstance(made, Iterator)
    made.close()  # type: ignore[attr-defined]
    for process in processes:
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)


def row(subject: int, position: int) -> SummaryRow:
    return f"s{subject}", "q", f"p{position}", "", "", "", 1, "", ""


SIZES = [[1] * 12, [5, 1, 1], [1, 9, 1, 1], [20], [3, 3, 3, 3, 20, 1], []]


@pytest.mark.parametrize("sizes", SIZES)
@pytest.mark.parametrize("batch", [1, 2, 3, 7])
def test_a_part_has_whole_questions(sizes: list[int], batch: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "ROWS_OF_PART", 4)
    rows = [row(subject, position) for subject, size in enumerate(sizes) for position in range(size)]
    parts = list(parts_of(rows[place : place + batch] for place in range(0, len(rows), batch)))
    assert [one for part in parts for one in part] == rows
    asked = [{one[0] for one in part} for part in parts]
    assert sum(map(len, asked)) == len(sizes)
    assert all(parts)
    assert len(parts) >= len(rows) // (4 + max(sizes, default=0) + batch)


PROPERTIES = """properties:
  n: {type: number, separators: [place]}
  members: {type: set, members: text, separators: [place]}
  said: {type: text, separators: [place]}
"""
NAMES = ("S1", 'S "2"', "S\\3", "\u0645\u0635\u062f\u0631", "S\u202e5")


@pytest.fixture
def table(tmp_path: Path) -> tuple[Path, Vocabulary]:
    """A table of many questions of several types, with names that are not plain."""
    (tmp_path / "claims").mkdir()
    (tmp_path / "claims" / "properties.yaml").write_text(PROPERTIES, encoding="utf-8")
    values = {"n": ("12", "~ 13", "12", ">= 9"), "members": ('["a", "b"]', '["a", ...]', '["b", ...]', '["c"]'), "said": ("yes", "no", "yes", "no")}
    claims = [
        {"source": NAMES[(number + turn) % 5], "subject": f"thing {number}", "property": name, "value": value, "line": str(turn + 1)}
        for number in range(40)
        for name, some in values.items()
        for turn, value in enumerate(some[: 2 + number % 3])
    ]
    write_csv(tmp_path / "t.csv", [claim | {"quote": "q", "id": f"c{place}"} for place, claim in enumerate(claims)])
    return tmp_path / "t.csv", read_vocabulary(tmp_path / "claims")[0]


def test_a_table_is_listed_alike_by_one_process_and_by_several(table: tuple[Path, Vocabulary], monkeypatch: pytest.MonkeyPatch) -> None:
    path, vocabulary = table
    monkeypatch.setattr(listing, "ROWS_OF_PART", 8)
    alone = {engine: listed_by(ingested(engine, [path], vocabulary), vocabulary) for engine in LOCAL}
    monkeypatch.setattr(duckdb, "LISTED_HERE", 0)
    monkeypatch.setattr(duckdb, "_FETCHED", 8)
    monkeypatch.setattr(duckdb, "_HELD_TOGETHER", 0)
    assert listed_by(ingested("duckdb", [path], vocabulary), vocabulary) == alone["duckdb"] == alone["memory"]
    assert len(alone["duckdb"]) == 120


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A table of as many contested questions as are worked on by several processes."""
    folder = tmp_path_factory.mktemp("many")
    asked = duckdb.LISTED_HERE + 500
    said = ((f"thing {number}", f"S{turn}", str(100 + turn * (number % 7 + 1))) for number in range(asked) for turn in (1, 2))
    write_csv(folder / "t.csv", [{"source": source, "subject": subject, "property": "n", "value": value} for subject, source, value in said])
    assert cstofacts("ingest", "t.csv", "--infer", "-o", "t.parquet", cwd=folder).status == 0
    return folder


@pytest.mark.parametrize("options", [("conflicts", "--format", "jsonl"), ("conflicts", "--format", "csv"), ("check",)])
def test_many_questions_are_answered_alike(options: tuple[str, ...], many: Path) -> None:
    alone, several = (cstofacts(*options, "--claims", "t.parquet", "--engine", engine, cwd=many) for engine in ("memory", "duckdb"))
    assert (several.status, several.out) == (alone.status, alone.out)
    assert several.status == 1


looks_at_processes = pytest.mark.skipif(not Path("/proc").is_dir(), reason="the system does not list its processes in /proc")


@looks_at_processes
def test_whoever_reads_no_further_leaves_no_process(many: Path) -> None:
    before = set(begun_by_the_program())
    shown = in_shell("cstofacts conflicts --claims t.parquet --format jsonl | head -n 1", cwd=many)
    assert shown.out.startswith('{"id":"thing 0/n"')
    assert set(begun_by_the_program()) <= before


@looks_at_processes
def test_a_killed_program_leaves_no_process(many: Path) -> None:
    before = set(begun_by_the_program())
    command = [*PROGRAM, "conflicts", "--claims", "t.parquet", "--format", "jsonl"]
    with subprocess.Popen(command, cwd=many, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as program:
        assert program.stdout
        program.stdout.readline()  # and no more, so that it stands still with all that it began
        assert set(begun_by_the_program()) > before or len(os.sched_getaffinity(0)) == 1
        program.kill()
    deadline = time.monotonic() + 20
    while set(begun_by_the_program()) > before and time.monotonic() < deadline:
        time.sleep(0.05)
    assert set(begun_by_the_program()) <= before


def begun_by_the_program() -> Iterator[int]:
    """The processes that were begun to work beside another."""
    for folder in Path("/proc").iterdir():
        with suppress(OSError):
            if folder.name.isdigit() and b"cstofacts.beside" in (folder / "cmdline").read_bytes():
                yield int(folder.name)


def test_rows_are_the_same_when_they_were_handed_over() -> None:
    part = Part([row(1, 2), row(1, 3)])
    again = pickle.loads(pickle.dumps(part))  # noqa: S301 (of this test)
    assert (type(again), again) == (Part, part)
