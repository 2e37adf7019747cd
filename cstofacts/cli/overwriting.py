"""What a command writes takes the place of nothing that it reads: neither of the registry, nor of another file that the line names."""

import os
from collections.abc import Mapping
from pathlib import Path

from cstofacts.cli.registries import stop

_SUFFIXES = (".yaml", ".yml")


def keep_apart(written: Mapping[str, Path | None], registry: Path, read: Mapping[str, Path | None] | None = None) -> None:
    """Exit 2 when a file to be written, by its option, is one of the registry, one of those read, or another one that is written."""
    taken = {name: path for name, path in (read or {}).items() if path}
    for option, path in written.items():
        if path is None:
            continue
        if _belongs(path, registry):
            stop(f"{option} {path} would take the place of a file of the registry: name another file")
        for name, other in taken.items():
            if _is_same(path, other):
                stop(f"{option} {path} is the file of {name} as well: name another file")
        taken[option] = path


def keep_table_apart(target: Path | str, patterns: list[str]) -> None:
    """Exit 2 when a table to be written would take the place of one of those read, or of the folder in which one lies."""
    from cstofacts.tables.addresses import is_address  # no other file than a table's needs these two
    from cstofacts.tables.files import files_of

    local = [pattern for pattern in patterns if not is_address(pattern)]
    if isinstance(target, str):
        is_read = target.rstrip("/") in {pattern.rstrip("/") for pattern in patterns}
    else:
        is_read = any(_is_same(target, Path(file)) or (target.is_dir() and _is_same(target, Path(file).parent)) for file in files_of(local))
    if is_read:
        stop(f"--output {target} is one of the files that are read: name another file")


def _belongs(path: Path, registry: Path) -> bool:
    """Whether a path is, or would be, a YAML file of a registry, whatever links lead there."""
    place, home = Path(os.path.realpath(path)), Path(os.path.realpath(registry))
    if place.suffix.lower() in _SUFFIXES and place.is_relative_to(home):
        return True
    return path.exists() and any(_is_same(path, file) for pattern in ("*.y*ml", "*.Y*ML", "decisions/*") for file in home.glob(pattern))


def _is_same(path: Path, other: Path) -> bool:
    if path.exists() and other.exists():
        return path.samefile(other) and not path.is_char_device()  # two may write to one terminal
    return os.path.realpath(path) == os.path.realpath(other)
