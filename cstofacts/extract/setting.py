"""setting: a sentence as seen from one of its values: which words point at what, how near they stand, and what comes before the sentence."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from cstofacts.extract.stems import ENTITY, Token
from cstofacts.extract.vocabulary import WORDS, Cue, Vocabulary

# Every word between tells a little less, a comma or another figure much less; all of a sentence still tells something.
_EACH_WORD, _IN_SENTENCE, _BEHIND_COMMA, _BEHIND_FIGURE = 0.012, 0.8, 0.9, 0.6
_COMMAS = frozenset(",،؛;:()")


class Seen(Struct, frozen=True):
    """One stem of the vocabulary in a sentence: how alike the word is (0 to 1), and the word."""

    likeness: float
    token: Token


Near = dict[str, list[Seen]]


class Setting(Struct, frozen=True):
    """A sentence and what stands before it: its words by their stems, the cues of each property among them, and the places of its values."""

    text: str
    tokens: Sequence[Token]
    near: Near
    earlier: Near
    cues: dict[str, list[Cue]]
    values: Sequence[tuple[int, int]]


def setting_of(text: str, tokens: Sequence[Token], before: Iterable[Token], values: Sequence[tuple[int, int]], vocabulary: Vocabulary) -> Setting:
    """The setting of a sentence's values."""
    near = seen(tokens, vocabulary)
    cues: dict[str, dict[Cue, None]] = {}
    for stem in near:
        for id, cue in vocabulary.by_stem.get(stem, ()):
            cues.setdefault(id, {})[cue] = None
    return Setting(text, tokens, near, seen(before, vocabulary), {id: list(some) for id, some in cues.items()}, values)


def seen(tokens: Iterable[Token], vocabulary: Vocabulary) -> Near:
    """The stems of the vocabulary among words, in whatever form they stand there; every name counts, also one that points at nothing."""
    found: Near = {}
    for token in tokens:
        likes = {token.stem: 1.0} if token.stem.startswith(ENTITY) else vocabulary.likes(token.stem)
        for stem, likeness in likes.items():
            found.setdefault(stem, []).append(Seen(likeness, token))
    return found


def strength(cue: Cue, near: Near, rarity: dict[str, float]) -> tuple[float, list[Token]]:
    """How much of a cue stands among the words (0 to 1), and at which words."""
    standing = [max(near[stem], key=lambda one: one.likeness) for stem in cue.stems if stem in near]
    if not standing:
        return 0.0, []
    tokens = [one.token for one in standing]
    if cue.origin == WORDS:
        together = _together(cue, near) if len(standing) == len(cue.stems) else []
        return (cue.weight * min(one.likeness for one in standing), together) if together else (0.0, [])
    weights = {stem: rarity.get(stem, 1.0) for stem in cue.stems}
    share = sum(weight for stem, weight in weights.items() if stem in near) / sum(weights.values())
    telling = max(weight for stem, weight in weights.items() if stem in near)
    return cue.weight * share * telling, tokens


def _together(cue: Cue, near: Near) -> list[Token]:
    """The words of a phrase, when they stand near enough to one another to be one."""
    for first in near[cue.stems[0]]:
        reach = len(cue.stems) - 1 + cue.between
        if cue.definite and not first.token.points_back:
            continue
        others = [min(near[stem], key=lambda one: abs(one.token.number - first.token.number)) for stem in cue.stems]
        if all(abs(one.token.number - first.token.number) <= reach for one in others):
            return [one.token for one in others]
    return []


def nearness(tokens: Iterable[Token], place: tuple[int, int], setting: Setting) -> float:
    """How much words tell of a value by where the nearest of them stands (0 to 1)."""
    return max(_nearness(token, place, setting) for token in tokens)


def _nearness(token: Token, place: tuple[int, int], setting: Setting) -> float:
    start, end = (token.end, place[0]) if token.end <= place[0] else (place[1], token.start)
    between = sum(1 for other in setting.tokens if start <= other.start and other.end <= end)
    share = max(1 - _EACH_WORD * between, _IN_SENTENCE)
    if any(sign in _COMMAS for sign in setting.text[start:end]):
        share *= _BEHIND_COMMA
    if any(start <= low and high <= end and (low, high) != place for low, high in setting.values):
        share *= _BEHIND_FIGURE
    return share
