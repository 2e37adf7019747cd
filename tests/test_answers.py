"""Answers that are kept: printed again only when everything that decides them is the same, to the byte."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Run, cstofacts, environment, in_shell, on_terminal

from cstofacts.cli import COMMANDS
from cstofacts.model.rules import RULES
from cstofacts.questions import question_of

KEPT = (
    "--help",
    "--version",
    "check -h",
    "check",
    "check --lang ar --fail-on=undetermined --exit-zero",
    "check --registry claims --color never",
    "conflicts --source S4 --relation contradicts --format csv",
    "list --property killed",
    "rule CF503",
    "show S0-29a",
    "sources --format json",
    "why A B --registry=DIR",
)
NOT_KEPT = (
    "",
    "export -h --no-such",
    "--lang ar --help",
    "check draft.txt",
    "check --exit-zero draft.txt",
    "check --texts texts",
    "check --baseline known.jsonl",
    "check --write-baseline known.jsonl",
    "check --registry claims -- draft.txt",
    "check --unheard-of",
    "check --watch",
    "export --format json",
    "init",
    "list --format=json --no-such",
    "report",
    "resolve csto/members --as confirmed",
    "review",
    "verify",
)


@pytest.mark.parametrize(("line", "is_kept"), [*((line, True) for line in KEPT), *((line, False) for line in NOT_KEPT)])
def test_whose_answers_are_kept(line: str, is_kept: bool) -> None:  # noqa: FBT001 (a case)
    assert bool(question_of(line.split())) == is_kept


def completed(folder: Path, *words: str, **env: str) -> list[str]:
    """What bash is offered where the last word is being typed."""
    asked = {"_CSTOFACTS_COMPLETE": "complete_bash", "COMP_WORDS": "\n".join(words), "COMP_CWORD": str(len(words) - 1)}
    run = cstofacts(cwd=folder, **asked, **env)
    assert (run.err, run.status) == ("", 0)
    return run.out.split()


COMPLETED: tuple[tuple[tuple[str, ...], list[str]], ...] = (
    (("cstofacts", "rule"), ["rule", "rules"]),
    (("cstofacts", "rule", "CF10"), [code for code in RULES if code.startswith("CF10")]),
    (("cstofacts", "rule", "cut"), ["cut-value"]),
    (("cstofacts", "show", "flood/"), ["flood/date", "flood/evacuated", "flood/killed"]),
    (("cstofacts", "show", "sahil-k"), ["sahil-killed"]),
    (("cstofacts", "why", "sahil-killed", "post-k"), ["post-killed"]),
    (("cstofacts", "resolve", "flood/k"), ["flood/killed"]),
    (("cstofacts", "list", "--source", ""), ["morning-post", "register", "sahil"]),
    (("cstofacts", "conflicts", "--property", "ev"), ["evacuated"]),
    (("cstofacts", "list", "--subject", ""), ["flood"]),
    (("cstofacts", "list", "--registry", "claims", "--source", "s"), ["sahil"]),
    (("cstofacts", "list", "--registry", "nowhere", "--source", "s"), []),
    (("cstofacts", "check", "--fail-on", "u"), ["undetermined", "updates"]),
)


@pytest.mark.parametrize(("words", "offered"), COMPLETED, ids=[" ".join(words) for words, _ in COMPLETED])
def test_a_shell_is_offered(decided: Path, words: tuple[str, ...], offered: list[str]) -> None:
    for cache in ({}, {}, {"CSTOFACTS_CACHE": "off"}):
        assert completed(decided, *words, **cache) == offered


def test_a_shell_is_offered_what_is_there_now(home: Path) -> None:
    assert completed(home, "cstofacts", "list", "--source", "m") == ["morning-post"]
    another_file(home)
    assert completed(home, "cstofacts", "list", "--source", "m") == ["more", "morning-post"]


def test_nothing_is_kept_without_a_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CSTOFACTS_CACHE", "off")
    assert question_of(["check"]) == ""


def test_every_answered_command_is_one() -> None:
    assert {line.split()[0] for line in KEPT if line[0] != "-"} <= set(COMMANDS)


@pytest.fixture
def home(decided: Path, tmp_path: Path) -> Path:
    shutil.copytree(decided / "claims", tmp_path / "home" / "claims")
    return tmp_path / "home"


def fresh(folder: Path, *line: str, **env: str) -> Run:
    return cstofacts(*line, cwd=folder, **env, CSTOFACTS_CACHE="off")


def same_as_fresh(folder: Path, *line: str, **env: str) -> Run:
    """What a line prints the first time, which is what it prints the second time and without a cache."""
    run = cstofacts(*line, cwd=folder, **env)
    assert run == cstofacts(*line, cwd=folder, **env) == fresh(folder, *line, **env)
    return run


def more_claims(home: Path) -> None:
    with (home / "claims" / "sahil.yaml").open("a", encoding="utf-8") as stream:
        stream.write('  - {subject: flood, property: killed, value: 400, quote: "400", line: 1}\n')


def another_file(home: Path) -> None:
    (home / "claims" / "more.yml").write_text("source: {id: more, title: More}\nclaims: [x]\n", encoding="utf-8")


def fewer_files(home: Path) -> None:
    (home / "claims" / "sahil.yaml").unlink()


def another_name(home: Path) -> None:
    (home / "claims" / "sahil.yaml").rename(home / "claims" / "sahil-2.yaml")


def no_decisions(home: Path) -> None:
    shutil.rmtree(home / "claims" / "decisions")


def a_broken_decision(home: Path) -> None:
    (home / "claims" / "decisions" / "a.yaml").write_text("decisions: [x]\n", encoding="utf-8")


def a_folder_with_the_name_of_a_file(home: Path) -> None:
    (home / "claims" / "folder.yaml").mkdir()


def the_same_size_and_date(home: Path) -> None:
    path = home / "claims" / "sahil.yaml"
    status, text = path.stat(), path.read_text(encoding="utf-8")
    path.write_text(text.replace("id: sahil-killed", "id: sahil-killee"), encoding="utf-8")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


CHANGES = [more_claims, another_file, fewer_files, another_name, no_decisions, a_broken_decision, a_folder_with_the_name_of_a_file]


@pytest.mark.parametrize("change", CHANGES)
def test_a_registry_that_changed_is_checked_anew(home: Path, change: Callable[[Path], None]) -> None:
    lines = (("check",), ("list", "--format", "json"))
    before = [same_as_fresh(home, *line) for line in lines]
    change(home)
    assert [same_as_fresh(home, *line) for line in lines] != before


def test_content_decides_and_no_date(home: Path) -> None:
    before = same_as_fresh(home, "list")
    the_same_size_and_date(home)
    assert same_as_fresh(home, "list") != before


def test_what_was_undone_is_as_it_was(home: Path) -> None:
    before = same_as_fresh(home, "check")
    another_file(home)
    same_as_fresh(home, "check")
    (home / "claims" / "more.yml").unlink()
    assert same_as_fresh(home, "check") == before


@pytest.mark.parametrize("line", ["--help", "--version", "rule CF503", "rules", "check --help"])
def test_what_rests_on_no_registry(tmp_path: Path, line: str) -> None:
    for env in ({}, {"COLUMNS": "60"}, {"LANGUAGE": "ar"}):
        assert same_as_fresh(tmp_path, *line.split(), **env).status == 0


def test_a_nearer_registry_is_found(home: Path) -> None:
    below = home / "below"
    below.mkdir()
    before = same_as_fresh(below, "check")
    shutil.copytree(home / "claims", below / "claims")
    fewer_files(below)
    assert same_as_fresh(below, "check") != before


@pytest.mark.parametrize(
    "env", [{"COLUMNS": "60"}, {"COLUMNS": "100"}, {"LANGUAGE": "ar"}, {"LANGUAGE": "ar", "COLUMNS": "60"}, {"FORCE_COLOR": "1"}, {"NO_COLOR": "1"}]
)
def test_variables_decide(home: Path, env: dict[str, str]) -> None:
    same_as_fresh(home, "check")
    same_as_fresh(home, "check", **env)


@pytest.mark.parametrize("columns", [60, 120])
def test_terminals_decide(home: Path, columns: int) -> None:
    same_as_fresh(home, "check")
    runs = [on_terminal("check", cwd=home, columns=columns, **env) for env in ({}, {}, {"CSTOFACTS_CACHE": "off"})]
    assert runs[0] == runs[1] == runs[2]
    assert "\x1b[" in runs[0].out


def test_words_about_the_run_stay_on_stderr(home: Path) -> None:
    another_file(home)
    run = same_as_fresh(home, "check")
    assert "CF" in run.err
    assert run.status == 1


def test_a_baseline_that_changes_is_read_anew(home: Path) -> None:
    no_decisions(home)
    runs = [cstofacts("check", option, "known", cwd=home).status for option in ("--write-baseline", "--baseline", "--baseline")]
    (home / "known").write_text("", encoding="utf-8")
    assert (runs, cstofacts("check", "--baseline", "known", cwd=home).status) == ([0, 0, 0], 1)


def test_a_closed_pipe_ends_an_answer_quietly(home: Path) -> None:
    same_as_fresh(home, "list")
    run = in_shell("{ cstofacts list; echo $? >&2; } | true", cwd=home)
    assert run.err.split()[-1] in {"0", "141"}
    assert "Traceback" not in run.err


def test_an_answer_that_cannot_be_printed_is_an_error(home: Path) -> None:
    same_as_fresh(home, "check")
    assert in_shell("cstofacts check > /dev/full", cwd=home).status == 2


def test_closed_streams_do_no_harm(home: Path) -> None:
    no_decisions(home)
    assert [in_shell("cstofacts check >&- 2>&-", cwd=home).status for _ in range(2)] == [1, 1]


def test_a_folder_that_is_gone(home: Path) -> None:
    run = in_shell(f"mkdir gone; cd gone; rmdir ../gone; cstofacts check --registry {home / 'claims'}", cwd=home, **environment())
    assert "Traceback" not in run.err
    assert run.out == cstofacts("check", cwd=home).out
