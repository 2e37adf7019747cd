"""The command line: it parses, calls, prints and sets the exit status.

Exit status: 0 nothing at or above the threshold, 1 findings or problems, 2 could not check.
"""

import contextlib
import io
import os
import sys
from typing import Annotated

import typer

from cstofacts import __version__
from cstofacts.cli.check import check
from cstofacts.cli.conflicts import conflicts
from cstofacts.cli.export import export
from cstofacts.cli.init import init
from cstofacts.cli.list import list_claims, list_sources
from cstofacts.cli.rule import rule, rules
from cstofacts.cli.show import show, why

_INTERRUPTED = 130
_EXIT = "Exit status: 0 nothing at or above the threshold, 1 findings or problems, 2 could not check."

app = typer.Typer(
    help="Compare what sources say.",
    epilog=f"Examples: cstofacts init; cstofacts check; cstofacts conflicts; cstofacts export --format json -o report.json. {_EXIT}",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:  # noqa: FBT001 (typer calls it with the option's value)
    if wanted:
        typer.echo(f"cstofacts {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")] = False,  # noqa: FBT002 (as above)
) -> None:
    pass


_COMMANDS = (
    ("check", check, "cstofacts check\n  cstofacts check --registry DIR --fail-on undetermined"),
    ("conflicts", conflicts, "cstofacts conflicts\n  cstofacts conflicts --relation contradicts --source S4 --format csv"),
    ("list", list_claims, "cstofacts list --source S0\n  cstofacts list --property injured --format json"),
    ("sources", list_sources, "cstofacts sources"),
    ("show", show, "cstofacts show csto/members\n  cstofacts show S0-29a"),
    ("why", why, "cstofacts why S1-11b S0-29a"),
    ("export", export, "cstofacts export -o report.md\n  cstofacts export --format json -o report.json"),
    ("init", init, "cstofacts init\n  cstofacts init demo --example csto-2022"),
    ("rule", rule, "cstofacts rule CF503\n  cstofacts rule membership"),
    ("rules", rules, "cstofacts rules"),
)
for _name, _command, _examples in _COMMANDS:
    _summary = (_command.__doc__ or "").strip()
    app.command(_name, help=f"\b\nExamples:\n  {_examples}\n\n{_summary}", short_help=_summary, epilog=_EXIT)(_command)


def main() -> None:
    """Run the program; a closed pipe and Ctrl-C end it quietly."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        app()
    except BrokenPipeError:
        _drop_output()
        sys.exit(0)
    except KeyboardInterrupt:
        sys.exit(_INTERRUPTED)


def _drop_output() -> None:
    """Send what is still buffered to nowhere, so that the interpreter's own flush at exit does not fail."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
