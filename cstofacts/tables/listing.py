"""List very many questions: one record each, with its worst relation and who holds what, without a word of explanation.

The rows are `results.SummaryRow`, those of `select.summary_of`, sorted. However many claims or positions a question has, what is kept of it is
bounded, and what is left out is counted.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from heapq import nsmallest
from itertools import groupby
from operator import itemgetter
from typing import Generic, TypeVar

import msgspec

from cstofacts.tables.groups import MAX_ANSWERS
from cstofacts.tables.order import OPEN_LIST
from cstofacts.tables.outcome import Comparer
from cstofacts.tables.results import MOST_REMEMBERED, Listed, Names, SummaryRow
from cstofacts.tables.select import BETWEEN, VOICE
from cstofacts.tables.vocabulary import Vocabulary

Thing = TypeVar("Thing")

Made = Callable[[Iterator[Listed]], Thing]
"""What is made of the records of a part of the questions; it goes through pickle, and so does what it makes."""

_KEY, _PLACE = itemgetter(0, 1), itemgetter(7, 2)

ROWS_OF_PART = 1_000
"""The least rows of a part: smaller ones cost more to hand over than they save, larger ones do not stay in the caches of a processor."""


class Lister(Generic[Thing]):
    """Makes something of the records of the questions of a part; what it has learned serves for all that follow. It can be pickled, as new."""

    def __init__(self, vocabulary: Vocabulary, made: Made[Thing]) -> None:
        """Go by a vocabulary."""
        self.vocabulary, self.made = vocabulary, made
        self.comparer = Comparer(vocabulary)

    def __call__(self, part: Iterable[SummaryRow]) -> Thing:
        """What is made of a part."""
        return self.made(list_questions(self.comparer, part))

    def __reduce__(self) -> tuple[type, tuple[Vocabulary, Made[Thing]]]:
        """Without what it has learned."""
        return Lister, (self.vocabulary, self.made)


class Part(list[SummaryRow]):
    """Rows of whole questions; pickled as MessagePack, which takes a fifth of the time."""

    def __reduce__(self) -> tuple[Callable[[bytes], "Part"], tuple[bytes]]:
        """As bytes."""
        return _unpacked, (_pack(self),)


_pack, _unpack = msgspec.msgpack.Encoder().encode, msgspec.msgpack.Decoder(list[SummaryRow]).decode


def _unpacked(packed: bytes) -> Part:
    return Part(_unpack(packed))


def parts_of(batches: Iterable[list[SummaryRow]]) -> Iterator[Part]:
    """The rows in parts; no batch is empty."""
    part = Part()
    for batch in batches:
        place = _last_question(batch)
        goes_on = not place and part and _KEY(part[-1]) == _KEY(batch[0])
        if len(part) + place < ROWS_OF_PART or goes_on:
            part += batch
        else:
            part += batch[:place]
            yield part
            part = Part(batch[place:])
    if part:
        yield part


def _last_question(batch: list[SummaryRow]) -> int:
    """Where in a batch the rows of the question begin with which it ends."""
    place = len(batch) - 1
    while place and _KEY(batch[place - 1]) == _KEY(batch[-1]):
        place -= 1
    return place


def list_questions(comparer: Comparer, rows: Iterable[SummaryRow]) -> Iterator[Listed]:
    """One record for each question."""
    outcome, properties = comparer.outcome, comparer.registry.properties
    for (subject, question), group in groupby(rows, key=_KEY):
        answers = list(group)
        kept = sorted(nsmallest(MAX_ANSWERS, answers, key=_by_claims), key=_PLACE) if len(answers) > MAX_ANSWERS else answers
        held = [_names(row[3], row[8]) for row in kept]
        found = outcome(properties[question], kept, apart=_are_apart(held))
        claims = sum([row[6] for row in answers])
        yield Listed(subject, question, found, claims, len(answers) - len(kept), kept, held)


def _by_claims(row: SummaryRow) -> tuple[int, str]:
    """The positions with most claims first, as `groups` keeps them."""
    return -row[6], row[2]


def _names(frame: str, voices: str) -> Names:
    """The names in the voices of a row."""
    if BETWEEN not in voices:  # as of most positions
        return _alone(voices)
    names = voices.replace(BETWEEN, VOICE).split(VOICE)
    step = 3 if frame.startswith(OPEN_LIST) else 2  # since how firmly each says so stands there too
    return tuple(sorted({*names[::step]})), tuple(sorted({*names[1::step]}))


@lru_cache(MOST_REMEMBERED)
def _alone(voice: str) -> Names:
    """The names in one voice."""
    source, origin, *_ = voice.split(VOICE)
    return (source,), (origin,)


def _are_apart(held: list[Names]) -> bool:
    """Whether no source and no origin is among two of the holders."""
    sources = [name for names, _ in held for name in names]
    if len({*sources}) < len(sources):
        return False
    origins = [name for _, names in held for name in names]
    return len({*origins}) == len(origins)
