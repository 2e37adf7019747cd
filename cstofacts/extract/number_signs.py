"""Figures below zero, and figures that a text denies.

`−5`, `to -5`, `-5%`, `minus 5`, `5 درجات تحت الصفر` and `5 градусов мороза` are below zero. A dash is a minus where it touches its figure and nothing
else could be meant: the true minus sign, or a preposition before it, a bracket, or degrees and percent behind. Any other dash may be a bullet or
join the figure to the word before (`داعش -19`), and the figure is refused; so is a bound of what lies below zero (`up to 20 degrees below zero`),
for which way it runs is not sure. A dash with a space behind it is punctuation.

`not 12 but 15`, `ليس 12 بل 15`: the text does not say 12. A denied figure is refused, whether what is right follows or not.
"""

from msgspec.structs import replace

from cstofacts.extract import number_modifiers as modifiers
from cstofacts.extract.number_amounts import Amount
from cstofacts.extract.number_words import Words, same, word_set

_MINUS = word_set("minus минус سالب وسالب")
_MAYBE_MINUS = word_set("negative ناقص وناقص")  # `negative 12 times`, `ناقص 3 لاعبين`
_CURRENCIES = ("$", "€", "£", "¥", "₽")
_BEFORE_MINUS = word_set(
    "( [ = : to at of by from around about near between and or إلى الى عند من نحو حوالي بنسبة بين و حتى до на от около в между и с по"
)
_UNSURE = "the sign before the figure may make it less than zero"

_DEGREES = word_set("درجات درجة degree degrees градус градуса градусов مئوية celsius centigrade fahrenheit цельсия по ° c f")
_MEASURED = _DEGREES | word_set("% ٪ percent بالمئة بالمائة процента процентов")
_BELOW = tuple(tuple(same(phrase).split()) for phrase in ("تحت الصفر", "دون الصفر", "below zero", "ниже нуля", "мороза", "sub zero"))
_BEFORE_BELOW = 4  # `5 degrees Celsius below zero`, `5 градусов по Цельсию ниже нуля`

_DENIES = word_set("not не ليس ليست ليسوا وليس وليست فليس")
_NO_DENIAL = word_set("or whether why if или если أو")
_BUT = word_set("بل وإنما إنما")
_BUT_WORDS = 5  # `لا 12 جنديا روسيا بل 15`


def minus(words: Words, amount: Amount, previous_end: int) -> Amount:
    """The amount with the minus that stands before it, if one does; its place then begins there."""
    first = amount.first - (words.at(amount.first - 1) in _CURRENCIES)
    near = words.at(first - 1)
    if not first or words.starts[first - 1] < previous_end:
        return amount
    if near in _MINUS:
        return _below_zero(words, amount, first - 1)
    if near in _MAYBE_MINUS or tuple(words.words[max(first - 2, 0) : first]) in _BELOW or _trails(words, amount.after):
        return replace(amount, fault=amount.fault or _UNSURE)
    if near != "-" or not words.touches(first) or (words.touches(first - 1) and words.at(first - 2) not in _BEFORE_MINUS):
        return amount
    return _below_zero(words, amount, first - 1) if _is_minus(words, amount, first - 1) else replace(amount, fault=amount.fault or _UNSURE)


def _is_minus(words: Words, amount: Amount, index: int) -> bool:
    """Whether a dash before a figure can be nothing else."""
    measured = words.at(amount.after) in _MEASURED or words.at(amount.after) in _CURRENCIES or index + 1 < amount.first
    bounded = modifiers.before(words, index) is not None
    return words.original(index) == "−" or (measured and words.at(index - 1) not in ("", "\n")) or words.at(index - 1) in _BEFORE_MINUS or bounded


def _trails(words: Words, index: int) -> bool:
    """`5- درجات`: a minus that was typed behind its figure."""
    return words.at(index) == "-" and words.touches(index) and not words.touches(index + 1) and words.at(index + 1).isalpha()


def _below_zero(words: Words, amount: Amount, first: int) -> Amount:
    return replace(amount, first=first, start=words.starts[first], low=-amount.high, high=-amount.low)


def starts_at(words: Words, index: int) -> int:
    """The index of the figure that a sign at an index belongs to, or the index itself."""
    apart = not words.touches(index) or words.at(index - 1) == "و"
    touching = words.at(index) in ("-", "+") and words.touches(index + 1) and apart
    return index + (touching or words.at(index) in _MINUS)


def is_shared(words: Words, low: Amount, high: Amount) -> bool:
    """Whether a minus may belong to both ends of a range: `минус 5-7`, `minus 5 to 7`."""
    dashed = words.at(high.first - 1) == "-" or words.at(low.first) in _MINUS
    return low.high < 0 < high.low and words.at(high.first - 1) != "+" and dashed


def below_zero_end(words: Words, index: int) -> int:
    """The index after `degrees below zero` at an index, or the index itself."""
    for place in range(index, index + _BEFORE_BELOW):
        for phrase in _BELOW:
            if tuple(words.words[place : place + len(phrase)]) == phrase:
                return place + len(phrase)
        if words.at(place) not in _DEGREES:
            return index
    return index


def is_denied(words: Words, first: int, after: int) -> bool:
    """Whether a figure between two indexes is what the text says not to be the case."""
    near = words.at(first - 1)
    if near in ("لا", "ولا"):
        return bool(_BUT & set(words.words[after : after + _BUT_WORDS]))
    if near in ("than", "чем") and words.at(first - 2) == "rather":
        return True
    return near in _DENIES and words.at(first - 2) not in _NO_DENIAL
