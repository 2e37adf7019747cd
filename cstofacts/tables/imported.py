"""What a table says in columns of its own, as the file of a source says it: qualifiers together, and one body that it relays.

A table may name a body in every row, a file only one for its source. Where the rows of a source differ, the body goes before each claim's speakers,
so that the chain from the source to the first speaker stays what it was. A source that is its own origin has none.
"""

import msgspec

from cstofacts.tables.canonical import json_text
from cstofacts.tables.exchange import Row, only_says_what
from cstofacts.tables.lists import is_list, list_text, read_list
from cstofacts.tables.vocabulary import Names, Vocabulary
from cstofacts.values.base import Fault


class Imported:
    """Makes rows with the columns of a registry's table of rows with these columns."""

    def __init__(self, vocabulary: Vocabulary, narrowing: tuple[str, ...]) -> None:
        """Take the columns in `narrowing` for qualifiers."""
        self.narrowing, self.names = narrowing, Names(vocabulary)

    def rows(self, source: str, rows: list[Row]) -> list[Row]:
        """The rows of one source."""
        rows = [row | {"origin": self._relayed(source, row), "qualifiers": self._qualifiers(row)} for row in rows]
        relayed = {row["origin"] for row in rows if not only_says_what(row)} or {rows[0]["origin"]}
        return [self._voiced(source, row, differ=len(relayed) > 1) if row["origin"] in relayed else row | {"origin": ""} for row in rows]

    def _qualifiers(self, row: Row) -> str:
        """The qualifiers of a row as one JSON object; what is none stays as it is, and is refused later."""
        packed = row.get("qualifiers", "")
        own = {name: row[name].strip() for name in self.narrowing if row.get(name, "").strip()}
        try:
            return json_text(msgspec.json.decode(packed or "{}", type=dict[str, str]) | own) if own else packed
        except msgspec.DecodeError:
            return packed

    def _relayed(self, source: str, row: Row) -> str:
        relayed = row.get("origin", "").strip()
        return "" if self._is_itself(source, relayed) else relayed

    def _is_itself(self, source: str, name: str) -> bool:
        """Whether a name is that of the source, and of nobody else."""
        return name == source and (self.names.is_open or isinstance(self.names.strict(name), Fault))

    def _voiced(self, source: str, row: Row, *, differ: bool) -> Row:
        """A claim with its speakers, the body that the source relays among them where the rows differ in it."""
        cell = row.get("attribution", "").strip()
        read = (read_list(cell) if is_list(cell) else (cell,)) if cell else ()
        if isinstance(read, Fault):
            return row
        speakers = list(read)
        while speakers and self._is_itself(source, speakers[0]):
            del speakers[0]
        relayed = row["origin"]
        if not differ:
            return row | {"attribution": list_text(speakers) if speakers else ""}
        if relayed and (not speakers or self.names.free(speakers[0]) != self.names.free(relayed)):
            speakers.insert(0, relayed)
        return row | {"origin": "", "attribution": list_text(speakers) if speakers else ""}
