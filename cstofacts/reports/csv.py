"""csv: one table for a spreadsheet. Of findings one row per claim on each side; else one row per claim, source or problem.

A cell that a spreadsheet would take for a formula gets an apostrophe before it.
"""

import csv
import io
import re
from collections.abc import Iterator

from cstofacts.model.claim import Claim
from cstofacts.model.finding import Finding
from cstofacts.model.report import Report
from cstofacts.reports.inert import inert
from cstofacts.reports.records import modifier_of, written

_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")
_AMOUNT = re.compile(r"-?[\d.,]+")

_CLAIM = ("claim", "source", "subject", "property", "value", "modifier", "certainty", "attribution", "qualifiers", "quote", "line", "location")
_FINDING = (
    "finding",
    "question_en",
    "question_ar",
    "relation",
    "reason",
    "self",
    "standing",
    "side",
    "side_value",
    "side_scope",
    "side_origins",
    *_CLAIM,
)
_SOURCE = ("source", "title", "publisher", "language", "published", "origin", "url", "text_file", "text_sha256", "location")
_PROBLEM = ("code", "name", "message", "location")


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
        yield from map(_claim_row, report.claims)
    elif report.sources is not None:
        yield _SOURCE
        for s in report.sources:
            yield s.id, s.title, s.publisher, s.language, s.published or "", s.origin, s.url, s.text_file, s.text_sha256, s.location
    else:
        yield _PROBLEM
        for problem in report.problems or ():
            yield problem.code, problem.name, problem.message, problem.location


def _finding_rows(finding: Finding) -> Iterator[tuple[object, ...]]:
    asked = finding.question
    head = (finding.id, asked.en, asked.ar, finding.relation or "", finding.reason or "", finding.is_self_contradiction, finding.standing)
    for index, side in enumerate(finding.sides):
        middle = (index, side.shown, "; ".join(side.scope), "; ".join(side.origins))
        for claim in side.claims:
            yield *head, *middle, *_claim_row(claim)


def _claim_row(claim: Claim) -> tuple[object, ...]:
    value = written(claim.value)
    qualifiers = "; ".join(f"{name}: {value}" for name, value in claim.qualifiers.items())
    return (
        claim.id,
        claim.source,
        claim.subject,
        claim.property,
        value if isinstance(value, str) else ", ".join(value),
        modifier_of(claim.value),
        claim.certainty,
        " < ".join(claim.attribution),
        qualifiers,
        claim.quote,
        claim.line,
        claim.location,
    )
