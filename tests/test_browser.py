"""The page in a real browser: it opens from a folder, asks for nothing, reads well in both languages and can be used by everybody."""

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import cstofacts
from msgspec.structs import replace
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, sync_playwright
from test_hostile import write_registry

from cstofacts.language import LANGUAGES, speaking
from cstofacts.model.report import Report
from cstofacts.reconcile import reconcile
from cstofacts.registry import load
from cstofacts.reports import Format, render

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
NEEDED = bool(os.environ.get("CSTOFACTS_NEEDS_BROWSER"))
pytestmark = pytest.mark.skipif(not CHROMIUM and not NEEDED, reason="there is no Chromium here: apt-get install chromium fonts-noto-core")

FLAGS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--force-color-profile=srgb", "--font-render-hinting=none"]
PHONE, DESK, WALL = (ViewportSize(width=width, height=900) for width in (360, 1280, 1920))
WORD = "w" * 100_000

# Arabic letters that are joined look to axe like the ligatures of an icon font, whose contrast it does not check; single Latin letters do not.
UNJOINED = r"""() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) walker.currentNode.data = walker.currentNode.data.replace(/\p{Script=Arabic}/gu, "n");
}"""
WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}, "resultTypes": ["violations"]}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def pages(articles: Path, starter: Path, decided: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The page of each registry in each language, by `registry language`."""
    made, out = {}, tmp_path_factory.mktemp("pages")
    for name, folder in {"articles": articles, "decided": decided, "starter": starter}.items():
        for language in LANGUAGES:
            made[f"{name} {language}"] = out / f"{name}-{language}.html"
            assert cstofacts("report", "--lang", language, "-o", str(made[f"{name} {language}"]), cwd=folder).status == 0
    return made


class Opened:
    """A page that is open, with everything that it asked for and complained of."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.page: Page = context.new_page()
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.goto(address)


def opened(browser: Browser, path: Path, *, after: str = "", viewport: ViewportSize = DESK, **context: Any) -> Opened:
    return Opened(browser.new_context(viewport=viewport, offline=True, **context), path.as_uri() + after)


@pytest.mark.parametrize("name", [f"{registry} {language}" for registry in ("articles", "decided", "starter") for language in LANGUAGES])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_opens_offline_and_asks_for_nothing(browser: Browser, pages: dict[str, Path], name: str, scheme: Any) -> None:
    shown = opened(browser, pages[name], color_scheme=scheme)
    assert shown.requests == [pages[name].as_uri()]
    assert shown.complaints == []
    assert shown.page.locator("article").count() > 0
    assert shown.page.locator("#matrix td[class]").count() > 0
    dark = shown.page.evaluate("getComputedStyle(document.body).backgroundColor") != "rgb(255, 255, 255)"
    assert dark == (scheme == "dark")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pictures_are_drawn(browser: Browser, pages: dict[str, Path], language: str) -> None:
    page = opened(browser, pages[f"articles {language}"]).page
    for picture in ("#matrix tbody tr", "[id='csto/members'] .grid tr", "[id='csto/founded'] svg.line", ".events li"):
        box = page.locator(picture).first.bounding_box()
        assert box
        assert box["width"] > 100
        assert box["height"] > 10
    bars = [page.locator("[id='csto/founded'] .bar").nth(index).bounding_box() for index in range(3)]
    starts = [bar["x"] for bar in bars if bar]
    assert starts[1] < starts[0] < starts[2]  # 1990 to 1994, 1992 to 2002, 2002: from left to right in every language
    sign = page.evaluate("getComputedStyle(document.querySelector('#matrix td.contradicts'), '::before').content")
    assert sign.startswith('"×" / ')


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("viewport", [PHONE, DESK, WALL], ids=lambda size: str(size["width"]))
def test_nothing_scrolls_sideways(browser: Browser, pages: dict[str, Path], language: str, viewport: ViewportSize) -> None:
    page = opened(browser, pages[f"articles {language}"], viewport=viewport).page
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]


def test_arabic_runs_from_right_to_left(browser: Browser, pages: dict[str, Path]) -> None:
    page = opened(browser, pages["articles ar"]).page
    first, last = (page.locator("#matrix thead th").nth(index).bounding_box() for index in (0, 5))
    assert first
    assert last
    assert first["x"] > last["x"]
    assert page.evaluate("getComputedStyle(document.querySelector('article')).borderRightWidth") == "5px"
    assert page.locator("q").first.evaluate("node => getComputedStyle(node).direction") == "rtl"


# The filter


def wait_for_words(page: Page, words: str) -> None:
    """Wait until the filter has been applied, which is when its words stand in the address."""
    page.wait_for_function("words => (new URL(location.href).searchParams.get('q') ?? '') === words", arg=words)


def filtered(page: Page, words: str) -> set[str]:
    page.fill("#words", words)
    wait_for_words(page, words)
    found = page.evaluate("[...document.querySelectorAll('article, .rows tr[id]')].filter(item => item.checkVisibility()).map(item => item.id)")
    return set(found)


@pytest.mark.parametrize(
    ("one", "other"),
    [("أوزبكستان", "اوزبكســتان"), ("المنظمة", "المنظمه"), ("2500", "٢٥٠٠"), ("2,500", "٢٬٥٠٠"), ("ألماتي", "المَاتى"), ("6 دول", "دول ۶")],
)
def test_the_filter_folds_spelling_and_digits(browser: Browser, pages: dict[str, Path], one: str, other: str) -> None:
    page = opened(browser, pages["articles ar"]).page
    found = filtered(page, one)
    assert found
    assert found == filtered(page, other)
    assert len(found) < len(filtered(page, ""))


def test_the_filter_counts_and_keeps_its_words_in_the_address(browser: Browser, pages: dict[str, Path]) -> None:
    page = opened(browser, pages["articles en"]).page
    assert page.inner_text("#shown") == "everything is shown"
    page.keyboard.press("/")
    page.keyboard.type("Uzbekistan")
    wait_for_words(page, "Uzbekistan")
    said = page.inner_text("#shown")
    assert re.fullmatch(r"shown: \d+ of 320", said)
    address = page.evaluate("location.href")
    assert address.endswith("?q=Uzbekistan")
    page.goto(address)
    assert page.input_value("#words") == "Uzbekistan"
    assert page.inner_text("#shown") == said
    page.focus("#words")
    page.keyboard.press("Escape")
    assert page.inner_text("#shown") == "everything is shown"
    assert page.evaluate("location.search") == ""


def test_a_section_without_a_match_is_hidden(browser: Browser, pages: dict[str, Path]) -> None:
    page = opened(browser, pages["articles en"]).page
    assert filtered(page, "no such word anywhere") == set()
    assert not page.locator("#contradictions").is_visible()
    assert page.locator("#sources").is_visible()


@pytest.mark.parametrize("after", ["#csto/founded", "?q=peacekeepers#csto/founded"])
def test_a_deep_link_opens_its_entry(browser: Browser, pages: dict[str, Path], after: str) -> None:
    page = opened(browser, pages["articles en"], after=after).page
    page.wait_for_function("() => { const y = document.getElementById('csto/founded').getBoundingClientRect().y; return -5 <= y && y < 450 }")
    assert page.evaluate("document.querySelector(':target').id") == "csto/founded"


def test_it_is_whole_without_javascript(browser: Browser, pages: dict[str, Path]) -> None:
    page = opened(browser, pages["articles en"], java_script_enabled=False).page
    assert not page.locator("#filter").is_visible()
    assert page.locator("article").first.is_visible()
    assert page.locator(".rows tr[id]").last.is_visible()


# Keyboard, print, assistive technology


def test_the_keyboard_reaches_everything(browser: Browser, pages: dict[str, Path]) -> None:
    page = opened(browser, pages["starter en"]).page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.wait_for_function("location.hash === '#main'")
    assert page.locator(".scroll:not([tabindex])").count() == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_print_drops_the_controls_and_keeps_every_entry(browser: Browser, pages: dict[str, Path], language: str) -> None:
    page = opened(browser, pages[f"articles {language}"], color_scheme="dark").page
    page.emulate_media(media="print", color_scheme="dark")
    assert not page.locator("nav").is_visible()
    assert page.locator("article").first.is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert len(page.pdf(format="A4")) > 50_000


# Hostile text


@pytest.fixture(scope="module")
def hostile_pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The pages of a registry whose every text is hostile, some of them longer than a registry may hold."""
    folder = tmp_path_factory.mktemp("hostile-page")
    (folder / "claims").mkdir()
    write_registry(folder / "claims")
    read = load(folder / "claims")
    assert read.problems == []
    registry = replace(
        read,
        sources={id: replace(source, title=WORD, url=f"https://example.org/{WORD}") for id, source in read.sources.items() if id.startswith("w")}
        | {id: source for id, source in read.sources.items() if not id.startswith("w")},
        claims=[replace(claim, quote=WORD, text=WORD, note=WORD) if claim.quote.startswith("www") else claim for claim in read.claims],
    )
    for language in LANGUAGES:
        with speaking(language):
            report = Report(registry, list(registry.sources.values()), registry.claims, reconcile(registry), registry.problems)
            (folder / f"{language}.html").write_text(render(report, Format.HTML), encoding="utf-8")
    return {language: folder / f"{language}.html" for language in LANGUAGES}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=lambda size: str(size["width"]))
def test_hostile_text_is_inert_and_leaves_the_layout_whole(
    browser: Browser, hostile_pages: dict[str, Path], language: str, viewport: ViewportSize
) -> None:
    context = browser.new_context(viewport=viewport, offline=True)
    shown = Opened(context, "about:blank")
    shown.page.on("dialog", lambda dialog: shown.complaints.append(dialog.message))
    shown.page.goto(hostile_pages[language].as_uri())
    page = shown.page
    page.mouse.move(200, 400)
    page.wait_for_timeout(200)
    assert shown.complaints == []
    assert [request for request in shown.requests if request != hostile_pages[language].as_uri()] == []
    assert page.locator("img, main script, main style, svg[onload], [onerror], [onmouseover], [onfocus]").count() == 0
    links = set(page.evaluate("[...document.querySelectorAll('a')].map(link => new URL(link.href).protocol)"))
    assert links <= {"file:", "https:", "http:"}
    assert page.locator("article").first.is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    assert page.evaluate("document.title") == {"ar": "تقرير الاختلافات بين المصادر", "en": "Discrepancy report"}[language]


def violations(page: Page) -> list[str]:
    page.evaluate(UNJOINED)
    found = Axe().run(page, options=WCAG).response["violations"]
    return [f"{rule['id']}: {node['html']}" for rule in found for node in rule["nodes"]]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=lambda size: str(size["width"]))
def test_axe_finds_nothing(browser: Browser, pages: dict[str, Path], language: str, scheme: Any, viewport: ViewportSize) -> None:
    page = opened(browser, pages[f"decided {language}"], viewport=viewport, color_scheme=scheme, bypass_csp=True).page
    assert violations(page) == []


def test_axe_finds_nothing_on_the_articles(browser: Browser, pages: dict[str, Path]) -> None:
    page = opened(browser, pages["articles ar"], bypass_csp=True).page
    page.evaluate("document.querySelectorAll('#single-source tr:nth-child(n+9), #single-source tbody:nth-of-type(n+9)').forEach(row => row.remove())")
    assert violations(page) == []


@pytest.mark.parametrize("bad", ['<p style="color:#888;background:#999">نص عربي باهت</p>', "<input>", '<p lang="xx-nothing">x</p>'])
def test_axe_would_find_something(browser: Browser, pages: dict[str, Path], bad: str) -> None:
    page = opened(browser, pages["starter ar"], bypass_csp=True).page
    page.evaluate("bad => document.querySelector('#sources').insertAdjacentHTML('beforeend', bad)", bad)
    assert len(violations(page)) == 1
