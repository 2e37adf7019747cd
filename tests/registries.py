"""Small registries for tests, written to disk and read back, so that tests meet what users meet."""

import json
from pathlib import Path
from typing import Any

from cstofacts.model.registry import Registry
from cstofacts.registry import load

Case = dict[str, Any]

_QUALIFIERS_OF_TIME = {"as_of", "phase"}


def read_case(case: Case, folder: Path) -> Registry:
    """The registry of one question: `asked` about `thing`, with an entity for every name that the case uses."""
    properties = {"asked": case["property"]}
    if "counted_by" in case:
        properties["count"] = case["counted_by"]
    sources: dict[str, list[Any]] = {}
    for number, claim in enumerate(case["claims"], start=1):
        sources.setdefault(claim["source"], []).append(_claim(claim, number))
    files = {
        "properties": {"properties": properties},
        "entities": {"entities": _entities(case)},
        **{f"source-{id}": {"source": _source(id, case), "claims": claims} for id, claims in sources.items()},
    }
    folder.mkdir(exist_ok=True)
    for name, content in files.items():
        (folder / f"{name}.yaml").write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")  # JSON is YAML
    registry = load(folder)
    assert registry.problems == []
    return registry


def _source(id: str, case: Case) -> Case:
    edits = [{"until": claim["superseded"]} for claim in case["claims"] if claim["source"] == id and "superseded" in claim]
    return {"id": id, "title": id, "origin": case.get("origins", {}).get(id, ""), "published": case.get("published", ""), "versions": edits}


def _claim(claim: Case, number: int) -> Case:
    return {
        "id": claim.get("id", str(number)),
        "subject": "thing",
        "property": claim.get("of", "asked"),
        "value": claim["value"],
        "quote": claim.get("quote", "…"),
        "line": claim.get("line", str(number)),
        "qualifiers": claim.get("q", {}),
        "attribution": claim.get("by", []),
        "certainty": claim.get("certainty", "certain"),
        "note": claim.get("note", ""),
        "superseded": claim.get("superseded", ""),
        "replaces": claim.get("replaces", ""),
    }


def _entities(case: Case) -> Case:
    given = {id: {"kind": "thing", **entity} for id, entity in case.get("entities", {}).items()}
    spelled = {spelling for entity in given.values() for spelling in entity.get("spellings", [])}
    used = {"thing"} | {entity["part_of"] for entity in given.values() if "part_of" in entity}
    used |= set(case.get("origins", {}).values())
    used |= {name for rule in _rules(case) for pair in rule.items() for name in pair}
    for claim in case["claims"]:
        used.update(claim.get("by", []))
        used.update(value for name, value in claim.get("q", {}).items() if name not in _QUALIFIERS_OF_TIME)
        used.update(claim["value"] if isinstance(claim["value"], list) else [])
    return {id: {"kind": "thing"} for id in sorted(used - spelled - {"..."})} | given


def _rules(case: Case) -> list[dict[str, str]]:
    """What the property says to be a part of what."""
    return [rule for rule in case["property"].get("part_of", {}).values() if isinstance(rule, dict)]
