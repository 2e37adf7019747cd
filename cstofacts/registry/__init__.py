"""Read a folder of YAML files into a registry: every claim with its place, every fault as a problem, no file hiding another."""

import gc
import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from cstofacts.model.claim import Claim, Source
from cstofacts.model.registry import Registry
from cstofacts.registry.claims import SourceFile, read_source_file, vocabulary_of
from cstofacts.registry.entities import EntityTable, read_entities
from cstofacts.registry.nodes import Node, Page, read_nodes
from cstofacts.registry.properties import read_properties
from cstofacts.values.base import DEFAULT_TOLERANCE

if TYPE_CHECKING:  # few registries have decisions
    from cstofacts.model.decision import Decision

PROPERTIES = "properties.yaml"
ENTITIES = "entities.yaml"
DECISIONS = "decisions.yaml"
"""What people decided about findings; beside it the folder `decisions`, with one file per decision."""


def load(directory: Path, tolerance: Decimal = DEFAULT_TOLERANCE) -> Registry:
    """Read the registry in a folder. Never raises for what the files hold: whatever is wrong with them is among the problems.

    `tolerance` is what "about" means where a property names none.
    """
    with _collector_off():
        return _load(directory, tolerance)


@contextmanager
def _collector_off() -> Iterator[None]:
    """Loading makes many objects and no garbage; the collector would look at each of them again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _load(directory: Path, tolerance: Decimal) -> Registry:
    home = Page(str(directory))
    paths = _files(home, directory)
    pages = {path.name: Page(str(path)) for path in paths}
    by_name = {path.name: path for path in paths}
    entities = read_entities(pages[ENTITIES], _read(pages[ENTITIES], by_name.pop(ENTITIES))) if ENTITIES in by_name else EntityTable()
    root = _read(pages[PROPERTIES], by_name.pop(PROPERTIES)) if PROPERTIES in by_name else None
    properties, faulty = read_properties(pages.get(PROPERTIES, home), root, entities, tolerance)
    if paths and not properties:
        home.report("empty-registry", f"{PROPERTIES} gives no question, so no claim can be read: write it first (see `cstofacts init`)")
    vocabulary = vocabulary_of(properties, faulty, entities)
    files = {name: read_source_file(pages[name], _read(pages[name], path), vocabulary) for name, path in by_name.items()}
    sources = _unique_sources(pages, files)
    claims = _named(pages, files)
    superseded = [claim for claim in claims if claim.superseded]
    if superseded or any(claim.replaces for claim in claims):
        _report_corrections(pages, sources, claims)
    if paths and not sources:
        home.report("empty-registry", "no source could be read: add one file per source (see `cstofacts init`), or mend those that are here")
    decided, decisions = _decided(home, directory)
    problems = sorted(problem for page in (home, *pages.values(), *decided) for problem in page.problems)
    counting = [claim for claim in claims if not claim.superseded] if superseded else claims
    references = [claim for claim in counting if sources[claim.source].is_reference]
    return Registry(
        properties,
        entities.entities,
        sources,
        [claim for claim in counting if not sources[claim.source].is_reference] if references else counting,
        problems,
        sum(file.unread for file in files.values()),
        superseded,
        [candidate for file in files.values() for candidate in file.candidates],
        [candidate for file in files.values() for candidate in file.rejected],
        references,
        decisions,
        tolerance=tolerance,
        ignores=sorted(ignore for page in (*pages.values(), *decided) for ignore in page.ignores),
    )


def _report_corrections(pages: dict[str, Page], sources: dict[str, Source], claims: list[Claim]) -> None:
    from cstofacts.registry.corrections import report_corrections  # few registries have an edited article

    report_corrections({page.path: page for page in pages.values()}, sources, claims)


def _files(home: Page, directory: Path) -> list[Path]:
    """The YAML files of the folder, by name; a problem when there are none."""
    try:
        paths = _yaml_files(directory)
    except OSError as error:
        home.report("registry-not-found", f"this registry cannot be read: {error.strerror}; start one with `cstofacts init`")
        return []
    if not paths:
        home.report("empty-registry", "there is no YAML file in this folder; start a registry with `cstofacts init`")
    return paths


def _decided(home: Page, directory: Path) -> "tuple[list[Page], list[Decision]]":
    """The pages on which decisions stand, and the decisions in the order of their moments; one that stands there twice counts once."""
    folder, single = directory / Path(DECISIONS).stem, directory / DECISIONS
    paths = [single] if os.path.lexists(single) else []
    try:
        paths += _yaml_files(folder) if os.path.lexists(folder) else []
    except OSError as error:
        home.report(
            "unreadable-file", f"{folder.name} cannot be read: {error.strerror}; it is the folder of what was decided, mend it or take it away"
        )
    if not paths:
        return [], []
    from cstofacts.registry.decisions import read_decisions, report_missing  # few registries have any

    pages = {str(path): Page(str(path)) for path in paths}
    found = [decision for path in paths for page in [pages[str(path)]] for decision in read_decisions(page, _read(page, path))]
    report_missing(pages, found)
    unique = {decision.id: decision for decision in found}
    return list(pages.values()), sorted(unique.values(), key=lambda decision: (decision.decided, decision.id))


def _yaml_files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.suffix.lower() in (".yaml", ".yml") and _is_read(path.name))


def _is_read(name: str) -> bool:
    """Whether a YAML file belongs to the registry: not the decisions, and not what editors and systems hide."""
    return name != DECISIONS and not name.startswith(".")


def _read(page: Page, path: Path) -> Node | None:
    try:
        if path.exists() and not path.is_file():  # reading a pipe would wait for ever
            page.report("unreadable-file", "this is no file: move it elsewhere, or give it a name that does not end in .yaml")
            return None
        data = path.read_bytes()
    except OSError as error:
        page.report("unreadable-file", f"this file cannot be read: {error.strerror}; mend its link or its permissions, or take it away")
        return None
    root = read_nodes(page, data)
    if root is None and not page.problems:
        page.report("wrong-shape", "this file is empty: delete it, or write what it is for")
    if b"# ignore" in data:
        from cstofacts.registry.ignores import read_ignores  # few files have any

        page.ignores = read_ignores(page, root, data)
    return root


def _unique_sources(pages: dict[str, Page], files: dict[str, SourceFile]) -> dict[str, Source]:
    sources: dict[str, Source] = {}
    for name, file in files.items():
        source = file.source
        if source is None:
            continue
        if first := sources.get(source.id):
            message = f"the source id {source.id[:60]!r} is taken by {first.location}: its claims are counted with that source"
            pages[name].report("duplicate-id", message, source.location.line, source.location.column)
        sources.setdefault(source.id, source)
    return sources


def _named(pages: dict[str, Page], files: dict[str, SourceFile]) -> list[Claim]:
    """All claims with ids that are unique: an id given twice is a problem, and the second claim is named by its content."""
    claims: dict[str, Claim] = {}
    again: Counter[str] = Counter()
    for name, file in files.items():
        for claim in file.claims:
            first = claims.get(claim.id) if claim.id else None
            if first:
                place = claim.location
                pages[name].report(
                    "duplicate-id", f"the claim id {claim.id[:60]!r} is taken by {first.location}: give one of them another", place.line, place.column
                )
            unique = replace(claim, id=_content_id(claim, claims, again)) if first or not claim.id else claim
            claims[unique.id] = unique
    return list(claims.values())


def _content_id(claim: Claim, taken: dict[str, Claim], again: Counter[str]) -> str:
    """An id from what the claim says and where it says so, the same in every run and whatever stands around it.

    `again` counts for each such id how often it came up once more.
    """
    from hashlib import blake2b  # needed only for claims that nobody named

    content = repr((claim.source, claim.subject, claim.property, str(claim.value), sorted(claim.qualifiers.items()), claim.quote, claim.line))
    id = base = f"{claim.source}-{blake2b(content.encode(), digest_size=4).hexdigest()}"
    while id in taken:
        again[base] += 1
        id = f"{base}~{again[base] + 1}"
    return id
