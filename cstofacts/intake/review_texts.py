"""The texts of the sources under review: the sentence around a quote, and the questions that its value may answer."""

from collections.abc import Sequence
from pathlib import Path

from cstofacts.evidence.document import Document
from cstofacts.evidence.locate import locate
from cstofacts.evidence.texts import find_text, read_text
from cstofacts.extract.candidates import extract
from cstofacts.extract.sentences import sentences
from cstofacts.extract.vocabulary import vocabulary_of
from cstofacts.model.candidate import Candidate
from cstofacts.model.claim import Evidence, Source
from cstofacts.model.extraction import Asked, Proposal
from cstofacts.model.registry import Registry
from cstofacts.model.review import Around
from cstofacts.values.base import Fault


class Texts:
    """The texts in some folders, each read once; the first that is the version of the registry counts."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self.folders = folders
        self._read: dict[tuple[str, str], Document | Fault] = {}
        self._proposed: dict[str, tuple[Proposal, ...]] = {}

    def of(self, source: Source) -> Document | Fault:
        """The text of a source in the version that its registry was made from, or why there is none."""
        key = source.text_file, source.text_sha256
        if key not in self._read:
            self._read[key] = self._text(source)
        return self._read[key]

    def _text(self, source: Source) -> Document | Fault:
        paths = [find_text(folder, source.text_file) for folder in self.folders]
        faults: list[Fault] = [path for path in paths if isinstance(path, Fault)]
        for path in paths:
            found = read_text(path) if isinstance(path, Path) and path.exists() else None
            if isinstance(found, Document):
                if source.text_sha256.strip().lower() in ("", found.sha256):
                    return found
                found = Fault("text-changed", f"{source.text_file} {_CHANGED}")
            faults += [found] if found else []
        return faults[0] if faults else _NO_TEXT

    def around(self, candidate: Candidate, source: Source) -> Around | str:
        """The sentence around the quote of a candidate, or why it cannot be shown."""
        document = self.of(source)
        if isinstance(document, Fault):
            return document.message
        located = locate(document, candidate.quote, candidate.line)
        if located.status not in (Evidence.VERIFIED, Evidence.VERIFIED_NORMALISED):
            return "the quote is not in the text"
        start, end = sentence_of(document, located.start, located.end)
        text = document.text
        return Around(text[start : located.start], text[located.start : located.end], text[located.end : end])

    def questions(self, candidate: Candidate, registry: Registry) -> tuple[Asked, ...]:
        """The questions that the value of a candidate may answer, the best first: those proposed for what stands where its quote does."""
        source = registry.sources[candidate.source]
        document = self.of(source)
        if isinstance(document, Fault):
            document = Document("quote", candidate.quote)
        located = locate(document, candidate.quote, candidate.line)
        if document.text not in self._proposed:
            self._proposed[document.text] = extract(document.text, vocabulary_of(registry), source.published).proposals
        there = [one for one in self._proposed[document.text] if one.candidate.start < located.end and located.start < one.candidate.end]
        there.sort(key=lambda one: one.candidate.type != candidate.type)
        return next((one.questions for one in there if one.questions), ())


_NO_TEXT = Fault("text-not-found", "there is no text: name its folder with --texts DIR")
_CHANGED = "is not the text that was read: bring the registry up to date with `cstofacts add` first"


def folders_of(registry: Path, texts: Path | None) -> list[Path]:
    """Where to look for texts: in the folder given, in that of the registry, in the one above, and in `texts` of both."""
    home = registry.resolve()
    return [*([texts] if texts else []), *(folder / name for folder in (home, home.parent) for name in ("", "texts"))]


def sentence_of(document: Document, start: int, end: int) -> tuple[int, int]:
    """Where the sentence begins and ends in which a quote stands; its lines, where it stands in several sentences."""
    line, last = document.line_of(start), document.line_of(max(start, end - 1))
    begin, finish = document.line_span(line)[0], document.line_span(last)[1]
    inside = document.text[begin:finish]
    for sentence in sentences(inside):
        if begin + sentence.start <= start and end <= begin + sentence.end:
            return begin + sentence.start, begin + sentence.end
    return begin, finish
