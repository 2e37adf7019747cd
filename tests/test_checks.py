"""The formats of `check` for other programs: valid, complete, stable, and of one mind about the exit status."""

import json
import re
import shutil
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest
from conftest import HOME, Run, cstofacts, run_all
from lxml import etree

from cstofacts.cli.checks import checked_of
from cstofacts.cli.registries import read_findings
from cstofacts.model.rules import RULES
from cstofacts.reports.checks import CheckFormat
from cstofacts.reports.checks.github import MOST
from cstofacts.reports.checks.sarif_places import link_text, plain
from cstofacts.reports.checks.summary import summary

SCHEMAS = HOME / "tests" / "cases" / "schemas"
SARIF = jsonschema.Draft4Validator(json.loads((SCHEMAS / "sarif-2.1.0.json").read_text(encoding="utf-8")))
FOR_PROGRAMS = [format for format in CheckFormat if format is not CheckFormat.FULL]
WHERE = ("starter", "decided", "articles", "faulty")

MANY = "".join(f"  - {{id: m-{n}, subject: flood, property: height-{n}, value: {n}, quote: {n}, line: {n}}}\n" for n in range(1, 31))
PROPERTIES_OF_MANY = "".join(f"  height-{n}: {{type: number}}\n" for n in range(1, 31))


@pytest.fixture(scope="session")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A registry in a repository, with a decision, ignores, problems, moved quotes, Arabic names of files and thirty more contradictions."""
    folder = tmp_path_factory.mktemp("faulty")
    (folder / ".git").mkdir()
    assert cstofacts("init", cwd=folder).status == 0
    claims = folder / "claims"
    sahil = (claims / "sahil.yaml").read_text(encoding="utf-8")
    ignoring = sahil.replace("  - id: sahil-killed", "  # ignore CF501: the hospital counts its own dead\n  - id: sahil-killed").replace(
        "line: 4", "line: 14  # ignore quote-moved: renumbered"
    )
    (claims / "sahil.yaml").unlink()
    (claims / "الساحل %41.yaml").write_text(ignoring, encoding="utf-8")
    properties = (claims / "properties.yaml").read_text(encoding="utf-8")
    (claims / "properties.yaml").write_text(f"{properties.rstrip()}\n{PROPERTIES_OF_MANY}", encoding="utf-8")
    for id, text in (("one", MANY), ("two", MANY.replace("value: ", "value: 1000").replace("m-", "n-"))):
        (claims / f"{id}.yaml").write_text(f"source: {{id: {id}, title: x, text_file: {id}.txt}}\nclaims:\n{text}", encoding="utf-8")
    (claims / "bad.yaml").write_text("source: {id: bad, title: x}\nclaims:\n  - {id: bad-1, subject: nobody}\n", encoding="utf-8")
    decided = ("resolve", "flood/height-1", "--as", "explained", "--because", "two [gauges]{0} %0A", "--by", "ليلى")
    assert cstofacts(*decided, cwd=folder, SOURCE_DATE_EPOCH="1709820000").status == 0
    return folder


@pytest.fixture(scope="session")
def runs(starter: Path, decided: Path, articles: Path, faulty: Path) -> dict[str, Run]:
    folders = {"starter": starter, "decided": decided, "articles": articles, "faulty": faulty}
    texts = {where: ["--texts", "claims/texts"] if where != "articles" else [] for where in WHERE}
    again: dict[str, tuple[list[str], Path, dict[str, str]]] = {
        f"again {format}": (["check", "--format", format, *texts["faulty"]], faulty, {"PYTHONHASHSEED": "7"}) for format in CheckFormat
    }
    return run_all(
        again | {f"{where} {format}": (["check", "--format", format, *texts[where]], folders[where], {}) for where in WHERE for format in CheckFormat}
    )


every_registry = pytest.mark.parametrize("where", WHERE)


@every_registry
@pytest.mark.parametrize("format", FOR_PROGRAMS)
def test_every_format_is_of_one_mind(runs: dict[str, Run], where: str, format: CheckFormat) -> None:
    run = runs[f"{where} {format}"]
    assert run.status == runs[f"{where} full"].status
    assert "Traceback" not in run.err
    assert len(run.err.splitlines()) == 1


@pytest.mark.parametrize("format", CheckFormat)
def test_a_file_holds_what_stdout_would(starter: Path, tmp_path: Path, format: CheckFormat) -> None:
    told = cstofacts("check", "--format", format, cwd=starter)
    run = cstofacts("check", "--format", format, "-o", str(tmp_path / "file"), cwd=starter)
    assert (run.status, run.out) == (told.status, "")
    assert (tmp_path / "file").read_text(encoding="utf-8") == told.out
    assert cstofacts("check", "--format", format, "-o", str(tmp_path / "no" / "file"), cwd=starter).status == 2


@pytest.mark.parametrize("format", FOR_PROGRAMS)
def test_a_registry_that_cannot_be_read_is_told_of_and_two(tmp_path: Path, format: CheckFormat) -> None:
    (tmp_path / "claims").mkdir()
    (tmp_path / "claims" / "properties.yaml").write_text("properties: [\n", encoding="utf-8")
    run = cstofacts("check", "--format", format, "-o", "file", cwd=tmp_path)
    assert run.status == 2
    assert "CF005" in (tmp_path / "file").read_text(encoding="utf-8")


def nothing_read(folder: Path) -> Path:
    """A registry with questions and sources, and no claim that can be read."""
    assert cstofacts("init", cwd=folder).status == 0
    for path in (folder / "claims").glob("*.yaml"):
        path.write_text(path.read_text(encoding="utf-8").replace("property: ", "property: no-"), encoding="utf-8")
    return folder


@pytest.mark.parametrize("format", FOR_PROGRAMS)
def test_a_check_of_nothing_says_so_in_every_format(tmp_path: Path, format: CheckFormat) -> None:
    run = cstofacts("check", "--format", format, cwd=nothing_read(tmp_path))
    assert run.status == 2
    assert "no claim could be read" in run.out
    assert run.err == "cstofacts: no claim could be read, so nothing was checked\n"


def test_junit_says_of_other_files_only_when_there_are_some(runs: dict[str, Run], tmp_path: Path) -> None:
    (tmp_path / "claims").mkdir()
    (tmp_path / "claims" / "x.yaml").write_text("[", encoding="utf-8")
    told = etree.fromstring(cstofacts("check", "--format", "junit", cwd=tmp_path).out.encode())
    assert [case.find("error") is None for case in told.iterfind("testsuite/testcase")] == [False, False]
    assert "every other file can be read" in runs["faulty junit"].out


def changed_starter(starter: Path, folder: Path, *settings: str) -> Path:
    shutil.copytree(starter / "claims", folder / "claims")
    (folder / "cstofacts.toml").write_text("".join(f"{line}\n" for line in settings), encoding="utf-8")
    return folder


@pytest.mark.parametrize("options", [["--new", "--baseline", "known"], []])
def test_what_is_left_out_is_counted_and_was_compared(starter: Path, tmp_path: Path, options: list[str]) -> None:
    folder = changed_starter(starter, tmp_path, *([] if options else ["[severity]", 'CF501 = "off"']))
    first = cstofacts("check", "--write-baseline", "known", "--baseline", "", "--config", "", cwd=folder).out.splitlines()[0]
    shown = cstofacts("check", *options, cwd=folder).out.splitlines()
    assert shown[0] == first
    assert any("not shown" in line for line in shown)
    assert cstofacts("check", *options, "--format", "github", cwd=folder, GITHUB_STEP_SUMMARY="summary").status == 0
    page = (folder / "summary").read_text(encoding="utf-8")
    assert first in page
    assert "not shown" in page


def test_a_decision_stays_told_when_its_rule_is_off(decided: Path, tmp_path: Path) -> None:
    shutil.copytree(decided / "claims", tmp_path / "claims")
    lines = [f'{code} = "off"' for code, rule in RULES.items() if rule.name in ("numeric", "apparent-conflict", "date", "membership")]
    (tmp_path / "cstofacts.toml").write_text("\n".join(["[severity]", *lines]), encoding="utf-8")
    for folder in (decided, tmp_path):
        results = log_of(cstofacts("check", "--format", "sarif", cwd=folder))["results"]
        justified = [each["justification"] for result in results for each in result["suppressions"]]
        root = etree.fromstring(cstofacts("check", "--format", "junit", cwd=folder).out.encode())
        skipped = [case.get("message") for case in root.iterfind("testsuite/testcase/skipped")]
        if folder == decided:
            expected = (justified, skipped)
    assert (justified, skipped) == expected
    assert justified


def test_paths_count_from_the_root_also_in_folders_with_odd_names(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    assert cstofacts("init", "--registry", "..claims", cwd=tmp_path).status == 0
    (tmp_path / "below").mkdir()
    run = cstofacts("check", "--registry", "../..claims", "--format", "junit", cwd=tmp_path / "below")
    assert "(..claims/" in run.out
    assert "../" not in run.out
    assert "file=..claims/" in cstofacts("check", "--registry", "..claims", "--format", "github", cwd=tmp_path).out


COMMANDS_OF_SERVERS = re.compile(r"^\s*::|##\[|##vso\[", re.MULTILINE | re.IGNORECASE)


@pytest.mark.parametrize("text", ["::error::x", "##[error]x", "a ##VSO[task.complete]", "  ::stop-commands::y"])
def test_a_build_server_is_given_no_commands(starter: Path, tmp_path: Path, text: str) -> None:
    folder = changed_starter(starter, tmp_path)
    post = folder / "claims" / "morning-post.yaml"
    given = post.read_text(encoding="utf-8")
    hostile = re.sub(r'(title|quote|publisher): "?([^"\n]*)"?', lambda match: f'{match[1]}: "{text} {match[2]}"', given)
    post.write_text(hostile, encoding="utf-8")
    lines = ("check", "check --format concise", "conflicts", "sources")
    servers = ("GITHUB_ACTIONS", "TF_BUILD", "CI")
    runs = run_all({f"{server} {line}": (line.split(), folder, {server: "true"}) for server in servers for line in lines})
    for name, run in runs.items():
        assert run.out, run.err
        assert name.startswith("CI ") or not COMMANDS_OF_SERVERS.search(f"{run.out}\n{run.err}"), name
    assert text.strip() in runs["CI conflicts"].out


@pytest.mark.parametrize(
    ("text", "message", "link"),
    [("a[b", r"a\[b", r"a\[b"), (r"\[b](1)", r"\\\[b\](1)", r"\\\[b\](1)"), (r"a\b", r"a\b", r"a\\b")],
)
def test_a_text_in_a_message_of_sarif_makes_no_link(text: str, message: str, link: str) -> None:
    assert (plain(text), link_text(text)) == (message, link)


def test_with_a_baseline_each_result_of_sarif_has_a_state(faulty: Path, tmp_path: Path) -> None:
    (tmp_path / "known").write_text("", encoding="utf-8")
    results = log_of(cstofacts("check", "--baseline", str(tmp_path / "known"), "--format", "sarif", cwd=faulty))["results"]
    assert {result["baselineState"] for result in results} == {"new"}


# concise


@every_registry
def test_concise_has_a_line_for_each_alert(runs: dict[str, Run], where: str) -> None:
    lines = runs[f"{where} concise"].out.splitlines()
    assert [line for line in lines if not re.match(r"\S.*?(:\d+:\d+)?: (CF\d\d\d) [a-z-]+: .", line)] == []
    assert len(lines) == len(open_results(runs[f"{where} sarif"]))


def test_concise_speaks_arabic(starter: Path) -> None:
    assert "لا" in cstofacts("check", "--format", "concise", "--lang", "ar", cwd=starter).out


# json


def test_json_is_the_export(starter: Path) -> None:
    for format in ("json", "jsonl"):
        assert cstofacts("check", "--format", format, cwd=starter).out == cstofacts("export", "--format", format, cwd=starter).out


def test_json_says_what_is_ignored(runs: dict[str, Run]) -> None:
    document = json.loads(runs["faulty json"].out)
    assert [(each["problem"]["code"], each["by"]["reason"]) for each in document["ignored"]] == [("CF213", "renumbered")]
    [ignored] = [finding for finding in document["findings"] if finding.get("ignored")]
    assert (ignored["id"], ignored["ignored"][0]["codes"]) == ("flood/killed", ["CF501"])


# github

COMMAND = re.compile(r"::(error|warning|notice)( file=[^,:]+(,line=\d+)?(,col=\d+)?,title=CF\d\d\d [a-z-]+)?::(.+)")


@every_registry
def test_github_takes_every_line_for_a_command(runs: dict[str, Run], where: str) -> None:
    lines = runs[f"{where} github"].out.splitlines()
    assert lines
    rest = [line for line in lines if not COMMAND.fullmatch(line)]
    assert set(rest) <= set(runs[f"{where} concise"].out.splitlines())
    assert len(rest) == sum(int(number) for number in re.findall(r"^::[a-z]+::and (\d+) more", runs[f"{where} github"].out, re.MULTILINE))
    types = Counter(line.split("::")[1].split()[0] for line in lines if line not in rest)
    assert max(types.values()) <= MOST


def test_github_counts_what_it_leaves_out(runs: dict[str, Run]) -> None:
    errors = [line for line in runs["faulty github"].out.splitlines() if line.startswith("::error")]
    results = [result for result in open_results(runs["faulty sarif"]) if result["level"] == "error"]
    assert len(errors) == MOST
    assert f"and {len(results) - MOST + 1} more" in errors[-1]


def test_a_summary_is_appended(faulty: Path, tmp_path: Path) -> None:
    (tmp_path / "summary").write_text("# before\n", encoding="utf-8")
    run = cstofacts("check", "--format", "github", cwd=faulty, GITHUB_STEP_SUMMARY=str(tmp_path / "summary"))
    text = (tmp_path / "summary").read_text(encoding="utf-8")
    assert text.startswith("# before\n## cstofacts\n")
    assert text.count("CF501 numeric") == 29
    lost = cstofacts("check", "--format", "github", cwd=faulty, GITHUB_STEP_SUMMARY=str(tmp_path / "no" / "summary"))
    assert (lost.status, lost.out) == (run.status, run.out)


@pytest.mark.parametrize("room", [0, 300, 1000, 3000, 100_000])
def test_a_summary_keeps_to_its_room(faulty: Path, room: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(faulty)
    registry, findings = read_findings(None)
    checked = checked_of(registry, findings, None, None)
    whole = summary(checked)
    cut = summary(checked, room)
    assert len(cut.encode()) <= room
    assert cut == whole if room > len(whole.encode()) + 1000 else cut != whole
    rows = [line for line in cut.splitlines() if "CF" in line]
    more = re.search(r"and (\d+) more", cut)
    left_out = len([line for line in whole.splitlines() if "CF" in line]) - len(rows)
    assert not rows or left_out == (int(more[1]) if more else 0)


# gitlab


@every_registry
def test_gitlab_tells_its_issues_apart(runs: dict[str, Run], where: str, faulty: Path) -> None:
    issues = json.loads(runs[f"{where} gitlab"].out)
    assert len({issue["fingerprint"] for issue in issues}) == len(issues) == len(open_results(runs[f"{where} sarif"]))
    for issue in issues:
        assert issue.keys() == {"description", "check_name", "fingerprint", "severity", "location"}
        assert issue["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert issue["location"]["lines"]["begin"] >= 1
        if where == "faulty":
            assert (faulty / issue["location"]["path"]).is_file()


# junit


@every_registry
def test_junit_is_what_its_schema_says(runs: dict[str, Run], where: str) -> None:
    root = etree.fromstring(runs[f"{where} junit"].out.encode())
    etree.XMLSchema(etree.parse(SCHEMAS / "junit-10.xsd")).assertValid(root)
    for suite in root.iter("testsuite"):
        assert suite.get("tests") == str(len(suite.findall("testcase")))
        for count, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            assert suite.get(count) == str(len(suite.findall(f"testcase/{tag}")))
    failed = int(root.get("failures")) + int(root.get("errors"))
    assert bool(failed) == (runs[f"{where} junit"].status == 1)


def test_junit_has_a_case_for_each_question(runs: dict[str, Run]) -> None:
    root = etree.fromstring(runs["faulty junit"].out.encode())
    names = [case.get("name") for case in root.iterfind("testsuite/testcase") if case.get("classname") != "registry"]
    assert sorted(names) == sorted(finding["id"] for finding in json.loads(runs["faulty json"].out)["findings"])
    skipped = {case.get("name"): case.find("skipped").get("message") for case in root.iterfind("testsuite/testcase[skipped]")}
    assert skipped["flood/killed"] == "ignored: the hospital counts its own dead"
    assert skipped["flood/height-1"].startswith("decided: ")


@pytest.mark.parametrize(("limit", "failures"), [("contradicts", 1), ("not-comparable", 2)])
def test_junit_fails_where_the_threshold_says(starter: Path, limit: str, failures: int) -> None:
    run = cstofacts("check", "--format", "junit", "--fail-on", limit, cwd=starter)
    assert int(etree.fromstring(run.out.encode()).get("failures")) == failures


# sarif


def log_of(run: Run) -> Any:
    log = json.loads(run.out)
    SARIF.validate(log)
    return log["runs"][0]


def open_results(run: Run) -> list[dict[str, Any]]:
    return [result for result in json.loads(run.out)["runs"][0]["results"] if not result["suppressions"]]


@every_registry
def test_sarif_is_what_its_schema_says(runs: dict[str, Run], where: str) -> None:
    told = log_of(runs[f"{where} sarif"])
    rules = told["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted({result["ruleId"] for result in told["results"]})
    prints = [result["partialFingerprints"]["cstofacts/v1"] for result in told["results"]]
    assert len(set(prints)) == len(prints)
    for result in told["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert len(result["locations"]) == 1
        ids = [place["id"] for place in result.get("relatedLocations", [])]
        assert ids == list(range(1, len(ids) + 1))
        assert {int(id) for id in re.findall(r"\]\((\d+)\)", result["message"]["text"])} <= set(ids)


def test_sarif_leads_to_the_lines_of_the_registry_and_of_the_articles(runs: dict[str, Run], faulty: Path) -> None:
    told = log_of(runs["faulty sarif"])
    places = [place for result in told["results"] for place in (*result["locations"], *result.get("relatedLocations", []))]
    names = set()
    for place in places:
        artifact = place["physicalLocation"]["artifactLocation"]
        assert artifact["uriBaseId"] in told["originalUriBaseIds"]
        assert artifact["uri"].isascii()
        path = faulty / unquote(artifact["uri"])
        names.add(path.name)
        lines = path.read_text(encoding="utf-8").splitlines()
        region = place["physicalLocation"].get("region")
        if region is None:
            assert path.name == "sahil.txt"  # the quote has moved
        elif snippet := region.get("snippet"):
            assert snippet["text"] in lines[region["startLine"] - 1]
        else:
            assert lines[region["startLine"] - 1][region["startColumn"] - 1 :]
    assert {"الساحل %41.yaml", "sahil.txt", "morning-post.txt", "bad.yaml"} <= names


def test_sarif_says_who_decided_and_what_is_ignored(runs: dict[str, Run]) -> None:
    suppressed = {
        result.get("properties", {}).get("question", result["ruleId"]): (each["kind"], each["justification"])
        for result in log_of(runs["faulty sarif"])["results"]
        for each in result["suppressions"]
    }
    assert suppressed == {
        "flood/height-1": ("external", "explained by ليلى: two [gauges]{0} %0A"),
        "flood/killed": ("inSource", "the hospital counts its own dead"),
        "CF213": ("inSource", "renumbered"),
    }


def test_a_rule_of_sarif_is_the_page_of_the_rule(runs: dict[str, Run]) -> None:
    for rule in log_of(runs["faulty sarif"])["tool"]["driver"]["rules"]:
        for text in (RULES[rule["id"]].why, RULES[rule["id"]].settle):
            assert text in rule["help"]["text"]
            assert text in rule["help"]["markdown"]


def test_lines_that_are_put_in_change_no_fingerprint(starter: Path, tmp_path: Path) -> None:
    shutil.copytree(starter / "claims", tmp_path / "claims")
    (tmp_path / "claims" / "bad.yaml").write_text("source: {id: bad, title: x}\nclaims:\n  - {id: bad-1, subject: nobody}\n", encoding="utf-8")
    before = fingerprints(tmp_path)
    for path in (tmp_path / "claims").glob("*.yaml"):
        path.write_text(f"# one\n# two\n{path.read_text(encoding='utf-8')}", encoding="utf-8")
    assert fingerprints(tmp_path) == before
    post = tmp_path / "claims" / "morning-post.yaml"
    post.write_text(post.read_text(encoding="utf-8").replace("value: 9", "value: 10"), encoding="utf-8")
    assert fingerprints(tmp_path) != before


def fingerprints(folder: Path) -> list[tuple[str, str]]:
    results = log_of(cstofacts("check", "--format", "sarif", cwd=folder))["results"]
    issues = json.loads(cstofacts("check", "--format", "gitlab", cwd=folder).out)
    assert [issue["fingerprint"] for issue in issues] == [result["partialFingerprints"]["cstofacts/v1"] for result in results]
    return [(result["ruleId"], str(result["partialFingerprints"])) for result in results]


def test_a_baseline_tells_new_from_known(starter: Path, tmp_path: Path) -> None:
    shutil.copytree(starter / "claims", tmp_path / "claims")
    assert cstofacts("check", "--write-baseline", "known", cwd=tmp_path).status == 0
    (tmp_path / "claims" / "late.yaml").write_text(
        "source: {id: late, title: x}\nclaims:\n  - {subject: flood, property: date, value: 2024-03-09, quote: x, line: 1}\n", encoding="utf-8"
    )
    runs = {format: cstofacts("check", "--format", format, "--baseline", "known", cwd=tmp_path) for format in FOR_PROGRAMS}
    assert {run.status for run in runs.values()} == {1}
    results = log_of(runs[CheckFormat.SARIF])["results"]
    states = {result["properties"]["question"]: result["baselineState"] for result in results}
    assert states == {"flood/killed": "unchanged", "flood/evacuated": "unchanged", "flood/date": "new"}
    assert runs[CheckFormat.GITHUB].out.count("::error ") == 1
    assert int(etree.fromstring(runs[CheckFormat.JUNIT].out.encode()).get("failures")) == 1
    new = cstofacts("check", "--format", "concise", "--baseline", "known", "--new", cwd=tmp_path)
    assert len(new.out.splitlines()) == 1
    assert cstofacts("check", "--format", "gitlab", cwd=tmp_path).out.count("major") == 2
    assert runs[CheckFormat.GITLAB].out.count("major") == 1


def test_paths_count_from_the_root_of_the_repository(faulty: Path) -> None:
    here = cstofacts("check", "--format", "sarif", cwd=faulty)
    inside = cstofacts("check", "--format", "sarif", cwd=faulty / "claims" / "texts")
    assert inside.out == here.out


def test_texts_outside_the_repository_have_no_path_of_this_machine(faulty: Path, tmp_path: Path) -> None:
    shutil.copytree(faulty / "claims" / "texts", tmp_path / "texts")
    run = cstofacts("check", "--format", "sarif", "--texts", str(tmp_path / "texts"), cwd=faulty)
    assert str(tmp_path) not in run.out
    uris = {place["physicalLocation"]["artifactLocation"]["uri"] for r in log_of(run)["results"] for place in r.get("relatedLocations", [])}
    assert "sahil.txt" in uris


@pytest.mark.parametrize("format", CheckFormat)
def test_the_same_input_gives_the_same_bytes(runs: dict[str, Run], format: CheckFormat) -> None:
    assert runs[f"faulty {format}"] == runs[f"again {format}"]


# A draft

DRAFT = "The flood came on 3 March 2024.\nIt killed 12 people in Wadi Marwan, nine of them on 4 March 2024.\n"


def test_a_draft_has_records_with_places(starter: Path, tmp_path: Path) -> None:
    (tmp_path / "draft.txt").write_text(DRAFT, encoding="utf-8")
    full = cstofacts("check", str(tmp_path / "draft.txt"), cwd=starter)
    run = cstofacts("check", str(tmp_path / "draft.txt"), "--format", "json", cwd=starter)
    assert run.status == full.status
    document = json.loads(run.out)
    lines = DRAFT.splitlines()
    for value in document["values"]:
        assert lines[value["line"] - 1][value["column"] - 1 :].startswith(value["quote"])
    rows = [json.loads(line) for line in cstofacts("check", str(tmp_path / "draft.txt"), "--format", "jsonl", cwd=starter).out.splitlines()]
    assert [row for row in rows if row["table"] == "values"] == [{"table": "values", **value} for value in document["values"]]
    concise = cstofacts("check", str(tmp_path / "draft.txt"), "--format", "concise", cwd=starter).out.splitlines()
    assert len(concise) == sum(value["told"] in {"contradicted", "disputed", "unclear"} for value in document["values"])
    assert all(re.match(r"draft\.txt:\d+:\d+: \w+: ", line) for line in concise)


@pytest.mark.parametrize("format", ["sarif", "junit", "github", "gitlab"])
def test_a_draft_is_no_file_of_the_registry(starter: Path, tmp_path: Path, format: str) -> None:
    (tmp_path / "draft.txt").write_text(DRAFT, encoding="utf-8")
    run = cstofacts("check", str(tmp_path / "draft.txt"), "--format", format, cwd=starter)
    assert (run.status, run.out) == (2, "")
    assert "concise, json, jsonl" in run.err
