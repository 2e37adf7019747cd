"""Look for the quote of every claim in the text of its source, and read its value back out of it.

`prove(registry, texts)` needs the texts and nothing else, changes nothing, and gives the same answer for the same bytes.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from cstofacts.evidence.document import Document
from cstofacts.evidence.locate import Located, Place, locate
from cstofacts.evidence.readback import NOT_READ_BACK, ReadBack, read_back
from cstofacts.evidence.texts import find_text, read_text
from cstofacts.language import marked
from cstofacts.model.claim import Claim, Evidence, Source, Version
from cstofacts.model.registry import Registry
from cstofacts.progress import followed
from cstofacts.spelling import fold
from cstofacts.values.base import Fault

NO_TEXT = Located(Evidence.NO_TEXT)

_VERIFYING = marked("verifying the quotes")


class TextProof(Struct, frozen=True):
    """What became of one source's text: why it could not be read, its hash, and the claims whose quotes no longer stand as stated.

    `matches` is None when the text or the stated hash is missing. `moved` quotes stand in another line, `changed` ones are altered, `vanished`
    ones are not there; with a hash that matches they are faults of the registry, else perhaps of the text.
    """

    fault: Fault | None
    sha256: str = ""
    matches: bool | None = None
    moved: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    vanished: tuple[str, ...] = ()


class Proofs(Struct, frozen=True):
    """Where the quote of every claim stands and what its value is read back as, by the claim's id; and what became of every source's text.

    A superseded claim is among them when the text of the version that made it was kept.
    """

    claims: dict[str, Located]
    values: dict[str, ReadBack]
    sources: dict[str, TextProof]


def prove(registry: Registry, texts: Path) -> Proofs:
    """Find the quotes of all claims in the texts of a folder. Never raises for what the files hold."""
    names, spellings = names_in(registry), registry.spellings
    by_source: dict[str, list[Claim]] = {}
    for claim in registry.recorded:
        by_source.setdefault(claim.source, []).append(claim)
    located = {claim.id: NO_TEXT for claim in registry.recorded}
    values = {claim.id: NOT_READ_BACK for claim in registry.recorded}
    sources: dict[str, TextProof] = {}

    def read(text: Document | Fault, claims: Iterable[Claim], quotes: dict[str, Located]) -> None:
        """Note where quotes stand in a text, and what their values are read back as."""
        for claim in claims:
            located[claim.id] = quotes[claim.id]
            values[claim.id] = read_back(claim, _line_of(claim, quotes[claim.id], text), registry, spellings)

    for source in followed(_VERIFYING, registry.sources.values()):
        text = _text_of(source, texts)
        claims = by_source.get(source.id, [])
        quotes = {claim.id: _located(text, claim, names) for claim in claims}
        sources[source.id] = _text_proof(source, text, quotes)
        read(text, claims, quotes)
    for text, claims in _earlier(registry, texts):
        quotes = {claim.id: _located(text, claim, names) for claim in claims}
        read(text, [claim for claim in claims if claim.id not in located or _worth(quotes[claim.id]) < _worth(located[claim.id])], quotes)
    return Proofs(located, values, sources)


def _worth(located: Located) -> int:
    """From the best to the worst: of two versions that end on one day, a quote stands in that which made it."""
    return list(Evidence).index(located.status)


def _earlier(registry: Registry, texts: Path) -> Iterator[tuple[Document, list[Claim]]]:
    """The texts of earlier versions as far as they were kept, each with the superseded claims that its version made."""
    for source in registry.sources.values():
        for version in source.versions:
            claims = [claim for claim in registry.superseded if claim.source == source.id and claim.superseded == version.until]
            text = _text_of(version, texts) if claims and version.text_file else None
            if isinstance(text, Document) and text.sha256 == version.text_sha256.strip().lower():
                yield text, claims


def _line_of(claim: Claim, located: Located, text: Document | Fault) -> str:
    """The line of the text in which the quote stands; the quote alone when it stands nowhere letter by letter."""
    if isinstance(text, Fault) or located.status is not Evidence.VERIFIED:
        return claim.quote
    start, end = text.line_span(located.line)
    return text.text[start:end]


def names_in(registry: Registry) -> frozenset[str]:
    """The words of all spellings that name a person, a place, an organisation or another thing, folded."""
    spellings = (spelling for entity in registry.entities.values() for spelling in (*entity.spellings, *entity.label.values()))
    return frozenset(word for spelling in spellings for word in fold(spelling).split())


def _text_of(source: Source | Version, texts: Path) -> Document | Fault:
    path = find_text(texts, source.text_file)
    return path if isinstance(path, Fault) else read_text(path)


def _located(text: Document | Fault, claim: Claim, names: frozenset[str]) -> Located:
    return NO_TEXT if isinstance(text, Fault) else locate(text, claim.quote, claim.line, names)


def _text_proof(source: Source, text: Document | Fault, quotes: dict[str, Located]) -> TextProof:
    if isinstance(text, Fault):
        return TextProof(text)
    stated = source.text_sha256.strip().lower()
    return TextProof(
        None,
        text.sha256,
        text.sha256 == stated if stated else None,
        moved=tuple(id for id, quote in quotes.items() if quote.place is Place.MOVED and quote.status is not Evidence.ALTERED),
        changed=tuple(id for id, quote in quotes.items() if quote.status is Evidence.ALTERED),
        vanished=tuple(id for id, quote in quotes.items() if quote.status is Evidence.NOT_FOUND),
    )
