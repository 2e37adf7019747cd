"""Where a country's name means something else: a person, a state of the US, a diameter, a glass.

Names that always mean something else when longer (`Northern Ireland`, `نهر الأردن`) are rows of the table of countries; here are the words that
their neighbours decide. What stays open is taken for no country: nothing wrong found is worth more than everything found.

- `Jordan Peterson`, `Jim Jordan`: given names and surnames, by the capitals beside them; `Jordan Police` and `In Jordan` are the country.
- `Georgia`, `جورجيا` near a word of US politics or geography (`Atlanta`, `Senate`, `فلوريدا`) is the state.
- `قطر الدائرة`, `بقطر 5 أمتار`, `كل قطر` is a diameter or a region; `كوبا من الماء` is a glass of it.
- `أبو محمد المصري` is a man's name, and no Egyptian is meant.
"""

from collections.abc import Callable, Sequence

from cstofacts.spelling import fold


def _set(words: str) -> frozenset[str]:
    return frozenset(fold(words).split())


_GIVEN = _set("Jordan Chad Israel Georgia India Kenya")
_SURNAMES = _set("Jordan Chad Israel Ireland Holland France")
_OPEN = _GIVEN | _SURNAMES | _set("جورجيا قطر كوبا")
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
_NEARBY = 15  # words: a sentence before and behind
_MEASURED = _set(
    "دائرة الدائرة أنبوب الأنبوب أنابيب الكرة الأرض القمر الشمس الكويكب كويكب الفوهة فوهة الفتحة السفينة سفينة الناقلة ناقلة عربي شقيق واحد "
    "يبلغ داخلي خارجي يتراوح طوله المدار الخلية الشريان الرصاصة"
)
_MEASURING = _set("نصف كل أي ذي ذو ذات")
_DRINKS = _set("الماء ماء الشاي شاي القهوة قهوة الحليب حليب اللبن العصير عصير الزجاج")
_FATHERS = _set("أبو أبي أبا بن ابن")


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
    if stem in ("georgia", "جورجيا") and _is_american(words, first):
        return True
    given = stem in _GIVEN and after not in _INSTITUTIONS and has_capital(last + 1, last + 1)
    surname = stem in _SURNAMES and before not in _NO_GIVEN_NAMES and has_capital(first - 1, first)
    return given or surname


def _at(words: Sequence[str], index: int) -> str:
    return words[index] if 0 <= index < len(words) else ""


def _is_american(words: Sequence[str], index: int) -> bool:
    near = {word[cut:] for word in words[max(0, index - _NEARBY) : index + _NEARBY] for cut in (0, 1)}
    return bool(near & _AMERICA) and not near & _CAUCASUS
