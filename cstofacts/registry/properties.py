"""Read `properties.yaml`: the questions of a registry."""

from decimal import Decimal

from msgspec.structs import replace

from cstofacts.model.registry import Behaviour, Property
from cstofacts.registry.entities import EntityTable, entity_of
from cstofacts.registry.fields import Fields, choice_of, fields_of, id_of, labels_of, mapping_of, text_of, texts_of, words_of
from cstofacts.registry.nodes import Node, Page
from cstofacts.registry.shapes import BY_ENTITY, KINDS, MEMBERS, PROPERTIES_FILE, PROPERTY
from cstofacts.spelling import nearest
from cstofacts.values import TYPES
from cstofacts.values.base import Fault
from cstofacts.values.number import read_tolerance

QUALIFIERS = ("as_of", "phase")
"""Qualifiers that every claim may carry; properties add to them by naming separators."""

_BEHAVIOURS = tuple(Behaviour)
_TYPES = tuple(TYPES)
_GROWING = ("duration", "number")


def read_properties(page: Page, root: Node | None, entities: EntityTable, tolerance: Decimal) -> tuple[dict[str, Property], frozenset[str]]:
    """The properties of one file, and the ids of those that could not be read; what does not fit is reported on the page.

    `tolerance` is that of the properties that name none.
    """
    top = fields_of(page, root, PROPERTIES_FILE, "properties.yaml")
    nodes = mapping_of(page, top, "properties") if top else {}
    found = {id: read for id, node in nodes.items() if (read := _read_property(page, id, node, entities, tolerance))}
    counting = {property.id: _counting(page, property, found, nodes[property.id]) for property in found.values() if property.counts}
    return found | counting, frozenset(nodes.keys() - found.keys())


def _read_property(page: Page, id: str, node: Node, entities: EntityTable, default: Decimal) -> Property | None:
    fields = fields_of(page, node, PROPERTY, f"the property {id[:60]!r}")
    if fields is None or not id_of(page, id, node):
        return None
    type_name = choice_of(page, fields, "type", _TYPES, "")
    behaviour = choice_of(page, fields, "time", _BEHAVIOURS, Behaviour.CONSTANT)
    members = choice_of(page, fields, "members", MEMBERS, "entity")
    tolerance = _tolerance(page, fields, default)
    separators = _separators(page, fields)
    if not (type_name and behaviour and members) or tolerance is None:
        return None
    if behaviour == Behaviour.GROWS and type_name not in _GROWING:
        page.report_node("unknown-word", f"a {type_name} cannot grow, only a number or a duration: write varies or constant", fields["time"])
        return None
    part_of, by_entity = _part_of(page, fields, separators, entities)
    return Property(
        id,
        type_name,
        page.location(node),
        Behaviour(behaviour),
        separators,
        text_of(page, fields, "unit"),
        tolerance,
        members,
        text_of(page, fields, "counts"),
        part_of,
        by_entity,
        labels_of(page, fields, "label"),
        labels_of(page, fields, "question"),
        words_of(page, fields, "words"),
        _kinds(page, fields),
    )


def _kinds(page: Page, fields: Fields) -> tuple[str, ...]:
    """The kinds of entity that a property is asked of."""
    items = texts_of(page, fields, "of")
    for item in items:
        if item.value not in KINDS:
            page.report_node("unknown-word", f"{str(item.value)[:40]!r} is no kind of entity: write one of {', '.join(KINDS)}", item)
    return tuple(str(item.value) for item in items)


def _separators(page: Page, fields: Fields) -> tuple[str, ...]:
    items = texts_of(page, fields, "separators")
    for item in items:
        if item.value == "as_of":
            page.report_node("unknown-qualifier", "as_of is no separator: how a value behaves in time is said by 'time'", item)
    return tuple(dict.fromkeys(str(item.value) for item in items if item.value != "as_of"))


def _tolerance(page: Page, fields: Fields, default: Decimal) -> Decimal | None:
    written = text_of(page, fields, "tolerance")
    if not written:
        return default
    tolerance = read_tolerance(written)
    if isinstance(tolerance, Fault):
        page.report_node(tolerance.rule, tolerance.message, fields["tolerance"])
        return None
    return tolerance


def _part_of(page: Page, fields: Fields, separators: tuple[str, ...], entities: EntityTable) -> tuple[dict[str, dict[str, str]], frozenset[str]]:
    """For each separator its pairs of part and whole; and the separators for which the entities say it."""
    entries = mapping_of(page, fields, "part_of")
    for name, node in entries.items():
        if name not in separators:
            page.report_key("unknown-qualifier", f"part_of speaks of {name[:40]!r}, which is not a separator of this property: add it there", node)
    known = {name: node for name, node in entries.items() if name in separators}
    by_entity = frozenset(name for name, node in known.items() if node.value == BY_ENTITY)
    return {name: _parts(page, entries, name, entities) for name in known if name not in by_entity}, by_entity


def _parts(page: Page, entries: Fields, name: str, entities: EntityTable) -> dict[str, str]:
    """Which entity is a part of which, for one separator."""
    found: dict[str, str] = {}
    for part, node in mapping_of(page, entries, name).items():
        ids = entity_of(page, Node(part, node.key), entities), entity_of(page, node, entities)
        if ids[0] and ids[1] and _leads_to(ids[1], ids[0], found):
            page.report_node("wrong-shape", f"{part[:40]!r} would be a part of itself: mend its part_of", node)
        elif ids[0] and ids[1]:
            found[ids[0]] = ids[1]
    return found


def _leads_to(part: str, whole: str, rule: dict[str, str]) -> bool:
    """Whether one is the other, or a part of it by a rule that has no circle."""
    while part != whole and part in rule:
        part = rule[part]
    return part == whole


def _counting(page: Page, property: Property, known: dict[str, Property], node: Node) -> Property:
    """A property that counts another, with the separators and the behaviour in time of the one that it counts."""
    counted = known.get(property.counts)
    fields = node.value if isinstance(node.value, dict) else {}
    if counted is None or counted.type != "set" or property.type != "number":
        sets = [id for id, other in known.items() if other.type == "set"]
        meant = nearest(property.counts, sets)
        advice = f"did you mean {meant!r}?" if meant else "name a property of type set"
        counts = f"{property.counts[:40]!r} is no property of type set: {advice}"
        page.report_node("unknown-property", counts if property.type == "number" else "only a number counts: leave 'counts' out", fields["counts"])
        return replace(property, counts="")
    for key, own, theirs in (("separators", set(property.separators), set(counted.separators)), ("time", property.behaviour, counted.behaviour)):
        if key in fields and own != theirs:
            page.report_key("wrong-shape", f"a count has the {key} of what it counts ({counted.id}): leave it out here", fields[key])
    return replace(property, separators=counted.separators, behaviour=counted.behaviour)
