"""The summary of a check in Markdown, for the page that GitHub shows of a step."""

from collections.abc import Iterator

from cstofacts.language import count, joined, say
from cstofacts.model.alert import Alert, Checked
from cstofacts.model.rules import RULES
from cstofacts.reports.alerts import alerts_of, path_from
from cstofacts.reports.inert import inert
from cstofacts.reports.markdown import escaped
from cstofacts.reports.sections import SECTIONS, count_words, evidence_words, listed_by_section, scope_words
from cstofacts.reports.text import question_words

# GitHub refuses the summary of a step beyond 1 MiB; other commands of the step may write to it too.
MOST_BYTES = 1024 * 1024
_ROOM_FOR_THE_COUNT = 400


def summary(checked: Checked, room: int = MOST_BYTES) -> str:
    """The summary in at most so many bytes; rows that find no room are counted."""
    head, rows = "".join(f"{line}\n" for line in _head(checked)), list(_rows(checked))
    taken, left = head, room - len(head.encode()) - _ROOM_FOR_THE_COUNT
    for number, row in enumerate(rows):
        left -= len(row.encode()) + 1
        if left < 0:
            more = count("and {n} more", "and {n} more", len(rows) - number)
            return f"{taken}\n{more}\n" if room > _ROOM_FOR_THE_COUNT + len(head.encode()) else ""
        taken += f"{row}\n"
    return taken


def _head(checked: Checked) -> Iterator[str]:
    yield "## cstofacts"
    yield ""
    yield f"{scope_words(checked.compared or checked.findings)} {count_words(listed_by_section(checked.findings), SECTIONS[:5])}."
    problems, ignored = len(checked.problems), sum(alert.hushed is not None for alert in alerts_of(checked))
    told = [count("{n} problem", "{n} problems", problems)] if problems else []
    told += [count("{n} decided or ignored", "{n} decided or ignored", ignored)] if ignored else []
    if told:
        yield ""
        yield f"{joined(told)}."
    for sentence in checked.left_out:
        yield ""
        yield f"{escaped(sentence)}."
    yield ""
    yield f"{evidence_words(checked.registry.claims)}"


def _rows(checked: Checked) -> Iterator[str]:
    alerts = [alert for alert in alerts_of(checked) if alert.hushed is None]
    if alerts:
        yield ""
        yield f"| | {say('rule')} | {say('place')} | |"
        yield "|---|---|---|---|"
    for alert in alerts:
        yield f"| {_sign(alert)} | {alert.code} {RULES[alert.code].name} | {_place(alert, checked.root)} | {_words(alert)} |"


def _sign(alert: Alert) -> str:
    if alert.known:
        return say("known")
    return f"**{say('fails')}**" if alert.failing else ""


def _place(alert: Alert, root: str) -> str:
    path = inert(path_from(root, alert.location.path)).replace("`", "'").replace("|", "/")
    return f"`{path}:{alert.location.line}`" if alert.location.line else f"`{path}`"


def _words(alert: Alert) -> str:
    if alert.finding is None:
        return escaped(alert.message)
    return f"**{escaped(question_words(alert.finding))}** {escaped(alert.message)}"
