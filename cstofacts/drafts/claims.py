"""A value of a draft as a claim, so that it can be compared like any other."""

from decimal import Decimal

from msgspec.structs import replace

from cstofacts.extract.countries import NONE, Country, countries
from cstofacts.model.claim import Claim
from cstofacts.model.extraction import Asked, Proposal
from cstofacts.model.problem import Location
from cstofacts.model.registry import Entity, Registry
from cstofacts.values import TYPES
from cstofacts.values import date as dates
from cstofacts.values.base import EntityRef, Fault, Reading, Written

DRAFT = "the draft"
"""The source of a draft's claims; no id of a registry has a space."""


def with_countries(registry: Registry) -> Registry:
    """The registry with every country that it has no entity for: a draft may name a member that no source does."""
    known = registry.entities
    others = {
        country.code: Entity(EntityRef(country.code, "place"), {"ar": country.names[0], "en": _in_latin(country)}, (), Location(DRAFT))
        for country in countries()
        if country.code not in known and country.code != NONE
    }
    return replace(registry, entities=known | others)


def _in_latin(country: Country) -> str:
    return next((name for name in country.names if name.isascii()), country.code)


def claim_of(proposal: Proposal, written: Written, asked: Asked, reading: Reading) -> Claim | Fault:
    """The claim that a draft makes on a question by a written value, or why that cannot be read."""
    candidate = proposal.candidate
    value = TYPES[candidate.type].parse(written, reading)
    if isinstance(value, Fault):
        return value
    as_of = dates.parse(asked.qualifiers["as_of"]) if "as_of" in asked.qualifiers else None
    return Claim(
        DRAFT,
        DRAFT,
        asked.subject,
        asked.property,
        candidate.text or candidate.quote,
        value,
        candidate.quote,
        candidate.line,
        DRAFT,
        Location(DRAFT, candidate.line),
        asked.qualifiers,
        None if isinstance(as_of, Fault) else as_of,
        (),
        candidate.certainty,
    )


PLAIN = Reading(lambda spelling: EntityRef(spelling, "thing"), Decimal(0))
"""A reading that only shows a value; it knows no names and widens nothing."""
