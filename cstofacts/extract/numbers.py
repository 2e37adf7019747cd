"""numbers: every quantity that a text states, as a registry would write it.

Digits of both Arabic sets and the Latin ones, number words in Arabic, English and Russian and mixtures of both are read to trillions (see
`number_words`), with what says how exact they are (see `number_modifiers`): `نحو 3600` is `~3600`, `ما لا يقل عن 12` is `>=12`, `تجاوز الألف` is
`>1000`. The place of a reading takes in its modifier, its scale and its percent sign, and leaves out attached particles and what is counted.

- Ranges: `بين 70 و75`, `من 10 إلى 15`, `70-75`, `from 5 to 7 million` give `70..75`; behind a verb of change (`ارتفع من 10 إلى 15`) these are two
  numbers.
- Vague plurals: `عشرات` 20..99, `مئات` 200..999, `آلاف` 2000..9999, `عشرات الآلاف` 20000..99999, and so on; dozens and десятки likewise. A modifier
  before them bounds the lower end (`أكثر من مئات` is `>200`).
- Percent is the number itself, and `why` says percent. A fraction is read when it is an exact decimal (`نصف الأعضاء` 0.5, `ثلاثة أرباع` 0.75), else
  refused.
- Duals of a closed list (`عضوان`, `دولتان`, `مرتين`) are 2. Duals and figures of time belong to `durations`; an age (`59 عاما` in brackets) is a
  number.
- `واحد`, `one` and `один` count only beside what is counted (`شخص واحد`); elsewhere they are pronouns and adjectives.

Left out, as no quantities: see `number_context`. Refused, for a person: `2.500`, `3ر5`, `ألفا شخص`, `ثلث السكان`, `خمس السكان`.

`حوالي 70 جنديا` gives `~70`; `لواء الحرس 45` gives nothing.
"""

import re
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from cstofacts.extract import number_context as context
from cstofacts.extract import number_modifiers as modifiers
from cstofacts.extract.base import Found, Refused
from cstofacts.extract.duration_units import UNITS, is_age, unit_behind
from cstofacts.extract.number_amounts import Amount, amount_at
from cstofacts.extract.number_duals import dual_skip
from cstofacts.extract.number_words import Words, cut, entry, word_set
from cstofacts.values.base import Modifier
from cstofacts.values.number import Number


class Quantity(Struct, frozen=True):
    """An amount as stated: words `first` to `after`, letters `start` to `end` of the folded text; for a range, `low` and `high` differ."""

    first: int
    after: int
    start: int
    end: int
    low: Decimal
    high: Decimal
    modifier: Modifier
    why: str
    alone: bool = True
    fault: str = ""


def read(text: str) -> list[Found | Refused]:
    """Every quantity in a text, in its order, and what could be one but has two readings."""
    words = cut(text)
    return [_result(words, quantity) for quantity in _with_duals(words) if not _is_of_time(words, quantity) and _is_counting(words, quantity)]


def _result(words: Words, quantity: Quantity) -> Found | Refused:
    start, end = words.place(quantity.start, quantity.end)
    if quantity.fault:
        return Refused(start, end, "number", quantity.fault)
    return Found(start, end, "number", written_number(quantity), quantity.why)


def written_number(quantity: Quantity) -> str:
    """A quantity as a registry writes it."""
    low = quantity.high if quantity.modifier in (Modifier.AT_MOST, Modifier.LESS_THAN) else quantity.low
    return str(Number(quantity.modifier, low, quantity.high, Decimal(0)))


def quantities(words: Words) -> list[Quantity]:
    """Every quantity, times included, in the order of the text; no two share a word."""
    found: list[Quantity] = []
    index, year = 0, -1
    while index < len(words.starts):
        if not _may_begin(words.words[index]):
            index += 1
            continue
        amount = amount_at(words, index)
        skipped = _skipped(words, index, amount, after_year=_links(words, year, index)) if amount else index + 1
        if skipped:
            year = skipped - 1 if context.is_year(words, skipped - 1) else year
            index = skipped
        elif amount:
            found.append(_quantity(words, amount, found[-1].end if found else 0))
            index = found[-1].after
    return found


def _may_begin(word: str) -> bool:
    first = word[0]
    return first.isdecimal() or (first.isalpha() and (entry(word) is not None or word in _STARTS))


_STARTS = frozenset({"a", "an", "بضعه", "بضع", "عده", "several", "few", "несколько", "нескольких", "нескольким"})
_LINKS = frozenset({"و", "and", "-", ",", "الي", "to", "и", "/", "او", "or"})


_LINKED = 3  # `1992 و 2002`, `1992, and 2002`


def _links(words: Words, year: int, index: int) -> bool:
    """Whether only a joint stands between a year and digits: `1992 و 2002`."""
    return year >= 0 and index - year <= _LINKED and all(word in _LINKS for word in words.words[year + 1 : index])


def _skipped(words: Words, index: int, amount: Amount, *, after_year: bool) -> int:
    """The index after what is no quantity, or 0."""
    if amount.digits:
        end = context.phone_end(words, index) or context.chain_end(words, index)
        if end > index + 1 and not _hyphen_range(words, index, end):
            return end
        if context.is_identifier(words, amount) or re.fullmatch(r"\d+(\.\d+){2,}", words.at(index)):
            return index + 1
    if context.is_date_part(words, amount, after_year) and not (
        amount.digits and modifiers.before(words, index) and not context.is_year(words, index)
    ):
        return max(amount.after, index + 1) if not amount.digits else index + 1
    return amount.after if (context.is_ordinal(words, amount) and not _bounded(words, amount)) or _is_other_word(words, amount) else 0


def _bounded(words: Words, amount: Amount) -> bool:
    """Whether a modifier makes an amount of a word with the article: `تجاوز الألف`."""
    return not amount.digits and modifiers.before(words, amount.first) is not None


_ORDINAL = re.compile(r"(?:ال)?(?:حادي|حاديه|ثاني|ثانيه|ثالث|ثالثه|رابع|رابعه|خامس|خامسه|سادس|سادسه|سابع|سابعه|ثامن|ثامنه|تاسع|تاسعه)")
_RUSSIAN_ORDINAL = re.compile(r"(?:перв|втор|трет|четверт|пят|шест|седьм|восьм|девят|десят|сот)(?:ый|ой|ая|ое|ого|ому|ым|ом|ую|ий|ье|ьего|ья|ых|ые)")
_FINALS = word_set("نهائي النهائي نهائية قمة final finals финал финала time")


def _is_other_word(words: Words, amount: Amount) -> bool:
    """A number word in something else: an ordinal, a cup's semi-final, a verb (`تسع 5000`), a bare English scale."""
    if amount.digits:
        return False
    before, behind = words.at(amount.first - 1), words.at(amount.after)
    if (before, words.at(amount.first - 2)) in (("in", "one"), ("كل", "من")):
        return True
    if _RUSSIAN_ORDINAL.fullmatch(behind) or _ORDINAL.fullmatch(before.removeprefix("و").removeprefix("ل")) or behind in _FINALS:
        return True
    first = entry(words.at(amount.first))
    if first and first.kind == "part" and amount.scale == 1:
        return first.joined or _is_no_fraction(words, amount, first.language)
    if behind == "-" and words.touches(amount.after) and words.at(amount.after + 1).isalpha():
        return context.is_hyphenated_name(words.at(amount.after + 1))
    return bool(first and first.kind == "unit" and behind[:1].isdecimal() and first.language == "ar")


def _is_no_fraction(words: Words, amount: Amount, language: str) -> bool:
    """Whether `half`, `third` or `نصف` is no share of something."""
    behind = words.at(amount.after)
    if behind in UNITS and amount.low == Decimal("0.5"):
        return False
    if language == "en":
        return behind != "of" or words.at(amount.first - 1) in ("first", "second", "third", "fourth", "last", "final", "other")
    return language == "ar" and (amount.definite or not behind.isalpha())


def _hyphen_range(words: Words, index: int, end: int) -> bool:
    if end != index + 3 or words.at(index + 1) != "-":
        return False
    low, high = amount_at(words, index), amount_at(words, index + 2)
    return low is not None and high is not None and not (low.fault or high.fault) and _fits(words, low, high)


def _fits(words: Words, low: Amount, high: Amount) -> bool:
    """Whether two amounts with a dash or a bare `to` between them are a range, and not a score."""
    behind = high.after
    timed = unit_behind(words, behind) is not None and low.low < high.low
    return timed or (_percent(words, behind) > behind and low.low < high.low) or context.is_range(words, low, high)


def _quantity(words: Words, amount: Amount, previous_end: int) -> Quantity:
    if fault := amount.fault or _fraction_or_unit(words, amount):
        end = _percent(words, amount.after)
        return Quantity(amount.first, end, amount.start, words.ends[end - 1], amount.low, amount.low, Modifier.EXACT, "", fault=fault)
    ranged = _range(words, amount, previous_end)
    return ranged or _modified(words, amount, previous_end)


def _fraction_or_unit(words: Words, amount: Amount) -> str:
    """`خمس السكان` is a fifth of them, and `خمس` is five."""
    single = amount.after == amount.first + 1 and not amount.digits and not amount.definite
    word = words.at(amount.first)[amount.start - words.starts[amount.first] :]
    if single and word in ("خمس", "سبع", "تسع", "عشر") and words.at(amount.after).startswith("ال"):
        return f"{word} may be a whole number or a fraction before a definite noun"
    return ""


def _modified(words: Words, amount: Amount, previous_end: int) -> Quantity:
    """A single amount with its modifier before or after and its percent sign."""
    start, first = _unsigned(words, amount, previous_end)
    low, high = amount.low, amount.high
    if start < amount.start and words.at(amount.first - 1) == "-":
        low, high = -high, -low
    after = _percent(words, amount.after)
    percent = after > amount.after or words.at(first) in ("%", "٪")
    around = modifiers.before(words, first)
    if around and around.edge >= previous_end:
        start = around.edge
    else:
        around = None if unit_behind(words, after) else modifiers.after(words, after)
        after = around.edge if around else after
    if around and words.at(amount.first) in _GENITIVES and amount.after == amount.first + 1:
        low = high = low / 2
    modifier = around.modifier if around else Modifier.ABOUT if amount.rough else Modifier.BETWEEN if low != high else Modifier.EXACT
    if low != high and modifier is Modifier.ABOUT:
        modifier = Modifier.BETWEEN
    why = _why(modifier, percent=percent, words=not amount.digits, vague=low != high)
    return Quantity(amount.first, after, start, words.ends[after - 1], low, high, modifier, why, amount.alone or around is not None)


_GENITIVES = frozenset({"тысячи", "сотни"})  # one thousand behind `более`, and vague plurals elsewhere


def _unsigned(words: Words, amount: Amount, previous_end: int) -> tuple[int, int]:
    """Where an amount begins with a sign before it (minus, percent), and the index that a modifier stands before (currency, article)."""
    start, first = amount.start, amount.first
    near = words.at(first - 1)
    if first and words.starts[first - 1] < previous_end:
        return start, first
    if near in ("%", "٪") and words.touches(first):
        return words.starts[first - 1], first - 1
    if near == "-" and words.touches(first) and words.original(first - 1) == "−" and not words.touches(first - 1):
        return words.starts[first - 1], first - 1
    if near in ("$", "€", "£", "¥", "₽") or (near in ("ال", "لل") and amount.digits):
        return start, first - 1
    return start, first


def _why(modifier: Modifier, *, percent: bool, words: bool, vague: bool) -> str:
    kind = "a vague plural" if vague and modifier is Modifier.BETWEEN else "number words" if words else "digits"
    stated = "" if modifier in (Modifier.EXACT, Modifier.BETWEEN) else f", {modifier.value}"
    return kind + stated + (", percent" if percent else "")


_PERCENT_WORDS = frozenset(
    {"%", "٪", "percent", "pct", "بالمايه", "بالميه"} | {"процент" + ending for ending in ("", "а", "ов", "ами", "у", "ом", "ах", "ам")}
)
_PERCENT_PAIRS = frozenset({("في", "المايه"), ("في", "الميه"), ("ب", "المايه"), ("per", "cent"), ("-", "percent")})


def _percent(words: Words, index: int) -> int:
    """The index after a percent sign at an index, or the index itself."""
    if words.at(index) in _PERCENT_WORDS:
        return index + 1
    return index + 2 if (words.at(index), words.at(index + 1)) in _PERCENT_PAIRS else index


_BETWEEN = frozenset({"بين", "between", "между"})
_FROM = frozenset({"من", "from", "от"})
_AND = frozenset({"و", "and", "и"})
_TO = frozenset({"الي", "حتي", "to", "до", "till"})
_OR = frozenset({"او", "or", "или"})
_CHANGES = word_set(
    "ارتفع ارتفعت يرتفع ترتفع ارتفاع ارتفاعا انخفض انخفضت انخفاض ينخفض زاد زادت زيادة تراجع تراجعت رفع رفعت خفض خفضت قفز قفزت هبط هبطت نما "
    "نمت تقلص تقلصت صعد تغير خفضا رفعا rose risen rise rises increased increase grew grown fell fallen fall dropped drop decreased raised "
    "lowered cut reduced jumped climbed declined slipped up down went expanded вырос выросла выросло выросли увеличился увеличилось "
    "увеличилась снизился снизилась снизилось сократился сократилось упал упала упало возросло поднялся"
)
_CHANGE_WORDS = 6  # `ارتفع عدد القتلى في الفيضانات من 10 إلى 15`


def _range(words: Words, low: Amount, previous_end: int) -> Quantity | None:
    """The range that begins with an amount, or None."""
    near = words.at(low.first - 1).lstrip("$€£")
    opener = near[1:] if near[1:] in _BETWEEN | _FROM and near[:1] in ("و", "ف", "ل", "ب") else near
    after = _percent(words, low.after)
    high = _second(words, low, after, opener)
    if high is None or high.fault or high.high < low.low or low.high > high.high:
        return None
    low = _shared_scale(low, high)
    if low.low >= high.high:
        return None
    end = _percent(words, high.after)
    opened = opener in _BETWEEN or (opener in _FROM and words.at(after) in _TO)
    start = words.starts[low.first - 1] + len(near) - len(opener) if opened else _modified(words, low, previous_end).start
    why = _why(Modifier.BETWEEN, percent=end > high.after, words=not low.digits, vague=False) + ", range"
    return Quantity(low.first, end, start, words.ends[end - 1], low.low, high.high, Modifier.BETWEEN, why)


def _second(words: Words, low: Amount, after: int, opener: str) -> Amount | None:
    """The second amount of a range, if what stands between makes one."""
    joint = words.at(after)
    index = after + 1 + (words.at(after + 1) in ("$", "€", "£"))
    if opener in _BETWEEN:
        joined = entry(joint) if joint.isalpha() else None
        return amount_at(words, after if joined and joined.joined else index) if joint in _AND or (joined and joined.joined) else None
    if joint not in _TO | _OR | {"-"} or (joint == "-" and words.touches(after) != words.touches(after + 1)):
        return None
    high = amount_at(words, index)
    if high is None or high.low != high.high or low.low != low.high:
        return None
    if joint in _OR:
        return high if high.low == low.low + 1 and high.scale == low.scale else None
    if opener in _FROM and joint != "-":
        return None if _is_change(words, low.first) or words.at(high.after) == "اصل" else high
    return high if _fits(words, low, high) else None


def _is_change(words: Words, index: int) -> bool:
    near = words.words[max(0, index - _CHANGE_WORDS) : index]
    return any(word in _CHANGES or word[1:] in _CHANGES for word in near)


def _shared_scale(low: Amount, high: Amount) -> Amount:
    """`5 إلى 7 آلاف`: the scale of the second is that of the first too, when the first would be out of all proportion."""
    if high.scale == 1 or low.scale != 1 or low.low >= high.low / high.scale:
        return low
    return replace(low, low=low.low * high.scale, high=low.high * high.scale)


def _is_of_time(words: Words, quantity: Quantity) -> bool:
    """Whether a quantity counts units of time, and so belongs to the durations; an age does not."""
    if is_age(words, quantity.first, quantity.after):
        return False
    last = quantity.after
    before = UNITS.get(words.at(quantity.first - 1)) or UNITS.get(words.at(quantity.first - 2) if words.at(quantity.first - 1) == "ال" else "")
    return unit_behind(words, last) is not None or bool(before and before.definite and before.number == "plural")


def _is_counting(words: Words, quantity: Quantity) -> bool:
    """Whether `one` counts: a modifier, a counted noun before (Arabic) or after it."""
    if quantity.alone or quantity.fault:
        return True
    return words.at(quantity.first - 1) in context.COUNTED or (
        words.at(quantity.after) in context.COUNTED and words.original(quantity.first)[0] != "ا"
    )


def _with_duals(words: Words) -> list[Quantity]:
    """The quantities, and the duals between them."""
    found = quantities(words)
    taken = {index for quantity in found for index in range(quantity.first, quantity.after)}
    duals = [
        dual
        for index, word in enumerate(words.words)
        if (skip := dual_skip(word)) is not None and index not in taken and (dual := _dual_at(words, index, skip))
    ]
    return _apart([*found, *duals]) if duals else found


def _apart(found: list[Quantity]) -> list[Quantity]:
    """The quantities in order, without those that lie in a longer one: `تجاوز عضوان 100`."""
    kept: list[Quantity] = []
    for quantity in sorted(found, key=lambda quantity: (quantity.start, -quantity.end)):
        if not kept or quantity.start >= kept[-1].end:
            kept.append(quantity)
    return kept


def _dual_at(words: Words, index: int, skip: int) -> Quantity | None:
    if words.at(index) == "twice" and words.at(index + 1) == "as":
        return None
    start = words.starts[index] + skip
    around = modifiers.before(words, index) if not skip else None
    two, modifier = Decimal(2), around.modifier if around else Modifier.EXACT
    return Quantity(index, index + 1, around.edge if around else start, words.ends[index], two, two, modifier, "a dual")
