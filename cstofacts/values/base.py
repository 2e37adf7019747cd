"""What every value type shares: relations, reasons, faults, modifiers and intervals.

A value commits its claim to a set of possible values V. How two sets lie to one another gives the relation of two claims, and
`compare_intervals` does that for every type whose V is an interval of a line (numbers, dates, durations).
"""

from collections.abc import Callable
from decimal import Decimal
from enum import StrEnum

from msgspec import Struct

from cstofacts.language import marked, say


class Relation(StrEnum):
    """How two claims stand to each other; exactly one of these holds for any two claims."""

    AGREES = "agrees"
    COMPATIBLE = "compatible"
    CONTRADICTS = "contradicts"
    UPDATES = "updates"
    NOT_COMPARABLE = "not-comparable"
    UNDETERMINED = "undetermined"


class Reason(StrEnum):
    """Why a relation holds: the named rule that decided."""

    SAME = "same"
    NARROWER = "narrower"
    BROADER = "broader"
    OVERLAPS = "overlaps"
    ADDITIONAL = "additional"
    UNSTATED_QUALIFIER = "unstated-qualifier"
    ANOTHER_TIME = "another-time"
    NUMERIC = "numeric"
    DATE = "date"
    MEMBERSHIP = "membership"
    NEGATION = "negation"
    CATEGORY = "category"
    ROLE = "role"
    MODALITY = "modality"
    ARITHMETIC = "arithmetic"
    ATTRIBUTION = "attribution"
    LATER = "later"
    APPARENT_CONFLICT = "apparent-conflict"
    SEPARATOR = "separator"
    QUESTION = "question"
    MISSING_QUALIFIER = "missing-qualifier"
    MISSING_TIME = "missing-time"
    UNCERTAIN_VALUE = "uncertain-value"
    WORDING = "wording"


class Modifier(StrEnum):
    """How exactly a quantity is stated (Wikidata's quantity bounds, and the one-sided ones that those lack)."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at-least"
    AT_MOST = "at-most"
    MORE_THAN = "more-than"
    LESS_THAN = "less-than"
    BETWEEN = "between"


Saying = Callable[[], str]
"""A sentence that is put into words only once somebody reads it: deciding takes a fraction of the time that wording takes."""


class Comparison(Struct, frozen=True):
    """A relation with its reason, and one line that says what was compared.

    `missing` and `extra` name set members: those only the right side has, and those only the left side has.
    """

    relation: Relation
    reason: Reason
    saying: Saying
    missing: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()

    @property
    def detail(self) -> str:
        """The line that says what was compared."""
        return self.saying()


class Fault(Struct, frozen=True):
    """Why a written value cannot be read: the name of the rule it breaks, and what to do."""

    rule: str
    message: str


class EntityRef(Struct, frozen=True, array_like=True, tag=True):
    """An entity as values know it: its id, what kind it is, and everything that it is a part of."""

    id: str
    kind: str
    within: frozenset[str] = frozenset()

    def __str__(self) -> str:
        """The canonical written form, which reads back as this value."""
        return self.id


# Rounding a figure to its first two digits moves it by 5 % at most (10.5 to 11), so two people who round one number
# in two directions can end up 10 % apart. A property may name its own.
DEFAULT_TOLERANCE = Decimal("0.10")


class Reading(Struct, frozen=True):
    """What a property says about how its values are read.

    `resolve` gives the entity that a spelling names, or a fault that says why there is none.
    """

    resolve: Callable[[str], EntityRef | Fault]
    tolerance: Decimal = DEFAULT_TOLERANCE
    members: str = "entity"


Written = str | tuple[str, ...]
Names = Callable[[str], str]
Bound = Decimal | int


class Interval(Struct, frozen=True):
    """A stretch of a line. `None` as a bound is no bound; `*_open` excludes the bound itself."""

    low: Bound | None
    high: Bound | None
    low_open: bool = False
    high_open: bool = False

    def starts_after(self, other: "Interval") -> bool:
        """Whether every point of this interval lies above every point of the other."""
        if self.low is None or other.high is None:
            return False
        return self.low > other.high or (self.low == other.high and (self.low_open or other.high_open))

    def within(self, other: "Interval") -> bool:
        """Whether the other interval has every point of this one."""
        reaches_low = _reaches(other.low, self.low, -1, kept=self.low_open or not other.low_open)
        return reaches_low and _reaches(other.high, self.high, 1, kept=self.high_open or not other.high_open)


def _reaches(outer: Bound | None, inner: Bound | None, direction: int, *, kept: bool) -> bool:
    """Whether the outer bound lies beyond the inner one in the direction -1 (low) or 1 (high); `kept` decides when they are equal."""
    if outer is None:
        return True
    if inner is None:
        return False
    return kept if outer == inner else (outer > inner) == (direction > 0)


def compare_intervals(left: Interval, right: Interval, *, disjoint: Reason, shown: tuple[Saying, Saying]) -> Comparison:
    """Compare two intervals; `disjoint` is the reason given when no point is common, `shown` says the two as people read them."""
    relation, reason, message = _relation_of(left, right, disjoint)
    return Comparison(relation, reason, lambda: say(message, one=shown[0](), other=shown[1]()))


def _relation_of(left: Interval, right: Interval, disjoint: Reason) -> tuple[Relation, Reason, str]:
    if left.starts_after(right) or right.starts_after(left):
        return Relation.CONTRADICTS, disjoint, marked("{one} and {other} have nothing in common")
    narrower, broader = left.within(right), right.within(left)
    if narrower and broader:
        return Relation.AGREES, Reason.SAME, marked("{one} is the same as {other}")
    if narrower:
        return Relation.COMPATIBLE, Reason.NARROWER, marked("{one} lies within {other}")
    if broader:
        return Relation.COMPATIBLE, Reason.BROADER, marked("{one} contains {other}")
    return Relation.COMPATIBLE, Reason.OVERLAPS, marked("{one} and {other} overlap")


_SIGNS = (
    (">=", Modifier.AT_LEAST),
    ("≥", Modifier.AT_LEAST),
    ("<=", Modifier.AT_MOST),
    ("≤", Modifier.AT_MOST),
    ("~", Modifier.ABOUT),
    ("≈", Modifier.ABOUT),
    (">", Modifier.MORE_THAN),
    ("<", Modifier.LESS_THAN),
)
SIGN_OF = {modifier: sign for sign, modifier in reversed(_SIGNS)} | {Modifier.EXACT: ""}

WORDS_OF = {
    Modifier.EXACT: marked("{low}"),
    Modifier.ABOUT: marked("about {low}"),
    Modifier.AT_LEAST: marked("at least {low}"),
    Modifier.AT_MOST: marked("at most {low}"),
    Modifier.MORE_THAN: marked("more than {low}"),
    Modifier.LESS_THAN: marked("less than {low}"),
    Modifier.BETWEEN: marked("{low} to {high}"),
}


def split_modifier(written: str) -> tuple[Modifier, str, str]:
    """The modifier of a written quantity and the one or two amounts that follow it (`70..75` has two)."""
    stripped = written.strip()
    for sign, modifier in _SIGNS:
        if stripped.startswith(sign):
            return modifier, stripped[len(sign) :].strip(), ""
    low, dots, high = stripped.partition("..")
    return (Modifier.BETWEEN, low.strip(), high.strip()) if dots else (Modifier.EXACT, stripped, "")


def modified_interval(modifier: Modifier, low: Interval, high: Interval, tolerance: Decimal) -> Interval:
    """V of a quantity: `low` (and for a range `high`) as stated, seen through the modifier.

    Both amounts come as intervals themselves, since one month is 28 to 31 days; for a number they are points.
    """
    match modifier:
        case Modifier.AT_LEAST | Modifier.MORE_THAN:
            return Interval(low.low, None, low_open=modifier is Modifier.MORE_THAN)
        case Modifier.AT_MOST | Modifier.LESS_THAN:
            return Interval(None, low.high, high_open=modifier is Modifier.LESS_THAN)
        case Modifier.ABOUT:
            return Interval(_widened(low.low, -tolerance), _widened(low.high, tolerance))
        case _:
            return Interval(low.low, high.high)


def _widened(bound: Bound | None, share: Decimal) -> Decimal:
    exact = Decimal(bound or 0)
    return exact + abs(exact) * share
