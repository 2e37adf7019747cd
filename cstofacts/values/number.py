"""number: an exact decimal, seen as an interval through its modifier.

Written as `2500`, `~3600` (about), `>=12`, `>1000`, `<=10`, `<5`, `70..75`, or one of the words `tens`, `hundreds`, `thousands`. Digits of any
script are read, with the separators of real pages: `2,500`, `٢٬٥٠٠`, `5،606`, `20 426`, `1.082.990`, `17,9`, `٢٫٥`. What could be two
numbers is refused: `2.500` may be 2500 or 2.5, and `3ر5` has two readings.

Two numbers agree when they commit to the same interval, are compatible when their intervals meet, and contradict otherwise:
`~2500` is compatible with `2400`; `>=12` is compatible with `20`; `2500` contradicts `3600`.
"""

import re
from decimal import Decimal
from functools import partial

from msgspec import Struct

from cstofacts.language import say
from cstofacts.spelling import ascii_digits, fold
from cstofacts.values.base import (
    SIGN_OF,
    WORDS_OF,
    Comparison,
    Fault,
    Interval,
    Modifier,
    Names,
    Reading,
    Reason,
    Written,
    compare_intervals,
    modified_interval,
    split_modifier,
)

# The decades, hundreds and thousands of the Arabic plural of unspecified number (عشرات، مئات، آلاف): from two units to one below the next.
_VAGUE_WORDS = {
    (20, 99): "tens dozens عشرات العشرات",
    (200, 999): "hundreds مئات المئات",
    (2000, 9999): "thousands آلاف الآلاف",
}
VAGUE = {fold(word): bounds for bounds, words in _VAGUE_WORDS.items() for word in words.split()}

# Together with a tolerance of up to four digits this stays exact in Decimal's 28, and nothing that people count is longer.
MAX_DIGITS = 24

_SPACES = "\u0020\u00a0\u2009\u202f"
_PLAIN = re.compile(r"(-?)(\d+)(?:[.٫](\d+))?")
_MAYBE_THOUSANDS = re.compile(r"-?[1-9]\d{0,2}\.\d{3}")
# The rarer forms, compiled when one is first met: most figures are plain digits.
_DECIMAL_COMMA = r"(-?)(?:(0)[,،](\d+)|(\d+)[,،](\d{1,2}|\d{4,}))"
_GROUPED = rf"(-?)([1-9]\d{{0,2}}(?:([,،٬'’.{_SPACES}])\d{{3}})(?:\3\d{{3}})*)(?:(?!\3)([.,،٫])(\d+))?"
_NUMBER_LIKE = rf"-?\d[\d.,،٬٫'’ر{_SPACES}]*"


class Number(Struct, frozen=True, array_like=True, tag=True):
    """A quantity as stated: one amount, or the two ends of a range, and how exactly."""

    modifier: Modifier
    low: Decimal
    high: Decimal
    tolerance: Decimal

    def __str__(self) -> str:
        """The canonical written form, which reads back as this value."""
        if self.modifier is Modifier.BETWEEN:
            return f"{_written(self.low)}..{_written(self.high)}"
        return SIGN_OF[self.modifier] + _written(self.low)

    @property
    def interval(self) -> Interval:
        """The numbers that the claim commits to."""
        return modified_interval(self.modifier, _point(self.low), _point(self.high), self.tolerance)


def _point(amount: Decimal) -> Interval:
    return Interval(amount, amount)


def plain(amount: Decimal) -> str:
    """An amount in digits, without exponent or trailing zeros."""
    digits = f"{amount:f}"
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def _written(amount: Decimal) -> str:
    """An amount in digits that read back: `2.125` could be thousands, `2.1250` could not."""
    digits = plain(amount)
    return f"{digits}0" if _MAYBE_THOUSANDS.fullmatch(digits) else digits


def parse(written: Written, reading: Reading) -> Number | Fault:
    """Read a number, or say why it cannot be read."""
    if not isinstance(written, str):
        return Fault("wrong-type", "a number is expected here, not a list")
    if written[:1].isalpha() and (vague := VAGUE.get(fold(written))):
        return Number(Modifier.BETWEEN, Decimal(vague[0]), Decimal(vague[1]), Decimal(0))
    modifier, first, second = split_modifier(written)
    low = read_amount(first)
    high = read_amount(second) if modifier is Modifier.BETWEEN else low
    if isinstance(low, Fault):
        return low
    if isinstance(high, Fault):
        return high
    if low > high:
        return Fault("reversed-range", f"the range {written} ends before it begins: write the smaller number first")
    return Number(modifier, low, high, reading.tolerance if modifier is Modifier.ABOUT else Decimal(0))


def read_amount(written: str) -> Decimal | Fault:
    """Read the digits of one amount, in any script and with any usual separators; refuse what has two readings."""
    if _mixes_digits(written):
        return Fault("ambiguous-number", f"{_shortened(written)!r} mixes the digits of two scripts: write it in one")
    digits = ascii_digits(written).replace("−", "-")
    text = _plain_form(digits)
    if text is None:
        return _refusal(written, digits)
    if sum(map(str.isdigit, digits)) > MAX_DIGITS:
        return Fault("out-of-range", f"a number of more than {MAX_DIGITS} digits is out of any range")
    amount = Decimal(text)
    return amount or Decimal(0)


def read_tolerance(written: str) -> Decimal | Fault:
    """Read how far 'about' reaches, a percentage below 100: 10% is 0.1."""
    amount = read_amount(written.removesuffix("%").strip())
    if isinstance(amount, Fault) or not written.endswith("%") or not 0 <= amount < 100:  # noqa: PLR2004 (percent)
        return Fault("unreadable-value", f"{written[:20]!r} is not a tolerance: write a percentage below 100, for example 10%")
    return amount / 100


def _plain_form(digits: str) -> str | None:
    """The number in the form that Decimal reads, or None when it has no reading or more than one."""
    if _MAYBE_THOUSANDS.fullmatch(digits):
        return None
    if match := _PLAIN.fullmatch(digits):
        sign, whole, fraction = match.groups()
        return f"{sign}{whole}.{fraction or 0}"
    if match := re.fullmatch(_DECIMAL_COMMA, digits):
        return "{}{}.{}".format(*(part for part in match.groups() if part is not None))
    if (match := re.fullmatch(_GROUPED, digits)) and not _commas_twice(match):
        return f"{match[1]}{re.sub(r'[^0-9]', '', match[2])}.{match[5] or 0}"
    return None


def _commas_twice(match: re.Match[str]) -> bool:
    """Whether one kind of comma would have to be both the thousands and the decimal mark."""
    return match[3] in ",،" and match[4] is not None and match[4] in ",،"


def _mixes_digits(text: str) -> bool:
    scripts = {ord(c) - int(c) for c in set(text) if c.isdecimal()}
    return len(scripts) > 1


def _refusal(written: str, digits: str) -> Fault:
    if re.fullmatch(r"-?\d+(\.\d+)?[eE][+-]?\d+", digits):
        return Fault("out-of-range", "a number is written in digits, without an exponent")
    if re.fullmatch(_NUMBER_LIKE, digits):
        return Fault("ambiguous-number", f"{_shortened(written)!r} can be read as more than one number: write it without thousands separators")
    return Fault("unreadable-value", f"{_shortened(written)!r} is not a number: write for example 2500, ~3600, >=12 or 70..75")


def _shortened(text: str, most: int = 40) -> str:
    return text if len(text) <= most else text[:most] + "…"


def compare(left: Number, right: Number) -> Comparison:
    """Compare two numbers as the intervals that they commit to."""
    shown = partial(_explained, left), partial(_explained, right)
    return compare_intervals(left.interval, right.interval, disjoint=Reason.NUMERIC, shown=shown)


def _explained(value: Number) -> str:
    shown = words(value, str)
    if value.modifier is not Modifier.ABOUT:
        return shown
    low, high = value.interval.low, value.interval.high
    return say("{shown} ({low} to {high})", shown=shown, low=_grouped(Decimal(low or 0)), high=_grouped(Decimal(high or 0)))


def _grouped(amount: Decimal) -> str:
    return f"{Decimal(plain(amount)):,f}"


def words(value: Number, _names: Names) -> str:
    """The value as a person reads it: `about 3,600`, `70 to 75`."""
    return say(WORDS_OF[value.modifier], low=_grouped(value.low), high=_grouped(value.high))
