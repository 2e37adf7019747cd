"""What people decide: how long it holds, how it is written, and that nothing of it is ever lost."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from conftest import HOME, PROGRAM, TIMEOUT, cstofacts, environment, golden
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace
from registries import Case, read_case

from cstofacts.model.claim import Claim
from cstofacts.model.decision import Decision, Judged, Ruling, State
from cstofacts.model.finding import Finding, Standing
from cstofacts.model.registry import Registry
from cstofacts.reconcile import reconcile, why
from cstofacts.reconcile.settlements import content_of, judged, latest_of
from cstofacts.registry import load
from cstofacts.registry.decision_file import decision_text, name_of, write_decision
from cstofacts.registry.decisions import read_decisions
from cstofacts.registry.nodes import Page, read_nodes
from cstofacts.registry.schema import schema_files
from cstofacts.values.base import Fault

CASES: list[Case] = yaml.load((HOME / "tests" / "cases" / "decisions" / "held.yaml").read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 (makes texts only)
NUMBER = {"type": "number"}
TWO: Case = {"property": NUMBER, "claims": [{"source": "A", "value": "9"}, {"source": "B", "value": "7"}]}
ON = "2024-03-06T14:05:09Z"


def decision(finding: Finding, ruling: Ruling = Ruling.EXPLAINED, decided: str = ON, accept: str = "", follows: tuple[str, ...] = ()) -> Decision:
    return Decision(finding.id, ruling, "Layla", decided, "so it is", judged(finding.claims, [accept]), follows)


def decided(registry: Registry, *decisions: Decision) -> Finding:
    (finding,) = reconcile(replace(registry, decisions=list(decisions)))
    return finding


# How long a decision holds


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_a_decision_holds_while_its_claims_do(case: Case, tmp_path: Path) -> None:
    before = {"property": NUMBER, **case}
    after = {**before, "claims": case.get("then", case["claims"]), "origins": case.get("then_origins", case.get("origins", {}))}
    after["property"] = case.get("then_property", before["property"])
    (finding,) = reconcile(read_case(before, tmp_path / "before"))
    held = decided(read_case(after, tmp_path / "after"), decision(finding, Ruling(case.get("ruling", "explained"))))
    assert held.settlement
    assert held.state == case["state"]
    assert [[change.kind, change.claim, change.before, change.after] for change in held.settlement.changes] == case.get("changes", [])
    assert held.is_resolved == (case["state"] == "resolved")
    assert (held.standing is Standing.RESOLVED) == held.is_resolved
    assert held.sides, "what the sources say is still there"


def test_a_decision_holds_again_once_its_claims_are_back(tmp_path: Path) -> None:
    registry = read_case(TWO, tmp_path / "two")
    three = read_case({**TWO, "claims": [*TWO["claims"], {"source": "C", "value": "8"}]}, tmp_path / "three")
    (finding,) = reconcile(registry)
    assert decided(three, decision(finding)).state is State.REOPENED
    assert decided(registry, decision(finding)).state is State.RESOLVED


def test_the_latest_decision_holds_whatever_the_clocks_say(tmp_path: Path) -> None:
    registry = read_case(TWO, tmp_path / "claims")
    (finding,) = reconcile(registry)
    first = decision(finding, decided="2024-03-09T00:00:00Z")
    second = decision(finding, Ruling.REOPENED, decided="2024-03-07T00:00:00Z", follows=(first.id,))
    third = decision(finding, Ruling.CONFIRMED, decided="2024-03-05T00:00:00Z", follows=(second.id,))
    assert decided(registry, first, second).state is State.REOPENED
    held = decided(registry, third, first, second)
    assert held.settlement
    assert held.settlement.decision is third
    assert held.is_resolved


@pytest.mark.parametrize(
    ("one", "other", "state"),
    [
        ((Ruling.EXPLAINED, "1"), (Ruling.EXPLAINED, "1"), State.RESOLVED),
        ((Ruling.EXPLAINED, "1"), (Ruling.EXPLAINED, "2"), State.CONTESTED),
        ((Ruling.EXPLAINED, ""), (Ruling.CONFIRMED, ""), State.CONTESTED),
        ((Ruling.EXPLAINED, ""), (Ruling.DEFERRED, ""), State.CONTESTED),
    ],
)
def test_two_decisions_side_by_side(one: tuple[Ruling, str], other: tuple[Ruling, str], state: State, tmp_path: Path) -> None:
    registry = read_case(TWO, tmp_path / "claims")
    (finding,) = reconcile(registry)
    left, right = decision(finding, *one[:1], accept=one[1]), decision(finding, *other[:1], decided="2024-03-07T00:00:00Z", accept=other[1])
    found = decided(registry, left, right)
    assert found.state is state
    again = decision(finding, decided="2024-03-08T00:00:00Z", follows=tuple(each.id for each in latest_of([left, right])))
    assert decided(registry, left, right, again).state is State.RESOLVED


def test_of_two_decisions_side_by_side_the_one_on_the_claims_of_now_holds(tmp_path: Path) -> None:
    two = read_case(TWO, tmp_path / "two")
    three = read_case({**TWO, "claims": [*TWO["claims"], {"source": "C", "value": "8"}]}, tmp_path / "three")
    on_two, on_three = decision(reconcile(two)[0], decided="2024-03-09T00:00:00Z"), decision(reconcile(three)[0], Ruling.CONFIRMED)
    found = decided(three, on_two, on_three)
    assert found.settlement
    assert (found.state, found.settlement.decision) == (State.RESOLVED, on_three)


def test_a_claim_is_its_content(tmp_path: Path) -> None:
    first, second = read_case(TWO, tmp_path / "claims").claims
    moved: Claim = replace(first, id="other", line=99, note="a note", location=second.location, origin="agency")
    assert content_of(moved) == content_of(first)
    changes: list[dict[str, Any]] = [{"source": "B"}, {"subject": "x"}, {"property": "x"}, {"text": "x"}, {"quote": "x"}, {"value": second.value}]
    changes += [{"qualifiers": {"phase": "planned"}}, {"attribution": ("x",)}, {"certainty": "alleged"}]
    assert len({content_of(replace(first, **change)) for change in changes} | {content_of(first)}) == len(changes) + 1


# How it is written

words = st.text(min_size=1, max_size=60).filter(lambda text: text.strip() == text and not any("\ud800" <= letter <= "\udfff" for letter in text))
judgements = st.builds(Judged, words, words, words, words, st.from_regex(r"[0-9a-f]{16}", fullmatch=True), st.booleans())
decisions = st.builds(
    Decision,
    words,
    st.sampled_from(Ruling),
    words,
    st.just(ON),
    words,
    st.lists(judgements, max_size=3).map(tuple),
    st.lists(words, max_size=2).map(tuple),
)


@given(decisions)
def test_what_was_written_reads_back(made: Decision) -> None:
    text = decision_text(made)
    assert isinstance(text, str)
    page = Page("x")
    (read,) = read_decisions(page, read_nodes(page, text.encode()))
    assert page.problems == []
    assert replace(read, location=made.location) == made
    assert read.id == made.id
    name = name_of(made)
    assert name.isascii()
    assert len(name) < 120
    assert not set(name) & set('/\\:*?"<>| \n')


@pytest.mark.parametrize("loader", [yaml.BaseLoader, yaml.SafeLoader])
@given(made=decisions)
@example(made=Decision("~", Ruling.EXPLAINED, "null", ON, "~", (), ("~", "NULL")))
def test_what_was_written_is_what_its_schema_says(made: Decision, loader: Any) -> None:
    written = yaml.load(str(decision_text(made)), loader)  # noqa: S506 (both loaders are safe)
    schema = json.loads(schema_files()["decisions.json"])
    jsonschema.Draft7Validator(schema).validate(json.loads(json.dumps(written, default=str)))


def test_half_a_character_is_not_written(tmp_path: Path) -> None:
    registry = read_case(TWO, tmp_path / "claims")
    made = replace(decision(reconcile(registry)[0]), because="\ud800")
    assert isinstance(write_decision(tmp_path / "claims", made), Fault)
    assert load(tmp_path / "claims").decisions == []


def test_decisions_of_both_places_count_once(tmp_path: Path) -> None:
    registry = read_case(TWO, tmp_path / "claims")
    made = decision(reconcile(registry)[0])
    assert isinstance(write_decision(tmp_path / "claims", made), Path)
    assert isinstance(write_decision(tmp_path / "claims", made), Fault), "nothing is ever overwritten"
    text = decision_text(made)
    assert isinstance(text, str)
    (tmp_path / "claims" / "decisions.yaml").write_text(text, encoding="utf-8")
    read = load(tmp_path / "claims")
    assert read.problems == []
    assert [each.id for each in read.decisions] == [made.id]


# Two editors, and what can go wrong

NAMED = {"GIT_AUTHOR_NAME": "x", "GIT_AUTHOR_EMAIL": "x@example.org", "GIT_COMMITTER_NAME": "x", "GIT_COMMITTER_EMAIL": "x@example.org"}


def git(folder: Path, *arguments: str) -> str:
    variables = environment(**NAMED, GIT_CONFIG_GLOBAL=os.devnull, GIT_CONFIG_NOSYSTEM="1")
    return subprocess.run(["/usr/bin/env", "git", *arguments], cwd=folder, env=variables, check=True, capture_output=True, text=True).stdout


def decide(folder: Path, *arguments: str, **env: str) -> None:
    run = cstofacts(*arguments, "--because", "so it is", cwd=folder, **env)
    assert run.status == 0, run.err


def on_branch(folder: Path, branch: str, *arguments: str) -> None:
    git(folder, "checkout", "--quiet", "-b", branch, "start")
    decide(folder, *arguments)
    git(folder, "add", "-A")
    git(folder, "commit", "--quiet", "-m", branch)


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A registry in a git repository, with nothing decided."""
    assert cstofacts("init", cwd=tmp_path).status == 0
    git(tmp_path, "init", "--quiet", "-b", "start")
    git(tmp_path, "config", "user.name", "ليلى حداد")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "--quiet", "-m", "start")
    return tmp_path


def states(folder: Path) -> dict[str, str]:
    findings = json.loads(cstofacts("export", "--format", "json", cwd=folder).out)["findings"]
    return {finding["id"]: finding["settlement"]["state"] for finding in findings if finding["settlement"]}


def test_two_branches_that_each_decide_merge_without_conflict(desk: Path) -> None:
    on_branch(desk, "one", "resolve", "flood/killed", "--as", "explained", "--by", "Omar")
    on_branch(desk, "two", "resolve", "flood/evacuated", "--as", "dismissed", "--by", "Layla")
    git(desk, "merge", "--no-edit", "one")
    assert states(desk) == {"flood/evacuated": "resolved", "flood/killed": "resolved"}


def test_two_branches_that_decide_one_question_otherwise_contest_each_other(desk: Path) -> None:
    on_branch(desk, "one", "resolve", "flood/killed", "--as", "explained", "--by", "Omar")
    on_branch(desk, "two", "resolve", "flood/killed", "--as", "confirmed", "--by", "Layla")
    git(desk, "merge", "--no-edit", "one")
    assert states(desk) == {"flood/killed": "contested"}
    assert cstofacts("check", cwd=desk).status == 1
    decide(desk, "resolve", "flood/killed", "--as", "confirmed", "--by", "Omar")
    assert states(desk) == {"flood/killed": "resolved"}
    assert cstofacts("log", cwd=desk).out.count("flood/killed") == 3


def test_a_decision_that_was_deleted_or_edited_is_missed(desk: Path) -> None:
    decide(desk, "resolve", "flood/killed", "--as", "explained", "--by", "Omar")
    (first,) = (desk / "claims" / "decisions").glob("*.yaml")
    decide(desk, "reopen", "flood/killed", "--by", "Omar")
    assert cstofacts("check", cwd=desk).err == ""
    text = first.read_text("utf-8")
    for change in (text.replace("Omar", "Layla"), ""):
        first.write_text(change, encoding="utf-8") if change else first.unlink()
        assert "CF406" in cstofacts("check", cwd=desk).err
    first.write_text(text, encoding="utf-8")
    assert cstofacts("check", cwd=desk).err == ""


def test_the_name_is_that_of_git_and_asked_for_where_there_is_none(desk: Path, starter: Path) -> None:
    decide(desk, "resolve", "flood/killed", "--as", "explained")
    assert "ليلى حداد" in cstofacts("log", cwd=desk).out
    copy = desk.parent / "elsewhere"
    copy.mkdir(exist_ok=True)
    run = cstofacts(
        "defer",
        "flood/killed",
        "--because",
        "x",
        "--registry",
        str(starter / "claims"),
        cwd=copy,
        GIT_CONFIG_GLOBAL=os.devnull,
        GIT_CONFIG_NOSYSTEM="1",
    )
    assert (run.status, "--by" in run.err) == (2, True)
    assert not (starter / "claims" / "decisions").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("resolve", "flood/kiled", "--as", "explained", "--because", "x"),
        ("resolve", "flood/killed", "--as", "true", "--because", "x"),
        ("resolve", "flood/killed", "--as", "explained", "--because", "  "),
        ("resolve", "flood/killed", "--as", "explained", "--because", "x", "--accept", "post-kiled"),
        ("resolve", "flood/killed", "--as", "dismissed", "--because", "x", "--accept", "post-killed"),
        ("resolve", "flood/killed", "--as", "explained"),
        ("reopen", "flood/killed", "--because", "x"),
        ("reopen", "flood/killed", "--because", "x", "--by", ""),
        ("log", "flood/kiled"),
    ],
)
def test_what_makes_no_sense_changes_nothing(desk: Path, arguments: tuple[str, ...]) -> None:
    assert cstofacts(*arguments, cwd=desk).status == 2
    assert not (desk / "claims" / "decisions").exists()


def started(folder: Path, number: int) -> subprocess.Popen[bytes]:
    command = [*PROGRAM, "resolve", "flood/killed", "--as", "explained", "--by", f"editor {number}", "--because", "x" * 5000]
    return subprocess.Popen(command, cwd=folder, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def test_two_writers_at_once_lose_nothing(desk: Path) -> None:
    writers = [started(desk, number) for number in range(6)]
    assert [writer.communicate(timeout=TIMEOUT)[1].count(b"wrote") for writer in writers] == [1] * 6
    read = load(desk / "claims")
    assert (read.problems, len(read.decisions)) == ([], 6)


def test_a_killed_writer_leaves_a_whole_decision_or_none(desk: Path) -> None:
    begun = time.perf_counter()
    started(desk, 0).communicate(timeout=TIMEOUT)
    whole = time.perf_counter() - begun
    for number in range(1, 9):
        writer = started(desk, number)
        time.sleep(whole * (0.5 + number / 14))
        writer.send_signal(signal.SIGKILL)
        said = b"wrote" in writer.communicate(timeout=TIMEOUT)[1]
        read = load(desk / "claims")
        assert read.problems == []
        assert (f"editor {number}" in {each.by for each in read.decisions}) >= said
    assert states(desk) == {"flood/killed": "resolved"}


def test_a_full_disk_costs_no_decision(desk: Path) -> None:
    decide(desk, "resolve", "flood/killed", "--as", "explained", "--by", "Omar")
    cramped = "import resource, signal, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000)); signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
    script = f"{cramped} sys.argv[0] = 'cstofacts'; from cstofacts.__main__ import run; run()"
    command = [sys.executable, "-B", "-c", script, "reopen", "flood/killed", "--by", "Omar", "--because", "x" * 5000]
    run = subprocess.run(command, cwd=desk, env=environment(), capture_output=True, text=True, check=False, timeout=TIMEOUT)
    assert (run.returncode, "could not be written" in run.stderr) == (2, True)
    assert len([path for path in (desk / "claims" / "decisions").iterdir() if path.name != ".cstofacts.lock"]) == 1
    assert states(desk) == {"flood/killed": "resolved"}


# Outside facts

REFERENCE = """\
# yaml-language-server: $schema=.schema/source.json
source: {id: register, title: Register of deaths, kind: reference, citation: "Civil registry, table 4", valid: 2024-04-01/..}
claims:
  - {id: register-killed, subject: flood, property: killed, value: 9, quote: "9", line: 1, qualifiers: {as_of: 2024-03-04}}
"""


def test_a_decision_whose_question_is_gone_is_told(desk: Path) -> None:
    assert cstofacts("resolve", "flood/killed", "--as", "explained", "--because", "x", "--by", "L", cwd=desk).status == 0
    for path in (desk / "claims").glob("*.yaml"):
        path.write_text(path.read_text(encoding="utf-8").replace("killed:", "dead:").replace("property: killed", "property: dead"), encoding="utf-8")
    assert "1 question was decided that no claim answers now: flood/killed" in cstofacts("check", cwd=desk).out


def test_a_reference_stands_beside_and_decides_nothing(desk: Path) -> None:
    before = json.loads(cstofacts("export", "--format", "json", cwd=desk).out)
    (desk / "claims" / "register.yaml").write_text(REFERENCE, encoding="utf-8")
    after = json.loads(cstofacts("export", "--format", "json", cwd=desk).out)
    assert after["claims"] == before["claims"]
    assert [claim["id"] for claim in after["references"]] == ["register-killed"]
    assert [finding.pop("references") for finding in after["findings"]].count(["register-killed"]) == 1
    for finding in before["findings"]:
        finding.pop("references")
    assert after["findings"] == before["findings"]
    for command in (("show", "flood/killed"), ("conflicts",), ("export",), ("report",), ("sources",), ("show", "register-killed")):
        assert "Civil registry, table 4" in cstofacts(*command, cwd=desk).out
    assert "register-killed" in cstofacts("list", cwd=desk).out
    assert "agrees (same" in cstofacts("why", "register-killed", "post-killed", cwd=desk).out


def test_a_reference_that_comes_or_goes_reopens_nothing(desk: Path) -> None:
    decide(desk, "resolve", "flood/killed", "--as", "confirmed", "--by", "Omar")
    (desk / "claims" / "register.yaml").write_text(REFERENCE, encoding="utf-8")
    assert states(desk) == {"flood/killed": "resolved"}
    run = cstofacts("resolve", "flood/killed", "--as", "confirmed", "--by", "Omar", "--accept", "register-killed", "--because", "x", cwd=desk)
    assert run.status == 2, "a reference is no claim to go by"


def test_why_compares_a_reference_although_nothing_else_does(tmp_path: Path) -> None:
    registry = read_case(TWO, tmp_path / "claims")
    first, second = registry.claims
    apart = replace(registry, claims=[first], references=[second])
    assert why(apart, first, second).relation == why(registry, first, second).relation == "contradicts"


# The baseline


def test_a_baseline_knows_findings_by_their_content(desk: Path) -> None:
    run = cstofacts("check", "--write-baseline", "known.jsonl", cwd=desk)
    assert (run.status, len((desk / "known.jsonl").read_text("utf-8").splitlines())) == (0, 2)
    source = desk / "claims" / "sahil.yaml"
    source.write_text("# a line more\n\n" + source.read_text("utf-8").replace("line: 3", "line: 30"), encoding="utf-8")
    new = cstofacts("check", "--baseline", "known.jsonl", "--new", cwd=desk)
    assert (new.status, "flood/killed" in new.out, "stale" in new.err) == (0, False, False)
    source.write_text(source.read_text("utf-8").replace("value: 7", "value: 8"), encoding="utf-8")
    new = cstofacts("check", "--baseline", "known.jsonl", "--new", cwd=desk)
    assert (new.status, "flood/killed" in new.out, "flood/evacuated" in new.out) == (1, True, False)
    assert "1 entry of the baseline is stale: flood/killed" in new.err
    whole = cstofacts("check", "--baseline", "known.jsonl", cwd=desk)
    assert (whole.status, "flood/evacuated" in whole.out) == (1, True)


def test_what_is_resolved_is_in_no_baseline(desk: Path) -> None:
    decide(desk, "resolve", "flood/killed", "--as", "explained", "--by", "Omar")
    cstofacts("check", "--write-baseline", "known.jsonl", cwd=desk)
    assert "flood/killed" not in (desk / "known.jsonl").read_text("utf-8")
    decide(desk, "reopen", "flood/killed", "--by", "Omar")
    assert cstofacts("check", "--baseline", "known.jsonl", cwd=desk).status == 1


@pytest.mark.parametrize("content", [None, b"known", b'{"finding": 1}', b"\xff"])
def test_without_a_baseline_that_can_be_read_nothing_passes(desk: Path, content: bytes | None) -> None:
    if content is not None:
        (desk / "known.jsonl").write_bytes(content)
    assert cstofacts("check", "--baseline", "known.jsonl", cwd=desk).status == 2
    assert cstofacts("check", "--new", cwd=desk).status == 2


# The whole of it, to be read

STORY = (
    "cstofacts check",
    "cstofacts resolve flood/killed --as explained --accept post-killed --because 'the hospital counts its own dead only' --by Layla",
    "cstofacts defer flood/evacuated --because 'asked the district for its figure' --by عمر",
    "cstofacts check",
    "cstofacts conflicts --resolved",
    "# another source arrives",
    "cstofacts check",
    "cstofacts log flood/killed",
    "cstofacts resolve flood/killed --as confirmed --because 'the radio counts the dead of both banks' --by Layla",
    "cstofacts reopen flood/killed --because 'the radio has corrected itself' --by Layla",
    "cstofacts log",
    "cstofacts check",
)
ARRIVING = """\
source: {id: radio, title: Flood news, published: 2024-03-05}
claims:
  - {id: radio-killed, subject: flood, property: killed, value: 11, quote: eleven dead, line: 1, qualifiers: {as_of: 2024-03-04}}
"""


def test_the_story_of_a_decision(tmp_path: Path) -> None:
    assert cstofacts("init", cwd=tmp_path).status == 0
    told = []
    for day, line in enumerate(STORY, start=6):
        told.append(f"$ {line}\n")
        if line[0] == "#":
            (tmp_path / "claims" / "radio.yaml").write_text(ARRIVING, encoding="utf-8")
            continue
        run = subprocess.run(
            ["/bin/sh", "-c", line.replace("cstofacts", f'"{sys.executable}" -m cstofacts', 1)],
            cwd=tmp_path,
            env=environment(COLUMNS="100", SOURCE_DATE_EPOCH=str(1_709_300_000 + day * 86_400)),
            capture_output=True,
            check=False,
            timeout=TIMEOUT,
        )
        told.append(f"{run.stdout.decode()}[stderr]\n{run.stderr.decode()}[exit {run.returncode}]\n\n")
    golden(HOME / "tests" / "golden" / "decisions.txt", "".join(told))
