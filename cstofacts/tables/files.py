"""The files of a table: which a pattern names, what each is, and which of its columns are which."""

import csv
import io
import os
from collections.abc import Callable
from glob import glob
from pathlib import Path

from msgspec import Struct

from cstofacts.model.problem import Location, Problem
from cstofacts.model.rules import code_of
from cstofacts.spelling import fold, nearest
from cstofacts.tables.addresses import path_of
from cstofacts.tables.columns import REQUIRED
from cstofacts.values.base import Fault

SUFFIXES = {
    ".csv": "csv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".parquet": "parquet",
    ".pq": "parquet",
    ".tsv": "csv",
    ".txt": "csv",
}
"""What a file is, by how its name ends."""

BEGINNING = 1 << 16
"""The bytes in which a header is, and enough to see by what its cells are separated."""

_DELIMITERS = ",;\t|"


class TableFile(Struct, frozen=True):
    """One file: what it is, the delimiter of its cells, and its columns as it calls them."""

    path: str
    kind: str
    delimiter: str = ","
    header: tuple[str, ...] = ()


def files_of(patterns: list[str]) -> list[str]:
    """The files that patterns name, sorted, each once however it is called; a folder stands for the tables in it, and an existing name for itself."""
    found: set[str] = set()
    for pattern in map(path_of, patterns):
        path = Path(pattern)
        if path.is_dir():
            found.update(str(file) for file in path.iterdir() if file.suffix.lower() in SUFFIXES and not file.name.startswith(".") and file.is_file())
        elif path.exists():
            found.add(pattern)
        else:
            found.update(file for file in glob(pattern, recursive=True) if Path(file).is_file())  # noqa: PTH207 (a pattern may begin anywhere)
    by_place = {os.path.realpath(file): file for file in sorted(found, reverse=True)}
    return sorted(by_place.values())


def unfinished(patterns: list[str]) -> list[str]:
    """The folders among these that a cluster has not finished writing."""
    return [pattern for pattern in map(path_of, patterns) if (Path(pattern) / "_temporary").is_dir()]


def beginning_of(path: str) -> bytes:
    """The beginning of a file."""
    with Path(path).open("rb") as stream:
        return stream.read(BEGINNING)


def open_file(path: str, read: Callable[[str], bytes] = beginning_of) -> TableFile | Problem:
    """What a file is, from its name and its beginning; a problem when it cannot be read."""
    try:
        beginning = read(path)
    except OSError as error:
        return problem(path, "unreadable-file", f"this file cannot be read: {error.strerror}")
    kind = kind_of(path, beginning)
    if not beginning:
        return problem(path, "unreadable-file", "this file is empty: it has not even a header")
    if kind == "csv":
        return _csv(path, beginning)
    if kind == "parquet" and beginning[:4] != b"PAR1":
        return problem(path, "unreadable-file", "this is no Parquet file, whatever its name says")
    return TableFile(path, kind)


def kind_of(path: str, beginning: bytes) -> str:
    """What a file is: what its beginning says, else its name."""
    if beginning[:4] == b"PAR1":
        return "parquet"
    return SUFFIXES.get(Path(path).suffix.lower(), "jsonl" if beginning.lstrip()[:1] == b"{" else "csv")


def _csv(path: str, beginning: bytes) -> TableFile | Problem:
    text = beginning.removeprefix(b"\xef\xbb\xbf").decode(errors="replace").lstrip("\r\n")
    line = text.split("\n", 1)[0]
    if "\0" in line or "\ufffd" in line:
        return problem(path, "not-utf8", "the header of this file is not UTF-8 text: save it as UTF-8")
    delimiter = max(_DELIMITERS, key=line.count)
    header = next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), [])
    return TableFile(path, "csv", delimiter, tuple(name.strip() for name in header))


def problem(path: str, rule: str, message: str, row: int = 0) -> Problem:
    """A problem of a file, or of a row of it."""
    return Problem(Location(path, row), code_of(rule), message)


def mapped(header: tuple[str, ...], chosen: dict[str, str], wanted: tuple[str, ...]) -> dict[str, int] | Fault:
    """Where in a file each of the columns stands, as mapped or as called; a fault names what is missing or stands there twice."""
    folded: dict[str, list[int]] = {}
    for place, name in enumerate(header):
        folded.setdefault(fold(name), []).append(place)
    found: dict[str, int] = {}
    for column in wanted:
        called = chosen.get(column, column)
        places = folded.get(fold(called), [])
        if len(places) > 1:
            return Fault("duplicate-column", f"the column {called[:40]!r} stands there twice: keep one")
        if places:
            found[column] = places[0]
        elif column in chosen:
            return Fault("missing-column", f"there is no column {called[:40]!r}: {_advice(called, header)}")
    missing = [column for column in REQUIRED if column not in found]
    if missing:
        named = ", ".join(map(repr, missing))
        return Fault("missing-column", f"there is no column {named}: {_advice(missing[0], header)}, and name it with --column {missing[0]}=NAME")
    return found


def _advice(called: str, header: tuple[str, ...]) -> str:
    meant = nearest(called, list(header)) if header else None
    known = f"the file has {', '.join(header[:20])[:200]}" if header else "the file has none"
    return f"did you mean {meant!r}?" if meant else known


def unused(header: tuple[str, ...], found: dict[str, int]) -> list[str]:
    """The columns of a file that nothing is read from."""
    return [name for place, name in enumerate(header) if place not in found.values() and name.strip()]
