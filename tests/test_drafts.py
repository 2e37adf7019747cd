from pathlib import Path

import pytest
import yaml
from conftest import HOME, cstofacts
from msgspec.structs import replace
from registries import Case

from cstofacts.drafts import check_draft
from cstofacts.model.draft import Told
from cstofacts.registry import load
from cstofacts.values import date

CASES: list[Case] = yaml.load(
    (HOME / "tests" / "cases" / "drafts" / "csto.yaml").read_text(encoding="utf-8"),
    Loader=yaml.BaseLoader,  # noqa: S506 (it makes only text, lists and mappings)
)
REGISTRY = load(HOME / "claims")

DRAFTS = HOME / "tests" / "cases" / "drafts"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["draft"])
def test_what_the_registry_tells_about_a_sentence(case: Case) -> None:
    draft = check_draft("draft", case["draft"], REGISTRY)
    assert [judged.told for passage in draft.passages for judged in passage.judged] == case["told"]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_right_figure_a_wrong_one_a_wrong_list_and_an_unknown_statement_are_told_apart(language: str, tmp_path: Path) -> None:
    path = DRAFTS / f"draft.{language}.txt"
    draft = check_draft("draft", path.read_text(encoding="utf-8"), REGISTRY)
    told = [[judged.told for judged in passage.judged] for passage in draft.passages]
    assert told == [[Told.CONFIRMED], [Told.CONTRADICTED], [Told.CONTRADICTED], [Told.UNHEARD]]
    assert cstofacts("check", str(path), "--registry", str(HOME / "claims"), cwd=tmp_path).status == 1


@pytest.mark.parametrize(
    "option", [("--baseline", "known.jsonl"), ("--fail-on", "contradicts"), ("--new",), ("--texts", "."), ("--write-baseline", "new.jsonl")]
)
def test_a_draft_is_not_checked_with_what_is_about_findings(option: tuple[str, ...], tmp_path: Path) -> None:
    run = cstofacts("check", str(DRAFTS / "draft.en.txt"), *option, "--registry", str(HOME / "claims"), cwd=tmp_path)
    assert (run.status, run.out) == (2, "")
    assert option[0] in run.err
    assert list(tmp_path.iterdir()) == []


def test_a_draft_is_held_against_no_reference(decided: Path) -> None:
    registry = load(decided / "claims")
    text = "Nine people were killed in the flood in Wadi Marwan. There were 9 deaths."
    assert registry.references
    assert check_draft("draft", text, registry) == check_draft("draft", text, replace(registry, references=[]))


def test_a_wrong_list_names_the_members_that_differ() -> None:
    draft = check_draft("draft", "The members of the CSTO are Russia, Armenia and Turkey.", REGISTRY)
    steps = [step.words for held in draft.passages[0].judged[0].held for step in held.explanation]
    assert any("only the draft names Turkey" in words for words in steps)


def test_only_a_contradiction_makes_the_exit_status_1(tmp_path: Path) -> None:
    (tmp_path / "draft.txt").write_text(
        "The Collective Security Treaty entered into force in 1994. The CSTO has six members. It has 40 icebreakers.", encoding="utf-8"
    )
    assert cstofacts("check", "draft.txt", "--registry", str(HOME / "claims"), cwd=tmp_path).status == 0


def test_days_of_a_draft_are_counted_from_its_own_date_alone() -> None:
    text = "Tokayev spoke to parliament on Tuesday."
    assert check_draft("draft", text, REGISTRY).passages[0].unread
    published = date.parse("2022-01-13")
    assert isinstance(published, date.Date)
    assert not check_draft("draft", text, REGISTRY, published).passages[0].unread
