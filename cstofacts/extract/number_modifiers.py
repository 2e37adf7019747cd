"""What stands around an amount and says how exactly it is stated, in Arabic, English and Russian.

`نحو 50` and `50 تقريبا` are about 50; `ما لا يقل عن 12` and `12 شخصا على الأقل` are at least 12; `تجاوز الألف` is more than 1000, and `لم يتجاوز
الألف` at most 1000. A verb of exceeding may name what it counts first: `تجاوز عدد القتلى 100` is more than 100. Longer phrases win over the shorter
ones in them.
"""

import re

from msgspec import Struct

from cstofacts.extract.number_words import Words, same, word_set
from cstofacts.values.base import Modifier

_BEFORE = {
    Modifier.ABOUT: """نحو | حوالي | قرابة | زهاء | تقريبا | ما يقارب | ما يقرب من | يقارب | تقارب | يقرب من | بحدود | في حدود | ناهز
        | ناهزت | يناهز | تناهز | ما يناهز | نحوا من
        | قريبا من | ما يقدر ب | about | around | roughly | approximately | approx | nearly | almost | some | circa | close to
        | in the region of | an estimated | estimated at
        | nearly about | more or less | около | примерно | порядка | приблизительно | почти | примерно около | где-то""",
    Modifier.MORE_THAN: """أكثر من | أزيد من | أعلى من | تجاوز | تجاوزت | يتجاوز | تتجاوز | متجاوزا | متجاوزة | تجاوزوا | فاق | فاقت | يفوق
        | تفوق | ما يفوق | يزيد على | يزيد عن | تزيد على
        | تزيد عن | ما يزيد على | ما يزيد عن | زاد على | زاد عن | زادت على | زادت عن | يربو على | يربو عن | تربو على | ما يربو على
        | ما يربو عن | ما يتجاوز | تعدى | تعدت | يتعدى | تتعدى | تخطى | تخطت | يتخطى
        | تتخطى | فوق | more than | over | above
        | exceeding | exceeded | exceeds | exceed | upwards of | in excess of | topped | surpassed | more than about | более | более чем
        | больше | больше чем | свыше
        | превысило | превысил | превысила | превышает | превышающий""",
    Modifier.AT_LEAST: """ما لا يقل عن | لا يقل عن | لا تقل عن | ليس أقل من | لا أقل من | على الأقل | على أقل تقدير | بحد أدنى | كحد أدنى
        | ما لا يقل على | at least | no fewer than | no less than | not less than
        | not fewer than | a minimum of | minimum of | не менее | не меньше | не менее чем | не меньше чем | по меньшей мере
        | по крайней мере | как минимум | минимум""",
    Modifier.AT_MOST: """ما يصل إلى | ما قد يصل إلى | قد يصل إلى | قد تصل إلى | لا يتجاوز | لا تتجاوز | ما لا يتجاوز | لم يتجاوز | لم
        تتجاوز | لن يتجاوز | لن تتجاوز | لا يتعدى | لا تتعدى | ما لا يتعدى | لم يتعد | لم تتعد | لن يتعدى | لن تتعدى |
        لا يتخطى | لا تتخطى | لم يتخط | لم تتخط | أقصاه | أقصاها | حده الأقصى | حدها الأقصى | لا يزيد على | لا يزيد عن |
        لا تزيد على | لا تزيد عن | ما لا يزيد على | ما لا يزيد عن | لم يزد على | لم يزد عن | ليس أكثر من | لا أكثر من |
        بحد أقصى | كحد أقصى | على الأكثر | up to | as many as | as much as | at most | no more than | not more than | a
        maximum of | maximum of | not exceeding | does not exceed | did not exceed | не более | не больше | не более чем
        | не больше чем | максимум | до | не превышает | не превысило | не превысил""",
    Modifier.LESS_THAN: """أقل من | أدنى من | دون | ما دون | less than | fewer than | under | below | just under | менее | менее чем
        | меньше | меньше чем""",
}
_AFTER = {
    Modifier.ABOUT: "تقريبا | على وجه التقريب | or so | approximately | roughly | примерно | приблизительно",
    Modifier.MORE_THAN: "ونيف | ونيفا | و نيف | ونيفاً | с лишним",
    Modifier.AT_LEAST: """على الأقل | على أقل تقدير | كحد أدنى | بحد أدنى | فأكثر | أو أكثر | وأكثر | فما فوق | فما أكثر | at least
        | or more | и более | или более | и больше | или больше
        | как минимум | по меньшей мере | +""",
    Modifier.AT_MOST: """على الأكثر | كحد أقصى | بحد أقصى | كأقصى حد | أو أقل | فأقل | at most | or less | or fewer | at the most
        | и менее | или менее | максимум""",
}
# Verbs between which and the figure a subject may stand, and the particles that deny them.
_EXCEEDING = dict.fromkeys(word_set("تجاوز تجاوزت يتجاوز تتجاوز فاق فاقت exceeded surpassed topped превысило превысила превысил"), Modifier.MORE_THAN)
_EXCEEDING |= dict.fromkeys(word_set("ناهز ناهزت يناهز تناهز"), Modifier.ABOUT)
_DENIALS = word_set("لا لم لن not не")

_ATTACHED = word_set("و ف ب ل ك ول وب فب فل وك ال")
_SUBJECT_WORDS = 4  # `تجاوزت حصيلة قتلى الزلزال الأخير 100`
_COUNTED_WORDS = 3  # `12 من رجال الشرطة على الأقل`

Phrase = tuple[str, ...]


class Around(Struct, frozen=True):
    """A modifier and how far it reaches: the first letter of it before the amount, or the word after it behind the amount."""

    modifier: Modifier
    edge: int


def _phrases(table: dict[Modifier, str], position: int) -> dict[str, list[tuple[Phrase, Modifier]]]:
    """The phrases of a table by their last (-1) or first (0) word, the longest first."""
    indexed: dict[str, list[tuple[Phrase, Modifier]]] = {}
    for modifier, listed in table.items():
        for phrase in listed.split("|"):
            words = tuple(same(phrase).split())
            indexed.setdefault(words[position], []).append((words, modifier))
    for found in indexed.values():
        found.sort(key=lambda item: -len(item[0]))
    return indexed


_BEFORE_BY_LAST = _phrases(_BEFORE, -1)
_AFTER_BY_FIRST = _phrases(_AFTER, 0)
_LAST_WORDS = tuple(_BEFORE_BY_LAST)


def before(words: Words, index: int) -> Around | None:
    """The modifier whose phrase ends right before an index."""
    last = words.at(index - 1)
    # Of a phrase of one word, particles may stand in front (`لنحو`): then the word itself is not in the table.
    if last in _BEHIND_RUSSIAN and words.at(index - 2)[-1:] >= "а":
        return _before_preposition(words, index)
    keys = [last, *(last[length:] for length in (1, 2) if last[:length] in _ATTACHED)]
    for key in keys:
        for phrase, modifier in _BEFORE_BY_LAST.get(key, ()):
            start = _begins(words, index - len(phrase), phrase)
            if start is not None and not (phrase[0] in ("some", "до") and _is_no_modifier(words, index)):
                return Around(modifier, start)
    return _exceeding(words, index)


_BEHIND_RUSSIAN = frozenset({"на", "в", "во", "за", "по", "у", "через"})


def _before_preposition(words: Words, index: int) -> Around | None:
    """`как минимум на 70 участках`: in Russian the preposition stands between a modifier and its figure."""
    for phrase, modifier in _BEFORE_BY_LAST.get(words.at(index - 2), ()):
        if phrase[0] not in _PREPOSITIONS and (start := _begins(words, index - 1 - len(phrase), phrase)) is not None:
            return Around(modifier, start)
    return None


def _begins(words: Words, first: int, phrase: Phrase) -> int | None:
    """Where a phrase at an index begins in the folded text, particles not counted, or None when other words stand there."""
    head = words.at(first)
    if first < 0 or any(words.at(first + place) != phrase[place] for place in range(1, len(phrase))):
        return None
    if head == phrase[0]:
        return words.starts[first]
    particle = head[: len(head) - len(phrase[0])]
    return words.starts[first] + len(particle) if particle in _ATTACHED and head.endswith(phrase[0]) else None


def _is_no_modifier(words: Words, index: int) -> bool:
    """`до` of `от 5 до 10`, which joins a range, and of `выросло до 41 тысячи`, which says what it came to; `some` of `and some`."""
    near = words.words[max(0, index - 1 - _CHANGE_WORDS) : index - 1]
    return words.at(index - 2) == "and" or "от" in near or any(_CHANGED.match(word) for word in near)


_CHANGE_WORDS = 6  # `повышена на 1 процентный пункт, до 8,5%`
_CHANGED = re.compile(r"(?:вырос|возрос|увелич|сниз|сниж|упал|опуст|подня|сократ|повыс|повыш|уменьш|замедл|ускор|подорож|подешев|рост|расшир)")


def _exceeding(words: Words, index: int) -> Around | None:
    """A verb of exceeding with its subject between it and the figure."""
    for back in range(2, _SUBJECT_WORDS + 2):
        word = words.at(index - back + 1)
        if not word.isalpha() or word in _PREPOSITIONS:
            return None
        verb = words.at(index - back)
        modifier = _EXCEEDING.get(verb) or _EXCEEDING.get(verb[1:] if verb[:1] in ("و", "ف") else "")
        if modifier:
            denied = words.at(index - back - 1) in _DENIALS
            return Around(Modifier.AT_MOST if denied else modifier, words.starts[index - back - denied])
    return None


_PREPOSITIONS = word_set("من في على إلى عن أن بعد قبل خلال مع بين حتى of in on to from by and at with after before since в на из с по за от до и")


def _opens_another(words: Words, index: int) -> bool:
    """Whether a modifier before an index belongs to the figure behind it: `5 человек как минимум в 3 районах`."""
    return words.at(index) in _BEHIND_RUSSIAN and words.at(index + 1)[:1].isdecimal()


def after(words: Words, index: int) -> Around | None:
    """The modifier that begins at an index, or behind the few words that say what is counted."""
    for gap in range(_COUNTED_WORDS + 1):
        word = words.at(index + gap)
        for phrase, modifier in _AFTER_BY_FIRST.get(word, ()):
            if tuple(words.words[index + gap : index + gap + len(phrase)]) != phrase:
                continue
            if word == "+" and (gap or not words.touches(index)):
                return None
            if _opens_another(words, index + gap + len(phrase)):
                return None
            if phrase[0] in _LAST_WORDS and gap and words.at(index + gap + len(phrase))[:1].isdecimal():
                return None
            return Around(modifier, index + gap + len(phrase))
        if not word.isalpha():
            return None
    return None
