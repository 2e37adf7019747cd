"""Read `entities.yaml`, and find the entity that a spelling names."""

from collections import defaultdict

from cstofacts.model.registry import Entity
from cstofacts.registry.fields import Fields, choice_of, fields_of, grade_of, id_of, labels_of, mapping_of, text_of, texts_of, words_of
from cstofacts.registry.nodes import Node, Page, key_of
from cstofacts.registry.shapes import ENTITIES_FILE, ENTITY, KINDS, RELIABILITY
from cstofacts.spelling import fold, nearest_folded
from cstofacts.values.base import EntityRef, Fault


class EntityTable:
    """The entities of a registry by id, label and spelling."""

    def __init__(self, entities: dict[str, Entity] | None = None, faulty: frozenset[str] = frozenset()) -> None:
        """Index every id, label and spelling by its folded form; an empty one names nothing. `faulty` are ids that stand there unread."""
        self.entities = entities or {}
        self.faulty = faulty
        self.by_fold: dict[str, list[str]] = defaultdict(list)
        self.unknown: dict[str, Fault] = {}
        for entity in self.entities.values():
            for name in {fold(name) for name in (entity.ref.id, *entity.label.values(), *entity.spellings)} - {""}:
                self.by_fold[name].append(entity.ref.id)

    def resolve(self, spelling: str) -> EntityRef | Fault:
        """The entity of that id or spelling, or a fault that says why there is none."""
        if known := self.entities.get(spelling):
            return known.ref
        found = self.by_fold.get(fold(spelling), [])
        if len(found) == 1:
            return self.entities[found[0]].ref
        if found:
            return Fault("ambiguous-spelling", f"{spelling[:60]!r} may be {' or '.join(found)}: write the id")
        if spelling not in self.unknown:  # one missing entity may stand in thousands of claims
            self.unknown[spelling] = self._unknown(spelling)
        return self.unknown[spelling]

    def _unknown(self, spelling: str) -> Fault:
        if spelling in self.faulty:
            return Fault("unknown-entity", f"the entry of {spelling[:60]!r} in entities.yaml has a problem: mend that first")
        folded = fold(spelling)
        if not folded:
            return Fault("unknown-entity", "no entity is named here: write an id or a spelling from entities.yaml")
        meant = nearest_folded(folded, self.by_fold)
        advice = f"did you mean {self.by_fold[meant][0]!r}? If not, add it there" if meant else "add it there, with its kind and label"
        return Fault("unknown-entity", f"{spelling[:60]!r} is not in entities.yaml: {advice}")


def entity_of(page: Page, node: Node, entities: EntityTable) -> str | None:
    """The id of the entity that a node names; None, with a problem, when it names none."""
    if not isinstance(node.value, str):
        page.report_node("wrong-shape", "an entity is one text: its id or a spelling", node)
        return None
    if node.broken:
        return None
    entity = entities.resolve(node.value)
    if isinstance(entity, EntityRef):
        return entity.id
    page.report_node(entity.rule, entity.message, node)
    return None


def read_entities(page: Page, root: Node | None) -> EntityTable:
    """The entities of one file; what does not fit is reported on the page."""
    top = fields_of(page, root, ENTITIES_FILE, "entities.yaml")
    nodes = mapping_of(page, top, "entities") if top else {}
    parents = {id: text_of(page, node.value, "part_of") for id, node in nodes.items() if isinstance(node.value, dict)}
    entities = {id: entity for id, node in nodes.items() if (entity := _read_entity(page, id, node, parents))}
    table = EntityTable(entities, frozenset(nodes.keys() - entities.keys()))
    _report_shared_spellings(page, table, nodes)
    return table


def _read_entity(page: Page, id: str, node: Node, parents: dict[str, str]) -> Entity | None:
    fields = fields_of(page, node, ENTITY, f"the entity {id!r}")
    kind = choice_of(page, fields, "kind", KINDS, "thing") if fields else None
    if fields is None or kind is None or not id_of(page, id, node):
        return None
    if parents[id] and parents[id] not in parents:
        page.report_node("unknown-entity", f"{parents[id][:60]!r} is not in entities.yaml: add it there", fields["part_of"])
    ref = EntityRef(id, kind, _ancestors(page, id, fields, parents))
    spellings = tuple(str(item.value) for item in texts_of(page, fields, "spellings"))
    reliability = grade_of(page, fields, "reliability", RELIABILITY)
    return Entity(ref, labels_of(page, fields, "label"), spellings, page.location(node), words_of(page, fields, "words"), reliability)


def _ancestors(page: Page, id: str, fields: Fields, parents: dict[str, str]) -> frozenset[str]:
    found: set[str] = set()
    parent = parents.get(id, "")
    while parent and parent not in found:
        found.add(parent)
        parent = parents.get(parent, "")
    if id in found:
        page.report_node("wrong-shape", f"the entity {id[:60]!r} is a part of itself: mend its part_of", fields["part_of"])
    return frozenset(found - {id})


def _report_shared_spellings(page: Page, table: EntityTable, nodes: Fields) -> None:
    for spelling, ids in table.by_fold.items():
        if len(ids) > 1:
            written, place = _written_at(spelling, ids[1], nodes[ids[1]])
            message = f"the spelling {written[:60]!r} belongs to {' and '.join(ids)}: keep it at one, the others are named by id"
            page.report_node("ambiguous-spelling", message, place)


def _written_at(spelling: str, id: str, entity: Node) -> tuple[str, Node]:
    """How and where the entity has the spelling of that folded form: as a label, among its spellings, or as its id."""
    fields = entity.value if isinstance(entity.value, dict) else {}
    for part in (fields[key].value for key in ("label", "spellings") if key in fields):
        written = part.values() if isinstance(part, dict) else part
        for node in written:
            if isinstance(node, Node) and isinstance(node.value, str) and fold(node.value) == spelling:
                return node.value, node
    return id, key_of(entity)
