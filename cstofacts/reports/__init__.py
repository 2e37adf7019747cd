"""The formats of a report, one per file. Adding a format is one file and one line here.

A format is loaded when it is chosen: the machine formats bring msgspec.json or csv, which a plain `check` need not pay for.
"""

from enum import StrEnum
from importlib import import_module
from typing import cast

from cstofacts.model.report import Report


class Format(StrEnum):
    """The formats; each is a module here of that name, whose `render` gives the report as text."""

    CSV = "csv"
    HTML = "html"
    JSON = "json"
    JSONL = "jsonl"
    MARKDOWN = "markdown"
    TEXT = "text"


def render(report: Report, format: Format) -> str:
    """The report in one of the formats."""
    return cast("str", import_module(f"cstofacts.reports.{format}").render(report))
