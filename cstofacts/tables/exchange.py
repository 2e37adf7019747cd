"""Between the files of a registry and a table: every field of every claim and source goes both ways.

What is asked stays in properties.yaml and entities.yaml, decisions in their files, and candidates are no claims yet: none of these is in a table.
"""

from collections.abc import Iterator
from typing import Any

import msgspec

from cstofacts.model.claim import Claim, Source
from cstofacts.model.registry import Registry
from cstofacts.registry.writing import Entry, Writable, entry_text, fault_of, field_text
from cstofacts.tables.facets import cell_of
from cstofacts.tables.lists import is_list, list_text, read_list
from cstofacts.values.base import Fault

COLUMNS = (
    *("source", "subject", "property", "value", "text", "quote", "line", "id", "certainty"),
    *("attribution", "origin", "note", "qualifiers", "superseded", "replaces", "about"),
)
"""The columns of a registry's table."""

Row = dict[str, str]


def rows_of_registry(registry: Registry) -> Iterator[Row]:
    """Every claim of a registry as a row, superseded ones and those of references too; a source without claims is a row of its own."""
    about = {source.id: _about(source) for source in registry.sources.values()}
    silent = dict.fromkeys(registry.sources)
    for claim in (*registry.claims, *registry.superseded, *registry.references):
        silent.pop(claim.source, None)
        yield _row(claim, registry.sources[claim.source], about[claim.source])
    for id in silent:
        yield dict.fromkeys(COLUMNS, "") | {"source": id, "origin": registry.sources[id].origin, "about": about[id]}


def _row(claim: Claim, source: Source, about: str) -> Row:
    return {
        "source": claim.source,
        "subject": claim.subject,
        "property": claim.property,
        "value": cell_of(claim.value),
        "text": "" if claim.text == claim.quote else claim.text,
        "quote": claim.quote,
        "line": str(claim.line),
        "id": claim.id,
        "certainty": str(claim.certainty),
        "attribution": list_text(claim.attribution) if claim.attribution else "",
        "origin": source.origin,
        "note": claim.note,
        "qualifiers": msgspec.json.encode(claim.qualifiers).decode() if claim.qualifiers else "",
        "superseded": str(claim.superseded or ""),
        "replaces": claim.replaces,
        "about": about,
    }


def _about(source: Source) -> str:
    """A source's metadata as JSON, under the keys of its file, as far as they are given."""
    versions = [_given(until=str(one.until or ""), text_file=one.text_file, text_sha256=one.text_sha256) for one in source.versions]
    return msgspec.json.encode(
        _given(
            title=source.title,
            publisher=source.publisher,
            language=source.language,
            published=str(source.published or ""),
            published_from=source.published_from,
            url=source.url,
            text_file=source.text_file,
            text_sha256=source.text_sha256,
            furniture=[f"{first}-{last}" if last > first else str(first) for first, last in source.furniture],
            versions=versions,
            kind="reference" if source.is_reference else "",
            citation=source.citation,
            valid=str(source.valid or ""),
        )
    ).decode()


def _given(**fields: Any) -> dict[str, Any]:
    return {key: value for key, value in fields.items() if value}


def file_of(source: str, rows: list[Row], sets: frozenset[str]) -> str | Fault:
    """The text of a source's file, or why it cannot be written; `sets` are the properties whose values are lists."""
    about = next((row["about"] for row in rows if row.get("about")), "")
    metadata: dict[str, Writable] = {"id": source, "title": source}
    try:
        metadata |= msgspec.json.decode(about, type=dict[str, Any]) if about else {}
        entries = [_entry(row, sets) for row in rows if not only_says_what(row)]
    except msgspec.DecodeError as error:
        return Fault("wrong-shape", f"the columns about and qualifiers hold JSON objects: {error}")
    if origin := next((row["origin"] for row in rows if row.get("origin")), ""):
        metadata["origin"] = origin
    unwritable = next(filter(None, map(fault_of, (metadata, *entries))), None)
    if unwritable:
        return unwritable
    lines = "".join(f"  {field_text(key, value)}\n" for key, value in metadata.items())
    listed = "claims:\n" + "".join(entry_text(entry, 2, gap=2, newline="\n") for entry in entries) if entries else ""
    return f"source:\n{lines}{listed}"


def only_says_what(row: Row) -> bool:
    """Whether a row is no claim, and only says what its source is."""
    return bool(row.get("about")) and not (row["subject"] or row["property"] or row["value"])


def lacking(row: Row) -> list[str]:
    """What a claim of a registry needs and a row does not have."""
    needed = ("source",) if only_says_what(row) else ("source", "subject", "property", "value", "quote", "line")
    return [name for name in needed if not row.get(name, "").strip()]


def _entry(row: Row, sets: frozenset[str]) -> Entry:
    """A claim as its source's file has it."""
    cells: dict[str, Writable] = {key: row.get(key, "") for key in ("id", "subject", "property")}
    cells["value"] = _listed(row["value"]) if row["property"] in sets else row["value"]
    cells |= {key: row.get(key, "") for key in ("text", "quote", "line")}
    cells["qualifiers"] = msgspec.json.decode(row["qualifiers"], type=dict[str, str]) if row.get("qualifiers") else {}
    cells["attribution"] = _listed(row.get("attribution", ""))
    cells |= {key: row.get(key, "") for key in ("certainty", "note", "superseded", "replaces")}
    return {key: value for key, value in cells.items() if value or key == "value"}


def _listed(cell: str) -> Writable:
    read = read_list(cell) if is_list(cell) else cell
    return cell if isinstance(read, Fault) else list(read) if isinstance(read, tuple) else read
