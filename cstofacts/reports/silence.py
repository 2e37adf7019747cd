"""Who speaks on a question and who does not, in lines: speakers in short, and of the silent what may be the reason."""

from collections.abc import Iterator

from cstofacts.language import count, joined, marked, say
from cstofacts.model.claim import Claim, Source
from cstofacts.model.registry import Registry
from cstofacts.model.statement import Hearing
from cstofacts.reports.layout import Line, cell, column, columns, fitted, paragraph
from cstofacts.reports.sections import counted

_ID_WIDTH = 24
_DATE_WIDTH = 24


def silence_lines(
    question: tuple[str, str], speaking: dict[str, list[Claim]], others: list[Hearing], registry: Registry, width: int
) -> Iterator[Line]:
    """The question, how many speak, and every source in its group."""
    yield from paragraph("", registry.asked(*question), width, style="title")
    yield from paragraph(
        "", f"{'/'.join(question)}. {say('In all: {sources}.', sources=counted(len(registry.sources), 'source'))}", width, style="dim"
    )
    groups = (
        (marked("Says something"), "good", [(registry.sources[id], _claim_words(claims)) for id, claims in speaking.items()]),
        (marked("Has a candidate that awaits review"), "warn", [(each.source, _waiting_words(each)) for each in others if each.waiting]),
        (marked("Says it no longer"), "note", [(each.source, _superseded_words(each)) for each in others if _is_over(each)]),
        (marked("Says nothing"), "bad", [(each.source, _reason_words(each, question, registry)) for each in others if is_silent(each)]),
    )
    id = column((source.id for source in registry.sources.values()), min(_ID_WIDTH, width // 3))
    date = column((str(source.published or "") for source in registry.sources.values()), min(_DATE_WIDTH, width // 4))
    for heading, style, listed in groups:
        if listed:
            yield []
            yield [(f"{say(heading)} ({len(listed):,})", style)]
            for source, words in listed:
                yield from _source(source, words, (id, date), width)


def is_silent(hearing: Hearing) -> bool:
    """Whether the source says nothing at all on the question, now or before, and nothing of it awaits review."""
    return not hearing.waiting and not hearing.superseded


def _is_over(hearing: Hearing) -> bool:
    return bool(hearing.superseded) and not hearing.waiting


def _source(source: Source, words: str, widths: tuple[int, int], width: int) -> Iterator[Line]:
    """A source: its id, its date, and its title last; what there is to say of it stands below."""
    start = f"  {cell(source.id, widths[0])}  {cell(str(source.published or ''), widths[1])}  "
    yield [(start, ""), (fitted(source.title, width - columns(start)), "quote")]
    yield from paragraph(" " * 6, words, width, style="dim")


def _claim_words(claims: list[Claim]) -> str:
    return f"{counted(len(claims), 'claim')}: {', '.join(claim.id for claim in claims)}"


def _waiting_words(hearing: Hearing) -> str:
    waiting = count("{n} candidate awaits review", "{n} candidates await review", hearing.waiting)
    return f"{waiting}: cstofacts review {hearing.source.id}"


def _superseded_words(hearing: Hearing) -> str:
    return say("; ").join(
        say("{claim}, until the edit of {date}", claim=claim.id, date=claim.superseded) for claim in hearing.superseded if claim.superseded
    )


def _reason_words(hearing: Hearing, question: tuple[str, str], registry: Registry) -> str:
    """What is known of a silence: whether the source could have spoken, and whether it speaks of the subject at all."""
    subject = registry.name(question[0])
    words = [say("published before any time that is spoken of")] if hearing.is_earlier else []
    if hearing.source.is_reference:
        words.append(say("a reference"))
    about = marked("says nothing of {subject}")
    told = say("{claims} on other questions about {subject}", claims=counted(hearing.about, "claim"), subject=subject)
    return joined([*words, told if hearing.about else say(about, subject=subject)])
