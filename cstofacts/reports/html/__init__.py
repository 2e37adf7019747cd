"""html: one self-contained page for reading, mailing, printing and keeping, in Arabic or English.

It asks nothing of any server, opens from a folder, and is whole without JavaScript, which only adds the filter. Its Content-Security-Policy forbids
every request. What sources wrote is escaped twice over: what would act on a terminal is shown as an escape, and the template escapes what would act
in HTML; only http and https addresses become links.
"""

import re
from importlib.resources import files

from jinja2 import Environment, StrictUndefined
from jinja2.loaders import FunctionLoader
from markupsafe import Markup, escape

from cstofacts.language import RIGHT_TO_LEFT, count, say, spoken
from cstofacts.model.report import Report
from cstofacts.reports.html.page import page_view
from cstofacts.reports.html.states import SIGNS, STATES
from cstofacts.reports.inert import inert

# A figure or date of several parts: kept together, so that right-to-left text around it cannot turn 2022-01-06 round.
_FIGURE = re.compile(r"(?<![\w:.-])\d+(?:[.,:/–-]\d+)+")

_SPACES = re.compile(r"\s*([{};,]|(?<=\w):)\s+")
_BLANK = re.compile(r"\n\s*")


def render(report: Report) -> str:
    """The report as HTML, in the language that is spoken."""
    page = _environment().get_template("page.html").render(page=page_view(report), states=STATES, signs=SIGNS)
    return _BLANK.sub("\n", page) + "\n"


def _environment() -> Environment:
    environment = Environment(
        autoescape=True, finalize=_inert, loader=FunctionLoader(_template), trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined
    )
    environment.globals |= {"say": say, "count": count, "asset": _asset, "rule": _rule}
    environment.filters["figures"] = _figures
    return environment


def _template(name: str) -> str:
    return (files("cstofacts.reports.html") / "templates" / name).read_text(encoding="utf-8")


def _asset(name: str) -> Markup:
    """The style sheet, without spaces that say nothing, or the script as it is; both are the program's own."""
    text = _template(name)
    return Markup(_SPACES.sub(r"\1", text) if name.endswith(".css") else text)  # noqa: S704 (nothing of a registry is in it)


def _rule(state: str, sign: str, meaning: str) -> Markup:
    """The CSS rule that puts a sign before whatever has a state, and says what is read out for it; all three are the program's own words."""
    return Markup(f'.{state}>i::before,td.{state}::before,th.{state}::before{{ content: "{sign}" / "{meaning}"; }}')  # noqa: S704 (as above)


def _inert(value: object) -> object:
    return inert(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _figures(text: str) -> Markup:
    """Text of the program with each figure and date kept together, whichever way the text around it runs."""
    safe = inert(text)
    if spoken() not in RIGHT_TO_LEFT:
        return escape(safe)
    parts, end = [], 0
    for found in _FIGURE.finditer(safe):
        parts += [escape(safe[end : found.start()]), Markup("<bdi>{}</bdi>").format(found[0])]
        end = found.end()
    return Markup("").join([*parts, escape(safe[end:])])
