"""Laws that hold whatever the claims are: generated registries of one question, with every type of value."""

import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from registries import Case, read_case

from cstofacts.model.claim import Certainty
from cstofacts.model.finding import Finding
from cstofacts.model.registry import Registry
from cstofacts.reconcile import reconcile
from cstofacts.reconcile.findings import MAX_POSITIONS

VALUES: dict[str, list[Any]] = {
    "number": ["12", "~12", ">=12", ">12", "<=20", "10..20", "18", "tens", "1000"],
    "date": ["2022-01-06", "2022-01", "2022", "1992/2002", "2002?", "199X", "2022/.."],
    "duration": ["P10D", "~P10D", ">=P2D", "P2W", "P1M", "P30D"],
    "set": [["a", "b"], ["a"], ["a", "b", "c"], ["a", "..."], ["c", "..."]],
    "entity": ["a", "b", "c"],
    "boolean": ["yes", "no"],
    "text": ["one", "two", "One"],
}

claims_of = {
    name: st.lists(
        st.fixed_dictionaries(
            {
                "source": st.sampled_from("ABCD"),
                "value": st.sampled_from(values),
                "q": st.fixed_dictionaries(
                    {},
                    optional={
                        "place": st.sampled_from(["a", "b", "c"]),
                        "as_of": st.sampled_from(["2022-01-06", "2022-01-07", "2022-01"]),
                        "phase": st.sampled_from(["planned", "done"]),
                    },
                ),
                "by": st.sampled_from([[], ["a"], ["b", "c"]]),
                "certainty": st.sampled_from(["certain", "possible", "alleged"]),
            }
        ),
        min_size=1,
        max_size=6,
    )
    for name, values in VALUES.items()
}

cases = st.sampled_from(sorted(VALUES)).flatmap(
    lambda name: st.builds(
        lambda time, claims: {
            "property": {"type": name, "time": time, "separators": ["place"], "part_of": {"place": {"a": "b"}}},
            "entities": {"a": {"kind": "place", "part_of": "b"}, "b": {"kind": "place"}, "c": {"kind": "person"}},
            "claims": claims,
        },
        st.sampled_from(["constant", "grows", "varies"] if name in {"number", "duration"} else ["constant", "varies"]),
        claims_of[name],
    )
)

laws = settings(max_examples=60, deadline=None, derandomize=True)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("laws")


def read(case: Case, folder: Path) -> Registry:
    for path in folder.glob("claims/*.yaml"):
        path.unlink()
    return read_case(case, folder / "claims")


@given(case=cases, chance=st.randoms(use_true_random=False))
@laws
def test_the_order_of_claims_changes_nothing(case: Case, chance: random.Random, folder: Path) -> None:
    registry = read(case, folder)
    shuffled = list(registry.claims)
    chance.shuffle(shuffled)
    assert reconcile(replace(registry, claims=shuffled)) == reconcile(registry)


@given(case=cases)
@laws
def test_another_source_that_says_the_same_makes_nothing_worse(case: Case, folder: Path) -> None:
    registry = read(case, folder)
    echo = [replace(claim, id=f"{claim.id}-echo", source="Z", origin="Z") for claim in registry.claims if claim.source == "A"]
    before, after = reconcile(registry), reconcile(replace(registry, claims=[*registry.claims, *echo]))
    assert verdicts(after) - verdicts(before) <= {("agrees", "same"), ("not-comparable", "apparent-conflict"), *softened(before)}


def verdicts(findings: list[Finding]) -> set[tuple[str, str]]:
    return {(str(pair.relation), str(pair.reason)) for finding in findings for pair in finding.pairs}


def softened(findings: list[Finding]) -> set[tuple[str, str]]:
    """What a clash inside a list of one source may turn into when that list is held twice."""
    return verdicts(findings) | {("compatible", reason) for reason in ("narrower", "broader", "overlaps", "additional")}


@given(case=cases)
@laws
def test_every_claim_stands_on_exactly_one_side(case: Case, folder: Path) -> None:
    registry = read(case, folder)
    (finding,) = reconcile(registry)
    assert sorted(claim.id for claim in finding.claims) == sorted(claim.id for claim in registry.claims)
    assert {pair.left for pair in finding.pairs} | {pair.right for pair in finding.pairs} <= set(range(len(finding.sides)))
    assert all(pair.explanation for pair in finding.pairs)


@given(case=cases)
@laws
def test_every_two_sides_are_compared_once(case: Case, folder: Path) -> None:
    (finding,) = reconcile(read(case, folder))
    compared = [(pair.left, pair.right) for pair in finding.pairs if pair.left != pair.right]
    count = len(finding.sides)
    assert sorted(compared) == [(left, right) for left in range(count) for right in range(left + 1, count)]


def test_very_many_answers_to_one_question_are_not_compared_pair_by_pair(folder: Path) -> None:
    claims: list[Case] = [{"source": f"S{number}", "value": str(number)} for number in range(MAX_POSITIONS + 50)]
    claims.append({"source": "again", "value": "7"})
    (finding,) = reconcile(read({"property": {"type": "number"}, "claims": claims}, folder))
    assert len(finding.pairs) < 3 * len(claims)
    assert finding.relation == "contradicts"
    assert len(finding.notes) == 1


def test_a_clash_among_very_many_answers_is_found(folder: Path) -> None:
    """Every answer but one meets every other: the best supported and the nearest ones hide the clash, the lowest and the highest show it."""
    claims: list[Case] = [{"source": "S", "value": f"{number}..1000"} for number in range(MAX_POSITIONS + 50)]
    claims += [{"source": "A", "value": "0..5"}, {"source": "B", "value": "0..1000"}, {"source": "C", "value": "0..1000"}]
    (finding,) = reconcile(read({"property": {"type": "number"}, "claims": claims}, folder))
    assert finding.relation == "contradicts"


def test_possibilities_hide_no_clash_among_very_many_answers(folder: Path) -> None:
    claims: list[Case] = [{"source": "S", "value": f"{number}..1000"} for number in range(MAX_POSITIONS + 5)]
    claims += [{"source": name, "value": value, "certainty": "possible"} for name in "AB" for value in ("<=1", ">=9000")]
    claims += [{"source": "C", "value": "50..60"}, {"source": "D", "value": "4000"}]
    (finding,) = reconcile(read({"property": {"type": "number"}, "claims": claims}, folder))
    assert finding.relation == "contradicts"


def test_the_days_hide_no_clash_among_very_many_answers(folder: Path) -> None:
    days = [f"2021-{1 + number // 28:02}-{1 + number % 28:02}" for number in range(MAX_POSITIONS + 10)]
    claims: list[Case] = [{"source": "S", "value": str(number + 1), "q": {"as_of": day}} for number, day in enumerate(days)]
    claims.append({"source": "Z", "value": "150", "q": {"as_of": days[49]}})
    (finding,) = reconcile(read({"property": {"type": "number", "time": "varies"}, "claims": claims}, folder))
    assert finding.relation == "contradicts"


@given(case=cases)
@laws
def test_one_source_alone_never_corroborates(case: Case, folder: Path) -> None:
    alone = {**case, "claims": [{**claim, "source": "A"} for claim in case["claims"]]}
    (finding,) = reconcile(read(alone, folder))
    assert finding.standing != "corroborated"


@given(case=cases)
@laws
def test_another_possibility_never_raises_the_standing(case: Case, folder: Path) -> None:
    registry = read(case, folder)
    maybe = replace(registry.claims[0], id="maybe", source="Z", origin="Z", certainty=Certainty.POSSIBLE)
    (before,), (after,) = reconcile(registry), reconcile(replace(registry, claims=[*registry.claims, maybe]))
    assert after.standing == before.standing or after.standing != "corroborated"
