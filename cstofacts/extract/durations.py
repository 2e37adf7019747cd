"""durations: every length of time that a text states, in ISO 8601 with the signs of numbers.

`10 أيام`, `عشرة أيام`, `10-day` and `десять дней` are `P10D`; `يومين` is `P2D`, `خمس سنوات` `P5Y`, `ساعة ونصف` `PT1H30M`, `سنة وستة أشهر` `P1Y6M`.
Modifiers are those of numbers (`نحو 10 أيام` is `~P10D`), and some words bound a duration by themselves:

- `خلال`, `في غضون`, `within`, `в течение`: at most (`<=P2D`). `в течение` is also said of the whole length, which `<=` takes in.
- `بعد`, `لمدة`, `for`, `after`, `через`: exact, and outside the place of the reading. `over two weeks` is refused: it says during or more than.
- One unit without a number is read only behind such a word (`لمدة عام` is `P1Y`, `within a week` `<=P1W`), or behind `كل` or `every` (`كل عام` is
  `P1Y`).

Vague plurals commit to little. `أياما`, `for weeks`: an Arabic plural is three or more, `>=P3D`, an English or Russian one two or more, `>=P2W`;
`عدة أيام` and `several days` are the same, `بضعة أيام` is P3D..P9D. Within a plural is less than the next unit: `في غضون ساعات` is `<P1D`, `within
days` `<P1M`, within weeks or months `<P1Y`, within years `<P10Y`. A plural with the article (`الأيام المقبلة`) says no length, and neither does one
that dates (`قبل أيام`, `days ago`).

An age is no duration (`59-year-old`); years alone in brackets or on a line may be either, and both readers read them. A part of a month that is
no whole number of days is refused. `بعد 10 أيام` gives `P10D`; `عام 2022` gives nothing.
"""

from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from cstofacts.extract import number_modifiers as modifiers
from cstofacts.extract.base import Found, Refused
from cstofacts.extract.duration_openers import opener
from cstofacts.extract.duration_parts import ORDER, Parts, is_shorter, iso_of, parts_of, read_part
from cstofacts.extract.duration_units import UNITS, Unit, is_age, unit_behind
from cstofacts.extract.number_context import MONTHS
from cstofacts.extract.number_words import Words, cut, entry, word_set
from cstofacts.extract.numbers import Quantity, quantities
from cstofacts.values.base import SIGN_OF, Modifier
from cstofacts.values.duration import MAX_UNITS

_ARTICLES = frozenset({"a", "an", "one"})
_SEVERAL = {"بضعه": (3, 9), "بضع": (3, 9), "عده": (3, 0), "several": (2, 0), "few": (2, 0), "many": (2, 0), "несколько": (2, 0), "нескольких": (2, 0)}

# Below what a plural of the unit stays when all of it lies within: the next larger unit that people count in.
_NEXT = {"TS": "PT1M", "TM": "PT1H", "TH": "P1D", "D": "P1M", "W": "P1Y", "M": "P1Y", "Y": "P10Y"}
_HALVES = {"ونصف": "0.5", "والنصف": "0.5", "وربع": "0.25", "والربع": "0.25"}
_HALF_BEHIND = (("and", "a", "half"), ("с", "половиной"))


def _half_behind(words: Words, index: int) -> tuple[str, ...]:
    """`and a half` behind a unit, or nothing."""
    return next((phrase for phrase in _HALF_BEHIND if tuple(words.words[index : index + len(phrase)]) == phrase), ())


_LESS_A_LENGTH = "a length less another one"
_LESS = {"ربع": "-0.25", "ربعا": "-0.25", "نصف": "-0.5", "نصفا": "-0.5"}
_PARTS = frozenset({"نصف", "ربع", "half", "quarter"})


class Length(Struct, frozen=True):
    """A duration as stated: letters `start` to `end` of the folded text, words `first` to `after`, and the two ends as parts of ISO units."""

    first: int
    after: int
    start: int
    end: int
    low: Parts
    high: Parts
    modifier: Modifier
    why: str
    fault: str = ""
    needs_more: bool = False


def read(text: str) -> list[Found | Refused]:
    """Every duration in a text, in its order, and what could be one but has two readings."""
    words = cut(text)
    lengths = sorted([*_counted(words), *_uncounted(words)], key=lambda length: (length.start, -length.end))
    found: list[Found | Refused] = []
    end = -1
    for length in _joined(words, lengths):
        if length.start >= end and not length.needs_more:
            found.append(_result(words, length))
            end = length.end
    return found


def _result(words: Words, length: Length) -> Found | Refused:
    start, end = words.place(length.start, length.end)
    fault = length.fault or _too_long(length)
    if fault:
        return Refused(start, end, "duration", fault)
    low, high = iso_of(length.low), iso_of(length.high)
    written = f"{low}..{high}" if length.modifier is Modifier.BETWEEN else SIGN_OF[length.modifier] + low
    return Found(start, end, "duration", written, length.why)


def _too_long(length: Length) -> str:
    longest = max((many for _, many in (*length.low, *length.high)), default=0)
    return f"a duration of more than {MAX_UNITS} units is out of any range" if longest > MAX_UNITS else ""


def _counted(words: Words) -> list[Length]:
    """Durations with an amount: figures, number words, halves."""
    found = []
    for quantity in quantities(words):
        place = _unit_of(words, quantity)
        if place and quantity.low >= 0 and is_age(words, quantity.first, quantity.after) != "certain":
            unit, first, after = place
            found.append(_length(words, quantity, unit, (first, after)))
    return found


def _unit_of(words: Words, quantity: Quantity) -> tuple[Unit, int, int] | None:
    """The unit that a quantity counts, and the words that both take: `10 أيام`, `الأيام العشرة`."""
    if "percent" in quantity.why:
        return None
    if behind := unit_behind(words, quantity.after):
        unit, after = behind
        return unit, quantity.first, after
    back = quantity.first - 1 - (words.at(quantity.first - 1) in ("ال", "لل"))
    before = UNITS.get(words.at(back))
    return (before, back, quantity.after) if before and before.definite and before.number == "plural" else None


def _length(words: Words, quantity: Quantity, unit: Unit, place: tuple[int, int]) -> Length:
    first, after = place
    amounts = [quantity.low, quantity.high]
    more, after, less = _with_part(words, after, unit)
    amounts = [amount + more for amount in amounts]
    low, high = parts_of(amounts[0], unit), parts_of(amounts[1], unit)
    start, modifier = words.starts[first] if first < quantity.first else quantity.start, quantity.modifier
    late = modifiers.after(words, after) if modifier is Modifier.EXACT and not quantity.fault else None
    fault = quantity.fault or _clock(words, quantity, unit) or less or ("" if low and high else "a part of it is no whole number of smaller units")
    if late:
        modifier, after = late.modifier, late.edge
    bound = _bound(words, first, modifier)
    start, modifier, fault = (bound[0], bound[1], fault or bound[2]) if bound else (start, modifier, fault)
    return Length(quantity.first, after, start, words.ends[after - 1], low or (), high or (), modifier, f"{quantity.why}, with its unit", fault)


_A_CLOCK = "a time of the day, or a length"
_CLOCK_HOURS = 24
_HOURS_OF = ("разниц", "задерж", "опозда", "переры", "интерв", "продолж", "длител", "длин", "срок", "улож", "отстав", "пауз", "лаг", "пробк")


def _clock(words: Words, quantity: Quantity, unit: Unit) -> str:
    """The fault of Russian hours that may be a time of the day: `в 11 часов`, `с 9 до 18 часов`; `с разницей в 3 часа` is a length."""
    if unit.iso != "TH" or quantity.low > _CLOCK_HOURS or not "а" <= words.at(quantity.after)[:1] <= "я":
        return ""
    near, before = words.at(quantity.first - 1), words.at(quantity.first - 2)
    in_clock = near in ("в", "к") and not before.startswith(_HOURS_OF)
    ranged = near in ("с", "со") and quantity.low != quantity.high
    return _A_CLOCK if in_clock or ranged else ""


def _with_part(words: Words, after: int, unit: Unit) -> tuple[Decimal, int, str]:
    """What is added to a unit (`ونصف`) or taken from it (`إلا ربعا`), the index after it, and the fault of what cannot be taken."""
    if words.at(after) in _HALVES:
        again = UNITS.get(words.at(after + 1))
        named_again = again is not None and (again.iso, again.many) == (unit.iso, unit.many)
        return Decimal(_HALVES[words.at(after)]), after + 1 + named_again, ""
    if phrase := _half_behind(words, after):
        return Decimal("0.5"), after + len(phrase), ""
    if words.at(after) != "الا":
        return Decimal(0), after, ""
    if words.at(after + 1) in _LESS:
        return Decimal(_LESS[words.at(after + 1)]), after + 2, ""
    taken = unit_behind(words, after + 2) or UNITS.get(words.at(after + 1))
    return Decimal(0), after, _LESS_A_LENGTH if taken else ""


def _bound(words: Words, first: int, modifier: Modifier) -> tuple[int, Modifier, str] | None:
    """Where a word that bounds a duration begins, what it makes of it, and the fault of one that has two readings."""
    if modifier is Modifier.MORE_THAN and words.at(first - 1) == "over":
        return words.starts[first - 1], modifier, "over may say during or more than"
    if modifier is not Modifier.EXACT:
        return None
    kind, start = opener(words, first)
    if kind == "within":
        return start, Modifier.AT_MOST, ""
    if kind == "at least":
        return start, Modifier.AT_LEAST, ""
    return (start, modifier, "") if kind == "every" else None


def _uncounted(words: Words) -> list[Length]:
    """Duals, single units behind a word of duration, and vague plurals."""
    found = []
    for index, word in enumerate(words.words[: len(words.starts)]):
        skip = 0 if word in UNITS else 1 if word[0] in "وبل" and word[1:] in UNITS else -1
        if skip >= 0 and not UNITS[word[skip:]].definite:
            unit = UNITS[word[skip:]]
            length = (
                _dual(words, index, skip)
                if unit.number == "dual"
                else _single(words, index, skip)
                if unit.number == "singular"
                else _plural(words, index, skip)
            )
            if length:
                found.append(length)
    return found


def _with(words: Words, place: tuple[int, int, int], amount: Decimal, unit: Unit, why: str) -> Length:
    """A duration of an amount that no figure states, at first word, word after, and first letter."""
    first, after, start = place
    quantity = Quantity(first, after, start, words.ends[after - 1], amount, amount, Modifier.EXACT, why)
    around = modifiers.before(words, first) if start == words.starts[first] else None
    if around:
        quantity = Quantity(first, after, around.edge, words.ends[after - 1], amount, amount, around.modifier, why)
    return _length(words, quantity, unit, (first, after))


def _dual(words: Words, index: int, skip: int) -> Length | None:
    if words.at(index)[skip:] in ("عامين", "عامان") and words.at(index + 1)[:1].isdecimal():
        return None
    return _with(words, (index, index + 1, words.starts[index] + skip), Decimal(2), UNITS[words.at(index)[skip:]], "a dual")


def _single(words: Words, index: int, skip: int) -> Length | None:
    """`لمدة عام`, `نصف ساعة`, `ساعة ونصف`, `within a week`, `كل عام`; a date (`خلال عام 2022`) and `every day of` are none."""
    unit, following = UNITS[words.at(index)[skip:]], words.at(index + 1)
    first = index - 1 if words.at(index - 1) in _ARTICLES else index
    if skip or words.at(first - 1) in ("and", "и"):
        return _tail(words, first, index, skip)
    counts_minutes = words.at(index) == "час" and words.at(first - 1) != "в"
    if (following[:1].isdecimal() and not counts_minutes) or following in MONTHS or following in _NO_LENGTH or _names_a_day(following):
        return None
    kind, _ = opener(words, first)
    half = following in _HALVES or _half_behind(words, index + 1) or (following == "الا" and words.at(index + 2) in _LESS)
    stated = half or kind or (words.at(first - 1) in _MODIFYING and modifiers.before(words, first))
    goes_on = not stated and _may_go_on(words, first, index)
    if not (stated or goes_on) or _is_part(words, first):
        return None
    if (kind == "for" and words.at(first - 1) == "منذ") or (kind == "every" and unit.iso == "D"):
        return None
    single = _with(words, (first, index + 1, words.starts[first]), Decimal(1), unit, "one unit")
    return replace(single, needs_more=True) if goes_on else single


def _may_go_on(words: Words, first: int, index: int) -> bool:
    """Whether a single unit may be the first part of a length (`a day and six hours`, `عام وشهرين`); a rate (`twice a day and …`) is not."""
    word, following = words.at(index), words.at(index + 1)
    if word.isascii() and words.at(first) not in ("a", "an"):
        return False
    if word == "час" and following and words.at(first - 1) != "в" and (following[0].isdecimal() or entry(following) is not None):
        return True
    rate = words.at(first - 1)[:1].isdecimal() or words.at(first - 1) in _RATED
    return not rate and (following in ("و", "and", "и") or (following[:1] == "و" and word[0] >= "ء"))


def _tail(words: Words, first: int, index: int, skip: int) -> Length | None:
    """A single unit as the last part of a length: `ثلاث سنوات وشهر`, `two years and a month`; `وشهر رمضان` is none."""
    word, after = words.at(index), index + 1 + (words.at(index + 1) in ("واحد", "واحده"))
    following = words.at(after)
    ends = not following.isalpha() or following in _BEHIND_LENGTH
    if (skip and words.at(index)[0] != "و") or not (ends or (word.isascii() and first < index)) or (word.isascii() and first == index):
        return None
    single = _with(words, (index, after, words.starts[index] + skip), Decimal(1), UNITS[word[skip:]], "one unit")
    return replace(single, first=first, needs_more=True)


_BEHIND_LENGTH = word_set("من في على قبل بعد منذ عن إلى ثم ولم حتى в до после с назад на")
_RATED = word_set("أي any once twice times مرة مرتين مرات كل раз раза once per")
_NO_LENGTH = word_set("ago old أمس غد")
_MODIFYING = word_set("من نحو حوالي قرابة about than nearly almost least около более менее почти")


def _names_a_day(following: str) -> bool:
    """`خلال يوم الخميس`, `شهر رمضان`: the unit stands before the name of one."""
    return following.startswith("ال") and following not in ("الي", "الا")


def _is_part(words: Words, first: int) -> bool:
    """`نصف ساعة` is read with its amount."""
    return words.at(first - 1) in _PARTS


def _plural(words: Words, index: int, skip: int) -> Length | None:
    """A plural of no stated number: `في غضون ساعات`, `أياما`, `عدة أسابيع`, `for days`."""
    word, near = words.at(index)[skip:], words.at(index - 1)
    unit = UNITS[word]
    why = f"a vague plural of {unit.iso}"
    if near in _SEVERAL and not skip and words.at(index - 2) != "as":
        return _several(words, index, unit, why)
    kind, opened = opener(words, index)
    arabic = "ء" <= word[0] <= "ي"
    accusative = arabic and word.endswith("ا") and not skip
    if (
        words.at(index + 1) == "ago"
        or near.removeprefix("و") in ("قبل", "منذ")
        or _names_a_day(words.at(index + 1))
        or skip
        or not (kind in ("within", "for") or accusative)
    ):
        return None
    if kind == "within":
        limit = _NEXT[unit.iso] if unit.many == 1 else "P100Y"
        return Length(index, index + 1, opened, words.ends[index], read_part(limit), (), Modifier.LESS_THAN, why)
    fewest = (unit.iso, (3 if arabic else 2) * unit.many)
    return Length(index, index + 1, words.starts[index], words.ends[index], (fewest,), (), Modifier.AT_LEAST, why)


def _several(words: Words, index: int, unit: Unit, why: str) -> Length | None:
    fewest, most = _SEVERAL[words.at(index - 1)]
    if words.at(index + 1) == "ago" or words.at(index - 2).removeprefix("و") in ("قبل", "منذ"):
        return None
    low, high = ((unit.iso, fewest * unit.many),), ((unit.iso, most * unit.many),)
    modifier = Modifier.BETWEEN if most else Modifier.AT_LEAST
    return Length(index - 1, index + 1, words.starts[index - 1], words.ends[index], low, high, modifier, why)


def _joined(words: Words, lengths: list[Length]) -> list[Length]:
    """The durations, with those made one that state one length together: `سنة وستة أشهر`, `3 hours 20 minutes`."""
    joined: list[Length] = []
    for length in lengths:
        last = joined[-1] if joined else None
        if last and _shares_fault(last, length):
            joined[-1] = replace(last, after=length.after, end=length.end)
        elif last and _go_together(words, last, length):
            low = (*last.low, *length.low)
            joined[-1] = Length(last.first, length.after, last.start, length.end, low, low, last.modifier, last.why)
        elif last and (start := _range_start(words, last, length)) >= 0:
            joined[-1] = Length(last.first, length.after, start, length.end, last.low, length.low, Modifier.BETWEEN, f"{last.why}, range")
        else:
            joined.append(length)
    return joined


def _shares_fault(last: Length, length: Length) -> bool:
    """Whether a length is the part taken from one that cannot be read, or the minutes of what may be a time of the day."""
    minutes = last.fault == _A_CLOCK and length.first == last.after and length.low[:1] and length.low[0][0] == "TM"
    return bool(minutes) or (last.fault == _LESS_A_LENGTH and length.first == last.after + 1)


_BETWEEN = frozenset({"بين", "between", "من", "from", "между", "от"})


def _range_start(words: Words, last: Length, length: Length) -> int:
    """The first letter of the range that two durations make (`بين يومين وثلاثة أيام`, `يوم أو يومين`), or -1."""
    joint, opener = words.words[last.after : length.first], words.at(last.first - 1)
    attached = not joint and words.at(length.first)[:1] == "و"
    opened = opener in _BETWEEN and (joint in (["و"], ["and"], ["и"], ["الي"], ["to"], ["до"]) or attached)
    exact = last.modifier is length.modifier is Modifier.EXACT and not (last.fault or length.fault) and bool(last.low and length.low)
    if not exact or not (opened or joint in (["الي"], ["to"], ["او"], ["or"], ["или"])) or not is_shorter(last.low, length.low):
        return -1
    return words.starts[last.first - 1] if opened else last.start


def _go_together(words: Words, last: Length, length: Length) -> bool:
    between = words.words[last.after : length.first]
    exact = length.modifier is Modifier.EXACT and last.modifier is not Modifier.BETWEEN and not last.fault and not length.fault
    if not exact or not last.low or not length.low or any(word not in ("و", "and", "и") for word in between) or last.end > length.start:
        return False
    follows = words.at(length.first)
    if not between and length.first == last.after and follows[:1] != "و" and not follows[:1].isdecimal() and follows[:1] >= "ء":
        return False
    return ORDER.index(last.low[-1][0]) < ORDER.index(length.low[0][0]) and "vague" not in last.why + length.why
