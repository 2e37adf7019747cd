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
from cstofacts.extract import number_ranges as ranges
from cstofacts.extract import number_signs as signs
from cstofacts.extract.base import Found, Refused
from cstofacts.extract.duration_units import UNITS, is_age, unit_behind
from cstofacts.extract.number_amounts import Amount, amount_at
from cstofacts.extract.number_chains import chain_end, phone_end
from cstofacts.extract.number_duals import dual_skip, marked_skip
from cstofacts.extract.number_others import is_other_word
from cstofacts.extract.number_words import Words, cut, entry
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
        if phone := phone_end(words, index):
            return phone
        end = chain_end(words, index)
        if end > index + 1 and not ranges.hyphen_range(words, index, end):
            return end
        if context.is_identifier(words, amount) or re.fullmatch(r"\d+(\.\d+){2,}", words.at(index)):
            return index + 1
    dated = context.is_month(words, amount.after) or context.is_year(words, index)
    bounded = amount.digits and not dated and modifiers.before(words, index) is not None
    if context.is_date_part(words, amount, after_year) and not bounded:
        return max(amount.after, index + 1) if not amount.digits else index + 1
    return amount.after if (context.is_ordinal(words, amount) and not _bounded(words, amount)) or is_other_word(words, amount) else 0


def _bounded(words: Words, amount: Amount) -> bool:
    """Whether a modifier makes an amount of a word with the article: `تجاوز الألف`."""
    return not amount.digits and modifiers.before(words, amount.first) is not None


def _quantity(words: Words, amount: Amount, previous_end: int) -> Quantity:
    amount = signs.minus(words, amount, previous_end)
    if fault := amount.fault or _fraction_or_unit(words, amount):
        end = ranges.percent(words, amount.after)
        return Quantity(amount.first, end, amount.start, words.ends[end - 1], amount.low, amount.low, Modifier.EXACT, "", fault=fault)
    quantity = _below_zero(words, _range(words, amount, previous_end) or _modified(words, amount, previous_end))
    denied = quantity.start == words.starts[quantity.first] and signs.is_denied(words, quantity.first, quantity.after)
    return replace(quantity, fault="the text denies this figure") if denied else quantity


_NO_BOUNDS = (Modifier.EXACT, Modifier.ABOUT, Modifier.BETWEEN)


def _below_zero(words: Words, quantity: Quantity) -> Quantity:
    """The quantity with `degrees below zero` behind it; which way a bound of it runs (`more than 20 below`) is not sure."""
    after = signs.below_zero_end(words, quantity.after)
    if after > quantity.after:
        low, high = sorted((-abs(quantity.low), -abs(quantity.high)))
        quantity = replace(quantity, after=after, end=words.ends[after - 1], low=low, high=high)
    if quantity.low < 0 and quantity.modifier not in _NO_BOUNDS:
        return replace(quantity, fault="a bound of what lies below zero may run either way")
    return quantity


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
    after = ranges.percent(words, amount.after)
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
    """Where an amount begins with a percent sign before it, and the index that a modifier stands before (currency, article)."""
    start, first = amount.start, amount.first
    near = words.at(first - 1)
    if first and words.starts[first - 1] < previous_end:
        return start, first
    if near in ("%", "٪") and words.touches(first):
        return words.starts[first - 1], first - 1
    if near in ("$", "€", "£", "¥", "₽") or (near in ("ال", "لل") and amount.digits):
        return start, first - 1
    return start, first


def _why(modifier: Modifier, *, percent: bool, words: bool, vague: bool) -> str:
    kind = "a vague plural" if vague and modifier is Modifier.BETWEEN else "number words" if words else "digits"
    stated = "" if modifier in (Modifier.EXACT, Modifier.BETWEEN) else f", {modifier.value}"
    return kind + stated + (", percent" if percent else "")


def _range(words: Words, low: Amount, previous_end: int) -> Quantity | None:
    """The range that begins with an amount, or None."""
    beside = low.first - 1 - (words.at(low.first - 1) in ("$", "€", "£"))
    near = words.at(beside)
    opener = near[1:] if near[1:] in ranges.BETWEEN | ranges.FROM and near[:1] in ("و", "ف", "ل", "ب") else near
    after = ranges.percent(words, low.after)
    high = ranges.second(words, low, after, opener)
    if high is None or high.fault:
        return None
    end = ranges.percent(words, high.after)
    low = ranges.shared_scale(low, high)
    if low.high <= 0 and high.high < low.low:
        low, high = replace(low, low=high.low), replace(high, high=low.high)  # `from -5 to -10` goes down
    if high.high < low.low or low.high > high.high or low.low >= high.high:
        return None
    opened = opener in ranges.BETWEEN or (opener in ranges.FROM and words.at(after) in ranges.TO)
    start = words.starts[beside] + len(near) - len(opener) if opened else _modified(words, low, previous_end).start
    why = _why(Modifier.BETWEEN, percent=end > high.after, words=not low.digits, vague=False) + ", range"
    fault = "the minus may belong to both ends" if signs.is_shared(words, low, high) else ""
    return Quantity(low.first, end, start, words.ends[end - 1], low.low, high.high, Modifier.BETWEEN, why, fault=fault)


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
        if (skip := _dual_skip(words, index, word)) is not None and index not in taken and (dual := _dual_at(words, index, skip))
    ]
    return _apart([*found, *duals]) if duals else found


def _dual_skip(words: Words, index: int, word: str) -> int | None:
    """The letters before a dual: by its form, or by the fatha before its ending."""
    if (skip := dual_skip(word)) is not None or (skip := marked_skip(word)) is None:
        return skip
    return skip if _FATHA_YEH in words.original(index) else None


_FATHA_YEH = "\N{ARABIC FATHA}ي"


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
