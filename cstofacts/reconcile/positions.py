"""Group claims by the question that they answer, and within a question by the position that they take.

Claims that say the same are one position, so the cost of comparing grows with what is *different*, not with how many say it.
"""

from collections import defaultdict
from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from cstofacts.model.claim import Certainty, Claim
from cstofacts.model.registry import Behaviour, Property, Registry
from cstofacts.values import Value
from cstofacts.values.date import Date
from cstofacts.values.set import SetValue, union

PHASE = "phase"
"""The separator of every property: a plan and a fact are different series."""

# A possibility excludes nothing, and a condition may not be met: such a claim cannot be contradicted by a value.
HEDGED = frozenset({Certainty.POSSIBLE, Certainty.CONDITIONAL})

QuestionKey = tuple[str, str]

_NO_MEMBERS = SetValue(frozenset(), complete=False)


class Position(Struct, frozen=True):
    """One answer to a question: a value of a type, within a scope, at a time, firmly held or not, by some claims.

    `scope` holds the separators that the claims state. `as_of` is None when no time is stated, and for what does not change. `hedges` are the
    claims' certainties when none is certain.
    """

    type: str
    value: Value
    scope: tuple[tuple[str, str], ...]
    as_of: Date | None
    hedged: bool
    claims: tuple[Claim, ...] = ()
    sources: frozenset[str] = frozenset()
    origins: frozenset[str] = frozenset()
    hedges: tuple[Certainty, ...] = ()


def question_of(claim: Claim, properties: dict[str, Property]) -> QuestionKey:
    """The question that a claim answers: its subject and property, or the set property that its property counts."""
    counted = properties[claim.property].counts
    return claim.subject, counted if counted in properties else claim.property


def by_question(registry: Registry) -> dict[QuestionKey, list[Claim]]:
    """The claims of each question, in an order that does not depend on the order of the registry."""
    groups: dict[QuestionKey, list[Claim]] = defaultdict(list)
    for claim in registry.claims:
        groups[question_of(claim, registry.properties)].append(claim)
    for group in groups.values():
        group.sort(key=_place)
    return groups


def _place(claim: Claim) -> tuple[str, int, str]:
    return claim.source, claim.line, claim.id


def positions_of(claims: Iterable[Claim], question: Property, properties: dict[str, Property]) -> list[Position]:
    """The distinct positions of a question's claims, in the order of each one's first claim."""
    held: dict[Position, list[Claim]] = {}
    for claim in claims:
        held.setdefault(_position(claim, question, properties[claim.property]), []).append(claim)
    if question.type == "set" and len(held) > 1:
        held = _merged_lists(held)
    return [_held_by(bare, supporters) for bare, supporters in held.items()]


def _held_by(bare: Position, claims: list[Claim]) -> Position:
    """A position with the claims that hold it, their sources and the bodies from which they come."""
    sources, origins = frozenset([claim.source for claim in claims]), frozenset([claim.origin for claim in claims])
    certainties = {claim.certainty for claim in claims}
    hedges = () if Certainty.CERTAIN in certainties else tuple(sorted(certainties))
    return Position(bare.type, bare.value, bare.scope, bare.as_of, bare.hedged, tuple(claims), sources, origins, hedges)


def _merged_lists(held: dict[Position, list[Claim]]) -> dict[Position, list[Claim]]:
    """What one speaker lists in several places of one source, as one open list: an open list commits to no more than what it names."""
    lists: dict[tuple[str, str, Certainty, Position], list[Claim]] = {}
    merged: dict[Position, list[Claim]] = {}
    for bare, claims in held.items():
        for claim in claims:
            if isinstance(claim.value, SetValue) and not claim.value.complete:
                key = (claim.source, claim.origin, claim.certainty, replace(bare, value=_NO_MEMBERS))
                lists.setdefault(key, []).append(claim)
            else:
                merged.setdefault(bare, []).append(claim)
    for (*_, bare), claims in lists.items():
        whole = union([claim.value for claim in claims if isinstance(claim.value, SetValue)])
        merged.setdefault(replace(bare, value=whole), []).extend(claims)
    return dict(sorted(merged.items(), key=lambda item: _place(item[1][0])))


def _position(claim: Claim, question: Property, own: Property) -> Position:
    scope, as_of = series_of(claim, question)
    return Position(own.type, claim.value, scope, as_of, claim.certainty in HEDGED)


def series_of(claim: Claim, question: Property) -> tuple[tuple[tuple[str, str], ...], Date | None]:
    """The separators that a claim states, and the time of what may change: claims of one series are about one thing at one time."""
    stated = claim.qualifiers
    scope = tuple((name, stated[name]) for name in separators_of(question) if name in stated) if stated else ()
    return scope, None if question.behaviour is Behaviour.CONSTANT else claim.as_of


def separators_of(question: Property) -> tuple[str, ...]:
    """What makes two claims about different things when it differs."""
    return question.separators if PHASE in question.separators else (*question.separators, PHASE)
