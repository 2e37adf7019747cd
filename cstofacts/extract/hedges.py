"""hedges: how firmly a text says something, whether it denies it, and whether it is planned or done.

The words are in `cues`; here are the rules for words whose meaning their neighbours decide: قد before a present or a past verb, لا before سيما, the
month of May. `speech` puts what is found in order.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache

from msgspec import Struct

from cstofacts.extract import cues
from cstofacts.extract.names import Mention, Words
from cstofacts.spelling import fold

SIGN = re.compile(r"[^\w\s'’-]|\n")  # what ends a clause; a line break does
_WHETHER = 8  # words before قد in which the ما إذا that makes it a question stands
_NEGATED_CLAUSE = 12  # words behind a negation in which its إلا or سوى stands


class Hit(Struct, frozen=True):
    """Words that say something: the first and last of them, what they say, and whether it can be read at all."""

    first: int
    last: int
    type: str
    written: str
    why: str
    refused: bool = False


def marks(words: Words, named: Mapping[int, Mention]) -> Iterator[Hit]:
    """Hedges, negations and phases, word by word."""
    for place, word in enumerate(words.words):
        if place in named:
            continue
        for stem in without_conjunction(word):
            hit = _phrase(words, place, stem) or _ruled(words, place, stem)
            if hit:
                yield _checked(words, hit)
                break


def without_conjunction(word: str) -> tuple[str, ...]:
    """A word, and the word without an attached و or ف."""
    return (word, word[1:]) if word[0] in "وف" and len(word) > 2 else (word,)  # noqa: PLR2004 (a conjunction and a word)


def _ruled(words: Words, place: int, stem: str) -> Hit | None:
    if cues.FUTURE.fullmatch(stem):
        return _future(words, place, stem)
    rule = _RULES.get(stem)
    return rule(words, place) if rule else None


def after(words: Words, place: int, count: int = 1) -> str:
    """The word `count` behind a place, or nothing when a sign or the end stands between."""
    if place + count >= len(words.words) or any(SIGN.search(words.gap(place + step)) for step in range(1, count + 1)):
        return ""
    return words.words[place + count]


def back(words: Words, place: int) -> str:
    """The word before a place, or nothing when a sign or the beginning stands between."""
    return words.words[place - 1] if place and not SIGN.search(words.gap(place)) else ""


def _written(words: Words, place: int) -> str:
    start, end = words.span(*words.places[place])
    return words.text[start:end]


@cache
def _phrase_table() -> dict[str, list[tuple[tuple[str, ...], str, str]]]:
    """The phrases by their first word, the longest first."""
    table: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
    rows = [(type_, written, phrases) for type_, meanings in cues.PHRASES.items() for written, phrases in meanings.items()]
    for type_, written, phrases in rows:
        for parts in (tuple(fold(phrase).split()) for phrase in phrases.split("|")):
            table.setdefault(parts[0], []).append((parts, type_, written))
    return {first: sorted(rows, key=lambda row: -len(row[0])) for first, rows in table.items()}


def _phrase(words: Words, place: int, stem: str) -> Hit | None:
    for parts, type_, written in _phrase_table().get(stem, ()):
        last = place + len(parts) - 1
        if all(_matches(after(words, place, step), part) for step, part in enumerate(parts[1:], 1)):
            return None if _spoilt(words, place, type_) else Hit(place, last, type_, written, " ".join(parts))
    return None


def _matches(word: str, part: str) -> bool:
    return word == part or (part == "ل" and word.startswith("ل"))


def _spoilt(words: Words, place: int, type_: str) -> bool:
    """Whether the word before makes a phrase mean something else: a negated possibility, a condition (لو انتهكت), a past that is denied."""
    before, written = back(words, place), _written(words, place)
    if type_ == "certainty":
        return before in {"لا", "غير", "not", "не", "un"} or (words.words[place] == "likely" and before in {"un", "not"})
    if type_ == "phase":
        return before in {"لو", "اذا", "ان", "if", "если", "не", "not", "to", "be"}
    return written == "رفضا"


def _checked(words: Words, hit: Hit) -> Hit:
    """A negation that its clause takes back, or that stands on another one, cannot be read."""
    if hit.type != "polarity" or hit.refused:
        return hit
    if back(words, hit.first).lstrip("و") in {"لا", "لم", "لن", "not", "не", "t"}:
        return Hit(hit.first - 1, hit.last, "polarity", "", "two negations on one another", refused=True)
    for step in range(1, _NEGATED_CLAUSE + 1):
        word = after(words, hit.last, step)
        if not word:
            return hit
        if word in cues.EXCEPTIONS:
            return Hit(hit.first, hit.last, "polarity", "", f"a negation with an exception ({word}): in part it asserts", refused=True)
    return hit


def _qad(words: Words, place: int) -> Hit | None:
    """قد before a present verb: perhaps; before a past one: already."""
    verb = after(words, place)
    if verb in cues.EITHER:
        return Hit(place, place + 1, "certainty", "", f"قد {verb} may have happened or may yet", refused=True)
    if verb == "لا" or (verb[:1] == "ي" and len(verb) > 2 and not verb.startswith("يد")) or verb in {"نكون", "نري", "نشهد", "نحتاج"}:  # noqa: PLR2004 (يد is a hand)
        return Hit(place, place, "certainty", "possible", "قد with a present verb")
    past = verb in cues.PAST or (len(verb) > 3 and verb.endswith("ت")) or (len(verb) > 2 and verb[0] not in "يتنا")  # noqa: PLR2004 (a root and its ت)
    if verb[:1] == "ت" and len(verb) > 2 and not past:  # noqa: PLR2004
        return Hit(place, place, "certainty", "possible", "قد with a present verb")
    asked = "اذا" in words.words[max(0, place - _WHETHER) : place]
    return Hit(place, place + 1, "phase", "done", "قد with a past verb") if past and not asked else None


def _negated(words: Words, place: int) -> Hit | None:
    """لا، لم، لن before a present verb."""
    verb = after(words, place)
    amount = verb in cues.AMOUNTS and (words.words[place].endswith("لا") or after(words, place, 2) == "عن")
    if amount or verb in cues.STILL or not cues.MAY_FOLLOW_NEGATION.fullmatch(verb):
        return None
    if verb in {"احد", "اي", "اقل", "اكثر"} or back(words, place) in {"ما", "او", "ام"}:
        return None
    return _negation(words, place)


def _is_not(words: Words, place: int) -> Hit | None:
    if {after(words, place), after(words, place, 2), after(words, place, 3)} & cues.ONLY:
        return None
    return Hit(place, place, "polarity", "no", "negated clause")


def _un(words: Words, place: int) -> Hit | None:
    """غير before an adjective."""
    word = after(words, place)
    if len(word) <= 2 or word in cues.NOT_NEGATED_BY_OTHER or back(words, place) in {"لا", "ليس"}:  # noqa: PLR2004
        return None
    return Hit(place, place, "polarity", "no", "negated adjective")


def _without(words: Words, place: int) -> Hit | None:
    """عدم and بدون before what is not the case (`عدم وجود أدلة`); not in words of their own (`بدون طيار`)."""
    noun = after(words, place)
    if not noun or noun in cues.NO_DENIAL_WITH or (words.words[place].endswith("دون") and noun[0].isdigit()):
        return None
    if back(words, place).lstrip("و") in cues.NEGATIONS | cues.REFUSALS:
        return Hit(place - 1, place, "polarity", "", "two negations on one another", refused=True)
    return Hit(place, place, "polarity", "no", f"{words.words[place]} and a noun")


def _from_without(words: Words, place: int) -> Hit | None:
    """من دون; دون alone may be less than or below."""
    return _without(words, place) if back(words, place) == "من" else None


def _verb_before_figure(words: Words, place: int) -> Hit | None:
    """`قتل 5 أشخاص` at the beginning of a clause: somebody was killed; elsewhere it may be the killing of somebody."""
    begins = place == 0 or bool(SIGN.search(words.gap(place))) or words.words[place][0] in "وف"
    fits = begins and after(words, place)[:1].isdigit()
    return Hit(place, place, "phase", "done", "a past verb before a figure") if fits else None


def _future(words: Words, place: int, stem: str) -> Hit | None:
    if cues.NO_FUTURE.match(stem) or _written(words, place).endswith(("ة", "اء")):
        return None
    return Hit(place, place, "phase", "planned", "future verb")


def _will(words: Words, place: int) -> Hit | None:
    """سوف and `will` with a verb; a will is none."""
    if back(words, place) in {"the", "political", "his", "her", "own", "free", "strong", "good", "ill", "of", "their", "a", "last"}:
        return None
    following = after(words, place)
    fits = following and (words.words[place] != "will" or (_written(words, place) == "will" and following.isascii() and following != "of"))
    return Hit(place, place, "phase", "planned", "future") if fits else None


def _if(words: Words, place: int) -> Hit | None:
    """إذا, but neither ما إذا (whether) nor إذاً (so)."""
    if back(words, place) in {"ما", "عما", "فيما", "مما", "بما"} or "ً" in _written(words, place):
        return None
    return Hit(place, place, "certainty", "conditional", "condition") if after(words, place) else None


def _was_done(words: Words, place: int) -> Hit | None:
    """تم with a noun: it was done; لم يتم has another verb."""
    return Hit(place, place, "phase", "done", "تم") if after(words, place) and back(words, place) not in {"اذا", "لو"} else None


def _may(words: Words, place: int) -> Hit | None:
    """The modal verb, which is neither a month nor strength."""
    before, following = back(words, place), after(words, place)
    noun = before in {"the", "military", "his", "its", "their", "of", "and", "in", "since", "until", "last", "economic", "on", "by"}
    if noun or not following.isalpha() or not _written(words, place).islower():
        return None
    return Hit(place, place, "certainty", "possible", "modal verb")


def _could(words: Words, place: int) -> Hit | None:
    return None if after(words, place) in {"not", "n", "be", "have"} else _may(words, place)


def _not(words: Words, place: int) -> Hit | None:
    following = after(words, place)
    if following in {"only", "just", "least", "merely", "to", ""} or back(words, place) in {"or", "if", "whether", "why"}:
        return None
    return _negation(words, place)


def _negation(words: Words, place: int) -> Hit:
    if after(words, place) in cues.REFUSALS:
        return Hit(place, place + 1, "polarity", "", "two negations on one another", refused=True)
    return Hit(place, place, "polarity", "no", "negated verb")


def _no(words: Words, place: int) -> Hit | None:
    following = after(words, place)
    if (
        following in {"doubt", "less", "fewer", "more", "matter", "later", "wonder", "but", ""}
        or following[0].isdigit()
        or back(words, place) in {"or", "yes"}
    ):
        return None
    return Hit(place, place, "polarity", "no", "no")


def _t(words: Words, place: int) -> Hit | None:
    """The end of `don't`."""
    fits = place and words.gap(place) in {"'", "’"} and words.words[place - 1].endswith("n") and words.words[place - 1] != "n"
    return Hit(place - 1, place, "polarity", "no", "negated verb") if fits else None


def _ne(words: Words, place: int) -> Hit | None:
    if after(words, place) in {
        "только",
        "менее",
        "более",
        "раз",
        "исключено",
        "исключают",
        "исключает",
        "исключил",
        "меньше",
        "больше",
        "может",
        "",
    }:
        can = after(words, place) == "может" and after(words, place, 2) not in {"не", ""}
        return Hit(place, place, "polarity", "no", "negated verb") if can else None
    return _negation(words, place)


def _net(words: Words, place: int) -> Hit | None:
    return None if back(words, place) in {"или", "да"} or not after(words, place) else Hit(place, place, "polarity", "no", "нет")


def _can(words: Words, place: int) -> Hit | None:
    """может and могут with an infinitive."""
    fits = after(words, place).endswith(("ть", "ться", "ти", "чь")) and back(words, place) != "не"
    return Hit(place, place, "certainty", "possible", "modal verb") if fits else None


def _will_be(words: Words, place: int) -> Hit | None:
    fits = (
        after(words, place).endswith(("ть", "ться", "ти", "ен", "ена", "ены", "ано", "ан", "аны", "ыт", "ыта", "ыты", "ыто"))
        and back(words, place) != "не"
    )
    return Hit(place, place, "phase", "planned", "future") if fits else None


_RULES: dict[str, Callable[[Words, int], Hit | None]] = {
    **dict.fromkeys(("قد", "لقد"), _qad),
    **dict.fromkeys(("لا", "لم", "لن"), _negated),
    **dict.fromkeys(("ليس", "ليست", "ليسوا", "لسنا"), _is_not),
    **dict.fromkeys(("تم", "تمت"), _was_done),
    **dict.fromkeys(("سوف", "will"), _will),
    **dict.fromkeys(("may", "might"), _may),
    **dict.fromkeys(("not", "cannot"), _not),
    **dict.fromkeys(("может", "могут"), _can),
    **dict.fromkeys(("будет", "будут"), _will_be),
    **dict.fromkeys(("عدم", "بعدم", "لعدم", "بدون"), _without),
    **dict.fromkeys(cues.VERB_OR_NOUN, _verb_before_figure),
    "دون": _from_without,
    "اذا": _if,
    "غير": _un,
    "could": _could,
    "no": _no,
    "t": _t,
    "не": _ne,
    "нет": _net,
}
