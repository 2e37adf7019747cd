"""A fault of the registry itself, and the place where it stands."""

from msgspec import Struct

from cstofacts.model.rules import RULES


class Location(Struct, frozen=True, order=True, array_like=True):
    """A place in a file of the registry; line and column count from 1, and 0 stands for the whole file."""

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """`path:line:column`, as compilers write it."""
        return ":".join(str(part) for part in (self.path, self.line, self.column) if part)


class Problem(Struct, frozen=True, order=True, array_like=True):
    """A fault of the registry: where, which rule (by code), and what to do about it."""

    location: Location
    code: str
    message: str

    @property
    def name(self) -> str:
        """The rule's name."""
        return RULES[self.code].name

    @property
    def is_error(self) -> bool:
        """Whether something could not be read because of it; a warning only asks for a look."""
        return RULES[self.code].level == "error"
