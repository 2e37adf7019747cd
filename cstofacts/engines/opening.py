"""Open a table, whatever it is: one that was ingested, or files that must be read first, with a registry's questions or with inferred ones."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct, field

from cstofacts.engines import ENGINES, Addresses, EngineError, ReadsAddresses, Session, open_session, reason_of
from cstofacts.language import both, count, joined, say
from cstofacts.model.problem import Problem
from cstofacts.stages import stage
from cstofacts.tables.addresses import is_address, path_of
from cstofacts.tables.columns import COLUMNS, REQUIRED
from cstofacts.tables.files import beginning_of, files_of, unfinished
from cstofacts.tables.given import Given, given_of, unknown_column
from cstofacts.tables.infer import infer
from cstofacts.tables.ingest import Ingested, wanted_columns
from cstofacts.tables.kept import NAMING, counts_of, kept_by, spelt_alike, tables_of, vocabulary_of
from cstofacts.tables.parquet import KEYS, header_of, metadata_of
from cstofacts.tables.rows import json_header
from cstofacts.tables.vocabulary import FORMAT, Vocabulary, digest_of, read_vocabulary
from cstofacts.values.base import DEFAULT_TOLERANCE

_FORMAT, _VOCABULARY, _COUNTS = KEYS


class Asked(Struct, frozen=True):
    """What a user asks for: the files, the engine and its memory limit, and how columns are called.

    `folder` is the registry's, or None to infer the properties, and `insists` says that one or the other was typed; `tolerance` is what "about" means
    where they do not say.
    """

    patterns: tuple[str, ...]
    engine: str = "duckdb"
    limit: str = ""
    columns: dict[str, str] = field(default_factory=dict)
    folder: Path | None = None
    tolerance: Decimal = DEFAULT_TOLERANCE
    insists: bool = False


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
    addresses = [pattern for pattern in asked.patterns if is_address(pattern)]
    if addresses and not ENGINES[asked.engine].reads_addresses:
        raise Unusable(_refused(addresses[0], asked.engine))
    local = [pattern for pattern in asked.patterns if pattern not in addresses]
    paths = _usable(files_of(local), unfinished(local), [] if addresses else local)
    with stage(say("starting {engine} …", engine=asked.engine)):
        session = open_session(asked.engine, asked.limit)
    try:
        if addresses:
            with stage(say("reading {files} …", files=" ".join(addresses))):
                paths += _usable(*_there(session).find(addresses), addresses)
        kept = kept_by(paths, _either(session, metadata_of, "texts"))
        vocabulary = vocabulary_of(kept)
        again = "" if vocabulary is None else _again(session, asked, paths, vocabulary)
        if vocabulary is None or again:
            opened = _read(session, asked, paths, counts_of(kept), once=once)
            opened.notes = [*filter(None, [again]), *opened.notes]
            return opened
        session.load(paths)
        counts = counts_of(kept)
        return Opened(session, vocabulary, counts, _earlier(counts))
    except session.errors as error:
        session.close()
        raise EngineError(reason_of(error)) from error
    except BaseException:
        session.close()
        raise


def _refused(address: str, engine: str) -> str:
    able = joined([name for name, one in ENGINES.items() if one.reads_addresses])
    refused = say("{address} is an address, and the engine {engine} takes nothing from the network", address=address, engine=engine)
    return f"{refused}: {say('copy the files here, or use {option} on a cluster', option=f'--engine {able}')}"


def _usable(paths: list[str], unfinished: list[str], patterns: list[str]) -> list[str]:
    """The files that patterns name; Unusable when there are none, or any is not whole."""
    for folder in unfinished:
        raise Unusable(say("{folder} is not whole: its writer was stopped, or is still at work", folder=folder))
    for folder in patterns:
        if not paths and Path(path_of(folder)).is_dir():
            raise Unusable(say("there is no table in the folder {folder}", folder=folder))
    if patterns and not paths:
        raise Unusable(say("no file is called {pattern}", pattern=joined(patterns)))
    return paths


def _there(session: Session) -> Addresses:
    if not isinstance(session, ReadsAddresses):
        raise TypeError(session)  # its line in ENGINES says otherwise
    return session.addresses


def _either(session: Session, here: Callable[[str], Any], there: str) -> Callable[[str], Any]:
    """How a file is looked into: on this machine, or by the engine when it is at an address."""
    return lambda path: getattr(_there(session), there)(path) if is_address(path) else here(path)


def look_into(session: Session, paths: list[str], chosen: dict[str, str], wanted: tuple[str, ...]) -> Given:
    """The files of these paths and addresses, with their columns."""
    headers = {"jsonl": _either(session, json_header, "header"), "parquet": _either(session, header_of, "header")}
    return given_of(paths, chosen, wanted, headers, read=_either(session, beginning_of, "beginning"))


def metadata_for(opened: Opened) -> dict[str, str]:
    """What is kept with an ingested table."""
    return {_FORMAT: str(FORMAT), _VOCABULARY: opened.vocabulary.dumped(), _COUNTS: msgspec.json.encode(opened.ingested.kept()).decode()}


def _again(session: Session, asked: Asked, paths: list[str], vocabulary: Vocabulary) -> str:
    """Why ingested files must be read again, or nothing."""
    if asked.folder is None:
        if asked.insists and vocabulary.digest:
            return say("this table was ingested with a registry: it was ingested again, for this run, and its properties inferred")
    elif not vocabulary.digest:
        if asked.insists:
            return say("the properties of this table were inferred: it was ingested again, for this run, with the registry")
    elif asked.folder.is_dir() and digest_of(asked.folder, asked.tolerance) != vocabulary.digest:
        return say("properties or entities have changed since this table was ingested: it was ingested again, for this run")
    if len(tables_of(paths)) > 1 and not _spelt_alike(session, paths, vocabulary):
        return say("these tables spell a name in several ways: they were ingested again, together, for this run")
    return ""


def _spelt_alike(session: Session, paths: list[str], vocabulary: Vocabulary) -> bool:
    """Whether every name that stands for itself is spelt alike in all of these ingested files."""
    with stage(say("reading {files} …", files=" ".join(paths))):
        session.stage(look_into(session, paths, {}, (*REQUIRED, *NAMING)))
        return spelt_alike(session.distinct, vocabulary)


def _read(session: Session, asked: Asked, paths: list[str], earlier: Ingested, *, once: bool) -> Opened:
    """Read files and ingest them; what an `earlier` ingest left out of any is counted too."""
    vocabulary, problems = read_vocabulary(asked.folder, asked.tolerance) if asked.folder is not None else (Vocabulary({}), [])
    if wrong := unknown_column(asked.columns, wanted_columns(vocabulary, {}), is_open=asked.folder is None):
        raise Unusable(wrong)
    reading = say("reading {files} …", files=" ".join(asked.patterns))
    with stage(reading):
        given = look_into(session, paths, asked.columns, wanted_columns(vocabulary, asked.columns))
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
    ingested.add(earlier)
    ingested.unread_files += len(given.problems)
    ingested.registry_problems = sum(problem.is_error for problem in problems)
    notes += _asides(ingested)
    return Opened(session, vocabulary, ingested, notes, [*problems, *given.problems])


def _notes(given: Given) -> list[str]:
    """What is left unread of the files, in a sentence."""
    return [say("columns that are not read: {columns}", columns=joined(list(given.unused)))] if given.unused else []


def _earlier(counts: Ingested) -> list[str]:
    """What could not be read when a table was ingested, but for its rows."""
    files = both("{n} file could not be read when this table was ingested", "{n} files could not be read when this table was ingested")
    faults = both("the registry had {n} problem when this table was ingested", "the registry had {n} problems when this table was ingested")
    told = ((files, counts.unread_files), (faults, counts.registry_problems))
    return [count(*words, number) for words, number in told if number]


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
