"""What stands before and after each quote in its text, so that another program finds the quote again where the same words stand twice."""

from pathlib import Path

from cstofacts.evidence.locate import locate
from cstofacts.evidence.texts import find_text, read_text
from cstofacts.model.claim import Evidence
from cstofacts.model.registry import Registry
from cstofacts.values.base import Fault

# As much as annotation tools write: a few words.
_LETTERS = 32

_STANDING = (Evidence.VERIFIED, Evidence.VERIFIED_NORMALISED)


def contexts_of(registry: Registry, texts: Path) -> dict[str, tuple[str, str]]:
    """For each claim whose quote stands in its text, by the claim's id: the letters before the quote and those after it."""
    read = {id: path if isinstance(path := find_text(texts, source.text_file), Fault) else read_text(path) for id, source in registry.sources.items()}
    contexts = {}
    for claim in registry.claims:
        text = read[claim.source]
        if isinstance(text, Fault):
            continue
        found = locate(text, claim.quote, claim.line)
        if found.status in _STANDING:
            contexts[claim.id] = text.text[max(found.start - _LETTERS, 0) : found.start], text.text[found.end : found.end + _LETTERS]
    return contexts
