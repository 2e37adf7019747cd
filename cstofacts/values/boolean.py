"""boolean: an assertion or its denial.

Written as `yes` or `no` (also `true`, `false`, `نعم`, `لا`, `да`, `нет`). Two assertions agree, and so do two denials; an assertion contradicts a
denial, with the reason `negation`.
"""

from msgspec import Struct

from cstofacts.language import say
from cstofacts.values.base import Comparison, Fault, Names, Reading, Reason, Relation, Written

_POLARITY = {"yes": True, "true": True, "نعم": True, "да": True, "no": False, "false": False, "لا": False, "нет": False}


class Boolean(Struct, frozen=True, array_like=True, tag=True):
    """The polarity of a claim: True asserts, False denies."""

    holds: bool

    def __str__(self) -> str:
        """The canonical written form, which reads back as this value."""
        return "yes" if self.holds else "no"


def parse(written: Written, _reading: Reading) -> Boolean | Fault:
    """Read yes or no, or say why it is neither."""
    if not isinstance(written, str):
        return Fault("wrong-type", "yes or no is expected here, not a list")
    holds = _POLARITY.get(written.strip().lower())
    if holds is None:
        return Fault("unreadable-value", f"{written[:40]!r} is neither yes nor no")
    return Boolean(holds)


def compare(left: Boolean, right: Boolean) -> Comparison:
    """Compare two polarities."""
    if left == right:
        return Comparison(Relation.AGREES, Reason.SAME, lambda: say("both assert it") if left.holds else say("both deny it"))
    return Comparison(Relation.CONTRADICTS, Reason.NEGATION, lambda: say("one asserts what the other denies"))


def words(value: Boolean, _names: Names) -> str:
    """`yes` or `no`."""
    return say("yes") if value.holds else say("no")
