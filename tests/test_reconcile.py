from itertools import combinations
from pathlib import Path

import pytest
import yaml
from registries import Case, read_case

from cstofacts.reconcile import reconcile, why

FILES = sorted((Path(__file__).parent / "cases" / "reconcile").glob("*.yaml"))
CASES: list[Case] = [
    case
    for path in FILES
    for case in yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 (it makes only text, lists and mappings)
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_a_question_gets_its_verdict(case: Case, tmp_path: Path) -> None:
    registry = read_case(case, tmp_path / "claims")
    (finding,) = reconcile(registry)

    assert finding.relation == (None if case["relation"] == "null" else case["relation"])
    assert finding.reason == case.get("reason", finding.reason)
    assert finding.is_self_contradiction == (case.get("self", str(finding.is_self_contradiction).lower()) == "true")
    assert finding.standing == case.get("standing", finding.standing)
    assert len(finding.sides) == int(case.get("sides", len(finding.sides)))
    assert len(finding.notes) == int(case.get("notes", len(finding.notes)))
    explanation = " ".join(map(str, finding.pairs[0].explanation)) if finding.pairs else ""
    assert [name for name in case.get("names", []) if name not in explanation] == []


@pytest.mark.parametrize("case", [case for case in CASES if "pairs" in case], ids=lambda case: str(case["name"]))
def test_every_pair_gets_its_relation(case: Case, tmp_path: Path) -> None:
    registry = read_case(case, tmp_path / "claims")
    claims = {claim.id: claim for claim in registry.claims}
    found = {name: why(registry, *(claims[id] for id in name.split("-"))).relation for name in case["pairs"]}
    assert found == case["pairs"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_every_pair_of_claims_is_explained_the_same_from_both_sides(case: Case, tmp_path: Path) -> None:
    registry = read_case(case, tmp_path / "claims")
    for left, right in combinations(registry.claims, 2):
        there, back = why(registry, left, right), why(registry, right, left)
        assert there.relation == back.relation
        assert [step.name for step in there.explanation][:4] == ["separators", "time", "polarity", "value"]


def test_claims_on_different_questions_say_which(tmp_path: Path) -> None:
    case: Case = {
        "property": {"type": "date"},
        "counted_by": {"type": "number"},
        "claims": [{"source": "A", "value": "2002"}, {"source": "B", "value": "1992", "of": "count"}],
    }
    registry = read_case(case, tmp_path / "claims")
    assert len(reconcile(registry)) == 2
    pair = why(registry, *registry.claims)
    assert (pair.relation, pair.reason) == ("not-comparable", "question")
    assert [step.name for step in pair.explanation] == ["question"]
