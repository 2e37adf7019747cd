"""questions: which question of a registry a value in a sentence answers.

A question fits when words that point at its property stand near the value, its unit is that of the noun behind a figure, and its subject is named or
pointed at. Words are compared by their stems, other forms of a word by RapidFuzz on folded text; what stands nearer, tells more and is separated by
no other figure counts more. A property that no word can point at (`date`) is asked of the event that the sentence names. When nothing points at any
question, none is proposed: "no question fits" is an answer.
"""

from cstofacts.extract import counted
from cstofacts.extract.base import Found
from cstofacts.extract.setting import Setting, nearness, strength
from cstofacts.extract.subjects import NAMED, Meant, subjects_of
from cstofacts.extract.vocabulary import WORDS, Cue, Vocabulary
from cstofacts.model.extraction import Asked
from cstofacts.model.registry import Property

FITS = 0.5
"""The least score (0 to 1) at which a question is proposed; tried on the registry's own articles, each read without its own claims."""

_FURTHER, _MOST_FURTHER = 0.02, 0.08

# A noun alone says what is counted, not what for; the name of an event alone says what a date may be of.
_COUNTED, _WORDLESS = 0.7, 0.62


def propose(found: Found, setting: Setting, vocabulary: Vocabulary) -> list[Asked]:
    """The questions that a value may answer, best first; none when nothing points at any."""
    unit = counted.unit_of(setting.text, found.start, found.end) if found.type == "number" else ""
    fitting = [property for property in vocabulary.asked(found.type) if found.type != "number" or counted.fits(unit, property.unit)]
    proposed = [one for property in fitting for one in _about(property, found, unit, setting, vocabulary)]
    return sorted((one for one in proposed if one.score >= FITS), key=lambda one: (-one.score, one.property))


def _about(property: Property, found: Found, unit: str, setting: Setting, vocabulary: Vocabulary) -> list[Asked]:
    place = found.start, found.end
    pointed, said = _pointed(property, place, setting, vocabulary)
    if pointed < _COUNTED and counted.points_at(unit, property.unit):
        pointed, said = _COUNTED, f"unit of {property.id}: {property.unit}"
    if pointed < FITS:
        return []
    meant = subjects_of(property, place, setting, vocabulary)
    if said == _EVENT:
        meant = [one for one in meant if one.certainty >= NAMED]
    return [_proposed(property, pointed, said, one, first=one is meant[0]) for one in meant]


_EVENT = "the event is named"

_OWN = ("label", WORDS)


def _proposed(property: Property, pointed: float, said: str, meant: Meant, *, first: bool) -> Asked:
    """A question; of the subjects of one property only the first may come first."""
    score = pointed * meant.certainty if first else pointed * min(meant.certainty, _MOST_OF_OTHERS)
    return Asked(meant.id, property.id, score, pointed, meant.certainty, f"{said}; {meant.why}")


_MOST_OF_OTHERS = 0.75


def _pointed(property: Property, place: tuple[int, int], setting: Setting, vocabulary: Vocabulary) -> tuple[float, str]:
    """How surely the words around a value point at a property, and which do."""
    best, said, further = 0.0, "", set[str]()
    for cue in setting.cues.get(property.id, ()):
        score, stems = _strength(cue, place, setting, vocabulary)
        further |= stems
        if score > best:
            best, said = score, f"{cue.origin} of {property.id}: {cue.shown}"
    if best < FITS and not any(cue.origin in _OWN for cue in vocabulary.cues[property.id]):
        return _WORDLESS, _EVENT
    return min(1.0, best + min(_MOST_FURTHER, _FURTHER * max(0, len(further) - 1))), said


def _strength(cue: Cue, place: tuple[int, int], setting: Setting, vocabulary: Vocabulary) -> tuple[float, set[str]]:
    share, tokens = strength(cue, setting.near, vocabulary.rarity)
    return (share * nearness(tokens, place, setting), {token.stem for token in tokens}) if share else (0.0, set())
