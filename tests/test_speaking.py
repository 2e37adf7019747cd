"""One question over time, who says nothing on it, and what one body is quoted as saying."""

import json
import re
from pathlib import Path

import pytest
import yaml
from conftest import HOME, cstofacts
from registries import Case, read_case
from rich.cells import cell_len

from cstofacts.model.registry import Registry
from cstofacts.model.statement import Hearing
from cstofacts.reconcile import reconcile
from cstofacts.reconcile.silences import hearings
from cstofacts.reconcile.speakers import statements
from cstofacts.reconcile.timelines import timeline
from cstofacts.registry import load


def cases(name: str) -> list[Case]:
    read: list[Case] = yaml.load((HOME / "tests" / "cases" / "speaking" / f"{name}.yaml").read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 (makes texts only)
    return read


def named(case: Case) -> str:
    return str(case["name"])


def registry_of(case: Case, folder: Path) -> Registry:
    return read_case({**case, "property": {"type": "number", **case.get("property", {})}}, folder / "claims")


@pytest.mark.parametrize("case", cases("timelines"), ids=named)
def test_timelines(case: Case, tmp_path: Path) -> None:
    registry = registry_of(case, tmp_path)
    shown = []
    for series in timeline(reconcile(registry)[0], registry):
        shown.append(" ".join(word for pair in series.scope for word in pair))
        for point in series.points:
            mark = " !" if point.is_contradicted else ""
            shown.append(f"{point.as_of or '?'} {point.turn} {str(point.value).strip('[]').replace(', ', ',')}{mark}")
    assert shown == case["series"]


@pytest.mark.parametrize("case", cases("relays"), ids=named)
def test_relays(case: Case, tmp_path: Path) -> None:
    registry = registry_of({**case, "entities": {"mill": {"kind": "organisation"}, **case.get("entities", {})}}, tmp_path)
    found = statements("mill", registry, reconcile(registry))
    for name in ("said", "passed_on", "dispatched"):
        assert [claim.id for claim in getattr(found, name)] == case.get(name, []), name
    told = [
        f"{relay.pair.relation} {relay.pair.reason} {' '.join(c.id for c in relay.left)} / {' '.join(c.id for c in relay.right)}"
        for relay in found.relays
    ]
    assert told == case.get("relays", [])


def heard(registry: Registry) -> dict[str, Hearing]:
    return {hearing.source.id: hearing for hearing in hearings(("flood", "evacuated"), registry)[1]}


def test_silences(changed: Path) -> None:
    registry = load(changed / "claims")
    speaking, _ = hearings(("flood", "evacuated"), registry)
    assert list(speaking) == ["morning-post", "sahil"]
    found = heard(registry)
    assert list(found) == ["evening-news", "old-news"]
    assert (found["old-news"].waiting, found["old-news"].is_earlier, found["old-news"].about) == (1, True, 1)
    assert (found["evening-news"].waiting, found["evening-news"].is_earlier, found["evening-news"].about) == (0, False, 3)
    listed = json.loads(cstofacts("silent", "flood/evacuated", "--format", "json", cwd=changed).out)
    assert [source["id"] for source in listed["sources"]] == ["evening-news"]


def test_a_superseded_claim_is_no_silence(tmp_path: Path) -> None:
    claims = [{"source": "A", "value": "9", "superseded": "2024-03-04"}, {"source": "B", "value": "7"}]
    registry = registry_of({"claims": claims}, tmp_path)
    speaking, others = hearings(("thing", "asked"), registry)
    assert (list(speaking), [len(each.superseded) for each in others]) == (["B"], [1])
    shown = cstofacts("silent", "thing/asked", cwd=tmp_path).out
    assert "Says nothing" not in shown
    assert "1, until the edit of 2024-03-04" in shown


@pytest.mark.parametrize(
    ("command", "meant"),
    [
        ("timeline flood/kiled", "did you mean 'flood/killed'?"),
        ("silent sahil-kiled", ""),
        ("timeline flood", "subject/property, such as"),
        ("silent killed", "subject/property, such as"),
        ("who sahil", "`cstofacts list --source sahil`"),
        ("who civil-defense", "did you mean 'civil-defence'?"),
        ("who مستشفي-مروان", "did you mean 'hospital'?"),
        ("who nobody-at-all", "no person or body"),
    ],
)
def test_what_is_no_question_and_nobody(starter: Path, command: str, meant: str) -> None:
    run = cstofacts(*command.split(), cwd=starter)
    assert (run.status, run.out) == (2, "")
    assert meant in run.err


@pytest.mark.parametrize("written", ["flood/killed", "sahil-killed", "فيضان وادي مروان/عدد القتلى", "the flood in Wadi Marwan/people killed"])
def test_a_question_by_claim_and_by_name(starter: Path, written: str) -> None:
    for command in ("timeline", "silent"):
        assert cstofacts(command, written, cwd=starter) == cstofacts(command, "flood/killed", cwd=starter)


@pytest.mark.parametrize("written", ["hospital", "Marwan Hospital", "مستشفى مروان", "مستشفي مروان"])
def test_a_body_by_any_spelling(starter: Path, written: str) -> None:
    assert "sahil-killed" in cstofacts("who", written, cwd=starter).out


@pytest.mark.parametrize("format", ["csv", "json", "jsonl", "markdown"])
def test_tables_list_the_claims_in_the_order_of_their_times(changed: Path, format: str) -> None:
    listed = cstofacts("timeline", "flood/killed", "--format", format, cwd=changed, LANGUAGE="ar").out
    ids = ["post-killed", "sahil-killed", "evening-first", "evening-killed", "evening-hedged"]
    assert sorted(ids, key=listed.index) == ids
    assert "evening-first" in cstofacts("who", "civil-defence", "--format", format, cwd=changed).out


SCREENS = ("timeline csto/members", "timeline csto-peacekeepers/personnel", "silent csto/founded", "who csto", "who tokayev")


@pytest.mark.parametrize("columns", ["40", "60", "80", "200"])
def test_no_line_is_too_wide_and_arabic_cells_are_never_neighbours(articles: Path, columns: str) -> None:
    for screen in SCREENS:
        for language in ("en", "ar"):
            for line in cstofacts(*screen.split(), "--lang", language, cwd=articles, COLUMNS=columns).out.splitlines():
                assert cell_len(line) <= int(columns), line
                if not line.startswith("        "):
                    assert not re.search(r"[؀-ۿ]\S*  +\S*[؀-ۿ]", line), line
