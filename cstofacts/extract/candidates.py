"""candidates: the claims that a text may make on the questions of a registry, for a person to accept.

Every figure, date, duration and list of the text is one candidate, with the questions that it may answer (`questions`), what narrows it (`scope`),
its speakers and its hedge. What a clause denies answers nothing. What stands in page furniture is left out, and what has two readings is not read;
both are reported, so that a person can look.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from cstofacts.extract import counted, dates, durations, lists, numbers, scope, speech
from cstofacts.extract.base import Found, Refused
from cstofacts.extract.explained import unexplained
from cstofacts.extract.furniture import furniture
from cstofacts.extract.others import others
from cstofacts.extract.questions import propose
from cstofacts.extract.sentences import sentences
from cstofacts.extract.setting import Setting, setting_of
from cstofacts.extract.stems import Token, tokens_of
from cstofacts.extract.vocabulary import READ, Vocabulary
from cstofacts.language import marked
from cstofacts.model.candidate import Candidate
from cstofacts.model.extraction import Asked, Extracted, Proposal, Resolved, Sentence, Unread
from cstofacts.progress import followed
from cstofacts.spelling import ascii_digits
from cstofacts.values.date import Date

NO_QUESTION = "no question fits"

_YEAR = re.compile(r"\d{4}")

# No sentence of a newspaper has half as many letters; what is longer is a table or worse, and is read piece by piece.
_LONGEST = 2000

# The first that fit about equally well are for a person to choose from, the rest is noise.
_MOST_QUESTIONS = 4

_LOOKING = marked("looking for claims")


def extract(text: str, vocabulary: Vocabulary, published: Date | None = None) -> Extracted:
    """Every candidate of a text, in its order; dates are counted from `published`."""
    left_out = furniture(text)
    article = [one for one in sentences(text) if not any(part.first <= one.line <= part.last for part in left_out)]
    page = _Page(text, vocabulary, published, article)
    proposals = [proposal for number, sentence in enumerate(followed(_LOOKING, article)) for proposal in page.proposals(number, sentence)]
    return Extracted(
        tuple(article),
        tuple(proposals),
        tuple(page.unread()),
        tuple(page.resolved()),
        tuple(left_out),
    )


class _Page:
    """A text with everything that the readers found in it, in order, while its sentences are gone through."""

    def __init__(self, text: str, vocabulary: Vocabulary, published: Date | None, article: Sequence[Sentence]) -> None:
        self.text, self.vocabulary, self.article = text, vocabulary, article
        self.tokens = tokens_of(text, vocabulary.spellings)
        self.token_starts = [token.start for token in self.tokens]
        read = [*numbers.read(text), *durations.read(text), *dates.read(text, published), *lists.read(text, vocabulary.spellings)]
        said = speech.read(text, vocabulary.spellings)
        self.values = list(_apart(sorted((one for one in read if isinstance(one, Found)), key=_place)))
        self.refused = sorted((one for one in (*read, *said) if isinstance(one, Refused)), key=_place)
        self.said = [one for one in said if isinstance(one, Found)]
        self.value_starts = [one.start for one in self.values]
        self.said_starts = [one.start for one in self.said]
        self.starts = [sentence.start for sentence in article]

    def line_of(self, one: Found | Refused) -> int:
        """The line of a place, or 0 when it lies in no sentence of the article."""
        number = bisect_right(self.starts, one.start) - 1
        return self.article[number].line if number >= 0 and one.start < self.article[number].end else 0

    def unread(self) -> Iterator[Unread]:
        """The values that have two readings, or lack a datum."""
        for one in self.refused:
            if one.type in READ and (line := self.line_of(one)):
                yield Unread(one.start, one.end, line, one.type, self.text[one.start : one.end], one.why)

    def resolved(self) -> Iterator[Resolved]:
        """The dates whose year is not written in figures: they were worked out, and how is for a person to check."""
        for one in self.values:
            written = self.text[one.start : one.end]
            if one.type == "date" and not _YEAR.search(ascii_digits(written)) and (line := self.line_of(one)):
                yield Resolved(line, written, str(one.written), one.why)

    def proposals(self, number: int, sentence: Sentence) -> Iterator[Proposal]:
        """What one sentence proposes; the one before it and the first of the text may name what it is about."""
        before = [self.article[0], self.article[number - 1]] if number else []
        earlier = [token for one in before for token in self._tokens(one.start, min(one.end, one.start + _LONGEST))]
        for start in range(sentence.start, sentence.end, _LONGEST):
            end = min(sentence.end, start + _LONGEST)
            values = self.values[bisect_left(self.value_starts, start) : bisect_left(self.value_starts, end)]
            if not values:
                continue
            said = self.said[bisect_left(self.said_starts, start) : bisect_left(self.said_starts, end)]
            setting = setting_of(self.text, self._tokens(start, end), earlier, [(one.start, one.end) for one in values], self.vocabulary)
            names = others(setting, [(one.start, one.end) for one in said if one.type == "speaker"])
            for found in values:
                yield self._proposal(found, setting, sentence, [*values, *said], names)

    def _tokens(self, start: int, end: int) -> list[Token]:
        return self.tokens[bisect_left(self.token_starts, start) : bisect_left(self.token_starts, end)]

    def _proposal(self, found: Found, setting: Setting, sentence: Sentence, beside: Sequence[Found], names: tuple[str, ...]) -> Proposal:
        denied = scope.denial(found, beside, self.text)
        proposed = [] if denied else propose(found, setting, self.vocabulary)[:_MOST_QUESTIONS]
        questions = tuple(self._narrowed(found, asked, setting, beside) for asked in proposed)
        why = f"its clause denies something: {denied}" if denied else questions[0].why if questions else NO_QUESTION
        doubted = next((self.text[one.start : one.end] for one in beside if one.type == "polarity"), "")
        dates = tuple(str(one.written) for one in beside if one.type == "date" and one is not found)
        return Proposal(self._candidate(found, sentence, beside, questions, why), questions, sentence, denied, doubted, names, dates)

    def _narrowed(self, found: Found, asked: Asked, setting: Setting, beside: Sequence[Found]) -> Asked:
        narrowed = replace(asked, qualifiers=scope.qualifiers(found, asked.property, setting, beside, self.vocabulary))
        return replace(narrowed, unexplained=unexplained(found, narrowed, setting, beside, self.vocabulary))

    def _candidate(self, found: Found, sentence: Sentence, beside: Sequence[Found], questions: Sequence[Asked], why: str) -> Candidate:
        end = counted.noun_end(self.text, found.end) if found.type == "number" else found.end
        quote, text = self.text[found.start : end], self.text[found.start : found.end]
        asked = questions[0] if questions else None
        speakers = speech.chain([one for one in beside if one.type == "speaker"])
        unnamed = [speaker for speaker in speakers if speaker not in self.vocabulary.registry.entities]
        return Candidate(
            "",
            found.type,
            found.written,
            quote,
            sentence.line,
            asked.subject if asked else "",
            asked.property if asked else "",
            text if text != quote else "",
            asked.qualifiers if asked else {},
            tuple(speaker for speaker in speakers if speaker not in unnamed),
            scope.certainty(found, beside, self.text),
            f"said by {', '.join(unnamed)}" if unnamed else "",
            f"{found.why}; {why}",
            start=found.start,
            end=end,
        )


def _apart(values: Sequence[Found]) -> Iterator[Found]:
    """The values without the numbers that are a part of a date or a duration: `2011` in `the 2011 protests`."""
    times = [(one.start, one.end) for one in values if one.type in ("date", "duration")]
    starts = [start for start, _ in times]
    for one in values:
        number = bisect_right(starts, one.start) - 1
        if one.type != "number" or number < 0 or one.start >= times[number][1]:
            yield one


def _place(one: Found | Refused) -> tuple[int, int]:
    return one.start, -one.end


def without_repeats(proposals: Iterable[Proposal]) -> Iterator[Proposal]:
    """The proposals without those that say again what one before them says on its question."""
    seen: set[object] = set()
    for proposal in proposals:
        one = proposal.candidate
        said = (one.subject, one.property, one.value, tuple(sorted(one.qualifiers.items())), one.attribution)
        if not one.property or said not in seen:
            yield proposal
        seen.add(said)
