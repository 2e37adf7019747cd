"""What is heard in the table `claims` (see `tables.heard`): DuckDB numbers questions, positions and voices, and gives the numbers in columns."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from cstofacts.tables.columns import DETAIL, SHAPE
from cstofacts.tables.heard import FIRST, Agreed, Heard, Held, Sides
from cstofacts.tables.select import LINE_WIDTH

_LINE, *_MORE = DETAIL[:FIRST]

_KEYS = f"(source, lpad({_LINE}, {LINE_WIDTH}, '0'), {', '.join(_MORE)})"

_SHAPE = ", ".join(f"any_value({name}) AS {name}" for name in SHAPE)

_TABLES = {
    "asked": """
        SELECT subject, question, contested, CAST(row_number() OVER (ORDER BY subject, question) - 1 AS INTEGER) AS number
        FROM (SELECT subject, question, min(position) <> max(position) AS contested FROM claims GROUP BY subject, question)""",
    "voices": """
        SELECT origin, attribution, certainty, CAST(row_number() OVER (ORDER BY origin, attribution, certainty) - 1 AS INTEGER) AS voice
        FROM (SELECT DISTINCT origin, attribution, certainty FROM claims)""",
    "sources": "SELECT source, CAST(row_number() OVER () - 1 AS INTEGER) AS number FROM (SELECT DISTINCT source FROM claims)",
    "sides": f"""
        SELECT *, CAST(row_number() OVER (ORDER BY number, first, position) - 1 AS INTEGER) AS side
        FROM (
          SELECT number, subject, question, position, {_SHAPE}, min({_KEYS}) AS first
          FROM claims JOIN asked USING (subject, question) WHERE contested GROUP BY number, subject, question, position)""",
}
"""The tables that number things, in the order in which they are made."""

_COLUMNS = {
    "asked": "SELECT number FROM sides ORDER BY side",
    "agreed": """
        SELECT number, voice
        FROM claims JOIN asked USING (subject, question) JOIN voices USING (origin, attribution, certainty) WHERE NOT contested""",
    "held": """
        SELECT side, voice, sources.number AS source
        FROM claims JOIN sides USING (subject, question, position) JOIN voices USING (origin, attribution, certainty) JOIN sources USING (source)""",
}
"""The columns of numbers, in the order of their fields."""

_SIDES = f"SELECT subject, question, position, {', '.join(SHAPE)} FROM sides ORDER BY side"


def heard_by(base: Any, fetch: Callable[[str], Iterator[Any]]) -> Heard:
    """What is heard in the claims of this database; `fetch` gives the rows of a query whenever the words of sides are wanted."""
    for name, rows in _TABLES.items():
        base.execute(f"CREATE OR REPLACE TABLE {name} AS {rows}")
    questions = base.execute("SELECT count(*) FROM asked").fetchone()[0]
    voices = base.execute("SELECT origin, attribution, certainty FROM voices ORDER BY voice").fetchall()
    columns = {name: list(base.execute(query).fetchnumpy().values()) for name, query in _COLUMNS.items()}
    for name in ("asked", "voices", "sources"):
        base.execute(f"DROP TABLE {name}")
    return Heard(questions, voices, Sides(columns["asked"][0], partial(fetch, _SIDES)), Agreed(*columns["agreed"]), Held(*columns["held"]))
