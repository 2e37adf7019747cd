"""A row: a question in little space, with every value that is given, its quote and its source."""

from msgspec import Struct

from cstofacts.language import spoken
from cstofacts.model.finding import Finding
from cstofacts.model.registry import Registry
from cstofacts.reports.html.anchors import anchor
from cstofacts.reports.html.sides import SideView, side_view
from cstofacts.reports.html.sources import SourceView
from cstofacts.reports.html.states import ALONE, side_states, state_of

# Of more answers to one question these are in its row; the others are counted.
_MOST_SIDES = 12


class RowView(Struct, frozen=True):
    """A question as a row."""

    anchor: str
    question: str
    language: str
    state: str
    sides: list[SideView]
    sides_left_out: int


class RowGroup(Struct, frozen=True):
    """The rows about one subject, which need not be named in each of them."""

    subject: str
    rows: list[RowView]


def row_groups(findings: list[Finding], registry: Registry, sources: dict[str, SourceView]) -> list[RowGroup]:
    """The rows of these findings, by subject."""
    groups: dict[str, list[RowView]] = {}
    for finding in findings:
        groups.setdefault(finding.question.subject, []).append(_row_view(finding, registry, sources))
    return [RowGroup(registry.name(subject), rows) for subject, rows in groups.items()]


def _row_view(finding: Finding, registry: Registry, sources: dict[str, SourceView]) -> RowView:
    """The row of a finding, which asks in one or two words, since its subject is named above it."""
    labels = registry.properties[finding.question.property].label
    asked = {"ar": finding.question.ar, "en": finding.question.en} | {language: label for language, label in labels.items() if label}
    language = spoken() if asked.get(spoken()) else "en"
    states = side_states(finding)
    return RowView(
        anchor(finding.id),
        asked[language],
        language,
        state_of(finding.pairs[0]) if finding.pairs else ALONE,
        [side_view(finding, index, registry, sources, state) for index, state in enumerate(states[:_MOST_SIDES])],
        max(len(states) - _MOST_SIDES, 0),
    )
