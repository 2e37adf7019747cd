"""The documentation says what the program does."""

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from manuals import command_page, page_of, values_page
from typer.main import get_command

from cstofacts.cli import COMMANDS, application
from cstofacts.cli.setting_keys import schema as settings_schema
from cstofacts.model.claim import Certainty
from cstofacts.model.decision import Ruling
from cstofacts.model.registry import Behaviour
from cstofacts.model.rules import RULES, manual
from cstofacts.registry.decision_shapes import DECISION, JUDGED
from cstofacts.registry.schema import SHAPES, schema_files
from cstofacts.registry.shapes import CLAIM, ENTITY, KINDS, KINDS_OF_SOURCE, MEMBERS, PROPERTY, SOURCE, Shape
from cstofacts.reports import Format
from cstofacts.reports.records import schema
from cstofacts.reports.support_records import schema as support_schema
from cstofacts.values import TYPES

HOME = Path(__file__).parent.parent
GENERATED: dict[str, Callable[[], str]] = {
    "docs/cli.md": command_page,
    "docs/rules.md": manual,
    "docs/values.md": values_page,
    "docs/cstofacts.schema.json": settings_schema,
    "docs/export.schema.json": schema,
    **{f"docs/commands/{name}.md": partial(page_of, name) for name in COMMANDS},
    "docs/support.schema.json": support_schema,
    **{f"claims/.schema/{name}": partial(str, text) for name, text in schema_files().items()},
}


def read(name: str) -> str:
    return (HOME / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", GENERATED)
def test_a_generated_page_is_current(name: str) -> None:
    made = GENERATED[name]()
    if os.environ.get("CSTOFACTS_UPDATE_GOLDEN"):
        (HOME / name).parent.mkdir(exist_ok=True)
        (HOME / name).write_text(made, encoding="utf-8")
    assert made == read(name)


def test_every_command_has_its_page_and_no_other_is_there() -> None:
    assert {path.stem for path in (HOME / "docs" / "commands").iterdir()} == set(COMMANDS)


def test_the_readme_is_short() -> None:
    assert len(read("README.md").splitlines()) <= 120


def test_the_readme_shows_real_output() -> None:
    shown = re.search(r"```text\n\$ (cstofacts check)\n(.*?)```", read("README.md"), re.DOTALL)
    assert shown
    command = [sys.executable, "-m", *shlex.split(shown[1])]
    printed = subprocess.run(command, cwd=HOME, env={**os.environ, "COLUMNS": "100"}, capture_output=True, text=True, check=False).stdout
    lines = [line for line in shown[2].splitlines() if line != "…"]
    assert [line for line in lines if line not in printed.splitlines()] == []
    assert len(lines) > 8


def test_the_source_in_the_readme_can_be_checked(tmp_path: Path) -> None:
    written = re.search(r"```yaml\n(.*?)```", read("README.md"), re.DOTALL)
    assert written
    run = [sys.executable, "-m", "cstofacts"]
    subprocess.run([*run, "init"], cwd=tmp_path, check=True, capture_output=True)
    (tmp_path / "claims" / "evening-news.yaml").write_text(written[1], encoding="utf-8")
    checked = subprocess.run([*run, "check"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert checked.stderr == ""
    assert "3 sources" in checked.stdout


@pytest.mark.parametrize("shape", [CLAIM, DECISION, ENTITY, JUDGED, PROPERTY, SOURCE], ids=lambda shape: shape.name)
def test_every_key_of_a_file_is_documented(shape: Shape) -> None:
    page = read("docs/registry.md")
    assert [key for key in shape.keys if not re.search(rf"\b{key}\b", page)] == []


def test_every_type_format_and_file_is_documented() -> None:
    registry, export = read("docs/registry.md"), read("docs/export.md")
    assert [name for name in TYPES if f"| {name} |" not in registry] == []
    assert [name for name in Format if f"`{name}`" not in export] == []
    assert [name for name in SHAPES if name not in registry] == []
    assert [code for code in RULES if code not in read("docs/rules.md")] == []


@pytest.mark.parametrize("page", [path.name for path in (HOME / "docs").glob("*.md")] + ["../README.md", "../CONTRIBUTING.md"])
def test_links_lead_somewhere(page: str) -> None:
    path = HOME / "docs" / page
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", path.read_text(encoding="utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_takes_the_registry_and_the_colour(name: str) -> None:
    command: Any = get_command(application([name]))
    assert {"--registry", "--color"} <= {option for parameter in command.commands[name].params for option in parameter.opts}


@pytest.mark.parametrize(
    ("file", "shape", "key", "known"),
    [
        ("source", "Claim", "certainty", Certainty),
        ("source", "Source", "kind", KINDS_OF_SOURCE),
        ("properties", "Property", "time", Behaviour),
        ("properties", "Property", "type", TYPES),
        ("properties", "Property", "members", MEMBERS),
        ("entities", "Entity", "kind", KINDS),
        ("decisions", "Decision", "ruling", Ruling),
    ],
)
def test_the_schema_lists_the_words_that_the_program_knows(file: str, shape: str, key: str, known: Iterable[str]) -> None:
    schema = json.loads(schema_files()[f"{file}.json"])
    assert set(schema["definitions"][shape]["properties"][key]["enum"]) == {str(word) for word in known}
