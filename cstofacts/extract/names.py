"""names: which entities of a registry, and which countries, a text names, and where.

`find(text, spellings)` looks for every spelling that the caller gives (from `entities.yaml`) and for every country of the table, after folding.
A name stands between word boundaries, may carry attached particles (و، ف، ب، ل، ك and their combinations, للـ for لـ and الـ), and the longest
name wins: `روسيا البيضاء` is Belarus, and `روسيا` is not found in `بيلاروسيا`. A nationality adjective names its country (`الكازاخية`). Names in
Latin and Russian letters keep their capital, so that `us` is not the US. A place leaves the particle out: `وبيلاروسيا` gives `بيلاروسيا`.

Likeness never finds anything. `propose(name, spellings)` ranks what a person may want to choose from, and proposes nothing that names another
country, has other digits, or holds a word that is like none of the other's: `روسيا` is never proposed for `بيلاروسيا`.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any
from unicodedata import category

from msgspec import Struct

from cstofacts.extract.base import Found
from cstofacts.extract.countries import NONE, countries, declined
from cstofacts.extract.countries_sense import means_another
from cstofacts.spelling import fold, fold_with_offsets

# Ratio and weakest word at which 112 labelled pairs of names gave a precision of .98 and a recall of .92.
LIKELY = 80
WEAKEST_WORD = 70

# A name of so few letters is part of too many words (سام in وسام): it stands bare. One with an article must be longer still (رحمن, الرحمن).
_SHORT = 3
_LONG_ENOUGH_FOR_ARTICLE = 5
_LONGEST_ABBREVIATION = 5

_WORD = re.compile(r"\w+")
_GAP = re.compile(r"[ \"'.-]{1,3}")
_CAPITALS = re.compile(r"(?:\w\.?)+")

# Words that only fold like an adjective: the right hand, the course of a river, the course of events.
_LOOKALIKES = frozenset({"اليمنى", "يمنى", "مجرى", "المجرى", "مجريات", "المجريات"})

_CONJUNCTIONS = "وف"
_PREPOSITIONS = "بكل"

_Trie = dict[str, Any]


class Words(Struct, frozen=True):
    """A text folded and cut into words, each with its place in the folded text; `offsets` leads from there back to the text."""

    text: str
    folded: str
    offsets: list[int]
    words: list[str]
    places: list[tuple[int, int]]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place in the text of a place in the folded text, without invisible characters at its end."""
        first, last = self.offsets[start], self.offsets[end]
        while last > first and category(self.text[last - 1]) == "Cf":
            last -= 1
        return first, last

    def gap(self, word: int) -> str:
        """What stands between a word and the one before it, folded."""
        return self.folded[self.places[word - 1][1] : self.places[word][0]]

    def has_capital(self, word: int, joint: int | None = None) -> bool:
        """Whether a word begins with a capital letter, and nothing but a space stands before the word `joint`, if one is given."""
        if not 0 <= word < len(self.words) or (joint is not None and self.gap(joint) != " "):
            return False
        return self.text[self.offsets[self.places[word][0]]].isupper()


class Name(Struct, frozen=True):
    """One spelling of one entity, and how it must stand in a text."""

    id: str
    shown: str
    country: bool = False
    adjective: bool = False
    bare: bool = False


class Mention(Struct, frozen=True):
    """One entity named in a text: its words, its place, and whether a particle is attached before it."""

    start: int
    end: int
    first: int
    last: int
    name: Name
    particle: str


class Proposal(Struct, frozen=True):
    """An entity that a name may mean, and how alike (0 to 100) its spelling is. A person decides."""

    id: str
    spelling: str
    likeness: float


@lru_cache(maxsize=2)
def words_of(text: str) -> Words:
    """The words of a text; the readers of one text share them."""
    folded, offsets = fold_with_offsets(text)
    folded = folded.replace("ё", "е")
    places = [match.span() for match in _WORD.finditer(folded)]
    return Words(text, folded, offsets, [folded[start:end] for start, end in places], places)


def find(text: str, spellings: Mapping[str, str]) -> list[Found]:
    """Every entity that the text names, by one of the given spellings (spelling to id) or as a country."""
    return [Found(m.start, m.end, "entity", m.name.id, _why(m)) for m in mentions(text, spellings)]


def _why(mention: Mention) -> str:
    source = "country table" if mention.name.country else "registry"
    form = "nationality adjective, " if mention.name.adjective else ""
    particle = f", behind {mention.particle}" if mention.particle else ""
    return f"{form}{mention.name.shown} in the {source}{particle}"


def mentions(text: str, spellings: Mapping[str, str]) -> list[Mention]:
    """As `find`, with what the other readers need to know of each name."""
    words = words_of(text)
    trie = _trie(tuple(spellings.items()))
    found: list[Mention] = []
    place = 0
    begins = {word: [(cut, trie[stem]) for cut, stem in _stems(word) if stem in trie] for word in set(words.words)}
    while place < len(words.words):
        nodes = begins[words.words[place]]
        mention = _longest(words, place, nodes) if nodes else None
        if mention and words.words[place] == "the" and mention.last > place:
            mention = _longer_without_article(words, mention, begins[words.words[place + 1]]) or mention
        if mention and mention.name.id != NONE:
            found.append(mention)
        place = mention.last + 1 if mention else place + 1
    return found


def _longest(words: Words, place: int, nodes: list[tuple[int, _Trie]]) -> Mention | None:
    best: Mention | None = None
    for cut, node in nodes:
        for last, names in _ends(words, place, node):
            if best is None or last > best.last:
                best = _mention(words, (place, last), cut, names) or best
    return best


def _longer_without_article(words: Words, mention: Mention, nodes: list[tuple[int, _Trie]]) -> Mention | None:
    """The name behind a mention's article that reaches farther: `The Security Treaty Organization`, not the label `the Security Treaty`."""
    other = _longest(words, mention.first + 1, nodes) if nodes else None
    return other if other and other.last > mention.last else None


def _stems(word: str) -> Iterator[tuple[int, str]]:
    """A word without each particle that may be attached to it, and how many letters that takes away."""
    yield 0, word
    if not "ب" <= word[0] <= "و" or len(word) <= _SHORT:
        return
    conjunction = word[0] in _CONJUNCTIONS
    if conjunction:
        yield 1, word[1:]
    rest = word[conjunction:]
    if rest.startswith("لل"):
        yield int(conjunction), "ال" + rest[2:]
    if rest[0] in _PREPOSITIONS:
        yield 1 + conjunction, rest[1:]


def _ends(words: Words, place: int, node: _Trie) -> Iterator[tuple[int, list[Name]]]:
    """Every word at which a name that begins at `place` ends."""
    while True:
        if "" in node:
            yield place, node[""]
        place += 1
        if place >= len(words.words) or (following := node.get(words.words[place])) is None or not _GAP.fullmatch(words.gap(place)):
            return
        node = following


def _mention(words: Words, reach: tuple[int, int], cut: int, names: list[Name]) -> Mention | None:
    first, last = reach
    start, end = words.places[first][0] + cut, words.places[last][1]
    particle = words.folded[words.places[first][0] : start]
    start, end = words.span(start, end)
    shown = words.text[start:end]
    for name in names:
        if _stands(name, shown, particle) and not means_another(words.words, reach, words.words[first][cut:], words.has_capital):
            return Mention(start, _closed(words.text, start, end), first, last, name, particle)
    return None


def _stands(name: Name, shown: str, particle: str) -> bool:
    """Whether the text writes the name in a way that can be meant: its capitals, its vowel signs, its particles."""
    if (name.bare and particle) or shown in _LOOKALIKES:
        return False
    if name.shown.startswith("="):
        return name.shown[1:] in shown
    if name.shown.isupper() and len(name.shown) <= _LONGEST_ABBREVIATION and _CAPITALS.fullmatch(name.shown):
        return shown.isupper()
    return not name.shown[0].isupper() or shown[0].isupper()


def _closed(text: str, start: int, end: int) -> int:
    """The end of a name, with the quotation mark that closes one opened within it."""
    shown = text[start:end]
    unclosed = shown.count("«") > shown.count("»") or shown.count("“") > shown.count("”") or shown.count('"') % 2
    return end + 1 if unclosed and text[end : end + 1] in {"»", "”", '"'} else end


@lru_cache(maxsize=8)
def _trie(spellings: tuple[tuple[str, str], ...]) -> _Trie:
    """The names of the countries and the given ones, word by word; an id that the caller gives to a country's name is that country's id."""
    trie: _Trie = {}
    ids = {fold(spelling): id for spelling, id in spellings}
    adjectives = {fold(form) for country in countries() for form in country.adjectives}
    adjectives -= {fold(form) for country in countries() for form in country.names}  # روسيا is also the adverb of روسي
    for spelling, id in spellings:
        _add_given(trie, spelling, id, adjectives)
    for country in countries():
        id = next((ids[folded] for folded in map(fold, country.names) if folded in ids), country.code)
        for form in country.names:
            _add(trie, form, Name(id, form, country=True))
        for form in country.adjectives:
            _add(trie, form, Name(id, form, country=True, adjective=True))
    return trie


def _add_given(trie: _Trie, spelling: str, id: str, adjectives: set[str]) -> None:
    folded = fold(spelling)
    short = len(folded) <= _SHORT
    for form in declined(spelling) if len(folded) > _SHORT else [spelling]:
        _add(trie, form, Name(id, form, adjective=folded in adjectives, bare=short))
    if spelling.casefold().startswith("the "):
        _add(trie, spelling[4:], Name(id, spelling[4:]))
    if " " not in folded and len(folded) >= _LONG_ENOUGH_FOR_ARTICLE and "ء" <= folded[0] <= "ي" and not folded.startswith("ال"):
        _add(trie, "ال" + spelling, Name(id, "ال" + spelling, adjective=folded in adjectives))


def _add(trie: _Trie, form: str, name: Name) -> None:
    parts = _WORD.findall(fold(form).replace("ё", "е"))
    if not parts:
        return
    node = trie
    for part in parts:
        node = node.setdefault(part, {})
    node.setdefault("", []).append(name)


def propose(name: str, spellings: Mapping[str, str]) -> list[Proposal]:
    """The entities that a name may mean, likeliest first. Nothing is merged: `محمود عباس` is proposed for `محمد عباس`, and a person says no."""
    from rapidfuzz import fuzz  # heavy, and needed only for what no spelling matches

    best: dict[str, Proposal] = {}
    for spelling, id in spellings.items():
        likeness = fuzz.ratio(_bare(name), _bare(spelling))
        if likeness < LIKELY or _vetoed(name, spelling, fuzz.ratio):
            continue
        if id not in best or likeness > best[id].likeness:
            best[id] = Proposal(id, spelling, likeness)
    return sorted(best.values(), key=lambda proposal: (-proposal.likeness, proposal.id))


def _bare(name: str) -> str:
    return " ".join(word.removeprefix("ال") for word in _WORD.findall(fold(name)))


def _vetoed(one: str, other: str, ratio: Callable[[str, str], float]) -> bool:
    """Whether two names that are alike are certainly not one: another country, other digits, a word without its like."""
    if _codes(one) != _codes(other) and _codes(one) and _codes(other):
        return True
    if re.findall(r"\d+", fold(one)) != re.findall(r"\d+", fold(other)):
        return True
    shorter, longer = sorted((_bare(one).split(), _bare(other).split()), key=len)
    return any(max((ratio(word, like) for like in longer), default=0) < WEAKEST_WORD for word in shorter)


@lru_cache(maxsize=1024)
def _codes(name: str) -> frozenset[str]:
    return frozenset(mention.name.id for mention in mentions(name, {}))
