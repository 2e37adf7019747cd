"""What changed between two states of a registry, as Markdown that reads well in a pull request."""

from collections.abc import Iterable, Iterator

from cstofacts.language import named, say
from cstofacts.model.change import Difference, FindingChange, Snapshot
from cstofacts.model.decision import ChangeKind
from cstofacts.reports.changed_fields import field_changes, turned, value_words
from cstofacts.reports.changed_words import cause_words, sides_words, single_words, summary_words, unread_words, verdict_change_words
from cstofacts.reports.markdown import code, escaped
from cstofacts.reports.settlements import moment_words
from cstofacts.reports.text import question_words


def render(before: Snapshot, after: Snapshot, found: Difference) -> str:
    """The difference as Markdown."""
    return "\n".join(_lines(before, after, found)) + "\n"


def _lines(before: Snapshot, after: Snapshot, found: Difference) -> Iterator[str]:
    yield from (f"## {say('What changed')}", "", escaped(turned(str(before), str(after))), "")
    yield from _bullets(f"**{escaped(words)}**" for words in unread_words(before, after))
    if found.is_empty:
        yield say("Nothing changed.")
        return
    yield escaped(summary_words(found))
    yield from _verdicts(before, after, found)
    yield from _claims(before, after, found)
    states = before.registry, after.registry
    for heading, changes in ((say("Sources"), found.sources), (say("Properties"), found.properties), (say("Entities"), found.entities)):
        yield from _section(heading, (_entry(change.kind, change.id, field_changes(change, states)) for change in changes))
    yield from _section(say("Decisions"), _decisions(found))


def _section(heading: str, bullets: Iterable[str]) -> Iterator[str]:
    lines = list(bullets)
    if lines:
        yield from ("", f"### {heading}", "")
        yield from _bullets(lines)


def _bullets(texts: Iterable[str]) -> Iterator[str]:
    yield from (f"- {text}" for text in texts)


def _entry(kind: ChangeKind, id: str, told: Iterable[str]) -> str:
    words = say("; ").join(told)
    return f"{named('change', kind)} `{code(id)}`{f': {escaped(words)}' if words else ''}"


def _verdicts(before: Snapshot, after: Snapshot, found: Difference) -> Iterator[str]:
    told = [change for change in found.findings if change.is_told]
    if found.findings:
        yield from ("", f"### {say('Verdicts')}", "")
    for change in told:
        yield from _verdict(before, after, change)
    yield from _bullets(escaped(words) for words in single_words(found))


def _verdict(before: Snapshot, after: Snapshot, change: FindingChange) -> Iterator[str]:
    finding = change.finding
    yield f"- **{escaped(question_words(finding))}** `{code(finding.id)}`: {escaped(verdict_change_words(change))}"
    if change.after:
        yield f"  - {escaped(say('now {sides}', sides=sides_words(change.after)))}"
    yield from (f"  - {escaped(words)}" for words in cause_words(change.because, before, after))


def _claims(before: Snapshot, after: Snapshot, found: Difference) -> Iterator[str]:
    if not found.claims:
        return
    yield from ("", f"### {say('Claims')}", "", f"| | {' | '.join(named('column', name) for name in ('claim', 'question', 'value', 'quote'))} |")
    yield "|---|---|---|---|---|"
    for change in found.claims:
        claim, state = (change.after, after) if change.after else (change.before, before)
        if claim:
            told = say("; ").join(field_changes(change, (before.registry, after.registry))) or value_words(claim, state.registry)
            question = f"`{code(f'{claim.subject}/{claim.property}')}`"
            yield f"| {named('change', change.kind)} | {escaped(change.id)} | {question} | {escaped(told)} | «{escaped(claim.quote)}» |"


def _decisions(found: Difference) -> Iterator[str]:
    for change in found.decisions:
        decision = change.after or change.before
        if decision:
            who = f"{named('ruling', decision.ruling)}, {moment_words(decision)}, {say('by')} {decision.by}: «{decision.because}»"
            yield _entry(change.kind, decision.question, [who])
