"""annotations: one W3C Web Annotation per claim, for programs that mark quotes in their pages.

A claim's target is its source, by URL, and a TextQuoteSelector with the quote; with texts also what stands before and after it there. Its bodies are
the question, as a tag, and the value in its canonical written form.
"""

from urllib.parse import quote

import msgspec

from cstofacts.model.claim import Claim
from cstofacts.model.registry import Registry
from cstofacts.model.report import Report
from cstofacts.reports.json import escaped

CONTEXT = "http://www.w3.org/ns/anno.jsonld"

Record = dict[str, object]


def render(report: Report) -> str:
    """The report's claims as an AnnotationPage in JSON-LD."""
    items = [_annotation(claim, report.registry, report.contexts) for claim in report.claims or ()]
    page = {"@context": CONTEXT, "id": "urn:cstofacts:claims", "type": "AnnotationPage", "items": items}
    return f"{escaped(msgspec.json.format(msgspec.json.encode(page), indent=2).decode())}\n"


def _annotation(claim: Claim, registry: Registry, contexts: dict[str, tuple[str, str]]) -> Record:
    source = registry.sources[claim.source]
    selector: Record = {"type": "TextQuoteSelector", "exact": claim.quote}
    if claim.id in contexts:
        selector["prefix"], selector["suffix"] = contexts[claim.id]
    target: Record = {"source": source.url or _urn("source", claim.source), "selector": selector}
    if source.language:
        target["language"] = source.language
    return {
        "id": _urn("claim", claim.id),
        "type": "Annotation",
        "motivation": "describing",
        "body": [_body("tagging", f"{claim.subject}/{claim.property}"), _body("describing", str(claim.value))],
        "target": target,
    }


def _urn(kind: str, id: str) -> str:
    return f"urn:cstofacts:{kind}:{quote(id, safe='')}"


def _body(purpose: str, value: str) -> Record:
    return {"type": "TextualBody", "purpose": purpose, "format": "text/plain", "value": value}
