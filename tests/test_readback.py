from pathlib import Path

import pytest
import yaml
from registries import Case, read_case

from cstofacts.evidence.problems import proved
from cstofacts.evidence.proofs import prove
from cstofacts.evidence.readback import Outcome, read_back
from cstofacts.registry import load

HOME = Path(__file__).parent.parent
TEXTS = HOME.parent / "shared" / "seeds"
CASES: list[Case] = yaml.load(
    (HOME / "tests" / "cases" / "readback" / "values.yaml").read_text(encoding="utf-8"),
    Loader=yaml.BaseLoader,  # noqa: S506 (it makes only text, lists and mappings)
)

with_texts = pytest.mark.skipif(not TEXTS.is_dir(), reason="the five texts are not here: they are no part of the project")


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['value']} in {case['quote']}")
def test_a_value_is_read_back_out_of_its_quote(case: Case, tmp_path: Path) -> None:
    claim = {"source": "A", "value": case["value"], "quote": case["quote"]}
    registry = read_case({"property": {"type": case["type"]}, "published": case.get("published", ""), "claims": [claim]}, tmp_path / "claims")
    read = read_back(registry.claims[0], str(case.get("line", case["quote"])), registry, registry.spellings)
    assert read.outcome == case["outcome"]
    assert bool(read.why) == (read.outcome not in (Outcome.PROVED, Outcome.NOT_READ_BACK))


@with_texts
def test_the_five_articles_are_verified_and_nine_in_ten_values_proved() -> None:
    registry = load(HOME / "claims")
    proofs = prove(registry, TEXTS)
    assert proved(registry, proofs).problems == []
    assert {str(located.status) for located in proofs.claims.values()} == {"verified"}
    tried = [read for read in proofs.values.values() if read.outcome is not Outcome.NOT_READ_BACK]
    assert sum(read.outcome is Outcome.PROVED for read in tried) >= 0.9 * len(tried)


@with_texts
def test_what_the_texts_say_against_a_registry_is_a_problem_at_its_place(tmp_path: Path) -> None:
    registry = load(HOME / "claims")
    for path in TEXTS.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    changed = tmp_path / registry.sources["S0"].text_file
    changed.write_text(changed.read_text(encoding="utf-8").replace("3600", "2600"), encoding="utf-8")
    (tmp_path / registry.sources["S2"].text_file).unlink()
    moved = tmp_path / registry.sources["S4"].text_file
    moved.write_text("\n" + moved.read_text(encoding="utf-8"), encoding="utf-8")
    after = proved(registry, prove(registry, tmp_path))
    names = {(Path(problem.location.path).name, problem.name) for problem in after.problems}
    assert names == {
        ("S0.yaml", "text-changed"),
        ("S0.yaml", "quote-altered"),
        ("S2.yaml", "text-not-found"),
        ("S4.yaml", "text-changed"),
        ("S4.yaml", "quote-moved"),
    }
    altered = next(problem for problem in after.problems if problem.name == "quote-altered")
    assert "3600" in altered.message
    assert "2600" in altered.message
    assert {str(claim.evidence) for claim in after.claims if claim.source == "S2"} == {"no-text"}
