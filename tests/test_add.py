"""An article becomes a source with candidates, once; an edited one a new version that loses nothing."""

import re
import shutil
import stat
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import HOME, PROGRAM, Run, cstofacts, environment, on_terminal
from hypothesis import given, settings
from hypothesis import strategies as st
from registries import Case

from cstofacts.evidence.document import Document
from cstofacts.evidence.locate import locate
from cstofacts.evidence.texts import read_text
from cstofacts.extract.candidates import extract
from cstofacts.extract.vocabulary import vocabulary_of
from cstofacts.intake.article import Article
from cstofacts.intake.edits import append_entries, entry_numbers, set_fields
from cstofacts.intake.new_source import LONGEST_TITLE, language_of, title_of
from cstofacts.intake.proposed import LONGEST_QUOTE, sift
from cstofacts.intake.standing import lines_by_neighbours, lines_by_text, standing_line
from cstofacts.intake.take import take
from cstofacts.model.candidate import Candidate
from cstofacts.model.intake import Came, Intake, Sifted
from cstofacts.model.registry import Registry
from cstofacts.registry import load
from cstofacts.registry.places import places_of
from cstofacts.values import date as dates
from cstofacts.values.base import Fault


def cases(name: str) -> list[Case]:
    written = (HOME / "tests" / "cases" / "add" / f"{name}.yaml").read_text(encoding="utf-8")
    read: list[Case] = yaml.load(written, Loader=yaml.BaseLoader)  # noqa: S506 (it makes only text, lists and mappings)
    return read


ARTICLE = """\
السيول تعود إلى وادي مروان

قتل 12 شخصا في فيضان وادي مروان، بحسب مستشفى مروان.
وجرى إجلاء نحو 1500 شخص من البلدة القديمة يوم الأحد.
ونشرت البلدية 40 مضخة في الشوارع.
ومات 3 أشخاص آخرين غرقا، بحسب الدفاع المدني.
وقال السكان إن المياه ارتفعت خلال ساعتين.
"""

FIRST = ("add", "texts/evening.txt", "--source", "evening", "--published", "2024-03-05", "--texts", "texts")


@pytest.fixture
def desk(tmp_path: Path, starter: Path) -> Path:
    """A folder with the registry that `init` writes, the texts of its sources, and one more article."""
    shutil.copytree(starter / "claims", tmp_path / "claims")
    (tmp_path / "claims" / "texts").rename(tmp_path / "texts")
    (tmp_path / "texts" / "evening.txt").write_text(ARTICLE, encoding="utf-8")
    return tmp_path


def added(desk: Path, *arguments: str, status: int = 0) -> Run:
    run = cstofacts(*(arguments or FIRST), cwd=desk, COLUMNS="100")
    assert (run.status, "Traceback" in run.err) == (status, False), run.err
    return run


def source_of(desk: Path, name: str = "evening") -> dict[str, Any]:
    read: dict[str, Any] = yaml.load((desk / "claims" / f"{name}.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 (as above)
    return read


def files(desk: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((desk / "claims").glob("*.yaml"))}


def quotes(entries: list[dict[str, Any]]) -> list[str]:
    return [entry["quote"] for entry in entries]


def accept(desk: Path, *wanted: str, name: str = "evening") -> None:
    """Move the candidates with these quotes among the claims, as a person would."""
    _move(desk / "claims" / f"{name}.yaml", "claims", wanted)


def _move(path: Path, where: str, wanted: tuple[str, ...]) -> None:
    from cstofacts.registry.edit import append_entry, remove_entry

    for quote in wanted:
        text = path.read_text(encoding="utf-8")
        entries = yaml.load(text, Loader=yaml.BaseLoader)["candidates"]  # noqa: S506 (as above)
        number = quotes(entries).index(quote)
        removed = remove_entry(text, "candidates", number)
        assert not isinstance(removed, Fault)
        taken = f"e-{entries[number]['line']}"
        entry = entries[number] if where == "rejected" or taken in text else {"id": taken} | entries[number]
        kept = {key: value for key, value in entry.items() if where == "rejected" or key not in ("type", "why")}
        new = append_entry(removed[0], where, kept)
        assert isinstance(new, str)
        path.write_text(new, encoding="utf-8")


def edit(desk: Path, *changes: tuple[str, str], name: str = "evening-2.txt") -> None:
    text = ARTICLE
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    (desk / "texts" / name).write_text(text, encoding="utf-8")


# A new source


def test_a_new_source_has_its_metadata_and_candidates(desk: Path) -> None:
    run = added(desk, *FIRST, "--origin", "الدفاع المدني", "--publisher", "Marwan Evening", "--url", "https://example.org/1")
    written = source_of(desk)
    assert {key: written["source"][key] for key in ("id", "title", "publisher", "language", "published", "origin", "url", "text_file")} == {
        "id": "evening",
        "title": "السيول تعود إلى وادي مروان",
        "publisher": "Marwan Evening",
        "language": "ar",
        "published": "2024-03-05",
        "origin": "civil-defence",
        "url": "https://example.org/1",
        "text_file": "evening.txt",
    }
    by_quote = {entry["quote"]: entry for entry in written["candidates"]}
    assert (by_quote["12 شخصا"]["subject"], by_quote["12 شخصا"]["property"], by_quote["12 شخصا"]["line"]) == ("flood", "killed", "3")
    assert "property" not in by_quote["40"]
    assert "claims/evening.yaml" in run.err
    assert "cstofacts review evening" in run.err
    for quote in quotes([entry for entry in written["candidates"] if "property" in entry]):
        assert quote in run.out
    assert "2024-03-03" in run.out.partition("Dates worked out")[2]  # Sunday


def test_candidates_count_in_nothing_and_check_says_that_they_wait(desk: Path) -> None:
    before = cstofacts("check", cwd=desk)
    added(desk)
    after = cstofacts("check", cwd=desk)
    assert after.status == before.status
    waiting = [line for line in after.out.splitlines() if line not in before.out.splitlines()]
    assert any("evening" in line and "cstofacts review" in line for line in waiting)
    assert cstofacts("list", "--format", "json", cwd=desk).out.count('"evening"') == 0
    assert cstofacts("conflicts", cwd=desk).out == cstofacts("conflicts", cwd=desk).out


def test_what_is_written_verifies_once_it_is_accepted(desk: Path) -> None:
    added(desk)
    before = cstofacts("verify", "--texts", "texts", cwd=desk)
    accept(desk, *quotes([entry for entry in source_of(desk)["candidates"] if "property" in entry]))
    run = cstofacts("verify", "--texts", "texts", cwd=desk)
    assert (run.status, run.out.count("CF")) == (before.status, before.out.count("CF"))
    assert "evening.yaml" not in run.out


def test_the_texts_of_a_registry_that_init_wrote_need_no_name(desk: Path) -> None:
    added(desk)
    named = cstofacts("verify", "--texts", "texts", cwd=desk)
    assert cstofacts("verify", cwd=desk).status == 2
    (desk / "texts").rename(desk / "claims" / "texts")
    assert cstofacts("verify", cwd=desk) == named
    assert "[[12 شخصا]]" in cstofacts("review", "evening", cwd=desk).out


def test_nothing_of_the_text_but_its_quotes_is_written(desk: Path) -> None:
    added(desk, *FIRST, "--title", "x")
    written = (desk / "claims" / "evening.yaml").read_text(encoding="utf-8")
    rows = [line.split() for line in ARTICLE.splitlines()]
    for row in rows:
        for place in range(len(row) - 5):
            assert " ".join(row[place : place + 6]) not in written


@pytest.mark.parametrize("case", cases("sifted"), ids=lambda case: case["text"].splitlines()[0])
def test_what_is_worth_a_persons_time(starter: Path, case: Case) -> None:
    sifted = _sifted(case["text"], starter)
    assert [one.quote for one in sifted.taken if one.property] == case["asked"]
    assert [one.quote for one in sifted.taken if not one.property] == case["unasked"]
    assert {why: str(count) for why, count in sifted.noise} == case.get("noise", {})
    assert [one.text for one in sifted.unfit] == case.get("unfit", [])


def _sifted(text: str, desk: Path) -> Sifted:
    return sift(extract(text, vocabulary_of(load(desk / "claims")), _day("2024-03-05")), Document("x", text))


def _day(written: str) -> dates.Date:
    day = dates.parse(written)
    assert isinstance(day, dates.Date)
    return day


def test_a_text_outside_the_folder_of_texts_is_named(desk: Path) -> None:
    (desk / "texts" / "evening.txt").rename(desk / "evening.txt")
    run = added(desk, "add", "evening.txt", "--source", "evening", "--published", "2024-03-05", "--texts", "texts")
    assert source_of(desk)["source"]["text_file"] == "evening.txt"
    assert "text_file: evening.txt" in run.err
    assert (
        "text_file" not in added(desk, "add", "texts/sahil.txt", "--source", "again", "--published", "2024-03-05", "--texts", "texts", "--force").err
    )


def test_a_page_is_read_as_one_and_named_so(desk: Path) -> None:
    pytest.importorskip("trafilatura")
    body = "".join(f"<p>{line}</p>" for line in ARTICLE.splitlines() if line)
    (desk / "page").write_text(f"<html><body><article>{body}</article></body></html>", encoding="utf-8")
    run = added(desk, "add", "page", "--html", "--source", "page", "--published", "2024-03-05")
    assert source_of(desk, "page")["source"]["text_file"] == "page.html"
    assert "page.html" in run.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ("--source evening", "--published"),
        ("--source evening --published tomorrow", "--published"),
        ("--source evening --published 2024-13-01", "--published"),
        ("--source evening --published 2024-03-05 --edited soon", "--edited"),
        ("--source evening --published 2024-03-05 --origin civil-defense", "did you mean 'civil-defence'"),
        ("--source evening --published 2024-03-05 --language arabic!", "--language"),
        ("--source evening --published 2024-03-05 --texts missing", "missing"),
        ("--source ../evening --published 2024-03-05", "no id"),
        ("--source entities --published 2024-03-05", "'entities' is reserved"),
        ("--source Properties --published 2024-03-05", "'Properties' is reserved"),
        ("--source nul --published 2024-03-05", "is reserved"),
        ("--source sahil-killed --published 2024-03-05", "is the id of a claim"),
        ("--source evening --published 2024-03-05 --edited 2024-03-06", "--edited is for a source that is there"),
        ("--source evening --published 2024-03-05 --language arabic", "two or three letters"),
        ("--source evening --published 2024-03-05 --language zz", "'zz' is no code"),
        ("--source evening --published 2024-03-05 --language AR", "'AR' is no code"),
        ("--source a:b --published 2024-03-05", "no id"),
        ("--source مساء --published 2024-03-05", "ASCII letters"),
        ("--source Sahil --published 2024-03-05", "did you mean 'sahil'"),
        ("--source new --published 2024-03-05 --registry missing", "registry"),
    ],
)
def test_what_cannot_be_added_is_said_and_nothing_is_written(desk: Path, arguments: str, told: str) -> None:
    before = files(desk)
    run = added(desk, "add", "texts/evening.txt", *arguments.split(), status=2)
    assert (run.out, files(desk)) == ("", before)
    assert told in run.err


def test_a_file_that_is_there_is_never_written_over(desk: Path) -> None:
    for written, told in (("{id: another, title: of another name}", "is there already"), ("{title: no id}", "line 2: the source needs")):
        (desk / "claims" / "evening.yaml").write_text(f"# my notes\nsource: {written}\n", encoding="utf-8")
        before = files(desk)
        assert told in added(desk, *FIRST, status=2).err
        assert files(desk) == before


@pytest.mark.parametrize("key", ["claims", "candidates", "rejected"])
def test_a_list_that_no_candidate_could_be_accepted_into_is_told_beforehand(desk: Path, key: str) -> None:
    entry = "{subject: flood, property: killed, value: 3, quote: x, line: 1, type: number}"
    (desk / "claims" / "evening.yaml").write_text(f"source: {{id: evening, title: t, published: 2024-03-05}}\n{key}: [{entry}]\n", encoding="utf-8")
    before = files(desk)
    run = added(desk, *FIRST, "--force", status=2)
    assert (run.out, files(desk)) == ("", before)
    assert f"`{key}` stands in brackets" in run.err


@pytest.mark.parametrize(("code", "written"), [("fa", "fa"), ("ckb", "ckb"), ("zh-Hans", "zh-Hans")])
def test_a_language_is_taken_by_its_code(desk: Path, code: str, written: str) -> None:
    added(desk, *FIRST, "--language", code)
    assert source_of(desk)["source"]["language"] == written


def test_one_text_is_not_taken_for_two_voices(desk: Path) -> None:
    copy = ("add", "texts/sahil.txt", "--source", "copy", "--published", "2024-03-05")
    before = files(desk)
    run = added(desk, *copy, status=2)
    assert "sahil" in run.err
    assert files(desk) == before
    run = added(desk, *copy, "--force", "--texts", "texts")
    assert "all words are the same" in run.out


def test_the_same_wording_and_an_altered_figure_are_told(desk: Path) -> None:
    line = "وأعلن الدفاع المدني صباح اليوم أن فرق الإنقاذ أجلت {} شخص من بيوتهم في قرى الوادي كلها بعد أن غمرتها المياه."
    (desk / "texts" / "one.txt").write_text(f"عنوان أول\n\n{line.format(1200)}\n", encoding="utf-8")
    (desk / "texts" / "two.txt").write_text(f"عنوان آخر\n\n{line.format(2100)}\n", encoding="utf-8")
    for name in ("one", "two"):
        run = added(desk, "add", f"texts/{name}.txt", "--source", name, "--published", "2024-03-05", "--texts", "texts")
    told = run.out.partition("Same wording")[2].partition("\n\n")[0]
    assert "one" in told
    assert "in line 3 here: «2100»" in told
    assert "in line 3 of one: «1200»" in told


def test_long_quotes_of_another_source_are_found_without_texts(desk: Path) -> None:
    long = ("قالت فرق الإنقاذ إنها أجلت 90 شخصا", "غمرت المياه أربعين بيتا في الوادي")
    claims = "".join(f'  - {{subject: flood, property: killed, value: {n}, quote: "{quote}", line: 1}}\n' for n, quote in enumerate(long))
    (desk / "claims" / "other.yaml").write_text(f"source: {{id: other, title: other}}\nclaims:\n{claims}", encoding="utf-8")
    (desk / "texts" / "relay.txt").write_text("خبر\n" + ". \n".join(long) + ".\n", encoding="utf-8")
    run = added(desk, "add", "texts/relay.txt", "--source", "relay", "--published", "2024-03-05")
    assert re.search(r"other  2 of its 2 longer quotes", run.out)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("\n\n  A title \nrest", "A title"),
        ("Home > World > Asia\n\nA title\n\nThe flood killed 12 people in the valley on Sunday.\n", "A title"),
        ("Home > World\n", "Home > World"),
        ("A first sentence. " + "More words. " * 40, "A first sentence."),
        ("word " * 100, ("word " * 40)[:194] + "…"),
        ("w" * 500, "w" * 199 + "…"),
    ],
)
def test_a_title_is_the_first_line(text: str, title: str) -> None:
    assert title_of(text) == title
    assert len(title_of(text)) <= LONGEST_TITLE


@pytest.mark.parametrize(("text", "language"), [("قتل 12", "ar"), ("12 people", "en"), ("12 человек", "ru"), ("δώδεκα", ""), ("12", "")])
def test_a_language_is_guessed_from_its_script(text: str, language: str) -> None:
    assert language_of(text) == language


# Added again


def test_the_same_article_twice_changes_no_byte(desk: Path) -> None:
    added(desk)
    before = files(desk)
    again = added(desk)
    assert files(desk) == before
    assert "nothing new" in again.err
    assert "stays as it is" not in again.err
    assert "stays as it is" in added(desk, *FIRST, "--title", "another").err
    assert files(desk) == before


def test_accepted_and_rejected_are_not_proposed_again(desk: Path) -> None:
    added(desk)
    _move(desk / "claims" / "evening.yaml", "rejected", ("40", "نحو 1500 شخص"))
    accept(desk, "12 شخصا")
    before = files(desk)
    added(desk)
    assert files(desk) == before


def test_a_claim_that_was_changed_while_accepted_is_not_proposed_again(desk: Path) -> None:
    added(desk)
    accept(desk, "12 شخصا")
    path = desk / "claims" / "evening.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace('quote: "12 شخصا"', 'quote: "قتل 12 شخصا"').replace('text: "12"', 'text: "12 شخصا"'),
        encoding="utf-8",
    )
    before = files(desk)
    added(desk)
    assert files(desk) == before


def test_a_candidate_that_was_taken_out_by_hand_comes_back(desk: Path) -> None:
    added(desk)
    whole = (desk / "claims" / "evening.yaml").read_text(encoding="utf-8")
    path = desk / "claims" / "evening.yaml"
    accept(desk, "12 شخصا")
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.index("claims:")], encoding="utf-8")
    added(desk)
    assert sorted(quotes(source_of(desk)["candidates"])) == sorted(quotes(yaml.load(whole, Loader=yaml.BaseLoader)["candidates"]))  # noqa: S506 (as above)


@pytest.mark.parametrize("name", ["sahil", "morning-post"])
def test_claims_written_by_hand_are_not_proposed(desk: Path, name: str) -> None:
    text = (desk / "texts" / f"{name}.txt").read_text(encoding="utf-8")
    answered = {claim["property"] for claim in source_of(desk, name)["claims"]}
    assert {one.property for one in _sifted(text, desk).taken} >= answered  # as of an article that nobody has read
    added(desk, "add", f"texts/{name}.txt", "--source", name)
    assert not any(entry.get("property") for entry in source_of(desk, name).get("candidates", []))
    assert cstofacts("check", cwd=desk).err == ""


def test_a_source_without_a_text_gets_one(desk: Path) -> None:
    path = desk / "claims" / "sahil.yaml"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if "text_" not in line), encoding="utf-8")
    added(desk, "add", "texts/sahil.txt", "--source", "sahil", "--texts", "texts")
    assert source_of(desk, "sahil")["source"]["text_file"] == "sahil.txt"
    assert cstofacts("verify", "--texts", "texts", cwd=desk).err == cstofacts("verify", "--texts", "texts", cwd=desk).err


PIECES = (
    "The flood in Wadi Marwan killed 12 people.",
    "About 1,500 people were evacuated from the old town on 3 March 2024.",
    "قتل سبعة أشخاص في فيضان وادي مروان.",
    "The water rose for 3 days, and 40 pumps ran.",
    "Read also: 5 things",
    "At least 12 people died in the flood, Civil Defence said.",
    "\u202e12\u202c people \x1b[31m died",
    '- {value: 3, quote: "\'"}',
)


@settings(max_examples=40, deadline=None)
@given(
    lines=st.lists(st.sampled_from(PIECES) | st.text(max_size=40), min_size=1, max_size=8),
    newline=st.sampled_from(["\n", "\r\n"]),
    rejects=st.sets(st.integers(0, 5)),
)
def test_adding_twice_is_adding_once(
    starter: Path, tmp_path_factory: pytest.TempPathFactory, lines: list[str], newline: str, rejects: set[int]
) -> None:
    text = newline.join(lines).encode("utf-8", "replace").decode().replace("\r\n", "\n")
    folder = tmp_path_factory.mktemp("twice") / "claims"
    shutil.copytree(starter / "claims", folder)
    article = Article("x", Document("x", text, "0" * 64), "x.txt", {"title": "x", "published": "2024-03-05"}, folder, _day("2024-03-05"))
    first = take(article, load(folder), folder)
    assert isinstance(first, Intake)
    read = load(folder)
    assert read.problems == []
    assert [(one.quote, one.line, one.value) for one in read.candidates] == [(one.quote, one.line, one.value) for one in first.sifted.taken]
    for one in read.candidates:
        assert one.quote in text.split("\n")[one.line - 1]
    _move(folder / "x.yaml", "rejected", tuple(one.quote for number, one in enumerate(read.candidates) if number in rejects))
    written = (folder / "x.yaml").read_bytes()
    second = take(article, load(folder), folder)
    assert isinstance(second, Intake)
    assert (second.came, second.sifted.taken) == (Came.AGAIN, ())
    assert (folder / "x.yaml").read_bytes() == written


# An edited article


@pytest.mark.parametrize("case", cases("standing"), ids=lambda case: case["name"])
def test_which_quotes_stand(case: Case) -> None:
    old, new = Document("old", case["old"]), Document("new", case["new"])
    quoted = [Candidate("x", "number", "1", one["quote"], int(one["line"])) for one in case["quotes"]]
    lines = lines_by_text(old, new)
    assert [standing_line(one, new, lines) for one in quoted] == [int(one["stands"]) for one in case["quotes"]]
    blind = lines_by_neighbours(quoted, new)
    assert [standing_line(one, new, blind) for one in quoted] == [int(one.get("blind", one["stands"])) for one in case["quotes"]]


def test_an_edited_article_from_end_to_end(desk: Path) -> None:
    added(desk)
    accept(desk, "12 شخصا", "نحو 1500 شخص")
    path = desk / "claims" / "evening.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("claims:\n", "claims:\n  # accepted on Tuesday\n"), encoding="utf-8")
    edit(desk, ("12 شخصا", "15 شخصا"), ("\n\nقتل", "\n\nصدر هذا الخبر في نسخة أولى ثم عدلته هيئة التحرير.\n\nقتل"))
    before = path.read_text(encoding="utf-8").splitlines()
    run = added(desk, "add", "texts/evening-2.txt", "--source", "evening", "--edited", "2024-03-06", "--texts", "texts")
    written = source_of(desk)
    claims = {claim["quote"]: claim for claim in written["claims"]}
    assert (claims["12 شخصا"]["superseded"], claims["12 شخصا"]["line"]) == ("2024-03-06", "3")
    assert ("superseded" in claims["نحو 1500 شخص"], claims["نحو 1500 شخص"]["line"]) == (False, "6")
    [correction] = [entry for entry in written["candidates"] if entry["quote"] == "15 شخصا"]
    assert (correction["replaces"], correction["value"]) == (claims["12 شخصا"]["id"], "15")
    assert [version["until"] for version in written["source"]["versions"]] == ["2024-03-06"]
    assert (written["source"]["text_file"], written["source"]["versions"][0]["text_file"]) == ("evening-2.txt", "evening.txt")
    assert written["source"]["versions"][0]["text_sha256"] != written["source"]["text_sha256"]
    kept = [line for line in before if not re.match(r"\s+(line|text_file|text_sha256|furniture): ", line)]
    assert [line for line in kept if line not in path.read_text(encoding="utf-8").splitlines()] == []
    told = run.out.partition("Corrected as of 2024-03-06")[2].partition("\n\n")[0]
    assert "12 -> 15" in told
    again = files(desk)
    added(desk, "add", "texts/evening-2.txt", "--source", "evening", "--texts", "texts")
    assert files(desk) == again
    accept(desk, "15 شخصا")
    verified = cstofacts("verify", "--texts", "texts", cwd=desk)
    assert "evening" not in verified.out
    assert "superseded" not in verified.out  # its own text was kept, and it stands there
    old_text = (desk / "texts" / "evening.txt").read_bytes()
    (desk / "texts" / "evening.txt").write_bytes(old_text.replace("12 شخصا".encode(), "13 شخصا".encode()))
    assert "1 superseded quote was not checked" in cstofacts("verify", "--texts", "texts", cwd=desk).out
    (desk / "texts" / "evening.txt").write_bytes(old_text)
    shown = cstofacts("show", claims["12 شخصا"]["id"], cwd=desk)
    assert "2024-03-06" in shown.out
    assert "takes its place" in shown.out
    question = cstofacts("show", "flood/killed", cwd=desk).out
    assert f"superseded {claims['12 شخصا']['id']}" in question
    sides = question.partition("superseded")[0]
    assert "«12 شخصا»" not in sides
    assert "«15 شخصا»" in sides


@settings(max_examples=40, deadline=None)
@given(
    old=st.lists(st.sampled_from(PIECES), min_size=1, max_size=6),
    new=st.lists(st.sampled_from(PIECES), min_size=1, max_size=6),
    kept=st.booleans(),
)
def test_an_edit_loses_no_claim(starter: Path, tmp_path_factory: pytest.TempPathFactory, old: list[str], new: list[str], kept: bool) -> None:  # noqa: FBT001 (hypothesis gives it)
    folder = tmp_path_factory.mktemp("edited") / "claims"
    shutil.copytree(starter / "claims", folder)
    texts = folder.parent
    for name, lines in (("old", old), ("new", new)):
        (texts / f"{name}.txt").write_text("\n".join(lines), encoding="utf-8")
    documents = {name: _document(texts / f"{name}.txt") for name in ("old", "new")}
    article = Article("x", documents["old"], "old.txt", {"title": "x", "published": "2024-03-05"}, folder, _day("2024-03-05"))
    assert isinstance(take(article, load(folder), folder), Intake)
    _move(folder / "x.yaml", "claims", tuple(one.quote for one in load(folder).candidates if one.property))
    before, written = load(folder), (folder / "x.yaml").read_text(encoding="utf-8")
    article = Article("x", documents["new"], "new.txt", {}, folder, None, _day("2024-03-06"), texts if kept else None, force=True)
    found = take(article, load(folder), folder)
    assert isinstance(found, Intake)
    after = load(folder)
    assert after.problems == []
    assert sorted(_content(after)) == sorted(_content(before))
    standing = [(one.quote, one.line) for one in after.claims if one.source == "x"] + [(one.quote, one.line) for one in after.candidates]
    for quote, line in standing:
        assert locate(documents["new"], quote, line).line == line
    assert {one.replaces for one in after.candidates} - {""} <= {claim.id for claim in after.superseded}
    lines = (folder / "x.yaml").read_text(encoding="utf-8").splitlines()
    if found.edit and not found.edit.dropped:
        changing = re.compile(r"\s+(line|text_file|text_sha256|furniture): ")
        assert [line for line in written.splitlines() if not changing.match(line) and line not in lines] == []
    stands = (folder / "x.yaml").read_bytes()
    assert isinstance(take(article, load(folder), folder), Intake)
    assert (folder / "x.yaml").read_bytes() == stands


def _document(path: Path) -> Document:
    document = read_text(path)
    assert isinstance(document, Document)
    return document


def _content(registry: Registry) -> list[tuple[str, str, str]]:
    return [(claim.property, str(claim.value), claim.quote) for claim in (*registry.claims, *registry.superseded)]


def test_a_changed_text_needs_the_day_of_the_edit(desk: Path) -> None:
    added(desk)
    edit(desk, ("40 مضخة", "50 مضخة"), name="evening.txt")
    before = files(desk)
    for arguments in ((), ("--published", "2024-03-05"), ("--edited", "2024-03-04"), ("--edited", "never")):
        added(desk, "add", "texts/evening.txt", "--source", "evening", *arguments, status=2)
    assert files(desk) == before
    run = added(desk, "add", "texts/evening.txt", "--source", "evening", "--published", "2024-03-07")
    assert source_of(desk)["source"]["published"] == "2024-03-07"
    [version] = source_of(desk)["source"]["versions"]
    assert (version["until"], "text_file" in version) == ("2024-03-07", False)
    assert "evening.txt too" in run.err


def test_the_text_of_another_article_is_refused(desk: Path) -> None:
    added(desk)
    (desk / "texts" / "other.txt").write_text("A match\n\nCity won 3 to 1 before 41,000 people.\n", encoding="utf-8")
    before = files(desk)
    wrong = ("add", "texts/other.txt", "--source", "evening", "--edited", "2024-03-06")
    assert "--force" in added(desk, *wrong, status=2).err
    assert files(desk) == before
    added(desk, *wrong, "--force")
    assert source_of(desk)["source"]["text_file"] == "other.txt"


def test_an_older_version_is_refused(desk: Path) -> None:
    added(desk)
    edit(desk, ("40 مضخة", "50 مضخة"))
    added(desk, "add", "texts/evening-2.txt", "--source", "evening", "--edited", "2024-03-06")
    before = files(desk)
    added(desk, "add", "texts/evening.txt", "--source", "evening", "--edited", "2024-03-07", status=2)
    assert files(desk) == before


def test_a_text_cut_to_nothing_destroys_nothing(desk: Path) -> None:
    added(desk)
    accept(desk, "12 شخصا")
    (desk / "texts" / "empty.txt").write_text("\n", encoding="utf-8")
    (desk / "texts" / "gone.txt").write_text("حذف هذا المقال.\n", encoding="utf-8")
    before = files(desk)
    for name in ("empty", "gone"):
        added(desk, "add", f"texts/{name}.txt", "--source", "evening", "--edited", "2024-03-06", status=2)
    assert files(desk) == before
    added(desk, "add", "texts/gone.txt", "--source", "evening", "--edited", "2024-03-06", "--force")
    [claim] = source_of(desk)["claims"]
    assert claim["superseded"] == "2024-03-06"
    assert "superseded" in cstofacts("show", "flood/killed", cwd=desk).out


@pytest.mark.parametrize(
    ("root", "why"),
    [("أُجل", "words of evacuated"), ("نُقذ", "the same words around another figure")],
    ids=["the question is proposed", "no word points at the question"],
)
def test_a_claim_without_an_id_can_be_corrected(desk: Path, root: str, why: str) -> None:
    text = (desk / "texts" / "sahil.txt").read_text(encoding="utf-8")
    (desk / "texts" / "sahil-2.txt").write_text(text.replace("3000 شخص", "3500 شخص"), encoding="utf-8")
    properties = desk / "claims" / "properties.yaml"
    properties.write_text(re.sub("أُجل|إجل", root, properties.read_text(encoding="utf-8")), encoding="utf-8")
    added(desk, "add", "texts/sahil-2.txt", "--source", "sahil", "--edited", "2024-03-06", "--texts", "texts")
    [candidate] = [entry for entry in source_of(desk, "sahil")["candidates"] if entry["quote"] == "3500 شخص"]
    assert (candidate["property"], why in candidate["why"]) == ("evacuated", True)
    run = cstofacts("show", candidate["replaces"], cwd=desk)
    assert "a candidate for its place awaits review" in run.out
    assert cstofacts("check", cwd=desk).err == ""


def test_a_sentence_with_other_words_around_a_quote_is_told(desk: Path) -> None:
    added(desk)
    accept(desk, "12 شخصا")
    edit(desk, ("قتل 12", "جرح 12"))
    run = added(desk, "add", "texts/evening-2.txt", "--source", "evening", "--edited", "2024-03-06", "--texts", "texts")
    assert "12 شخصا" in run.out.partition("its sentence has other words")[2].partition("\n\n")[0]


def test_a_writer_that_came_between_loses_nothing(desk: Path) -> None:
    added(desk)
    folder = desk / "claims"
    edit(desk, ("40 مضخة", "50 مضخة"))
    document = Document("x", (desk / "texts" / "evening-2.txt").read_text(encoding="utf-8"), "1" * 64)
    article = Article("evening", document, "evening-2.txt", {}, desk, None, _day("2024-03-06"))
    stale = load(folder)
    (folder / "evening.yaml").rename(folder / "moved.yaml")
    before = files(desk)
    assert isinstance(take(article, stale, folder), Fault)
    assert files(desk) == before


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_many_edits_at_once_are_the_same_as_one_after_another(newline: str) -> None:
    text = "# notes\nsource: {id: A, title: t}  # mine\nclaims:\n  # first\n  - id: a\n    line: 3 # here\n  - {id: b, line: 4}\n".replace(
        "\n", newline
    )
    changed = set_fields(text, {("claims", 0, "superseded"): "2024", ("claims", 0, "line"): 5, ("claims", 1, "line"): 6, ("source", "id"): "A"})
    assert changed == text.replace("line: 3 # here" + newline, f"line: 5 # here{newline}    superseded: 2024{newline}").replace("line: 4", "line: 6")
    more = append_entries(text, "candidates", [{"value": 1, "quote": "x"}, {"value": 2, "quote": "y"}])
    assert isinstance(more, str)
    assert more.startswith(text)
    read = places_of(more)
    assert not isinstance(read, Fault)
    assert read[0].entries["candidates"].plain() == [{"value": "1", "quote": "x"}, {"value": "2", "quote": "y"}]
    assert entry_numbers(more, "claims") == {5: 0, 7: 1}
    assert isinstance(set_fields(text, {("claims", 9, "line"): 1}), Fault)
    assert append_entries(text, "candidates", []) == text


# Texts that no desk has


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (b"", 2),
        (b"\x00\x01\x02\xff\xfe", 2),
        (b"%PDF-1.7", 2),
        (b"a" * (16 * 1024 * 1024 + 1), 2),
        ("\x1b[31mThe flood killed 12\x00 people\u2028 \u202e12 people died\x07 in the flood.\n".encode(), 0),
        (ARTICLE.replace("\n", "\r\n").encode(), 0),
        (b"\xef\xbb\xbf" + ARTICLE.encode(), 0),
        (("The flood killed " + "9" * 20_000 + " people.\n").encode(), 0),
        (("flood " * 100_000).encode(), 0),
        (b"---\nsource: {id: x}\n... \n- 12 people died in the flood: yes # no\n", 0),
    ],
    ids=["empty", "binary", "pdf", "large", "control characters", "crlf", "mark", "long number", "one line", "yaml"],
)
def test_a_hostile_text_is_refused_or_taken_whole(desk: Path, data: bytes, status: int) -> None:
    (desk / "texts" / "hostile.txt").write_bytes(data)
    before = files(desk)
    run = added(desk, "add", "texts/hostile.txt", "--source", "hostile", "--published", "2024-03-05", "--texts", "texts", status=status)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u202e]", run.out + run.err)
    if status:
        assert files(desk) == before
        return
    read = load(desk / "claims")
    assert read.problems == []
    lines = data.decode("utf-8-sig").replace("\r\n", "\n").split("\n")
    for one in read.candidates:
        assert one.quote in lines[one.line - 1]
        assert len(one.quote) <= LONGEST_QUOTE


def test_a_registry_that_cannot_be_written_is_said(desk: Path) -> None:
    added(desk)
    edit(desk, ("40 مضخة", "50 مضخة"))
    before = files(desk)
    path = desk / "claims" / "evening.yaml"
    path.write_bytes(path.read_bytes() + b"\xff")
    added(desk, "add", "texts/evening-2.txt", "--source", "evening", "--edited", "2024-03-06", status=2)
    assert path.read_bytes() == before["evening.yaml"] + b"\xff"


def test_two_at_once_both_arrive_or_say_why(desk: Path) -> None:
    commands = [[*PROGRAM, *FIRST[:3], f"s{number}", *FIRST[4:], "--force"] for number in range(3)]
    started = [subprocess.Popen(command, cwd=desk, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) for command in commands]
    assert [one.wait(timeout=60) for one in started] == [0, 0, 0]
    assert set(load(desk / "claims").sources) >= {"s0", "s1", "s2"}


def test_the_file_has_the_mode_of_any_other(desk: Path) -> None:
    added(desk)
    modes = {stat.S_IMODE((desk / "claims" / name).stat().st_mode) for name in ("evening.yaml", "sahil.yaml")}
    assert len(modes) == 1


@pytest.mark.parametrize("columns", [40, 80, 137])
def test_lines_fit_the_terminal(desk: Path, columns: int) -> None:
    from rich.cells import cell_len

    run = on_terminal(*FIRST, cwd=desk, columns=columns)
    plain = re.sub(r"\x1b\[[\d;]*m", "", run.out)
    assert max(map(cell_len, plain.splitlines())) <= columns
