"""What the texts say against a registry, as problems at their places."""

from collections.abc import Iterator

from msgspec.structs import replace

from cstofacts.evidence.difference import Change
from cstofacts.evidence.locate import Located, Place
from cstofacts.evidence.proofs import Proofs, TextProof
from cstofacts.evidence.readback import Outcome, ReadBack
from cstofacts.model.claim import Claim, Evidence, Source
from cstofacts.model.problem import Problem
from cstofacts.model.registry import Registry
from cstofacts.model.rules import code_of

# As many claims as a changed text names in its message; the others have problems of their own.
_MOST_NAMED = 5


def proved(registry: Registry, proofs: Proofs) -> Registry:
    """The registry with the evidence of every claim, and with a problem for everything that the texts say against it."""
    claims, references, superseded = (
        [replace(claim, evidence=proofs.claims[claim.id].status) if claim.id in proofs.claims else claim for claim in each]
        for each in (registry.claims, registry.references, registry.superseded)
    )
    problems = sorted([*registry.problems, *problems_of(registry, proofs)])
    return replace(registry, claims=claims, references=references, superseded=superseded, problems=problems)


def problems_of(registry: Registry, proofs: Proofs) -> Iterator[Problem]:
    """What the texts say against the registry, source by source and then claim by claim."""
    for source in registry.sources.values():
        yield from _text_problems(source, proofs.sources[source.id])
    for claim in (*registry.recorded, *(claim for claim in registry.superseded if claim.id in proofs.claims)):
        yield from _quote_problems(claim, proofs.claims[claim.id])
        yield from _value_problems(claim, proofs.values[claim.id])


def _text_problems(source: Source, proof: TextProof) -> Iterator[Problem]:
    if proof.fault:
        yield Problem(source.location, code_of(proof.fault.rule), f"the text of {source.id}: {proof.fault.message}")
    elif proof.matches is False:
        told = [f"{what} {_named(ids)}" for what, ids in (("moved", proof.moved), ("changed", proof.changed), ("vanished", proof.vanished)) if ids]
        message = f"the text of {source.id} is not the one that was read: {'; '.join(told) or 'every quote still stands in its line'}"
        yield Problem(source.location, code_of("text-changed"), message)


def _named(ids: tuple[str, ...]) -> str:
    more = f" and {len(ids) - _MOST_NAMED} more" if len(ids) > _MOST_NAMED else ""
    return f"{', '.join(ids[:_MOST_NAMED])}{more}"


def _quote_problems(claim: Claim, located: Located) -> Iterator[Problem]:
    if located.status is Evidence.ALTERED:
        told = "; ".join(map(_change_words, located.difference))
        yield Problem(claim.location, code_of("quote-altered"), f"{claim.id}: line {located.line} of the text differs: {told}")
    elif located.status is Evidence.NOT_FOUND:
        yield Problem(claim.location, code_of("quote-not-found"), f"{claim.id}: «{claim.quote}» is not in the text of {claim.source}")
    elif located.place is Place.MOVED and located.line != claim.line:
        yield Problem(claim.location, code_of("quote-moved"), f"{claim.id}: the quote stands in line {located.line}, not {claim.line}")


def _change_words(change: Change) -> str:
    """What differs, as `digits: «3600» in the quote, «2600» in the text`."""
    return f"{', '.join(change.kinds)}: «{change.quoted}» in the quote, «{change.found}» in the text"


def _value_problems(claim: Claim, read: ReadBack) -> Iterator[Problem]:
    if read.outcome is Outcome.DIFFERS:
        message = f"{claim.id}: the claim says {claim.value}, its quote «{claim.quote}» is read as {' or '.join(read.read)}"
        yield Problem(claim.location, code_of("value-not-in-quote"), message)
