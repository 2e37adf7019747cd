"""What is worked out of a row, in parts: each part looks at a few cells only, and is worked out once for all rows in which those are alike.

An engine asks each facet for its distinct cells, has `read` work out the columns, and puts them back by a join. That is all it need know of the
meaning.
"""

import re
from collections.abc import Callable
from functools import partial

from msgspec import Struct

from cstofacts.model.claim import Certainty
from cstofacts.model.registry import Behaviour, Property
from cstofacts.reconcile.positions import HEDGED, separators_of
from cstofacts.registry.claims import PHASES
from cstofacts.registry.fields import LINES
from cstofacts.spelling import fold, nearest
from cstofacts.tables.aside import told
from cstofacts.tables.canonical import Scope, circumstances_text, digest, json_text, members_written, value_text
from cstofacts.tables.columns import RESERVED
from cstofacts.tables.lists import is_list, list_text, read_list
from cstofacts.tables.order import bounds_of, kind_of
from cstofacts.tables.vocabulary import Names, Vocabulary
from cstofacts.values import TYPES, Value
from cstofacts.values import date as dates
from cstofacts.values.base import Fault, Reading
from cstofacts.values.set import SetValue

Cells = tuple[str, ...]


class Facet(Struct, frozen=True):
    """One part of a row: the cells that it looks at, the columns that it gives, and how; a fault says why a row cannot be read."""

    name: str
    given: tuple[str, ...]
    made: tuple[str, ...]
    read: Callable[[Cells], Cells | Fault]


def facets_of(vocabulary: Vocabulary, columns: tuple[str, ...], names: Names) -> list[Facet]:
    """The facets of a table that has these columns, in the order in which the faults of a row are named."""
    circumstances = _Circumstances(vocabulary, narrowing_of(vocabulary, columns), names)
    voices = tuple(name for name in ("source", "attribution", "origin") if name in columns)
    facets = [
        Facet("subject", ("subject",), ("subject", "subject_digest", "second_digest"), lambda cells: _subject(cells[0], names)),
        Facet("value", ("property", "value"), _OF_VALUE, _Values(vocabulary, names).read),
        Facet("voice", voices, ("source", "origin", "attribution"), lambda cells: _voice(dict(zip(voices, cells, strict=True)), names)),
        Facet(
            "circumstances", ("property", *circumstances.given(columns)), ("qualifiers", "circumstances", "circumstances_digest"), circumstances.read
        ),
    ]
    facets += [Facet("certainty", ("certainty",), ("certainty", "hedged"), _certainty)] if "certainty" in columns else []
    facets += [Facet("line", ("line",), ("line",), _line)] if "line" in columns else []
    return facets + [Facet(f"of_{name}", (name,), (), partial(_told, name)) for name in ("superseded", "about") if name in columns]


def narrowing_of(vocabulary: Vocabulary, columns: tuple[str, ...]) -> tuple[str, ...]:
    """The columns of their own that narrow claims; a separator that is called like a column can only be stated in `qualifiers`."""
    return tuple(name for name in columns if name in narrowing_names(vocabulary))


def narrowing_names(vocabulary: Vocabulary) -> set[str]:
    """What a column of its own may narrow claims by."""
    separators = {name for property in vocabulary.properties.values() for name in separators_of(property)}
    return {name for name in separators if fold(name) not in RESERVED} | {"as_of", "phase"}


def _subject(cell: str, names: Names) -> Cells | Fault:
    found = names.free(cell) if cell.strip() else Fault("missing-key", "a row needs a subject")
    return found if isinstance(found, Fault) else (found, digest(f"subject {found}"), digest(f"again {found}"))


_OF_VALUE = ("question", "value", "held", "kind", "low", "high", "question_digest", "held_digest")


class _Values:
    """Reads values as the type of their property says."""

    def __init__(self, vocabulary: Vocabulary, names: Names) -> None:
        self.properties = vocabulary.properties
        self.readings = {p.id: Reading(names.strict, p.tolerance, p.members) for p in self.properties.values()}
        self.unknown: dict[str, Fault] = {}

    def read(self, cells: Cells) -> Cells | Fault:
        """The question, the value in its canonical form, the first part of the position, and what tells how the value lies to others."""
        name, cell = cells
        property = self.properties.get(name)
        if property is None:
            return self._unknown(name)
        written = read_list(cell) if property.type == "set" and is_list(cell) else cell
        value = written if isinstance(written, Fault) else TYPES[property.type].parse(written, self.readings[name])
        if isinstance(value, Fault):
            return Fault("missing-key", "a row needs a value") if not cell.strip() else value
        counted = property.counts if property.counts in self.properties else name
        held = value_text(property.type, value)
        shape = kind_of(property.type, value), *bounds_of(value)
        return counted, cell_of(value), held, *shape, digest(f"question {counted}"), digest(held)

    def _unknown(self, name: str) -> Fault:
        if name not in self.unknown:
            meant = nearest(name, list(self.properties))
            advice = f"did you mean {meant!r}?" if meant else "add it to properties.yaml"
            self.unknown[name] = Fault("unknown-property", f"{name[:60]!r} is not in properties.yaml: {advice}") if name.strip() else _NO_PROPERTY
        return self.unknown[name]


_NO_PROPERTY = Fault("missing-key", "a row needs a property")


def cell_of(value: Value) -> str:
    """A value in one cell, in a form that reads back."""
    return list_text(members_written(value)) if isinstance(value, SetValue) else str(value)


def _voice(cells: dict[str, str], names: Names) -> Cells | Fault:
    """Who says so: the source, the origin, and the chain from the body that the source relays to the first speaker."""
    source = cells["source"].strip()
    if not source:
        return Fault("missing-key", "a row needs a source")
    attribution = cells.get("attribution", "").strip()
    speakers = (read_list(attribution) if is_list(attribution) else (attribution,)) if attribution else ()
    if isinstance(speakers, Fault):
        return speakers
    relayed = cells.get("origin", "").strip()
    chain = []
    for name in (*([relayed] if relayed else []), *speakers):
        found = names.free(name)
        if isinstance(found, Fault):
            return found
        chain.append(found)
    if relayed and len(chain) > 1 and chain[0] == chain[1]:
        del chain[0]
    return source, chain[-1] if chain else source, json_text(chain)


class _Circumstances:
    """Reads the qualifiers of a row, from the column of that name and from those that are called as a qualifier."""

    def __init__(self, vocabulary: Vocabulary, narrowing: tuple[str, ...], names: Names) -> None:
        self.properties, self.narrowing, self.names = vocabulary.properties, narrowing, names

    def given(self, columns: tuple[str, ...]) -> tuple[str, ...]:
        """The columns that narrow a claim."""
        return (*(["qualifiers"] if "qualifiers" in columns else []), *self.narrowing)

    def read(self, cells: Cells) -> Cells | Fault:
        """The qualifiers as a JSON object, and the second part of the position."""
        property = self.properties.get(cells[0])
        if property is None:
            return "", "", "0"  # the value has said so already
        own = cells[1:]
        packed = own[0] if len(own) > len(self.narrowing) else ""
        stated = unpacked(packed) if packed.strip() else {}
        if isinstance(stated, Fault):
            return stated
        beside = {
            name: cell for name, cell in zip(self.narrowing, own[-len(self.narrowing) :] if self.narrowing else (), strict=True) if cell.strip()
        }
        for name in sorted(stated.keys() & beside.keys()):
            if self._differ(name, stated[name], beside[name]):
                both = f"{stated[name][:40]!r} in 'qualifiers' and {beside[name][:40]!r} in the column of that name"
                return Fault("wrong-shape", f"{name[:40]!r} is stated twice, as {both}: keep one")
        return self._canonical(property, stated | beside)

    def _differ(self, name: str, stated: str, beside: str) -> bool:
        if stated.strip() == beside.strip():
            return False
        one, other = self._qualifier(name, stated), self._qualifier(name, beside)
        return isinstance(one, Fault) or isinstance(other, Fault) or one != other

    def _canonical(self, property: Property, stated: dict[str, str]) -> Cells | Fault:
        question = self.properties.get(property.counts, property)
        separators = separators_of(question)
        found: dict[str, str] = {}
        for name, cell in sorted(stated.items()):
            if name != "as_of" and name not in separators:
                return Fault("unknown-qualifier", f"{name[:40]!r} separates no claims of {property.id[:40]!r}, which has {', '.join(separators)}")
            read = self._qualifier(name, cell)
            if isinstance(read, Fault):
                return read
            found[name] = read
        scope: Scope = tuple((name, found[name]) for name in separators if name in found)
        as_of = None if question.behaviour is Behaviour.CONSTANT or "as_of" not in found else dates.parse(found["as_of"])
        circumstances = circumstances_text(scope, None if isinstance(as_of, Fault) else as_of)
        return json_text(found), circumstances, digest(circumstances)

    def _qualifier(self, name: str, cell: str) -> str | Fault:
        if name == "as_of":
            date = dates.parse(cell)
            return date if isinstance(date, Fault) else str(date)
        if name == "phase":
            return (
                cell.strip() if cell.strip() in PHASES else Fault("unknown-word", f"{cell[:40]!r} is not a phase: write one of {', '.join(PHASES)}")
            )
        found = self.names.strict(cell)
        return found if isinstance(found, Fault) else found.id


def unpacked(cell: str) -> dict[str, str] | Fault:
    """The qualifiers of a JSON object: texts, and numbers as they are written; null and a blank are nothing."""
    import msgspec

    try:
        written = msgspec.json.decode(cell, type=dict[str, msgspec.Raw])
        found = {name: _stated(bytes(raw).strip()) for name, raw in written.items()}
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return Fault("wrong-shape", f"{cell[:40]!r} are no qualifiers: write a JSON object of texts")
    return {name: value for name, value in found.items() if value.strip()}


def _stated(written: bytes) -> str:
    import msgspec

    if written[:1] == b'"':
        return msgspec.json.decode(written, type=str)
    if written != b"null":
        msgspec.json.decode(written, type=float)
    return "" if written == b"null" else written.decode()


def _certainty(cells: Cells) -> Cells | Fault:
    word = cells[0].strip() or Certainty.CERTAIN
    if word not in tuple(Certainty):
        return Fault("unknown-word", f"{word[:40]!r} is not a word for 'certainty': write one of {', '.join(Certainty)}")
    return str(word), "true" if Certainty(word) in HEDGED else "false"


def _told(column: str, cells: Cells) -> Cells | Fault:
    found = told(column, cells[0])
    return found if isinstance(found, Fault) else ()


def _line(cells: Cells) -> Cells | Fault:
    written = cells[0].strip()
    written = written[: written.index(".")] if _WHOLE.fullmatch(written) else written
    match = LINES.fullmatch(written)
    if written and (match is None or match[2]):
        return Fault("unreadable-value", "the line is one whole number, counted from 1")
    return (str(int(written)) if written else "",)


_WHOLE = re.compile(r"\d+\.0(0|0{3,})?")
"""A whole number as a column of numbers with a fraction gives it; `1.000` may be one thousand."""
