"""text: free words, for what no other type can hold.

Two texts agree when they are the same after folding their spelling. Otherwise nothing is decided: other words may mean the same,
and likeness proves neither, so the pair is undetermined and a person must read both. `ألماتي` agrees with `المـاتي`; `a coup` against `an attempted
coup` is undetermined.
"""

from msgspec import Struct

from cstofacts.language import say
from cstofacts.spelling import fold
from cstofacts.values.base import Comparison, Fault, Names, Reading, Reason, Relation, Written


class Text(Struct, frozen=True, eq=False, array_like=True, tag=True):
    """Words as written, equal to other words by their folded form."""

    folded: str
    written: str

    def __eq__(self, other: object) -> bool:
        """Whether the other text folds alike."""
        return isinstance(other, Text) and self.folded == other.folded

    def __hash__(self) -> int:
        """As equality: by the folded form."""
        return hash(self.folded)

    def __str__(self) -> str:
        """The words as written."""
        return self.written


def parse(written: Written, _reading: Reading) -> Text | Fault:
    """Read any words but none at all."""
    if not isinstance(written, str):
        return Fault("wrong-type", "one text is expected here, not a list")
    folded = fold(written)
    return Text(folded, written) if folded else Fault("unreadable-value", "the value is empty")


def compare(left: Text, right: Text) -> Comparison:
    """Compare two texts by their folded spelling, and never decide by likeness."""
    if left == right:
        return Comparison(Relation.AGREES, Reason.SAME, lambda: say("both say it in the same words"))
    return Comparison(Relation.UNDETERMINED, Reason.WORDING, lambda: say("the words differ: whether they mean the same, a person must say"))


def words(value: Text, _names: Names) -> str:
    """The words as written."""
    return value.written
