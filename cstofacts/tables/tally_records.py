"""The records of `support --claims --format jsonl`: what every method picks on each question of a table that has answers which compete."""

from collections.abc import Iterator
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Annotated, Literal

import numpy as np
from msgspec import Meta, Raw, Struct

from cstofacts.support.votes import Codes, Floats
from cstofacts.tables.tally import Tally

# Contests that are turned into records together.
_AT_ONCE = 5_000

# Digits of a score: what is left of them on every machine.
_DIGITS = 6

# Powers of ten beyond these are not exact.
_EXACT = 15


class PickedSide(Struct, gc=False):
    """One side of a question, and how many vouch for it."""

    value: Annotated[str, Meta(description="the value in its canonical written form")]
    type: str
    tolerance: Annotated[str, Meta(description="how far 'about' reaches, as a part of the value")]
    scope: Annotated[dict[str, str], Meta(description="the qualifiers that set this side apart")]
    as_of: str
    hedged: Annotated[bool, Meta(description="put as a mere possibility or condition")]
    origin_count: Annotated[int, Meta(description="how many origins vouch for it: its votes")]
    source_count: Annotated[int, Meta(description="how many sources vouch for it")]


class PickedContest(Struct, gc=False):
    """Sides about one thing at one time that compete, by their index, and what each method makes of them."""

    sides: list[int]
    lone: Annotated[bool, Meta(description="one origin per side: a pick is the toss of a coin")]
    agree: Annotated[bool, Meta(description="whether all methods make the same pick")]
    picks: Annotated[dict[str, list[int]], Meta(description="by method; several are a tie")]
    scores: Annotated[dict[str, list[float]], Meta(description="by method, in the order of the sides; they compare within these only")]


class PickedRecord(Struct, gc=False):
    """One question with answers that compete."""

    id: str
    subject: str
    property: str
    advice: Annotated[Literal[True], Meta(description="this is advice: no verdict, and part of none")]
    sides: Raw
    contests: list[PickedContest]


def picked_records(tally: Tally) -> Iterator[PickedRecord]:
    """The record of each question, in the order of subject and property."""
    origins, sources, begin = tally.origins.tolist(), tally.sources.tolist(), 0
    groups = groupby(_contests(tally), key=itemgetter(0))
    begins, contests = next(groups, _NONE)
    for _, rows in tally.sides.words_by_question():
        if begin == begins:
            subject, property, *_ = rows[0]
            held = ",".join([_side_text(row[2], origins[place], sources[place]) for place, row in enumerate(rows, begin)])
            chosen = [contest for _, contest in contests]
            yield PickedRecord(f"{subject}/{property}", subject, property, True, Raw(f"[{held}]".encode()), chosen)  # noqa: FBT003 (that it is advice)
            begins, contests = next(groups, _NONE)
        begin += len(rows)


_NONE: tuple[int, Iterator[tuple[int, PickedContest]]] = -1, iter(())


def _side_text(position: str, origins: int, sources: int) -> str:
    """A `PickedSide` as JSON: the position, which is the first part of it as it stands, and how many vouch for it."""
    return f'{position[:-1]},"origin_count":{origins},"source_count":{sources}}}'


def _contests(tally: Tally) -> Iterator[tuple[int, PickedContest]]:
    """Each contest, with where the sides of its question begin."""
    names, agree, lone = list(tally.scores), tally.agree.tolist(), tally.lone.tolist()
    for start in range(0, len(agree), _AT_ONCE):
        begins = tally.begins[start : start + _AT_ONCE + 1]
        answers = slice(int(begins[0]), int(begins[-1]))
        first, side = tally.first[answers].tolist(), (tally.row[answers] - tally.first[answers]).tolist()
        columns = [rounded(scores[answers]).tolist() for scores in tally.scores.values()]
        picks = _picks(tally, answers, begins)
        for number, (begin, end) in enumerate(pairwise((begins - begins[0]).tolist())):
            scores = [column[begin:end] for column in columns]
            chosen = dict(zip(names, picks[number], strict=True)), dict(zip(names, scores, strict=True))
            yield first[begin], PickedContest(side[begin:end], lone[start + number], agree[start + number], *chosen)


def _picks(tally: Tally, answers: slice, begins: Codes) -> list[list[list[int]]]:
    """For each contest the sides that each method picks; the same sides are one list."""
    side = tally.row[answers] - tally.first[answers]
    if side.max() < _BITS:
        bits = 1 << side
        sets = [np.add.reduceat(np.where(marks[answers], bits, 0), begins[:-1] - begins[0]).tolist() for marks in tally.picked.values()]
        return [list(map(_SIDES.__getitem__, row)) for row in zip(*sets, strict=True)]
    ends = (begins - begins[0]).tolist()
    return [[side[begin:end][marks[answers][begin:end]].tolist() for marks in tally.picked.values()] for begin, end in pairwise(ends)]


class _Sets(dict[int, list[int]]):
    """The sides that a set of bits stands for; there are few such sets."""

    def __missing__(self, bits: int) -> list[int]:
        sides = [side for side in range(_BITS) if bits >> side & 1]
        if len(self) < _AT_ONCE:
            self[bits] = sides
        return sides


# Those of a number of which one more is its sign.
_BITS = 63

_SIDES = _Sets()


def rounded(values: Floats) -> Floats:
    """The values to as many digits as are the same on every machine."""
    with np.errstate(divide="ignore"):
        digits = _DIGITS - 1 - np.floor(np.log10(np.abs(values)))
    near = np.abs(digits) <= _EXACT
    scale = 10.0 ** np.where(near, np.abs(digits), 0)
    found = np.where(digits < 0, np.rint(values / scale) * scale, np.rint(values * scale) / scale)
    for place in np.flatnonzero(~near):
        found[place] = float(f"{values[place]:.{_DIGITS}g}")
    return found
