"""`rule` and `rules`: what every code means."""

from collections.abc import Iterator
from typing import Annotated

import typer

from cstofacts.cli import screen
from cstofacts.cli.options import ColorOption, RegistryOption
from cstofacts.cli.registries import known_or_stop
from cstofacts.cli.screen import Color
from cstofacts.model.rules import RULES, Rule, silencing
from cstofacts.reports.layout import Line, fitted, paragraph


def _complete(incomplete: str) -> list[str]:
    names = [*RULES, *(rule.name for rule in RULES.values())]
    return [name for name in names if name.startswith(incomplete)]


def rule(
    code: Annotated[str, typer.Argument(metavar="CODE", help="A code or name: CF104, cut-value.", autocompletion=_complete)],
    registry: RegistryOption = None,  # noqa: ARG001 (every command takes it; the rules are the program's own)
    *,
    color: ColorOption = Color.AUTO,
) -> None:
    """Explain one rule: what it means, why it matters, an example, how to settle it."""
    known = {name: rule for rule in RULES.values() for name in (rule.code, rule.name)}
    screen.show(_page(known_or_stop(code.upper() if code.upper() in RULES else code.lower(), known, "rule"), screen.width()), color)


def _page(rule: Rule, width: int) -> Iterator[Line]:
    yield [(f"{rule.code} {rule.name}", "title"), (f"  {rule.level}", "dim")]
    yield []
    yield from paragraph("", rule.what, width)
    yield from ([], [("Why it matters", "note")], *paragraph("", rule.why, width))
    yield from ([], [("Example", "note")], *([(line, "")] for line in rule.example.splitlines()))
    yield from ([], [("How to settle it", "note")], *paragraph("", rule.settle, width))
    yield from ([], [("How to silence it", "note")], *paragraph("", silencing(rule), width))


def rules(
    registry: RegistryOption = None,  # noqa: ARG001 (as above)
    *,
    color: ColorOption = Color.AUTO,
) -> None:
    """List all rules: problems of a registry, and verdicts."""
    screen.show((_row(rule, screen.width()) for rule in RULES.values()), color)


def _row(rule: Rule, width: int) -> Line:
    start, level = f"{rule.code}  {rule.name:<18}  ", f"{rule.level:<7}  "
    return [(start, ""), (level, "dim"), (fitted(_first(rule.what), width - len(start + level)), "")]


def _first(text: str) -> str:
    """The first sentence."""
    return text.replace("\n", " ").partition(". ")[0].rstrip(".")
