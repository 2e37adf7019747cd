"""What a decision does to a source file: a candidate becomes a claim, is rejected, or is written anew; and how that is taken back.

Every function takes the text of a file and gives the new one, with what it takes to undo that; or a fault, and then nothing is to be written.
"""

from collections.abc import Sequence

from msgspec import Struct

from cstofacts.intake.review_entries import candidate_entry, claim_entry, free_id, lines_in_place_of, plain_candidate
from cstofacts.model.candidate import Candidate
from cstofacts.registry.candidates import read_candidates
from cstofacts.registry.edit import Lines, insert_entry, remove_entry
from cstofacts.registry.nodes import Node, Page, read_nodes
from cstofacts.registry.places import Place, Plain, places_of
from cstofacts.registry.writing import Entry, plain_of
from cstofacts.values.base import Fault

CANDIDATES, CLAIMS, REJECTED = "candidates", "claims", "rejected"

GONE = Fault("not-written", "somebody else has changed it meanwhile")


class Move(Struct, frozen=True):
    """What a decision did to a file: the texts before and after, the lines that it took out of the candidates, and what it put where."""

    before: str
    after: str
    index: int
    taken: Lines
    added: tuple[tuple[str, Plain], ...]


def accept(text: str, candidate: Candidate, ids: frozenset[str]) -> Move | Fault:
    """Make a candidate a claim, at the end of the claims, with an id that is not among these; the comments in its entry stand above it."""
    lists = _Lists(text)
    id = free_id(candidate.source, candidate.line, ids | lists.ids)
    return _moved(lists, candidate, [(CLAIMS, claim_entry(candidate, id))])


def reject(text: str, candidate: Candidate) -> Move | Fault:
    """Put a candidate at the end of the rejected ones, as it stands."""
    return _moved(_Lists(text), candidate, [(REJECTED, None)])


def rewrite(text: str, candidate: Candidate, edited: Candidate, *, keep: bool) -> Move | Fault:
    """Write a candidate anew in its place; `keep` puts its first form among the rejected, so that it is not proposed once more."""
    kept: list[tuple[str, Entry | None]] = [(REJECTED, None)] if keep else []
    return _moved(_Lists(text), candidate, [*kept, (CANDIDATES, candidate_entry(edited))])


def undo(text: str, move: Move) -> str | Fault:
    """The text as it was before a decision; where somebody else has edited it since, only what the decision did is taken back."""
    if text == move.after:
        return move.before
    for key, plain in reversed(move.added):
        index = next((number for number, place in reversed(list(enumerate(_items(text, key)))) if place.plain() == plain), None)
        removed = remove_entry(text, key, index) if index is not None else GONE
        if isinstance(removed, Fault):
            return removed
        text = removed[0]
    return insert_entry(text, CANDIDATES, min(move.index, len(_items(text, CANDIDATES))), str(move.taken))


class _Lists:
    """The lists of a file, read once."""

    def __init__(self, text: str) -> None:
        page = Page("")
        root = read_nodes(page, text.encode())
        top = root.value if root and isinstance(root.value, dict) else {}
        self.text = text
        self.items: dict[str, list[Node]] = {key: node.value for key, node in top.items() if isinstance(node.value, list)}

    @property
    def ids(self) -> frozenset[str]:
        """The ids of the claims."""
        claims = (node.value for node in self.items.get(CLAIMS, []))
        return frozenset(str(claim["id"].value) for claim in claims if isinstance(claim, dict) and "id" in claim)

    def index_of(self, candidate: Candidate) -> int | None:
        """Where a candidate stands, however it is written."""
        sought = plain_candidate(candidate)
        for index, node in enumerate(self.items.get(CANDIDATES, [])):
            read = read_candidates(Page(""), Node([node], node.mark), candidate.source)
            if read and plain_candidate(read[0]) == sought:
                return index
        return None


def _moved(lists: _Lists, candidate: Candidate, entries: Sequence[tuple[str, Entry | None]]) -> Move | Fault:
    """Take a candidate out and put entries in, by their lists: at the end, but for a candidate; None stands for the lines that were taken out."""
    index = lists.index_of(candidate)
    removed = remove_entry(lists.text, CANDIDATES, index) if index is not None else GONE
    if index is None or isinstance(removed, Fault):
        return removed if isinstance(removed, Fault) else GONE
    new, lines = removed
    added: list[tuple[str, Plain]] = []
    for key, entry in entries:
        place = index if key == CANDIDATES else len(lists.items.get(key, []))
        put = insert_entry(new, key, place, _written(lines, entry))
        if isinstance(put, Fault):
            return put
        new = put
        added.append((key, plain_of(entry) if entry is not None else _items(f"lines:\n{lines}", "lines")[0].plain()))
    return Move(lists.text, new, index, lines, tuple(added))


def _written(lines: Lines, entry: Entry | None) -> Lines:
    """What to put in: the lines taken out, or an entry below the comments that stood in them."""
    if entry is None:
        return lines
    put = Lines(lines_in_place_of(lines, entry))
    put.place, put.stays = lines.place, lines.stays
    return put


def _items(text: str, key: str) -> list[Place]:
    places = places_of(text)
    return [] if isinstance(places, Fault) or key not in places[0].entries else places[0].entries[key].items
