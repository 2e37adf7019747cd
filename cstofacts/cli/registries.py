"""Find the registry, read and reconcile it, and pick from it what a command asks for."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import typer
from msgspec.structs import replace

from cstofacts.answers import rests_on
from cstofacts.cache import open_cache
from cstofacts.cli import screen
from cstofacts.cli.configuration import configuration
from cstofacts.cli.severities import shown_problems
from cstofacts.cli.status import COULD_NOT
from cstofacts.contents import Contents
from cstofacts.language import say
from cstofacts.model.claim import Claim
from cstofacts.model.finding import Finding
from cstofacts.model.registry import Registry
from cstofacts.reconcile import reconcile
from cstofacts.registry import understand
from cstofacts.reports.sections import counted
from cstofacts.reports.text import problem_line
from cstofacts.spelling import nearest

FOLDER = "claims"

Known = TypeVar("Known")


def find_registry(given: Path | None) -> Path:
    """The folder given, or the nearest `claims/` from here upwards; said on stderr and exit 2 when there is none."""
    found = given or nearest_registry()
    return found or stop(f"there is no folder {FOLDER}/ here or above: start one with `cstofacts init`, or name one with --registry DIR")


def nearest_registry() -> Path | None:
    """The nearest `claims/` from here upwards, or None."""
    here = Path.cwd()
    above = ((folder / FOLDER) for folder in (here, *here.parents))
    return next((Path(os.path.relpath(folder)) for folder in above if folder.is_dir()), None)


def open_registry(given: Path | None, *, texts: Path | None = None) -> Registry:
    """The registry, with the number of its problems on stderr. Exit 2 when no claim could be read.

    With a folder of texts the quotes are proved, and what the texts say against the registry is among the problems.
    """
    registry = _with_texts(given, texts)
    if registry.ignores:
        from cstofacts.reconcile.ignores import without_ignored  # few registries ignore anything

        registry = without_ignored(registry)
    say_problems(registry)
    return registry


def _with_texts(given: Path | None, texts: Path | None) -> Registry:
    registry = _read(given)
    if texts is None:
        return registry
    rests_on(None)
    return _proved(registry, texts)


def say_problems(registry: Registry, *, in_full: bool = False) -> None:
    """The problems on stderr: all of them, or how many. Exit 2 when no claim could be read."""
    if in_full or not registry.claims:
        screen.say(problem_line(problem, registry.severities) for problem in shown_problems(registry.problems, registry.severities))
    else:
        _say_problems(registry)
    need_claims(registry)


def need_claims(registry: Registry) -> None:
    """Exit 2 when no claim could be read."""
    if not registry.claims:
        waiting = f"; {counted(len(registry.candidates), 'candidate')} await review: cstofacts review" if registry.candidates else ""
        stop(f"no claim could be read, so nothing was checked{waiting}")


def read_vocabulary(given: Path | None) -> Registry:
    """The registry for what it asks; it need hold no claim yet. Exit 2 when it holds no question."""
    registry = _read(given)
    _say_problems(registry)
    if not registry.properties:
        stop("the registry asks nothing, since properties.yaml gives no question: write it first (see `cstofacts init`)")
    return registry


def _read(given: Path | None) -> Registry:
    """The registry, with the severities and the tolerance that the settings choose."""
    chosen = configuration()
    contents = Contents(str(find_registry(given)))
    rests_on(contents)
    registry = understand(contents, open_cache(), chosen.tolerance)
    return replace(registry, severities=chosen.severities) if chosen.severities else registry


def _say_problems(registry: Registry) -> None:
    """Say how many problems there are, and how many that are off."""
    shown = shown_problems(registry.problems, registry.severities)
    if shown:
        screen.say_text(say("{problems} in the registry: see {command}", problems=counted(len(shown), "problem"), command="`cstofacts check`"))


def open_findings(given: Path | None, *, texts: Path | None = None, in_full: bool = False) -> tuple[Registry, list[Finding]]:
    """The registry and its findings, with the problems on stderr. Exit 2 when no claim could be read."""
    registry, findings = read_findings(given, texts=texts)
    say_problems(registry, in_full=in_full)
    return registry, findings


def read_findings(given: Path | None, *, texts: Path | None = None) -> tuple[Registry, list[Finding]]:
    """The registry and its findings, with what it ignores put aside; nothing is said."""
    registry = _with_texts(given, texts)
    findings = reconcile(registry)
    if not registry.ignores:
        return registry, findings
    from cstofacts.reconcile.ignores import ignored  # few registries ignore anything

    return ignored(registry, findings, with_texts=texts is not None)


def _proved(registry: Registry, texts: Path) -> Registry:
    from cstofacts.evidence.problems import proved  # reading texts costs more than all the rest, and only a run with texts needs it
    from cstofacts.evidence.proofs import prove

    return proved(registry, prove(registry, check_texts(texts)))


def check_texts(texts: Path) -> Path:
    """The folder of texts, or exit 2 when it is none."""
    return texts if texts.is_dir() else stop(f"{texts} is no folder: name the one where the texts lie with --texts DIR")


def stop(message: str) -> NoReturn:
    """Say why nothing could be done, and exit 2."""
    screen.say_text(f"cstofacts: {message}")
    raise typer.Exit(COULD_NOT)


def stop_if_typed(context: typer.Context, names: Iterable[str], where: str) -> None:
    """Exit 2 when somebody typed one of these options, which say nothing about what the line asks for; their defaults do no harm."""
    sources = {name: context.get_parameter_source(name) for name in names}
    typed = [f"--{name.replace('_', '-')}" for name, source in sources.items() if source and source.name == "COMMANDLINE"]
    if typed:
        stop(f"{', '.join(typed)}: not with {where}")


def known_or_stop(id: str, known: dict[str, Known], what: str, names: dict[str, str] | None = None) -> Known:
    """The thing with this id, or exit 2 with a did-you-mean, also for one of its other names (name to id)."""
    if id in known:
        return known[id]
    called = (names or {}) | {name: name for name in known}
    likely = nearest(id, list(called))
    meant = called[likely] if likely else ""
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
            if id not in known[name]:
                known_or_stop(id, known[name], name, _names(registry, name))


def _names(registry: Registry, kind: str) -> dict[str, str]:
    """By what else people call a source, subject or property, each with its id."""
    match kind:
        case "source":
            return {name: source.id for source in registry.sources.values() for name in (source.title, source.publisher)}
        case "subject":
            return registry.spellings
        case _:
            return {name: id for id, property in registry.properties.items() for name in property.label.values()}
