"""Edits change the bytes that they concern and no others, and what they wrote reads back as it was given."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cstofacts.registry import edit
from cstofacts.registry.edit import append_entry, index_of, insert_entry, remove_entry, remove_field, set_field
from cstofacts.registry.nodes import Node, Page, read_nodes
from cstofacts.values.base import Fault

HERE = Path(__file__).parent
CASES = [case for path in sorted((HERE / "cases" / "edit").glob("*.yaml")) for case in yaml.load(path.read_text("utf-8"), yaml.BaseLoader)]  # noqa: S506 (makes texts only)
REGISTRY = [path.read_text("utf-8") for path in sorted((HERE.parent / "claims").glob("S*.yaml"))]


def argument(written: Any) -> Any:
    """An argument of a case: numbers that count are whole, and a path is a tuple."""
    if isinstance(written, list):
        return tuple(int(item) if item.isdecimal() else item for item in written)
    return int(written) if isinstance(written, str) and written.isdecimal() else written


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_an_edit_byte_by_byte(case: dict[str, Any]) -> None:
    name, path, *rest = case["do"]
    done = getattr(edit, name)(case["text"], argument(path), *map(argument, rest))
    if "fault" in case:
        assert isinstance(done, Fault)
        assert case["fault"] in done.message
    else:
        assert (done[0] if isinstance(done, tuple) else done) == case["gives"]


def plain(node: Node) -> Any:
    if isinstance(node.value, dict):
        return {key: plain(value) for key, value in node.value.items()}
    return node.value if isinstance(node.value, str) else [plain(item) for item in node.value]


def read(text: str) -> Any:
    """What the registry's own reader takes a file for, without a problem."""
    page = Page("x")
    root = read_nodes(page, text.encode())
    assert root
    assert not page.problems
    return plain(root)


def is_inserted(new: str, old: str) -> bool:
    """Whether the new text is the old one with something put in at one place."""
    same = next((number for number, (left, right) in enumerate(zip(new, old, strict=False)) if left != right), len(old))
    return any(new.endswith(old[place:]) and new[:place] == old[:place] for place in range(same, -1, -1))


# Anything that can be written into a file, and what YAML or an editor could trip over.
NASTY = [
    "",
    " ",
    "#",
    "a #b",
    "a: b",
    "- ",
    "-",
    "...",
    "---",
    "? x",
    "& a",
    "*a",
    "!x",
    "|",
    ">",
    "%",
    "@",
    "`",
    "'",
    '"',
    "\\",
    "~",
    "null",
    "=",
    "<<",
]
NASTY += [
    "a\nb",
    "\r\n",
    "\t",
    "a\tb",
    "\x00\x07\x1b",
    "\x85",
    "\u2028\u2029",
    "\u202e",
    "\ufeff",
    "\ufffe\uffff",
    "\U0010ffff",
    "قُتل ١٢",
    "с",
    "[",
    "]",
    "{",
    "},",
]
texts = st.one_of(st.text(max_size=20), st.sampled_from(NASTY), st.lists(st.sampled_from(NASTY), max_size=4).map("".join))
keys = st.sampled_from(["id", "quote", "note", "value", "line", "why", "text", "type", "x y", "ключ", "#", "-", "a: b", "'"])
values = st.one_of(texts, st.integers(-9, 9999), st.lists(texts, max_size=3), st.dictionaries(keys, texts, max_size=3))
entries = st.dictionaries(keys, values, min_size=1, max_size=5)

LINES = [
    "id: A-1",
    'quote: "a # b"',
    "quote: 'it''s' # c",
    "value: [a, b] # c",
    "value:",
    "line: 4",
    "qualifiers: {place: larin, as_of: }",
    "note: # c",
]
BLOCKS = [
    'quote: "a\n  b"',
    "note: a\n  b",
    "note: |\n    a\n  # no comment\n\n  b",
    "note: >-\n  a\n   b\n\n",
    "value:\n  - a\n  # c\n  - b",
    "text:\n  'x'\t# c",
]
remarks = st.lists(st.tuples(st.integers(0, 8), st.sampled_from(["", "# remark", "#", "# - id: x", "# claims:"])), max_size=3)


@st.composite
def files(draw: st.DrawFn) -> str:
    """A source file as people write them: every style of entry, and comments and empty lines anywhere."""
    lines = [*remarks_of(draw), "source:", "  id: A # the id", *remarks_of(draw), '  title: "x"']
    for key in draw(st.permutations(["claims", "candidates", "rejected"])):
        lines += remarks_of(draw)
        column, count = draw(st.sampled_from([0, 2, 4])), draw(st.integers(0, 3))
        lines.append(key + (":" if count else draw(st.sampled_from([":", ": []", ": # c", ": [ ]  # c"]))))
        for _ in range(count):
            lines += [*remarks_of(draw), *(" " * column + line for line in drawn_entry(draw))]
    lines += remarks_of(draw)
    text = "\n".join(lines) + draw(st.sampled_from(["", "\n", "\n\n"]))
    return draw(st.sampled_from(["", "\ufeff"])) + text.replace("\n", draw(st.sampled_from(["\n", "\r\n"])))


def has_block_of_text(text: str) -> bool:
    """Whether an edit may be refused: a comment that came to stand below a block of text could become a part of it."""
    return "note: |" in text or "note: >" in text


def remarks_in(text: str) -> list[str]:
    return sorted(line[line.index("#") :] for line in text.splitlines() if "#" in line)


def remarks_of(draw: st.DrawFn) -> list[str]:
    return [" " * indent + remark if remark else "" for indent, remark in draw(remarks)]


def drawn_entry(draw: st.DrawFn) -> list[str]:
    """The lines of an entry: behind its dash, below it, in braces, or empty."""
    style = draw(st.sampled_from(["- ", "-   ", "-\n  ", "- # c\n  ", "{", ""]))
    if style == "{":
        return [draw(st.sampled_from(["- {id: a, line: 4} # c", "- {id: a,\n   line: 4}", "- {}"]))]
    if not style:
        return ["-"]
    fields = draw(st.lists(st.sampled_from(LINES + BLOCKS), min_size=1, max_size=4, unique_by=lambda field: field.split(":")[0]))
    width = len(style.split("\n")[-1])
    lines = [remark for field in fields for remark in (*remarks_of(draw), *(" " * width + line for line in field.split("\n")))]
    first = next(number for number, line in enumerate(lines) if line.strip() and not line.lstrip().startswith("#"))
    return (style + "\n".join(lines[first:])[width:]).split("\n")


lists = st.sampled_from(["claims", "candidates", "rejected"])
often = settings(max_examples=300, deadline=None, derandomize=True)


def is_readable(text: str) -> bool:
    page = Page("x")
    return read_nodes(page, text.encode()) is not None and not page.problems


def as_read(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: as_read(item) for key, item in value.items()}
    return [as_read(item) for item in value] if isinstance(value, list) else str(value)


@often
@given(files(), lists, entries, st.integers(0, 3))
def test_what_is_put_in_reads_back_and_moves_nothing(text: str, key: str, entry: dict[str, Any], place: int) -> None:
    assume(is_readable(text))
    before = read(text)
    index = min(place, len(before[key]))
    new = insert_entry(text, key, index, entry)
    assert not isinstance(new, Fault)
    expected = {**before, key: list(before[key])}
    expected[key].insert(index, as_read(entry))
    assert read(new) == expected
    assert not before[key] or is_inserted(new, text)
    assert read(new)[key][index] == as_read(entry)


@often
@given(files(), lists, st.integers(0, 2))
def test_what_is_taken_out_and_put_back_is_as_before(text: str, key: str, place: int) -> None:
    assume(is_readable(text))
    assume(read(text)[key])
    index = place % len(read(text)[key])
    removed = remove_entry(text, key, index)
    if isinstance(removed, Fault):
        assert has_block_of_text(text)
        return
    new, lines = removed
    assert is_inserted(text, new)
    assert lines in text
    assert insert_entry(new, key, index, lines) == text


@often
@given(files(), lists, lists, st.integers(0, 2), st.integers(0, 3))
def test_an_entry_moves_to_another_list(text: str, key: str, other: str, place: int, to: int) -> None:
    assume(is_readable(text))
    before = read(text)
    assume(before[key] and key != other)
    index, to = place % len(before[key]), min(to, len(before[other]))
    removed = remove_entry(text, key, index)
    new = removed if isinstance(removed, Fault) else insert_entry(removed[0], other, to, removed[1])
    if isinstance(new, Fault):
        assert has_block_of_text(text)
        return
    after = read(new)
    assert after[other] == [*before[other][:to], before[key][index], *before[other][to:]]
    assert after[key] == ([*before[key][:index], *before[key][index + 1 :]] or "")
    assert remarks_in(new) == remarks_in(text)


@often
@given(files(), st.sampled_from(["id", "title", "note", "text_sha256"]), values)
def test_a_field_of_the_source(text: str, key: str, value: Any) -> None:
    assume(is_readable(text))
    before = read(text)
    new = set_field(text, ("source", key), value)
    assert not isinstance(new, Fault)
    assert read(new) == {**before, "source": {**before["source"], key: as_read(value)}}
    kept = [line for line in text.splitlines(keepends=True) if not line.strip().startswith((f"{key}:",))]
    assert all(line.rstrip("\r\n") in new for line in kept)
    if key not in before["source"]:
        assert is_inserted(new, text)
        assert remove_field(new, ("source", key)) in (text, text + "\n", text + "\r\n")


@often
@given(files(), lists, st.integers(0, 2), st.sampled_from(["id", "note", "superseded", "quote"]), values)
def test_a_field_of_an_entry_is_set_or_nothing_changes(text: str, key: str, place: int, field: str, value: Any) -> None:
    assume(is_readable(text))
    before = read(text)
    assume(before[key])
    index = place % len(before[key])
    new = set_field(text, (key, index, field), value)
    if isinstance(before[key][index], dict):
        assert not isinstance(new, Fault)
        expected = read(text)
        expected[key][index][field] = as_read(value)
        assert read(new) == expected


@pytest.mark.parametrize("text", REGISTRY, ids=["S0", "S1", "S2", "S3", "S4"])
def test_the_registry_can_be_edited_everywhere(text: str) -> None:
    claims = read(text)["claims"]
    for index in range(0, len(claims), 9):
        removed = remove_entry(text, "claims", index)
        assert not isinstance(removed, Fault)
        assert insert_entry(removed[0], "claims", index, removed[1]) == text
        assert insert_entry(removed[0], "claims", index, claims[index]) == text
    longer = append_entry(text, "claims", claims[0])
    assert isinstance(longer, str)
    assert longer.startswith(text)
    assert longer[len(text) :] in text


def test_an_entry_is_found_by_its_line() -> None:
    text = "\ufeffclaims:\n  # c\n  - id: a\n  -\n    id: b\n"
    assert [index_of(text, "claims", line) for line in range(1, 6)] == [None, None, 0, None, 1]
