"""Every code of a problem or verdict has a case that triggers it, here or among the cases of its own kind."""

import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import HOME, cstofacts
from test_problems import ENTITIES, PROPERTIES

from cstofacts.cli.registries import read_findings
from cstofacts.evidence.texts import MAX_BYTES
from cstofacts.model.rules import RULES, code_of
from cstofacts.reconcile import why
from cstofacts.registry.edit import set_field
from cstofacts.values.base import Fault, Reason

CASES_HOME = HOME / "tests" / "cases"
CASES: dict[str, dict[str, Any]] = yaml.safe_load((CASES_HOME / "triggers.yaml").read_text(encoding="utf-8"))
TABLES = {
    "CF241": "source,subject,property\na,flood,dead\n",
    "CF242": "source,subject,property,value,value\na,flood,dead,7,9\n",
    "CF243": "source,subject,property,value\na,flood,dead,2,500\nb,flood,dead,7\n",
}
SOURCE = {"id": "A", "title": "Flood", "text_file": "a.txt"}
CLAIM = {"id": "A-1", "subject": "larin", "property": "houses", "value": "120", "quote": "120 houses", "line": "1"}


def cases_of(folder: str) -> list[dict[str, Any]]:
    return [case for path in sorted((CASES_HOME / folder).glob("*.yaml")) for case in yaml.safe_load(path.read_text(encoding="utf-8"))]


def fields(standing: dict[str, str], change: str) -> list[str]:
    """The fields of an entry, one of them changed."""
    key = change.partition(":")[0]
    return [f"{name}: {value}" for name, value in standing.items() if name != key] + ([change] if change else [])


def written(case: dict[str, Any], folder: Path) -> Path:
    source = "".join(f"  {line}\n" for line in fields(SOURCE, case.get("source", "")))
    claim = "\n    ".join(fields(CLAIM, case.get("claim", "").replace("{long}", "x" * 10_001)))
    other = "{id: A-2, subject: larin, property: cause, value: rain, quote: rain, line: 1}"
    texts = {"properties.yaml": PROPERTIES, "entities.yaml": ENTITIES, "a.yaml": f"source:\n{source}claims:\n  - {claim}\n  - {other}\n"}
    folder.mkdir()
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def texts_of(case: dict[str, Any], folder: Path) -> Path | None:
    if "texts" not in case:
        return None
    folder.mkdir()
    for name, content in case["texts"].items():
        data = content if isinstance(content, bytes) else content.replace("{huge}", "x" * (MAX_BYTES + 1)).encode()
        (folder / name).write_bytes(data)
    return folder


@pytest.mark.parametrize("code", CASES)
def test_a_case_triggers_its_code(code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case = CASES[code]
    if "without" in case:
        monkeypatch.setitem(sys.modules, case["without"], None)
    registry, _ = read_findings(written(case, tmp_path / "claims"), texts=texts_of(case, tmp_path / "texts"))
    assert code in {problem.code for problem in registry.problems}


def test_an_edit_that_cannot_be_made_is_a_fault() -> None:
    refused = set_field("claims: [\n", ("claims", "0"), "x")
    assert isinstance(refused, Fault)
    assert code_of(refused.rule) == "CF008"


@pytest.mark.parametrize("code", TABLES)
def test_a_table_triggers_its_code(code: str, tmp_path: Path) -> None:
    (tmp_path / "flood.csv").write_text(TABLES[code], encoding="utf-8")
    assert f": {code} " in cstofacts("check", "--claims", "flood.csv", "--infer", "--engine", "memory", cwd=tmp_path).err


def test_claims_on_two_questions_have_a_verdict_too(tmp_path: Path) -> None:
    registry, _ = read_findings(written({}, tmp_path / "claims"))
    assert code_of(why(registry, *registry.claims).reason) == "CF703"


def test_every_code_has_a_case() -> None:
    reconciled = cases_of("reconcile")
    reasons = {case["reason"] for case in reconciled if case.get("reason")} | {
        Reason.SAME.value for case in reconciled if case["relation"] == "agrees"
    }
    triggered = {line.split()[0] for case in cases_of("problems") for line in case["expected"]} | {code_of(reason) for reason in reasons}
    elsewhere = {"CF008", "CF703"}  # of edits, and of what is never compared: see above
    assert triggered | set(CASES) | set(TABLES) | elsewhere == set(RULES)
