"""Fold spelling, so that two ways of writing one name compare equal.

Folding is for matching only; what was written is always kept. Two words fold alike when they differ in

- invisible characters (bidi marks, joiners, soft hyphens, tatweel) or the width of spaces,
- Arabic vowel signs, hamza seats, alef, yeh and teh marbuta forms, Persian letters,
- digits of another script, letter case, quotation marks and dashes.

`أرمينيا` and `ارمينيا` fold alike, and so do `كازاخستان` and `كازاخستـان`; `روسيا` and `بيلاروسيا` do not. The folds are
listed here because Unicode's own forms keep too much (NFKC) or drop the hamza and its seat (NFKD).
"""

import unicodedata
from collections.abc import Iterable
from functools import cache

_LETTERS = str.maketrans("أإآٱىیکہھۀەةؤئ", "ااااييكهههههوي")
_MARKS = str.maketrans("«»“”„‘’`–—−،؛؟", '"""""\'\'\'---,;?')
_REMOVED = {
    code: None
    for code in [0x0640, 0x0670, *range(0x0610, 0x061B), *range(0x064B, 0x0660), *range(0x06D6, 0x06EE)]
    if unicodedata.category(chr(code)) != "Nd"
}


class _Folds(dict[int, int | str | None]):
    """What each character folds to, by its code; worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold_character(chr(code))
        return folded


_FOLDS = _Folds({**_LETTERS, **_MARKS, **_REMOVED})


def _fold_character(character: str) -> str:
    category = unicodedata.category(character)
    if category in {"Cf", "Mn"}:
        return ""
    if category == "Nd":
        return str(unicodedata.digit(character))
    return " " if category.startswith("Z") or category == "Cc" else character


def fold(text: str) -> str:
    """The folded form of `text`: equal for two spellings of one name, never shown to anybody."""
    folded = unicodedata.normalize("NFKC", text).casefold().translate(_FOLDS)
    if not folded.isascii():
        # Letters that a removed mark held apart may now compose (Hangul); folding twice must change nothing.
        folded = unicodedata.normalize("NFKC", folded)
    return " ".join(folded.split())


def fold_with_offsets(text: str) -> tuple[str, list[int]]:
    """The text folded letter by letter, and for each letter of it the place in `text` that it comes from; a last entry gives the end.

    Unlike `fold` it keeps every space and line break, so that places stay comparable; matching in it is matching in the text.
    """
    letters: list[str] = []
    offsets: list[int] = []
    for place, character in enumerate(text):
        folded = _fold_letter(character)
        letters.append(folded)
        offsets.extend([place] * len(folded))
    return "".join(letters), [*offsets, len(text)]


@cache
def _fold_letter(character: str) -> str:
    if character in "\n\r\t":
        return " " if character == "\t" else "\n"
    return unicodedata.normalize("NFKC", character).casefold().translate(_FOLDS)


def ascii_digits(text: str) -> str:
    """`text` with the decimal digits of every script replaced by 0 to 9; nothing else changes."""
    if text.isascii():
        return text
    return text.translate({ord(c): str(int(c)) for c in set(text) if c.isdecimal()})


def nearest(word: str, known: list[str]) -> str | None:
    """The known word that `word` most likely meant, or None. Proposes only: nothing is ever decided by likeness."""
    by_fold = {fold(name): name for name in known}
    found = nearest_folded(fold(word), by_fold)
    return None if found is None else by_fold[found]


def nearest_folded(word: str, known: Iterable[str]) -> str | None:
    """As `nearest`, for a word and known words that are folded already."""
    from rapidfuzz import fuzz, process  # heavy, and needed only once something is misspelt

    hit = process.extractOne(word, list(known), scorer=fuzz.ratio, score_cutoff=_LIKELY)
    return hit[0] if hit else None


# A typing error in a word of five to ten letters leaves a ratio of 70 to 90; two different words of that length rarely pass 65.
_LIKELY = 70
