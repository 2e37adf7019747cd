"""`show` and `why`: one case whole."""

import shlex
from typing import Annotated

import typer

from cstofacts.cli import screen
from cstofacts.cli.options import ColorOption, RegistryOption, complete_any, complete_claim
from cstofacts.cli.registries import known_or_stop, open_findings, open_registry, stop
from cstofacts.cli.screen import Color
from cstofacts.language import say
from cstofacts.model.claim import Claim
from cstofacts.model.finding import Finding
from cstofacts.model.registry import Registry
from cstofacts.reconcile import why as decide_why
from cstofacts.reconcile.positions import question_of
from cstofacts.reports.inert import inert
from cstofacts.reports.text import claim_lines, finding_lines, pair_lines, source_lines, sources_of, superseded_lines


def show(
    id: Annotated[str, typer.Argument(metavar="ID", help="A finding (subject/property) or a claim.", autocompletion=complete_any)],
    registry: RegistryOption = None,
    *,
    color: ColorOption = Color.AUTO,
) -> None:
    """Show one finding or one claim whole: every side, quote and step."""
    read, findings = open_findings(registry)
    known: dict[str, Claim | Finding] = {claim.id: claim for claim in (*read.recorded, *read.superseded)}
    known |= {finding.id: finding for finding in findings}
    if id not in known and _superseded_on(id, read):
        screen.show([[(inert(f"{id}: {say('no claim that counts answers it any more')}"), "title")]], color)
        screen.show(superseded_lines(_superseded_on(id, read), read, screen.width()), color)
        return
    if id not in known:
        _point_elsewhere(id, read)
    found = known_or_stop(id, known, "finding or claim")
    if isinstance(found, Finding):
        _show_finding(found, read, color)
        return
    screen.show(claim_lines(found, read, screen.width()), color)
    question = _question_id(found, read)
    if question in known or found.superseded:
        screen.show([[], [(f"{say('its question:')} cstofacts show {shlex.quote(inert(question))}", "dim")]], color)


def _show_finding(finding: Finding, registry: Registry, color: Color) -> None:
    width = screen.width()
    screen.show(finding_lines(finding, registry, width), color)
    screen.show(superseded_lines(_superseded_on(finding.id, registry), registry, width), color)
    screen.show([[], *source_lines(sources_of([finding], registry), registry, width)], color)


def _superseded_on(question: str, registry: Registry) -> list[Claim]:
    """The claims on a question that edited articles no longer make."""
    return [claim for claim in registry.superseded if _question_id(claim, registry) == question]


def _question_id(claim: Claim, registry: Registry) -> str:
    return "/".join(question_of(claim, registry.properties))


def _point_elsewhere(id: str, registry: Registry) -> None:
    """Exit 2 with the command to type when the id is that of a source, an entity or a property."""
    commands = (
        ("a source", registry.sources, "list --source"),
        ("an entity", registry.entities, "conflicts --subject"),
        ("a property", registry.properties, "conflicts --property"),
    )
    for what, known, command in commands:
        if id in known:
            stop(f"{id!r} is {what}, not a finding or claim: see `cstofacts {command} {shlex.quote(id)}`")


def why(
    left: Annotated[str, typer.Argument(metavar="A", help="A claim.", autocompletion=complete_claim)],
    right: Annotated[str, typer.Argument(metavar="B", help="Another claim.", autocompletion=complete_claim)],
    registry: RegistryOption = None,
    *,
    color: ColorOption = Color.AUTO,
) -> None:
    """Say how two claims stand to each other, step by step, also when they were not compared."""
    read = open_registry(registry)
    known = {claim.id: claim for claim in read.recorded}
    one, other = known_or_stop(left, known, "claim"), known_or_stop(right, known, "claim")
    width = screen.width()
    screen.show(pair_lines(decide_why(read, one, other), (one.id, other.id), width), color)
    for claim in (one, other):
        screen.show([[], *claim_lines(claim, read, width)], color)
