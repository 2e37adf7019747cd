"""scope: what narrows a value in its sentence, as the qualifiers of a claim: the time, the place, who is meant, whether it is planned or done.

Only what the sentence itself says is taken, and only where nothing else in it could be meant: with two dates beside a figure, neither is its time.
"""

from collections.abc import Sequence

from cstofacts.extract.base import Found
from cstofacts.extract.setting import Setting, seen
from cstofacts.extract.stems import ENTITY
from cstofacts.extract.subjects import named
from cstofacts.extract.vocabulary import Vocabulary
from cstofacts.model.claim import Certainty
from cstofacts.model.registry import Behaviour, Property

_PLACE, _PHASE = "place", "phase"

# What is done is a plain fact; said of a property whose other claims do not say so, it would set the two apart.
_DONE = "done"
_CLAUSE_ENDS = ",،؛;:\n"


def qualifiers(found: Found, asked: str, setting: Setting, beside: Sequence[Found], vocabulary: Vocabulary) -> dict[str, str]:
    """The qualifiers of a value for a property that it may answer; `beside` are the dates and the words on speech of its sentence."""
    property = vocabulary.registry.properties[asked]
    read = {name: value for name in property.separators if name != _PHASE and (value := _separator(name, property, setting, vocabulary))}
    if property.behaviour is not Behaviour.CONSTANT and (as_of := _as_of(found, beside)):
        read["as_of"] = as_of
    phase = _only(_in_clause(found, beside, "phase", setting.text))
    if phase and (phase != _DONE or _PHASE in vocabulary.scopes.get(property.id, {})):
        read[_PHASE] = phase
    return read


def certainty(found: Found, beside: Sequence[Found], text: str) -> Certainty:
    """How firmly the clause of a value puts it."""
    said = _only(_in_clause(found, beside, "certainty", text))
    return Certainty(said) if said else Certainty.CERTAIN


def denial(found: Found, beside: Sequence[Found], text: str) -> str:
    """The words by which the clause of a value denies something, or the empty text."""
    return next((text[one.start : one.end] for one in _in_clause(found, beside, "polarity", text)), "")


def _as_of(found: Found, beside: Sequence[Found]) -> str:
    """The one date of the sentence, when it is one day, month or year and not the value itself."""
    dates = {str(one.written) for one in beside if one.type == "date" and (one.start, one.end) != (found.start, found.end)}
    only = dates.pop() if len(dates) == 1 else ""
    return "" if "/" in only else only


def _in_clause(found: Found, beside: Sequence[Found], type: str, text: str) -> list[Found]:
    """What stands in the clause of a value: no comma lies between."""
    return [one for one in beside if one.type == type and not any(sign in text[slice(*_between(found, one))] for sign in _CLAUSE_ENDS)]


def _between(one: Found, other: Found) -> tuple[int, int]:
    return (one.end, other.start) if one.end <= other.start else (other.end, one.start)


def _only(said: Sequence[Found]) -> str:
    """What they all say, or the empty text when they differ."""
    words = {str(one.written) for one in said}
    return words.pop() if len(words) == 1 else ""


def _separator(name: str, property: Property, setting: Setting, vocabulary: Vocabulary) -> str:
    """The value of a separator that the sentence names: one that the property has had, or for a place the innermost that is named."""
    here = seen((token for token in setting.tokens if not token.adjective), vocabulary)
    known = vocabulary.scopes.get(property.id, {}).get(name, set())
    certainties = {id: certainty for id in sorted(known) if (certainty := named(id, here, vocabulary)[0])}
    if name == _PLACE:
        certainties |= {id: 1.0 for stem in here if stem.startswith(ENTITY) and _is_place(id := stem.removeprefix(ENTITY), vocabulary)}
        certainties = {id: one for id, one in certainties.items() if not any(id in _within(other, vocabulary) for other in certainties)}
    best = [id for id, certainty in certainties.items() if certainty == max(certainties.values())]
    return best[0] if len(best) == 1 else ""


def _is_place(id: str, vocabulary: Vocabulary) -> bool:
    entity = vocabulary.registry.entities.get(id)
    return entity is not None and entity.ref.kind == _PLACE


def _within(id: str, vocabulary: Vocabulary) -> frozenset[str]:
    entity = vocabulary.registry.entities.get(id)
    return entity.ref.within if entity else frozenset()
