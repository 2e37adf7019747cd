"""The one SELECT that every engine runs, on the table `claims` of canonical rows (see `columns.CANONICAL`).

It compares nothing but strings, so that no engine's idea of numbers, dates, case or NULL can make a difference, and uses nothing that DuckDB,
Spark and others do not all have. Its rows are then to be sorted by `ORDER`, or brought together by `subject, question` and sorted so within each
part.
"""

from typing import NamedTuple

from cstofacts.tables.columns import DETAIL, HOLDER, KEY, NUMBERS, SHAPE
from cstofacts.tables.order import OPEN_LIST

SEPARATOR = VOICE = "\x1f"
"""What stands between the details of a claim, and between the source and the origin of a voice; an ingest takes it out of every text."""

LINE_WIDTH = 12
"""The digits of the number of a line or row that is written so that it sorts as text."""

ORDER = (*KEY, *HOLDER)

COLUMNS = (*ORDER, "claims", "detail")
"""The columns of the rows: who holds what, how many claims say so, and the details of the least of them."""


class Keys(NamedTuple):
    """The columns that tell questions, and positions, from one another."""

    question: str
    position: str


TEXTS = Keys("subject, question", "subject, question, position")
"""What every table has."""

DIGESTS = Keys("asked", "asked, held")
"""What a table has that DuckDB wrote: whole numbers, which take a fraction of the time and memory.

`asked` is of the question, `held` of the question and the position. Positions are taken for the same when both are, which are 126 bits; two questions
with the same `asked` are merely both looked at.
"""


def contested_of(keys: Keys) -> str:
    """The questions with more than one position, and how many claims answer each: every conflict is among them."""
    position = keys.position.rpartition(", ")[2]
    return f"SELECT {keys.question}, count(*) AS answers FROM claims GROUP BY {keys.question} HAVING min({position}) <> max({position})"


CONTESTED = contested_of(TEXTS)
"""The questions with more than one position."""

EVERY = "SELECT DISTINCT subject, question FROM claims"
"""All questions."""

CHOSEN = "SELECT subject, question FROM chosen"
"""The questions of a table `chosen`, which the engine makes."""


def padded(number: str) -> str:
    """A number as text that sorts as it does; what `lpad` gives, in much less time."""
    return f"substr('{'0' * LINE_WIDTH}', length({number}) + 1) || {number}"


_DETAIL = f" || '{SEPARATOR}' || ".join(padded(name) if name in NUMBERS else name for name in DETAIL)


def select_of(questions: str = CONTESTED) -> str:
    """The SELECT of the holders of every position on these questions, unsorted."""
    keys = ", ".join(ORDER)
    return f"WITH wanted AS ({questions}) SELECT {keys}, count(*) AS claims, min({_DETAIL}) AS detail FROM claims JOIN wanted USING (subject, question) GROUP BY {keys}"  # noqa: E501 (one statement of fixed names)


BETWEEN = "\x1e"
"""What stands between the voices of a position; an ingest takes it out of every text."""

_FIRST = f"source || '{SEPARATOR}' || {padded('line')} || '{SEPARATOR}' || id"
_FIRMLY = f"CASE WHEN frame LIKE '{OPEN_LIST}%' THEN '{VOICE}' || certainty ELSE '' END"  # what is put alike is one list
_VOICE = f"source || '{VOICE}' || origin || {_FIRMLY}"


SUMMARY_ORDER = "subject, question, first, position"
"""How the rows of a summary are sorted: the positions on a question by their first claims."""


def summary_of(questions: str = CONTESTED, keys: Keys = TEXTS, *, once: bool = True) -> str:
    """The SELECT of every position on these questions, to be sorted by `SUMMARY_ORDER`; `questions` are told apart by the same keys.

    Each comes with what tells how it lies to others, how many claims hold it, which is the first of them, and who holds it, as pairs of source and
    origin in any order; of an open list with how firmly each says so. `once` says that each pair is there once, however many claims it has.
    """
    of_all = ("subject", "question", "position", *SHAPE)
    given = ", ".join(name if name in keys.position.split(", ") else f"any_value({name}) AS {name}" for name in of_all)
    held = f"{given}, count(*) AS claims, min({_FIRST}) AS first, string_agg({'DISTINCT ' if once else ''}{_VOICE}, '{BETWEEN}') AS voices"
    return f"WITH wanted AS ({questions}) SELECT {held} FROM claims JOIN wanted USING ({keys.question}) GROUP BY {keys.position}"


def totals_of(keys: Keys = TEXTS) -> str:
    """How many questions and claims there are.

    Of the questions, how many have a single claim, several claims of one source that say the same, sources that agree, or more than one position.
    """
    position = keys.position.rpartition(", ")[2]
    return f"""
SELECT count(*) AS questions, sum(claims) AS claims,
  sum(CASE WHEN low = high AND claims = 1 THEN 1 ELSE 0 END) AS single,
  sum(CASE WHEN low = high AND claims > 1 AND first = last THEN 1 ELSE 0 END) AS repeated,
  sum(CASE WHEN low = high AND first <> last THEN 1 ELSE 0 END) AS agreed,
  sum(CASE WHEN low <> high THEN 1 ELSE 0 END) AS contested
FROM (
  SELECT {keys.question}, count(*) AS claims, min({position}) AS low, max({position}) AS high, min(source) AS first, max(source) AS last
  FROM claims GROUP BY {keys.question}) AS counted
"""


VOICES = "SELECT count(DISTINCT source) AS sources, count(DISTINCT origin) AS origins FROM claims"
"""How many sources there are, and how many origins."""
