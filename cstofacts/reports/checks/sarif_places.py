"""The places of a SARIF log: lines of the registry, and the lines of the articles that they quote."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from cstofacts.model.alert import Checked
from cstofacts.model.claim import Claim, Evidence, Source
from cstofacts.model.finding import Finding, Side
from cstofacts.model.problem import Location
from cstofacts.reports.alerts import path_from
from cstofacts.reports.inert import inert
from cstofacts.reports.records import encodable
from cstofacts.reports.text import held_words

Record = dict[str, object]

_BRACKET = re.compile(r"(\\*)([\[\]])")

ROOT = "SRCROOT"
TEXTS = "TEXTS"

# GitHub shows no more of one result.
MOST_RELATED = 100

# In texts of these kinds a line is a line of the file; those of the others are counted in what was read out of them.
_WITH_LINES = (".txt", ".md")


def place_record(location: Location, checked: Checked) -> Record:
    """A line of the registry."""
    physical: Record = {"artifactLocation": _artifact(path_from(checked.root, location.path))}
    if location.line:
        physical["region"] = {"startLine": location.line, "startColumn": location.column or 1}
    return {"physicalLocation": physical}


def related_records(finding: Finding, checked: Checked) -> list[Record]:
    """Every claim in the registry with its article, and where the texts are known the article's own line."""
    found = (record for side in finding.sides for claim in side.claims for record in _claim_records(claim, side, checked))
    return [{"id": number, **record} for number, record in zip(range(1, MOST_RELATED + 1), found, strict=False)]


def _claim_records(claim: Claim, side: Side, checked: Checked) -> Iterator[Record]:
    source = checked.registry.sources[claim.source]
    named = {"name": encodable(f"{claim.source}:{claim.line}"), "fullyQualifiedName": encodable(f"{source.text_file or source.title}:{claim.line}")}
    words = {"text": plain(f"{claim.id}: {held_words(side)} «{claim.quote}»")}
    about = {"claim": encodable(claim.id), **({"url": encodable(source.url)} if source.url else {})}
    yield place_record(claim.location, checked) | {"logicalLocations": [named | {"kind": "resource"}], "message": words, "properties": about}
    if checked.texts and claim.evidence is not Evidence.NO_TEXT:
        yield {"physicalLocation": _article(claim, source, checked), "message": {"text": plain(f"{claim.source}:{claim.line} «{claim.quote}»")}}


def claim_of(record: Record) -> str | None:
    """The id of the claim at whose line in the registry a related location is."""
    about = record.get("properties")
    return str(about["claim"]) if isinstance(about, dict) else None


def _article(claim: Claim, source: Source, checked: Checked) -> Record:
    """The line of an article's text that a claim quotes."""
    inside = path_from(checked.root, os.path.join(checked.texts, source.text_file))  # noqa: PTH118 (a name may be no path of this system)
    artifact = {"uri": _uri(source.text_file), "uriBaseId": TEXTS} if Path(inside).is_absolute() else _artifact(inside)
    if not source.text_file.lower().endswith(_WITH_LINES) or claim.location in checked.moved:
        return {"artifactLocation": artifact}
    return {"artifactLocation": artifact, "region": {"startLine": claim.line, "snippet": {"text": encodable(claim.quote)}}}


def _artifact(path: str) -> Record:
    return {"uri": Path(path).as_uri()} if Path(path).is_absolute() else {"uri": _uri(path), "uriBaseId": ROOT}


def _uri(path: str) -> str:
    """A relative path as a URI; what is no ASCII is percent-encoded."""
    written = quote(os.fsencode(path))
    return f"./{written}" if ":" in path.partition("/")[0] else written


def plain(text: str) -> str:
    """Text for a message of SARIF, in which brackets make links and braces stand for arguments; a backslash before a bracket stays one."""
    return _BRACKET.sub(r"\1\1\\\2", inert(text)).replace("{", "{{").replace("}", "}}")


def link_text(text: str) -> str:
    """Text for a link in a message, in which a backslash escapes the bracket after it."""
    return re.sub(r"[\\\[\]]", r"\\\g<0>", inert(text)).replace("{", "{{").replace("}", "}}")
