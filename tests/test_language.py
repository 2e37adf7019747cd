"""What is said to people: every sentence is in every catalogue, and the catalogues are what the program opens."""

import importlib.util
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from conftest import cstofacts

from cstofacts.drafts import check_draft
from cstofacts.language import LANGUAGES, count, named, say, speak, speaking, spoken
from cstofacts.registry import load
from cstofacts.reports.drafts import draft_lines
from cstofacts.reports.layout import UNLIMITED

HOME = Path(__file__).parent.parent
TRANSLATED = [language for language in LANGUAGES if language != "en"]
FIELD = re.compile(r"{(\w*)}")

# The six Arabic forms, each with numbers that take it.
ARABIC = [
    ("لا تناقضات", [0]),
    ("تناقض واحد", [1]),
    ("تناقضان", [2]),
    ("{n} تناقضات", [3, 7, 10, 103, 110]),
    ("{n} تناقضًا", [11, 20, 99, 111, 199]),
    ("{n} تناقض", [100, 101, 102, 200, 1000]),
]


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    yield
    speak("en")


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    specification = importlib.util.spec_from_file_location("catalogues", HOME / "tools" / "catalogues.py")
    assert specification
    assert specification.loader
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def catalogue(tool: Any, language: str) -> Any:
    return tool.catalogue_of(language)


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_sentence_is_translated_and_compiled(tool: Any, language: str) -> None:
    made = catalogue(tool, language)
    assert tool.untranslated(made) == [], "translate these in the .po file, then run python tools/catalogues.py"
    folder = HOME / "cstofacts" / "locale" / language / "LC_MESSAGES"
    written = (folder / "cstofacts.po").read_bytes(), (folder / "cstofacts.mo").read_bytes()
    assert tool.written(made) == written, "run python tools/catalogues.py"


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_has_the_parts_of_its_sentence(tool: Any, language: str) -> None:
    for message in catalogue(tool, language):
        if message.id:
            ids = message.id if isinstance(message.id, tuple) else (message.id,)
            strings = message.string if isinstance(message.string, tuple) else (message.string,)
            parts = set(FIELD.findall(ids[0]))
            for string in strings:
                assert set(FIELD.findall(string)) in ([parts, parts - {"n"}] if message.pluralizable else [parts]), message.id


@pytest.mark.parametrize(("form", "numbers"), ARABIC)
def test_the_six_arabic_plurals(form: str, numbers: list[int]) -> None:
    with speaking("ar"):
        for number in numbers:
            assert count("{n} contradiction", "{n} contradictions", number) == form.format(n=f"{number:,}")


def test_a_language_is_spoken_for_a_while() -> None:
    assert (spoken(), say("yes")) == ("en", "yes")
    with speaking("ar"):
        assert (spoken(), say("yes"), named("relation", "contradicts")) == ("ar", "نعم", "متناقض")
        with speaking("en"):
            assert say("yes") == "yes"
        assert say("yes") == "نعم"
    assert (spoken(), say("yes")) == ("en", "yes")


def test_what_no_catalogue_has_is_said_as_it_is() -> None:
    with speaking("ar"):
        assert named("qualifier", "aircraft-type") == "aircraft-type"
        assert say("{who} {what}", who="{x}", what="%s") == "{x} %s"


def test_a_draft_is_judged_and_shown_alike_in_every_language() -> None:
    registry = load(HOME / "claims")
    told, shown = [], []
    for language in LANGUAGES:
        with speaking(language):
            draft = check_draft("draft", DRAFT, registry)
            told.append([judged.told for passage in draft.passages for judged in passage.judged])
            shown.append([[style for _, style in line] for line in draft_lines(draft, UNLIMITED)])
    assert told[0] == told[1]
    assert shown[0] == shown[1]


DRAFT = """\
The members of the CSTO are Russia, Armenia and Turkey. The CSTO has nine members. The Collective Security Treaty entered into force in 1994.
Unlike the CSTO, NATO has 30 members. The mission has not 2,500 peacekeepers. Tokayev spoke to parliament on Tuesday. It has 40 icebreakers.
"""


def test_what_programs_read_and_files_hold_is_the_same_in_every_language(starter: Path, tmp_path: Path) -> None:
    text = str(starter / "claims" / "texts" / "sahil.txt")
    read, written = [], []
    for language in LANGUAGES:
        read.append(cstofacts("extract", text, "--format", "json", cwd=starter, LANGUAGE=language).out)
        shutil.copytree(starter / "claims", tmp_path / language)
        options = ("--source", "again", "--published", "2024-03-05", "--registry", str(tmp_path / language), "--force")
        assert cstofacts("add", text, *options, cwd=tmp_path, LANGUAGE=language).status == 0
        written.append((tmp_path / language / "again.yaml").read_bytes())
    assert read[0] == read[1]
    assert written[0] == written[1]
