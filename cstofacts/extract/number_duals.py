"""Duals of counted nouns: one word that says two (`عضوان`, `دولتان`, `مرتين`), as a closed list.

A dual is listed with its ending in both cases where nothing else is spelt so. Nouns whose plural ends like the oblique dual without vowel
signs (`مسلحين` may be two or many) are listed in the nominative only, and so are duals before a genitive (`وجهتا نظر`; `وجهتي` may be *my*);
their oblique is read where the text writes its fatha (`لاعبَين`).
Left out altogether are `طالبان` (the movement), `بلدان` and `ولدان` (plurals), and duals with the article, which refer to two and do not
count them (`البلدين`).
"""

from functools import lru_cache

from cstofacts.extract.number_words import same, word_set

_BOTH_CASES = word_set(
    "عضو فرقت دولت مرت شخص جندي قتيل جريح طائرت رجل امرأت طفل طفلت ضابط سيارت مركبت مدينت قريت سفينت ناقلت صاروخ قنبلت دبابت مقاتلت هجوم انفجار "
    "ضربت غارت جولت مبارات حالت جرعت طلقت رصاصت مرحلت طرف شقيق هدف نقطت مقعد صوت حزب كتلت مروحيت قذيفت جثت شاحنت حافلت قطار منزل مبنى مبني مصنع "
    "مستشفي وجهت نظام اتفاقيت اتفاق قرار بند مشروع جائزت ميداليت كتاب فيلم بلدت منطقت ولايت محافظت قاعدت شركت مجموعت مؤسست منظمت وحدت عائلت فتات "
    "طالبت موظف عامل سفير وزير رئيس زعيم خيار سبب احتمال شرط "
    "جسر نفق مطار ميناء معبر مسجد سد مخيم بنك مصرف ملعب طريق شارع بئر جدار لغم صندوق حارس زورق قارب"
)
_NOMINATIVE = word_set("مدني شرطي مسلح مصاب صحفي لاعب مسؤول محتج متظاهر معتقل مرشح نائب مواطن مراقب مقاتل مهاجم مشتبه")
_CONSTRUCT = word_set("دولتا وجهتا مدينتا منطقتا طائرتا سيارتا شركتا مرتا ولايتا محافظتا قريتا")
_PLURALS = word_set("موظفين عاملين وزيران سببين قطاران")
DUALS = (
    {stem + same(ending) for stem in _BOTH_CASES for ending in ("ان", "ين")} - _PLURALS
    | {stem + same("ان") for stem in _NOMINATIVE}
    | _CONSTRUCT
    | {"twice", "дважды"}
)
_MARKED = {stem + same("ين") for stem in _NOMINATIVE}
_PARTICLES = frozenset("وفبلك")


@lru_cache(maxsize=1 << 16)
def marked_skip(word: str) -> int | None:
    """As `dual_skip`, for a word that is a dual only where its text writes the fatha: `لاعبَين`."""
    if word in _MARKED:
        return 0
    return 1 if word[:1] in _PARTICLES and word[1:] in _MARKED else None


@lru_cache(maxsize=1 << 16)
def dual_skip(word: str) -> int | None:
    """The letters of the particle in front of a dual, or None when the folded word is none."""
    if word in DUALS:
        return 0
    return 1 if word[:1] in _PARTICLES and word[1:] in DUALS else None
