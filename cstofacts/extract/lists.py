"""lists: which entities a text names together, as one set.

`read(text, spellings)` gives a set for two or more names joined by و, commas, `and` or `и`: `أرمينيا وبيلاروسيا`, `روسيا، وأرمينيا، وكازاخستان`.

- `إلى جانب روسيا تضم أرمينيا وبيلاروسيا`: Russia is one of them.
- `روسيا وخمس دول أخرى`, `and others`, `и другие`, and a list behind `منها`, `بما في ذلك`, `including`: the list is open and ends with `...`.
- `جميعها باستثناء أذربيجان وجورجيا`: refused, for it says who is not a member; so is a list that has an unknown name in its middle.
- Commas alone join three or more countries; `رئيس كازاخستان، قاسم توكاييف` is one man with his office. Adjectives (`الروسية والبيلاروسية`) are
  no list of members, and a list never runs over the end of a sentence or line.
- `روسيا وأرمينيا وليتستان`, `Ruritania, Norway and Peru`: a name that nothing here knows before or behind leaves the list open (see `list_edges`).
"""

import re
from collections.abc import Mapping
from functools import cache

from msgspec import Struct

from cstofacts.extract.base import Found, Refused
from cstofacts.extract.countries import countries
from cstofacts.extract.list_edges import cut_short
from cstofacts.extract.names import Mention, Words, mentions, words_of
from cstofacts.values.set import OPEN

# How far before a list its introduction may stand, and how far behind `إلى جانب روسيا` the list may begin: one clause of a news sentence.
_BEFORE = 40
_CLAUSE = 90

_COMMAS_ALONE = 3  # so few countries behind commas only are a list; two may be a place within another

_PREPOSITION = r"(?:من|في|الي|علي|عن|مع|from|in|to|of|with|the|из|в|с|со)"
_ALSO = r"(?:الي جانب|بالاضافه الي|اضافه الي|فضلا عن|علاوه علي|و?كذلك|و?ايضا|as well as|along with|together with|а также|вместе с|наряду с)"
_BESIDES = r"(?:الي جانب|بالاضافه الي|اضافه الي|فضلا عن|علاوه علي|besides|in addition to|alongside|apart from|помимо|кроме|наряду с)"
_INCLUDES = (
    r"(?:[ويتف]?[تي]?شمل|[وف]?[تي]ضم|[وف]?ضمت|[وف]?[تي]?شارك(?:ت)?|[وف]?[تي]تالف|[وف]?[تي]تكون|في عضويت\w+"
    r"|includes?|included|comprises?|compris\w+|has|members|joined|входят|входит|участвуют|состоят|вошли)"
)
_EXCEPT = (
    r"(?:باستثناء|باستثنا|ما ?عدا|عدا|خلا|سوي|بدون|دون|غير|except(?: for)?|excluding|other than|without|but not|apart from|за исключением|кроме|без)"
)
_INTRODUCED = (
    r"(?:بما في ذلك|بمن فيهم|بما فيها|بما فيهم|و?منها|و?منهم|و?من بينها|و?من بينهم|و?من ضمنها|و?من بين هذه الدول|و?ابرزها|و?مثل|و?علي راسها"
    r"|including|included|such as|among them|among others|e\.g\.|в том числе|включая|например|среди них|такие как)"
)
_MORE = (
    r"(?:و(?:\S+ )?(?:دول|دوله|دولتين|دولتان|بلدان|بلد|مناطق|اطراف|منظمات|جهات|حكومات|مدن|اخرين?|اخرون|اخري) (?:\S+ )?(?:اخري|اخرين|اخرون|اخر)\b"
    r"|و(?:غيرها|غيرهم|غيرهما|اخرين|اخرون|اخري)\b|و(?:عدد من|بقيه|باقي|سائر|ساير) ال?(?:دول|بلدان|مدن)\b|الخ\b"
    r"|and (?:\w+ )?(?:other \w+|others|more)\b|among others\b|etc\b"
    r"|и (?:еще )?(?:\w+ )?(?:други[ехм]\w*(?: \w+)?|др\.|прочи\w+|пр\.)|и еще \w+ (?:стран\w*|государств\w*))"
)


class _Run(Struct, frozen=True):
    """Names that follow one another, and what joins them."""

    names: tuple[Mention, ...]
    joints: tuple[str, ...]


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """Compiled once, when the first list is read."""
    joint = rf" ?(?:, ?(?:{_PREPOSITION} )?|,? ?و(?:{_PREPOSITION} )?[بلك]?|,? ?(?:and|&|и) (?:{_PREPOSITION} )?|,? ?{_ALSO} (?:the )?[بل]?)"
    return {
        "joint": re.compile(joint),
        "strong": re.compile(rf"و|and|&|и\b|{_ALSO}"),
        "besides": re.compile(rf"(?:^|[^\w])(?:و)?({_BESIDES}) (?:the |كل من )?[بل]?$"),
        "includes": re.compile(rf"\b{_INCLUDES}\b"),
        "except": re.compile(rf"(?:^|\W){_EXCEPT} (?:كل من |the |both )?[بل]?$"),
        "introduced": re.compile(rf"(?:^|\W){_INTRODUCED},?:? (?:كل من |the )?$"),
        "more": re.compile(rf"\s?,? ?{_MORE}"),
        "bridge": re.compile(r" ?,? ?(?:و|and |и )(\w+)(?: \w+)? ?,? ?(?:و|and |и )"),
    }


@cache
def _codes() -> frozenset[str]:
    return frozenset(country.code for country in countries())


def read(text: str, spellings: Mapping[str, str]) -> list[Found | Refused]:
    """Every list of entities in the text, as the set that a registry writes."""
    words = words_of(text)
    nouns = [mention for mention in mentions(text, spellings) if not mention.name.adjective]
    runs = _bridged(words, _runs(words, nouns))
    found: list[Found | Refused] = []
    before: _Run | None = None
    for run in runs:
        what = _read(words, run, before)
        if what and (not found or what.start >= found[-1].end):
            found.append(what)
        before = run
    return found


def _runs(words: Words, nouns: list[Mention]) -> list[_Run]:
    groups: list[tuple[list[Mention], list[str]]] = []
    for mention in nouns:
        joint = _between(words, groups[-1][0][-1], mention) if groups else ""
        if joint and _patterns()["joint"].fullmatch(joint):
            groups[-1][0].append(mention)
            groups[-1][1].append(joint)
        else:
            groups.append(([mention], []))
    return [_Run(tuple(names), tuple(joints)) for names, joints in groups]


def _between(words: Words, left: Mention, right: Mention) -> str:
    """The folded text between two names, with the particle of the second; nothing when they stand far apart."""
    start, end = words.places[left.last][1], words.places[right.first][0] + len(right.particle)
    return words.folded[start:end].removeprefix('"').removesuffix('"') if end - start <= _CLAUSE else ""


def _bridged(words: Words, runs: list[_Run]) -> list[_Run]:
    """Runs with an unknown member between them become one, with its name as the joint, so that neither half passes for the whole."""
    groups: list[tuple[list[Mention], list[str]]] = []
    for run in runs:
        gap = _between(words, groups[-1][0][-1], run.names[0]) if groups else ""
        if gap and len(groups[-1][0]) + len(run.names) > _COMMAS_ALONE and _patterns()["bridge"].fullmatch(gap):
            groups[-1][0].extend(run.names)
            groups[-1][1].extend((gap, *run.joints))
        else:
            groups.append(([*run.names], [*run.joints]))
    return [_Run(tuple(names), tuple(joints)) for names, joints in groups]


def _read(words: Words, run: _Run, before: _Run | None) -> Found | Refused | None:
    start, end = run.names[0].start, run.names[-1].end
    besides = before if before and _is_besides(words, before, run) else None
    more = _more(words, run)
    members = tuple(dict.fromkeys(mention.name.id for mention in (*(besides.names if besides else ()), *run.names)))
    if len(members) == 1 and not (more and not besides):
        return None
    if why := _refusal(words, run):
        return Refused(start, end, "set", why) if len(run.names) > 1 else None
    goes_on = cut_short(words, run.names[0], run.names[-1], run.joints)
    if not (besides or more or _is_list(run) or (goes_on and _are_nations(run))):
        return None
    opened = more or goes_on or bool(_patterns()["introduced"].search(_before(words, run)))
    start = besides.names[0].start if besides else start
    return Found(start, more or end, "set", (*members, OPEN) if opened else members, _why(besides, opened=bool(opened)))


def _why(besides: _Run | None, *, opened: bool) -> str:
    kind = "an open list" if opened else "a list"
    return f"{kind}, with {', '.join(mention.name.id for mention in besides.names)} before it (besides)" if besides else f"{kind} of names"


def _before(words: Words, run: _Run) -> str:
    """The folded text just before a run, within its line."""
    end = words.places[run.names[0].first][0] + len(run.names[0].particle)
    return words.folded[max(0, end - _BEFORE) : end].rpartition("\n")[2]


def _refusal(words: Words, run: _Run) -> str:
    if _patterns()["except"].search(_before(words, run)):
        return "these are the exceptions: the list says who is not a member"
    if unknown := next((match[1] for joint in run.joints if (match := _patterns()["bridge"].fullmatch(joint))), ""):
        return f"the list has a member that nothing here knows: {unknown}"
    return ""


def _is_list(run: _Run) -> bool:
    """Whether the joints make a list: one `and` at the end, or commas between three countries; names of two kinds need it everywhere."""
    strong = [bool(_patterns()["strong"].search(joint)) for joint in run.joints]
    if _are_nations(run):
        return strong[-1] or (len(run.names) >= _COMMAS_ALONE and not any(strong))
    return all(strong) if any(map(_is_nation, run.names)) else strong[-1]


def _are_nations(run: _Run) -> bool:
    return all(map(_is_nation, run.names))


def _is_nation(mention: Mention) -> bool:
    return mention.name.country or mention.name.id in _codes()


def _is_besides(words: Words, before: _Run, run: _Run) -> bool:
    """Whether `before` is what a list comes on top of: `إلى جانب روسيا تضم المنظمة …`."""
    if not _patterns()["besides"].search(_before(words, before)):
        return False
    gap = _between(words, before.names[-1], run.names[0])
    return not re.search(r"[.\n;:?!]", gap) and bool(_patterns()["includes"].search(gap))


def _more(words: Words, run: _Run) -> int:
    """The end of `and five other states` behind a run, or 0."""
    match = _patterns()["more"].match(words.folded, words.places[run.names[-1].last][1])
    return words.span(match.start(), match.end())[1] if match else 0
