"""The JSON Schemas of the registry's files, made from their shapes: they give editors completion and a first check."""

from typing import Any, get_type_hints

import msgspec

from cstofacts.registry.shapes import SHAPES

DRAFT = "http://json-schema.org/draft-07/schema#"
"""The newest draft that every release of the common YAML language server accepts."""


def schema_files() -> dict[str, str]:
    """The text of each schema file, by file name."""
    return {f"{name}.json": msgspec.json.format(msgspec.json.encode(_schema(shape)), indent=2).decode() + "\n" for name, shape in SHAPES.items()}


def _schema(shape: Any) -> dict[str, Any]:
    (root,), parts = msgspec.json.schema_components([shape], ref_template="#/definitions/{name}")
    described = {name: _described(part) for name, part in parts.items()}
    return {"$schema": DRAFT, **root, "definitions": described}


def _described(part: dict[str, Any]) -> dict[str, Any]:
    """A part of the schema with what each key means, and no keys beyond the known ones."""
    from cstofacts.registry import shapes

    hints = get_type_hints(getattr(shapes, part["title"]), include_extras=True)
    keys = {key: {**rule, **_description(hints[key])} for key, rule in part["properties"].items()}
    return {**part, "properties": keys, "additionalProperties": False}


def _description(hint: Any) -> dict[str, str]:
    inner = hint.__args__[0] if str(hint).startswith("typing.NotRequired") else hint
    return {"description": inner.__metadata__[0]} if hasattr(inner, "__metadata__") else {}
