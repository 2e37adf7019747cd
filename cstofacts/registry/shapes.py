"""The keys of the registry's files, written once: the readers check against them and the JSON Schema is made from them.

What may stand under a key is written as JSON Schema has it, in plain data: every command reads these tables, and only editors the schema.
"""

from collections.abc import Iterable
from typing import Any

from msgspec import Struct

from cstofacts.model.claim import Certainty
from cstofacts.model.registry import Behaviour
from cstofacts.values import TYPES

Json = dict[str, Any]

KINDS = ("person", "place", "organisation", "event", "document", "office", "role", "population", "thing", "unnamed")
"""What an entity is."""

KINDS_OF_SOURCE = ("article", "reference")
"""What a source is: one that is compared with the others, or one of outside facts that stands beside them."""

MEMBERS = ("entity", "text")
"""What the members of a set are."""

RELIABILITY = ("A", "B", "C", "D", "E", "F")
"""Grades of a source or body in the Admiralty system: completely, usually, fairly, not usually reliable, unreliable, cannot be judged."""

CREDIBILITY = ("1", "2", "3", "4", "5", "6")
"""Grades of one piece of information there: confirmed, probably true, possibly true, doubtful, improbable, cannot be judged."""

BY_ENTITY = "entities"
"""What part_of says instead of pairs when the entities themselves say what is a part of what."""


class Key(Struct, frozen=True):
    """One key of a mapping: what may stand under it, and what it means."""

    value: Json
    meaning: str = ""
    required: bool = False


class Shape(Struct, frozen=True):
    """A mapping of known keys: no others may stand in it, and the required ones must."""

    name: str
    meaning: str
    keys: dict[str, Key]
    required: frozenset[str]


def shape_of(name: str, meaning: str, /, **keys: Key) -> Shape:
    """A shape with these keys."""
    return Shape(name, meaning, keys, frozenset(name for name, key in keys.items() if key.required))


def list_of(item: Json) -> Json:
    """A list of such."""
    return {"type": "array", "items": item}


def _mapping_of(value: Json) -> Json:
    return {"type": "object", "additionalProperties": value}


def one_of(words: Iterable[str]) -> Json:
    """One word of these."""
    return {"enum": sorted(map(str, words))}


def shaped(shape: Shape) -> Json:
    """A mapping of this shape."""
    return {"$ref": f"#/definitions/{shape.name}"}


# What a YAML editor may take a plain scalar for; the registry reads each as text.
TEXT = {"anyOf": [{"type": "string"}, {"type": "integer"}, {"type": "number"}, {"type": "boolean"}]}

TEXTS = list_of(TEXT)
_TEXT_OR_TEXTS = {"anyOf": [*TEXT["anyOf"], TEXTS]}
_BY_NAME = _mapping_of(TEXT)
_WORDS = _mapping_of(TEXTS)
_CERTAINTY = one_of(Certainty)
_RELIABILITY = one_of(RELIABILITY)
_CREDIBILITY = {"enum": [*CREDIBILITY, *map(int, CREDIBILITY)]}

VERSION = shape_of(
    "Version",
    "An earlier version of an edited article.",
    until=Key(TEXT, "The date in EDTF from which the article no longer stood like this", required=True),
    text_file=Key(TEXT, "File name of the text of this version"),
    text_sha256=Key(TEXT, "SHA-256 of that file, 64 hexadecimal digits"),
)

SOURCE = shape_of(
    "Source",
    "A document that asserts.",
    id=Key(TEXT, "A short ASCII name, unique in the registry", required=True),
    title=Key(TEXT, "The title as published", required=True),
    publisher=Key(TEXT, "Who published it, as the text names it; leave out what the text does not say"),
    language=Key(TEXT, "Language of the text: ar, en, ru, …"),
    published=Key(TEXT, "Publication date in EDTF: 2022-01-06, 2022-01, 2022-02-24/2022-12-31"),
    published_from=Key(TEXT, "How the publication date is known"),
    origin=Key(TEXT, "Entity: the agency or body that the document relays"),
    url=Key(TEXT, "Where it was published: an address"),
    text_file=Key(TEXT, "File name of the text, which stays outside the registry"),
    text_sha256=Key(TEXT, "SHA-256 of that file, 64 hexadecimal digits"),
    furniture=Key(TEXTS, "Lines of the text that are page furniture, not article: [3, 73-89]"),
    versions=Key(list_of(shaped(VERSION)), "Earlier versions of an edited article, oldest first; the other keys are of the newest"),
    kind=Key(one_of(KINDS_OF_SOURCE), "reference: outside facts, shown apart and never compared; article when left out"),
    citation=Key(TEXT, "Of a reference: where its facts stand, so that anybody can look them up"),
    valid=Key(TEXT, "Of a reference: when its facts hold, in EDTF: 1992-05-15/2012-12-19, 2022/.."),
    reliability=Key(_RELIABILITY, "Your own Admiralty grade of the source: A completely reliable … E unreliable, F cannot be judged"),
)

CLAIM = shape_of(
    "Claim",
    "One assertion of the source.",
    id=Key(TEXT, "A name for the claim, unique in the registry; made from its content when left out"),
    subject=Key(TEXT, "Entity: what the claim is about", required=True),
    property=Key(TEXT, "The property of properties.yaml that the claim gives a value of", required=True),
    value=Key(_TEXT_OR_TEXTS, "The value as understood: ~3600, '>=12', 70..75, [RU, BY, ...], 1992/2002, yes", required=True),
    text=Key(TEXT, "The value as written, a part of the quote; the whole quote when left out"),
    quote=Key(TEXT, "The shortest phrase of the text that carries the value, verbatim", required=True),
    line=Key(TEXT, "The quote's line in the text file, from 1", required=True),
    qualifiers=Key(_BY_NAME, "What narrows the claim: as_of, place, role, population, phase, …"),
    attribution=Key(TEXTS, "Entities: who says that who says, nearest first, first speaker last"),
    certainty=Key(_CERTAINTY, "How firmly the source puts it"),
    note=Key(TEXT, "In your own words: how a date was resolved, what is unclear"),
    superseded=Key(TEXT, "The date in EDTF from which the article no longer says this: kept, and counted in no verdict"),
    replaces=Key(TEXT, "Id of the superseded claim of this source whose place this claim takes: a correction"),
    credibility=Key(_CREDIBILITY, "Your own Admiralty grade of the information: 1 confirmed … 5 improbable, 6 cannot be judged"),
)

CANDIDATE = shape_of(
    "Candidate",
    "A claim proposed by the extractor, which counts only once a person has accepted it; its keys are those of a claim, and two more.",
    subject=Key(TEXT),
    property=Key(TEXT),
    value=Key(_TEXT_OR_TEXTS, required=True),
    text=Key(TEXT),
    quote=Key(TEXT, required=True),
    line=Key(TEXT, required=True),
    qualifiers=Key(_BY_NAME),
    attribution=Key(TEXTS),
    certainty=Key(_CERTAINTY),
    note=Key(TEXT),
    replaces=Key(TEXT),
    type=Key(TEXT, "The reader that read the value: number, date, duration, set", required=True),
    why=Key(TEXT, "How the value and its question were found"),
)

SOURCE_FILE = shape_of(
    "SourceFile",
    "A source, its claims, and what the extractor proposed.",
    source=Key(shaped(SOURCE), required=True),
    claims=Key(list_of(shaped(CLAIM))),
    candidates=Key(list_of(shaped(CANDIDATE)), "Proposed by the extractor; not counted until a person accepts them"),
    rejected=Key(list_of(shaped(CANDIDATE)), "Candidates that a person rejected; not proposed again"),
)

PROPERTY = shape_of(
    "Property",
    "A property: a question that two claims may disagree on.",
    type=Key(one_of(TYPES), "How values are read and compared", required=True),
    unit=Key(TEXT, "What a number counts: person, aircraft, …"),
    time=Key(one_of(Behaviour), "How the value behaves in time; constant when left out"),
    separators=Key(TEXTS, "Qualifiers that make two claims about different things when they differ"),
    tolerance=Key(TEXT, "What 'about' means, in percent: 10%"),
    members=Key(one_of(MEMBERS), "For a set: what its members are; entity when left out"),
    counts=Key(TEXT, "For a number: the set property whose members it counts"),
    part_of=Key(
        _mapping_of({"anyOf": [_BY_NAME, one_of([BY_ENTITY])]}),
        "For a separator: which value is a part of which, or that the entities say it",
    ),
    of=Key(list_of(one_of(KINDS)), "Kinds of entity that it is asked of, so that a text's claims are proposed of no other"),
    words=Key(_WORDS, "Words that texts use around its values: {en: [killed, dead], ar: [قتلى]}"),
    label=Key(_BY_NAME, "The property's name: {en: …, ar: …}"),
    question=Key(_BY_NAME, "The question, with {subject}: {en: …, ar: …}"),
)

PROPERTIES_FILE = shape_of("PropertiesFile", "properties.yaml: the questions, by id.", properties=Key(_mapping_of(shaped(PROPERTY)), required=True))

ENTITY = shape_of(
    "Entity",
    "A person, place, organisation or other thing.",
    kind=Key(one_of(KINDS), "What it is; unnamed is a speaker whom the text does not name", required=True),
    label=Key(_BY_NAME, "Its name: {en: …, ar: …}"),
    spellings=Key(TEXTS, "Every other way in which texts write it"),
    words=Key(_WORDS, "Words that point at it without naming it: {en: [protests, riots], ar: [احتجاجات]}"),
    part_of=Key(TEXT, "Entity that it is a part of"),
    reliability=Key(_RELIABILITY, "Your own Admiralty grade of a body or person who is heard: A completely reliable … F cannot be judged"),
)

ENTITIES_FILE = shape_of(
    "EntitiesFile", "entities.yaml: the things that claims speak of, by id.", entities=Key(_mapping_of(shaped(ENTITY)), required=True)
)
