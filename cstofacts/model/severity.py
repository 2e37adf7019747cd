"""How much a rule weighs: each has a severity of its own, and a desk may choose another for it.

Which findings make the exit status 1 is another matter: that is the threshold `--fail-on`.
"""

from collections.abc import Mapping
from enum import StrEnum

from cstofacts.model.finding import Finding, Pair
from cstofacts.model.problem import Problem
from cstofacts.model.rules import COSTS_NOTHING, RULES, code_of
from cstofacts.values.base import Relation


class Severity(StrEnum):
    """The severities, worst first, in the words of SARIF and of linters; what is `off` is not shown."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    OFF = "off"


Severities = Mapping[str, Severity]
"""The severities that were chosen, by the rule's code; every other rule has its own."""

_OF_RELATION = {
    Relation.CONTRADICTS: Severity.ERROR,
    Relation.UNDETERMINED: Severity.WARNING,
    Relation.UPDATES: Severity.NOTE,
}


# What two claims are to each other when there is nothing about it to be shown or counted.
_NO_FINDING = frozenset(map(code_of, ("modality", "question", "separator")))


def severity_of_problem(problem: Problem, chosen: Severities) -> Severity:
    """The severity of a fault of the registry."""
    return chosen.get(problem.code) or Severity(RULES[problem.code].level)


def severity_of_finding(finding: Finding, chosen: Severities) -> Severity:
    """The severity of a finding, which is that of its worst pair; agreement, and what a person has decided or ignored, is `off`."""
    return Severity.OFF if finding.is_resolved or finding.ignored else severity_of_verdict(finding, chosen)


def severity_of_verdict(finding: Finding, chosen: Severities) -> Severity:
    """The severity of a finding's worst pair, whatever people have said about it."""
    if not finding.pairs:
        return Severity.OFF
    if not chosen:
        return _severity_of_pair(finding.pairs[0], chosen)
    return min((_severity_of_pair(pair, chosen) for pair in finding.pairs), key=list(Severity).index)


def _severity_of_pair(pair: Pair, chosen: Severities) -> Severity:
    own = Severity.NOTE if pair.is_apparent_conflict else _OF_RELATION.get(pair.relation, Severity.OFF)
    return chosen.get(code_of(pair.reason), own)


def is_failing(problem: Problem, chosen: Severities) -> bool:
    """Whether a fault of the registry makes a run fail."""
    return severity_of_problem(problem, chosen) is Severity.ERROR


def is_off(finding: Finding, chosen: Severities) -> bool:
    """Whether somebody chose not to see a finding: a rule of it is off, and none of its pairs weighs anything."""
    return (
        bool(off_rules(finding, chosen)) and not finding.is_resolved and not finding.ignored and severity_of_finding(finding, chosen) is Severity.OFF
    )


def off_rules(finding: Finding, chosen: Severities) -> set[str]:
    """The codes of the rules of a finding that are off by choice."""
    codes = {code_of(pair.reason) for pair in finding.pairs} if chosen else set()
    return {code for code in codes if chosen.get(code) is Severity.OFF}


def refusal(code: str, severity: Severity) -> str:
    """Why a rule may not be given a severity; empty when it may."""
    rule = RULES[code]
    if rule.level == "error" and severity is not Severity.ERROR and code not in COSTS_NOTHING:
        return "this stays an error, since something could not be read, and what was not read must never look like a pass"
    if rule.level == "verdict" and (code in _NO_FINDING or code.startswith("CF9")):
        return "this is no finding, so it has no severity"
    return ""
