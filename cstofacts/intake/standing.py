"""Which quotes of an article still stand in it after an edit, and in which line.

A quote stands when it is found letter by letter, but for spelling, in a line that its own line may have become. The short quote `12` may stand in an
edited article and be another twelve, so where it stands counts:

- with the old text at hand, lines are paired: the same words, or half of them between two lines that stayed,
- without it, a quote may have moved as far as those next to it that stand once in the new text.

A quote of five words or more that stands once in the new text is the same wherever it stands. Anything else is gone: a word of it changed, or its
paragraph was taken out.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence

from cstofacts.evidence.difference import matching_blocks
from cstofacts.evidence.document import WORD, Document
from cstofacts.evidence.locate import Located, locate
from cstofacts.extract.sentences import sentences
from cstofacts.model.candidate import Candidate
from cstofacts.model.claim import Claim, Evidence
from cstofacts.spelling import fold

LONG_QUOTE = 5
"""Words. Of the 477 quotes of the CSTO articles the 27 with so many stand once in their own article and in no other; of the rest every fifth stands
in several places of its own article, and one of four words may be a name."""

_SAME_LINE = 0.5  # the part of the words of the shorter of two lines that both have
_NEIGHBOURS = 2  # quotes on either side that tell how far a line moved

_STANDING = (Evidence.VERIFIED, Evidence.VERIFIED_NORMALISED)

Quoted = Claim | Candidate
Lines = Callable[[Quoted], Sequence[int]]
"""The lines of the new text that the line of a quote may have become."""


def standing_line(one: Quoted, new: Document, lines: Lines) -> int:
    """The line in which a quote still stands, or 0."""
    for line in lines(one):
        found = locate(new, one.quote, line)
        if found.status in _STANDING and found.line == line:
            return line
    if len(WORD.findall(one.quote)) < LONG_QUOTE:
        return 0
    found = locate(new, one.quote)
    return found.line if _stands_once(found) else 0


def _stands_once(found: Located) -> bool:
    return found.status in _STANDING and found.occurrences == 1


def lines_by_text(old: Document, new: Document) -> Lines:
    """Lines as the old text and the new one pair them."""
    theirs, ours = _folded_lines(old), _folded_lines(new)
    same: dict[str, list[int]] = {}
    for number, line in ours:
        same.setdefault(line, []).append(number)
    paired: dict[int, list[int]] = {}
    first = second = 0
    for begin, other, length in matching_blocks([line for _, line in theirs], [line for _, line in ours]):
        for number, line in theirs[first:begin]:
            paired[number] = same.get(line, []) + [there for there, text in ours[second:other] if _is_reworded(line, text)]
        paired |= {theirs[begin + step][0]: [ours[other + step][0]] for step in range(length)}
        first, second = begin + length, other + length
    return lambda one: paired.get(_line_in(old, one), [])


def _folded_lines(document: Document) -> list[tuple[int, str]]:
    """The lines that hold anything, with their numbers."""
    return [(number, folded) for number, line in enumerate(document.text.split("\n"), start=1) if (folded := fold(line))]


def _is_reworded(one: str, other: str) -> bool:
    words, others = Counter(WORD.findall(one)), Counter(WORD.findall(other))
    return (words & others).total() >= _SAME_LINE * max(1, min(words.total(), others.total()))


def _line_in(document: Document, one: Quoted) -> int:
    found = locate(document, one.quote, one.line)
    return found.line if found.status in _STANDING else one.line


def lines_by_neighbours(quoted: Sequence[Quoted], new: Document) -> Lines:
    """Lines as the other quotes moved."""
    found = [(one, locate(new, one.quote, one.line)) for one in quoted]
    anchors = sorted((one.line, located.line - one.line, fold(one.quote)) for one, located in found if _stands_once(located))
    return lambda one: _moved(one, anchors)


def _moved(one: Quoted, anchors: Sequence[tuple[int, int, str]]) -> list[int]:
    """The line of a quote moved as far as its neighbours, the nearest first; last the line as it is."""
    others = [(line, shift) for line, shift, quote in anchors if (line, quote) != (one.line, fold(one.quote))]
    here = bisect_left(others, (one.line, 0))
    near = others[max(0, here - _NEIGHBOURS) : here + _NEIGHBOURS]
    shifts = [shift for _, shift in sorted(near, key=lambda other: abs(other[0] - one.line))]
    return list(dict.fromkeys(one.line + shift for shift in (*shifts, 0)))


def is_reworded(one: Quoted, line: int, old: Document, new: Document) -> bool:
    """Whether the sentence around a quote has other words than before."""
    before, after = locate(old, one.quote, one.line), locate(new, one.quote, line)
    return before.status in _STANDING and _sentence(old, before) != _sentence(new, after)


def _sentence(document: Document, found: Located) -> str:
    start, end = document.line_span(found.line)
    text = document.text[start:end]
    place = found.start - start
    return next((fold(text[one.start : one.end]) for one in sentences(text) if one.start <= place < one.end), "")
