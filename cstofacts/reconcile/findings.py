"""One finding per question: its sides, every pair of them compared, and how well it is covered."""

from collections.abc import Iterator
from itertools import combinations, islice, pairwise

from msgspec.structs import replace

from cstofacts.language import count, joined, named, say
from cstofacts.model.claim import Claim
from cstofacts.model.finding import Finding, Pair, Question, Side, Standing, Step
from cstofacts.model.registry import Property, Registry
from cstofacts.reconcile.decide import decide
from cstofacts.reconcile.positions import Position, QuestionKey, positions_of
from cstofacts.reconcile.support import Counted, chains_of, counted_origins, outermost, relay_notes, standing_of
from cstofacts.values import TYPES
from cstofacts.values.base import Bound, Interval, Reason, Relation
from cstofacts.values.number import Number
from cstofacts.values.set import SetValue

# Two hundred different answers about one thing are 19,900 pairs, a tenth of a second; beyond that each answer is compared with the best
# supported one, with its neighbours in order of value, and the lowest with the highest: of firm amounts or dates of one scope and time that
# finds a clash whenever there is one.
MAX_POSITIONS = 200

# Above every amount and every day that can be written.
_BEYOND = 10**40

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
        side = _side(positions[0], property, registry, {claims[0].origin: outermost(claims[0].origin, registry)})
        return Finding(_question(subject, property, registry), Standing.SINGLE_SOURCE, (side,), (), ())
    pairs = sorted(_pairs(property, registry, positions), key=rank_of_pair)
    chains = chains_of(claims, registry)
    counted = counted_origins(chains, registry)
    sides = tuple(_side(position, property, registry, counted) for position in positions)
    notes = [*relay_notes(claims, counted, registry), *_limit_notes(positions)]
    return Finding(_question(subject, property, registry), standing_of(sides, pairs, chains, counted), sides, tuple(pairs), tuple(notes))


def _question(subject: str, property: Property, registry: Registry) -> Question:
    asked = {language: property.asked(registry.name(subject, language), language) for language in ("ar", "en")}
    return Question(subject, property.id, asked["ar"], asked["en"] or f"{registry.name(subject)}: {property.label.get('en', property.id)}")


def _limit_notes(positions: list[Position]) -> list[str]:
    if len(positions) <= MAX_POSITIONS:
        return []
    return [
        say(
            "{number} different answers: not every pair was compared, only each with the best supported and with the nearest ones",
            number=len(positions),
        )
    ]


def _side(position: Position, property: Property, registry: Registry, counted: Counted) -> Side:
    shown = TYPES[position.type].words(position.value, registry.name)
    scope = [say("a count")] if position.type != property.type else []
    scope += [named("phase", value) if name == "phase" else registry.name(value) for name, value in position.scope]
    if position.as_of:
        scope.append(say("as of {date}", date=position.as_of))
    scope += [named("certainty", hedge) for hedge in position.hedges]
    origins = tuple(sorted({counted[claim.origin] for claim in position.claims}))
    return Side(position.value, shown, tuple(scope), position.claims, origins)


def _pairs(property: Property, registry: Registry, positions: list[Position]) -> Iterator[Pair]:
    for index, position in enumerate(positions):
        if len(position.claims) > 1 and (len(position.sources) > 1 or len(position.claims) > len({claim.value for claim in position.claims})):
            yield _agreement(index, position)
    named = _named_members(positions) if property.type == "set" else {}
    for left, right in compared(positions):
        pair = _pair(property, registry, positions, left, right)
        yield _with_absent_members(pair, positions, named, registry) if pair.reason is Reason.ARITHMETIC else pair


def compared(positions: list[Position]) -> Iterator[tuple[int, int]]:
    """The pairs to compare: all, or when there are too many those that tell most of each scope and time, and the best of each with one another."""
    if len(positions) <= MAX_POSITIONS:
        yield from combinations(range(len(positions)), 2)
        return
    scopes: dict[object, list[int]] = {}
    for index, position in enumerate(positions):
        scopes.setdefault((position.scope, position.as_of, position.hedged), []).append(index)
    chosen = [pair for indices in scopes.values() for pair in _telling(indices, positions)]
    chosen += _telling([_best(indices, positions) for indices in scopes.values()], positions)
    yield from sorted({(min(pair), max(pair)) for pair in chosen})


def _telling(indices: list[int], positions: list[Position]) -> list[tuple[int, int]]:
    if len(indices) <= MAX_POSITIONS:
        return list(combinations(indices, 2))
    best = _best(indices, positions)
    ordered = sorted(indices, key=lambda index: _low(positions[index]))
    lowest = min(indices, key=lambda index: _high(positions[index]))
    return [*((best, index) for index in indices if index != best), *pairwise(ordered), *([(lowest, ordered[-1])] if lowest != ordered[-1] else [])]


def _best(indices: list[int], positions: list[Position]) -> int:
    """The answer that most origins give, the first of several."""
    return max(indices, key=lambda index: (len(positions[index].origins), -index))


def _low(position: Position) -> tuple[Bound, str]:
    """Where the value begins on its line; what has no line is ordered by its written form."""
    interval = getattr(position.value, "interval", None)
    return (interval.low if interval and interval.low is not None else -_BEYOND), str(position.value)


def _high(position: Position) -> Bound:
    interval = getattr(position.value, "interval", None)
    return interval.high if interval and interval.high is not None else _BEYOND


def _agreement(index: int, position: Position) -> Pair:
    """The pair of a side with itself: several claims hold one position."""
    said = say(
        "{claims} of {sources} say the same",
        claims=count("{n} claim", "{n} claims", len(position.claims)),
        sources=count("{n} source", "{n} sources", len(position.sources)),
    )
    return Pair(index, index, Relation.AGREES, Reason.SAME, (Step("value", said),))


def _pair(property: Property, registry: Registry, positions: list[Position], left: int, right: int) -> Pair:
    one, other = positions[left], positions[right]
    verdict = decide(property, registry, one, other)
    return Pair(left, right, verdict.relation, verdict.reason, verdict.explanation, within_of(one, other))


def within_of(one: Position, other: Position) -> tuple[str, ...]:
    """The sources that hold both positions themselves, or have both from one speaker; a source may quote two people who differ."""
    held = {(claim.source, claim.origin) for claim in one.claims} & {(claim.source, claim.origin) for claim in other.claims}
    return tuple(sorted({source for source, _ in held}))


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
    if not isinstance(listed.value, SetValue) or not isinstance(count.value, Number) or not _is_short(listed.value, count.value):
        return pair
    members = listed.value.members
    absent = ((member, sources) for member, sources in named.get(listed.scope, {}).items() if member not in members)
    who = [
        say("{member} (named by {sources})", member=registry.name(member), sources=joined(sorted(sources)))
        for member, sources in islice(absent, _MOST_NAMED)
    ]
    step = Step("missing from the list", say("; ").join(who) or say("no other source names a further member"))
    return replace(pair, explanation=(*pair.explanation, step))


def _is_short(listed: SetValue, count: Number) -> bool:
    """Whether the list has fewer members than the count allows."""
    members = len(listed.members)
    return count.interval.starts_after(Interval(members, members))


def rank_of_pair(pair: Pair) -> tuple[int, bool, int, int]:
    """Worst first; a difference that is none (`separator`) comes last of all."""
    harmless = pair.relation is Relation.NOT_COMPARABLE and not pair.is_apparent_conflict
    return (len(_RANK) if harmless else _RANK.index(pair.relation), not pair.within, pair.left, pair.right)


def rank_of(finding: Finding) -> tuple[int, bool, int, str]:
    """What to look at first: the worst relation, then a source against itself, then what most origins speak of."""
    worst = rank_of_pair(finding.pairs[0])[0] if finding.pairs else len(_RANK) + 1
    return worst, not finding.is_self_contradiction, -len(finding.origins), finding.id
