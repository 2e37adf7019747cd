"""The few questions on which sides are not simply the positions: their claims are read, as many as `groups` keeps.

What one speaker lists in several places of one source is one side; and where answers are too many for every two to be compared, it matters who
holds them.
"""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

import numpy as np

from cstofacts.reconcile.findings import MAX_POSITIONS
from cstofacts.reconcile.positions import Position, QuestionKey, positions_of
from cstofacts.support.votes import Codes
from cstofacts.tables.canonical import json_text, text_of
from cstofacts.tables.groups import Row, by_question
from cstofacts.tables.heard import Heard, Held, Sides, Some, Words
from cstofacts.tables.judge import ClaimReader
from cstofacts.tables.results import SummaryRow
from cstofacts.tables.vocabulary import Vocabulary
from cstofacts.tables.voters import joined


class Peculiar:
    """Tells which questions are such."""

    def __init__(self, heard: Heard, vocabulary: Vocabulary) -> None:
        """Look through all claims once."""
        self.twice = heard_twice(heard)
        self.listing = {property.id for property in vocabulary.properties.values() if property.type == "set"}

    def is_one(self, number: int, sides: list[SummaryRow]) -> bool:
        """Whether the question of that number is one, by its sides."""
        return len(sides) > MAX_POSITIONS or (number in self.twice and sides[0][1] in self.listing)


def heard_twice(heard: Heard) -> set[int]:
    """The questions on which one source has two sides from one origin."""
    side, voice, source = heard.held
    _, origins = np.unique([origin for origin, _, _ in heard.voices] or [""], return_inverse=True)
    speaker, question = joined(source, origins[voice], len(origins)), heard.sides.question[side]
    order = np.lexsort((speaker, question))
    asked, speaks, held = question[order], speaker[order], side[order]
    again = (asked[1:] == asked[:-1]) & (speaks[1:] == speaks[:-1]) & (held[1:] != held[:-1])
    return set(asked[1:][again].tolist())


def read_positions(rows: Iterable[Row], vocabulary: Vocabulary) -> Iterator[tuple[QuestionKey, list[Position]]]:
    """The positions on the questions of sorted rows, with those who hold them."""
    reader, properties = ClaimReader(vocabulary), vocabulary.properties
    for asked in by_question(rows):
        claims = [claim for answer in asked.answers for row in answer.holders for claim in reader.claims(row)]
        claims.sort(key=lambda claim: (claim.source, claim.line, claim.id))
        yield asked.key, positions_of(claims, properties[asked.key[1]], properties)


class Known(NamedTuple):
    """The positions on a question, and for each the first of its contest."""

    key: QuestionKey
    positions: list[Position]
    first: list[int]


def with_positions(heard: Heard, first: Codes, found: dict[int, Known]) -> tuple[Heard, Codes]:
    """What is heard, and the first of the contest of each side, with these positions for sides of their questions."""
    question, held = heard.sides.question, heard.held
    added = [number for number, known in found.items() for _ in known.positions]
    kept = ~np.isin(question, list(found))
    asked = np.append(question[kept], np.array(added, dtype=np.intp))
    order = np.argsort(asked, kind="stable")
    place = np.empty_like(order)
    place[order] = np.arange(len(order))
    stays = kept[held.side]
    side, voice, source = np.array(list(_held(heard, found)), dtype=np.intp).reshape(-1, 3).T
    among = np.append((np.cumsum(kept) - 1)[held.side[stays]], kept.sum() + side)
    claims = Held(place[among], np.append(held.voice[stays], voice), np.append(held.source[stays], source))
    firsts = np.append(first[kept], np.array([one for known in found.values() for one in known.first], dtype=np.intp))
    return heard._replace(sides=_with(heard.sides, asked[order], found), held=claims), firsts[order]


def _held(heard: Heard, found: dict[int, Known]) -> Iterator[tuple[int, int, int]]:
    """Who holds which of the positions, by their numbers: the claims as rows of `Held`."""
    voices = {voice: number for number, voice in enumerate(heard.voices)}
    sources: dict[str, int] = {}
    for side, position in enumerate(position for known in found.values() for position in known.positions):
        for claim in position.claims:
            voice = claim.origin, json_text(claim.attribution), str(claim.certainty)
            yield side, voices[voice], sources.setdefault(claim.source, len(sources))


def _with(sides: Sides, asked: Codes, found: dict[int, Known]) -> Sides:
    """The sides, with the positions that were found."""
    own: dict[int, list[Words]] = {number: [(*known.key, text_of(position)) for position in known.positions] for number, known in found.items()}
    rows = {number: [(*known.key, text_of(position), "", "", "", 0, "", "") for position in known.positions] for number, known in found.items()}

    def replaced(read: Iterator[tuple[int, list[Some]]], instead: dict[int, list[Some]]) -> Iterator[Some]:
        return chain.from_iterable(instead.get(number, of_one) for number, of_one in read)

    return Sides(asked, lambda: replaced(sides.by_question(), rows), lambda: replaced(sides.words_by_question(), own))
