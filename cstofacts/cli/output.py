"""Print a report in the format that was asked for."""

import sys

from cstofacts.cli import screen
from cstofacts.cli.screen import Color
from cstofacts.model.report import Report
from cstofacts.reports import Format, TableFormat, render
from cstofacts.reports.text import lines_of


def print_report(report: Report, format: Format | TableFormat, color: Color) -> None:
    """Print on stdout: text fitted to the terminal, everything else as it is."""
    if format == Format.TEXT:
        screen.show(lines_of(report, screen.width()), color)
    else:
        sys.stdout.write(render(report, format))
