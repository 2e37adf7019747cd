"""Sort findings into the sections of a report, each finding into exactly one, and count what was compared."""

from collections import Counter
from collections.abc import Callable

from msgspec import Struct

from cstofacts.language import both, count, joined, marked, named, say
from cstofacts.model.claim import Claim, Evidence
from cstofacts.model.finding import Finding, Pair, Standing
from cstofacts.values.base import Relation


class Section(Struct, frozen=True):
    """A section of a report: its key, what a count of it is called (one, several), its heading, which findings belong, and what that means."""

    key: str
    called: tuple[str, str]
    heading: str
    takes: Callable[[Finding], bool]
    about: str

    def counted(self, number: int) -> str:
        """The count in words: `1 contradiction`, `3 contradictions`."""
        return count(*self.called, number)


def _against_another(finding: Finding) -> bool:
    return any(pair.relation is Relation.CONTRADICTS and is_between_sources(pair, finding) for pair in finding.pairs)


def is_between_sources(pair: Pair, finding: Finding) -> bool:
    """Whether a pair also sets one source against another, not only one against itself."""
    return {*finding.sides[pair.left].sources, *finding.sides[pair.right].sources} != set(pair.within)


SELF = "self-contradictions"
APPARENT = "apparent-conflicts"
RESOLVED = "resolved"
IGNORED = "ignored"
SINGLE_SOURCE = "single-source"

SECTIONS = (
    Section(
        "contradictions",
        both("{n} contradiction", "{n} contradictions"),
        marked("Contradictions"),
        _against_another,
        marked("Sources answer one question about one thing and one time, and their answers cannot all be right."),
    ),
    Section(
        SELF,
        both("{n} source against itself", "{n} sources against themselves"),
        marked("A source against itself"),
        lambda finding: finding.is_self_contradiction,
        marked("One source gives answers that cannot both be right."),
    ),
    Section(
        "review",
        both("{n} needs review", "{n} need review"),
        marked("Needs review"),
        lambda finding: finding.relation is Relation.UNDETERMINED,
        marked("The answers may contradict each other or not; what is missing to tell is named."),
    ),
    Section(
        APPARENT,
        both("{n} apparent conflict", "{n} apparent conflicts"),
        marked("Apparent conflicts: rivals only in looks"),
        lambda finding: finding.is_apparent_conflict,
        marked("The figures look like rivals and are about different things; what tells them apart is named."),
    ),
    Section(
        "updates",
        both("{n} update", "{n} updates"),
        marked("Updates"),
        lambda finding: finding.relation is Relation.UPDATES,
        marked("The answers differ because they are of different times, and the answer may change with time."),
    ),
    Section(
        RESOLVED,
        both("{n} resolved", "{n} resolved"),
        marked("Resolved"),
        lambda finding: finding.is_resolved,
        marked("A person has decided these questions, on just the claims that are shown; who, when and why stands with each."),
    ),
    Section(
        IGNORED,
        both("{n} ignored", "{n} ignored"),
        marked("Ignored in the registry"),
        lambda finding: bool(finding.ignored),
        marked("Comments in the registry itself ignore these findings; the reason stands beside each comment."),
    ),
    Section(
        "agreements",
        both("{n} agreement", "{n} agreements"),
        marked("Agreements between origins"),
        lambda finding: finding.standing is Standing.CORROBORATED,
        marked("Independent origins give answers that can be right together."),
    ),
    Section(
        SINGLE_SOURCE,
        both("{n} with one origin", "{n} with one origin"),
        marked("One origin only"),
        lambda finding: finding.standing is Standing.SINGLE_SOURCE,
        marked("Nobody else answers these questions: nothing confirms the answers, and nothing speaks against them."),
    ),
    Section(
        "unconfirmed",
        both("{n} unconfirmed", "{n} unconfirmed"),
        marked("Several origins, none confirming another"),
        lambda _: True,
        marked("Several origins answer, about different things or times or too loosely to confirm one another."),
    ),
)


def evidence_words(claims: list[Claim]) -> str:
    """How the quotes stand in their texts, in one sentence."""
    standing = Counter(claim.evidence for claim in claims)
    if standing[Evidence.NO_TEXT] == len(claims):
        return say("No text was given, so no quote is verified.")
    return say("Quotes: {counts}.", counts=joined([f"{number:,} {named('evidence', evidence)}" for evidence, number in sorted(standing.items())]))


def by_section(findings: list[Finding]) -> dict[str, list[Finding]]:
    """The findings of each section, in their own order; every section is there, also when it is empty."""
    sorted_out: dict[str, list[Finding]] = {section.key: [] for section in SECTIONS}
    for finding in findings:
        sorted_out[_section_of(finding)].append(finding)
    return sorted_out


def _section_of(finding: Finding) -> str:
    if finding.is_resolved or finding.ignored:
        return RESOLVED if finding.is_resolved else IGNORED
    return next(section.key for section in SECTIONS if section.takes(finding)) if finding.pairs else SINGLE_SOURCE


def listed_by_section(findings: list[Finding]) -> dict[str, list[Finding]]:
    """As `by_section`, but with every source against itself and every apparent conflict that is open, whatever else their questions have."""
    open_ = [finding for finding in findings if not finding.is_resolved and not finding.ignored]
    return by_section(findings) | {
        SELF: [finding for finding in open_ if finding.is_self_contradiction],
        APPARENT: [finding for finding in open_ if any(pair.is_apparent_conflict for pair in finding.pairs)],
    }


def scope_words(findings: list[Finding]) -> str:
    """What was compared, in one sentence; a body and its own part that answer one question are one speaker."""
    claims = [claim for finding in findings for claim in finding.claims]
    sources, origins = {claim.source for claim in claims}, {origin for finding in findings for origin in finding.origins}
    return say(
        "{sources}, {claims} on {questions}; {speakers}.",
        sources=counted(len(sources), "source"),
        claims=counted(len(claims), "claim"),
        questions=count("{n} question", "{n} questions", len(findings)),
        speakers=count("{n} speaker or agency", "{n} speakers and agencies", len(origins)),
    )


_THINGS = {
    one.removeprefix("{n} "): (one, several)
    for one, several in (
        both("{n} candidate", "{n} candidates"),
        both("{n} claim", "{n} claims"),
        both("{n} decision", "{n} decisions"),
        both("{n} longer quote", "{n} longer quotes"),
        both("{n} more pair", "{n} more pairs"),
        both("{n} more side", "{n} more sides"),
        both("{n} more source", "{n} more sources"),
        both("{n} new candidate", "{n} new candidates"),
        both("{n} new contradiction", "{n} new contradictions"),
        both("{n} origin", "{n} origins"),
        both("{n} paragraph", "{n} paragraphs"),
        both("{n} problem", "{n} problems"),
        both("{n} question", "{n} questions"),
        both("{n} row", "{n} rows"),
        both("{n} sentence", "{n} sentences"),
        both("{n} source", "{n} sources"),
        both("{n} text", "{n} texts"),
        both("{n} value", "{n} values"),
    )
}


def counted(number: int, what: str) -> str:
    """A number of things: `1 claim`, `2 claims`."""
    return count(*_THINGS[what], number)


def count_words(found: dict[str, list[Finding]], sections: tuple[Section, ...] = SECTIONS) -> str:
    """How many findings are listed in these sections, in one sentence; who is in two of them counts in both."""
    return joined([_count(section, found[section.key]) for section in sections if found[section.key] or section.key != IGNORED])


def _count(section: Section, findings: list[Finding]) -> str:
    """A section's count; of what has one origin also how often several articles only look like support."""
    several = sum(len(finding.sources) > 1 for finding in findings) if section.key == SINGLE_SOURCE else 0
    more = count(" ({n} of them in several sources)", " ({n} of them in several sources)", several) if several else ""
    return section.counted(len(findings)) + more
