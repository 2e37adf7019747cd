"""Hold a text that somebody is writing against a registry: what its sources confirm, contradict, or have never heard of."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from cstofacts.drafts.claims import PLAIN, claim_of, with_countries
from cstofacts.drafts.context import Context, names_of
from cstofacts.drafts.doubts import doubt_of, doubt_of_difference
from cstofacts.drafts.wholes import listed
from cstofacts.extract.candidates import extract
from cstofacts.extract.vocabulary import Vocabulary, vocabulary_of
from cstofacts.language import count, joined, marked, say
from cstofacts.model.claim import Claim
from cstofacts.model.draft import CheckedDraft, Held, Judged, Passage, Stand, Told
from cstofacts.model.extraction import Asked, Extracted, Proposal
from cstofacts.model.registry import Registry
from cstofacts.progress import followed
from cstofacts.reconcile.against import hold_against
from cstofacts.reconcile.positions import QuestionKey, by_question, question_of
from cstofacts.registry.entities import EntityTable
from cstofacts.values import TYPES
from cstofacts.values.base import Fault, Reading, Relation
from cstofacts.values.date import Date

# Questions that fit about as well as the best: what confirms one of them decides.
_ABOUT_AS_WELL = 0.12

_CHECKING = marked("checking the draft")


def check_draft(name: str, text: str, registry: Registry, published: Date | None = None) -> CheckedDraft:
    """Every sentence of a draft, with what the registry tells about its values; its days are counted from `published`."""
    known = with_countries(registry)
    desk = _Desk(known, vocabulary_of(registry), text)
    return CheckedDraft(name, tuple(desk.passages(extract(text, desk.vocabulary, published))))


class _Desk:
    """A registry ready to be asked about one draft: its vocabulary, its claims by the question that they answer, and the names that they know."""

    def __init__(self, registry: Registry, vocabulary: Vocabulary, text: str) -> None:
        self.registry, self.vocabulary, self.text = registry, vocabulary, text
        self.claims: dict[QuestionKey, list[Claim]] = by_question(registry)
        self.names = names_of(registry, vocabulary)
        self.resolve = EntityTable(registry.entities).resolve

    def reading(self, id: str) -> Reading:
        """How the values of a property are read."""
        property = self.registry.properties[id]
        return Reading(self.resolve, property.tolerance, property.members)

    def passages(self, read: Extracted) -> Iterator[Passage]:
        by_sentence: dict[int, list[Proposal]] = defaultdict(list)
        for proposal in read.proposals:
            by_sentence[proposal.sentence.start].append(proposal)
        for sentence in followed(_CHECKING, read.sentences):
            proposals = by_sentence[sentence.start]
            judged = [self.judge(proposal, proposals) for proposal in proposals]
            unread = [f"{one.why}  «{one.text}»" for one in read.unread if sentence.start <= one.start < sentence.end]
            yield Passage(self.text[sentence.start : sentence.end], sentence.line, tuple(_told(judged)), tuple(unread))

    def judge(self, proposal: Proposal, beside: Sequence[Proposal]) -> Judged:
        """What the registry tells about one value: by the question that fits best, unless one that fits about as well decides otherwise."""
        if proposal.denied:
            return self._judged(proposal, Told.UNCLEAR, say("its clause denies something ({words}), which is not judged", words=proposal.denied))
        if not proposal.questions:
            return self._judged(proposal, Told.UNHEARD, say("no question of the registry fits"))
        best = proposal.questions[0]
        first, *rest = (self._tried(proposal, one, beside) for one in proposal.questions if one.score >= best.score - _ABOUT_AS_WELL)
        confirmed = next((judged for judged in rest if judged.told in (Told.CONFIRMED, Told.DISPUTED)), None)
        if confirmed is None or first.told in (Told.CONFIRMED, Told.DISPUTED):
            return first
        if first.told is Told.CONTRADICTED:
            why = say("it differs, but it may answer another question: {question}", question=confirmed.question)
            return replace(first, told=Told.UNCLEAR, why=why)
        return confirmed

    def _tried(self, proposal: Proposal, asked: Asked, beside: Sequence[Proposal]) -> Judged:
        claim = claim_of(proposal, listed(proposal, self.text), asked, self.reading(asked.property))
        question = self.registry.asked(asked.subject, asked.property)
        if isinstance(claim, Fault):
            return self._judged(proposal, Told.UNCLEAR, claim.message, question)
        others = self.claims.get(question_of(claim, self.registry.properties), [])
        if not others:
            return self._judged(proposal, Told.UNHEARD, say("no source answers it"), question)
        held = tuple(hold_against(self.registry, replace(claim, source=say("the draft")), others))
        sentence = self.text[proposal.sentence.start : proposal.sentence.end]
        context = Context(self.registry, self.names, proposal, asked, others, sentence, beside)
        doubt = doubt_of(context)
        told, why = _doubted(held, doubt) if doubt else _verdict(held, doubt_of_difference(context))
        return self._judged(proposal, told, why, question, held)

    def _judged(self, proposal: Proposal, told: Told, why: str, question: str = "", held: Sequence[Held] = ()) -> Judged:
        return Judged(proposal.candidate, self._shown(proposal), told, why, question, tuple(held))

    def _shown(self, proposal: Proposal) -> str:
        written, type = proposal.candidate.value, TYPES[proposal.candidate.type]
        if not isinstance(written, str):
            return joined([self.registry.name(member) for member in written])
        value = type.parse(written, PLAIN)
        return written if isinstance(value, Fault) else type.words(value, self.registry.name)


def _doubted(held: Sequence[Held], doubt: str) -> tuple[Told, str]:
    """What is told where it is in doubt that the value answers the question: nothing follows, but it is said what would."""
    same = sorted({source for one in held if one.stand is Stand.CONFIRMS for source in one.side.sources})
    if same:
        why = count("{sources} says the same, but {doubt}", "{sources} say the same, but {doubt}", len(same), sources=joined(same), doubt=doubt)
        return Told.UNCLEAR, why
    return Told.UNCLEAR, _differs(doubt) if any(one.stand is Stand.CONTRADICTS for one in held) else doubt


def _differs(doubt: str) -> str:
    return say("it differs, but {doubt}", doubt=doubt)


def _verdict(held: Sequence[Held], difference: str) -> tuple[Told, str]:
    """What all positions together tell of a value that answers the question; `difference` is why one that differs need not contradict."""
    stands = {one.stand for one in held}
    if Stand.CONFIRMS in stands:
        return (Told.DISPUTED, say("sources differ")) if Stand.CONTRADICTS in stands else (Told.CONFIRMED, "")
    if Stand.CONTRADICTS in stands:
        return (Told.UNCLEAR, _differs(difference)) if difference else (Told.CONTRADICTED, "")
    if Stand.FITS in stands:
        return Told.FITS, say("nothing speaks against it, and nothing confirms it")
    return Told.UNCLEAR, _apart(held[0])


def _apart(held: Held) -> str:
    """Why a position cannot be held against a claim: what sets the two apart, or the datum that is missing."""
    if held.relation is Relation.NOT_COMPARABLE:
        return next(step.words for step in held.explanation if step.name == "separators")
    return held.explanation[-1].words


def _told(judged: Sequence[Judged]) -> Iterator[Judged]:
    """What is worth telling of a sentence: a date that answers nothing only dates the rest of it."""
    for one in judged:
        if one.candidate.type != "date" or one.told is not Told.UNHEARD or len(judged) == 1:
            yield one
