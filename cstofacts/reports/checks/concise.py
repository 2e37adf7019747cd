"""concise: one line per problem or finding, as compilers and linters print theirs; editors make links of it."""

from cstofacts.model.alert import Alert, Checked
from cstofacts.model.rules import RULES
from cstofacts.reports.alerts import open_alerts
from cstofacts.reports.inert import inert


def render(checked: Checked) -> str:
    """The open alerts, problems first."""
    return "".join(f"{line_of(alert)}\n" for alert in open_alerts(checked))


def line_of(alert: Alert) -> str:
    """`path:line:column: CF503 membership: question: what differs`."""
    question = f"{alert.finding.id}: " if alert.finding else ""
    return inert(f"{alert.location}: {alert.code} {RULES[alert.code].name}: {question}{alert.message}")
