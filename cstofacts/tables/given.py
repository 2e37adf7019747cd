"""The files that a user gives for a table, with the columns found in each; a file that cannot be used is a problem and hides no other."""

from collections.abc import Callable

from msgspec import Struct, field
from msgspec.structs import replace

from cstofacts.model.problem import Problem
from cstofacts.spelling import fold, nearest
from cstofacts.tables.columns import CANONICAL
from cstofacts.tables.files import TableFile, beginning_of, mapped, open_file, problem, unused
from cstofacts.values.base import Fault


class GivenFile(Struct, frozen=True):
    """One file, and where in it each column stands."""

    file: TableFile
    places: dict[str, int]


class Given(Struct):
    """The files of a table, the columns that any of them has, those that nothing is read from, and the files that cannot be used."""

    files: list[GivenFile] = field(default_factory=list)
    columns: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
    problems: list[Problem] = field(default_factory=list)


def is_canonical(header: tuple[str, ...]) -> bool:
    """Whether these are the columns of an ingested table, be it one that must be read again."""
    return set(CANONICAL).issubset(header)


Headers = dict[str, Callable[[str], tuple[str, ...]]]
"""By kind of file, how its columns are found out; those of CSV are known from its beginning."""


Read = Callable[[str], bytes]
"""How the beginning of a file is read."""


def given_of(paths: list[str], chosen: dict[str, str], wanted: tuple[str, ...], headers: Headers, *, read: Read = beginning_of) -> Given:
    """The files with their columns."""
    given = Given()
    left: dict[str, None] = {}
    looked_into = [_looked_into(path, headers, read) for path in paths]
    called = {fold(name) for file in looked_into if isinstance(file, TableFile) for name in file.header}
    for file in looked_into:
        found = file if isinstance(file, Problem) else _given_file(file, _chosen_of(file, chosen, called), wanted)
        if isinstance(found, Problem):
            given.problems.append(found)
        else:
            given.files.append(found)
            left |= dict.fromkeys(() if is_canonical(found.file.header) else unused(found.file.header, found.places))
    given.columns = tuple(name for name in wanted if any(name in file.places for file in given.files))
    given.unused = tuple(left)
    return given


def _looked_into(path: str, headers: Headers, read: Read) -> TableFile | Problem:
    file = open_file(path, read)
    if isinstance(file, Problem) or file.kind not in headers:
        return file
    try:
        return replace(file, header=headers[file.kind](path))
    except (OSError, ValueError) as error:
        return problem(path, "unreadable-file", f"this file cannot be read: {str(error).splitlines()[0][:120]}")


def _chosen_of(file: TableFile, chosen: dict[str, str], called: set[str]) -> dict[str, str]:
    """How a file calls columns: one that has a column under its own name needs no other, which is that of another file."""
    own = {fold(name) for name in file.header}
    return {column: name for column, name in chosen.items() if fold(name) in own or fold(column) not in own or fold(name) not in called}


def _given_file(file: TableFile, chosen: dict[str, str], wanted: tuple[str, ...]) -> GivenFile | Problem:
    places = mapped(file.header, chosen, wanted)
    if isinstance(places, Fault):
        return problem(file.path, places.rule, places.message)
    if is_canonical(file.header) and "origin" not in chosen:
        places.pop("origin", None)  # it was made of the attribution, which begins with the body that the source relays
    return GivenFile(file, places)


def unknown_column(chosen: dict[str, str], known: tuple[str, ...], *, is_open: bool) -> str:
    """What is wrong with the columns that a user names, or nothing; where properties are inferred any other is a qualifier."""
    for column in chosen:
        meant = None if column in known else nearest(column, list(known))
        if meant or not (is_open or column in known):
            advice = f"did you mean {meant!r}?" if meant else f"write one of {', '.join(known)}"
            return f"there is no column {column[:40]!r} to be called {chosen[column][:40]!r}: {advice}"
    return ""
