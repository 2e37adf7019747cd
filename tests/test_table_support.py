"""`support` on tables: the votes, scores and advice that a registry of the same claims gives, on every engine."""

import json
import random
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from polls import picks_in, votes_in
from registries import Case, read_case
from test_laws_of_verdicts import cases
from test_spark import TYPES, hostile_rows, rows_of_case
from test_tables import LOCAL, Row, emptied, given_files, ingested, row_of, write_csv

from cstofacts.engines import open_session
from cstofacts.model.advice import Learned
from cstofacts.model.finding import Finding
from cstofacts.model.registry import Registry
from cstofacts.reconcile import reconcile
from cstofacts.registry import load
from cstofacts.support.advice import advise
from cstofacts.support.poll import ARTICLES, COUNTERS, ORIGINS, estimates_of, poll_of
from cstofacts.support.votes import Votes
from cstofacts.tables import select
from cstofacts.tables.ballots import TableBallot
from cstofacts.tables.judge import find_questions
from cstofacts.tables.tally import tally_of
from cstofacts.tables.tally_records import PickedRecord, PickedSide, picked_records
from cstofacts.tables.vocabulary import Vocabulary, read_vocabulary

laws = settings(max_examples=20, deadline=None, derandomize=True)

# Sums of floats in another order.
SAME = 1e-6

Answer = tuple[str, int, int]
"""A finding, the first side of a contest, and a side of it."""


def told(votes: Votes, articles: Any, voters: list[str], answers: list[Answer]) -> tuple[Any, ...]:
    """All that is made of votes, by names."""
    cast = {(answers[answer], voters[voter]) for answer, voter in zip(votes.answer.tolist(), votes.voter.tolist(), strict=True)}
    assert len(cast) == len(votes.voter)
    estimates = estimates_of(votes, articles, COUNTERS)
    rivals = votes.rivals().tolist()
    scores = {
        (name, answer): score
        for name, found in estimates.items()
        for answer, score, number in zip(answers, found.scores.tolist(), rivals, strict=True)
        if name != ARTICLES or number > 1
    }
    trust = {
        (name, voter): value
        for name, found in estimates.items()
        if found.trust is not None
        for voter, value in zip(voters, found.trust.tolist(), strict=True)
        if not np.isnan(value)
    }
    return cast, scores, trust


def told_of_findings(findings: list[Finding], registry: Registry) -> tuple[Any, ...]:
    ballot = poll_of(findings, registry).ballot
    named = {code: finding for finding, codes in ballot.contests.items() for code in codes}
    votes = ballot.votes
    names = {number: origin for origin, number in ballot.origins.items()}
    firsts = {code: min(int(votes.given[answer]) for answer in votes.answers_to(code)) for code in votes.asked.tolist()}
    codes = votes.asked[votes.question].tolist()
    answers = [(named[code], firsts[code], side) for code, side in zip(codes, votes.given.tolist(), strict=True)]
    return *told(votes, ballot.articles, [names[number] for number in votes.cast_by.tolist()], answers), poll_of(findings, registry).learned


def told_of_table(ballot: TableBallot, ids: list[str]) -> tuple[Any, ...]:
    votes = ballot.votes
    firsts = votes.given[votes.first]
    answers = [
        (ids[question], int(firsts[contest]), side)
        for question, contest, side in zip(ballot.question[votes.question].tolist(), votes.question.tolist(), votes.given.tolist(), strict=True)
    ]
    return *told(votes, ballot.articles, [ballot.voters[code] for code in votes.cast_by.tolist()], answers), ballot.learned()


def assert_alike(found: tuple[Any, ...], expected: tuple[Any, ...]) -> None:
    assert found[0] == expected[0]
    assert found[1] == pytest.approx(expected[1], rel=SAME, abs=SAME)
    assert found[2] == pytest.approx(expected[2], rel=SAME, abs=SAME)
    assert found[3] == expected[3]


def assert_advised(records: list[PickedRecord], findings: list[Finding], registry: Registry) -> None:
    """Each record says in short what is advised on its question."""
    poll = poll_of(findings, registry)
    advised = {finding.id: advise(finding, poll, registry) for finding in findings}
    assert [record.id for record in records] == [id for id in advised if advised[id].contests]
    for record in records:
        sides = msgspec.json.decode(record.sides, type=list[PickedSide])
        for contest, expected in zip(record.contests, advised[record.id].contests, strict=True):
            opinions = {opinion.method: opinion for opinion in expected.opinions}
            assert contest.sides == list(expected.sides)
            assert (contest.lone, contest.agree) == (expected.lone, len(expected.tally) == 1)
            assert contest.picks == {name: list(opinion.picks) for name, opinion in opinions.items()}
            for name, scores in contest.scores.items():
                assert scores == pytest.approx(list(opinions[name].scores.values()), rel=1e-5)
            assert [sides[side].origin_count for side in contest.sides] == list(opinions[ORIGINS].scores.values())
            assert [sides[side].source_count for side in contest.sides] == list(opinions[ARTICLES].scores.values())


def tell_all(paths: list[Path], vocabulary: Vocabulary, *, are_all_named: bool = True) -> dict[str, tuple[Any, ...]]:
    """What each engine makes of a table; and what comes of its findings, one by one, when these name all who hold a position."""
    found = {}
    for engine in LOCAL:
        with closing(ingested(engine, paths, vocabulary)) as session:
            findings = [finding for finding, _ in find_questions(vocabulary, session.rows(select.EVERY))]
            ballot = votes_in(session, vocabulary)
            found[engine] = told_of_table(ballot, [finding.id for finding in findings])
            if are_all_named:
                assert_advised(list(picked_records(tally_of(ballot, COUNTERS))), findings, vocabulary.registry)
    return found | {"findings": told_of_findings(findings, vocabulary.registry)}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("votes")


@given(case=cases, chance=st.randoms(use_true_random=False))
@laws
def test_a_table_has_the_votes_of_its_registry(case: Case, chance: random.Random, folder: Path) -> None:
    registry = read_case(case, emptied(folder / "claims"))
    vocabulary, _ = read_vocabulary(folder / "claims")
    rows = [row_of(claim, registry) for claim in registry.claims]
    chance.shuffle(rows)
    write_csv(folder / "table.csv", rows)
    found = tell_all([folder / "table.csv"], vocabulary)
    expected = told_of_findings(reconcile(registry), registry)
    for engine in LOCAL:
        assert_alike(found[engine], expected)


def test_the_articles_have_the_votes_of_their_registry(articles: Path, tmp_path: Path) -> None:
    registry, (vocabulary, _) = load(articles / "claims"), read_vocabulary(articles / "claims")
    write_csv(tmp_path / "articles.csv", [row_of(claim, registry) for claim in registry.claims])
    found = tell_all([tmp_path / "articles.csv"], vocabulary)
    expected = told_of_findings(reconcile(registry), registry)
    for engine in LOCAL:
        assert_alike(found[engine], expected)


BEHAVIOURS = {"constant": TYPES, "varies": TYPES, "grows": ("number", "duration")}
PROPERTIES = {
    f"{type}-{behaviour}": {"type": type, "time": behaviour, "separators": ["place"], "part_of": {"place": {"a": "b"}}}
    for behaviour, types in BEHAVIOURS.items()
    for type in types
} | {"count": {"type": "number", "counts": "set-constant"}}

# Bodies within bodies, so that one is counted for another; they also relay each other.
ENTITIES = {"a": {"kind": "organisation", "part_of": "b"}, "b": {"kind": "organisation"}, "c": {"kind": "person"}}


@pytest.fixture(scope="module")
def vocabulary(folder: Path) -> Vocabulary:
    asked = folder / "asked"
    asked.mkdir()
    (asked / "properties.yaml").write_text(json.dumps({"properties": PROPERTIES}), encoding="utf-8")
    (asked / "entities.yaml").write_text(json.dumps({"entities": ENTITIES}), encoding="utf-8")
    found, problems = read_vocabulary(asked)
    assert problems == []
    return found


def with_relays(rows: list[Row], chance: random.Random) -> list[Row]:
    """The rows, some of them with a body that their source relays, and some counts of lists among them."""
    counts = [{**row, "property": "count", "value": chance.choice("123")} for row in rows if row["property"] == "set-constant"]
    return [{**row, "origin": chance.choice(["", "", "a", "b", "c", "D"])} for row in (*rows, *counts)]


tables = st.lists(cases, min_size=10, max_size=20)


@given(some=tables, chance=st.randoms(use_true_random=False))
@settings(laws, max_examples=8, suppress_health_check=list(HealthCheck))
def test_engines_give_the_votes_of_the_findings(some: list[Case], chance: random.Random, vocabulary: Vocabulary, folder: Path) -> None:
    rows = with_relays([row for number, case in enumerate(some) for row in rows_of_case(number // 2, case)], chance)
    rows += chance.sample(rows, len(rows) // 4)
    chance.shuffle(rows)
    write_csv(folder / "many.csv", rows)
    found = tell_all([folder / "many.csv"], vocabulary)
    for engine in LOCAL:
        assert_alike(found[engine], found["findings"])
    assert found["memory"] == found["duckdb"]


def numbered(values: Iterable[str], **more: str) -> list[Row]:
    common = {"subject": "flood", "property": "number-constant", "certainty": "certain"} | more
    return [{"source": f"S{number}", "value": value} | common for number, value in enumerate(values)]


def test_very_many_answers_are_linked_as_they_are_in_a_finding(vocabulary: Vocabulary, folder: Path) -> None:
    rows = numbered((str(number % 230) for number in range(300)), origin="") + numbered(["7", ">=7"], subject="fire", origin="c")
    write_csv(folder / "answers.csv", rows)
    found = tell_all([folder / "answers.csv"], vocabulary)
    assert_alike(found["duckdb"], found["findings"])
    assert found["memory"] == found["duckdb"]


def test_every_voice_counts_of_an_answer_that_very_many_give(vocabulary: Vocabulary, folder: Path) -> None:
    write_csv(folder / "hot.csv", numbered("9" if number % 100 else "12" for number in range(1_000)))
    found = tell_all([folder / "hot.csv"], vocabulary, are_all_named=False)
    assert found["memory"] == found["duckdb"]
    _, scores, _, learned = found["duckdb"]
    assert [scores[name, ("flood/number-constant", 0, side)] for name in (ARTICLES, ORIGINS) for side in (0, 1)] == [10, 990, 10, 990]
    assert learned == Learned(1_000, 1_000, 1, 1)


def test_a_table_that_nobody_vouches_for_has_no_votes(vocabulary: Vocabulary, folder: Path) -> None:
    write_csv(folder / "silent.csv", numbered(["9", "12"], certainty="alleged"))
    found = tell_all([folder / "silent.csv"], vocabulary)
    assert found["memory"] == found["duckdb"] == (set(), {}, {}, Learned(0, 0, 0, 0))


@given(rows=hostile_rows)
@settings(laws, max_examples=5, suppress_health_check=list(HealthCheck))
def test_hostile_texts_are_told_alike(rows: list[Row], vocabulary: Vocabulary, folder: Path) -> None:
    write_csv(folder / "hostile.csv", rows)
    told = []
    for engine in LOCAL:
        with closing(open_session(engine)) as session:
            session.stage(given_files([folder / "hostile.csv"], vocabulary))
            session.ingest(vocabulary)
            told.append(picks_in(session, vocabulary))
    assert told[0] == told[1]
