"""How much of a statement DuckDB has done, for whoever looks on.

Its estimate is good for reading a file and for the SELECT; in a statement with many joins it stays near nothing until the end, and is not asked for.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

from cstofacts import stages


@contextmanager
def at_work(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Let whoever looks on ask a connection, until it is let go of; DuckDB itself draws nothing."""
    if not stages.is_looked_on():
        yield
        return
    connection.execute("SET enable_progress_bar = true")
    connection.execute("SET enable_progress_bar_print = false")
    with stages.asked(connection.query_progress):
        yield
