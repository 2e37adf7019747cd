"""`conflicts`: every disagreement, real or apparent, whole."""

from typing import Annotated

import typer

from cstofacts.cli import screen
from cstofacts.cli.check import exit_status
from cstofacts.cli.options import (
    ColorOption,
    ExitZeroOption,
    FailOn,
    FailOnOption,
    FormatOption,
    PropertyOption,
    RegistryOption,
    RelationOption,
    SourceOption,
    StandingOption,
    SubjectOption,
)
from cstofacts.cli.output import print_report
from cstofacts.cli.registries import open_findings, select_findings, stop_if_typed
from cstofacts.cli.screen import Color
from cstofacts.cli.severities import counts, shown_findings
from cstofacts.cli.table_options import ClaimsOption, ColumnOption, EngineOption, InferOption, LimitOption, TableOptions
from cstofacts.language import say
from cstofacts.model.finding import Finding, Standing
from cstofacts.model.report import Report
from cstofacts.reports import TableFormat
from cstofacts.reports.sections import counted
from cstofacts.values.base import Relation


def conflicts(  # noqa: PLR0913 (each option is a parameter: that is how typer reads them)
    context: typer.Context,
    registry: RegistryOption = None,
    *,
    relation: RelationOption = None,
    standing: StandingOption = None,
    resolved: Annotated[bool, typer.Option("--resolved", help="Only what a person has decided, with who, when and why.")] = False,
    subject: SubjectOption = None,
    property: PropertyOption = None,
    source: SourceOption = None,
    format: FormatOption = TableFormat.TEXT,
    fail_on: FailOnOption = FailOn.CONTRADICTS,
    exit_zero: ExitZeroOption = False,
    claims: ClaimsOption = None,
    engine: EngineOption = None,
    column: ColumnOption = None,
    memory_limit: LimitOption = None,
    infer: InferOption = False,
    color: ColorOption = Color.AUTO,
) -> None:
    """List conflicts with all sides and steps: contradictions, open questions, apparent conflicts and updates.

    --relation, --standing and --resolved list other findings; then only those whose worst relation was asked for can make the exit status 1.
    """
    if claims:
        from cstofacts.cli.table_lists import Listing, list_table  # an engine costs more than all the rest

        stop_if_typed(context, ("standing", "resolved"), "--claims")
        options = TableOptions(claims, engine, column, memory_limit, infer, registry)
        listing = Listing(relation, subject, property, source, format, fail_on)
        raise typer.Exit(list_table(options, listing, color, exit_zero=exit_zero))
    standing = [*(standing or ()), *([Standing.RESOLVED] if resolved else [])]
    read, findings = open_findings(registry)
    chosen = {"source": source, "subject": subject, "property": property}
    found = select_findings((finding for finding in findings if _is_wanted(finding, relation, standing)), read, chosen)
    listed = shown_findings(found, read.severities)
    print_report(Report(read, findings=listed), format, color)
    screen.say_text(say("{questions} listed, of {all}", questions=counted(len(listed), "question"), all=f"{len(findings):,}"))
    asked_for = [finding for finding in listed if not relation or finding.relation in relation]
    raise typer.Exit(exit_status(asked_for, read, fail_on, exit_zero=exit_zero))


def _is_wanted(finding: Finding, relations: list[Relation] | None, standings: list[Standing] | None) -> bool:
    """Whether a finding has such a pair and such a standing; when neither is asked for, whether it is a conflict."""
    if not relations and not standings:
        return counts(finding, FailOn.UPDATES)
    has_relation = not relations or any(pair.relation in relations for pair in finding.pairs)
    return has_relation and (not standings or finding.standing in standings)
