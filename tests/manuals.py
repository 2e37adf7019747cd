"""The pages of docs/ that are made from the program."""

from typing import Any

from typer.main import get_command

from cstofacts.cli import application
from cstofacts.values import TYPES

WIDTH = 100


def command_page() -> str:
    """docs/cli.md: every command with its help."""
    group: Any = get_command(application())
    lines = ["# The command line", "", "Made from the program's own help.", "", "```", _help(group, "cstofacts"), "```"]
    for name in sorted(group.commands):
        lines += ["", f"## cstofacts {name}", "", "```", _help(group.commands[name], f"cstofacts {name}"), "```"]
    return "\n".join(lines) + "\n"


def _help(command: Any, name: str) -> str:
    context = command.make_context(name, [], resilient_parsing=True, terminal_width=WIDTH, max_content_width=WIDTH)
    return "\n".join(line.rstrip() for line in str(command.get_help(context)).splitlines())


def values_page() -> str:
    """docs/values.md: the manual page of every value type."""
    lines = ["# The value types", "", "How a value is written, and how two of them compare. Made from the manual page of each type."]
    for name, value_type in TYPES.items():
        lines += ["", f"## {name}", "", value_type.manual.strip().partition(": ")[2].strip()]
    return "\n".join(lines) + "\n"
