"""The language in which people are spoken to: English, or one that a catalogue translates into.

What is written for people passes through `say` (one sentence), `count` (a number of things) or `named` (a word of the program, such as a relation).
A sentence is its own English; the catalogues are gettext files in `locale/`, made by `tools/catalogues.py`, and one is opened only when its
language is spoken. Ids, the machine formats and what sources say are never translated.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Protocol

ENGLISH = "en"
LANGUAGES = ("ar", ENGLISH)
RIGHT_TO_LEFT = ("ar",)


class Catalogue(Protocol):
    """What is asked of a gettext catalogue."""

    def gettext(self, message: str, /) -> str:
        """The translation of a message, or the message itself."""

    def ngettext(self, one: str, several: str, number: int, /) -> str:
        """The translation in the plural form of the number."""

    def pgettext(self, context: str, message: str, /) -> str:
        """The translation of a message in a context."""


_SPOKEN: ContextVar[tuple[str, Catalogue | None]] = ContextVar("spoken", default=(ENGLISH, None))


def spoken() -> str:
    """The language that is spoken now."""
    return _SPOKEN.get()[0]


def speak(language: str) -> None:
    """Speak a language from now on."""
    _SPOKEN.set((language, None if language == ENGLISH else _catalogue(language)))


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak a language for a while."""
    before = _SPOKEN.get()
    speak(language)
    try:
        yield
    finally:
        _SPOKEN.set(before)


def _catalogue(language: str) -> Catalogue:
    import gettext  # English needs none
    from pathlib import Path

    return gettext.translation("cstofacts", Path(__file__).parent / "locale", [language])


def say(message: str, /, **parts: object) -> str:
    """A sentence in the language that is spoken; `{name}` in it stands for a part."""
    catalogue = _SPOKEN.get()[1]
    return (catalogue.gettext(message) if catalogue else message).format(**parts)


def count(one: str, several: str, number: int, /, **parts: object) -> str:
    """A number of things, in the form that the language has for it; `{n}` is the number."""
    catalogue = _SPOKEN.get()[1]
    message = catalogue.ngettext(one, several, number) if catalogue else one if number == 1 else several
    return message.format(n=f"{number:,}", **parts)


def named(kind: str, word: str) -> str:
    """A word of the program such as a relation, as people read it; `kind` tells equal words apart."""
    catalogue = _SPOKEN.get()[1]
    return catalogue.pgettext(kind, word) if catalogue else word


def both(one: str, several: str) -> tuple[str, str]:
    """The two English forms of a number of things, to be said with `count` later on."""
    return one, several


def marked(message: str) -> str:
    """A sentence to be said later on."""
    return message


def joined(words: list[str]) -> str:
    """Words one after the other, as the language separates them."""
    return say(", ").join(words)
