"""Read a folder of YAML files into a registry: every claim with its place, every fault as a problem, no file hiding another."""

import gc
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from cstofacts.cache import Cache
from cstofacts.contents import DECISIONS, Contents
from cstofacts.model.claim import Claim, Source
from cstofacts.model.registry import Registry
from cstofacts.registry.claims import SourceFile
from cstofacts.registry.nodes import Page
from cstofacts.registry.reader import PROPERTIES, Reader
from cstofacts.values.base import DEFAULT_TOLERANCE

if TYPE_CHECKING:  # few registries have decisions
    from cstofacts.model.decision import Decision

# Of more files in folders where none is read these are named.
_MOST_UNREAD = 10


def load(directory: Path, kept: Cache | None = None, tolerance: Decimal = DEFAULT_TOLERANCE) -> Registry:
    """Read the registry in a folder. Never raises for what the files hold: whatever is wrong with them is among the problems.

    `tolerance` is what "about" means where a property names none.
    """
    return understand(Contents(str(directory)), kept, tolerance)


def understand(contents: Contents, kept: Cache | None = None, tolerance: Decimal = DEFAULT_TOLERANCE) -> Registry:
    """The registry that the contents of a folder make. What a cache keeps of files that are still the same is not read anew."""
    with _collector_off():
        return _understand(contents, Reader(contents, kept or Cache(""), tolerance))


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


def _understand(contents: Contents, reader: Reader) -> Registry:
    home, pages = Page(contents.folder), reader.pages
    _report_faults(home, contents)
    unread = _report_unread(contents) if contents.unread else []
    properties = reader.properties.read
    if contents.files and not properties:
        home.report("empty-registry", f"{PROPERTIES} gives no question, so no claim can be read: write it first (see `cstofacts init`)")
    files = reader.source_files()
    sources = _unique_sources(pages, files)
    claims = _named(pages, files)
    superseded = [claim for claim in claims if claim.superseded]
    if superseded or any(claim.replaces for claim in claims):
        _report_corrections(pages, sources, claims)
    if contents.files and not sources:
        home.report("empty-registry", "no source could be read: add one file per source (see `cstofacts init`), or mend those that are here")
    decisions = _decided(reader) if contents.decisions else []
    counting = [claim for claim in claims if not claim.superseded] if superseded else claims
    references = [claim for claim in counting if sources[claim.source].is_reference]
    return Registry(
        properties,
        reader.entities.read,
        sources,
        [claim for claim in counting if not sources[claim.source].is_reference] if references else counting,
        sorted(problem for page in (home, *unread, *pages.values()) for problem in page.problems),
        sum(file.unread for file in files.values()),
        superseded,
        [candidate for file in files.values() for candidate in file.candidates],
        [candidate for file in files.values() for candidate in file.rejected],
        references,
        decisions,
        tolerance=reader.tolerance,
        ignores=sorted(ignore for page in pages.values() for ignore in page.ignores),
    )


def _report_corrections(pages: dict[str, Page], sources: dict[str, Source], claims: list[Claim]) -> None:
    from cstofacts.registry.corrections import report_corrections  # few registries have an edited article

    report_corrections({page.path: page for page in pages.values()}, sources, claims)


def _report_faults(home: Page, contents: Contents) -> None:
    """Report what is wrong with the folder itself."""
    if contents.fault:
        home.report("registry-not-found", f"this registry cannot be read: {contents.fault}; start one with `cstofacts init`")
    elif not contents.files:
        home.report("empty-registry", "there is no YAML file in this folder; start a registry with `cstofacts init`")
    if contents.fault_of_decisions:
        message = f"cannot be read: {contents.fault_of_decisions}; it is the folder of what was decided, mend it or take it away"
        home.report("unreadable-file", f"{DECISIONS.removesuffix('.yaml')} {message}")


def _report_unread(contents: Contents) -> list[Page]:
    """A page for each YAML file where none is read, which says so; beyond the first ones they are counted."""
    pages = [Page(f"{contents.folder}/{name}") for name in contents.unread[:_MOST_UNREAD]]
    for page in pages:
        if page.path.endswith("/"):
            page.report("file-in-subfolder", "this folder cannot be listed, so nobody knows whether claims lie in it: mend its permissions")
        else:
            page.report("file-in-subfolder", "this file was not read: move it into the folder of the registry itself, or out of it")
    if more := len(contents.unread) - len(pages):
        pages[-1].report("file-in-subfolder", f"{more:,} more in such folders {'was' if more == 1 else 'were'} not read")
    return pages


def _decided(reader: Reader) -> "list[Decision]":
    """The decisions in the order of their moments; one that stands there twice counts once."""
    from cstofacts.registry.decisions import report_missing  # few registries have any

    found = [decision for file in reader.decision_files().values() for decision in file.decisions]
    report_missing({page.path: page for page in reader.pages.values()}, found)
    unique = {decision.id: decision for decision in found}
    return sorted(unique.values(), key=lambda decision: (decision.decided, decision.id))


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
