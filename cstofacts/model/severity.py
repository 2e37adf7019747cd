"""How much a rule weighs: each has a severity of its own, and a desk may choose another for it.

Which findings make the exit status 1 is another matter: that is the threshold `--fail-on`.
"""

from collections.abc import Mapping
from enum import StrEnum

from cstofacts.model.finding import Finding
from cstofacts.model.problem import Problem
from cstofacts.model.rules import RULES, code_of
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


def severity_of_problem(problem: Problem, chosen: Severities) -> Severity:
    """The severity of a fault of the registry."""
    return chosen.get(problem.code) or Severity(RULES[problem.code].level)


def severity_of_finding(finding: Finding, chosen: Severities) -> Severity:
    """The severity of a finding; agreement, and what a person has decided or ignored, is `off`."""
    return Severity.OFF if finding.is_resolved or finding.ignored else severity_of_verdict(finding, chosen)


def severity_of_verdict(finding: Finding, chosen: Severities) -> Severity:
    """The severity of a finding's worst pair, whatever people have said about it."""
    if finding.relation is None or finding.reason is None:
        return Severity.OFF
    own = Severity.NOTE if finding.is_apparent_conflict else _OF_RELATION.get(finding.relation, Severity.OFF)
    return chosen.get(code_of(finding.reason), own)
