"""What the positions on one question come to, without a word of explanation: for counting and ranking very many questions.

The decisions are those of `decide`. A position stands here as it was read, without its claims; only where it matters who says so, they are filled in.
"""

from msgspec import Struct

from cstofacts.model.claim import Certainty, Claim
from cstofacts.model.finding import Pair
from cstofacts.model.problem import Location
from cstofacts.model.registry import Property, Registry
from cstofacts.reconcile.decide import decide
from cstofacts.reconcile.findings import compared, rank_of_pair, within_of
from cstofacts.reconcile.positions import Position
from cstofacts.values.base import Reason, Relation

_NOWHERE = Location("")

# Verdicts that are remembered: many questions are answered in the same few ways.
_MOST_REMEMBERED = 5_000


class Taken(Struct, gc=False):
    """A position as it was read, with its canonical text and the voices that hold it, each a source and an origin in one text.

    `first` is where its first claim stands, and `property` the one that its claims are of: from these its claims are filled in when they matter.
    """

    text: str
    position: Position
    voices: frozenset[str]
    subject: str
    property: str
    first: str

    def whole(self) -> Position:
        """The position with its claims as far as they are known: who holds it, in which circumstances."""
        bare = self.position
        if bare.claims:
            return bare
        certainty = Certainty.POSSIBLE if bare.hedged else Certainty.CERTAIN
        pairs = [voice.partition(VOICE)[::2] for voice in sorted(self.voices)]
        said = _NOWHERE, dict(bare.scope), bare.as_of, (), certainty
        claims = [Claim(self.first, source, self.subject, self.property, "", bare.value, "", 0, origin, *said) for source, origin in pairs]
        sources, origins = frozenset([source for source, _ in pairs]), frozenset([origin for _, origin in pairs])
        return Position(bare.type, bare.value, bare.scope, bare.as_of, bare.hedged, tuple(claims), sources, origins)


class Outcome(Struct, frozen=True):
    """The worst relation with its reason, the same that a finding has, and how it ranks, worst first.

    `between` says that one source contradicts another, `itself` that one contradicts itself.
    """

    relation: Relation
    reason: Reason
    between: bool
    itself: bool
    rank: int


def hold_two(taken: list[Taken]) -> bool:
    """Whether anybody holds two of these positions."""
    return len(frozenset().union(*[one.voices for one in taken])) < sum([len(one.voices) for one in taken])


class Comparer:
    """Compares the positions on one question after another."""

    def __init__(self, registry: Registry) -> None:
        """Go by the properties and entities of a registry."""
        self.registry = registry
        self.known: dict[tuple[str, str, str], tuple[Relation, Reason]] = {}

    def outcome(self, property: Property, taken: list[Taken], *, twice: bool) -> Outcome:
        """The outcome of comparing all positions; one alone is agreed on. `twice` says whether anybody holds two of them."""
        if len(taken) == 1:
            return _AGREED
        pairs = []
        for left, right in _ONE_PAIR if len(taken) == len(_ONE_PAIR[0]) else compared([one.position for one in taken]):
            pairs.append(self._pair(property, taken, left, right))
            if pairs[-1].relation is Relation.CONTRADICTS and not twice:  # none can be worse than the first
                return Outcome(Relation.CONTRADICTS, pairs[-1].reason, between=True, itself=False, rank=0)
        worst = min(pairs, key=rank_of_pair)
        clashes = [pair for pair in pairs if pair.relation is Relation.CONTRADICTS]
        between = any(_is_between(pair, taken) for pair in clashes)
        return Outcome(worst.relation, worst.reason, between, any(pair.within for pair in clashes), rank_of_pair(worst)[0])

    def _pair(self, property: Property, taken: list[Taken], left: int, right: int) -> Pair:
        """Two positions compared, with no explanation."""
        one, other = taken[left], taken[right]
        relation, reason = self._bare(property, one, other)
        if self._asks_who(relation, reason, one, other):
            relation, reason = self._whole(property, one, other)
        within = () if one.voices.isdisjoint(other.voices) else within_of(one.whole(), other.whole())
        return Pair(left, right, relation, reason, (), within)

    def _asks_who(self, relation: Relation, reason: Reason, one: Taken, other: Taken) -> bool:
        """Whether it matters to a verdict who holds the positions: who relays whom, and whether one source tells two things apart itself."""
        if relation is Relation.CONTRADICTS:
            return not _origins(one).isdisjoint(_origins(other))
        return reason is Reason.APPARENT_CONFLICT and not _sources(one).isdisjoint(_sources(other))

    def _bare(self, property: Property, one: Taken, other: Taken) -> tuple[Relation, Reason]:
        """What two positions are to each other, whoever holds them."""
        key = property.id, one.text, other.text
        found = self.known.get(key)
        if found is None:
            verdict = decide(property, self.registry, one.position, other.position)
            if len(self.known) > _MOST_REMEMBERED:
                self.known.clear()
            found = self.known[key] = verdict.relation, verdict.reason
        return found

    def _whole(self, property: Property, one: Taken, other: Taken) -> tuple[Relation, Reason]:
        """What two positions are to each other, with those who hold them."""
        verdict = decide(property, self.registry, one.whole(), other.whole())
        return verdict.relation, verdict.reason


def _is_between(pair: Pair, taken: list[Taken]) -> bool:
    """Whether a pair also sets one source against another."""
    return not pair.within or set(pair.within) != taken[pair.left].whole().sources | taken[pair.right].whole().sources


def _origins(taken: Taken) -> set[str]:
    return {voice[voice.index(VOICE) :] for voice in taken.voices}


def _sources(taken: Taken) -> set[str]:
    return {voice[: voice.index(VOICE)] for voice in taken.voices}


VOICE = "\x1f"
"""What stands between the source and the origin of a voice."""

_ONE_PAIR = ((0, 1),)

_AGREED = Outcome(Relation.AGREES, Reason.SAME, between=False, itself=False, rank=rank_of_pair(Pair(0, 0, Relation.AGREES, Reason.SAME, ()))[0])
