"""stems: the words of a text without their endings, so that `أعضاء` and `بأعضائها`, `member` and `members` are one word.

Stemming is snowball's, for Arabic, English and Russian, told apart by the letters; it only helps to propose questions, and never proves a quote or
merges a name. Names of a registry's entities are one token each, `@` and the entity's id, however they are written.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache

from msgspec import Struct

from cstofacts.extract.cues import word_set
from cstofacts.extract.names import Words, mentions, words_of
from cstofacts.spelling import fold

ENTITY = "@"
"""What the token of an entity begins with."""

# Words that say nothing about what is asked: every question and every sentence has some of them.
STOPWORDS = word_set(
    """
    ال من في على إلى عن مع ما هل كم متى أي أين كيف لماذا هو هي هم هذا هذه ذلك تلك التي الذي الذين كان كانت يكون قد لقد أن إن لا لم لن و أو
    ثم بعد قبل بين عند كل بعض غير كما حيث عبر حول نحو خلال أحد إحدى له لها لهم به بها فيه فيها منه منها عنه عنها عليه عليها هناك هنا أيضا
    وقت مدة عدد بلغ تاريخ يوم عام
    a an the of in on at to for from by with as is are was were be been do does did has have had how many much when what which who whom where why
    it its this that these those and or not no than then also into about there their they he she his her number date day year long take took
    в во на с со по из за к ко о об от до и или не но а как что когда кто где какой какая какие сколько это этот эта эти был была были было есть
    его её их он она они который которая которые для при год года году день число
    """
)


class Token(Struct, frozen=True):
    """One word of a text, or one name: its stem, its place in the text, and how many tokens stand before it.

    `adjective` marks names like `الكازاخية`, `points_back` an Arabic word with its article, and without an adjective
    (`المنظمة`, not `المنظمة الدولية`); `head` the noun of a name (the last word in Latin letters,
    the first in others), which stands beside the name's own token.
    """

    stem: str
    start: int
    end: int
    number: int = 0
    adjective: bool = False
    points_back: bool = False
    head: bool = False


def tokens_of(text: str, spellings: Mapping[str, str]) -> list[Token]:
    """The words and the names of a text, in its order; no figures."""
    words = words_of(text)
    named = {mention.first: mention for mention in mentions(text, spellings)}
    found: list[Token] = []
    place = number = 0
    while place < len(words.words):
        mention = named.get(place)
        if mention:
            found.append(Token(ENTITY + mention.name.id, mention.start, mention.end, number, mention.name.adjective))
            head = mention.last if words.words[mention.last].isascii() else mention.first
            if mention.last > mention.first:
                found.append(_word(words, head, number, head=True))
            place = mention.last
        elif not words.words[place].isdecimal():
            found.append(_word(words, place, number))
        place += 1
        number += 1
    return found


def _word(words: Words, place: int, number: int, *, head: bool = False) -> Token:
    word = words.words[place]
    back = not head and bool(_ARTICLE.match(word)) and not any(map(_ARTICLE.match, words.words[place + 1 : place + 2]))
    return Token(stem(word), *words.span(*words.places[place]), number, points_back=back, head=head)


_ARTICLE = re.compile(r"[وف]?(?:[بك]?ال|لل)\w")


def stems_of(text: str, spellings: Mapping[str, str]) -> tuple[str, ...]:
    """The stems of a phrase, each once."""
    return tuple(dict.fromkeys(token.stem for token in tokens_of(text, spellings) if not token.head))


def telling(stems: Iterable[str]) -> tuple[str, ...]:
    """The stems without those of words that say nothing by themselves."""
    silent = _silent()
    return tuple(stem for stem in stems if stem not in silent)


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The stem of a folded word."""
    bare = word[1:] if word[:1] in ("و", "ف") and word[1:3] in ("ال", "لل") else word  # the stemmer leaves a و before the article
    return fold(_stemmer(_language_of(bare))(bare)) or bare


def _language_of(word: str) -> str:
    first = word[:1]
    return "arabic" if "ء" <= first <= "ي" else "russian" if "а" <= first <= "я" else "english"


@lru_cache(maxsize=3)
def _stemmer(language: str) -> Callable[[str], str]:
    import snowballstemmer  # needed only where questions are proposed

    chosen: Callable[[str], str] = snowballstemmer.stemmer(language).stemWord
    return chosen


@cache
def _silent() -> frozenset[str]:
    """The words that say nothing by themselves, and their stems; worked out when a question is first looked for, since it takes the stemmers."""
    return STOPWORDS | {stem(word) for word in STOPWORDS}


def alike(word: str, known: Iterable[str]) -> dict[str, float]:
    """The known stems that a stem may be another form of, each with its likeness (0 to 1)."""
    from rapidfuzz import fuzz, process  # as above

    if word.startswith(ENTITY) or len(word) < _LONG_ENOUGH:
        return {}
    hits = process.extract(word, list(known), scorer=fuzz.ratio, score_cutoff=LIKELY, limit=None)
    return {hit[0]: hit[1] / 100 for hit in hits}


# Two forms of a word of six letters or more differ in one of them (91 and more); of shorter words as many that differ in one are two words
# (اصيب, اصبح 75), so those must be the same.
LIKELY = 88
_LONG_ENOUGH = 5
