"""Advice on questions: what competes, who has a vote, and that no verdict takes any of it in."""

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import TIMEOUT, cstofacts
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from msgspec.structs import replace
from registries import Case, read_case

from cstofacts.model.advice import Advice, Contest
from cstofacts.model.registry import Registry
from cstofacts.reconcile import reconcile
from cstofacts.reports.support_records import as_json, schema
from cstofacts.support.advice import advise
from cstofacts.support.poll import ARTICLES, ORIGINS, poll_of

CASES: list[Case] = yaml.load(
    (Path(__file__).parent / "cases" / "support" / "advice.yaml").read_text(encoding="utf-8"),
    Loader=yaml.BaseLoader,  # noqa: S506 (it makes only text, lists and mappings)
)


def advice_on(registry: Registry) -> list[Advice]:
    findings = reconcile(registry)
    poll = poll_of(findings, registry)
    return [advise(finding, poll, registry) for finding in findings]


def numbers(texts: list[Any]) -> tuple[Any, ...]:
    return tuple(numbers(text) if isinstance(text, list) else int(text) for text in texts)


def picks(contest: Contest) -> dict[str, tuple[int, ...]]:
    return {opinion.method: opinion.picks for opinion in contest.opinions}


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_what_competes_and_what_is_picked(case: Case, tmp_path: Path) -> None:
    (advice,) = advice_on(read_case(case, tmp_path / "claims"))
    assert [contest.sides for contest in advice.contests] == [numbers(expected["sides"]) for expected in case["contests"]]
    for contest, expected in zip(advice.contests, case["contests"], strict=True):
        assert picks(contest)[ARTICLES] == numbers(expected["articles"])
        assert picks(contest)[ORIGINS] == numbers(expected["origins"])
        assert contest.lone == (expected["lone"] == "yes")
        assert contest.together == numbers(expected.get("together", []))
        assert contest.undecided == numbers(expected.get("undecided", []))
        assert "all" not in expected or set(picks(contest).values()) == {numbers(expected["all"])}


@pytest.mark.parametrize("case", [case for case in CASES if "chains" in case or "counted" in case], ids=lambda case: str(case["name"]))
def test_who_relays_whom(case: Case, tmp_path: Path) -> None:
    (advice,) = advice_on(read_case(case, tmp_path / "claims"))
    chains = [[list(relay.chain) for relay in relays] for relays in advice.relays]
    counted = [[relay.counted for relay in relays] for relays in advice.relays]
    assert chains == case.get("chains", chains)
    assert counted == case.get("counted", counted)


CLAIMS = st.lists(
    st.fixed_dictionaries(
        {
            "source": st.sampled_from("ABCD"),
            "value": st.sampled_from(["12", "13", "~13", ">=12", "30"]),
            "by": st.sampled_from([[], ["x"], ["x", "y"]]),
            "certainty": st.sampled_from(["certain", "possible", "alleged"]),
        }
    ),
    min_size=1,
    max_size=8,
)


@settings(max_examples=60, deadline=None)
@given(claims=CLAIMS, chance=st.randoms(use_true_random=False))
def test_the_order_of_claims_changes_no_advice_and_advice_no_finding(claims: list[Case], chance: random.Random, tmp_path_factory: Any) -> None:
    registry = read_case({"property": {"type": "number"}, "claims": claims}, tmp_path_factory.mktemp("claims"))
    before = reconcile(registry)
    advice = advice_on(registry)
    shuffled = list(registry.claims)
    chance.shuffle(shuffled)
    assert advice_on(replace(registry, claims=shuffled)) == advice
    assert reconcile(registry) == before
    for given_on, finding in zip(advice, before, strict=True):
        sides = [side for contest in given_on.contests for side in contest.sides]
        assert len(set(sides)) == len(sides)
        assert {claim for relays in given_on.relays for relay in relays for claim in relay.claims} == {claim.id for claim in finding.claims}


def test_the_document_fits_its_schema_and_says_that_it_is_advice(tmp_path: Path) -> None:
    registry = read_case(CASES[0], tmp_path / "claims")
    findings = reconcile(registry)
    poll = poll_of(findings, registry)
    told = json.loads(as_json([(finding, advise(finding, poll, registry)) for finding in findings], poll.learned, registry))
    Draft202012Validator(json.loads(schema())).validate(told)
    assert told["advice"] is True
    assert told["learned"] == {"votes": 2, "origins": 2, "questions": 1, "contested": 1}


GRADED = {
    "entities": "entities:\n  flood: {kind: event}\n  ministry: {kind: organisation, reliability: B}\n",
    "properties": "properties:\n  killed: {type: number}\n",
    "A": "source: {id: A, title: A, origin: ministry, reliability: C}\n"
    "claims:\n  - {id: A-1, subject: flood, property: killed, value: 9, quote: nine, line: 1, credibility: 2}\n",
    "B": "source: {id: B, title: B}\nclaims:\n  - {id: B-1, subject: flood, property: killed, value: 11, quote: eleven, line: 1}\n",
}


@pytest.fixture
def graded(tmp_path: Path) -> Path:
    (tmp_path / "claims").mkdir()
    for name, text in GRADED.items():
        (tmp_path / "claims" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def test_grades_are_shown_and_exported_where_they_are_given(graded: Path) -> None:
    shown = cstofacts("support", "flood/killed", cwd=graded).out
    assert "A [C] → ministry [B]  (A-1 [2])" in shown
    (told,) = json.loads(cstofacts("support", "B-1", "--format", "json", cwd=graded).out)["questions"]
    assert (told["reliability"], told["credibility"]) == ({"A": "C", "ministry": "B"}, {"A-1": "2"})
    exported = json.loads(cstofacts("export", "--format", "json", cwd=graded).out)
    assert [claim.get("credibility") for claim in exported["claims"]] == ["2", None]
    assert [source.get("reliability") for source in exported["sources"]] == ["C", None]
    lines = cstofacts("export", "--format", "jsonl", cwd=graded).out.splitlines()
    assert sum("credibility" in line for line in lines) == 1


def test_only_this_command_waits_for_numpy(graded: Path) -> None:
    script = "import sys; from cstofacts.cli import application; application(); assert 'numpy' not in sys.modules"
    subprocess.run([sys.executable, "-c", script], cwd=graded, check=True, timeout=TIMEOUT)


def test_a_grade_moves_no_vote_and_no_verdict(graded: Path) -> None:
    def told() -> tuple[Any, str]:
        (question,) = json.loads(cstofacts("support", "flood/killed", "--format", "json", cwd=graded).out)["questions"]
        return question["contests"], cstofacts("check", cwd=graded).out

    before = told()
    (graded / "claims" / "A.yaml").write_text(
        GRADED["A"].replace("reliability: C", "reliability: E").replace("credibility: 2", "credibility: 5"), encoding="utf-8"
    )
    (graded / "claims" / "entities.yaml").write_text(GRADED["entities"].replace("reliability: B", "reliability: E"), encoding="utf-8")
    assert told() == before
