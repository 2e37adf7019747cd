"""Text in its normal forms, with the way back: every letter of a normal form knows where in the text it came from.

Three levels, for matching only and never stored:

- `verbatim`: the text as it is,
- `spaces`: composed (NFC), invisible characters and tatweel left out, every run of white space and control characters one space,
- `letters`: besides, vowel signs, letter forms, digits, punctuation and case as `cstofacts.spelling.fold` has them.

One exception to `fold`: what only looks like a digit (², ½, ①) stays as it is, for `10²` is not `102`.

Most letters stand for one letter, so the way back is kept only for the other places (`Mapped`), and a megabyte takes about a tenth of a
second; a fully vowelled one, where every letter is such a place, several times as long.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Set as AbstractSet
from enum import StrEnum
from functools import cache

from msgspec import Struct

from cstofacts.spelling import fold


class Level(StrEnum):
    """How far two texts were brought together before they were equal."""

    VERBATIM = "verbatim"
    SPACES = "spaces"
    LETTERS = "letters"


class Mapped(Struct, frozen=True):
    """A normal form; its piece number n, of `size[n]` letters from `at[n]`, stands for `start[n]` to `end[n]` of the text, all else for itself."""

    text: str
    at: list[int]
    size: list[int]
    start: list[int]
    end: list[int]

    def place(self, letter: int) -> tuple[int, int]:
        """Where in the text a letter of the normal form stands."""
        piece = bisect_right(self.at, letter) - 1
        if piece < 0:
            return letter, letter + 1
        past = letter - self.at[piece] - self.size[piece]
        if past < 0:
            return self.start[piece], self.end[piece]
        return self.end[piece] + past, self.end[piece] + past + 1

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where in the text the letters from `first` up to `last` (one or more) stand."""
        return self.place(first)[0], self.place(last - 1)[1]

    def letter(self, place: int) -> int:
        """The letter of the normal form that stands at a place of the text, or the next one."""
        piece = bisect_right(self.start, place) - 1
        if piece < 0:
            return place
        past = place - self.end[piece]
        return self.at[piece] if past < 0 else self.at[piece] + self.size[piece] + past


# Unicode's stream-safe form (UAX 15) has at most 30 marks on a letter. Ordering the marks of one letter takes Python quadratic time, and a
# hostile text is nothing but marks.
MOST_MARKS = 30

# Replacing letter by letter runs through the text once for each; from here on one slower pass over all of them is quicker.
_FEW_LETTERS = 64

_TATWEEL = "ـ"


@cache
def _is_invisible(character: str) -> bool:
    return character == _TATWEEL or unicodedata.category(character) == "Cf"


@cache
def _may_compose(character: str, level: Level) -> bool:
    """Whether it may become one letter with the letter before it, or change places with a mark there.

    At the level of letters an Arabic mark does neither: it goes out, and a hamza with it, from its seat as from a letter that has one built in.
    """
    if unicodedata.category(character)[0] == "M":
        return level is Level.SPACES or not "ؐ" <= character <= "ۭ"
    return "ᅠ" <= character <= "ᇿ"  # the second and third letters of a Hangul syllable


@cache
def _letter(character: str, level: Level) -> str:
    """What one character is in a normal form."""
    if _is_invisible(character):
        return ""
    if unicodedata.category(character) in {"Cc", "Zl", "Zp", "Zs"}:
        return " "
    composed = unicodedata.normalize("NFC", character)
    if level is Level.SPACES:
        return composed
    folded = fold(character)
    only_looks_like_a_digit = not character.isdecimal() and any(map(str.isdecimal, folded))
    return composed if only_looks_like_a_digit else folded


def normal_form(text: str, level: Level) -> str:
    """The normal form of a short text, without spaces around it and without a way back."""
    if level is Level.VERBATIM:
        return text.strip()
    return " ".join(_composed(text, level).split())


def _composed(text: str, level: Level) -> str:
    visible = [character for character in text if not _is_invisible(character)]
    if any(_may_compose(character, level) for character in visible):
        visible = list(_compose_each(visible, level))
    return "".join(_letter(character, level) for character in visible)


def _compose_each(visible: list[str], level: Level) -> str:
    """Every letter composed with at most so many marks after it."""
    parts: list[str] = []
    cluster = ""
    for character in visible:
        if not _may_compose(character, level) or len(cluster) > MOST_MARKS:
            parts.append(unicodedata.normalize("NFC", cluster))
            cluster = ""
        cluster += character
    return "".join([*parts, unicodedata.normalize("NFC", cluster)])


def normalise(text: str, level: Level) -> Mapped:
    """The normal form of a whole text, with the way back."""
    if level is Level.VERBATIM:
        return Mapped(text, [], [], [], [])
    letters = {character: _letter(character, level) for character in set(text)}
    marks = {character for character in letters if _may_compose(character, level)}
    pieces = _pieces(text, letters, marks)
    return _joined(_replaced(text, letters), [] if pieces is None else list(pieces.finditer(text)), letters, level)


def _pieces(text: str, letters: dict[str, str], marks: set[str]) -> re.Pattern[str] | None:
    """What finds every piece of the text that is not letter for letter: letters with marks, runs of spaces, what is left out or grows."""
    gone = {character for character, letter in letters.items() if not letter}
    spaces = {character for character, letter in letters.items() if letter == " "}
    long = {character for character, letter in letters.items() if len(letter) > 1}
    parts = []
    if marks:
        between = f"{_any_of(gone - marks)}{{0,8}}" if gone - marks else ""
        parts.append(f"(?:{_none_of(gone | spaces | marks)}{between}{_any_of(marks)}{_any_of(gone | marks)}{{0,{MOST_MARKS - 1}}})")
    if gone | spaces and (len(spaces) > 1 or gone or "  " in text):
        parts.append(f"{_any_of(gone | spaces)}{{2,}}")
    parts += [_any_of(gone | long)] if gone | long else []
    return re.compile("|".join(parts), re.DOTALL) if parts else None


def _any_of(characters: AbstractSet[str]) -> str:
    return f"[{''.join(map(re.escape, sorted(characters)))}]"


def _none_of(characters: AbstractSet[str]) -> str:
    return f"[^{''.join(map(re.escape, sorted(characters)))}]"


def _replaced(text: str, letters: dict[str, str]) -> str:
    """The text with every character that stands for one other letter replaced; its length stays."""
    changed = {character: letter for character, letter in letters.items() if len(letter) == 1 and letter != character}
    if len(changed) > _FEW_LETTERS:
        return text.translate({ord(character): letter for character, letter in changed.items()})
    for character, letter in changed.items():
        text = text.replace(character, letter)
    return text


def _joined(plain: str, found: list[re.Match[str]], letters: dict[str, str], level: Level) -> Mapped:
    parts: list[str] = []
    at: list[int] = []
    start = [match.start() for match in found]
    end = [match.end() for match in found]
    size: list[int] = []
    written: dict[str, str] = {}
    length = last = 0
    for match, first, behind in zip(found, start, end, strict=True):
        piece = match[0]
        letter = written.get(piece)
        if letter is None:
            letter = written[piece] = _written(piece, letters, level)
        parts += (plain[last:first], letter)
        length += first - last
        at.append(length)
        size.append(len(letter))
        length += len(letter)
        last = behind
    parts.append(plain[last:])
    return Mapped("".join(parts), at, size, start, end)


def _written(piece: str, letters: dict[str, str], level: Level) -> str:
    if all(letters[character] in ("", " ") for character in piece):
        return " " if any(letters[character] for character in piece) else ""
    return _composed(piece, level)
