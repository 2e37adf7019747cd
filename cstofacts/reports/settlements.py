"""What people decided, in lines: with a finding, on the first screen, and as a history.

A name and a reason stand last on their lines, since they may be in a right-to-left script.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from cstofacts.language import count, joined, named, say
from cstofacts.model.decision import Change, ChangeKind, Decision, Settlement, State
from cstofacts.model.finding import Finding
from cstofacts.model.registry import Registry
from cstofacts.reports.layout import Line, fitted, paragraph

STYLE_OF = {State.RESOLVED: "good", State.REOPENED: "warn", State.DEFERRED: "note", State.CONTESTED: "warn"}

# Reopened questions that the first screen names.
_FIRST = 6


def settlement_lines(settlement: Settlement, start: str, width: int) -> Iterator[Line]:
    """How a question stands by what was decided: each decision that counts, and what has changed since."""
    if state := state_words(settlement):
        yield [(start, ""), (state, STYLE_OF[settlement.state])]
    for decision in settlement.decisions:
        yield from decision_lines(decision, f"{start}  ", width)
    if settlement.changes:
        yield from paragraph(f"{start}  ", changes_words(settlement.changes), width, style="warn")
    if settlement.state is State.CONTESTED:
        yield from paragraph(f"{start}  ", contested_words(), width, style="warn")


def state_words(settlement: Settlement) -> str:
    """How a question stands, where neither its standing nor the ruling says so already."""
    state = settlement.state
    return "" if state is State.RESOLVED or state.value == settlement.decision.ruling else named("state", state)


def decision_lines(decision: Decision, start: str, width: int) -> Iterator[Line]:
    """A decision: what, when, who and why, and what it goes by."""
    yield from paragraph(start, f"{named('ruling', decision.ruling)} {moment_words(decision)} {say('by')} {decision.by}", width)
    if decision.accepted:
        yield from paragraph(f"{start}  ", say("goes by {claims}", claims=joined(list(decision.accepted))), width)
    yield from paragraph(f"{start}  ", f"«{decision.because}»", width, style="quote")


def moment_words(decision: Decision) -> str:
    """When it was decided, to the minute: `2022-01-08 14:05 UTC`."""
    return f"{decision.decided[:10]} {decision.decided[11:16]} UTC"


def contested_words() -> str:
    """What to do when two decisions contest each other."""
    return say("these were decided side by side, neither knowing of the other: decide again")


def changes_words(changes: tuple[Change, ...]) -> str:
    """Which claims are not as they were judged, and how."""
    return say("since then {changes}", changes=say("; ").join(map(_change_words, changes)))


def _change_words(change: Change) -> str:
    kind = named("change", change.kind)
    if change.kind is not ChangeKind.CHANGED:
        return f"{kind}: {change.claim} ({change.after or change.before})"
    told = f"{change.before} → {change.after}" if change.before != change.after else say("its words or circumstances")
    return f"{kind}: {change.claim} ({told})"


def overview_lines(findings: list[Finding], width: int) -> Iterator[Line]:
    """On the first screen: how many questions were decided, and which of them are open again, and why."""
    states = Counter(finding.state for finding in findings if finding.state)
    if not states:
        return
    again = [finding for finding in findings if finding.state in (State.REOPENED, State.CONTESTED)]
    yield []
    counts = joined([_counted(state, states[state]) for state in State if states[state]])
    more = "cstofacts conflicts --resolved" if states[State.RESOLVED] else "cstofacts log"
    yield from paragraph("", say("Decided: {counts}.", counts=f"{counts} ({more})"), width, style="warn" if again else "good")
    for finding in again[:_FIRST]:
        if finding.settlement:
            yield [("  ", ""), (fitted(f"{finding.id}: {_why(finding.settlement)}", width - 2), "warn")]
    if len(again) > _FIRST:
        yield [(f"  {count('and {n} more', 'and {n} more', len(again) - _FIRST)}: cstofacts log", "dim")]


def unanswered_lines(decisions: Iterable[Decision], findings: Iterable[Finding], width: int) -> Iterator[Line]:
    """The questions that were decided and that no claim answers any more, such as when a property was renamed."""
    gone = sorted({decision.question for decision in decisions} - {finding.id for finding in findings})
    if gone:
        listed = [*gone[:_FIRST], *(["…"] if len(gone) > _FIRST else [])]
        told = count("{n} question was decided that no claim answers now", "{n} questions were decided that no claim answers now", len(gone))
        yield []
        yield from paragraph("", f"{told}: {joined(listed)} (cstofacts log)", width, style="warn")


def _counted(state: State, number: int) -> str:
    match state:
        case State.RESOLVED:
            return count("{n} resolved", "{n} resolved", number)
        case State.REOPENED:
            return count("{n} open again", "{n} open again", number)
        case State.DEFERRED:
            return count("{n} deferred", "{n} deferred", number)
        case State.CONTESTED:
            return count("{n} contested", "{n} contested", number)


def _why(settlement: Settlement) -> str:
    """Why a question is open although something was decided about it."""
    if settlement.state is State.CONTESTED:
        return contested_words()
    if settlement.decision.ruling.closes:
        return joined([f"{named('ruling', settlement.decision.ruling)} {settlement.decision.decided[:10]}", changes_words(settlement.changes)])
    return f"{named('ruling', settlement.decision.ruling)} {say('by')} {settlement.decision.by}: «{settlement.decision.because}»"


def log_lines(decisions: list[Decision], findings: list[Finding], registry: Registry, width: int) -> Iterator[Line]:
    """The history of these decisions, the earliest first, each with how its question stands by it now."""
    known = {finding.id: finding for finding in findings}
    followed = {id for decision in registry.decisions for id in decision.follows}
    for number, decision in enumerate(decisions):
        if number:
            yield []
        yield from paragraph("", decision.question, width, style="title")
        yield from decision_lines(decision, "  ", width)
        judged = joined([f"{claim.id} ({claim.value})" for claim in decision.claims])
        yield from paragraph("    ", say("judged {claims}", claims=judged), width, style="dim")
        yield from paragraph("    ", _now_words(decision, known.get(decision.question), is_followed=decision.id in followed), width, style="dim")


def _now_words(decision: Decision, finding: Finding | None, *, is_followed: bool) -> str:
    """How the question of a decision stands by it now."""
    if is_followed:
        return say("a later decision took its place")
    settlement = finding.settlement if finding else None
    if settlement is None:
        return say("no claim answers this question now")
    if all(decision.id != holding.id for holding in settlement.decisions):
        return say("another decision, made side by side with it, holds")
    words = [named("state", settlement.state), *([changes_words(settlement.changes)] if settlement.changes else [])]
    return say("now: {state}", state=joined(words))
