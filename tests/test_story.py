"""A working day, to be read in tests/golden/story.txt: what is found, decided, changed by a new source, and told to other programs."""

import json
import re
import shlex
import shutil
from pathlib import Path

import lxml.etree
from conftest import HOME, cstofacts, git, golden

SIXTH = """\
source: {id: S5, title: Six states, language: en, published: 2022-01-09}
claims:
  - {id: S5-2a, subject: csto, property: members, value: [RU, BY, AM, KZ, KG, TJ], quote: "all six of them", line: 2}
"""

DAY = """\
# Monday morning. Five articles about one event.
cstofacts check --format concise
cstofacts conflicts --relation contradicts --source S2
# Two questions are decided, and committed.
cstofacts resolve csto/founded --as explained --accept S2-15g --because "the treaty is of 1992, the organisation of 2002" --by Layla
cstofacts resolve csto/members --as confirmed --because "S4 counts six and names five" --by عمر
cstofacts check --format concise
cstofacts conflicts --resolved
git add claims
git commit --quiet --message "Two questions are decided"
# A sixth source arrives, and speaks of the members. The decision on them is open again, and says by what; the other one holds.
arrives claims/S5.yaml
cstofacts check
cstofacts log csto/members
cstofacts diff
# What the build server is told.
cstofacts check --format sarif -o check.sarif
cstofacts check --format junit -o check.xml
# The editor looks again and decides anew; nothing that was said before is lost.
cstofacts resolve csto/members --as confirmed --because "six by two sources of three, S4 names five" --by عمر
cstofacts check --format concise
cstofacts log csto/members
"""


def test_a_working_day(tmp_path: Path) -> None:
    desk = tmp_path / "desk"
    shutil.copytree(HOME / "claims", desk / "claims")
    for arguments in (["init", "--quiet", "--initial-branch=main"], ["add", "."], ["commit", "--quiet", "--message=Five articles"]):
        git(desk, *arguments)
    told = [told_by(desk, line, hour) for hour, line in enumerate(DAY.splitlines())]
    golden(HOME / "tests" / "golden" / "story.txt", re.sub(r"\b[0-9a-f]{12}\b", "COMMIT", "".join(told)))
    assert results(desk / "check.sarif") == {"CF508": False, "CF502": True}
    assert failures(desk / "check.xml") == ["csto/members"]


def told_by(desk: Path, line: str, hour: int) -> str:
    """A line of the day with what it printed; every command takes an hour."""
    if line.startswith("#"):
        return f"{line}\n\n"
    program, *arguments = shlex.split(line)
    if program == "arrives":
        (desk / arguments[0]).write_text(SIXTH, encoding="utf-8")
        return f"$ cat > {arguments[0]}\n{SIXTH}\n"
    if program == "git":
        git(desk, *arguments)
        return f"$ {line}\n\n"
    run = cstofacts(*arguments, cwd=desk, COLUMNS="100", SOURCE_DATE_EPOCH=str(1_709_300_000 + hour * 3600))
    return f"$ {line}\n{run.out}{''.join(f'[stderr] {words}' for words in run.err.splitlines(keepends=True))}[exit {run.status}]\n\n"


def results(path: Path) -> dict[str, bool]:
    """The contradictions of a SARIF log by code, each with whether it is suppressed."""
    [log] = json.loads(path.read_text(encoding="utf-8"))["runs"]
    return {result["ruleId"]: bool(result["suppressions"]) for result in log["results"] if result["ruleId"] < "CF6"}


def failures(path: Path) -> list[str]:
    """The questions that fail in a JUnit file."""
    return [str(case.get("name")) for case in lxml.etree.parse(path).iter("testcase") if case.find("failure") is not None]
