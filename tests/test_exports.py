"""Exports: valid, stable, complete, and read back by what reads such files."""

import csv
import io
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from conftest import HOME, Run, cstofacts, run_all
from msgspec import Struct

from cstofacts import __version__
from cstofacts.registry.schema import SHAPES, schema_files
from cstofacts.reports import Format
from cstofacts.reports.jsonl import TABLES
from cstofacts.reports.markdown import escaped
from cstofacts.reports.records import ClaimRecord, SourceRecord, schema

REGISTRIES = {"articles": HOME / "claims", "starter": HOME / "cstofacts" / "examples" / "starter"}
REGISTRY_FILES = [(registry, path.name) for registry, folder in REGISTRIES.items() for path in sorted(folder.glob("*.yaml"))]

# What other programs may rely on, as docs/export.md promises it.
PROMISED = {
    "sources": {"id", "title", "publisher", "language", "published", "origin", "text_file", "text_sha256", "location"},
    "claims": {
        "id",
        "source",
        "subject",
        "property",
        "text",
        "value",
        "modifier",
        "qualifiers",
        "attribution",
        "certainty",
        "quote",
        "line",
        "evidence",
        "location",
    },
    "findings": {"id", "question", "relation", "reason", "self", "standing", "sides", "pairs", "primary", "related"},
}
PROMISED_INSIDE = {
    "question": {"subject", "property", "ar", "en"},
    "sides": {"value", "claims", "origins"},
    "pairs": {"left", "right", "relation", "reason", "explanation"},
}


TEXTS = [format for format in Format if format is not Format.PARQUET]


@pytest.fixture(scope="session")
def exports(starter: Path, articles: Path) -> dict[str, Run]:
    """Every registry in every format, each twice and with a different order of all sets."""
    folders = {"starter": starter, "articles": articles}
    return run_all(
        {
            f"{where} {format} {seed}": (["export", "--format", format], folder, {"PYTHONHASHSEED": seed, "SOURCE_DATE_EPOCH": "1641650700"})
            for where, folder in folders.items()
            for format in TEXTS
            for seed in ("0", "1")
        }
    )


@pytest.fixture(params=["starter", "articles"])
def where(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def document(exports: dict[str, Run], where: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(exports[f"{where} json 0"].out)
    return read


@pytest.mark.parametrize("format", TEXTS)
def test_the_same_input_gives_the_same_bytes(exports: dict[str, Run], where: str, format: Format) -> None:
    one, other = (exports[f"{where} {format} {seed}"] for seed in ("0", "1"))
    assert one == other
    assert (one.status, one.err) == (0, "")
    assert one.out.endswith("\n")


# JSON


def test_json_is_what_its_schema_says(document: dict[str, Any]) -> None:
    jsonschema.Draft202012Validator(json.loads(schema())).validate(document)


def test_the_published_export_schema_is_current() -> None:
    assert (HOME / "docs" / "export.schema.json").read_text(encoding="utf-8") == schema()


def test_the_export_schema_refuses_what_is_no_export(document: dict[str, Any]) -> None:
    validator = jsonschema.Draft202012Validator(json.loads(schema()))
    jsonschema.Draft202012Validator.check_schema(json.loads(schema()))
    for broken in ({}, document | {"claims": [{}]}, document | {"version": "1"}, document | {"findings": [document["findings"][0] | {"self": "no"}]}):
        assert not validator.is_valid(broken)


@pytest.mark.parametrize("table", PROMISED)
def test_json_has_the_promised_keys(document: dict[str, Any], table: str) -> None:
    assert document[table]
    for record in document[table]:
        assert record.keys() >= PROMISED[table]
        if "location" in record:
            assert record["location"].keys() >= {"path", "line"}


@pytest.mark.parametrize("part", PROMISED_INSIDE)
def test_findings_have_the_promised_parts(document: dict[str, Any], part: str) -> None:
    for finding in document["findings"]:
        for record in finding[part] if isinstance(finding[part], list) else [finding[part]]:
            assert record.keys() >= PROMISED_INSIDE[part]


def test_every_id_leads_somewhere(document: dict[str, Any]) -> None:
    sources = {source["id"] for source in document["sources"]}
    claims = {claim["id"]: claim for claim in document["claims"]}
    assert len(claims) == len(document["claims"])
    assert {claim["source"] for claim in claims.values()} <= sources
    for finding in document["findings"]:
        assert finding["id"] == f"{finding['question']['subject']}/{finding['question']['property']}"
        assert finding["question"]["en"]
        for side in finding["sides"]:
            assert side["claims"]
            assert side["sources"] == sorted({claims[id]["source"] for id in side["claims"]})


def test_every_claim_answers_exactly_one_finding(document: dict[str, Any]) -> None:
    answered = Counter(id for finding in document["findings"] for id in (finding["primary"], *finding["related"]))
    assert answered == Counter(claim["id"] for claim in document["claims"])
    for finding in document["findings"]:
        assert Counter([finding["primary"], *finding["related"]]) == Counter(id for side in finding["sides"] for id in side["claims"])


def test_pairs_index_the_sides_and_the_worst_comes_first(document: dict[str, Any]) -> None:
    for finding in document["findings"]:
        places = [(pair["left"], pair["right"]) for pair in finding["pairs"]]
        assert len(places) == len(set(places))
        for left, right in places:
            assert 0 <= left <= right < len(finding["sides"])
        for pair in finding["pairs"]:
            assert pair["explanation"]
        worst = finding["pairs"][0] if finding["pairs"] else {"relation": None, "reason": None, "code": None}
        assert [finding[key] for key in ("relation", "reason", "code")] == [worst[key] for key in ("relation", "reason", "code")]
        assert finding["self"] == any(pair["self"] for pair in finding["pairs"])


def test_places_do_not_depend_on_the_machine(document: dict[str, Any], exports: dict[str, Run], where: str) -> None:
    paths = {record["location"]["path"] for table in ("sources", "claims") for record in document[table]}
    assert all(path.startswith("claims/") for path in paths)
    for format in TEXTS:
        assert "/tmp" not in exports[f"{where} {format} 0"].out  # noqa: S108 (what must not be there)


# JSON Lines, CSV, Markdown


def test_jsonl_is_the_json_one_record_per_line(exports: dict[str, Run], where: str, document: dict[str, Any]) -> None:
    lines = [json.loads(line) for line in exports[f"{where} jsonl 0"].out.split("\n")[:-1]]
    assert lines == [{"table": table, **record} for table in TABLES for record in document.get(table, [])]


def test_csv_has_one_row_per_claim_of_a_side(exports: dict[str, Run], where: str, document: dict[str, Any]) -> None:
    rows = list(csv.DictReader(io.StringIO(exports[f"{where} csv 0"].out, newline=""), strict=True))
    found = [(row["finding"], int(row["side"]), row["claim"]) for row in rows]
    assert found == [(f["id"], number, id) for f in document["findings"] for number, side in enumerate(f["sides"], 1) for id in side["claims"]]
    claims = {claim["id"]: claim for claim in document["claims"]}
    for row in rows:
        assert None not in row
        assert row["quote"].removeprefix("'") == claims[row["claim"]]["quote"]
    findings = {finding["id"]: finding for finding in document["findings"]}
    for row in rows:
        finding = findings[row["finding"]]
        assert row["self"] == ("yes" if finding["self"] else "no")
        assert row["explanation"] == ("; ".join(finding["pairs"][0]["explanation"]) if finding["pairs"] else "")


@pytest.mark.parametrize(("command", "record"), [("list", ClaimRecord), ("sources", SourceRecord), ("conflicts", ClaimRecord)])
def test_csv_has_a_column_for_every_field(starter: Path, command: str, record: type[Struct]) -> None:
    columns = cstofacts(command, "--format", "csv", cwd=starter).out.splitlines()[0].split(",")
    assert set(record.__struct_fields__[1:]) < set(columns)
    assert len(set(columns)) == len(columns)


def test_every_claim_in_markdown_stands_alone(exports: dict[str, Run], where: str, document: dict[str, Any]) -> None:
    sources = {source["id"]: source for source in document["sources"]}
    lines = re.findall(r"^   - (\S+?), (.*): «", exports[f"{where} markdown 0"].out, re.MULTILINE)
    assert lines
    for id, words in lines:
        source = sources[id]
        for word in (source["published"], source["publisher"] or source["title"], source["url"]):
            assert escaped(word) in words


@pytest.mark.parametrize("command", ["export", "conflicts --format markdown"])
def test_markdown_names_the_program_and_its_sources(starter: Path, command: str) -> None:
    text = cstofacts(*command.split(), cwd=starter).out
    assert f"cstofacts {__version__}" in text.splitlines()[2]
    table = text.partition("## Sources\n\n")[2].splitlines()
    assert table[0] == "| source | published | publisher | origin | URL | title |"
    assert len(table) == 4


def test_markdown_names_every_finding_that_needs_a_person(exports: dict[str, Run], where: str, document: dict[str, Any]) -> None:
    text = exports[f"{where} markdown 0"].out
    for finding in document["findings"]:
        if finding["relation"] in {"contradicts", "undetermined", "updates"} or finding["reason"] == "apparent-conflict":
            assert f"`{finding['id']}`: **{finding['relation']}** ({finding['reason']}" in text


def test_text_names_every_claim(exports: dict[str, Run], where: str, document: dict[str, Any]) -> None:
    words = set(exports[f"{where} text 0"].out.split())
    assert {claim["id"] for claim in document["claims"]} <= words


def test_a_byte_order_mark_is_written_on_request(starter: Path, tmp_path: Path) -> None:
    plain = cstofacts("export", "--format", "csv", cwd=starter).out
    assert cstofacts("export", "--format", "csv", "--bom", cwd=starter).out == f"\ufeff{plain}"
    assert cstofacts("export", "--bom", "-o", str(tmp_path / "report.csv"), cwd=starter).status == 0
    assert (tmp_path / "report.csv").read_bytes().startswith(b"\xef\xbb\xbffinding,")
    assert cstofacts("export", "--bom", "--format", "json", cwd=starter).status == 2


def test_an_annotation_for_every_claim(exports: dict[str, Run], where: str, document: dict[str, Any]) -> None:
    page = json.loads(exports[f"{where} annotations 0"].out)
    assert (page["@context"], page["type"]) == ("http://www.w3.org/ns/anno.jsonld", "AnnotationPage")
    assert [item["target"]["selector"]["exact"] for item in page["items"]] == [claim["quote"] for claim in document["claims"]]
    assert len({item["id"] for item in page["items"]}) == len(page["items"])
    for item in page["items"]:
        assert item["type"] == "Annotation"
        assert item["target"]["selector"]["type"] == "TextQuoteSelector"
        assert re.fullmatch(r"(urn:|https?:)\S+", item["target"]["source"])


def test_an_annotation_finds_its_quote_in_the_text(starter: Path) -> None:
    page = json.loads(cstofacts("export", "--format", "annotations", "--texts", "claims/texts", cwd=starter).out)
    texts = {path.stem: path.read_text(encoding="utf-8") for path in (starter / "claims" / "texts").glob("*.txt")}
    for item in page["items"]:
        selector, text = item["target"]["selector"], texts[item["target"]["source"].rpartition(":")[2]]
        assert text.count(selector["prefix"] + selector["exact"] + selector["suffix"]) == 1


# The schemas of a registry's own files


def test_the_published_registry_schemas_are_current() -> None:
    folder = HOME / "claims" / ".schema"
    assert {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()} == schema_files()


def registry_schema(name: str) -> Any:
    return json.loads(schema_files()[f"{name if name in SHAPES else 'source'}.json"])


@pytest.mark.parametrize("loader", [yaml.BaseLoader, yaml.SafeLoader])
@pytest.mark.parametrize(("registry", "name"), REGISTRY_FILES)
def test_a_registry_file_is_what_its_schema_says(registry: str, name: str, loader: Any) -> None:
    text = (REGISTRIES[registry] / name).read_text(encoding="utf-8")
    # Editors give dates to a schema as text, as JSON would.
    data = json.loads(json.dumps(yaml.load(text, loader), default=str))  # noqa: S506 (both loaders are safe)
    jsonschema.Draft7Validator(registry_schema(Path(name).stem)).validate(data)


@pytest.mark.parametrize(("registry", "name"), REGISTRY_FILES)
def test_a_registry_file_names_its_schema(registry: str, name: str) -> None:
    stem = Path(name).stem
    first = (REGISTRIES[registry] / name).read_text(encoding="utf-8").splitlines()[0]
    assert first == f"# yaml-language-server: $schema=.schema/{stem if stem in SHAPES else 'source'}.json"


@pytest.mark.parametrize("name", SHAPES)
def test_a_registry_schema_refuses_unknown_keys(name: str) -> None:
    validator = jsonschema.Draft7Validator(registry_schema(name))
    jsonschema.Draft7Validator.check_schema(registry_schema(name))
    assert not validator.is_valid({"surplus": 1})
