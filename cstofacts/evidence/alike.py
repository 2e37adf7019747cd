"""The stretch of a text that is most like a quote, when the quote itself is not there.

The words of the quote vote for where it would begin: a rare word with all its places, a frequent one with those next to the stated line. The best of
these places, and the one that RapidFuzz finds in the stated line, are cut to the words between the first and the last common one. The likeness
only chooses among them, and tells a changed quote from one that is not there: it never passes one.
"""

import re
from bisect import bisect_left
from collections import Counter

from msgspec import Struct

from cstofacts.evidence.difference import is_negation, matching_blocks
from cstofacts.evidence.document import WORD, Document, Words
from cstofacts.evidence.normal import Level, normal_form

# Measured on the quotes of benchmarks/quotes.py: where the right place is found, a quote of five to twelve words with up to three changed is
# 0.62 to 0.99 like it; a quote of made-up words, which shares none with the text, is at most 0.41 like anything in its line. Between those two the
# border is a choice: in the line where the quote should be, less will do.
LIKE_ENOUGH = 0.6
LIKE_ENOUGH_IN_ITS_LINE = 0.5

# The stated line wins against a stretch elsewhere that is hardly more like the quote.
_FOR_ITS_LINE = 0.1

# How many places of one word vote, how many words of a quote, how many places are looked at by their support, and how many by their words: enough to
# find 175 of the 200 changed quotes of the benchmark in a megabyte without their lines, and a bound on what a hostile text can cost.
_PLACES_OF_A_WORD = 192
_VOTING_WORDS = 64
_SUPPORTED = 24
_TRIED = 4
_LONGEST_LINE = 5000

_SIGNS_BEFORE = re.compile(r"\W+")
_SIGNS_AFTER = re.compile(r"(?<!\W)\W+$")


class Stretch(Struct, frozen=True):
    """A stretch of the folded text, how like the quote it is, and whether it is in the stated line."""

    first: int
    last: int
    likeness: float
    in_line: bool

    @property
    def rank(self) -> float:
        """What the best stretch has most of."""
        return self.likeness + (_FOR_ITS_LINE if self.in_line else 0)

    @property
    def is_like_enough(self) -> bool:
        """Whether it is the quote, changed, and not something else."""
        return self.likeness >= (LIKE_ENOUGH_IN_ITS_LINE if self.in_line else LIKE_ENOUGH)


class Sought(Struct, frozen=True):
    """A folded quote, its words, and the stated line as a stretch of the folded text."""

    text: str
    words: list[str]
    line_first: int
    line_last: int

    def stretch(self, first: int, last: int, text: str) -> Stretch:
        """A stretch of the folded text, held against the quote."""
        from rapidfuzz.distance import Indel  # heavy, and needed only for a quote that does not stand in its text

        first, last = self._with_signs(first, last, text)
        in_line = self.line_first <= first < self.line_last
        return Stretch(first, last, Indel.normalized_similarity(self.text, text[first:last]), in_line)

    def _with_signs(self, first: int, last: int, text: str) -> tuple[int, int]:
        """The stretch with the signs around it that the quote has around its words."""
        before, after = _SIGNS_BEFORE.match(self.text), _SIGNS_AFTER.search(self.text)
        if before and (signs := _SIGNS_AFTER.search(text, max(0, first - len(before[0]) - 1), first)) and signs[0].strip() in before[0]:
            first = signs.start() + len(signs[0]) - len(signs[0].lstrip())
        if after and (signs := _SIGNS_BEFORE.match(text, last, last + len(after[0]) + 1)) and signs[0].strip() in after[0]:
            last += len(signs[0].rstrip())
        return first, last


def most_alike(document: Document, quote: str, line: int) -> Stretch | None:
    """The stretch of the folded text that is the quote with some of its words changed, if there is one."""
    folded, words = document.form(Level.LETTERS), document.words
    text = normal_form(quote, Level.LETTERS)
    first, last = (folded.letter(place) for place in document.line_span(line))
    sought = Sought(text, WORD.findall(text), first, last)
    begins = _voted(sought, words)
    stretches = [_cut(sought, begin, words, folded.text) for begin in begins]
    if aligned := _aligned(sought, words, folded.text):
        number = words.first_from(aligned[0])
        stretches += [sought.stretch(*aligned, folded.text), _cut(sought, number, words, folded.text)]
    best = max((stretch for stretch in stretches if stretch), key=lambda stretch: (stretch.rank, -stretch.first), default=None)
    return best if best and best.is_like_enough else None


def _voted(sought: Sought, words: Words) -> list[int]:
    """The numbers of the words at which the quote most likely begins."""
    near = bisect_left(words.starts, sought.line_first)
    votes: Counter[int] = Counter()
    rare_first = sorted(range(len(sought.words)), key=lambda place: len(words.numbers.get(sought.words[place], ())))
    for place in rare_first[:_VOTING_WORDS]:
        numbers = words.numbers.get(sought.words[place])
        if numbers:
            middle = bisect_left(numbers, near) - _PLACES_OF_A_WORD // 2
            begin = max(0, min(middle, len(numbers) - _PLACES_OF_A_WORD))
            votes.update(number - place for number in numbers[begin : begin + _PLACES_OF_A_WORD])
    most = [begin for begin, _ in votes.most_common(_SUPPORTED)]
    return sorted(most, key=lambda begin: (-_support(votes, begin), abs(begin - near)))[:_TRIED]


def _support(votes: Counter[int], begin: int) -> int:
    """A word put in or left out moves the words behind it by one."""
    return 2 * votes[begin] + votes.get(begin - 1, 0) + votes.get(begin + 1, 0)


def _cut(sought: Sought, begin: int, words: Words, text: str) -> Stretch | None:
    """The stretch around a beginning, from the first to the last word that it shares with the quote, and as many more as the quote has there."""
    length = len(sought.words)
    margin = max(3, length // 2)
    low, high = max(0, begin - margin), min(len(words.words), begin + length + margin)
    blocks = [block for block in matching_blocks(sought.words, words.words[low:high]) if block[2]]
    if not blocks:
        return None
    first, last = blocks[0], blocks[-1]
    start = max(low, low + first[1] - first[0])
    stop = min(high, low + last[1] + last[2] + length - last[0] - last[2])
    if first[0] and start and is_negation(words.words[start - 1]):
        start -= 1
    return sought.stretch(words.starts[start], words.end(stop - 1), text)


def _aligned(sought: Sought, words: Words, text: str) -> tuple[int, int] | None:
    """The stretch of the stated line that RapidFuzz finds, grown to whole words, with a word of denial before it."""
    from rapidfuzz import fuzz  # heavy, and needed only for a quote that does not stand in its text

    line = text[sought.line_first : min(sought.line_last, sought.line_first + _LONGEST_LINE)]
    found = fuzz.partial_ratio_alignment(sought.text, line) if line and sought.text else None
    if found is None or found.dest_start == found.dest_end or not words.words:
        return None
    first = min(words.first_from(sought.line_first + found.dest_start), len(words.words) - 1)
    last = max(first, words.first_from(sought.line_first + found.dest_end - 1))
    last -= last == len(words.words) or (last > first and words.starts[last] >= sought.line_first + found.dest_end)
    if first and is_negation(words.words[first - 1]) and words.starts[first - 1] >= sought.line_first:
        first -= 1
    return words.starts[first], words.end(last)
