"""Which sources say nothing on a question, and what may be the reason."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from cstofacts.model.claim import Claim, Source
from cstofacts.model.registry import Registry
from cstofacts.model.statement import Hearing
from cstofacts.reconcile.positions import QuestionKey, question_of
from cstofacts.values.date import Date, before


def hearings(question: QuestionKey, registry: Registry) -> tuple[dict[str, list[Claim]], list[Hearing]]:
    """The claims on a question by the source that makes them, and every other source, in the order of the registry."""
    speaking, superseded = _by_source(question, registry.recorded, registry), _by_source(question, registry.superseded, registry)
    answering = {question[1], *(id for id, property in registry.properties.items() if property.counts == question[1])}
    waiting = Counter(each.source for each in registry.candidates if each.subject == question[0] and each.property in answering)
    about = Counter(claim.source for claim in registry.recorded if claim.subject == question[0])
    first = _first([claim for claims in speaking.values() for claim in claims], registry)
    silent = [source for id, source in registry.sources.items() if id not in speaking]
    others = [Hearing(each, tuple(superseded.get(each.id, ())), waiting[each.id], about[each.id], _is_earlier(each, first)) for each in silent]
    return {id: speaking[id] for id in registry.sources if id in speaking}, others


def _by_source(question: QuestionKey, claims: Iterable[Claim], registry: Registry) -> dict[str, list[Claim]]:
    found: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if question_of(claim, registry.properties) == question:
            found[claim.source].append(claim)
    return dict(found)


def _is_earlier(source: Source, first: Date | None) -> bool:
    return bool(first and source.published and before(source.published, first))


def _first(claims: list[Claim], registry: Registry) -> Date | None:
    """The earliest time of which the claims speak, or else the day on which the first of their sources was published."""
    times = [claim.as_of for claim in claims if claim.as_of]
    published = [date for claim in claims if (source := registry.sources.get(claim.source)) and (date := source.published)]
    known = [date for date in times or published if date.earliest is not None]
    return min(known, key=lambda date: (date.earliest or 0, date.edtf), default=None)
