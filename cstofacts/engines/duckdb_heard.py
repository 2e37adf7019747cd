"""What is heard in the table `claims` (see `tables.heard`): DuckDB numbers questions, positions and voices, and gives the numbers in columns."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from cstofacts.tables.columns import SHAPE
from cstofacts.tables.heard import Agreed, Heard, Held, Sides
from cstofacts.tables.select import SEPARATOR, TEXTS, Keys, padded

_PLACE = f"source || '{SEPARATOR}' || {padded('line')} || '{SEPARATOR}' || id"

_VOICE = "origin, attribution, certainty"


def _any(*names: str) -> str:
    return ", ".join(f"any_value({name}) AS {name}" for name in names)


def _tables(keys: Keys) -> dict[str, str]:
    """The tables that number things, in the order in which they are made."""
    position = keys.position.rpartition(", ")[2]
    return {
        "questions": f"""
            SELECT *, CAST(row_number() OVER (ORDER BY its_subject, its_question) - 1 AS INTEGER) AS number
            FROM (
              SELECT {keys.question}, min(subject) AS its_subject, min(question) AS its_question, min({position}) <> max({position}) AS contested,
                min(subject) <> max(subject) OR min(question) <> max(question) AS mixed
              FROM claims GROUP BY {keys.question})""",
        "voices": f"SELECT *, CAST(row_number() OVER (ORDER BY {_VOICE}) - 1 AS INTEGER) AS voice FROM (SELECT DISTINCT {_VOICE} FROM claims)",
        "sources": "SELECT source, CAST(row_number() OVER () - 1 AS INTEGER) AS number FROM (SELECT DISTINCT source FROM claims)",
        "sides": f"""
            SELECT *, CAST(row_number() OVER (ORDER BY number, first, its_position) - 1 AS INTEGER) AS side
            FROM (
              SELECT {keys.position}, {_any("number", "its_subject", "its_question", *SHAPE)}, any_value(position) AS its_position,
                min({_PLACE}) AS first
              FROM claims JOIN questions USING ({keys.question}) WHERE contested GROUP BY {keys.position})
            ORDER BY side""",
    }


def _columns(keys: Keys) -> dict[str, str]:
    """The columns of numbers, in the order of their fields."""
    return {
        "asked": "SELECT number FROM sides",
        "agreed": f"SELECT number, voice FROM claims JOIN questions USING ({keys.question}) JOIN voices USING ({_VOICE}) WHERE NOT contested",
        "held": f"""
            SELECT side, voice, sources.number AS source
            FROM claims JOIN sides USING ({keys.position}) JOIN voices USING ({_VOICE}) JOIN sources USING (source)""",
    }


_WORDS = "SELECT its_subject, its_question, its_position FROM sides"

_ROWS = f"SELECT its_subject, its_question, its_position, {', '.join(SHAPE)}, 0, '', '' FROM sides"


def heard_by(base: Any, fetch: Callable[[str], Iterator[Any]], keys: Keys) -> Heard:
    """What is heard in the claims of this database; `fetch` gives the rows of a query, whenever the words of sides are wanted."""
    base.execute("SET preserve_insertion_order = true")  # sides are sorted once
    for name, rows in _tables(keys).items():
        base.execute(f"CREATE OR REPLACE TABLE {name} AS {rows}")
    questions, mixed = base.execute("SELECT count(*), coalesce(bool_or(mixed), false) FROM questions").fetchone()
    if mixed:  # two questions have one digest
        return heard_by(base, fetch, TEXTS)
    voices = base.execute(f"SELECT {_VOICE} FROM voices ORDER BY voice").fetchall()
    columns = {name: list(base.execute(query).fetchnumpy().values()) for name, query in _columns(keys).items()}
    for name in ("questions", "voices", "sources"):
        base.execute(f"DROP TABLE {name}")
    sides = Sides(columns["asked"][0], partial(fetch, _ROWS), partial(fetch, _WORDS))
    return Heard(questions, voices, sides, Agreed(*columns["agreed"]), Held(*columns["held"]))
