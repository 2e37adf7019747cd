"""Read what people decided: `decisions.yaml`, and one file per decision in the folder `decisions`."""

import re

from msgspec import Struct

from cstofacts.model.decision import Decision, Judged, Ruling
from cstofacts.registry.decision_shapes import DECISION, DECISIONS_FILE, JUDGED
from cstofacts.registry.fields import Fields, choice_of, fields_of, text_of, texts_of
from cstofacts.registry.nodes import Node, Page

RULINGS = tuple(Ruling)

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_DIGEST = re.compile(r"[0-9a-f]{16}")
_WORDS_OF_YES = ("yes", "no")


class DecisionsFile(Struct, array_like=True):
    """What one file of decisions gave."""

    decisions: list[Decision]


def read_decisions(page: Page, root: Node | None) -> list[Decision]:
    """The decisions of one file; what does not fit is reported on the page."""
    top = fields_of(page, root, DECISIONS_FILE, "a file of decisions")
    return [decision for node in _items(page, top, "decisions") if (decision := _read_decision(page, node))] if top else []


def report_missing(pages: dict[str, Page], decisions: list[Decision]) -> None:
    """Report on its page each decision that follows one that is not there."""
    known = {decision.id for decision in decisions}
    for decision in decisions:
        for id in decision.follows:
            if id not in known:
                message = f"this follows the decision {id[:20]!r}, which is not here as it was: restore it, a decision is never deleted or edited"
                place = decision.location
                pages[place.path].report("unknown-decision", message, place.line, place.column)


def _items(page: Page, fields: Fields, key: str) -> list[Node]:
    node = fields[key]
    if isinstance(node.value, list):
        return node.value
    if node.value != "" and not node.broken:
        page.report_node("wrong-shape", f"{key!r} is a list: each entry begins with a dash", node)
    return []


def _read_decision(page: Page, node: Node) -> Decision | None:
    """The decision of a node, or None with at least one problem that says why."""
    before = len(page.problems)
    fields = fields_of(page, node, DECISION, "a decision")
    if fields is None:
        return None
    ruling = choice_of(page, fields, "ruling", RULINGS, "")
    claims = tuple(filter(None, (_read_judged(page, item) for item in _items(page, fields, "claims"))))
    question, by, because = (_filled(page, fields, key) for key in ("question", "by", "because"))
    decided = _matching(page, fields, "decided", _MOMENT, "a moment is written in UTC, as 2022-01-08T14:05:09Z")
    follows = tuple(str(item.value) for item in texts_of(page, fields, "follows"))
    if ruling is None or len(page.problems) > before:
        return None
    return Decision(question, Ruling(ruling), by, decided, because, claims, follows, page.location(node))


def _read_judged(page: Page, node: Node) -> Judged | None:
    fields = fields_of(page, node, JUDGED, "a claim of a decision")
    if fields is None:
        return None
    content = _matching(page, fields, "content", _DIGEST, "the content is the 16 hexadecimal digits that `cstofacts resolve` wrote")
    id, source, value, quote = (text_of(page, fields, key) for key in ("id", "source", "value", "quote"))
    return Judged(id, source, value, quote, content, choice_of(page, fields, "accepted", _WORDS_OF_YES, "no") == "yes")


def _filled(page: Page, fields: Fields, key: str) -> str:
    text = text_of(page, fields, key)
    if isinstance(fields[key].value, str) and not text.strip() and not fields[key].broken:
        page.report_node("unreadable-value", f"{key!r} is empty: say it", fields[key])
    return text


def _matching(page: Page, fields: Fields, key: str, pattern: re.Pattern[str], advice: str) -> str:
    text = text_of(page, fields, key)
    if isinstance(fields[key].value, str) and not pattern.fullmatch(text):
        page.report_node("unreadable-value", advice, fields[key])
    return text
