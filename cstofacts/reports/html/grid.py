"""A membership grid: which side of a list names which member, leaves it out of a complete list, or does not say."""

from msgspec import Struct

from cstofacts.model.finding import Finding
from cstofacts.model.registry import Registry
from cstofacts.reports.html.sides import shortened
from cstofacts.values.set import SetValue

_MOST_MEMBERS = 40
_MOST_SIDES = 12

NAMED, LEFT_OUT, UNSAID = "named", "left-out", "unsaid"


class Column(Struct, frozen=True):
    """One side: its number, its sources, and how many members it names or counts; `counts` when it only counts."""

    number: int
    sources: str
    total: str
    counts: bool


class Row(Struct, frozen=True):
    """One member, with a cell for each side; `disputed` when one names it and another leaves it out."""

    member: str
    cells: list[str]
    disputed: bool


class Grid(Struct, frozen=True):
    """The table; `left_out` counts members that it has no room for."""

    columns: list[Column]
    rows: list[Row]
    left_out: int


def grid_of(finding: Finding, registry: Registry) -> Grid | None:
    """The grid of a question with at least two different lists, else None."""
    sides = [(index, side.value) for index, side in enumerate(finding.sides)][:_MOST_SIDES]
    lists = [value for _, value in sides if isinstance(value, SetValue)]
    if len(lists) < 2:  # noqa: PLR2004 (one list needs no grid)
        return None
    shown = {member: text for value in lists for member, text in value.shown}
    members = sorted(frozenset().union(*(value.members for value in lists)), key=lambda member: shown.get(member) or registry.name(member))
    columns = [_column(finding, index) for index, _ in sides]
    rows = [_row(shown.get(member) or registry.name(member), [_cell(value, member) for _, value in sides]) for member in members[:_MOST_MEMBERS]]
    return Grid(columns, rows, max(len(members) - _MOST_MEMBERS, 0))


def _column(finding: Finding, index: int) -> Column:
    side = finding.sides[index]
    if not isinstance(side.value, SetValue):
        return Column(index + 1, shortened(side.sources), side.shown, counts=True)
    total = f"{len(side.value.members)}{'' if side.value.complete else '+'}"
    return Column(index + 1, shortened(side.sources), total, counts=False)


def _row(member: str, cells: list[str]) -> Row:
    return Row(member, cells, NAMED in cells and LEFT_OUT in cells)


def _cell(value: object, member: str) -> str:
    if not isinstance(value, SetValue):
        return UNSAID
    return NAMED if member in value.members else LEFT_OUT if value.complete else UNSAID
