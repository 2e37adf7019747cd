"""The entries of a source file that a review writes: the fields of a candidate and of the claim that it becomes, and the comments of an entry."""

import re
from collections.abc import Iterator
from itertools import product
from string import ascii_lowercase

from msgspec.structs import replace

from cstofacts.model.candidate import Candidate
from cstofacts.model.claim import Certainty
from cstofacts.registry.candidates import read_candidates
from cstofacts.registry.nodes import Page, read_nodes
from cstofacts.registry.places import Place, places_of
from cstofacts.registry.sheet import sheet_of
from cstofacts.registry.writing import Entry, Writable, entry_text
from cstofacts.values.base import Fault

_COMMENT = re.compile(r"(?:^|(?<=[ \t]))#[^\r\n]*", re.MULTILINE)


def claim_entry(candidate: Candidate, id: str) -> Entry:
    """A candidate as the entry of a claim."""
    return _without_nothing({"id": id, **_shared(candidate), "replaces": candidate.replaces})


def candidate_entry(candidate: Candidate) -> Entry:
    """A candidate as its own entry."""
    return _without_nothing({**_shared(candidate), "replaces": candidate.replaces, "type": candidate.type, "why": candidate.why})


def _shared(one: Candidate) -> dict[str, Writable]:
    return {
        "subject": one.subject,
        "property": one.property,
        "value": one.value,
        "text": one.text if one.text != one.quote else "",
        "quote": one.quote,
        "line": one.line,
        "qualifiers": one.qualifiers,
        "attribution": one.attribution,
        "certainty": "" if one.certainty is Certainty.CERTAIN else str(one.certainty),
        "note": one.note,
    }


def _without_nothing(fields: dict[str, Writable]) -> Entry:
    return {key: value for key, value in fields.items() if value or key in ("value", "quote")}


def free_id(source: str, line: int, taken: frozenset[str]) -> str:
    """An id for a claim on this line that no claim has, such as `S5-12a` or `S5-12b`."""
    return next(id for letters in _letters() if (id := f"{source}-{line}{letters}") not in taken)


def _letters() -> Iterator[str]:
    for length in range(1, len(ascii_lowercase)):
        yield from map("".join, product(ascii_lowercase, repeat=length))


def as_written(candidate: Candidate) -> Candidate | None:
    """A candidate as its entry is read back; None when it is not."""
    page = Page("")
    root = read_nodes(page, entry_text(candidate_entry(candidate), 0, gap=2, newline=_NEWLINE).encode())
    found = read_candidates(page, root, candidate.source) if root else []
    return replace(found[0], location=candidate.location) if found else None


_NEWLINE = "\n"


def plain_candidate(candidate: Candidate) -> Candidate:
    """A candidate without its places, which change with what is written above it."""
    return replace(candidate, location=None, start=0, end=0)


def lines_in_place_of(lines: str, entry: Entry) -> str:
    """The lines of an entry in the column of other lines, below the comments that stood in those."""
    sheet = sheet_of(lines)
    dash = next(number for number in range(len(sheet.starts) - 1) if sheet.line(number).strip() and not sheet.is_comment(number))
    column, newline = sheet.indent(dash), sheet.newline
    above = "".join(f"{' ' * column}{comment}{newline}" for comment in _comments_in(lines))
    return above + entry_text(entry, column, gap=2, newline=newline)


def _comments_in(lines: str) -> Iterator[str]:
    """The comments in the lines of an entry; what looks like one within a text is none."""
    head = f"lines:{_NEWLINE}"
    places = places_of(head + lines)
    texts = [] if isinstance(places, Fault) else list(_texts(places[0]))
    for match in _COMMENT.finditer(lines):
        if not any(start <= match.start() + len(head) < end for start, end in texts):
            yield match[0].rstrip()


def _texts(place: Place) -> Iterator[tuple[int, int]]:
    """Where the texts of an entry stand."""
    if isinstance(place.value, str):
        yield place.start, place.end
    for inner in (*place.entries.values(), *place.items):
        yield from _texts(inner)
