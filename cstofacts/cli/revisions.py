"""Read the registry of a git revision: its files are taken out of git's own store into a folder that goes away again.

Only the files of the registry itself are taken: no link, no submodule, nothing from below but what was decided. Git is asked for objects alone, so
that no hook, filter, pager or remote that a repository's settings name is ever run.
"""

import datetime as dt
import io
import os
import re
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath

from msgspec import Struct
from msgspec.structs import replace

from cstofacts.model.change import Snapshot
from cstofacts.model.problem import Location
from cstofacts.model.registry import Registry
from cstofacts.registry import load
from cstofacts.spelling import nearest
from cstofacts.values.base import Fault

# Objects that are not here are not fetched: that would run what the settings name, and there is no network.
_GIT = ("git", "-c", "core.fsmonitor=false", "-c", "protocol.allow=never", "--no-optional-locks", "--literal-pathspecs")
_ENVIRONMENT = {"GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}

# What git sets for its hooks; the repository is the one that holds the registry.
_NOT_OURS = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")

# The history of a large repository on a slow disk.
_PATIENCE = 60

_FILE = re.compile(rb"(100644|100755) blob ([0-9a-f]+)\t((?:decisions/)?[^/.\0][^/\0]*\.ya?ml)", re.IGNORECASE)
_COMMITTER = re.compile(rb"^committer .* (\d{1,12}) ([+-])(\d\d)(\d\d)$", re.MULTILINE)


class Tree(Struct, frozen=True):
    """The registry as a commit has it: the object's name, where in the repository the folder is, and its files, each with the name of its content."""

    commit: str
    prefix: str
    files: dict[str, str]


def read_revision(folder: Path, revision: str) -> Snapshot | Fault:
    """The registry in a folder as a revision of its repository has it."""
    tree = _tree(folder, revision)
    if isinstance(tree, Fault):
        return tree
    with tempfile.TemporaryDirectory(prefix="cstofacts-") as place:
        for name, content in zip(tree.files, _contents(folder, tree.files.values()), strict=True):
            if content is None:
                return Fault("registry-not-found", f"{name} of {revision} is not in this clone, which has only a part of its history: fetch it first")
            path = Path(place, name)
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content)
        registry = _moved(load(Path(place)), place, f"{revision}:{PurePath(tree.prefix)}")
    return Snapshot(revision, registry, _described(folder, tree.commit))


def _tree(folder: Path, revision: str) -> Tree | Fault:
    commit = _commit(folder, revision)
    if isinstance(commit, Fault):
        return commit
    prefix = os.fsdecode(_git(folder, "rev-parse", "--show-prefix").removesuffix(b"\n"))
    listed = _git(folder, "ls-tree", "-r", "-z", "--full-tree", os.fsencode(f"{commit}:{prefix}"))
    files = {os.fsdecode(match[3]): match[2].decode() for entry in listed.split(b"\0") if (match := _FILE.fullmatch(entry))}
    if not files:
        return Fault("registry-not-found", f"{revision} has no registry in {prefix or 'the top folder'}: nothing to compare with")
    return Tree(commit, prefix, files)


def _commit(folder: Path, revision: str) -> str | Fault:
    if not folder.is_dir():
        return Fault("registry-not-found", f"{folder} is no folder: name that of the registry with --registry DIR")
    if revision.startswith("-"):
        return Fault("registry-not-found", f"{revision!r} is no revision and no folder")
    if not _git(folder, "rev-parse", "--git-dir"):
        return Fault("registry-not-found", f"{revision!r} is no folder, and {folder} is in no git repository that could have it as a revision")
    commit = _git(folder, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}").decode().strip()
    if not commit and revision == "HEAD":
        return Fault("registry-not-found", f"the repository of {folder} has no commit yet: nothing to compare with")
    return commit or Fault("registry-not-found", f"there is no folder and no git revision {revision!r}{_meant(folder, revision)}")


def _meant(folder: Path, revision: str) -> str:
    """A did-you-mean among the branches and tags, and a word about ranges."""
    if ".." in revision:
        return ": name the two states one after the other, with a space between them"
    known = _git(folder, "for-each-ref", "--format=%(refname:short)").decode(errors="replace").split()
    meant = nearest(revision, known)
    return f": did you mean {meant!r}?" if meant else ""


def _contents(folder: Path, objects: Iterable[str]) -> Iterator[bytes | None]:
    """The contents of objects, in one run of git; None for one that is not here, as in a clone that has only a part of its history."""
    answered = io.BytesIO(_git(folder, "cat-file", "--batch", given="".join(f"{name}\n" for name in objects).encode()))
    for _ in objects:
        head = answered.readline().split()
        yield answered.read(int(head[2])) if len(head) > 2 else None  # noqa: PLR2004 (its name, its type and its size)
        answered.read(1)


def _described(folder: Path, commit: str) -> str:
    """The short name of a commit, and the day on which it was made where it was made."""
    short = _git(folder, "rev-parse", "--short=12", commit).decode().strip()
    found = _COMMITTER.search(_git(folder, "cat-file", "commit", commit).partition(b"\n\n")[0])
    if not found:
        return short
    east = dt.timedelta(hours=int(found[3]), minutes=int(found[4])) * (-1 if found[2] == b"-" else 1)
    return f"{short}, {(dt.datetime.fromtimestamp(int(found[1]), dt.UTC) + east).date()}"


def _git(folder: Path, *arguments: str | bytes, given: bytes = b"") -> bytes:
    """What git says, or nothing when there is no git or it refuses."""
    environment = {name: value for name, value in os.environ.items() if name not in _NOT_OURS} | _ENVIRONMENT
    try:
        done = subprocess.run([*_GIT, *arguments], cwd=folder, env=environment, input=given, capture_output=True, check=False, timeout=_PATIENCE)  # noqa: S603 (no shell, and no argument that begins with a dash is anybody else's)
    except (OSError, subprocess.SubprocessError):
        return b""
    return done.stdout if done.returncode == 0 else b""


def _moved(registry: Registry, old: str, new: str) -> Registry:
    """The registry with its places called by where they are in the repository, not by where they were read."""

    def moved(location: Location) -> Location:
        return replace(location, path=location.path.replace(old, new, 1))

    return replace(
        registry,
        sources={id: replace(source, location=moved(source.location)) for id, source in registry.sources.items()},
        claims=[replace(claim, location=moved(claim.location)) for claim in registry.claims],
        references=[replace(claim, location=moved(claim.location)) for claim in registry.references],
        superseded=[replace(claim, location=moved(claim.location)) for claim in registry.superseded],
        ignores=[replace(each, location=moved(each.location)) for each in registry.ignores],
        problems=[replace(each, location=moved(each.location), message=each.message.replace(old, new)) for each in registry.problems],
    )
