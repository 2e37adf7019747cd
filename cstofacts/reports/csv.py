"""csv: one table for a spreadsheet. Of findings one row per claim on each side; else one row per claim, source or problem.

A cell that a spreadsheet would take for a formula gets an apostrophe before it.
"""

import csv
import io
import re
from collections.abc import Iterator

from msgspec import Struct, UnsetType
from msgspec.structs import asdict

from cstofacts.model.finding import Finding
from cstofacts.model.report import Report
from cstofacts.reports.inert import inert
from cstofacts.reports.records import ClaimRecord, PlaceRecord, ProblemRecord, SourceRecord, claim_record, problem_record, source_record

_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")
_AMOUNT = re.compile(r"-?[\d.,]+")

# A column is called as its field is, but an id as what it names.
_CLAIM, _SOURCE = (("claim", *ClaimRecord.__struct_fields__[1:]), ("source", *SourceRecord.__struct_fields__[1:]))
_PROBLEM = ProblemRecord.__struct_fields__
_DECIDED = ("state", "ruling", "by", "decided", "because")
_FINDING = (
    "finding",
    "question_en",
    "question_ar",
    "relation",
    "reason",
    "explanation",
    "self",
    "standing",
    *_DECIDED,
    "side",
    "side_value",
    "side_scope",
    "side_origins",
    *_CLAIM,
)

# What stands between the parts of a field that has several.
_BETWEEN = {"attribution": " < ", "value": ", "}


def render(report: Report) -> str:
    """The report's findings as CSV, or the one table it has."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows([defused(cell) for cell in row] for row in _rows(report))
    return out.getvalue()


def defused(cell: object) -> str:
    """A cell that no spreadsheet runs."""
    text = inert(str(cell))
    return f"'{text}" if _FORMULA.match(text) and not _AMOUNT.fullmatch(text) else text


def _rows(report: Report) -> Iterator[tuple[object, ...]]:
    if report.findings is not None:
        yield _FINDING
        for finding in report.findings:
            yield from _finding_rows(finding)
    elif report.claims is not None:
        yield _CLAIM
        yield from (_cells(claim_record(claim)) for claim in report.claims)
    elif report.sources is not None:
        yield _SOURCE
        yield from (_cells(source_record(source)) for source in report.sources)
    else:
        yield _PROBLEM
        yield from (_cells(problem_record(problem)) for problem in report.problems or ())


def _finding_rows(finding: Finding) -> Iterator[tuple[object, ...]]:
    asked, itself = finding.question, "yes" if finding.is_self_contradiction else "no"
    because = "; ".join(map(str, finding.pairs[0].explanation)) if finding.pairs else ""
    verdict = (finding.relation or "", finding.reason or "", because, itself, finding.standing)
    head = (finding.id, asked.en, asked.ar, *verdict, *_decided(finding))
    for number, side in enumerate(finding.sides, start=1):
        middle = (number, side.shown, "; ".join(side.scope), "; ".join(side.origins))
        for claim in side.claims:
            yield *head, *middle, *_cells(claim_record(claim))


def _decided(finding: Finding) -> tuple[str, ...]:
    """How the question stands by what was decided, what was, by whom, when and why; of decisions that contest each other all."""
    if finding.settlement is None:
        return ("",) * len(_DECIDED)
    decisions = finding.settlement.decisions
    told = (("; ".join(getattr(decision, name) for decision in decisions)) for name in _DECIDED[1:])
    return (finding.settlement.state, *told)


def _cells(record: Struct) -> tuple[object, ...]:
    return tuple(_cell(name, value) for name, value in asdict(record).items())


def _cell(name: str, value: object) -> object:
    """A field in one cell: a place as compilers write it, the parts of a list or table one after the other."""
    match value:
        case UnsetType():
            return ""
        case PlaceRecord():
            return ":".join(str(part) for part in (value.path, value.line, value.column) if part)
        case dict():
            return "; ".join(f"{key}: {part}" for key, part in value.items())
        case list():
            return _BETWEEN.get(name, "; ").join(value)
        case _:
            return value
