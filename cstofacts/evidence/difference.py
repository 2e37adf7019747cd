"""What differs between a quote and the words of the text that stand where it should be, word by word, and of what kind each difference is.

Words are compared at the level of letters (`cstofacts.evidence.normal`), so that a hamza or another script's digits are no difference, and shown as
they are written. The kinds, the gravest first:

- `negation`: a word of denial stands on one side only (`رفضت` and `لم ترفض`),
- `digits`: 3600 and 2600, 12 and 120, 2002 and 2012,
- `number-word`: `ستة` and `سبعة`, `hundreds` and `thousands`,
- `name`: a spelling that the registry knows, or a word with a capital letter,
- `order`: the same words in another order,
- `word`: any other word,
- `punctuation`: signs only, or the spaces beside them.

Likeness plays no part: 98 of 100 letters in common is what `3600` and `2600` have in a long quote.
"""

import re
from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from enum import StrEnum

from msgspec import Struct

from cstofacts.evidence.normal import Level, normal_form, normalise
from cstofacts.spelling import fold


class Kind(StrEnum):
    """What kind of word differs."""

    NEGATION = "negation"
    DIGITS = "digits"
    NUMBER_WORD = "number-word"
    NAME = "name"
    ORDER = "order"
    WORD = "word"
    PUNCTUATION = "punctuation"


class Change(Struct, frozen=True):
    """One place where the two differ: what the quote says, what the text says (either may be nothing), and the kinds, the gravest first."""

    quoted: str
    found: str
    kinds: tuple[Kind, ...]


class Token(Struct, frozen=True):
    """One word, number or sign: folded, and as it is written."""

    folded: str
    written: str


# A number keeps its separators, sign of percent and decimals, a word its apostrophe; anything else that is no space is a sign.
_TOKEN = re.compile(r"\d+(?:[.,٬٫]\d+)*[%٪]?|[^\W\d]+(?:'[^\W\d]+)*|[^\w\s]|\w", re.UNICODE)

# و and ف before ب, ل or ك, before the article, which melts with ل into لل.
_PARTICLES = re.compile(r"(?:[وف]?(?:[بلك]|لل)?(?:ال)?)(?=\w{2})")

_DENIALS = """
لا لم لن ليس ليست ليسوا ليسا لسنا لست لستم غير بدون دون عدم كلا ما
not no non never none nobody nothing neither nor without cannot hardly barely
не ни нет никогда никто ничего без нельзя нигде
"""
_NEGATIONS = frozenset(map(fold, _DENIALS.split()))

_DENYING_PREFIXES = frozenset(["un", "in", "im", "il", "ir", "dis", "non", "не", "لا", "اللا"])

_NUMBER_WORDS = re.compile(
    r"واحد[هة]?|احدى?ي?|اثن(?:ان|ين|ا|ي|تان|تين|تا|تي)|ثلاث[هة]?|اربع[هة]?|خمس[هة]?|ست[هة]?|سبع[هة]?|ثمان(?:ي|يه)?|تسع[هة]?|عشر[هة]?"
    r"|(?:عشر|ثلاث|اربع|خمس|ست|سبع|ثمان|تسع)(?:ون|ين)|(?:ثلاث|اربع|خمس|ست|سبع|ثمان|ثماني|تسع)?(?:ما?ي[هة]|مءه|ميه|مايه)|مي?ا?ت(?:ان|ين|ا|ي)|ميات"
    r"|الف(?:ا|ان|ين|ي)?|الاف|الوف|عشرات|ملايين|مليون(?:ا|ان|ين)?|مليار(?:ا|ان|ين|ات)?|نصف|ربع|ثلث(?:ي|ا|ين|ان)?|ضعف(?:ي|ا|ين|ان)?"
    r"|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|half|quarter|third|twice|double|dozens?"
    r"|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|tens|hundreds?|thousands?|millions?|billions?"
    r"|од(?:ин|на|но|ного|ной|ному|ним)|дв(?:а|е|ух|ум|умя)|тр(?:и|ех|ем|емя)|четыр(?:е|ех|ем|ьмя)|пят(?:ь|и|ью)|шест(?:ь|и|ью)|сем(?:ь|и|ью)"
    r"|вос(?:емь|ьми|емью)|девят(?:ь|и|ью)|десят(?:ь|и|ью|ки|ков)|\w+надцат(?:ь|и|ью)|(?:два|три)дцат(?:ь|и)|сорока?|\w+десят|девяност[оа]|ст[оа]"
    r"|двести|\w+ста|\w+сот|сот(?:ни|ен)|половин[аыу]|трет[ьи]|четверт[ьи]|тысяч[аиу]?|миллион(?:а|ов|ы)?|миллиард(?:а|ов|ы)?"
)


def tokens_of(text: str) -> list[Token]:
    """The words, numbers and signs of a short text."""
    mapped = normalise(text, Level.LETTERS)
    return [Token(match[0], "".join(text[slice(*mapped.span(*match.span()))])) for match in _TOKEN.finditer(mapped.text)]


def difference(quote: str, found: str, names: AbstractSet[str] = frozenset()) -> tuple[Change, ...]:
    """Every place where the words of a quote and of what was found differ; `names` are folded words that are names."""
    quoted, standing = tokens_of(quote), tokens_of(found)
    blocks = [block for block in _blocks(quoted, standing) if block[0] or block[1]]
    if not blocks and normal_form(quote, Level.LETTERS) != normal_form(found, Level.LETTERS):
        return (Change(quote, found, (Kind.PUNCTUATION,)),)
    removed = Counter(token.folded for gone, _ in blocks for token in gone)
    added = Counter(token.folded for _, come in blocks for token in come)
    if removed == added:
        return tuple(Change(_shown(gone), _shown(come), (Kind.ORDER,)) for gone, come in blocks)
    return tuple(Change(_shown(gone), _shown(come), _kinds(gone, come, names)) for gone, come in blocks)


Block = tuple[list[Token], list[Token]]


def _blocks(quoted: list[Token], standing: list[Token]) -> list[Block]:
    """What stands between the longest row of common words, on both sides."""
    blocks: list[Block] = []
    gone_to = come_to = 0
    for first, second, length in matching_blocks([token.folded for token in quoted], [token.folded for token in standing]):
        blocks.append((quoted[gone_to:first], standing[come_to:second]))
        gone_to, come_to = first + length, second + length
    return blocks


def matching_blocks(one: Sequence[str], other: Sequence[str]) -> list[tuple[int, int, int]]:
    """The rows of words that two texts share in one order: place in the one, in the other, and length; a last one of length 0 gives the ends."""
    from rapidfuzz.distance import Indel  # heavy, and needed only for a quote that does not stand in its text

    return [(block.a, block.b, block.size) for block in Indel.opcodes(one, other).as_matching_blocks()]


def _shown(tokens: list[Token]) -> str:
    return " ".join(token.written for token in tokens)


def _kinds(gone: list[Token], come: list[Token], names: AbstractSet[str]) -> tuple[Kind, ...]:
    only_gone = Counter(token.folded for token in gone) - Counter(token.folded for token in come)
    only_come = Counter(token.folded for token in come) - Counter(token.folded for token in gone)
    differing = {token for token in (*gone, *come) if token.folded in only_gone or token.folded in only_come}
    kinds = {kind_of(token, names) for token in differing}
    if any(_denies(one, other) or _denies(other, one) for one in only_gone for other in only_come):
        kinds.add(Kind.NEGATION)
    return tuple(kind for kind in Kind if kind in kinds) or (Kind.ORDER,)


def kind_of(token: Token, names: AbstractSet[str] = frozenset()) -> Kind:
    """What kind of word a token is."""
    word = token.folded
    if word[0].isdigit():
        return Kind.DIGITS
    if is_negation(word):
        return Kind.NEGATION
    if not word[0].isalnum():
        return Kind.DIGITS if word in "%٪‰" else Kind.PUNCTUATION
    bare = _PARTICLES.sub("", word, count=1) if _PARTICLES.match(word) else word
    if _NUMBER_WORDS.fullmatch(word) or _NUMBER_WORDS.fullmatch(bare):
        return Kind.NUMBER_WORD
    return Kind.NAME if not names.isdisjoint((word, bare, f"ال{bare}")) or token.written[0].isupper() else Kind.WORD


def _denies(one: str, other: str) -> bool:
    return one.endswith(other) and one.removesuffix(other) in _DENYING_PREFIXES


def is_negation(word: str) -> bool:
    """Whether a folded word denies."""
    return word in _NEGATIONS or word.endswith("n't") or _without_conjunction(word) in _NEGATIONS


def _without_conjunction(word: str) -> str:
    return word[1:] if word[:1] in "وفب" and len(word) > 2 else word  # noqa: PLR2004 - one letter and a word of two
