"""What the workers of a cluster run: the program's own readers and its comparison, on batches of Arrow; nothing here knows of Spark.

Each function takes the batches of one part of a table and yields those of its result, in bounded memory.
"""

from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from itertools import chain, islice
from typing import Any

import msgspec
import pyarrow as pa

from cstofacts.beside import tidy
from cstofacts.engines.columnar import Raw, canonical, remembering, taking_part
from cstofacts.spelling import fold
from cstofacts.tables.columns import CANONICAL
from cstofacts.tables.given import GivenFile
from cstofacts.tables.ingest import Canon
from cstofacts.tables.listing import list_questions
from cstofacts.tables.outcome import Comparer
from cstofacts.tables.records import FLAT, flat_rows
from cstofacts.tables.results import Listed
from cstofacts.tables.rows import json_keys, rows_of
from cstofacts.tables.vocabulary import Names, Vocabulary
from cstofacts.values.base import Fault

Batches = Iterable[pa.RecordBatch]
Work = Callable[[Batches], Batches]
Cells = tuple[str, ...]

AT_ONCE = 10_000
"""The rows of a batch."""

PLACE = ("file", "row")
"""Where a raw row stood; its cells follow, and then the fault that it was read with."""

_REMEMBERED = 100_000


def list_batches(vocabulary: Vocabulary, batches: Batches) -> Iterator[pa.RecordBatch]:
    """The record of each question of a part that holds whole questions, sorted: its key, and the record as JSON."""
    for some in _batched((one.subject, one.question, msgspec.json.encode(one)) for one in _listed(vocabulary, batches)):
        yield _batch(some, LISTED)


def flat_batches(vocabulary: Vocabulary, batches: Batches) -> Iterator[pa.RecordBatch]:
    """The flat rows of each question of a part that holds whole questions, sorted."""
    for some in _batched(chain.from_iterable(map(flat_rows, _listed(vocabulary, batches)))):
        yield _batch(some, FLAT_SCHEMA)


def _listed(vocabulary: Vocabulary, batches: Batches) -> Iterator[Listed]:
    tidy()
    return list_questions(Comparer(vocabulary), _rows(batches))


FLAT_SCHEMA = pa.schema([(name, pa.string()) for name in FLAT])
"""What `flat_batches` yields."""

LISTED = pa.schema([("subject", pa.string()), ("question", pa.string()), ("record", pa.binary())])
"""What `list_batches` yields."""


def chained(read: Work, work: Work, batches: Batches) -> Batches:
    """Read raw rows and work on them in one go: they need not be handed to Spark and back."""
    return work(read(batches))


def taking_batches(columns: Cells, batches: Batches) -> Iterator[pa.RecordBatch]:
    """The raw rows that take part."""
    canon = Canon(Vocabulary({}), columns)
    for batch in batches:
        raw = Raw(batch, columns)
        yield raw.where(taking_part(canon, raw)).batch


def read_batches(files: list[GivenFile], columns: Cells, batches: Batches) -> Iterator[pa.RecordBatch]:
    """The raw rows of the files of these numbers, by the program's own reader."""
    rows = (row for batch in batches for number in batch.column(0).to_pylist() for row in _read(files[number], columns))
    for some in _batched(rows):
        yield _batch(some, raw_schema(columns))


def content_batches(files: dict[str, GivenFile], columns: Cells, batches: Batches) -> Iterator[pa.RecordBatch]:
    """The raw rows of whole files, which come with their paths, by the program's own reader."""
    rows = (row for path, content in _rows(batches) for row in _read(files[path], columns, content))
    for some in _batched(rows):
        yield _batch(some, raw_schema(columns))


def key_batches(batches: Batches) -> Iterator[pa.RecordBatch]:
    """The keys of whole files of JSON Lines, which come with their paths."""
    for path, content in _rows(batches):
        yield pa.RecordBatch.from_arrays([pa.array([path]), pa.array([json_keys(BytesIO(content))], pa.list_(pa.string()))], names=["path", "keys"])


KEYS = "path string, keys array<string>"
"""What `key_batches` yields."""


def _read(given: GivenFile, columns: Cells, content: bytes | None = None) -> Iterator[tuple[Any, ...]]:
    path, nothing = given.file.path, ("",) * len(columns)
    for number, cells in rows_of(given.file, given.places, columns, content):
        yield (path, number, *nothing, _packed([cells])) if isinstance(cells, Fault) else (path, number, *cells, "")


def raw_schema(columns: Cells) -> pa.Schema:
    """The columns of raw rows; by number, for a column may be called anything."""
    cells = [(f"c{place}", pa.string()) for place in range(len(columns))]
    return pa.schema([("file", pa.string()), ("row", pa.int64()), *cells, ("faults", pa.string())])


def hear_batches(vocabulary: Vocabulary, columns: Cells, batches: Batches) -> Iterator[pa.RecordBatch]:
    """Every name that stands for itself, as it is spelt, with the place in which an ingest comes to it."""
    names = _Heard(vocabulary)
    canon = Canon(vocabulary, columns, names)
    for batch in batches:
        raw = Raw(batch, columns)
        heard = names.of(canon, raw.where(taking_part(canon, raw)))
        yield _batch([(fold(name), part, list(cells), place, name) for part, cells, place, name in heard], HEARD)


class _Heard(Names):
    """Notes the names that it finds no entity for."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        super().__init__(vocabulary)
        self.heard: list[str] = []
        self.done: set[tuple[int, Cells]] = set()

    def free(self, spelling: str) -> str | Fault:
        """The name itself, whatever was asked before."""
        found = super().free(spelling)
        if isinstance(found, str) and fold(spelling) in self.first:
            self.heard.append(" ".join(spelling.split()))
        return found

    def of(self, canon: Canon, raw: Raw) -> Iterator[tuple[int, Cells, int, str]]:
        """The names of some rows that were not heard yet, with the facet, the cells and the place in them."""
        for part, facet in enumerate(canon.facets):
            for cells in raw.distinct(facet.given).cells:
                if (part, cells) in self.done:
                    continue
                if len(self.done) >= _REMEMBERED:
                    self.done.clear()
                self.done.add((part, cells))
                self.heard = []
                facet.read(cells)
                for place, name in enumerate(self.heard):
                    yield part, cells, place, name


HEARD = pa.schema([("folded", pa.string()), ("part", pa.int32()), ("cells", pa.list_(pa.string())), ("place", pa.int32()), ("spelling", pa.string())])
"""What `hear_batches` yields."""


def canon_batches(vocabulary: Vocabulary, columns: Cells, first: dict[str, str], batches: Batches) -> Iterator[pa.RecordBatch]:
    """The canonical rows of raw ones, or why there are none; `first` is how names that are spelt in several ways are spelt."""
    names = Names(vocabulary)
    names.first.update(first)
    canon = Canon(vocabulary, columns, names)
    canon.facets = remembering(canon.facets)
    for batch in batches:
        raw = Raw(batch, columns)
        taking = taking_part(canon, raw)
        part = raw.where(taking)
        made, right = canonical(canon, part)
        yield _plain(made, part).filter(right)
        wrong = list(part.but(right).rows())
        canon.prepare(cells for _, _, cells, _ in wrong)
        yield _batch([_canonical(canon, row) for row in [*raw.but(taking).rows(), *wrong]], CANON)


def _plain(made: dict[str, pa.Array], raw: Raw) -> pa.RecordBatch:
    nothing = pa.repeat("", raw.batch.num_rows)
    return pa.RecordBatch.from_arrays([*made.values(), raw.row, nothing, nothing], schema=CANON)


CANON = pa.schema([*((name, pa.string()) for name in CANONICAL), ("number", pa.int64()), ("aside", pa.string()), ("faults", pa.string())])
"""What `canon_batches` yields: canonical rows, why a row takes no part, and what is wrong with it."""


def _canonical(canon: Canon, row: tuple[str, int, Cells, str]) -> tuple[Any, ...]:
    file, number, cells, faults = row
    aside = "" if faults else canon.aside(cells)
    made = [] if faults or aside else canon.row(cells, file, number)
    if isinstance(made, tuple):
        return (*made, number, "", "")
    return (*_NOTHING, file, str(number), number, aside, faults or (_packed(made) if made else ""))


_NOTHING = ("",) * (len(CANONICAL) - len(PLACE))


def _packed(faults: list[Fault]) -> str:
    return msgspec.json.encode([(fault.rule, fault.message) for fault in faults]).decode()


def unpacked(faults: str) -> list[tuple[str, str]]:
    """Rule and message of each fault of a row."""
    return msgspec.json.decode(faults, type=list[tuple[str, str]])


def _rows(batches: Batches) -> Iterator[tuple[Any, ...]]:
    for batch in batches:
        yield from zip(*[column.to_pylist() for column in batch.columns], strict=True)


def _batched(rows: Iterable[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    rows = iter(rows)
    while some := list(islice(rows, AT_ONCE)):
        yield some


def _batch(rows: list[tuple[Any, ...]], schema: pa.Schema) -> pa.RecordBatch:
    columns = zip(*rows, strict=True) if rows else [()] * len(schema)
    return pa.RecordBatch.from_arrays([pa.array(cells, field.type) for cells, field in zip(columns, schema, strict=True)], schema=schema)
