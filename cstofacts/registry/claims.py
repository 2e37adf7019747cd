"""Read one source file: the source's metadata, then its claims."""

import re
from collections.abc import Callable

from msgspec import Struct, field

from cstofacts.model.candidate import Candidate
from cstofacts.model.claim import Certainty, Claim, Source, Version
from cstofacts.model.registry import Property
from cstofacts.registry.entities import EntityTable, entity_of
from cstofacts.registry.fields import LINES, Fields, choice_of, fields_of, grade_of, is_broken, line_of, mapping_of, text_of, texts_of, written_of
from cstofacts.registry.nodes import Node, Page
from cstofacts.registry.properties import QUALIFIERS
from cstofacts.registry.shapes import CLAIM, CREDIBILITY, KINDS_OF_SOURCE, RELIABILITY, SOURCE, SOURCE_FILE, VERSION
from cstofacts.spelling import nearest
from cstofacts.values import TYPES, Value
from cstofacts.values import date as dates
from cstofacts.values.base import Fault, Reading

PHASES = ("planned", "done", "standing")

_CERTAINTIES = tuple(Certainty)

_READ_APART = ("citation", "furniture", "kind", "published", "reliability", "text_sha256", "valid", "versions")
_SHA256 = re.compile(r"[0-9a-f]{64}")


class Vocabulary(Struct, frozen=True):
    """What a claim may speak of: properties and entities, with a ready reading and the allowed qualifiers of each property.

    `faulty` are the ids of properties that stand there unread; `unknown` remembers what was advised for a name that nothing has.
    """

    properties: dict[str, Property]
    entities: EntityTable
    readings: dict[str, Reading]
    qualifiers: dict[str, tuple[str, ...]]
    faulty: frozenset[str]
    unknown: dict[str, str]


def vocabulary_of(properties: dict[str, Property], faulty: frozenset[str], entities: EntityTable) -> Vocabulary:
    """The vocabulary of a registry's properties and entities."""
    readings = {p.id: Reading(entities.resolve, p.tolerance, p.members) for p in properties.values()}
    qualifiers = {p.id: tuple(dict.fromkeys((*QUALIFIERS, *p.separators))) for p in properties.values()}
    return Vocabulary(properties, entities, readings, qualifiers, faulty, {})


class SourceFile(Struct, array_like=True):
    """What one source file gave: its source, its claims (also those superseded), how many more could not be read, and what was proposed."""

    source: Source | None = None
    claims: list[Claim] = field(default_factory=list)
    unread: int = 0
    candidates: list[Candidate] = field(default_factory=list)
    rejected: list[Candidate] = field(default_factory=list)


def read_source_file(page: Page, root: Node | None, vocabulary: Vocabulary) -> SourceFile:
    """The source and the claims of one file; what does not fit is reported on the page."""
    found = SourceFile()
    top = fields_of(page, root, SOURCE_FILE, "a source file")
    items = _claim_nodes(page, root)
    found.source = _read_source(page, top["source"], vocabulary.entities) if top else None
    for node in items:
        claim = _read_claim(page, node, found.source, vocabulary) if found.source else None
        if claim:
            found.claims.append(claim)
        else:
            found.unread += 1
    if found.source and top:
        found.candidates = _candidates(page, top.get("candidates"), found.source)
        found.rejected = _candidates(page, top.get("rejected"), found.source)
    return found


def _claim_nodes(page: Page, root: Node | None) -> list[Node]:
    node = root.value.get("claims") if root and isinstance(root.value, dict) else None
    if node is None or node.value == "":
        return []
    if not isinstance(node.value, list):
        page.report_node("wrong-shape", "'claims' is a list: each claim begins with a dash", node)
        return []
    return node.value


def _candidates(page: Page, node: Node | None, source: Source) -> list[Candidate]:
    if node is None:
        return []
    from cstofacts.registry.candidates import read_candidates  # most files have none

    return read_candidates(page, node, source.id)


def _read_source(page: Page, node: Node, entities: EntityTable) -> Source | None:
    fields = fields_of(page, node, SOURCE, "the source")
    if fields is None:
        return None
    text = {key: text_of(page, fields, key) for key in SOURCE.keys if key not in _READ_APART}
    if not text["id"]:
        page.report_node("missing-key", "the source needs an id", fields["id"])
        return None
    return Source(
        text["id"],
        text["title"],
        page.location(node),
        text["publisher"],
        text["language"],
        _date(page, fields, "published"),
        text["published_from"],
        entity_of(page, fields["origin"], entities) or "" if text["origin"] else "",
        text["url"],
        text["text_file"],
        _sha256(page, fields),
        _furniture(page, fields),
        _versions(page, fields),
        *_reference(page, node, fields),
        reliability=grade_of(page, fields, "reliability", RELIABILITY),
    )


def _sha256(page: Page, fields: Fields) -> str:
    sha256 = text_of(page, fields, "text_sha256")
    if sha256 and not _SHA256.fullmatch(sha256):
        page.report_node("unreadable-value", "text_sha256 is 64 hexadecimal digits, as `sha256sum` prints them", fields["text_sha256"])
    return sha256


def _versions(page: Page, fields: Fields) -> tuple[Version, ...]:
    node = fields.get("versions")
    if node is None or node.value == "":
        return ()
    if not isinstance(node.value, list):
        page.report_node("wrong-shape", "'versions' is a list: each earlier version begins with a dash", node)
        return ()
    read = (fields_of(page, item, VERSION, "a version") for item in node.value)
    return tuple(Version(_date(page, fields, "until"), text_of(page, fields, "text_file"), _sha256(page, fields)) for fields in read if fields)


def _reference(page: Page, node: Node, fields: Fields) -> tuple[bool, str, dates.Date | None]:
    """Whether the source is one of outside facts, its citation, and when its facts hold; both are asked of it and of no other."""
    is_reference = choice_of(page, fields, "kind", KINDS_OF_SOURCE, "article") == "reference"
    for key in ("citation", "valid"):
        given = text_of(page, fields, key)
        if is_reference and not given:
            page.report_node("missing-key", f"a reference needs the key {key!r}", node)
        elif given and not is_reference:
            page.report_node("unknown-key", f"only a reference has a key {key!r}: write kind: reference, or leave it out", fields[key])
    return is_reference, text_of(page, fields, "citation"), _date(page, fields, "valid")


def _date(page: Page, fields: Fields, key: str) -> dates.Date | None:
    written = text_of(page, fields, key)
    date = dates.parse(written) if written else None
    if isinstance(date, Fault):
        page.report_node(date.rule, date.message, fields[key])
        return None
    return date


def _furniture(page: Page, fields: Fields) -> tuple[tuple[int, int], ...]:
    ranges = []
    for item in texts_of(page, fields, "furniture"):
        match = LINES.fullmatch(str(item.value))
        if match is None:
            page.report_node("unreadable-value", "lines are written as 3 or as 73-89", item)
        elif int(match[1]) > int(match[2] or match[1]):
            page.report_node("reversed-range", "the lines end before they begin: write the smaller number first", item)
        else:
            ranges.append((int(match[1]), int(match[2] or match[1])))
    return tuple(ranges)


def _read_claim(page: Page, node: Node, source: Source, vocabulary: Vocabulary) -> Claim | None:
    """The claim of a node, or None with at least one problem that says why."""
    before = len(page.problems)
    fields = fields_of(page, node, CLAIM, "a claim")
    if fields is None:
        return None
    value = _value(page, fields, vocabulary)
    subject = entity_of(page, fields["subject"], vocabulary.entities)
    quote, line = text_of(page, fields, "quote"), line_of(page, fields["line"])
    text = text_of(page, fields, "text")
    certainty = choice_of(page, fields, "certainty", _CERTAINTIES, Certainty.CERTAIN)
    qualifiers = _qualifiers(page, fields, vocabulary)
    attribution = tuple(name for item in texts_of(page, fields, "attribution") if (name := entity_of(page, item, vocabulary.entities)))
    superseded = _date(page, fields, "superseded")
    credibility = grade_of(page, fields, "credibility", CREDIBILITY)
    _check_quote(page, fields, quote, text)
    if len(page.problems) > before or (page.problems and any(map(is_broken, fields.values()))):
        return None
    if value is None or subject is None or line is None or certainty is None:
        return None
    return Claim(
        text_of(page, fields, "id"),
        source.id,
        subject,
        text_of(page, fields, "property"),
        text or quote,
        value,
        quote,
        line,
        attribution[-1] if attribution else source.origin or source.id,
        page.location(node),
        qualifiers,
        _as_of(qualifiers),
        attribution,
        Certainty(certainty),
        text_of(page, fields, "note"),
        superseded=superseded,
        replaces=text_of(page, fields, "replaces"),
        credibility=credibility,
    )


def _value(page: Page, fields: Fields, vocabulary: Vocabulary) -> Value | None:
    name = text_of(page, fields, "property")
    if is_broken(fields["property"]):
        return None
    property = vocabulary.properties.get(name)
    if property is None:
        if name not in vocabulary.unknown:  # one missing property may stand in thousands of claims
            vocabulary.unknown[name] = _unknown_property(name, vocabulary)
        page.report_node("unknown-property", vocabulary.unknown[name], fields["property"])
        return None
    node = fields["value"]
    if is_broken(node):
        return None
    parse, reading, written = TYPES[property.type].parse, vocabulary.readings[name], written_of(node)
    value = parse(written, reading) if written is not None else _NO_MAPPING
    if isinstance(value, Fault):
        page.report_node(value.rule, value.message, _faulty_item(node, lambda items: parse(items, reading)))
        return None
    return value


def _unknown_property(name: str, vocabulary: Vocabulary) -> str:
    if name in vocabulary.faulty:
        return f"the entry of {name[:60]!r} in properties.yaml has a problem: mend that first"
    meant = nearest(name, list(vocabulary.properties))
    return f"{name[:60]!r} is not in properties.yaml: " + (f"did you mean {meant!r}?" if meant else "add it there, with its type and question")


def _faulty_item(node: Node, parse: Callable[[tuple[str, ...]], Value | Fault]) -> Node:
    """The item of a list up to which the list cannot be read, or the node itself when no item is to blame."""
    written = written_of(node)
    if not isinstance(node.value, list) or not isinstance(written, tuple):
        return node
    from bisect import bisect_left  # needed only for a list with a fault

    read = bisect_left(range(len(written) + 1), True, key=lambda length: isinstance(parse(written[:length]), Fault))  # noqa: FBT003 (what is sought)
    return node.value[read - 1] if read else node


_NO_MAPPING = Fault("wrong-type", "a value is one text or a list of texts")


def _check_quote(page: Page, fields: Fields, quote: str, text: str) -> None:
    if not isinstance(fields["quote"].value, str) or fields["quote"].broken:
        return
    if not quote.strip():
        page.report_node("unreadable-value", "the quote is empty: give the shortest phrase of the text that carries the value", fields["quote"])
    elif text not in quote:
        page.report_node("text-outside-quote", "the text is not a part of the quote, letter by letter", fields["text"])


def _qualifiers(page: Page, fields: Fields, vocabulary: Vocabulary) -> dict[str, str]:
    entries = mapping_of(page, fields, "qualifiers")
    allowed = vocabulary.qualifiers.get(text_of(page, fields, "property")) if entries else None
    if allowed is None:  # no qualifiers, or no property that could say which there are
        return {}
    found = {}
    for name, node in entries.items():
        if name not in allowed:
            page.report_key("unknown-qualifier", _unknown_qualifier(name, text_of(page, fields, "property"), allowed), node)
        elif read := _READ_QUALIFIER.get(name, _entity_qualifier)(page, entries, name, vocabulary.entities):
            found[name] = read
    return found


def _unknown_qualifier(name: str, property: str, allowed: tuple[str, ...]) -> str:
    meant = nearest(name, list(allowed))
    advice = f"did you mean {meant!r}?" if meant else f"add it to the separators of {property!r}, or leave it out"
    return f"{name[:40]!r} separates no claims of {property[:40]!r}, which has {', '.join(allowed)}: {advice}"


def _as_of_qualifier(page: Page, entries: Fields, name: str, _entities: EntityTable) -> str | None:
    date = _date(page, entries, name)
    return str(date) if date else None


def _phase_qualifier(page: Page, entries: Fields, name: str, _entities: EntityTable) -> str | None:
    return choice_of(page, entries, name, PHASES, "")


def _entity_qualifier(page: Page, entries: Fields, name: str, entities: EntityTable) -> str | None:
    return entity_of(page, entries[name], entities) if text_of(page, entries, name) else None


_READ_QUALIFIER: dict[str, Callable[[Page, Fields, str, EntityTable], str | None]] = {
    "as_of": _as_of_qualifier,
    "phase": _phase_qualifier,
}


def _as_of(qualifiers: dict[str, str]) -> dates.Date | None:
    date = dates.parse(qualifiers["as_of"]) if "as_of" in qualifiers else None
    return None if isinstance(date, Fault) else date
