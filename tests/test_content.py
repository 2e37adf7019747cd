"""The first registry, held against the five texts: they lie beside the project, not in it."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable
from itertools import groupby, pairwise
from pathlib import Path

import pytest

from cstofacts.model.claim import Claim, Source
from cstofacts.reconcile import reconcile, why
from cstofacts.registry import load

HOME = Path(__file__).parent.parent
TEXTS = HOME.parent / "shared" / "seeds"
REGISTRY = load(HOME / "claims")
FINDINGS = {finding.id: finding for finding in reconcile(REGISTRY)}
CLAIMS = {claim.id: claim for claim in REGISTRY.claims}

with_texts = pytest.mark.skipif(not TEXTS.is_dir(), reason="the five texts are not here: they are no part of the project")

# A list whose members stand apart needs the words between them: Russia is named before the list that is "besides Russia".
LONG_QUOTES = {"S1-15c"}

# How much of a line its quotes may give away together. Shorter lines, two headlines, have too few words for a share to mean anything.
SHORT_LINE = 12
COVERED_AT_MOST = 0.65
RUN_AT_MOST = 10
LONG_RUNS = {("S1", 15)}  # the list of member states in LONG_QUOTES: eleven words


def lines_of(source: Source) -> list[str]:
    return (TEXTS / source.text_file).read_text(encoding="utf-8").split("\n")


def test_everything_is_read() -> None:
    assert REGISTRY.problems == []
    assert REGISTRY.unread == 0
    assert sorted(REGISTRY.sources) == ["S0", "S1", "S2", "S3", "S4"]


@with_texts
@pytest.mark.parametrize("source", REGISTRY.sources.values(), ids=lambda source: source.id)
def test_the_text_is_the_one_that_was_read(source: Source) -> None:
    data = (TEXTS / source.text_file).read_bytes()
    assert hashlib.sha256(data).hexdigest() == source.text_sha256
    assert lines_of(source)[0] == source.title
    assert source.published is not None
    assert source.published_from


@with_texts
@pytest.mark.parametrize("claim", CLAIMS.values(), ids=lambda claim: claim.id)
def test_a_quote_stands_in_its_line(claim: Claim) -> None:
    source = REGISTRY.sources[claim.source]
    assert claim.quote in lines_of(source)[claim.line - 1]
    assert claim.text in claim.quote
    assert len(claim.quote.split()) <= 8 or claim.id in LONG_QUOTES
    assert not any(first <= claim.line <= last for first, last in source.furniture)


@with_texts
@pytest.mark.parametrize("source", REGISTRY.sources.values(), ids=lambda source: source.id)
def test_no_sentence_is_copied(source: Source) -> None:
    """The quotes of a line, taken together, must not give the line back."""
    lines, quotes = lines_of(source), defaultdict[int, set[str]](set)
    for claim in REGISTRY.claims:
        if claim.source == source.id:
            quotes[claim.line].add(claim.quote)
    for number in quotes:
        covered = covered_words(lines[number - 1], quotes[number])
        run = max(len(list(words)) for is_covered, words in groupby(covered) if is_covered)
        if len(covered) > SHORT_LINE:
            assert sum(covered) <= len(covered) * COVERED_AT_MOST, (source.id, number)
            assert run <= RUN_AT_MOST or (source.id, number) in LONG_RUNS, (source.id, number, run)


def covered_words(line: str, quotes: Iterable[str]) -> list[bool]:
    """For each word of the line, whether a quote has so much as a letter of it, wherever in the line the quote stands."""
    letters = {at for quote in quotes for found in re.finditer(re.escape(quote), line) for at in range(*found.span())}
    return [not letters.isdisjoint(range(*word.span())) for word in re.finditer(r"\S*\w\S*", line)]


@with_texts
def test_every_line_with_a_digit_is_covered() -> None:
    for source in REGISTRY.sources.values():
        claimed = {claim.line for claim in REGISTRY.claims if claim.source == source.id}
        furniture = {line for first, last in source.furniture for line in range(first, last + 1)}
        figures = {number for number, line in enumerate(lines_of(source), 1) if any(c.isdigit() for c in line)}
        assert figures - claimed - furniture == set()


def test_ids_say_where_a_claim_stands() -> None:
    for claim in REGISTRY.claims:
        assert claim.id.startswith(f"{claim.source}-{claim.line}")
    for source in REGISTRY.sources:
        lines = [claim.line for claim in REGISTRY.claims if claim.source == source]
        assert all(one <= other for one, other in pairwise(lines))


def test_every_question_is_asked_in_both_languages() -> None:
    for property in REGISTRY.properties.values():
        assert "{subject}" in property.question["en"]
        assert "{subject}" in property.question["ar"]
        assert property.label.keys() >= {"en", "ar"}
    assert all(entity.label.keys() >= {"en", "ar"} for entity in REGISTRY.entities.values())


def test_the_members() -> None:
    finding = FINDINGS["csto/members"]
    assert (finding.relation, finding.standing) == ("contradicts", "disputed")
    assert finding.is_self_contradiction
    assert {(pair.within, str(pair.reason)) for pair in finding.pairs if pair.is_self_contradiction} == {(("S4",), "arithmetic")}
    explanation = " ".join(map(str, finding.pairs[0].explanation))
    assert REGISTRY.name("RU") in explanation
    assert REGISTRY.name("UZ") in explanation


def test_the_founding() -> None:
    finding = FINDINGS["csto/founded"]
    clashes = [pair for pair in finding.pairs if pair.relation == "contradicts"]
    assert [(finding.sides[pair.left].sources, finding.sides[pair.right].sources) for pair in clashes] == [(("S1",), ("S2", "S4"))]
    assert {pair.relation for pair in finding.pairs if "S0" in finding.sides[pair.left].sources} == {"compatible"}


def test_the_troops() -> None:
    finding = FINDINGS["csto-peacekeepers/personnel"]
    assert (finding.relation, finding.reason) == ("not-comparable", "apparent-conflict")
    sent, everyone, later = CLAIMS["S1-11b"], CLAIMS["S0-29a"], CLAIMS["S4-31c"]
    separators = [str(step) for step in why(REGISTRY, sent, everyone).explanation if step.name == "separators"]
    assert "role" in separators[0]
    assert why(REGISTRY, everyone, later).relation == "compatible"
    assert not any(pair.relation == "contradicts" for pair in finding.pairs)


def test_the_casualties() -> None:
    injured = FINDINGS["unrest/injured"]
    assert (injured.relation, injured.reason) == ("not-comparable", "apparent-conflict")
    agreed = next(side for side in injured.sides if len(side.sources) > 1)
    assert (agreed.sources, len(agreed.origins)) == (("S0", "S3"), 1)
    assert len(injured.notes) == 1
    assert FINDINGS["unrest/killed"].relation is None


def test_the_treaty_is_not_the_organisation() -> None:
    treaty = {finding.id for finding in FINDINGS.values() if finding.question.subject == "cst-treaty"}
    assert "cst-treaty/signatories" in treaty
    assert not any(FINDINGS[id].relation == "contradicts" for id in treaty)
    assert why(REGISTRY, CLAIMS["S1-15a"], next(c for c in CLAIMS.values() if c.subject == "cst-treaty")).reason == "question"


def test_request_speech_and_decision_are_different_events() -> None:
    assert {"kz-request", "tokayev-tv-address", "tokayev-parliament-speech", "csto-decision"} <= {claim.subject for claim in REGISTRY.claims}


def test_nothing_else_contradicts() -> None:
    assert {finding.id for finding in FINDINGS.values() if finding.relation == "contradicts"} == {"csto/members", "csto/founded"}
