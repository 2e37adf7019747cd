"""Texts cut into words, and what each word is in a number: the tables of Arabic, English and Russian.

Number words stand here in their cases and genders, folded as texts are (`مئة` and `ميه` are one word), with their kind: unit, teen, tens,
hundred, scale (one thousand and up), vague plural, fraction. Arabic particles in front of a word (و، ف، ب، ل، ك and the article) are taken
off where a number word is left. How the words add up is the business of `number_amounts`.
"""

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache

from msgspec import Struct

from cstofacts.spelling import ascii_digits, fold, fold_with_offsets


def same(word: str) -> str:
    """A word of a table in the form in which texts are cut."""
    return fold(ascii_digits(word))


def word_set(listed: str) -> frozenset[str]:
    """The words of a table, in the form in which texts are cut."""
    return frozenset(map(same, listed.split()))


_TOKEN = re.compile(r"\d{1,3}(?:([ ,٬'.])\d{3})(?:\1\d{3})*(?:(?!\1)[.,٫]\d+)?(?!\d|[,.٬٫]\d)|\d+(?:[.,٬٫'ر⁄]\d+)*|[^\W\d_]+|[^\w ]|_")
PARTICLES = word_set("و ف ب ل ك ال وال بال فال كال لل ول وب فب فل وك ولل وبال")
_LONGEST_PARTICLE = max(map(len, PARTICLES))


# How far rules look beyond a word. The margin of empty words stands at the end, where negative indexes find it too.
_MARGIN = 32


class Words(Struct, frozen=True):
    """A text cut into words, digits and signs, all folded, with the place of each in the folded text."""

    text: str
    offsets: list[int]
    words: list[str]
    starts: list[int]
    ends: list[int]

    def at(self, index: int) -> str:
        """The word at an index, empty a little beyond either end of the text."""
        return self.words[index]

    def touches(self, index: int) -> bool:
        """Whether no space stands between this word and the one before it."""
        return 0 < index < len(self.starts) and self.starts[index] == self.ends[index - 1]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """The place in the text of a stretch of the folded text, without invisible characters behind it."""
        first, last = self.offsets[start], max(self.offsets[end], self.offsets[end - 1] + 1)
        while last > first + 1 and (self.text[last - 1].isspace() or unicodedata.category(self.text[last - 1]) == "Cf"):
            last -= 1
        return first, last

    def original(self, index: int) -> str:
        """The word at an index as it stands in the text."""
        first, last = self.place(self.starts[index], self.ends[index])
        return self.text[first:last]


def cut(text: str) -> Words:
    """Fold a text and cut it into words."""
    folded, offsets = fold_with_offsets(text)
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _TOKEN.finditer(folded):
        words.append(match[0])
        starts.append(match.start())
        ends.append(match.end())
    return Words(text, offsets, words + [""] * _MARGIN, starts, ends)


class Entry(Struct, frozen=True):
    """What a word is in a number. `skip` letters of it are particles; `alone` says that it is an amount by itself."""

    kind: str
    value: Decimal
    language: str
    alone: bool = True
    skip: int = 0
    joined: bool = False
    definite: bool = False


_TABLE = """
ar unit: ثلاث=3 ثلاثه=3 اربع=4 اربعه=4 خمس=5 خمسه=5 ست=6 سته=6 سبع=7 سبعه=7 ثمان=8 ثماني=8 ثمانيه=8 تسع=9 تسعه=9
ar unit: اثنان=2 اثنين=2 اثنتان=2 اثنتين=2
ar unit-: واحد=1 واحده=1 احد=1 احدي=1 اثنا=2 اثني=2 اثنتا=2 اثنتي=2
ar ten: عشر=10 عشره=10
ar tens: عشرون=20 عشرين=20 ثلاثون=30 ثلاثين=30 اربعون=40 اربعين=40 خمسون=50 خمسين=50 ستون=60 ستين=60 سبعون=70 سبعين=70 ثمانون=80 ثمانين=80
ar tens: تسعون=90 تسعين=90
ar mark: ميه=100 مايه=100
ar hundred: ميتان=200 ميتين=200 ميتا=200 ميتي=200 مايتان=200 مايتين=200 مايتا=200 مايتي=200
ar scale: الف=1000 مليون=1000000 مليونا=1000000 مليار=1000000000 مليارا=1000000000 بليون=1000000000 تريليون=1000000000000 ترليون=1000000000000
ar scale: الفا=1000
ar scales: الاف=1000 الافا=1000 ملايين=1000000 مليارات=1000000000 بلايين=1000000000 تريليونات=1000000000000
ar two: الفان=1000 الفين=1000 الفي=1000 مليونان=1000000 مليونين=1000000 مليوني=1000000 مليوناء=1000000 ملياران=1000000000 مليارين=1000000000
ar two: ملياري=1000000000
ar vague: عشرات=10 ميات=100 مايات=100
ar part: نصف=2 ثلث=3 ربع=4 ثلثا=3 ثلثي=3 ثلثين=3 سدس=6
ar part: نصفهم=2 نصفهن=2 نصفها=2 نصفهما=2 ثلثهم=3 ثلثهن=3 ثلثها=3 ثلثاهم=3 ثلثيهم=3 ربعهم=4 ربعهن=4 ربعها=4
ar parts: اثلاث=3 ارباع=4 اخماس=5 اسداس=6 اسباع=7 اثمان=8 اتساع=9 اعشار=10
en unit: two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9
en unit-: one=1
en teen: ten=10 eleven=11 twelve=12 thirteen=13 fourteen=14 fifteen=15 sixteen=16 seventeen=17 eighteen=18 nineteen=19
en tens: twenty=20 thirty=30 forty=40 fifty=50 sixty=60 seventy=70 eighty=80 ninety=90
en mark-: hundred=100
en scale-: thousand=1000 million=1000000 billion=1000000000 trillion=1000000000000 bn=1000000000 mn=1000000 mln=1000000 dozen=12
en scales: thousands=1000 millions=1000000 billions=1000000000
en vague: hundreds=100 dozens=10 tens=10
en part: half=2 third=3 quarter=4
en parts: thirds=3 quarters=4 fifths=5 sixths=6 eighths=8 tenths=10
ru unit: два=2 две=2 двух=2 двум=2 двумя=2 двое=2 двоих=2 три=3 трех=3 трем=3 тремя=3 трое=3 троих=3 четыре=4 четырех=4 четырем=4 четырьмя=4
ru unit: четверо=4 четверых=4 пять=5 пяти=5 пятью=5 пятеро=5 пятерых=5 шесть=6 шести=6 шестью=6 шестеро=6 шестерых=6 семь=7 семи=7 семью=7
ru unit: семеро=7 семерых=7 восемь=8 восьми=8 восемью=8 девять=9 девяти=9 девятью=9
ru unit-: один=1 одна=1 одно=1 одного=1 одной=1 одну=1 одному=1 одним=1
ru hundred: сто=100 ста=100 двести=200 двухсот=200 двумстам=200 триста=300 трехсот=300 тремстам=300 четыреста=400 четырехсот=400 пятьсот=500
ru hundred: пятисот=500 шестьсот=600 шестисот=600 семьсот=700 семисот=700 восемьсот=800 восьмисот=800 девятьсот=900 девятисот=900 сотня=100 сотню=100
ru tens: сорок=40 сорока=40 девяносто=90 девяноста=90 пятьдесят=50 пятидесяти=50 шестьдесят=60 шестидесяти=60 семьдесят=70 семидесяти=70
ru tens: восемьдесят=80 восьмидесяти=80
ru scale: тысяча=1000 тысячу=1000 тысячей=1000 тысячью=1000 тысяче=1000 миллион=1000000 миллиона=1000000 миллионом=1000000 миллиард=1000000000
ru scale: миллиарда=1000000000 триллион=1000000000000 триллиона=1000000000000
ru scale-: тыс=1000 млн=1000000 млрд=1000000000 трлн=1000000000000
ru scales: тысячи=1000 тысяч=1000 тысячам=1000 тысячами=1000 миллионы=1000000 миллионов=1000000 миллионам=1000000 миллиарды=1000000000
ru scales: миллиардов=1000000000 триллионов=1000000000000
ru vague: десятки=10 десятков=10 десяткам=10 десятками=10 сотни=100 сотен=100 сотням=100 сотнями=100
ru part: половина=2 половину=2 половины=2 треть=3 трети=3 четверть=4 четверти=4
"""
_RUSSIAN_STEMS = {"десят": 10, "одиннадцат": 11, "двенадцат": 12, "тринадцат": 13, "четырнадцат": 14, "пятнадцат": 15, "шестнадцат": 16}
_RUSSIAN_STEMS |= {"семнадцат": 17, "восемнадцат": 18, "девятнадцат": 19, "двадцат": 20, "тридцат": 30}
_ARABIC_HUNDREDS = {"ثلاث": 3, "ثلث": 3, "اربع": 4, "خمس": 5, "ست": 6, "سبع": 7, "ثمان": 8, "ثماني": 8, "تسع": 9}

# Words that are amounts by themselves, whatever stands beside them.
_WHOLE = {"полтора": "1.5", "полторы": "1.5", "полутора": "1.5", "полмиллиона": "500000", "полтысячи": "500", "полсотни": "50"}
# A particle and a number only by spelling: I am not, a quantity, quantities.
_NOT_A_NUMBER = word_set("لست كمية وكمية كميات وكميات كميتان كميتين وكميتان وكميتين كميتا كميتي")


def _entries() -> dict[str, Entry]:
    entries = {}
    for line in _TABLE.strip().splitlines():
        head, _, listed = line.partition(": ")
        language, kind = head.split()
        for pair in listed.split():
            word, _, value = pair.partition("=")
            entries[word] = Entry(kind.rstrip("-"), Decimal(value), language, alone=not kind.endswith("-"))
    for unit, many in _ARABIC_HUNDREDS.items():
        entries |= {unit + mark: Entry("hundred", Decimal(many * 100), "ar") for mark in ("ميه", "مايه")}
    for stem, many in _RUSSIAN_STEMS.items():
        kind = "teen" if many < 20 else "tens"  # noqa: PLR2004 (where the teens end)
        entries |= {stem + ending: Entry(kind, Decimal(many), "ru") for ending in ("ь", "и", "ью")}
    return entries | {word: Entry("whole", Decimal(value), "ru") for word, value in _WHOLE.items()}


_ENTRIES = _entries()


@lru_cache(maxsize=1 << 16)
def entry(word: str) -> Entry | None:
    """What a folded word is in a number, particles in front of it taken off, or None."""
    found = _ENTRIES.get(word.replace("ё", "е"))
    if found or not "ء" <= word[0] <= "ي" or word in _NOT_A_NUMBER:
        return found
    for length in range(1, _LONGEST_PARTICLE + 1):
        particle = word[:length]
        bare = _ENTRIES.get(word[length:]) if particle in PARTICLES else None
        if bare and bare.language == "ar":
            definite = particle.endswith(("ال", "لل"))
            return Entry(bare.kind, bare.value, "ar", bare.alone, length, joined=particle in ("و", "وال"), definite=definite)
    return None


# Folded, وأحد of `مئة وأحد عشر` is the word for one; before عشر it can be nothing but eleven's.
_AND_ELEVEN = Entry("unit", Decimal(1), "ar", alone=False, skip=1, joined=True)


def entry_at(words: Words, index: int) -> Entry | None:
    """What the word at an index is in a number, or None."""
    word = words.at(index)
    if word == "واحد" and words.at(index + 1) == "عشر":
        return _AND_ELEVEN
    return entry(word) if word and word[0].isalpha() else None
