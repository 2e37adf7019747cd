"""The few questions on which sides are not simply the positions: their claims are read, as many as `groups` keeps.

What one speaker lists in several places of one source is one side; and where answers are too many for every two to be compared, it matters who
holds them.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np

from cstofacts.reconcile.findings import MAX_POSITIONS
from cstofacts.reconcile.positions import Position, QuestionKey, positions_of
from cstofacts.support.votes import Codes
from cstofacts.tables.canonical import json_text, text_of
from cstofacts.tables.groups import Row, by_question
from cstofacts.tables.heard import Heard, Held, Sides
from cstofacts.tables.judge import ClaimReader
from cstofacts.tables.vocabulary import Vocabulary
from cstofacts.tables.voters import joined

Positions = dict[QuestionKey, list[Position]]


def peculiar_questions(heard: Heard, vocabulary: Vocabulary) -> Codes:
    """The numbers of the questions with very many positions, and of those with lists on which anybody is heard twice."""
    numbers, counts = np.unique(heard.sides.question, return_counts=True)
    return np.union1d(numbers[counts > MAX_POSITIONS], _heard_twice(heard, vocabulary))


def _heard_twice(heard: Heard, vocabulary: Vocabulary) -> Codes:
    """The questions with lists on which one source has two sides from one origin."""
    listing = {property.id for property in vocabulary.properties.values() if property.type == "set"}
    of_lists = np.array([property in listing for property in heard.sides.property], dtype=bool)
    side, voice, source = (column[of_lists[heard.held.side]] for column in heard.held)
    origins = np.unique([origin for origin, _, _ in heard.voices], return_inverse=True)[1]
    speaker = np.unique(joined(source, origins[voice], len(heard.voices)), return_inverse=True)[1]
    sides = np.unique(joined(speaker, side, len(of_lists)))  # of each speaker
    asked = heard.sides.question[sides % max(len(of_lists), 1)]
    speaks, times = np.unique(joined(sides // max(len(of_lists), 1), asked, heard.questions), return_counts=True)
    return np.unique(speaks[times > 1] % max(heard.questions, 1))


def read_positions(rows: Iterable[Row], vocabulary: Vocabulary) -> Iterator[tuple[QuestionKey, list[Position]]]:
    """The positions on the questions of sorted rows, with those who hold them."""
    reader, properties = ClaimReader(vocabulary), vocabulary.properties
    for asked in by_question(rows):
        claims = [claim for answer in asked.answers for row in answer.holders for claim in reader.claims(row)]
        claims.sort(key=lambda claim: (claim.source, claim.line, claim.id))
        yield asked.key, positions_of(claims, properties[asked.key[1]], properties)


class _Added(NamedTuple):
    """Sides that stand for what an engine made out, and the claims that hold them, as rows of `Sides` and of `Held`."""

    sides: list[tuple[int, str, str, str]]
    held: list[tuple[int, int, int]]


def with_positions(heard: Heard, found: Positions) -> Heard:
    """What is heard, with these positions for sides of their questions."""
    sides, held = heard.sides, heard.held
    numbers = dict(zip(zip(sides.subject, sides.property, strict=True), sides.question.tolist(), strict=True))
    added = _added(heard, {numbers[key]: (key, positions) for key, positions in found.items()})
    kept = ~np.isin(sides.question, [numbers[key] for key in found])
    columns = [np.append(np.asarray(old)[kept], new) for old, new in zip(sides, zip(*added.sides, strict=True), strict=True)]
    order = np.argsort(columns[0], kind="stable")
    place = np.empty_like(order)
    place[order] = np.arange(len(order))
    stays = kept[held.side]
    side, voice, source = np.array(added.held, dtype=np.intp).reshape(-1, 3).T
    among = np.append((np.cumsum(kept) - 1)[held.side[stays]], kept.sum() + side)
    claims = Held(place[among], np.append(held.voice[stays], voice), np.append(held.source[stays], source))
    question, subject, property, position = (column[order] for column in columns)
    return heard._replace(sides=Sides(question, subject.tolist(), property.tolist(), position.tolist()), held=claims)


def _added(heard: Heard, found: dict[int, tuple[QuestionKey, list[Position]]]) -> _Added:
    voices = {voice: number for number, voice in enumerate(heard.voices)}
    sources: dict[str, int] = {}
    added = _Added([], [])
    for number, (key, positions) in found.items():
        for position in positions:
            for claim in position.claims:
                voice = voices[claim.origin, json_text(claim.attribution), str(claim.certainty)]
                added.held.append((len(added.sides), voice, sources.setdefault(claim.source, len(sources))))
            added.sides.append((number, *key, text_of(position)))
    return added
