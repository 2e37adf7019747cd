"""Find the registry, read and reconcile it, and pick from it what a command asks for."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import typer

from cstofacts.cli import screen
from cstofacts.model.claim import Claim
from cstofacts.model.finding import Finding
from cstofacts.model.registry import Registry
from cstofacts.reconcile import reconcile
from cstofacts.registry import load
from cstofacts.reports.sections import counted
from cstofacts.reports.text import problem_line
from cstofacts.spelling import nearest

FOLDER = "claims"
COULD_NOT_CHECK = 2

Known = TypeVar("Known")


def find_registry(given: Path | None) -> Path:
    """The folder given, or the nearest `claims/` from here upwards; said on stderr and exit 2 when there is none."""
    if given is not None:
        return given
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / FOLDER).is_dir():
            return Path(os.path.relpath(folder / FOLDER))
    return stop(f"there is no folder {FOLDER}/ here or above: start one with `cstofacts init`, or name one with --registry DIR")


def open_registry(given: Path | None, *, in_full: bool = False) -> Registry:
    """The registry, with its problems on stderr: all of them, or how many. Exit 2 when no claim could be read."""
    registry = load(find_registry(given))
    if in_full or not registry.claims:
        screen.say(problem_line(problem) for problem in registry.problems)
    elif registry.problems:
        screen.say_text(f"{counted(len(registry.problems), 'problem')} in the registry: see `cstofacts check`")
    if not registry.claims:
        stop("no claim could be read, so nothing was checked")
    return registry


def open_findings(given: Path | None, *, in_full: bool = False) -> tuple[Registry, list[Finding]]:
    """The registry and its findings."""
    registry = open_registry(given, in_full=in_full)
    return registry, reconcile(registry)


def stop(message: str) -> NoReturn:
    """Say why nothing could be done, and exit 2."""
    screen.say_text(f"cstofacts: {message}")
    raise typer.Exit(COULD_NOT_CHECK)


def known_or_stop(id: str, known: dict[str, Known], what: str) -> Known:
    """The thing with this id, or exit 2 with a did-you-mean."""
    if id in known:
        return known[id]
    meant = nearest(id, list(known))
    return stop(f"there is no {what} {id!r}" + (f": did you mean {meant!r}?" if meant else ""))


def select_claims(claims: Iterable[Claim], registry: Registry, chosen: "dict[str, list[str] | None]") -> list[Claim]:
    """The claims of the chosen sources, subjects and properties; an id that the registry does not have is exit 2."""
    _check_chosen(registry, chosen)
    return [claim for claim in claims if _is_chosen(claim, chosen)]


def select_findings(findings: Iterable[Finding], registry: Registry, chosen: "dict[str, list[str] | None]") -> list[Finding]:
    """The findings with at least one claim of the chosen sources, subjects and properties."""
    _check_chosen(registry, chosen)
    return [finding for finding in findings if any(_is_chosen(claim, chosen) for claim in finding.claims)]


def _is_chosen(claim: Claim, chosen: "dict[str, list[str] | None]") -> bool:
    return all(not ids or getattr(claim, name) in ids for name, ids in chosen.items())


def _check_chosen(registry: Registry, chosen: "dict[str, list[str] | None]") -> None:
    known: dict[str, dict[str, Any]] = {"source": registry.sources, "subject": registry.entities, "property": registry.properties}
    for name, ids in chosen.items():
        for id in ids or ():
            known_or_stop(id, known[name], name)


def completions(kind: str) -> list[str]:
    """The ids of one kind for the shell: findings, claims, sources, subjects or properties."""
    try:
        registry = load(find_registry(None))
    except typer.Exit:
        return []
    match kind:
        case "claims":
            return [claim.id for claim in registry.claims]
        case "sources" | "properties":
            return list(getattr(registry, kind))
        case "subjects":
            return sorted({claim.subject for claim in registry.claims})
        case _:
            return [finding.id for finding in reconcile(registry)]
