"""`diff`: what changed between two states of a registry."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from cstofacts.cli import screen
from cstofacts.cli.options import ColorOption, RegistryOption
from cstofacts.cli.registries import FOLDER, find_registry, stop
from cstofacts.cli.revisions import read_revision
from cstofacts.cli.screen import Color
from cstofacts.cli.status import FOUND
from cstofacts.language import ENGLISH, say, speak
from cstofacts.model.change import Snapshot
from cstofacts.reconcile.changes import difference
from cstofacts.registry import load
from cstofacts.reports.changes import difference_lines
from cstofacts.reports.changes_markdown import render as render_markdown
from cstofacts.reports.sections import counted
from cstofacts.reports.text import problem_line
from cstofacts.values.base import Fault


class DiffFormat(StrEnum):
    """How a difference is printed."""

    JSON = "json"
    MARKDOWN = "markdown"
    TEXT = "text"


StateArgument = Annotated[
    str | None, typer.Argument(metavar="[STATE]", help="A folder, or a git revision of the registry: HEAD~1, a branch, a tag.", show_default=False)
]


def diff(  # noqa: PLR0913 (each option is a parameter: that is how typer reads them)
    before: StateArgument = None,
    after: StateArgument = None,
    registry: RegistryOption = None,
    *,
    format: Annotated[DiffFormat, typer.Option("--format", help="How to print.")] = DiffFormat.TEXT,
    fail_on_new: Annotated[
        bool,
        typer.Option("--fail-on-new", help="Exit 1 when answers contradict that did not before, or when the second state is not whole."),
    ] = False,
    color: ColorOption = Color.AUTO,
) -> None:
    """Say what changed between two states of the registry: claims, sources, rules, decisions, and which verdicts, and why.

    Without a state: the last commit against the work tree; with one: that state against the work tree; with two: the first against the second.
    """
    if format is DiffFormat.JSON:
        speak(ENGLISH)
    if "" in (before, after):
        stop("an empty word names no state: give a folder or a git revision, or nothing for the last commit")
    old = _read_state(before or "HEAD", registry)
    new = _read_state(after, registry) if after else _work_tree(find_registry(registry))
    found = difference(old.registry, new.registry)
    if format is DiffFormat.TEXT:
        screen.show(difference_lines(old, new, found, screen.width()), color)
    elif format is DiffFormat.MARKDOWN:
        sys.stdout.write(render_markdown(old, new, found))
    else:
        from cstofacts.reports.changes_json import render as render_json  # the machine formats bring msgspec.json

        sys.stdout.write(render_json(old, new, found))
    hidden = any(problem.is_error for problem in new.registry.problems)
    if fail_on_new and (hidden or any(change.is_new_contradiction for change in found.findings)):
        raise typer.Exit(FOUND)


def _read_state(argument: str, registry: Path | None) -> Snapshot:
    """The folder or the revision that an argument names; a folder when there is one of that name."""
    if Path(argument).is_dir():
        return _checked(_folder_state(Path(argument), argument))
    if argument.startswith(("./", "../", "/")) or argument.endswith("/"):
        stop(f"there is no folder {argument}")
    found = read_revision(find_registry(registry), argument)
    return stop(found.message) if isinstance(found, Fault) else _checked(found)


def _folder_state(folder: Path, name: str) -> Snapshot:
    """The registry in a folder, or in the folder `claims` of a project's folder."""
    is_registry = any(path.suffix.lower() in (".yaml", ".yml") for path in folder.iterdir())
    return Snapshot(name, load(folder if is_registry or not (folder / FOLDER).is_dir() else folder / FOLDER))


def _work_tree(folder: Path) -> Snapshot:
    return _checked(Snapshot(say("work tree"), load(folder)))


def _checked(state: Snapshot) -> Snapshot:
    """The state, with its problems on stderr; exit 2 when nothing of it could be read, since then everything would look new or gone."""
    read = state.registry
    if read.problems:
        screen.say_text(f"{state}: {counted(len(read.problems), 'problem')}")
        screen.say(map(problem_line, read.problems))
    if not read.claims and any(problem.is_error for problem in read.problems):
        stop(f"{state.name}: no claim could be read, so there is nothing to compare")
    return state
