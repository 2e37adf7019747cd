"""What is shown of a side of a question: its value, its circumstances, who holds it, and each claim with its quote."""

import re
from collections import Counter

from msgspec import Struct

from cstofacts.language import joined, named, say
from cstofacts.model.claim import Certainty, Claim, Evidence, Source
from cstofacts.model.finding import Finding, Side
from cstofacts.model.registry import Behaviour, Registry
from cstofacts.reports.html.anchors import source_anchor
from cstofacts.reports.html.states import needs_person
from cstofacts.reports.records import written
from cstofacts.reports.text import chain_words, qualifier_words

# Of more claims that say the same, these are quoted and the others named with their lines; fewer where nothing needs a person and there are many.
_MOST_QUOTED = 5
_MOST_QUOTED_OF_MANY = 2
_MANY_CLAIMS = 1_000

# Sources named where a side is named by its number too.
_MOST_SOURCES = 3

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


class ClaimView(Struct, frozen=True):
    """A claim with its quote cut in three: before the words that carry the value, these, and after them."""

    id: str
    source: SourceView
    line: int
    before: str
    value: str
    after: str
    said_by: str
    hedge: str
    evidence: str
    note: str


class SideView(Struct, frozen=True):
    """A side, numbered from 1; `written` is its value in its canonical form, `state` how it stands to the others.

    `circumstances` are what narrows it, also that its time is not stated where it should be; `stated` only what is.
    """

    number: int
    shown: str
    written: str
    circumstances: list[tuple[str, str]]
    stated: list[tuple[str, str]]
    sources: str
    origins: str
    source_count: int
    origin_count: int
    claims: list[ClaimView]
    others: str
    state: str


def source_views(registry: Registry) -> dict[str, SourceView]:
    """Every source of the registry, by id."""
    counts = Counter(claim.source for claim in registry.recorded)
    return {id: _source_view(source, registry, counts[id]) for id, source in registry.sources.items()}


def _source_view(source: Source, registry: Registry, claims: int) -> SourceView:
    return SourceView(
        source.id,
        source_anchor(source.id),
        source.publisher or source.title or source.id,
        source.title,
        source.publisher,
        str(source.published or ""),
        source.language if _LANGUAGE.fullmatch(source.language) else "",
        source.url,
        source.url if _LINK.fullmatch(source.url) else "",
        registry.name(source.origin) if source.origin else "",
        source.text_sha256,
        joined([str(first) if first == last else f"{first}–{last}" for first, last in source.furniture]),
        claims,
    )


def side_view(finding: Finding, index: int, registry: Registry, sources: dict[str, SourceView], state: str) -> SideView:
    """A side of a finding, in the state that its pairs put it in."""
    side, needed = finding.sides[index], needs_person(finding)
    quoted = side.claims[: _MOST_QUOTED if needed or len(registry.claims) < _MANY_CLAIMS else _MOST_QUOTED_OF_MANY]
    return SideView(
        index + 1,
        side.shown,
        _written(side),
        [*_circumstances(finding, side, registry), *_unstated(finding, side, registry)],
        _circumstances(finding, side, registry),
        joined(list(side.sources)),
        joined([registry.name(origin) for origin in side.origins]),
        len(side.sources),
        len(side.origins),
        [claim_view(claim, registry, sources, is_noted=needed) for claim in quoted],
        joined([f"{claim.source}:{claim.line}" for claim in side.claims[len(quoted) :]]),
        state,
    )


def _written(side: Side) -> str:
    value = written(side.value)
    return value if isinstance(value, str) else ""


def _circumstances(finding: Finding, side: Side, registry: Registry) -> list[tuple[str, str]]:
    """What narrows a side, each with its name."""
    first, property = side.claims[0], registry.properties[finding.question.property]
    stated = [(_called(name), qualifier_words(name, value, registry)) for name, value in first.qualifiers.items() if name in _told(finding, registry)]
    if property.id != first.property:
        stated.append((say("kind"), say("a count")))
    return stated


def _unstated(finding: Finding, side: Side, registry: Registry) -> list[tuple[str, str]]:
    """That a side has no time, where the answer changes with time and another answer is there to be compared."""
    if registry.properties[finding.question.property].behaviour is Behaviour.CONSTANT or side.claims[0].as_of or len(finding.sides) == 1:
        return []
    return [(say("as of"), say("not stated"))]


def _told(finding: Finding, registry: Registry) -> tuple[str, ...]:
    """The qualifiers that a side shares, since it would be another side without them."""
    property = registry.properties[finding.question.property]
    time = () if property.behaviour is Behaviour.CONSTANT and len(finding.claims) > 1 else ("as_of",)
    return (*property.separators, "phase", *time)


def _called(qualifier: str) -> str:
    return say("as of") if qualifier == "as_of" else named("qualifier", qualifier)


def claim_view(claim: Claim, registry: Registry, sources: dict[str, SourceView], *, is_noted: bool) -> ClaimView:
    """A claim as the page shows it, with the note of whoever recorded it where it may help to decide."""
    before, value, after = claim.quote.partition(claim.text)
    return ClaimView(
        claim.id,
        sources[claim.source],
        claim.line,
        before,
        value,
        after,
        chain_words(claim, registry) if claim.attribution else "",
        "" if claim.certainty is Certainty.CERTAIN else named("certainty", claim.certainty),
        "" if claim.evidence is Evidence.NO_TEXT else named("evidence", claim.evidence),
        claim.note if is_noted else "",
    )


def shortened(sources: tuple[str, ...]) -> str:
    """The first sources of a side, which its number names anyway."""
    return joined([*sources[:_MOST_SOURCES], *(["…"] if len(sources) > _MOST_SOURCES else [])])
