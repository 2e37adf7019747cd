"""Files at addresses, through the file systems that Spark knows (`s3a://`, `hdfs://`, `gs://`, `abfss://`): Hadoop's, in the Java of the driver.

A file is looked at once, by its listing, its beginning and, of Parquet, its footer. Its rows are read where the workers are.
"""

import io
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from errno import EEXIST, EFBIG, EIO
from pathlib import PurePosixPath
from typing import Any, NamedTuple
from uuid import uuid4

import pyarrow as pa
import pyarrow.parquet as pq
from pyspark.sql import DataFrame, SparkSession

from cstofacts.engines import workers
from cstofacts.engines.java import ERRORS, JavaFile, asking, telling, why
from cstofacts.files import WHOLE
from cstofacts.tables.files import BEGINNING, SUFFIXES, kind_of
from cstofacts.tables.parquet import with_columns

LARGEST = 512 << 20
"""The most bytes of a file at an address that the program's own reader takes: a worker has it whole in its memory, several times."""

_AT_ONCE = 16
"""Files that are looked at together: most of the time is waiting."""

_UNFINISHED = ("_temporary", "__magic")
"""What a writer of Spark leaves in a folder until it has finished, or was stopped."""


class Looked(NamedTuple):
    """What was seen of a file: its beginning, of Parquet the footer, or why it cannot be read."""

    beginning: bytes = b""
    footer: Any = None
    error: OSError | None = None


class Hadoop:
    """The files at addresses."""

    def __init__(self, spark: SparkSession) -> None:
        """Ask the Java of this session."""
        self.java: Any = spark.sparkContext._jvm  # noqa: SLF001 (Spark has no other way to its file systems)
        self.settings: Any = spark.sparkContext._jsc.hadoopConfiguration()  # noqa: SLF001 (the same)
        self.spark = spark
        self.looked: dict[str, Looked] = {}
        self.keys: dict[str, tuple[str, ...]] = {}

    def find(self, patterns: Iterable[str]) -> tuple[list[str], list[str]]:
        """The files that patterns name, sorted, each once, and the folders among them that are not whole; a folder stands for the tables in it."""
        sizes: dict[str, int] = {}
        unfinished = []
        for pattern in patterns:
            found, is_whole = asking(pattern, self._find)
            sizes |= found
            unfinished += [] if is_whole else [pattern]
        with ThreadPoolExecutor(_AT_ONCE) as threads:
            self.looked |= zip(sizes, threads.map(self._look, sizes, sizes.values()), strict=True)
        return sorted(sizes), unfinished

    def _find(self, pattern: str) -> tuple[dict[str, int], bool]:
        path, system = self._at(pattern)
        if not system.exists(path):
            return dict(_shown(system.globStatus(path) or [])), True
        status = system.getFileStatus(path)
        if not status.isDirectory():
            return {path.toString(): status.getLen()}, True
        inside = list(system.listStatus(path))
        names = [one.getPath().getName() for one in inside]
        tables = {name: size for name, size in _shown(inside) if PurePosixPath(name).suffix.lower() in SUFFIXES}
        return tables, _is_whole(names)

    def _at(self, address: str) -> tuple[Any, Any]:
        """An address as Java has it, and the file system to ask."""
        path = self.java.org.apache.hadoop.fs.Path(address)
        return path, path.getFileSystem(self.settings)

    def _look(self, address: str, size: int) -> Looked:
        """Look at a file."""
        try:
            with io.BufferedReader(JavaFile(*self._at(address), size), BEGINNING) as stream:
                beginning = stream.read(BEGINNING)
                if beginning[:4] == b"PAR1":
                    return Looked(beginning, pq.read_metadata(pa.PythonFile(stream, mode="r")))
        except ERRORS as error:
            return Looked(error=OSError(EIO, why(error)))
        except (OSError, ValueError) as error:
            return Looked(error=OSError(EIO, str(error)))
        if size > LARGEST:
            too_large = f"it has {size >> 20:,} MB, and a worker takes such a file whole: split it up, {LARGEST >> 20} MB at most, or use Parquet"
            return Looked(error=OSError(EFBIG, too_large))
        return Looked(beginning)

    def beginning(self, address: str) -> bytes:
        """The beginning of a file that was found; OSError when it cannot be read."""
        looked = self.looked[address]
        if looked.error:
            raise looked.error
        return looked.beginning

    def header(self, address: str) -> tuple[str, ...]:
        """The columns of a Parquet file that was found, or the keys of one of JSON Lines, which workers look for in all of them at once."""
        if self.looked[address].footer:
            return tuple(self.schema(address).names)
        if address not in self.keys:
            lines = [one for one, looked in self.looked.items() if looked.beginning and kind_of(one, looked.beginning) == "jsonl"]
            self.keys |= {path: tuple(keys) for path, keys in contents(self.spark, lines).mapInArrow(workers.key_batches, workers.KEYS).collect()}
        return self.keys[address]

    def schema(self, address: str) -> Any:
        """The columns and types of a Parquet file that was found."""
        return self.looked[address].footer.schema.to_arrow_schema()

    def texts(self, address: str) -> dict[str, str]:
        """The texts that were kept with a Parquet file that was found."""
        footer = self.looked[address].footer
        return with_columns({key.decode(): text.decode() for key, text in (footer.metadata or {}).items()}) if footer else {}

    @contextmanager
    def replacing(self, address: str) -> Iterator[str]:
        """A hidden address beside this one to write a folder of parts at; when all is written it takes its place.

        Where renaming is copying, as in a bucket, a run may be killed while it copies: `_SUCCESS` comes last, and without it a folder of parts is
        not whole. Raises OSError when it cannot be written; then nothing is left.
        """
        with telling():
            path, system = self._at(address)
            if system.exists(path) and not system.exists(self._in(path, WHOLE)):
                raise FileExistsError(EEXIST, "something is there that is no whole table of parts: name another address, or move it away")
            hidden = self._in(path.getParent(), f".cstofacts-{uuid4().hex}")
        written = self._in(hidden, path.getName())
        try:
            yield written.toString()
            with telling():
                self._take_over(system, written, path)
        finally:
            with suppress(*ERRORS):
                system.delete(hidden, True)  # noqa: FBT003 (Java has no names for arguments)

    def _in(self, folder: Any, name: str) -> Any:
        return self.java.org.apache.hadoop.fs.Path(folder, name)

    def _take_over(self, system: Any, written: Any, path: Any) -> None:
        """Give what was written its name; an earlier table makes way, and comes back when that fails."""
        system.delete(self._in(written, WHOLE), False)  # noqa: FBT003 (Java has no names for arguments)
        earlier = self._in(written.getParent(), "earlier")
        was_there = system.exists(path)
        if was_there and not system.rename(path, earlier):
            raise OSError(EIO, "the table that is there cannot be moved away")
        if not system.rename(written, path):
            if was_there:
                system.rename(earlier, path)
            raise OSError(EIO, "what was written cannot be given its name")
        system.create(self._in(path, WHOLE)).close()


def contents(spark: SparkSession, addresses: list[str]) -> DataFrame:
    """The path and the whole content of each of these files."""
    return spark.read.format("binaryFile").load(list(map(literal, addresses))).select("path", "content")


def literal(path: str) -> str:
    """A path or an address in which nothing is a pattern to Spark."""
    return "".join(f"\\{letter}" if letter in "*?[]{}\\," else letter for letter in path)


def _shown(listed: Iterable[Any]) -> Iterator[tuple[str, int]]:
    """The files of a listing that are not hidden, with their sizes."""
    for one in listed:
        if one.isFile() and not one.getPath().getName().startswith((".", "_")):
            yield one.getPath().toString(), one.getLen()


def _is_whole(names: list[str]) -> bool:
    """Whether a folder with these in it is whole: parts of Spark's have `_SUCCESS` beside them."""
    return not any(name.startswith(_UNFINISHED) for name in names) and (WHOLE in names or not any(name.startswith("part-") for name in names))
