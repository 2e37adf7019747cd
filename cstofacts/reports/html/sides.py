"""What is shown of a side of a question: its value, its circumstances, who holds it, and each claim with its quote."""

from msgspec import Struct

from cstofacts.language import joined, named, say
from cstofacts.model.claim import Certainty, Claim, Evidence
from cstofacts.model.finding import Finding, Side
from cstofacts.model.registry import Behaviour, Registry
from cstofacts.reports.html.sources import SourceView
from cstofacts.reports.html.states import needs_person
from cstofacts.reports.records import written
from cstofacts.reports.text import chain_words, qualifier_words

# Of more claims that say the same, these are quoted and the others named with their lines; fewer where nothing needs a person and there are many.
_MOST_QUOTED = 5
_MOST_QUOTED_OF_MANY = 2
_MANY_CLAIMS = 1_000

# Sources named where a side is named by its number too.
_MOST_SOURCES = 3


class ClaimView(Struct, frozen=True):
    """A claim with its quote cut in three: before the words that carry the value, these, and after them."""

    source: SourceView
    line: int
    before: str
    value: str
    after: str
    circumstances: list[tuple[str, str]]
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


def side_view(finding: Finding, index: int, registry: Registry, sources: dict[str, SourceView], state: str) -> SideView:
    """A side of a finding, in the state that its pairs put it in."""
    side, needed = finding.sides[index], needs_person(finding)
    quoted = side.claims[: _MOST_QUOTED if needed or len(registry.claims) < _MANY_CLAIMS else _MOST_QUOTED_OF_MANY]
    shared = _shared(finding, registry)
    stated = _circumstances(finding, side, registry, shared)
    return SideView(
        number=index + 1,
        shown=side.shown,
        written=_written(side),
        circumstances=[*stated, *_unstated(finding, side, registry)],
        stated=stated,
        sources=joined(list(side.sources)),
        origins=joined([registry.name(origin) for origin in side.origins]),
        source_count=len(side.sources),
        origin_count=len(side.origins),
        claims=[claim_view(claim, sources[claim.source], registry, shared, is_noted=needed) for claim in quoted],
        others=joined([f"{claim.source}:{claim.line}" for claim in side.claims[len(quoted) :]]),
        state=state,
    )


def _written(side: Side) -> str:
    value = written(side.value)
    return value if isinstance(value, str) else ""


def _circumstances(finding: Finding, side: Side, registry: Registry, shared: tuple[str, ...]) -> list[tuple[str, str]]:
    """What narrows a side, each with its name."""
    first = side.claims[0]
    counts = [] if first.property == finding.question.property else [(say("kind"), say("a count"))]
    return [*_qualified(first, [name for name in first.qualifiers if name in shared], registry), *counts]


def _qualified(claim: Claim, names: list[str], registry: Registry) -> list[tuple[str, str]]:
    return [(_called(name), qualifier_words(name, claim.qualifiers[name], registry)) for name in names]


def _unstated(finding: Finding, side: Side, registry: Registry) -> list[tuple[str, str]]:
    """That a side has no time, where the answer changes with time and another answer is there to be compared."""
    if registry.properties[finding.question.property].behaviour is Behaviour.CONSTANT or side.claims[0].as_of or len(finding.sides) == 1:
        return []
    return [(say("as of"), say("not stated"))]


def _shared(finding: Finding, registry: Registry) -> tuple[str, ...]:
    """The qualifiers that all claims of a side share, since it would be another side without them."""
    property = registry.properties[finding.question.property]
    time = () if property.behaviour is Behaviour.CONSTANT and len(finding.claims) > 1 else ("as_of",)
    return (*property.separators, "phase", *time)


def _called(qualifier: str) -> str:
    return say("as of") if qualifier == "as_of" else named("qualifier", qualifier)


def claim_view(claim: Claim, source: SourceView, registry: Registry, shared: tuple[str, ...], *, is_noted: bool) -> ClaimView:
    """A claim as the page shows it: what its side does not say of it, and the note of whoever recorded it where it may help to decide."""
    before, value, after = claim.quote.partition(claim.text)
    return ClaimView(
        source=source,
        line=claim.line,
        before=before,
        value=value,
        after=after,
        circumstances=_qualified(claim, [name for name in claim.qualifiers if name not in shared], registry),
        said_by=chain_words(claim, registry) if claim.attribution else "",
        hedge="" if claim.certainty is Certainty.CERTAIN else named("certainty", claim.certainty),
        evidence="" if claim.evidence is Evidence.NO_TEXT else named("evidence", claim.evidence),
        note=claim.note if is_noted else "",
    )


def shortened(sources: tuple[str, ...]) -> str:
    """The first sources of a side, which its number names anyway."""
    return joined([*sources[:_MOST_SOURCES], *(["…"] if len(sources) > _MOST_SOURCES else [])])
