"""What changed between two states of a registry, in lines for a terminal: verdicts first, each with its causes, then the things themselves."""

from collections.abc import Iterator

from cstofacts.language import count, named, say
from cstofacts.model.change import Changed, Difference, FindingChange, Snapshot
from cstofacts.model.claim import Claim
from cstofacts.model.decision import ChangeKind, Decision
from cstofacts.reports.changed_fields import field_changes, turned
from cstofacts.reports.changed_words import cause_words, sides_words, single_words, summary_words, unread_words, verdict_change_words
from cstofacts.reports.layout import Line, columns, fitted, paragraph
from cstofacts.reports.settlements import decision_lines
from cstofacts.reports.text import STYLE_OF, claim_table, question_words, source_lines

_STYLE_OF_KIND = {ChangeKind.ADDED: "good", ChangeKind.CHANGED: "note", ChangeKind.WITHDRAWN: "warn"}

# Causes of one verdict that are told; all of them stand among the claims below.
_FIRST = 12


def difference_lines(before: Snapshot, after: Snapshot, found: Difference, width: int) -> Iterator[Line]:
    """All that changed, fitted to the width."""
    yield from paragraph("", turned(str(before), str(after)), width, style="title")
    for words in unread_words(before, after):
        yield from paragraph("", words, width, style="bad")
    if found.is_empty:
        yield from paragraph("", say("Nothing changed."), width, style="good")
        return
    yield from paragraph("", summary_words(found), width)
    yield from _verdicts(before, after, found, width)
    yield from _sources(before, after, found, width)
    yield from _claims(before, after, found, width)
    yield from _rules(before, after, found, width)
    yield from _decisions(found, width)


def _verdicts(before: Snapshot, after: Snapshot, found: Difference, width: int) -> Iterator[Line]:
    if not found.findings:
        return
    yield []
    yield [(say("Verdicts"), "title")]
    for change in found.findings:
        if change.is_told:
            yield from _verdict(before, after, change, width)
    for words in single_words(found):
        yield from paragraph("  ", words, width, style="dim")


def _verdict(before: Snapshot, after: Snapshot, change: FindingChange, width: int) -> Iterator[Line]:
    """A verdict that changed: the question, what it was and is, who holds what now, and why."""
    finding = change.finding
    id = fitted(finding.id, width // 2)
    yield [("  ", ""), (fitted(question_words(finding), width - columns(id) - 4), "title"), (f"  {id}", "dim")]
    relation = finding.relation if change.after else None
    yield from paragraph("    ", verdict_change_words(change), width, style=STYLE_OF[relation] if relation else "")
    if change.after:
        yield from paragraph("    ", say("now {sides}", sides=sides_words(change.after)), width)
    causes = list(cause_words(change.because, before, after))
    for words in causes[:_FIRST]:
        yield from paragraph("    > ", words, width)
    if len(causes) > _FIRST:
        yield [("    ", ""), (count("and {n} more", "and {n} more", len(causes) - _FIRST), "dim")]


def _sources(before: Snapshot, after: Snapshot, found: Difference, width: int) -> Iterator[Line]:
    if not found.sources:
        return
    yield []
    yield [(say("Sources"), "title")]
    for kind, state in ((ChangeKind.ADDED, after), (ChangeKind.WITHDRAWN, before)):
        listed = [source for change in found.sources if change.kind is kind and (source := change.after or change.before)]
        if listed:
            yield [(f"  {named('change', kind)}", _STYLE_OF_KIND[kind])]
            yield from _indented(source_lines(listed, state.registry, width - 4))
    for change in found.sources:
        yield from _changed(change.id, change.kind, field_changes(change, (before.registry, after.registry)), width)


def _claims(before: Snapshot, after: Snapshot, found: Difference, width: int) -> Iterator[Line]:
    if not found.claims:
        return
    yield []
    yield [(say("Claims"), "title")]
    for kind, state in ((ChangeKind.ADDED, after), (ChangeKind.WITHDRAWN, before)):
        listed = [claim for change in found.claims if change.kind is kind and (claim := change.after or change.before)]
        if listed:
            yield [(f"  {named('change', kind)}", _STYLE_OF_KIND[kind])]
            yield from _indented(claim_table(listed, state.registry, width - 4))
    for change in found.claims:
        yield from _changed(_called(change), change.kind, field_changes(change, (before.registry, after.registry)), width)


def _called(change: Changed[Claim]) -> str:
    claim = change.after
    return f"{change.id}  {claim.subject}/{claim.property}" if claim else change.id


def _rules(before: Snapshot, after: Snapshot, found: Difference, width: int) -> Iterator[Line]:
    for heading, changes in ((say("Properties"), found.properties), (say("Entities"), found.entities)):
        if not changes:
            continue
        yield []
        yield [(heading, "title")]
        for kind in (ChangeKind.ADDED, ChangeKind.WITHDRAWN):
            if ids := [change.id for change in changes if change.kind is kind]:
                yield from paragraph(f"  {named('change', kind)} ", ", ".join(ids), width, style=_STYLE_OF_KIND[kind])
        for change in changes:
            yield from _changed(change.id, change.kind, field_changes(change, (before.registry, after.registry)), width)


def _changed(called: str, kind: ChangeKind, fields: Iterator[str], width: int) -> Iterator[Line]:
    """A thing that changed, one line for each field of it."""
    if kind is not ChangeKind.CHANGED:
        return
    yield from paragraph(f"  {named('change', kind)} ", called, width, style=_STYLE_OF_KIND[kind])
    for words in fields:
        yield from paragraph("    ", words, width)


def _decisions(found: Difference, width: int) -> Iterator[Line]:
    if not found.decisions:
        return
    yield []
    yield [(say("Decisions"), "title")]
    for change in found.decisions:
        decision: Decision | None = change.after or change.before
        if decision:
            gone = "" if change.after else f" ({say('no longer among the files, where every decision should stay')})"
            yield from paragraph(f"  {named('change', change.kind)} ", f"{decision.question}{gone}", width, style="" if change.after else "bad")
            yield from decision_lines(decision, "    ", width)


def _indented(lines: Iterator[Line]) -> Iterator[Line]:
    for line in lines:
        yield [("    ", ""), *line]
