"""How the decisions of people hold: each is about a question and the claims that it judged, whatever else changes in the registry.

A claim is the same while its source and all that it says are: subject, property, value, qualifiers, speakers, certainty and words. Its id, line, note
and place in the registry may change. A decision holds while the claims of its question are just those that were judged.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable

from msgspec.structs import replace

from cstofacts.model.claim import Claim
from cstofacts.model.decision import Change, ChangeKind, Decision, Judged, Settlement, State, digest
from cstofacts.model.finding import Finding, Standing


def content_of(claim: Claim) -> str:
    """The digest of all that a claim says, and of who says it."""
    said = [claim.subject, claim.property, str(claim.value), sorted(claim.qualifiers.items()), list(claim.attribution), claim.certainty]
    return digest([claim.source, *said, claim.text, claim.quote])


def judged(claims: Iterable[Claim], accepted: Iterable[str] = ()) -> tuple[Judged, ...]:
    """The claims as a decision keeps them; `accepted` are the ids of those that the person goes by."""
    chosen = set(accepted)
    return tuple(Judged(claim.id, claim.source, str(claim.value), claim.quote, content_of(claim), claim.id in chosen) for claim in claims)


def settled(findings: list[Finding], decisions: Iterable[Decision]) -> list[Finding]:
    """The findings with what was decided about them; one whose decision holds is resolved."""
    about: dict[str, list[Decision]] = defaultdict(list)
    for decision in decisions:
        about[decision.question].append(decision)
    return [_settled(finding, about[finding.id]) if finding.id in about else finding for finding in findings]


def _settled(finding: Finding, decisions: list[Decision]) -> Finding:
    settlement = _settlement(finding, decisions)
    standing = Standing.RESOLVED if settlement.state is State.RESOLVED else finding.standing
    return replace(finding, settlement=settlement, standing=standing)


def _settlement(finding: Finding, decisions: list[Decision]) -> Settlement:
    """What holds: of the latest decisions those on the claims as they are now, else the last one with what has changed since."""
    now = judged(finding.claims)
    latest = [(decision, _changes(decision.claims, now)) for decision in latest_of(decisions)]
    fitting = [decision for decision, changes in latest if not changes]
    if not fitting:
        decision, changes = latest[-1]
        return Settlement((decision,), changes)
    rulings = {(decision.ruling, _accepted(decision)) for decision in fitting}
    holding = tuple(fitting) if len(rulings) > 1 else (fitting[-1],)
    return Settlement(holding, accepted=tuple(claim.id for claim in now if claim.content in _accepted(holding[-1])))


def _accepted(decision: Decision) -> frozenset[str]:
    return frozenset(claim.content for claim in decision.claims if claim.accepted)


def latest_of(decisions: Iterable[Decision]) -> list[Decision]:
    """The decisions on one question that no other follows, in the order of their moments: one, or several that were made side by side."""
    by_id = {decision.id: decision for decision in decisions}
    ordered = sorted(by_id.values(), key=lambda decision: (decision.decided, decision.id))
    followed = {id for decision in ordered for id in decision.follows}
    return [decision for decision in ordered if decision.id not in followed]


def _changes(before: tuple[Judged, ...], now: tuple[Judged, ...]) -> tuple[Change, ...]:
    """What is not as it was judged. A claim that kept its id, or its source and quote, was changed."""
    gone, come = _left(before, now), _left(now, before)
    changed: list[Change] = []
    for kept in (_by_id, _by_quote):
        found = {kept(claim): claim for claim in come}
        for old in list(gone):
            if new := found.pop(kept(old), None):
                gone.remove(old)
                come.remove(new)
                changed.append(Change(ChangeKind.CHANGED, new.id, old.value, new.value))
    added = [Change(ChangeKind.ADDED, claim.id, after=claim.value) for claim in come]
    return (*added, *changed, *(Change(ChangeKind.WITHDRAWN, claim.id, before=claim.value) for claim in gone))


def _by_id(claim: Judged) -> tuple[str, ...]:
    return (claim.id,)


def _by_quote(claim: Judged) -> tuple[str, ...]:
    return claim.source, claim.quote


def _left(claims: tuple[Judged, ...], others: tuple[Judged, ...]) -> list[Judged]:
    """The claims without as many of the same content as the others have."""
    matched = Counter(claim.content for claim in others)
    left = []
    for claim in claims:
        if matched[claim.content]:
            matched[claim.content] -= 1
        else:
            left.append(claim)
    return left
