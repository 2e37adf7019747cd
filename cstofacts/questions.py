"""Which lines have their answers kept, and the key of what such a line asks.

The question is all that decides what is printed but the registry itself: the words of the line, the program, the folder in which it runs and what
lies there, the terminal, and the variables that the program heeds.
"""

import os
import sys
from collections.abc import Iterator

from cstofacts.cache import key_of, open_cache

_HELP = ("-h", "--help")
_EVERYWHERE = (*_HELP, "--color", "--lang", "--registry")
_CHOICE = ("--property", "--source", "--subject")
_VERDICT = ("--exit-zero", "--fail-on")
_FLAGS = (*_HELP, "--exit-zero", "--resolved")
"""Options without a value."""

_ANSWERED = {
    "check": (*_EVERYWHERE, *_VERDICT),
    "conflicts": (*_EVERYWHERE, *_VERDICT, *_CHOICE, "--format", "--relation", "--resolved", "--standing"),
    "list": (*_EVERYWHERE, *_CHOICE, "--format", "--relation"),
    "rule": _EVERYWHERE,
    "rules": _EVERYWHERE,
    "show": _EVERYWHERE,
    "sources": (*_EVERYWHERE, "--format"),
    "why": _EVERYWHERE,
}
"""The commands that only print, each with the options that may stand on its line."""

_ASK_FOR = ("rule", "show", "why")
"""Commands that are told what to print by words without an option."""

_OF_THE_PROGRAM = (["-h"], ["--help"], ["--version"])

_VARIABLES = ("COLUMNS", "FORCE_COLOR", "GITHUB_ACTIONS", "LANGUAGE", "NO_COLOR", "TERM", "TF_BUILD")
_PREFIXES = ("CSTOFACTS_", "COMP_", "_CSTOFACTS_", "_TYPER_")
"""Of the program's own variables, and of those by which a shell asks how a line may go on."""

_SURROUNDINGS = ("cstofacts.toml", "pyproject.toml")


def question_of(arguments: list[str]) -> str:
    """The key of the question that a line asks; empty when its answer is not to be kept."""
    is_completed = os.environ.get("_CSTOFACTS_COMPLETE", "").startswith("complete_")
    if not (is_completed or _is_answered(arguments)) or not open_cache():
        return ""
    variables = [f"{name}={value}" for name, value in sorted(os.environ.items()) if name in _VARIABLES or name.startswith(_PREFIXES)]
    try:
        return key_of("answer", "\0".join(arguments), "\0".join(variables), _terminal(), *_surroundings())
    except OSError:  # such as in a folder that is gone
        return ""


def _is_answered(arguments: list[str]) -> bool:
    """Whether a line has only words on it that are known to change nothing but what is printed."""
    command = arguments[0] if arguments else ""
    if arguments in _OF_THE_PROGRAM:
        return True
    rest = iter(arguments[1:])
    for word in rest:
        name, has_value, _ = word.partition("=")
        if word.startswith("-") and name not in _ANSWERED.get(command, ()):
            return False
        if word.startswith("-") and name not in _FLAGS and not has_value:
            next(rest, None)
        if not word.startswith("-") and command not in _ASK_FOR:
            return False
    return command in _ANSWERED


def _terminal() -> str:
    """What stdout and stderr are, and how wide the terminal is."""
    told = [str(stream.isatty()) for stream in (sys.stdout, sys.stderr)]
    return " ".join([*told, str(os.get_terminal_size(sys.stdout.fileno()).columns) if sys.stdout.isatty() else ""])


def _surroundings() -> Iterator[bytes | str]:
    """What a program may find from here upwards: the folders, whether a registry lies in them, or git's, and the files of settings."""
    folder, below = os.getcwd(), ""
    while folder != below:
        yield folder
        yield str(os.path.isdir(os.path.join(folder, "claims")))
        yield str(os.path.lexists(os.path.join(folder, ".git")))
        for name in _SURROUNDINGS:
            yield _settings(os.path.join(folder, name))
        folder, below = os.path.dirname(folder), folder


def _settings(path: str) -> bytes | str:
    if not os.path.isfile(path):
        return str(os.path.lexists(path))
    try:
        with open(path, "rb") as stream:
            return stream.read()
    except OSError as error:
        return str(error)
