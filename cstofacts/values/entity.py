"""entity: one person, place, organisation or other thing of `entities.yaml`, whatever its spelling.

Two claims agree when they name one entity, are compatible when one is a part of the other (`Almaty` in `Kazakhstan`), and contradict
otherwise: with the reason `role` when people or organisations are named for one role, `category` when it is anything else. Somebody whom a
source does not name may be anybody: that is undetermined. A property that can have several answers at once (offices held, causes) is a set,
not an entity.
"""

from cstofacts.language import say
from cstofacts.values.base import Comparison, EntityRef, Fault, Names, Reading, Reason, Relation, Written

ACTORS = frozenset({"person", "organisation"})
UNNAMED = "unnamed"


def parse(written: Written, reading: Reading) -> EntityRef | Fault:
    """Read the id or any spelling of an entity, or say why it names none."""
    if not isinstance(written, str):
        return Fault("wrong-type", "one entity is expected here, not a list")
    return reading.resolve(written)


def compare(left: EntityRef, right: EntityRef) -> Comparison:
    """Compare two entities by identity, then by what each is a part of."""
    if left.id == right.id:
        return Comparison(Relation.AGREES, Reason.SAME, lambda: say("both name the same"))
    if right.id in left.within:
        return Comparison(Relation.COMPATIBLE, Reason.NARROWER, lambda: say("the first is a part of the second"))
    if left.id in right.within:
        return Comparison(Relation.COMPATIBLE, Reason.BROADER, lambda: say("the second is a part of the first"))
    if UNNAMED in (left.kind, right.kind):
        return Comparison(Relation.UNDETERMINED, Reason.UNCERTAIN_VALUE, lambda: say("one of them is not named, and may be the other"))
    reason = Reason.ROLE if {left.kind, right.kind} <= ACTORS else Reason.CATEGORY
    return Comparison(Relation.CONTRADICTS, reason, lambda: say("they name two different ones"))


def words(value: EntityRef, names: Names) -> str:
    """The entity's label."""
    return names(value.id)
