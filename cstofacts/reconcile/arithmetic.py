"""What must add up: a count against the list it counts, and a part against its whole.

Contingents are never summed to a total, and a killed-and-injured figure is never split: a source that gives parts need not give all of them.
"""

from cstofacts.language import marked, say
from cstofacts.model.registry import Property, Registry
from cstofacts.reconcile.positions import Position
from cstofacts.values import Value
from cstofacts.values.base import Comparison, Interval, Reason, Relation, Saying
from cstofacts.values.number import Number
from cstofacts.values.set import SetValue


def compare_count(left: Value, right: Value) -> Comparison:
    """Compare a count with a list of the things that it counts."""
    if isinstance(left, Number) and isinstance(right, SetValue):
        return _count_and_list(left, right, narrower=Reason.BROADER)
    if isinstance(left, SetValue) and isinstance(right, Number):
        return _count_and_list(right, left, narrower=Reason.NARROWER)
    return Comparison(Relation.UNDETERMINED, Reason.WORDING, lambda: say("values of two types cannot be compared"))


def _count_and_list(count: Number, listed: SetValue, *, narrower: Reason) -> Comparison:
    members, apart = len(listed.members), len(listed.members) - len(listed.parts)
    possible = Interval(apart, members if listed.complete else None)
    message = (
        marked("the count is {count}, the list names {members}")
        if listed.complete
        else marked("the count is {count}, the list names at least {members}")
    )
    saying: Saying = lambda: say(message, count=count, members=members if listed.complete else apart)  # noqa: E731 (one sentence for two verdicts)
    if count.interval.starts_after(possible) or possible.starts_after(count.interval):
        return Comparison(Relation.CONTRADICTS, Reason.ARITHMETIC, saying)
    return Comparison(Relation.COMPATIBLE, narrower, saying)


def part_and_whole(question: Property, registry: Registry, left: Position, right: Position, differing: list[str]) -> tuple[Position, Position] | None:
    """The two positions as (part, whole) when every separator that differs makes the same one a part of the other, else None.

    Only a property that says so in `part_of` has parts: people in Almaty are a part of those in Kazakhstan, a price in Almaty is not.
    """
    one, other = dict(left.scope), dict(right.scope)
    is_left = all(_is_part(question, registry, name, one[name], other[name]) for name in differing)
    is_right = all(_is_part(question, registry, name, other[name], one[name]) for name in differing)
    if is_left == is_right:
        return None
    return (left, right) if is_left else (right, left)


def _is_part(question: Property, registry: Registry, separator: str, part: str, whole: str) -> bool:
    if separator in question.by_entity:
        entity = registry.entities.get(part)
        return entity is not None and whole in entity.ref.within
    rule = question.part_of.get(separator, {})
    seen: set[str] = set()
    while part in rule and part not in seen:
        seen.add(part)
        part = rule[part]
        if part == whole:
            return True
    return False


def exceeds_whole(part: Position, whole: Position) -> bool:
    """Whether the part is certainly larger than its whole; False for anything but amounts."""
    if part.hedged or whole.hedged:
        return False
    return isinstance(part.value, Number) and isinstance(whole.value, Number) and part.value.interval.starts_after(whole.value.interval)
