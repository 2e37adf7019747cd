"""gitlab: a Code Quality report, which GitLab shows in a merge request: what it brings and what it mends.

GitLab tells new from known by `fingerprint`, which stands for the content and not for the line.
"""

import msgspec

from cstofacts.model.alert import Alert, Checked
from cstofacts.model.rules import RULES
from cstofacts.model.severity import Severity
from cstofacts.reports.alerts import open_alerts, path_from
from cstofacts.reports.json import escaped
from cstofacts.reports.records import encodable

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}


def render(checked: Checked) -> str:
    """The open alerts as a list."""
    issues = [_issue(alert, checked.root) for alert in open_alerts(checked)]
    return f"{escaped(msgspec.json.format(msgspec.json.encode(issues), indent=2).decode())}\n"


def _issue(alert: Alert, root: str) -> dict[str, object]:
    question = f"{alert.finding.question.en} ({alert.finding.id}): " if alert.finding else ""
    return {
        "description": encodable(f"{alert.code} {RULES[alert.code].name}: {question}{alert.message} [cstofacts rule {alert.code}]"),
        "check_name": f"{alert.code} {RULES[alert.code].name}",
        "fingerprint": alert.print,
        "severity": "info" if alert.known else _SEVERITIES[alert.severity],
        "location": {"path": encodable(path_from(root, alert.location.path)), "lines": {"begin": alert.location.line or 1}},
    }
