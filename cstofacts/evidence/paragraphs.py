"""The paragraphs of a text, and which of them are worth comparing with a paragraph of another text.

A paragraph is a line of eight words or more, or a sentence of a line that is very long. Those that share a row of three words with a paragraph of
another text are found by an index, so that the cost grows with the length of the texts and not with the number of pairs.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct

from cstofacts.evidence.document import WORD, Document
from cstofacts.evidence.normal import Level
from cstofacts.extract.furniture import furniture
from cstofacts.extract.sentences import sentences

SHORTEST = 8
ROW = 3  # words in a row that two paragraphs must share before they are aligned, and that mark where the shorter stands in the longer
_VOTES = 0.1  # the part of such rows that they must share; with every fifth word changed half remain
_PLACES = 8  # rows that stand in more paragraphs than this say nothing
_TRIED = 3  # how many paragraphs a paragraph is aligned with
_LONG_LINE = 150  # words; a longer line is a page without line breaks
_LONGEST = 1000  # words; longer paragraphs are known only when all their words are the same


class Paragraph(Struct, frozen=True):
    """A paragraph of a document: its line, its words at the level of letters, and where it begins and ends among those."""

    line: int
    words: tuple[str, ...]
    first: int
    last: int


Index = dict[tuple[str, ...], list[int]]


class Indexed(Struct, frozen=True):
    """A text that is held against others: all its words, its paragraphs by number, and the numbers by wording and by three words in a row."""

    document: Document
    words: list[str]
    paragraphs: list[Paragraph]
    numbers: dict[tuple[str, ...], int]
    index: Index


def indexed(document: Document) -> Indexed:
    """A text with its paragraphs, furniture left out, and what finds them."""
    cut = {line for run in furniture(document.text) for line in range(run.first, run.last + 1)}
    paragraphs = [paragraph for paragraph in paragraphs_of(document) if paragraph.line not in cut]
    index: Index = {}
    for number, paragraph in enumerate(paragraphs):
        for row in dict.fromkeys(rows_of(paragraph.words)):
            index.setdefault(row, []).append(number)
    numbers_of = {paragraph.words: number for number, paragraph in enumerate(paragraphs)}
    return Indexed(document, WORD.findall(document.form(Level.LETTERS).text), paragraphs, numbers_of, index)


def rows_of(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Every three words in a row."""
    return zip(*(words[place:] for place in range(ROW)), strict=False)


def paragraphs_of(document: Document, index: Index | None = None) -> list[Paragraph]:
    """Its paragraphs, each wording once; with an index only those that share a row of words with it."""
    form = document.form(Level.LETTERS)
    found: dict[tuple[str, ...], Paragraph] = {}
    for line, start, end in _units(document):
        first, last = form.letter(start), form.letter(end)
        words = tuple(WORD.findall(form.text[first:last]))
        if len(words) >= SHORTEST and (index is None or not index.keys().isdisjoint(rows_of(words))):
            found.setdefault(words, Paragraph(line, words, first, last))
    return list(found.values())


def _units(document: Document) -> Iterator[tuple[int, int, int]]:
    """The line, the beginning and the end of every line, or of the sentences of a long one."""
    for line in range(1, len(document.line_starts) + 1):
        start, end = document.line_span(line)
        text = document.text[start:end]
        if text.count(" ") < _LONG_LINE:
            yield line, start, end
        else:
            yield from ((line, start + sentence.start, start + sentence.end) for sentence in sentences(text))


def likely(new: Indexed, other: Paragraph) -> list[int]:
    """The paragraphs that share enough rows of words with a paragraph of another text to be worth aligning."""
    shared = new.index.keys() & set(rows_of(other.words))
    votes = Counter(number for row in shared if len(new.index[row]) <= _PLACES for number in new.index[row])
    most = sorted(votes, key=lambda number: (-votes[number], number))[:_TRIED]
    lengths = {number: sorted((len(new.paragraphs[number].words), len(other.words))) for number in most}
    return [number for number in most if lengths[number][1] <= _LONGEST and votes[number] >= _VOTES * lengths[number][0]]
