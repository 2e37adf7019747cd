"""Open a table, whatever it is: one that was ingested, or files that must be read first, with a registry's questions or with inferred ones."""

from decimal import Decimal
from pathlib import Path

import msgspec
from msgspec import Struct, field

from cstofacts.engines import EngineError, Session, open_session, reason_of
from cstofacts.language import both, count, joined, say
from cstofacts.model.problem import Problem
from cstofacts.stages import stage
from cstofacts.tables.columns import COLUMNS
from cstofacts.tables.files import files_of, unfinished
from cstofacts.tables.given import Given, given_of
from cstofacts.tables.infer import infer
from cstofacts.tables.ingest import Ingested, wanted_columns
from cstofacts.tables.parquet import KEYS, header_of, metadata_of
from cstofacts.tables.rows import json_header
from cstofacts.tables.vocabulary import FORMAT, Vocabulary, digest_of, read_vocabulary, vocabulary_from
from cstofacts.values.base import DEFAULT_TOLERANCE

_FORMAT, _VOCABULARY, _COUNTS = KEYS


class Asked(Struct, frozen=True):
    """What a user asks for: the files, the engine and its memory limit, and how columns are called.

    `folder` is the registry's, or None to infer the properties; `tolerance` what "about" means where they do not say.
    """

    patterns: tuple[str, ...]
    engine: str = "duckdb"
    limit: str = ""
    columns: dict[str, str] = field(default_factory=dict)
    folder: Path | None = None
    tolerance: Decimal = DEFAULT_TOLERANCE


class Opened(Struct):
    """A table ready to be compared: the session, what its rows speak of, what could not be read, and what is to be said of it."""

    session: Session
    vocabulary: Vocabulary
    ingested: Ingested
    notes: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


class Unusable(Exception):  # noqa: N818 (it says what the table is)
    """Why no table can be opened: there is no file, or none that can be used."""

    def __init__(self, message: str, problems: list[Problem] | None = None) -> None:
        """Say why, with the problems that say more."""
        super().__init__(message)
        self.problems = problems or []


def open_table(asked: Asked, *, once: bool = False) -> Opened:
    """The table, ingested if need be; `once` says that it is read only once.

    Raises Unusable, ImportError when the engine is not installed, EngineError when it does not start, and ValueError for a limit that is none.
    """
    paths = files_of(list(asked.patterns))
    for folder in unfinished(list(asked.patterns)):
        raise Unusable(say("{folder} is not whole: its writer was stopped, or is still at work", folder=folder))
    if not paths:
        raise Unusable(say("no file is called {pattern}", pattern=joined(list(asked.patterns))))
    kept = _kept_by_all(paths)
    with stage(say("starting {engine} …", engine=asked.engine)):
        session = open_session(asked.engine, asked.limit)
    try:
        if kept is None:
            return _read(session, asked, paths, once=once)
        vocabulary, counts = kept
        if asked.folder is not None and asked.folder.is_dir() and vocabulary.digest and digest_of(asked.folder, asked.tolerance) != vocabulary.digest:
            opened = _read(session, asked, paths, once=once)
            opened.notes.insert(0, say("properties or entities have changed since this table was ingested: it was ingested again, for this run"))
            opened.ingested.unread += counts.unread
            return opened
        session.load(paths)
        return Opened(session, vocabulary, counts)
    except session.errors as error:
        session.close()
        raise EngineError(reason_of(error)) from error
    except BaseException:
        session.close()
        raise


def metadata_for(opened: Opened) -> dict[str, str]:
    """What is kept with an ingested table."""
    counts = Ingested(opened.ingested.unread, opened.ingested.superseded, opened.ingested.references)
    return {_FORMAT: str(FORMAT), _VOCABULARY: opened.vocabulary.dumped(), _COUNTS: msgspec.json.encode(counts).decode()}


def _kept_by_all(paths: list[str]) -> tuple[Vocabulary, Ingested] | None:
    """The vocabulary and the counts that ingested files have kept, when all are such and keep the same."""
    if not all(Path(path).suffix.lower() in (".parquet", ".pq") for path in paths):
        return None
    kept = [metadata_of(path) for path in paths]
    if not all(one.get(_FORMAT) == str(FORMAT) and one.get(_VOCABULARY) == kept[0].get(_VOCABULARY) for one in kept):
        return None
    try:
        vocabulary, counts = vocabulary_from(kept[0][_VOCABULARY]), [msgspec.json.decode(one[_COUNTS], type=Ingested) for one in kept]
    except (msgspec.DecodeError, KeyError):  # another version of the program wrote it
        return None
    total = Ingested(sum(one.unread for one in counts), sum(one.superseded for one in counts), sum(one.references for one in counts))
    return vocabulary, total


def _read(session: Session, asked: Asked, paths: list[str], *, once: bool) -> Opened:
    """Read files and ingest them."""
    vocabulary, problems = read_vocabulary(asked.folder, asked.tolerance) if asked.folder is not None else (Vocabulary({}), [])
    reading = say("reading {files} …", files=" ".join(asked.patterns))
    with stage(reading):
        given = given_of(paths, asked.columns, wanted_columns(vocabulary, asked.columns), {"jsonl": json_header, "parquet": header_of})
    if not given.files:
        raise Unusable(say("nothing could be read"), [*problems, *given.problems])
    with stage(reading):
        session.stage(given)
    notes = _notes(given)
    if asked.folder is None:
        narrowing = tuple(name for name in given.columns if name in ("qualifiers", "as_of", "phase") or name not in COLUMNS)
        with stage(say("inferring the properties …")):
            vocabulary, lines = infer(session.distinct(("property", "value")), session.distinct(("property", *narrowing)), narrowing)
        notes += lines
    with stage(say("working out the values …"), "value"):
        ingested = session.ingest(vocabulary)
    if not once:
        with stage(say("putting the claims together …")):
            session.keep()
    notes += _asides(ingested)
    return Opened(session, vocabulary, ingested, notes, [*problems, *given.problems])


def _notes(given: Given) -> list[str]:
    """What is left unread of the files, in a sentence."""
    return [say("columns that are not read: {columns}", columns=joined(list(given.unused)))] if given.unused else []


def _asides(ingested: Ingested) -> list[str]:
    """Which rows take no part, and which names stand for themselves."""
    told = (
        (both("{n} superseded claim takes no part", "{n} superseded claims take no part"), ingested.superseded),
        (both("{n} claim of a reference takes no part", "{n} claims of references take no part"), ingested.references),
    )
    notes = [count(*words, number) for words, number in told if number]
    if ingested.unknown:
        first = joined(ingested.unknown_names) + (", …" if ingested.unknown > len(ingested.unknown_names) else "")
        own = both("{n} name is in no registry and stands for itself: {first}", "{n} names are in no registry and stand for themselves: {first}")
        notes.append(count(*own, ingested.unknown, first=first))
    return notes
