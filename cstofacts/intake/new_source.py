"""The file of a new source: its metadata, then its candidates."""

from collections.abc import Iterable, Sequence

from cstofacts.extract.furniture import furniture
from cstofacts.extract.sentences import sentences
from cstofacts.intake.article import Article
from cstofacts.intake.proposed import entry_of
from cstofacts.model.candidate import Candidate
from cstofacts.model.extraction import LeftOut
from cstofacts.registry.places import places_of
from cstofacts.registry.writing import Entry, Writable, entry_text, fault_of, field_text, plain_of
from cstofacts.values.base import Fault

LONGEST_TITLE = 200
"""Letters; a first line that is longer is no title, and its first sentence is taken."""

_SCHEMA = "# yaml-language-server: $schema=.schema/source.json\n"

# The language that most news in a script is written in: a guess, and said to be one.
_SCRIPTS = {"ar": range(0x0600, 0x0700), "ru": range(0x0400, 0x0530), "en": range(0x0041, 0x007B)}


def source_text(article: Article, candidates: Sequence[Candidate], left_out: Iterable[LeftOut]) -> str | Fault:
    """The text of the file, or why it cannot be written."""
    source: Entry = {"id": article.id, **article.metadata, **text_fields(article, left_out)}
    entries = [entry_of(candidate) for candidate in candidates]
    if fault := next(filter(None, map(fault_of, (source, *entries))), None):
        return fault
    text = f"{_SCHEMA}source:\n" + "".join(f"  {field_text(key, value)}\n" for key, value in source.items())
    if entries:
        text += "candidates:\n" + "".join(entry_text(entry, 2, gap=2, newline="\n") for entry in entries)
    expected = {"source": plain_of(source)} | ({"candidates": [plain_of(entry) for entry in entries]} if entries else {})
    written = places_of(text)
    if isinstance(written, Fault) or written[0].plain() != expected:
        return Fault("not-written", "what the text gives cannot be written so that it reads back the same")
    return text


def text_fields(article: Article, left_out: Iterable[LeftOut]) -> dict[str, Writable]:
    """The fields that say which text was read, and which of its lines are no part of the article."""
    lines = [f"{part.first}" if part.first == part.last else f"{part.first}-{part.last}" for part in left_out]
    fields: dict[str, Writable] = {"text_file": article.text_file, "text_sha256": article.document.sha256}
    return fields | ({"furniture": lines} if lines else {})


def title_of(text: str) -> str:
    """The first line of a text that holds anything and is no furniture; of a long one the first sentence, cut where that is long too."""
    left_out = {number for part in furniture(text) for number in range(part.first, part.last + 1)}
    lines = [(number, line.strip()) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    line = next((line for number, line in lines if number not in left_out), lines[0][1] if lines else "")
    if len(line) <= LONGEST_TITLE:
        return line
    first = next((line[one.start : one.end] for one in sentences(line[: 2 * LONGEST_TITLE])), line)
    head = first[: LONGEST_TITLE - 1]
    return first if len(first) <= LONGEST_TITLE else f"{head.rpartition(' ')[0] or head}…"


def language_of(text: str) -> str:
    """The language that the script of most letters lets guess; empty when it is another script."""
    letters = [ord(letter) for letter in text[:100_000] if letter.isalpha()]
    counts = {language: sum(code in script for code in letters) for language, script in _SCRIPTS.items()}
    likely = max(counts, key=lambda language: counts[language])
    return likely if counts[likely] > len(letters) / 2 else ""
