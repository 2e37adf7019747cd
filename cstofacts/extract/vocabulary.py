"""vocabulary: the words by which a text points at the questions of a registry.

A property is pointed at by its `words`, its label, its question, and the quotes of the claims that answer it already; a subject by its names and its
`words`. All of it is the registry's own: a registry about a flood knows nothing of elections. What stands in many properties tells little of any one
(inverse document frequency, K. Spärck Jones 1972).
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from math import log

from msgspec import Struct, field

from cstofacts.extract.stems import ENTITY, alike, stems_of, telling
from cstofacts.model.registry import Property, Registry

READ = ("date", "duration", "number", "set")
"""The types of value that are read in a text."""

WORDS = "words"

# Written together with the next word, and not taken off by the stemmer; a shorter word may begin with the letter itself.
_CONJUNCTIONS, _SHORT = ("و", "ف"), 3

# What a person wrote as words to look for counts in full, a phrase a little more than a word: `killed and injured` is not `killed`. A label is about
# as good; a question's words and those of an earlier quote stand around the value rather than for it.
_WEIGHTS = {"label": 0.9, "question": 0.7, "quote": 0.7}
_ONE_WORD, _EACH_FURTHER = 0.94, 0.02


class Cue(Struct, frozen=True):
    """Stems that point at a property or a subject: how much they tell (0 to 1), and where they come from.

    Of `words` all must stand together, with at most `between` others among them. One word with its article (`المنظمة`) is meant so: it points back at
    what was named, and `منظمة الصحة` does not.
    """

    stems: tuple[str, ...]
    weight: float
    origin: str
    shown: str
    between: int = 0

    @property
    def definite(self) -> bool:
        """Whether it is one Arabic word with its article."""
        return len(self.stems) == 1 and self.shown.startswith("ال")


class Vocabulary(Struct, frozen=True):
    """What questions are proposed from.

    `cues` are those of each property and `hints` those of each entity, `rarity` says how much a stem tells (0 to 1). `subjects` are the entities of
    which each property may be asked, and `scopes` the values that its separators have so far. `by_stem` leads from a stem to the properties and cues
    that have it; `known` remembers which stems each word was like.
    """

    registry: Registry
    spellings: dict[str, str]
    cues: dict[str, list[Cue]]
    hints: dict[str, list[Cue]]
    rarity: dict[str, float]
    subjects: dict[str, list[str]]
    scopes: dict[str, dict[str, set[str]]]
    by_stem: dict[str, list[tuple[str, Cue]]]
    known: dict[str, dict[str, float]] = field(default_factory=dict)

    def asked(self, type: str) -> list[Property]:
        """The properties whose values are of a type, in the order of the registry."""
        return [property for id in self.cues if (property := self.registry.properties[id]).type == type]

    def likes(self, stem: str) -> dict[str, float]:
        """The stems of the vocabulary that a stem may be a form of, each with its likeness (0 to 1)."""
        for form in (stem, stem[1:] if stem[:1] in _CONJUNCTIONS and len(stem) > _SHORT else stem):
            if form in self.rarity:
                return {form: 1.0}
        if stem not in self.known:
            self.known[stem] = alike(stem, self.rarity)
        return self.known[stem]


def vocabulary_of(registry: Registry) -> Vocabulary:
    """The vocabulary of a registry, made once for all texts."""
    spellings = registry.spellings
    quotes: dict[str, dict[str, None]] = defaultdict(dict)
    for claim in sorted(registry.claims, key=lambda claim: claim.quote):
        quotes[claim.property][claim.quote] = None
    read = [property for property in registry.properties.values() if property.type in READ and property.members == "entity"]
    cues = {property.id: list(_cues(property, list(quotes[property.id]), spellings)) for property in read}
    places = {spelling: id for spelling, id in spellings.items() if registry.entities[id].ref.kind == "place"}
    hints = {id: list(_hints(registry, id, places)) for id in registry.entities}
    by_stem: dict[str, list[tuple[str, Cue]]] = defaultdict(list)
    for id, some in cues.items():
        for cue in some:
            for stem in cue.stems:
                by_stem[stem].append((id, cue))
    return Vocabulary(registry, spellings, cues, hints, _rarity(cues, hints), _subjects(registry), _scopes(registry), dict(by_stem))


def _cues(property: Property, quotes: list[str], spellings: dict[str, str]) -> Iterator[Cue]:
    yield from _phrases(property.words, spellings)
    written = [("label", label) for label in property.label.values()]
    written += [("question", question.replace("{subject}", " ")) for question in property.question.values()]
    written += [("quote", quote) for quote in quotes] if property.type == "number" else []
    for origin, text in written:
        stems = telling(stem for stem in stems_of(text, spellings) if origin != "quote" or not stem.startswith(ENTITY))
        if stems:
            yield Cue(stems, _WEIGHTS[origin], origin, text)


# How many other words may stand among those of a phrase (`تضم المنظمة في عضويتها`); none where an article or the like makes it one (`the treaty`).
_BETWEEN = 3


def _phrases(words: dict[str, tuple[str, ...]], names: dict[str, str]) -> Iterator[Cue]:
    for phrase in (phrase for phrases in words.values() for phrase in phrases):
        if stems := stems_of(phrase, names):
            between = _BETWEEN if telling(stems) == stems else 0
            yield Cue(stems, min(1.0, _ONE_WORD + _EACH_FURTHER * (len(stems) - 1)), WORDS, phrase, between)


def _hints(registry: Registry, id: str, places: dict[str, str]) -> Iterator[Cue]:
    """What points at an entity: its own words, and the words of its labels, in which places are told apart."""
    entity = registry.entities[id]
    yield from _phrases(entity.words, places)
    for label in entity.label.values():
        if (stems := telling(stems_of(label, places))) and stems != (ENTITY + id,):
            yield Cue(stems, _WEIGHTS["label"], "label", label)


def _rarity(*tables: dict[str, list[Cue]]) -> dict[str, float]:
    """How much each stem tells: 1 for one that a single property or entity has, less for each further one."""
    holders = Counter(stem for table in tables for cues in table.values() for stem in {stem for cue in cues for stem in cue.stems})
    total = sum(map(len, tables))
    return {stem: log(1 + total / count) / log(1 + total) for stem, count in holders.items()}


def _subjects(registry: Registry) -> dict[str, list[str]]:
    """The entities of which each property has been asked, or else those of the kinds that it is asked `of`."""
    found: dict[str, dict[str, None]] = {id: {} for id in registry.properties}
    for claim in registry.claims:
        found[claim.property][claim.subject] = None
    for id, property in registry.properties.items():
        found[id] |= {other: None for other, entity in registry.entities.items() if entity.ref.kind in property.of} if not found[id] else {}
    return {id: list(subjects) for id, subjects in found.items()}


def _scopes(registry: Registry) -> dict[str, dict[str, set[str]]]:
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for claim in registry.claims:
        for name, value in claim.qualifiers.items():
            if name == "phase" or name in registry.properties[claim.property].separators:
                found[claim.property][name].add(value)
    return {property: dict(values) for property, values in found.items()}
