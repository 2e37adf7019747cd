"""Bring the gettext catalogues up to date: collect what the program says, keep what is translated, and compile.

Writes cstofacts/locale/*/LC_MESSAGES/cstofacts.po and .mo. What is not translated yet is named, and makes the exit status 1.

    python tools/catalogues.py
"""  # noqa: INP001 (a script beside the package, not in one)

import ast
import datetime as dt
import io
import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from cstofacts.model.claim import Certainty, Evidence
from cstofacts.model.decision import ChangeKind, Ruling, State
from cstofacts.model.finding import Standing
from cstofacts.values.base import Reason, Relation

PACKAGE = Path(__file__).resolve().parent.parent / "cstofacts"
LOCALES = PACKAGE / "locale"

# The functions of cstofacts/language.py whose first literal arguments are translated, with how many these are.
_LITERALS = {"say": 1, "marked": 1, "count": 2, "both": 2}
_IN_TEMPLATES: dict[str, tuple[int, ...] | None] = {name: (1, 2)[:number] for name, number in _LITERALS.items()}

# The words of the program that `named` says, by kind; those of a registry's own qualifiers are said as they are.
_ENUMERATIONS: dict[str, type[StrEnum]] = {
    "certainty": Certainty,
    "change": ChangeKind,
    "evidence": Evidence,
    "reason": Reason,
    "relation": Relation,
    "ruling": Ruling,
    "standing": Standing,
    "state": State,
}
_WORDS = {
    "origin": ("command line", "environment", "file", "built-in"),
    "column": (
        "accepting",
        "answer",
        "attribution",
        "certainty",
        "citation",
        "claim",
        "content of the text",
        "counts",
        "date found by",
        "decision",
        "entity",
        "evidence",
        "file of the text",
        "furniture",
        "grade",
        "id",
        "in quote",
        "kind",
        "label",
        "language",
        "line",
        "members",
        "not yet",
        "note",
        "origin",
        "origins",
        "part of",
        "property",
        "published",
        "publisher",
        "qualifiers",
        "question",
        "quote",
        "reference",
        "replaces",
        "said by",
        "sentence",
        "separators",
        "source",
        "sources",
        "spellings",
        "subject",
        "superseded",
        "time",
        "title",
        "tolerance",
        "type",
        "unit",
        "URL",
        "valid",
        "value",
        "versions",
        "why",
        "written",
    ),
    "phase": ("planned", "done", "standing"),
    "qualifier": ("as_of", "event", "office", "phase", "place", "population", "role"),
    "step": (
        "attribution",
        "certainty",
        "change",
        "missing",
        "missing from the list",
        "modality",
        "part and whole",
        "polarity",
        "question",
        "rivals",
        "separators",
        "time",
        "value",
    ),
}

Message = tuple[str | tuple[str, ...], str | None]


def messages() -> Iterator[Message]:
    """Everything that the program says to people, each with its context if it has one."""
    for path in PACKAGE.rglob("*.py"):
        yield from ((message, None) for message in _said(ast.parse(path.read_bytes())))
    for _, _, template, _, _ in extract_from_dir(PACKAGE, [("**.html", "jinja2.ext:babel_extract")], keywords=_IN_TEMPLATES):
        yield template, None
    for kind, enumeration in _ENUMERATIONS.items():
        yield from ((str(word), kind) for word in enumeration)
    for kind, words in _WORDS.items():
        yield from ((word, kind) for word in words)


def _said(module: ast.Module) -> Iterator[str | tuple[str, ...]]:
    """What a module says, also within f-strings, where Babel's own reader of Python does not look."""
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _LITERALS:
            number = _LITERALS[node.func.id]
            given = tuple(each.value for each in node.args[:number] if isinstance(each, ast.Constant) and isinstance(each.value, str))
            if len(given) == number:
                yield given if number > 1 else given[0]


def catalogue_of(language: str) -> Catalog:
    """The catalogue of a language with exactly the messages that there are, in the order of the alphabet."""
    path = LOCALES / language / "LC_MESSAGES" / "cstofacts.po"
    with path.open("rb") as file:
        known = read_po(file, locale=language)
    made = Catalog(locale=language, fuzzy=False, header_comment=known.header_comment)
    made.mime_headers = known.mime_headers  # its own order of the plural forms is not that of other tools
    for message, context in sorted(set(messages()), key=lambda item: (item[1] or "", str(item[0]))):
        old = known.get(message if isinstance(message, str) else message[0], context)
        made.add(message, old.string if old else None, context=context)
    return made


def written(catalogue: Catalog) -> tuple[bytes, bytes]:
    """The catalogue as .po and as .mo."""
    po, mo = io.BytesIO(), io.BytesIO()
    write_po(po, catalogue, omit_header=False, no_location=True, width=0)
    lines = [line for line in po.getvalue().splitlines(keepends=True) if not line.startswith(_OF_THE_MOMENT)]
    compiled = read_po(io.BytesIO(b"".join(lines)), locale=catalogue.locale)
    compiled.creation_date = compiled.revision_date = _NO_MOMENT
    write_mo(mo, compiled)
    return b"".join(lines), mo.getvalue()


_NO_MOMENT = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)

# What Babel writes in the head of a catalogue and no reader needs; it would change with every run.
_OF_THE_MOMENT = tuple(
    f'"{name}'.encode()
    for name in (
        "Generated-By",
        "Language-Team",
        "Last-Translator",
        "POT-Creation-Date",
        "PO-Revision-Date",
        "Project-Id-Version",
        "Report-Msgid-Bugs-To",
    )
)


def untranslated(catalogue: Catalog) -> list[str]:
    """The messages that lack a translation, or one of its plural forms."""
    lacking = []
    for message in catalogue:
        strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
        if message.id and (not all(strings) or (message.pluralizable and len(strings) != catalogue.num_plurals)):
            lacking.append(str(message.id))
    return lacking


def main() -> None:
    """Update every catalogue."""
    for folder in sorted(LOCALES.iterdir()):
        catalogue = catalogue_of(folder.name)
        po, mo = written(catalogue)
        (folder / "LC_MESSAGES" / "cstofacts.po").write_bytes(po)
        (folder / "LC_MESSAGES" / "cstofacts.mo").write_bytes(mo)
        lacking = untranslated(catalogue)
        sys.stdout.write("".join(f"{folder.name}: not translated: {message}\n" for message in lacking))
        if lacking:
            sys.exit(1)


if __name__ == "__main__":
    main()
