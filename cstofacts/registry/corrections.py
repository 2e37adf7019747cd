"""Claims that an edited article no longer makes: each needs a version that made it, and what replaces it must name it."""

from collections.abc import Iterable

from cstofacts.model.claim import Claim, Source
from cstofacts.registry.nodes import Page
from cstofacts.spelling import nearest


def report_corrections(pages: dict[str, Page], sources: dict[str, Source], claims: Iterable[Claim]) -> None:
    """Report, on the page of each claim (by path), what is wrong with `superseded` and `replaces`."""
    by_id = {claim.id: claim for claim in claims}
    for claim in by_id.values():
        page, place = pages[claim.location.path], claim.location
        if claim.superseded and not sources[claim.source].versions:
            message = "this claim is superseded, but its source has no earlier version: add `versions` to the source"
            page.report("superseded-without-version", message, place.line, place.column)
        if fault := claim.replaces and _fault_of(claim, by_id):
            page.report("replaces-nothing", f"'replaces' names {claim.replaces[:60]!r}, {fault}", place.line, place.column)


def _fault_of(claim: Claim, by_id: dict[str, Claim]) -> str:
    """What is wrong with the claim that this one replaces; empty when nothing is."""
    replaced = by_id.get(claim.replaces)
    if replaced is None:
        meant = nearest(claim.replaces, [id for id, other in by_id.items() if other.superseded and other.source == claim.source])
        return "which no claim has for its id: " + (f"did you mean {meant!r}?" if meant else "name a superseded claim of this source")
    if replaced.source != claim.source:
        return f"a claim of {replaced.source[:40]!r}: only an article corrects itself"
    if not replaced.superseded:
        return "which still counts: give it `superseded`, with the date of the edit"
    return "which leads back to this claim: take one of them out" if _leads_back(claim, by_id) else ""


def _leads_back(claim: Claim, by_id: dict[str, Claim]) -> bool:
    """Whether a chain of corrections has this claim in it twice."""
    seen: set[str] = set()
    current: Claim | None = claim
    while current and current.replaces and current.id not in seen:
        seen.add(current.id)
        current = by_id.get(current.replaces)
        if current is claim:
            return True
    return False
