"""The fields of a thing that changed, in words: what each is called, and from what to what."""

import unicodedata
from collections.abc import Iterable, Iterator

from cstofacts.language import joined, named, say
from cstofacts.model.change import Changed
from cstofacts.model.claim import Claim, Source
from cstofacts.model.decision import ChangeKind
from cstofacts.model.registry import Entity, Property, Registry
from cstofacts.reports.text import chain_words, qualifier_words
from cstofacts.values import TYPES
from cstofacts.values.base import EntityRef
from cstofacts.values.set import SetValue

# Fields that people know by another word than the program does; the others by their own.
_CALLED = {
    "attribution": "said by",
    "behaviour": "time",
    "by_entity": "part of",
    "is_reference": "reference",
    "part_of": "part of",
    "published_from": "date found by",
    "text": "written",
    "text_file": "file of the text",
    "text_sha256": "content of the text",
    "url": "URL",
}

# A digest says nothing to a reader: that the text is another one is all there is to say.
_UNTOLD = frozenset({"furniture", "text_sha256", "versions"})


def turned(before: str, after: str) -> str:
    """From one to the other; in words when either is right-to-left, since an arrow between two such would point the wrong way."""
    nothing = say("nothing")
    before, after = before or nothing, after or nothing
    return say("from {before} to {after}", before=before, after=after) if _is_right_to_left(before + after) else f"{before} → {after}"


def _is_right_to_left(text: str) -> bool:
    return not text.isascii() and any(unicodedata.bidirectional(character) in ("R", "AL") for character in text)


_States = tuple[Registry, Registry]
"""The registry before and after."""


def field_changes(change: "Changed[Claim] | Changed[Source] | Changed[Property] | Changed[Entity]", states: _States) -> Iterator[str]:
    """One phrase for each field that differs; nothing for what came or went."""
    if change.before is None or change.after is None:
        return
    for name in change.fields:
        yield from _field_change(name, change.before, change.after, states)


def _field_change(name: str, old: object, new: object, states: _States) -> Iterator[str]:
    called = named("column", _CALLED.get(name, name))
    was, now = getattr(old, name), getattr(new, name)
    if name in _UNTOLD:
        yield f"{called}: {named('change', ChangeKind.CHANGED)}"
    elif name == "qualifiers":
        yield from _qualifier_changes(was, now, states)
    elif isinstance(was, SetValue) and isinstance(now, SetValue):
        yield f"{called}: {say('; ').join(_member_changes(was, now, states))}"
    elif name in ("separators", "spellings"):
        yield f"{called}: {say('; ').join(_item_changes(was, now))}"
    elif name == "ref":
        yield from _ref_changes(was, now, states)
    elif isinstance(was, dict) and isinstance(now, dict):
        changed = [key for key in sorted(was.keys() | now.keys()) if was.get(key) != now.get(key)]
        yield from (f"{called} {key}: {turned(_plain_words(was.get(key)), _plain_words(now.get(key)))}" for key in changed)
    else:
        yield f"{called}: {turned(_words(name, old, states[0]), _words(name, new, states[1]))}"


def _qualifier_changes(was: dict[str, str], now: dict[str, str], states: _States) -> Iterator[str]:
    for name in sorted(was.keys() | now.keys()):
        if was.get(name) != now.get(name):
            old, new = (qualifier_words(name, each[name], state) if name in each else "" for each, state in zip((was, now), states, strict=True))
            yield f"{named('qualifier', name)}: {turned(old, new)}"


def _ref_changes(was: EntityRef, now: EntityRef, states: _States) -> Iterator[str]:
    if was.kind != now.kind:
        yield f"{named('column', 'kind')}: {turned(was.kind, now.kind)}"
    if was.within != now.within:
        yield f"{named('column', 'part of')}: {turned(_listed(was.within, states[0]), _listed(now.within, states[1]))}"


def _member_changes(was: SetValue, now: SetValue, states: _States) -> Iterator[str]:
    names = [[registry.name(member) for member in value.members] for value, registry in zip((was, now), states, strict=True)]
    yield from _item_changes(*names)
    if was.complete != now.complete:
        yield say("the list is whole") if now.complete else say("the list may go on")


def _item_changes(was: Iterable[str], now: Iterable[str]) -> Iterator[str]:
    if more := set(now) - set(was):
        yield say("now also {members}", members=joined(sorted(more)))
    if less := set(was) - set(now):
        yield say("no longer {members}", members=joined(sorted(less)))


def _listed(ids: Iterable[str], registry: Registry) -> str:
    return joined(sorted(registry.name(id) for id in ids))


def _words(name: str, thing: object, registry: Registry) -> str:
    """A field as people read it."""
    given = getattr(thing, name)
    if isinstance(thing, Claim) and name in ("attribution", "value"):
        return value_words(thing, registry) if name == "value" else chain_words(thing, registry)
    match name:
        case "subject" | "origin":
            return f"{registry.name(given)} ({given})" if registry.name(given) != given else str(given)
        case "certainty":
            return named("certainty", given)
        case "tolerance":
            return f"{(given * 100).normalize():f}%"
        case "quote" | "text" | "note" | "title":
            return f"«{given}»" if given else ""
        case _:
            return _plain_words(given)


def _plain_words(given: object) -> str:
    """A field of a kind that needs no name from the registry."""
    match given:
        case bool():
            return say("yes") if given else say("no")
        case dict():
            return "; ".join(f"{key}: {_plain_words(each)}" for key, each in sorted(given.items()))
        case tuple() | frozenset():
            return joined(sorted(map(str, given)) if isinstance(given, frozenset) else list(map(str, given)))
        case _:
            return str(given or "")


def value_words(claim: Claim, registry: Registry) -> str:
    """The value of a claim as people read it."""
    return TYPES[registry.properties[claim.property].type].words(claim.value, registry.name)
