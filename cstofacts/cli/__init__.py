"""The command line: it parses, calls, prints and sets the exit status.

Exit status: 0 nothing at or above the threshold, 1 findings or problems, 2 could not check.
"""

import inspect
import os
import sys
from collections.abc import Iterable
from importlib import import_module
from typing import Annotated, NamedTuple

import typer

from cstofacts import __version__
from cstofacts.cli.configuration import Defaults
from cstofacts.cli.options import ConfigOption, LangOption, speak_language, with_shared
from cstofacts.cli.progress import show_progress
from cstofacts.progress import leave

_VERDICT = "Exit status: 0 nothing at or above the threshold, 1 findings or problems, 2 could not check."
_DONE = "Exit status: 0 done, 2 could not."
_FAILS_IF_ASKED = "Exit status: 0 done, 1 with --fail-on-new a new contradiction, or problems that may hide one, 2 could not."
_WRITTEN = "Exit status: 0 done, 1 done, but not everything could be read, 2 could not."

_HELP = """\b
Examples:
  cstofacts init
  cstofacts check
  cstofacts show csto/members
  cstofacts export -o report.json

Compare what sources say."""


class Command(NamedTuple):
    """One command: where its function is, what its exit status says, and examples of it."""

    place: str
    status: str
    examples: tuple[str, ...]


COMMANDS = {
    "check": Command(
        "check:check",
        _VERDICT,
        (
            "cstofacts check",
            "cstofacts check draft.txt --published 2022-01-12",
            "cstofacts check --fail-on undetermined --format sarif -o cstofacts.sarif",
            "cstofacts check --claims 'data/*.parquet'",
        ),
    ),
    "conflicts": Command(
        "conflicts:conflicts",
        _VERDICT,
        (
            "cstofacts conflicts",
            "cstofacts conflicts --relation contradicts --source S4 --format csv",
            "cstofacts conflicts --standing corroborated",
        ),
    ),
    "list": Command("list:list_claims", _DONE, ("cstofacts list --source S0", "cstofacts list --property injured --format json")),
    "sources": Command("list:list_sources", _DONE, ("cstofacts sources",)),
    "show": Command("show:show", _DONE, ("cstofacts show csto/members", "cstofacts show S0-29a")),
    "why": Command("show:why", _DONE, ("cstofacts why S1-11b S0-29a",)),
    "diff": Command(
        "diff:diff",
        _FAILS_IF_ASKED,
        ("cstofacts diff", "cstofacts diff HEAD~1", "cstofacts diff main draft --format markdown", "cstofacts diff claims-of-yesterday/ claims/"),
    ),
    "timeline": Command("timeline:timeline", _DONE, ("cstofacts timeline unrest/injured", "cstofacts timeline S0-57e --format csv")),
    "silent": Command("timeline:silent", _DONE, ("cstofacts silent csto/founded", "cstofacts silent csto/members --format json")),
    "who": Command("timeline:who", _DONE, ("cstofacts who tokayev", "cstofacts who الكرملين", 'cstofacts who "the Kremlin" --format markdown')),
    "support": Command(
        "support:support", _DONE, ("cstofacts support", "cstofacts support csto/members", "cstofacts support csto/founded --format json")
    ),
    "resolve": Command(
        "resolve:resolve",
        _DONE,
        (
            'cstofacts resolve csto/founded --as explained --because "1992 is the treaty, 2002 the organisation"',
            'cstofacts resolve csto/members --as confirmed --accept S1-15c --because "its own site lists six" --by Layla',
        ),
    ),
    "reopen": Command("resolve:reopen", _DONE, ('cstofacts reopen csto/founded --because "the ministry has corrected itself"',)),
    "defer": Command("resolve:defer", _DONE, ('cstofacts defer csto/members --because "asked the press office"',)),
    "log": Command("log:log", _DONE, ("cstofacts log", "cstofacts log csto/members")),
    "verify": Command("verify:verify", _VERDICT, ("cstofacts verify --texts DIR",)),
    "extract": Command(
        "extract:extract",
        _DONE,
        ("cstofacts extract article.txt --published 2022-01-06", "curl -s ADDRESS | cstofacts extract - --html --format json"),
    ),
    "add": Command(
        "add:add",
        _DONE,
        (
            "cstofacts add article.txt --source S5 --published 2022-01-08 --texts DIR",
            "cstofacts add article.txt --source S5 --edited 2022-01-09 --texts DIR",
        ),
    ),
    "review": Command("review:review", _DONE, ("cstofacts review S5 --texts DIR", "printf 'a\\nr\\nq\\n' | cstofacts review S5")),
    "export": Command("export:export", _WRITTEN, ("cstofacts export -o report.md", "cstofacts export -o report.json")),
    "report": Command("export:report", _WRITTEN, ("cstofacts report -o report.html", "cstofacts report --lang ar -o report.html")),
    "import": Command(
        "exchange:import_rows", _WRITTEN, ("cstofacts import claims.parquet --registry claims", "cstofacts import claims.csv --column quote=phrase")
    ),
    "ingest": Command(
        "ingest:ingest",
        _WRITTEN,
        ("cstofacts ingest 'data/*.parquet' -o table.parquet", "cstofacts ingest claims.csv --column source=outlet -o table.parquet"),
    ),
    "init": Command("init:init", _DONE, ("cstofacts init", "cstofacts init demo --example csto-2022")),
    "config": Command("config:config", _DONE, ("cstofacts config", "cstofacts config --format json")),
    "rule": Command("rule:rule", _DONE, ("cstofacts rule CF503", "cstofacts rule membership")),
    "rules": Command("rule:rules", _DONE, ("cstofacts rules",)),
}


def _version(wanted: bool) -> None:  # noqa: FBT001 (typer calls it with the option's value)
    if wanted:
        typer.echo(f"cstofacts {__version__}")
        raise typer.Exit


def _options(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")] = False,  # noqa: FBT002, ARG001 (as above)
    lang: LangOption = None,
    config_file: ConfigOption = None,  # noqa: ARG001 (its callback saw to it)
) -> None:
    speak_language(lang)


def application(names: Iterable[str] = COMMANDS) -> typer.Typer:
    """The program with these commands. Only their modules are imported: a check need not wait for what an export needs."""
    app = typer.Typer(
        help=_HELP,
        epilog=_VERDICT,
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"], "default_map": Defaults(COMMANDS)},
        callback=_options,
    )
    for name in names:
        module, _, function = COMMANDS[name].place.partition(":")
        command = with_shared(getattr(import_module(f"cstofacts.cli.{module}"), function))
        about = inspect.cleandoc(command.__doc__ or "")
        summary = about.partition("\n\n")[0]
        examples = "\n  ".join(COMMANDS[name].examples)
        app.command(name, help=f"\b\nExamples:\n  {examples}\n\n{about}", short_help=summary, epilog=COMMANDS[name].status)(command)
    return app


def main() -> None:
    """Run the program with the arguments that it was given."""
    stdout = sys.stdout
    show_progress()
    try:
        asked = _asked()
        app = application([asked] if asked in COMMANDS else COMMANDS)
        app(prog_name="cstofacts")
    finally:
        leave()
        if sys.stdout is not stdout:  # typer met a closed pipe, and would exit 1 as if there were findings
            raise BrokenPipeError


def _asked() -> str:
    """The first word of the line, be it given or still being typed in a shell; empty while that word itself may go on."""
    if len(sys.argv) > 1:
        return sys.argv[1]
    line = os.environ.get("COMP_WORDS") or os.environ.get("_TYPER_COMPLETE_ARGS", "")
    words = f"{line}.".split()  # after a space the stop is a word by itself
    return words[1] if len(words) > 2 else ""  # noqa: PLR2004 (program, command, and what is being typed)
