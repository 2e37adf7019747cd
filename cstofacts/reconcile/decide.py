"""Decide how two positions on one question stand to each other, in a fixed order: separators, time, polarity, value.

Every step writes one line, also for pairs in which nothing is wrong, so that each verdict can be read back:

1. *separators*: when one differs, the two are about different things (`not-comparable`). If the values would clash, the pair looks like a conflict
   and is none: an apparent conflict. Only a part that exceeds its whole contradicts it all the same (`arithmetic`).
2. *time*: what does not change has no time; otherwise the as-of dates are the same, apart, or not known to be either.
3. *polarity*: an assertion against a denial.
4. *value*: the value types say whether the two commit to the same, to something common, or to nothing common.

Values that clash contradict only if nothing before them leaves a way out. A qualifier that one side leaves unstated, or an unknown time, makes the
pair `undetermined` with the missing datum named; a mere possibility contradicts nothing (`modality`).
"""

from msgspec import Struct, field

from cstofacts.model.finding import Step
from cstofacts.model.registry import Behaviour, Property, Registry
from cstofacts.reconcile.arithmetic import compare_count, exceeds_whole, part_and_whole
from cstofacts.reconcile.positions import Position, separators_of
from cstofacts.values import TYPES
from cstofacts.values.base import Comparison, Reason, Relation
from cstofacts.values.boolean import Boolean
from cstofacts.values.date import before, same_time
from cstofacts.values.duration import Duration
from cstofacts.values.number import Number


class Steps(Struct):
    """The decision on one pair while it is being made: the two positions, their names, and the steps taken so far."""

    question: Property
    registry: Registry
    left: Position
    right: Position
    taken: list[Step] = field(default_factory=list)

    def note(self, name: str, words: str) -> None:
        """Write the line of one step."""
        self.taken.append(Step(name, words))

    @property
    def names(self) -> tuple[str, str]:
        """How the two sides are called in an explanation: by source, or by claim when the sources are the same."""
        if self.left.sources == self.right.sources:
            return self.left.claims[0].id, self.right.claims[0].id
        return ", ".join(sorted(self.left.sources)), ", ".join(sorted(self.right.sources))

    def scope(self, position: Position, separator: str) -> str:
        """The label of a separator's value, or the empty text when the position does not state it."""
        value = dict(position.scope).get(separator, "")
        return self.registry.name(value) if value else ""


class Verdict(Struct, frozen=True):
    """A relation with its reason and one line for each step of the decision."""

    relation: Relation
    reason: Reason
    explanation: tuple[Step, ...]


def decide(question: Property, registry: Registry, left: Position, right: Position) -> Verdict:
    """How two positions on one question stand to each other, and why."""
    steps = Steps(question, registry, left, right)
    differing, unstated = _separators(steps)
    apart = _time(steps)
    _polarity(steps)
    found = compare_values(left, right)
    steps.note("value", _value_line(steps, found))
    if differing:
        relation, reason = _about_different_things(steps, found, differing, apart=apart)
    elif found.relation is Relation.CONTRADICTS:
        relation, reason = _clash(steps, found, unstated, apart=apart)
    elif found.relation is Relation.AGREES and (unstated or left.hedged != right.hedged):
        relation, reason = Relation.COMPATIBLE, Reason.UNSTATED_QUALIFIER if unstated else Reason.MODALITY
    else:
        relation, reason = found.relation, found.reason
    return Verdict(relation, reason, tuple(steps.taken))


def compare_values(left: Position, right: Position) -> Comparison:
    """Compare two values of one type, or a count with a list."""
    if left.type == right.type:
        found: Comparison = TYPES[left.type].compare(left.value, right.value)
        return found
    return compare_count(left.value, right.value)


def _separators(steps: Steps) -> tuple[list[str], list[str]]:
    """The separators that differ, and those that only one side states."""
    differing: list[str] = []
    unstated: list[str] = []
    same: list[str] = []
    left, right = dict(steps.left.scope), dict(steps.right.scope)
    for name in separators_of(steps.question):
        one, other = left.get(name), right.get(name)
        if one != other:
            (differing if one and other else unstated).append(name)
        elif one:
            same.append(name)
    steps.note("separators", "; ".join(_separator_words(steps, differing, unstated, same)) or "neither side states any")
    return differing, unstated


def _separator_words(steps: Steps, differing: list[str], unstated: list[str], same: list[str]) -> list[str]:
    one, other = steps.names
    words = [f"{name}: {steps.scope(steps.left, name)} / {steps.scope(steps.right, name)}" for name in differing]
    for name in unstated:
        silent, speaks = (other, steps.left) if steps.scope(steps.left, name) else (one, steps.right)
        words.append(f"{silent} states no {name}, the other says {steps.scope(speaks, name)}")
    return words + [f"{name} is the same: {steps.scope(steps.left, name)}" for name in same]


def _time(steps: Steps) -> bool | None:
    """Whether the times are apart: False also for what does not change, None when that is not known. Writes the line."""
    left, right = steps.left.as_of, steps.right.as_of
    if steps.question.behaviour is Behaviour.CONSTANT:
        steps.note("time", "the answer does not change with time")
        return False
    if left is None or right is None:
        one, other = steps.names
        silent = [name for name, as_of in ((one, left), (other, right)) if as_of is None]
        steps.note("time", f"{' and '.join(silent)} {'does' if len(silent) == 1 else 'do'} not say as of when")
        return None
    same = None if left.uncertain or right.uncertain else same_time(left, right)
    words = {True: f"both as of {left}", False: f"as of {left} and as of {right}", None: f"{left} and {right} may be the same time"}
    steps.note("time", words[same])
    return None if same is None else not same


def _polarity(steps: Steps) -> None:
    left, right = steps.left.value, steps.right.value
    if isinstance(left, Boolean) and isinstance(right, Boolean) and left != right:
        one, other = steps.names if left.holds else reversed(steps.names)
        steps.note("polarity", f"{one} asserts it, {other} denies it")
    else:
        steps.note("polarity", "the same on both sides")


def _value_line(steps: Steps, found: Comparison) -> str:
    one, other = steps.names
    only = [
        f"only {name} names {', '.join(map(steps.registry.name, members))}"
        for name, members in ((one, found.extra), (other, found.missing))
        if members
    ]
    return f"{found.detail}: {'; '.join(only)}" if only else found.detail


def _about_different_things(steps: Steps, found: Comparison, differing: list[str], *, apart: bool | None) -> tuple[Relation, Reason]:
    ordered = part_and_whole(steps.question, steps.registry, steps.left, steps.right, differing)
    if ordered and exceeds_whole(*ordered):
        return _impossible_part(steps, apart=apart)
    if ordered and found.relation is Relation.CONTRADICTS:
        steps.note("part and whole", "the part does not exceed its whole")
    if found.relation is not Relation.CONTRADICTS:
        return Relation.NOT_COMPARABLE, Reason.SEPARATOR
    told_apart = steps.left.sources == steps.right.sources and len(steps.left.sources) == 1
    if told_apart:
        steps.note("rivals", "no, one source tells the two apart itself")
        return Relation.NOT_COMPARABLE, Reason.SEPARATOR
    steps.note("rivals", f"only in looks, since the two differ in {' and '.join(differing)}")
    return Relation.NOT_COMPARABLE, Reason.APPARENT_CONFLICT


def _impossible_part(steps: Steps, *, apart: bool | None) -> tuple[Relation, Reason]:
    if apart is None:
        steps.note("part and whole", "the part exceeds its whole, unless they are of different times")
        return Relation.UNDETERMINED, Reason.MISSING_TIME
    if apart:
        steps.note("part and whole", "the part exceeds a whole of another time")
        return Relation.NOT_COMPARABLE, Reason.SEPARATOR
    steps.note("part and whole", "a part cannot exceed its whole")
    return Relation.CONTRADICTS, Reason.ARITHMETIC


def _clash(steps: Steps, found: Comparison, unstated: list[str], *, apart: bool | None) -> tuple[Relation, Reason]:
    """What a clash of values amounts to, when no separator is known to differ."""
    if steps.left.hedged or steps.right.hedged:
        steps.note("certainty", "what is only possible or conditional excludes nothing")
        return Relation.COMPATIBLE, Reason.MODALITY
    if unstated:
        steps.note("missing", f"{' and '.join(unstated)} on one side; with it the two contradict or are about different things")
        return Relation.UNDETERMINED, Reason.MISSING_QUALIFIER
    if apart is None:
        steps.note("missing", "as of when; with it the two contradict or one updates the other")
        return Relation.UNDETERMINED, Reason.MISSING_TIME
    if apart:
        return _change(steps, found)
    return Relation.CONTRADICTS, _with_attribution(steps, found.reason)


def _change(steps: Steps, found: Comparison) -> tuple[Relation, Reason]:
    left, right = steps.left, steps.right
    earlier, later = (left, right) if left.as_of and right.as_of and before(left.as_of, right.as_of) else (right, left)
    if steps.question.behaviour is Behaviour.GROWS and not _grew(earlier, later):
        steps.note("change", "a count that only grows is lower at the later time")
        return Relation.CONTRADICTS, _with_attribution(steps, found.reason)
    steps.note("change", "the later value replaces the earlier one")
    return Relation.UPDATES, Reason.LATER


def _grew(earlier: Position, later: Position) -> bool:
    """Whether the later amount is the higher one; what has no amount cannot fall."""
    one, other = earlier.value, later.value
    if not isinstance(one, Number | Duration) or not isinstance(other, Number | Duration):
        return True
    return other.interval.starts_after(one.interval)


def _with_attribution(steps: Steps, reason: Reason) -> Reason:
    """`attribution` when two sources relay one speaker differently, else the reason as it is."""
    left, right = steps.left, steps.right
    relayed = {claim.attribution[-1] for claim in left.claims if claim.attribution} & {
        claim.attribution[-1] for claim in right.claims if claim.attribution
    }
    if not relayed or left.sources & right.sources:
        return reason
    steps.note("attribution", f"both relay {', '.join(map(steps.registry.name, sorted(relayed)))}, and differ")
    return Reason.ATTRIBUTION
