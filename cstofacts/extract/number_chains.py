"""Digits that belong together and count nothing: telephone numbers, scores, clock times, dates in figures."""

from cstofacts.extract.number_context import is_counted, is_plain_noun
from cstofacts.extract.number_words import Words, word_set

_CALLS = word_set(
    "call dial phone telephone tel hotline whatsapp sms fax هاتف الهاتف تليفون فاكس الساخن اتصل اتصلوا للتواصل للاتصال الاتصال واتساب واتس الطوارئ "
    "телефон телефону звоните звонить позвонить горячая"
)
_NO_NOUNS = word_set("now today immediately or فورا الآن сейчас")
_BEFORE_CALLED = word_set("المختصر المجاني الموحد : . at on to the number по номеру على الرقم رقم بالرقم الأرقام")
_CALLED_WORDS = 3  # `الاتصال على الرقم: 4455`
_LEAST_PHONE = 3
_CHAIN = frozenset("-/:.х×*")


def chain_end(words: Words, index: int) -> int:
    """The index after digits chained by signs without spaces: `6-1-2022`, `9:00`, `2-1`; of a single number, the index after it."""
    end = index + 1
    while words.at(end) in _CHAIN and words.touches(end) and words.touches(end + 1) and words.at(end + 1)[:1].isdecimal():
        end += 2
    return end


def phone_end(words: Words, index: int) -> int:
    """The index after a telephone number (`+7 727 250 12 34`, `call 4455`, `الخط الساخن: 1955`), or 0."""
    if not (words.at(index - 1) == "+" and words.touches(index)) and not _is_called(words, index) and not _is_grouped(words, index):
        return 0
    if words.at(index - 1) == "+" and _is_gain(words, index):
        return 0
    end = index + 1
    while words.at(end)[:1].isdecimal() or (words.at(end) in ("-", "(", ")") and words.at(end + 1)[:1].isdecimal()):
        end += 1
    return end


def _is_grouped(words: Words, index: int) -> bool:
    """`0800 555 0142`, `8 (800) 555-01-12`: a code that begins with zero or stands in brackets, and more digits."""
    if words.at(index)[0] == "0":
        return words.at(index).isdecimal() and len(words.at(index)) > 1 and words.at(index + 1).isdecimal()
    bracketed = words.at(index + 1) == "(" and words.at(index + 3) == ")" and not words.touches(index + 4)
    return bracketed and len(words.at(index + 2)) >= _LEAST_PHONE and words.at(index + 2).isdecimal() and words.at(index + 4)[:1].isdecimal()


def _is_gain(words: Words, index: int) -> bool:
    """`+5%`, `+35 degrees`."""
    return is_counted(words, index + 1) or words.at(index + 1) in ("%", "٪", "percent")


def _is_called(words: Words, index: int) -> bool:
    """Whether three digits or more stand behind a word for calling, and count nothing."""
    word = words.at(index)
    counts = is_counted(words, index + 1) or (is_plain_noun(words, index + 1) and words.at(index + 1) not in _NO_NOUNS)
    if not word.isdecimal() or len(word) < _LEAST_PHONE or counts:
        return False
    for back in range(1, _CALLED_WORDS + 2):
        near = words.at(index - back)
        if near not in _BEFORE_CALLED:
            return near in _CALLS
    return False
