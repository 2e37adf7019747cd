"""Compare two states of a registry: what came, went and changed, which verdicts are no longer what they were, and why.

Where something stands in a file, and in which order, is no difference. A claim is the same thing as before when it says the same, has the same id, or
quotes the same words of the same source.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from itertools import chain
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from cstofacts.model.candidate import Candidate
from cstofacts.model.change import Changed, Difference, FindingChange
from cstofacts.model.claim import Claim, Source
from cstofacts.model.finding import Finding
from cstofacts.model.registry import Entity, Property, Registry
from cstofacts.reconcile import reconcile
from cstofacts.reconcile.causes import Weighty, causes_of, weighty
from cstofacts.reconcile.findings import rank_of
from cstofacts.reconcile.ignores import ignored
from cstofacts.reconcile.settlements import content_of
from cstofacts.reconcile.verdicts import verdict_of

Record = TypeVar("Record", bound=Struct)

# What only says where a thing stands, or what the words of a text may mean by it: no verdict and no reader depends on it.
_ASIDE = frozenset({"id", "location", "words", "of"})

_FIELDS_OF_A_CLAIM = (
    "source",
    "subject",
    "property",
    "value",
    "text",
    "quote",
    "line",
    "qualifiers",
    "attribution",
    "certainty",
    "note",
    "superseded",
    "replaces",
)


def difference(before: Registry, after: Registry) -> Difference:
    """All that differs between two states of a registry; the same for the same two, in whatever order their files are."""
    claims = changed_claims(_claims(before), _claims(after))
    sources = _changed(before.sources, after.sources, Source)
    properties = _changed(before.properties, after.properties, Property)
    entities = _changed(before.entities, after.entities, Entity)
    decisions = _changed({each.id: each for each in before.decisions}, {each.id: each for each in after.decisions})
    findings = _changed_findings(before, after, weighty(claims, sources, properties, entities, decisions))
    return Difference(claims, sources, properties, entities, decisions, findings, _counts_of_candidates(before.candidates, after.candidates))


def _findings(registry: Registry) -> list[Finding]:
    """The findings of a registry, each with the comments that ignore it."""
    findings = reconcile(registry)
    return ignored(registry, findings, with_texts=False)[1] if registry.ignores else findings


def _claims(registry: Registry) -> list[Claim]:
    return [*registry.recorded, *registry.superseded]


def _changed(before: Mapping[str, Record], after: Mapping[str, Record], kind: type[Record] | None = None) -> tuple[Changed[Record], ...]:
    """What came, went and changed of things that have ids; without a kind they are never changed, only others."""
    fields = [name for name in kind.__struct_fields__ if name not in _ASIDE] if kind else []
    found = []
    for id in sorted(before.keys() | after.keys()):
        old, new = before.get(id), after.get(id)
        differing = tuple(name for name in fields if old and new and _unordered(old, name) != _unordered(new, name))
        if old is None or new is None or differing:
            found.append(Changed(id, old, new, differing))
    return tuple(found)


# Lists of which the order says nothing.
_UNORDERED = frozenset({"separators", "spellings"})


def _unordered(thing: Struct, name: str) -> object:
    value = getattr(thing, name)
    return frozenset(value) if name in _UNORDERED else value


def changed_claims(before: Iterable[Claim], after: Iterable[Claim]) -> tuple[Changed[Claim], ...]:
    """The claims that came, went and changed, in the order of their sources and lines."""
    pairs, gone, come = _paired(list(before), list(after))
    changed = [Changed(new.id, old, new, fields) for old, new in pairs if (fields := _differing(old, new))]
    everything = [*changed, *(Changed(old.id, old, None) for old in gone), *(Changed(new.id, None, new) for new in come)]
    return tuple(sorted(everything, key=_place))


def _place(change: Changed[Claim]) -> tuple[str, int, str]:
    claim = change.after or change.before
    return (claim.source, claim.line, claim.id) if claim else ("", 0, change.id)


def _differing(old: Claim, new: Claim) -> tuple[str, ...]:
    """The fields in which two states of one claim differ; a value by its canonical form, and an id unless it was made from the rest."""
    fields = [name for name in _FIELDS_OF_A_CLAIM if _comparable(old, name) != _comparable(new, name)]
    if all(claim.text == claim.quote for claim in (old, new)):  # the value as written is the whole quote: one change, not two
        fields = [name for name in fields if name != "text"]
    renamed = old.id != new.id and not (_is_made(old) and _is_made(new))
    return (*fields, *(["id"] if renamed else []))


def _comparable(claim: Claim, name: str) -> object:
    return str(claim.value) if name == "value" else getattr(claim, name)


_DIGITS = 8


def _is_made(claim: Claim) -> bool:
    """Whether the id looks like one that was made from what the claim says, since nobody named it."""
    made = claim.id.removeprefix(f"{claim.source}-").partition("~")[0]
    return len(made) == _DIGITS and set(made) <= set("0123456789abcdef")


# What makes two claims one and the same, the surest sign first.
_SIGNS: tuple[Callable[[Claim], Hashable], ...] = (
    lambda claim: (claim.id, content_of(claim)),
    content_of,
    lambda claim: claim.id,
    lambda claim: (claim.source, claim.quote, claim.subject, claim.property),
    lambda claim: (claim.source, claim.quote),
    lambda claim: (claim.source, claim.subject, claim.property, str(claim.value)),
)


def _paired(before: list[Claim], after: list[Claim]) -> tuple[list[tuple[Claim, Claim]], list[Claim], list[Claim]]:
    """The claims that were there both times, those that went, and those that came."""
    pairs: list[tuple[Claim, Claim]] = []
    gone, come = sorted(before, key=_order), sorted(after, key=_order)
    for sign in _SIGNS:
        waiting: dict[Hashable, list[Claim]] = defaultdict(list)
        for claim in reversed(come):
            waiting[sign(claim)].append(claim)
        left = []
        for old in gone:
            alike = waiting.get(sign(old))
            if alike:
                pairs.append((old, alike.pop()))
            else:
                left.append(old)
        gone, come = left, sorted(chain.from_iterable(waiting.values()), key=_order)
        if not gone or not come:
            break
    return pairs, gone, come


def _order(claim: Claim) -> tuple[str, int, str]:
    return claim.source, claim.line, claim.id


def _counts_of_candidates(before: Iterable[Candidate], after: Iterable[Candidate]) -> tuple[int, int]:
    """How many candidates came, and how many went."""
    old, new = (Counter(repr(replace(candidate, location=None)) for candidate in each) for each in (before, after))
    return (new - old).total(), (old - new).total()


def _changed_findings(before: Registry, after: Registry, moved: Weighty) -> tuple[FindingChange, ...]:
    """The findings whose verdict changed, the worst first."""
    old, new = ({finding.id: finding for finding in _findings(registry)} for registry in (before, after))
    counting = _counting(before, after)
    found = []
    for id in sorted(old.keys() | new.keys()):
        was, now = old.get(id), new.get(id)
        if was is None or now is None or verdict_of(was) != verdict_of(now):
            found.append(FindingChange(was, now, causes_of(was, now, moved, counting)))
    return tuple(sorted(found, key=lambda change: rank_of(change.finding)))


def _counting(*registries: Registry) -> dict[str, list[str]]:
    """For each property those that count its members, in any of the states."""
    pairs = {(property.counts, id) for registry in registries for id, property in registry.properties.items() if property.counts}
    found: dict[str, list[str]] = defaultdict(list)
    for counted, id in sorted(pairs):
        found[counted].append(id)
    return found
