"""What a registry tells about a draft, as lines: sentence by sentence, quiet about what it cannot judge.

A sentence stands on a line of its own and quotes stand last on theirs, so that right-to-left text never reorders what stands before it.
"""

from collections.abc import Iterable, Iterator

from cstofacts.model.draft import CheckedDraft, Held, Judged, Passage, Stand, Told
from cstofacts.reports.layout import Line, columns, fitted, paragraph
from cstofacts.reports.sections import counted
from cstofacts.reports.text import held_words

_SAID = {
    Told.CONTRADICTED: ("contradicted", "bad"),
    Told.DISPUTED: ("disputed", "warn"),
    Told.UNCLEAR: ("unclear", "note"),
    Told.UNHEARD: ("never heard of", "note"),
    Told.FITS: ("fits", "good"),
    Told.CONFIRMED: ("confirmed", "good"),
}
"""How each verdict is said, and in which style."""

_WIDEST = max(len(said) for said, _ in _SAID.values()) + 2
_INDENT = " " * 6

# The positions that a verdict rests on, in this order; for what is confirmed the names of the sources do.
_SHOWN = {
    Told.CONTRADICTED: (Stand.CONTRADICTS, Stand.FITS),
    Told.DISPUTED: (Stand.CONTRADICTS, Stand.CONFIRMS),
    Told.UNCLEAR: (Stand.APART,),
    Told.FITS: (Stand.FITS,),
}


def draft_lines(draft: CheckedDraft, width: int) -> Iterator[Line]:
    """The summary, then every sentence that has a value, with what is told about it."""
    yield from paragraph("", f"{draft.name}: {_summary(draft)}", width)
    for passage in draft.passages:
        if passage.judged or passage.unread:
            yield []
            yield from _passage_lines(passage, width)


def _summary(draft: CheckedDraft) -> str:
    told = [f"{number} {said}" for told, (said, _) in _SAID.items() if (number := draft.count(told))]
    unread = sum(len(passage.unread) for passage in draft.passages)
    told += [f"{unread} not read"] if unread else []
    silent = sum(not passage.judged and not passage.unread for passage in draft.passages)
    rest = f"; nothing to compare in {counted(silent, 'sentence')}" if silent and told else ""
    return f"{counted(len(draft.passages), 'sentence')}; {', '.join(told) or 'no figure, date or list to compare'}{rest}"


def _passage_lines(passage: Passage, width: int) -> Iterator[Line]:
    yield from paragraph(f"{passage.line:>4}  ", passage.text, width, most=3)
    for judged in passage.judged:
        yield from _judged_lines(judged, width)
    for unread in passage.unread:
        yield from paragraph(f"{_INDENT}{'not read':<{_WIDEST}}", unread, width, style="dim")


def _judged_lines(judged: Judged, width: int) -> Iterator[Line]:
    said, style = _SAID[judged.told]
    start = f"{_INDENT}{said:<{_WIDEST}}"
    first, *rest = paragraph(start, _told_words(judged), width)
    yield [(start, style), first[1]]
    yield from rest
    for stand in _SHOWN.get(judged.told, ()):
        for held in judged.held:
            if held.stand is stand:
                yield from _held_lines(held, len(start), width)


def _told_words(judged: Judged) -> str:
    """The value, the question, who confirms it, and why it is told so."""
    asked = f" – {judged.question}" if judged.question else ""
    who = f" {_names(judged.held, Stand.CONFIRMS)}" if judged.told is Told.CONFIRMED else ""
    why = f" ({judged.why})" if judged.why else ""
    return f"{judged.shown}{asked}{who}{why}"


def _names(held: Iterable[Held], stand: Stand) -> str:
    return ", ".join(sorted({source for one in held if one.stand is stand for source in one.side.sources}))


def _held_lines(held: Held, indent: int, width: int) -> Iterator[Line]:
    """One position: who holds it, what it says, and the first of its quotes."""
    claim = held.side.claims[0]
    told = f" ({held.stand})" if held.stand in (Stand.CONFIRMS, Stand.FITS) else ""
    words = f"{', '.join(held.side.sources)}  {held_words(held.side)}{told}  {claim.id}"
    *body, last = paragraph(" " * indent, words, width)
    yield from body
    used = sum(columns(text) for text, _ in last)
    room = width - used - 2
    quote = fitted(f"«{claim.quote}»", max(room, 0)) if room >= _LEAST_QUOTE else ""
    yield [*last, (f"  {quote}" if quote else "", "quote")]
    for step in held.explanation:
        if held.stand is Stand.CONTRADICTS and step.name == "value" and "only" in step.words:
            yield from paragraph(" " * (indent + 2), step.words, width, style="dim")


_LEAST_QUOTE = 12
