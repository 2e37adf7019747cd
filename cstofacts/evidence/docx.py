"""The text of a Word document: its paragraphs, one per line, in the order in which they stand.

Read with the zipfile and expat of the standard library as a stream, not with python-docx: one part of the file is needed, a tree of it would take
many times its size, and lxml is a heavy guest. Two things are refused that no word processor writes: a document type (the only way to an XML
bomb) and a part that unpacks to more than `MAX_XML` bytes. Text that was struck out in tracked changes, moved away, or stands a second time for old
programs is left out; foot notes, comments, headers and footers are in other parts and are not read.
"""

import io
import zipfile
import zlib
from xml.parsers import expat

from cstofacts.values.base import Fault

MAX_XML = 64 * 1024 * 1024  # four times the largest text: mark-up is most of a document

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main "
_LEFT_OUT = {f"{_W}moveFrom", f"{_W}del", "http://schemas.openxmlformats.org/markup-compatibility/2006 Fallback"}
_SIGNS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "‑"}


class _DoctypeError(Exception):
    """The document has a document type."""


class _Paragraphs:
    """What the parser has met so far: the text, and how deep it is in what is left out."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.left_out = 0
        self.in_text = False

    def begin(self, name: str, _attributes: dict[str, str]) -> None:
        self.left_out += name in _LEFT_OUT
        self.in_text = name == f"{_W}t" and not self.left_out
        if name in _SIGNS and not self.left_out:
            self.parts.append(_SIGNS[name])

    def end(self, name: str) -> None:
        self.left_out -= name in _LEFT_OUT
        self.in_text = False
        if name == f"{_W}p" and not self.left_out:
            self.parts.append("\n")

    def text(self, data: str) -> None:
        if self.in_text:
            self.parts.append(data)


def read_docx(data: bytes) -> str | Fault:
    """The text of a Word document, or why it cannot be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open("word/document.xml") as part:
            xml = part.read(MAX_XML + 1)
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, OSError, EOFError, ValueError, zlib.error):
        return Fault(
            "text-unreadable", "this is no Word document (.docx), or it is damaged or locked: save it again, or paste its text into a .txt file"
        )
    if len(xml) > MAX_XML:
        return Fault("text-too-large", f"the document unpacks to more than {MAX_XML // 1024 // 1024} MB: paste what is quoted into a .txt file")
    return _parsed(xml)


def _parsed(xml: bytes) -> str | Fault:
    paragraphs = _Paragraphs()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = paragraphs.begin
    parser.EndElementHandler = paragraphs.end
    parser.CharacterDataHandler = paragraphs.text
    parser.StartDoctypeDeclHandler = _refuse
    try:
        parser.Parse(xml, True)  # noqa: FBT003 - expat takes no name for it
    except (_DoctypeError, expat.ExpatError, ValueError, LookupError) as error:
        why = "declares a document type, which no word processor does" if isinstance(error, _DoctypeError) else "is damaged"
        return Fault("text-unreadable", f"the Word document {why}: paste its text into a .txt file")
    return "".join(paragraphs.parts)


def _refuse(*_declared: object) -> None:
    raise _DoctypeError
