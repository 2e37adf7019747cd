"""`check`: the first screen."""

import typer

from cstofacts.cli import screen
from cstofacts.cli.options import ColorOption, ExitZeroOption, FailOn, FailOnOption, RegistryOption, TextsOption
from cstofacts.cli.registries import open_findings
from cstofacts.cli.screen import Color
from cstofacts.cli.status import FOUND
from cstofacts.model.finding import Finding
from cstofacts.model.problem import Problem
from cstofacts.model.report import Report
from cstofacts.reports.overview import overview
from cstofacts.values.base import Relation


def check(
    registry: RegistryOption = None,
    *,
    texts: TextsOption = None,
    fail_on: FailOnOption = FailOn.CONTRADICTS,
    exit_zero: ExitZeroOption = False,
    color: ColorOption = Color.AUTO,
) -> None:
    """Compare all claims and show what needs a person."""
    read, findings = open_findings(registry, texts=texts, in_full=True)
    screen.show(overview(Report(read, findings=findings), screen.width()), color)
    raise typer.Exit(exit_status(findings, read.problems, fail_on, exit_zero=exit_zero))


def exit_status(findings: list[Finding], problems: list[Problem], fail_on: FailOn, *, exit_zero: bool) -> int:
    """0 when nothing is at or above the threshold and everything could be read, else 1."""
    found = any(is_at_or_above(finding, fail_on) for finding in findings) or any(problem.is_error for problem in problems)
    return FOUND if found and not exit_zero else 0


def is_at_or_above(finding: Finding, threshold: FailOn) -> bool:
    """Whether a finding counts; of what cannot be compared only an apparent conflict does, and nothing that a person has decided."""
    if finding.is_resolved:
        return False
    counting = [Relation(limit) for limit in FailOn][: list(FailOn).index(threshold) + 1]
    return finding.relation in counting and (finding.relation is not Relation.NOT_COMPARABLE or finding.is_apparent_conflict)
