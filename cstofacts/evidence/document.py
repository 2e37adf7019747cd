"""A text as read, with what is worked out from it once: where its lines begin, its normal forms, and where each of its words stands."""

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable
from functools import cached_property

from msgspec import Struct

from cstofacts.evidence.normal import Level, Mapped, normalise

WORD = re.compile(r"\w+")


class Words(Struct, frozen=True):
    """The words of a folded text, where each begins there, and at which numbers each word stands."""

    words: list[str]
    starts: "array[int]"
    numbers: "dict[str, array[int]]"

    def first_from(self, letter: int) -> int:
        """The number of the word that stands at a letter, or else of the next one."""
        number = bisect_right(self.starts, letter) - 1
        return number if number >= 0 and letter < self.end(number) else number + 1

    def end(self, number: int) -> int:
        """Where the word with this number ends."""
        return self.starts[number] + len(self.words[number])


class Document(Struct, frozen=True, dict=True):
    """A text with its name and the SHA-256 of the bytes that it was read from; lines end at a line feed."""

    name: str
    text: str
    sha256: str = ""

    @cached_property
    def line_starts(self) -> "array[int]":
        """Where each line begins."""
        return array("I", [0, *(match.end() for match in re.finditer("\n", self.text))])

    @cached_property
    def _verbatim(self) -> Mapped:
        return normalise(self.text, Level.VERBATIM)

    @cached_property
    def _spaces(self) -> Mapped:
        return normalise(self.text, Level.SPACES)

    @cached_property
    def _letters(self) -> Mapped:
        return normalise(self.text, Level.LETTERS)

    @cached_property
    def words(self) -> Words:
        """The words at the level of letters."""
        return _words_of(self._letters.text)

    def form(self, level: Level) -> Mapped:
        """The text at one level; worked out when first asked for."""
        match level:
            case Level.SPACES:
                return self._spaces
            case Level.LETTERS:
                return self._letters
            case _:
                return self._verbatim

    def line_of(self, place: int) -> int:
        """The line in which a place stands, counted from 1."""
        return bisect_right(self.line_starts, place)

    def line_span(self, line: int) -> tuple[int, int]:
        """Where a line begins and ends (its line feed left out); nothing when there is no such line."""
        starts = self.line_starts
        if not 1 <= line <= len(starts):
            return 0, 0
        return starts[line - 1], starts[line] - 1 if line < len(starts) else len(self.text)


def _words_of(text: str) -> Words:
    words = WORD.findall(text)
    starts = array("I", (match.start() for match in WORD.finditer(text)))
    return Words(words, starts, _numbers_of(words))


def _numbers_of(words: Iterable[str]) -> "dict[str, array[int]]":
    numbers: dict[str, array[int]] = {}
    for number, word in enumerate(words):
        known = numbers.get(word)
        if known is None:
            known = numbers[word] = array("I")
        known.append(number)
    return numbers
