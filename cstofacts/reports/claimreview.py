"""claimreview: a schema.org ClaimReview for every claim of every question that a person has decided, for programs that collect fact checks.

The rating is the ruling in words, and whether the person goes by the claim: never a number, and never a verdict on the world. What is open is
not in it.
"""

import re
from collections.abc import Iterator
from urllib.parse import quote

import msgspec

from cstofacts.model.claim import Claim, Source
from cstofacts.model.decision import Settlement
from cstofacts.model.finding import Finding
from cstofacts.model.registry import Registry
from cstofacts.model.report import Report
from cstofacts.reports.json import escaped
from cstofacts.values import TYPES

CONTEXT = "https://schema.org"

Record = dict[str, object]

# What schema.org takes for a date; intervals and uncertain days are none.
_DATE = re.compile(r"\d{4}(-\d\d){0,2}")
_LINK = re.compile(r"https?://[^\s]+", re.IGNORECASE)

# The kinds of entity that can be the author of something, as schema.org calls them.
_AUTHORS = {"person": "Person", "organisation": "Organization"}


def render(report: Report) -> str:
    """The reviews as one graph in JSON-LD, in the order of the findings."""
    reviews = [review for finding in report.findings or () for review in _reviews(finding, report.registry)]
    document = {"@context": CONTEXT, "@graph": reviews}
    return f"{escaped(msgspec.json.format(msgspec.json.encode(document), indent=2).decode())}\n"


def _reviews(finding: Finding, registry: Registry) -> Iterator[Record]:
    if finding.is_resolved and finding.settlement:
        decision = finding.settlement.decision
        for claim in finding.claims:
            yield {
                "@type": "ClaimReview",
                "@id": f"urn:cstofacts:review:{decision.id}:{quote(claim.id, safe='')}",
                "claimReviewed": _summary(finding, claim, registry),
                "author": {"@type": "Person", "name": decision.by},
                "datePublished": decision.decided,
                "reviewBody": decision.because,
                "reviewRating": {"@type": "Rating", "alternateName": _rating(finding.settlement, claim)},
                "itemReviewed": _claim(claim, registry.sources[claim.source], registry),
            }


def _summary(finding: Finding, claim: Claim, registry: Registry) -> str:
    """What is claimed: the question and the claim's answer."""
    shown = TYPES[registry.properties[claim.property].type].words(claim.value, registry.name)
    return f"{finding.question.en} {shown}"


def _rating(settlement: Settlement, claim: Claim) -> str:
    """The ruling, and where the person goes by some claims of the question, whether this is one."""
    ruling = settlement.decision.ruling
    return f"{ruling}, {'accepted' if claim.id in settlement.accepted else 'not accepted'}" if settlement.accepted else ruling.value


def _claim(claim: Claim, source: Source, registry: Registry) -> Record:
    item: Record = {"@type": "Claim", "@id": f"urn:cstofacts:claim:{quote(claim.id, safe='')}", "text": claim.quote}
    if source.language:
        item["inLanguage"] = source.language
    if author := _author(claim, source, registry):
        item["author"] = author
    return {**item, "appearance": _work(source)}


def _author(claim: Claim, source: Source, registry: Registry) -> Record | None:
    """Who says it: the first speaker when that is a person or an organisation, else the publisher when nobody is quoted."""
    if not claim.attribution:
        return {"@type": "Organization", "name": source.publisher} if source.publisher else None
    speaker = registry.entities.get(claim.attribution[-1])
    kind = _AUTHORS.get(speaker.ref.kind) if speaker else None
    return {"@type": kind, "name": registry.name(claim.attribution[-1])} if kind else None


def _work(source: Source) -> Record:
    """The document in which the claim stands."""
    work: Record = {"@type": "CreativeWork", "name": source.title}
    published = str(source.published or "")
    if _LINK.fullmatch(source.url):
        work["url"] = source.url
    if source.language:
        work["inLanguage"] = source.language
    if _DATE.fullmatch(published):
        work["datePublished"] = published
    if source.publisher:
        work["publisher"] = {"@type": "Organization", "name": source.publisher}
    return work
