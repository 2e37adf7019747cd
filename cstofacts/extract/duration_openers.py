"""The words before a length of time that say how it bounds.

Within (`خلال`, `в течение`), for (`لمدة`, `after`), every (`كل`), at least (`не ранее чем через`).
"""

from cstofacts.extract.number_words import Words, same

Phrase = tuple[str, ...]


def _phrases(listed: str) -> tuple[Phrase, ...]:
    return tuple(tuple(same(phrase).split()) for phrase in listed.split("|"))


_WITHIN = _phrases(
    "خلال فترة | خلال مدة | خلال | في غضون | غضون | في ظرف | within the next | within | in the space of | inside | в течение | за "
    "| не позднее чем через | не позже чем через | не позднее , чем через | не позже , чем через"
)
_AT_LEAST = _phrases("не позднее чем за | не позже чем за | не ранее чем через | не раньше чем через | не позднее , чем за | не ранее , чем через")
_FOR = _phrases(
    "لمدة | لفترة | مدة | مدتها | مدته | طوال | طيلة | على مدى | على مدار | بعد | منذ | استمر | استمرت | استغرق | استغرقت | تستغرق | "
    "يستغرق | دام | دامت | for | after | lasted | lasting | lasts | took "
    "| через | спустя | на протяжении | длился | длилась"
)
_EVERY = _phrases("كل | every | each | каждый | каждую | каждые")
_ALL = {phrase: kind for kind, phrases in (("within", _WITHIN), ("at least", _AT_LEAST), ("for", _FOR), ("every", _EVERY)) for phrase in phrases}
_LONGEST = max(map(len, _ALL))


def opener(words: Words, first: int) -> tuple[str, int]:
    """The kind of the phrase that ends right before an index (within, for, every), and its first letter without a particle."""
    for length in range(_LONGEST, 0, -1):
        phrase = tuple(words.words[max(0, first - length) : first])
        bare = (phrase[0][1:], *phrase[1:]) if phrase and phrase[0][:1] in ("و", "ف") else phrase
        if len(phrase) == length and (kind := _ALL.get(phrase) or _ALL.get(bare)):
            return kind, words.starts[first - length] + (phrase not in _ALL)
    return "", -1
