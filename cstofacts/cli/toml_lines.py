"""The lines of a TOML file on which its keys stand: the standard library's reader gives values without their places.

Used for saying where something is and for nothing else; a key that is written in an unusual way has the line of its table, or none.
"""

import re

_HEADER = re.compile(r"\s*\[\[?([^\]]+)\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""")
_PART = re.compile(r"""[\w-]+|"[^"]*"|'[^']*'""")

Path = tuple[str, ...]


def lines_of(text: str) -> dict[Path, int]:
    """The line of each key and table by its path, counted from 1; of one that seems to stand twice, the first."""
    found: dict[Path, int] = {}
    table: Path = ()
    for number, line in enumerate(text.splitlines(), 1):
        if header := _HEADER.match(line):
            table = _parts(header[1])
            found.setdefault(table, number)
        elif key := _KEY.match(line):
            found.setdefault((*table, *_parts(key[1])), number)
    return found


def line_of(lines: dict[Path, int], path: Path) -> int:
    """The line of a key, else that of the nearest table around it, else 0."""
    while path:
        if path in lines:
            return lines[path]
        path = path[:-1]
    return 0


def _parts(written: str) -> Path:
    return tuple(part.strip("\"'") for part in _PART.findall(written))
