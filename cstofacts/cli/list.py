"""`list` and `sources`: what the registry holds."""

from cstofacts.cli import screen
from cstofacts.cli.options import ColorOption, FormatOption, PropertyOption, RegistryOption, RelationOption, SourceOption, SubjectOption
from cstofacts.cli.output import print_report
from cstofacts.cli.registries import open_findings, open_registry, select_claims
from cstofacts.cli.screen import Color
from cstofacts.language import say
from cstofacts.model.report import Report
from cstofacts.reports import TableFormat
from cstofacts.reports.sections import counted


def list_claims(  # noqa: PLR0913 (each option is a parameter: that is how typer reads them)
    registry: RegistryOption = None,
    *,
    relation: RelationOption = None,
    subject: SubjectOption = None,
    property: PropertyOption = None,
    source: SourceOption = None,
    format: FormatOption = TableFormat.TEXT,
    color: ColorOption = Color.AUTO,
) -> None:
    """List claims, one line each; --relation keeps those whose question has such a pair."""
    read, findings = open_findings(registry) if relation else (open_registry(registry), [])
    asked = {claim.id for finding in findings for pair in finding.pairs if pair.relation in (relation or ()) for claim in finding.claims}
    claims = [claim for claim in read.recorded if not relation or claim.id in asked]
    listed = select_claims(claims, read, {"source": source, "subject": subject, "property": property})
    print_report(Report(read, claims=listed), format, color)
    screen.say_text(say("{claims} listed", claims=counted(len(listed), "claim")))


def list_sources(
    registry: RegistryOption = None,
    *,
    format: FormatOption = TableFormat.TEXT,
    color: ColorOption = Color.AUTO,
) -> None:
    """List the sources, with their date, origin and number of claims."""
    read = open_registry(registry)
    print_report(Report(read, sources=list(read.sources.values())), format, color)
