"""The HTML page as a text: whole, inert, small and the same in every run. tests/test_browser.py looks at it in a browser."""

import json
import re
import shutil
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import HOME, cstofacts, run_all
from registries import read_case

from cstofacts.language import LANGUAGES
from cstofacts.model.report import Report
from cstofacts.reconcile import reconcile
from cstofacts.reports import Format, render
from cstofacts.reports.html.anchors import anchor
from cstofacts.reports.html.scale import Scale, date_ticks, number_ticks
from cstofacts.reports.html.states import SIGNS, STATES

EPOCH = {"SOURCE_DATE_EPOCH": "1641650700"}
STYLE = (HOME / "cstofacts" / "reports" / "html" / "templates" / "style.css").read_text(encoding="utf-8")

# As WCAG 2.2 asks it of text of usual size.
LEAST_CONTRAST = 4.5

MOST_BYTES = 150 * 1024


class Elements(HTMLParser):
    """Every element of a page with its attributes, and the text in it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def all(self, attribute: str) -> list[str]:
        return [str(attributes[attribute]) for _, attributes in self.elements if attribute in attributes]


@pytest.fixture(scope="session")
def pages(articles: Path, starter: Path) -> dict[str, str]:
    folders = {"articles": articles, "starter": starter}
    commands = {f"{name} {language}": (["report", "--lang", language], folder, EPOCH) for name, folder in folders.items() for language in LANGUAGES}
    return {name: run.out for name, run in run_all(commands).items()}


@pytest.fixture(params=[f"{name} {language}" for name in ("articles", "starter") for language in LANGUAGES])
def page(request: pytest.FixtureRequest, pages: dict[str, str]) -> str:
    return pages[request.param]


def test_it_says_when_it_was_made_of_what(pages: dict[str, str], starter: Path, tmp_path: Path) -> None:
    assert "2022-01-08 14:05 UTC" in pages["starter en"]
    assert re.search(r"<code>[0-9a-f]{64}</code>", pages["starter en"])
    copy = tmp_path / "other"
    shutil.copytree(starter / "claims", copy / "claims")
    first = cstofacts("report", cwd=copy, **EPOCH).out
    assert first == pages["starter en"]
    with (copy / "claims" / "sahil.yaml").open("a", encoding="utf-8") as file:
        file.write("\n# a change\n")
    assert cstofacts("report", cwd=copy, **EPOCH).out != first


def test_every_anchor_is_there_once(page: str) -> None:
    found = Elements(page)
    assert [id for id, times in Counter(found.all("id")).items() if times > 1] == []
    links = {href.removeprefix("#") for href in found.all("href") if href.startswith("#")}
    assert links <= set(found.all("id"))


def test_every_question_is_there(pages: dict[str, str], articles: Path) -> None:
    document = json.loads(cstofacts("export", "--format", "json", cwd=articles).out)
    for language in LANGUAGES:
        ids = Elements(pages[f"articles {language}"]).all("id")
        assert {anchor(finding["id"]) for finding in document["findings"]} <= set(ids)


def test_every_quote_is_there(pages: dict[str, str], articles: Path) -> None:
    """Of more than five claims that say the same the others are named with their lines."""
    document = json.loads(cstofacts("export", "--format", "json", cwd=articles).out)
    claims = {claim["id"]: claim for claim in document["claims"]}
    shown = " ".join("".join(Elements(pages["articles ar"]).texts).split())
    for finding in document["findings"]:
        for side in finding["sides"]:
            for number, id in enumerate(side["claims"]):
                is_quoted = " ".join(claims[id]["quote"].split()) in shown
                assert is_quoted or (number >= 5 and f"{claims[id]['source']}:{claims[id]['line']}" in shown)


def test_nothing_is_asked_of_the_network(page: str) -> None:
    found = Elements(page)
    assert {tag for tag, _ in found.elements}.isdisjoint({"link", "img", "iframe", "object", "embed", "audio", "video", "base"})
    assert not found.all("src")
    assert not re.search(r"url\(|@import|fetch\(|XMLHttpRequest|import\(", page)
    policy = next(attributes["content"] for tag, attributes in found.elements if attributes.get("http-equiv") == "Content-Security-Policy")
    assert str(policy).startswith("default-src 'none';")


def test_language_and_direction(pages: dict[str, str]) -> None:
    assert "<html lang=ar dir=rtl>" in pages["starter ar"]
    assert "<html lang=en dir=ltr>" in pages["starter en"]
    assert not re.search(r"(margin|padding|border|inset)-(left|right)|text-align: (left|right)|\b(left|right):", STYLE)


def test_arabic_leaves_no_english_behind(pages: dict[str, str]) -> None:
    """Whatever the program itself says in English is not on the Arabic page."""
    foreign = r"<(style|script)>.*?</\1>|<small class=note.*?</small>|<bdi lang=en>.*?</bdi>"
    shown = " ".join(Elements(re.sub(foreign, "", pages["articles ar"], flags=re.DOTALL)).texts)
    words = set(re.findall(r"(?<![\w-])(?:the|and|of|is|not|names|sources?|origins?|both|about|claims?)(?![\w-])", shown))
    assert words == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_the_articles_is_small(pages: dict[str, str], language: str) -> None:
    assert len(pages[f"articles {language}"].encode()) < MOST_BYTES


@pytest.mark.parametrize("where", ["articles", "starter"])
def test_the_other_language_changes_no_machine_format(articles: Path, starter: Path, where: str) -> None:
    folder = {"articles": articles, "starter": starter}[where]
    for format in (Format.CSV, Format.JSON, Format.JSONL):
        arguments = ("export", "--format", format)
        assert (
            cstofacts(*arguments, "--lang", "ar", cwd=folder) == cstofacts(*arguments, cwd=folder) == cstofacts(*arguments, cwd=folder, LANGUAGE="ar")
        )


def test_language_is_taken_from_the_environment(starter: Path) -> None:
    arabic = cstofacts("report", "--lang", "ar", cwd=starter, **EPOCH)
    assert cstofacts("report", cwd=starter, LANGUAGE="xx:ar_EG:en", **EPOCH) == arabic
    assert "<html lang=en" in cstofacts("report", "--lang", "en", cwd=starter, LANGUAGE="ar").out
    assert cstofacts("report", "--lang", "xx", cwd=starter).status == 2


# Pictures


def page_of(case: dict[str, Any], folder: Path) -> str:
    registry = read_case(case, folder)
    return render(Report(registry, list(registry.sources.values()), registry.claims, reconcile(registry), registry.problems), Format.HTML)


def claims(*values: Any, **more: Any) -> list[dict[str, Any]]:
    return [{"source": f"s{number}", "value": value, **more} for number, value in enumerate(values)]


def test_a_number_line_shows_dot_interval_and_open_end(tmp_path: Path) -> None:
    page = page_of({"property": {"type": "number"}, "claims": claims("100", "~200", ">=150", "<=50", "120..180")}, tmp_path)
    assert page.count("<circle") == 4  # the range states no single amount
    assert page.count('<path d="M-8-5') == page.count('<path d="M8-5') == 1
    assert page.count("class=bar") == 4  # all but the exact amount


def test_one_value_needs_no_line(tmp_path: Path) -> None:
    assert "<svg" not in page_of({"property": {"type": "number"}, "claims": claims("100", "100")}, tmp_path)


def test_counts_that_grow_are_drawn_by_date(tmp_path: Path) -> None:
    case: dict[str, Any] = {"property": {"type": "number", "time": "grows"}, "claims": []}
    for day, source, value in (("03", "a", "10"), ("05", "a", "30"), ("04", "b", "20")):
        case["claims"].append({"source": source, "value": value, "q": {"as_of": f"2022-01-{day}"}})
    page = page_of(case, tmp_path)
    assert page.count('<line class="step') == 2  # one origin has two points
    assert "Counts by the date that they are as of" in page
    rows = re.findall(r"<tr><td><bdi>(\S+)</bdi><td>(\d+)", page)
    assert rows == [("2022-01-03", "10"), ("2022-01-04", "20"), ("2022-01-05", "30")]


def test_a_grid_tells_left_out_from_unsaid(tmp_path: Path) -> None:
    case = {"property": {"type": "set"}, "claims": claims(["a", "b"], ["a"], ["a", "..."])}
    page = page_of(case | {"entities": {id: {"kind": "thing"} for id in "ab"}}, tmp_path)
    row = re.search(r"<tr class=disputed><th scope=row><bdi>b</bdi>(.*?)<tfoot>", page)
    assert row
    assert row[1] == "<td class=named><td class=left-out><td>"


@pytest.mark.parametrize(("low", "high"), [(0, 1), (1, 1), (2500, 3600), (-5, 5), (10**20, 10**22), (1, 1_000_000)])
def test_ticks_are_round_and_within(low: int, high: int) -> None:
    ticks = number_ticks(Scale.around([low, high]))
    assert 1 <= len(ticks) <= 7
    assert all(0 <= tick.place <= 100 for tick in ticks)
    assert len({tick.label for tick in ticks}) == len(ticks)


@pytest.mark.parametrize(("first", "last"), [(738_000, 738_000), (738_000, 738_005), (727_000, 738_000), (1, 3_652_059), (366, 400)])
def test_days_have_ticks(first: int, last: int) -> None:
    assert all(-1 <= tick.place <= 101 for tick in date_ticks(Scale.around([first, last])))


# Many questions


def test_beyond_three_hundred_the_rest_are_rows(tmp_path: Path) -> None:
    questions = 310
    folder = tmp_path / "claims"
    folder.mkdir()
    things = {f"t{number:03}": {"kind": "thing"} for number in range(questions)}
    (folder / "entities.yaml").write_text(yaml.safe_dump({"entities": things}), encoding="utf-8")
    (folder / "properties.yaml").write_text("properties: {size: {type: number, question: {en: 'How big is {subject}?'}}}\n", encoding="utf-8")
    for source in (1, 2):
        said = [{"subject": thing, "property": "size", "value": str(source), "quote": "x", "line": "1"} for thing in things]
        text = yaml.safe_dump({"source": {"id": f"s{source}", "title": "x"}, "claims": said})
        (folder / f"s{source}.yaml").write_text(text, encoding="utf-8")
    page = cstofacts("report", cwd=tmp_path).out
    assert page.count("<article") == 300
    assert len(re.findall(r"<tr id=t\d+/size>", page)) == 10
    assert "and 10 more questions, in the sections" in page


# Colours and signs


def variables(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#\w+)", block))


def luminance(colour: str) -> float:
    digits = colour.removeprefix("#")
    digits = digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)
    channels = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4 for value in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


PALETTES = dict(zip(("light", "dark", "print"), [variables(block) for block in re.findall(r":root {(.*?)}", STYLE, re.DOTALL)], strict=True))
PAIRS = [(ink, paper) for ink in ("ink", "faint", "link") for paper in ("paper", "mark")]
PAIRS += [(state, paper) for state in ("bad", "warn", "note", "good", "plain") for paper in ("paper", f"{state}-wash")]
PAIRS += [("ink", f"{state}-wash") for state in ("bad", "warn", "note", "good", "plain")]


@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize(("ink", "paper"), [pair for pair in PAIRS if pair not in {("link", "mark"), ("faint", "mark")}])
def test_colours_have_contrast(palette: str, ink: str, paper: str) -> None:
    colours = PALETTES[palette]
    assert contrast(colours[ink], colours[paper]) >= LEAST_CONTRAST


def test_every_state_has_a_sign_and_a_colour() -> None:
    assert set(STATES) < set(SIGNS)
    assert len({sign for state, (sign, _) in SIGNS.items() if state in STATES}) == len(STATES)
    for state in SIGNS:
        assert re.search(rf"\.{state}\b.*--state", STYLE), state
