"""What the chosen severities do: which findings and problems are shown, and which findings count.

What is off is left out, and how much that is, by which rule and where that was chosen, is said beside the rest: nothing disappears without a word.
"""

from cstofacts.cli import screen
from cstofacts.cli.configuration import configuration
from cstofacts.cli.options import FailOn
from cstofacts.language import count, joined
from cstofacts.model.finding import Finding, Pair
from cstofacts.model.problem import Problem
from cstofacts.model.rules import RULES, code_of
from cstofacts.model.severity import Severities, Severity, is_off, off_rules, severity_of_problem
from cstofacts.values.base import Relation


def counts(finding: Finding, threshold: FailOn, chosen: Severities | None = None) -> bool:
    """Whether a finding makes the exit status 1: by the severity that was chosen for a rule of it, else by the threshold.

    Of what cannot be compared only an apparent conflict counts, and nothing that a person has decided or ignored.
    """
    if finding.is_resolved or finding.ignored:
        return False
    counting = [Relation(limit) for limit in FailOn][: list(FailOn).index(threshold) + 1]
    return any(_pair_counts(pair, counting, chosen) for pair in (finding.pairs if chosen else finding.pairs[:1]))


def _pair_counts(pair: Pair, counting: list[Relation], chosen: Severities | None) -> bool:
    if chosen and (severity := chosen.get(code_of(pair.reason))):
        return severity is Severity.ERROR
    return pair.relation in counting and (pair.relation is not Relation.NOT_COMPARABLE or pair.is_apparent_conflict)


def shown_findings(findings: list[Finding], chosen: Severities) -> list[Finding]:
    """The findings that are not off; how many are is said."""
    if words := off_words(findings, chosen):
        screen.say_text(words)
    return [finding for finding in findings if not is_off(finding, chosen)] if chosen else findings


def off_words(findings: list[Finding], chosen: Severities) -> str:
    """How many findings are off, by which rules, and where that was chosen; empty when none is."""
    off = [finding for finding in findings if is_off(finding, chosen)] if chosen else []
    if not off:
        return ""
    rules = _rules({code for finding in off for code in off_rules(finding, chosen)})
    return count("{n} finding is off and not shown: {rules}", "{n} findings are off and not shown: {rules}", len(off), rules=rules)


def left_out_words(compared: list[Finding], told: list[Finding], chosen: Severities) -> tuple[str, ...]:
    """How many findings are left out, and why: a sentence for those that a baseline knows, when it leaves any out, and one for those that are off."""
    known = len(compared) - len(told)
    words = count("{n} finding is known from the baseline and not shown", "{n} findings are known from the baseline and not shown", known)
    return tuple(sentence for sentence in (words if known else "", off_words(told, chosen)) if sentence)


def shown_problems(problems: list[Problem], chosen: Severities) -> list[Problem]:
    """The problems that are not off; how many are is said."""
    if not chosen:
        return problems
    shown = [problem for problem in problems if severity_of_problem(problem, chosen) is not Severity.OFF]
    off = len(problems) - len(shown)
    if off:
        rules = _rules({problem.code for problem in problems} - {problem.code for problem in shown})
        screen.say_text(count("{n} problem is off and not shown: {rules}", "{n} problems are off and not shown: {rules}", off, rules=rules))
    return shown


def _rules(codes: set[str]) -> str:
    """Rules by code and name, each with the place where it was chosen."""
    places = configuration().places
    return joined([f"{code} {RULES[code].name} ({places[code]})" for code in sorted(codes)])
