"""Whether a match in a text is whole, or was cut out of a longer word or number that says something else.

`روسيا` stands in `بيلاروسيا`, `600` in `3600`, in `3,600` and in `3 600`, `legal` in `illegal`: the letters are there, the quote is not. An Arabic
word may have particles before it (`و`, `ف`, `ب`, `ل`, `ك` and the article) and stays itself; with `س` it is a plan, and another word. Vowel signs and
invisible characters belong to the letter before them. `2022` in `24.02.2022` counts as cut: a quote takes the date whole. Numbers
in words, ranges and signs are those of `number_edges`.
"""

import re
import unicodedata

from cstofacts.evidence.normal import MOST_MARKS, Level, normal_form
from cstofacts.evidence.number_edges import number_begin, number_end

# A match is looked at with so much of the text around it: more than the longest word of a dictionary, and a hostile word has no end.
_AROUND = 64

_PARTICLES = re.compile(r"[وف]?(?:[بلك]?(?:ال)?|لل)")
_NUMBER = re.compile(r"(?<!\d)\d{1,3}(?:[^\S\n]\d{3})+(?!\d)|\d+(?:[.,٬٫'’]\d+|،\d{3}(?!\d))*")
_DENYING_PREFIX = re.compile(r"\b(?:non|un|anti|не|анти|لا)[-‐‑]$", re.IGNORECASE)


def whole_span(text: str, start: int, end: int) -> tuple[int, int]:
    """The span grown to the words and numbers that its ends were cut out of; the same span, with the marks of its last letter, when it is whole."""
    most = min(len(text), end + MOST_MARKS)
    while end < most and _is_mark(text[end]):
        end += 1
    begin, finish = _begin(text, start), _finish(text, start, end)
    for number in _NUMBER.finditer(text, max(0, start - _AROUND), min(len(text), end + _AROUND)):
        if number.start() < start < number.end() and text[start].isdecimal():
            begin = min(begin, number.start())
        if number.start() < end < number.end() and text[end - 1].isdecimal():
            finish = max(finish, number.end())
    return min(begin, number_begin(text, start)), max(finish, number_end(text, end))


def cuts(text: str, start: int, end: int) -> bool:
    """Whether the span is not whole."""
    begin, finish = whole_span(text, start, end)
    return begin < start or any(not _is_mark(character) for character in text[end:finish])


def _is_mark(character: str) -> bool:
    return not character.isascii() and unicodedata.category(character)[0] == "M"


def _is_inner(character: str) -> bool:
    """Whether it stands inside words: a letter, a digit, a mark, or nothing to be seen."""
    return character.isalnum() or character == "_" or (not character.isascii() and unicodedata.category(character) in {"Mn", "Mc", "Me", "Cf", "Lm"})


def _begin(text: str, start: int) -> int:
    if not _is_inner(text[start]):
        return start
    begin = start
    while begin > max(0, start - _AROUND) and _is_inner(text[begin - 1]):
        begin -= 1
    prefix = normal_form(text[begin:start], Level.LETTERS)
    if not prefix:
        denying = _DENYING_PREFIX.search(text, max(0, start - _AROUND), start)
        return denying.start() if denying else start
    is_apart = prefix[-1].isdecimal() and not text[start].isdecimal()  # a unit that was written onto its figure
    return start if is_apart or _PARTICLES.fullmatch(prefix) else begin


def _finish(text: str, start: int, end: int) -> int:
    last = next((character for character in reversed(text[start:end]) if not _is_mark(character)), "")
    if not last or not _is_inner(last):
        return end
    finish = end
    while finish < min(len(text), end + _AROUND) and _is_inner(text[finish]):
        finish += 1
    suffix = normal_form(text[end:finish], Level.LETTERS)
    is_apart = not suffix or (suffix[0].isdecimal() and not last.isdecimal())  # a figure that was written onto its word
    return end if is_apart else finish
