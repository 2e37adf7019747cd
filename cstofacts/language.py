"""The language in which people are spoken to: English, or one that a catalogue translates into.

What is written for people passes through `say` (one sentence), `count` (a number of things) or `named` (a word of the program, such as a relation).
A sentence is its own English; the catalogues are gettext files in `locale/`, made by `tools/catalogues.py`, and one is opened only when its
language is spoken. Ids, the machine formats and what sources say are never translated.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gettext import NullTranslations

ENGLISH = "en"
LANGUAGES = ("ar", ENGLISH)
RIGHT_TO_LEFT = ("ar",)


class Voice:
    """What is spoken now: a language, and its catalogue; English needs none."""

    language: str = ENGLISH
    catalogue: "NullTranslations | None" = None


_VOICE = Voice()


def spoken() -> str:
    """The language that is spoken now."""
    return _VOICE.language


def speak(language: str) -> None:
    """Speak a language from now on."""
    _VOICE.catalogue = None if language == ENGLISH else _catalogue(language)
    _VOICE.language = language


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak a language for a while."""
    before = spoken()
    speak(language)
    try:
        yield
    finally:
        speak(before)


def _catalogue(language: str) -> "NullTranslations":
    import gettext  # English needs none
    from pathlib import Path

    return gettext.translation("cstofacts", Path(__file__).parent / "locale", [language])


def say(message: str, /, **parts: object) -> str:
    """A sentence in the language that is spoken; `{name}` in it stands for a part."""
    if _VOICE.catalogue:
        message = _VOICE.catalogue.gettext(message)
    return message.format(**parts) if parts else message


def count(one: str, several: str, number: int, /, **parts: object) -> str:
    """A number of things, in the form that the language has for it; `{n}` is the number."""
    english = one if number == 1 else several
    message = _VOICE.catalogue.ngettext(one, several, number) if _VOICE.catalogue else english
    return message.format(n=f"{number:,}", **parts)


def named(kind: str, word: str) -> str:
    """A word of the program, such as a relation, as people read it; `kind` tells equal words apart."""
    return _VOICE.catalogue.pgettext(kind, word) if _VOICE.catalogue else word


def both(one: str, several: str) -> tuple[str, str]:
    """The two English forms of a number of things, to be said with `count` later on."""
    return one, several


def marked(message: str) -> str:
    """A sentence to be said later on."""
    return message


def joined(words: list[str]) -> str:
    """Words one after the other, as the language separates them."""
    return (say(", ") if _VOICE.catalogue else ", ").join(words)
