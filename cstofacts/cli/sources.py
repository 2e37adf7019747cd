"""What is said about a source on the command line: its id, its metadata, and the name of its text."""

import re
from pathlib import Path, PurePath

from cstofacts.cli.languages import is_language
from cstofacts.cli.registries import stop
from cstofacts.evidence.document import Document
from cstofacts.evidence.texts import WEB
from cstofacts.intake.new_source import language_of, title_of
from cstofacts.language import marked, say
from cstofacts.model.claim import Source
from cstofacts.model.registry import Registry
from cstofacts.registry.entities import EntityTable
from cstofacts.values import date as dates
from cstofacts.values.base import Fault

# The name of a file on every system, and a word in every shell.
_ID = re.compile(r"[A-Za-z0-9]([A-Za-z0-9._-]{0,62}[A-Za-z0-9])?")

# Files that a registry or a system keeps for itself.
_TAKEN = frozenset({"properties", "entities", "decisions", "con", "prn", "aux", "nul"})

_ORDER = ("title", "publisher", "language", "published", "origin", "url")


def check_id(id: str, registry: Registry) -> None:
    """Exit 2 when an id is none, is a known one in other letters or that of a claim, or when its file cannot be read."""
    if id.lower() in _TAKEN:
        stop(say("{id} is reserved, for a file of the registry or of the system: take another id for the source", id=repr(id)))
    if not _ID.fullmatch(id) or id.lower().endswith((".yaml", ".yml")):
        stop(say(_NO_ID, id=repr(id[:80])))
    if id not in registry.sources and any(id.lower() == claim.id.lower() for claim in (*registry.recorded, *registry.superseded)):
        stop(say("{id} is the id of a claim: take another one for the source", id=repr(id)))
    check_readable(id, registry)
    meant = next((known for known in registry.sources if known.lower() == id.lower()), id)
    if meant != id:
        stop(say("there is no source {id}, but one in other letters: did you mean {meant}?", id=repr(id), meant=repr(meant)))


_NO_ID = marked("{id} is no id for a source: take a short name of ASCII letters, digits and - . _ between them, such as S5 or sahil-2022-01-08")


def check_readable(id: str, registry: Registry) -> None:
    """Exit 2 when there is a file for a source with this id, and what is wrong with it hides the source."""
    read = {source.location.path for source in registry.sources.values()}
    for problem in registry.problems if id not in registry.sources else ():
        place = problem.location
        if PurePath(place.path).stem == id and PurePath(place.path).suffix.lower() in (".yaml", ".yml") and place.path not in read:
            told = f"{say('line {line}', line=place.line)}: {problem.message}" if place.line else problem.message
            stop(say("{file} cannot be read ({why}): mend it first", file=place.path, why=told))


def origin_id(written: str | None, registry: Registry) -> str:
    """The entity that an origin names, or exit 2 with a did-you-mean."""
    if not written:
        return ""
    found = EntityTable(registry.entities).resolve(written)
    return stop(f"--origin: {found.message}") if isinstance(found, Fault) else found.id


def date_of(option: str, written: str | None) -> dates.Date | None:
    """The date of an option, or exit 2 when it is none."""
    found = dates.parse(written) if written is not None else None
    return stop(f"{option}: {found.message}") if isinstance(found, Fault) else found


def check_language(written: str | None) -> str:
    """The language as given, or exit 2 when it is no code of one."""
    if written and not is_language(written):
        wrong = marked("{option}: {code} is no code of a language: write its two or three letters, such as ar, en or ru")
        stop(say(wrong, option="--language", code=repr(written[:40])))
    return written or ""


def metadata_of(given: dict[str, str], document: Document) -> tuple[dict[str, str], list[str]]:
    """The fields of a new source in the order of its file, and words about those that were not given."""
    title, language = given["title"] or title_of(document.text), given["language"] or language_of(document.text)
    words = [] if given["title"] else [f"{say('title, from the first line ({option} gives another):', option='--title')} «{title}»"]
    if not given["language"]:
        guessed = marked("language: {language}, guessed from its script ({option} says another)")
        words.append(say(guessed if language else marked("language: not known ({option})"), language=language, option="--language"))
    fields = {key: given[key] for key in _ORDER} | {"title": title, "language": language}
    return {key: text for key, text in fields.items() if text}, words


def changed_of(given: dict[str, str], source: Source) -> dict[str, str]:
    """The fields that were given and say something else than the registry does."""
    return {key: given[key] for key in _ORDER if given[key] and given[key] != str(getattr(source, key) or "")}


def text_file_of(file: Path, texts: Path | None, *, html: bool) -> str:
    """The name by which `verify` finds a text: its path in the folder of texts, or else its own name."""
    path = file.resolve()
    name = path.relative_to(texts.resolve()).as_posix() if texts and path.is_relative_to(texts.resolve()) else file.name
    return f"{name}.html" if html and PurePath(name).suffix.lower() not in WEB else name
