"""The ids of a registry, for the shell to complete: kept by the content of its files, so that a Tab reads no YAML."""

from collections.abc import Iterable
from pathlib import Path

import msgspec

from cstofacts.answers import rests_on
from cstofacts.cache import key_of, open_cache
from cstofacts.contents import Contents


class Ids(msgspec.Struct, array_like=True):
    """The ids of each kind, in the order in which they are offered.

    `subjects` are those that any claim is about, and `speakers` those that are heard in one.
    """

    findings: list[str]
    claims: list[str]
    sources: list[str]
    subjects: list[str]
    properties: list[str]
    speakers: list[str]


def ids_of(folder: Path) -> Ids:
    """The ids in the registry of a folder; none when there is no registry."""
    contents = Contents(str(folder))
    rests_on(contents)
    kept = open_cache()
    key = key_of("ids", contents.state)
    try:
        return msgspec.msgpack.decode(kept.get(key) or b"", type=Ids)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        ids = _read(contents)
    try:
        kept.put(key, msgspec.msgpack.encode(ids))
    except UnicodeEncodeError:  # an id that is no Unicode is not kept
        return ids
    return ids


def _read(contents: Contents) -> Ids:
    from cstofacts.reconcile.positions import question_of  # nothing of this is needed for what is known already
    from cstofacts.registry import understand

    registry = understand(contents, open_cache())
    questions = {question_of(claim, registry.properties) for claim in registry.claims}
    return Ids(
        _ordered(map("/".join, questions)),
        _ordered(claim.id for claim in registry.recorded),
        _ordered(registry.sources),
        _ordered(claim.subject for claim in registry.claims),
        _ordered(registry.properties),
        _ordered({speaker for claim in registry.recorded for speaker in (claim.origin, *claim.attribution)} & registry.entities.keys()),
    )


def _ordered(ids: Iterable[str]) -> list[str]:
    return sorted(set(ids))
