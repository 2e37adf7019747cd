"""`rule` and `rules`: what every code means."""

from collections.abc import Iterator
from typing import Annotated

import typer

from cstofacts.cli import screen
from cstofacts.cli.options import Color, ColorOption
from cstofacts.cli.registries import known_or_stop
from cstofacts.model.rules import RULES, Rule
from cstofacts.reports.layout import Line


def _complete(incomplete: str) -> list[str]:
    return [code for code in RULES if code.startswith(incomplete.upper())]


def rule(
    code: Annotated[str, typer.Argument(metavar="CODE", help="A code or name: CF104, cut-value.", autocompletion=_complete)],
    color: ColorOption = Color.AUTO,
) -> None:
    """Explain one rule: what it means, why it matters, an example, how to settle it."""
    known = {name: rule for rule in RULES.values() for name in (rule.code, rule.name)}
    screen.show(_page(known_or_stop(code.upper() if code.upper() in RULES else code, known, "rule")), color)


def _page(rule: Rule) -> Iterator[Line]:
    yield [(f"{rule.code} {rule.name}", "title"), (f"  {rule.level}", "dim")]
    for heading, text in (("", rule.what), ("Why it matters", rule.why), ("Example", rule.example), ("How to settle it", rule.settle)):
        yield []
        if heading:
            yield [(heading, "note")]
        yield from ([(line, "")] for line in text.splitlines())


def rules(color: ColorOption = Color.AUTO) -> None:
    """List all rules: problems of a registry, and verdicts."""
    screen.show(([(f"{rule.code}  {rule.name:<20} ", ""), (f"{rule.level:<8}", "dim"), (_first(rule.what), "")] for rule in RULES.values()), color)


def _first(text: str) -> str:
    """The first sentence."""
    return text.replace("\n", " ").partition(". ")[0].rstrip(".")
