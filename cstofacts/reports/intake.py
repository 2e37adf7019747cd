"""What `add` prints: what an article gave, by subject, and what it did not give, with the reasons.

One line for each candidate with a question; those without are listed together. What an edit did comes first, then what other sources have word for
word: both are read before anything is accepted.
"""

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from cstofacts.model.candidate import Candidate
from cstofacts.model.claim import Claim
from cstofacts.model.intake import Came, Edit, Intake, Wording
from cstofacts.model.registry import Registry
from cstofacts.reports.candidates import lines_words, scope_words, value_words
from cstofacts.reports.layout import Line, cell, column, columns, fitted, paragraph
from cstofacts.reports.sections import counted
from cstofacts.values.set import SetValue

# What a quote needs at least, and what a value with its scope takes at most, so that the quote beside it has room.
_QUOTE_WIDTH = 12
_VALUE_WIDTH = 56
_MOST_LINES = 8  # of a passage that two texts share

_CAME = {Came.NEW: "a new source", Came.AGAIN: "the same text again", Came.EDITED: "an edited text"}


def intake_lines(found: Intake, registry: Registry, width: int) -> Iterator[Line]:
    """Everything that came of an article, with a count first."""
    asked = [one for one in found.sifted.taken if one.property]
    others = [one for one in found.sifted.taken if not one.property]
    new = "new " if found.came is not Came.NEW else ""
    told = f"{counted(len(found.sifted.taken), f'{new}candidate')}, {len(asked)} with a question of the registry"
    yield from paragraph("", f"{found.source}, {_CAME[found.came]}: {told}", width, style="title")
    if found.edit:
        yield from _edit_lines(found.edit, registry, width)
    yield from _wording_lines(found.wording, width)
    yield from _asked_lines(asked, registry, width)
    if others:
        yield from _section("No question fits", width)
        yield from paragraph("  ", "; ".join(f"line {one.line}: {value_words(one, registry)}" for one in others), width, style="dim")
    if found.came is not Came.AGAIN or found.sifted.taken:
        yield from _rest_lines(found, width)


def _asked_lines(candidates: Iterable[Candidate], registry: Registry, width: int) -> Iterator[Line]:
    """Below each subject one line for each candidate: its line, its property, what it says, and the quote last."""
    rows = [(one.subject, str(one.line), one.property, _said(one, registry), one.quote) for one in candidates]
    line, property = column((row[1] for row in rows), 6), column((row[2] for row in rows), max(14, width // 5))
    value = column((row[3] for row in rows), min(_VALUE_WIDTH, width - line - property - _QUOTE_WIDTH - 8))
    for subject in dict.fromkeys(row[0] for row in rows):
        yield from _section(registry.name(subject), width)
        for _, number, asked, said, quote in (row for row in rows if row[0] == subject):
            start = f"  {number:>{line}}  {cell(asked, property)}  {cell(said, value)}  "
            yield [(start, ""), (fitted(f"«{quote}»", width - columns(start)), "quote")]


def _said(one: Candidate, registry: Registry) -> str:
    scope = scope_words(replace(one, note=""), registry)  # a note has a speaker's name as written, and right-to-left text stands last
    replaced = f", replaces {one.replaces}" if one.replaces else ""
    return f"{value_words(one, registry)}{replaced}{f' ({scope})' if scope else ''}"


def _held(claim: Claim, registry: Registry) -> str:
    """The value of a claim, as candidates show theirs."""
    value = claim.value
    return ", ".join(map(registry.name, sorted(value.members))) if isinstance(value, SetValue) else str(value)


def _edit_lines(edit: Edit, registry: Registry, width: int) -> Iterator[Line]:
    how = "" if edit.compared else "; the old text was not at hand, so only the quotes were looked for"
    moved = f", {edit.moved} of them in another line now" if edit.moved else ""
    yield from paragraph("", f"{counted(edit.kept, 'claim')} still stand{'s' if edit.kept == 1 else ''}{moved}{how}.", width)
    corrected = [one for one in edit.corrections if one.candidate]
    gone = [one.claim for one in edit.corrections if not one.candidate]
    if corrected:
        yield from _section(f"Corrected as of {edit.until}", width)
    for one in corrected:
        if one.candidate:
            shown = f"{_held(one.claim, registry)} -> {value_words(one.candidate, registry)}  {one.claim.subject}/{one.claim.property}"
            yield from paragraph(f"  {one.claim.id}  ", f"{shown}, line {one.candidate.line}", width)
            yield from paragraph("      ", f"«{one.claim.quote}»", width, style="quote")
            yield from paragraph("      ", f"«{one.candidate.quote}»", width, style="quote")
    yield from _claims(f"No longer said as of {edit.until}", gone, registry, width)
    yield from _claims("Still there, but its sentence has other words: look", edit.reworded, registry, width)
    if edit.dropped:
        yield from paragraph("", f"{counted(len(edit.dropped), 'candidate')} that waited stood only in the old text, and was taken out.", width)


def _claims(heading: str, claims: Iterable[Claim], registry: Registry, width: int) -> Iterator[Line]:
    listed = list(claims)
    if listed:
        yield from _section(heading, width)
    for claim in listed:
        said = fitted(f"{_held(claim, registry)}  {claim.subject}/{claim.property}", width // 2)
        start = f"  {claim.id}  {said}  "
        yield [(start, ""), (fitted(f"«{claim.quote}»", max(_QUOTE_WIDTH, width - columns(start))), "quote")]


def _wording_lines(wording: Iterable[Wording], width: int) -> Iterator[Line]:
    found = list(wording)
    if found:
        yield from _section("Same wording", width)
    for one in found:
        yield from paragraph(f"  {one.source}  ", f"{_wording_words(one)}: one origin?", width, style="warn")
        for altered in one.altered:
            yield from paragraph("      ", f"a figure differs, in line {altered.line} here: {_side(altered.here)}", width, style="warn")
            yield from paragraph("      ", f"and in line {altered.other_line} of {one.source}: {_side(altered.there)}", width, style="warn")


def _side(words: str) -> str:
    return f"«{words}»" if words else "nothing"


def _wording_words(one: Wording) -> str:
    if one.whole:
        return "all words are the same"
    if one.quotes:
        return f"{one.quotes} of its {counted(one.of, 'longer quote')} stand in this text word for word"
    lines = ", ".join(f"{here}" for here, _ in one.lines[:_MOST_LINES]) + (" …" if len(one.lines) > _MOST_LINES else "")
    return f"same wording for {counted(one.paragraphs, 'paragraph')}, {one.share:.0%} of this text (lines {lines})"


def _rest_lines(found: Intake, width: int) -> Iterator[Line]:
    """What could not be read, how dates were worked out, and what was left out."""
    unread = [(one.line, one.why, one.text) for one in found.read.unread] + [(one.line, one.why, one.text) for one in found.sifted.unfit]
    yield from _grouped("Not read", sorted(unread), width)
    yield from _grouped("Dates worked out", [(one.line, f"{one.date}: {one.why}", one.text) for one in found.read.resolved], width)
    if found.read.left_out:
        yield from _section("Left out as page furniture", width)
    for part in found.read.left_out:
        yield from paragraph("  ", f"{lines_words(part)}: {part.why}", width, style="dim")
    if found.sifted.noise:
        yield from _section("Not written down", width)
        yield from paragraph("  ", "; ".join(f"{why}: {count}" for why, count in found.sifted.noise), width, style="dim")


def _grouped(heading: str, told: Iterable[tuple[int, str, str]], width: int) -> Iterator[Line]:
    """What has one reason and one wording is told once, with all its lines."""
    groups: dict[tuple[str, str], list[int]] = {}
    for line, why, text in told:
        groups.setdefault((why, text), []).append(line)
    if groups:
        yield from _section(heading, width)
    for (why, text), lines in groups.items():
        where = ", ".join(map(str, dict.fromkeys(lines)))
        yield from paragraph(f"  {fitted(where, width // 4)}  ", f"{why}  «{text}»", width)


def _section(heading: str, width: int) -> Iterator[Line]:
    yield []
    yield from paragraph("", heading, width, style="title")
