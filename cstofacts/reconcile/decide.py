"""Decide how two positions on one question stand to each other, in a fixed order: separators, time, polarity, value.

Every step has one line, also for pairs in which nothing is wrong, so that each verdict can be read back. The line is worded when somebody reads it:

1. *separators*: when one differs, the two are about different things (`not-comparable`). If the values would clash, the pair looks like a conflict
   and is none: an apparent conflict. Only a part that exceeds its whole contradicts it all the same (`arithmetic`).
2. *time*: what does not change has no time; otherwise the as-of dates are the same, apart, or not known to be either.
3. *polarity*: an assertion against a denial.
4. *value*: the value types say whether the two commit to the same, to something common, or to nothing common.

Where a source does not put it as certain, a further line says so.

Values that clash contradict only if nothing before them leaves a way out. A qualifier that one side leaves unstated, or an unknown time, makes the
pair `undetermined` with the missing datum named; a mere possibility contradicts nothing (`modality`).
"""

from functools import partial

from msgspec import Struct, field

from cstofacts.language import joined, marked, named, say
from cstofacts.model.claim import Certainty
from cstofacts.model.finding import Step
from cstofacts.model.registry import Behaviour, Property, Registry
from cstofacts.reconcile.arithmetic import compare_count, exceeds_whole, part_and_whole
from cstofacts.reconcile.positions import PHASE, Position, separators_of
from cstofacts.values import TYPES
from cstofacts.values.base import Comparison, Reason, Relation, Saying
from cstofacts.values.boolean import Boolean
from cstofacts.values.date import before, same_time
from cstofacts.values.duration import Duration
from cstofacts.values.entity import UNNAMED
from cstofacts.values.number import Number


class Decision(Struct):
    """The decision on one pair while it is being made: the two positions, their names, and the steps taken so far."""

    question: Property
    registry: Registry
    left: Position
    right: Position
    taken: "list[tuple[str, Saying]]" = field(default_factory=list)

    def note(self, name: str, saying: Saying) -> None:
        """Take one step; its line is put into words when somebody reads it."""
        self.taken.append((name, saying))

    @property
    def names(self) -> tuple[str, str]:
        """How the two sides are called in an explanation: by source, or by claim when the sources are the same."""
        if self.left.sources == self.right.sources:
            return self.left.claims[0].id, self.right.claims[0].id
        return joined(sorted(self.left.sources)), joined(sorted(self.right.sources))

    def scope(self, position: Position, separator: str) -> str:
        """The label of a separator's value, or the empty text when the position does not state it."""
        value = dict(position.scope).get(separator, "")
        if not value:
            return ""
        return named("phase", value) if separator == PHASE else self.registry.name(value)


class Verdict(Struct, frozen=True):
    """A relation with its reason and the steps of the decision."""

    relation: Relation
    reason: Reason
    taken: tuple[tuple[str, Saying], ...]

    @property
    def explanation(self) -> tuple[Step, ...]:
        """One line for each step, in the language that is spoken."""
        return tuple(Step(name, saying()) for name, saying in self.taken)


def decide(question: Property, registry: Registry, left: Position, right: Position) -> Verdict:
    """How two positions on one question stand to each other, and why."""
    decision = Decision(question, registry, left, right)
    differing, unstated = _separators(decision)
    apart = _time(decision)
    _polarity(decision)
    found = compare_values(left, right)
    decision.note("value", lambda: _value_line(decision, found))
    _certainty(decision)
    if differing:
        relation, reason = _about_different_things(decision, found, differing, unstated, apart=apart)
    elif found.relation in (Relation.CONTRADICTS, Relation.UNDETERMINED):
        relation, reason = _clash(decision, found, unstated, apart=apart)
    else:
        relation, reason = _meet(decision, found, unstated, apart=apart)
    taken = tuple(decision.taken)
    decision.taken.clear()  # the lines know the decision: kept in it too, they would be a circle that only the collector frees
    return Verdict(relation, reason, taken)


def compare_values(left: Position, right: Position) -> Comparison:
    """Compare two values of one type, or a count with a list."""
    if left.type == right.type:
        found: Comparison = TYPES[left.type].compare(left.value, right.value)
        return found
    return compare_count(left.value, right.value)


def _separators(decision: Decision) -> tuple[list[str], list[str]]:
    """The separators that differ, and those that only one side states."""
    differing: list[str] = []
    unstated: list[str] = []
    same: list[str] = []
    decision.note("separators", lambda: _separator_words(decision, differing, unstated, same))
    if not decision.left.scope and not decision.right.scope:
        return differing, unstated
    left, right = dict(decision.left.scope), dict(decision.right.scope)
    for name in separators_of(decision.question):
        one, other = left.get(name), right.get(name)
        if one != other:
            (differing if one and other else unstated).append(name)
        elif one:
            same.append(name)
    return differing, unstated


def _separator_words(decision: Decision, differing: list[str], unstated: list[str], same: list[str]) -> str:
    one, other = decision.names
    called = {name: named("qualifier", name) for name in (*differing, *unstated, *same)}
    words = [f"{called[name]}: {decision.scope(decision.left, name)} / {decision.scope(decision.right, name)}" for name in differing]
    for name in unstated:
        silent, speaks = (other, decision.left) if decision.scope(decision.left, name) else (one, decision.right)
        words.append(say("{who} states no {name}, the other says {value}", who=silent, name=called[name], value=decision.scope(speaks, name)))
    words += [say("{name} is the same: {value}", name=called[name], value=decision.scope(decision.left, name)) for name in same]
    return say("; ").join(words) or say("neither side states any")


def _time(decision: Decision) -> bool | None:
    """Whether the times are apart: False also for what does not change, None when that is not known. Writes the line."""
    left, right = decision.left.as_of, decision.right.as_of
    if decision.question.behaviour is Behaviour.CONSTANT:
        decision.note("time", _no_time)
        return False
    if left is None or right is None:
        decision.note("time", lambda: _silent_words(decision))
        return None
    same = None if left.uncertain or right.uncertain else same_time(left, right)
    decision.note("time", lambda: say(_TIMES[same], left=left, right=right))
    return None if same is None else not same


_TIMES = {
    True: marked("both as of {left}"),
    False: marked("as of {left} and as of {right}"),
    None: marked("{left} and {right} may be the same time or not"),
}
"""What is said of two times that are the same, apart, or neither for certain."""


def _no_time() -> str:
    return say("the answer does not change with time")


def _silent_words(decision: Decision) -> str:
    """Who does not say as of when."""
    one, other = decision.names
    silent = [name for name, position in ((one, decision.left), (other, decision.right)) if position.as_of is None]
    if len(silent) > 1:
        return say("{one} and {other} do not say as of when", one=one, other=other)
    return say("{who} does not say as of when", who=silent[0])


def _polarity(decision: Decision) -> None:
    left, right = decision.left.value, decision.right.value
    if isinstance(left, Boolean) and isinstance(right, Boolean) and left != right:
        decision.note("polarity", lambda: _polarity_words(decision, asserts_left=left.holds))
    else:
        decision.note("polarity", _same_polarity)


def _polarity_words(decision: Decision, *, asserts_left: bool) -> str:
    one, other = decision.names if asserts_left else reversed(decision.names)
    return say("{one} asserts it, {other} denies it", one=one, other=other)


def _same_polarity() -> str:
    return say("the same on both sides")


def _value_line(decision: Decision, found: Comparison) -> str:
    one, other = decision.names
    only = [
        say("only {who} names {members}", who=name, members=joined([decision.registry.name(member) for member in members]))
        for name, members in ((one, found.extra), (other, found.missing))
        if members
    ]
    return f"{found.detail}: {say('; ').join(only)}" if only else found.detail


def _certainty(decision: Decision) -> None:
    """Say of a side that nobody puts as certain how it is put; of a certain one nothing need be said."""
    for side, position in enumerate((decision.left, decision.right)):
        if position.hedges:
            decision.note("certainty", partial(_certainty_words, decision, side, position.hedges))


def _certainty_words(decision: Decision, side: int, hedges: tuple[Certainty, ...]) -> str:
    put = say(" or ").join(named("certainty", hedge) for hedge in hedges)
    return say("{who} puts it as {hedges}", who=decision.names[side], hedges=put)


def _about_different_things(
    decision: Decision, found: Comparison, differing: list[str], unstated: list[str], *, apart: bool | None
) -> tuple[Relation, Reason]:
    ordered = part_and_whole(decision.question, decision.registry, decision.left, decision.right, differing)
    if ordered and exceeds_whole(*ordered):
        return _impossible_part(decision, ordered, unstated, apart=apart)
    if ordered and found.reason is Reason.NUMERIC and not (decision.left.hedged or decision.right.hedged):
        decision.note("part and whole", lambda: say("the part does not exceed its whole"))
    if found.relation is not Relation.CONTRADICTS:
        return Relation.NOT_COMPARABLE, Reason.SEPARATOR
    told_apart = decision.left.sources == decision.right.sources and len(decision.left.sources) == 1
    if told_apart:
        decision.note("rivals", lambda: say("no, one source tells the two apart itself"))
        return Relation.NOT_COMPARABLE, Reason.SEPARATOR
    decision.note("rivals", lambda: say("only in looks, since the two differ in {qualifiers}", qualifiers=_qualifiers(differing)))
    return Relation.NOT_COMPARABLE, Reason.APPARENT_CONFLICT


def _impossible_part(decision: Decision, ordered: tuple[Position, Position], unstated: list[str], *, apart: bool | None) -> tuple[Relation, Reason]:
    """What a part larger than its whole amounts to; a whole that only grows was never larger before."""
    part, whole = ordered
    if unstated:
        decision.note(
            "part and whole", lambda: say("the part exceeds its whole, unless they differ in {qualifiers}", qualifiers=_qualifiers(unstated))
        )
        return Relation.UNDETERMINED, Reason.MISSING_QUALIFIER
    if apart is None:
        decision.note("part and whole", lambda: say("the part exceeds its whole, unless they are of different times"))
        return Relation.UNDETERMINED, Reason.MISSING_TIME
    grows = decision.question.behaviour is Behaviour.GROWS
    if apart and not (grows and part.as_of and whole.as_of and before(part.as_of, whole.as_of)):
        decision.note("part and whole", lambda: say("the part exceeds a whole of another time"))
        return Relation.NOT_COMPARABLE, Reason.SEPARATOR
    impossible = marked("a part cannot exceed its whole of a later time, since it only grows") if apart else marked("a part cannot exceed its whole")
    decision.note("part and whole", lambda: say(impossible))
    return Relation.CONTRADICTS, Reason.ARITHMETIC


def _meet(decision: Decision, found: Comparison, unstated: list[str], *, apart: bool | None) -> tuple[Relation, Reason]:
    """What values that can both be right amount to, when no separator is known to differ."""
    if unstated or (decision.left.as_of is None) != (decision.right.as_of is None):
        return Relation.COMPATIBLE, Reason.UNSTATED_QUALIFIER
    if decision.left.hedged != decision.right.hedged:
        decision.note("modality", lambda: say("what is only possible or conditional confirms nothing"))
        return Relation.COMPATIBLE, Reason.MODALITY
    return found.relation, Reason.ANOTHER_TIME if apart else found.reason


def _clash(decision: Decision, found: Comparison, unstated: list[str], *, apart: bool | None) -> tuple[Relation, Reason]:
    """What a clash of values, or one that nobody can see through, amounts to, when no separator is known to differ."""
    if decision.left.hedged or decision.right.hedged:
        decision.note("modality", lambda: say("what is only possible or conditional excludes nothing"))
        return Relation.COMPATIBLE, Reason.MODALITY
    if found.relation is Relation.UNDETERMINED:
        return found.relation, found.reason
    if unstated:
        decision.note("missing", lambda: say(_missing_words(decision, apart=apart), qualifiers=_qualifiers(unstated)))
        return Relation.UNDETERMINED, Reason.MISSING_QUALIFIER
    if apart is None:
        decision.note("missing", lambda: say("as of when; with it the two contradict or one updates the other"))
        return Relation.UNDETERMINED, Reason.MISSING_TIME
    if apart and _may_update(decision):
        decision.note("change", lambda: say("the later value replaces the earlier one"))
        return Relation.UPDATES, Reason.LATER
    if apart:
        decision.note("change", lambda: say("a count that only grows is lower at the later time"))
    return Relation.CONTRADICTS, _with_attribution(decision, found.reason)


def _missing_words(decision: Decision, *, apart: bool | None) -> str:
    """What is said of qualifiers that one side leaves out: what the pair would be with them."""
    if apart is None:
        return marked("{qualifiers} on one side; with it the two contradict or one updates the other, or they are about different things")
    if apart and _may_update(decision):
        return marked("{qualifiers} on one side; with it one updates the other, or they are about different things")
    return marked("{qualifiers} on one side; with it the two contradict, or they are about different things")


def _qualifiers(names: list[str]) -> str:
    return say(" and ").join(named("qualifier", name) for name in names)


def _may_update(decision: Decision) -> bool:
    """Whether the value at the later time may have come from the one at the earlier time: a count that only grows must be higher."""
    left, right = decision.left, decision.right
    if decision.question.behaviour is not Behaviour.GROWS:
        return True
    earlier, later = (left, right) if left.as_of and right.as_of and before(left.as_of, right.as_of) else (right, left)
    return _grew(earlier, later)


def _grew(earlier: Position, later: Position) -> bool:
    one, other = earlier.value, later.value
    if isinstance(one, Number | Duration) and isinstance(other, Number | Duration):
        return other.interval.starts_after(one.interval)
    return True


def _with_attribution(decision: Decision, reason: Reason) -> Reason:
    """`attribution` when two sources relay one speaker differently, else the reason as it is."""
    relayed = _relayed(decision.left, decision.registry), _relayed(decision.right, decision.registry)
    shared = {speaker for speaker in relayed[0].keys() & relayed[1].keys() if len(relayed[0][speaker] | relayed[1][speaker]) > 1}
    if not shared:
        return reason
    sources = joined(sorted({source for speaker in shared for source in relayed[0][speaker] | relayed[1][speaker]}))
    speakers = joined([decision.registry.name(speaker) for speaker in sorted(shared)])
    decision.note("attribution", lambda: say("{sources} relay {speakers}, and differ", sources=sources, speakers=speakers))
    return Reason.ATTRIBUTION


def _relayed(position: Position, registry: Registry) -> dict[str, set[str]]:
    """The named bodies that a position is relayed from, each with the sources that relay it."""
    relays: dict[str, set[str]] = {}
    for claim in position.claims:
        entity = registry.entities.get(claim.origin)
        if claim.origin != claim.source and entity and entity.ref.kind != UNNAMED:
            relays.setdefault(claim.origin, set()).add(claim.source)
    return relays
