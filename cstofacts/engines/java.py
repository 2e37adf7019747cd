"""What Java answers to Python: the bytes of a file of Hadoop's, and in words why there are none."""

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from errno import EIO
from typing import Any

from py4j.protocol import Py4JError, Py4JJavaError
from pyspark.errors import PySparkException

from cstofacts.engines import EngineError, reason_of

ERRORS = (Py4JError, PySparkException)
"""What is raised when Java gives up."""


class JavaFile(io.RawIOBase):
    """A file of Hadoop's as Python reads one."""

    def __init__(self, path: Any, system: Any, size: int) -> None:
        """Open it."""
        self.stream, self.size, self.place = system.open(path), size, 0

    def readable(self) -> bool:
        """It can be read."""
        return True

    def seekable(self) -> bool:
        """It can be read from any place."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place, counted from the beginning, from here or from the end."""
        self.place = offset + {io.SEEK_SET: 0, io.SEEK_CUR: self.place, io.SEEK_END: self.size}[whence]
        return self.place

    def readinto(self, buffer: Any) -> int:
        """Read on."""
        wanted = min(len(buffer), self.size - self.place)
        if wanted <= 0:
            return 0
        self.stream.seek(self.place)
        read = self.stream.readNBytes(wanted)
        buffer[: len(read)] = read
        self.place += len(read)
        return len(read)

    def close(self) -> None:
        """Close it."""
        if not self.closed:
            self.stream.close()
        super().close()


def asking(address: str, ask: Callable[[str], Any]) -> Any:
    """What Java answers; EngineError with its reason when it has none."""
    try:
        return ask(address)
    except ERRORS as error:
        message = f"{address}: {why(error)}"
        raise EngineError(message) from error


@contextmanager
def telling() -> Iterator[None]:
    """Turn what Java says into an OSError."""
    try:
        yield
    except ERRORS as error:
        raise OSError(EIO, why(error)) from error


def why(error: Exception) -> str:
    """Why Java gave up, with advice where something is to be installed."""
    said = error.java_exception.toString() if isinstance(error, Py4JJavaError) else reason_of(error)
    missing = "ClassNotFoundException" in said or "No FileSystem for scheme" in said
    advice = "; Spark needs a library for such addresses, as in spark.jars.packages=org.apache.hadoop:hadoop-aws:VERSION for s3a://"
    return f"{said.splitlines()[0][:200]}{advice if missing else ''}"
