"""Settings: where the file is found, what is wrong in one, what stands above what, and what the severities do.

The cases of tests/cases/config say what files hold; a case says what is expected as places and counts, not as sentences.
"""

import json
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import product
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import typer
import yaml
from conftest import HOME, cstofacts, documented_settings, in_shell
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from cstofacts.cli.configuration import Configuration, configuration, find_file, name_file
from cstofacts.cli.options import FailOn
from cstofacts.cli.setting_keys import KEYS, schema
from cstofacts.cli.settings import Mistake, read_settings
from cstofacts.cli.severities import counts
from cstofacts.cli.toml_lines import line_of, lines_of
from cstofacts.model.rules import RULES, code_of
from cstofacts.model.severity import Severity, is_off, refusal, severity_of_finding
from cstofacts.reconcile import reconcile
from cstofacts.registry import load
from cstofacts.values.base import Relation

CASES = HOME / "tests" / "cases" / "config"
NAME = "cstofacts.toml"


def cases(name: str) -> list[dict[str, Any]]:
    read: list[dict[str, Any]] = yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))
    return read


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A working folder, with nothing of the tests' own environment and no settings read yet."""
    monkeypatch.chdir(tmp_path)
    name_file("")
    yield tmp_path
    name_file("")


@pytest.fixture
def desk(starter: Path, tmp_path: Path) -> Path:
    """A working folder with the starter registry."""
    shutil.copytree(starter / "claims", tmp_path / "claims")
    return tmp_path


def written(folder: Path, toml: str, name: str = NAME) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(toml, encoding="utf-8")
    return folder / name


def mistakes(path: Path) -> list[Mistake]:
    read = read_settings(path)
    assert isinstance(read, list)
    return read


def said(folder: Path, *options: str, **env: str) -> dict[str, Any]:
    """What `cstofacts config` says of each setting."""
    run = cstofacts("config", "--format", "json", *options, cwd=folder, **env)
    assert run.status == 0, run.err
    return {row["setting"]: row for table in json.loads(run.out).values() for row in table}


# What a file says


@pytest.mark.parametrize("case", cases("mistakes"), ids=lambda case: case["name"])
def test_mistakes(here: Path, case: dict[str, Any]) -> None:
    written(here, case["toml"])
    found = mistakes(Path(NAME))
    assert [str(mistake.location) for mistake in found] == case["places"]
    assert any(case.get("says", "") in mistake.message for mistake in found)
    assert all(mistake.message.isprintable() for mistake in found)


@pytest.mark.parametrize("case", cases("mistakes")[:1], ids=lambda case: case["name"])
def test_a_mistake_ends_the_run_before_anything_is_done(desk: Path, case: dict[str, Any]) -> None:
    written(desk, case["toml"])
    for command in ("check", "config", "export"):
        run = cstofacts(command, cwd=desk)
        assert (run.out, run.status) == ("", 2)
        assert run.err.startswith("cstofacts.toml:2: ")
    assert cstofacts("check", "--config", "", cwd=desk).status == 1
    for command in ("rules", "-h", "--version"):
        assert cstofacts(command, cwd=desk).status == 0


@pytest.mark.parametrize("case", cases("places"), ids=lambda case: next(iter(case["lines"])))
def test_the_lines_of_keys(case: dict[str, Any]) -> None:
    lines = lines_of(case["toml"])
    assert {key: line_of(lines, tuple(key.split("."))) for key in case["lines"]} == case["lines"]


@given(st.text(max_size=200))
def test_lines_are_found_in_any_text_or_not(text: str) -> None:
    assert all(1 <= line <= len(text.splitlines()) for line in lines_of(text).values())


def enlarge(path: Path) -> None:
    path.touch()
    os.truncate(path, 100_000_000)


HOSTILE: dict[str, Callable[[Path], object]] = {
    "a folder": Path.mkdir,
    "a pipe": os.mkfifo,
    "a link to nowhere": lambda path: path.symlink_to("nowhere"),
    "a link to itself": lambda path: path.symlink_to(path.name),
    "a hundred megabytes": enlarge,
    "no UTF-8": lambda path: path.write_bytes(b'registry = "\xe9"'),
    "NUL bytes": lambda path: path.write_bytes(b"\0" * 1000),
    "lists in lists": lambda path: path.write_text(f"x = {'[' * 100_000}", encoding="utf-8"),
    "a number without end": lambda path: path.write_text(f"x = {'9' * 5000}", encoding="utf-8"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_what_is_no_file_of_settings(here: Path, kind: str) -> None:
    HOSTILE[kind](here / NAME)
    [mistake] = mistakes(Path(NAME))
    assert str(mistake.location) == NAME
    assert mistake.message.isprintable()
    assert len(mistake.message) < 300


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_file_that_may_not_be_read(here: Path) -> None:
    written(here, "").chmod(0)
    assert [str(mistake.location) for mistake in mistakes(Path(NAME))] == [NAME]


def test_a_byte_order_mark_is_no_mistake(here: Path) -> None:
    written(here, '\ufeffcolor = "never"\n')
    read = read_settings(Path(NAME))
    assert isinstance(read, Configuration)
    assert read.values == {"color": "never"}


# Where it is


def found(folder: Path) -> str:
    os.chdir(folder)
    return find_file()


def test_the_nearest_file_is_the_one(here: Path) -> None:
    deep = here / "a" / "b"
    written(deep, "[project]\nname = 'x'\n", "pyproject.toml")
    assert found(deep) == ""
    written(here, "")
    assert found(deep) == "../../cstofacts.toml"
    written(here / "a", "[tool.cstofacts]\n", "pyproject.toml")
    assert found(deep) == "../pyproject.toml"
    written(here / "a", "")
    assert found(deep) == "../cstofacts.toml"


@pytest.mark.parametrize("make", [lambda path: path.mkdir(), lambda path: path.write_text("gitdir: elsewhere")], ids=["folder", "worktree"])
def test_a_repository_ends_the_search(here: Path, make: Any) -> None:
    written(here, "")
    (here / "a" / "b").mkdir(parents=True)
    make(here / "a" / ".git")
    assert found(here / "a" / "b") == ""
    written(here / "a", "")
    assert found(here / "a" / "b") == "../cstofacts.toml"


@pytest.mark.parametrize("case", cases("pyproject"), ids=lambda case: case["toml"][:40])
def test_a_table_of_pyproject(here: Path, monkeypatch: pytest.MonkeyPatch, case: dict[str, Any]) -> None:
    written(here, case["toml"], "pyproject.toml")
    (here / ".git").mkdir()
    name_file(find_file())
    assert configuration().values.get("color", "auto") == case["color"]
    monkeypatch.setenv("_CSTOFACTS_COMPLETE", "complete_bash")
    assert configuration().values.get("color", "auto") == case["color"]


def test_a_file_that_is_named(desk: Path) -> None:
    written(desk, 'fail_on = "updates"\n')
    written(desk / "other", 'fail_on = "undetermined"\nregistry = "../claims"\n', "desk.toml")
    for options in (("--config", "other/desk.toml", "config"), ("config", "--config", "other/desk.toml")):
        run = cstofacts(*options, "--format", "json", cwd=desk)
        rows = {row["setting"]: row for row in json.loads(run.out)["settings"]}
        assert (rows["fail_on"]["value"], rows["fail_on"]["path"]) == ("undetermined", "other/desk.toml")
        assert rows["registry"]["value"] == "claims"
    assert said(desk, "--config", "")["fail_on"]["value"] == "contradicts"
    assert cstofacts("check", "--config", "missing.toml", cwd=desk).status == 2


def test_paths_begin_at_the_file(desk: Path) -> None:
    (desk / "claims").rename(desk / "facts")
    written(desk, 'registry = "facts"\ntexts = "facts/texts"\n')
    (desk / "a").mkdir()
    run = cstofacts("check", cwd=desk / "a")
    assert (run.status, run.err) == (1, "")
    assert "6 verified" in run.out
    assert said(desk / "a")["registry"]["value"] == "../facts"


def test_init_makes_what_its_own_line_names(here: Path) -> None:
    written(here, 'registry = "facts"\n')
    assert cstofacts("init", "demo", cwd=here).status == 0
    assert sorted(path.name for path in here.iterdir()) == [NAME, "demo"]


# What stands above what


@pytest.mark.parametrize(
    ("options", "env", "expected"),
    [
        ("", {}, ("fail_on", "updates", "file")),
        ("--fail-on undetermined", {}, ("fail_on", "undetermined", "command line")),
        ("--config=", {}, ("fail_on", "contradicts", "built-in")),
        ("", {}, ("language", "ar", "file")),
        ("", {"LANGUAGE": "fr:en"}, ("language", "en", "environment")),
        ("", {"LANGUAGE": "fr"}, ("language", "ar", "file")),
        ("--lang en", {}, ("language", "en", "command line")),
        ("--lang ar", {"LANGUAGE": "en"}, ("language", "ar", "command line")),
        ("", {}, ("color", "always", "file")),
        ("", {"NO_COLOR": "1"}, ("color", "auto", "environment")),
        ("--color never", {"NO_COLOR": "1"}, ("color", "never", "command line")),
        ("", {}, ("tolerance", "5%", "file")),
        ("--config=", {}, ("tolerance", "10%", "built-in")),
    ],
)
def test_precedence(here: Path, options: str, env: dict[str, str], expected: tuple[str, str, str]) -> None:
    written(here, 'fail_on = "updates"\nlanguage = "ar"\ncolor = "always"\ntolerance = "5%"\n')
    row = said(here, *options.split(), **env)[expected[0]]
    assert (row["setting"], row["value"], row["origin"]) == expected
    assert ("line" in row) == (row["origin"] == "file")


def test_the_language_is_what_the_settings_the_environment_or_the_line_say(desk: Path) -> None:
    written(desk, 'language = "ar"\n')
    for before, after, env, is_arabic in (
        ((), (), {}, True),
        ((), (), {"LANGUAGE": "en"}, False),
        (("--lang", "en"), (), {}, False),
        ((), ("--lang", "en"), {}, False),
        (("--lang", "en"), ("--lang", "ar"), {}, True),
    ):
        first = cstofacts(*before, "check", *after, cwd=desk, **env).out.splitlines()[0]
        assert bool(re.search("[ء-ي]", first)) == is_arabic


def test_a_setting_is_no_option_that_was_typed(desk: Path) -> None:
    written(desk, 'fail_on = "updates"\ntexts = "claims/texts"\nbaseline = "known.jsonl"\n')
    (desk / "draft.txt").write_text("Nine people had died.", encoding="utf-8")
    assert "--fail-on" not in cstofacts("check", "draft.txt", cwd=desk).err


def test_the_baseline_of_the_settings_can_be_written_the_first_time(desk: Path) -> None:
    written(desk, 'baseline = "known.jsonl"\n')
    assert cstofacts("check", cwd=desk).status == 2
    assert cstofacts("check", "--write-baseline", "known.jsonl", cwd=desk).status == 0
    assert cstofacts("check", "--new", cwd=desk).status == 0


def test_ids_complete_from_the_registry_of_the_settings(desk: Path) -> None:
    (desk / "claims").rename(desk / "facts")
    written(desk, 'registry = "facts"\n')
    line = {"COMP_WORDS": "cstofacts show flood/k", "COMP_CWORD": "2", "_CSTOFACTS_COMPLETE": "complete_bash"}
    assert cstofacts(cwd=desk, **line).out.split() == ["flood/killed"]
    written(desk, "registry = \n")
    run = cstofacts(cwd=desk, **line)
    assert (run.out.strip(), run.err) == ("", "")


def test_a_run_without_settings_imports_nothing_that_reads_them(desk: Path) -> None:
    written(desk, "[project]\nname = 'x'\n", "pyproject.toml")
    code = "import sys, cstofacts.cli as c; sys.argv = ['cstofacts', 'check']\ntry: c.main()\nexcept SystemExit: print('tomllib' in sys.modules)"
    run = in_shell(f'"{sys.executable}" -c "{code}" | tail -1', cwd=desk)
    assert run.out == "False\n"


# Tolerance


def test_the_tolerance_is_that_of_properties_that_name_none(starter: Path, tmp_path: Path) -> None:
    shutil.copytree(starter / "claims", tmp_path / "claims")
    properties = tmp_path / "claims" / "properties.yaml"
    own = {property.id: property.tolerance for property in load(tmp_path / "claims", tolerance=Decimal("0.5")).properties.values()}
    assert set(own.values()) == {Decimal("0.5")}
    properties.write_text(properties.read_text(encoding="utf-8").replace("type: number", "type: number\n    tolerance: 2%", 1), encoding="utf-8")
    read = load(tmp_path / "claims", tolerance=Decimal("0.5"))
    assert sorted({property.tolerance for property in read.properties.values()}) == [Decimal("0.02"), Decimal("0.5")]
    assert read.tolerance == Decimal("0.5")


@pytest.mark.parametrize(("tolerance", "status"), [("", 0), ("10%", 0), ("5%", 1), ("0%", 1), ("٥%", 1)])
def test_about_reaches_as_far_as_the_settings_say(tmp_path: Path, tolerance: str, status: int) -> None:
    written(tmp_path / "claims", "properties: {sent: {type: number}}\n", "properties.yaml")
    written(tmp_path / "claims", "entities: {mission: {kind: thing}}\n", "entities.yaml")
    for source, value in (("a", "~3600"), ("b", "~4000")):
        claim = f'{{subject: mission, property: sent, value: "{value}", quote: "{value}", line: 1}}'
        written(tmp_path / "claims", f"source: {{id: {source}, title: {source}}}\nclaims: [{claim}]\n", f"{source}.yaml")
    written(tmp_path, f'tolerance = "{tolerance}"\n' if tolerance else "")
    assert cstofacts("check", cwd=tmp_path).status == status


# Severities


@pytest.mark.parametrize("case", cases("severities"), ids=lambda case: f"{case['severity']} {case.get('options', '')}")
def test_severities_of_findings(desk: Path, case: dict[str, Any]) -> None:
    lines = "".join(f'{rule} = "{severity}"\n' for rule, severity in case["severity"].items())
    written(desk, f"[severity]\n{lines}")
    for command in ("check", "conflicts"):
        run = cstofacts(command, *case.get("options", "").split(), cwd=desk)
        assert run.status == case["status"]
        assert [id for id in ("flood/killed", "flood/evacuated") if id in run.out] == case["shown"]
        counted = re.search(r"^(\d+) findings? (?:is|are) off", run.out + run.err, re.MULTILINE)
        assert (int(counted[1]) if counted else 0) == case.get("hidden", 0)
        assert all(f"{NAME}:" in line for line in (run.out + run.err).splitlines() if " off " in line)


def test_an_export_is_whole_whatever_is_off(desk: Path) -> None:
    written(desk, '[severity]\nCF501 = "off"\nCF701 = "off"\n')
    run = cstofacts("export", "--format", "json", cwd=desk)
    assert (len(json.loads(run.out)["findings"]), run.status) == (3, 0)
    assert cstofacts("show", "flood/killed", cwd=desk).status == 0


PROBLEMS = """\
source: {id: sahil-2, title: Sahil, text_file: sahil.txt}
claims:
  - {subject: flood, property: killed, value: 7, quote: "سبعة أشخاص لقوا حتفهم", line: 1, qualifiers: {as_of: 2024-03-04}}
"""


@pytest.mark.parametrize(
    ("severity", "status", "shown"), [("error", 1, True), ("warning", 0, True), ("note", 0, True), ("off", 0, False), ("", 0, True)]
)
def test_severities_of_problems(desk: Path, severity: str, status: int, shown: bool) -> None:  # noqa: FBT001 (a column of the table)
    written(desk / "claims", PROBLEMS, "sahil-2.yaml")
    written(desk, f'[severity]\nCF501 = "note"\n{f"CF213 = {severity!r}" if severity else ""}\n')
    for command in (("check", "--texts", "claims/texts"), ("verify",)):
        run = cstofacts(*command, cwd=desk)
        assert run.status == status
        assert ("CF213 quote-moved: " in run.out + run.err) == shown
        assert ("1 problem is off" in run.err) == (not shown)
    incomplete = cstofacts("export", "--texts", "claims/texts", "--format", "json", cwd=desk)
    assert incomplete.status == status
    assert [problem["code"] for problem in json.loads(incomplete.out)["problems"]] == ["CF213"]


def test_no_error_that_costs_a_claim_can_be_turned_down() -> None:
    turned = {code for code, rule in RULES.items() if rule.level == "error" and not refusal(code, Severity.WARNING)}
    of_registries = [case for path in (HOME / "tests" / "cases" / "problems").glob("*.yaml") for case in yaml.safe_load(path.read_text("utf-8"))]
    for case in of_registries:
        codes = {line.split()[0] for line in case["expected"]}
        if codes and codes <= turned:
            assert case.get("unread", 0) == 0
    assert turned == {code_of(name) for name in ("quote-altered", "quote-not-found", "replaces-nothing", "value-not-in-quote")}
    assert not any(refusal(code, Severity.ERROR) for code, rule in RULES.items() if rule.level != "verdict")


FINDINGS = reconcile(load(HOME / "claims"))
SETTABLE = [code for code, rule in RULES.items() if rule.level == "verdict" and not refusal(code, Severity.OFF)]
CHOICES = st.dictionaries(st.sampled_from(SETTABLE), st.sampled_from(Severity))


@given(CHOICES)
def test_only_what_was_turned_off_disappears(chosen: dict[str, Severity]) -> None:
    for finding in FINDINGS:
        weighing = [pair for pair in finding.pairs if severity_of_finding(replace(finding, pairs=(pair,)), {}) is not Severity.OFF]
        if is_off(finding, chosen):
            assert weighing
            assert {chosen.get(code_of(pair.reason)) for pair in weighing} == {Severity.OFF}
            assert not any(counts(finding, limit, chosen) for limit in FailOn)


def test_without_a_choice_the_threshold_decides() -> None:
    for finding, limit in product(FINDINGS, FailOn):
        assert counts(finding, limit, {}) == counts(finding, limit)
        if counts(finding, limit):
            assert finding.relation in {Relation(each) for each in FailOn}


def test_a_rule_that_is_off_hides_no_other() -> None:
    mixed = [finding for finding in FINDINGS if len({pair.reason for pair in finding.pairs if pair.relation is Relation.CONTRADICTS}) > 1]
    for finding in mixed:
        assert finding.reason is not None
        chosen = {code_of(finding.reason): Severity.OFF}
        assert not is_off(finding, chosen)
        assert counts(finding, FailOn.CONTRADICTS, chosen)
    assert mixed


# What is documented


def test_the_documented_settings_are_settings(here: Path) -> None:
    toml = documented_settings()
    assert isinstance(read_settings(written(here, toml)), Configuration)
    import tomllib

    jsonschema.validate(tomllib.loads(toml), json.loads(schema()))


def test_the_documentation_shows_real_output(configured: Path) -> None:
    page = (HOME / "docs" / "configuration.md").read_text(encoding="utf-8")
    shown = re.findall(r"```text\n\$ cstofacts (\w+)\n(.*?)```", page, re.DOTALL)
    assert [command for command, _ in shown] == ["config", "check"]
    for command, text in shown:
        run = cstofacts(command, cwd=configured)
        assert [line for line in text.splitlines() if line != "…" and line not in (run.out + run.err).splitlines()] == []


def test_every_key_is_documented_and_printed(here: Path) -> None:
    page = (HOME / "docs" / "configuration.md").read_text(encoding="utf-8")
    assert [key for key in KEYS if f"| `{key}` |" not in page] == []
    assert list(said(here)) == list(KEYS)


def test_a_mistake_is_exit_2_for_whoever_calls_it(here: Path) -> None:
    written(here, "x = 1\n")
    name_file(NAME)
    with pytest.raises(typer.Exit) as ended:
        configuration()
    assert ended.value.exit_code == 2
