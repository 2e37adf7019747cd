import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import HOME, cstofacts

from cstofacts.extract.candidates import extract, without_repeats
from cstofacts.extract.vocabulary import Vocabulary, vocabulary_of
from cstofacts.model.registry import Registry
from cstofacts.registry import load
from cstofacts.values import date

TEXTS = HOME.parent / "shared" / "seeds"
DATA: dict[str, Any] = yaml.load(
    (HOME / "tests" / "cases" / "extract" / "questions.yaml").read_text(encoding="utf-8"),
    Loader=yaml.BaseLoader,  # noqa: S506 (it makes only text, lists and mappings)
)
PUBLISHED = date.parse("2024-03-05")


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory) -> Registry:
    folder = tmp_path_factory.mktemp("claims")
    for name, content in DATA["registry"].items():
        (folder / f"{name}.yaml").write_text(json.dumps({name: content}, ensure_ascii=False), encoding="utf-8")  # JSON is YAML
    read = load(folder)
    assert {problem.name for problem in read.problems} <= {"empty-registry"}
    return read


@pytest.fixture(scope="module")
def vocabulary(registry: Registry) -> Vocabulary:
    return vocabulary_of(registry)


@pytest.mark.parametrize("case", DATA["cases"], ids=lambda case: case["text"][:60])
def test_the_question_of_a_value_is_proposed(case: dict[str, Any], vocabulary: Vocabulary) -> None:
    assert isinstance(PUBLISHED, date.Date)
    value = tuple(case["value"]) if isinstance(case["value"], list) else case["value"]
    proposals = [proposal for proposal in extract(case["text"], vocabulary, PUBLISHED).proposals if proposal.candidate.value == value]
    assert proposals
    asked = [f"{one.subject}/{one.property}" if one.property else "none" for one in (proposal.candidate for proposal in proposals)]
    assert set(asked) == {case["question"]}


def test_every_quote_is_verbatim_and_every_line_right(vocabulary: Vocabulary) -> None:
    text = "العنوان\n\n  قُتل 12 شخصًا في الفيضان.\nThe flood killed about 1,200 people; 30 were injured.\n"
    for proposal in extract(text, vocabulary).proposals:
        one = proposal.candidate
        assert text[one.start : one.end] == one.quote
        assert one.quote in text.split("\n")[one.line - 1]


def test_qualifiers_speakers_and_hedges_are_those_of_the_sentence(vocabulary: Vocabulary) -> None:
    text = "On 3 March 2024 the Greens said 12 people were killed in the flood in South Province."
    found = next(p.candidate for p in extract(text, vocabulary).proposals if p.candidate.property == "killed")
    assert found.qualifiers == {"place": "south", "as_of": "2024-03-03"}
    assert found.attribution == ("greens",)


def test_a_day_is_never_counted_from_today(vocabulary: Vocabulary) -> None:
    read = extract("The flood came on Thursday.", vocabulary)
    assert not read.proposals
    assert [unread.text for unread in read.unread] == ["Thursday"]


def test_what_is_said_twice_is_proposed_once(vocabulary: Vocabulary) -> None:
    read = extract("The flood killed 12 people. In all 12 people were killed in the flood.", vocabulary)
    assert len(read.proposals) == 2
    assert len(list(without_repeats(read.proposals))) == 1


def test_an_empty_text_gives_nothing(vocabulary: Vocabulary) -> None:
    assert extract("", vocabulary).proposals == ()


def test_extract_prints_and_saves_nothing(tmp_path: Path) -> None:
    cstofacts("init", cwd=tmp_path)
    before = {path: path.read_bytes() for path in (tmp_path / "claims").rglob("*") if path.is_file()}
    (tmp_path / "new.txt").write_text("The flood in Wadi Marwan killed 15 people.\n", encoding="utf-8")
    run = cstofacts("extract", "new.txt", cwd=tmp_path)
    assert run.status == 0
    assert "15" in run.out
    assert {path: path.read_bytes() for path in (tmp_path / "claims").rglob("*") if path.is_file()} == before


def test_extract_as_json_gives_places_in_the_text(tmp_path: Path) -> None:
    cstofacts("init", cwd=tmp_path)
    text = "The flood in Wadi Marwan killed 15 people.\n"
    (tmp_path / "new.txt").write_text(text, encoding="utf-8")
    read = json.loads(cstofacts("extract", "new.txt", "--format", "json", cwd=tmp_path).out)
    one = read["candidates"][0]
    assert text[one["start"] : one["end"]] == one["quote"]
    assert one["questions"][0]["property"] == "killed"


@pytest.mark.skipif(not TEXTS.is_dir(), reason="the five texts are not here: they are no part of the project")
def test_of_the_five_articles_at_least_four_in_five_values_are_proposed_and_few_others() -> None:
    found = proposed = noise = asked = 0
    read = load(HOME / "claims")
    vocabulary = vocabulary_of(read)
    for source in read.sources.values():
        text = (TEXTS / source.text_file).read_text(encoding="utf-8")
        proposals = extract(text, vocabulary, source.published).proposals
        claims = [claim for claim in read.claims if claim.source == source.id and _is_read(claim.property, claim.value, read)]
        for claim in claims:
            found += 1
            proposed += any(p.candidate.line == claim.line and _meet(p.candidate.quote, claim.quote) for p in proposals)
            asked += any(
                p.candidate.line == claim.line and (p.candidate.subject, p.candidate.property) == (claim.subject, claim.property) for p in proposals
            )
        noise += sum(not any(p.candidate.line == c.line and _meet(p.candidate.quote, c.quote) for c in claims) for p in proposals)
    assert proposed >= 0.85 * found
    assert asked >= 0.6 * found
    assert noise <= 0.1 * found


def _is_read(property: str, value: object, registry: Registry) -> bool:
    asked = registry.properties[property]
    members = getattr(value, "members", ())
    return asked.type in ("number", "date", "duration") or (asked.type == "set" and asked.members == "entity" and len(members) > 1)


def _meet(one: str, other: str) -> bool:
    return one in other or other in one
