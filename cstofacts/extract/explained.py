"""explained: whether the clause of a value says anything beside the question that was proposed for it.

`The CSTO has nine members` is all explained: the subject, the words of the property, the figure, a verb that only joins them. `The first 500
peacekeepers arrived` is not, and says how many arrived first; neither is `revenue rose by 400 million`, nor `the League needs 21 seats`. Whatever
word is left over may change what the figure counts, so a draft is contradicted only where none is.
"""

from collections.abc import Iterator, Sequence

from cstofacts.extract import counted
from cstofacts.extract.base import Found
from cstofacts.extract.cues import SAID, SAID_BEFORE, word_set
from cstofacts.extract.setting import Setting
from cstofacts.extract.stems import ENTITY, STOPWORDS, Token
from cstofacts.extract.vocabulary import Vocabulary
from cstofacts.model.extraction import Asked
from cstofacts.spelling import fold

# Verbs that only join a subject and a value, and words that say no more than that it is the value.
_PLAIN = word_set(
    """
    كان كانت يكون بلغ بلغت يبلغ تبلغ وصل وصلت لدى لديها لديه يوجد هناك حاليا الآن رسميا إجمالي الإجمالي مجموع تم يتم جرى سيتم
    is are was were be been being has have had there total totals altogether now currently officially will would number numbers numbered during
    имеет имеют насчитывает насчитывают составляет составила составило составляют есть является являются всего сейчас ныне будет будут было были
    """
)
_ENDS = ".؛;:!?؟\n"

# Words that say when or in what order, and so may change what a figure counts, although they tell little elsewhere.
_TELLING = word_set("first last then than only alone before after if into أول آخر ثم فقط قبل بعد لو إذا только если до после")


def unexplained(found: Found, asked: Asked, setting: Setting, beside: Sequence[Found], vocabulary: Vocabulary) -> tuple[str, ...]:
    """The words of a value's clause that neither its question nor its qualifiers, its noun or its speakers explain."""
    known = _stems(asked, vocabulary)
    taken = [(one.start, one.end) for one in beside if one.type in ("speaker", "phase")] + list(setting.values)
    low, high = _clause(found, setting)
    left = [token for token in setting.tokens if low <= token.start and token.end <= high and not token.head]
    return tuple(_words(left, known, taken, setting.text, vocabulary))


def _words(tokens: Sequence[Token], known: set[str], taken: Sequence[tuple[int, int]], text: str, vocabulary: Vocabulary) -> Iterator[str]:
    for token in tokens:
        word = fold(text[token.start : token.end])
        inside = any(low < token.end and token.start < high for low, high in taken)
        plain = word not in _TELLING and (word in _KNOWN or word[1:] in _KNOWN or counted.is_neutral(word))
        if not (inside or plain or token.stem.startswith(ENTITY) or known & vocabulary.likes(token.stem).keys()):
            yield text[token.start : token.end]


_KNOWN = _PLAIN | STOPWORDS | SAID | SAID_BEFORE


def _stems(asked: Asked, vocabulary: Vocabulary) -> set[str]:
    """The stems that point at the property, at the subject, and at the qualifiers that were read."""
    entities = [asked.subject, *asked.qualifiers.values()]
    cues = [*vocabulary.cues[asked.property], *(hint for id in entities for hint in vocabulary.hints.get(id, ()))]
    return {stem for cue in cues for stem in cue.stems}


def _clause(found: Found, setting: Setting) -> tuple[int, int]:
    """Where the clause of a value begins and ends; a comma ends none, for what stands behind it may change all (`Without reservations, …`)."""
    first, last = setting.tokens[0].start, setting.tokens[-1].end
    low = max((at + 1 for at in range(first, found.start) if setting.text[at] in _ENDS), default=first)
    high = min((at for at in range(found.end, last) if setting.text[at] in _ENDS), default=last)
    return low, high
