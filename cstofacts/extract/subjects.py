"""subjects: which entity a sentence speaks of, among those of which a property may be asked.

It is named in the sentence, or words point at it, or either holds for what stands before the sentence, or no other entity is asked so. A part is
meant rather than its whole when both are pointed at: `70 soldiers from Armenia` speaks of the Armenian contingent of the mission.
"""

from msgspec import Struct

from cstofacts.extract.setting import Near, Setting, nearness, strength
from cstofacts.extract.stems import ENTITY, Token, telling
from cstofacts.extract.vocabulary import Vocabulary
from cstofacts.model.registry import Property

NAMED = 0.85
"""From here on a sentence, or what stands right before it, says what it speaks of."""

_POINTED, _EARLIER, _ONLY = 0.9, 0.87, 0.6
_POINTED_AT_MOST = 0.99
_MOST_OF_A_NAME = 0.6

# Enough to tell two subjects of one sentence apart by which stands nearer, too little to outweigh that one is named and the other is not.
_BY_NEARNESS = 0.1


class Meant(Struct, frozen=True):
    """An entity that a sentence may speak of: how surely (0 to 1), and why."""

    id: str
    certainty: float
    why: str


def subjects_of(property: Property, place: tuple[int, int], setting: Setting, vocabulary: Vocabulary) -> list[Meant]:
    """The entities of which a property may be asked here, the surest first."""
    asked = vocabulary.subjects[property.id]
    found = [meant for id in asked or _mentioned(setting, vocabulary) if (meant := _meant(id, place, setting, vocabulary))]
    if not found and len(asked) == 1:
        found = [Meant(asked[0], _ONLY, "no other subject is asked so")]
    wholes = {whole for meant in found if meant.certainty > _EARLIER for whole in vocabulary.registry.entities[meant.id].ref.within}
    return sorted(found, key=lambda meant: (meant.id in wholes, -meant.certainty, meant.id))


def _mentioned(setting: Setting, vocabulary: Vocabulary) -> list[str]:
    """Every entity of the registry that is named or pointed at, but for the members of a list; places and people last."""
    inside = [token for token in setting.tokens if any(low <= token.start and token.end <= high for low, high in setting.values)]
    members = {token.stem for token in inside}
    pointed = [id for id, hints in vocabulary.hints.items() if any(strength(hint, setting.near, vocabulary.rarity)[0] for hint in hints)]
    named = [stem.removeprefix(ENTITY) for stem in (*setting.near, *setting.earlier) if stem.startswith(ENTITY) and stem not in members]
    known = [id for id in dict.fromkeys((*named, *pointed)) if id in vocabulary.registry.entities]
    others = [id for id in known if vocabulary.registry.entities[id].ref.kind not in _SELDOM]
    return others or known


_SELDOM = frozenset({"office", "person", "place", "population", "role", "unnamed"})


def _meant(id: str, place: tuple[int, int], setting: Setting, vocabulary: Vocabulary) -> Meant | None:
    name = vocabulary.registry.name(id)
    certainty, tokens = named(id, setting.near, vocabulary)
    if certainty and not _points_nowhere(id, tokens, setting, vocabulary):
        weight = 1 - _BY_NEARNESS + _BY_NEARNESS * nearness(tokens, place, setting)
        return Meant(id, certainty * weight, f"names {name}" if certainty == 1 else f"points at {name}")
    certainty = max(certainty, named(id, setting.earlier, vocabulary)[0])
    return Meant(id, _EARLIER * certainty, f"{name} is named before it") if certainty >= _POINTED else None


def _points_nowhere(id: str, tokens: list[Token], setting: Setting, vocabulary: Vocabulary) -> bool:
    """Whether one common noun (`the treaty`, `المنظمة`) stands for a body or a thing that the text has not named, nor its whole beside it."""
    ref = vocabulary.registry.entities[id].ref
    if ref.kind in _POINTED_AT or ENTITY + id in setting.earlier or any(ENTITY + whole in setting.near for whole in ref.within):
        return False
    return not any(token.stem == ENTITY + id for token in tokens) and len(telling(token.stem for token in tokens)) <= 1


# What texts rarely call by a name: of these a word is enough.
_POINTED_AT = frozenset({"event", "population", "role"})


def named(id: str, near: Near, vocabulary: Vocabulary) -> tuple[float, list[Token]]:
    """How surely words mean an entity, and which: 1 when they name it, less when they only point at it, 0 when they do not."""
    if own := near.get(ENTITY + id):
        return 1.0, [one.token for one in own]
    best: tuple[float, list[Token]] = (0.0, [])
    for hint in vocabulary.hints.get(id, ()):
        share, tokens = strength(hint, near, vocabulary.rarity)
        if share >= _MOST_OF_A_NAME and share > best[0]:
            best = (min(share, _POINTED_AT_MOST), tokens)
    return best
