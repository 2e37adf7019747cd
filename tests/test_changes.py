"""What changed between two states of a registry: claims, verdicts and why; and git revisions, whatever stands in them."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import HOME, cstofacts, git, without_commits
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from registries import Case, read_case

from cstofacts.model.change import Difference
from cstofacts.model.registry import Registry
from cstofacts.reconcile.changes import changed_claims, difference
from cstofacts.registry import load

NUMBER = {"type": "number"}


def cases(name: str) -> list[Case]:
    read: list[Case] = yaml.safe_load((HOME / "tests" / "cases" / "changes" / f"{name}.yaml").read_text(encoding="utf-8"))
    return read


def named(case: Case) -> str:
    return str(case["name"])


def state(case: Case, folder: Path) -> Registry:
    """The registry of one state; dates that YAML reads as such are written again as texts."""
    property = {"type": "number", **case.get("property", {})}
    whole = {**case, "property": property, "claims": json.loads(json.dumps(case["claims"], default=str))}
    whole.setdefault("entities", {}).update({name: {} for name in ("mill", "x", "y") if name not in whole["entities"]})
    if whole["claims"]:
        return read_case(whole, folder)
    empty = read_case({**whole, "claims": [{"source": "A", "value": "9"}]}, folder)
    (folder / "source-A.yaml").unlink()
    assert empty.claims
    return load(folder)


def states(case: Case, folder: Path) -> tuple[Registry, Registry]:
    return state(case["before"], folder / "before"), state(case["after"], folder / "after")


@pytest.mark.parametrize("case", cases("claims"), ids=named)
def test_claims(case: Case, tmp_path: Path) -> None:
    before, after = (state({"claims": case[name]}, tmp_path / name) for name in ("before", "after"))
    found = changed_claims([*before.claims, *before.superseded], [*after.claims, *after.superseded])
    assert [" ".join((change.kind, change.id, *change.fields)) for change in found] == case["changed"]


@pytest.mark.parametrize("case", cases("verdicts"), ids=named)
def test_verdicts(case: Case, tmp_path: Path) -> None:
    found = difference(*states(case, tmp_path))
    changes = [(change.before.relation if change.before else "gone", change.after.relation if change.after else "gone") for change in found.findings]
    assert changes == ([tuple(case["verdict"])] if "verdict" in case else [])
    for change in found.findings:
        because = {name: [each.id for each in getattr(change.because, name)] for name in change.because.__struct_fields__}
        assert {name: ids for name, ids in because.items() if ids} == case["because"]


CLAIMS = st.lists(
    st.fixed_dictionaries(
        {"source": st.sampled_from("ABC"), "value": st.sampled_from(["1", "2", "~2", ">=3"]), "quote": st.sampled_from(["x", "y"])}
    ),
    min_size=1,
    max_size=8,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
@given(claims=CLAIMS, others=CLAIMS)
def test_the_laws_of_differences(claims: list[Case], others: list[Case], tmp_path: Path) -> None:
    shutil.rmtree(tmp_path)
    tmp_path.mkdir()
    one, other = state({"claims": claims}, tmp_path / "one"), state({"claims": others}, tmp_path / "other")
    again = load(tmp_path / "one")
    again.claims.reverse()
    assert difference(one, again).is_empty
    there, back = difference(one, other), difference(other, one)
    assert counts(there) == [(came, changed, went) for went, changed, came in counts(back)]
    assert len(one.claims) + counts(there)[0][0] - counts(there)[0][2] == len(other.claims)


def counts(found: Difference) -> list[tuple[int, int, int]]:
    def tell(kinds: list[str]) -> tuple[int, int, int]:
        return kinds.count("added"), kinds.count("changed"), kinds.count("withdrawn")

    return [tell([change.kind for change in changes]) for changes in (found.claims, found.sources, found.findings)]


# Git


@pytest.fixture
def kept(starter: Path, tmp_path: Path) -> Path:
    """A copy of the starter registry in git, committed."""
    shutil.copytree(starter, tmp_path, dirs_exist_ok=True)
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "--message=one")
    return tmp_path


def changes(*arguments: str, cwd: Path, **env: str) -> dict[str, Any]:
    run = cstofacts("diff", *arguments, "--format", "json", cwd=cwd, **env)
    assert (run.status, run.err) == (0, "")
    read: dict[str, Any] = json.loads(run.out)
    return read


THINGS = ("claims", "sources", "properties", "entities", "decisions", "findings")


def test_a_reformatted_registry_says_the_same(kept: Path) -> None:
    for path in (kept / "claims").glob("*.yaml"):
        text = yaml.dump(yaml.load(path.read_text("utf-8"), yaml.BaseLoader), allow_unicode=True, sort_keys=False)  # noqa: S506 (makes texts only)
        path.write_text(text, encoding="utf-8")
    (kept / "claims" / "sahil.yaml").rename(kept / "claims" / "aaa.yaml")
    found = changes(cwd=kept)
    assert [found[name] for name in THINGS] == [[]] * len(THINGS)
    assert cstofacts("diff", cwd=kept).out.endswith("\nNothing changed.\n")


def test_a_folder_stands_above_a_revision(kept: Path) -> None:
    shutil.copytree(kept / "claims", kept / "main")
    (kept / "main" / "sahil.yaml").unlink()
    assert [change["kind"] for change in changes("main", cwd=kept)["sources"]] == ["added"]
    assert changes("refs/heads/main", cwd=kept)["sources"] == []


def test_a_project_folder_is_its_registry(kept: Path, starter: Path) -> None:
    assert changes(str(starter), cwd=kept)["claims"] == []


def test_a_registry_below_the_top_and_from_within(kept: Path) -> None:
    git(kept, "mv", "claims", "desk")
    git(kept, "commit", "--quiet", "--message=two")
    (kept / "desk" / "sahil.yaml").unlink()
    assert [change["kind"] for change in changes("--registry", "desk", cwd=kept)["sources"]] == ["withdrawn"]
    assert cstofacts("diff", "HEAD~1", "--registry", "desk", cwd=kept).status == 2


@pytest.mark.parametrize("folder", [".", "مجلد الأقوال/سجل"])
def test_a_registry_in_any_folder_of_a_repository(kept: Path, tmp_path: Path, folder: str) -> None:
    home = tmp_path / "elsewhere"
    shutil.copytree(kept / "claims", home / folder)
    git(home, "init", "--quiet")
    git(home, "add", ".")
    git(home, "commit", "--quiet", "--message=one")
    (home / folder / "sahil.yaml").unlink()
    assert [change["id"] for change in changes("--registry", folder, cwd=home)["sources"]] == ["sahil"]


@pytest.mark.parametrize("variable", ["GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE", "GIT_PREFIX"])
def test_what_git_sets_for_hooks_changes_nothing(kept: Path, variable: str) -> None:
    assert changes(cwd=kept, **{variable: "/nowhere"})["claims"] == []


@pytest.mark.parametrize("state", ["--output=x", "nothing", "HEAD~9", "HEAD..main", "./HEAD", "\x1b[31m\nred", ":/one\udcff", "HEAD:claims", ""])
def test_a_state_that_is_none(kept: Path, state: str) -> None:
    run = cstofacts("diff", "--", state, cwd=kept)
    assert (run.status, run.out) == (2, "")
    assert len(run.err.splitlines()) == 1
    assert not run.err.count("\x1b")
    assert sorted(path.name for path in kept.iterdir()) == [".git", "claims"]


def test_no_repository_no_commit_and_no_registry_in_it(starter: Path, kept: Path, tmp_path: Path) -> None:
    assert "no git repository" in cstofacts("diff", cwd=starter).err
    (kept / "other").mkdir()
    shutil.copytree(starter / "claims", kept / "other" / "claims")
    assert "has no registry in other/claims/" in cstofacts("diff", cwd=kept / "other").err
    shutil.rmtree(tmp_path / ".git")
    git(tmp_path, "init", "--quiet")
    assert "no commit yet" in cstofacts("diff", cwd=tmp_path).err


def test_nothing_that_a_repository_names_is_run(kept: Path) -> None:
    trap = kept / "trap"
    trap.write_text("#!/bin/sh\ntouch sprung\n", encoding="utf-8")
    trap.chmod(0o755)
    for name in ("core.fsmonitor", "core.pager", "core.sshCommand", "diff.external", "gpg.program", "core.hooksPath", "filter.x.smudge"):
        git(kept, "config", name, str(trap))
    git(kept, "config", "log.showSignature", "true")
    (kept / ".gitattributes").write_text("* filter=x diff=x\n", encoding="utf-8")
    hook = kept / ".git" / "hooks" / "post-checkout"
    hook.parent.mkdir(exist_ok=True)
    shutil.copy(trap, hook)
    changes(cwd=kept)
    assert not list(kept.rglob("sprung"))


def test_links_submodules_and_folders_of_a_revision_are_not_followed(kept: Path, tmp_path: Path) -> None:
    claims = kept / "claims"
    secret = tmp_path / "secret.txt"
    secret.write_text((claims / "sahil.yaml").read_text("utf-8").replace("id: sahil", "id: secret"), encoding="utf-8")
    (claims / "link.yaml").symlink_to(secret)
    (claims / "folder.yaml").mkdir()
    shutil.copy(secret, claims / "folder.yaml" / "deep.yaml")
    git(kept, "add", ".")
    git(kept, "update-index", "--add", "--cacheinfo", f"160000,{git(kept, 'rev-parse', 'HEAD').strip()},claims/module.yaml")
    git(kept, "commit", "--quiet", "--message=two")
    run = cstofacts("diff", "HEAD~1", "HEAD", cwd=kept)
    assert (run.status, run.err) == (0, "")
    assert run.out.endswith("\nNothing changed.\n")


def test_problems_of_a_revision_name_it(kept: Path) -> None:
    path = kept / "claims" / "sahil.yaml"
    good = path.read_text(encoding="utf-8")
    path.write_text(good.replace("value: 7", "value: many"), encoding="utf-8")
    git(kept, "commit", "--quiet", "--all", "--message=two")
    path.write_text(good, encoding="utf-8")
    run = cstofacts("diff", cwd=kept)
    assert run.status == 0
    assert "HEAD:claims/sahil.yaml:" in run.err
    assert "cstofacts-" not in run.err
    assert "HEAD: not everything could be read (1 problem)" in run.out
    assert "sahil-killed" in run.out


def test_a_file_that_cannot_be_read_hides_nothing_quietly(kept: Path) -> None:
    path = kept / "claims" / "sahil.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("claims:", "claims: ["), encoding="utf-8")
    assert "work tree: not everything could be read (1 problem)" in cstofacts("diff", cwd=kept).out
    assert cstofacts("diff", "--fail-on-new", cwd=kept).status == 1


def test_a_decision_that_a_change_reopened_names_both(kept: Path) -> None:
    decide = ("resolve", "flood/killed", "--as", "confirmed", "--because", "x", "--by", "L")
    assert cstofacts(*decide, cwd=kept).status == 0
    assert changes(cwd=kept)["findings"][0]["because"]["claims"] == []
    path = kept / "claims" / "sahil.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("value: 7", "value: 8"), encoding="utf-8")
    [change] = changes(cwd=kept)["findings"]
    assert (change["after"]["state"], change["because"]["claims"], len(change["because"]["decisions"])) == ("reopened", ["sahil-killed"], 1)


def test_a_state_of_which_nothing_can_be_read_is_two(kept: Path) -> None:
    (kept / "claims" / "properties.yaml").write_text("properties: [", encoding="utf-8")
    run = cstofacts("diff", cwd=kept)
    assert (run.status, run.out) == (2, "")


def test_no_folder_is_left_behind(kept: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    place = tmp_path_factory.mktemp("temporary")
    changes(cwd=kept, TMPDIR=str(place))
    assert list(place.iterdir()) == []


ANOTHER = """\
source: {id: radio, title: Radio}
claims:
  - {subject: flood, property: killed, value: %s, quote: q, line: 1, qualifiers: {as_of: 2024-03-04}}
"""


@pytest.mark.parametrize(("value", "status"), [(20, 1), (7, 0)])
def test_a_third_answer_is_a_new_contradiction(kept: Path, value: int, status: int) -> None:
    (kept / "claims" / "radio.yaml").write_text(ANOTHER % value, encoding="utf-8")
    run = cstofacts("diff", "--fail-on-new", cwd=kept)
    assert (run.status, "radio: 20" in run.out) == (status, status == 1)


def test_what_is_ignored_no_longer_is_new(kept: Path) -> None:
    for name in ("morning-post.yaml", "sahil.yaml"):
        path = kept / "claims" / name
        path.write_text(
            path.read_text(encoding="utf-8").replace("claims:\n", "claims: # ignore numeric, date, missing-time: known\n"), encoding="utf-8"
        )
    assert cstofacts("diff", "--fail-on-new", cwd=kept).status == 0
    git(kept, "commit", "--quiet", "--all", "--message=ignored")
    git(kept, "checkout", "--quiet", "HEAD~1", "--", "claims")
    assert cstofacts("diff", "--fail-on-new", cwd=kept).status == 1


def test_a_new_contradiction_fails_when_asked(changed: Path, kept: Path) -> None:
    text = (kept / "claims" / "sahil.yaml").read_text("utf-8")
    (kept / "claims" / "sahil.yaml").write_text(text.replace("value: 2024-03-03", "value: 2024-03-02"), encoding="utf-8")
    assert cstofacts("diff", cwd=kept).status == 0
    assert cstofacts("diff", "--fail-on-new", cwd=kept).status == 1
    assert cstofacts("diff", "--fail-on-new", cwd=changed).status == 1
    assert cstofacts("diff", "HEAD", "HEAD", "--fail-on-new", cwd=changed).status == 0


def test_the_documentation_shows_real_output(changed: Path) -> None:
    blocks = re.findall(r"```text\n\$ cstofacts (.*?)\n(.*?)```", (HOME / "docs" / "changes.md").read_text(encoding="utf-8"), re.DOTALL)
    assert [command.split()[0] for command, _ in blocks] == ["diff", "timeline", "silent", "who"]
    for command, shown in blocks:
        printed = without_commits(cstofacts(*command.split(), cwd=changed).out).splitlines()
        assert [line for line in without_commits(shown).splitlines() if line != "…" and line not in printed] == []
