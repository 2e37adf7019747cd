"""What changed, in words: how much of what, and each verdict before and after with its causes."""

from collections import Counter
from collections.abc import Iterable, Iterator

from cstofacts.language import joined, marked, named, say
from cstofacts.model.change import Causes, Changed, Difference, FindingChange, Snapshot
from cstofacts.model.claim import Claim
from cstofacts.model.decision import ChangeKind, Decision
from cstofacts.model.finding import Finding
from cstofacts.model.registry import Registry
from cstofacts.reports.changed_fields import field_changes, turned, value_words
from cstofacts.reports.sections import counted
from cstofacts.reports.text import held_words, itself_words, source_names


def _kind_counts(kinds: Iterable[ChangeKind]) -> str:
    """How many came, changed and went."""
    counts = Counter(kinds)
    return joined([say("{number} {kind}", number=f"{counts[kind]:,}", kind=named("change", kind)) for kind in ChangeKind if counts[kind]])


def summary_words(found: Difference) -> str:
    """One sentence for each kind of thing of which anything changed."""
    return " ".join(f"{words}." for words in _summaries(found))


def _summaries(found: Difference) -> Iterator[str]:
    came, went = found.candidates
    for heading, kinds in (
        (marked("Verdicts"), [change.kind for change in found.findings if change.is_told]),
        (marked("Claims"), [change.kind for change in found.claims]),
        (marked("Sources"), [change.kind for change in found.sources]),
        (marked("Properties"), [change.kind for change in found.properties]),
        (marked("Entities"), [change.kind for change in found.entities]),
        (marked("Decisions"), [change.kind for change in found.decisions]),
        (marked("Candidates"), [ChangeKind.ADDED] * came + [ChangeKind.WITHDRAWN] * went),
    ):
        if kinds:
            yield f"{say(heading)}: {_kind_counts(kinds)}"


def unread_words(*states: Snapshot) -> Iterator[str]:
    """A warning for each state of which not everything could be read: what is missing there looks as if nobody said it."""
    for state in states:
        errors = sum(problem.is_error for problem in state.registry.problems)
        if errors:
            warning = marked("{state}: not everything could be read ({problems}), and what is missing looks as if nobody said it.")
            yield say(warning, state=state.name, problems=counted(errors, "problem"))


def single_words(found: Difference) -> Iterator[str]:
    """How many questions that one claim alone answers came and went."""
    kinds = Counter(change.kind for change in found.findings if not change.is_told)
    if number := kinds[ChangeKind.ADDED]:
        yield say("{questions} answered now, by one claim each", questions=counted(number, "question"))
    if number := kinds[ChangeKind.WITHDRAWN]:
        yield say("{questions} answered no longer, which one claim each had answered", questions=counted(number, "question"))


def verdict_words(finding: Finding | None) -> str:
    """What a question comes to: relation, reason, standing, and how it stands by what was decided."""
    if finding is None:
        return say("no answer")
    words = [say("one claim only")]
    if finding.relation and finding.reason:
        words = [f"{named('relation', finding.relation)} ({named('reason', finding.reason)}{itself_words(finding)})"]
    words += [named("standing", finding.standing)]
    if finding.state and finding.state.value != finding.standing.value:
        words += [named("state", finding.state)]
    return joined(words)


def verdict_change_words(change: FindingChange) -> str:
    """The verdict before and after; where only the number of clashing pairs changed, that."""
    before, after = verdict_words(change.before), verdict_words(change.after)
    if before != after:
        return turned(before, after)
    return say("still {verdict}, with other sides", verdict=after)


def sides_words(finding: Finding) -> str:
    """Who holds what on the sides of the worst relation that there is, or on the only side."""
    worst = [pair for pair in finding.pairs if pair.relation is finding.relation]
    indices = dict.fromkeys([index for pair in worst for index in (pair.left, pair.right)] or (0,))
    return say("; ").join(f"{source_names(finding.sides[index])}: {held_words(finding.sides[index])}" for index in indices)


def cause_words(because: Causes, before: Snapshot, after: Snapshot) -> Iterator[str]:
    """One line for each thing that a changed verdict rests on."""
    states = before.registry, after.registry
    yield from (_claim_cause_words(change, states) for change in because.claims)
    for what, changes in (("source", because.sources), ("property", because.properties), ("entity", because.entities)):
        for change in changes:
            yield _caused(change.kind, f"{named('column', what)} {change.id}", say("; ").join(field_changes(change, states)))
    yield from (_decision_cause_words(change) for change in because.decisions)


def _caused(kind: ChangeKind, what: str, told: str) -> str:
    return f"{named('change', kind)}: {what}{f' ({told})' if told else ''}"


def _claim_cause_words(change: Changed[Claim], states: tuple[Registry, Registry]) -> str:
    """A claim that came or went with its value, or one that changed with what changed."""
    told = say("; ").join(field_changes(change, states))
    claim, registry = (change.after, states[1]) if change.after else (change.before, states[0])
    return _caused(change.kind, change.id, told or (value_words(claim, registry) if claim else ""))


def _decision_cause_words(change: Changed[Decision]) -> str:
    """A decision that came, or that is gone from the files."""
    decision = change.after or change.before
    told = say("{ruling}, decided by {who}", ruling=named("ruling", decision.ruling), who=decision.by) if decision else ""
    return _caused(change.kind, named("column", "decision"), told)
