"""The whole number that an edge of a quote was cut out of, where it is not one run of digits: in words, with a scale, as a range, with a sign.

`nine people` stands in `ninety-nine people` and in `one hundred and nine people`, `سبعة أشخاص` in `مئة وسبعة أشخاص`, `million` in `3 million`,
`3000` in `53-3000` and in `-3000`: the quote says another number than the text. A hyphen counts only between two numbers, or before digits behind
a space; a dash between words, or with spaces around it, cuts nothing. `two hundred` is whole in `between one hundred and two hundred`.
"""

import re

from cstofacts.extract.number_amounts import Amount, amount_at
from cstofacts.extract.number_words import Words, cut, entry
from cstofacts.spelling import ascii_digits, fold

# A longer number in words is none that people write.
_AROUND = 64

_FIRST = re.compile(r"\d+|[^\W\d_]+")
_LAST = re.compile(r"(?:\d+|[^\W\d_]+)\Z")
_HYPHENS = "-\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{FIGURE DASH}\N{EN DASH}\N{MINUS SIGN}"
_HYPHENED = re.compile(rf"(\d+(?:[.,٬٫]\d+)*[%٪]?|[^\W\d_]+)[{_HYPHENS}]\Z")
_HYPHENS_ON = re.compile(rf"[%٪]?[{_HYPHENS}](\d+(?:[.,٬٫]\d+)*|[^\W\d_]+)")
_SIGN = re.compile(r"(?<=[\s(\[«\"])[-\N{MINUS SIGN}]\Z")  # at the beginning of a line it is the mark of an item of a list


def number_begin(text: str, start: int) -> int:
    """Where the number begins of which a quote that begins here has only the end; the same place when it is whole."""
    head = _FIRST.match(text, start, start + _AROUND)
    if not head or not _is_number(head[0]):
        return start
    first = _line_begin(text, start)
    before = text[first:start]
    if (hyphened := _HYPHENED.search(before)) and _is_number(hyphened[1]):
        return first + hyphened.start()
    if head[0][0].isdecimal() and (sign := _SIGN.search(before)):
        return first + sign.start()
    return _around(text, start, first)[0]


def number_end(text: str, end: int) -> int:
    """Where the number ends of which a quote that ends here has only the beginning; the same place when it is whole."""
    last = _LAST.search(text, max(0, end - _AROUND), end)
    if not last or not _is_number(last[0]):
        return end
    hyphens = _HYPHENS_ON.match(text, end, end + _AROUND)
    if hyphens and _is_number(hyphens[1]):
        return hyphens.end()
    return _around(text, end, _line_begin(text, end))[1]


def _line_begin(text: str, place: int) -> int:
    """The beginning of the line, or of a word in it that is not too far away."""
    first = max(0, text.rfind("\n", max(0, place - _AROUND), place) + 1, place - _AROUND)
    if first and text[first - 1] != "\n":
        while first < place and not text[first - 1].isspace():
            first += 1
    return first


def _is_number(word: str) -> bool:
    folded = fold(ascii_digits(word))
    return bool(folded) and (folded[0].isdecimal() or entry(folded) is not None)


def _around(text: str, edge: int, first: int) -> tuple[int, int]:
    """The number in words or with a scale that has an edge inside; the edge twice when there is none."""
    last = text.find("\n", edge, edge + _AROUND)
    words = cut(text[first : edge + _AROUND if last < 0 else last])
    here = next((index for index in range(len(words.starts)) if words.place(words.starts[index], words.ends[index])[1] > edge - first), -1)
    for index in range(here):
        amount = amount_at(words, index)
        if amount and amount.after > here and not _reaches_beyond(words, here, amount):
            begin, end = words.place(words.starts[amount.first], words.ends[amount.after - 1])
            return first + begin, first + end
    return edge, edge


def _reaches_beyond(words: Words, here: int, amount: Amount) -> bool:
    """Whether a number of its own begins at a word and goes on behind the other, as the second of `between one hundred and two hundred`."""
    own = amount_at(words, here)
    return own is not None and own.after > amount.after
