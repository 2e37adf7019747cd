"""counted: what a figure counts, so that a figure of aircraft is never proposed for a question about people.

The units are the words that a registry's `unit` uses; a figure whose noun belongs to one unit fits no property of another. A noun that the table does
not have excludes nothing, but for shares and sums of money, whose unit is always named.
"""

import re
from functools import cache

from cstofacts.spelling import fold

_UNITS = {
    "aircraft": """
        طائرة طائرات مقاتلة مروحية مروحيات aircraft plane planes airplanes helicopter helicopters jets самолет самолета самолетов
        вертолетов
    """,
    "building": "منزل منزلا منازل مبنى مباني بيت بيوت house houses home homes building buildings домов дома зданий",
    "goal": "هدف هدفا أهداف هدفين goal goals гол гола голов",
    "kilometre": "كيلومتر كيلومترا كيلومترات كلم كم km kilometre kilometres kilometer kilometers километр километра километров км",
    "meeting": "اجتماع اجتماعا اجتماعات مرة مرات مرتين meeting meetings time times заседание заседания заседаний",
    "dollar": "دولار دولارا دولارات dollar dollars usd доллар доллара долларов $",
    "dinar": "دينار دينارا دنانير dinar dinars динар динара динаров",
    "dirham": "درهم درهما دراهم dirham dirhams дирхам дирхама дирхамов",
    "euro": "يورو euro euros eur евро €",
    "krone": "كرونة kroner krone kronor krona nok sek dkk крон кроны крона",
    "lira": "ليرة ليرات lira liras лира лиры лир",
    "pound": "جنيه جنيها جنيهات pound pounds gbp egp фунт фунта фунтов £",
    "rial": "ريال ريالا ريالات riyal riyals rial rials sar риал риала риалов",
    "rouble": "روبل rouble roubles ruble rubles rub рубль рубля рублей ₽",
    "tenge": "تنغي tenge тенге kzt",
    "yen": "ين yen jpy иена иены иен йен ¥",
    "yuan": "يوان yuan cny юань юаня юаней",
    "percent": "% ٪ percent pct процент процента процентов بالمئة بالمائة المئة المائة",
    "person": """
        شخص شخصا أشخاص جندي جنديا جنود عنصر عنصرا عناصر فرد فردا أفراد قتيل قتيلا قتلى جريح جريحا جرحى مصاب مصابا مصابين ضابط ضابطا
        ضباط مواطن مواطنا مواطنين مدني مدنيا مدنيين طفل طفلا أطفال امرأة نساء رجل رجلا رجال موظف موظفا موظفين عامل عاملا عمال لاجئ
        لاجئا لاجئين نازح نازحا نازحين محتجا محتجين متظاهرا متظاهرين معتقلا معتقلين مفقودا مفقودين ضحية ضحايا person persons people
        man men woman women child children soldier soldiers troops troop servicemen officer officers policemen civilian civilians
        resident residents worker workers employee employees refugee refugees victim victims protester protesters peacekeeper
        peacekeepers personnel fighter fighters casualties detainees voters fans dead injured wounded missing человек человека людей
        солдат солдата военных военнослужащих миротворцев офицеров полицейских погибших раненых пострадавших детей жителей
        сотрудников беженцев задержанных жертв
    """,
    "seat": "مقعد مقعدا مقاعد seat seats место места мест мандат мандата мандатов",
    "state": """
        دولة دول دولتان دولتين بلد بلدا بلدان عضو عضوا أعضاء عضوان state states country countries nation nations member members
        государство государства государств страна страны стран член члена членов
    """,
    "tonne": "طن طنا أطنان ton tons tonne tonnes тонна тонны тонн",
    "vehicle": """
        مركبة مركبات سيارة سيارات شاحنة شاحنات دبابة دبابات vehicle vehicles car cars truck trucks tank tanks машина машины машин
        автомобилей
    """,
    "vote": "صوت صوتا أصوات vote votes ballots голос голоса голосов",
}
# The noun stands behind its figure, at most two adjectives later (`12 law enforcement officers`, `12 من ضباط`).
_NEAR = 4


def unit_of(text: str, start: int, end: int) -> str:
    """The unit of the noun in or behind (a currency also before) a figure at a place of the text, or the empty text."""
    beside = text[max(0, start - 1) : start] + text[start:end] + text[end : end + 1]
    if sign := next((_UNIT_OF[character] for character in reversed(beside) if character in _SIGNS), ""):
        return sign
    behind = _CLAUSE.match(text, end)
    words = [*_WORD.findall(text[start:end]), *_WORD.findall(behind[0] if behind else "")[:_NEAR]]
    return next((_UNIT_OF[word] for word in map(fold, words) if word in _UNIT_OF), "")


_SIGNS = "$€£₽¥%٪"
_CLAUSE = re.compile(r"[^.,،؛;:\n]{0,80}")
_WORD = re.compile(r"[\w\u064b-\u0652]+")


@cache
def _units() -> dict[str, str]:
    return {fold(word).replace("ё", "е"): unit for unit, words in _UNITS.items() for word in words.split()}


_UNIT_OF = _units()


def points_at(unit: str, asked: str) -> bool:
    """Whether the noun behind a figure by itself points at a property that asks for its unit: seats do, people may be counted for many reasons."""
    return unit in _TELLING and unit == _asked(asked)


_TELLING = frozenset({"aircraft", "building", "goal", "meeting", "seat", "vehicle", "vote"})


def fits(unit: str, asked: str) -> bool:
    """Whether a figure of one unit may answer a property that asks for another; only what neither names can be anything."""
    known = _asked(asked)
    if not known:
        return not asked or not unit
    return unit == known or (not unit and known not in _ALWAYS_NAMED)


# A figure without its unit is no share, and no sum of money.
_ALWAYS_NAMED = frozenset({"percent", "dollar", "euro", "pound", "rouble", "yen", "yuan"})


@cache
def _asked(unit: str) -> str:
    """The unit of the table that a registry's `unit` means: by its own name, or by one of its words (`million euros`)."""
    if unit in _UNITS:
        return unit
    return next((_UNIT_OF[word] for word in map(fold, _WORD.findall(unit)) if word in _UNIT_OF), "percent" if "%" in unit or "cent" in unit else "")


def is_neutral(word: str) -> bool:
    """Whether a folded word is a noun of the table that narrows nothing: people are everybody, soldiers are not."""
    return _UNIT_OF.get(word, "person") != "person" or word in _ANYBODY


_ANYBODY = frozenset(map(fold, ["شخص", "شخصا", "أشخاص", "فرد", "فردا", "أفراد", "person", "persons", "people", "человек", "человека", "людей"]))


def noun_end(text: str, end: int) -> int:
    """Where the noun ends that stands directly behind a figure, or the figure's own end."""
    behind = _NEXT.match(text, end)
    return behind.end() if behind and fold(behind[1]) in _UNIT_OF else end


_NEXT = re.compile(r"[ \u00a0]([\w\u064b-\u0652]+)")
