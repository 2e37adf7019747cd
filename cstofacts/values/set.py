"""set: a list of members that knows whether it is complete.

Written as a list: `[RU, BY, AM]` says these and no others, `[RU, BY, ...]` these and perhaps others. Members are entities, or folded text when the
property says `members: text`; order and spelling do not matter, and a member given twice is a problem.

Two complete lists agree when they have the same members and contradict otherwise, and every member in dispute is named. An open list commits
only to what it names: `[RU, ...]` is compatible with `[RU, BY]`, and contradicts `[BY, AM]`, which says that RU is not one. Two open lists that share
no member are compatible too (`additional`), but neither confirms the other. A member and something that it is a part of (Almaty, Kazakhstan) do
not exclude each other.
"""

import re

from msgspec import Struct

from cstofacts.language import joined, say
from cstofacts.spelling import fold
from cstofacts.values.base import Comparison, EntityRef, Fault, Names, Reading, Reason, Relation, Written

OPEN = "..."

# What YAML reads as one word of a list without quotes around it.
_BARE = re.compile(r"\w[\w .()/-]*")


class SetValue(Struct, frozen=True, eq=False, array_like=True, tag=True):
    """The named members, by id or folded text, and whether they are all.

    `shown` gives members that are text as written, `wholes` for members that are entities what each is a part of.
    """

    members: frozenset[str]
    complete: bool
    shown: tuple[tuple[str, str], ...] = ()
    wholes: tuple[tuple[str, frozenset[str]], ...] = ()

    @property
    def parts(self) -> frozenset[str]:
        """The members that are parts of other members: whether a source counts them apart, a list does not say."""
        return frozenset(member for member, wholes in self.wholes if wholes & self.members)

    def __eq__(self, other: object) -> bool:
        """Whether the other list has the same members and is as complete, however they are written."""
        return isinstance(other, SetValue) and self.members == other.members and self.complete == other.complete

    def __hash__(self) -> int:
        """As equality: by the members, not by how they are written."""
        return hash((self.members, self.complete))

    def __str__(self) -> str:
        """The canonical written form, which reads back as this value."""
        rest = [] if self.complete else [OPEN]
        return f"[{', '.join([*map(_quoted, sorted(self.members)), *rest])}]"


def _quoted(member: str) -> str:
    escaped = member.replace("\\", "\\\\").replace('"', '\\"')
    return member if _BARE.fullmatch(member) else f'"{escaped}"'


def parse(written: Written, reading: Reading) -> SetValue | Fault:
    """Read a list of members, or say why it cannot be read."""
    if isinstance(written, str):
        return Fault("wrong-type", "a list is expected here: write [a, b] or, when it may go on, [a, b, ...]")
    written = tuple(OPEN if text.strip() == "…" else text for text in written)
    complete = OPEN not in written
    if written == (OPEN,):
        return Fault("unreadable-value", "a list that names nobody and may go on says nothing: leave the claim out")
    if not complete and written.index(OPEN) != len(written) - 1:
        return Fault("unreadable-value", "the dots of an open list stand at its end: [a, b, ...]")
    members: dict[str, str] = {}
    wholes = []
    for text in written if complete else written[:-1]:
        entity = _member(text, reading)
        if isinstance(entity, Fault):
            return entity
        if entity.id in members:
            message = f"the list names {entity.id} twice ({members[entity.id]!r} and {text!r}): a set has each member once"
            return Fault("duplicate-member", message)
        members[entity.id] = text
        if entity.within:
            wholes.append((entity.id, entity.within))
    return SetValue(frozenset(members), complete, tuple(members.items()) if reading.members == "text" else (), tuple(wholes))


def _member(text: str, reading: Reading) -> EntityRef | Fault:
    if reading.members == "entity":
        return reading.resolve(text)
    folded = fold(text)
    return EntityRef(folded, "text") if folded else Fault("unreadable-value", "a member of the list is empty")


def compare(left: SetValue, right: SetValue) -> Comparison:
    """Compare two lists member by member."""
    extra, missing = tuple(sorted(left.members - right.members)), tuple(sorted(right.members - left.members))
    if not extra and not missing and left.complete == right.complete:
        return Comparison(Relation.AGREES, Reason.SAME, lambda: say("both name the same members"))
    denied = tuple(member for member in extra if right.complete and not _has_kin(member, left, right))
    lacking = tuple(member for member in missing if left.complete and not _has_kin(member, right, left))
    if denied or lacking:
        return Comparison(Relation.CONTRADICTS, Reason.MEMBERSHIP, lambda: say("the lists differ"), missing, extra)
    if left.complete and right.complete:
        return Comparison(Relation.COMPATIBLE, Reason.OVERLAPS, lambda: say("the lists name wholes and parts of the same"), missing, extra)
    return Comparison(Relation.COMPATIBLE, _overlap(left, right), lambda: say("a list that may go on excludes nothing"), missing, extra)


def _has_kin(member: str, own: SetValue, other: SetValue) -> bool:
    """Whether the other list names a whole that the member is a part of, or a part of the member."""
    if not own.wholes and not other.wholes:
        return False
    around = dict(own.wholes).get(member, frozenset())
    return bool(around & other.members) or any(member in wholes for _, wholes in other.wholes)


def _overlap(left: SetValue, right: SetValue) -> Reason:
    """How two lists meet, at least one of them open; an open list commits to less the fewer members it names."""
    if not left.members & right.members:
        return Reason.ADDITIONAL
    if right.members <= left.members and not right.complete:
        return Reason.NARROWER
    return Reason.BROADER if left.members <= right.members and not left.complete else Reason.OVERLAPS


def union(lists: list[SetValue]) -> SetValue:
    """Everything that several open lists of one source name together."""
    shown = {member: text for value in lists for member, text in value.shown}
    wholes = {member: around for value in lists for member, around in value.wholes}
    members = frozenset().union(*(value.members for value in lists))
    return SetValue(members, complete=False, shown=tuple(shown.items()), wholes=tuple(wholes.items()))


def words(value: SetValue, names: Names) -> str:
    """The value as a person reads it: `6: Armenia, Belarus, …`."""
    shown = dict(value.shown)
    listed = joined([shown.get(member) or names(member) for member in sorted(value.members)])
    if not value.members:
        return say("none")
    return f"{len(value.members)}: {listed}" if value.complete else say("{members} and perhaps others", members=listed)
