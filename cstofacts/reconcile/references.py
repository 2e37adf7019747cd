"""Outside facts: the claims of reference sources stand beside the findings on the same questions, and decide nothing."""

from collections import defaultdict

from msgspec.structs import replace

from cstofacts.model.claim import Claim
from cstofacts.model.finding import Finding
from cstofacts.model.registry import Registry
from cstofacts.reconcile.positions import question_of


def beside(findings: list[Finding], registry: Registry) -> list[Finding]:
    """The findings, each with the outside facts about its question, in the order of their sources."""
    known: dict[str, list[Claim]] = defaultdict(list)
    for claim in sorted(registry.references, key=lambda claim: (claim.source, claim.line, claim.id)):
        known["/".join(question_of(claim, registry.properties))].append(claim)
    return [replace(finding, references=tuple(known[finding.id])) if finding.id in known else finding for finding in findings]
