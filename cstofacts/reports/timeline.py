"""The answers to one question over time, in lines that stand under one another.

A line gives the time, how the answer stands to the one before, the value, the sources and claims, and last the origin: what may be right-to-left
never stands beside its like. A time that nobody states is a question mark.
"""

from collections.abc import Iterator

from cstofacts.language import joined, marked, named, say
from cstofacts.model.claim import Certainty
from cstofacts.model.finding import Finding
from cstofacts.model.registry import Behaviour, Property, Registry
from cstofacts.model.statement import Point, Series, Turn
from cstofacts.reports.layout import Line, cell, column, columns, fitted, narrowed, paragraph
from cstofacts.reports.text import qualifier_words, question_words
from cstofacts.values import TYPES

_SIGNS = {Turn.RISE: "↑", Turn.FALL: "↓", Turn.SAME: "=", Turn.OTHER: "≠", Turn.UNTOLD: " "}
_MEANINGS = {
    Turn.RISE: marked("above or after the one before"),
    Turn.FALL: marked("below or earlier than the one before"),
    Turn.SAME: marked("the same as before"),
    Turn.OTHER: marked("another one than before"),
}
_CONTRADICTED = "!"
_UNTIMED = "?"

# Of the value and of the claims' ids; both may be long, and neither may take the line for itself.
_WIDEST = 40

# A sign may be two characters; an origin needs this at least, and on a narrower terminal an answer takes several lines.
_SIGN_WIDTH = 2
_ORIGIN_WIDTH = 10
_NARROW = 76

_BEHAVIOURS = {
    Behaviour.CONSTANT: marked("The answer does not change with time."),
    Behaviour.GROWS: marked("A count that only grows."),
    Behaviour.VARIES: marked("The answer may change with time."),
}


def timeline_lines(finding: Finding, series: list[Series], registry: Registry, width: int) -> Iterator[Line]:
    """The series of a question, fitted to the width."""
    property = registry.properties[finding.question.property]
    yield from paragraph("", question_words(finding), width, style="title")
    yield from paragraph("", _about(finding, property), width, style="dim")
    rows = [[_cells(point, registry) for point in each.points] for each in series]
    widths = _widths([row for each in rows for row in each], width)
    for each, cells in zip(series, rows, strict=True):
        yield []
        yield from _heading(each, series, registry, width)
        for point, row in zip(each.points, cells, strict=True):
            yield from _rows(point, row, widths, width)
    yield from _legend(series, finding, width)


def _about(finding: Finding, property: Property) -> str:
    unit = f" [{property.unit}]" if property.unit else ""
    return f"{finding.id}{unit}. {say(_BEHAVIOURS[property.behaviour])}"


def _heading(series: Series, all_series: list[Series], registry: Registry, width: int) -> Iterator[Line]:
    """What sets a series apart, when there is more than one, or anything to say."""
    if series.is_reference:
        yield from paragraph("  ", say("References, with which nothing was compared:"), width, style="note")
    elif series.scope:
        stated = (f"{_scope_name(name)}: {qualifier_words(name, value, registry)}" for name, value in series.scope)
        yield from paragraph("  ", say("; ").join(stated), width, style="note")
    elif sum(not each.is_reference for each in all_series) > 1:
        yield from paragraph("  ", say("without a qualifier that tells it apart"), width, style="note")


def _scope_name(name: str) -> str:
    return named("column", name) if name == "property" else named("qualifier", name)


def _cells(point: Point, registry: Registry) -> tuple[str, ...]:
    """The time, the sign, the value, the sources, the claims, and the origin, which says of what is not timed when it was published."""
    hedge = "" if point.certainty is Certainty.CERTAIN else f" ({named('certainty', point.certainty)})"
    sign = f"{_SIGNS[point.turn]}{_CONTRADICTED if point.is_contradicted else ' '}"
    value = f"{TYPES[point.type].words(point.value, registry.name)}{hedge}"
    origin = joined([registry.name(point.origin), *(_published(point, registry) if point.as_of is None else [])])
    return str(point.as_of or _UNTIMED), sign, value, ", ".join(point.sources), ", ".join(claim.id for claim in point.claims), origin


def _published(point: Point, registry: Registry) -> list[str]:
    dates = sorted({str(source.published) for id in point.sources if (source := registry.sources.get(id)) and source.published})
    return [f"{say('published')} {', '.join(dates)}"] if dates else []


def _widths(rows: list[tuple[str, ...]], width: int) -> list[int]:
    time = column((row[0] for row in rows), max(10, width // 4))
    others = [column((row[index] for row in rows), _WIDEST) for index in (2, 3, 4)]
    return [time, _SIGN_WIDTH, *narrowed(others, width - time - _SIGN_WIDTH - 6 - _ORIGIN_WIDTH)]


def _rows(point: Point, cells: tuple[str, ...], widths: list[int], width: int) -> Iterator[Line]:
    """An answer on one line, or where that is too narrow on as many as it takes."""
    style = "bad" if point.is_contradicted else ""
    if width < _NARROW:
        time, sign, value, sources, claims, origin = cells
        yield from paragraph(f"  {cell(time, widths[0])}  {sign}  ", value, width, style=style)
        for words in (f"{sources}: {claims}", origin):
            yield from paragraph(" " * 8, words, width, style="dim")
        return
    start = "".join(f"{cell(text, most)}  " for text, most in zip(cells, widths, strict=False))
    yield [(f"  {start}", style), (fitted(cells[-1], width - columns(start) - 2), "dim")]


def _legend(series: list[Series], finding: Finding, width: int) -> Iterator[Line]:
    """What the signs mean that stand above."""
    points = [point for each in series for point in each.points]
    used = {point.turn for point in points}
    told = [f"{_SIGNS[turn]} {say(words)}" for turn, words in _MEANINGS.items() if turn in used]
    if any(point.is_contradicted for point in points):
        told.append(f"{_CONTRADICTED} {say('contradicts another answer: {command}', command=f'cstofacts show {finding.id}')}")
    if any(point.as_of is None for point in points):
        told.append(f"{_UNTIMED} {say('as of when is not stated')}")
    if told:
        yield []
    for words in told:
        yield from paragraph("  ", words, width, style="dim")
