"""`check`: the first screen."""

from pathlib import Path
from typing import Annotated

import typer

from cstofacts.cli import screen
from cstofacts.cli.options import ColorOption, ExitZeroOption, FailOn, FailOnOption, RegistryOption, TextsOption
from cstofacts.cli.registries import find_registry, open_findings, stop
from cstofacts.cli.screen import Color
from cstofacts.cli.status import FOUND
from cstofacts.model.finding import Finding
from cstofacts.model.problem import Problem
from cstofacts.model.report import Report
from cstofacts.reports.overview import overview
from cstofacts.values.base import Relation

BaselineOption = Annotated[
    Path | None, typer.Option("--baseline", metavar="FILE", help="Findings that are known already: they no longer count.", show_default=False)
]
WriteBaselineOption = Annotated[
    Path | None, typer.Option("--write-baseline", metavar="FILE", help="Write all findings to FILE, as known from now on.", show_default=False)
]
WatchOption = Annotated[bool, typer.Option("--watch", help="Check again whenever a file of the registry or a text changes, until Ctrl-C.")]
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
    watch: WatchOption = False,
    color: ColorOption = Color.AUTO,
) -> None:
    """Compare all claims and show what needs a person; or say what the registry confirms and contradicts in a draft."""
    if watch:
        from cstofacts.cli.watch import watch as watch_files  # few runs stay

        watch_files(context, find_registry(registry), texts, baseline, Path(draft) if draft else None)
    if draft is not None:
        from cstofacts.cli.drafts import check_draft, refuse_others  # reading a text costs more than all the rest

        refuse_others(context)
        raise typer.Exit(check_draft(draft, registry, published, color, exit_zero=exit_zero))
    if new and baseline is None:
        stop("--new needs a baseline: name it with --baseline FILE, or write one first with --write-baseline FILE")
    read, findings = open_findings(registry, texts=texts, in_full=True)
    unknown = _unknown(findings, baseline, write_baseline)
    screen.show(overview(Report(read, findings=unknown if new else findings), screen.width()), color)
    raise typer.Exit(exit_status(unknown, read.problems, fail_on, exit_zero=exit_zero))


def _unknown(findings: list[Finding], given: Path | None, to_write: Path | None) -> list[Finding]:
    """The findings that count: without those that a baseline knows, be it given or written now."""
    if given is None and to_write is None:
        return findings
    from cstofacts.cli.baseline import read_baseline, say_known, unknown, write_baseline  # few runs have one

    known = read_baseline(given) if given else []
    if given:
        say_known(known, findings)
    if to_write:
        known = write_baseline(to_write, [finding for finding in findings if is_at_or_above(finding, FailOn.UPDATES)])
    return unknown(findings, known)


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
