"""jsonl: the records of `json`, one per line."""

from cstofacts.model.alert import Checked
from cstofacts.reports.checks.json import report_of
from cstofacts.reports.jsonl import render as as_jsonl


def render(checked: Checked) -> str:
    """The check as one record per line."""
    return as_jsonl(report_of(checked))
