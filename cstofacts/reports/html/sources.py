"""What is shown of a source: its name, where it is found, and what of it was not read."""

import re
from collections import Counter

from msgspec import Struct

from cstofacts.language import joined
from cstofacts.model.claim import Source
from cstofacts.model.registry import Registry
from cstofacts.reports.html.anchors import source_anchor

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_LINK = re.compile(r"https?://[^\s]+", re.IGNORECASE)


class SourceView(Struct, frozen=True):
    """A source as the page names it: its name is its publisher, or else its title."""

    id: str
    anchor: str
    name: str
    title: str
    publisher: str
    published: str
    language: str
    url: str
    link: str
    origin: str
    text_sha256: str
    furniture: str
    claims: int


def source_views(registry: Registry) -> dict[str, SourceView]:
    """Every source of the registry, by id."""
    counts = Counter(claim.source for claim in registry.recorded)
    return {id: _source_view(source, registry, counts[id]) for id, source in registry.sources.items()}


def _source_view(source: Source, registry: Registry, claims: int) -> SourceView:
    return SourceView(
        id=source.id,
        anchor=source_anchor(source.id),
        name=source.publisher or source.title or source.id,
        title=source.title,
        publisher=source.publisher,
        published=str(source.published or ""),
        language=source.language if _LANGUAGE.fullmatch(source.language) else "",
        url=source.url,
        link=source.url if _LINK.fullmatch(source.url) else "",
        origin=registry.name(source.origin) if source.origin else "",
        text_sha256=source.text_sha256,
        furniture=joined([str(first) if first == last else f"{first}–{last}" for first, last in source.furniture]),
        claims=claims,
    )
