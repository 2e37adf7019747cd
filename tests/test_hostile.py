"""Hostile text: whatever stands in a registry is shown, and acts nowhere."""

import csv
import io
import itertools
import json
import os
import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from conftest import Run, cstofacts, in_shell, on_terminal, run_all
from lxml import etree
from markdown_it import MarkdownIt
from markdown_it.token import Token
from msgspec.structs import replace
from rich.cells import cell_len

from cstofacts.cli.diff import DiffFormat
from cstofacts.cli.support import SupportFormat
from cstofacts.model.decision import Decision, Ruling
from cstofacts.reconcile import reconcile
from cstofacts.reconcile.settlements import judged
from cstofacts.registry import load
from cstofacts.registry.decision_file import write_decision
from cstofacts.reports import Format, TableFormat
from cstofacts.reports.checks import CheckFormat
from cstofacts.reports.inert import inert

# Each stands as id, title, label, spelling, value, quote and note of two sources that contradict each other.
PAYLOADS = {
    "ansi": "\x1b[31mred\x1b[2J\x1b]0;title\x07",
    "hyperlink": "\x1b]8;;https://evil.example\x1b\\link\x1b]8;;\x1b\\",
    "c1": "\x9b31m\x85next\x90q\x9c",
    "nul": "nul\x00byte\x08\x7f",
    "lines": "one\ntwo\r\nthree\rfour\u2028five\u2029six",
    "overrides": "\u202egnp.exe\u202c \u2066isolated\u2069 \u2067right\u2069 \u202bembedded\u202c",
    "markup": "[red]r[/red] [/b] [link=https://evil.example]x[/link] :1234: :smile:",
    "html": "</script><script>alert(1)</script><img src=x onerror=alert(1)>&lt;b&gt;",
    "attribute": "\"><img src=x onerror=alert(1)> ' onmouseover=alert(1) autofocus onfocus=alert(1) x='",
    "style": "</style></title></textarea><style>*{display:none}</style><svg onload=alert(1)>{{7*7}}{% raw %}",
    "link": "javascript:alert(1)//https://evil.example",
    "formula": '=HYPERLINK("https://evil.example","x")',
    "formulas": "@SUM(1+1)*cmd|' /C calc'!A0",
    "plus": "+1+1",
    "minus": "-2+3",
    "tab": "\t=1+1",
    "wide": "＝1+1",
    "cells": "a|b;c,d\"e'f\tg",
    "backticks": "`code` ```fence``` ~~~ $(id) ; rm -rf x",
    "markdown": "# heading\n- item ![i](javascript:x) [t](javascript:x) <https://evil.example> **b** _i_ \\",
    "long": "w" * 9_999,
    "marks": "e" + "\u0301" * 2_000 + "ع" + "\u064b" * 500,
    "joined": "ك\u200dو\u200cك\u200f\u061c\ufeff",
    "wide-letters": "漢字" * 300,
    "emoji": "\U0001f468\u200d\U0001f469\u200d\U0001f467 \U000e0041",
    "arabic": "النص العربي، وفيه «اقتباس» و 2500 عنصر",
}
ACTING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufff9-\ufffb]")
STYLE = re.compile(r"\x1b\[[\d;]*m")
FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")
LISTING = ("conflicts", "list", "sources", "export")
TEXTS = [format for format in Format if format is not Format.PARQUET]
TABLES = [
    *itertools.product(LISTING, TableFormat),
    *(("export", format) for format in TEXTS if str(format) not in TableFormat.__members__.values()),
    ("support", SupportFormat.JSON),
    ("diff before claims", DiffFormat.JSON),
    ("diff before claims", DiffFormat.MARKDOWN),
    ("diff claims before", DiffFormat.MARKDOWN),
]
SCREENS = (
    "check",
    "check --color always",
    "conflicts --color always",
    "check --fail-on updates",
    "show one",
    "show finding",
    "why one two",
    "list --source one",
    "conflicts --subject one",
    "log",
    "log finding",
    "diff claims before",
    "diff before claims",
    "timeline finding",
    "silent finding",
    "who entity",
    "support",
    "support finding",
)
CHECKS = [f"check --format {format}" for format in CheckFormat if format is not CheckFormat.FULL]


def id_of(name: str) -> str:
    """The payload as an id, in which `/` may not stand; YAML gives up on a key of more than 1,024 characters, escapes counted as written."""
    return label_of(name).replace("/", "⁄")


def label_of(name: str) -> str:
    return PAYLOADS[name][:60] + name


def quoted(text: str) -> str:
    """A YAML scalar in double quotes, with everything beyond ASCII letters written as an escape."""
    return '"' + "".join(c if c.isascii() and c.isprintable() and c not in '"\\' else f"\\U{ord(c):08x}" for c in text) + '"'


def write_registry(folder: Path) -> None:
    entities, properties = [], []
    for name, text in PAYLOADS.items():
        id, label = quoted(id_of(name)), quoted(label_of(name))
        entities.append(f"  {id}: {{kind: thing, label: {{en: {label}, ar: {label}}}, spellings: [{quoted(name + text[-900:])}]}}")
        properties.append(f"  {id}: {{type: text, unit: {id}, label: {{en: {label}}}, question: {{en: {label}, ar: {label}}}, separators: [{id}]}}")
        for side in ("one", "two"):
            (folder / f"{name}-{side}.yaml").write_text(source(text, name, side), encoding="utf-8")
    properties.append("  number: {type: number}")
    (folder / "entities.yaml").write_text("entities:\n" + "\n".join(entities) + "\n", encoding="utf-8")
    (folder / "properties.yaml").write_text("properties:\n" + "\n".join(properties) + "\n", encoding="utf-8")


def source(text: str, name: str, side: str) -> str:
    id, said = quoted(id_of(name)), quoted(f"{text} {side}"[:9_999])
    figure = {"one": 1, "two": 2}[side]
    return f"""\
source:
  id: {quoted(f"{id_of(name)} {side}")}
  title: {said}
  publisher: {said}
  language: {said}
  origin: {id}
  url: {said}
  text_file: {said}
claims:
  - {{id: {quoted(f"{text} {name} {side} a"[-9_999:])}, subject: {id}, property: {id}, value: {said}, text: {said}, quote: {said}, line: 1,
     note: {said}, attribution: [{id}], qualifiers: {{{id}: {id}}}}}
  - {{id: {quoted(f"{id_of(name)} {side} b")}, subject: {id}, property: number, value: {figure}, quote: {said}, line: 2}}
"""


def write_decisions(folder: Path) -> None:
    """Each payload as name and reason of whoever put a question off, and of whoever decided another one on claims that have changed since."""
    known = {finding.id: finding for finding in reconcile(load(folder))}
    for name, text in PAYLOADS.items():
        id, said = id_of(name), f"{text} by"[-9_999:]
        put_off, decided = known[f"{id}/{id}"], known[f"{id}/number"]
        before = [replace(claim, value=f"{text} before"[-9_999:], quote=said, content="0" * 16) for claim in judged(decided.claims)]
        for finding, ruling, claims in ((put_off, Ruling.DEFERRED, judged(put_off.claims)), (decided, Ruling.CONFIRMED, tuple(before[:1]))):
            made = Decision(finding.id, ruling, said, "2024-03-06T14:05:09Z", said, claims)
            assert isinstance(write_decision(folder, made), Path)


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "claims").mkdir()
    write_registry(folder / "claims")
    write_decisions(folder / "claims")
    write_before(folder / "claims", folder / "before")
    return folder


def write_before(claims: Path, before: Path) -> None:
    """The same registry with other figures, words, labels and qualifiers, and without what was decided."""
    before.mkdir()
    for path in claims.glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        for old, new in (("value: 1,", "value: 3,"), (' one"', ' once"'), ("kind: thing", "kind: event"), ("note: ", "certainty: alleged, note: ")):
            text = text.replace(old, new)
        (before / path.name).write_text(text, encoding="utf-8")


def arguments(screen: str) -> list[str]:
    """A command with the payload's ids for `one`, `two` and `finding`; NUL cannot be typed, so the escape itself is the payload here."""
    id, text = id_of("ansi"), PAYLOADS["ansi"]
    ids = {"one": f"{text} ansi one a", "two": f"{text} ansi two a", "finding": f"{id}/{id}", "entity": id}
    words = screen.split()
    if "--subject" in words:
        ids["one"] = id
    if "--source" in words:
        ids["one"] = f"{id} one"
    return [ids.get(word, word) for word in words]


@pytest.fixture(scope="session")
def runs(hostile: Path) -> dict[str, Run]:
    screens = {f"{screen} {width}": (arguments(screen), hostile, {"COLUMNS": width} if width else {}) for screen in SCREENS for width in ("", "80")}
    tables = {f"{command} {format}": ([*command.split(), "--format", format], hostile, dict[str, str]()) for command, format in TABLES}
    checks = {check: (check.split(), hostile, dict[str, str]()) for check in CHECKS}
    return run_all(screens | tables | checks)


EVERY = [f"{screen} {width}" for screen in SCREENS for width in ("", "80")] + [f"{command} {format}" for command, format in TABLES] + CHECKS


@pytest.mark.parametrize("name", EVERY)
def test_nothing_acts(runs: dict[str, Run], name: str) -> None:
    run = runs[name]
    assert run.status in {0, 1}
    assert run.out
    assert "Traceback" not in run.err
    assert "problem" not in run.err
    assert ACTING.findall(run.err) == []
    assert ACTING.findall(STYLE.sub("", run.out) if "always" in name else run.out) == []


def test_colour_adds_nothing_but_style(runs: dict[str, Run]) -> None:
    assert STYLE.sub("", runs["check --color always "].out) == runs["check "].out


@pytest.mark.parametrize("screen", [screen for screen in SCREENS if "always" not in screen])
def test_lines_stay_within_the_width(runs: dict[str, Run], screen: str) -> None:
    for line in runs[f"{screen} 80"].out.partition("its question: ")[0].splitlines():  # what can be typed is not cut
        assert cell_len(line.replace("\u200d", "")) <= 80, line


def test_lines_stay_within_a_terminal(hostile: Path) -> None:
    for line in STYLE.sub("", on_terminal("conflicts", cwd=hostile, columns=100).out).splitlines():
        assert cell_len(line.replace("\u200d", "")) <= 100, line


@pytest.mark.parametrize("name", PAYLOADS)
def test_everything_is_shown(runs: dict[str, Run], name: str) -> None:
    shown = inert(PAYLOADS[name])
    for run in ("list text", "export text", "conflicts text"):
        assert shown in runs[run].out


def test_what_rich_would_take_for_markup_stays(runs: dict[str, Run]) -> None:
    for run in ("conflicts --color always ", "list text", "conflicts text"):
        for text in ("[red]r[/red]", ":1234:"):
            assert text in STYLE.sub("", runs[run].out)


def texts_of(record: Any) -> set[str]:
    if isinstance(record, dict):
        return set().union(*map(texts_of, [*record, *record.values()]))
    if isinstance(record, list):
        return set().union(*map(texts_of, record))
    return {record} if isinstance(record, str) else set()


@pytest.mark.parametrize("name", PAYLOADS)
def test_json_keeps_every_character(runs: dict[str, Run], name: str) -> None:
    document = json.loads(runs["export json"].out)
    text = PAYLOADS[name]
    assert {id_of(name), f"{text} one"[:9_999], f"{id_of(name)}/{id_of(name)}"} <= texts_of(document)
    assert document["problems"] == []


@pytest.mark.parametrize("command", LISTING)
def test_jsonl_has_one_record_per_line(runs: dict[str, Run], command: str) -> None:
    read = json.loads(runs[f"{command} json"].out)
    lines = runs[f"{command} jsonl"].out.split("\n")
    assert lines.pop() == ""
    assert [json.loads(line) for line in lines] == [
        {"table": table, **record} for table in ("sources", "claims", "findings", "problems") for record in read.get(table, [])
    ]


@pytest.mark.parametrize("command", LISTING)
def test_csv_has_no_formula_and_one_line_per_row(runs: dict[str, Run], command: str) -> None:
    text = runs[f"{command} csv"].out
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert len(rows) == len(text.splitlines()) > len(PAYLOADS)
    assert {len(row) for row in rows} == {len(rows[0])}
    for row in rows:
        for cell in row:
            assert not FORMULA.match(cell), cell


def all_tokens(tokens: list[Token]) -> list[Token]:
    return [token for outer in tokens for token in (outer, *all_tokens(outer.children or []))]


@pytest.mark.parametrize("command", [*LISTING, "diff before claims", "diff claims before"])
def test_markdown_holds_no_more_than_the_report_itself(runs: dict[str, Run], command: str) -> None:
    text = runs[f"{command} markdown"].out
    tokens = all_tokens(MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(text))
    kinds = {token.type for token in tokens}
    assert kinds.isdisjoint({"html_inline", "html_block", "link_open", "image", "em_open", "s_open", "fence", "code_block", "hr"})
    shown = " ".join(token.content for token in tokens if token.type in {"text", "code_inline", "text_special"})
    for part in ("<script>", "[red]r[/red]", "=HYPERLINK"):
        assert part in re.sub(r"(?<=\S) (?=\S)", "", shown) or part in shown
    rows = [line for line in text.splitlines() if line.startswith("| ")]
    assert len({len(re.findall(r"(?<!\\)(?:\\\\)*\|", row)) for row in rows if row.count(" | ") >= 3}) <= 2


def test_ids_are_inert_in_what_is_said_about_them(hostile: Path) -> None:
    for command in ("show", "rule", "list --source", "export -o"):
        run = cstofacts(*command.split(), "no/\x1b[31m\u202e\nsuch", cwd=hostile)
        assert run.status == 2
        assert run.out == ""
        assert ACTING.findall(run.err) == []
        assert len(run.err.splitlines()) == 1


def test_what_show_proposes_can_be_typed(hostile: Path) -> None:
    run = cstofacts("show", f"{PAYLOADS['backticks']} backticks one a", cwd=hostile)
    typed = run.out.rpartition("its question: ")[2].strip()
    assert in_shell(typed, cwd=hostile).out.startswith(f"{id_of('backticks')}/")


# What other programs make of a check

LINE = re.compile(r"claims/\S+\.yaml:\d+:\d+: CF\d{3} [a-z-]+: .*")


def differing(runs: dict[str, Run]) -> int:
    return sum(finding["relation"] != "agrees" for finding in json.loads(runs["export json"].out)["findings"])


def test_concise_has_one_line_per_finding(runs: dict[str, Run]) -> None:
    lines = runs["check --format concise"].out.split("\n")
    assert lines.pop() == ""
    assert len(lines) == differing(runs)
    assert [line for line in lines if not LINE.fullmatch(line)] == []


def test_github_reads_nothing_but_its_own_commands(runs: dict[str, Run]) -> None:
    lines = runs["check --format github"].out.split("\n")
    assert lines.pop() == ""
    told = [line for line in lines if line.startswith("::")]
    assert told
    assert [line for line in lines if line.lstrip().startswith("::")] == told  # the rest follows as plain lines
    for line in told:
        command, data = line.removeprefix("::").split("::", 1)
        name, _, properties = command.partition(" ")
        assert name in {"error", "warning", "notice"}
        assert [each.partition("=")[0] for each in properties.split(",") if each] in ([], ["file", "line", "col", "title"])
        assert re.fullmatch(r"([^%]|%25|%0A)*", data)


def test_junit_is_read_back(runs: dict[str, Run]) -> None:
    text = runs["check --format junit"].out
    names = {case.get("name") for case in etree.fromstring(text.encode()).iter("testcase")}
    assert {inert(f"{id_of(name)}/{id_of(name)}") for name in PAYLOADS} <= names
    assert "<script" not in text


def test_sarif_makes_links_only_of_its_own(runs: dict[str, Run]) -> None:
    results = json.loads(runs["check --format sarif"].out)["runs"][0]["results"]
    assert len(results) == differing(runs)
    for result in results:
        for text in (result["message"]["text"], *(place["message"]["text"] for place in result["relatedLocations"])):
            links = re.findall(r"(?<!\\)\]\(([^)]*)\)", text)
            assert [link for link in links if link not in {str(place["id"]) for place in result["relatedLocations"]}] == []
            assert not re.search(r"(?<!\{)\{\d", text)


def test_a_summary_is_markdown_of_its_own(hostile: Path, tmp_path: Path) -> None:
    cstofacts("check", "--format", "github", cwd=hostile, GITHUB_STEP_SUMMARY=str(tmp_path / "summary.md"))
    text = (tmp_path / "summary.md").read_text(encoding="utf-8")
    assert ACTING.findall(text) == []
    kinds = {token.type for token in all_tokens(MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(text))}
    assert kinds.isdisjoint({"html_inline", "html_block", "link_open", "image", "em_open", "s_open", "fence", "code_block", "hr"})


# Files with names and contents that are hostile themselves


def claims_of(folder: Path) -> Path:
    (folder / "claims").mkdir()
    (folder / "claims" / "properties.yaml").write_text("properties: {colour: {type: text}}\n", encoding="utf-8")
    (folder / "claims" / "entities.yaml").write_text("entities: {tower: {kind: thing}}\n", encoding="utf-8")
    return folder / "claims"


def simple_source(id: str, quote: str = "red") -> bytes:
    claim = f"{{subject: tower, property: colour, value: {quoted(quote)}, quote: {quoted(quote)}, line: 1}}"
    return f"source: {{id: {id}, title: {id}}}\nclaims: [{claim}]\n".encode()


COMMANDS = [*(f"export --format {format}" for format in TEXTS), "check", *CHECKS, "show tower/colour"]


@pytest.mark.parametrize("name", [b"a\x1b[31m.yaml", b"a\n\rb.yaml", b"\xff\xfe.yaml", "a\u202eb.yaml".encode()])
def test_names_of_files(tmp_path: Path, name: bytes) -> None:
    folder = claims_of(tmp_path)
    Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_bytes(simple_source("a"))
    Path(os.fsdecode(os.fsencode(folder) + b"/x" + name)).write_bytes(b"claims: [\n")
    for command, run in run_all({command: (command.split(), tmp_path, {}) for command in COMMANDS}).items():
        assert "Traceback" not in run.err, command
        assert run.status == (0 if command.startswith("show") else 1)
        assert ACTING.findall(run.out + run.err) == []
    check = cstofacts("check", cwd=tmp_path)
    assert "CF005 yaml-syntax" in check.err


@pytest.mark.parametrize("written", ['"\\ud800"', '"\\udfff and more"', '"\\ud83d\\ude00"'])
def test_lone_surrogates(tmp_path: Path, written: str) -> None:
    folder = claims_of(tmp_path)
    (folder / "a.yaml").write_bytes(simple_source("a"))
    (folder / "b.yaml").write_text(f"source: {{id: b, title: {written}}}\nclaims: []\n", encoding="utf-8")
    for command, run in run_all({command: (command.split(), tmp_path, {}) for command in COMMANDS}).items():
        assert "Traceback" not in run.err, command
        assert ACTING.findall(run.out + run.err) == []
    check = cstofacts("check", cwd=tmp_path)
    assert check.status == 1
    assert "claims/b.yaml:1:" in check.err


@pytest.mark.parametrize("character", ["\x00", "\x1b", "\x7f", "\x9b", "\ufffe"])
def test_raw_controls_are_a_problem_with_a_place(tmp_path: Path, character: str) -> None:
    folder = claims_of(tmp_path)
    (folder / "a.yaml").write_bytes(simple_source("a"))
    (folder / "b.yaml").write_text(f"source:\n  id: b\n  title: x{character}\nclaims: []\n", encoding="utf-8")
    run = cstofacts("check", cwd=tmp_path)
    assert run.status == 1
    assert "claims/b.yaml:3:" in run.err
    assert ACTING.findall(run.out + run.err) == []


@pytest.mark.parametrize("word", PAYLOADS)
def test_unknown_words_are_told_back_inert(tmp_path: Path, word: str) -> None:
    folder = claims_of(tmp_path)
    text, key = quoted(PAYLOADS[word]), quoted(id_of(word))
    (folder / "a.yaml").write_bytes(simple_source("a"))
    (folder / "b.yaml").write_text(
        f"source: {{id: b, title: b, origin: {text}, {key}: x, published: {text}, text_sha256: {text}}}\n"
        f"claims:\n  - {{subject: {text}, property: {text}, value: {text}, quote: x, line: {text}}}\n"
        f"  - {{subject: tower, property: colour, value: [{text}], quote: x, text: {text}, line: 1, certainty: {text}, qualifiers: {{{key}: x}}}}\n",
        encoding="utf-8",
    )
    (folder / "properties.yaml").write_text(f"properties:\n  colour: {{type: text}}\n  {key}: {{type: {text}, counts: {text}}}\n", encoding="utf-8")
    run = cstofacts("check", cwd=tmp_path)
    assert run.status == 1
    assert "Traceback" not in run.err
    assert ACTING.findall(run.out + run.err) == []
    for line in run.err.splitlines():
        assert re.match(r"claims/\w+\.yaml(:\d+)*: CF\d{3} [\w-]+: ", line), line
    assert max(map(len, run.err.splitlines())) < 2_000


def test_payloads_are_what_they_claim_to_be() -> None:
    categories = {unicodedata.category(character) for text in PAYLOADS.values() for character in text}
    assert {"Cc", "Cf", "Mn", "Zl", "Zp"} <= categories
