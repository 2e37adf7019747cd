"""Which paragraphs of a text another text has too: copied, or relayed with a few words changed.

Paragraphs (`cstofacts.evidence.paragraphs`) are compared by their words at the level of letters. The shorter of two is laid beside the stretch of the
longer where it would stand, so that a paragraph is also found inside a longer one; their share is twice the common words over the words of both. What
differs is told as for quotes (`cstofacts.evidence.difference`): a relay that altered a figure shows here. `1,400` and `1400`, `9` and `nine` are one
figure. A paragraph that its text says again counts once, and page furniture not at all.

Shared words are no proof of who copied whom.
"""

from collections.abc import Iterable

from msgspec import Struct

from cstofacts.evidence.difference import Change, Kind, difference, matching_blocks
from cstofacts.evidence.document import WORD, Document
from cstofacts.evidence.normal import Level, normal_form
from cstofacts.evidence.paragraphs import ROW, SHORTEST, Indexed, Paragraph, indexed, likely, paragraphs_of, rows_of
from cstofacts.extract import numbers
from cstofacts.extract.base import Found
from cstofacts.values.base import Written

# Measured on 17 articles in three languages, five of them on one event: of 49,200 pairs of paragraphs the most alike two that were written
# independently have a share of 0.67 (0.73 with paragraphs under twelve words), the two that were relayed and edited 0.82 and 0.87. Of paragraphs
# with every tenth word changed at random 99 in 100 reach 0.75, with every fifth 91. Under twelve words one changed word is all that is let pass.
ALIKE = 0.75
_ALIKE_SHORT = 0.85
_SHORT = 12


class Passage(Struct, frozen=True):
    """A paragraph that another text has too: the lines, how many words of it stand there, how alike the two are, and where they differ."""

    line: int
    other_line: int
    words: int
    share: float
    changes: tuple[Change, ...] = ()

    @property
    def figures(self) -> tuple[Change, ...]:
        """The places where a figure differs, or stands on one side only."""
        return tuple(change for change in self.changes if not {Kind.DIGITS, Kind.NUMBER_WORD}.isdisjoint(change.kinds))


class Shared(Struct, frozen=True):
    """What a text shares with one other: the passages, how many paragraphs and what part of its words that is, and whether all words are the same."""

    name: str
    passages: tuple[Passage, ...]
    paragraphs: int
    share: float
    whole: bool


class _Pair(Struct, frozen=True):
    """Two paragraphs aligned: the share, the common words of the one by number, and the words on each side from the first up to the last."""

    share: float
    common: frozenset[int]
    one: slice
    other: slice


def shared_passages(one: Document, others: Iterable[Document]) -> list[Shared]:
    """What a text shares with each of others that shares something, the most first."""
    new = indexed(one)
    found = [shared for other in others if (shared := _shared(new, other))]
    return sorted(found, key=lambda shared: (not shared.whole, -shared.share, shared.name))


def _shared(new: Indexed, other: Document) -> Shared | None:
    words = WORD.findall(other.form(Level.LETTERS).text)
    whole = bool(words) and words == new.words
    if not whole and new.index.keys().isdisjoint(rows_of(words)):
        return None
    passages, covered = _passages(_pairs(new, paragraphs_of(other, new.index)), (new.document, other))
    if not passages and not whole:
        return None
    length = sum(len(paragraph.words) for paragraph in new.paragraphs)
    return Shared(other.name, tuple(passages), len({passage.line for passage in passages}), 1.0 if whole else covered / length, whole)


Aligned = tuple[Paragraph, Paragraph, _Pair]


def _pairs(new: Indexed, others: list[Paragraph]) -> list[list[Aligned]]:
    """For every paragraph those of another text that are alike, the most alike first."""
    pairs: dict[int, list[Aligned]] = {}
    for other in others:
        same = new.numbers.get(other.words)
        for number in likely(new, other) if same is None else [same]:
            paragraph = new.paragraphs[number]
            if pair := _aligned(paragraph.words, other.words):
                pairs.setdefault(number, []).append((paragraph, other, pair))
    return [sorted(pairs[number], key=lambda pair: (-pair[2].share, pair[1].line)) for number in sorted(pairs)]


def _aligned(one: tuple[str, ...], other: tuple[str, ...]) -> _Pair | None:
    """Two paragraphs word by word, if they are alike."""
    if one == other:
        return _Pair(1.0, frozenset(range(len(one))), slice(0, len(one)), slice(0, len(other)))
    blocks = matching_blocks(one, other)
    long = [block for block in blocks if block[2] >= ROW]
    if not long:
        return None
    in_one, in_other = _spans(long, len(one), len(other))
    common = [(first + step, second + step) for first, second, size in blocks for step in range(size)]
    inside = [first for first, second in common if in_one.start <= first < in_one.stop and in_other.start <= second < in_other.stop]
    share = 2 * len(inside) / (in_one.stop - in_one.start + in_other.stop - in_other.start)
    enough = ALIKE if min(len(one), len(other)) >= _SHORT else _ALIKE_SHORT
    return _Pair(share, frozenset(inside), in_one, in_other) if share >= enough else None


def _spans(blocks: list[tuple[int, int, int]], one: int, other: int) -> tuple[slice, slice]:
    """All words of the shorter, and those of the longer beside which it would stand."""
    (first, second, _), (last, end, _) = blocks[0], blocks[-1]
    if one <= other:
        return slice(0, one), slice(max(0, second - first), min(other, end + one - last))
    return slice(max(0, first - second), min(one, last + other - end)), slice(0, other)


def _passages(pairs: list[list[Aligned]], texts: tuple[Document, Document]) -> tuple[list[Passage], int]:
    """For each paragraph the passages that together have most of it, and how many words stand in them."""
    passages: list[Passage] = []
    words = 0
    for aligned in pairs:
        covered: set[int] = set()
        for one, other, pair in aligned:
            if len(pair.common - covered) >= SHORTEST:
                covered |= pair.common
                changes = _changes(_text(texts[0], one, pair.one), _text(texts[1], other, pair.other))
                passages.append(Passage(one.line, other.line, len(pair.common), pair.share, changes))
        words += len(covered)
    return passages, words


def _text(document: Document, paragraph: Paragraph, span: slice) -> str:
    """Words of a paragraph as they are written, with the signs between them, and behind the last one those up to the next."""
    form = document.form(Level.LETTERS)
    starts = [match.start() for match in WORD.finditer(form.text, paragraph.first, paragraph.last)] + [paragraph.last]
    return document.text[slice(*form.span(starts[span.start], starts[span.stop]))].strip()


def _changes(one: str, other: str) -> tuple[Change, ...]:
    """The places where words or figures differ, but for figures that are only written in another way; the same words may hold 3.5 and 3-5."""
    changes = () if normal_form(one, Level.LETTERS) == normal_form(other, Level.LETTERS) else difference(one, other)
    return tuple(change for change in changes if change.kinds != (Kind.PUNCTUATION,) and not _is_same_figure(change))


def _is_same_figure(change: Change) -> bool:
    """Whether both sides are the same number, and nothing else."""
    sides = (change.quoted, change.found)
    one, other = map(_figure, sides)
    signed = [side for side in sides if "%" in side or "٪" in side]
    bare = len(signed) == 1 and not all(any(map(str.isalpha, side)) for side in sides if side not in signed)  # 5% and 5
    return one is not None and one == other and not bare


def _figure(side: str) -> Written | None:
    """The number that the words are, when they are one."""
    found = [number for number in numbers.read(side) if isinstance(number, Found)]
    if len(found) != 1 or WORD.search(side[: found[0].start] + side[found[0].end :]):
        return None
    return found[0].written
