"""speech: who says it, how firmly, whether it is denied, and whether it is planned or done.

`read(text, spellings)` gives four types; places of one type never overlap.

- `speaker`: an attribution (قال، أعلن، وفقاً لـ، نقلت … عن …, said, according to, по словам). Written is the entity's id, or the words of a speaker
  whom the registry does not know (`مصدر في وزارة النقل`). `chain` puts the speakers of a sentence in order, the nearest to the article first.
- `certainty`: `possible`, `probable`, `alleged` or `conditional`. قد hedges only a present verb: `قد ترسل` is possible, `قد تجاوز` has happened, and
  `قد تحدث`, which can be either, is refused. `ما إذا` asks, and is no condition.
- `polarity`: `no` for a negation, a refusal or a denial. `لا سيما`, `لا يزال`, `غير أن`, `ما لا يقل عن`, `not only`, `не менее` deny nothing; two
  negations (`لم ترفض`) and a negation with its exception (`لا … إلا`) are refused.
- `phase`: `planned` (`ستبدأ`, `قررت إرسال`, `will send`, `планирует`) or `done`, only for past forms that cannot be anything else.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from cstofacts.extract import cues
from cstofacts.extract.base import Found, Refused
from cstofacts.extract.hedges import SIGN, Hit, after, back, marks, without_conjunction
from cstofacts.extract.names import Mention, Words, mentions, words_of

RELAY = "relays"  # in `why`: this speaker stands nearer to the article than one who only says

# A speaker's name and office take no more words in a news sentence; what is longer is a clause.
_LONGEST_SPEAKER = 10


def read(text: str, spellings: Mapping[str, str]) -> list[Found | Refused]:
    """Every speaker, hedge, negation, plan and accomplished fact that the text words as such."""
    words = words_of(text)
    named = {word: mention for mention in mentions(text, spellings) for word in range(mention.first, mention.last + 1)}
    hits = sorted((*marks(words, named), *_speakers(words, named)), key=lambda hit: (hit.first, hit.last, hit.type))
    found: list[Found | Refused] = []
    ends: dict[str, int] = {}
    for hit in hits:
        if hit.first > ends.get(hit.type, -1):
            ends[hit.type] = hit.last
            found.append(_found(words, hit))
    return found


def chain(speakers: list[Found]) -> tuple[str, ...]:
    """The speakers of one sentence, nearest to the article first: who relays before who says, each in the order of the text."""
    ordered = sorted(speakers, key=lambda speaker: (not speaker.why.startswith(RELAY), speaker.start))
    return tuple(dict.fromkeys(str(speaker.written) for speaker in ordered))


def _found(words: Words, hit: Hit) -> Found | Refused:
    start, end = words.span(words.places[hit.first][0], words.places[hit.last][1])
    return Refused(start, end, hit.type, hit.why) if hit.refused else Found(start, end, hit.type, hit.written, hit.why)


def _speakers(words: Words, named: Mapping[int, Mention]) -> Iterator[Hit]:
    """Attributions, word by word."""
    for place, word in enumerate(words.words):
        for stem in without_conjunction(word):
            if stem in cues.SAID:
                yield from _subject(words, named, place, f"says: {stem}")
            elif stem in cues.TRANSMITTED:
                yield from _transmitted(words, named, place)
            elif stem in cues.SAID_BEFORE:
                yield from _said_by(words, named, place)
            else:
                yield from _according(words, named, place, stem)


def _subject(words: Words, named: Mapping[int, Mention], place: int, why: str) -> Iterator[Hit]:
    """The speaker who stands behind a verb."""
    end = _end_of_speaker(words, named, place + 1)
    speaker, last = _speaker(words, named, place + 1, end)
    known = last in named and named[last].name.id == speaker
    if speaker and (known or _speaks_there(words, place, end)):
        yield Hit(place, last, "speaker", speaker, why)


def _speaks_there(words: Words, place: int, end: int) -> bool:
    """Whether the words behind a verb that also takes an object (أعلنت استعدادها) are sure to be its speaker: what is said follows them."""
    if end >= len(words.words) or words.words[place].lstrip("وف") in cues.TAKES_NO_OBJECT:
        return True
    return words.words[end] in cues.THAT or bool(re.search(r"[:\"]", words.gap(end))) or not words.words[place][0] >= "ء"


def _transmitted(words: Words, named: Mapping[int, Mention], place: int) -> Iterator[Hit]:
    """نقلت X عن Y: X relays, Y says."""
    end = _end_of_speaker(words, named, place + 1)
    if end >= len(words.words) or words.words[end] != "عن":
        return
    relay, last = _speaker(words, named, place + 1, end)
    if relay:
        yield Hit(place, last, "speaker", relay, f"{RELAY}: نقلت")
        yield from _subject(words, named, end, "says: عن")


@cache
def _according_table() -> dict[str, list[tuple[str, ...]]]:
    table: dict[str, list[tuple[str, ...]]] = {}
    for phrases in cues.ACCORDING.values():
        for phrase in sorted(phrases, key=len, reverse=True):
            table.setdefault(phrase.split()[0], []).append(tuple(phrase.split()))
    return table


def _according(words: Words, named: Mapping[int, Mention], place: int, stem: str) -> Iterator[Hit]:
    """The speaker behind `according to`; one without a name must be a source, an office or a medium."""
    for parts in _according_table().get(stem, ()):
        fixed = [part for part in parts if part != "ل"]
        first = _issuer(words, place + len(fixed))
        if not all(after(words, place, step) == part for step, part in enumerate(fixed[1:], 1)) or first >= len(words.words):
            continue
        particle = "ل" if parts[-1] == "ل" and first == place + len(fixed) else ""
        if not words.words[first].startswith(particle):
            return
        speaker, last = _speaker(words, named, first, _end_of_speaker(words, named, first))
        head = words.words[first].removeprefix(particle)
        if speaker and (first in named or _known_there(named, last) or _is_body(words, first, last, head) or _is_called(words, first, last)):
            yield Hit(place, last, "speaker", _without(speaker, particle, first in named), f"{RELAY}: {' '.join(parts)}")
        return


def _is_called(words: Words, first: int, last: int) -> bool:
    """Whether unknown words are a name by their capital: `according to the World Bank`; a law or a day is no speaker."""
    phrase = words.words[first : last + 1]
    named = words.has_capital(first + (phrase[0] == "the")) or (last > first and not phrase[0].isascii() and words.has_capital(last))
    return named and not set(phrase) & (cues.TEXTS | cues.OPENINGS)


def _known_there(named: Mapping[int, Mention], last: int) -> bool:
    return last in named and named[last].last == last and not named[last].name.adjective


def _issuer(words: Words, first: int) -> int:
    """The word that names who issued a statement: in `بيان صادر عن الأمانة` the word behind عن."""
    issued = after(words, first, 1) in {"صادر", "صادره", "صدر"} and after(words, first, 2) == "عن"
    return first + 3 if issued and first + 3 < len(words.words) else first


def _is_body(words: Words, first: int, last: int, head: str) -> bool:
    """Whether unknown words name somebody who can speak: a source, an office, a medium; a bare `reports` names nobody."""
    phrase = set(words.words[first : last + 1])
    if phrase - {head, words.words[first]} <= cues.STATEMENTS and head in cues.STATEMENTS:
        return False
    return head in cues.HEADS or "ا" + head in cues.HEADS or (words.words[first].isascii() and bool(phrase & cues.HEADS))


def _without(speaker: str, particle: str, known: bool) -> str:  # noqa: FBT001 (a fact about the speaker, not a switch)
    """The words of a speaker without the particle: `لتقارير` is `تقارير`, `للشرطة` is `الشرطة`."""
    if known or not particle:
        return speaker
    return "ال" + speaker[2:] if speaker.startswith("لل") else speaker[1:]


def _end_of_speaker(words: Words, named: Mapping[int, Mention], place: int) -> int:
    """The word behind the last one of a speaker's name and office."""
    end = place
    while end < len(words.words) and end - place < _LONGEST_SPEAKER:
        inside = end in named and end > named[end].first
        if end > place and not inside and ((end not in named and _stops(words, end)) or _broken(words, named, end)):
            return end
        if end == place and SIGN.sub("", words.gap(end)) != words.gap(end):
            return place
        end += 1
    return end


def _stops(words: Words, place: int) -> bool:
    word = words.words[place]
    if word in {"في", "в", "in"}:
        return after(words, place) in cues.OCCASIONS
    return word in cues.STOPS or bool(cues.LISTENERS.fullmatch(word))


def _broken(words: Words, named: Mapping[int, Mention], place: int) -> bool:
    """Whether a sign ends the name: quotation marks around a known name and brackets before one do not."""
    gap = words.gap(place).strip()
    if not SIGN.search(words.gap(place)):
        return False
    return not (gap in {'"', "(", ")", "('", '")'} and (place in named or place - 1 in named))


def _speaker(words: Words, named: Mapping[int, Mention], place: int, end: int) -> tuple[str, int]:
    """The id or the words of the speaker between two words, and the last word of it."""
    if place >= end or words.words[place].removeprefix("ل") in cues.NO_SPEAKERS:
        return "", place
    chosen = _known(words, named, place, end)
    if chosen:
        return chosen.name.id, chosen.last
    if not _is_closed(words, end) or any(character.isdigit() for word in words.words[place:end] for character in word):
        return "", place
    start, stop = words.span(words.places[place][0], words.places[end - 1][1])
    return words.text[start:stop], end - 1


def _is_closed(words: Words, end: int) -> bool:
    """Whether what ends an unknown speaker is sure to: a conjunction, a sign, a listener; otherwise the words may run on."""
    return end >= len(words.words) or bool(SIGN.search(words.gap(end))) or _stops(words, end)


def _known(words: Words, named: Mapping[int, Mention], place: int, end: int) -> Mention | None:
    """The entity that speaks: the one at the beginning (with an office, the person), or a name behind a title that is complete."""
    within = list(dict.fromkeys(named[word] for word in range(place, end) if word in named and named[word].last < end))
    if not within:
        return None
    if within[0].first == place and not within[0].name.adjective:
        return _person(words, named, within, end) if words.words[place] not in cues.UNNAMED else within[0]
    if words.words[place] in cues.UNNAMED or words.words[place].removeprefix("ل") in cues.UNNAMED:
        return None
    last = within[-1]
    completed = len(within) > 1 and within[-2].last + 1 == last.first
    before = words.words[last.first - 1]
    apposed = before.startswith("ال") or before.lstrip("ل") in cues.NAMED_BY_KIND or completed
    fits = apposed and not (last.particle or last.name.country or last.name.adjective) and last.last + 1 == end
    return last if fits else None


def _person(words: Words, named: Mapping[int, Mention], within: list[Mention], end: int) -> Mention:
    """Of an office and the name behind it the name: `رئيس الوزراء الأرميني نيكول باشينيان`, `رئيس كازاخستان، قاسم توكاييف`."""
    office = within[0]
    if words.words[office.first] not in cues.TITLES:
        return office
    row = [office]
    for mention in within[1:]:
        if mention.first == row[-1].last + 1:
            row.append(mention)
    following = named.get(end)
    if following and row[-1].last + 1 == end and words.gap(end).strip() == ",":
        row.append(following)
    people = [m for m in row[1:] if words.words[m.first] not in cues.TITLES and not (m.name.country or m.name.adjective or m.particle)]
    return people[-1] if people else office


def _said_by(words: Words, named: Mapping[int, Mention], place: int) -> Iterator[Hit]:
    """The speaker around `said`: a known name just before it or just behind it, or an official without one."""
    before, behind = named.get(place - 1), named.get(place + 1)
    near = place > 0 and words.gap(place).strip() in {"", ","}
    if (hit := _apposed(words, named, place)) is not None:
        yield hit
    elif before and near and _governor(words, before.first) not in cues.GENITIVE and not before.name.adjective:
        yield Hit(before.first, place, "speaker", before.name.id, f"says: {words.words[place]}")
    elif near and (hit := _unnamed_before(words, place)):
        yield hit
    elif behind and words.words[place] != "told" and words.gap(place + 1) == " " and not behind.name.adjective:
        yield Hit(place, behind.last, "speaker", behind.name.id, f"says: {words.words[place]}")
    elif not words.words[place].isascii() and after(words, place) in cues.HEADS:
        yield from _subject(words, named, place, f"says: {words.words[place]}")


def _apposed(words: Words, named: Mapping[int, Mention], place: int) -> Hit | None:
    """The name before an apposition: `Ivan Petrov, the minister, said`; an unknown one must begin its clause, in capitals."""
    start = _clause_start(words, place - 1)
    if words.gap(place).strip() != "," or start == 0 or words.gap(start).strip() != ",":
        return None
    if words.has_capital(start) and words.words[start] not in cues.APPOSED:
        office = words.words[_clause_start(words, start - 1)] in cues.APPOSED
        return _unknown_person(words, start, place, place) if office and place - 1 not in named else None
    known = named.get(start - 1)
    if known:
        fits = not known.name.adjective and _governor(words, known.first) not in cues.GENITIVE
        return Hit(known.first, place, "speaker", known.name.id, f"says: {words.words[place]}") if fits else None
    return _unknown_person(words, _clause_start(words, start - 1), start, place)


def _unknown_person(words: Words, first: int, end: int, verb: int) -> Hit | None:
    """The words between two places as a speaker, when all are capitals and could be a person's name."""
    if not _NAME[0] <= end - first <= _NAME[1] or not all(words.has_capital(word, word) for word in range(first + 1, end)):
        return None
    written = slice(*words.span(words.places[first][0], words.places[end - 1][1]))
    if not words.text[written][:1].isupper() or words.words[first] in cues.STOPS | cues.APPOSED | cues.OPENINGS:
        return None
    return Hit(first, verb, "speaker", words.text[written], f"says: {words.words[verb]}")


_NAME = (2, 4)  # words of a person's name


def _clause_start(words: Words, place: int) -> int:
    """The first word of the clause in which a word stands, not further back than a speaker's name and office reach."""
    first = max(place, 0)
    while first and place - first < _LONGEST_SPEAKER and not SIGN.search(words.gap(first)):
        first -= 1
    return first


def _governor(words: Words, place: int) -> str:
    """The word before a name, or before its article: `with the Red Crescent` names whom somebody else belongs to."""
    word = back(words, place)
    return back(words, place - 1) if word == "the" else word


def _unnamed_before(words: Words, place: int) -> Hit | None:
    """`A spokesman for the ministry said`: the whole phrase from the beginning of its clause, when it holds a source, an office or a medium."""
    first = place
    while first and place - first < _LONGEST_SPEAKER and not SIGN.search(words.gap(first)):
        first -= 1
    reached = first == 0 or bool(SIGN.search(words.gap(first)))
    phrase = words.words[first:place]
    if not reached or not phrase or not set(phrase) & (cues.HEADS | cues.OFFICES) or set(phrase) & cues.NO_SPEAKERS:
        return None
    start, end = words.span(words.places[first][0], words.places[place - 1][1])
    return Hit(first, place, "speaker", words.text[start:end], f"says: {words.words[place]}")
