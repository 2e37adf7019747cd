"""sentences: a text cut into its sentences, in Arabic, English and Russian.

A sentence ends at `.`, `!`, `?`, `؟` or `…` before a space, and at the end of its line: a line is a paragraph. Closing quotation marks and brackets
belong to it; `؛`, `;` and `:` end nothing. What only looks like an end:

- a sign without a space behind it: 3.5, 1.000.000, 06.01.2022, 9.00, an address on the web, U.S.; but Arabic often leaves that space out between
  two sentences, so there two words are enough, unless the second ends a name (`العربية.نت`),
- a sign before a small letter: `млн. человек`, `"Why?" he asked`; Arabic has none, so there a verb of speech does it (`"لماذا؟" قال`),
- abbreviations (`Dr.`, `т.е.`, `أ.د.`) and initials (`А. Б. Иванов`); one that may stand last (`U.S.`, `2002 г.`, `etc.`) ends a sentence before a
  word that mostly begins one (`The`, `Однако`),
- the number of an item (`1. …`), two dots (a pause in Arabic), and three inside quotation marks.

`He came. He saw.` has two sentences, `He met Dr. Smith at 9 a.m. Monday` one. When nothing tells, the longer sentence is given.
"""

import re

from cstofacts.model.extraction import Sentence


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Words before a stop, in small letters. Behind these a sentence goes on, whatever follows,
_NEVER_LAST = _set("""
    dr mr mrs ms prof gen col lt sgt capt maj cmdr adm gov sen rep rev hon st mt ft vs viz cf approx messrs
    т.е т.н т.к т.ч им ул просп пл стр рис гл ст см ср напр акад проф ген полк доц св пос дер тел г-н г-жа
""")
# behind these before a number,
_BEFORE_A_NUMBER = _set("no nos art sec fig vol pp ch para jan feb mar apr jun jul aug sep sept oct nov dec ca est ext т ч п гл разд вып")
# and behind these, as behind initials, unless a word follows that mostly begins one.
_MAY_BE_LAST = _set("""
    inc corp co ltd bros jr sr etc al dept univ ave blvd jan feb aug sept oct nov dec ph.d
    гг вв млн млрд тыс трлн руб коп долл чел др пр экз кв обл мин сек км прим ред
""")
_BEGINS = _set("""
    the a an he she it they we i you this that these those there his her its their our in on at but and however also after before while when
    if as for from according meanwhile earlier later what who why how
    в во на по он она они оно мы я это этот эта эти но и а однако также кроме после ранее позже при как согласно для с со из об о у до за между его
    ее её их там тогда теперь сейчас если когда что кто
""")
# The Gregorian and the hijri year end a sentence behind a number; elsewhere the letter is a title.
_ERAS = _set("م ه هـ ھ")
_ENDS_A_NAME = _set("نت كوم اورج أورغ اونلاين أونلاين")

_QUOTES = '"“”„«»'
_CLOSERS = re.escape("\"'”“’»)]}›\u200e\u200f\u202c\u2069")  # quotation marks and brackets, and bidi marks, which show nothing
_GAP = re.compile(r"(?<=\w)[^\w\n.!?؟…]*+[.!?؟…][^\w\n]*+(?=\w)")
_END = re.compile(rf".*[.!?؟…][{_CLOSERS}]*+(?=\s)(?:\s[\"“”»](?=\s))?", re.DOTALL)
_BEFORE = re.compile(r"[^\s()\[\]\"«»“”„]*\Z")
_BEHIND = re.compile(r"[^\W_]+(?:-\w+)?")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]", re.UNICODE)
_ARABIC = re.compile(r"[ء-ي]{2}")
_SPEECH = re.compile(r"(?:قال|يقول|تقول|سأل|تساءل|أجاب|رد|صرخ|هتف|أضاف|علق)ت?\b|(?:[A-Z]\w+ ){1,3}(?:said|asked|added|told|wrote|replied)\b")

# The longest abbreviation with its letters, and the longest that a word behind a sign is looked at.
_LONGEST = 24


def sentences(text: str) -> list[Sentence]:
    """Every sentence of a text, in order; what has no letter or digit is none."""
    found: list[Sentence] = []
    start = 0
    for number, line in enumerate(text.split("\n"), 1):
        found += _in_line(line, start, number)
        start += len(line) + 1
    return found


def _in_line(line: str, offset: int, number: int) -> list[Sentence]:
    found = []
    start = 0
    for end in [*_ends(line), len(line)]:
        piece = line[start:end]
        first = start + len(piece) - len(piece.lstrip())
        last = first + len(piece.strip())
        start = end
        if re.search(r"\w", piece):
            found.append(Sentence(offset + first, offset + last, number))
    return found


def _ends(line: str) -> list[int]:
    """Where the sentences of a line end, but the last one."""
    ends = []
    seen = 0
    quoted = False
    for gap in _GAP.finditer(line):
        quoted ^= _odd(line, seen, gap.start())
        end = _end_in(line, gap, quoted=quoted)
        if end:
            ends.append(end)
        quoted ^= _odd(line, gap.start(), gap.end())
        seen = gap.end()
    return ends


def _odd(line: str, start: int, end: int) -> bool:
    """Whether an odd number of quotation marks stands there: the text goes into a quotation or out of it."""
    return sum(line.count(mark, start, end) for mark in _QUOTES) % 2 == 1


def _end_in(line: str, gap: re.Match[str], *, quoted: bool) -> int:
    """Where a sentence ends between two words, or 0."""
    signs = gap[0]
    behind = line[gap.end() : gap.end() + _LONGEST * 3]
    end = _END.match(signs)
    if end is None:
        return gap.start() + 1 if _space_left_out(line, gap) else 0
    if behind[0].islower() or _goes_on(signs, behind, quoted=quoted):
        return 0
    if "." in signs and _is_abbreviation(line, gap.start() + signs.index("."), behind):
        return 0
    return gap.start() + end.end()


def _space_left_out(line: str, gap: re.Match[str]) -> bool:
    if gap[0] not in {".", "!", "؟"}:
        return False
    before, behind = line[max(0, gap.start() - 2) : gap.start()], _BEHIND.match(line, gap.end(), gap.end() + _LONGEST)
    return bool(_ARABIC.fullmatch(before) and behind and _ARABIC.match(behind[0]) and behind[0] not in _ENDS_A_NAME)


def _goes_on(signs: str, behind: str, *, quoted: bool) -> bool:
    """Whether a pause, or a quotation whose speaker follows, is all that the signs are."""
    dots = signs.strip(f"{_QUOTES} ")
    if dots == ".." or (quoted and dots in {"...", "…"} and not any(mark in signs for mark in _QUOTES)):
        return True
    return quoted and bool(re.match(r"[!?؟…]+[\"”“»]", signs)) and bool(_SPEECH.match(behind))


def _is_abbreviation(line: str, stop: int, behind: str) -> bool:
    """Whether the stop there belongs to the word before it, so that the sentence goes on with the words behind it."""
    low = max(0, stop - _LONGEST)
    found = _BEFORE.search(line, low, stop)
    word = (found[0] if found else "").lower().lstrip("'’-–—/")
    if word.isdecimal():
        return _is_ordinal(line, stop, word, behind)
    if word in _NEVER_LAST:
        return True
    if word in _BEFORE_A_NUMBER and behind[0].isdecimal():
        return True
    if word in _ERAS:
        return not line[low : stop - len(word)].rstrip()[-1:].isdecimal()
    return bool(word in _MAY_BE_LAST or _INITIALS.fullmatch(word)) and not _begins_one(behind)


def _is_ordinal(line: str, stop: int, word: str, behind: str) -> bool:
    """`1.` at the beginning of a line, and the parts of `6. 1. 2022`."""
    short = len(word) <= 2  # noqa: PLR2004 - a day, a month, the number of an item
    return short and (behind[0].isdecimal() or not line[: stop - len(word)].strip("-–—•*( \t"))


def _begins_one(behind: str) -> bool:
    """Whether the next word mostly begins a sentence; an initial (`A.`, `В.`) does not."""
    word = _BEHIND.match(behind)
    return word is not None and word[0].lower() in _BEGINS and behind[word.end() : word.end() + 1] != "."
