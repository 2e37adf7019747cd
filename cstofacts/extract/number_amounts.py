"""How number words add up: the grammar that the readers of numbers and of durations share.

`amount_at` reads the amount that begins at one of them: digits of any script with the
separators of real pages (`2,500`, `٢٬٥٠٠`, `5،606`, `20 426`), number words to trillions in Arabic, English and Russian with their cases and
genders, and mixtures of both. `ثلاثة آلاف وستمئة` and `three thousand six hundred` are 3600, `20 ألفا و426` is 20426, `1,2 مليون` and `полтора
миллиона` end in six zeros.

`و` joins only what may stand beside in one number: a smaller group after a larger scale, a unit before its tens. `5 آلاف و24 ألف` is two amounts,
and so is `ثلاثة وأربعة`. A vague plural is a range from two units to one below the next: `عشرات` 20 to 99, `مئات الآلاف` 200000 to 999999,
`hundreds` 200 to 999; `بضعة آلاف` is 3000 to 9999. A dozen is 12, stated roughly. What has two readings (`2.500`, `3ر5`, `ألفا` before a noun)
carries a fault instead of a guess.
"""

import re
import unicodedata
from decimal import Decimal

from msgspec import Struct

from cstofacts.extract.number_words import PARTICLES, Entry, Words, entry_at, word_set
from cstofacts.values.base import Fault
from cstofacts.values.number import MAX_DIGITS, read_amount

_MORE_THAN_TWO = {"بضعه": 3, "بضع": 3, "عده": 2, "several": 2, "few": 2, "несколько": 2, "нескольких": 2, "нескольким": 2}

# What may follow what below a thousand, and whether `و` must (True) or must not (False) stand between; None leaves it open.
_LOW = ("unit", "ten", "teen", "tens")
_Steps = dict[tuple[str, str], bool | None]
_STEPS: dict[str, _Steps] = {
    "ar": {("unit", "ten"): False, ("unit", "mark"): False, ("unit", "tens"): True, **{("hundred", low): True for low in _LOW}},
    "en": {("unit", "mark"): False, ("teen", "mark"): False, ("tens", "unit"): False, **{("hundred", low): None for low in _LOW}},
    "ru": {("tens", "unit"): False, **{("hundred", low): False for low in _LOW}},
}


class Amount(Struct, frozen=True):
    """An amount and its place: words `first` to `after`, letters `start` to `end` of the folded text; `scale` is that of its only group, or 1."""

    first: int
    after: int
    start: int
    low: Decimal
    high: Decimal
    scale: Decimal = Decimal(1)
    digits: bool = False
    definite: bool = False
    alone: bool = True
    rough: bool = False
    fault: str = ""


def _component(words: Words, index: int) -> tuple[Entry, int, bool] | None:
    """The number word at an index, the index after it, and whether it is joined to what stands before."""
    word, joined = words.at(index), False
    if word in ("و", "and", "-") and (word != "-" or (words.touches(index) and words.touches(index + 1))):
        index, joined = index + 1, word != "-"
        found = entry_at(words, index)
        return (found, index + 1, True) if found and joined else (found, index + 1, False) if found and found.language == "en" else None
    found = entry_at(words, index)
    return (found, index + 1, found.joined) if found else None


class _Group(Struct, frozen=True):
    """A coefficient and its scale: one term of an amount."""

    low: Decimal
    high: Decimal
    scale: Decimal
    after: int
    language: str
    digits: bool = False
    alone: bool = True
    rough: bool = False
    fault: str = ""


def _below_thousand(words: Words, index: int, first: Entry) -> _Group:
    """The number below a thousand that begins with a unit, tens or a hundred."""
    value, after, last = first.value, index + 1, _class_of(first)
    steps = _STEPS[first.language]
    while step := _component(words, after):
        found, following, joined = step
        needed = steps.get((last, found.kind), "never")
        if (
            found.language != first.language
            or needed == "never"
            or (needed is not None and needed != joined)
            or (found.definite and not first.definite)
        ):
            break
        if found.kind == "mark" and not _counts_hundreds(value, found.language):
            break
        value = value * found.value if found.kind == "mark" else value + found.value
        last, after = ("teen" if (last, found.kind) == ("unit", "ten") else _class_of(found)), following
    return _Group(value, value, Decimal(1), after, first.language, alone=first.alone or after > index + 1)


def _counts_hundreds(value: Decimal, language: str) -> bool:
    """Whether so many hundreds are said: three hundred, and in English twelve hundred, but not ten."""
    return value < 10 or (language == "en" and value < 100 and value % 10 != 0)  # noqa: PLR2004 (ten hundred is a thousand)


def _class_of(found: Entry) -> str:
    return "hundred" if found.kind == "mark" else found.kind


def digits_value(original: str) -> Decimal | Fault | None:
    """The amount that digits stand for, a fault when they have two readings, or None when they are no plain digits (①, x²)."""
    visible = "".join(c for c in original if unicodedata.category(c) not in ("Cf", "Mn"))
    if visible and visible[-1] in "½¼¾":
        whole = visible[:-1]
        fraction = Decimal(str(unicodedata.numeric(visible[-1])))
        return (int(whole) if whole.isdecimal() and len(whole) <= MAX_DIGITS else 0) + fraction if not whole or whole.isdecimal() else None
    if "ر" in visible:
        return Fault("ambiguous-number", "the decimal mark ر leaves open which side comes first")
    if any(c.isnumeric() and not c.isdecimal() for c in visible):
        return None
    return read_amount(visible)


def _plain_digits(words: Words, index: int) -> Decimal | None:
    """The value of nothing but ASCII digits, which most figures are: ten times as quick."""
    word, start = words.words[index], words.offsets[words.starts[index]]
    return Decimal(word) if word.isdecimal() and len(word) <= MAX_DIGITS and words.text.startswith(word, start) else None


def _digit_group(words: Words, index: int) -> _Group | None:
    value = _plain_digits(words, index) or digits_value(words.original(index))
    if value is None:
        return None
    fault = value.message if isinstance(value, Fault) else ""
    amount = Decimal(0) if isinstance(value, Fault) else value
    group = _Group(amount, amount, Decimal(1), index + 1, "", digits=True, fault=fault)
    if words.touches(index + 1) and words.at(index + 1) in ("k", "m"):
        return _lettered(words, index, group)
    scaled = _scaled(words, group)
    if scaled.scale > 1000 and re.fullmatch(r"\d{1,3},\d{3}", words.at(index)) and scaled.language == "ar":  # noqa: PLR2004 (a comma may be decimal before millions)
        return _refused(scaled, "before millions the comma may be a decimal mark or part thousands: two readings")
    return scaled


def _lettered(words: Words, index: int, group: _Group) -> _Group:
    """`5k` and `$5m`; without a currency, `5m` may be metres."""
    many = Decimal(1000) if words.at(index + 1) == "k" else Decimal(1000000)
    value = group.low * many
    unclear = many > 1000 and words.at(index - 1) not in ("$", "€", "£")  # noqa: PLR2004 (k is a thousand of anything)
    fault = group.fault or ("m may stand for millions or for metres" if unclear else "")
    return _Group(value, value, many, index + 2, "en", digits=True, fault=fault)


def _refused(group: _Group, fault: str) -> _Group:
    return _Group(group.low, group.high, group.scale, group.after, group.language, group.digits, fault=fault)


def _scaled(words: Words, group: _Group) -> _Group:
    """The group with the half and the scale that follow its coefficient."""
    half, after = _half(words, group.after)
    step = entry_at(words, after)
    kinds = ("scale", "scales", "mark") if group.digits else ("scale", "scales")
    takes = step is not None and step.kind in kinds and not step.skip and group.language in ("", step.language)
    if takes and step is not None:
        low = (group.low + half) * step.value
        tail, after = _half(words, after + 1) if step.language == "ar" else (Decimal(0), after + 1)
        low += tail * step.value
        after = _repeated(words, after, step) if tail else after
        return _Group(low, low, step.value, after, step.language, group.digits, rough=step.value == 12, fault=group.fault)  # noqa: PLR2004 (a dozen)
    if half:
        low = group.low + half
        return _Group(low, low, Decimal(1), after, group.language, group.digits, fault=group.fault)
    return group


def _repeated(words: Words, index: int, scale: Entry) -> int:
    """The index after a scale named again: مليون ونصف المليون."""
    again = entry_at(words, index)
    return index + 1 if again and again.kind == "scale" and again.value == scale.value and not again.joined else index


_HALVES = (("and", "a", "half"), ("с", "половиной"), ("ونصف",), ("و", "نصف"), ("و", "النصف"), ("والنصف",))
_QUARTERS = (("وربع",), ("و", "ربع"), ("والربع",), ("and", "a", "quarter"), ("с", "четвертью"))


def _half(words: Words, index: int) -> tuple[Decimal, int]:
    """A half or a quarter added behind a number, and the index after it."""
    if words.at(index) not in _HALF_STARTS:
        return Decimal(0), index
    for forms, value in ((_HALVES, "0.5"), (_QUARTERS, "0.25")):
        for form in forms:
            if tuple(words.words[index : index + len(form)]) == form:
                return Decimal(value), index + len(form)
    return Decimal(0), index


_HALF_STARTS = frozenset(form[0] for form in _HALVES + _QUARTERS)


def _group_at(words: Words, index: int) -> _Group | None:
    """The term of an amount that begins at an index."""
    word = words.at(index)
    if word[:1].isdecimal():
        return _digit_group(words, index)
    if word in ("a", "an"):
        found = entry_at(words, index + 1)
        counted = found and found.kind in ("mark", "scale") and not found.alone and found.language == "en"
        return _after_article(words, index + 1, found) if found and counted else None
    if word in _MORE_THAN_TWO:
        return _several(words, index, _MORE_THAN_TWO[word])
    found = entry_at(words, index)
    return _word_group(words, index, found) if found else None


def _after_article(words: Words, index: int, found: Entry) -> _Group:
    if found.kind == "mark":
        return _scaled(words, _below_thousand(words, index, found))
    return _Group(found.value, found.value, found.value, index + 1, "en", rough=found.value == 12)  # noqa: PLR2004 (a dozen)


def _several(words: Words, index: int, fewest: int) -> _Group | None:
    """`بضعة آلاف`, `several hundred`: as the vague plural."""
    found = entry_at(words, index + 1)
    if found is None or found.skip or found.kind not in ("scale", "scales", "mark", "vague") or found.value == 12:  # noqa: PLR2004 (a dozen)
        return None
    low, high = fewest * found.value, 10 * found.value - 1
    group = _Group(low, high, found.value, index + 2, found.language)
    return _multiplied(words, group)


def _word_group(words: Words, index: int, found: Entry) -> _Group | None:  # noqa: PLR0911 (one for each kind of word)
    match found.kind:
        case "scale":
            return _bare_scale(words, index, found)
        case "scales" | "vague":
            value = found.value
            return _multiplied(words, _Group(2 * value, 10 * value - 1, value, index + 1, found.language))
        case "two":
            return _plus_half(words, _Group(2 * found.value, 2 * found.value, found.value, index + 1, "ar"))
        case "part":
            return _part(words, index, found)
        case "whole":
            return _scaled(words, _Group(found.value, found.value, Decimal(1), index + 1, "ru"))
        case "parts":
            return None
        case _:
            return _unit_group(words, index, found) if found.kind != "mark" or found.alone else None


def _unit_group(words: Words, index: int, found: Entry) -> _Group | None:
    group = _below_thousand(words, index, found)
    after = group.after + (words.at(group.after) == "-" and words.touches(group.after + 1))
    following = entry_at(words, after)
    parts = following and (following.kind == "parts" or (words.at(after) in ("четверти", "трети") and 1 < group.low < following.value))
    if following and parts and not following.skip and following.language == group.language:
        return _share(words, (group.low, following.value), after + 1, group.language)
    return _scaled(words, group)


def _plus_half(words: Words, group: _Group) -> _Group:
    half, after = _half(words, group.after)
    if not half:
        return group
    low = group.low + half * group.scale
    after = _repeated(words, after, Entry("scale", group.scale, "ar"))
    return _Group(low, low, group.scale, after, group.language)


def _bare_scale(words: Words, index: int, found: Entry) -> _Group | None:
    if not found.alone:
        return None
    group = _Group(found.value, found.value, found.value, index + 1, found.language)
    if words.at(index)[found.skip :] == "الفا" and "ً" not in words.original(index):
        following = words.at(index + 1)
        if following[:1].isalpha() and following not in _AFTER_ACCUSATIVE and not _component(words, index + 1) and not following.startswith("و"):
            return _refused(group, "ألفا before a noun is two thousand in the nominative and a thousand in the accusative")
    return _plus_half(words, group)


_AFTER_ACCUSATIVE = word_set("من في علي الي و او عن بين خلال منذ ونيف")


def _multiplied(words: Words, group: _Group) -> _Group:
    """A vague plural of a scale: `مئات الآلاف`, `tens of thousands`, `десятки тысяч`."""
    after = group.after + (words.at(group.after) == "of")
    found = entry_at(words, after)
    if found is None or found.kind not in ("scales", "scale") or found.joined or found.value < 1000 or found.value <= group.scale:  # noqa: PLR2004
        return group
    low, high = group.low * found.value, (group.high + 1) * found.value - 1
    return _Group(low, high, found.value * group.scale, after + 1, group.language)


def _part(words: Words, index: int, found: Entry) -> _Group:
    """A fraction: of a scale (`نصف مليون`, `half a million`), or bare."""
    two_thirds = words.at(index)[found.skip :] in ("ثلثا", "ثلثي", "ثلثين", "ثلثاهم", "ثلثيهم")
    return _share(words, (Decimal(1 + two_thirds), found.value), index + 1, found.language)


def _share(words: Words, fraction: tuple[Decimal, Decimal], after: int, language: str) -> _Group:
    """So many parts of the scale behind them (`three quarters of a million`, `ثلاثة أرباع المليون`), or of whatever follows."""
    numerator, denominator = fraction
    behind = after
    while words.at(behind) in ("a", "of"):
        behind += 1
    scale = entry_at(words, behind)
    if scale and scale.kind in ("scale", "mark") and not scale.joined and scale.skip in (0, len("ال")) and scale.language == language:
        return _quotient(numerator, denominator, scale.value, behind + 1)
    return _quotient(numerator, denominator, Decimal(1), after)


def _quotient(numerator: Decimal, denominator: Decimal, scale: Decimal, after: int) -> _Group:
    if denominator in (2, 4, 5, 8, 10) or (numerator * scale) % denominator == 0:
        amount = numerator * scale / denominator
        return _Group(amount, amount, scale, after, "part", rough=scale == 12)  # noqa: PLR2004 (a dozen)
    whole = "" if scale == 1 else f" of {scale:f}"
    return _Group(Decimal(0), Decimal(0), scale, after, "part", fault=f"the fraction {numerator}/{denominator}{whole} is no exact decimal")


def amount_at(words: Words, index: int) -> Amount | None:
    """The amount that begins at an index, or None."""
    group = _group_at(words, index)
    if group is None:
        return None
    first = entry_at(words, index)
    low, high, scale, last = group.low, group.high, group.scale, group
    while last.scale > 1 and last.low == last.high and (following := _next_group(words, last)):
        low, high, last, scale = low + following.low, high + following.high, following, Decimal(1)
    fault = group.fault or last.fault
    if sum(map(str.isdigit, f"{high:f}")) > MAX_DIGITS:
        fault = f"a number of more than {MAX_DIGITS} digits is out of any range"
    start = words.starts[index] + (first.skip - 2 * first.definite if first else 0)
    definite = first.definite if first else words.at(index - 1).endswith(("ال", "لل")) and words.at(index - 1) in PARTICLES
    return Amount(index, last.after, start, low, high, scale, group.digits, definite, group.alone, group.rough, fault)


def _next_group(words: Words, last: _Group) -> _Group | None:
    """The smaller term that goes on with an amount after a scale."""
    joiner = words.at(last.after) in ("و", "and")
    index = last.after + (joiner or _is_abbreviated(words, last.after))
    found = entry_at(words, index)
    if last.language == "ar" and not joiner and not (found and found.joined):
        return None
    if last.language in ("en", "ru") and (not found and not words.at(index)[:1].isdecimal()):
        return None
    if (
        last.language == "part"
        or (last.language == "ru" and joiner)
        or (found and (found.language != last.language or found.kind == "part" or found.definite))
    ):
        return None
    group = _group_at(words, index)
    smaller = group is not None and group.low == group.high and group.high < last.scale and not group.fault and last.scale >= 1000  # noqa: PLR2004
    whole = group is not None and group.low == group.low.to_integral_value()
    return group if smaller and whole and not _is_other(words, index, group, last) else None


def _is_abbreviated(words: Words, index: int) -> bool:
    """Whether a full stop at an index ends a scale cut short, and the rest of the number follows: `17 тыс. 500`, `1 млн. 200 тыс.`."""
    if words.at(index) != "." or words.at(index - 1) not in ("тыс", "млн", "млрд", "трлн"):
        return False
    following = words.at(index + 1)
    return following.isdecimal() and (len(following) == len("500") or words.at(index + 2) in ("тыс", "млн", "млрд"))


def _is_other(words: Words, index: int, group: _Group | None, last: _Group) -> bool:
    """Whether English digits after `and` begin another amount: `two million and 5 people`."""
    return last.language == "en" and bool(words.at(index)[:1].isdecimal()) and group is not None and group.scale == 1
