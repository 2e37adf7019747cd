"""The formats of a report, one per file. Adding a format is one file and one line here.

A format is loaded when it is chosen: the machine formats bring msgspec.json or csv, which a plain `check` need not pay for.
"""

from enum import StrEnum
from importlib import import_module
from typing import cast

from cstofacts.model.report import Report


class Format(StrEnum):
    """The formats; each is a module here of that name, whose `render` gives the report as text; parquet and rows are tables."""

    ANNOTATIONS = "annotations"
    CLAIMREVIEW = "claimreview"
    CSV = "csv"
    HTML = "html"
    JSON = "json"
    JSONL = "jsonl"
    MARKDOWN = "markdown"
    PARQUET = "parquet"
    ROWS = "rows"
    TEXT = "text"


class TableFormat(StrEnum):
    """The formats that also hold a single table: what the listing commands print."""

    CSV = Format.CSV.value
    JSON = Format.JSON.value
    JSONL = Format.JSONL.value
    MARKDOWN = Format.MARKDOWN.value
    TEXT = Format.TEXT.value


def render(report: Report, format: Format | TableFormat) -> str:
    """The report in one of the formats."""
    return cast("str", import_module(f"cstofacts.reports.{format}").render(report))
