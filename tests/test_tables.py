"""Tables of claims: every engine gives the findings that the registry gives, on the same claims in any order and in any files."""

import csv
import json
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from registries import Case, read_case
from test_laws_of_verdicts import cases

from cstofacts.engines import ENGINES, Session, open_session
from cstofacts.model.claim import Claim
from cstofacts.model.finding import Finding
from cstofacts.model.problem import Location
from cstofacts.model.registry import Property, Registry
from cstofacts.reconcile import reconcile
from cstofacts.tables import select
from cstofacts.tables.facets import cell_of
from cstofacts.tables.files import files_of
from cstofacts.tables.given import Given, given_of
from cstofacts.tables.groups import MAX_ANSWERS, MAX_HOLDERS
from cstofacts.tables.ingest import wanted_columns
from cstofacts.tables.judge import find_questions
from cstofacts.tables.lists import list_text
from cstofacts.tables.parquet import header_of
from cstofacts.tables.results import Listed
from cstofacts.tables.rows import json_header
from cstofacts.tables.vocabulary import Vocabulary, read_vocabulary

LOCAL = ("memory", "duckdb")

laws = settings(max_examples=25, deadline=None, derandomize=True)

Row = dict[str, str]


def row_of(claim: Claim, registry: Registry) -> Row:
    """A claim as somebody would write it in a table."""
    return {
        "id": claim.id,
        "source": claim.source,
        "subject": claim.subject,
        "property": claim.property,
        "value": cell_of(claim.value),
        "quote": claim.quote,
        "text": claim.text,
        "line": str(claim.line),
        "qualifiers": json.dumps(claim.qualifiers),
        "attribution": list_text(claim.attribution) if claim.attribution else "",
        "origin": registry.sources[claim.source].origin,
        "certainty": str(claim.certainty),
    }


def write_csv(path: Path, rows: list[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def write_jsonl(path: Path, rows: list[Row]) -> None:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def given_files(paths: list[Path], vocabulary: Vocabulary) -> Given:
    found = given_of(files_of(list(map(str, paths))), {}, wanted_columns(vocabulary, {}), {"jsonl": json_header, "parquet": header_of})
    assert found.problems == []
    return found


def ingested(engine: str, paths: list[Path], vocabulary: Vocabulary) -> Session:
    session = open_session(engine)
    session.stage(given_files(paths, vocabulary))
    assert session.ingest(vocabulary).problems == []
    session.keep()
    return session


def whole(finding: Finding) -> Finding:
    """All that a finding says, but where its claims stand in their files."""
    sides = (replace(side, claims=tuple(replace(claim, location=Location("")) for claim in side.claims)) for side in finding.sides)
    return replace(finding, sides=tuple(sides))


def listed_by(session: Session, vocabulary: Vocabulary) -> list[Listed]:
    """The records of all contested questions, with names in order."""
    return [
        replace(one, rows=tuple(row[:-1] for row in one.rows), held=tuple((sorted(sources), sorted(origins)) for sources, origins in one.held))
        for some in session.listed(vocabulary, select.CONTESTED, list[Listed])
        for one in some
    ]


def results(engine: str, paths: list[Path], vocabulary: Vocabulary) -> tuple[Any, ...]:
    session = ingested(engine, paths, vocabulary)
    listed = listed_by(session, vocabulary)
    found = [finding for finding, _ in find_questions(vocabulary, session.rows(select.EVERY))]
    totals = session.totals()
    session.close()
    return totals, listed, [whole(finding) for finding in found], found


def verdicts(findings: list[Finding]) -> set[tuple[Any, ...]]:
    return {
        (
            f.id,
            f.relation,
            f.reason,
            f.standing,
            f.is_self_contradiction,
            tuple((str(side.value), side.shown, side.scope, side.origins) for side in f.sides),
        )
        for f in findings
    }


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("tables")


def emptied(folder: Path) -> Path:
    for path in folder.glob("*.*"):
        path.unlink()
    folder.mkdir(exist_ok=True)
    return folder


@given(case=cases, chance=st.randoms(use_true_random=False), copies=st.integers(1, 3))
@laws
def test_every_engine_finds_what_the_registry_finds(case: Case, chance: random.Random, copies: int, folder: Path) -> None:
    registry = read_case(case, emptied(folder / "claims"))
    vocabulary, _ = read_vocabulary(folder / "claims")
    rows = [row_of(claim, registry) for claim in registry.claims]
    rows += [{**row, "id": f"{row['id']}-{copy}"} for copy in range(1, copies) for row in rows]
    chance.shuffle(rows)
    parts = emptied(folder / "table")
    half = len(rows) // 2
    write_csv(parts / "one.csv", rows[half:])
    if half:
        write_jsonl(parts / "two.jsonl", rows[:half])
    memory, duckdb = (results(engine, [parts], vocabulary) for engine in LOCAL)
    assert memory[:3] == duckdb[:3]
    if copies == 1:
        assert verdicts(memory[3]) == verdicts(reconcile(registry))
    by_id = {finding.id: finding for finding in memory[3]}
    for one in memory[1]:
        assert (one.outcome.relation, one.outcome.reason) == (by_id[one.id].relation, by_id[one.id].reason)
        assert one.outcome.itself == by_id[one.id].is_self_contradiction


def test_the_articles_are_found_alike(articles: Path, tmp_path: Path) -> None:
    from cstofacts.registry import load

    registry = load(articles / "claims")
    vocabulary, problems = read_vocabulary(articles / "claims")
    assert problems == []
    write_csv(tmp_path / "articles.csv", [row_of(claim, registry) for claim in registry.claims])
    memory, duckdb = (results(engine, [tmp_path / "articles.csv"], vocabulary) for engine in LOCAL)
    assert memory[:3] == duckdb[:3]
    assert verdicts(memory[3]) == verdicts(reconcile(registry))


def said(source: str, value: Any, **others: Any) -> dict[str, Any]:
    return {"source": source, "value": value, **others}


MEMBERS = [f"m{number:03}" for number in range(221)]

CROWDED: dict[str, Case] = {
    "lists that one speaker does not put alike are two": {
        "property": {"type": "set"},
        "counted_by": {"type": "number", "counts": "asked"},
        "claims": [said("A", ["x", "..."], certainty="probable"), said("A", ["y", "..."]), said("B", "1", of="count")],
    },
    "the best supported of very many answers is held against all": {
        "property": {"type": "set"},
        "claims": [
            *(said(f"a{number:03}", [member, "..."]) for number, member in enumerate(MEMBERS)),
            *(said(f"z{number}", MEMBERS[:-1]) for number in range(3)),
        ],
    },
    "whoever says two things is heard among very many": {
        "property": {"type": "number"},
        "claims": [*(said(f"{value}{number:03}", value) for value in "12" for number in range(MAX_HOLDERS + 1)), said("z", "1"), said("z", "2")],
    },
    "that several say the same comes before what others say of another time": {
        "property": {"type": "boolean", "time": "varies"},
        "claims": [
            *(said(source, "yes", q={"as_of": "2022-01-06"}) for source in "AB"),
            said("C", "yes", q={"as_of": "2022-01-07"}),
        ],
    },
    "a speaker of whom two relays differ is heard among very many": {
        "property": {"type": "number"},
        "entities": {"minister": {"kind": "person"}},
        "claims": [
            *(said(f"{value}{number:03}", value) for value in "12" for number in range(MAX_HOLDERS + 1)),
            said("x", "1", by=["minister"]),
            said("y", "2", by=["minister"]),
        ],
    },
}


@pytest.mark.parametrize("name", CROWDED)
def test_a_crowded_question_is_listed_as_the_registry_finds_it(name: str, tmp_path: Path) -> None:
    registry = read_case(CROWDED[name], tmp_path / "claims")
    vocabulary, _ = read_vocabulary(tmp_path / "claims")
    write_csv(tmp_path / "table.csv", [row_of(claim, registry) for claim in registry.claims])
    (finding,) = reconcile(registry)
    for engine in LOCAL:
        (one,) = listed_by(ingested(engine, [tmp_path / "table.csv"], vocabulary), vocabulary)
        assert (one.outcome.relation, one.outcome.reason, one.outcome.itself) == (finding.relation, finding.reason, finding.is_self_contradiction)


def test_of_too_many_answers_all_keep_the_same(tmp_path: Path) -> None:
    vocabulary = Vocabulary({"asked": Property("asked", "number", Location(""))})
    values = [*(f">={number + 10}" for number in range(MAX_ANSWERS)), "<=5"]
    write_csv(tmp_path / "table.csv", [{"source": f"s{n:04}", "subject": "x", "property": "asked", "value": value} for n, value in enumerate(values)])
    for engine in LOCAL:
        session = ingested(engine, [tmp_path / "table.csv"], vocabulary)
        (one,) = listed_by(session, vocabulary)
        ((finding, asked),) = find_questions(vocabulary, session.rows(select.EVERY))
        assert (one.left_out, asked.left_out) == (1, 1)
        assert {json.loads(row[2])["value"] for row in one.rows} == {str(side.value) for side in finding.sides}
        session.close()


def test_ingested_tables_of_two_engines_are_one_table(articles: Path, tmp_path: Path) -> None:
    from cstofacts.registry import load

    registry = load(articles / "claims")
    vocabulary, _ = read_vocabulary(articles / "claims")
    rows = [row_of(claim, registry) for claim in registry.claims]
    write_csv(tmp_path / "all.csv", rows)
    whole = results("memory", [tmp_path / "all.csv"], vocabulary)[:2]
    halves = {"memory": rows[::2], "duckdb": rows[1::2]}
    for engine, half in halves.items():
        write_csv(tmp_path / f"{engine}.csv", half)
        session = ingested(engine, [tmp_path / f"{engine}.csv"], vocabulary)
        session.save(tmp_path / f"{engine}.parquet", {})
        session.close()
    for order in (sorted(halves), sorted(halves, reverse=True)):
        session = open_session("duckdb")
        session.load([str(tmp_path / f"{engine}.parquet") for engine in order])
        assert (session.totals(), listed_by(session, vocabulary)) == whole
        session.close()


def test_every_engine_is_in_the_table() -> None:
    assert set(LOCAL) <= set(ENGINES)
