"""Quotes and their texts: what passes, what does not and why, which files are read, and that nothing hostile stops it."""

import hashlib
import io
import sys
import time
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from cstofacts.evidence.difference import Kind, difference
from cstofacts.evidence.document import Document
from cstofacts.evidence.docx import MAX_XML
from cstofacts.evidence.locate import Place, locate
from cstofacts.evidence.normal import Level, normal_form, normalise
from cstofacts.evidence.proofs import prove
from cstofacts.evidence.texts import MAX_BYTES, find_text, read_text
from cstofacts.model.claim import Evidence
from cstofacts.registry import load
from cstofacts.values.base import Fault

HOME = Path(__file__).parent.parent
SEEDS = HOME.parent / "shared" / "seeds"
CASES = [
    pytest.param(case["text"], quote, id=f"{quote[1]}-{quote[0]}")
    for path in sorted((HOME / "tests" / "cases" / "evidence").glob("*.yaml"))
    for case in yaml.safe_load(path.read_text("utf-8"))
    for quote in case["quotes"]
]
PASSED = {Evidence.VERIFIED, Evidence.VERIFIED_NORMALISED}

laws = settings(max_examples=300, deadline=None, derandomize=True, database=None)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("أاإآىيةه ـًَُّ٣3٬,.\u00a0\u200f\u202e\u0301\n\0لمe²가가"), max_size=60)


@pytest.mark.parametrize(("text", "case"), CASES)
def test_a_case(text: str, case: list[Any]) -> None:
    quote, line, status, place, found_line, how, *shown = case
    located = locate(Document("case", text), quote, line, frozenset(["روسيا", "بيلاروسيا"]))
    assert (located.status, located.place, located.line) == (status, place, found_line)
    if isinstance(how, str):
        assert located.level == how
    else:
        assert located.level is None
        assert [kind for kind in Kind if any(kind in change.kinds for change in located.difference)] == how
    if status != "not-found":
        assert located.found == text[located.start : located.end] == (shown[0] if shown else quote)


def test_the_differing_words_are_shown() -> None:
    (change,) = difference("أرسلت 2600 جندي", "أرسلت ٣٦٠٠ جندي")
    assert (change.quoted, change.found, change.kinds) == ("2600", "٣٦٠٠", (Kind.DIGITS,))


def test_a_quote_without_its_value_never_passes_however_long() -> None:
    words = "كلمة " * 2000
    located = locate(Document("long", f"{words}3600 {words}"), f"{words}2600 {words}".strip(), 1)
    assert located.status is Evidence.ALTERED
    assert [change.kinds for change in located.difference] == [(Kind.DIGITS,)]


@laws
@given(TEXTS, st.sampled_from([Level.SPACES, Level.LETTERS]))
@example("a\u0301\u0323", Level.SPACES)
@example("هٔ", Level.LETTERS)
@example(" \u0301", Level.LETTERS)
def test_one_normal_form_with_and_without_the_way_back(text: str, level: Level) -> None:
    mapped = normalise(text, level)
    assert " ".join(mapped.text.split()) == normal_form(text, level)


@laws
@given(TEXTS, st.sampled_from(Level))
def test_the_way_back_is_in_order_and_leads_home(text: str, level: Level) -> None:
    mapped = normalise(text, level)
    places = [mapped.place(letter) for letter in range(len(mapped.text))]
    assert places == sorted(places)
    assert all(0 <= start < end <= len(text) for start, end in places)
    alone = {place: letter for place, letter in zip(places, mapped.text, strict=True) if places.count(place) == 1}
    assert all(normal_form(text[start:end], level) == letter.strip() for (start, end), letter in alone.items())


@laws
@given(TEXTS)
def test_normal_forms_are_fixed_points(text: str) -> None:
    for level in (Level.SPACES, Level.LETTERS):
        once = normal_form(text, level)
        assert normal_form(once, level) == once


@laws
@given(TEXTS, TEXTS, st.integers(-1, 5))
@example("ab", "b", 1)
def test_nothing_raises_and_only_equals_pass(text: str, quote: str, line: int) -> None:
    located = locate(Document("any", text), quote, line)
    if located.status in PASSED:
        assert normal_form(located.found, Level.LETTERS) == normal_form(quote, Level.LETTERS)
        assert not located.difference
    assert bool(located.difference) == (located.status is Evidence.ALTERED)
    assert located.found == text[located.start : located.end]


@laws
@given(st.integers(1, 99999), st.integers(1, 99999), st.sampled_from(["", " جندي", " people"]))
def test_another_figure_never_passes(stated: int, standing: int, after: str) -> None:
    located = locate(Document("figures", f"وصل نحو {standing}{after} أمس"), f"{stated}{after}", 1)
    assert (located.status is Evidence.VERIFIED) == (stated == standing)


HOSTILE = {
    "one word": "ا" * 10_000_000,
    "bidi controls": "\u202e\u200f" * 1_500_000,
    "NUL": "\0" * 10_000_000,
    "marks": "a" + "\u0301\u0323" * 2_000_000,
    "letters with marks": "بَّ" * 800_000,
    "short words": "a " * 5_000_000,
    "lines": "\n" * 10_000_000,
    "digits": "1." * 5_000_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_texts_end(text: str) -> None:
    document = Document("hostile", text)
    start = time.perf_counter()
    for quote in ("كلمة ليست هنا", "a", "3600 جندي", "\u202e1", "ا" * 1000):
        locate(document, quote, 1)
    assert time.perf_counter() - start < 60  # seconds: a few on any machine; quadratic time would be hours


# ---- Files.

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx(body: str, before: str = "") -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f'<?xml version="1.0" encoding="UTF-8"?>{before}<w:document {W}><w:body>{body}</w:body></w:document>')
    return data.getvalue()


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


BOMB = '<!DOCTYPE b [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
FAULTS: dict[str, tuple[str, bytes, str]] = {
    "PDF": ("a.pdf", b"%PDF-1.7", "text-is-pdf"),
    "PDF by another name": ("a.txt", b"%PDF-1.7", "text-is-pdf"),
    "Windows-1256": ("a.txt", "الفيضان".encode("cp1256"), "text-not-utf8"),
    "UTF-16": ("a.txt", "الفيضان".encode("utf-16"), "text-not-utf8"),
    "too large": ("a.txt", b"a" * (MAX_BYTES + 1), "text-too-large"),
    "unknown kind": ("a.odt", b"x", "text-kind-unknown"),
    "no zip": ("a.docx", b"PK no zip", "text-unreadable"),
    "no document": ("a.docx", b"PK\x05\x06" + b"\0" * 18, "text-unreadable"),
    "XML bomb": ("a.docx", docx(paragraph("&b;"), BOMB), "text-unreadable"),
    "broken XML": ("a.docx", docx("<w:p>"), "text-unreadable"),
    "zip bomb": ("a.docx", docx(" " * (MAX_XML + 1)), "text-too-large"),
}


@pytest.mark.parametrize(("name", "data", "rule"), FAULTS.values(), ids=FAULTS.keys())
def test_a_file_that_is_refused(name: str, data: bytes, rule: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    fault = read_text(tmp_path / name)
    assert isinstance(fault, Fault)
    assert fault.rule == rule
    assert fault.message.isprintable()


@pytest.mark.parametrize("name", ["../out.txt", "a/../../out.txt", "/etc/hostname", "C:\\x.txt", "..\\out.txt", "link.txt", "folder/out.txt", "a\0b"])
def test_a_name_that_leads_out(name: str, tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    (tmp_path / "out.txt").write_text("x")
    (texts / "link.txt").symlink_to("../out.txt")
    (texts / "folder").symlink_to(tmp_path)
    fault = find_text(texts, name)
    assert isinstance(fault, Fault)
    assert fault.rule == "text-outside"


def missing(_: Path) -> None:
    """Nothing is made."""


@pytest.mark.parametrize(
    ("make", "rule"),
    [(missing, "text-not-found"), (Path.mkdir, "text-unreadable"), (lambda path: path.symlink_to(path.name), "text-unreadable")],
    ids=["missing", "folder", "link to itself"],
)
def test_what_is_no_file(make: Callable[[Path], None], rule: str, tmp_path: Path) -> None:
    make(tmp_path / "a.txt")
    path = find_text(tmp_path, "a.txt")
    fault = path if isinstance(path, Fault) else read_text(path)
    assert isinstance(fault, Fault)
    assert fault.rule == rule


def test_a_name_that_is_too_long(tmp_path: Path) -> None:
    path = find_text(tmp_path, "a" * 5000)
    fault = path if isinstance(path, Fault) else read_text(path)
    assert isinstance(fault, Fault)


def test_a_plain_text(tmp_path: Path) -> None:
    data = "\ufeffأول\r\nثان\rثالث\n".encode()
    (tmp_path / "a.TXT").write_bytes(data)
    document = read_text(tmp_path / "a.TXT")
    assert isinstance(document, Document)
    assert (document.text, document.sha256) == ("أول\nثان\nثالث\n", hashlib.sha256(data).hexdigest())
    assert locate(document, "ثالث", 3).place is Place.STATED


def test_a_word_document(tmp_path: Path) -> None:
    struck = (
        "<w:p><w:r><w:t>بعد</w:t></w:r><w:del><w:r><w:delText>لا</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>نقل</w:t></w:r></w:moveFrom></w:p>"
    )
    (tmp_path / "a.docx").write_bytes(docx(paragraph("وصل 3600 جندي") + struck + "<w:p><w:r><w:t>أ</w:t><w:tab/><w:t>ب</w:t></w:r></w:p>"))
    document = read_text(tmp_path / "a.docx")
    assert isinstance(document, Document)
    assert document.text == "وصل 3600 جندي\nبعد\nأ\tب\n"


def test_a_page_needs_its_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    (tmp_path / "a.html").write_text("<p>x</p>")
    fault = read_text(tmp_path / "a.html")
    assert isinstance(fault, Fault)
    assert fault.rule == "text-needs-extra"
    assert "cstofacts[web]" in fault.message


@pytest.mark.filterwarnings("ignore")
def test_a_page(tmp_path: Path) -> None:
    pytest.importorskip("trafilatura", reason="the extra [web] is not installed", exc_type=ImportError)
    sentence = "وصل إلى المدينة نحو 3600 متطوع للمساعدة في إصلاح الجسور بعد الفيضان الكبير الذي وقع يوم السبت."
    page = f"<html><body><nav><a href='/'>أخبار 9999</a></nav><article><h1>الفيضان</h1>{f'<p>{sentence}</p>' * 3}</article></body></html>"
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    document = read_text(tmp_path / "a.html")
    assert isinstance(document, Document)
    assert locate(document, "نحو 3600 متطوع").status is Evidence.VERIFIED
    assert locate(document, "أخبار 9999").status is not Evidence.VERIFIED


# ---- A registry.

FILES = {
    "properties.yaml": "properties: {houses: {type: number}}\n",
    "entities.yaml": "entities: {larin: {kind: place}}\n",
    "a.yaml": """\
source: {id: A, title: t, text_file: a.txt, text_sha256: HASH}
claims:
  - {id: A-1, subject: larin, property: houses, value: 120, quote: 120 houses, line: 1}
  - {id: A-2, subject: larin, property: houses, value: 150, quote: 150 houses, line: 2}
  - {id: A-3, subject: larin, property: houses, value: 90, quote: only 90 of them, line: 3}
""",
    "b.yaml": "source: {id: B, title: t}\nclaims:\n  - {id: B-1, subject: larin, property: houses, value: 1, quote: 1 house, line: 1}\n",
}
TEXT = "Some 120 houses fell.\nThen 150 houses more.\nWe saw only 90 of them.\n"


def test_a_changed_text_names_the_quotes_that_moved_changed_or_vanished(tmp_path: Path) -> None:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text.replace("HASH", hashlib.sha256(TEXT.encode()).hexdigest()))
    (tmp_path / "a.txt").write_text(TEXT)
    registry = load(tmp_path)
    proofs = prove(registry, tmp_path)
    assert {id: str(located.status) for id, located in proofs.claims.items()} == {
        id: "no-text" if id == "B-1" else "verified" for id in proofs.claims
    }
    assert (proofs.sources["A"].matches, proofs.sources["A"].moved, proofs.sources["B"].matches) == (True, (), None)
    fault = proofs.sources["B"].fault
    assert fault is not None
    assert fault.rule == "text-unnamed"
    (tmp_path / "a.txt").write_text("Then 160 houses more.\nThen 180 houses more.\n\nSome 120 houses fell.\n")
    changed = prove(registry, tmp_path).sources["A"]
    assert (changed.matches, changed.moved, changed.changed, changed.vanished) == (False, ("A-1",), ("A-2",), ("A-3",))
    assert prove(replace(registry, sources={}), tmp_path).claims["A-1"].status is Evidence.NO_TEXT


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the five texts are not here: they are no part of the project")
def test_the_five_articles() -> None:
    proofs = prove(load(HOME / "claims"), SEEDS)
    assert {id: located.status for id, located in proofs.claims.items() if located.status not in PASSED or located.place is not Place.STATED} == {}
    assert all(proof.matches and not proof.fault for proof in proofs.sources.values())


def test_a_megabyte_is_put_into_normal_form_in_linear_time() -> None:
    text = "أرسلت الدولة ٣٦٠٠ جنديًا إلى\u00a0المدينة، أمس\n" * 13_000
    start = time.perf_counter()
    document = Document("large", text)
    for level in Level:
        assert len(document.form(level).text) <= len(text)
    assert time.perf_counter() - start < 5  # seconds: a fifth of one on an idle machine
    assert unicodedata.is_normalized("NFC", document.form(Level.SPACES).text)
