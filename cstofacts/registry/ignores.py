"""Read the comments `# ignore CODE, CODE: reason` of a registry file.

A comment holds for the entry in which it stands: a claim, a candidate, an entity, a property. On a line of its own it belongs to the line that
follows, so above an entry it holds for that one; at `claims:` it holds for all of them. A `# ignore` inside a text is no comment, and neither are
words such as `# ignore the second table`: a rule's code or name has to follow, or single words and a colon.
"""

import re
from collections.abc import Iterator
from typing import Any

import yaml
from msgspec.structs import replace
from yaml import ScalarEvent
from yaml.error import YAMLError

from cstofacts.model.ignore import Ignore
from cstofacts.model.problem import Location
from cstofacts.model.rules import RULES, can_be_ignored
from cstofacts.registry.nodes import Node, Page, key_of
from cstofacts.spelling import nearest

_LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_COMMENT = re.compile(r"(?:^|(?<=[ \t]))# ignore\b[ \t]*(.*)", re.IGNORECASE)
_A_CODE = re.compile(r"CF\d", re.IGNORECASE)
_PARSER = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader

_BLANK = " \t\ufeff"
_BY_NAME = {rule.name: rule.code for rule in RULES.values()}


# After the last line of every file.
_END = 10**9


def read_ignores(page: Page, root: Node | None, data: bytes) -> list[Ignore]:
    """The comments of a file that was read; what is wrong with one is reported on the page."""
    if root is None or not isinstance(root.value, dict):
        return []
    text = data.decode("utf-8-sig")
    lines = _LINE_END.split(text)
    found = (_read(page, line, column, written) for line, column, written in _comments(text))
    return [_placed(ignore, lines, root.value) for ignore in found if ignore]


def _comments(text: str) -> Iterator[tuple[int, int, str]]:
    """The line and column of every comment that may be one, and what follows the word."""
    scalars = _scalars(text)
    start = 0
    for number, line in enumerate(_LINE_END.split(text), 1):
        match = _COMMENT.search(line)
        if match and _is_meant(match[1]) and not any(begin <= start + match.start() < end for begin, end in scalars):
            yield number, match.start() + 1, match[1].strip()
        end = _LINE_END.match(text, start + len(line))
        start = end.end() if end else len(text)


def _scalars(text: str) -> list[tuple[int, int]]:
    """From where to where each quoted text or block of text stands: no comment begins inside one."""
    try:
        events = [event for event in yaml.parse(text, Loader=_PARSER) if isinstance(event, ScalarEvent) and event.style]
    except YAMLError:
        return [(0, len(text))]
    marks: list[tuple[Any, Any]] = [(event.start_mark, event.end_mark) for event in events]
    return [(start.index, end.index) for start, end in marks]


def _is_meant(written: str) -> bool:
    """Whether a comment is for the program: what follows `# ignore` is a code or a name, or single words before a colon."""
    head, colon, _ = written.partition(":")
    first = re.split(r"[\s,:]", written, maxsplit=1)[0]
    return first.lower() in _BY_NAME or bool(_A_CODE.match(first)) or (bool(colon) and all(len(word.split()) <= 1 for word in head.split(",")))


def _read(page: Page, line: int, column: int, written: str) -> Ignore | None:
    """The comment itself, or None with a problem when nothing of it can hold."""
    head, _, reason = (part.strip() for part in written.partition(":"))
    words = [word for word in re.split(r"[\s,]+", head) if word]
    if not reason or not words:
        advice = "say which rule and why, as `# ignore CF213: the site has renumbered its lines`"
        page.report("ignore-without-reason", f"this ignores nothing: {advice}", line, column)
        return None
    codes = []
    for word in words:
        code = _BY_NAME.get(word.lower(), word.upper())
        if code in RULES and can_be_ignored(RULES[code]):
            codes.append(code)
        else:
            page.report("unfit-ignore", _unfit(word, code), line, column)
    return Ignore(Location(page.path, line, column), tuple(dict.fromkeys(codes)), reason, line, line) if codes else None


def _unfit(word: str, code: str) -> str:
    if code in RULES:
        return f"{word} cannot be ignored: {'it weighs nothing' if RULES[code].level == 'verdict' else 'what it tells of was not read; mend it'}"
    meant = nearest(word, list(_BY_NAME)) or nearest(word.upper(), list(RULES))
    return f"there is no rule {word[:40]!r}: " + (f"did you mean {meant!r}?" if meant else "`cstofacts rules` lists them")


def _placed(ignore: Ignore, lines: list[str], top: dict[str, Node]) -> Ignore:
    """The comment with the lines for which it holds."""
    first, last = _span_at(_line_meant(ignore.location.line, lines), top)
    return replace(ignore, first=first, last=last)


def _line_meant(line: int, lines: list[str]) -> int:
    """The line to which a comment belongs: its own, or when it stands alone the first one below that is no comment and not empty."""
    while line < len(lines) and lines[line - 1].lstrip(_BLANK)[:1] in ("", "#"):
        line += 1
    return line


def _span_at(line: int, top: dict[str, Node]) -> tuple[int, int]:
    """The lines of the entry in which a line stands, or of the whole section when it begins there; each goes on to the next."""
    section, last = _last_from(line, [(key_of(node).line, node) for node in top.values()], _END)
    if section is None:
        return line, line
    begins = key_of(section).line
    entry, beyond = _last_from(line, [] if line == begins else _entries(section, top), last)
    return (_begins(entry), beyond) if entry else (begins, last)


def _last_from(line: int, starts: list[tuple[int, Node]], end: int) -> tuple[Node | None, int]:
    """Of the nodes that begin at these lines the last one up to a line, and the line before the next one."""
    upto = [node for start, node in starts if start <= line]
    beyond = [start for start, _ in starts if start > line]
    return (upto[-1] if upto else None), (min(beyond) - 1 if beyond else end)


def _entries(section: Node, top: dict[str, Node]) -> list[tuple[int, Node]]:
    """The entries of a section, each with the line in which it begins; a source is one by itself."""
    if section is top.get("source"):
        return []
    nodes = section.value.values() if isinstance(section.value, dict) else section.value if isinstance(section.value, list) else ()
    return [(_begins(node), node) for node in nodes]


def _begins(node: Node) -> int:
    return key_of(node).line
