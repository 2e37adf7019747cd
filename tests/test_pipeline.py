"""The examples of docs/pipeline.md and the hook do what they say, in a repository of their own."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import HOME, Run, cstofacts, environment

from cstofacts.reports.checks import CheckFormat

PAGE = (HOME / "docs" / "pipeline.md").read_text(encoding="utf-8")
EXAMPLES: list[dict[Any, Any]] = [yaml.safe_load(text) for text in re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)]
[HOOK] = yaml.safe_load((HOME / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
[WORKFLOW] = [example for example in EXAMPLES if "jobs" in example]
[PIPELINE] = [example["claims"] for example in EXAMPLES if "claims" in example]


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository of git with a registry that has one contradiction."""
    folder = tmp_path / "repository"
    folder.mkdir()
    subprocess.run(["git", "init", "-q"], cwd=folder, check=True)  # noqa: S607 (git of this machine)
    assert cstofacts("init", cwd=folder).status == 0
    return folder


@pytest.fixture
def program(tmp_path: Path) -> str:
    """A folder for PATH in which `cstofacts` is this program."""
    (tmp_path / "bin").mkdir()
    script = tmp_path / "bin" / "cstofacts"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m cstofacts "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    return str(script.parent)


def shell(script: str, cwd: Path, program: str, **env: str) -> Run:
    """Run a step as GitHub and GitLab do: bash ends at the first command that fails."""
    variables = environment(**env)
    variables["PATH"] = f"{program}:{variables['PATH']}"
    done = subprocess.run(["bash", "-eo", "pipefail", "-c", script], cwd=cwd, env=variables, capture_output=True, text=True, check=False)  # noqa: S607
    return Run(done.stdout, done.stderr, done.returncode)


def resolve(folder: Path) -> None:
    assert cstofacts("resolve", "flood/killed", "--as", "explained", "--because", "x", "--by", "CI", cwd=folder).status == 0


def steps() -> dict[str, str]:
    [job] = WORKFLOW["jobs"].values()
    return {step["name"]: step["run"] for step in job["steps"] if "run" in step and step["name"] != "Install"}


def test_the_workflow_of_github(repository: Path, program: str, tmp_path: Path) -> None:
    summary = {"GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md")}
    runs = {name: shell(script, repository, program, **summary) for name, script in steps().items()}
    assert {name: run.status for name, run in runs.items()} == {"Write the alerts": 0, "Check": 1}
    assert runs["Check"].out.startswith("::error file=claims/")
    assert "flood" in (tmp_path / "summary.md").read_text(encoding="utf-8")
    assert len(json.loads((repository / "cstofacts.sarif").read_text(encoding="utf-8"))["runs"][0]["results"]) == 2
    resolve(repository)
    runs = {name: shell(script, repository, program) for name, script in steps().items()}
    assert {run.status for run in runs.values()} == {0}
    assert len(json.loads((repository / "cstofacts.sarif").read_text(encoding="utf-8"))["runs"][0]["results"]) == 1


def test_the_workflow_says_why_nothing_could_be_read(repository: Path, program: str) -> None:
    [job] = WORKFLOW["jobs"].values()
    [step] = [step for step in job["steps"] if step.get("if") == "always()"]
    (repository / "claims" / "properties.yaml").write_text("properties: [\n", encoding="utf-8")
    run = shell(step["run"], repository, program)
    assert run.status == 2
    assert "::error file=claims/properties.yaml" in run.out


def test_the_pipeline_of_gitlab(repository: Path, program: str) -> None:
    statuses = [shell(line, repository, program).status for line in PIPELINE["script"]]
    assert statuses == [0, 1]
    for name in PIPELINE["artifacts"]["reports"].values():
        assert (repository / name).stat().st_size > 100
    resolve(repository)
    assert [shell(line, repository, program).status for line in PIPELINE["script"]] == [0, 0]


def test_the_hook_checks_the_registry(repository: Path, program: str) -> None:
    assert HOOK["id"] == "cstofacts-check"
    assert (HOOK["language"], HOOK["pass_filenames"]) == ("python", False)
    assert HOOK["always_run"]
    assert "files" not in HOOK
    run = shell(HOOK["entry"], repository, program)
    assert run.status == 1
    assert "CF501" in run.out
    resolve(repository)
    assert shell(HOOK["entry"], repository, program).status == 0


def test_the_examples_of_the_hook(repository: Path, program: str) -> None:
    hooks = [hook for example in EXAMPLES for repo in example.get("repos", []) for hook in repo["hooks"]]
    assert {hook["id"] for hook in hooks} == {HOOK["id"]}
    assert [hook for hook in hooks if not hook.get("always_run", HOOK["always_run"]) or "files" in hook] == []
    for hook in hooks:
        line = " ".join([hook.get("entry", HOOK["entry"]), *hook.get("args", [])])
        assert shell(line, repository, program).status == 1


def test_every_format_is_documented() -> None:
    assert [format for format in CheckFormat if f"`{format}`" not in PAGE] == []


def test_only_what_is_new(repository: Path, program: str) -> None:
    [block] = [text for text in re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL) if "--new" in text]
    assert [shell(line, repository, program).status for line in block.splitlines()] == [0, 0]
