"""Cells of tables that are easily misread: every engine reads them alike, and none makes a claim of what is none."""

from pathlib import Path

import msgspec
import pytest
from test_tables import LOCAL, given_files

from cstofacts.engines import open_session
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
        return session.totals().claims, problems, findings
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
