"""What the rules of dates work on: a match in a row of tokens, and the times that are made of it.

A rule is a pattern over the kinds of the tokens (`date_words.py`) and a function that makes of each match the tokens to put in its place, or
None to leave it. Rules run one after the other over the whole row, so that later ones see what earlier ones made.
"""

import re
from collections.abc import Callable

from msgspec import Struct

from cstofacts.extract import date_spans as spans
from cstofacts.extract.date_words import Token, is_counted

PUBLICATION_UNKNOWN = "publication day not known"
YEAR_UNKNOWN = "the year is not written, and the publication year is not known"
STEPS = {"P": -1, "T": 0, "F": 1}
"""How last, this and next count."""


class Point(Struct, frozen=True):
    """A time as EDTF, or None when it is refused; why either way."""

    written: str | None
    why: str


class Scope(Struct, frozen=True):
    """What every rule may look at: the folded text and the publication."""

    folded: str
    basis: spans.Basis


class Piece(Struct, frozen=True):
    """One match of a rule."""

    match: re.Match[str]
    tokens: list[Token]
    scope: Scope

    def __getitem__(self, name: str) -> Token | None:
        """The token of a named group (or of its second or third writing, `d2`), or None when it is not there."""
        known = self.match.re.groupindex
        places = (self.match.start(group) for group in (name, f"{name}2", f"{name}3") if group in known)
        return next((self.tokens[place] for place in places if place >= 0), None)

    def number(self, name: str) -> int:
        """The number that a named token carries; 0 when it is not there."""
        token = self[name]
        return token.value if token and isinstance(token.value, int) else 0

    @property
    def inside(self) -> list[Token]:
        """The tokens matched."""
        return self.tokens[self.match.start() : self.match.end()]

    @property
    def previous(self) -> str:
        """The kind of the token before, or nothing."""
        place = self.match.start()
        return self.tokens[place - 1].kind if place else ""

    @property
    def following(self) -> Token | None:
        """The token behind."""
        return self.tokens[self.match.end()] if self.match.end() < len(self.tokens) else None

    def word(self, token: Token | None) -> str:
        """The folded letters of a token."""
        return self.scope.folded[token.start : token.end] if token else ""

    @property
    def is_counted(self) -> bool:
        """Whether the next word makes of the digits before it a quantity."""
        return is_counted(self.word(self.following))

    def made(self, kind: str, value: object, first: int = 0, last: int = -1) -> list[Token]:
        """One token in place of the matched ones, or of those from `first` to `last`."""
        return [Token(kind, self.inside[first].start, self.inside[last].end, value)]

    def time(self, written: str | None, why: str) -> list[Token]:
        """A time in place of the match."""
        return self.made("@", Point(written, why))


Rule = tuple[re.Pattern[str], Callable[[Piece], list[Token] | None]]


def rule(pattern: str, build: Callable[[Piece], list[Token] | None]) -> Rule:
    """A rule of the grammar."""
    return re.compile(pattern), build


def is_latin(piece: Piece, token: Token | None) -> bool:
    """Whether a token is written in Latin letters."""
    return piece.word(token)[:1].isascii()
