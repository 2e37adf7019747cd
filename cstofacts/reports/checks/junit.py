"""junit: JUnit XML, which every build server shows: a suite per property, a case per question, and one suite for the registry's own files.

A failure is a finding that makes the exit status 1, an error a fault of a file that does. What is open and does neither stands in the case's output;
what was decided, is ignored or known from a baseline is skipped. There are no times in it, so that the same registry gives the same bytes.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from xml.etree import ElementTree as ET

from msgspec.structs import replace

from cstofacts.model.alert import Alert, Checked
from cstofacts.model.finding import Finding
from cstofacts.model.problem import Location
from cstofacts.model.rules import RULES
from cstofacts.reports.alerts import alerts_of, path_from
from cstofacts.reports.inert import inert
from cstofacts.reports.text import held_words, place_words

_REGISTRY = "registry"

# Beyond what `inert` escapes, XML 1.0 has no place for these.
_NO_XML = re.compile("[\ufffe\uffff]")


def render(checked: Checked) -> str:
    """The check as one XML document."""
    alerts = alerts_of(checked)
    by_id = {alert.finding.id: alert for alert in alerts if alert.finding}
    findings = sorted(checked.findings, key=lambda finding: (finding.question.property, finding.id))
    suites = [_suite(_REGISTRY, _file_cases([alert for alert in alerts if alert.finding is None], checked))]
    for property, asked in groupby(findings, key=lambda finding: finding.question.property):
        suites.append(_suite(property, [_case(finding, by_id.get(finding.id), checked.root) for finding in asked]))
    root = ET.Element("testsuites", {"name": "cstofacts", **_counts(suites)})
    root.extend(suites)
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _suite(name: str, cases: list[ET.Element]) -> ET.Element:
    numbers = {kind: str(sum(case.find(tag) is not None for case in cases)) for kind, tag in (("errors", "error"), ("failures", "failure"))}
    skipped = str(sum(case.find("skipped") is not None for case in cases))
    suite = ET.Element("testsuite", {"name": _text(name), "tests": str(len(cases)), "skipped": skipped, **numbers})
    suite.extend(cases)
    return suite


def _counts(suites: list[ET.Element]) -> dict[str, str]:
    return {name: str(sum(int(suite.get(name, "0")) for suite in suites)) for name in ("tests", "failures", "errors")}


def _file_cases(alerts: list[Alert], checked: Checked) -> list[ET.Element]:
    """A case for each file with a fault, and one for all the others, if there are any."""
    cases = [
        _file_case(path, list(told), checked.root) for path, told in groupby(alerts, key=lambda alert: path_from(checked.root, alert.location.path))
    ]
    others = _read_places(checked) - {alert.location.path for alert in alerts}
    return [*cases, _element("testcase", classname=_REGISTRY, name="every other file can be read")] if others else cases


def _read_places(checked: Checked) -> set[str]:
    """The files from which anything was read."""
    read = checked.registry
    return {each.location.path for known in (read.properties, read.entities, read.sources) for each in known.values()}


def _file_case(path: str, alerts: list[Alert], root: str) -> ET.Element:
    case = _element("testcase", classname=_REGISTRY, name=path)
    failing = [alert for alert in alerts if alert.failing]
    mild = [alert for alert in alerts if not alert.failing and not alert.hushed]
    hushed = [alert for alert in alerts if alert.hushed]
    if failing:
        case.append(_element("error", _lines(_line(alert, root) for alert in failing), type=_named(failing[0]), message=failing[0].message))
    elif hushed and not mild:
        case.append(_element("skipped", message=f"{hushed[0].hushed}: {hushed[0].because}"))
    if mild or (hushed and failing):
        case.append(_element("system-out", _lines(_line(alert, root) for alert in [*mild, *hushed])))
    return case


def _case(finding: Finding, alert: Alert | None, root: str) -> ET.Element:
    """The case of a question; passed when there is nothing to tell of."""
    case = _element("testcase", classname=finding.question.property, name=finding.id)
    if alert is None:
        return case
    if alert.hushed or alert.known:
        case.append(_element("skipped", message=f"{alert.hushed}: {alert.because}" if alert.hushed else "known from the baseline"))
    elif alert.failing:
        case.append(_element("failure", _lines(_finding_lines(alert, finding, root)), type=_named(alert), message=alert.message))
    else:
        case.append(_element("system-out", _lines([_line(alert, root), *_finding_lines(alert, finding, root)])))
    return case


def _finding_lines(alert: Alert, finding: Finding, root: str) -> Iterator[str]:
    """The question, the place to look at first, and every claim of every side."""
    yield finding.question.en
    yield f"{_placed(alert.location, root)}: {alert.severity}"
    for side in finding.sides:
        for claim in side.claims:
            yield f"{place_words(claim)} {held_words(side)}: «{claim.quote}» ({_placed(claim.location, root)})"


def _placed(location: Location, root: str) -> str:
    return str(replace(location, path=path_from(root, location.path)))


def _line(alert: Alert, root: str) -> str:
    hushed = f" ({alert.hushed}: {alert.because})" if alert.hushed else ""
    return f"{_placed(alert.location, root)}: {_named(alert)}: {alert.message}{hushed}"


def _named(alert: Alert) -> str:
    return f"{alert.code} {RULES[alert.code].name}"


def _lines(lines: Iterable[str]) -> str:
    return "\n".join(map(_text, lines))


def _element(tag: str, content: str = "", **attributes: str) -> ET.Element:
    element = ET.Element(tag, {name: _text(value) for name, value in attributes.items()})
    element.text = content or None
    return element


def _text(text: str) -> str:
    """Text that XML can hold, and that acts nowhere."""
    return _NO_XML.sub(lambda match: f"\\u{ord(match[0]):04x}", inert(text))
