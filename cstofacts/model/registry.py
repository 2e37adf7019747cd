"""A registry as read: questions, entities, sources and claims, with everything that could not be read."""

from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct, field

from cstofacts.language import ENGLISH, spoken
from cstofacts.model.candidate import Candidate
from cstofacts.model.claim import Claim, Source
from cstofacts.model.problem import Location, Problem
from cstofacts.model.severity import Severities
from cstofacts.values.base import DEFAULT_TOLERANCE, EntityRef

if TYPE_CHECKING:  # few registries have decisions, or comments that ignore something
    from cstofacts.model.decision import Decision
    from cstofacts.model.ignore import Ignore, Ignored


class Behaviour(StrEnum):
    """How a property behaves in time."""

    CONSTANT = "constant"
    GROWS = "grows"
    VARIES = "varies"


class Property(Struct, frozen=True, array_like=True):
    """One property: what it asks, how its values are read, and what makes two claims comparable.

    `part_of` says for a separator which of its values is a part of which other; for those in `by_entity` the entities say it. `counts` names the
    set property whose members this number counts. `words` are, by language, the words that texts use around its values, and
    `of` the kinds of entity that it is asked of; both only help to propose what a text may say.
    """

    id: str
    type: str
    location: Location
    behaviour: Behaviour = Behaviour.CONSTANT
    separators: tuple[str, ...] = ()
    unit: str = ""
    tolerance: Decimal = DEFAULT_TOLERANCE
    members: str = "entity"
    counts: str = ""
    part_of: dict[str, dict[str, str]] = field(default_factory=dict)
    by_entity: frozenset[str] = frozenset()
    label: dict[str, str] = field(default_factory=dict)
    question: dict[str, str] = field(default_factory=dict)
    words: dict[str, tuple[str, ...]] = field(default_factory=dict)
    of: tuple[str, ...] = ()

    def asked(self, subject: str, language: str) -> str:
        """The property's question about a subject, in one language; empty when nobody has written it."""
        return self.question.get(language, "").replace("{subject}", subject)


class Entity(Struct, frozen=True, array_like=True):
    """A person, place, organisation or other thing: its id, its labels by language, and every spelling.

    `words` are, by language, those that point at it without naming it; they only help to propose what a text may speak of. `reliability` is the grade
    (A to F) that the registry gives it, if any.
    """

    ref: EntityRef
    label: dict[str, str]
    spellings: tuple[str, ...]
    location: Location
    words: dict[str, tuple[str, ...]] = field(default_factory=dict)
    reliability: str = ""

    def name(self, language: str) -> str:
        """The label in one language, or else in English, or else the id."""
        return self.label.get(language) or self.label.get("en") or self.ref.id


class Registry(Struct, frozen=True):
    """Everything that was read, in the order of the files, and every problem, sorted by place.

    `unread` counts the claims that stand in the files but could not be read; the problems say why. `claims` are those that count. Beside them stand
    the `superseded` ones, which their articles no longer make, the `candidates` that wait for a person, and those that a person `rejected`.
    `references` are the claims of outside facts: they are shown beside the others, and never compared with them. `decisions` stand in the order of
    their moments. `severities` are those that were chosen, `tolerance` is that of every property which names none. `ignores` are the comments that
    ignore something, and `ignored` the problems that they do.
    """

    properties: dict[str, Property]
    entities: dict[str, Entity]
    sources: dict[str, Source]
    claims: list[Claim]
    problems: list[Problem]
    unread: int = 0
    superseded: list[Claim] = field(default_factory=list)
    candidates: list[Candidate] = field(default_factory=list)
    rejected: list[Candidate] = field(default_factory=list)
    references: list[Claim] = field(default_factory=list)
    decisions: "list[Decision]" = field(default_factory=list)
    severities: Severities = field(default_factory=dict)
    tolerance: Decimal = DEFAULT_TOLERANCE
    ignores: "list[Ignore]" = field(default_factory=list)
    ignored: "list[Ignored]" = field(default_factory=list)

    @property
    def recorded(self) -> list[Claim]:
        """The claims that are compared, and after them those of references."""
        return [*self.claims, *self.references] if self.references else self.claims

    @property
    def spellings(self) -> dict[str, str]:
        """Every label and spelling of the entities, each with the entity's id."""
        return {spelling: id for id, entity in self.entities.items() for spelling in (*entity.label.values(), *entity.spellings)}

    def asked(self, subject: str, property: str) -> str:
        """A question in the language that is spoken, else in English, else by its id."""
        known = self.properties.get(property)
        written = (known.asked(self.name(subject, language), language) for language in (spoken(), ENGLISH)) if known else ()
        return next(filter(None, written), f"{subject}/{property}")

    def name(self, entity: str, language: str = "") -> str:
        """The label of an entity in a language, else in the one that is spoken; or the id itself when it has none."""
        known = self.entities.get(entity)
        return known.name(language or spoken()) if known else entity
