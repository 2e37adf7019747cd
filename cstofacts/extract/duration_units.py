"""The units of time in Arabic, English and Russian, and which of them stand behind an amount.

Each unit is named by its letter in ISO 8601, `TM` being the minute and `M` the month; a decade is ten years and a century a hundred.
"""

from msgspec import Struct

from cstofacts.extract.number_words import Words, same, word_set


class Unit(Struct, frozen=True):
    """A unit of time: so many of an ISO unit. `number` is singular, dual or plural where the form says so."""

    iso: str
    many: int = 1
    number: str = ""
    definite: bool = False


_TABLE = """
Y 1 singular: سنة عام عاما year год года
Y 1 dual: سنتان سنتين عامان عامين
Y 1 plural: سنوات أعوام أعواما سنين years годы лет годов годами годам
M 1 singular: شهر شهرا month месяц месяца
M 1 dual: شهران شهرين
M 1 plural: أشهر أشهرا شهور شهورا months месяцы месяцев месяцами месяцам
W 1 singular: أسبوع أسبوعا week неделя неделю недели
W 1 dual: أسبوعان أسبوعين
W 1 plural: أسابيع weeks недель неделями неделям
D 1 singular: يوم يوما ليلة day день дня сутки
D 1 dual: يومان يومين ليلتين ليلتان
D 1 plural: أيام أياما ليال days дни дней суток днями дням сутками
TH 1 singular: ساعة hour час часа
TH 1 dual: ساعتان ساعتين
TH 1 plural: ساعات hours hrs часы часов часами часам
TM 1 singular: دقيقة minute минута минуту минуты
TM 1 dual: دقيقتان دقيقتين
TM 1 plural: دقائق minutes mins минут минутами
TS 1 singular: ثانية second секунда секунду секунды
TS 1 dual: ثانيتان ثانيتين
TS 1 plural: ثوان ثواني seconds секунд
M 6 singular: полгода полугода
Y 10 singular: عقد عقدا decade десятилетие десятилетия
Y 10 dual: عقدان عقدين
Y 10 plural: عقود decades десятилетий
Y 100 singular: قرن قرنا century
Y 100 dual: قرنان قرنين
Y 100 plural: قرون centuries
"""


def _units() -> dict[str, Unit]:
    units: dict[str, Unit] = {}
    for line in _TABLE.strip().splitlines():
        head, _, listed = line.partition(": ")
        iso, many, number = head.split()
        units |= {same(word): Unit(iso, int(many), number) for word in listed.split()}
    definite = {"ال" + word: Unit(unit.iso, unit.many, unit.number, definite=True) for word, unit in units.items() if "ء" <= word[0] <= "ي"}
    return units | definite


UNITS = _units()
_AGE_BEFORE = word_set("العمر عمر عمره عمرها بعمر سن aged age возрасте ему ей")
_DIED = word_set("توفي توفيت رحل رحلت وفاة مات ماتت")
_DIED_WORDS = 8  # `توفي الكاتب المصري الكبير عن 87 عاما`
_LINE_ENDS = ("", "\n")
_AGE_AFTER = word_set("old عمره")


def unit_behind(words: Words, index: int) -> tuple[Unit, int] | None:
    """The unit of time at an index, or behind a hyphen (`10-day`), and the index after it."""
    index += words.at(index) == "-" and words.touches(index) and words.touches(index + 1)
    unit = UNITS.get(words.at(index))
    if words.at(index) in ("عام", "سنه") and len(words.at(index + 1)) == len("1990") and words.at(index + 1).isdecimal():
        return None  # `3.2 مليون عام 1990`: the year in which they were counted
    return (unit, index + 1) if unit and not (unit.definite and unit.number != "plural") else None


def is_age(words: Words, first: int, after: int) -> str:
    """`certain` when years state an age (`59-year-old`, `عن عمر 59 عاما`), `possible` for years alone in brackets or on a line, else empty."""
    behind = unit_behind(words, after)
    if words.at(after) == "-" and words.at(after + 1).startswith("летн"):
        return "certain"
    if behind is None or behind[0].iso != "Y":
        return ""
    end = behind[1]
    near = [words.at(first - back) for back in (1, 2, 3)]
    if words.at(end) in _AGE_AFTER or (words.at(end) == "-" and words.at(end + 1) == "old") or _AGE_BEFORE & set(near):
        return "certain"
    if near[0] in ("عن", "ناهز") and _DIED & set(words.words[max(0, first - _DIED_WORDS) : first]):
        return "certain"
    alone = near[0] in _LINE_ENDS and words.at(end) in _LINE_ENDS
    return "possible" if alone or (near[0] == "(" and words.at(end) in (")", ",")) else ""
