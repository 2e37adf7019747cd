"""What ingested files have kept: what their rows speak of, what was left out of them, and whether several go together as they are."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePosixPath

import msgspec

from cstofacts.files import WHOLE
from cstofacts.tables.addresses import is_address
from cstofacts.tables.ingest import Ingested
from cstofacts.tables.lists import read_list
from cstofacts.tables.parquet import KEYS
from cstofacts.tables.vocabulary import FORMAT, Vocabulary, vocabulary_from
from cstofacts.values.base import Fault

_FORMAT, _VOCABULARY, _COUNTS = KEYS

Kept = dict[str, dict[str, str]]
"""By file the texts kept with it."""

Distinct = Callable[[tuple[str, ...]], Iterable[tuple[tuple[str, ...], int]]]


def kept_by(paths: list[str], look: Callable[[str], dict[str, str]]) -> Kept:
    """The texts kept with these files; those that are not called as Parquet are have none."""
    return {path: look(path) if Path(path).suffix.lower() in (".parquet", ".pq") else {} for path in paths}


def vocabulary_of(kept: Kept) -> Vocabulary | None:
    """What the rows speak of, when all files were ingested by this version and keep the same."""
    texts = {(one.get(_FORMAT), one.get(_VOCABULARY, "")) for one in kept.values()}
    if len(texts) != 1 or any(_counts(one) is None for one in kept.values()):
        return None
    format, vocabulary = texts.pop()
    try:
        return vocabulary_from(vocabulary) if format == str(FORMAT) else None
    except msgspec.DecodeError:  # another version of the program wrote it
        return None


def counts_of(kept: Kept) -> Ingested:
    """What was left out of these files when they were ingested."""
    total = Ingested()
    for counts in filter(None, map(_counts, kept.values())):
        total.add(counts)
        total.registry_problems = max(total.registry_problems, counts.registry_problems)
    return total


def _counts(kept: dict[str, str]) -> Ingested | None:
    try:
        return msgspec.json.decode(kept[_COUNTS], type=Ingested)
    except (msgspec.DecodeError, KeyError):
        return None


def tables_of(paths: list[str]) -> set[str]:
    """The tables that these files are: the parts of one that a cluster wrote are one."""
    return {_table_of(path) for path in paths}


def _table_of(path: str) -> str:
    if is_address(path):
        folder, _, name = path.rpartition("/")
        return folder if name.startswith("part-") else path
    parent = PurePosixPath(path).parent
    return str(parent) if Path(parent, WHOLE).is_file() else path


NAMING = ("attribution", "qualifiers")
"""The columns, beside the subject, in which there may be names that stand for themselves."""


def spelt_alike(distinct: Distinct, vocabulary: Vocabulary) -> bool:
    """Whether no two names of canonical rows that stand for themselves fold alike, as none do that were ingested together."""
    from cstofacts.spelling import fold

    first: dict[str, str] = {}
    names = (name for name in _names(distinct, is_open=not vocabulary.entities) if name not in vocabulary.entities)
    return all(first.setdefault(fold(name), name) == name for name in names)


def _names(distinct: Distinct, *, is_open: bool) -> Iterator[str]:
    """The names of canonical rows; those in qualifiers are known, but where there are no entities."""
    for (subject,), _ in distinct(("subject",)):
        yield subject
    for (attribution,), _ in distinct(("attribution",)):
        speakers = read_list(attribution)
        yield from () if isinstance(speakers, Fault) else speakers
    for (qualifiers,), _ in distinct(("qualifiers",)) if is_open else ():
        stated = msgspec.json.decode(qualifiers or "{}", type=dict[str, str])
        yield from (name for key, name in stated.items() if key not in ("as_of", "phase"))
