"""Number words in something else: ordinals, a cup's semi-final, shares (`nine out of ten`), halves of a match, verbs spelt like numbers."""

import re
from decimal import Decimal

from cstofacts.extract import number_context as context
from cstofacts.extract.duration_units import UNITS
from cstofacts.extract.number_amounts import Amount
from cstofacts.extract.number_words import Words, entry, word_set

_ORDINAL = re.compile(r"(?:ال)?(?:حادي|حاديه|ثاني|ثانيه|ثالث|ثالثه|رابع|رابعه|خامس|خامسه|سادس|سادسه|سابع|سابعه|ثامن|ثامنه|تاسع|تاسعه)")
_RUSSIAN_ORDINAL = re.compile(r"(?:перв|втор|трет|четверт|пят|шест|седьм|восьм|девят|десят|сот)(?:ый|ой|ая|ое|ого|ому|ым|ом|ую|ий|ье|ьего|ья|ых|ые)")
_FINALS = word_set("نهائي النهائي نهائية قمة final finals финал финала time")


def is_other_word(words: Words, amount: Amount) -> bool:
    """A number word in something else: an ordinal, a cup's semi-final, a verb (`تسع 5000`), a bare English scale."""
    if amount.digits:
        return False
    before, behind = words.at(amount.first - 1), words.at(amount.after)
    if (before, words.at(amount.first - 2)) in (("in", "one"), ("كل", "من")) or _is_ratio(words, amount):
        return True
    if _RUSSIAN_ORDINAL.fullmatch(behind) or _ORDINAL.fullmatch(before.removeprefix("و").removeprefix("ل")) or behind in _FINALS:
        return True
    first = entry(words.at(amount.first))
    if first and first.kind == "part" and amount.scale == 1:
        return first.joined or _is_no_fraction(words, amount, first.language)
    if behind == "-" and words.touches(amount.after) and words.at(amount.after + 1).isalpha():
        return context.is_hyphenated_name(words.at(amount.after + 1))
    return bool(first and first.kind == "unit" and behind[:1].isdecimal() and first.language == "ar")


def _is_ratio(words: Words, amount: Amount) -> bool:
    """`one in four`, `nine out of ten`, `تسعة من كل عشرة`: a share, and no count."""
    joint = tuple(words.words[amount.after : amount.after + 2])
    if words.at(amount.first) == "ten" and (words.at(amount.first - 2), words.at(amount.first - 1)) == ("out", "of"):
        return True
    if joint == ("من", "كل"):
        return True
    if joint[0] == "in":
        second = entry(joint[1]) if joint[1].isalpha() else None
        return second is not None and second.kind in ("unit", "teen", "tens") and words.at(amount.first) in ("one", "two", "three")
    return joint == ("out", "of") and words.at(amount.after + 2) in ("ten", "hundred")


def _is_no_fraction(words: Words, amount: Amount, language: str) -> bool:
    """Whether `half`, `third` or `نصف` is no share of something."""
    behind = words.at(amount.after)
    if behind in UNITS and amount.low == Decimal("0.5"):
        return False
    if language == "en":
        return behind != "of" or words.at(amount.first - 1) in ("first", "second", "third", "fourth", "last", "final", "other")
    if words.at(amount.first).endswith(("هم", "هن", "ها", "هما")):
        return behind in ("الاخر", "الاول", "الثاني")
    return language == "ar" and (amount.definite or not behind.isalpha())
