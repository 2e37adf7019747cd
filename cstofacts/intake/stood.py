"""What was held of an article, after an edit of its text: what stands, and in which lines."""

from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from cstofacts.evidence.document import Document
from cstofacts.evidence.texts import find_text, read_text
from cstofacts.intake.article import Article
from cstofacts.intake.known import Held
from cstofacts.intake.standing import Lines, Quoted, is_reworded, lines_by_neighbours, lines_by_text, standing_line
from cstofacts.model.candidate import Candidate
from cstofacts.model.claim import Claim, Source
from cstofacts.model.intake import Correction, Edit
from cstofacts.values.date import Date


class Stood(Struct, frozen=True):
    """What was held of an article, after an edit: the line of each quote that stands (0 when it is gone), and how lines became others.

    `old` is the text of the version before, where it was kept.
    """

    lines: Lines
    claims: tuple[tuple[Claim, int], ...]
    waiting: tuple[tuple[Candidate, int], ...]
    old: Document | None

    @property
    def gone(self) -> list[Claim]:
        """The claims that the article no longer makes."""
        return [claim for claim, line in self.claims if not line]

    @property
    def held(self) -> list[Quoted]:
        """What stands, with the lines that it has now."""
        claims = [replace(claim, line=line) for claim, line in self.claims if line]
        return [*claims, *(replace(candidate, line=line) for candidate, line in self.waiting if line)]

    @property
    def is_another_article(self) -> bool:
        """Whether more than half of all quotes are gone."""
        lines = [line for _, line in (*self.claims, *self.waiting)]
        return 2 * lines.count(0) > len(lines)


def old_text(source: Source, article: Article) -> Document | None:
    """The text of a source as it was read, when it is still among the texts or beside the new one."""
    for folder in filter(None, (article.texts, article.folder)):
        path = find_text(folder, source.text_file)
        text = read_text(path) if isinstance(path, Path) else None
        if isinstance(text, Document) and text.sha256 == source.text_sha256:
            return text
    return None


def stood(held: Held, new: Document, old: Document | None) -> Stood:
    """Which quotes of an article stand in its new text."""
    quoted: list[Quoted] = [*held.claims, *held.waiting]
    lines = lines_by_text(old, new) if old else lines_by_neighbours(quoted, new)
    claims = tuple((one, standing_line(one, new, lines)) for one in held.claims)
    return Stood(lines, claims, tuple((one, standing_line(one, new, lines)) for one in held.waiting), old)


def edit_of(after: Stood, corrected: tuple[Correction, ...], new: Document, until: Date) -> Edit:
    """What an edit of the article did to what was held of it."""
    kept = [(claim, line) for claim, line in after.claims if line]
    old = after.old
    reworded = tuple(claim for claim, line in kept if old and is_reworded(claim, line, old, new))
    dropped = tuple(one for one, line in after.waiting if not line)
    return Edit(str(until), len(kept), sum(claim.line != line for claim, line in kept), reworded, corrected, dropped, old is not None)
