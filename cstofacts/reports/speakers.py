"""What a person or body is quoted as saying, in lines: first where two relays differ, then everything by question."""

from collections.abc import Iterable, Iterator

from cstofacts.language import count, joined, marked, named, say
from cstofacts.model.claim import Certainty, Claim
from cstofacts.model.registry import Registry
from cstofacts.model.statement import Relay, Statements
from cstofacts.reports.layout import Line, cell, column, columns, fitted, narrowed, paragraph
from cstofacts.reports.sections import counted
from cstofacts.reports.text import STYLE_OF, chain_words, itself_words, place_words, qualifier_words
from cstofacts.values import TYPES

_WIDEST = 40
_QUOTE_WIDTH = 12


def statement_lines(found: Statements, registry: Registry, width: int) -> Iterator[Line]:
    """All that a person or body says, fitted to the width."""
    yield from paragraph("", f"{found.entity}: {registry.name(found.entity)}", width, style="title")
    yield from paragraph("", _counts(found, registry), width)
    if len(found.bodies) > 1:
        parts = joined([registry.name(body) for body in found.bodies[1:]])
        yield from paragraph("", say("A body and its parts are one speaker; these speak too: {parts}.", parts=parts), width, style="dim")
    if found.relays:
        yield []
        yield [(say("Relays that differ"), "bad")]
        for number, relay in enumerate(found.relays):
            if not number or relay.finding is not found.relays[number - 1].finding:
                yield _question(relay.finding.question.subject, relay.finding.question.property, registry, width)
            yield from _relay(relay, registry, width)
    widths = _widths(found.claims, registry, width)
    for heading, claims in (
        (marked("What it is quoted as saying"), found.said),
        (marked("What it passes on from others"), found.passed_on),
        (marked("What articles that relay it say, without naming a speaker"), found.dispatched),
    ):
        if claims:
            yield []
            yield [(f"{say(heading)} ({len(claims):,})", "title")]
            yield from _by_question(claims, found, widths, registry, width)


def _counts(found: Statements, registry: Registry) -> str:
    if not found.claims:
        subject = sum(claim.subject == found.entity for claim in registry.recorded)
        told = say("It is the subject of {claims}: {command}", claims=counted(subject, "claim"), command=f"cstofacts list --subject {found.entity}")
        return f"{say('No source quotes it.')}{f' {told}' if subject else ''}"
    claims, sources = counted(len(found.claims), "claim"), counted(len({claim.source for claim in found.claims}), "source")
    questions = counted(len({(claim.subject, claim.property) for claim in found.claims}), "question")
    told = say("{claims} in {sources}, on {questions}.", claims=claims, sources=sources, questions=questions)
    differing = count("{n} pair of relays differs.", "{n} pairs of relays differ.", len(found.relays))
    return f"{told} {differing if found.relays else say('No two relays differ.')}"


def _relay(relay: Relay, registry: Registry, width: int) -> Iterator[Line]:
    """Two relays: how they stand to each other, and each claim with its quote."""
    pair = relay.pair
    verdict = f"{named('relation', pair.relation)} ({named('reason', pair.reason)}){itself_words(pair)}"
    yield from paragraph("    ", verdict, width, style=STYLE_OF[pair.relation])
    claims = (*relay.left, *relay.right)
    widths = _widths(claims, registry, width)
    for claim in claims:
        yield from _claim(claim, "", widths, registry, width)


def _by_question(claims: Iterable[Claim], found: Statements, widths: list[int], registry: Registry, width: int) -> Iterator[Line]:
    groups: dict[tuple[str, str], list[Claim]] = {}
    for claim in claims:
        groups.setdefault((claim.subject, claim.property), []).append(claim)
    for (subject, property), group in groups.items():
        yield _question(subject, property, registry, width)
        for claim in group:
            yield from _claim(claim, found.entity, widths, registry, width)


def _question(subject: str, property: str, registry: Registry, width: int) -> Line:
    id = fitted(f"{subject}/{property}", width // 2)
    return [("  ", ""), (fitted(registry.asked(subject, property), width - columns(id) - 4), "title"), (f"  {id}", "dim")]


def _widths(claims: Iterable[Claim], registry: Registry, width: int) -> list[int]:
    rows = [_cells(claim, registry) for claim in claims]
    return narrowed([column((row[index] for row in rows), _WIDEST) for index in range(3)], width - 4 - _QUOTE_WIDTH)


def _cells(claim: Claim, registry: Registry) -> tuple[str, str, str]:
    """The id, the value and the place; the place keeps an Arabic value apart from the quote behind it."""
    return claim.id, TYPES[registry.properties[claim.property].type].words(claim.value, registry.name), place_words(claim)


def _claim(claim: Claim, entity: str, widths: list[int], registry: Registry, width: int) -> Iterator[Line]:
    start = "    " + "".join(f"{cell(text, most)}  " for text, most in zip(_cells(claim, registry), widths, strict=True))
    yield [(start, ""), (fitted(f"«{claim.quote}»", width - columns(start)), "quote")]
    if told := joined(list(_circumstances(claim, entity, registry))):
        yield from paragraph(" " * 8, told, width, style="dim")


def _circumstances(claim: Claim, entity: str, registry: Registry) -> Iterator[str]:
    """How the words came to the source, how firmly it puts them, and what narrows them."""
    if claim.attribution and claim.attribution != (entity,):
        yield f"{say('said by')} {chain_words(claim, registry)}"
    if claim.certainty is not Certainty.CERTAIN:
        yield named("certainty", claim.certainty)
    for name, value in claim.qualifiers.items():
        yield say("as of {date}", date=value) if name == "as_of" else f"{named('qualifier', name)} {qualifier_words(name, value, registry)}"
