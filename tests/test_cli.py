"""Whole runs of the command line: what is printed where, and the exit status."""

import json
import os
import re
import shlex
import shutil
import signal
import stat
import subprocess
import threading
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import HOME, PROGRAM, TIMEOUT, Run, cstofacts, environment, golden, in_shell, on_terminal, run_all
from rich.cells import cell_len

from cstofacts import __version__
from cstofacts.cli import COMMANDS as KNOWN_COMMANDS
from cstofacts.model.finding import Standing
from cstofacts.reports import Format, TableFormat
from cstofacts.values.base import Relation

GOLDEN = HOME / "tests" / "golden"
COMMANDS = tuple(
    tuple(line.split(maxsplit=2)) for line in (GOLDEN / "commands.txt").read_text(encoding="utf-8").splitlines() if line and line[0] != "#"
)
WIDTHS = (80, 137, 200)
STYLE = re.compile(r"\x1b\[[\d;]*m")
CLEAN = """\
properties:
  colour: {type: text, question: {en: "What colour is {subject}?"}}
  height: {type: number, separators: [part], question: {en: "How high is {subject}?"}}
  visitors: {type: number, time: grows, question: {en: "How many people came to {subject}?"}}
"""


def parsed(command: str) -> tuple[list[str], dict[str, str]]:
    """The arguments and the variables of a line such as `COLUMNS=80 cstofacts check`."""
    words = shlex.split(command)
    at = words.index("cstofacts")
    return words[at + 1 :], dict(word.split("=", 1) for word in words[:at])


@pytest.fixture(scope="session")
def runs(request: pytest.FixtureRequest) -> dict[str, Run]:
    folders: dict[str, Path] = {name: request.getfixturevalue(name) for name in dict.fromkeys(where for where, _, _ in COMMANDS)}
    commands = {}
    for where, name, command in COMMANDS:
        arguments, env = parsed(command)
        commands[f"{where}/{name}"] = (arguments, folders[where], env)
    return run_all(commands)


@pytest.fixture(scope="session")
def exported(articles: Path) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(cstofacts("export", "--format", "json", cwd=articles).out)
    return document


def write_registry(folder: Path, *claims: str, second: str = "") -> Path:
    """A registry of one question with one source, or two."""
    folder.mkdir(parents=True)
    (folder / "properties.yaml").write_text(CLEAN, encoding="utf-8")
    (folder / "entities.yaml").write_text("entities: {tower: {kind: thing, label: {en: the tower}}, mill: {kind: thing}}\n", encoding="utf-8")
    for name, lines in (("a", claims), ("b", [second] if second else [])):
        body = "".join(f"  - {{{line}}}\n" for line in lines)
        if body:
            (folder / f"{name}.yaml").write_text(f"source: {{id: {name}, title: {name}}}\nclaims:\n{body}", encoding="utf-8")
    return folder


def claim(value: str, **more: str) -> str:
    fields = {"subject": "tower", "property": "colour", "value": f'"{value}"', "quote": f'"{value}"', "line": "1"} | more
    return ", ".join(f"{key}: {text}" for key, text in fields.items())


# Golden runs


@pytest.mark.parametrize(("where", "name", "command"), COMMANDS, ids=[f"{where}/{name}" for where, name, _ in COMMANDS])
def test_golden(runs: dict[str, Run], where: str, name: str, command: str) -> None:
    run = runs[f"{where}/{name}"]
    golden(GOLDEN / where / f"{name}.txt", f"$ {command}\n{run.out}[stderr]\n{run.err}[exit {run.status}]\n")


def test_every_command_format_and_relation_has_a_golden_run() -> None:
    lines = [command for where, _, command in COMMANDS if where == "starter"]
    help = cstofacts("-h", cwd=HOME / "tests").out
    commands = re.findall(r"^  (\w+) ", help[help.index("Commands:") : help.index("Exit status")], re.MULTILINE)
    assert commands == list(KNOWN_COMMANDS)
    for command in commands:
        assert f"cstofacts {command} -h" in lines
    for command in ("conflicts", "list", "sources"):
        for format in set(TableFormat) - {TableFormat.TEXT}:
            assert f"cstofacts {command} --format {format}" in lines
    for known in Format:
        assert any(f"cstofacts export --format {known}" in line for line in lines)
    for relation in Relation:
        assert f"cstofacts conflicts --relation {relation}" in lines


# The five articles, whatever their claims look like in detail


def finding(exported: dict[str, Any], id: str) -> dict[str, Any]:
    found: dict[str, Any] = next(finding for finding in exported["findings"] if finding["id"] == id)
    return found


def test_the_conflicts_of_the_articles(exported: dict[str, Any]) -> None:
    listed = [f for f in exported["findings"] if f["relation"] in {"contradicts", "undetermined", "updates"} or f["reason"] == "apparent-conflict"]
    lines = [f"{f['relation']:<15} {f['reason']:<18} {'self' if f['self'] else '':<5} {f['id']}" for f in listed]
    golden(GOLDEN / "articles" / "conflicts.txt", "".join(f"{line}\n" for line in lines))


def test_no_golden_file_is_left_over() -> None:
    expected = {GOLDEN / where / f"{name}.txt" for where, name, _ in COMMANDS} | {GOLDEN / "articles" / "conflicts.txt"}
    assert set(GOLDEN.glob("*/*.txt")) == expected


def test_the_first_screen_of_the_articles(runs: dict[str, Run]) -> None:
    run = runs["articles/check-100"]
    assert run.status == 1
    assert len(run.out.splitlines()) <= 38
    assert re.match(r"5 sources, \d+ claims on \d+ questions; \d+ speakers and agencies\.\n", run.out)


def test_the_first_screen_counts_the_bodies_of_its_findings(runs: dict[str, Run], exported: dict[str, Any]) -> None:
    bodies = {origin for finding in exported["findings"] for side in finding["sides"] for origin in side["origins"]}
    assert f" {len(bodies)} speakers and agencies.\n" in runs["articles/check-100"].out


def test_the_articles_have_no_problems(exported: dict[str, Any]) -> None:
    assert exported["problems"] == []


def test_the_members_are_disputed_and_one_source_contradicts_itself(exported: dict[str, Any], articles: Path) -> None:
    members = finding(exported, "csto/members")
    assert (members["relation"], members["self"], members["standing"]) == ("contradicts", True, "disputed")
    [itself] = [pair for pair in members["pairs"] if pair["self"]]
    assert members["sides"][itself["left"]]["sources"] == members["sides"][itself["right"]]["sources"] == ["S4"]
    assert "Russia" in " ".join(itself["explanation"])
    shown = cstofacts("show", "csto/members", cwd=articles).out
    assert "only S0 names Uzbekistan" in shown
    assert "missing from the list: Russia" in shown
    sources = {source["id"]: source for source in exported["sources"]}
    last = shown.rpartition("\n\n")[2].splitlines()
    assert [line.split()[0] for line in last] == sorted({source for side in members["sides"] for source in side["sources"]})
    for line in last:
        source = sources[line.split()[0]]
        assert line.split()[1] == source["published"]
        assert line.endswith(source["title"])
        assert f", published {source['published']}, claims/{source['id']}.yaml:" in shown


def test_the_founding_is_contradicted(exported: dict[str, Any]) -> None:
    founded = finding(exported, "csto/founded")
    assert (founded["relation"], founded["reason"]) == ("contradicts", "date")


def held(side: dict[str, Any], value: str) -> bool:
    return str(side["value"]).lstrip("~<>=") == value


def pairs_between(exported: dict[str, Any], one: str, other: str) -> Iterator[dict[str, Any]]:
    """The pairs on one question whose sides hold these two numbers."""
    for found in exported["findings"]:
        for pair in found["pairs"]:
            left, right = found["sides"][pair["left"]], found["sides"][pair["right"]]
            if (held(left, one) and held(right, other)) or (held(left, other) and held(right, one)):
                yield pair


def test_sent_and_in_all_are_rivals_only_in_looks(exported: dict[str, Any]) -> None:
    pairs = list(pairs_between(exported, "2500", "3600"))
    assert pairs
    for pair in pairs:
        assert (pair["relation"], pair["reason"]) == ("not-comparable", "apparent-conflict")
        assert any(step.startswith("separators: ") and "role: " in step for step in pair["explanation"])


def test_two_figures_of_peacekeepers_in_all_do_not_contradict(exported: dict[str, Any]) -> None:
    pairs = list(pairs_between(exported, "3600", "4000"))
    assert pairs
    assert "contradicts" not in {pair["relation"] for pair in pairs}


# The first screen, case by case


def height(value: str, **more: str) -> str:
    return claim(value, property="height", **more)


def visitors(value: str, as_of: str, **more: str) -> str:
    return claim(value, property="visitors", qualifiers=f"{{as_of: {as_of}}}", **more)


def entry(screen: str, heading: str) -> list[str]:
    """The lines below a heading."""
    return screen.partition(f"\n{heading}")[2].partition("\n\n")[0].splitlines()[1:]


def first_screen(folder: Path, *claims: str, second: str = "") -> str:
    write_registry(folder / "claims", *claims, second=second)
    return cstofacts("check", cwd=folder, COLUMNS="100").out


def test_a_source_against_itself_is_one_entry_however_many_pairs(tmp_path: Path) -> None:
    screen = first_screen(tmp_path, *(height(str(100 + number)) for number in range(30)))
    [line] = entry(screen, "A source against itself")
    assert re.fullmatch(r"  a on tower/height: 1\d\d and 1\d\d .* \(and 434 more pairs\)", line)


def test_pairs_and_sides_that_are_not_shown_are_counted(tmp_path: Path) -> None:
    screen = first_screen(tmp_path, *(height(str(100 + number)) for number in range(20)), second=height("50"))
    lines = entry(screen, "Contradictions")
    assert "    and 13 more sides" in lines
    assert [line for line in lines if line.startswith("    b ")]
    assert re.fullmatch(r"    > a / b: 1\d\d and 50 .* \(and 19 more pairs\)", lines[-1])


def test_an_apparent_conflict_is_listed_also_beside_a_contradiction(tmp_path: Path) -> None:
    claims = (height("10", qualifiers="{part: tower}"), height("40", qualifiers="{part: mill}"))
    screen = first_screen(tmp_path, *claims, second=height("20", qualifiers="{part: tower}"))
    assert "\n1 contradiction, 0 sources against themselves, 0 need review, 1 apparent conflict, 0 updates.\n" in screen
    shown = {heading: "\n".join(entry(screen, heading)) for heading in ("Contradictions", "Apparent conflicts")}
    assert {heading: [value for value in ("10", "20", "40") if f" {value} " in text] for heading, text in shown.items()} == {
        "Contradictions": ["10", "20"],
        "Apparent conflicts": ["20", "40"],
    }
    report = cstofacts("export", cwd=tmp_path).out
    assert len(re.findall(r"^### ", report, re.MULTILINE)) == 1
    assert re.search(r"^## Apparent conflicts.* \(1\)\n\n.*`tower/height`", report, re.MULTILINE)


def test_a_falling_count_shows_its_dates(tmp_path: Path) -> None:
    screen = first_screen(tmp_path, visitors("90", "2022-01-05"), second=visitors("60", "2022-01-07"))
    gist = " ".join(line.strip() for line in entry(screen, "Contradictions")).partition(" > ")[2]
    for part in ("2022-01-05", "2022-01-07", "change: "):
        assert part in gist


def test_a_contradiction_about_one_speaker_says_so(tmp_path: Path) -> None:
    screen = first_screen(tmp_path, height("10", attribution="[mill]"), second=height("20", attribution="[mill]"))
    gist, note = entry(screen, "Contradictions")[-2:]
    assert "attribution: " in gist
    assert "2 sources, 1 origin: a, b relay mill" in note


def test_one_origin_in_several_sources_is_counted(tmp_path: Path) -> None:
    said = {"attribution": "[mill]"}
    screen = first_screen(tmp_path, claim("red", **said), height("10", **said), second=claim("red", **said))
    assert "2 with one origin (1 of them in several sources)" in screen


def test_an_agreement_shows_both_sides(tmp_path: Path) -> None:
    screen = first_screen(tmp_path, height("10..20"), second=height("15"))
    assert re.search(r"^  a, b +10 to 20 / 15 +How high", screen, re.MULTILINE)


def test_the_hint_after_the_agreements_lists_them(articles: Path, runs: dict[str, Run]) -> None:
    hint = re.search(r"and (\d+) more: cstofacts (conflicts --standing \w+)", runs["articles/check-100"].out)
    assert hint
    run = cstofacts(*hint[2].split(), cwd=articles)
    assert run.status == 0
    assert int(run.err.split()[0]) >= int(hint[1])


# Exit status


@pytest.mark.parametrize(
    ("claims", "second", "options", "status"),
    [
        ((claim("red"),), "", "", 0),
        ((claim("red"),), claim("red"), "", 0),
        ((claim("red"),), claim("blue"), "", 0),
        ((claim("red"),), claim("blue"), "--fail-on undetermined", 1),
        ((claim("red"),), claim("blue"), "--fail-on not-comparable", 1),
        ((claim("red"),), claim("blue"), "--fail-on updates", 1),
        ((claim("red"),), claim("blue"), "--fail-on updates --exit-zero", 0),
        ((claim("red"), claim("blue", certainy="probable")), "", "", 1),
        ((claim("red"), claim("blue", line="x")), "", "", 1),
        ((claim("red"), claim("blue", line="x")), "", "--exit-zero", 0),
        ((claim("red", line="x"),), "", "", 2),
        ((claim("red", line="x"),), "", "--exit-zero", 2),
        ((), "", "", 2),
    ],
)
def test_status(tmp_path: Path, claims: tuple[str, ...], second: str, options: str, status: int) -> None:
    write_registry(tmp_path / "claims", *claims, second=second)
    for command in ("check", "conflicts"):
        run = cstofacts(command, *options.split(), cwd=tmp_path)
        assert (run.status, "Traceback" in run.err) == (status, False)
        if status == 2:
            assert run.out == ""
            assert run.err


@pytest.mark.parametrize("limit", ["contradicts", "undetermined", "not-comparable", "updates"])
def test_a_contradiction_counts_whatever_the_threshold(starter: Path, limit: str) -> None:
    assert cstofacts("check", "--fail-on", limit, cwd=starter).status == 1


@pytest.mark.parametrize(("limit", "status"), [("contradicts", 0), ("undetermined", 0), ("not-comparable", 1), ("updates", 1)])
def test_an_apparent_conflict_counts_from_not_comparable_on(starter: Path, limit: str, status: int) -> None:
    assert cstofacts("conflicts", "--property", "evacuated", "--fail-on", limit, cwd=starter).status == status


@pytest.mark.parametrize(
    ("options", "status"),
    [
        ("--relation agrees", 0),
        ("--relation contradicts", 1),
        ("--standing corroborated", 0),
        ("--standing disputed", 1),
        ("--standing disputed --standing corroborated", 1),
        ("--standing disputed --relation agrees", 0),
        ("--standing disputed --relation contradicts --exit-zero", 0),
    ],
)
def test_only_what_was_asked_for_counts(starter: Path, options: str, status: int) -> None:
    assert cstofacts("conflicts", *options.split(), cwd=starter).status == status


def test_a_contradiction_beside_what_was_asked_for_does_not_count(tmp_path: Path) -> None:
    write_registry(tmp_path / "claims", height("10"), height("10..15"), second=height("20"))
    assert cstofacts("conflicts", cwd=tmp_path).status == 1
    run = cstofacts("conflicts", "--relation", "compatible", cwd=tmp_path)
    assert (run.status, run.err) == (0, "1 question listed, of 1\n")


@pytest.mark.parametrize("standing", Standing)
def test_standing_lists_what_has_that_standing(articles: Path, exported: dict[str, Any], standing: Standing) -> None:
    listed = json.loads(cstofacts("conflicts", "--standing", standing, "--format", "json", cwd=articles).out)
    assert listed["findings"] == [finding for finding in exported["findings"] if finding["standing"] == standing]


def test_exit_zero(starter: Path) -> None:
    assert cstofacts("check", "--exit-zero", cwd=starter).status == 0


@pytest.mark.parametrize(
    "command",
    [
        "check --registry missing",
        "check --registry missing --exit-zero",
        "check --registry claims/sahil.yaml",
        "check --fail-on agrees",
        "check surplus",
        "check --color blue",
        "conflicts --source nobody",
        "conflicts --subject nothing",
        "conflicts --property nothing",
        "conflicts --relation unlike",
        "list --source nobody",
        "list --format xml",
        "show nothing/at-all",
        "show",
        "why post-killed",
        "why post-killed nobody",
        "export --format pdf",
        "export -o missing/report.md",
        "export -o claims",
        "export -o claims/sahil.yaml/report.md",
        "export -o /proc/report.md",
        "rule CF999",
        "nothing",
        "--nothing",
    ],
)
def test_what_cannot_be_done_is_two(starter: Path, command: str) -> None:
    run = cstofacts(*command.split(), cwd=starter)
    assert (run.status, run.out) == (2, "")
    assert run.err
    assert "Traceback" not in run.err
    assert not [path for path in starter.iterdir() if path.name != "claims"]


@pytest.mark.parametrize(
    ("command", "meant"),
    [
        ("show flood/kiled", "flood/killed"),
        ("show sahil-kill", "sahil-killed"),
        ("why post-killed sahil-kiled", "sahil-killed"),
        ("list --source morning", "morning-post"),
        ("conflicts --property evacuate", "evacuated"),
        ("conflicts --subject floods", "flood"),
        ("conflicts --subject فيضان-وادى-مروان", "flood"),
        ("list --property people-killd", "killed"),
        ("rule membershp", "membership"),
        ("chek", "check"),
    ],
)
def test_did_you_mean(starter: Path, command: str, meant: str) -> None:
    run = cstofacts(*command.split(), cwd=starter)
    assert (run.status, run.out) == (2, "")
    assert f"did you mean {meant!r}?" in run.err.lower()


@pytest.mark.parametrize(
    ("id", "command"),
    [("sahil", "list --source sahil"), ("flood", "conflicts --subject flood"), ("killed", "conflicts --property killed")],
)
def test_show_points_to_the_command_for_what_it_does_not_show(starter: Path, id: str, command: str) -> None:
    run = cstofacts("show", id, cwd=starter)
    assert (run.status, run.out) == (2, "")
    assert f"`cstofacts {command}`" in run.err
    assert cstofacts(*command.split(), cwd=starter).status in {0, 1}


@pytest.mark.parametrize("format", TableFormat)
def test_nothing_to_list_is_no_failure(starter: Path, format: TableFormat) -> None:
    for command, said in (("list", "0 claims listed\n"), ("conflicts", "0 questions listed, of 3\n")):
        run = cstofacts(command, "--subject", "hospital", "--format", format, cwd=starter)
        assert (run.status, run.err) == (0, said)


def test_version(tmp_path: Path) -> None:
    assert cstofacts("--version", cwd=tmp_path) == Run(f"cstofacts {__version__}\n", "", 0)


def test_a_problem_goes_to_stderr_with_its_place(tmp_path: Path) -> None:
    write_registry(tmp_path / "claims", claim("red"), claim("blue", line="x"))
    run = cstofacts("check", cwd=tmp_path)
    assert re.search(r"^claims/a\.yaml:4:\d+: CF301 unreadable-value: ", run.err, re.MULTILINE)
    assert "1 claim could not be read" in run.out
    assert "CF301" not in run.out
    listed = cstofacts("export", "--format", "json", cwd=tmp_path)
    assert [problem["code"] for problem in json.loads(listed.out)["problems"]] == ["CF301"]
    assert "1 problem in the registry" in listed.err


def test_an_incomplete_export_is_written_and_is_one(tmp_path: Path) -> None:
    write_registry(tmp_path / "claims", claim("red"), claim("blue", line="x"))
    printed = cstofacts("export", cwd=tmp_path)
    assert (printed.status, "incomplete" in printed.err) == (1, True)
    written = cstofacts("export", "-o", "report.md", cwd=tmp_path)
    assert (written.status, "incomplete" in written.err) == (1, True)
    assert (tmp_path / "report.md").read_text(encoding="utf-8") == printed.out
    for command in ("list", "sources", "show tower/colour"):
        assert cstofacts(*command.split(), cwd=tmp_path).status == 0


# Where the registry is


def test_the_registry_is_found_from_below(starter: Path) -> None:
    below = starter / "claims" / ".schema"
    run = cstofacts("show", "post-killed", cwd=below)
    assert run.status == 0
    assert "  ../morning-post.yaml:" in run.out


def test_no_registry_says_how_to_start_one(tmp_path: Path) -> None:
    run = cstofacts("check", cwd=tmp_path)
    assert (run.status, run.out) == (2, "")
    assert "cstofacts init" in run.err


def test_init_says_what_to_type_next(tmp_path: Path) -> None:
    run = cstofacts("init", "two words/claims", cwd=tmp_path)
    assert run.status == 0
    after = shlex.split(run.err.partition("now type: cstofacts ")[2])
    assert cstofacts(*after, cwd=tmp_path).status == 1


@pytest.mark.parametrize("example", ["starter", "csto-2022"])
def test_init_never_overwrites(tmp_path: Path, example: str) -> None:
    first = tmp_path / "first"
    assert cstofacts("init", str(first), "--example", example, cwd=tmp_path).status == 0
    names = [str(path.relative_to(first)) for path in first.rglob("*") if path.is_file()]
    assert len(names) >= 7
    for number, name in enumerate(sorted(names)[:: 1 if example == "starter" else 3]):
        folder = tmp_path / str(number)
        (folder / name).parent.mkdir(parents=True)
        (folder / name).write_text("mine", encoding="utf-8")
        run = cstofacts("init", str(folder), "--example", example, cwd=tmp_path)
        assert (run.status, run.out) == (2, "")
        assert name in run.err
        assert [path for path in folder.rglob("*") if path.is_file()] == [folder / name]
        assert (folder / name).read_text(encoding="utf-8") == "mine"


def test_init_does_not_write_through_a_link_that_leads_nowhere(tmp_path: Path) -> None:
    (tmp_path / "claims").mkdir()
    (tmp_path / "claims" / "sahil.yaml").symlink_to(tmp_path / "elsewhere")
    assert cstofacts("init", cwd=tmp_path).status == 2
    assert [path.name for path in tmp_path.rglob("*")] == ["claims", "sahil.yaml"]


# Export to a file


@pytest.mark.parametrize(
    ("name", "options", "format"),
    [
        ("r.csv", "", Format.CSV),
        ("r.json", "", Format.JSON),
        ("R.JSON", "", Format.JSON),
        ("r.jsonl", "", Format.JSONL),
        ("r.md", "", Format.MARKDOWN),
        ("r.txt", "", Format.TEXT),
        ("r", "", Format.MARKDOWN),
        ("r.d/r", "", Format.MARKDOWN),
        ("r.json", "--format csv", Format.CSV),
        ("r.md", "--format json", Format.JSON),
        ("r.csv", "--format markdown", Format.MARKDOWN),
    ],
)
def test_a_file_is_written_in_the_format_that_its_name_says(starter: Path, tmp_path: Path, name: str, options: str, format: Format) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    run = cstofacts("export", "-o", str(tmp_path / name), *options.split(), cwd=starter)
    assert (run.status, f"({format})" in run.err) == (0, True)
    assert (tmp_path / name).read_text(encoding="utf-8") == cstofacts("export", "--format", format, cwd=starter).out


def test_export_to_a_file_writes_what_it_prints(starter: Path, tmp_path: Path) -> None:
    umask = os.umask(0o027)
    try:
        run = cstofacts("export", "-o", str(tmp_path / "new.md"), cwd=starter)
    finally:
        os.umask(umask)
    assert (run.status, run.out) == (0, "")
    assert (tmp_path / "new.md").read_text(encoding="utf-8") == cstofacts("export", cwd=starter).out
    assert stat.S_IMODE((tmp_path / "new.md").stat().st_mode) == 0o640


def test_export_keeps_the_mode_of_a_file_and_the_link_to_it(starter: Path, tmp_path: Path) -> None:
    report, link = tmp_path / "report.csv", tmp_path / "link.csv"
    report.write_text("old", encoding="utf-8")
    report.chmod(0o604)
    link.symlink_to(report.name)
    assert cstofacts("export", "--format", "csv", "-o", str(link), cwd=starter).status == 0
    assert link.is_symlink()
    assert report.read_text(encoding="utf-8").startswith("finding,")
    assert stat.S_IMODE(report.stat().st_mode) == 0o604
    assert sorted(tmp_path.iterdir()) == [link, report]


def test_export_that_does_not_fit_on_the_disk_leaves_what_was_there(starter: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    report.write_text("old", encoding="utf-8")
    run = in_shell(f"ulimit -f 1; cstofacts export --format json -o {report}", cwd=starter)
    assert run.status == 2
    assert "cannot be written" in run.err
    assert report.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [report]


def test_export_to_a_device_and_to_a_pipe(starter: Path, tmp_path: Path) -> None:
    text = cstofacts("export", cwd=starter).out
    assert cstofacts("export", "-o", "/dev/stdout", cwd=starter).out == text
    pipe, read = tmp_path / "pipe", []
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: read.append(pipe.read_text(encoding="utf-8")))
    reader.start()
    assert cstofacts("export", "-o", str(pipe), cwd=starter).status == 0
    reader.join(TIMEOUT)
    assert read == [text]


# Terminal, pipes and signals

COLOURED = ("check", "conflicts", "list", "sources", "show flood/killed", "why post-killed sahil-killed", "rule CF503", "rules")


@pytest.mark.parametrize(
    ("options", "env", "coloured"),
    [
        ("", {}, False),
        ("", {"FORCE_COLOR": "1"}, True),
        ("", {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ("--color auto", {"FORCE_COLOR": "1"}, True),
        ("--color never", {"FORCE_COLOR": "1"}, False),
        ("--color always", {}, True),
        ("--color always", {"NO_COLOR": "1"}, True),
        ("--color always", {"TERM": "dumb"}, True),
    ],
)
def test_colour_in_a_pipe(starter: Path, options: str, env: dict[str, str], coloured: bool) -> None:  # noqa: FBT001 (a case of the table)
    plain = cstofacts("check", cwd=starter).out
    run = cstofacts("check", *options.split(), cwd=starter, **env)
    assert ("\x1b[1;31m" in run.out) is coloured
    assert STYLE.sub("", run.out) == plain


@pytest.mark.parametrize(
    ("env", "coloured"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"NO_COLOR": ""}, True), ({"TERM": "dumb"}, False), ({"TERM": "dumb", "FORCE_COLOR": "1"}, True)],
)
def test_colour_on_a_terminal(starter: Path, env: dict[str, str], coloured: bool) -> None:  # noqa: FBT001 (as above)
    run = on_terminal("check", cwd=starter, columns=100, **env)
    assert ("\x1b[" in run.out) is coloured
    assert STYLE.sub("", run.out) == cstofacts("check", cwd=starter, COLUMNS="100").out


@pytest.mark.parametrize("command", COLOURED)
def test_every_command_takes_color(starter: Path, command: str) -> None:
    run = cstofacts(*command.split(), "--color", "always", cwd=starter)
    assert "\x1b[" in run.out
    assert STYLE.sub("", run.out) == cstofacts(*command.split(), cwd=starter).out


def lines_on_terminal(folder: Path, columns: int, *commands: str) -> Iterator[str]:
    for command in commands:
        yield from STYLE.sub("", on_terminal(*command.split(), cwd=folder, columns=columns).out).split("\n")


@pytest.mark.parametrize("columns", WIDTHS)
def test_no_line_is_wider_than_the_terminal(articles: Path, columns: int) -> None:
    commands = ("check", "list", "sources", "conflicts", "show csto/members", "rules", "rule CF503")
    for line in lines_on_terminal(articles, columns, *commands):
        assert cell_len(line) <= columns, line


def kinds(line: str) -> str:
    """A line as the kinds of its characters that decide their order: R right-to-left, L left-to-right, or else as they are."""
    strong = {"R": "R", "AL": "R", "L": "L"}
    return "".join(strong.get(unicodedata.bidirectional(character), character) for character in line)


@pytest.mark.parametrize("columns", WIDTHS)
def test_right_to_left_cells_are_never_neighbours(articles: Path, columns: int) -> None:
    for line in lines_on_terminal(articles, columns, "check", "list", "sources", "show csto/members"):
        assert not re.search(r"R[^RL]*  +[^L]*R", kinds(line)), line
        assert "  " not in kinds(line).partition("«")[2], line


def test_arabic_values_and_quotes_are_never_neighbours(tmp_path: Path) -> None:
    write_registry(tmp_path / "claims", claim("أحمر"), second=claim("أزرق"))
    for command in ("check", "list", "conflicts"):
        for line in cstofacts(command, cwd=tmp_path, COLUMNS="80").out.splitlines():
            assert not re.search(r"R[^RL]*  +[^L]*R", kinds(line)), line


def test_arabic_stays_as_written_without_controls(articles: Path, exported: dict[str, Any]) -> None:
    shown = cstofacts("list", cwd=articles).out
    for claim in exported["claims"]:
        assert f"«{claim['quote']}»" in shown
    assert not [character for character in shown if unicodedata.category(character) in {"Cf", "Cc"} and character != "\n"]


@pytest.mark.parametrize("command", ["check", "export --format json", "conflicts --color always", "list", "rules", "-h"])
def test_a_pipe_that_is_closed_early(articles: Path, command: str) -> None:
    run = in_shell(f"cstofacts {command} | head -1", cwd=articles)
    assert re.fullmatch(r"([\d,]+ (claim|question)s? listed.*\n)?", run.err)
    assert len(run.out.splitlines()) == 1


def test_a_closed_pipe_is_no_verdict(articles: Path) -> None:
    command = [*PROGRAM, "export", "--format", "json"]
    with subprocess.Popen(command, cwd=articles, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE) as program:
        assert program.stdout
        assert program.stderr
        program.stdout.readline()
        program.stdout.close()
        assert program.stderr.read() == b""
        assert program.wait(TIMEOUT) == 141


def test_interrupted(articles: Path) -> None:
    command = [*PROGRAM, "export", "--format", "json"]
    with subprocess.Popen(command, cwd=articles, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE) as program:
        assert program.stdout
        program.stdout.read(1)  # it has begun to write more than a pipe holds, and now waits for us
        program.send_signal(signal.SIGINT)
        _, err = program.communicate(timeout=TIMEOUT)
        assert (err, program.returncode) == (b"", 130)


@pytest.mark.parametrize(
    "env", [{"LC_ALL": "C"}, {"PYTHONIOENCODING": "ascii"}, {"PYTHONIOENCODING": "cp1252"}, {"PYTHONUTF8": "0", "LC_ALL": "POSIX"}]
)
@pytest.mark.parametrize("command", ["check", "export --format csv"])
def test_any_locale_gives_the_same_utf8(starter: Path, command: str, env: dict[str, str]) -> None:
    assert cstofacts(*command.split(), cwd=starter, **env) == cstofacts(*command.split(), cwd=starter)


@pytest.mark.parametrize(
    ("script", "status"),
    [("cstofacts check >&-", 1), ("cstofacts check 2>&-", 1), ("cstofacts check >&- 2>&-", 1), ("cstofacts show nothing 2>&-", 2)],
)
def test_closed_streams(starter: Path, script: str, status: int) -> None:
    run = in_shell(script, cwd=starter)
    assert (run.status, run.err) == (status, "")


@pytest.mark.parametrize(
    "line",
    [
        "check -o claims/sahil.yaml",
        "check --format junit -o claims/new.YAML",
        "check --write-baseline claims/sahil.yaml",
        "check -o link",
        "check -o x --write-baseline ./x",
        "check --baseline known -o known",
        "check draft.txt -o draft.txt",
        "export -o claims/decisions/x.yaml",
        "report -o claims/properties.yaml",
    ],
)
def test_what_is_read_is_not_written_over(starter: Path, tmp_path: Path, line: str) -> None:
    shutil.copytree(starter / "claims", tmp_path / "claims")
    (tmp_path / "link").symlink_to("claims/sahil.yaml")
    for name in ("known", "draft.txt"):
        (tmp_path / name).write_text("", encoding="utf-8")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    run = cstofacts(*line.split(), cwd=tmp_path)
    assert (run.status, run.out) == (2, "")
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("command", ["check", "check --format sarif", "export", "report"])
def test_a_dash_is_stdout(starter: Path, command: str) -> None:
    assert cstofacts(*command.split(), "-o", "-", cwd=starter) == cstofacts(*command.split(), cwd=starter)


def test_a_baseline_can_be_renewed_and_left_out(starter: Path, tmp_path: Path) -> None:
    shutil.copytree(starter / "claims", tmp_path / "claims")
    (tmp_path / "cstofacts.toml").write_text('baseline = "known"\n', encoding="utf-8")
    assert [cstofacts("check", "--write-baseline", "known", cwd=tmp_path).status for _ in range(2)] == [0, 0]
    assert cstofacts("check", cwd=tmp_path).status == 0
    left = cstofacts("check", "--baseline", "", cwd=tmp_path)
    assert (left.status, left.err) == (1, "")
    assert cstofacts("check", "--new", "--baseline", "", cwd=tmp_path).status == 2


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_half_an_output_is_a_two(starter: Path, tmp_path: Path, unbuffered: str) -> None:
    run = in_shell(f"ulimit -f 1; cstofacts export --format json > {tmp_path / 'half'}", cwd=starter, PYTHONUNBUFFERED=unbuffered)
    assert (run.status, run.err) == (2, "cstofacts: File too large\n")
    assert 0 < (tmp_path / "half").stat().st_size <= 1024


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
@pytest.mark.parametrize("command", ["check", "check --exit-zero", "check --color always", "export --format json", "rules"])
def test_output_that_cannot_be_written_is_two(starter: Path, command: str) -> None:
    run = in_shell(f"cstofacts {command} >/dev/full", cwd=starter)
    assert run.status == 2
    assert run.err == "cstofacts: No space left on device\n"


# Completion


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("show flood/k", "flood/killed"),
        ("why post", "post-killed"),
        ("list --source sa", "sahil"),
        ("conflicts --property e", "evacuated"),
        ("conflicts --standing co", "corroborated"),
        ("timeline flood/k", "flood/killed"),
        ("silent post", "post-killed"),
        ("who civ", "civil-defence"),
        ("rule CF50", "CF503"),
        ("rule membe", "membership"),
    ],
)
def test_ids_complete_in_the_shell(starter: Path, typed: str, offered: str) -> None:
    assert offered in completed(typed, cwd=starter).out.split()


def completed(typed: str, cwd: Path) -> Run:
    words = ["cstofacts", *typed.split()]
    env = {"COMP_WORDS": " ".join(words), "COMP_CWORD": str(len(words) - 1), "_CSTOFACTS_COMPLETE": "complete_bash"}
    return cstofacts(cwd=cwd, **env)


@pytest.mark.parametrize("typed", ["show --registry {} flood/k", "show --registry={} flood/k"])
def test_ids_complete_from_the_registry_on_the_line(starter: Path, tmp_path: Path, typed: str) -> None:
    assert completed(typed.format(starter / "claims"), cwd=tmp_path).out.split() == ["flood/killed"]


@pytest.mark.parametrize("typed", ["show flood/k", "show --registry missing flood/k", "list --source s", "why p"])
def test_nothing_completes_quietly_without_a_registry(tmp_path: Path, typed: str) -> None:
    run = completed(typed, cwd=tmp_path)
    assert (run.out.strip(), run.err) == ("", "")
