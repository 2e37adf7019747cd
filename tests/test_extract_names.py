"""Names, lists and speech are read as the lines of `tests/cases/extract/` say; likeness only proposes; every place is verbatim."""

import importlib.util
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from cstofacts.extract import lists, names, speech
from cstofacts.extract.base import Found, Refused
from cstofacts.extract.countries import countries

CASES = Path(__file__).parent / "cases" / "extract"
Reader = Callable[[str, dict[str, str]], list[Found | Refused]]
READERS: dict[str, Reader] = {"names": lambda text, spellings: [*names.find(text, spellings)], "lists": lists.read, "speech": speech.read}
# BaseLoader keeps every scalar as text, as the registry does.
FILES = {stem: yaml.load((CASES / f"{stem}.yaml").read_text(encoding="utf-8"), yaml.BaseLoader) for stem in READERS}  # noqa: S506
PIECES = [
    "و",
    "ف",
    "ب",
    "ل",
    "روسيا",
    "وبيلاروسيا",
    "،",
    ".",
    "قد",
    "لا",
    "لم",
    "ترفض",
    "إلا",
    "قال",
    "إن",
    "نقلت",
    "عن",
    "وفقا",
    "لروسيا",
    "غير",
    "إذا",
    "سي",
    "ما",
    "تم",
    "إلى",
    "جانب",
    "\n",
    '"',
    "«",
    "ـ",
    "ً",
    "not",
    "t",
    "'",
    "may",
    "said",
    "Russia,",
    "and",
    "не",
    "Россия",
    "и",
]


def cases() -> list[Any]:
    rows: list[tuple[str, str, list[Any], list[str]]] = [(stem, text, read, []) for stem, file in FILES.items() for text, read in file["reads"]]
    rows += [(stem, text, [], []) for stem, file in FILES.items() for text in file["not"]]
    rows += [(stem, text, [], [refused]) for stem, file in FILES.items() for text, refused in file.get("refused", [])]
    return [pytest.param(*row, id=f"{row[0]}: {row[1]}") for row in rows]


@pytest.mark.parametrize(("stem", "text", "read", "refused"), cases())
def test_reads(stem: str, text: str, read: list[Any], refused: list[str]) -> None:
    # A text may also say what its row is not about (`والضرر قد وقع` in a row on certainty): only types of the row count, unless it has none.
    found = READERS[stem](text.replace("\\n", "\n"), FILES[stem]["spellings"])
    types = {type_ for _, type_, _ in read}
    assert [
        [text[f.start : f.end], f.type, list(f.written) if isinstance(f.written, tuple) else f.written]
        for f in found
        if isinstance(f, Found) and (not types or f.type in types)
    ] == read
    assert [text[f.start : f.end] for f in found if isinstance(f, Refused)] == refused


@pytest.mark.parametrize(("name", "spelling", "proposed"), FILES["names"]["proposes"])
def test_likeness_only_proposes(name: str, spelling: str, proposed: str) -> None:
    assert bool(names.propose(name, {spelling: "it"})) is (proposed == "yes")
    assert not [found for found in names.find(name, {spelling: "it"}) if found.written == "it"]


def test_an_id_given_to_a_country_is_that_countrys() -> None:
    assert [found.written for found in names.find("القوات الروسية", {"روسيا": "russia"})] == ["russia"]


def test_relays_stand_nearer_than_speakers() -> None:
    spellings = FILES["speech"]["spellings"]
    found = [f for f in speech.read("قال توكاييف إن الطريق مغلق، وفقا لوكالة سبوتنيك", spellings) if isinstance(f, Found)]
    assert speech.chain([f for f in found if f.type == "speaker"]) == ("sputnik", "tokayev")


def test_no_spelling_names_two_countries() -> None:
    seen: dict[str, str] = {}
    for country in countries():
        for form in dict.fromkeys(country.names):
            assert seen.setdefault(form, country.code) == country.code, form


def test_the_table_is_built_from_cldr() -> None:
    pytest.importorskip("babel")
    path = Path(__file__).parents[1] / "tools" / "countries.py"
    spec = importlib.util.spec_from_file_location("build_countries", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.TABLE.read_text(encoding="utf-8") == module.table(), "run python tools/countries.py"


@pytest.mark.parametrize("stem", READERS)
@given(text=st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join)))
def test_laws(stem: str, text: str) -> None:
    found = READERS[stem](text, FILES[stem]["spellings"])
    assert [f.start for f in found] == sorted(f.start for f in found)
    for type_ in {f.type for f in found}:
        row = [f for f in found if f.type == type_]
        assert all(0 <= f.start < f.end <= len(text) for f in row)
        assert all(left.end <= right.start for left, right in pairwise(row))
