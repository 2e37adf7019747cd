"""The grades that a registry gives in the Admiralty system, in words: of a source or body a letter, of one piece of information a figure.

They are the desk's own and are only shown; nothing is computed from them.
"""

from cstofacts.language import joined, marked, say
from cstofacts.model.claim import Claim
from cstofacts.model.registry import Registry

_RELIABILITY = {
    "A": marked("completely reliable"),
    "B": marked("usually reliable"),
    "C": marked("fairly reliable"),
    "D": marked("not usually reliable"),
    "E": marked("unreliable"),
    "F": marked("reliability cannot be judged"),
}
_CREDIBILITY = {
    "1": marked("confirmed by others"),
    "2": marked("probably true"),
    "3": marked("possibly true"),
    "4": marked("doubtful"),
    "5": marked("improbable"),
    "6": marked("truth cannot be judged"),
}


def reliability_of(body: str, registry: Registry) -> str:
    """The grade of a source or entity, or nothing."""
    known = registry.sources.get(body) or registry.entities.get(body)
    return known.reliability if known else ""


def reliability_words(grade: str) -> str:
    """A grade of a source or body with what it means: `B, usually reliable`."""
    return joined([grade, say(_RELIABILITY[grade])])


def credibility_words(grade: str) -> str:
    """A grade of information with what it means: `2, probably true`."""
    return joined([grade, say(_CREDIBILITY[grade])])


def graded_words(claim: Claim, registry: Registry) -> str:
    """The grades of a claim's information, its source and its origin, as far as there are any."""
    bodies = [body for body in dict.fromkeys((claim.source, claim.origin)) if reliability_of(body, registry)]
    words = [f"{registry.name(body)}: {reliability_words(reliability_of(body, registry))}" for body in bodies]
    told = [say("information {grade}", grade=credibility_words(claim.credibility))] if claim.credibility else []
    return say("; ").join([*told, *words])
