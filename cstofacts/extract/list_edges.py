"""What stands at the two ends of a list: whether it began before its first known name, or goes on behind the last one.

A list whose next member nothing here knows is not complete: `تونس والمغرب وليتستان`, `Ruritania, Norway and Peru`, `Россия, Армения и Лимония`. Where
it is not plain whether another member or a new clause follows (`and President Smith said`), a member is taken: an open list claims less.

- Arabic: a word behind و is a member unless it is a particle, or looks like a verb of the next clause (`وتهدف إلى`, `وأعلنت أن`); before the
  list, any word to which its first name is joined by و.
- English and Russian: a capital behind `and`, or behind a comma where the list has no `and` of its own; before the list, a name with a comma, unless
  it is a day or an adverb that begins the sentence (`However,`, `In London,`).
"""

import re
from functools import cache

from cstofacts.extract.names import Mention, Words
from cstofacts.spelling import fold

_AHEAD = 60  # letters behind a list within which its next member begins and ends
_BEHIND = 60
_SHORT_CLAUSE = 2  # `ليتستان، روسيا`: a longer piece before a comma is a clause

_LIKE_COUNTRIES = ("ستان", "عمان", "لندا", "لاند", "نيا", "ريا", "ليا", "ديا")


def _set(words: str) -> frozenset[str]:
    return frozenset(fold(words).split())


_NO_MEMBERS = _set(
    "التي الذي الذين اللتان اللتين اللذان اللذين اللاتي اللواتي الآن اليوم الأحد الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت ذلك "
    "تلك هذا هذه هي هو هم هما كذلك أيضا قد لقد لا لم لن ليس ليست كان كانت ما من في على إلى عن مع أن إن أنه أنها إنه إنها منذ بعد "
    "قبل حتى كل بين أو ثم كما كلها كلهم جميعها جميعا كلاهما بذلك لذلك لكن وسط قال قالت أكد أكدت أضاف أضافت أعلن أعلنت ذكر ذكرت دعا "
    "دعت بلغ بلغت جاء جاءت تم حيث عندما وزير وفد بحسب وفق وفقا بينما فيما"
)
_OPENERS = _set(
    "However Meanwhile Today Yesterday Tomorrow Instead Still Also Then Later Earlier Moreover Furthermore Therefore Thus Yet Besides Nevertheless "
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September October November December "
    "Однако Сегодня Вчера Завтра Между Также Ранее Позже Напомним Впрочем Кстати Поэтому Затем Потом Например Понедельник Вторник"
)
_BEFORE_PLACES = _set("in at on near from after since by outside в на из под у после с")


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        "and": re.compile(r'["”»]?,? (?:and|и|&) (?:the )?["“«]?[A-ZА-ЯЁ]'),
        "comma": re.compile(r'["”»]?, (?:the )?["“«]?[A-ZА-ЯЁ]'),
        "waw": re.compile(r'"?,? ?و"?(\w+)(.*)', re.DOTALL),
        "plain": re.compile(r'"?, ?"?([ء-ي]\w+)(?: \w+)?(?:,|"? ?و\w|"?, ?و)'),
        "ends": re.compile(r'"?(?:$|[^\w ]| و\w)'),
        "preposition": re.compile(r" (?:في|من|مع|خلال|بعد|قبل|علي|الي|عن)\b"),
        "verb": re.compile(r"(?:[تيا]|س[تي])\w+|\w+(?:ت|وا)"),
        "before waw": re.compile(r'\w"?,? ?و"?$'),
        "before comma": re.compile(r'(?:^|[\n.:;,(])([^\n.:;,(]*[ء-ي]"?), "?$'),
        "before name": re.compile(r"(?:([\w’'-]+) )?[\"“«]?([A-ZА-ЯЁ][\w’'-]*)[\"”»]?(?:, | (?:and|и|&) |, (?:and|и) )(?:the )?[\"“«]?$"),
    }


def cut_short(words: Words, first: Mention, last: Mention, joints: tuple[str, ...]) -> bool:
    """Whether a list from one name to another leaves out members that nothing here knows."""
    closed = any(re.search(r"\b(?:and|и)\b|&", joint) for joint in joints)
    return _goes_on(words, last, closed=closed or any("و" in joint for joint in joints)) or _began_before(words, first)


def _goes_on(words: Words, last: Mention, *, closed: bool) -> bool:
    shown = words.text[last.end : last.end + _AHEAD]
    if _patterns()["and"].match(shown) or (not closed and _patterns()["comma"].match(shown)):
        return True
    end = words.places[last.last][1]
    folded = words.folded[end : end + _AHEAD].partition("\n")[0]
    if match := _patterns()["waw"].match(folded):
        return _may_be_member(match[1], match[2])
    match = None if closed else _patterns()["plain"].match(folded)
    return bool(match and match[1] not in _NO_MEMBERS)


def _may_be_member(word: str, behind: str) -> bool:
    """Whether an Arabic word behind و is rather a name than the verb of a new clause."""
    if word in _NO_MEMBERS or "و" + word in _NO_MEMBERS:
        return False
    if word.startswith("ال") or word.endswith(_LIKE_COUNTRIES) or _patterns()["ends"].match(behind):
        return True
    return bool(_patterns()["preposition"].match(behind)) and not _patterns()["verb"].fullmatch(word)


def _began_before(words: Words, first: Mention) -> bool:
    start = words.places[first.first][0] + len(first.particle)
    folded = words.folded[max(0, start - _BEHIND) : start]
    if first.particle.startswith("و") or folded.endswith(" و"):
        return bool(_patterns()["before waw"].search(folded))
    if (match := _patterns()["before comma"].search(folded)) and not first.particle:
        piece = match[1].split()
        return len(piece) <= _SHORT_CLAUSE and not _NO_MEMBERS & set(piece)
    return _follows_name(words.text[max(0, first.start - _BEHIND) : first.start])


def _follows_name(before: str) -> bool:
    """Whether a name that nothing here knows, and a comma or `and`, stand before a list."""
    match = _patterns()["before name"].search(before)
    if match is None:
        return False
    word, name = fold(match[1] or ""), fold(match[2])
    return name not in _OPENERS and not name.endswith("ly") and not (word in _BEFORE_PLACES and (match[1] or "")[:1].isupper())
