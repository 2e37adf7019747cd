"""Who has a vote in a table: for each voice the origin that is counted for it, which is that of the registry (`reconcile.support`).

Where nobody who is relayed on a question also speaks on it, every origin stands for itself, or for the organisation that it is a part of: so it is
with most questions, and nothing need be known of them. The chains of the others are gone through one by one.
"""

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

import msgspec
import numpy as np

from cstofacts.model.claim import Certainty, Claim
from cstofacts.model.problem import Location
from cstofacts.model.registry import Registry
from cstofacts.reconcile.support import NOT_VOUCHING, chains_of, counted_origins, outermost
from cstofacts.support.votes import Codes, distinct
from cstofacts.tables.heard import Heard, Voice
from cstofacts.values.boolean import Boolean

_NOWHERE = Location("")
_decode = msgspec.json.Decoder(tuple[str, ...]).decode


class Voters(NamedTuple):
    """The names of the voters, in order; by voice the number of its voter, and whether it vouches for what it says.

    `changed` are the numbers of question and voice, as one, where somebody else is counted, in order, and `instead` whoever that is.
    """

    names: list[str]
    of_voice: Codes
    vouches: "np.typing.NDArray[np.bool_]"
    changed: Codes
    instead: Codes

    def counted(self, question: Codes, voice: Codes) -> Codes:
        """The voter of each claim, by the numbers of its question and voice."""
        voter = self.of_voice[voice]
        if len(self.changed):
            key = joined(question, voice, len(self.of_voice))
            place = np.minimum(np.searchsorted(self.changed, key), len(self.changed) - 1)
            voter = np.where(self.changed[place] == key, self.instead[place], voter)
        return voter


def voters_of(heard: Heard, registry: Registry) -> Voters:
    """Who is counted for the voices of a table."""
    claims = [_claim(voice) for voice in heard.voices]
    around = {origin: outermost(origin, registry) for origin in {claim.origin for claim in claims}}
    names = sorted(set(around.values()))
    number = {name: place for place, name in enumerate(names)}
    of_voice = np.array([number[around[claim.origin]] for claim in claims], dtype=np.intp)
    vouches = np.array([claim.certainty not in NOT_VOUCHING for claim in claims], dtype=bool)
    changes = [
        (question * len(claims) + voice, number[counted[claims[voice].origin]])
        for question, voices in _relaying(heard, claims)
        for counted in [counted_origins(chains_of([claims[voice] for voice in voices], registry), registry)]
        for voice in voices
    ]
    changed, instead = np.array(changes, dtype=np.intp).reshape(-1, 2).T
    return Voters(names, of_voice, vouches, changed, instead)


def _claim(voice: Voice) -> Claim:
    """A claim of which only the voice is known."""
    origin, attribution, certainty = voice
    return Claim("", "", "", "", "", Boolean(holds=True), "", 0, origin, _NOWHERE, {}, None, _decode(attribution), Certainty(certainty))


def _relaying(heard: Heard, claims: list[Claim]) -> Iterator[tuple[int, list[int]]]:
    """The questions on which somebody speaks who is also relayed there, each with its voices, in order."""
    place = {origin: number for number, origin in enumerate(sorted({claim.origin for claim in claims}))}
    relays = [[place[body] for body in claim.attribution[:-1] if body in place] for claim in claims]
    deepest = max(map(len, relays), default=0)
    if not deepest:
        return
    question, voice = heard.said
    by = np.array([place[claim.origin] for claim in claims])
    through = [np.array([bodies[depth] if depth < len(bodies) else -1 for bodies in relays])[voice] for depth in range(deepest)]
    relayed = np.concatenate([joined(question[body >= 0], body[body >= 0], len(place)) for body in through])
    both = np.intersect1d(relayed, joined(question, by[voice], len(place)))
    of_both = np.isin(question, both // len(place))
    rows = distinct(joined(question[of_both], voice[of_both], len(claims))).tolist()
    for asked, group in groupby((divmod(row, len(claims)) for row in rows), key=itemgetter(0)):
        yield asked, [heard_there for _, heard_there in group]


def joined(one: Codes, other: Codes, size: int) -> Codes:
    """Two numbers as one, in the order of the first and then of the second, which is below the size."""
    return one.astype(np.intp) * size + other
