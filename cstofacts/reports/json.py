"""json: one indented document of all tables, in UTF-8, the same bytes for the same registry."""

import re

import msgspec

from cstofacts.model.report import Report
from cstofacts.reports.inert import ACTING
from cstofacts.reports.records import document

# JSON itself escapes only what is below a space; these would still act when the file is printed on a terminal.
_RAW = re.compile(f"(?![\n])[{ACTING}]")


def render(report: Report) -> str:
    """The report as JSON."""
    return f"{escaped(msgspec.json.format(msgspec.json.encode(document(report)), indent=2).decode())}\n"


_DELETE = "\x7f"


def escaped(text: str) -> str:
    """JSON text with terminal and bidi controls written as JSON escapes; it reads back as the same data."""
    if (text.isascii() and _DELETE not in text) or text.isprintable():  # as JSON nearly always is; of ASCII it writes all else as escapes itself
        return text
    return _RAW.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
