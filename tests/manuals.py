"""The pages of docs/ that are made from the program."""

from typing import Any

from typer.main import get_command

from cstofacts.cli import COMMANDS, application
from cstofacts.values import TYPES

WIDTH = 100


def command_page() -> str:
    """docs/cli.md: what goes for every command, and where the page of each is."""
    group: Any = get_command(application())
    lines = ["# The command line", "", "Made from the program's own help.", ""]
    lines += [f"- [cstofacts {name}](commands/{name}.md): {command.short_help}" for name, command in group.commands.items()]
    return "\n".join([*lines, *_parameters(group, "cstofacts"), *_status(group.epilog)]) + "\n"


def page_of(name: str) -> str:
    """docs/commands/NAME.md: what a command does, how it is typed, its options and its exit status."""
    group: Any = get_command(application())
    command = group.commands[name]
    about = command.help.partition("\n\n")[2]  # behind the examples
    usage = command.get_usage(_context(command, f"cstofacts {name}")).removeprefix("Usage: ")
    lines = [f"# cstofacts {name}", "", about, "", "```", usage, "```", "", "## Examples", "", "```", *COMMANDS[name].examples, "```"]
    return "\n".join([*lines, *_parameters(command, f"cstofacts {name}"), *_status(COMMANDS[name].status)]) + "\n"


def _context(command: Any, name: str) -> Any:
    return command.make_context(name, [], resilient_parsing=True, help_option_names=["-h", "--help"], max_content_width=WIDTH)


def _parameters(command: Any, name: str) -> list[str]:
    """The tables of the arguments and of the options, as far as there are any."""
    context, lines = _context(command, name), []
    for title, kind in (("Arguments", "argument"), ("Options", "option")):
        records = [parameter.get_help_record(context) for parameter in command.get_params(context) if parameter.param_type_name == kind]
        if rows := [f"| `{_cell(asked)}` | {_cell(meaning)} |" for asked, meaning in filter(None, records)]:
            lines += ["", f"## {title}", "", "| | |", "|---|---|", *rows]
    return lines


def _status(text: str) -> list[str]:
    return ["", "## Exit status", "", text.removeprefix("Exit status: ").capitalize()]


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def values_page() -> str:
    """docs/values.md: the manual page of every value type."""
    lines = ["# The value types", "", "How a value is written, and how two of them compare. Made from the manual page of each type."]
    for name, value_type in TYPES.items():
        lines += ["", f"## {name}", "", value_type.manual.strip().partition(": ")[2].strip()]
    return "\n".join(lines) + "\n"
