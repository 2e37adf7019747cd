"""The keys of the registry's files, written once: the readers check against them and the JSON Schema is made from them."""

from typing import Annotated, Literal, NotRequired, TypedDict

Scalar = str | int | float | bool
"""What a YAML editor may take a plain scalar for; the registry reads each as text."""

Kind = Literal["person", "place", "organisation", "event", "document", "office", "role", "population", "thing", "unnamed"]
"""What an entity is."""

ByLanguage = dict[str, Scalar]


class SourceShape(TypedDict):
    """A document that asserts."""

    id: Annotated[Scalar, "A short ASCII name, unique in the registry"]
    title: Annotated[Scalar, "The title as published"]
    publisher: NotRequired[Annotated[Scalar, "Who published it, as the text names it; leave out what the text does not say"]]
    language: NotRequired[Annotated[Scalar, "Language of the text: ar, en, ru, …"]]
    published: NotRequired[Annotated[Scalar, "Publication date in EDTF: 2022-01-06, 2022-01, 2022-02-24/2022-12-31"]]
    published_from: NotRequired[Annotated[Scalar, "How the publication date is known"]]
    origin: NotRequired[Annotated[Scalar, "Entity: the agency or body that the document relays"]]
    url: NotRequired[Annotated[Scalar, "Where it was published: an address"]]
    text_file: NotRequired[Annotated[Scalar, "File name of the text, which stays outside the registry"]]
    text_sha256: NotRequired[Annotated[Scalar, "SHA-256 of that file, 64 hexadecimal digits"]]
    furniture: NotRequired[Annotated[list[Scalar], "Lines of the text that are page furniture, not article: [3, 73-89]"]]
    kind: NotRequired[Annotated[Literal["article", "reference"], "reference: outside facts, shown apart and never compared; article when left out"]]
    citation: NotRequired[Annotated[Scalar, "Of a reference: where its facts stand, so that anybody can look them up"]]
    valid: NotRequired[Annotated[Scalar, "Of a reference: when its facts hold, in EDTF: 1992-05-15/2012-12-19, 2022/.."]]


class ClaimShape(TypedDict):
    """One assertion of the source."""

    id: NotRequired[Annotated[Scalar, "A name for the claim, unique in the registry; made from its content when left out"]]
    subject: Annotated[Scalar, "Entity: what the claim is about"]
    property: Annotated[Scalar, "The property of properties.yaml that the claim gives a value of"]
    value: Annotated[Scalar | list[Scalar], "The value as understood: ~3600, '>=12', 70..75, [RU, BY, ...], 1992/2002, yes"]
    text: NotRequired[Annotated[Scalar, "The value as written, a part of the quote; the whole quote when left out"]]
    quote: Annotated[Scalar, "The shortest phrase of the text that carries the value, verbatim"]
    line: Annotated[Scalar, "The quote's line in the text file, from 1"]
    qualifiers: NotRequired[Annotated[dict[str, Scalar], "What narrows the claim: as_of, place, role, population, phase, …"]]
    attribution: NotRequired[Annotated[list[Scalar], "Entities: who says that who says, nearest first, first speaker last"]]
    certainty: NotRequired[Annotated[Literal["certain", "probable", "possible", "alleged", "conditional"], "How firmly the source puts it"]]
    note: NotRequired[Annotated[Scalar, "In your own words: how a date was resolved, what is unclear"]]


class SourceFileShape(TypedDict):
    """A source and its claims."""

    source: SourceShape
    claims: NotRequired[list[ClaimShape]]


class PropertyShape(TypedDict):
    """A property: a question that two claims may disagree on."""

    type: Annotated[Literal["boolean", "date", "duration", "entity", "number", "set", "text"], "How values are read and compared"]
    unit: NotRequired[Annotated[Scalar, "What a number counts: person, aircraft, …"]]
    time: NotRequired[Annotated[Literal["constant", "grows", "varies"], "How the value behaves in time; constant when left out"]]
    separators: NotRequired[Annotated[list[Scalar], "Qualifiers that make two claims about different things when they differ"]]
    tolerance: NotRequired[Annotated[Scalar, "What 'about' means, in percent: 10%"]]
    members: NotRequired[Annotated[Literal["entity", "text"], "For a set: what its members are; entity when left out"]]
    counts: NotRequired[Annotated[Scalar, "For a number: the set property whose members it counts"]]
    part_of: NotRequired[
        Annotated[dict[str, dict[str, Scalar] | Literal["entities"]], "For a separator: which value is a part of which, or that the entities say it"]
    ]
    label: NotRequired[Annotated[ByLanguage, "The property's name: {en: …, ar: …}"]]
    question: NotRequired[Annotated[ByLanguage, "The question, with {subject}: {en: …, ar: …}"]]


class PropertiesFileShape(TypedDict):
    """properties.yaml: the questions, by id."""

    properties: dict[str, PropertyShape]


class EntityShape(TypedDict):
    """A person, place, organisation or other thing."""

    kind: Annotated[
        Kind,
        "What it is; unnamed is a speaker whom the text does not name",
    ]
    label: NotRequired[Annotated[ByLanguage, "Its name: {en: …, ar: …}"]]
    spellings: NotRequired[Annotated[list[Scalar], "Every other way in which texts write it"]]
    part_of: NotRequired[Annotated[Scalar, "Entity that it is a part of"]]


class EntitiesFileShape(TypedDict):
    """entities.yaml: the things that claims speak of, by id."""

    entities: dict[str, EntityShape]


class JudgedShape(TypedDict):
    """A claim as it was when it was judged."""

    id: Annotated[Scalar, "Its id then"]
    source: Annotated[Scalar, "Its source"]
    value: Annotated[Scalar, "Its value then"]
    quote: Annotated[Scalar, "Its quote then"]
    content: Annotated[Scalar, "Digest of all that it said: 16 hexadecimal digits"]
    accepted: NotRequired[Annotated[Scalar, "yes when the person goes by it; no when left out"]]


class DecisionShape(TypedDict):
    """What a person decided about a question; never edited, only followed by another."""

    question: Annotated[Scalar, "The question: subject/property"]
    ruling: Annotated[Literal["explained", "confirmed", "unresolvable", "dismissed", "deferred", "reopened"], "What was decided"]
    by: Annotated[Scalar, "Who decided"]
    decided: Annotated[Scalar, "When, in UTC: 2022-01-08T14:05:09Z"]
    because: Annotated[Scalar, "Why"]
    claims: Annotated[list[JudgedShape], "All claims of the question, as they were then"]
    follows: NotRequired[Annotated[list[Scalar], "The ids of the decisions that this one takes the place of"]]


class DecisionsFileShape(TypedDict):
    """Decisions: one in each file of the folder decisions, or several in decisions.yaml."""

    decisions: list[DecisionShape]


SHAPES = {"decisions": DecisionsFileShape, "entities": EntitiesFileShape, "properties": PropertiesFileShape, "source": SourceFileShape}
