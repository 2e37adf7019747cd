"""From the rows of a table to canonical rows: which columns are read, what is wrong with a row, and how the parts of a row are put together.

Engines do this for all rows at once, with the same rules written in SQL; here they are for one row.
"""

from collections.abc import Iterable
from hashlib import md5

from msgspec import Struct, field

from cstofacts.model.problem import Problem
from cstofacts.spelling import fold
from cstofacts.tables.aside import aside
from cstofacts.tables.canonical import frame_text, position_text
from cstofacts.tables.columns import COLUMNS, RESERVED
from cstofacts.tables.facets import Facet, facets_of, narrowing_names
from cstofacts.tables.select import SEPARATOR
from cstofacts.tables.vocabulary import Names, Vocabulary
from cstofacts.values.base import Fault

MAX_CELL = 10_000
"""The longest cell that is read: no quote, title or note comes near it."""

SHOWN_PROBLEMS = 20
"""The rows with a problem that are named, the first by file and number; all are counted."""

Cells = tuple[str, ...]


class Ingested(Struct):
    """What an ingest came to: how many rows could not be read, how many take no part, and how many names are in no registry.

    `problems` are those of the first rows that could not be read; `unread_files` and `registry_problems` how many files could not be read, and how
    many faults the registry has.
    """

    unread: int = 0
    superseded: int = 0
    references: int = 0
    unknown: int = 0
    unknown_names: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unread_files: int = 0
    registry_problems: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether everything could be read."""
        return not (self.unread or self.unread_files or self.registry_problems)

    def kept(self) -> "Ingested":
        """What is kept with an ingested table."""
        return Ingested(self.unread, self.superseded, self.references, unread_files=self.unread_files, registry_problems=self.registry_problems)

    def add(self, earlier: "Ingested") -> None:
        """Count what an earlier ingest left out of a file; the faults of its registry are those of this one, or mended."""
        self.unread += earlier.unread
        self.unread_files += earlier.unread_files
        self.superseded += earlier.superseded
        self.references += earlier.references


def wanted_columns(vocabulary: Vocabulary, chosen: dict[str, str]) -> tuple[str, ...]:
    """The columns that are looked for: all that are known, those that the user names, and the separators of the properties."""
    named = [name for name in chosen if name in COLUMNS or fold(name) not in RESERVED]
    return tuple(dict.fromkeys((*COLUMNS, *named, *sorted(narrowing_names(vocabulary)))))


class Canon:
    """Makes canonical rows of rows with these columns, one by one."""

    def __init__(self, vocabulary: Vocabulary, columns: tuple[str, ...], names: Names | None = None) -> None:
        """Every facet is worked out for the cells that it was given beforehand; `names` may know some already."""
        self.columns = columns
        self.place = {name: number for number, name in enumerate(columns)}
        self.names = names or Names(vocabulary)
        self.facets = facets_of(vocabulary, columns, self.names)
        self.read: dict[str, dict[Cells, Cells | Fault]] = {}

    def prepare(self, rows: Iterable[Cells]) -> None:
        """Work every facet out for all distinct cells, in order."""
        kept = list(rows)
        for facet in self.facets:
            self.read[facet.name] = {cells: facet.read(cells) for cells in self.distinct(facet, kept)}

    def distinct(self, facet: Facet, rows: Iterable[Cells]) -> list[Cells]:
        """The distinct cells of rows that a facet looks at, sorted."""
        places = [self.place[name] for name in facet.given]
        return sorted({tuple([row[place] for place in places]) for row in rows})

    def aside(self, cells: Cells) -> str:
        """Why a row takes no part, or nothing: it is superseded, a reference's, or only says what a source is."""
        own = {name: cells[self.place[name]] if name in self.place else "" for name in ("superseded", "about", "subject", "property", "value")}
        return aside(own["superseded"], own["about"], is_empty=not (own["subject"] or own["property"] or own["value"]))

    def row(self, cells: Cells, file: str, number: int) -> Cells | list[Fault]:
        """The canonical row, or why there is none."""
        own = {name: cells[place] for name, place in self.place.items()}
        made, faults = self._made(cells)
        faults += row_faults(own)
        if faults:
            return faults
        quote = own.get("quote", "")
        text = own.get("text", "") or ("" if quote else own["value"])
        line, id = made.get("line", ""), own.get("id", "")
        hedged = made.get("hedged", "false")
        position = position_text(made["held"], made["circumstances"], hedged)
        shape = frame_text(made["kind"], made["circumstances"], hedged), made["low"], made["high"]
        named = id or f"{made['source']}-{digest(SEPARATOR.join((made['subject'], own['property'], position, quote, line)))}"
        voice = made["source"], made["origin"], made["attribution"], made.get("certainty", "certain")
        detail = line, named, own["property"], made["value"], made["qualifiers"], text, quote, own.get("note", ""), file, str(number)
        return (made["subject"], made["question"], position, *voice, *shape, *detail)

    def _made(self, cells: Cells) -> tuple[dict[str, str], list[Fault]]:
        made: dict[str, str] = {}
        faults = []
        for facet in self.facets:
            read = self._read(facet, cells)
            if isinstance(read, Fault):
                faults.append(read)
            else:
                made.update(zip(facet.made, read, strict=True))
        return made, faults

    def _read(self, facet: Facet, cells: Cells) -> Cells | Fault:
        return self.read[facet.name][tuple([cells[self.place[name]] for name in facet.given])]


def row_faults(cells: dict[str, str]) -> list[Fault]:
    """What is wrong with a row as it stands, whatever its cells mean."""
    faults = [TOO_LONG] if any(len(cell) > MAX_CELL for name, cell in cells.items() if name != "about") else []
    text, quote = cells.get("text", ""), cells.get("quote", "")
    return [*faults, OUTSIDE] if quote and text not in quote else faults


TOO_LONG = Fault("too-long", f"a cell of this row has more than {MAX_CELL:,} characters: shorten it")
OUTSIDE = Fault("text-outside-quote", "the text is not a part of the quote, letter by letter")


def first_rows(problems: list[Problem]) -> list[Problem]:
    """The problems of the first rows that have any."""
    places = sorted({problem.location for problem in problems})[:SHOWN_PROBLEMS]
    return sorted(problem for problem in set(problems) if problem.location in places)


def digest(said: str) -> str:
    """Eight digits of what a claim says, for one that nobody named; engines have this digest too, and nothing rests on its secrecy."""
    return md5(said.encode(), usedforsecurity=False).hexdigest()[:8]
