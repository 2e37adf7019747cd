"""others: the names in a sentence that a value may belong to instead of the subject that was proposed for it.

`Unlike the CSTO, NATO has 30 members` names the CSTO, and says nothing of it. Every entity and country counts, also as an adjective (`Kyrgyz
soldiers`), and so does what only looks like a name: words with a capital in an English or Russian sentence (at its beginning only several, or an
abbreviation), and in Arabic the noun of a body with what follows it (`الاتحاد الأفريقي`, `منظمة الصحة العالمية`). Speakers and the members of a list
are none.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from cstofacts.extract.cues import word_set
from cstofacts.extract.setting import Setting
from cstofacts.extract.stems import ENTITY, STOPWORDS, Token
from cstofacts.spelling import fold

# Nouns that begin the name of a body in Arabic.
_BODIES = word_set(
    """
    منظمة اتحاد حلف مجلس رابطة تحالف جامعة تكتل كتلة وكالة شركة حزب حركة هيئة مؤسسة برنامج صندوق بنك لجنة جماعة معاهدة اتفاقية ميثاق
    الاتحاد الحلف المجلس الرابطة التحالف الجامعة الحزب الحركة الهيئة الصندوق البنك الأمم للأمم بالأمم
    """
)
_CAPITALS = re.compile(r"[A-ZА-ЯЁ][\w’'-]+(?:\s+(?:(?:of|for|the|and)\s+)*[A-ZА-ЯЁ][\w’'-]+)*")

# Written with a capital and no name of a rival.
_NO_NAMES = word_set(
    """
    january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday
    president minister prime deputy general secretary chairman colonel mr mrs ms dr gmt utc
    """
)


def others(setting: Setting, speakers: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    """The names of a sentence but for its speakers and its values: ids of entities behind `@`, and the words of unknown names."""
    taken = [*speakers, *setting.values]
    named = [token for token in setting.tokens if token.stem.startswith(ENTITY)]
    known = [(token.start, token.end) for token in named]
    unknown = [*_capitals(setting, [*taken, *known]), *_bodies(setting.tokens, [*taken, *known], setting.text)]
    return tuple(dict.fromkeys([token.stem for token in named if not _within(token.start, token.end, taken)] + unknown))


def _within(start: int, end: int, places: Sequence[tuple[int, int]]) -> bool:
    return any(low < end and start < high for low, high in places)


def _capitals(setting: Setting, taken: Sequence[tuple[int, int]]) -> Iterator[str]:
    if not setting.tokens:
        return
    low, high = setting.tokens[0].start, setting.tokens[-1].end
    for match in _CAPITALS.finditer(setting.text, low, high):
        begins = not setting.text[low : match.start()].strip('"“«([—– -')
        name = _without_first(match[0]) if begins else match[0]
        if name and not _NO_NAMES.issuperset(fold(name).split()) and not _within(*match.span(), taken):
            yield name


def _without_first(name: str) -> str:
    """What is a name at the beginning of a sentence: an abbreviation, or several words with capitals, but for a word like `The` before them."""
    words = name.split()
    if fold(words[0]) in STOPWORDS or fold(words[0]) in _NO_NAMES:
        return " ".join(words[1:])
    return name if len(words) > 1 or (name.isupper() and len(name) > 1) else ""


def _bodies(tokens: Sequence[Token], taken: Sequence[tuple[int, int]], text: str) -> Iterator[str]:
    """The nouns of bodies with the word behind them; a body with its article alone (`المنظمة`) points back and names none."""
    for token, following in pairwise(tokens):
        word = fold(text[token.start : token.end]).lstrip("وف")
        stem = word[1:] if word[:1] in ("ب", "ل", "ك") and word[1:] in _BODIES else word
        if stem in _BODIES and not token.points_back and not _within(token.start, token.end, taken) and _is_name(following, text):
            yield text[token.start : following.end]


def _is_name(token: Token, text: str) -> bool:
    """Whether a word may be the second of a name: it has its article, or is a name itself."""
    return token.stem.startswith(ENTITY) or fold(text[token.start : token.end]).startswith("ال")
