"""Take the fields of a node apart by a shape, reporting whatever does not fit it."""

from typing import Any

from cstofacts.registry.nodes import Node, Page
from cstofacts.spelling import nearest

Fields = dict[str, Node]


def fields_of(page: Page, node: Node | None, shape: Any, what: str) -> Fields | None:
    """The fields of a mapping, or None when it lacks a required one or cannot be trusted; unknown keys are reported and left out."""
    if node is None:
        return None
    if not isinstance(node.value, dict):
        if not node.broken:
            page.report_node("wrong-shape", f"{what} is a mapping of keys to values: {_keys_of(shape)}", node)
        return None
    known = shape.__annotations__
    unknown = node.value.keys() - known.keys()
    missing = shape.__required_keys__ - node.value.keys()
    if unknown or missing:
        _report_keys(page, node, shape, what)
    return None if missing or node.broken else node.value


def _keys_of(shape: Any) -> str:
    return ", ".join(shape.__annotations__)


def _report_keys(page: Page, node: Node, shape: Any, what: str) -> None:
    given = node.value if isinstance(node.value, dict) else {}
    missing = sorted(shape.__required_keys__ - given.keys())
    for key in sorted(given.keys() - shape.__annotations__.keys()):
        meant = nearest(key, [*missing, *(known for known in shape.__annotations__ if known not in given)])
        advice = f"did you mean {meant!r}?" if meant else f"known keys are {_keys_of(shape)}"
        page.report_key("unknown-key", f"{what} has no key {key[:40]!r}: {advice}", given[key])
    for key in missing:
        page.report_node("missing-key", f"{what} needs the key {key!r}", node)


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
