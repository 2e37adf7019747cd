"""furniture: the lines of a pasted news page that are no part of its article.

What is cut away loses its claims, so only what is plain is. A line is furniture for what it says (`furniture_words` has the tables): `Tags: …`,
`© 2022 …`, `الأكثر قراءة`; or for where it stands:

- headlines under a heading for other stories; where paragraphs follow, the last of several is kept, for it may be a heading of the article,
- three headlines or more behind the last paragraph, most without figures, when the paragraphs of the article end in a full stop,
- in the head (above the first paragraph) and the tail (behind the last): dates and times, bylines, rows of tags, of sections, of a path,
- the title, said again.

A *paragraph* is a line of eight words or more with a full stop at its end, or of 25 without one. It is furniture only where it says so itself: a
line of copyright, a note on cookies. `Most read` is furniture, `The most read book was …` is not. `why` names what it was known by.
"""

import re
from collections.abc import Iterator

from cstofacts.extract import furniture_words as tables
from cstofacts.extract.furniture_lines import HEADLINE, PARAGRAPH, ROW, Line, is_date, is_heading, is_labelled, known_words, line_of, phrase_at, says
from cstofacts.model.extraction import LeftOut
from cstofacts.spelling import fold

# What it takes to tell headlines from the paragraphs of the article: how many of these end in a full stop, and what part; and how many headlines,
# where nothing stands over them. Choices: there are pages whose paragraphs have no stops.
_PARAGRAPHS = 2
_CLOSED = 0.6
_HEADLINES = 3

_STAMP = re.compile(r"\d{4}|\d[:.]\d\d|منذ|قبل|\bago\b|назад|\d (?:min|mins|دقيقه|دقايق|минут)\b")
_STEPS = re.compile(r"\s*[>»›|/→•·\"]\s*|\s[-:]\s")
_BYLINE = re.compile(r"(?:(?:Story|Words|Report|Reporting) by|By) [A-Z][\w.'’-]+(?:,? (?:and |of |in )?[A-Z][\w.'’-]+){1,7},?")

Why = dict[int, str]


def furniture(text: str) -> list[LeftOut]:
    """Every run of lines that are no part of the article, in order."""
    written = text.split("\n")
    lines = [line for number, one in enumerate(written, 1) if (line := line_of(number, one))]
    why = {line.number: reason for line in lines if (reason := says(line))}
    body = [line.number for line in lines if line.is_paragraph and line.number not in why]
    if body:
        why = {line.number: why[line.number] for line in lines if line.number in why and not _is_said_in(line, why[line.number], body)}
        outside = [line for line in lines if not body[0] <= line.number <= body[-1]]
        why = _stands(outside, written) | _dates(lines, body) | _sections(outside) | why
        why = _again(lines, why) | why
        why = _under_headings(lines, why, body) | why
        why = _behind(lines, why, body) | why
    return _runs(lines, why)


def _is_said_in(line: Line, reason: str, body: list[int]) -> bool:
    """Whether a line is a sentence of the article that only speaks of such things."""
    kind = reason.partition(":")[0]
    return line.is_paragraph and body[0] < line.number < body[-1] and (kind in tables.SAYINGS or kind in tables.INVITATIONS)


def _stands(outside: list[Line], written: list[str]) -> Why:
    """Lines of the head and the tail that there are plain, and would not be in the article."""
    return {line.number: reason for line in outside if (reason := _stands_outside(line, written[line.number - 1].strip()))}


def _stands_outside(line: Line, written: str) -> str:
    if _BYLINE.fullmatch(written):
        return "byline: By"
    if line.is_tags:
        return "tags: a row of phrases"
    if _is_path(line):
        return "navigation: a path"
    phrase = phrase_at("HEADINGS", line.words)
    return phrase.why if phrase and is_labelled(line, phrase) else ""


def _dates(lines: list[Line], body: list[int]) -> Why:
    """Lines of the head and the tail with nothing but a date and time; a chronicle has such lines between its paragraphs, and keeps them."""
    dates = [line for line in lines if is_date(line.words) and _STAMP.search(line.folded)]
    if any(body[0] <= line.number <= body[-1] for line in dates):
        return {}
    return {line.number: "date of the page: alone" for line in dates}


def _is_path(line: Line) -> bool:
    """`Home > World > Asia`, or nothing but names of sections."""
    steps = [step for step in _STEPS.split(line.folded) if step]
    sections = [word for word in line.words if word in known_words("SECTIONS")]
    from_home = len(steps) > 1 and steps[0] in {fold(home) for home in tables.HOME.split("|")}
    return from_home or len(sections) == len(line.words)


def _sections(outside: list[Line]) -> Why:
    """Rows of short lines of which at least half are names of sections."""
    why: Why = {}
    row: list[Line] = []
    for line in [*outside, None]:
        if line and len(line.words) < ROW and (not row or line.number - row[-1].number < ROW):
            row.append(line)
            continue
        known = [one for one in row if set(one.words) <= known_words("SECTIONS")]
        if len(row) >= ROW and 2 * len(known) >= len(row):
            why |= {one.number: "navigation: names of sections" for one in row}
        row = [line] if line and len(line.words) < ROW else []
    return why


def _again(lines: list[Line], why: Why) -> Why:
    """Lines that repeat the title, which is the first line of some words that is no furniture."""
    title = next((line for line in lines if line.number not in why and len(line.words) > ROW), None)
    if title is None or title.is_paragraph:
        return {}
    return {line.number: f"the title, line {title.number}" for line in lines if line.number > title.number and line.words == title.words}


def _under_headings(lines: list[Line], why: Why, body: list[int]) -> Why:
    """Headlines under the headings for other stories that stand below the title; one alone where paragraphs may have no stops either."""
    found: Why = {}
    below = _below_stops(lines, why, body[-1])
    title = next((line.number for line in lines if line.number not in why and len(line.words) > ROW), body[0])
    for heading, stories in _lists(lines, why, body[-1]):
        kept = heading.number < body[-1] and len(stories) > 1  # perhaps a heading of the article
        sure = len(stories) - kept if heading.number in below else 1
        found |= {story.number: why[heading.number] for story in stories[:sure] if heading.number > title}
    return found


def _below_stops(lines: list[Line], why: Why, last: int) -> set[int]:
    """The lines above which the paragraphs of the article end in full stops, so that what has none is no paragraph."""
    below = set()
    long = closed = 0
    for line in lines:
        if closed >= max(_PARAGRAPHS, _CLOSED * long):
            below.add(line.number)
        if line.number <= last and line.number not in why and len(line.words) >= PARAGRAPH:
            long += 1
            closed += line.is_closed
    return below


def _lists(lines: list[Line], why: Why, last: int) -> Iterator[tuple[Line, list[Line]]]:
    """Every heading with the lines of its list."""
    heading: Line | None = None
    stories: list[Line] = []
    for line in lines:
        known = line.number in why
        if known and _opens(line, why[line.number], in_tail=line.number > last):
            yield from [(heading, stories)] if heading else []
            heading, stories = line, []
        elif heading and not known and _is_story(line, why[heading.number], in_tail=heading.number > last):
            stories.append(line)
        elif heading and not (known and heading.number > last):
            yield heading, stories
            heading = None
    yield from [(heading, stories)] if heading else []


def _opens(line: Line, reason: str, *, in_tail: bool) -> bool:
    """Whether a list stands below: of other stories, or in the tail of tags."""
    return is_heading(line) or (in_tail and reason.startswith("tags:") and len(line.words) <= ROW)


def _is_story(line: Line, reason: str, *, in_tail: bool) -> bool:
    """A headline, or a tag; in the tail also the few words between headlines (a section, an hour)."""
    few = in_tail and len(line.words) < HEADLINE[0] and not line.is_closed
    return few or (line.is_headline and not reason.startswith("tags:"))


def _behind(lines: list[Line], why: Why, body: list[int]) -> Why:
    """Headlines behind the last paragraph, when nothing of the article is like them."""
    tail = [line for line in lines if line.number > body[-1] and line.number not in why]
    headlines = [line for line in tail if line.is_headline]
    figures = [line for line in tail if any(character.isdigit() for character in line.folded)]
    listed = [line for line in tail if line.folded[0] in "-*•·" or line.folded.endswith(":")]
    plain = len(headlines) == len(tail) >= _HEADLINES and 2 * len(figures) <= len(tail) and not listed
    return {line.number: "headlines behind the article" for line in tail} if plain and tail[0].number in _below_stops(lines, why, body[-1]) else {}


def _runs(lines: list[Line], why: Why) -> list[LeftOut]:
    """Lines next to each other that were known by the same thing, together."""
    runs: list[LeftOut] = []
    before = 0
    for line in lines:
        reason = why.get(line.number)
        if reason and runs and runs[-1].last == before and runs[-1].why == reason:
            runs[-1] = LeftOut(runs[-1].first, line.number, reason)
        elif reason:
            runs.append(LeftOut(line.number, line.number, reason))
        before = line.number
    return runs
