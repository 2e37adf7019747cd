"""json: the records of the export, with what was ignored."""

from cstofacts.model.alert import Checked
from cstofacts.model.report import Report
from cstofacts.reports.json import render as as_json


def render(checked: Checked) -> str:
    """The check as one document."""
    return as_json(report_of(checked))


def report_of(checked: Checked) -> Report:
    """All that was read, with the findings that are told of."""
    registry = checked.registry
    return Report(registry, list(registry.sources.values()), registry.claims, checked.findings, registry.problems)
