"""Whether a value of a draft answers the question that was proposed for it, so surely that the registry may confirm or contradict it.

One false contradiction costs more than ten missed ones, so whatever leaves a way out is a doubt. `DOUBTS` stand against both: the sentence does not
say what it speaks of, names something else that no claim about the subject knows, denies anything, or speaks of a time of which no source speaks.
`DOUBTS_OF_DIFFERENCE` stand against a contradiction alone: words beside the value that nothing explains, a scope that sources tell apart and the
draft does not state, a place within which it may hold. Each rule gives its reason in words, or nothing.
"""

import re
from collections.abc import Callable

from cstofacts.drafts.context import Context
from cstofacts.evidence.document import WORD
from cstofacts.extract.cues import word_set
from cstofacts.extract.stems import ENTITY
from cstofacts.language import joined, named, say
from cstofacts.model.registry import Behaviour
from cstofacts.spelling import ascii_digits, fold
from cstofacts.values import date as dates
from cstofacts.values.base import Fault
from cstofacts.values.set import OPEN

# How surely the words near a value must point at the property, and those of its sentence at the subject: phrases of the registry's own words do,
# parts of a label and names of the sentence before do not.
SURE_OF_PROPERTY = 0.84
SURE_OF_SUBJECT = 0.88

# Words by which a sentence calls something untrue, or adds to what was said before.
_UNTRUE = word_set(
    """
    false falsely wrong wrongly untrue incorrect incorrectly mistakenly rumour rumours rumor rumors myth
    كاذب كاذبة خاطئ خاطئة زائف زائفة شائعات شائعة الشائعات
    ложь ложью ложны неверно ошибочно слухи миф
    """
)
_ADDING = word_set("also besides additionally further more أيضا كذلك إضافة بالإضافة علاوة также ещё дополнительно")


# Words by which a sentence compares with the value, reverses what the property says, or speaks of a part or a plan of it.
_OTHERWISE = word_set(
    """
    longer shorter fewer higher lower withdrew withdrawn received refused cancelled canceled returned aftershock aftershocks seriously women's junior
    semi-final draft protocol expected forecast estimated
    هزة ارتدادية الارتدادية تراجعت سحبت تلقت ألغيت أعيدت متوقع المتوقع
    больше меньше дольше отозвали получили отменили афтершок ожидается ожидалось
    """
)

_PLACE = "place"


def doubt_of(context: Context) -> str:
    """Why it is not sure that a value answers a question, so that nothing follows from it; or the empty text."""
    return next(filter(None, (doubt(context) for doubt in DOUBTS)), "")


def doubt_of_difference(context: Context) -> str:
    """Why a value that differs need not contradict, although it answers the question; or the empty text."""
    return next(filter(None, (doubt(context) for doubt in DOUBTS_OF_DIFFERENCE)), "")


def _subject(context: Context) -> str:
    if context.asked.certainty >= SURE_OF_SUBJECT:
        return ""
    return say("its sentence does not say that it speaks of {subject}", subject=context.registry.name(context.asked.subject))


def _rivals(context: Context) -> str:
    rivals = [context.shown(name) for name in context.proposal.others if not _is_known(name, context)]
    return say("it may speak of {names}", names=say(" or ").join(rivals)) if rivals else ""


def _is_known(name: str, context: Context) -> bool:
    """Whether a name is the subject, a part or whole of it, or one of another kind of which the claims about it speak."""
    subject, id = context.asked.subject, name.removeprefix(ENTITY)
    own, other = context.registry.entities[subject], context.registry.entities.get(id)
    if other is None or not name.startswith(ENTITY):
        return False
    if id == subject or id in own.ref.within or subject in other.ref.within:
        return True
    return other.ref.kind != own.ref.kind and (id in context.names.spoken_of.get(subject, ()) or id in context.names.named_in.get(subject, ()))


def _together(context: Context) -> str:
    """One of several who are listed: what follows may be said of all of them together."""
    lists = (proposal.candidate.value for proposal in context.beside if not isinstance(proposal.candidate.value, str))
    members = next(([member for member in members if member != OPEN] for members in lists if context.asked.subject in members), [])
    return say("it may be that of {names} together", names=say(" and ").join(map(context.registry.name, members))) if members else ""


def _denied(context: Context) -> str:
    denied = context.proposal.doubted or _word_of(context, _UNTRUE)
    return say("its sentence denies something ({words})", words=denied) if denied else ""


def _time(context: Context) -> str:
    others = context.proposal.dates
    return "" if not others or _is_of_their_time(context) else say("no source speaks of that time ({dates})", dates=joined(list(others)))


def _is_of_their_time(context: Context) -> bool:
    """Whether the one other date of a sentence is a time of which a source speaks."""
    stated = dates.parse(context.asked.qualifiers.get("as_of", ""))
    if context.property.behaviour is Behaviour.CONSTANT or isinstance(stated, Fault) or len(set(context.proposal.dates)) > 1:
        return False
    return any(claim.as_of is not None and dates.same_time(stated, claim.as_of) is not False for claim in context.answers)


def _year(context: Context) -> str:
    """A year in the sentence that is none of those of which claims about the subject speak: `the 2004 earthquake`."""
    place = context.proposal.sentence.start
    start, end = context.proposal.candidate.start - place, context.proposal.candidate.end - place
    written = set(_YEAR.findall(ascii_digits(f"{context.sentence[:start]} {context.sentence[end:]}")))
    strange = sorted(written - context.names.years.get(context.asked.subject, set()))
    return say("it may be that of {years}", years=joined(strange)) if strange else ""


_YEAR = re.compile(r"(?<![\d.,])(?:1[5-9]|20)\d\d(?![\d.,]\d|\d)")


def _otherwise(context: Context) -> str:
    """Words by which a sentence compares, reverses or takes a part: more than, withdrew, the aftershock."""
    unfulfilled = _UNFULFILLED.search(fold(context.sentence))
    word = unfulfilled[0] if unfulfilled else _word_of(context, _OTHERWISE)
    return say("its sentence says something else of it ({word})", word=word) if word else ""


_UNFULFILLED = re.compile(r"\b(?:was|were) to (?:be|have|\w+)\b|\b(?:would|should|could) have\b|كان(?:ت)? من المقرر|должн[аоы] был[аио]?")


def _noun(context: Context) -> str:
    """The noun of a figure, or the word right behind it, when nothing explains it: it is what is counted."""
    candidate = context.proposal.candidate
    if candidate.type != "number":
        return ""
    behind = context.sentence[candidate.end - context.proposal.sentence.start :]
    word = WORD.findall(candidate.quote)[-1] if candidate.text else next(iter(WORD.findall(behind)), "")
    return say("it counts something else ({word})", word=word) if word and word in context.asked.unexplained else ""


def _property(context: Context) -> str:
    return "" if context.asked.pointed >= SURE_OF_PROPERTY else say("whether it answers this question is not sure")


def _words(context: Context) -> str:
    unexplained = context.asked.unexplained
    return say("its clause says more ({words})", words=joined(list(unexplained))) if unexplained else ""


def _listed(context: Context) -> str:
    """A figure that is the number of the members of a list in its sentence counts them."""
    lists = [proposal.candidate.value for proposal in context.beside if not isinstance(proposal.candidate.value, str)]
    counted = {str(sum(member != OPEN for member in members)) for members in lists}
    return say("it may count the list beside it") if context.proposal.candidate.value in counted else ""


def _added(context: Context) -> str:
    word = _word_of(context, _ADDING)
    return say("it may come on top of others ({word})", word=word) if word else ""


def _within_a_place(context: Context) -> str:
    places = [context.shown(name) for name in context.proposal.others if _narrows(name, context)]
    return say("it may be that of {names} alone", names=say(" or ").join(places)) if places else ""


def _narrows(name: str, context: Context) -> bool:
    """Whether a name is a place within which a value may hold, of a property that does not tell places apart."""
    id, asked = name.removeprefix(ENTITY), context.asked
    entity = context.registry.entities.get(id)
    if entity is None or entity.ref.kind != _PLACE or _PLACE in context.property.separators:
        return False
    return id != asked.subject and not any(id in context.names.named_in.get(of, ()) for of in (asked.subject, *asked.qualifiers.values()))


def _scope(context: Context) -> str:
    """What sources tell apart, and the draft does not."""
    values = {name: {claim.qualifiers.get(name) for claim in context.answers} - {None} for name in context.property.separators}
    apart = [named("qualifier", name) for name, told in values.items() if len(told) > 1 and name not in context.asked.qualifiers]
    return say("it does not say of which {qualifiers}, and sources tell them apart", qualifiers=say(" and ").join(apart)) if apart else ""


def _elsewhere(context: Context) -> str:
    """Another question about the same subject, to which a source gives this very value."""
    asked, registry = context.asked, context.registry
    same = (
        claim.property
        for claim in registry.claims
        if claim.subject == asked.subject and claim.property != asked.property and str(claim.value) == context.proposal.candidate.value
    )
    found = next((other for other in same if registry.properties[other].type == context.property.type), "")
    return say("it is what a source gives for {property}", property=found) if found else ""


def _word_of(context: Context, words: frozenset[str]) -> str:
    return next((word for word in WORD.findall(context.sentence) if fold(word) in words), "")


Doubt = Callable[[Context], str]

DOUBTS: tuple[Doubt, ...] = (_subject, _rivals, _together, _denied, _time, _year, _otherwise, _noun)
DOUBTS_OF_DIFFERENCE: tuple[Doubt, ...] = (_property, _words, _listed, _added, _within_a_place, _scope, _elsewhere)
