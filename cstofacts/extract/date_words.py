"""The words that dates are made of, and a text as a row of them.

Each word of the vocabulary has a *kind*, one letter, so that a text becomes a string of kinds and the grammar of dates (`dates.py`) a few regular
expressions over that string. What a kind stands for:

| kind | what | kind | what |
|---|---|---|---|
| d Y 9 0 | a number of 1 to 31; four digits, 1000 to 2199; another number | H Z E | 6*th*; 1990*s*; 90-*е* |
| N v | a whole numeric date; one with a year of two digits | n J K | a number word; units of time counted; counted twice (dual) |
| m h w | month, hijri month, weekday | y g M W j | year word before and behind the number; month, week, day word |
| r | today, yesterday, … | P F T L | last, next, this, following |
| D C c R s | decade, century word, a known century, Roman numeral, season | o q e | first, second …; half, quarter; early, middle, late |
| f t b & | from or of, to, between, and | S U < > A | since, until or by, before, after, about |
| i z | in; ago, later, за | G I Q | Gregorian and hijri marks, الموافق |
| O V X k | of one's age; a name that a date belongs to; said of a thing (the national day); every | x | any other word |

Punctuation stands for itself (`, . / - ( )`), a line break for `|`, any other sign for `*`. Articles that stand alone (`the`, `الـ` before
digits) are left out. The grammar adds `@`, a time that it has read, and `p`, a day and month without a year.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from msgspec import Struct

from cstofacts.extract.months import MONTHS
from cstofacts.spelling import fold

Value = int | str | tuple[int, ...] | None


class Token(Struct, frozen=True):
    """A word or sign, or several that the grammar has read as one: its kind, its place in the folded text, and what it means."""

    kind: str
    start: int
    end: int
    value: object = None

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers that it carries: a day, a month and its day, the three of a numeric date."""
        return self.value if isinstance(self.value, tuple) else (self.value,) if isinstance(self.value, int) else (0,)


_HIJRI = {
    1: "محرم",
    2: "صفر",
    3: "ربيع الأول",
    4: "ربيع الآخر|ربيع الثاني",
    5: "جمادى الأولى|جمادى الأول",
    6: "جمادى الآخرة|جمادى الثانية|جمادى الآخر",
    7: "رجب",
    8: "شعبان",
    9: "رمضان",
    10: "شوال",
    11: "ذو القعدة|ذي القعدة|ذوالقعدة",
    12: "ذو الحجة|ذي الحجة|ذوالحجة",
}
_WEEKDAYS = {
    0: "الاثنين|Monday|понедельник|понедельника|понедельнику",
    1: "الثلاثاء|الثلاثا|Tuesday|вторник|вторника|вторнику",
    2: "الأربعاء|الأربعا|Wednesday|среду|среды|среда|среде",
    3: "الخميس|Thursday|четверг|четверга|четвергу",
    4: "الجمعة|Friday|пятницу|пятницы|пятница|пятнице",
    5: "السبت|Saturday|субботу|субботы|суббота|субботе",
    6: "الأحد|Sunday|воскресенье|воскресенья|воскресенью",
}
_DAYS = {
    -2: "أول أمس|أول من أمس|أمس الأول|قبل أمس|اول البارحة|day before yesterday|позавчера",
    -1: "أمس|الأمس|البارحة|yesterday|вчера",
    0: "اليوم|today|сегодня",
    1: "غدا|غد|tomorrow|завтра",
    2: "بعد غد|بعد غدا|day after tomorrow|послезавтра",
}
_DECADES = {
    10: "العشريات",
    20: "العشرينيات|العشرينات|عشرينيات|عشرينات|twenties|двадцатые|двадцатых",
    30: "الثلاثينيات|الثلاثينات|ثلاثينيات|ثلاثينات|thirties|тридцатые|тридцатых",
    40: "الأربعينيات|الأربعينات|أربعينيات|أربعينات|forties|сороковые|сороковых",
    50: "الخمسينيات|الخمسينات|خمسينيات|خمسينات|fifties|пятидесятые|пятидесятых",
    60: "الستينيات|الستينات|ستينيات|ستينات|sixties|шестидесятые|шестидесятых",
    70: "السبعينيات|السبعينات|سبعينيات|سبعينات|seventies|семидесятые|семидесятых",
    80: "الثمانينيات|الثمانينات|ثمانينيات|ثمانينات|eighties|восьмидесятые|восьмидесятых",
    90: "التسعينيات|التسعينات|تسعينيات|تسعينات|nineties|девяностые|девяностых",
}
# The months that both a season of the calendar and one of the sun may take up.
_SEASONS = {
    3: "الربيع|ربيع|spring|весной|весны|весна|весну",
    6: "الصيف|صيف|summer|летом|лета",
    9: "الخريف|خريف|autumn|осенью|осени|осень",
    12: "الشتاء|شتاء|winter|зимой|зимы|зима|зиму",
}
_ARABIC_ORDINALS = ["الأول", "الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع", "الثامن", "التاسع", "العاشر"]
_ENGLISH_ORDINALS_WORDS = (
    "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|"
    "seventeenth|eighteenth|nineteenth|twentieth"
)
_ENGLISH_ORDINALS = _ENGLISH_ORDINALS_WORDS.split("|")
_RUSSIAN_STEMS = {1: "перв", 2: "втор", 4: "четверт", 5: "пят", 6: "шест", 7: "седьм", 8: "восьм", 9: "девят", 10: "десят"}
_RUSSIAN_STEMS |= {18: "восемнадцат", 19: "девятнадцат", 20: "двадцат", 21: "двадцать перв"}
_THIRD = "третий|третьего|третьем|третья|третьей|третью|третье|третьему"
_ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII", "XVIII", "XIX", "XX", "XXI"]
# Words of a kind that carry a value: the kind, the value, the spellings.
_VALUED: list[tuple[str, Value, str]] = [
    ("q", 2, "النصف|نصف|half|половина|половине|половину|половины|полугодие|полугодии|полугодия"),
    ("q", 4, "الربع|quarter|квартал|квартале|квартала"),
    ("q", 3, "الثلث"),
    ("q", 4, "q"),
    ("q", 2, "h"),
    ("e", 0, "مطلع|أوائل|بداية|بدايات|مستهل|early|beginning|start|начале|начало|начала|началу"),
    ("e", 1, "منتصف|أواسط|وسط|mid|middle|середине|середины|середина|середину"),
    ("e", 2, "نهاية|أواخر|آخر|ختام|late|end|конце|конец|конца|концу"),
    ("e", 9, "الأيام الأولى|first days|первые дни|первых днях"),
    ("U", "by", "بحلول"),
    ("U", "by", "by|к"),
    ("n", 1, "a|an|one|один|одну"),
]
# Words of a kind that say nothing more.
_PLAIN: dict[str, str] = {
    "y": "عام|العام|عامي|أعوام|الأعوام|سنة|السنة|سنتي|سنوات|السنوات|للعام|للسنة|year|years",
    "g": "год|года|году|годом|годы|годов|годах|годам|годами|г|гг",
    "M": "شهر|الشهر|شهري|month|месяц|месяце|месяца",
    "W": "الأسبوع|أسبوع|week|неделя|неделе|неделю|недели",
    "j": "يوم|day|день",
    "P": "الماضي|الماضية|الفائت|الفائتة|المنصرم|المنصرمة|last|past|прошлый|прошлого|прошлом|прошлую|прошлой|прошлое|минувший|минувшего|минувшем"
    "|минувшую|минувшей|минувшее",
    "F": "المقبل|المقبلة|القادم|القادمة|next|coming|следующий|следующего|следующем|следующую|следующей|следующее|будущий|будущего|будущем|будущей",
    "T": "الجاري|الجارية|الحالي|الحالية|هذا|هذه|this|current|этот|этого|этом|эту|этой|этим|текущий|текущего|текущем|нынешний|нынешнего|нынешнем",
    "L": "التالي|التالية|اللاحق|اللاحقة|following",
    "C": "القرن|قرن|century|век|века|веке|веку|столетие|столетия|столетии",
    "f": "من|from|of|с|со",
    "t": "إلى|to|through|по",
    "b": "بين|between|между",
    "&": "و|and|и",
    "S": "منذ|since",
    "U": "حتى|until|till|до",
    "<": "قبل|قبيل|before",
    ">": "بعد|after|после",
    "A": "نحو|حوالي|قرابة|زهاء|تقريبا|حدود|around|about|circa|около|примерно|approximately",
    "i": "في|خلال|in|during|on|в|во|на",
    "": "ال|لل|بال|فال|ل|ب|ف|ك|the",
    "H": "st|nd|rd|th",
    "Z": "s",
    "E": "е|х|м|ые|ых|й|го|ом|м|ом|му",
    "G": "م|ميلادي|ميلادية|الميلادي|للميلاد",
    "I": "ه|هجري|هجرية|الهجري|الهجرية|للهجرة",
    "Q": "الموافق|الموافقة|الموافقه",
    "O": "عمره|عمرها|عمرهم|العمر|عمري|his|her|their|my|your",
    "V": "ثورة|ميدان|مدينة|شارع|حركة|جسر|ساحة|جامعة|حرب|هجمات|أحداث|احتجاجات|ثوار|بوليتكنك|صلاة|خطبة|روسيا|المصري|صحيفة|قناة|موقع|وكالة|usa|russia",
    "X": "العالمي|الدولي|الوطني|الواحد|الأخير|نفسه|ذاته|المذكور|الموالي|الدراسي|المدرسي|السابق|same|же",
    "k": "كل|every|each|каждый|каждую",
    "J": "يوما|أيام|سنوات|سنين|أعوام|عاما|أشهر|شهور|شهرا|أسابيع|أسبوعا|days|weeks|months|years|decades|дней|дня|недель|месяцев|месяца|лет|года|عقود|"
    "day|week|month|year|день|неделю|месяц|год",
    "K": "يومين|أسبوعين|شهرين|عامين|سنتين|عقدين",
    "n": "واحد|واحدة|اثنين|ثلاثة|ثلاث|أربعة|أربع|خمسة|خمس|ستة|ست|سبعة|سبع|ثمانية|ثماني|ثمان|تسعة|تسع|عشرة|عشر|عشرين|ثلاثين|أربعين"
    "|خمسين|ستين|سبعين|ثمانين|تسعين|مئة|مائة|عدة|بضعة|بضع|several|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|hundred|два|две|двух"
    "|три|трех|трёх|четыре|четырех|пять|пяти|шесть|шести|семь|семи|восемь|девять|десять|десяти|двадцать|тридцать|несколько",
    "z": "назад|ago|later|earlier|спустя|через|за",
}
# Counted behind four digits, these make them a quantity.
_COUNTED_WORDS = (
    "ألف|آلاف|مليون|مليار|شخص|أشخاص|جندي|جنديا|عنصر|عنصرا|عسكري|مقاتل|قتيل|جريح|منزل|عائلة|أسرة|دولار|دولارا|يورو|ريال|درهم|دينار|"
    "جنيه|ليرة|روبل|طن|طنا|متر|كيلومتر|كم|هكتار|ساعة|يوم|يوما|موظف|عامل|طالب|لاعب|صوت|مقعد|سيارة|طائرة|دبابة|مدني|نازح|لاجئ|مهاجر|"
    "ضحية|إصابة|حالة|وحدة|نسمة|برميل|ميغاواط|people|persons|troops|soldiers|homes|houses|dollars|euros|men|women|children|workers|"
    "jobs|votes|seats|km|kilometres|kilometers|metres|miles|tonnes|tons|barrels|cases|injured|dead|killed|families|employees|units|"
    "million|billion|thousand|percent|человек|людей|солдат|военных|домов|долларов|рублей|евро|тонн|километров|метров|тысяч|"
    "миллионов|миллиардов|семей|голосов|мест|случаев|жителей|сотрудников"
)
_COUNTED = frozenset(fold(word) for word in _COUNTED_WORDS.split("|"))
_WORD = re.compile(r"[^\W\d_]+|[0-9]+(?:[.,:/٫٬-][0-9]+)*|\n|[^\w\s]")
_NUMERIC = re.compile(r"([0-9]{1,4})([./-])([0-9]{1,2})\2([0-9]{1,4})")
_SHORT = re.compile(r"([0-9]{1,2})([./-])([0-9]{1,2})\2([0-9]{2})")
_PAIR = re.compile(r"([0-9]{1,4})([/-])([0-9]{1,4})")
_SIGNS = {",": ",", ".": ".", "/": "/", "-": "-", "(": "(", ")": ")", "\n": "|", "؍": "/"}
_FIRST_YEAR, _LAST_YEAR = 1000, 2199  # a year that news writes; 3600 and 2500 are people
_DAY_DIGITS, _YEAR_DIGITS, _LAST_DAY = 2, 4, 31
_CLITICS = "وفبلك"
_LONGEST_PHRASE = 3


def is_counted(word: str) -> bool:
    """Whether that folded word behind digits makes them a quantity (`2000 شخص`)."""
    return word in _COUNTED


@cache
def _vocabulary() -> dict[str, tuple[str, Value]]:
    words: dict[str, tuple[str, Value]] = {}
    for kind, value, spellings in _entries():
        for spelling in spellings.split("|"):
            words.setdefault(fold(spelling), (kind, value))
    return words


def _entries() -> Iterator[tuple[str, Value, str]]:
    for months in MONTHS.values():
        yield from (("m", month, "|".join(names)) for month, names in months.items())
    tables = [("h", _HIJRI), ("w", _WEEKDAYS), ("r", _DAYS), ("D", _DECADES), ("s", _SEASONS)]
    for kind, table in tables:
        yield from ((kind, value, spellings) for value, spellings in table.items())
    yield from _VALUED
    yield from _ordinals()
    yield from (("R", number, numeral) for number, numeral in enumerate(_ROMAN, 1))
    yield from ((kind, None, spellings) for kind, spellings in _PLAIN.items())


def _ordinals() -> Iterator[tuple[str, Value, str]]:
    units = ["الحادي", *_ARABIC_ORDINALS[1:9]]
    yield "o", 1, "أول|الأولى"
    yield "o", 2, "الثانية"
    yield from (("o", number, word) for number, word in enumerate(_ARABIC_ORDINALS, 1))
    yield from (("o", number, f"{unit} عشر") for number, unit in enumerate(units, 11))
    yield "o", 20, "العشرون|العشرين"
    yield "o", 30, "الثلاثون|الثلاثين"
    yield from (("o", number, f"{unit} والعشرين|{unit} والعشرون") for number, unit in enumerate(units, 21))
    yield "o", 31, "الحادي والثلاثين|الحادي والثلاثون"
    yield from (("o", number, word) for number, word in enumerate(_ENGLISH_ORDINALS, 1))
    yield "o", 3, _THIRD
    endings = ["ый", "ой", "ого", "ом", "ая", "ую", "ое", "ому"]
    yield from (("o", number, "|".join(stem + ending for ending in endings)) for number, stem in _RUSSIAN_STEMS.items())


@cache
def _phrase_beginnings() -> frozenset[str]:
    return frozenset(phrase.split()[0] for phrase in _vocabulary() if " " in phrase)


@lru_cache(maxsize=1 << 16)
def _read_word(word: str) -> tuple[int, str, Value]:
    """How many letters of clitics stand before the known word in `word`, its kind and its value."""
    known = _vocabulary()
    if word in known:
        return (0, *known[word])
    if word[0] in _CLITICS:
        for cut, stem in ((1, word[1:]), (2, word[2:]), (1, "ا" + word[1:]), (2, "ا" + word[2:])):
            if len(stem) > 1 and stem in known and (cut == 1 or word[1] in _CLITICS):
                return (cut, *known[stem])
    return 0, "x", None


def read_tokens(folded: str, text: str, offsets: list[int]) -> list[Token]:
    """The folded text as a row of tokens; the verbatim text tells capitals (`March`, `march`)."""
    matches = [(match.start(), match.end(), match[0]) for match in _WORD.finditer(folded)]
    tokens: list[Token] = []
    place = 0
    while place < len(matches):
        start, end, word = matches[place]
        if word[0].isdigit():
            tokens += _read_number(folded, start, word)
        elif word[0].isalpha():
            joined = _join_phrase(matches, place)
            place, end, word = joined or (place, end, word)
            tokens += _word_tokens(start, end, word, capital=not word[0].isascii() or text[offsets[start]].isupper())
        else:
            tokens.append(Token(_SIGNS.get(word, "*"), start, end))
        place += 1
    return tokens


def _join_phrase(matches: list[tuple[int, int, str]], place: int) -> tuple[int, int, str] | None:
    """The longest phrase of the vocabulary that begins here: the place of its last word, its end, its words."""
    word = matches[place][2]
    beginnings = _phrase_beginnings()
    if word not in beginnings and not (word[0] in _CLITICS and word[1:] in beginnings):
        return None
    for length in range(_LONGEST_PHRASE, 1, -1):
        words = matches[place : place + length]
        phrase = " ".join(match[2] for match in words)
        if len(words) == length and _read_word(phrase)[1] != "x":
            return place + length - 1, words[-1][1], phrase
    return None


def _word_tokens(start: int, end: int, word: str, *, capital: bool) -> list[Token]:
    cut, kind, value = _read_word(word)
    if kind in ("m", "w") and word[0].isascii() and not capital:
        kind = "x"  # march, may
    leading = [Token("&", start, start + 1)] if cut and word[0] == "و" else []
    return [*leading, Token(kind, start + cut, end, value)] if kind else leading


def _read_number(folded: str, start: int, digits: str) -> list[Token]:
    end = start + len(digits)
    if _is_glued(folded, start):
        return [Token("0", start, end)]
    if digits.isdigit():
        return [_plain_number(start, digits)]
    numeric = _NUMERIC.fullmatch(digits)
    if numeric and (len(numeric[1]) == _YEAR_DIGITS) != (len(numeric[4]) == _YEAR_DIGITS):
        return [Token("N", start, end, (int(numeric[1]), int(numeric[3]), int(numeric[4])))]
    short = _SHORT.fullmatch(digits)
    if short:
        return [Token("v", start, end, (int(short[1]), int(short[3]), int(short[4])))]
    pair = _PAIR.fullmatch(digits)
    if pair is None:
        return [Token("0", start, end)]
    middle = start + pair.start(2)
    return [_plain_number(start, pair[1]), Token(pair[2], middle, middle + 1), _plain_number(middle + 1, pair[3])]


def _is_glued(folded: str, start: int) -> bool:
    """Whether digits belong to a name: `A2022`, `IL-76`; not `و2002`, `الـ19`, `Q4`."""
    before = folded[start - 1 : start]
    if before in ("q", "h") and not folded[start - 2 : start - 1].isalnum():
        return False
    if folded[max(start - 4, 0) : start] == "mid-":
        return False
    letter = folded[start - 2 : start - 1] if before == "-" else before
    return before == "_" or (letter.isalpha() and not "ء" <= letter <= "ي")


def _plain_number(start: int, digits: str) -> Token:
    number = int(digits) if len(digits) <= _YEAR_DIGITS else 0
    kind = "d" if len(digits) <= _DAY_DIGITS and 1 <= number <= _LAST_DAY else "9" if len(digits) == _DAY_DIGITS else "0"
    if len(digits) == _YEAR_DIGITS and _FIRST_YEAR <= number <= _LAST_YEAR:
        kind = "Y"
    return Token(kind, start, start + len(digits), number)
