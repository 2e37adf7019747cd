"""`check --format`: the check for other programs."""

import os
import sys
from pathlib import Path

from msgspec.structs import replace

from cstofacts.cli import screen
from cstofacts.cli.registries import find_registry, stop
from cstofacts.files import write_whole
from cstofacts.language import count, joined, say
from cstofacts.model.alert import Checked
from cstofacts.model.decision import digest
from cstofacts.model.finding import Finding
from cstofacts.model.problem import Location, Problem
from cstofacts.model.registry import Registry
from cstofacts.model.rules import code_of
from cstofacts.reconcile.baseline import known_of
from cstofacts.reports.checks import CheckFormat, render

_SUMMARY = "GITHUB_STEP_SUMMARY"


def checked_of(registry: Registry, findings: list[Finding], given: Path | None, texts: Path | None) -> Checked:
    """The check of a registry, as seen from the root of the repository in which the program runs."""
    folder = str(find_registry(given))
    registry = registry if registry.claims else _with_nothing(registry, folder)
    problems = [*registry.problems, *(each.problem for each in registry.ignored)]
    moved = frozenset(problem.location for problem in problems if problem.name == "quote-moved")
    return Checked(registry, findings, frozenset(), prints_of(findings), root=_root(), folder=folder, texts=str(texts or ""), moved=moved)


def _with_nothing(registry: Registry, folder: str) -> Registry:
    """The registry with a problem of its own for it: no claim could be read."""
    problem = Problem(Location(folder), code_of("empty-registry"), "no claim could be read, so nothing was checked")
    return replace(registry, problems=sorted([*registry.problems, problem]))


def prints_of(findings: list[Finding]) -> dict[str, str]:
    """The digest of each finding's content, by id: another once its verdict or any of its claims changes."""
    known = map(known_of, findings)
    return {entry.finding: digest([entry.finding, entry.relation, entry.reason, entry.content]) for entry in known}


def _root() -> str:
    """The nearest folder from here upwards that git knows, else this one."""
    here = Path.cwd()
    return str(next((folder for folder in (here, *here.parents) if (folder / ".git").exists()), here))


def write_check(checked: Checked, format: CheckFormat, output: Path | None) -> None:
    """Write the check on stdout or into a file; for GitHub also the summary of the step. What was found is counted on stderr."""
    text = render(checked, format)
    if output is None:
        sys.stdout.write(text)
    else:
        write_output(output, text, format)
    if format is CheckFormat.GITHUB and os.environ.get(_SUMMARY):
        _append_summary(checked, Path(os.environ[_SUMMARY]))
    _say_counts(checked)


def write_output(output: Path, text: str, format: CheckFormat) -> None:
    """Write a file whole; exit 2 when it cannot be written."""
    try:
        write_whole(output, text)
    except OSError as error:
        stop(f"{output} cannot be written: {error.strerror}")
    screen.say_text(say("wrote {file} ({format})", file=output, format=format))


def _append_summary(checked: Checked, path: Path) -> None:
    """Append to the step's summary; when it cannot be written, that is said and changes nothing else."""
    from cstofacts.reports.checks.summary import MOST_BYTES, summary  # only for GitHub

    try:
        taken = path.stat().st_size if path.exists() else 0
        with path.open("a", encoding="utf-8", newline="") as stream:
            stream.write(summary(checked, MOST_BYTES - taken))
    except OSError as error:
        screen.say_text(say("the summary cannot be written: {reason}", reason=error.strerror))


def _say_counts(checked: Checked) -> None:
    if not checked.registry.claims:  # nothing was counted
        return
    failing = len(checked.failing)
    told = [count("{n} finding fails the check", "{n} findings fail the check", failing)]
    told += [count("{n} problem", "{n} problems", len(checked.problems))] if checked.problems else []
    ignored = len(checked.registry.ignored) + sum(bool(finding.ignored) for finding in checked.findings)
    told += [count("{n} ignored", "{n} ignored", ignored)] if ignored else []
    screen.say_text(joined(told))
