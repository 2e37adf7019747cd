"""Which values of a text are written down as candidates.

All that answer a question of the registry; of the others the figures and durations, and a date that is all that its sentence gives: a date beside a
figure tells when, and a list that answers nothing is a list. What has no question is written once for each value and quote. What a clause denies
and what cannot be quoted is no candidate, and is told with the reason.
"""

from collections import Counter
from collections.abc import Sequence

from cstofacts.evidence.boundary import cuts
from cstofacts.evidence.document import Document
from cstofacts.model.candidate import Candidate
from cstofacts.model.extraction import Extracted, Proposal
from cstofacts.model.intake import Sifted, Unfit
from cstofacts.registry.writing import Entry, Writable
from cstofacts.spelling import fold

LONGEST_QUOTE = 300
"""Letters; a longer one is no short phrase, and a registry holds nothing of a text but short phrases."""


def sift(read: Extracted, document: Document) -> Sifted:
    """The candidates of a text that are worth a person's time."""
    unfit = {id(one): why for one in read.proposals if (why := _unfit(one, document))}
    fit = [one for one in read.proposals if id(one) not in unfit]
    noise = _noise(fit)
    return Sifted(
        tuple(one.candidate for one in fit if id(one) not in noise),
        tuple(sorted(Counter(noise.values()).items())),
        tuple(Unfit(one.candidate.line, one.candidate.quote[:LONGEST_QUOTE], unfit[id(one)]) for one in read.proposals if id(one) in unfit),
    )


def _unfit(one: Proposal, document: Document) -> str:
    """Why a value cannot be a candidate; empty when it can."""
    quote = one.candidate.quote
    if one.denied:
        return "its clause denies something"
    if len(quote) > LONGEST_QUOTE:
        return f"its quote would have {len(quote):,} letters, more than the {LONGEST_QUOTE} of a short phrase"
    stands = document.text[one.candidate.start : one.candidate.end] == quote and document.line_of(one.candidate.start) == one.candidate.line
    if not stands or "\n" in quote or cuts(document.text, one.candidate.start, one.candidate.end):
        return "its quote is not found word for word in its line"
    return ""


def _noise(fit: Sequence[Proposal]) -> dict[int, str]:
    """Why some of what has no question is not written, by the identity of the proposal."""
    beside = Counter(one.sentence.start for one in fit)
    inside = _inside(fit)
    seen: set[object] = set()
    noise = {}
    for one in fit:
        if one.questions:
            continue
        said = (one.candidate.type, one.candidate.value, fold(one.candidate.quote))
        why = _noisy(one.candidate, alone=beside[one.sentence.start] == 1, inside=id(one) in inside) or ("said again" if said in seen else "")
        seen.add(said)
        if why:
            noise[id(one)] = why
    return noise


def _noisy(candidate: Candidate, *, alone: bool, inside: bool) -> str:
    """Why a value without a question is noise; empty when it is not."""
    if candidate.type == "set":
        return "a list that no question fits"
    if inside:
        return "a part of another candidate"
    return "a date beside another value" if candidate.type == "date" and not alone else ""


def _inside(fit: Sequence[Proposal]) -> set[int]:
    """The proposals that another one holds, or begins before the end of."""
    found: set[int] = set()
    end = 0
    for one in sorted(fit, key=lambda one: (one.candidate.start, -one.candidate.end, not one.questions)):
        if one.candidate.start < end:
            found.add(id(one))
        end = max(end, one.candidate.end)
    return found


def entry_of(candidate: Candidate) -> Entry:
    """A candidate as an entry of a source file."""
    fields: dict[str, Writable] = {
        "subject": candidate.subject,
        "property": candidate.property,
        "value": candidate.value,
        "text": candidate.text,
        "quote": candidate.quote,
        "line": candidate.line,
        "qualifiers": candidate.qualifiers,
        "attribution": candidate.attribution,
        "certainty": "" if candidate.certainty == "certain" else str(candidate.certainty),
        "note": candidate.note,
        "replaces": candidate.replaces,
        "type": candidate.type,
        "why": candidate.why,
    }
    return {key: value for key, value in fields.items() if value}
