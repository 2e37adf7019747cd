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

from cstofacts.extract import number_modifiers as modifiers
from cstofacts.extract.base import Found, Refused
from cstofacts.extract.duration_units import UNITS, Unit, is_age, unit_behind
from cstofacts.extract.number_context import MONTHS
from cstofacts.extract.number_words import Words, cut, same, word_set
from cstofacts.extract.numbers import Quantity, quantities
from cstofacts.values.base import SIGN_OF, Modifier
from cstofacts.values.duration import MAX_UNITS


def _phrases(listed: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(same(phrase).split()) for phrase in listed.split("|"))


_WITHIN = _phrases("خلال فترة | خلال مدة | خلال | في غضون | غضون | في ظرف | within the next | within | in the space of | inside | в течение | за")
_FOR = _phrases(
    "لمدة | لفترة | مدة | مدتها | مدته | طوال | طيلة | على مدى | على مدار | بعد | منذ | استمر | استمرت | استغرق | استغرقت | تستغرق | "
    "يستغرق | دام | دامت | for | after | lasted | lasting | lasts | took "
    "| через | спустя | на протяжении | длился | длилась"
)
_EVERY = _phrases("كل | every | each | каждый | каждую | каждые")
_ALL = {phrase: kind for kind, phrases in (("within", _WITHIN), ("for", _FOR), ("every", _EVERY)) for phrase in phrases}
_LONGEST = max(map(len, _ALL))
_ARTICLES = frozenset({"a", "an", "one"})
_SEVERAL = {"بضعه": (3, 9), "بضع": (3, 9), "عده": (3, 0), "several": (2, 0), "few": (2, 0), "many": (2, 0), "несколько": (2, 0), "нескольких": (2, 0)}

# Below what a plural of the unit stays when all of it lies within: the next larger unit that people count in.
_NEXT = {"TS": "PT1M", "TM": "PT1H", "TH": "P1D", "D": "P1M", "W": "P1Y", "M": "P1Y", "Y": "P10Y"}
_SMALLER = {"Y": ("M", 12), "W": ("D", 7), "D": ("TH", 24), "TH": ("TM", 60), "TM": ("TS", 60)}
_ORDER = ("Y", "M", "W", "D", "TH", "TM", "TS")
_HALVES = {"ونصف": "0.5", "والنصف": "0.5", "وربع": "0.25", "والربع": "0.25"}
_PARTS = frozenset({"نصف", "ربع", "half", "quarter"})

Parts = tuple[tuple[str, int], ...]


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


def read(text: str) -> list[Found | Refused]:
    """Every duration in a text, in its order, and what could be one but has two readings."""
    words = cut(text)
    lengths = sorted([*_counted(words), *_uncounted(words)], key=lambda length: (length.start, -length.end))
    found: list[Found | Refused] = []
    end = -1
    for length in _joined(words, lengths):
        if length.start >= end:
            found.append(_result(words, length))
            end = length.end
    return found


def _result(words: Words, length: Length) -> Found | Refused:
    start, end = words.place(length.start, length.end)
    fault = length.fault or _too_long(length)
    if fault:
        return Refused(start, end, "duration", fault)
    low, high = _iso(length.low), _iso(length.high)
    written = f"{low}..{high}" if length.modifier is Modifier.BETWEEN else SIGN_OF[length.modifier] + low
    return Found(start, end, "duration", written, length.why)


def _too_long(length: Length) -> str:
    longest = max((many for _, many in (*length.low, *length.high)), default=0)
    return f"a duration of more than {MAX_UNITS} units is out of any range" if longest > MAX_UNITS else ""


def _iso(parts: Parts) -> str:
    """Parts of a duration in ISO 8601, hours and below behind their T."""
    many = dict(parts)
    day = "".join(f"{many[unit]}{unit}" for unit in _ORDER[:4] if many.get(unit))
    hour = "".join(f"{many[unit]}{unit[1]}" for unit in _ORDER[4:] if many.get(unit))
    if not day and not hour and parts:
        return f"P0{parts[0][0]}" if not parts[0][0].startswith("T") else f"PT0{parts[0][0][1]}"
    return f"P{day}" + (f"T{hour}" if hour else "")


def _parts(amount: Decimal, unit: Unit) -> Parts | None:
    """So much of a unit in whole ISO units (`1.5` years are one year and six months), or None when it has none."""
    iso, rest = unit.iso, amount * unit.many
    parts: list[tuple[str, int]] = []
    while True:
        whole = int(rest)
        if whole or not rest:
            parts.append((iso, whole))
        rest -= whole
        if not rest:
            return tuple(parts)
        if iso not in _SMALLER:
            return None
        iso, times = _SMALLER[iso]
        rest *= times


def _counted(words: Words) -> list[Length]:
    """Durations with an amount: figures, number words, halves."""
    found = []
    for quantity in quantities(words):
        place = _unit_of(words, quantity)
        if place and is_age(words, quantity.first, quantity.after) != "certain":
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
    if words.at(after) in _HALVES:
        amounts = [amount + Decimal(_HALVES[words.at(after)]) for amount in amounts]
        again = UNITS.get(words.at(after + 1))
        after += 2 if again and (again.iso, again.many) == (unit.iso, unit.many) else 1
    low, high = _parts(amounts[0], unit), _parts(amounts[1], unit)
    start, modifier = words.starts[first] if first < quantity.first else quantity.start, quantity.modifier
    late = modifiers.after(words, after) if modifier is Modifier.EXACT and not quantity.fault else None
    fault = quantity.fault or ("" if low and high else "a part of a month has no whole number of days")
    if late:
        modifier, after = late.modifier, late.edge
    bound = _bound(words, first, modifier)
    start, modifier, fault = (bound[0], bound[1], fault or bound[2]) if bound else (start, modifier, fault)
    return Length(quantity.first, after, start, words.ends[after - 1], low or (), high or (), modifier, f"{quantity.why}, with its unit", fault)


def _bound(words: Words, first: int, modifier: Modifier) -> tuple[int, Modifier, str] | None:
    """Where a word that bounds a duration begins, what it makes of it, and the fault of one that has two readings."""
    if modifier is Modifier.MORE_THAN and words.at(first - 1) == "over":
        return words.starts[first - 1], modifier, "over may say during or more than"
    if modifier is not Modifier.EXACT:
        return None
    kind, start = _opener(words, first)
    if kind == "within":
        return start, Modifier.AT_MOST, ""
    return (start, modifier, "") if kind == "every" else None


def _opener(words: Words, first: int) -> tuple[str, int]:
    """The kind of the phrase that ends right before an index (within, for, every), and its first letter without a particle."""
    for length in range(_LONGEST, 0, -1):
        phrase = tuple(words.words[max(0, first - length) : first])
        bare = (phrase[0][1:], *phrase[1:]) if phrase and phrase[0][:1] in ("و", "ف") else phrase
        if len(phrase) == length and (kind := _ALL.get(phrase) or _ALL.get(bare)):
            return kind, words.starts[first - length] + (phrase not in _ALL)
    return "", -1


def _uncounted(words: Words) -> list[Length]:
    """Duals, single units behind a word of duration, and vague plurals."""
    found = []
    for index, word in enumerate(words.words[: len(words.starts)]):
        skip = 0 if word in UNITS else 1 if word[1:] in UNITS and word[0] in "وبل" else -1
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
    if following[:1].isdecimal() or following in MONTHS or following in _NO_LENGTH or _names_a_day(following) or skip:
        return None
    kind, _ = _opener(words, first)
    half = following in _HALVES
    if not (half or kind or (words.at(first - 1) in _MODIFYING and modifiers.before(words, first))) or _is_part(words, first):
        return None
    if (kind == "for" and words.at(first - 1) == "منذ") or (kind == "every" and unit.iso == "D"):
        return None
    return _with(words, (first, index + 1, words.starts[first]), Decimal(1), unit, "one unit")


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
    if near in _SEVERAL and not skip:
        return _several(words, index, unit, why)
    kind, opened = _opener(words, index)
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
        return Length(index, index + 1, opened, words.ends[index], _read_iso(limit), (), Modifier.LESS_THAN, why)
    fewest = (unit.iso, (3 if arabic else 2) * unit.many)
    return Length(index, index + 1, words.starts[index], words.ends[index], (fewest,), (), Modifier.AT_LEAST, why)


def _several(words: Words, index: int, unit: Unit, why: str) -> Length | None:
    fewest, most = _SEVERAL[words.at(index - 1)]
    if words.at(index + 1) == "ago" or words.at(index - 2).removeprefix("و") in ("قبل", "منذ"):
        return None
    low, high = ((unit.iso, fewest * unit.many),), ((unit.iso, most * unit.many),)
    modifier = Modifier.BETWEEN if most else Modifier.AT_LEAST
    return Length(index - 1, index + 1, words.starts[index - 1], words.ends[index], low, high, modifier, why)


def _read_iso(limit: str) -> Parts:
    """The single part of a limit of `_NEXT`."""
    timed = limit[1] == "T"
    return ((("T" if timed else "") + limit[-1], int(limit[2 if timed else 1 : -1])),)


def _joined(words: Words, lengths: list[Length]) -> list[Length]:
    """The durations, with those made one that state one length together: `سنة وستة أشهر`, `3 hours 20 minutes`."""
    joined: list[Length] = []
    for length in lengths:
        last = joined[-1] if joined else None
        if last and _go_together(words, last, length):
            low = (*last.low, *length.low)
            joined[-1] = Length(last.first, length.after, last.start, length.end, low, low, last.modifier, last.why)
        elif last and (start := _range_start(words, last, length)) >= 0:
            joined[-1] = Length(last.first, length.after, start, length.end, last.low, length.low, Modifier.BETWEEN, f"{last.why}, range")
        else:
            joined.append(length)
    return joined


_BETWEEN = frozenset({"بين", "between", "من", "from", "между", "от"})


def _range_start(words: Words, last: Length, length: Length) -> int:
    """The first letter of the range that two durations make (`بين يومين وثلاثة أيام`, `يوم أو يومين`), or -1."""
    joint, opener = words.words[last.after : length.first], words.at(last.first - 1)
    attached = not joint and words.at(length.first)[:1] == "و"
    opened = opener in _BETWEEN and (joint in (["و"], ["and"], ["и"], ["الي"], ["to"], ["до"]) or attached)
    exact = last.modifier is length.modifier is Modifier.EXACT and not (last.fault or length.fault) and bool(last.low and length.low)
    if not exact or not (opened or joint in (["الي"], ["to"], ["او"], ["or"], ["или"])) or not _is_shorter(last.low, length.low):
        return -1
    return words.starts[last.first - 1] if opened else last.start


def _is_shorter(one: Parts, other: Parts) -> bool:
    """Whether one duration is less than another by its first part."""
    places = _ORDER.index(one[0][0]), _ORDER.index(other[0][0])
    return places[0] > places[1] or (places[0] == places[1] and one[0][1] < other[0][1])


def _go_together(words: Words, last: Length, length: Length) -> bool:
    between = words.words[last.after : length.first]
    exact = length.modifier is Modifier.EXACT and last.modifier is not Modifier.BETWEEN and not last.fault and not length.fault
    if not exact or not last.low or not length.low or any(word not in ("و", "and", "и") for word in between) or last.end > length.start:
        return False
    if not between and length.first == last.after and words.at(length.first)[:1] != "و" and not words.at(length.first)[:1].isdecimal():
        return False
    return _ORDER.index(last.low[-1][0]) < _ORDER.index(length.low[0][0]) and "vague" not in last.why + length.why
