"""The countries of the world, with every form that a text may give them.

All states and the territories that news name, by their ISO 3166 codes: names in Arabic, English and Russian, nationality adjectives in all their
endings (`الكازاخية`, `البيلاروسيين`, `Kazakh`, `российского`) and the names of peoples (`الأتراك`), where no other word is spelt so. The table
beside this file is built from CLDR, which knows neither `روسيا البيضاء` nor any adjective, and from `tools/countries.yaml`, which is written by
hand; `countries.tsv` is never edited.
"""

from functools import cache
from itertools import product
from pathlib import Path

from msgspec import Struct

# The Arabic nisba in every gender, number and case, and its adverb.
NISBA = ("ي", "ية", "يا", "يين", "يون", "يان", "يتان", "يتين", "يات")
RUSSIAN_ADJECTIVE = ("ий", "ая", "ое", "ие", "ого", "ому", "им", "ом", "ой", "ую", "их", "ими")
NONE = "-"  # the row of what sounds like a country and is none (أمريكا اللاتينية)

# The nominal endings of Russian, by the end of the name: what is cut, and what is added.
_DECLENSIONS = {
    "ия": "ия ии ию ией",
    "ея": "ея еи ею еей",
    "а": "а ы и е у ой",
    "ь": "ь и ью я ю ем е",
    "й": "й я ю ем е",
    **{consonant: " ".join(consonant + ending for ending in ("", "а", "у", "ом", "ым", "е")) for consonant in "бвгджзклмнпрстфхцчшщ"},
}


class Country(Struct, frozen=True):
    """One country: its ISO 3166 code, its names, and the adjectives and peoples that go by it."""

    code: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...]


@cache
def countries() -> tuple[Country, ...]:
    """Every country of the table, and the row of names that are none."""
    lines = Path(__file__).with_name("countries.tsv").read_text(encoding="utf-8").splitlines()
    return tuple(_country(*line.split("\t")) for line in lines[2:])


def _country(code: str, *columns: str) -> Country:
    arabic, stems, people, english, english_adjectives, russian, russian_stems = (column.split("|") if column else [] for column in columns)
    adjectives = [form for stem in stems for form in _nisba(stem)]
    adjectives += [stem + ending for stem, ending in product(russian_stems, RUSSIAN_ADJECTIVE)]
    names = [*arabic, *english, *(form for name in russian for form in declined(name))]
    return Country(code, tuple(names), (*adjectives, *people, *english_adjectives))


def _nisba(stem: str) -> list[str]:
    """Every form of a nationality, with and without its article: a stem of two words gives `الكورية الجنوبية`."""
    return [" ".join(f"{article}{word}{ending}" for word in stem.split()) for article, ending in product(("", "ال"), NISBA)]


def declined(name: str) -> list[str]:
    """A Russian name of one word in its cases; any other name as it is."""
    if " " in name or name.isupper() or not "а" <= name[-1].casefold() <= "я":
        return [name]
    for end, forms in _DECLENSIONS.items():
        if name.endswith(end):
            return [name, *(name.removesuffix(end) + form for form in forms.split())]
    return [name]
