"""What an article has in common with the other sources, word for word: copies and relayed passages, before they are counted as several voices.

With a folder of texts paragraphs are compared. Without one the longer quotes of the other sources are looked for in the article: of two articles that
nobody copied from one another none of the CSTO registry's quotes of five words stands in both.
"""

from collections.abc import Iterator
from pathlib import Path

from cstofacts.evidence.document import WORD, Document
from cstofacts.evidence.normal import Level, normal_form
from cstofacts.evidence.passages import Shared, shared_passages
from cstofacts.evidence.texts import find_text, read_text
from cstofacts.intake.standing import LONG_QUOTE
from cstofacts.model.intake import Altered, Wording
from cstofacts.model.registry import Registry
from cstofacts.values.base import Fault

# One long quote may be a common phrase.
_LEAST_QUOTES = 2


def wording(document: Document, id: str, registry: Registry, texts: Path | None) -> tuple[Wording, ...]:
    """What a text has in common with each of the other sources, the most first; by their quotes where their texts are missing."""
    others = dict(_texts_of(id, registry, texts)) if texts else {}
    found = [_by_text(shared) for shared in shared_passages(document, others.values())]
    return (*found, *_by_quotes(document, registry, {id, *others}))


def _texts_of(id: str, registry: Registry, texts: Path) -> Iterator[tuple[str, Document]]:
    for source in registry.sources.values():
        path = find_text(texts, source.text_file)
        text = read_text(path) if source.id != id and not isinstance(path, Fault) else path
        if isinstance(text, Document):
            yield source.id, Document(source.id, text.text, text.sha256)


def _by_text(shared: Shared) -> Wording:
    lines = tuple((passage.line, passage.other_line) for passage in shared.passages)
    altered = tuple(
        Altered(passage.line, passage.other_line, change.quoted, change.found) for passage in shared.passages for change in passage.figures
    )
    return Wording(shared.name, shared.paragraphs, shared.share, shared.whole, lines, altered)


def _by_quotes(document: Document, registry: Registry, known: set[str]) -> Iterator[Wording]:
    text = document.form(Level.LETTERS).text
    quotes: dict[str, set[str]] = {}
    for claim in registry.claims:
        if claim.source not in known and len(WORD.findall(claim.quote)) >= LONG_QUOTE:
            quotes.setdefault(claim.source, set()).add(normal_form(claim.quote, Level.LETTERS))
    for source, long in quotes.items():
        standing = sum(quote in text for quote in long)
        if standing >= _LEAST_QUOTES:
            yield Wording(source, quotes=standing, of=len(long))
