"""Choose questions of a table, and make something of each where it was compared."""

from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache
from typing import Generic, TypeVar

from msgspec import Struct

from cstofacts.model.rules import code_of
from cstofacts.tables.outcomes import sections_of
from cstofacts.tables.results import Listed, Outcome
from cstofacts.values.base import Relation

Thing = TypeVar("Thing")


class Wanted(Struct, frozen=True):
    """Which questions are asked for; nothing named stands for all. `off` are the codes of rules that are off by choice."""

    relations: tuple[Relation, ...] = ()
    subjects: tuple[str, ...] = ()
    properties: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    off: frozenset[str] = frozenset()

    def is_about(self, listed: Listed) -> bool:
        """Whether a question is asked for, whatever it came to."""
        if self.subjects and listed.subject not in self.subjects:
            return False
        if self.properties and listed.question not in self.properties:
            return False
        return not self.sources or any(source in sources for source in self.sources for sources, _ in listed.held)

    def takes(self, found: Outcome) -> bool:
        """Whether questions of an outcome are asked for: of no relation, those which the first screen has."""
        return found.relation in self.relations if self.relations else bool(sections_of(found)) and code_of(found.reason) not in self.off


class Chosen(Struct, Generic[Thing]):
    """What was made of the questions of a part that are asked for, one after the other, and how many came to each outcome."""

    made: list[Thing]
    outcomes: Counter[Outcome]


def choose(wanted: Wanted, make: Callable[[Listed], Thing], questions: Iterable[Listed]) -> Chosen[Thing]:
    """Choose among the questions of a part."""
    takes = cache(wanted.takes)
    chosen = [listed for listed in questions if takes(listed.outcome) and wanted.is_about(listed)]
    return Chosen([make(listed) for listed in chosen], Counter([listed.outcome for listed in chosen]))


def write(wanted: Wanted, make: Callable[[Listed], str], questions: Iterable[Listed]) -> Chosen[str]:
    """Choose among the questions of a part, and put what is written of them into one text."""
    chosen = choose(wanted, make, questions)
    return Chosen(["".join(chosen.made)] if chosen.made else [], chosen.outcomes)
