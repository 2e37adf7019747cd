"""github: workflow commands, which GitHub shows as annotations of the lines; with `summary` the page of the step.

GitHub takes ten annotations of each type from a step and drops the others without a word: the tenth counts what is left out, and below it that stands
in the log, a line for each.
"""

from collections.abc import Iterator

from cstofacts.language import count
from cstofacts.model.alert import Alert, Checked
from cstofacts.model.rules import RULES
from cstofacts.model.severity import Severity
from cstofacts.reports.alerts import open_alerts, path_from
from cstofacts.reports.checks.concise import line_of
from cstofacts.reports.inert import inert, without_commands
from cstofacts.reports.text import question_words

# What GitHub documents as the most that one step may have of each type.
MOST = 10

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def render(checked: Checked) -> str:
    """The open alerts as commands, the errors first; what a baseline knows is a notice only."""
    alerts = open_alerts(checked)
    return "".join(
        f"{line}\n" for severity in _COMMANDS for line in _commands(severity, [a for a in alerts if _severity(a) is severity], checked.root)
    )


def _severity(alert: Alert) -> Severity:
    return Severity.NOTE if alert.known else alert.severity


def _commands(severity: Severity, alerts: list[Alert], root: str) -> Iterator[str]:
    shown = alerts if len(alerts) <= MOST else alerts[: MOST - 1]
    for alert in shown:
        yield _command(severity, alert, root)
    if left_out := len(alerts) - len(shown):
        more = count("and {n} more: see the log or the summary", "and {n} more: see the log or the summary", left_out)
        yield f"::{_COMMANDS[severity]}::{_data(more)}"
        yield from (without_commands(line_of(alert)) for alert in alerts[len(shown) :])


def _command(severity: Severity, alert: Alert, root: str) -> str:
    place = alert.location
    properties = {"file": path_from(root, place.path), "line": place.line, "col": place.column, "title": f"{alert.code} {RULES[alert.code].name}"}
    written = ",".join(f"{name}={_property(inert(str(value)))}" for name, value in properties.items() if value)
    return f"::{_COMMANDS[severity]} {written}::{_data(_words(alert))}"


def _words(alert: Alert) -> str:
    asked = f"{question_words(alert.finding)} ({alert.finding.id})\n" if alert.finding else ""
    return f"{inert(asked.rstrip())}\n{inert(alert.message)}" if asked else inert(alert.message)


def _data(text: str) -> str:
    """Text that ends no command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Text that ends no property of a command."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
