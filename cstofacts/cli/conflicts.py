"""`conflicts`: every disagreement, real or apparent, whole."""

import typer

from cstofacts.cli import screen
from cstofacts.cli.check import exit_status, is_at_or_above
from cstofacts.cli.options import (
    Color,
    ColorOption,
    ExitZeroOption,
    FailOn,
    FailOnOption,
    FormatOption,
    PropertyOption,
    RegistryOption,
    RelationOption,
    SourceOption,
    SubjectOption,
)
from cstofacts.cli.output import print_report
from cstofacts.cli.registries import open_findings, select_findings
from cstofacts.model.report import Report
from cstofacts.reports import Format
from cstofacts.reports.sections import counted


def conflicts(  # noqa: PLR0913 (each option is a parameter: that is how typer reads them)
    registry: RegistryOption = None,
    *,
    relation: RelationOption = None,
    subject: SubjectOption = None,
    property: PropertyOption = None,
    source: SourceOption = None,
    format: FormatOption = Format.TEXT,
    fail_on: FailOnOption = FailOn.CONTRADICTS,
    exit_zero: ExitZeroOption = False,
    color: ColorOption = Color.AUTO,
) -> None:
    """List conflicts with all sides and steps: contradictions, open questions, apparent conflicts and updates."""
    read, findings = open_findings(registry)
    chosen = {"source": source, "subject": subject, "property": property}
    if relation:
        wanted = [finding for finding in findings if any(pair.relation in relation for pair in finding.pairs)]
    else:
        wanted = [finding for finding in findings if is_at_or_above(finding, FailOn.UPDATES)]
    listed = select_findings(wanted, read, chosen)
    print_report(Report(read, findings=listed), format, color)
    screen.say_text(f"{counted(len(listed), 'question')} listed, of {len(findings):,}")
    raise typer.Exit(exit_status(listed, read.problems, fail_on, exit_zero=exit_zero))
