"""The alerts of a check: what concise, github, gitlab, junit and sarif have in common."""

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec.structs import replace

from cstofacts.language import count, named, say
from cstofacts.model.alert import Alert, Checked, Hushed
from cstofacts.model.decision import digest
from cstofacts.model.finding import Finding
from cstofacts.model.problem import Problem
from cstofacts.model.rules import code_of
from cstofacts.model.severity import Severity, is_failing, severity_of_problem, severity_of_verdict
from cstofacts.reports.overview import gist
from cstofacts.reports.text import source_names

# The places that a problem's message names; they change when a line is put in above, and the problem stays the same.
_PLACES = re.compile(r"(?<=line )\d+|(?<=:)\d+")


def alerts_of(checked: Checked) -> list[Alert]:
    """All alerts, problems before findings; also those that somebody has hushed, but none whose severity is `off`."""
    alerts = [*_of_problems(checked), *_of_findings(checked)]
    return [alert for alert in alerts if alert.severity is not Severity.OFF]


def open_alerts(checked: Checked) -> list[Alert]:
    """The alerts that nobody has hushed."""
    return [alert for alert in alerts_of(checked) if alert.hushed is None]


def _of_problems(checked: Checked) -> Iterator[Alert]:
    ignored = {each.problem: each.by for each in checked.registry.ignored}
    for problem, print in _printed(sorted([*checked.problems, *ignored]), checked.root):
        severity = severity_of_problem(problem, checked.registry.severities)
        alert = Alert(problem.code, severity, problem.location, problem.message, print, failing=is_failing(problem, checked.registry.severities))
        by = ignored.get(problem)
        yield replace(alert, failing=False, hushed=Hushed.IGNORED, because=by.reason) if by else alert


def _printed(problems: Iterable[Problem], root: str) -> Iterator[tuple[Problem, str]]:
    """Each problem with the digest of its content; the second of two alike has another."""
    seen: Counter[tuple[str, str, str]] = Counter()
    for problem in problems:
        content = (problem.code, path_from(root, problem.location.path), _PLACES.sub("", problem.message))
        seen[content] += 1
        yield problem, digest([*content, seen[content]])


def _of_findings(checked: Checked) -> Iterator[Alert]:
    for finding in checked.findings:
        if finding.reason is None:
            continue
        hushed = _hushed(finding)
        severity = severity_of_verdict(finding, checked.registry.severities)
        if hushed and severity is Severity.OFF:  # what somebody decided stays told, also when its rule is off by now
            severity = severity_of_verdict(finding, {})
        known = None if checked.known is None else finding.id in checked.known
        alert = Alert(code_of(finding.reason), severity, finding.primary.location, _words(finding), checked.prints[finding.id], finding, known=known)
        yield replace(alert, failing=finding.id in checked.failing, hushed=hushed, because=_because(finding))


def _words(finding: Finding) -> str:
    """What decided the worst pair, and how many more there are of its relation."""
    pair, *others = (pair for pair in finding.pairs if pair.relation is finding.relation)
    who = " / ".join(dict.fromkeys(source_names(finding.sides[index]) for index in (pair.left, pair.right)))
    more = f" ({count('and {n} more pair', 'and {n} more pairs', len(others))})" if others else ""
    return f"{who}: {gist(pair)}{more}"


def _hushed(finding: Finding) -> Hushed | None:
    if finding.is_resolved:
        return Hushed.DECIDED
    return Hushed.IGNORED if finding.ignored else None


def _because(finding: Finding) -> str:
    if finding.is_resolved and finding.settlement:
        decision = finding.settlement.decision
        return say("{ruling} by {name}: {reason}", ruling=named("ruling", decision.ruling), name=decision.by, reason=decision.because)
    return "; ".join(dict.fromkeys(ignore.reason for ignore in finding.ignored))


def path_from(root: str, path: str) -> str:
    """A path as other programs count it: from the root with slashes, or whole when it leads out of the root."""
    whole = os.path.abspath(path)  # noqa: PTH100 (a link of the registry keeps its own name)
    inside = os.path.relpath(whole, root) if root else path
    return Path(whole).as_posix() if Path(inside).parts[:1] == ("..",) else Path(inside).as_posix()
