"""Start Spark, or take up what `spark-submit` has started: quietly, with this Python, and with this package sent to the workers."""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import PyZipFile, ZipFile

import cstofacts
from cstofacts.engines import EngineError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

MASTER = "SPARK_MASTER"
"""The variable that names the cluster: spark://host:7077, yarn, k8s://..., or local[4] for this machine."""

_ON_THIS_MACHINE = "local[2,16]"  # two threads, and more tries for what a worker did not finish than idle workers may have been killed with it

_SETTINGS = {
    "spark.app.name": "cstofacts",
    "spark.sql.ansi.enabled": "true",  # a wrong cast is an error, not a NULL
    "spark.sql.optimizer.canChangeCachedPlanOutputPartitioning": "true",  # small parts are put together, also of what is kept
    "spark.sql.session.timeZone": "UTC",  # a moment reads alike everywhere
    "spark.ui.showConsoleProgress": "false",
}

_LOCAL_SETTINGS = {
    "spark.driver.bindAddress": "127.0.0.1",  # nothing listens to the network
    "spark.driver.host": "127.0.0.1",
    "spark.driver.memory": "4g",  # the most; with the usual 1g, ten million claims are mostly garbage collection
    "spark.sql.shuffle.partitions": "8",  # of 200 parts, most would be empty and each cost a start
    "spark.ui.enabled": "false",
}

_NOT_STARTED = "Spark did not start; it needs Java 17 or newer, and a master that it knows"


def start(limit: str, folder: Path) -> "SparkSession":
    """A session of Spark, whose own words go to a file in the folder; EngineError when it does not start, ValueError for a limit that is none."""
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = os.environ.get("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder
    for name, value in _settings(limit).items():
        builder = builder.config(name, value)
    words = folder / "spark.log"
    try:
        with _errors_to(words):
            spark = builder.getOrCreate()
    except (Py4JError, PySparkException) as error:
        message = f"{_NOT_STARTED}: {_reason(words, str(error))}"
        raise EngineError(message) from error
    spark.addArtifacts(str(packed(folder)), pyfile=True)
    return spark


def _settings(limit: str) -> dict[str, str]:
    """What is set, beside what the user has set for Spark itself; `spark-submit` knows the cluster and its memory."""
    if "PYSPARK_GATEWAY_PORT" in os.environ:
        return _SETTINGS
    master = os.environ.get(MASTER, _ON_THIS_MACHINE)
    is_local = master.startswith("local[") or master == "local"
    memory = {"spark.driver.memory" if is_local else "spark.executor.memory": _memory(limit)} if limit else {}
    return {"spark.master": master, **_SETTINGS, **(_LOCAL_SETTINGS if is_local else {}), **memory}


def _memory(limit: str) -> str:
    """An amount of memory as Java writes it: 2GB is 2g."""
    amount = limit.strip().lower().removesuffix("b").removesuffix("i").replace(" ", "")
    if not (amount[:-1].isdecimal() and amount[-1:] in "kmgt"):
        message = f"{limit!r} is no amount of memory: write for example 2GB"
        raise ValueError(message)
    return amount


@contextmanager
def _errors_to(path: Path) -> Iterator[None]:
    """Send what is written to the standard error, by this process and those that it starts, to a file."""
    sys.stderr.flush()
    kept = os.dup(2)
    with path.open("wb") as stream:
        os.dup2(stream.fileno(), 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


def _reason(words: Path, error: str) -> str:
    """The line of Java's words, or of the error, that says what was wrong."""
    lines = [*words.read_text(encoding="utf-8", errors="replace").splitlines(), *error.splitlines()]
    telling = [line.strip() for line in lines if "Exception:" in line or "Error:" in line or "JAVA_HOME" in line]
    return (telling or [error])[0][:200]


def packed(folder: Path) -> Path:
    """An archive of this package for the workers: they run what the driver runs, whatever they have installed."""
    path, package = folder / "cstofacts.zip", Path(cstofacts.__file__).parent
    try:
        with PyZipFile(str(path), "w") as archive:
            archive.writepy(str(package))
    except OSError:  # there is no place to compile it to
        with ZipFile(path, "w") as archive:
            for file in sorted(package.rglob("*.py")):
                archive.write(file, file.relative_to(package.parent))
    return path


def new_folder() -> Path:
    """A folder for what a session writes."""
    return Path(tempfile.mkdtemp(prefix="cstofacts-"))
