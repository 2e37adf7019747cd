"""What the comments `# ignore` of a registry's files say: which rules, where, and why."""

from msgspec import Struct

from cstofacts.model.problem import Location, Problem


class Ignore(Struct, frozen=True, order=True):
    """One comment `# ignore CF213: reason`: where it stands, the codes that it names, and the lines for which it holds, both included."""

    location: Location
    codes: tuple[str, ...]
    reason: str
    first: int
    last: int

    def covers(self, place: Location, code: str) -> bool:
        """Whether it holds for this rule at this place of its own file."""
        return self.first <= place.line <= self.last and code in self.codes


class Ignored(Struct, frozen=True, order=True):
    """A problem that a comment ignores."""

    problem: Problem
    by: Ignore
