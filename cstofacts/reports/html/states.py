"""How things look: each relation has one colour class and one sign, on entries, sides and cells alike."""

from collections.abc import Iterable

from cstofacts.language import marked
from cstofacts.model.finding import Finding, Pair
from cstofacts.values.base import Relation

ALONE = "alone"
APPARENT = "apparent"

# What each state means, the worst first.
STATES = {
    Relation.CONTRADICTS.value: marked("contradicts another"),
    Relation.UNDETERMINED.value: marked("may contradict another: not decided"),
    APPARENT: marked("looks like a rival of another, and is about something else"),
    Relation.UPDATES.value: marked("updates another, or is updated"),
    Relation.COMPATIBLE.value: marked("can be right together with the others"),
    Relation.AGREES.value: marked("says the same as another"),
    Relation.NOT_COMPARABLE.value: marked("is about something else than the others"),
    ALONE: marked("stands alone"),
}

# The sign of each state and of each cell of a grid, with what is read out for it. The signs are in every font, and none is mirrored in
# right-to-left text, as U+2260 is.
SIGNS = {
    Relation.CONTRADICTS.value: ("×", marked("contradicts")),
    Relation.UNDETERMINED.value: ("?", marked("not decided")),
    APPARENT: ("↔", marked("rival only in looks")),
    Relation.UPDATES.value: ("↑", marked("update")),
    Relation.COMPATIBLE.value: ("~", marked("compatible")),
    Relation.AGREES.value: ("=", marked("agrees")),
    Relation.NOT_COMPARABLE.value: ("○", marked("about something else")),
    ALONE: ("•", marked("alone")),
    "named": ("=", marked("names it")),
    "left-out": ("×", marked("leaves it out of a complete list")),
}
_NEEDING = (Relation.CONTRADICTS.value, Relation.UNDETERMINED.value, APPARENT, Relation.UPDATES.value)

_RANK = {state: rank for rank, state in enumerate(STATES)}


def state_of(pair: Pair) -> str:
    """The state that a pair puts both its sides in."""
    return APPARENT if pair.is_apparent_conflict else str(pair.relation)


def worst(states: Iterable[str]) -> str:
    """The worst of several states."""
    return min(states, key=_RANK.__getitem__, default=ALONE)


def needs_person(finding: Finding) -> bool:
    """Whether a finding stands in a section that a person should look at: anything but agreement, silence and different things."""
    return any(state_of(pair) in _NEEDING for pair in finding.pairs)


def side_states(finding: Finding) -> list[str]:
    """For each side of a finding the worst state that any of its pairs puts it in."""
    states: list[list[str]] = [[] for _ in finding.sides]
    for pair in finding.pairs:
        for index in {pair.left, pair.right}:
            states[index].append(state_of(pair))
    return [worst(found) for found in states]
