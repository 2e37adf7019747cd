"""An article as it was given: its text, and what was said about it."""

from pathlib import Path

from msgspec import Struct

from cstofacts.evidence.document import Document
from cstofacts.values.date import Date


class Article(Struct, frozen=True):
    """An article for the source with this id.

    `metadata` are the fields of the source that were given, in the order of the file. `published` and `edited` are those dates where they were given.
    `text_file` is the name by which `verify` finds the text, `folder` where the text lies now, `texts` the folder of texts. `force` takes what looks
    like a mistake.
    """

    id: str
    document: Document
    text_file: str
    metadata: dict[str, str]
    folder: Path
    published: Date | None = None
    edited: Date | None = None
    texts: Path | None = None
    force: bool = False
