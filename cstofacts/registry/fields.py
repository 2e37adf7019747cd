"""Take the fields of a node apart by a shape, reporting whatever does not fit it."""

import re

from cstofacts.registry.nodes import Node, Page
from cstofacts.registry.shapes import Shape
from cstofacts.spelling import nearest
from cstofacts.values.base import Written

Fields = dict[str, Node]

LINES = re.compile(r"([1-9]\d{0,8})(?:\s*-\s*([1-9]\d{0,8}))?")
"""One line of a text, or several: `3`, `73-89`."""


def fields_of(page: Page, node: Node | None, shape: Shape, what: str) -> Fields | None:
    """The fields of a mapping, or None when it lacks a required one or cannot be trusted; unknown keys are reported and left out."""
    if node is None:
        return None
    if not isinstance(node.value, dict):
        if not node.broken:
            page.report_node("wrong-shape", f"{what} is a mapping of keys to values: {_keys_of(shape)}", node)
        return None
    unknown = node.value.keys() - shape.keys
    missing = shape.required - node.value.keys()
    if unknown or missing:
        _report_keys(page, node, shape, what)
    return None if missing or node.broken else node.value


def _keys_of(shape: Shape) -> str:
    return ", ".join(shape.keys)


def _report_keys(page: Page, node: Node, shape: Shape, what: str) -> None:
    given = node.value if isinstance(node.value, dict) else {}
    missing = sorted(shape.required - given.keys())
    for key in sorted(given.keys() - shape.keys):
        meant = nearest(key, [*missing, *(known for known in shape.keys if known not in given)])
        advice = f"did you mean {meant!r}?" if meant else f"known keys are {_keys_of(shape)}"
        page.report_key("unknown-key", f"{what} has no key {key[:40]!r}: {advice}", given[key])
    for key in missing:
        page.report_node("missing-key", f"{what} needs the key {key!r}", node)


def is_broken(node: Node) -> bool:
    """Whether anything in the node was lost while reading; what and where is already reported."""
    if isinstance(node.value, str):
        return node.broken
    children = node.value if isinstance(node.value, list) else node.value.values()
    return node.broken or any(map(is_broken, children))


def id_of(page: Page, id: str, node: Node) -> str | None:
    """The id of a property or entity; None, with a problem, when it holds the stroke that stands between the two in the id of a finding."""
    if id.strip() and "/" not in id:
        return id
    page.report_key("wrong-shape", f"{id[:60]!r} is no id: an id is not empty and has no '/' in it", node)
    return None


def text_of(page: Page, fields: Fields, key: str) -> str:
    """The text of a scalar field, or the empty text when it is missing or not a scalar."""
    node = fields.get(key)
    if node is None:
        return ""
    if not isinstance(node.value, str):
        page.report_node("wrong-shape", f"{key!r} is one text, not a list or mapping", node)
        return ""
    return node.value


def texts_of(page: Page, fields: Fields, key: str) -> list[Node]:
    """The items of a list of scalars; one scalar alone counts as a list of one, an empty one as none."""
    node = fields.get(key)
    if node is None or node.value == "":
        return []
    items = node.value if isinstance(node.value, list) else [node]
    for item in items:
        if not isinstance(item.value, str):
            page.report_node("wrong-shape", f"{key!r} is a list of texts", item)
    return [item for item in items if isinstance(item.value, str)]


def written_of(node: Node) -> Written | None:
    """A value as it stands in the file: one text or a list of texts; None when it is neither."""
    if isinstance(node.value, str):
        return node.value
    if isinstance(node.value, list) and all(isinstance(item.value, str) for item in node.value):
        return tuple(str(item.value) for item in node.value)
    return None


def line_of(page: Page, node: Node) -> int | None:
    """The number of a line of a text."""
    if node.broken:
        return None
    match = LINES.fullmatch(node.value) if isinstance(node.value, str) else None
    if match is None or match[2]:
        page.report_node("unreadable-value", "the line is one whole number, counted from 1", node)
        return None
    return int(match[1])


def mapping_of(page: Page, fields: Fields, key: str) -> Fields:
    """The entries of a mapping field; empty when it is missing."""
    node = fields.get(key)
    if node is None or node.value == "":
        return {}
    if not isinstance(node.value, dict):
        page.report_node("wrong-shape", f"{key!r} is a mapping of keys to values", node)
        return {}
    return node.value


def labels_of(page: Page, fields: Fields, key: str) -> dict[str, str]:
    """A text in several languages: `{en: …, ar: …}`."""
    entries = mapping_of(page, fields, key)
    return {language: text_of(page, entries, language) for language in entries}


def words_of(page: Page, fields: Fields, key: str) -> dict[str, tuple[str, ...]]:
    """Several words in each of several languages: `{en: [killed, dead], ar: [قتلى]}`."""
    entries = mapping_of(page, fields, key)
    return {language: tuple(str(item.value) for item in texts_of(page, entries, language)) for language in entries}


def choice_of(page: Page, fields: Fields, key: str, allowed: tuple[str, ...], default: str) -> str | None:
    """One word out of a few; None when another stands there, which is reported."""
    node = fields.get(key)
    word = text_of(page, fields, key) or default
    if node and (node.broken or not isinstance(node.value, str)):
        return None
    if word in allowed:
        return word
    meant = nearest(word, list(allowed))
    advice = f"did you mean {str(meant)!r}?" if meant else f"write one of {', '.join(allowed)}"
    page.report_node("unknown-word", f"{word[:40]!r} is not a word for {key!r}: {advice}", fields[key])
    return None


def grade_of(page: Page, fields: Fields, key: str, grades: tuple[str, ...]) -> str:
    """A grade that the registry gives; empty when it gives none, or something that is no grade, which is reported."""
    given = text_of(page, fields, key)
    return (choice_of(page, fields, key, grades, "") or "") if given else ""
