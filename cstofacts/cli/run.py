"""The run that makes a report: when, and of what state of the registry."""

import datetime as dt
import os
import subprocess
from hashlib import sha256
from pathlib import Path

from cstofacts.model.report import Run

# A file system that does not answer must not hold up a report that can do without.
_PATIENCE = 10

# Nothing that a repository's own settings name is run.
_GIT = ("git", "-c", "core.fsmonitor=false", "--no-optional-locks")


def run_of(folder: Path) -> Run:
    """The run that is going on, on the registry in a folder; with SOURCE_DATE_EPOCH for the clock a report can be made again byte for byte."""
    commit = _git(folder, "rev-parse", "--verify", "--short=12", "HEAD")
    tracked = commit and _git(folder, "ls-files", "--", ".")
    changed = bool(tracked and _git(folder, "status", "--porcelain", "--", "."))
    return Run(f"{moment():%Y-%m-%d %H:%M}", _digest(folder), commit if tracked else "", changed)


def moment() -> dt.datetime:
    """Now, in UTC; what SOURCE_DATE_EPOCH says instead of the clock."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    return dt.datetime.fromtimestamp(int(given), dt.UTC) if given.isascii() and given.isdigit() else dt.datetime.now(dt.UTC)


def user_name(folder: Path) -> str:
    """What git calls the person at work in a folder, or nothing."""
    return _git(folder, "config", "user.name")


def _digest(folder: Path) -> str:
    """The SHA-256 of the names and contents of the folder's YAML files, decisions included; what cannot be read counts as empty."""
    whole = sha256()
    for path in sorted(path for path in (*folder.iterdir(), *folder.glob("decisions/*")) if path.suffix.lower() in (".yaml", ".yml")):
        whole.update(sha256(os.fsencode(path.name)).digest() + sha256(_content(path)).digest())
    return whole.hexdigest()


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes() if path.is_file() else b""
    except OSError:
        return b""


def _git(folder: Path, *arguments: str) -> str:
    """What git says, or nothing when there is no git, no repository or no commit."""
    try:
        done = subprocess.run([*_GIT, *arguments], cwd=folder, capture_output=True, text=True, errors="replace", check=False, timeout=_PATIENCE)  # noqa: S603 (fixed arguments)
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
