"""What a line says of itself: that it is a row of tags, a button, a heading over other stories.

`says` gives the reason, made of the kind and the phrase of `furniture_words` that it was known by, or nothing. A phrase counts where it stands as
whole words: at the beginning of the line, before a colon, or with nothing beside it but numbers, as its table says.
"""

import re
from collections.abc import Mapping
from functools import cache
from itertools import islice

from msgspec import Struct

from cstofacts.extract import furniture_words as tables
from cstofacts.extract.cues import word_set
from cstofacts.spelling import fold

# A choice: a sentence of fewer words is rare in the news; a line of so many is a paragraph whose stop was left out.
PARAGRAPH = 8
_LONG = 25
# A choice: headlines of fewer words are headings and names, of more they are paragraphs.
HEADLINE = (4, 14)
# How many words a heading, an invitation and a line that says what it is may have; and how many entries make a row.
_HEADING = 9
_INVITATION = 15
_SAYING = 60
ROW = 3

_STOP = re.compile(r"(?<!\.)\.[\"')\]\s]*$")
_WORD = re.compile(r"[\w#]+(?:'\w+)?")
_NUMBER = re.compile(r"\d+(?:st|nd|rd|th|am|pm|h|m|k)?")
_COMMAS = re.compile(r"[,|;•·#/]")
_CROWDED = re.compile(r"[,|;•·][^\s\d]|,$|[|•·]|#\w")
_LABELLED = re.compile(r"\s*(?:[:|]|-+\s)")
_COPYRIGHT = re.compile(r"(?:©|\(c\)\s*\d{4}|copyright\W*(?:\(c\)\W*)?\d{4})|.{0,40}©\W*\d{4}")


class Line(Struct, frozen=True):
    """A line with something in it: its number, folded, and its words."""

    number: int
    folded: str
    words: tuple[str, ...]

    @property
    def is_closed(self) -> bool:
        """Whether it ends in a full stop; headlines that were cut off end in three."""
        return bool(_STOP.search(self.folded))

    @property
    def is_paragraph(self) -> bool:
        """Whether it reads like a paragraph of an article."""
        return (len(self.words) >= PARAGRAPH and self.is_closed) or (len(self.words) >= _LONG and not self.is_tags)

    @property
    def is_headline(self) -> bool:
        """Whether it could be the headline of another story."""
        return HEADLINE[0] <= len(self.words) <= HEADLINE[1] and not self.is_closed and self.folded[-1] not in ":;,"

    @property
    def is_tags(self) -> bool:
        """Whether it is a row of short phrases, set without the spaces that a sentence has."""
        pieces = [piece for piece in _COMMAS.split(self.folded) if piece.strip()]
        if self.folded.count("|") >= ROW - 1 and not any(character.isdigit() for character in self.folded):
            return not self.is_closed and len(self.words) <= ROW * len(pieces)
        crowded = len(_CROWDED.findall(self.folded)) >= ROW
        return crowded and not self.is_closed and len(pieces) > ROW and len(self.words) <= ROW * len(pieces)


def line_of(number: int, written: str) -> Line | None:
    """A line as it is looked at; nothing when it has no word."""
    folded = fold(written).strip(" \ufeff")
    words = tuple(_WORD.findall(folded))
    return Line(number, folded, words) if words else None


def says(line: Line) -> str:
    """What a line says that no line of an article does, or nothing."""
    if len(line.words) > _SAYING:
        return ""
    return _saying(line) or _invitation(line) or _heading(line) or _label(line) or _buttons(line) or _credit(line)


class Phrase(Struct, frozen=True):
    """A phrase of a table: its words, what kind of line it makes, and the reason that it gives."""

    words: tuple[str, ...]
    kind: str
    why: str


@cache
def _phrases(name: str) -> dict[str, list[Phrase]]:
    """The phrases of a table by their first word, the longest first."""
    table: Mapping[str, Mapping[str, str]] = getattr(tables, name)
    rows = [(kind, phrase.strip()) for kind, languages in table.items() for text in languages.values() for phrase in text.split("|")]
    phrases: dict[str, list[Phrase]] = {}
    for kind, phrase in rows:
        words = tuple(_WORD.findall(fold(phrase)))
        phrases.setdefault(words[0], []).append(Phrase(words, kind, f"{kind}: {phrase}"))
    return {word: sorted(known, key=lambda phrase: -len(phrase.words)) for word, known in phrases.items()}


def phrase_at(name: str, words: tuple[str, ...], place: int = 0) -> Phrase | None:
    """The longest phrase of a table that stands at a place of a line."""
    known = _phrases(name).get(words[place], ())
    return next((phrase for phrase in known if words[place : place + len(phrase.words)] == phrase.words), None)


@cache
def known_words(name: str) -> frozenset[str]:
    """The words of a table, folded."""
    return word_set(getattr(tables, name))


def _saying(line: Line) -> str:
    if _COPYRIGHT.match(line.folded):
        return "copyright: ©"
    said = (phrase_at("SAYINGS", line.words, place) for place in range(len(line.words)))
    return next((phrase.why for phrase in said if phrase), "")


def _invitation(line: Line) -> str:
    phrase = phrase_at("INVITATIONS", line.words)
    return phrase.why if phrase and len(line.words) <= _INVITATION and ". " not in line.folded else ""


def _heading(line: Line) -> str:
    """A heading over other stories: alone on its line, or with where they are."""
    phrase = phrase_at("HEADINGS", line.words)
    if phrase is None or len(line.words) > _HEADING or line.is_closed or any(word[0].isdecimal() for word in line.words):
        return ""
    behind = line.words[len(phrase.words) :]
    return phrase.why if not behind or {behind[0], phrase.words[-1]} & known_words("PLACES") else ""


def is_heading(line: Line) -> bool:
    """Whether it is a heading over other stories."""
    return bool(_heading(line))


def _label(line: Line) -> str:
    """A line that says what it is, alone or before a colon with what it has to say."""
    phrase = phrase_at("LABELS", line.words)
    if phrase is None:
        return ""
    behind = len(line.words) - len(phrase.words)
    return phrase.why if behind == 0 or (is_labelled(line, phrase) and behind <= tables.BEHIND_LABEL[phrase.kind]) else ""


def is_labelled(line: Line, phrase: Phrase) -> bool:
    """Whether a colon, a dash or a bar stands behind the phrase that the line begins with."""
    last = list(islice(_WORD.finditer(line.folded), len(phrase.words)))[-1]
    return bool(_LABELLED.match(line.folded, last.end()))


def _buttons(line: Line) -> str:
    """A line of nothing but buttons, networks, numbers and dates, with one button or two networks."""
    place, reason, networks = 0, "", []
    while place < len(line.words):
        word = line.words[place]
        if phrase := phrase_at("BUTTONS", line.words, place):
            reason = reason or phrase.why
            place += len(phrase.words)
            continue
        if word in known_words("NETWORKS"):
            networks.append(word)
        elif not is_date((word,), numbered=False):
            return ""
        place += 1
    return "" if line.is_closed else reason or (f"share: {networks[0]}" if len(networks) > 1 else "")


def is_date(words: tuple[str, ...], *, numbered: bool = True) -> bool:
    """Whether words are a date or time and nothing else."""
    return all(word in known_words("DATE_WORDS") or _NUMBER.fullmatch(word) for word in words) and (
        not numbered or any(word[0].isdecimal() for word in words)
    )


def _credit(line: Line) -> str:
    """Hashtags alone, or an agency alone."""
    if all(word.startswith("#") and len(word) > 1 for word in line.words):
        return f"tags: {line.words[0]}"
    return f"credit: {line.words[0]}" if set(line.words) <= known_words("AGENCIES") else ""
