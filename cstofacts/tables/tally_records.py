"""The records of `support --claims --format jsonl`: what every method picks on each question of a table that has answers which compete."""

from collections.abc import Iterator
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Annotated, Literal

import numpy as np
from msgspec import Meta, Raw, Struct

from cstofacts.support.votes import Floats
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
    for _, rows in tally.sides.by_question():
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
    for start in range(0, len(tally.begins) - 1, _AT_ONCE):
        begins = tally.begins[start : start + _AT_ONCE + 1]
        answers = slice(int(begins[0]), int(begins[-1]))
        first, row = tally.first[answers].tolist(), tally.row[answers].tolist()
        scores = {name: rounded(scores[answers]).tolist() for name, scores in tally.scores.items()}
        picked = {name: picked[answers].tolist() for name, picked in tally.picked.items()}
        for begin, end in pairwise((begins - begins[0]).tolist()):
            sides = [one - first[begin] for one in row[begin:end]]
            picks = {name: [side for side, picks in zip(sides, marks[begin:end], strict=True) if picks] for name, marks in picked.items()}
            one, *others = picks.values()
            lone = all(tally.origins[place] == 1 for place in row[begin:end])
            of_each = {name: values[begin:end] for name, values in scores.items()}
            yield first[begin], PickedContest(sides, lone, all(other == one for other in others), picks, of_each)


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
