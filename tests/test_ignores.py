"""What comments in a registry ignore, and that they never hide more than they name."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import HOME, cstofacts
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_problems import ENTITIES, PROPERTIES

from cstofacts.cli.registries import read_findings
from cstofacts.registry import load

CASES = yaml.safe_load((HOME / "tests" / "cases" / "ignores.yaml").read_text(encoding="utf-8"))


def indented(claims: str) -> str:
    return "".join(f"  {line}\n" for line in claims.splitlines())


def write(case: dict[str, Any], folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    files = {"properties.yaml": PROPERTIES.replace("time: varies, ", ""), "entities.yaml": ENTITIES}
    for id in ("a", "b"):
        source = case.get(f"{id}_source", f"source: {{id: {id}, title: {id}, text_file: {id}.txt}}\n")
        heading = case.get(f"{id}_claims", "claims:")
        if case[id]:
            files[f"{id}.yaml"] = f"{source}{heading}\n{indented(case[id])}"
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def texts_of(case: dict[str, Any], folder: Path) -> Path | None:
    if "text" not in case:
        return None
    folder.mkdir()
    (folder / "a.txt").write_text(case["text"], encoding="utf-8")
    return folder


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_comment_ignores_what_it_names(case: dict[str, Any], tmp_path: Path) -> None:
    registry, findings = read_findings(write(case, tmp_path / "claims"), texts=texts_of(case, tmp_path / "texts"))
    ignored = [finding.id for finding in findings if finding.ignored] + [each.problem.code for each in registry.ignored]
    assert ignored == case.get("ignored", [])
    assert [finding.id for finding in findings if finding.relation == "contradicts" and not finding.ignored] == case.get("left", [])
    assert [problem.code for problem in registry.problems] == ["CF109"] * len(case.get("unused", []))
    assert [problem.location.line for problem in registry.problems] == case.get("unused", [])


def test_half_a_side_is_told_which_claims_lack_the_comment(tmp_path: Path) -> None:
    [case] = [case for case in CASES if case["name"] == "one claim of a side that has two"]
    registry, _ = read_findings(write(case, tmp_path / "claims"))
    assert ["a-2" in problem.message for problem in registry.problems] == [True]


@pytest.mark.parametrize("case", CASES[:3], ids=lambda case: case["name"])
def test_what_is_ignored_is_counted_and_fails_nothing(case: dict[str, Any], tmp_path: Path) -> None:
    write(case, tmp_path / "claims")
    run = cstofacts("check", "--show-ignored", cwd=tmp_path)
    assert (run.status, run.err) == (0, "")
    assert "1 finding" in run.out
    assert "CF501 numeric  larin/houses" in run.out
    assert cstofacts("conflicts", cwd=tmp_path).status == 0


@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(["# ignore CF501: x", "# ignore CF4", "# ignore", "# ignore :", "# ignore CF501, numeric", "- &a", "'", "|", "x: ", "#"])
    )
)
def test_no_comment_loses_a_claim(tmp_path: Path, lines: list[str]) -> None:
    case = {"a": "\n".join(["- {id: a-1, subject: larin, property: houses, value: 1, quote: 1, line: 1}", *lines]), "b": ""}
    with_comments = load(write(case, tmp_path / "claims"))
    plain = [line for line in lines if not line.startswith("# ignore")]
    without = load(write({"a": "\n".join([case["a"].splitlines()[0], *plain]), "b": ""}, tmp_path / "claims"))
    assert len(with_comments.claims) == len(without.claims)
    assert with_comments.unread == without.unread
