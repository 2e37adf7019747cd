"""Where a command writes a table: a file of this machine, or an address where a cluster is."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cstofacts.cli.registries import stop
from cstofacts.engines import ENGINES, ReadsAddresses, Session
from cstofacts.files import replacing


def refuse_address(target: Path | str, engine: str | None) -> None:
    """Exit 2 for an address that the engine cannot write at, before anything is read."""
    able = [name for name, one in ENGINES.items() if one.reads_addresses]
    if isinstance(target, str) and engine not in able:
        stop(f"{target} is an address: write to a file and copy it there, or use --engine {able[0]} on a cluster")


@contextmanager
def written(target: Path | str, session: Session) -> Iterator[Path | str]:
    """A name to write under, which the target takes over when all is written; exit 2 when it cannot be written."""
    try:
        if isinstance(target, str) and isinstance(session, ReadsAddresses):
            with session.addresses.replacing(target) as address:
                yield address
        else:
            with replacing(Path(target)) as path:
                yield path
    except OSError as error:
        stop(f"{target} cannot be written: {error.strerror}")
