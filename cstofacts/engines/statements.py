"""The statements of an ingest, for engines that speak DuckDB's SQL: from the table `raw` and a table `made_NAME` for each facet to canonical rows.

A table `made_NAME` has the distinct cells of a facet (`g0`, `g1`, …), the columns made of them (`m0`, `m1`, …), and the rule and message of a fault.
The table `told` has the cells of `superseded` and `about` by which a row may take no part, and what they say.
"""

from cstofacts.tables.aside import REFERENCE, SOURCE, SUPERSEDED
from cstofacts.tables.columns import CANONICAL, DIGESTS
from cstofacts.tables.facets import Facet
from cstofacts.tables.ingest import MAX_CELL, OUTSIDE, TOO_LONG
from cstofacts.tables.parquet import quoted, text
from cstofacts.values.base import Fault


class Statements:
    """Writes the statements for a table with these columns."""

    def __init__(self, columns: tuple[str, ...]) -> None:
        """Take the columns that the files have."""
        self.columns = columns

    def has(self, *columns: str) -> bool:
        """Whether the table has all these columns."""
        return all(name in self.columns for name in columns)

    def taking(self) -> str:
        """Which rows take part: not superseded, no reference's, and not only a source's metadata."""
        return " AND ".join(f"NOT ({which})" for which in self.aside().values()) or "true"

    def aside(self) -> dict[str, str]:
        """Which rows take no part, by why."""
        aside = {}
        if self.has("about"):
            aside["references"] = _told("about", REFERENCE)
            aside["sources"] = f"{_told('about', SOURCE)} AND raw.subject = '' AND raw.property = '' AND raw.value = ''"
        if self.has("superseded"):
            aside["superseded"] = " AND ".join([_told("superseded", SUPERSEDED), *(f"NOT ({earlier})" for earlier in aside.values())])
        return aside

    def joined(self, facet: Facet) -> str:
        """What joins to the rows what was worked out of a facet."""
        keys = " AND ".join(f"raw.{quoted(name)} = {facet.name}.g{number}" for number, name in enumerate(facet.given))
        return f"JOIN made_{facet.name} AS {facet.name} ON {keys}"

    def row_faults(self) -> list[tuple[Fault, str]]:
        """What can be wrong with a row as it stands, and with which that is so."""
        columns = [f"raw.{quoted(name)}" for name in self.columns if name != "about"]
        longest = " AND ".join(f"greatest({', '.join(f'{size}({name})' for name in columns)}) > {MAX_CELL}" for size in ("strlen", "length"))
        outside = [(OUTSIDE, "quote <> '' AND NOT contains(quote, text)")] if self.has("quote", "text") else []
        return [(TOO_LONG, longest), *outside]

    def canonical(self, facets: list[Facet]) -> str:
        """The SELECT of the canonical rows, with the digests of the question, and of the question and the position (`select.DIGESTS`)."""
        made = {name: f"{facet.name}.m{number}" for facet in facets for number, name in enumerate(facet.made)}
        hedged = made.get("hedged", text("false"))
        held = f"""'{{' || {made["held"]} || ',' || {made["circumstances"]} || ',"hedged":' || {hedged} || '}}'"""
        given = {name: f"raw.{name}" if self.has(name) else "''" for name in ("text", "quote", "line", "id", "note")}
        line = made.get("line", "''")
        said = f"concat_ws(chr(31), {made['subject']}, raw.property, {held}, {given['quote']}, {line})"
        columns = made | {
            "position": held,
            "frame": f"{made['kind']} || ',' || {made['circumstances']} || ',' || {hedged}",
            "certainty": made.get("certainty", text("certain")),
            "property": "raw.property",
            "line": line,
            "id": f"CASE WHEN {given['id']} = '' THEN {made['source']} || '-' || left(md5({said}), 8) ELSE {given['id']} END",
            "text": f"CASE WHEN {given['text']} = '' AND {given['quote']} = '' THEN raw.value ELSE {given['text']} END",
            "quote": given["quote"],
            "note": given["note"],
            "file": "raw.file",
            "row": "CAST(raw.row AS VARCHAR)",
        }
        bad = [f"{facet.name}.rule = ''" for facet in facets] + [f"NOT ({which})" for _, which in self.row_faults()]
        columns["asked"] = _combined(made["subject_digest"], made["question_digest"])
        columns["held"] = _combined(made["second_digest"], made["held_digest"], made["circumstances_digest"], f"CAST({hedged} = 'true' AS BIGINT)")
        selected = ", ".join(f"{columns[name]} AS {quoted(name)}" for name in (*CANONICAL, *DIGESTS))
        where = " AND ".join([self.taking(), *bad])
        return f"SELECT {selected} FROM raw {' '.join(map(self.joined, facets))} WHERE {where}"


def _told(column: str, says: str) -> str:
    """Which rows have a cell that says this, by the table `told`."""
    return f"raw.{column} IN (SELECT cell FROM told WHERE says = {text(says)})"


def _combined(first: str, *others: str) -> str:
    """One number of several digests, none of which can be told from it."""
    for other in others:
        first = f"xor({first}, {other})"
    return first
