"""An edited article: what it still says is kept, what it no longer says is superseded, and what it says instead is proposed.

Everything is written in one edit. A candidate that waits is moved with its line, and taken out when its quote is gone; one that was rejected stays.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import partial

from msgspec import Struct

from cstofacts.intake.article import Article
from cstofacts.intake.edits import append_entries, entry_numbers, set_fields
from cstofacts.intake.new_source import text_fields
from cstofacts.intake.proposed import entry_of
from cstofacts.intake.standing import Quoted
from cstofacts.intake.stood import Stood
from cstofacts.model.candidate import Candidate
from cstofacts.model.claim import Source
from cstofacts.model.extraction import LeftOut
from cstofacts.model.intake import Edit
from cstofacts.registry.edit import append_entry, remove_entry, remove_field
from cstofacts.registry.places import Address
from cstofacts.registry.writing import Writable
from cstofacts.values.base import Fault


class Change(Struct, frozen=True):
    """An edit of a source file, ready to be made on its text."""

    article: Article
    source: Source
    after: Stood
    edit: Edit
    taken: tuple[Candidate, ...]
    left_out: tuple[LeftOut, ...]

    def made(self, text: str) -> str | Fault:
        """The text of the file after the edit."""
        claims, waiting = _numbered(text, "claims", self.after.claims), _numbered(text, "candidates", self.after.waiting)
        if isinstance(claims, Fault):
            return claims
        if isinstance(waiting, Fault):
            return waiting
        fields: dict[Address, Writable] = {("source", key): value for key, value in self._source_fields().items()}
        fields |= {("claims", number, "superseded"): self.edit.until for number, _, line in claims if not line}
        fields |= {("claims", number, "line"): line for number, one, line in claims if line and line != one.line}
        fields |= {("candidates", number, "line"): line for number, one, line in waiting if line and line != one.line}
        dropped = sorted((number for number, _, line in waiting if not line), reverse=True)
        return _in_turn(
            text,
            lambda text: set_fields(text, fields),
            *(partial(_without_candidate, number=number) for number in dropped),
            lambda text: append_entry(text, ("source", "versions"), self._version()),
            self._without_old_furniture,
            lambda text: append_entries(text, "candidates", [entry_of(one) for one in self.taken]),
        )

    def _version(self) -> dict[str, str]:
        """The version that no longer stands; its text is named only where the new one does not have its name."""
        name = self.source.text_file if self.source.text_file != self.article.text_file else ""
        fields = {"until": self.edit.until, "text_file": name, "text_sha256": self.source.text_sha256}
        return {key: value for key, value in fields.items() if value}

    def _source_fields(self) -> Mapping[str, Writable]:
        return {**self.article.metadata, **text_fields(self.article, self.left_out)}

    def _without_old_furniture(self, text: str) -> str | Fault:
        has_none = self.source.furniture and not self.left_out
        return remove_field(text, ("source", "furniture")) if has_none else text


def _in_turn(text: str, *steps: Callable[[str], str | Fault]) -> str | Fault:
    """The text after every step, or the first fault."""
    for step in steps:
        after = step(text)
        if isinstance(after, Fault):
            return after
        text = after
    return text


def _without_candidate(text: str, number: int) -> str | Fault:
    removed = remove_entry(text, "candidates", number)
    return removed if isinstance(removed, Fault) else removed[0]


Numbered = list[tuple[int, Quoted, int]]


def _numbered(text: str, key: str, entries: Iterable[tuple[Quoted, int]]) -> Numbered | Fault:
    """Entries of a list with their numbers in it, by the lines on which they were read."""
    numbers = entry_numbers(text, key)
    found: Numbered = []
    for one, line in entries:
        number = numbers.get(one.location.line) if one.location else None
        if number is None:
            return Fault("not-written", "the file does not have the entries that were read from it: repeat the command")
        found.append((number, one, line))
    return found
