"""The command line: it parses, calls, prints and sets the exit status.

Exit status: 0 nothing at or above the threshold, 1 findings or problems, 2 could not check.
"""

import contextlib
import io
import os
import sys
from pathlib import Path
from typing import Annotated, TextIO

import typer

from cstofacts import __version__
from cstofacts.cli import screen
from cstofacts.cli.check import check
from cstofacts.cli.conflicts import conflicts
from cstofacts.cli.export import export
from cstofacts.cli.init import init
from cstofacts.cli.list import list_claims, list_sources
from cstofacts.cli.registries import COULD_NOT_CHECK
from cstofacts.cli.rule import rule, rules
from cstofacts.cli.show import show, why

# As a shell reports a program that SIGINT or SIGPIPE ended: whoever reads only the status takes neither for a verdict.
_INTERRUPTED = 130
_CLOSED = 141

_VERDICT = "Exit status: 0 nothing at or above the threshold, 1 findings or problems, 2 could not check."
_DONE = "Exit status: 0 done, 2 could not."

app = typer.Typer(
    help="""\b
Examples:
  cstofacts init
  cstofacts check
  cstofacts show csto/members
  cstofacts export --format json -o report.json

Compare what sources say.""",
    epilog=_VERDICT,
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
    _status = _VERDICT if _command in (check, conflicts) else _DONE
    app.command(_name, help=f"\b\nExamples:\n  {_examples}\n\n{_summary}", short_help=_summary, epilog=_status)(_command)


def main() -> None:
    """Run the program; a closed pipe and Ctrl-C end it quietly, and output that cannot be written ends it with 2."""
    stdout = _open_streams()
    try:
        _run(stdout)
    except BrokenPipeError:
        _drop_output(stdout)
        sys.exit(_CLOSED)
    except KeyboardInterrupt:
        sys.exit(_INTERRUPTED)
    except OSError as error:
        _drop_output(stdout)
        screen.say_text(f"cstofacts: {error.strerror or error}")
        sys.exit(COULD_NOT_CHECK)


def _run(stdout: TextIO) -> None:
    try:
        app(prog_name="cstofacts")
    finally:
        if sys.stdout is not stdout:  # typer met a closed pipe, and would exit 1 as if there were findings
            raise BrokenPipeError
        stdout.flush()


def _open_streams() -> TextIO:
    """Make stdout and stderr take every text: in UTF-8 whatever the locale says, and into nothing when they are closed."""
    sys.stdout = sys.stdout or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 (open as long as the program)
    sys.stderr = sys.stderr or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 (as above)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    return sys.stdout


def _drop_output(stdout: TextIO) -> None:
    """Send what is still buffered to nowhere, so that the interpreter's own flush at exit does not fail."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stdout.fileno())
