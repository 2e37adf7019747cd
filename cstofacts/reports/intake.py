"""What `add` prints: what an article gave, by subject, and what it did not give, with the reasons.

One line for each candidate with a question; those without are listed together. What an edit did comes first, then what other sources have word for
word: both are read before anything is accepted.
"""

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from cstofacts.language import RIGHT_TO_LEFT, count, joined, marked, named, say, spoken
from cstofacts.model.candidate import Candidate
from cstofacts.model.claim import Claim
from cstofacts.model.intake import Came, Edit, Intake, Wording
from cstofacts.model.registry import Registry
from cstofacts.reports.candidates import candidates_words, lines_words, scope_words, value_words
from cstofacts.reports.layout import Line, cell, column, columns, fitted, paragraph
from cstofacts.reports.sections import counted
from cstofacts.values.set import SetValue

# What a quote needs at least, and what a value with its scope takes at most, so that the quote beside it has room.
_QUOTE_WIDTH = 12
_VALUE_WIDTH = 56
_MOST_LINES = 8  # of a passage that two texts share

_CAME = {Came.NEW: marked("a new source"), Came.AGAIN: marked("the same text again"), Came.EDITED: marked("an edited text")}


def intake_lines(found: Intake, registry: Registry, width: int) -> Iterator[Line]:
    """Everything that came of an article, with a count first."""
    asked = [one for one in found.sifted.taken if one.property]
    others = [one for one in found.sifted.taken if not one.property]
    what = "candidate" if found.came is Came.NEW else "new candidate"
    told = candidates_words(len(found.sifted.taken), len(asked), what)
    yield from paragraph("", f"{joined([found.source, say(_CAME[found.came])])}: {told}", width, style="title")
    if found.edit:
        yield from _edit_lines(found.edit, registry, width)
    yield from _wording_lines(found.wording, width)
    yield from _asked_lines(asked, registry, width)
    if others:
        yield from _section(say("No question fits"), width)
        listed = say("; ").join(f"{say('line {line}', line=one.line)}: {value_words(one, registry)}" for one in others)
        yield from paragraph("  ", listed, width, style="dim")
    if found.came is not Came.AGAIN or found.sifted.taken:
        yield from _rest_lines(found, width)


def _asked_lines(candidates: Iterable[Candidate], registry: Registry, width: int) -> Iterator[Line]:
    """Below each subject one line for each candidate: its line, its property, what it says, and the quote last.

    What is said in a right-to-left language stands before the property, which keeps it apart from the quote.
    """
    rows = [(one.subject, str(one.line), one.property, _said(one, registry), one.quote) for one in candidates]
    line, property = column((row[1] for row in rows), 6), column((row[2] for row in rows), max(14, width // 5))
    value = column((row[3] for row in rows), min(_VALUE_WIDTH, width - line - property - _QUOTE_WIDTH - 8))
    for subject in dict.fromkeys(row[0] for row in rows):
        yield from _section(registry.name(subject), width)
        for _, number, asked, said, quote in (row for row in rows if row[0] == subject):
            cells = [cell(asked, property), cell(said, value)]
            start = "  ".join(["", f"{number:>{line}}", *(reversed(cells) if spoken() in RIGHT_TO_LEFT else cells), ""])
            yield [(start, ""), (fitted(f"«{quote}»", width - columns(start)), "quote")]


def _said(one: Candidate, registry: Registry) -> str:
    scope = scope_words(replace(one, note=""), registry)  # a note has a speaker's name as written, and right-to-left text stands last
    replaced = [f"{named('column', 'replaces')} {one.replaces}"] if one.replaces else []
    return f"{joined([value_words(one, registry), *replaced])}{f' ({scope})' if scope else ''}"


def _held(claim: Claim, registry: Registry) -> str:
    """The value of a claim, as candidates show theirs."""
    value = claim.value
    return joined([registry.name(member) for member in sorted(value.members)]) if isinstance(value, SetValue) else str(value)


def _edit_lines(edit: Edit, registry: Registry, width: int) -> Iterator[Line]:
    yield from paragraph("", f"{_kept_words(edit)}.", width)
    corrected = [(one.claim, one.candidate) for one in edit.corrections if one.candidate]
    gone = [one.claim for one in edit.corrections if not one.candidate]
    if corrected:
        yield from _section(say("Corrected as of {date}", date=edit.until), width)
    for claim, candidate in corrected:
        shown = say("{old} -> {new}", old=_held(claim, registry), new=value_words(candidate, registry))
        place = joined([f"{claim.subject}/{claim.property}", say("line {line}", line=candidate.line)])
        yield from paragraph(f"  {claim.id}  ", f"{shown}  {place}", width)
        yield from paragraph("      ", f"«{claim.quote}»", width, style="quote")
        yield from paragraph("      ", f"«{candidate.quote}»", width, style="quote")
    yield from _claims(say("No longer said as of {date}", date=edit.until), gone, registry, width)
    yield from _claims(say("Still there, but its sentence has other words: look"), edit.reworded, registry, width)
    if edit.dropped:
        dropped = count(
            "{n} candidate that waited stood only in the old text, and was taken out.",
            "{n} candidates that waited stood only in the old text, and were taken out.",
            len(edit.dropped),
        )
        yield from paragraph("", dropped, width)


def _kept_words(edit: Edit) -> str:
    """How many claims still stand, how many of them elsewhere, and how that was found out."""
    told = [count("{n} claim still stands", "{n} claims still stand", edit.kept)]
    told += [count("{n} of them in another line now", "{n} of them in another line now", edit.moved)] if edit.moved else []
    how = [] if edit.compared else [say("the old text was not at hand, so only the quotes were looked for")]
    return say("; ").join([joined(told), *how])


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
        yield from _section(say("Same wording"), width)
    for one in found:
        yield from paragraph(f"  {one.source}  ", say("{wording}: one origin?", wording=_wording_words(one)), width, style="warn")
        for altered in one.altered:
            here = say("a figure differs, in line {line} here:", line=altered.line)
            there = say("and in line {line} of {source}:", line=altered.other_line, source=one.source)
            yield from paragraph("      ", f"{here} {_side(altered.here)}", width, style="warn")
            yield from paragraph("      ", f"{there} {_side(altered.there)}", width, style="warn")


def _side(words: str) -> str:
    return f"«{words}»" if words else say("nothing")


def _wording_words(one: Wording) -> str:
    if one.whole:
        return say("all words are the same")
    if one.quotes:
        return say("{n} of its {quotes} stand in this text word for word", n=one.quotes, quotes=counted(one.of, "longer quote"))
    lines = joined([f"{here}" for here, _ in one.lines[:_MOST_LINES]]) + (" …" if len(one.lines) > _MOST_LINES else "")
    share = f"{one.share:.0%}"
    same = marked("same wording for {paragraphs}, {share} of this text (lines {lines})")
    return say(same, paragraphs=counted(one.paragraphs, "paragraph"), share=share, lines=lines)


def _rest_lines(found: Intake, width: int) -> Iterator[Line]:
    """What could not be read, how dates were worked out, and what was left out."""
    unread = [(one.line, one.why, one.text) for one in found.read.unread] + [(one.line, one.why, one.text) for one in found.sifted.unfit]
    yield from _grouped(say("Not read"), sorted(unread), width)
    yield from _grouped(say("Dates worked out"), [(one.line, f"{one.date}: {one.why}", one.text) for one in found.read.resolved], width)
    if found.read.left_out:
        yield from _section(say("Left out as page furniture"), width)
    for part in found.read.left_out:
        yield from paragraph("  ", f"{lines_words(part)}: {part.why}", width, style="dim")
    if found.sifted.noise:
        yield from _section(say("Not written down"), width)
        yield from paragraph("  ", say("; ").join(f"{why}: {number}" for why, number in found.sifted.noise), width, style="dim")


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
