"""Read the rows of CSV and JSON Lines files as text, each with its number; what is no row of the table is a fault in its place.

Numbers stay as they are written, to the last digit. In CSV the header is row 1, as a spreadsheet counts; in JSON Lines a row is a line.
"""

import csv
from collections.abc import Iterable, Iterator
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import IO

import msgspec

from cstofacts.tables.columns import REQUIRED
from cstofacts.tables.files import TableFile
from cstofacts.tables.lists import list_text
from cstofacts.tables.parquet import rows_of_parquet
from cstofacts.values.base import Fault

Cells = tuple[str, ...]

UNCLEAN = "\0\x1e\x1f"
"""What no text may have in it: an end of a text, and what stands between texts. It becomes the sign for an unknown letter."""

ANY_LENGTH = (1 << 31) - 1
"""No cell of CSV is longer than this. A smaller limit would end a cell in the middle, and the text that follows would be read as rows."""

MARK = b"\xef\xbb\xbf"
"""A byte-order mark, which is no part of what it stands before."""

CLEANED = str.maketrans(dict.fromkeys(UNCLEAN, "\ufffd"))


def tells(column: str) -> bool:
    """Whether a row without this cell, and without the others of which this is so, is no row at all."""
    return column in REQUIRED or column == "about"


def rows_of(file: TableFile, places: dict[str, int], wanted: tuple[str, ...], content: bytes | None = None) -> Iterator[tuple[int, Cells | Fault]]:
    """The wanted cells of each row with its number; a column that the file does not have is empty, and a row without any that matters is none.

    `content` is what is in the file, where it is known already.
    """
    telling = [number for number, name in enumerate(wanted) if tells(name)]
    order = [places.get(name, -1) for name in wanted]
    for number, cells in _READERS[file.kind](file, content):
        if isinstance(cells, Fault):
            yield number, cells
            continue
        found = tuple([cells[place] if place >= 0 else "" for place in order])
        if any(found[place] for place in telling):
            yield number, found


def _opened(file: TableFile, content: bytes | None) -> IO[bytes]:
    return Path(file.path).open("rb") if content is None else BytesIO(content)


def _csv_rows(file: TableFile, content: bytes | None) -> Iterator[tuple[int, list[str] | Fault]]:
    width = len(file.header)
    csv.field_size_limit(ANY_LENGTH)
    with TextIOWrapper(_opened(file, content), encoding="utf-8-sig", errors="surrogateescape", newline="") as stream:
        reader = csv.reader(stream, delimiter=file.delimiter, strict=True)
        number, has_header = 0, False
        while True:
            number, before = number + 1, reader.line_num
            try:
                cells = next(reader, None)
            except csv.Error as error:
                yield number, _torn(str(error), before + 1, reader.line_num)
                continue
            if cells is None:
                return
            if not has_header:
                has_header = bool(cells)
            elif cells:
                yield number, _checked(cells, width)


def _torn(error: str, first: int, last: int) -> Fault:
    """Why a row, of these lines of its file, cannot be taken apart; a quotation mark that nothing closes takes in all lines that follow."""
    if error == _UNCLOSED:
        lost = f"nothing after it was read: all rows of lines {first} to {last}, the last of the file, are lost"
        return Fault("malformed-row", f"a quotation mark in this row is not closed, and {lost}")
    lines = f"; lines {first} to {last} were taken for one row, and are lost" if last > first else ""
    return Fault("malformed-row", f"this row cannot be taken apart ({error}): look for a quotation mark that is not closed{lines}")


_UNCLOSED = "unexpected end of data"
"""What is wrong with a row that the file ends in, in the words of the reader."""


def _checked(cells: list[str], width: int) -> list[str] | Fault:
    if len(cells) != width:
        return Fault("malformed-row", f"this row has {len(cells)} cells, the header {width}: a cell with a delimiter in it needs quotation marks")
    text = "".join(cells)
    if not text.isascii() and any("\udc80" <= letter <= "\udcff" for letter in text):
        return Fault("not-utf8", "this row is not UTF-8 text: save the file as UTF-8")
    return [cell.translate(CLEANED) for cell in cells] if any(letter in text for letter in UNCLEAN) else cells


def json_header(path: str) -> tuple[str, ...]:
    """Every key of a file of JSON Lines, sorted."""
    with Path(path).open("rb") as stream:
        return json_keys(stream)


def json_keys(lines: Iterable[bytes]) -> tuple[str, ...]:
    """Every key of lines of JSON, sorted; those that are no objects give none."""
    keys: set[str] = set()
    decode = msgspec.json.Decoder(dict[str, msgspec.Raw]).decode
    for line in lines:
        try:
            keys.update(decode(line.removeprefix(MARK)))
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            continue
    return tuple(sorted(keys))


def _json_rows(file: TableFile, content: bytes | None) -> Iterator[tuple[int, list[str] | Fault]]:
    decode = msgspec.json.Decoder(dict[str, msgspec.Raw]).decode
    with _opened(file, content) as stream:
        for number, line in enumerate(stream, start=1):
            if not line.strip() or line.strip() == MARK:
                continue
            try:
                record = decode(line.removeprefix(MARK))
                cells = [_cell(record[name]) if name in record else "" for name in file.header]
            except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
                yield number, Fault("malformed-row", f"this line is no JSON object: {str(error)[:80]}")
                continue
            yield number, cells


def _cell(raw: msgspec.Raw) -> str:
    """A JSON value as one cell: a number as it is written, a list as a list, an object as JSON."""
    written = bytes(raw).strip()
    first = written[:1]
    if first == b'"':
        return str(msgspec.json.decode(written)).translate(CLEANED)
    if first == b"[":
        items = msgspec.json.decode(written, type=list[msgspec.Raw])
        return list_text([_cell(item) for item in items])
    return "" if written == b"null" else written.decode().translate(CLEANED)


def _parquet_rows(file: TableFile, _content: bytes | None) -> Iterator[tuple[int, list[str] | Fault]]:
    for number, cells in rows_of_parquet(file.path, file.header):
        yield number, [cell.translate(CLEANED) for cell in cells]


_READERS = {"csv": _csv_rows, "jsonl": _json_rows, "parquet": _parquet_rows}
