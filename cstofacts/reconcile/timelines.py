"""The answers to one question in the order of their times; what is about different things stands in different series."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from cstofacts.model.claim import Claim
from cstofacts.model.finding import Finding
from cstofacts.model.registry import Registry
from cstofacts.model.statement import Point, Series, Turn
from cstofacts.reconcile.positions import PHASE, separators_of
from cstofacts.values import TYPES, Value
from cstofacts.values.base import Interval, Relation
from cstofacts.values.date import Date, before

# A plan comes before what is done, and that before what stands.
_PHASES = ("planned", "done", "standing")

# Behind every day that can be written.
_NEVER = 10**7

_Scope = tuple[tuple[str, str], ...]


def timeline(finding: Finding, registry: Registry) -> list[Series]:
    """The series of a question: one for each set of separators that its claims state, and last what references say."""
    contradicted = _contradicted(finding)
    groups: dict[_Scope, list[Claim]] = defaultdict(list)
    for claim in finding.claims:
        groups[_scope(claim, registry, finding.question.property)].append(claim)
    series = [Series(scope, _points(groups[scope], registry, contradicted)) for scope in sorted(groups, key=_place_of_scope)]
    references = [Series((), _points(finding.references, registry, frozenset()), is_reference=True)] if finding.references else []
    return series + references


def _contradicted(finding: Finding) -> frozenset[str]:
    """The claims that contradict any other."""
    clashing = {index for pair in finding.pairs if pair.relation is Relation.CONTRADICTS for index in (pair.left, pair.right)}
    return frozenset(claim.id for index in clashing for claim in finding.sides[index].claims)


def _scope(claim: Claim, registry: Registry, question: str) -> _Scope:
    stated = ((name, claim.qualifiers[name]) for name in separators_of(registry.properties[question]) if name in claim.qualifiers)
    counted = (("property", claim.property),) if claim.property != question else ()
    return (*stated, *counted)


def _place_of_scope(scope: _Scope) -> tuple[tuple[tuple[str, str], ...], int]:
    """Series of one thing side by side, each in the order of its phases."""
    stated = dict(scope)
    phase = stated.pop(PHASE, "")
    return tuple(stated.items()), _PHASES.index(phase) if phase in _PHASES else -1


def _points(claims: Iterable[Claim], registry: Registry, contradicted: frozenset[str]) -> tuple[Point, ...]:
    groups: dict[tuple[str, ...], list[Claim]] = defaultdict(list)
    for claim in sorted(claims, key=lambda claim: _place(claim, registry)):
        groups[claim.as_of.edtf if claim.as_of else "", claim.property, str(claim.value), claim.origin, claim.certainty].append(claim)
    points = [_point(group, registry, contradicted) for group in groups.values()]
    return tuple(_turned(points))


def _point(claims: list[Claim], registry: Registry, contradicted: frozenset[str]) -> Point:
    first = claims[0]
    type = registry.properties[first.property].type
    is_contradicted = any(claim.id in contradicted for claim in claims)
    return Point(first.as_of, first.value, type, first.origin, first.certainty, tuple(claims), is_contradicted=is_contradicted)


def _place(claim: Claim, registry: Registry) -> tuple[object, ...]:
    """By time; what has none comes last, by the date that it gives itself, and then by publication."""
    source = registry.sources.get(claim.source)
    value = _days(claim.value) if isinstance(claim.value, Date) else (_NEVER, _NEVER)
    return (*_days(claim.as_of), *value, *_days(source.published if source else None), claim.source, claim.line, claim.id)


def _days(date: Date | None) -> tuple[int, int]:
    """The first and the last day of a date; one that is open at its beginning is as early as its end."""
    if date is None:
        return _NEVER, _NEVER
    latest = _NEVER if date.latest is None else date.latest
    return (latest if date.earliest is None else date.earliest), latest


_Past = dict[tuple[int, int], list[Point]]
"""Points by their days, the earliest first."""


def _turned(points: list[Point]) -> Iterator[Point]:
    """Each point with how it stands to the latest earlier one: of the same source if there is one, else of the same origin, else of anybody."""
    pasts: dict[tuple[str, ...], _Past] = defaultdict(dict)
    for point in points:
        of_sources, of_origin, of_anybody = [(source, point.origin) for source in point.sources], (point.origin,), ()
        nearest = next(filter(None, (_nearest(point, pasts[key]) for key in (*of_sources, of_origin, of_anybody))), [])
        turns = {_between(other, point) for other in nearest}
        yield replace(point, turn=turns.pop()) if len(turns) == 1 else point
        for key in (*of_sources, of_origin, of_anybody):
            pasts[key].setdefault(_days(point.as_of), []).append(point)


def _nearest(point: Point, past: _Past) -> list[Point]:
    """The points of the latest time that is certainly before that of a point."""
    times = (points for points in reversed(past.values()) if point.as_of and points[0].as_of and before(points[0].as_of, point.as_of))
    return next(times, [])


def _between(earlier: Point, later: Point) -> Turn:
    if str(earlier.value) == str(later.value):
        return Turn.SAME
    one, other = _interval(earlier.value), _interval(later.value)
    if one and other:
        return Turn.RISE if other.starts_after(one) else Turn.FALL if one.starts_after(other) else Turn.UNTOLD
    if earlier.type != later.type:
        return Turn.UNTOLD
    return Turn.OTHER if TYPES[later.type].compare(earlier.value, later.value).relation is Relation.CONTRADICTS else Turn.UNTOLD


def _interval(value: Value) -> Interval | None:
    return getattr(value, "interval", None)
