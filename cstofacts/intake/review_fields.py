"""The fields of a candidate that a person may change, as they are shown and typed.

A list is typed as it is read, `RU, BY` or `[RU, BY, ...]`, and qualifiers as `as_of: 2022-01-06, phase: planned`. Nothing keeps a field as it is, and
a dash empties it.
"""

from collections.abc import Callable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from cstofacts.evidence.document import Document
from cstofacts.intake.review_claims import as_in_text
from cstofacts.model.candidate import Candidate
from cstofacts.model.claim import Certainty
from cstofacts.model.extraction import Asked
from cstofacts.model.registry import Registry
from cstofacts.model.review import Refused
from cstofacts.registry.entities import EntityTable
from cstofacts.spelling import ascii_digits, fold, nearest
from cstofacts.values.base import EntityRef, Fault

NOTHING = "-"


class Desk(Struct, frozen=True):
    """What answers are checked against: the registry, the text or why there is none, and the questions to choose from by number."""

    registry: Registry
    document: Document | Fault
    questions: Sequence[Asked]


def typed(name: str, candidate: Candidate) -> str:
    """A field as a person would type it."""
    match getattr(candidate, name):
        case tuple() as items:
            return ", ".join(map(str, items))
        case dict() as entries:
            return ", ".join(f"{key}: {value}" for key, value in entries.items())
        case value:
            return str(value)


def changed(name: str, candidate: Candidate, answer: str, desk: Desk) -> Candidate | Refused:
    """The candidate with an answer in a field, or why that makes no sense."""
    answer = answer.strip()
    if not answer:
        return candidate
    return FIELDS[name](candidate, "" if answer == NOTHING else answer, desk)


def _value(candidate: Candidate, answer: str, desk: Desk) -> Candidate | Refused:
    property = desk.registry.properties.get(candidate.property)
    if not answer:
        return Refused("a candidate has a value: press r afterwards to reject it")
    is_list = answer.startswith("[") or isinstance(candidate.value, tuple) or (property is not None and property.type == "set")
    return replace(candidate, value=_items(answer) if is_list else answer)


def _subject(candidate: Candidate, answer: str, desk: Desk) -> Candidate | Refused:
    number = ascii_digits(answer)
    if not number.isdecimal():
        found = _entity(answer, desk)
        return found if isinstance(found, Refused) else replace(candidate, subject=found)
    if not 1 <= int(number) <= len(desk.questions):
        return Refused("no question has this number: type one of those above, or the id of a subject")
    asked = desk.questions[int(number) - 1]
    return replace(candidate, subject=asked.subject, property=asked.property, qualifiers=asked.qualifiers or candidate.qualifiers)


def _property(candidate: Candidate, answer: str, desk: Desk) -> Candidate | Refused:
    properties = desk.registry.properties
    by_label = {label: id for id, property in properties.items() for label in property.label.values()}
    by_fold = {fold(name): id for name, id in (by_label | {id: id for id in properties}).items()}
    if not answer or fold(answer) in by_fold:
        return replace(candidate, property=by_fold[fold(answer)] if answer else "")
    meant = nearest(answer, [*properties, *by_label])
    advice = f"did you mean {by_label.get(meant, meant)!r}?" if meant else "add it there, with its type and question"
    return Refused(f"{answer[:60]!r} is not in properties.yaml: {advice}")


def _quote(candidate: Candidate, answer: str, desk: Desk) -> Candidate | Refused:
    if not answer:
        return Refused("a candidate has a quote, the phrase of the text that carries its value")
    return as_in_text(replace(candidate, quote=answer), desk.document, desk.registry)


def _line(candidate: Candidate, answer: str, _desk: Desk) -> Candidate | Refused:
    number = ascii_digits(answer)
    if not number.isdecimal() or not 0 < int(number) < _MOST_LINES:
        return Refused("a line is one whole number, counted from 1")
    return replace(candidate, line=int(number))


# As many as a registry file can name.
_MOST_LINES = 10**9


def _qualifiers(candidate: Candidate, answer: str, _desk: Desk) -> Candidate | Refused:
    parts = [part.partition(":") for part in _items(answer)]
    if not all(colon and name.strip() and value.strip() for name, colon, value in parts):
        return Refused("qualifiers are typed as `as_of: 2022-01-06, phase: planned`")
    return replace(candidate, qualifiers={name.strip(): value.strip() for name, _, value in parts})


def _attribution(candidate: Candidate, answer: str, desk: Desk) -> Candidate | Refused:
    found = [_entity(name, desk) for name in _items(answer)]
    refused = next((one for one in found if isinstance(one, Refused)), None)
    return refused or replace(candidate, attribution=tuple(one for one in found if isinstance(one, str)))


def _certainty(candidate: Candidate, answer: str, _desk: Desk) -> Candidate | Refused:
    word = answer.lower() or Certainty.CERTAIN
    if word in tuple(Certainty):
        return replace(candidate, certainty=Certainty(word))
    meant = nearest(word, list(Certainty))
    return Refused(f"did you mean {str(meant)!r}?" if meant else f"type one of {', '.join(Certainty)}")


def _note(candidate: Candidate, answer: str, _desk: Desk) -> Candidate | Refused:
    return replace(candidate, note=answer)


def _entity(name: str, desk: Desk) -> str | Refused:
    """The id of the entity that a person names by its id or one of its spellings."""
    found = EntityTable(desk.registry.entities).resolve(name) if name else ""
    if isinstance(found, Fault):
        return Refused(found.message)
    return found.id if isinstance(found, EntityRef) else found


def _items(answer: str) -> tuple[str, ...]:
    inside = answer.removeprefix("[").removesuffix("]").replace("،", ",")
    return tuple(item.strip() for item in inside.split(",") if item.strip())


FIELDS: dict[str, Callable[[Candidate, str, Desk], Candidate | Refused]] = {
    "value": _value,
    "subject": _subject,
    "property": _property,
    "quote": _quote,
    "line": _line,
    "qualifiers": _qualifiers,
    "attribution": _attribution,
    "certainty": _certainty,
    "note": _note,
}
"""The fields in the order in which they are asked, each with what reads an answer."""
