"""A candidate as the claim that it would be: read as the loader would read it, and held against its text and the other sources."""

from msgspec.structs import replace

from cstofacts.evidence.document import Document
from cstofacts.evidence.locate import Located, Place, locate
from cstofacts.evidence.proofs import names_in
from cstofacts.evidence.readback import READERS, Outcome, ReadBack, read_back
from cstofacts.intake.review_entries import claim_entry
from cstofacts.intake.review_texts import sentence_of
from cstofacts.model.candidate import Candidate
from cstofacts.model.claim import Claim, Evidence
from cstofacts.model.finding import Finding
from cstofacts.model.registry import Registry
from cstofacts.model.review import Refused
from cstofacts.reconcile.findings import find
from cstofacts.reconcile.positions import by_question, question_of
from cstofacts.registry.claims import read_source_file, vocabulary_of
from cstofacts.registry.entities import EntityTable
from cstofacts.registry.nodes import Page, read_nodes
from cstofacts.registry.writing import entry_text, fault_of, field_text
from cstofacts.values import TYPES
from cstofacts.values.base import Fault

_NO_QUESTION = "it answers no question yet: give it a subject and a property"


def claim_of(candidate: Candidate, id: str, registry: Registry) -> Claim | tuple[str, ...]:
    """The claim that a candidate would be, or everything that the loader would say against it."""
    if not (candidate.subject and candidate.property):
        return (_NO_QUESTION,)
    entry, source = claim_entry(candidate, id), registry.sources[candidate.source]
    if fault := fault_of(entry):
        return (fault.message,)
    head = field_text("source", {"id": source.id, "title": source.title[:60], **({"origin": source.origin} if source.origin else {})})
    page = Page(source.location.path)
    root = read_nodes(page, f"{head}\nclaims:\n{entry_text(entry, 2, gap=2, newline=_NEWLINE)}".encode())
    found = read_source_file(page, root, vocabulary_of(registry.properties, frozenset(), EntityTable(registry.entities)))
    return found.claims[0] if found.claims else tuple(problem.message for problem in page.problems)


_NEWLINE = "\n"


def evidence_against(claim: Claim, document: Document | Fault, registry: Registry) -> str:
    """Why the text does not bear a claim out; empty when it does, or when there is no text and nothing is known."""
    located = located_in(document, claim.quote, claim.line, registry) if isinstance(document, Document) else None
    if located and (fault := quote_fault(located, claim.line)):
        return fault
    read = _read(claim, document, registry)
    if read.outcome is Outcome.DIFFERS:
        return f"the value is {claim.value}, and the quote is read as {' or '.join(read.read)}"
    if read.outcome is Outcome.UNREAD and located and isinstance(document, Document) and _is_beside(claim, document, located, registry):
        return f"the quote must carry the value: {claim.value} stands elsewhere in its sentence"
    return ""


def _is_beside(claim: Claim, document: Document, located: Located, registry: Registry) -> bool:
    """Whether a figure, a date or a length of time that its quote does not hold stands elsewhere in the sentence of the quote."""
    if registry.properties[claim.property].type not in READERS:
        return False
    start, end = sentence_of(document, located.start, located.end)
    read = _read(replace(claim, quote=document.text[start:end]), document, registry)
    return str(claim.value).lstrip(_MODIFIERS) in {value.lstrip(_MODIFIERS) for value in read.read}


# "At least six" in the sentence is where the 6 of a claim comes from.
_MODIFIERS = "~<>="


def doubt_about(claim: Claim, document: Document | Fault, registry: Registry) -> str:
    """What the quote is read as where that is not the claim's value; it may well be the reader that is wrong."""
    read = _read(claim, document, registry)
    return "" if read.outcome in (Outcome.PROVED, Outcome.NOT_READ_BACK) else ": ".join(filter(None, (read.why, " or ".join(read.read))))


def _read(claim: Claim, document: Document | Fault, registry: Registry) -> ReadBack:
    """The value as it is read back out of its quote, in its line of the text where there is one."""
    start, end = document.line_span(claim.line) if isinstance(document, Document) else (0, 0)
    line = document.text[start:end] if isinstance(document, Document) else ""
    return read_back(claim, line if claim.quote in line else claim.quote, registry, registry.spellings)


def located_in(document: Document, quote: str, line: int, registry: Registry) -> Located:
    """Where a quote stands in a text."""
    return locate(document, quote, line, names_in(registry))


def quote_fault(located: Located, line: int) -> str:
    """Why a quote may not be taken for what stands on a line of its text; empty when it may."""
    if located.status is Evidence.NOT_FOUND:
        return "the quote is not in the text"
    if located.status is Evidence.ALTERED:
        told = "; ".join(f"«{change.quoted}» is «{change.found}» there" for change in located.difference)
        return f"the quote is not in the text letter by letter: {told or f'line {located.line} has «{located.found}»'}"
    if located.place is Place.MOVED:
        return f"the quote stands on line {located.line}, not {line}"
    return ""


def found_with(claim: Claim, registry: Registry) -> Finding:
    """What the question of a claim would come to, were it among the others."""
    key = question_of(claim, registry.properties)
    others = [other for other in by_question(registry).get(key, []) if other.id != claim.id]
    return find(key, sorted([*others, claim], key=lambda one: (one.source, one.line, one.id)), registry)


def value_words(candidate: Candidate, registry: Registry) -> str:
    """The value of a candidate as people read it; as it is written where it cannot be read."""
    claim = claim_of(candidate, "new", registry)
    if isinstance(claim, Claim):
        property = registry.properties[claim.property]
        return TYPES[property.type].words(claim.value, registry.name) + (f" [{property.unit}]" if property.unit else "")
    return candidate.value if isinstance(candidate.value, str) else ", ".join(map(registry.name, candidate.value))


def as_in_text(candidate: Candidate, document: Document | Fault, registry: Registry) -> Candidate | Refused:
    """A candidate whose quote was typed: with the very letters of the text, and on the only line that has them."""
    if isinstance(document, Fault):
        return candidate
    located = located_in(document, candidate.quote, candidate.line, registry)
    is_elsewhere = located.place is Place.MOVED and located.occurrences == 1 and located.status is not Evidence.ALTERED
    if not is_elsewhere and (fault := quote_fault(located, candidate.line)):
        return Refused(fault)
    quote = located.found or candidate.quote
    return replace(candidate, quote=quote, line=located.line, text=candidate.text if candidate.text in quote else "")
