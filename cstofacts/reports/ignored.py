"""What the comments `# ignore` of a registry ignore, in lines: the comment, what it ignores, and why."""

from collections.abc import Iterator

from cstofacts.language import say
from cstofacts.model.ignore import Ignore
from cstofacts.model.report import Report
from cstofacts.model.rules import RULES, code_of
from cstofacts.reports.inert import inert
from cstofacts.reports.layout import Line, paragraph


def ignored_lines(report: Report, width: int) -> Iterator[Line]:
    """Every ignored finding and problem."""
    findings = [(finding.reason, finding.id, finding.ignored) for finding in report.findings or () if finding.ignored]
    yield []
    yield [(say("Ignored in the registry"), "note")]
    if not findings and not report.registry.ignored:
        yield from paragraph("  ", say("Nothing is ignored."), width)
    for reason, id, ignores in findings:
        for ignore in ignores:
            yield from _entry(ignore, code_of(reason or ""), id, width)
    for each in report.registry.ignored:
        yield from _entry(each.by, each.problem.code, each.problem.message, width)


def _entry(ignore: Ignore, code: str, what: str, width: int) -> Iterator[Line]:
    yield from paragraph(f"  {code} {RULES[code].name}  ", what, width)
    yield from paragraph(f"    {inert(str(ignore.location))}  ", ignore.reason, width, style="dim")
