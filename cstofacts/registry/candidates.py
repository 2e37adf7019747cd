"""Read the candidates of a source file: by their shape only, since nothing of them counts until a person accepts them."""

from cstofacts.model.candidate import Candidate
from cstofacts.model.claim import Certainty
from cstofacts.registry.fields import Fields, choice_of, fields_of, is_broken, line_of, mapping_of, text_of, texts_of, written_of
from cstofacts.registry.nodes import Node, Page
from cstofacts.registry.shapes import CANDIDATE

_CERTAINTIES = tuple(Certainty)


def read_candidates(page: Page, node: Node, source: str) -> list[Candidate]:
    """The candidates of a list; what does not fit is left out with a warning, because no verdict depends on it."""
    if node.value == "":
        return []
    if not isinstance(node.value, list):
        page.report_node("unreadable-candidate", "this is a list: each candidate begins with a dash", node)
        return []
    return [candidate for item in node.value if (candidate := _read_candidate(page, item, source))]


def _read_candidate(page: Page, node: Node, source: str) -> Candidate | None:
    aside = Page(page.path)
    fields = fields_of(aside, node, CANDIDATE, "a candidate")
    candidate = _candidate(aside, node, fields, source) if fields else None
    for problem in aside.problems:
        page.report("unreadable-candidate", problem.message, problem.location.line, problem.location.column)
    return None if aside.problems else candidate


def _candidate(page: Page, node: Node, fields: Fields, source: str) -> Candidate | None:
    value, line = written_of(fields["value"]), line_of(page, fields["line"])
    certainty = choice_of(page, fields, "certainty", _CERTAINTIES, Certainty.CERTAIN)
    qualifiers = mapping_of(page, fields, "qualifiers")
    if value is None:
        page.report_node("wrong-type", "a value is one text or a list of texts", fields["value"])
    if value is None or line is None or certainty is None or any(map(is_broken, fields.values())):
        return None
    return Candidate(
        source,
        text_of(page, fields, "type"),
        value,
        text_of(page, fields, "quote"),
        line,
        text_of(page, fields, "subject"),
        text_of(page, fields, "property"),
        text_of(page, fields, "text"),
        {name: text_of(page, qualifiers, name) for name in qualifiers},
        tuple(str(item.value) for item in texts_of(page, fields, "attribution")),
        Certainty(certainty),
        text_of(page, fields, "note"),
        text_of(page, fields, "why"),
        text_of(page, fields, "replaces"),
        location=page.location(node),
    )
