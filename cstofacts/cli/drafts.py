"""`check DRAFT`: a text of one's own held against the registry."""

from pathlib import Path

import typer

from cstofacts import drafts
from cstofacts.cli import screen
from cstofacts.cli.articles import open_text, published_on
from cstofacts.cli.registries import open_registry, stop
from cstofacts.cli.screen import Color
from cstofacts.cli.status import COULD_NOT, FOUND
from cstofacts.language import say
from cstofacts.model.draft import Told
from cstofacts.model.severity import is_failing
from cstofacts.reports.drafts import draft_lines

# Options of `check` that say something about the findings, of which a draft has none; nothing of it is verified in the texts.
_OF_FINDINGS = ("texts", "fail_on", "baseline", "write_baseline", "new")


def refuse_others(context: typer.Context) -> None:
    """Exit 2 when the line has an option that says nothing about a draft."""
    sources = {name: context.get_parameter_source(name) for name in _OF_FINDINGS}
    given = [f"--{name.replace('_', '-')}" for name, source in sources.items() if source and source.name == "COMMANDLINE"]
    if given:
        stop(f"{', '.join(given)}: not with a DRAFT, which has no findings of its own")


def check_draft(name: str, given: Path | None, published: str | None, color: Color, *, exit_zero: bool) -> int:
    """Print what the registry tells about a draft; 1 when it contradicts anything, 2 when the registry could not be read whole, else 0."""
    document = open_text(name)
    registry = open_registry(given)
    checked = drafts.check_draft(document.name, document.text, registry, published_on(published))
    screen.show(draft_lines(checked, screen.width()), color)
    if checked.count(Told.CONTRADICTED):
        return 0 if exit_zero else FOUND
    if any(problem.is_error and is_failing(problem, registry.severities) for problem in registry.problems):
        screen.say_text(say("not everything in the registry could be read, so that nothing contradicts the draft says little"))
        return COULD_NOT
    return 0
