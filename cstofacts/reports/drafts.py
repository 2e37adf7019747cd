"""What a registry tells about a draft, as lines: sentence by sentence, quiet about what it cannot judge.

A sentence stands on a line of its own and quotes stand last on theirs, so that right-to-left text never reorders what stands before it.
"""

from collections.abc import Iterable, Iterator

from cstofacts.language import both, count, joined, marked, say
from cstofacts.model.draft import CheckedDraft, Held, Judged, Passage, Stand, Told
from cstofacts.reports.layout import Line, cell, columns, fitted, paragraph
from cstofacts.reports.sections import counted
from cstofacts.reports.text import held_words, source_names
from cstofacts.values.base import Reason

_SAID = {
    Told.CONTRADICTED: (marked("contradicted"), "bad", both("{n} contradicted", "{n} contradicted")),
    Told.DISPUTED: (marked("disputed"), "warn", both("{n} disputed", "{n} disputed")),
    Told.UNCLEAR: (marked("unclear"), "note", both("{n} unclear", "{n} unclear")),
    Told.UNHEARD: (marked("never heard of"), "note", both("{n} never heard of", "{n} never heard of")),
    Told.FITS: (marked("fits"), "good", both("{n} fits", "{n} fits")),
    Told.CONFIRMED: (marked("confirmed"), "good", both("{n} confirmed", "{n} confirmed")),
}
"""How each verdict is said, in which style, and how it is counted."""

_UNREAD = marked("not read")
_STANDS = {Stand.CONFIRMS: marked("confirms"), Stand.FITS: marked("fits")}
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
    told = [count(*forms, number) for told, (_, _, forms) in _SAID.items() if (number := draft.count(told))]
    unread = sum(len(passage.unread) for passage in draft.passages)
    told += [count("{n} not read", "{n} not read", unread)] if unread else []
    silent = sum(not passage.judged and not passage.unread for passage in draft.passages)
    rest = [say("nothing to compare in {sentences}", sentences=counted(silent, "sentence"))] if silent and told else []
    return say("; ").join([counted(len(draft.passages), "sentence"), joined(told) or say("no figure, date or list to compare"), *rest])


def _passage_lines(passage: Passage, width: int) -> Iterator[Line]:
    yield from paragraph(f"{passage.line:>4}  ", passage.text, width, most=3)
    for judged in passage.judged:
        yield from _judged_lines(judged, width)
    for unread in passage.unread:
        yield from paragraph(_verdict(_UNREAD), unread, width, style="dim")


def _verdict(said: str) -> str:
    """A verdict at the start of a line, as wide as the longest of them."""
    widest = max(columns(say(word)) for word in (_UNREAD, *(word for word, _, _ in _SAID.values())))
    return f"{_INDENT}{cell(say(said), widest + 2)}"


def _judged_lines(judged: Judged, width: int) -> Iterator[Line]:
    said, style, _ = _SAID[judged.told]
    start = _verdict(said)
    first, *rest = paragraph(start, _told_words(judged), width)
    yield [(start, style), first[1]]
    yield from rest
    for stand in _SHOWN.get(judged.told, ()):
        for held in judged.held:
            if held.stand is stand:
                yield from _held_lines(held, columns(start), width)


def _told_words(judged: Judged) -> str:
    """The value, the question, who confirms it, and why it is told so."""
    asked = f" – {judged.question}" if judged.question else ""
    who = f" {_names(judged.held, Stand.CONFIRMS)}" if judged.told is Told.CONFIRMED else ""
    why = f" ({judged.why})" if judged.why else ""
    return f"{judged.shown}{asked}{who}{why}"


def _names(held: Iterable[Held], stand: Stand) -> str:
    return joined(sorted({source for one in held if one.stand is stand for source in one.side.sources}))


def _held_lines(held: Held, indent: int, width: int) -> Iterator[Line]:
    """One position: who holds it, what it says, and the first of its quotes."""
    claim = held.side.claims[0]
    told = f" ({say(_STANDS[held.stand])})" if held.stand in _STANDS else ""
    words = f"{source_names(held.side)}  {held_words(held.side)}{told}  {claim.id}"
    *body, last = paragraph(" " * indent, words, width)
    yield from body
    used = sum(columns(text) for text, _ in last)
    room = width - used - 2
    quote = fitted(f"«{claim.quote}»", max(room, 0)) if room >= _LEAST_QUOTE else ""
    yield [*last, (f"  {quote}" if quote else "", "quote")]
    for step in held.explanation:
        if held.stand is Stand.CONTRADICTS and held.reason is Reason.MEMBERSHIP and step.name == "value":
            yield from paragraph(" " * (indent + 2), step.words, width, style="dim")


_LEAST_QUOTE = 12
