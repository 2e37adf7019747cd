"""A text and its lines, as YAML counts them."""

import re
from bisect import bisect_right

from msgspec import Struct

_LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_NEWLINE = re.compile("\r\n|[\n\r]")


class Sheet(Struct):
    """A text with the place at which each of its lines begins, and after the last one its end."""

    text: str
    starts: list[int]

    def line_of(self, place: int) -> int:
        """The number, from 0, of the line in which a character stands."""
        return bisect_right(self.starts, place, hi=max(1, len(self.starts) - 1)) - 1

    def line(self, number: int) -> str:
        """A line with its line end."""
        return self.text[self.starts[number] : self.starts[number + 1]]

    def lines(self, first: int, beyond: int) -> str:
        """Several lines, the last of them the one before `beyond`."""
        return self.text[self.starts[first] : self.starts[beyond]]

    def is_comment(self, number: int) -> bool:
        """Whether a line holds a comment and nothing else; asked only of lines outside texts."""
        return self.line(number).lstrip(" \t").startswith("#")

    def indent(self, number: int) -> int:
        """How many spaces a line begins with."""
        line = self.line(number)
        return len(line) - len(line.lstrip(" "))

    @property
    def newline(self) -> str:
        """How the lines of this text end."""
        found = _NEWLINE.search(self.text)
        return found[0] if found else "\n"

    def with_lines(self, number: int, lines: str) -> str:
        """The text with more lines put in before one of its own, each of them ended."""
        before, after = self.text[: self.starts[number]], self.text[self.starts[number] :]
        if before and not _LINE_END.search(before[-1]):
            before += self.newline
        if after and not _LINE_END.search(lines[-1]):
            lines += self.newline
        return before + lines + after


def sheet_of(text: str) -> Sheet:
    """A text cut into its lines."""
    starts = [0, *(match.end() for match in _LINE_END.finditer(text))]
    return Sheet(text, starts if starts[-1] == len(text) else [*starts, len(text)])
