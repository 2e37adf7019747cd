"""What a value of a draft is held against, and what stands beside it."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from msgspec import Struct

from cstofacts.extract.stems import ENTITY
from cstofacts.extract.vocabulary import Vocabulary
from cstofacts.model.claim import Claim
from cstofacts.model.extraction import Asked, Proposal
from cstofacts.model.registry import Property, Registry
from cstofacts.values.base import EntityRef
from cstofacts.values.set import SetValue


class Names(Struct, frozen=True):
    """For each subject the entities and the years of which the claims about it speak, and for each entity those that stand within its own names."""

    spoken_of: Mapping[str, set[str]]
    named_in: Mapping[str, set[str]]
    years: Mapping[str, set[str]]


class Context(Struct, frozen=True):
    """A value and the question that it may answer, the claims that answer it, its sentence, and the other values of that."""

    registry: Registry
    names: Names
    proposal: Proposal
    asked: Asked
    answers: Sequence[Claim]
    sentence: str
    beside: Sequence[Proposal]

    @property
    def property(self) -> Property:
        """The property that the question asks for."""
        return self.registry.properties[self.asked.property]

    def shown(self, name: str) -> str:
        """A name of the sentence as people read it."""
        return self.registry.name(name.removeprefix(ENTITY)) if name.startswith(ENTITY) else name


def names_of(registry: Registry, vocabulary: Vocabulary) -> Names:
    """What the claims of a registry name: as a value, a qualifier or a speaker, and within the names of its qualifiers (`sent to Kazakhstan`)."""
    named_in = {
        id: {stem.removeprefix(ENTITY) for hint in hints for stem in hint.stems if stem.startswith(ENTITY)} for id, hints in vocabulary.hints.items()
    }
    spoken_of: dict[str, set[str]] = defaultdict(set)
    for claim in registry.claims:
        names = spoken_of[claim.subject]
        names.update(claim.qualifiers.values(), claim.attribution)
        if isinstance(claim.value, SetValue):
            names |= claim.value.members
        elif isinstance(claim.value, EntityRef):
            names.add(claim.value.id)
        for id in claim.qualifiers.values():
            names |= named_in.get(id, set())
    return Names(spoken_of, named_in, _years(registry))


def _years(registry: Registry) -> Mapping[str, set[str]]:
    """The years that stand in the values, times and labels of each subject's claims, and those in which they were published."""
    found: dict[str, set[str]] = defaultdict(set)
    for claim in registry.claims:
        source = registry.sources.get(claim.source)
        written = [
            str(claim.value),
            str(claim.as_of or ""),
            str(source.published or "") if source else "",
            *registry.entities[claim.subject].label.values(),
        ]
        found[claim.subject].update(year for text in written for year in _YEAR.findall(text))
    return found


_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
