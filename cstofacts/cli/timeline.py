"""`timeline`, `silent` and `who`: one question over time, who says nothing on it, and what one person or body is quoted as saying."""

from typing import Annotated

import typer

from cstofacts.cli import screen
from cstofacts.cli.options import ColorOption, FormatOption, RegistryOption, complete_any, complete_speaker
from cstofacts.cli.output import print_report
from cstofacts.cli.questions import entity_or_stop, question_or_stop
from cstofacts.cli.registries import open_findings
from cstofacts.cli.screen import Color
from cstofacts.language import say
from cstofacts.model.report import Report
from cstofacts.reconcile.silences import hearings
from cstofacts.reconcile.speakers import statements
from cstofacts.reconcile.timelines import timeline as series_of
from cstofacts.reports import TableFormat
from cstofacts.reports.silence import is_silent, silence_lines
from cstofacts.reports.speakers import statement_lines
from cstofacts.reports.timeline import timeline_lines

QuestionArgument = Annotated[
    str, typer.Argument(metavar="QUESTION", help="A question (subject/property), or a claim that answers it.", autocompletion=complete_any)
]


def timeline(
    question: QuestionArgument,
    registry: RegistryOption = None,
    *,
    format: FormatOption = TableFormat.TEXT,
    color: ColorOption = Color.AUTO,
) -> None:
    """Print the answers to a question by the time as of which they are given, and by origin; other formats than text list the claims in that order.

    What is about different things stands apart: another place, another population, a plan.
    """
    read, findings = open_findings(registry)
    subject, property = question_or_stop(question, read, findings)
    found = next((finding for finding in findings if finding.id == f"{subject}/{property}"), None)
    series = series_of(found, read) if found else []
    if format is not TableFormat.TEXT:
        print_report(Report(read, claims=[claim for each in series for point in each.points for claim in point.claims]), format, color)
    elif found:
        screen.show(timeline_lines(found, series, read, screen.width()), color)
    if not found:
        screen.say_text(say("nobody answers {question}", question=f"{subject}/{property}"))


def silent(
    question: QuestionArgument,
    registry: RegistryOption = None,
    *,
    format: FormatOption = TableFormat.TEXT,
    color: ColorOption = Color.AUTO,
) -> None:
    """Say which sources say nothing on a question, and which do; other formats than text list the silent sources.

    What awaits review and what an edited article says no longer is no silence, and stands apart.
    """
    read, findings = open_findings(registry)
    asked = question_or_stop(question, read, findings)
    speaking, others = hearings(asked, read)
    if format is TableFormat.TEXT:
        screen.show(silence_lines(asked, speaking, others, read, screen.width()), color)
    else:
        print_report(Report(read, sources=[hearing.source for hearing in others if is_silent(hearing)]), format, color)


def who(
    entity: Annotated[
        str, typer.Argument(metavar="ENTITY", help="A person or body: its id, its name or any spelling.", autocompletion=complete_speaker)
    ],
    registry: RegistryOption = None,
    *,
    format: FormatOption = TableFormat.TEXT,
    color: ColorOption = Color.AUTO,
) -> None:
    """Print what a person or body is quoted as saying, in all sources, and first where two relays of it differ.

    The parts of a body speak for it. Other formats than text list the claims.
    """
    read, findings = open_findings(registry)
    found = statements(entity_or_stop(entity, read), read, findings)
    if format is TableFormat.TEXT:
        screen.show(statement_lines(found, read, screen.width()), color)
    else:
        print_report(Report(read, claims=list(found.claims)), format, color)
