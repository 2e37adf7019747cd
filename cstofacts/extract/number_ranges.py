"""What joins two amounts to a range, and what only looks like it.

`بين 70 و75`, `من 10 إلى 15`, `70-75` and `two or three` are ranges; behind a verb of change (`ارتفع من 10 إلى 15`) these are two numbers, and
`2-1` is a score. What stands beside them, percent signs and currencies, belongs to both.
"""

from msgspec.structs import replace

from cstofacts.extract import number_context as context
from cstofacts.extract import number_signs as signs
from cstofacts.extract.duration_units import unit_behind
from cstofacts.extract.number_amounts import Amount, amount_at
from cstofacts.extract.number_words import Words, entry, word_set

BETWEEN = frozenset({"بين", "between", "между"})
FROM = frozenset({"من", "from", "от"})
_AND = frozenset({"و", "and", "и"})
TO = frozenset({"الي", "حتي", "to", "до", "till"})
_OR = frozenset({"او", "or", "или"})
_CHANGES = word_set(
    "ارتفع ارتفعت يرتفع ترتفع ارتفاع ارتفاعا انخفض انخفضت انخفاض ينخفض زاد زادت زيادة تراجع تراجعت رفع رفعت خفض خفضت قفز قفزت هبط هبطت نما "
    "نمت تقلص تقلصت صعد تغير خفضا رفعا rose risen rise rises increased increase grew grown fell fallen fall dropped drop decreased raised "
    "lowered cut reduced jumped climbed declined slipped up down went expanded вырос выросла выросло выросли увеличился увеличилось "
    "увеличилась снизился снизилась снизилось сократился сократилось упал упала упало возросло поднялся"
)
_CHANGE_WORDS = 6  # `ارتفع عدد القتلى في الفيضانات من 10 إلى 15`
_PERCENT_WORDS = frozenset(
    {"%", "٪", "percent", "pct", "بالمايه", "بالميه"} | {"процент" + ending for ending in ("", "а", "ов", "ами", "у", "ом", "ах", "ам")}
)
_PERCENT_PAIRS = frozenset({("في", "المايه"), ("في", "الميه"), ("ب", "المايه"), ("per", "cent"), ("-", "percent")})


def second(words: Words, low: Amount, after: int, opener: str) -> Amount | None:
    """The second amount of a range, if what stands between makes one."""
    joint = words.at(after)
    index = after + 1 + (words.at(after + 1) in ("$", "€", "£"))
    if opener in BETWEEN:
        joined = entry(joint) if joint.isalpha() else None
        return _signed_at(words, after if joined and joined.joined else index) if joint in _AND or (joined and joined.joined) else None
    if joint not in TO | _OR | {"-"} or (joint == "-" and words.touches(after) != words.touches(after + 1)):
        return None
    high = _signed_at(words, index)
    if high is None or high.low != high.high or low.low != low.high:
        return None
    if joint in _OR:
        return high if high.low == low.low + 1 and high.scale == low.scale else None
    if opener in FROM and joint != "-":
        return None if _is_change(words, low.first) or words.at(high.after) == "اصل" else high
    return high if _fits(words, low, high) else None


def _signed_at(words: Words, index: int) -> Amount | None:
    """The amount at an index, or behind a minus there."""
    amount = amount_at(words, signs.starts_at(words, index))
    return amount and signs.minus(words, amount, 0)


def _is_change(words: Words, index: int) -> bool:
    near = words.words[max(0, index - _CHANGE_WORDS) : index]
    return any(word in _CHANGES or word[1:] in _CHANGES for word in near)


def shared_scale(low: Amount, high: Amount) -> Amount:
    """`5 إلى 7 آلاف`: the scale of the second is that of the first too, when the first would be out of all proportion."""
    if high.scale == 1 or low.scale != 1 or low.low >= high.low / high.scale:
        return low
    return replace(low, low=low.low * high.scale, high=low.high * high.scale)


def _fits(words: Words, low: Amount, high: Amount) -> bool:
    """Whether two amounts with a dash or a bare `to` between them are a range, and not a score."""
    behind = high.after
    timed = unit_behind(words, behind) is not None and low.low < high.low
    return timed or (percent(words, behind) > behind and low.low < high.low) or context.is_range(words, low, high)


def hyphen_range(words: Words, index: int, end: int) -> bool:
    """Whether digits chained by one hyphen up to an index are a range, and no score."""
    if end != index + 3 or words.at(index + 1) != "-":
        return False
    low, high = amount_at(words, index), amount_at(words, index + 2)
    return low is not None and high is not None and not (low.fault or high.fault) and _fits(words, low, high)


def percent(words: Words, index: int) -> int:
    """The index after a percent sign at an index, or the index itself."""
    if words.at(index) in _PERCENT_WORDS:
        return index + 1
    return index + 2 if (words.at(index), words.at(index + 1)) in _PERCENT_PAIRS else index
