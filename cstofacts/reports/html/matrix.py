"""The matrix: who says what, a row per question that several sources answer or one answers in two ways, a column per source."""

from msgspec import Struct

from cstofacts.language import spoken
from cstofacts.model.finding import Finding
from cstofacts.reports.html.anchors import anchor
from cstofacts.reports.html.states import side_states, worst

# Beyond this the rows below the matrix say the same in less space.
MOST_ROWS = 300

_MOST_LETTERS = 22


class Cell(Struct, frozen=True):
    """What one source says: its values, shortened, and the worst state of them; no state when it says nothing."""

    text: str
    state: str


class MatrixRow(Struct, frozen=True):
    """One question with a cell per source."""

    question: str
    language: str
    anchor: str
    cells: list[Cell]


class Matrix(Struct, frozen=True):
    """The sources and the rows; `left_out` counts questions that it has no room for."""

    sources: list[str]
    rows: list[MatrixRow]
    left_out: int


def matrix_of(findings: list[Finding], sources: list[str]) -> Matrix:
    """The matrix of these findings, worst first."""
    told = [finding for finding in findings if len(finding.sources) > 1 or finding.is_self_contradiction]
    return Matrix(sources, [_row(finding, sources) for finding in told[:MOST_ROWS]], max(len(told) - MOST_ROWS, 0))


def _row(finding: Finding, sources: list[str]) -> MatrixRow:
    states = side_states(finding)
    held: dict[str, list[int]] = {}
    for index, side in enumerate(finding.sides):
        for source in side.sources:
            held.setdefault(source, []).append(index)
    cells = [_cell(finding, held.get(source, []), states) for source in sources]
    question = finding.question.ar if spoken() == "ar" else ""
    return MatrixRow(question or finding.question.en, "ar" if question else "en", anchor(finding.id), cells)


def _cell(finding: Finding, sides: list[int], states: list[str]) -> Cell:
    if not sides:
        return Cell("", "")
    text = " / ".join(dict.fromkeys(finding.sides[index].shown for index in sides))
    return Cell(text if len(text) <= _MOST_LETTERS else f"{text[: _MOST_LETTERS - 1]}…", worst(states[index] for index in sides))
