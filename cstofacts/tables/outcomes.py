"""What very many questions came to: how many of each outcome, and the worst of each, from which the first screen of a table is made."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cache
from heapq import nsmallest
from typing import Self

from msgspec import Struct, field

from cstofacts.reconcile.positions import QuestionKey
from cstofacts.reports.overview import FIRST
from cstofacts.reports.sections import APPARENT, SELF
from cstofacts.tables.results import Listed, Outcome, Ranked
from cstofacts.values.base import Reason, Relation


class Outcomes(Struct):
    """How many questions came to each outcome, and those of it to look at first.

    `alone` counts questions whose answers agree and are all of one source, `left_out` answers that were too many to be compared.
    """

    count: Counter[Outcome] = field(default_factory=Counter)
    worst: dict[Outcome, list[Ranked]] = {}
    alone: Counter[Outcome] = field(default_factory=Counter)
    left_out: int = 0

    def add(self, other: Self) -> None:
        """Count those of another part too."""
        self.count.update(other.count)
        self.alone.update(other.alone)
        self.left_out += other.left_out
        for found, worst in other.worst.items():
            self.worst[found] = nsmallest(FIRST, self.worst.get(found, []) + worst)

    def drop(self, found: Outcome) -> int:
        """Leave an outcome out, and say how many questions came to it."""
        del self.worst[found], self.alone[found]
        return self.count.pop(found)

    def by_section(self) -> Counter[str]:
        """How many questions belong to each section, and how many to none, by what they are."""
        counted = Counter({"alone": self.alone.total(), "agreed": -self.alone.total()})
        for found, number in self.count.items():
            counted.update(dict.fromkeys(sections_of(found) or [_rest_of(found)], number))
        return counted

    def first(self, section: str) -> list[QuestionKey]:
        """The questions of a section to look at first."""
        worst = [one for found, some in self.worst.items() if section in sections_of(found) for one in some]
        return [(subject, property) for _, subject, property in nsmallest(FIRST, worst)]


def outcomes_of(questions: Iterable[Listed]) -> Outcomes:
    """The outcomes of a part of the questions."""
    met = defaultdict[Outcome, list[Listed]](list)
    for listed in questions:
        met[listed.outcome].append(listed)
    count = Counter({found: len(some) for found, some in met.items()})
    worst = {found: nsmallest(FIRST, [listed.ranked for listed in some]) for found, some in met.items()}
    alone = Counter({found: sum(map(_is_alone, some)) for found, some in met.items() if found.relation is Relation.AGREES})
    return Outcomes(count, worst, alone, sum(listed.left_out for some in met.values() for listed in some))


def _is_alone(listed: Listed) -> bool:
    return len({source for sources, _ in listed.held for source in sources}) == 1


@cache
def sections_of(found: Outcome) -> list[str]:
    """The sections of the first screen to which a question belongs, by key."""
    if found.relation is Relation.CONTRADICTS:
        return [*(["contradictions"] if found.between else []), *([SELF] if found.itself else [])]
    if found.reason is Reason.APPARENT_CONFLICT:
        return [APPARENT]
    return {Relation.UNDETERMINED: ["review"], Relation.UPDATES: ["updates"]}.get(found.relation, [])


def _rest_of(found: Outcome) -> str:
    """What a question is counted as that needs nobody; lists that go together may all be of one source."""
    return {Relation.NOT_COMPARABLE: "different", Relation.AGREES: "agreed"}.get(found.relation, "compatible")
