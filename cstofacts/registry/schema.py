"""JSON Schemas of the registry's files, made from their shapes: they give editors completion and a first check."""

import msgspec

from cstofacts.registry.decision_shapes import DECISION, DECISIONS_FILE, JUDGED
from cstofacts.registry.shapes import (
    CANDIDATE,
    CLAIM,
    ENTITIES_FILE,
    ENTITY,
    PROPERTIES_FILE,
    PROPERTY,
    SOURCE,
    SOURCE_FILE,
    VERSION,
    Json,
    Key,
    Shape,
)

DRAFT = "http://json-schema.org/draft-07/schema#"
"""The newest draft that every release of the common YAML language server accepts."""

SHAPES = {
    "decisions": (DECISIONS_FILE, DECISION, JUDGED),
    "entities": (ENTITIES_FILE, ENTITY),
    "properties": (PROPERTIES_FILE, PROPERTY),
    "source": (SOURCE_FILE, CANDIDATE, CLAIM, SOURCE, VERSION),
}
"""The shapes of each kind of file, that of the whole file first."""


def schema_files() -> dict[str, str]:
    """The text of each schema file, by file name."""
    return {f"{name}.json": msgspec.json.format(msgspec.json.encode(_schema(shapes)), indent=2).decode() + "\n" for name, shapes in SHAPES.items()}


def _schema(shapes: tuple[Shape, ...]) -> Json:
    return {"$schema": DRAFT, "$ref": f"#/definitions/{shapes[0].name}", "definitions": {shape.name: _definition(shape) for shape in shapes}}


def _definition(shape: Shape) -> Json:
    """A mapping with what each key means, and no keys beyond the known ones."""
    return {
        "title": shape.name,
        "description": shape.meaning,
        "type": "object",
        "properties": {name: _described(key) for name, key in sorted(shape.keys.items())},
        "required": sorted(shape.required),
        "additionalProperties": False,
    }


def _described(key: Key) -> Json:
    return key.value | ({"description": key.meaning} if key.meaning else {})
