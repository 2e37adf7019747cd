"""What the positions on one question come to, without a word of explanation: for counting and ranking very many questions.

The decisions are those of `decide`. Where nobody holds two of the positions, they follow from how the positions lie to one another (`patterns`);
where somebody does, or two sources relay one speaker, two positions are compared with those who hold them as soon as that matters.
"""

from collections.abc import Iterator
from itertools import combinations

from msgspec import Struct
from msgspec.structs import replace

from cstofacts.model.claim import Certainty, Claim
from cstofacts.model.finding import Pair
from cstofacts.model.problem import Location
from cstofacts.model.registry import Property
from cstofacts.reconcile.decide import decide
from cstofacts.reconcile.findings import MAX_POSITIONS, compared, rank_of_pair
from cstofacts.reconcile.positions import Position, positions_of
from cstofacts.tables.canonical import PositionReader, shape_of, text_of
from cstofacts.tables.groups import MAX_HOLDERS
from cstofacts.tables.patterns import Patterns
from cstofacts.tables.results import Outcome, SummaryRow
from cstofacts.tables.select import BETWEEN, VOICE
from cstofacts.tables.vocabulary import Vocabulary
from cstofacts.values.base import Reason, Relation

_NOWHERE = Location("")


class Taken(Struct, gc=False):
    """A position with the voices that hold it, each a source and an origin in one text; read only where it must be."""

    row: SummaryRow
    voices: frozenset[str]
    read: Position | None = None


class Comparer:
    """Compares the positions on one question after another."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Go by the properties and entities of a vocabulary."""
        self.registry = vocabulary.registry
        self.reader = PositionReader(vocabulary.entities)
        self.verdict = Patterns(self.registry, self.reader).verdict
        self.counting = {property.counts: property.id for property in vocabulary.properties.values() if property.counts}

    def outcome(self, question: Property, rows: list[SummaryRow], *, apart: bool) -> Outcome:
        """The outcome of comparing all positions; one alone is agreed on. `apart` says that no source and no origin holds two of them."""
        if len(rows) == 1:
            return _AGREED
        found = self._apart(question, rows) if apart and len(rows) <= MAX_POSITIONS else self._by_voices(question, rows)
        return _AGREED if found.relation is Relation.AGREES and rows[0][6] > 1 else found  # that several say the same comes first

    def _by_voices(self, question: Property, rows: list[SummaryRow]) -> Outcome:
        """The outcome when it may matter who holds the positions."""
        taken = [Taken(row, frozenset([VOICE.join(voice.split(VOICE)[:2]) for voice in row[8].split(BETWEEN)])) for row in rows]
        twice = len(frozenset().union(*[one.voices for one in taken])) < sum([len(one.voices) for one in taken])
        if twice and question.type == "set":
            taken = self._merged(question, taken)
        return self._together(question, taken, twice=twice)

    def _apart(self, question: Property, rows: list[SummaryRow]) -> Outcome:
        """The worst of all pairs, the first of several."""
        first, second, *others = rows
        worst = self.verdict(question, first, second)
        for one, other in combinations(rows, 2) if others else ():
            if not worst.rank:
                break
            found = self.verdict(question, one, other)
            worst = found if found.rank < worst.rank else worst
        return worst

    def _together(self, question: Property, taken: list[Taken], *, twice: bool) -> Outcome:
        """The worst of all pairs; `twice` says whether anybody holds two of the positions."""
        if len(taken) == 1:
            return _AGREED
        pairs = []
        few = len(taken) <= MAX_POSITIONS
        for left, right in combinations(range(len(taken)), 2) if few else compared([self._counted(question, one) for one in taken]):
            pairs.append(self._pair(question, taken, left, right))
            if pairs[-1].relation is Relation.CONTRADICTS and not twice:  # none can be worse than the first
                return Outcome(0, Relation.CONTRADICTS, pairs[-1].reason, between=True, itself=False)
        worst = min(pairs, key=rank_of_pair)
        clashes = [pair for pair in pairs if pair.relation is Relation.CONTRADICTS]
        between = any(_is_between(pair, taken) for pair in clashes)
        return Outcome(rank_of_pair(worst)[0], worst.relation, worst.reason, between, any(pair.within for pair in clashes))

    def _pair(self, question: Property, taken: list[Taken], left: int, right: int) -> Pair:
        """Two positions compared, with no explanation."""
        one, other = taken[left], taken[right]
        found = self.verdict(question, one.row, other.row)
        relation, reason = found.relation, found.reason
        if _asks_who(found, one, other):
            shared = _origins(one) & _origins(other)
            verdict = decide(question, self.registry, self._whole(question, one, shared), self._whole(question, other, shared))
            relation, reason = verdict.relation, verdict.reason
        within = {voice.partition(VOICE)[0] for voice in one.voices & other.voices}
        return Pair(left, right, relation, reason, (), tuple(sorted(within)))

    def _read(self, question: Property, taken: Taken) -> Position:
        return taken.read or self.reader.read(taken.row[2], question)

    def _counted(self, question: Property, taken: Taken) -> Position:
        """The position with the origins that are counted for it, but without its claims."""
        return replace(self._read(question, taken), origins=frozenset(_origins(taken)))

    def _whole(self, question: Property, taken: Taken, shared: set[str]) -> Position:
        """The position with its claims as far as they are known; of very many, those of shared origins first."""
        bare = self._read(question, taken)
        if bare.claims:
            return bare
        certainty = Certainty.POSSIBLE if bare.hedged else Certainty.CERTAIN
        voices = sorted((origin not in shared, source, origin) for source, _, origin in (voice.partition(VOICE) for voice in taken.voices))
        claims = [self._claim(question, taken, bare, (source, origin, certainty)) for _, source, origin in voices[:MAX_HOLDERS]]
        sources, origins = frozenset([claim.source for claim in claims]), frozenset([claim.origin for claim in claims])
        return Position(bare.type, bare.value, bare.scope, bare.as_of, bare.hedged, tuple(claims), sources, origins)

    def _claim(self, question: Property, taken: Taken, bare: Position, voice: tuple[str, str, Certainty]) -> Claim:
        source, origin, certainty = voice
        property = question.id if bare.type == question.type else self.counting.get(question.id, question.id)
        said = _NOWHERE, dict(bare.scope), bare.as_of, (), certainty
        return Claim(taken.row[7], source, taken.row[0], property, "", bare.value, "", 0, origin, *said)

    def _merged(self, question: Property, taken: list[Taken]) -> list[Taken]:
        """Positions on a list: what one speaker lists in several places of one source, and puts alike, is one."""
        claims = [self._claim(question, one, self._read(question, one), voice) for one in taken for voice in _voices(one)]
        claims.sort(key=lambda claim: (claim.source, claim.id))
        subject = taken[0].row[0]
        return [
            Taken((subject, question.id, text_of(one), *shape_of(one), 0, "", ""), frozenset(map(_voice, one.claims)), one)
            for one in positions_of(claims, question, self.registry.properties)
        ]


def _voices(taken: Taken) -> Iterator[tuple[str, str, Certainty]]:
    """Who holds a position, and how firmly, as far as that matters."""
    hedged = taken.row[3].endswith("true")
    for voice in sorted({*taken.row[8].split(BETWEEN)}):
        source, origin, *firmly = voice.split(VOICE)
        yield source, origin, Certainty(firmly[0]) if firmly else Certainty.POSSIBLE if hedged else Certainty.CERTAIN


def _asks_who(found: Outcome, one: Taken, other: Taken) -> bool:
    """Whether it matters to a verdict who holds the positions: who relays whom, and whether one source tells two things apart itself."""
    if found.relation is Relation.CONTRADICTS:
        return not _origins(one).isdisjoint(_origins(other))
    return found.reason is Reason.APPARENT_CONFLICT and not _sources(one).isdisjoint(_sources(other))


def _is_between(pair: Pair, taken: list[Taken]) -> bool:
    """Whether a pair also sets one source against another."""
    return not pair.within or set(pair.within) != _sources(taken[pair.left]) | _sources(taken[pair.right])


def _origins(taken: Taken) -> set[str]:
    return {voice.partition(VOICE)[2] for voice in taken.voices}


def _sources(taken: Taken) -> set[str]:
    return {voice.partition(VOICE)[0] for voice in taken.voices}


def _voice(claim: Claim) -> str:
    return f"{claim.source}{VOICE}{claim.origin}"


_AGREED = Outcome(rank_of_pair(Pair(0, 0, Relation.AGREES, Reason.SAME, ()))[0], Relation.AGREES, Reason.SAME, between=False, itself=False)
