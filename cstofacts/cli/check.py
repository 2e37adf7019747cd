"""`check`: the first screen."""

from pathlib import Path
from typing import Annotated

import typer
from msgspec.structs import replace

from cstofacts.cli import screen
from cstofacts.cli.options import ColorOption, ExitZeroOption, FailOn, FailOnOption, OutputOption, RegistryOption, TextsOption
from cstofacts.cli.registries import find_registry, need_claims, read_findings, say_problems, stop, stop_if_typed
from cstofacts.cli.screen import Color
from cstofacts.cli.severities import counts, left_out_words, shown_findings, shown_problems
from cstofacts.cli.status import COULD_NOT, FOUND
from cstofacts.cli.table_options import ClaimsOption, ColumnOption, EngineOption, InferOption, LimitOption, TableOptions
from cstofacts.language import ENGLISH, speak
from cstofacts.model.finding import Finding
from cstofacts.model.registry import Registry
from cstofacts.model.report import Report
from cstofacts.model.severity import is_failing
from cstofacts.reports.checks import CheckFormat
from cstofacts.reports.layout import UNLIMITED
from cstofacts.reports.overview import overview

BaselineOption = Annotated[
    Path | None,
    typer.Option(
        "--baseline",
        metavar="FILE",
        help='Findings that are known already: they no longer count; "" for none.',
        show_default=False,
        parser=lambda given: Path(given) if given else None,
    ),
]
WriteBaselineOption = Annotated[
    Path | None, typer.Option("--write-baseline", metavar="FILE", help="Write all findings to FILE, as known from now on.", show_default=False)
]

# What people read; the other formats are for programs, and always in English.
_SPOKEN = (CheckFormat.FULL, CheckFormat.CONCISE, CheckFormat.GITHUB)


def _speak_for(format: CheckFormat) -> CheckFormat:
    """Speak English to programs, whatever people are spoken to in."""
    if format not in _SPOKEN:
        speak(ENGLISH)
    return format


CheckFormatOption = Annotated[
    CheckFormat, typer.Option("--format", help="How to print it: the first screen, or for other programs.", callback=_speak_for)
]
ShowIgnoredOption = Annotated[bool, typer.Option("--show-ignored", help="List also what `# ignore` in the registry ignores, with the reasons.")]
WatchOption = Annotated[bool, typer.Option("--watch", help="Check again whenever a file of the registry or a text changes, until Ctrl-C.")]
NewOption = Annotated[bool, typer.Option("--new", help="Show only what the baseline lacks.")]

# What belongs to a registry and says nothing about a table.
_NOT_OF_TABLES = ("draft", "published", "texts", "baseline", "write_baseline", "new", "format", "output", "show_ignored", "watch")


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
    format: CheckFormatOption = CheckFormat.FULL,
    output: OutputOption = None,
    show_ignored: ShowIgnoredOption = False,
    watch: WatchOption = False,
    claims: ClaimsOption = None,
    engine: EngineOption = None,
    column: ColumnOption = None,
    memory_limit: LimitOption = None,
    infer: InferOption = False,
    color: ColorOption = Color.AUTO,
) -> None:
    """Compare all claims and show what needs a person; or say what the registry confirms and contradicts in a draft."""
    if claims:
        from cstofacts.cli.tables import check_table  # an engine costs more than all the rest

        stop_if_typed(context, _NOT_OF_TABLES, "--claims")
        options = TableOptions(claims, engine, column, memory_limit, infer, registry)
        raise typer.Exit(check_table(options, fail_on, color, exit_zero=exit_zero))
    if watch:
        from cstofacts.cli.watch import watch as watch_files  # few runs stay

        watch_files(context, find_registry(registry), texts, baseline, Path(draft) if draft else None)
    if output or write_baseline:
        from cstofacts.cli.overwriting import keep_apart  # few runs write a file

        folder = find_registry(registry)
        keep_apart({"--write-baseline": write_baseline}, folder)  # it may renew the baseline that is read
        keep_apart({"--output": output}, folder, {"DRAFT": Path(draft or "-"), "--baseline": baseline, "--write-baseline": write_baseline})
    if draft is not None:
        from cstofacts.cli.drafts import Asked, check_draft, refuse_others  # reading a text costs more than all the rest

        refuse_others(context)
        raise typer.Exit(check_draft(draft, registry, Asked(published, format, output, color), exit_zero=exit_zero))
    if published is not None:
        stop("--published is the day of a DRAFT: name the text that is to be checked, or leave it out")
    if new and baseline is None:
        stop("--new needs a baseline: name it with --baseline FILE, or write one first with --write-baseline FILE")
    read, findings = read_findings(registry, texts=texts)
    if format is CheckFormat.FULL:
        say_problems(read, in_full=True)
    unknown = _unknown(findings, baseline, write_baseline) if read.claims else findings
    status = exit_status(unknown, read, fail_on, exit_zero=exit_zero) if read.claims else COULD_NOT
    told = unknown if new else findings
    if format is CheckFormat.FULL:
        _show(Report(read, findings=findings), told, output, color, show_ignored=show_ignored)
        raise typer.Exit(status)
    from cstofacts.cli.checks import checked_of, write_check  # what other programs read costs more than the first screen

    shown_problems(read.problems, read.severities)  # for what it says of those that are off
    checked = checked_of(read, shown_findings(told, read.severities), find_registry(registry), texts)
    known = frozenset(finding.id for finding in told) - {finding.id for finding in unknown} if baseline or write_baseline else None
    failing = frozenset(finding.id for finding in unknown if counts(finding, fail_on, read.severities))
    left_out = left_out_words(findings, told, read.severities)
    write_check(replace(checked, known=known, failing=failing, status=status, compared=findings, left_out=left_out), format, output)
    need_claims(read)
    raise typer.Exit(status)


def _show(report: Report, told: list[Finding], output: Path | None, color: Color, *, show_ignored: bool) -> None:
    """The first screen on stdout or in a file, with those findings that are told of, and below it what is ignored when that is asked for."""
    width = screen.width() if output is None else UNLIMITED
    left_out = left_out_words(report.findings or [], told, report.registry.severities)
    lines = [*overview(replace(report, findings=told), width, report.findings or [], left_out)]
    if show_ignored:
        from cstofacts.reports.ignored import ignored_lines  # few registries ignore anything

        lines += ignored_lines(report, width)
    if output is None:
        screen.show(lines, color)
        return
    from cstofacts.cli.checks import write_output  # few runs write the first screen into a file

    write_output(output, "".join(f"{''.join(text for text, _ in line)}\n" for line in lines), CheckFormat.FULL)


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
