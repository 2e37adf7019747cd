"""The one SELECT that every engine runs, on the table `claims` of canonical rows (see `columns.CANONICAL`).

It compares nothing but strings, so that no engine's idea of numbers, dates, case or NULL can make a difference, and uses nothing that DuckDB,
Spark and others do not all have. Its rows are then to be sorted by `ORDER`, or brought together by `subject, question` and sorted so within each
part.
"""

from cstofacts.tables.columns import DETAIL, HOLDER, KEY, SHAPE

SEPARATOR = VOICE = "\x1f"
"""What stands between the details of a claim, and between the source and the origin of a voice; an ingest takes it out of every text."""

LINE_WIDTH = 9
"""The digits of a line number that is written so that it sorts as text."""

ORDER = (*KEY, *HOLDER)

COLUMNS = (*ORDER, "claims", "detail")
"""The columns of the rows: who holds what, how many claims say so, and the details of the least of them."""

CONTESTED = "SELECT subject, question FROM claims GROUP BY subject, question HAVING min(position) <> max(position)"
"""The questions with more than one position: every conflict is among them."""

EVERY = "SELECT DISTINCT subject, question FROM claims"
"""All questions."""

CHOSEN = "SELECT subject, question FROM chosen"
"""The questions of a table `chosen`, which the engine makes."""

_DETAIL = f" || '{SEPARATOR}' || ".join(f"lpad(line, {LINE_WIDTH}, '0')" if name == "line" else name for name in DETAIL)


def select_of(questions: str = CONTESTED) -> str:
    """The SELECT of the holders of every position on these questions, unsorted."""
    keys = ", ".join(ORDER)
    return f"WITH asked AS ({questions}) SELECT {keys}, count(*) AS claims, min({_DETAIL}) AS detail FROM claims JOIN asked USING (subject, question) GROUP BY {keys}"  # noqa: E501 (one statement of fixed names)


BETWEEN = "\x1e"
"""What stands between the voices of a position; an ingest takes it out of every text."""

_FIRST = f"source || '{SEPARATOR}' || lpad(line, {LINE_WIDTH}, '0') || '{SEPARATOR}' || id"
_VOICE = f"source || '{VOICE}' || origin"


def summary_of(questions: str = CONTESTED) -> str:
    """The SELECT of every position on these questions, to be sorted by `subject, question`.

    Each comes with what tells how it lies to others, how many claims hold it, which is the first of them, and who holds it, as pairs of source and
    origin in any order.
    """
    shape = ", ".join(f"any_value({name}) AS {name}" for name in SHAPE)
    held = f"{shape}, count(*) AS claims, min({_FIRST}) AS first, string_agg(DISTINCT {_VOICE}, '{BETWEEN}') AS voices"
    keys = "subject, question, position"
    return f"WITH asked AS ({questions}) SELECT {keys}, {held} FROM claims JOIN asked USING (subject, question) GROUP BY {keys}"


TOTALS = """
SELECT count(*) AS questions, sum(claims) AS claims,
  sum(CASE WHEN low = high AND claims = 1 THEN 1 ELSE 0 END) AS single,
  sum(CASE WHEN low = high AND claims > 1 AND first = last THEN 1 ELSE 0 END) AS repeated,
  sum(CASE WHEN low = high AND first <> last THEN 1 ELSE 0 END) AS agreed,
  sum(CASE WHEN low <> high THEN 1 ELSE 0 END) AS contested
FROM (
  SELECT subject, question, count(*) AS claims, min(position) AS low, max(position) AS high, min(source) AS first, max(source) AS last
  FROM claims GROUP BY subject, question) AS counted
"""
"""How many questions and claims there are; and of the questions, how many have a single claim, several claims of one source that say the same,
sources that agree, or more than one position."""

VOICES = "SELECT count(DISTINCT source) AS sources, count(DISTINCT origin) AS origins FROM claims"
"""How many sources there are, and how many origins."""
