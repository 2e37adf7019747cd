"""Candidates are gone through one at a time: what is shown, what each key does to the file, and that nothing is lost on the way."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import cstofacts, in_shell
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from reviewed import BEGAN, CLAIM, DEAD, ENTITIES, HOUSES, INJURED, SOURCE, WHOLE, review, write

from cstofacts.intake.review import Decision, Review
from cstofacts.intake.review_entries import free_id
from cstofacts.intake.review_fields import FIELDS
from cstofacts.model.candidate import Candidate
from cstofacts.model.review import Refused
from cstofacts.registry import load
from cstofacts.registry.edit import append_entry
from cstofacts.registry.writing import Entry
from cstofacts.reports.layout import columns
from cstofacts.values.base import Fault

CASES = Path(__file__).parent / "cases" / "review"


def cards(shown: str) -> list[str]:
    """The candidates that were shown."""
    return re.split(r"^(?=\d+ of \d+  )", shown, flags=re.MULTILINE)[1:]


# Over stdin


def test_each_key_does_what_it_says(tmp_path: Path) -> None:
    path = write(tmp_path)
    done = review(tmp_path, "a\nr\ns\nq\n", "B")
    assert (done.err, done.status) == ("", 0)
    assert "1 accepted, 1 rejected, 1 skipped, 2 left" in done.out
    accepted = DEAD.replace("  # from the lead\n  - ", "  # from the lead\n  # the third\n  - id: B-3a\n    ").partition("    type:")[0]
    accepted = accepted.replace("          # the third", "")
    expected = f"{SOURCE}claims:\n{CLAIM}{accepted}candidates:   # not counted\n{HOUSES}\n{INJURED}rejected:\n{BEGAN}"
    assert path.read_text("utf-8") == expected
    registry = load(path.parent)
    assert registry.problems == []
    assert [claim.id for claim in registry.claims if claim.source == "B"] == ["B-1a", "B-3a"]


def test_what_was_accepted_verifies(tmp_path: Path) -> None:
    write(tmp_path)
    assert review(tmp_path, "aaa").status == 0
    verified = cstofacts("verify", "--texts", "texts", cwd=tmp_path)
    assert [line for line in verified.err.splitlines() if "b.yaml" in line] == []


def test_decided_candidates_are_not_shown_again(tmp_path: Path) -> None:
    write(tmp_path)
    review(tmp_path, "ar")
    again = review(tmp_path, "")
    assert [card.partition("  ")[0] for card in cards(again.out)] == ["1 of 2"]
    assert "0 accepted, 0 rejected, 0 skipped, 2 left" in again.out


def test_those_with_a_question_come_first(tmp_path: Path) -> None:
    write(tmp_path)
    shown = cards(review(tmp_path, "ssss").out)
    assert [re.findall(r"\[\[(.*?)\]\]", card) for card in shown] == [["ستة أشخاص"], ["1 مايو 2024"], ["120 جريحا"], ["45 منزلا"]]


def test_a_card_has_all_that_a_decision_rests_on(tmp_path: Path) -> None:
    write(tmp_path)
    dead, began, injured, houses = cards(review(tmp_path, "ssss", "B").out)
    assert dead.startswith("1 of 4  B, line 3  claims/b.yaml:")
    for part in ("أعلنت الوزارة أن [[ستة أشخاص]] على الأقل", "6 [person]", "How many died in the flood?", "كم شخصًا قُتل في الفيضان؟"):
        assert part in dead
    for part in ("the ministry", "certain", "words of dead", "would contradict\n               A: 9\n"):
        assert part in dead
    assert "confirms\n               A: 2024-05-01\n" in began
    assert "fits\n               B (the same article): less than 200\n" in injured
    for part in ("none fits", "alleged", "not yet"):
        assert part in houses


def test_what_accepting_did_is_what_was_foretold(tmp_path: Path) -> None:
    write(tmp_path)
    out = review(tmp_path, "aa").out
    assert "1 new contradiction:\n  cstofacts show flood/dead\n" in out
    assert "would contradict" in cards(out)[0]
    findings = cstofacts("conflicts", "--relation", "contradicts", "--format", "json", cwd=tmp_path).out
    assert findings.count('"question": "flood/dead"') or "flood/dead" in findings


def test_the_first_answer_and_a_correction_say_so(tmp_path: Path) -> None:
    superseded = CLAIM.replace("id: B-1a", "id: B-1x").replace("line: 1\n", "line: 1\n    superseded: 2024-05-02\n")
    correction = BEGAN.replace("property: began", "property: injured").replace("2024-05-01", "120").replace("1 مايو 2024", "120 جريحا")
    correction = correction.replace("line: 3", "line: 4").replace("type: date", "replaces: B-1x\n    type: number")
    source = SOURCE.replace("source:\n", "source:\n  versions: [{until: 2024-05-02}]\n")
    path = write(tmp_path, f"{source}claims:\n{superseded}candidates:\n{correction}")
    shown = review(tmp_path, "a").out
    assert "first answer to this question" in shown
    assert re.search(r"replaces +B-1x", shown)
    assert (load(path.parent).problems, load(path.parent).claims[-1].replaces) == ([], "B-1x")


def test_without_a_text_the_quote_stands_alone(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "texts" / "b.txt").unlink()
    shown = review(tmp_path, "a").out
    assert "«ستة أشخاص»" in shown
    assert "not shown: there is no text" in shown


def test_what_was_accepted_without_its_text_is_said_and_counted(tmp_path: Path) -> None:
    write(tmp_path)
    checked = review(tmp_path, "a\nq\n")
    assert ("not checked" in checked.out, checked.err) == (False, "")
    (tmp_path / "texts" / "b.txt").unlink()
    done = review(tmp_path, "a\nr\nu\nr\nq\n")
    assert "accepted B-3b" in done.out
    assert "B-3b: its quote was not checked: there is no text" in done.err
    assert "1 accepted with its quote not checked" in done.out
    assert done.status == 0


def test_a_changed_text_proves_nothing(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "texts" / "b.txt").write_text("another text", encoding="utf-8")
    assert "not shown: b.txt is not the text that was read" in review(tmp_path, "").out


@pytest.mark.parametrize("folder", ["claims", "claims/texts", ".", "texts"])
def test_texts_are_looked_for_around_the_registry(tmp_path: Path, folder: str) -> None:
    write(tmp_path)
    (tmp_path / folder).mkdir(exist_ok=True)
    (tmp_path / "texts" / "b.txt").rename(tmp_path / folder / "b.txt")
    (tmp_path / "given").mkdir()
    for arguments in ((), ("--texts", "given")):
        assert "[[ستة أشخاص]]" in review(tmp_path, "", *arguments).out


def test_another_version_of_a_text_does_not_hide_the_right_one(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "claims" / "b.txt").write_text("another text", encoding="utf-8")
    assert "[[ستة أشخاص]]" in review(tmp_path, "").out


def test_texts_may_lie_elsewhere(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "texts").rename(tmp_path / "elsewhere")
    assert "[[ستة أشخاص]]" in review(tmp_path, "", "--texts", "elsewhere").out
    assert review(tmp_path, "", "--texts", "nowhere").status == 2


REFUSED = {
    "unknown entity": (("subject: flood", "subject: fload"), "did you mean 'flood'?"),
    "unknown property": (("property: dead", "property: deads"), "did you mean 'dead'?"),
    "no number": (("value: 6", "value: many"), "many"),
    "no question": (("    property: dead\n", ""), "no question"),
    "altered quote": (("ستة أشخاص", "سبعة أشخاص"), "not in the text"),
    "another line": (("line: 3 ", "line: 4 "), "line 3, not 4"),
}


@pytest.mark.parametrize(("change", "reason"), REFUSED.values(), ids=list(REFUSED))
def test_what_the_loader_would_refuse_stays_a_candidate(tmp_path: Path, change: tuple[str, str], reason: str) -> None:
    text = f"{SOURCE}claims:\n{CLAIM}candidates:\n{DEAD.replace(*change)}"
    path = write(tmp_path, text)
    done = review(tmp_path, "aq")
    assert reason in done.err
    assert "e edits it" in done.err
    assert path.read_text("utf-8") == text


def test_a_figure_that_its_quote_does_not_have_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, f"{SOURCE}candidates:\n{INJURED.replace('value: 120', 'value: 125')}")
    assert "the quote is read as 120" in review(tmp_path, "a").err
    assert load(path.parent).candidates != []


BESIDE = {
    "figure": (DEAD.replace("ستة أشخاص", "أعلنت الوزارة"), "the quote must carry the value: 6 stands elsewhere in its sentence"),
    "date": (BEGAN.replace("1 مايو 2024", "وبدأ الفيضان"), "the quote must carry the value: 2024-05-01 stands elsewhere in its sentence"),
    "another sentence": (BEGAN.replace("1 مايو 2024", "أعلنت الوزارة"), ""),
    "nowhere": (DEAD.replace("value: 6", "value: 7").replace("ستة أشخاص", "أعلنت الوزارة"), ""),
}


@pytest.mark.parametrize(("candidate", "told"), BESIDE.values(), ids=list(BESIDE))
def test_a_quote_carries_what_stands_in_its_sentence(tmp_path: Path, candidate: str, told: str) -> None:
    path = write(tmp_path, f"{SOURCE}candidates:\n{candidate}")
    done = review(tmp_path, "a")
    assert told in done.err
    assert bool(load(path.parent).candidates) == bool(told)
    (tmp_path / "texts" / "b.txt").unlink()
    assert ("its quote was not checked" in review(tmp_path, "a").err) == bool(told)


BROKEN = {"yaml": b"source: {id: B", "bytes": b"source: \xff", "no id": b"source: {title: x}", "empty": b""}


@pytest.mark.parametrize("written", BROKEN.values(), ids=list(BROKEN))
def test_a_source_whose_file_cannot_be_read_is_told(tmp_path: Path, written: bytes) -> None:
    write(tmp_path).write_bytes(written)
    (tmp_path / "claims" / "b.yaml").rename(tmp_path / "claims" / "B.yaml")
    for arguments in (("review", "B"), ("add", "texts/b.txt", "--source", "B", "--published", "2024-05-02")):
        done = cstofacts(*arguments, cwd=tmp_path)
        assert (done.out, done.status) == ("", 2)
        assert re.search(r"claims/B\.yaml cannot be read \(.+\): mend it first", done.err)
        assert (tmp_path / "claims" / "B.yaml").read_bytes() == written


def test_wrong_keys_do_nothing(tmp_path: Path) -> None:
    path = write(tmp_path)
    done = review(tmp_path, "x\n\x1b[A 7\n8?\n?\nu", "B")
    assert path.read_text("utf-8") == WHOLE
    assert "'x' is no key here" in done.err
    assert "'8?' is no key here" in done.err
    assert "nothing was decided yet" in done.err
    assert "\x1b" not in done.err
    assert "undo: take back the last decision" in done.out
    assert done.status == 0


@pytest.mark.parametrize("line", ["accepted", "yes, all of them", "skipp", "a, r", "note: a", "[a]", "\x1bs", "ar1", "قبول"])
def test_words_that_are_no_keys_decide_nothing(tmp_path: Path, line: str) -> None:
    path = write(tmp_path)
    done = review(tmp_path, f"{line}\nq\n")
    assert "0 accepted, 0 rejected, 0 skipped, 4 left" in done.out
    assert "is no key here" in done.err
    assert path.read_text("utf-8") == WHOLE


@pytest.mark.parametrize("keys", ["arsq", "ARSQ", "a r\ns q", "accept\nreject\n Skip \nquit", "ac\nar\nsq", "accept\nundo\narsq", "شقسض", "фкый"])
def test_keys_may_be_typed_on_any_keyboard(tmp_path: Path, keys: str) -> None:
    write(tmp_path)
    done = review(tmp_path, keys)
    assert "1 accepted, 1 rejected, 1 skipped, 2 left" in done.out
    assert done.err == ("'ac' is no key here: ? shows those that are\n" if "ac\n" in keys else "")


def test_no_candidates(tmp_path: Path) -> None:
    write(tmp_path, f"{SOURCE}claims:\n{CLAIM}")
    done = review(tmp_path, "a")
    assert (done.out, done.status) == ("", 0)
    assert "no candidate waits" in done.err
    assert review(tmp_path, "", "A").status == 0


def test_an_unknown_source_is_asked_back(tmp_path: Path) -> None:
    write(tmp_path)
    done = review(tmp_path, "", "First")
    assert done.status == 2
    assert "did you mean 'A'?" in done.err


def test_endless_keys_end(tmp_path: Path) -> None:
    write(tmp_path)
    assert "3 accepted, 0 rejected, 1 skipped, 1 left" in in_shell("yes a | cstofacts review", cwd=tmp_path).out
    assert "0 accepted, 0 rejected, 1 skipped, 1 left" in in_shell("yes | tr y s | cstofacts review", cwd=tmp_path).out
    assert "0 accepted, 0 rejected, 1 skipped, 1 left" in in_shell("yes e | cstofacts review", cwd=tmp_path).out


def test_streams_may_be_closed(tmp_path: Path) -> None:
    write(tmp_path)
    assert "4 left" in in_shell("cstofacts review <&-", cwd=tmp_path).out
    closed = in_shell("{ printf a; sleep 0.1; printf a; } | cstofacts review | head -1; cstofacts list --source B", cwd=tmp_path)
    assert "Traceback" not in closed.err


def test_what_was_missing_may_be_added_meanwhile(tmp_path: Path) -> None:
    path = write(tmp_path, f"{SOURCE}claims:\n{CLAIM}candidates:\n{DEAD.replace('[ministry]', '[mayor]')}")
    review = Review(path.parent)
    assert isinstance(decide(review, "a"), Refused)
    review.pass_over()
    entities = path.with_name("entities.yaml")
    entities.write_text(f"{ENTITIES}  mayor: {{kind: person}}\n", encoding="utf-8")
    assert review.candidate
    assert isinstance(review.accept(review.candidate), Decision)


def test_a_file_that_cannot_be_edited_is_said_and_left(tmp_path: Path) -> None:
    text = SOURCE + 'candidates: [{subject: flood, property: dead, value: 6, quote: "ستة أشخاص", line: 3, type: number}]\n'
    path = write(tmp_path, text)
    done = review(tmp_path, "arq")
    assert done.status == 2
    assert "edit the file by hand" in done.err
    assert path.read_text("utf-8") == text


def test_hostile_text_never_acts(tmp_path: Path) -> None:
    hostile = HOUSES.replace("no question fits", '"\\e[31m\\u202e[red]\\0"')
    write(tmp_path, f"{SOURCE}candidates:\n{hostile}")
    shown = review(tmp_path, "").out
    assert "\\x1b[31m\\u202e[red]\\x00" in shown


@pytest.mark.parametrize("width", [40, 80])
def test_it_fits_the_terminal(tmp_path: Path, width: int) -> None:
    write(tmp_path)
    out = review(tmp_path, "?asr", COLUMNS=str(width)).out
    assert [line for line in out.splitlines() if columns(line) > width] == []


def test_right_to_left_text_stands_last(tmp_path: Path) -> None:
    write(tmp_path)
    for line in review(tmp_path, "ssss", COLUMNS="80").out.splitlines():
        assert not re.search(r"[\u0600-\u06ff].*  \S*[A-Za-z]", line)


# Edits


EDITS = yaml.safe_load((CASES / "edits.yaml").read_text("utf-8"))


def answers(case: dict[str, Any], round: str) -> Iterator[str]:
    for name in FIELDS:
        yield case.get(round, {}).get(name, "")


@pytest.mark.parametrize("case", EDITS, ids=[case["name"] for case in EDITS])
def test_a_field_becomes_what_is_typed(tmp_path: Path, case: dict[str, Any]) -> None:
    path = write(tmp_path, f"{SOURCE}claims:\n{CLAIM}candidates:\n{DEAD}")
    rounds = [round for round in ("type", "again") if round in case or round == "type"]
    done = review(tmp_path, "".join("e\n" + "\n".join(answers(case, round)) + "\n" for round in rounds) + "q\n")
    assert case.get("refused", "") in done.err
    assert bool(case.get("refused")) == bool(done.err.replace("nothing was changed\n", "")), done.err
    assert done.status == (2 if case.get("refused") else 0)
    assert done.err.count("not done") == (1 if case.get("refused") else 0)
    assert "\x1b" not in done.out
    [candidate] = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)["candidates"]  # noqa: S506 (it makes only texts)
    assert {name: candidate.get(name) for name in case["becomes"]} == {
        name: {key: str(item) for key, item in value.items()} if isinstance(value, dict) else value for name, value in case["becomes"].items()
    }
    assert load(path.parent).problems == []


def test_an_edited_candidate_is_shown_again_and_its_first_form_is_not_proposed_again(tmp_path: Path) -> None:
    path = write(tmp_path)
    typed = "\n".join(answers({"type": {"value": "~6"}}, "type"))
    done = review(tmp_path, f"e\n{typed}\na\nq\n")
    assert [card.partition("  ")[0] for card in cards(done.out)] == ["1 of 4", "1 of 4", "2 of 4"]
    registry = load(path.parent)
    assert str(registry.claims[-1].value) == "~6"
    assert [one.value for one in registry.rejected] == ["6"]


def test_a_note_is_no_other_form(tmp_path: Path) -> None:
    path = write(tmp_path)
    typed = "\n".join(answers({"type": {"note": "checked"}}, "type"))
    review(tmp_path, f"e\n{typed}\nq\n")
    assert load(path.parent).rejected == []


MISSPELT = {"subject": "flod", "quote": "سبعة أشخاص غرقوا في النهر", "note": "a"}


def edit_keys(typed: dict[str, str]) -> str:
    return "e\n" + "\n".join(answers({"type": typed}, "type")) + "\n"


def test_from_a_pipe_a_refused_edit_takes_its_lines_and_no_more(tmp_path: Path) -> None:
    path = write(tmp_path)
    done = review(tmp_path, f"{edit_keys(MISSPELT)}r\nq\n")
    assert done.status == 2
    [told] = done.err.splitlines()
    assert "did you mean 'flood'?" in told
    assert "quote: the quote is not in the text" in told
    assert "0 accepted, 1 rejected, 0 skipped, 3 left" in done.out
    registry = load(path.parent)
    assert [(one.quote, one.note) for one in registry.rejected] == [("ستة أشخاص", "")]


def test_from_a_pipe_nothing_is_accepted_behind_a_refused_edit(tmp_path: Path) -> None:
    path = write(tmp_path)
    done = review(tmp_path, f"{edit_keys(MISSPELT)}a\na\nq\n")
    assert done.status == 2
    assert "not accepted: its edit was refused" in done.err
    assert "1 accepted, 0 rejected, 1 skipped, 3 left" in done.out
    assert [claim.property for claim in load(path.parent).claims if claim.source == "B"] == ["injured", "began"]


def test_keys_behind_an_edit_on_its_line_come_after_its_fields(tmp_path: Path) -> None:
    path = write(tmp_path)
    assert review(tmp_path, "ea" + edit_keys({"note": "checked"})[1:] + "q\n").status == 0
    assert load(path.parent).claims[-1].note == "checked"


def test_answers_that_end_change_nothing(tmp_path: Path) -> None:
    path = write(tmp_path)
    done = review(tmp_path, "e\n7\nflood")
    assert path.read_text("utf-8") == WHOLE
    assert "nothing was changed" in done.err


# Taking back


def decide(review: Review, key: str) -> Decision | Refused | Fault | None:
    """Do what a key says, as the command does."""
    review.pass_over()
    candidate = review.candidate
    if candidate is None:
        return None
    match key:
        case "a":
            return review.accept(candidate)
        case "r":
            return review.reject(candidate)
        case "e":
            return review.edit(candidate, edited(candidate, len(review.decisions)))
        case _:
            return review.skip(candidate)


def edited(candidate: Candidate, number: int) -> Candidate:
    from msgspec.structs import replace

    return replace(candidate, note=f"{number}") if number % 2 else replace(candidate, subject="", property="")


ENDS = [
    WHOLE,
    WHOLE.replace("\n", "\r\n"),
    "\ufeff" + WHOLE.removesuffix("\n"),
    f"{SOURCE}candidates:\n{HOUSES}{DEAD}",
    f"{SOURCE}claims: []\nrejected:\ncandidates:\n{DEAD}# the end\n",
    f"{SOURCE}candidates:\n# above\n\n{DEAD}\n# between\n\n{HOUSES}claims:   # none yet\nrejected:\n{INJURED}",
]


@settings(max_examples=60, deadline=None)
@given(keys=st.text("arse", max_size=7), text=st.sampled_from(ENDS))
def test_as_many_undos_give_the_file_byte_for_byte(tmp_path_factory: pytest.TempPathFactory, keys: str, text: str) -> None:
    path = write(tmp_path_factory.mktemp("undo"), text)
    review = Review(path.parent)
    states = [path.read_bytes()]
    states += [path.read_bytes() for key in keys if isinstance(decide(review, key), Decision)]
    waiting = load(path.parent).candidates
    assert load(path.parent).problems == []
    assert len(waiting) + len(review.decisions) >= len(review.queue)
    while review.decisions:
        assert path.read_bytes() == states.pop()
        assert isinstance(review.undo(), Decision)
    assert path.read_bytes() == states.pop() == text.encode()


@settings(max_examples=25, deadline=None)
@given(keys=st.text("are", min_size=1, max_size=5), where=st.data())
def test_undo_keeps_what_others_wrote(tmp_path_factory: pytest.TempPathFactory, keys: str, where: st.DataObject) -> None:
    path = write(tmp_path_factory.mktemp("undo"))
    before = load(path.parent)
    review = Review(path.parent)
    at = where.draw(st.integers(0, len(keys)))
    for number, key in enumerate(keys):
        if number == at:
            path.write_text(path.read_text("utf-8").replace("# counted by hand", "# counted twice"), encoding="utf-8")
        decide(review, key)
    path.write_text(path.read_text("utf-8") + "# somebody else\n", encoding="utf-8")
    while review.decisions:
        assert isinstance(review.undo(), Decision)
    after, text = load(path.parent), path.read_text("utf-8")
    assert text.endswith("# somebody else\n")
    assert "# from the lead" in text
    for name in ("claims", "candidates", "rejected"):
        assert [plain(one) for one in getattr(after, name)] == [plain(one) for one in getattr(before, name)]


def plain(one: Any) -> Any:
    from msgspec.structs import replace

    return replace(one, location=None)


def test_what_others_have_changed_is_not_taken_back(tmp_path: Path) -> None:
    path = write(tmp_path)
    review = Review(path.parent)
    decide(review, "s")
    decide(review, "a")
    text = path.read_text("utf-8").replace('quote: "1 مايو 2024"', 'quote: "مايو 2024"')
    path.write_text(text, encoding="utf-8")
    fault = review.undo()
    assert isinstance(fault, Refused)
    assert "somebody else" in fault.message
    assert path.read_text("utf-8") == text
    assert isinstance(review.undo(), Decision)


def test_undo_over_stdin(tmp_path: Path) -> None:
    path = write(tmp_path)
    done = review(tmp_path, "aruuq")
    assert path.read_text("utf-8") == WHOLE
    assert "0 accepted, 0 rejected, 0 skipped, 4 left" in done.out
    assert len(cards(done.out)) == 5


def test_ids_are_free(tmp_path: Path) -> None:
    taken = frozenset(f"B-3{letter}" for letter in "abcdefghijklmnopqrstuvwxyz")
    assert free_id("B", 3, frozenset()) == "B-3a"
    assert free_id("B", 3, taken) == "B-3aa"
    path = write(tmp_path, WHOLE.replace("id: B-1a", "id: B-3a"))
    review(tmp_path, "aa")
    assert [claim.id for claim in load(path.parent).claims if claim.source == "B"] == ["B-3a", "B-3b", "B-3c"]


WRITTEN = st.one_of(st.text(max_size=12), st.sampled_from(["6", "~6", ">=12", "2024-05-01", "flood", "dead", "began", "place", "ministry", "[a, b]"]))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    fields=st.fixed_dictionaries(
        {"value": WRITTEN, "quote": WRITTEN}, optional=dict.fromkeys(("subject", "property", "note", "text", "why"), WRITTEN)
    ),
    qualifiers=st.dictionaries(WRITTEN, WRITTEN, max_size=2),
    speakers=st.lists(WRITTEN, max_size=2),
    key=st.sampled_from("are"),
)
def test_whatever_was_proposed_the_registry_stays_whole(
    tmp_path_factory: pytest.TempPathFactory, fields: dict[str, str], qualifiers: dict[str, str], speakers: list[str], key: str
) -> None:
    entry: Entry = {**fields, "line": 3, "type": "number", "qualifiers": qualifiers, "attribution": speakers}
    text = append_entry(WHOLE, "candidates", entry)
    assume(isinstance(text, str))
    assert isinstance(text, str)
    path = write(tmp_path_factory.mktemp("whole"), text)
    assume(len(load(path.parent).candidates) == 5)
    review = Review(path.parent)
    review.place = review.queue.index(review.waiting[-1])
    done = decide(review, key)
    registry = load(path.parent)
    assert registry.problems == []
    total = len(registry.claims) + len(registry.rejected) + len(registry.candidates)
    assert total - len(registry.rejected) * (key == "e") == 8
    assert (path.read_bytes() == text.encode()) == (not isinstance(done, Decision))


# Two reviewers


def test_what_somebody_else_decided_is_passed_over(tmp_path: Path) -> None:
    path = write(tmp_path)
    one, other = Review(path.parent), Review(path.parent)
    decide(one, "a")
    decide(one, "r")
    assert other.pass_over() == 2
    decide(other, "a")
    assert one.pass_over() == 1
    registry = load(path.parent)
    assert (len(registry.claims), len(registry.rejected), len(registry.candidates)) == (5, 1, 1)


def test_a_candidate_that_vanishes_under_the_key_is_not_decided_twice(tmp_path: Path) -> None:
    path = write(tmp_path)
    review = Review(path.parent)
    review.pass_over()
    candidate = review.candidate
    assert candidate
    decide(Review(path.parent), "r")
    assert isinstance(review.accept(candidate), Refused)
    assert len(load(path.parent).rejected) == 1
