"""`check`: the first screen."""

from pathlib import Path
from typing import Annotated

import typer

from cstofacts.cli import screen
from cstofacts.cli.options import ColorOption, ExitZeroOption, FailOn, FailOnOption, RegistryOption, TextsOption
from cstofacts.cli.registries import open_findings, stop
from cstofacts.cli.screen import Color
from cstofacts.cli.severities import counts, off_words
from cstofacts.cli.status import FOUND
from cstofacts.cli.table_options import ClaimsOption, ColumnOption, EngineOption, InferOption, LimitOption, TableOptions
from cstofacts.model.finding import Finding
from cstofacts.model.registry import Registry
from cstofacts.model.report import Report
from cstofacts.model.severity import is_failing
from cstofacts.reports.overview import overview

BaselineOption = Annotated[
    Path | None, typer.Option("--baseline", metavar="FILE", help="Findings that are known already: they no longer count.", show_default=False)
]
WriteBaselineOption = Annotated[
    Path | None, typer.Option("--write-baseline", metavar="FILE", help="Write all findings to FILE, as known from now on.", show_default=False)
]
NewOption = Annotated[bool, typer.Option("--new", help="Show only what the baseline lacks.")]


def check(  # noqa: PLR0913 (each option is a parameter: that is how typer reads them)
    context: typer.Context,
    draft: Annotated[
        str | None, typer.Argument(metavar="[DRAFT]", help="A text of your own to hold against the registry, or - for stdin.", show_default=False)
    ] = None,
    registry: RegistryOption = None,
    *,
    published: Annotated[
        str | None, typer.Option("--published", metavar="DATE", help="Day of the draft, from which its weekdays are counted.", show_default=False)
    ] = None,
    texts: TextsOption = None,
    fail_on: FailOnOption = FailOn.CONTRADICTS,
    exit_zero: ExitZeroOption = False,
    baseline: BaselineOption = None,
    write_baseline: WriteBaselineOption = None,
    new: NewOption = False,
    claims: ClaimsOption = None,
    engine: EngineOption = None,
    column: ColumnOption = None,
    memory_limit: LimitOption = None,
    infer: InferOption = False,
    color: ColorOption = Color.AUTO,
) -> None:
    """Compare all claims and show what needs a person; or say what the registry confirms and contradicts in a draft."""
    if claims:
        from cstofacts.cli.tables import Refused, check_table  # an engine costs more than all the rest

        Refused(("draft", "published", "texts", "baseline", "write_baseline", "new")).stop_if_given(context)
        options = TableOptions(claims, engine, column, memory_limit, infer, registry)
        raise typer.Exit(check_table(options, fail_on, color, exit_zero=exit_zero))
    if draft is not None:
        from cstofacts.cli.drafts import check_draft, refuse_others  # reading a text costs more than all the rest

        refuse_others(context)
        raise typer.Exit(check_draft(draft, registry, published, color, exit_zero=exit_zero))
    if new and baseline is None:
        stop("--new needs a baseline: name it with --baseline FILE, or write one first with --write-baseline FILE")
    read, findings = open_findings(registry, texts=texts, in_full=True)
    unknown = _unknown(findings, baseline, write_baseline)
    listed = unknown if new else findings
    screen.show(overview(Report(read, findings=listed), screen.width(), off_words(listed, read.severities)), color)
    raise typer.Exit(exit_status(unknown, read, fail_on, exit_zero=exit_zero))


def _unknown(findings: list[Finding], given: Path | None, to_write: Path | None) -> list[Finding]:
    """The findings that count: without those that a baseline knows, be it given or written now."""
    if given is None and to_write is None:
        return findings
    from cstofacts.cli.baseline import read_baseline, say_known, unknown, write_baseline  # few runs have one

    given = None if given and to_write and not given.exists() else given  # the first time there is none yet, though the settings name it
    known = read_baseline(given) if given else []
    if given:
        say_known(known, findings)
    if to_write:
        known = write_baseline(to_write, [finding for finding in findings if counts(finding, FailOn.UPDATES)])
    return unknown(findings, known)


def exit_status(findings: list[Finding], registry: Registry, fail_on: FailOn, *, exit_zero: bool) -> int:
    """0 when no finding counts and no problem fails the run, else 1."""
    chosen = registry.severities
    found = any(counts(finding, fail_on, chosen) for finding in findings) or any(is_failing(problem, chosen) for problem in registry.problems)
    return FOUND if found and not exit_zero else 0
