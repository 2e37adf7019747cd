"""sarif: a SARIF 2.1.0 log, for GitHub code scanning and other viewers.

A result stands at one line of the registry; every claim, and the line of its article, is a related location. What tells one result from another
between two runs is its content, never its line: `cstofacts/v1`, and the same as `primaryLocationLineHash`, by which GitHub goes. What a person
decided is suppressed from outside, what a comment ignores in the source; with a baseline each result is new or unchanged,
and a problem, which no baseline knows, is new.
"""

import msgspec

from cstofacts import __version__
from cstofacts.model.alert import Alert, Checked, Hushed
from cstofacts.model.finding import Finding
from cstofacts.reports.alerts import alerts_of, path_from
from cstofacts.reports.checks.sarif_places import ROOT, TEXTS, Record, claim_of, link_text, place_record, plain, related_records
from cstofacts.reports.checks.sarif_rules import rule_records
from cstofacts.reports.json import escaped
from cstofacts.reports.records import encodable

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"

_SUPPRESSIONS = {Hushed.DECIDED: "external", Hushed.IGNORED: "inSource"}

# Links to claims in the message of a result.
_MOST_LINKS = 8


def render(checked: Checked) -> str:
    """The check as a log with one run."""
    alerts = alerts_of(checked)
    codes = sorted({alert.code for alert in alerts})
    run: Record = {
        "tool": {"driver": _driver(alerts, codes, checked)},
        "automationDetails": {"id": f"cstofacts/{encodable(path_from(checked.root, checked.folder))}/"},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": _bases(checked),
        "invocations": [{"executionSuccessful": bool(checked.registry.claims), "exitCode": checked.status}],
        "results": [_result(alert, codes.index(alert.code), checked) for alert in alerts],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return f"{escaped(msgspec.json.format(msgspec.json.encode(log), indent=2).decode())}\n"


def _driver(alerts: list[Alert], codes: list[str], checked: Checked) -> Record:
    levels = {alert.code: alert.severity for alert in alerts}
    rules = rule_records(codes, checked.registry.severities, levels)
    return {"name": "cstofacts", "version": __version__, "semanticVersion": __version__, "rules": rules}


def _bases(checked: Checked) -> Record:
    bases: Record = {ROOT: {"description": {"text": "The root of the repository that holds the registry."}}}
    return bases | ({TEXTS: {"description": {"text": "The folder of the articles' texts."}}} if checked.texts else {})


def _result(alert: Alert, rule: int, checked: Checked) -> Record:
    result: Record = {
        "ruleId": alert.code,
        "ruleIndex": rule,
        "level": str(alert.severity),
        "message": {"text": plain(alert.message)},
        "locations": [place_record(alert.location, checked)],
        "partialFingerprints": {"cstofacts/v1": alert.print, "primaryLocationLineHash": f"{alert.print}:1"},
        "suppressions": [_suppression(alert)] if alert.hushed else [],
    }
    if checked.known is not None:
        result["baselineState"] = "unchanged" if alert.known else "new"
    return result | (_of_finding(alert.finding, alert.message, checked) if alert.finding else {})


def _of_finding(finding: Finding, message: str, checked: Checked) -> Record:
    related = related_records(finding, checked)
    words = f"{plain(finding.question.en)} {plain(message)}. Claims: {_links(related)}."
    about = {"question": encodable(finding.id), "relation": str(finding.relation), "reason": str(finding.reason), "standing": str(finding.standing)}
    return {"message": {"text": words}, "relatedLocations": related, "properties": about}


def _links(related: list[Record]) -> str:
    """The claims by their ids, each a link to its line."""
    links = [f"[{link_text(claim)}]({record['id']})" for record in related if isinstance(claim := claim_of(record), str)]
    return ", ".join(links[:_MOST_LINKS]) + (f" and {len(links) - _MOST_LINKS} more" if len(links) > _MOST_LINKS else "")


def _suppression(alert: Alert) -> Record:
    kind = _SUPPRESSIONS[alert.hushed or Hushed.IGNORED]
    return {"kind": kind, "status": "accepted", "justification": encodable(alert.because)}
