"""Addresses: the names of files that lie where a cluster is (`s3a://bucket/claims/*.parquet`), as against paths on this machine."""

import re
from pathlib import Path
from urllib.parse import unquote

_ADDRESS = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+)://")

_HERE = re.compile(r"file:/+", re.IGNORECASE)


def is_address(name: str) -> bool:
    """Whether a name is the address of files that lie elsewhere."""
    return bool(_ADDRESS.match(name)) and not _HERE.match(name)


def path_of(name: str) -> str:
    """A name as it was typed; for an address of this machine (`file:///data/a.csv`) the path."""
    here = _HERE.match(name)
    return f"/{unquote(name[here.end() :])}" if here else name


def target_of(name: str) -> Path | str:
    """Where to write: an address as it was typed, or a path."""
    return name if is_address(name) else Path(path_of(name))
