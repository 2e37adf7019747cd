"""Read the text of a source, or say why it cannot be read.

| kind | is read as |
|---|---|
| `.txt`, `.md` | UTF-8 text as it is; line ends of other systems become line feeds |
| `.html`, `.htm` | the main text that trafilatura finds (extra `[web]`), one paragraph per line |
| `.docx` | its paragraphs, one per line |
| `.pdf` | refused: what is extracted from a PDF has Arabic letters, digits and brackets in another order, so nothing in it is verbatim |

The hash is that of the bytes of the file. A text lies in one folder, and a name that leads out of it is refused.
"""

import hashlib
import os
from pathlib import Path, PurePosixPath, PureWindowsPath

from cstofacts.evidence.document import Document
from cstofacts.evidence.docx import read_docx
from cstofacts.values.base import Fault

# A choice: an article has ten kilobytes, and the hostile texts of the tests take seconds and a gigabyte at ten megabytes.
MAX_BYTES = 16 * 1024 * 1024

PLAIN = frozenset([".txt", ".md"])
WEB = frozenset([".html", ".htm"])
WORD = frozenset([".docx"])

_PDF_MARK = b"%PDF-"
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")


def find_text(directory: Path, text_file: str) -> Path | Fault:
    """The path of a source's text in the folder of texts."""
    if not text_file:
        return Fault("text-unnamed", "the source names no text_file")
    parts = {*PurePosixPath(text_file).parts, *PureWindowsPath(text_file).parts}
    if ".." in parts or "\0" in text_file or PurePosixPath(text_file).is_absolute() or PureWindowsPath(text_file).anchor:
        return Fault("text-outside", "text_file leads out of the folder of texts: give the name of a file in it")
    try:
        home, path = directory.resolve(), (directory / text_file).resolve()
    except (OSError, RuntimeError, ValueError) as error:  # a name that is too long, or links that lead to themselves
        return Fault("text-unreadable", f"this name cannot be followed: {_reason(error)}")
    if not path.is_relative_to(home):
        return Fault("text-outside", "text_file is a link out of the folder of texts: put the text itself there")
    return path


def read_text(path: Path) -> Document | Fault:
    """The text of a file with its hash, or why it cannot be read."""
    data = _bytes_of(path)
    if isinstance(data, Fault):
        return data
    return document_of(path.name, path.suffix.lower(), data)


def document_of(name: str, kind: str, data: bytes) -> Document | Fault:
    """The text in the bytes of a file of a kind (`.txt`, `.html`, …), or why it cannot be read."""
    if len(data) > MAX_BYTES:
        return Fault("text-too-large", f"the file has more than {MAX_BYTES // 1024 // 1024} MB: keep only the text that is quoted")
    text = _text_of(kind, data)
    return text if isinstance(text, Fault) else Document(name, text, hashlib.sha256(data).hexdigest())


def _bytes_of(path: Path) -> bytes | Fault:
    try:
        if not path.exists():
            return Fault("text-not-found", "there is no such file in the folder of texts")
        if not path.is_file():  # reading a pipe would wait for ever
            return Fault("text-unreadable", "this is no file")
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        return Fault("text-unreadable", f"this file cannot be read: {_reason(error)}")
    return data


def _reason(error: Exception) -> str:
    return os.strerror(error.errno) if isinstance(error, OSError) and error.errno else "not a name that this system knows"


def _text_of(kind: str, data: bytes) -> str | Fault:
    if kind == ".pdf" or data.startswith(_PDF_MARK):
        return Fault(
            "text-is-pdf",
            "a PDF keeps glyphs, not text: extraction reorders Arabic letters, digits and brackets, so no quote could be verbatim;"
            " open it, read it, and paste its text into a .txt file",
        )
    if kind in WORD:
        return read_docx(data)
    if kind not in PLAIN | WEB:
        known = ", ".join(sorted(PLAIN | WEB | WORD))
        return Fault("text-kind-unknown", f"{kind[:20]!r} is no kind of text that can be read ({known}): paste the text into a .txt file")
    text = _decoded(data)
    return _main_text(text) if kind in WEB and isinstance(text, str) else text


def _decoded(data: bytes) -> str | Fault:
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        wide = " (it looks like UTF-16)" if data.startswith(_WIDE_MARKS) else ""
        return Fault("text-not-utf8", f"byte {error.start + 1} is not UTF-8{wide}: save the file as UTF-8")


def _main_text(html: str) -> str | Fault:
    try:
        import trafilatura  # an optional extra of 55 MB
    except ImportError as error:
        reason = (str(error).splitlines() or ["no reason given"])[0][:120]
        missing = "trafilatura is not installed" if error.name == "trafilatura" else f"trafilatura cannot be imported ({reason})"
        return Fault("text-needs-extra", f"{missing}: `pip install 'cstofacts[web]'`, or paste the article's text into a .txt file")
    import logging  # only to keep the library's own words off the screen

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL + 1)
    try:
        text = trafilatura.extract(html, favor_precision=True, include_comments=False)
    except Exception as error:  # noqa: BLE001 - whatever a hostile page does to the library, the other texts are read
        return Fault("text-unreadable", f"trafilatura failed on this page ({type(error).__name__}): paste the article's text into a .txt file")
    return text or Fault("text-unreadable", "no article was found in this page: paste its text into a .txt file")
