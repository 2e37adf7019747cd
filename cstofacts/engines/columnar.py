"""Raw rows of Arrow made canonical column by column: what a facet looks at is read once for all rows in which it is alike, and put back by number.

Rows in which anything may be wrong are left to `tables.ingest.Canon.row`, which goes by rows and says what it is.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache, reduce
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
from msgspec.structs import replace

from cstofacts.tables.aside import REFERENCE, SUPERSEDED, told
from cstofacts.tables.canonical import frame_text, position_text
from cstofacts.tables.columns import CANONICAL
from cstofacts.tables.facets import Facet
from cstofacts.tables.ingest import MAX_CELL, Canon, digest
from cstofacts.tables.select import SEPARATOR
from cstofacts.values.base import Fault

Cells = tuple[str, ...]

_REMEMBERED = 100_000
"""The distinct cells whose facets are kept from one batch to the next."""


class Coded(NamedTuple):
    """The distinct cells of some columns, and for each row which of them it has."""

    codes: pa.Array
    cells: list[Cells]


def coded(texts: pa.Array) -> Coded:
    """The distinct cells of one column."""
    found = texts.dictionary_encode()
    return Coded(found.indices.cast(pa.int64()), [(cell,) for cell in found.dictionary.to_pylist()])


def _together(first: Coded, second: Coded) -> Coded:
    """The distinct cells of both."""
    width = len(second.cells)
    both = pc.add(pc.multiply(first.codes, width), second.codes).dictionary_encode()
    pairs = [divmod(code, width) for code in both.dictionary.to_pylist()]
    return Coded(both.indices.cast(pa.int64()), [first.cells[one] + second.cells[other] for one, other in pairs])


class Raw:
    """One batch of raw rows: the place of each, its cells by the names of their columns, and the faults that it was read with."""

    def __init__(self, batch: pa.RecordBatch, columns: Cells) -> None:
        """Take the columns of the batch."""
        self.batch, self.columns = batch, columns
        self.file, self.row, *cells, self.faults = batch.columns
        self.cells = dict(zip(columns, cells, strict=True))
        self.known: dict[str, Coded] = {}

    def distinct(self, names: Cells) -> Coded:
        """The distinct cells of these columns."""
        for name in names:
            if name not in self.known:
                self.known[name] = coded(self.cells[name])
        return reduce(_together, [self.known[name] for name in names])

    def cell(self, name: str) -> pa.Array:
        """A column; one that the table does not have is empty."""
        return self.cells[name] if name in self.cells else pa.repeat("", self.batch.num_rows)

    def where(self, mask: pa.Array) -> "Raw":
        """The rows of which this is so."""
        return self if pc.all(mask).as_py() else Raw(self.batch.filter(mask), self.columns)

    def but(self, mask: pa.Array) -> "Raw":
        """The rows of which this is not so."""
        return Raw(self.batch.filter(pc.invert(mask)), self.columns)

    def rows(self) -> Iterator[tuple[str, int, Cells, str]]:
        """The rows one by one: file, number, cells and faults."""
        for file, number, *cells, faults in zip(*[column.to_pylist() for column in self.batch.columns], strict=True):
            yield file, number, tuple(cells), faults


def remembering(facets: list[Facet]) -> list[Facet]:
    """The facets, which remember what they have read."""
    return [replace(facet, read=lru_cache(_REMEMBERED)(facet.read)) for facet in facets]


def taking_part(canon: Canon, raw: Raw) -> pa.Array:
    """Which rows were read and take part."""
    plain = pc.equal(raw.faults, "")
    if "superseded" in raw.cells:
        plain = pc.and_(plain, _of_cells(raw.distinct(("superseded",)), lambda cells: told("superseded", *cells) != SUPERSEDED))
    if "about" in raw.cells:
        plain = pc.and_(plain, _of_cells(raw.distinct(("about",)), lambda cells: told("about", *cells) != REFERENCE))
        plain = pc.and_(plain, pc.or_(pc.equal(raw.cell("about"), ""), pc.not_equal(raw.cell("subject"), "")))
    if pc.all(plain).as_py():
        return plain
    doubtful = [not faults and not canon.aside(cells) for _, _, cells, faults in raw.but(plain).rows()]
    return pc.replace_with_mask(plain, pc.invert(plain), pa.array(doubtful, pa.bool_()))


def _of_cells(distinct: Coded, says: Callable[[Cells], bool]) -> pa.Array:
    return pa.array(map(says, distinct.cells), pa.bool_()).take(distinct.codes)


def canonical(canon: Canon, raw: Raw) -> tuple[dict[str, pa.Array], pa.Array]:
    """The canonical columns of rows that take part, and of which rows they are right: with the others something is wrong."""
    right = _well_formed(raw)
    made: dict[str, pa.Array] = {}
    for facet in canon.facets:
        columns, is_read = _put_back(facet, raw.distinct(facet.given))
        made.update(zip(facet.made, columns, strict=True))
        right = pc.and_(right, is_read)
    return _assembled(made, raw), right


def _put_back(facet: Facet, distinct: Coded) -> tuple[list[pa.Array], pa.Array]:
    """The columns that a facet gives, and in which rows it could be read."""
    read = list(map(facet.read, distinct.cells))
    is_read = [not isinstance(one, Fault) for one in read]
    nothing = ("",) * len(facet.made)
    made = [nothing if isinstance(one, Fault) else one for one in read]
    columns = [pa.array([one[place] for one in made], pa.string()).take(distinct.codes) for place in range(len(facet.made))]
    return columns, pa.array(is_read, pa.bool_()).take(distinct.codes)


def _well_formed(raw: Raw) -> pa.Array:
    """Which rows have no cell that may be too long, and no text outside their quote."""
    right = pa.repeat(pa.scalar(value=True), raw.batch.num_rows)
    for name, cells in raw.cells.items():
        if name != "about" and (pc.max(pc.binary_length(cells)).as_py() or 0) > MAX_CELL:
            right = pc.and_(right, pc.less_equal(pc.utf8_length(cells), MAX_CELL))
    if "text" in raw.cells and "quote" in raw.cells:
        pairs = zip(raw.cells["text"].to_pylist(), raw.cells["quote"].to_pylist(), strict=True)
        right = pc.and_(right, pa.array([text in quote or not quote for text, quote in pairs], pa.bool_()))
    return right


def _assembled(made: dict[str, pa.Array], raw: Raw) -> dict[str, pa.Array]:
    """The canonical columns, of what the facets gave and of the cells that stay as they are."""
    text, quote, property = raw.cell("text"), raw.cell("quote"), raw.cell("property")
    says_nothing = pc.and_(pc.equal(text, ""), pc.equal(quote, ""))
    certainty, line, hedged = made.get("certainty", "certain"), made.get("line", ""), made.get("hedged", "false")
    position = _written(position_text, made["held"], made["circumstances"], hedged)
    said = _joined(SEPARATOR, made["subject"], property, position, quote, line)
    columns = made | {
        "position": position,
        "frame": _written(frame_text, made["kind"], made["circumstances"], hedged),
        "certainty": certainty,
        "property": property,
        "line": line,
        "id": _named(raw.cell("id"), made["source"], said),
        "text": pc.if_else(says_nothing, raw.cell("value"), text),
        "quote": quote,
        "note": raw.cell("note"),
        "file": raw.file,
        "row": raw.row.cast(pa.string()),
    }
    return {name: _column(columns[name], raw.batch.num_rows) for name in CANONICAL}


def _column(cells: pa.Array | str, rows: int) -> pa.Array:
    return pa.repeat(cells, rows) if isinstance(cells, str) else cells


def _written(form: Callable[[str, str, str], str], *parts: pa.Array | str) -> pa.Array:
    """What a form of three parts makes of theirs, row by row."""
    first, second, third = parts
    before, between, then, after = re.split("[\1-\3]", form("\1", "\2", "\3"))
    return _joined("", before, first, between, second, then, third, after)


def _joined(between: str, *parts: pa.Array | str) -> pa.Array:
    """Texts put together, row by row."""
    return pc.binary_join_element_wise(*parts, between)


def _named(given: pa.Array, sources: pa.Array, said: pa.Array) -> pa.Array:
    """The ids of claims; one that nobody named is called by what it says."""
    nameless = pc.equal(given, "")
    if not pc.any(nameless).as_py():
        return given
    named = zip(sources.filter(nameless).to_pylist(), said.filter(nameless).to_pylist(), strict=True)
    return pc.replace_with_mask(given, nameless, pa.array([f"{source}-{digest(what)}" for source, what in named], pa.string()))
