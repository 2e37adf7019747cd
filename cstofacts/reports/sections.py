"""Sort findings into the sections of a report, each finding into exactly one, and count what was compared."""

from collections import Counter
from collections.abc import Callable

from msgspec import Struct

from cstofacts.model.claim import Claim, Evidence
from cstofacts.model.finding import Finding, Pair, Standing
from cstofacts.values.base import Relation


class Section(Struct, frozen=True):
    """A section of a report: its key, what a count of it is called (one, several), its heading, and which findings belong."""

    key: str
    one: str
    several: str
    heading: str
    takes: Callable[[Finding], bool]

    def counted(self, count: int) -> str:
        """The count in words: `1 contradiction`, `3 contradictions`."""
        return f"{count} {self.one if count == 1 else self.several}"


def _against_another(finding: Finding) -> bool:
    return any(pair.relation is Relation.CONTRADICTS and is_between_sources(pair, finding) for pair in finding.pairs)


def is_between_sources(pair: Pair, finding: Finding) -> bool:
    """Whether a pair also sets one source against another, not only one against itself."""
    return {*finding.sides[pair.left].sources, *finding.sides[pair.right].sources} != set(pair.within)


SELF = "self-contradictions"
APPARENT = "apparent-conflicts"
SINGLE_SOURCE = "single-source"

SECTIONS = (
    Section("contradictions", "contradiction", "contradictions", "Contradictions", _against_another),
    Section(
        SELF,
        "source against itself",
        "sources against themselves",
        "A source against itself",
        lambda finding: finding.is_self_contradiction,
    ),
    Section("review", "needs review", "need review", "Needs review", lambda finding: finding.relation is Relation.UNDETERMINED),
    Section(
        APPARENT,
        "apparent conflict",
        "apparent conflicts",
        "Apparent conflicts: rivals only in looks",
        lambda finding: finding.is_apparent_conflict,
    ),
    Section("updates", "update", "updates", "Updates", lambda finding: finding.relation is Relation.UPDATES),
    Section("agreements", "agreement", "agreements", "Agreements between origins", lambda finding: finding.standing is Standing.CORROBORATED),
    Section(SINGLE_SOURCE, "with one origin", "with one origin", "One origin only", lambda finding: finding.standing is Standing.SINGLE_SOURCE),
    Section("unconfirmed", "unconfirmed", "unconfirmed", "Several origins, none confirming another", lambda _: True),
)


def evidence_words(claims: list[Claim]) -> str:
    """How the quotes stand in their texts, in one sentence."""
    standing = Counter(claim.evidence for claim in claims)
    if standing[Evidence.NO_TEXT] == len(claims):
        return "No text was given, so no quote is verified."
    return f"Quotes: {', '.join(f'{count} {evidence}' for evidence, count in sorted(standing.items()))}."


def by_section(findings: list[Finding]) -> dict[str, list[Finding]]:
    """The findings of each section, in their own order; every section is there, also when it is empty."""
    sorted_out: dict[str, list[Finding]] = {section.key: [] for section in SECTIONS}
    for finding in findings:
        key = next(section.key for section in SECTIONS if section.takes(finding)) if finding.pairs else SINGLE_SOURCE
        sorted_out[key].append(finding)
    return sorted_out


def listed_by_section(findings: list[Finding]) -> dict[str, list[Finding]]:
    """As `by_section`, but with every source against itself and every apparent conflict, whatever else their questions have."""
    return by_section(findings) | {
        SELF: [finding for finding in findings if finding.is_self_contradiction],
        APPARENT: [finding for finding in findings if any(pair.is_apparent_conflict for pair in finding.pairs)],
    }


def scope_words(findings: list[Finding]) -> str:
    """What was compared, in one sentence; a body and its own part that answer one question are one speaker."""
    claims = [claim for finding in findings for claim in finding.claims]
    sources, origins = {claim.source for claim in claims}, {origin for finding in findings for origin in finding.origins}
    compared = f"{counted(len(claims), 'claim')} on {counted(len(findings), 'question')}"
    speakers = f"{len(origins):,} {'speaker or agency' if len(origins) == 1 else 'speakers and agencies'}"
    return f"{counted(len(sources), 'source')}, {compared}; {speakers}."


def counted(number: int, what: str) -> str:
    """A number of things: `1 claim`, `2 claims`."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def count_words(found: dict[str, list[Finding]], sections: tuple[Section, ...] = SECTIONS) -> str:
    """How many findings are listed in these sections, in one sentence; who is in two of them counts in both."""
    return ", ".join(_count(section, found[section.key]) for section in sections)


def _count(section: Section, findings: list[Finding]) -> str:
    """A section's count; of what has one origin also how often several articles only look like support."""
    several = sum(len(finding.sources) > 1 for finding in findings) if section.key == SINGLE_SOURCE else 0
    return section.counted(len(findings)) + (f" ({several:,} of them in several sources)" if several else "")
