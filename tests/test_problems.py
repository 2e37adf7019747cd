"""Bad input: every fault of a registry has its problem and its place, and never costs a claim without a word.

A case changes the registry below: `files` replaces, adds or (with null) leaves out files, `claim` puts one more claim between A-1 and A-9, where its
first line is line 11 of a.yaml and its first column is column 5. `expected` holds all problems in their order; `read` the ids of the claims
that are read (A-1, A-9 and B-1 when left out), `unread` how many are not.
"""

import contextlib
import errno
import os
from pathlib import Path
from typing import IO, Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from cstofacts import contents
from cstofacts.model.candidate import Candidate
from cstofacts.model.claim import Certainty
from cstofacts.model.problem import Location
from cstofacts.model.registry import Registry
from cstofacts.reconcile import reconcile
from cstofacts.registry import load

PROPERTIES = """\
properties:
  houses: {type: number, time: varies, separators: [place], tolerance: 10%}
  started: {type: date}
  lasted: {type: duration}
  members: {type: set}
  words: {type: set, members: text}
  count: {type: number, counts: members}
  seat: {type: entity}
  warned: {type: boolean}
  cause: {type: text}
"""
ENTITIES = """\
entities:
  larin: {kind: place, label: {en: Larin, ar: لارين}}
  avel: {kind: place, part_of: larin}
  brin: {kind: place, part_of: larin}
  mayor: {kind: person}
"""
BEGINNING = """\
source:
  id: A
  title: Flood in Larin
claims:
  - id: A-1
    subject: larin
    property: houses
    value: 120
    quote: 120 houses
    line: 4
"""
END = """\
  - id: A-9
    subject: larin
    property: houses
    value: 150
    quote: 150 houses
    line: 9
"""
SECOND = """\
source: {id: B, title: The flood}
claims:
  # one claim
  - {id: B-1, subject: larin, property: houses, value: 120, quote: 120 houses, line: 1}
"""

CASES = [case for path in sorted((Path(__file__).parent / "cases" / "problems").glob("*.yaml")) for case in yaml.safe_load(path.read_text("utf-8"))]


def claim_text(claim: str) -> str:
    return "".join(f"{'    ' if number else '  - '}{line}\n" for number, line in enumerate(claim.splitlines() or [""])).replace("  - \n", "  -\n")


def write(path: Path, content: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, str):
        path.write_text(content, encoding="utf-8", newline="")
    elif isinstance(content, bytes):
        path.write_bytes(content)
    elif isinstance(content, dict) and "link" in content:
        path.symlink_to(content["link"])
    elif content is not None:
        path.mkdir(exist_ok=True)


def loaded(folder: Path, files: dict[str, Any] | None = None, claim: str | None = None) -> Registry:
    """The registry in the folder, after the files of a case are written there."""
    folder.mkdir()
    middle = "" if claim is None else claim_text(claim)
    whole = {"properties.yaml": PROPERTIES, "entities.yaml": ENTITIES, "a.yaml": BEGINNING + middle + END, "b.yaml": SECOND}
    for name, content in (whole | (files or {})).items():
        write(folder / name, content)
    return load(folder)


def listed(registry: Registry, folder: Path) -> list[str]:
    """The problems as the cases write them: code and place, with the registry's folder as a dot."""
    return [f"{problem.code} {str(problem.location).replace(f'{folder}/', '').replace(str(folder), '.')}" for problem in registry.problems]


def read_case(case: dict[str, Any], folder: Path) -> Registry:
    if case.get("folder") == "missing":
        return load(folder)
    if case.get("folder") == "file":
        folder.write_text("claims: []")
        return load(folder)
    return loaded(folder, case.get("files"), case.get("claim"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_problems_of_a_case(case: dict[str, Any], tmp_path: Path) -> None:
    folder = tmp_path / "claims"
    registry = read_case(case, folder)
    assert listed(registry, folder) == case["expected"]
    assert sorted(claim.id for claim in registry.claims) == sorted(case.get("read", ["A-1", "A-9", "B-1"]))
    assert registry.unread == case.get("unread", registry.unread)
    assert registry.problems == sorted(registry.problems)


def test_a_problem_says_what_to_do_in_one_line(tmp_path: Path) -> None:
    messages = {p.message for number, case in enumerate(CASES) for p in read_case(case, tmp_path / str(number)).problems}
    assert all(message.isprintable() and len(message) < 250 for message in messages)


def test_ten_megabytes_in_one_text_cost_their_claim_only(tmp_path: Path) -> None:
    claim = f"subject: larin\nproperty: houses\nvalue: 1\nquote: {'x' * 10_000_000}\nline: 5\n"
    registry = loaded(tmp_path / "claims", claim=claim)
    assert listed(registry, tmp_path / "claims") == ["CF007 a.yaml:14:12"]
    assert len(registry.claims) == 3
    assert registry.unread == 1


@pytest.mark.parametrize("text", ["quote: {}", 'quote: "{}"', "quote: |\n  {}", "value: {}", "line: {}", "subject: {}", "id: {}", "property: {}"])
def test_a_long_text_anywhere(text: str, tmp_path: Path) -> None:
    good = {"subject": "larin", "property": "houses", "value": "1", "quote": "1", "line": "5", "id": "A-5"}
    rest = "\n".join(f"{key}: {value}" for key, value in good.items() if not text.startswith(key))
    registry = loaded(tmp_path / "claims", claim=f"{rest}\n{text.format('7' * 10_001)}")
    assert [problem.code for problem in registry.problems] == ["CF007"]
    assert registry.unread == 1


@pytest.mark.parametrize("depth", [1000, 100_000])
@pytest.mark.parametrize(
    ("left", "right"), [("[", "]"), ("[", ""), ("[\n", ""), ("{a: ", "}"), ("{a: ", ""), ("- ", ""), ("? ", ""), ("[{a: ", "}]")]
)
def test_deep_nesting_ends(left: str, right: str, depth: int, tmp_path: Path) -> None:
    registry = loaded(tmp_path / "claims", {"x.yaml": left * depth + "x" + right * depth})
    assert [problem.name for problem in registry.problems] == ["too-deep"]
    assert len(registry.claims) == 3


def test_a_thousand_indents_end(tmp_path: Path) -> None:
    text = "".join(f"{' ' * depth}a:\n" for depth in range(1000))
    assert listed(loaded(tmp_path / "claims", {"x.yaml": text}), tmp_path / "claims") == ["CF006 x.yaml:21:21"]


def test_many_odd_indents_and_equal_claims_take_no_quadratic_time(tmp_path: Path) -> None:
    claim = "  - {subject: larin, property: houses, value: 1, quote: 1, line: 5}\n"
    files = {"x.yaml": "source: {id: X, title: x}\nclaims:\n" + claim * 5000, "y.yaml": "\u00a0x\n" * 100_000}
    registry = loaded(tmp_path / "claims", files)
    assert len({found.id for found in registry.claims}) == 5003
    assert len(registry.problems) >= 100_000


def test_one_unknown_entity_in_many_claims_is_looked_up_once(tmp_path: Path) -> None:
    entities = ENTITIES + "".join(f"  place-{number}: {{kind: place}}\n" for number in range(2000))
    claim = "  - {subject: nowhere, property: houses, value: 1, quote: 1, line: 5}\n"
    files = {"entities.yaml": entities, "x.yaml": "source: {id: X, title: x}\nclaims:\n" + claim * 2000}
    registry = loaded(tmp_path / "claims", files)
    assert len(registry.problems) == registry.unread == 2000


def test_what_does_not_count_is_kept_apart_and_in_full(tmp_path: Path) -> None:
    text = """\
source:
  {id: X, title: x, versions: [{until: 2022-01-09, text_file: x-old.txt}]}
claims:
  - {id: X-1, subject: larin, property: houses, value: 1, quote: 1, line: 5, superseded: 2022-01-09, note: n}
  - {id: X-2, subject: larin, property: houses, value: 2, quote: 2, line: 5, replaces: X-1}
candidates:
  - {type: set, value: [Avel, ...], quote: Avel, line: 6, qualifiers: {place: p}, attribution: [a, b], certainty: alleged, why: w}
rejected:
  - {type: number, value: ~9, quote: nine, text: n, line: 7, subject: s, property: p, note: n, replaces: X-1}
"""
    registry = loaded(tmp_path / "claims", {"x.yaml": text})
    path = str(tmp_path / "claims" / "x.yaml")
    assert [(claim.id, str(claim.superseded), claim.note) for claim in registry.superseded] == [("X-1", "2022-01-09", "n")]
    assert [claim.replaces for claim in registry.claims if claim.id == "X-2"] == ["X-1"]
    assert [(str(version.until), version.text_file) for version in registry.sources["X"].versions] == [("2022-01-09", "x-old.txt")]
    waiting = Candidate(
        "X", "set", ("Avel", "..."), "Avel", 6, qualifiers={"place": "p"}, attribution=("a", "b"), certainty=Certainty.ALLEGED, why="w"
    )
    assert registry.candidates == [replace(waiting, location=Location(path, 7, 5))]
    refused = Candidate("X", "number", "~9", "nine", 7, "s", "p", text="n", note="n", replaces="X-1")
    assert registry.rejected == [replace(refused, location=Location(path, 9, 5))]
    assert not {"X-1"} & {claim.id for finding in reconcile(registry) for claim in finding.claims}


def test_words_stand_by_language(tmp_path: Path) -> None:
    registry = loaded(
        tmp_path / "claims",
        {"properties.yaml": PROPERTIES.replace("{type: number, time: varies", "{type: number, words: {en: [a, b], ar: بيت}, time: varies")},
    )
    assert registry.properties["houses"].words == {"en": ("a", "b"), "ar": ("بيت",)}


def test_decisions_and_hidden_files_are_no_sources(tmp_path: Path) -> None:
    loaded(tmp_path / "claims")
    (tmp_path / "claims" / "decisions.yaml").write_text("decisions: []\n", encoding="utf-8")
    (tmp_path / "claims" / ".#a.yaml").write_text("half a file", encoding="utf-8")
    assert load(tmp_path / "claims").problems == []


def test_a_pipe_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "claims").mkdir()
    os.mkfifo(tmp_path / "claims" / "x.yaml")
    assert [problem.name for problem in load(tmp_path / "claims").problems] == ["empty-registry", "empty-registry", "unreadable-file"]


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded(tmp_path / "claims")

    def guarded(path: str, mode: str) -> IO[Any]:  # permissions themselves do not bind root
        if path.endswith("b.yaml"):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return Path(path).open(mode)

    monkeypatch.setattr(contents, "open", guarded, raising=False)
    assert listed(load(tmp_path / "claims"), tmp_path / "claims") == ["CF003 b.yaml"]


@pytest.mark.parametrize(
    ("mark", "line_end"), [("\ufeff", "\n"), ("", "\r\n"), ("\ufeff", "\r\n"), ("", "\r")], ids=["mark", "CRLF", "mark and CRLF", "CR"]
)
def test_a_byte_order_mark_and_other_line_ends_change_nothing(mark: str, line_end: str, tmp_path: Path) -> None:
    odd = {
        name: mark + text.replace("\n", line_end)
        for name, text in {
            "properties.yaml": PROPERTIES,
            "entities.yaml": ENTITIES,
            "a.yaml": BEGINNING + END.replace("150 houses", "150 #houses"),
        }.items()
    }
    registry = loaded(tmp_path / "claims", odd)
    assert listed(registry, tmp_path / "claims") == ["CF104 a.yaml:15:12"]
    assert [(claim.id, claim.location.line) for claim in registry.claims] == [("A-1", 5), ("B-1", 4)]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (r'"\e[31mred\e[0m"', "\x1b[31mred\x1b[0m"),
        (r'"\u202e120\u202c"', "\u202e120\u202c"),
        ("\u202e120\u202c", "\u202e120\u202c"),
        (r'"1\02"', "1\x002"),
        (r'"\a\b\x9b"', "\x07\x08\x9b"),
        ("'[bold]120[/bold]'", "[bold]120[/bold]"),
        ("'=1+1'", "=1+1"),
        ("<script>1</script>", "<script>1</script>"),
        ("لارين\ufeffـ\u200f", "لارين\ufeffـ\u200f"),
        (r'"😀\U0001F600"', "😀😀"),
    ],
)
def test_hostile_quotes_are_kept_as_they_are(written: str, read: str, tmp_path: Path) -> None:
    registry = loaded(tmp_path / "claims", claim=f"id: A-5\nsubject: larin\nproperty: cause\nvalue: x\nquote: {written}\nline: 5\n")
    assert not registry.problems
    assert next(claim.quote for claim in registry.claims if claim.id == "A-5") == read


NASTY = ["#", " #x", ":", ": ", "-", "- ", "&a ", "*a", "!x ", '"', "'", "|", ">", "[", "]", "{", "}", ",", "%", "@", "`", "\t", "\n", "\r", "\0"]
NASTY += [
    "\u00a0",
    "\ufeff",
    "\u2028",
    "\x85",
    "\u202e",
    "ـ",
    "٣",
    "---\n",
    "...\n",
    "<<: ",
    "? ",
    "1e999999",
    "~",
    "..",
    "",
    " ",
    "\\",
    "\ud7ff",
    "x" * 99,
]
edits = st.lists(st.tuples(st.integers(0, 400), st.integers(0, 3), st.sampled_from(NASTY)), min_size=1, max_size=3)


def edited(text: str, changes: list[tuple[int, int, str]]) -> str:
    for place, removed, added in changes:
        at = place % (len(text) + 1)
        text = text[:at] + added + text[at + removed :]
    return text


def mutated(folder: Path, name: str, text: str) -> Registry:
    with contextlib.suppress(FileExistsError):
        loaded(folder)
    original = (folder / name).read_bytes()
    (folder / name).write_bytes(text.encode())
    try:
        return load(folder)
    finally:
        (folder / name).write_bytes(original)


of_any_file = settings(max_examples=400, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])


@of_any_file
@given(edits)
def test_no_edit_of_a_source_loses_a_claim_without_a_word(tmp_path: Path, changes: list[tuple[int, int, str]]) -> None:
    registry = mutated(tmp_path / "claims", "a.yaml", edited(BEGINNING + END, changes))
    here = [claim for claim in registry.claims if claim.location.path.endswith("a.yaml")]
    assert len(here) + registry.unread >= 2 or any(problem.location.path.endswith("a.yaml") for problem in registry.problems)
    assert len(registry.claims) - len(here) == 1
    assert not registry.unread or registry.problems


@of_any_file
@given(st.sampled_from([("properties.yaml", PROPERTIES), ("entities.yaml", ENTITIES)]), edits)
def test_no_edit_of_the_vocabulary_loses_a_claim_without_a_word(tmp_path: Path, file: tuple[str, str], changes: list[tuple[int, int, str]]) -> None:
    registry = mutated(tmp_path / "claims", file[0], edited(file[1], changes))
    assert len(registry.claims) + registry.unread == 3
    assert not registry.unread or registry.problems
    assert registry.problems == sorted(registry.problems)


@of_any_file
@given(st.binary(max_size=200))
def test_no_bytes_stop_the_loader(tmp_path: Path, data: bytes) -> None:
    with contextlib.suppress(FileExistsError):
        loaded(tmp_path / "claims")
    (tmp_path / "claims" / "x.yaml").write_bytes(data)
    registry = load(tmp_path / "claims")
    assert len(registry.claims) == 3
    assert registry.problems
