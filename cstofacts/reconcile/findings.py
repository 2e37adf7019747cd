"""One finding per question: its sides, every pair of them compared, and how well it is covered."""

from collections.abc import Iterator
from itertools import combinations, islice

from msgspec.structs import replace

from cstofacts.model.claim import Claim
from cstofacts.model.finding import Finding, Pair, Question, Side, Standing, Step
from cstofacts.model.registry import Property, Registry
from cstofacts.reconcile.decide import decide
from cstofacts.reconcile.positions import Position, QuestionKey, positions_of
from cstofacts.reconcile.support import Counted, counted_origins, relay_notes, standing_of
from cstofacts.values import TYPES
from cstofacts.values.base import Reason, Relation
from cstofacts.values.number import Number
from cstofacts.values.set import SetValue

# Two hundred different answers to one question are 19,900 pairs, a tenth of a second; beyond that each answer is
# compared with the best supported one only, and the finding says so.
MAX_POSITIONS = 200

# Enough to see what is missing; a list that lacks more than these is another list.
_MOST_NAMED = 10

_RANK = [
    Relation.CONTRADICTS,
    Relation.UNDETERMINED,
    Relation.NOT_COMPARABLE,
    Relation.UPDATES,
    Relation.COMPATIBLE,
    Relation.AGREES,
]


def find(key: QuestionKey, claims: list[Claim], registry: Registry) -> Finding:
    """The finding on one question, from all the claims that answer it."""
    subject, property_id = key
    property = registry.properties[property_id]
    positions = positions_of(claims, property, registry.properties)
    if len(claims) == 1:  # most questions: nothing to compare
        side = _side(positions[0], registry, {claims[0].origin: claims[0].origin})
        return Finding(_question(subject, property, registry), Standing.SINGLE_SOURCE, (side,), (), ())
    pairs = sorted(_pairs(property, registry, positions), key=_rank)
    counted = counted_origins(claims, registry)
    sides = tuple(_side(position, registry, counted) for position in positions)
    notes = [*relay_notes(claims, counted, registry), *_limit_notes(positions)]
    return Finding(_question(subject, property, registry), standing_of(sides, pairs, counted), sides, tuple(pairs), tuple(notes))


def _question(subject: str, property: Property, registry: Registry) -> Question:
    asked = {language: property.asked(registry.name(subject, language), language) for language in ("ar", "en")}
    return Question(subject, property.id, asked["ar"], asked["en"] or f"{registry.name(subject)}: {property.label.get('en', property.id)}")


def _limit_notes(positions: list[Position]) -> list[str]:
    if len(positions) <= MAX_POSITIONS:
        return []
    return [f"{len(positions)} different answers: each was compared with the best supported one only"]


def _side(position: Position, registry: Registry, counted: Counted) -> Side:
    shown = TYPES[position.type].words(position.value, registry.name)
    scope = [registry.name(value) for _, value in position.scope]
    if position.as_of:
        scope.append(f"as of {position.as_of}")
    if position.hedged:
        scope.append(position.claims[0].certainty)
    origins = tuple(sorted({counted[claim.origin] for claim in position.claims}))
    return Side(position.value, shown, tuple(scope), position.claims, origins)


def _pairs(property: Property, registry: Registry, positions: list[Position]) -> Iterator[Pair]:
    for index, position in enumerate(positions):
        if len(position.claims) > 1 and (len(position.sources) > 1 or len(position.claims) > len({claim.value for claim in position.claims})):
            yield _agreement(index, position)
    named = _named_members(positions) if property.type == "set" else {}
    for left, right in _indices(positions):
        pair = _pair(property, registry, positions, left, right)
        yield _with_absent_members(pair, positions, named, registry) if pair.reason is Reason.ARITHMETIC else pair


def _indices(positions: list[Position]) -> Iterator[tuple[int, int]]:
    if len(positions) <= MAX_POSITIONS:
        yield from combinations(range(len(positions)), 2)
        return
    best = max(range(len(positions)), key=lambda index: (len(positions[index].origins), -index))
    yield from ((min(best, index), max(best, index)) for index in range(len(positions)) if index != best)


def _agreement(index: int, position: Position) -> Pair:
    """The pair of a side with itself: several claims hold one position."""
    said = f"{len(position.claims)} claims of {len(position.sources)} sources say the same"
    return Pair(index, index, Relation.AGREES, Reason.SAME, (Step("value", said),))


def _pair(property: Property, registry: Registry, positions: list[Position], left: int, right: int) -> Pair:
    one, other = positions[left], positions[right]
    verdict = decide(property, registry, one, other)
    return Pair(left, right, verdict.relation, verdict.reason, verdict.explanation, tuple(sorted(one.sources & other.sources)))


_Named = dict[tuple[tuple[str, str], ...], dict[str, set[str]]]
"""For each scope, the members that any list names, each with the sources that name it."""


def _named_members(positions: list[Position]) -> _Named:
    named: _Named = {}
    for position in positions:
        if isinstance(position.value, SetValue):
            for member in position.value.members:
                named.setdefault(position.scope, {}).setdefault(member, set()).update(position.sources)
    return {scope: dict(sorted(members.items())) for scope, members in named.items()}


def _with_absent_members(pair: Pair, positions: list[Position], named: _Named, registry: Registry) -> Pair:
    """The pair of a count and a shorter list, with the members that the list leaves out, as far as other lists name them."""
    one, other = positions[pair.left], positions[pair.right]
    listed, count = (one, other) if isinstance(one.value, SetValue) else (other, one)
    if not isinstance(listed.value, SetValue) or not isinstance(count.value, Number) or count.value.low < len(listed.value.members):
        return pair
    members = listed.value.members
    absent = ((member, sources) for member, sources in named[listed.scope].items() if member not in members)
    who = [f"{registry.name(member)} (named by {', '.join(sorted(sources))})" for member, sources in islice(absent, _MOST_NAMED)]
    step = Step("missing from the list", "; ".join(who) or "no other source names a further member")
    return replace(pair, explanation=(*pair.explanation, step))


def _rank(pair: Pair) -> tuple[int, bool, int, int]:
    """Worst first; a difference that is none (`separator`) comes last of all."""
    harmless = pair.relation is Relation.NOT_COMPARABLE and not pair.is_apparent_conflict
    return (len(_RANK) if harmless else _RANK.index(pair.relation), not pair.within, pair.left, pair.right)


def rank_of(finding: Finding) -> tuple[int, bool, int, str]:
    """What to look at first: the worst relation, then a source against itself, then what most origins speak of."""
    worst = _rank(finding.pairs[0])[0] if finding.pairs else len(_RANK) + 1
    return worst, not finding.is_self_contradiction, -len(finding.origins), finding.id
