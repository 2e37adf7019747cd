"""Which new candidate takes the place of a claim that an edited article no longer makes.

The best is one in a line that the claim's line became: with the claim's question; or with that question among those that fit; or with none, but with
the claim's quote in all words but its figures. A person has said of the old value what it answers, so the new one is taken to answer that. Elsewhere
only a candidate with the same question is a correction, the nearest first. None that speaks of another place or population is one.
"""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from cstofacts.evidence.difference import Kind, kind_of, tokens_of
from cstofacts.extract.candidates import NO_QUESTION
from cstofacts.intake.standing import Lines
from cstofacts.model.candidate import Candidate
from cstofacts.model.claim import Claim
from cstofacts.model.extraction import Asked, Proposal
from cstofacts.model.intake import Correction
from cstofacts.model.registry import Registry

# A correction may be of a later time, or of what was planned before.
_MAY_DIFFER = frozenset({"as_of", "phase"})


Corrections = tuple[Correction, ...]


class _Found(Struct, frozen=True):
    """A candidate as it would replace a claim, and how well it would: the least rank is the best."""

    corrected: Candidate
    rank: tuple[bool, int, int]


class _Pair(Struct, frozen=True):
    claim: int
    candidate: int
    found: _Found


def corrections(
    gone: Sequence[Claim], candidates: Sequence[Candidate], proposals: Sequence[Proposal], after: Lines, registry: Registry
) -> Corrections:
    """Every claim that is gone, with the candidate that replaces it where there is one; no candidate replaces two."""
    asked = {_place(one.candidate): one.questions for one in proposals}
    pairs: list[_Pair] = []
    for number, claim in enumerate(gone):
        became, type = set(after(claim)), registry.properties[claim.property].type
        for other, candidate in enumerate(candidates):
            questions = asked.get(_place(candidate), ())
            found = _elsewhere(claim, candidate) if candidate.line not in became else _in_line(claim, candidate, questions, type)
            pairs += [_Pair(number, other, found)] if found else []
    taken: dict[int, Candidate] = {}
    used: set[int] = set()
    for pair in sorted(pairs, key=lambda pair: (pair.found.rank, pair.claim, pair.candidate)):
        if pair.claim not in taken and pair.candidate not in used:
            taken[pair.claim] = pair.found.corrected
            used.add(pair.candidate)
    return tuple(Correction(claim, taken.get(number)) for number, claim in enumerate(gone))


def with_corrections(candidates: Sequence[Candidate], corrected: Corrections) -> tuple[Candidate, ...]:
    """The candidates, those that correct a claim as they would replace it."""
    replacing = {_place(one.candidate): one.candidate for one in corrected if one.candidate}
    return tuple(replacing.get(_place(one), one) for one in candidates)


def _place(one: Candidate) -> tuple[int, int, str]:
    return one.start, one.end, one.type


def _elsewhere(claim: Claim, candidate: Candidate) -> _Found | None:
    same = (candidate.subject, candidate.property) == (claim.subject, claim.property)
    if not same or _differ(claim.qualifiers, candidate.qualifiers):
        return None
    return _Found(replace(candidate, replaces=claim.id), (True, 0, abs(candidate.line - claim.line)))


def _in_line(claim: Claim, candidate: Candidate, questions: Sequence[Asked], type: str) -> _Found | None:
    if found := _elsewhere(claim, candidate):
        return _Found(found.corrected, (False, 0, 0))
    for asked in questions:
        if (asked.subject, asked.property) == (claim.subject, claim.property) and not _differ(claim.qualifiers, asked.qualifiers):
            return _Found(_asked(candidate, claim, asked.qualifiers, asked.why), (False, 1, 0))
    if candidate.property or candidate.type != type or not _frame(claim.quote) or _frame(claim.quote) != _frame(candidate.quote):
        return None
    lasting = {name: value for name, value in claim.qualifiers.items() if name not in _MAY_DIFFER}
    return _Found(_asked(candidate, claim, lasting, "the same words around another figure"), (False, 2, 0))


def _asked(candidate: Candidate, claim: Claim, qualifiers: dict[str, str], why: str) -> Candidate:
    """A candidate with the question of a claim."""
    why = f"{candidate.why.partition(f'; {NO_QUESTION}')[0]}; {why}; {claim.id} stood here"
    return replace(candidate, subject=claim.subject, property=claim.property, qualifiers=qualifiers, why=why, replaces=claim.id)


def _frame(quote: str) -> tuple[str, ...]:
    """The words of a quote without its figures."""
    return tuple(token.folded for token in tokens_of(quote) if kind_of(token) not in (Kind.DIGITS, Kind.NUMBER_WORD, Kind.PUNCTUATION))


def _differ(one: dict[str, str], other: dict[str, str]) -> bool:
    """Whether two speak of different things."""
    return any(one[name] != other[name] for name in one.keys() & other.keys() - _MAY_DIFFER)
