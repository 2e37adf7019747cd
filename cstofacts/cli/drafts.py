"""`check DRAFT`: a text of one's own held against the registry."""

import sys
from pathlib import Path
from typing import NamedTuple

import typer

from cstofacts import drafts
from cstofacts.cli import screen
from cstofacts.cli.articles import open_text, published_on
from cstofacts.cli.checks import write_output
from cstofacts.cli.registries import open_registry, stop, stop_if_typed
from cstofacts.cli.screen import Color
from cstofacts.cli.status import COULD_NOT, FOUND
from cstofacts.language import say
from cstofacts.model.draft import CheckedDraft, Told
from cstofacts.model.severity import is_failing
from cstofacts.reports.checks import CheckFormat
from cstofacts.reports.draft_records import as_json, as_jsonl, as_lines
from cstofacts.reports.drafts import draft_lines
from cstofacts.reports.layout import UNLIMITED

# Options of `check` that say something about the findings, of which a draft has none; nothing of it is verified in the texts.
_OF_FINDINGS = ("texts", "fail_on", "baseline", "write_baseline", "new", "show_ignored")


def refuse_others(context: typer.Context) -> None:
    """Exit 2 when the line has an option that says nothing about a draft."""
    stop_if_typed(context, _OF_FINDINGS, "a DRAFT, which has no findings of its own")


class Asked(NamedTuple):
    """What the line says about how a draft is read and shown."""

    published: str | None
    format: CheckFormat
    output: Path | None
    color: Color


def check_draft(name: str, given: Path | None, asked: Asked, *, exit_zero: bool) -> int:
    """Print what the registry tells about a draft; 1 when it contradicts anything, 2 when the registry could not be read whole, else 0."""
    if asked.format not in (CheckFormat.FULL, *_FOR_PROGRAMS):
        stop(f"--format {asked.format} is not for a DRAFT, which is no file of the registry: take {', '.join(_FOR_PROGRAMS)}")
    document = open_text(name)
    registry = open_registry(given)
    checked = drafts.check_draft(document.name, document.text, registry, published_on(asked.published))
    _show(checked, document.text, asked)
    if checked.count(Told.CONTRADICTED):
        return 0 if exit_zero else FOUND
    if any(problem.is_error and is_failing(problem, registry.severities) for problem in registry.problems):
        screen.say_text(say("not everything in the registry could be read, so that nothing contradicts the draft says little"))
        return COULD_NOT
    return 0


def _show(checked: CheckedDraft, text: str, asked: Asked) -> None:
    if asked.format is CheckFormat.FULL and asked.output is None:
        screen.show(draft_lines(checked, screen.width()), asked.color)
        return
    written = _FOR_PROGRAMS[asked.format](checked, text) if asked.format in _FOR_PROGRAMS else _plain(checked)
    if asked.output is None:
        sys.stdout.write(written)
    else:
        write_output(asked.output, written, asked.format)


def _plain(checked: CheckedDraft) -> str:
    return "".join(f"{''.join(text for text, _ in line)}\n" for line in draft_lines(checked, UNLIMITED))


_FOR_PROGRAMS = {CheckFormat.CONCISE: as_lines, CheckFormat.JSON: as_json, CheckFormat.JSONL: as_jsonl}
