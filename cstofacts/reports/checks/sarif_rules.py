"""The rules of a SARIF log: what GitHub and editors show beside a result."""

from cstofacts.model.rules import RULES, Rule, silencing
from cstofacts.model.severity import Severities, Severity

Record = dict[str, object]

# A rule as GitHub sorts it.
_PROBLEM_SEVERITIES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "recommendation"}


def rule_records(codes: list[str], chosen: Severities, levels: dict[str, Severity]) -> list[Record]:
    """The rules with these codes; `levels` are the severities that results of each have when nobody has chosen another, or chosen to see none."""
    return [_record(RULES[code], levels[code] if chosen.get(code, Severity.OFF) is Severity.OFF else chosen[code]) for code in codes]


def _record(rule: Rule, severity: Severity) -> Record:
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": _first(rule.what)},
        "fullDescription": {"text": _plain(rule.what)},
        "help": {"text": _help(rule), "markdown": _markdown(rule)},
        "defaultConfiguration": {"level": str(severity)},
        "properties": {"tags": [rule.level], "problem.severity": _PROBLEM_SEVERITIES[severity]},
    }


def _first(text: str) -> str:
    """The first sentence."""
    return f"{_plain(text).partition('. ')[0].rstrip('.')}."


def _plain(text: str) -> str:
    return text.replace("\n", " ")


def _help(rule: Rule) -> str:
    return (
        f"{rule.what}\n\nWhy it matters: {rule.why}\n\nExample:\n{rule.example}\nHow to settle it: {rule.settle}\n\n"
        f"How to silence it: {silencing(rule)}\n\ncstofacts rule {rule.code}"
    )


def _markdown(rule: Rule) -> str:
    return (
        f"{rule.what}\n\n**Why it matters.** {rule.why}\n\n```\n{rule.example}```\n\n**What to do.** {rule.settle}\n\n"
        f"**How to silence it.** {silencing(rule)}\n\n`cstofacts rule {rule.code}`"
    )
