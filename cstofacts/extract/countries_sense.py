"""Where a country's name means something else: a person, a state of the US, a diameter, a glass.

Names that always mean something else when longer (`Northern Ireland`, `نهر الأردن`) are rows of the table of countries; here are the words that
their neighbours decide. What stays open is taken for no country: nothing wrong found is worth more than everything found.

- `Jordan Peterson`, `Jim Jordan`: given names and surnames, by the capitals beside them; `Jordan Police` and `In Jordan` are the country.
- `Georgia`, `جورجيا` near a word of US politics or geography (`Atlanta`, `Senate`, `فلوريدا`) is the state.
- `Montenegro` near Lisbon is a surname, `الصحراء الغربية` in Egypt another desert.
- `قطر الدائرة`, `بقطر 5 أمتار`, `كل قطر` is a diameter or a region; `كوبا من الماء` is a glass of it.
- `أبو محمد المصري` is a man's name, and no Egyptian is meant.
- `مالي` (financial), `بنين` (sons), `Monaco` (a club), `Того` (of that) are countries only behind a word of place (`في مالي`) or beside the
  name of another country (`النيجر ومالي`).
"""

from collections.abc import Callable, Sequence
from functools import cache

from cstofacts.extract.countries import countries
from cstofacts.spelling import fold


def _set(words: str) -> frozenset[str]:
    return frozenset(fold(words).split())


_GIVEN = _set("Jordan Chad Israel Georgia India Kenya")
_SURNAMES = _set("Jordan Chad Israel Ireland Holland France Montenegro Wales England Scotland Palau")
_DOUBTFUL = _set("مالي بنين فيجي بليز ملاوي سيشل ويلز موناكو دومينيكا Monaco Монако Того Сальвадор Сальвадора Сальвадоре Сальвадору Сальвадором")
_IN_PLACE = _set("في دولة جمهورية إمارة حكومة عاصمة شمال جنوب شرق غرب شمالي جنوبي شرقي غربي in в республика республики республике княжество")
_ENDS = _set("فاسو العاج ديفوار الأخضر Faso Leone Фасо Ивуар Леоне")  # the last words of neighbours with longer names
_INSTITUTIONS = _set(
    "Prime President King Queen Prince Princess Crown Foreign Interior Defence Defense Health Finance Armed Army Air Navy Police Minister Ministry "
    "Government Parliament Embassy Ambassador Airlines Airways Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March "
    "April May June July August September October November December National Central Red Football Olympic Securities Water Times "
    "Russia Ukraine Syria Iraq Iran Egypt Lebanon Palestine Hamas Gaza War Border"
)
_NO_GIVEN_NAMES = _set(
    "In From To The And But While With For Of As At On Since After Before Both By Across Into Near Over If When Where Like Unlike Although Yet "
    "East West South North Central Eastern Western Northern Southern Neighbouring Neighboring President King Modern Ancient Republic Island "
    "Says Said Today Yesterday Meanwhile Monday Tuesday Wednesday Thursday Friday Saturday Sunday Syria Iraq Egypt Lebanon Iran Palestine"
)
_AMERICA = _set(
    "Atlanta Savannah Augusta Alabama Florida Tennessee Carolina Arizona Michigan Pennsylvania Wisconsin Nevada Texas Senate senator senators "
    "governor Raffensperger Kemp Warnock Ossoff Republican Republicans Democrat Democrats Trump Biden electoral county counties swing Fulton "
    "Confederate Bulldogs أتلانتا فلوريدا ألاباما تينيسي كارولاينا كارولينا أريزونا ميشيغان ميشيجان بنسلفانيا ويسكونسن نيفادا تكساس ترامب بايدن "
    "الجمهوريين الديمقراطيين الجمهوريون الديمقراطيون ميلوني"
)
_CAUCASUS = _set("Tbilisi Ossetia Abkhazia Armenia Azerbaijan Russia Moldova Ukraine تبليسي أوسيتيا أبخازيا أرمينيا أذربيجان روسيا مولدوفا أوكرانيا")
_PORTUGAL = _set("Portugal Portuguese Lisbon Luis Luís البرتغال البرتغالي البرتغالية لشبونة لويس")
_BALKANS = _set("Podgorica Serbia Kosovo Albania Bosnia Croatia Balkan Balkans بودغوريتسا صربيا كوسوفو ألبانيا البوسنة كرواتيا البلقان")
_EGYPT = _set("مصر المصرية المصري الوادي الواحات سيوة مطروح أسيوط الفيوم المنيا الجيزة ليبيا")
_MAGHREB = _set("المغرب المغربية المغربي الجزائر البوليساريو بوليساريو مينورسو المينورسو الصحراوية العيون الداخلة تندوف موريتانيا الرباط")
# A name, the words near which it means something else, and those near which it does not.
_ELSEWHERE = {
    **dict.fromkeys(("georgia", "جورجيا"), (_AMERICA, _CAUCASUS)),
    **dict.fromkeys(_set("Montenegro مونتينيغرو مونتنيغرو مونتينيجرو"), (_PORTUGAL, _BALKANS)),
    fold("الصحراء"): (_EGYPT, _MAGHREB),
}
_NEARBY = 15  # words: a sentence before and behind
_MEASURED = _set(
    "دائرة الدائرة أنبوب الأنبوب أنابيب الكرة الأرض القمر الشمس الكويكب كويكب الفوهة فوهة الفتحة السفينة سفينة الناقلة ناقلة عربي شقيق واحد "
    "يبلغ داخلي خارجي يتراوح طوله المدار الخلية الشريان الرصاصة"
)
_MEASURING = _set("نصف كل أي ذي ذو ذات")
_DRINKS = _set("الماء ماء الشاي شاي القهوة قهوة الحليب حليب اللبن العصير عصير الزجاج")
_FATHERS = _set("أبو أبي أبا بن ابن")
_OPEN = _GIVEN | _SURNAMES | _DOUBTFUL | _ELSEWHERE.keys() | _set("قطر كوبا")


def means_another(words: Sequence[str], reach: tuple[int, int], stem: str, has_capital: Callable[[int, int], bool]) -> bool:
    """Whether the country's name at those words (its first one without a particle is `stem`) means something else there."""
    nisba = stem[:2] == "ال" and stem[-1] == "ي"
    if not nisba and stem not in _OPEN:
        return False
    first, last = reach
    before, after = _at(words, first - 1), _at(words, last + 1)
    if stem == "قطر":
        return after in _MEASURED or before in _MEASURING or (words[first] == "بقطر" and after[:1].isdigit())
    if stem == "كوبا":
        return after == "من" and _at(words, last + 2) in _DRINKS
    if nisba and any(_at(words, first - back).removeprefix("و") in _FATHERS for back in (1, 2)):
        return True
    if (stem in _DOUBTFUL and not _is_place(words, reach, stem)) or (stem in _ELSEWHERE and _is_elsewhere(words, first, stem)):
        return True
    given = stem in _GIVEN and after not in _INSTITUTIONS and has_capital(last + 1, last + 1)
    surname = stem in _SURNAMES and before not in _NO_GIVEN_NAMES and has_capital(first - 1, first)
    return given or surname


def _at(words: Sequence[str], index: int) -> str:
    return words[index] if 0 <= index < len(words) else ""


def _is_elsewhere(words: Sequence[str], index: int, stem: str) -> bool:
    elsewhere, here = _ELSEWHERE[stem]
    near = {word[cut:] for word in words[max(0, index - _NEARBY) : index + _NEARBY] for cut in (0, 1)}
    return bool(near & elsewhere) and not near & here


@cache
def _neighbours() -> frozenset[str]:
    """Every country's name of one word that is not doubtful itself."""
    return frozenset(fold(name) for country in countries() for name in country.names if " " not in name) - _DOUBTFUL | _ENDS


def _is_place(words: Sequence[str], reach: tuple[int, int], stem: str) -> bool:
    """Whether a doubtful name stands behind a word of place, or is joined to the name of a country."""
    before, after = _at(words, reach[0] - 1), _at(words, reach[1] + 1)
    particle = words[reach[0]].removesuffix(stem)
    if before in _IN_PLACE and not particle:
        return True
    left, right = _is_neighbour(before), _is_neighbour(after)
    if (left and right) or (left and particle[:1] == "و") or (right and after[0] == "و"):
        return True
    return (before in _AND and _is_neighbour(_at(words, reach[0] - 2))) or (after in _AND and _is_neighbour(_at(words, reach[1] + 2)))


_AND = frozenset({"and", "и"})


def _is_neighbour(word: str) -> bool:
    """Whether a word, or what an attached particle leaves of it, names a country."""
    return word in _neighbours() or (word[:1] in ("و", "ل", "ب") and word[1:] in _neighbours())
