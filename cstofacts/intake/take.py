"""Take an article into a registry: as a new source, once more, or as the edited version of a source that is there.

Nothing is written before everything is known, and what looks like a mistake is not written at all: the text of another source, an older version
of the article, or a text in which most of what was read does not stand.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from cstofacts.extract.candidates import extract
from cstofacts.extract.vocabulary import vocabulary_of
from cstofacts.intake.article import Article
from cstofacts.intake.corrected import corrections, with_corrections
from cstofacts.intake.edits import append_entries, closed_list, set_fields
from cstofacts.intake.known import Held, Known, held_of
from cstofacts.intake.mistakes import another_article, day_of_edit, mistaken
from cstofacts.intake.new_source import source_text, text_fields
from cstofacts.intake.proposed import entry_of, sift
from cstofacts.intake.standing import Quoted
from cstofacts.intake.stood import edit_of, old_text, stood
from cstofacts.intake.versions import Change
from cstofacts.intake.wording import wording
from cstofacts.model.claim import Source
from cstofacts.model.extraction import Extracted
from cstofacts.model.intake import Came, Edit, Intake, Sifted, Wording
from cstofacts.model.registry import Registry
from cstofacts.registry import load
from cstofacts.registry.store import create_file, edit_file
from cstofacts.values.base import Fault
from cstofacts.values.date import Date


def take(article: Article, registry: Registry, folder: Path) -> Intake | Fault:
    """Write what an article proposes to its source's file; what came of it, or why nothing was written."""
    known = registry.sources.get(article.id)
    if fault := None if article.force else mistaken(article, known, registry):
        return fault
    if known is None:
        return _as_new(article, registry, folder / f"{article.id}.yaml")
    before = _text_of(known)
    registry = load(folder, tolerance=registry.tolerance)  # as it is now, so that nothing is decided on what another program changed meanwhile
    source = registry.sources.get(article.id)
    if source is None or isinstance(before, Fault) or source.location.path != known.location.path:
        return before if isinstance(before, Fault) else _CHANGED
    desk = _Desk(article, registry, source, held_of(registry, source), before)
    return desk.again() if source.text_sha256 in ("", article.document.sha256) else desk.as_edited()


_CHANGED = Fault("not-written", "another program changed the registry meanwhile: repeat the command")


def _text_of(source: Source) -> str | Fault:
    try:
        return Path(source.location.path).read_bytes().decode("utf-8")
    except (OSError, UnicodeError):
        return _CHANGED


def _as_new(article: Article, registry: Registry, path: Path) -> Intake | Fault:
    """A source that the registry does not have."""
    if article.published is None:
        return Fault("not-written", "the day of publication is missing, from which dates are counted: give it with --published DATE")
    read = extract(article.document.text, vocabulary_of(registry), article.published)
    sifted = sift(read, article.document)
    text = source_text(article, sifted.taken, read.left_out)
    fault = text if isinstance(text, Fault) else create_file(path, text)
    return fault or Intake(article.id, str(path), Came.NEW, sifted, read, _wording(article, registry))


def _wording(article: Article, registry: Registry) -> tuple[Wording, ...]:
    return wording(article.document, article.id, registry, article.texts)


class _Desk(Struct, frozen=True):
    """An article, the source that the registry has for it with what it holds, and the text of its file as it was read."""

    article: Article
    registry: Registry
    source: Source
    held: Held
    before: str

    def again(self) -> Intake | Fault:
        """The text that was read before, or the first text of a source that names none."""
        first = not self.source.text_sha256
        if first and (fault := another_article(self.article, stood(self.held, self.article.document, None))):
            return fault
        read = self._read(self.source.published or self.article.published)
        sifted = self._unknown(sift(read, self.article.document), [*self.held.claims, *self.held.waiting])
        fields = text_fields(self.article, () if self.source.furniture else read.left_out) if first else {}
        entries = [entry_of(one) for one in sifted.taken]

        def change(text: str) -> str | Fault:
            new = set_fields(text, {("source", key): value for key, value in fields.items()})
            return new if isinstance(new, Fault) else append_entries(new, "candidates", entries)

        fault = self._write(change, sifted) if fields or entries else None
        return fault or self._came(Came.AGAIN, sifted, read, None)

    def as_edited(self) -> Intake | Fault:
        """A text that is not the one that was read before."""
        until = day_of_edit(self.article, self.source)
        if isinstance(until, Fault):
            return until
        after = stood(self.held, self.article.document, old_text(self.source, self.article))
        if fault := another_article(self.article, after):
            return fault
        read = self._read(self.article.published or self.source.published)
        fresh = self._unknown(sift(read, self.article.document), after.held)
        corrected = corrections(after.gone, fresh.taken, read.proposals, after.lines, self.registry)
        edit = edit_of(after, corrected, self.article.document, until)
        sifted = replace(fresh, taken=with_corrections(fresh.taken, corrected))
        fault = self._write(Change(self.article, self.source, after, edit, sifted.taken, read.left_out).made, sifted)
        return fault or self._came(Came.EDITED, sifted, read, edit)

    def _read(self, published: Date | None) -> Extracted:
        return extract(self.article.document.text, vocabulary_of(self.registry), published)

    def _unknown(self, sifted: Sifted, held: Sequence[Quoted]) -> Sifted:
        """The candidates that are neither accepted, nor waiting, nor rejected."""
        known = Known(self.registry, self.article.document, held, self.held.rejected)
        return replace(sifted, taken=tuple(one for one in sifted.taken if one not in known))

    def _write(self, change: Callable[[str], str | Fault], sifted: Sifted) -> Fault | None:
        if sifted.taken and (fault := closed_list(self.before)):
            return Fault(fault.rule, f"the candidates could not be accepted into {self.source.location.path}: {fault.message}")
        return edit_file(Path(self.source.location.path), lambda text: change(text) if text == self.before else _CHANGED)

    def _came(self, came: Came, sifted: Sifted, read: Extracted, edit: Edit | None) -> Intake:
        waiting = len(self.held.waiting) - (len(edit.dropped) if edit else 0)
        found = _wording(self.article, self.registry)
        return Intake(self.source.id, self.source.location.path, came, sifted, read, found, waiting, edit)
