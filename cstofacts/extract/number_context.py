"""What in a text looks like a quantity and is none: names with numbers, dates, clock times, scores, sections, telephone numbers.

In Arabic a cardinal in digits precedes its noun, and an identifier follows it: `45 لواء` counts brigades, `لواء الحرس 45` names one. So digits are
left out after a head noun of names (لواء، فرقة، المادة، طراز، رقم), after a Latin name (`Khabar 24`, `Boeing 737`), behind a letter with or without
hyphen (`IL-76`, `G7`), beside a month's name, after `عام` or `in` when they look like a year, in chains (`6-1-2022`, `9:00`, `24/7`), and as the
number of a line.
"""

import re

from cstofacts.extract.number_amounts import Amount
from cstofacts.extract.number_words import PARTICLES, Words, entry, word_set

MONTHS = word_set(
    "يناير فبراير شباط مارس آذار أبريل نيسان مايو أيار يونيو حزيران يوليو تموز أغسطس آب أيلول سبتمبر أكتوبر تشرين نوفمبر ديسمبر كانون "
    "جانفي فيفري أفريل "
    "جوان جويلية أوت غشت شتنبر نونبر دجنبر محرم صفر ربيع جمادى رجب شعبان رمضان شوال ذو ذي "
    "january february march april may june july august september october november december jan feb mar apr jun jul aug sept sep oct nov dec "
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря январь февраль апрель июнь июль август сентябрь "
    "октябрь ноябрь декабрь "
    "январе феврале марте апреле мае июне июле августе сентябре октябре ноябре декабре"
)
_ALSO_VERBS = {"may": "May", "march": "March"}
_YEAR = word_set("عام عامي العام العامين أعوام سنة سنتي السنة موسم للعام للسنة year years season год года году годом годов годы гг")
_YEAR_AFTER = word_set("م ه ميلادي ميلادية هجري هجرية للهجرة للميلاد ad bc ce год года году годом годов годы годах годам гг г")
_YEAR_SINCE = word_set(
    "في منذ حتى قبل بعد خلال مطلع منتصف نهاية أواخر أوائل بداية صيف خريف شتاء ربيع بحلول إلى من و انتخابات أولمبياد مونديال "
    "in since until till by from during before after of early late mid end summer winter spring autumn to and through "
    "в с до к после по от из"
)
_WEEKDAYS = word_set(
    "الأحد الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت monday tuesday wednesday thursday friday saturday sunday "
    "понедельник вторник среду четверг пятницу субботу воскресенье"
)
_HEADS = word_set(
    "لواء اللواء ألوية فرقة الفرقة كتيبة الكتيبة فوج الفوج فيلق الفيلق سرب السرب الحرس قناة القناة المادة مادة المادتين المواد الفصل "
    "فصل البند بند الفقرة فقرة طراز الطراز نوع رقم الرقم "
    "القرار قرار قانون المرسوم مرسوم صفحة الصفحة ص رحلة الرحلة بوينغ إيرباص إيلياشن سوخوي ميغ توبوليف أنتونوف شارع طريق الطريق غرفة "
    "الطابق المنطقة القسم الدائرة اللجنة بيان البيان "
    "إف ميج إس كوفيد سو كا تي طبعة الطبعة  الجزء الباب الملحق المجلد الجولة المرحلة الحلقة النسخة مجموعة قمة هاتف الهاتف "
    "تليفون فاكس الساعة ساعة الساخن الرمز رمز د "
    "الدقيقة الدقيقتين المركز المرتبة "
    "article articles section sections chapter paragraph clause page pages no nos nr number numbers boeing airbus channel route highway "
    "flight room figure table "
    "model version iphone windows division brigade regiment battalion corps squadron resolution apollo type block line gate platform "
    "protocol level phase stage round "
    "formula volume issue act item annex appendix tel phone fax page pp vol ref euro unit group studio track lot interstate passcode "
    "password pin extension ext "
    "статья статьи статье статью пункт пункта пункте часть части номер дом школа школы рейс рейса канал бригада бригады бригаде полк "
    "полка дивизия дивизии пункту пунктом пунктам статьям статей частью доб код кода паролем пароль "
    "стр страница страницы странице ранг тур тура туре серия серии сезон "
    "рейсом рейсе рейсу резолюция резолюции глава тел ил ту миг су ан телефон приказ протокол № #"
)
_MILITARY = word_set("لواء اللواء فرقة الفرقة كتيبة الكتيبة فوج الفوج فيلق الحرس ولواء وفرقة وكتيبة واللواء والفرقة والكتيبة وفوج")
_PAIRS = word_set(
    "articles sections chapters paragraphs clauses pages lines groups статьи статей пункты пунктов "
    "المادتين المادتان المواد الدقيقتين الدقيقتان القناتين الفقرتين البندين"
)
_CLOCK = word_set("الساعة at в")
_CLOCK_AFTER = word_set("صباحا مساء ظهرا فجرا عصرا ليلا بتوقيت am pm gmt utc utra утра вечера ночи дня мск")
_ORDINALS = word_set("القرن الذكرى اليوم المركز المرتبة الدورة النسخة القمة الساعة الدقيقة المرة الجلسة العام قرن ذكرى")
_PLURALS = word_set(
    "الدول الأعضاء البلدان الركاب الضحايا القتلى الجرحى الرهائن الأشخاص الأيام الأشهر الأعوام الساعات الأسابيع السنوات الجنود الأفراد "
    "العمال الأطفال النواب القضاة"
)
_WHICH_WEEK = word_set("الماضي المقبل القادم الجاري المنصرم الفائت")
_LEAST_PLURAL = 5

COUNTED = word_set(
    "شخص شخصا أشخاص جندي جنديا جنود عنصر عنصرا عناصر قتيل قتيلا قتلى جريح جريحا جرحى مصاب مصابا مصابين فرد فردا أفراد عضو عضوا أعضاء "
    "دولة دول مواطن مواطنا طفل طفلا أطفال رجل رجلا رجال "
    "امرأة نساء صحفي صحفيا صحفيين مدني مدنيا مدنيين شرطي شرطيا ضابط ضابطا ضباط مسلح مسلحا مسلحين معتقل معتقلا موقوفا محتج متظاهر "
    "متظاهرا لاجئ لاجئا نازح نازحا موظف موظفا عامل عاملا عمال "
    "طالب طالبا طلاب مشجع مشجعا مقعد مقعدا مقاعد صوت صوتا أصوات هدف هدفا أهداف نقطة نقاط منزل منزلا منازل مدينة مدن قرية قرى طائرة "
    "طائرات مركبة مركبات سيارة سيارات دولار دولارا يورو ريال درهم روبل "
    "جنيه جنيها دينار دينارا كيلومتر كيلومترا متر مترا طن طنا مرة مرات حالة حالات وفاة إصابة إصابات آخرين آخر أخرى "
    "درجة درجات degree degrees градус градуса градусов "
    "person people man men woman women child children boy girl soldier soldiers officer officers policeman police civilian civilians "
    "member members seat seats vote votes goal goals point "
    "points death deaths case cases body bodies worker workers troops others other house houses vehicle vehicles aircraft dollars euros "
    "pounds yuan rubles roubles tonnes tons km miles "
    "человек человека людей солдат солдата военных военнослужащих гражданин погибших раненых пострадавших детей ребенок мест голосов "
    "гол гола голов рублей рубля долларов евро домов случаев случая"
)
_BEFORE_PLACE = word_set("in at on to against over by for from away vs with after before and في على ضد أمام مع و لصالح на в по против у с")
_MOST_OF_BULLET = 2
_FIRST_YEAR, _LAST_YEAR = 1500, 2100
_PHONE = 10  # plain digits of a telephone number; nothing counted in news is written so long without separators


def is_identifier(words: Words, amount: Amount) -> bool:
    """Whether digits are part of a name, a number of a line, or something that only looks like a quantity."""
    index = amount.first
    return (
        _is_attached(words, index)
        or _is_bullet(words, index)
        or _is_long(words, index)
        or _is_shirt(words, index)
        or _follows_head(words, amount)
        or _follows_name(words, amount)
    )


def _is_attached(words: Words, index: int) -> bool:
    """Letters, signs or hyphens glued to the digits: IL-76, G7, 5G, #5, COVID-19, 19th."""
    previous, following = words.at(index - 1), words.at(index + 1)
    if words.touches(index) and ((previous.isalpha() and previous not in PARTICLES) or previous in ("#", "№", "_", "@", "=", "\\", "&")):
        return True
    if words.touches(index) and previous == "'" and len(words.at(index)) == len("98") and not is_counted(words, index + 1):
        return True
    if words.touches(index) and previous in ("-", "/") and words.touches(index - 1) and words.at(index - 2).isalpha() and words.at(index - 2) != "و":
        return True
    if _is_coordinate(words, index) or (words.at(index) in _AIRLINERS and previous in ("the", "a") and not is_counted(words, index + 1)):
        return True
    if words.touches(index + 1) and following.isalpha():
        return (following.isascii() and following not in SUFFIXES and entry(following) is None) or (len(following) == 1 and following not in SUFFIXES)
    return words.touches(index + 1) and (
        following in ("_", "@", "=", "\\", "°") or (following == "-" and words.touches(index + 2) and _is_suffix(words.at(index + 2)))
    )


_AIRLINERS = frozenset({"707", "727", "737", "747", "757", "767", "777", "787"})
_COMPASS = frozenset("nsew")
_COORDINATES = word_set("latitude longitude широта широте долгота долготе")
SUFFIXES = word_set("km kg cm mm mw gw kw gb mb tb mph kph bn mn k m км кг см мм млн млрд тыс руб")
_HYPHENATED = word_set(
    "member nation strong seat man person point storey story vehicle country party state bed room car page part plane ship ton tonne km mile "
    "day days week weeks month months year years hour hours minute minutes second plus percent"
)


def _is_coordinate(words: Words, index: int) -> bool:
    """`latitude 43.2`, `خط عرض 43.2`, `43.25 N`."""
    previous, following = words.at(index - 1), words.at(index + 1)
    if previous in _COORDINATES or (previous in ("عرض", "طول") and words.at(index - 2) in ("خط", "دايره")):
        return True
    return following in _COMPASS and words.original(index + 1).isupper() and "." in words.at(index)


def _is_suffix(word: str) -> bool:
    return word.isalnum() and not word[0].isdecimal() and word not in _HYPHENATED and not word.startswith(("летн", "дневн", "часов"))


def _is_bullet(words: Words, index: int) -> bool:
    """`1.`, `2)`, `[3]`: the number of a line, or of a note."""
    previous, following = words.at(index - 1), words.at(index + 1)
    if previous == "[" and following == "]":
        return True
    begins = index == 0 or previous == "\n" or (previous == "(" and words.at(index - 2) in ("", "\n"))
    return (
        begins
        and len(words.at(index)) <= _MOST_OF_BULLET
        and following in (".", ")", "-")
        and words.at(index + 2) not in ("", "\n")
        and not words.touches(index + 2)
    )


def _is_long(words: Words, index: int) -> bool:
    word = words.at(index)
    return word.isdecimal() and (len(word) >= _PHONE or (len(word) > 1 and word[0] == "0"))


def _is_shirt(words: Words, index: int) -> bool:
    """`(4-4-2): 1 Hale; 2 Osei`: a number of a shirt, on a line that names how a team stands."""
    near = words.at(index - 1)
    if near not in _BEFORE_SHIRT or len(words.at(index)) > _MOST_OF_BULLET or is_counted(words, index + 1):
        return False
    for back in range(index - 1, max(index - _LINE_UP, 0), -1):
        if words.at(back) == "\n":
            return False
        if words.at(back) == ")" and _FORMATION.search("".join(words.words[max(0, back - _FORMED) : back + 1])):
            return True
    return False


_BEFORE_SHIRT = frozenset({":", ",", ";", ")", "."})
_LINE_UP = 80  # words: eleven players with their shirts, and those on the bench
_FORMED = 8  # signs of `(4-2-3-1`
_FORMATION = re.compile(r"\(\d-\d-\d(?:-\d)?\)$")


def _follows_head(words: Words, amount: Amount) -> bool:
    """`لواء الحرس 45`, `المادة 4`, `Article 5`: the digits name, unless a counted noun follows them."""
    index = amount.first - (words.at(amount.first - 1) in PARTICLES and words.touches(amount.first))
    index -= words.at(index - 1) == "-" and words.touches(index) and not words.touches(index - 1)  # `كوفيد -19`
    near = words.at(index - 1)
    if near in ("المختصر", "المجاني", "الموحد") and words.at(index - 2) == "الرقم":
        return True
    if near == "." and words.at(index - 2) in ("no", "тел", "доб", "ст", "п", "nr", "pp", "ил", "стр", "гл", "рис", "табл"):
        return True
    bare = near[1:] if near[:1] in ("و", "ب", "ل", "ف") else near
    back = amount.first
    if words.at(back - 1) in ("و", "and", "и") and words.at(back - 2).isdecimal() and words.at(back - 3).removeprefix("و") in _PAIRS:
        return True
    military = any(words.at(index - back) in _MILITARY for back in (2, 3)) and all(words.at(index - back).isalpha() for back in (1, 2))
    timed = near in ("ساعه", "ساعة") and words.at(amount.after) in ("دقيقه", "دقائق", "دقايق", "ثانيه")
    if timed or not (near in _HEADS or bare in _HEADS or military) or amount.scale != 1 or not words.at(amount.first).isdecimal():
        return False
    return not is_counted(words, amount.after) or near in ("رقم", "no", "number", "№", "номер")


def is_counted(words: Words, index: int) -> bool:
    """Whether the word at an index is a noun that figures count: one of the list, or an accusative of specification (جنديا)."""
    word = words.at(index)
    return word in COUNTED or (len(word) > _LEAST_PLURAL - 1 and "ء" <= word[0] <= "ي" and word.endswith("ا") and word not in MONTHS | _CLOCK_AFTER)


def _follows_name(words: Words, amount: Amount) -> bool:
    """`Khabar 24`, `Boeing 737`: a Latin name before digits, in an Arabic text always, in English when no plural follows."""
    index, previous = amount.first, words.at(amount.first - 1)
    if (
        not (previous.isascii() and previous.isalpha())
        or not words.original(index - 1)[0].isupper()
        or "," in words.at(index)
        or previous in MONTHS | _WEEKDAYS | _SENTENCE_WORDS
    ):
        return False
    following = words.at(amount.after)
    if following and following.isalpha() and not following.isascii():
        return True
    begins = words.at(index - 2) in ("", "\n", ".", '"', "!", "?", ":") and not words.original(index - 1).isupper()
    return not begins and not (following in COUNTED or (following.endswith("s") and following not in _VERBS) or following in ("%", "percent", "per"))


_SENTENCE_WORDS = word_set(
    "about some over nearly almost around at least more than up to with and the in of only when as another while between from by for "
    "exactly all its their his an a least approximately or"
)
_VERBS = word_set("is was has says does its this his")


def is_range(words: Words, low: Amount, high: Amount) -> bool:
    """Whether `X-Y` is a range: the smaller first, no two years, and something counted behind it. `2-1` and `1-2 away` are scores."""
    if low.low >= high.low or (is_year(words, low.first) and is_year(words, high.first)):
        return False
    following = words.at(high.after)
    small = high.low < 10  # noqa: PLR2004 (goals are, and troops are not)
    return (
        following == "%"
        or is_counted(words, high.after)
        or (not small and following.isalpha() and following not in _BEFORE_PLACE and following not in MONTHS)
    )


def looks_like_year(word: str) -> bool:
    """Four digits without separators that a year of modern history could be."""
    return len(word) == len("2022") and word.isdecimal() and _FIRST_YEAR <= int(word) <= _LAST_YEAR


def is_year(words: Words, index: int) -> bool:
    """Whether digits stand for a year by their form alone."""
    return looks_like_year(words.at(index))


def is_date_part(words: Words, amount: Amount, after_year: bool) -> bool:  # noqa: FBT001 (said by name where it is called)
    """Whether digits are a day or a year, or an hour of the clock."""
    if not amount.digits:
        return _after_year_word(words, amount.first) and amount.low >= _FIRST_YEAR and not is_counted(words, amount.after)
    return _beside_month(words, amount) or _is_clock(words, amount) or _is_year_here(words, amount, after_year) or _on_weekday(words, amount)


def is_month(words: Words, index: int) -> bool:
    """Whether a month's name stands at an index; `may` and `march` need their capital."""
    word = words.at(index)
    bare = word[1:] if word[:1] in ("و", "ب", "ل") and word not in MONTHS else word
    return bare in MONTHS and (bare not in _ALSO_VERBS or words.original(index) == _ALSO_VERBS[bare])


def _beside_month(words: Words, amount: Amount) -> bool:
    index, after = amount.first, amount.after
    if amount.scale != 1:
        return False
    if words.at(after) in ("من", "of") and (words.at(after + 1) == "الشهر" or (words.at(after + 1), words.at(after + 2)) in _COUNTED_MONTHS):
        return True
    if is_month(words, after) or (words.at(after) in _DAY_JOINTS and _day_then_month(words, after)):
        return True
    back = index - 1 - (words.at(index - 1) in (",", ")", "/", "-", "st", ".") or words.at(index - 1) in _YEAR)
    if is_month(words, back):
        return not is_counted(words, after) or is_year(words, index)
    second = words.at(back) in ("الثاني", "الاول", "الاخر", "الاخره", "القعده", "الحجه", "الاولي", "الثانيه") and is_month(words, back - 1)
    days = words.at(index - 1) in (",", "-", "و", "and") and words.at(index - 2)[:1].isdecimal() and is_month(words, index - 3)
    return second or (days and (is_year(words, index) or words.at(index - 1) == "-"))


def _day_then_month(words: Words, index: int) -> bool:
    """`2 و3 مايو`, `2-3 мая`, `5 of May`, `5, 6 и 7 января`: other days, or a joint, before the month."""
    joint, following = words.at(index), index + 1
    while words.at(following)[:1].isdecimal() and words.at(following + 1) in _DAY_JOINTS and following < index + _MOST_DAYS:
        joint, following = words.at(following + 1), following + 2
    if is_month(words, following):
        return joint != ","
    return words.at(following)[:1].isdecimal() and is_month(words, following + 1) and joint != ","


_COUNTED_MONTHS = frozenset({("this", "month"), ("last", "month"), ("next", "month")})
_DAY_JOINTS = frozenset({"на", "of", "من", "st", "nd", "rd", "th", "-", "و", "and", "и", "الي", "to", "/", "حتي", "по", "до", ","})
_MOST_DAYS = 8  # words: four days and their joints


def _is_clock(words: Words, amount: Amount) -> bool:
    after = amount.after
    dots = words.at(after) == "." and words.at(after + 1) in ("m", "M")
    following = (
        words.at(after) in _CLOCK_AFTER or (words.at(after) in ("a", "p") and dots) or (words.at(after) in ("a", "p") and words.at(after + 1) == ".")
    )
    half = words.at(amount.first - 1) in _CLOCK and "." in words.at(amount.first) and len(words.at(amount.first).partition(".")[2]) == 2  # noqa: PLR2004 (minutes)
    return following or half or (words.at(amount.first - 1) in ("الساعه", "للساعه", "oclock")) or words.at(after) == "o"


def _after_year_word(words: Words, index: int) -> bool:
    near = words.at(index - 1)
    return near in _YEAR or (near[:1] in ("و", "ب", "ل", "ف") and near[1:] in _YEAR)


def _is_year_here(words: Words, amount: Amount, after_year: bool) -> bool:  # noqa: FBT001
    index, after = amount.first, amount.after
    word, following = words.at(index), words.at(after)
    if amount.scale != 1 or not word.isdecimal() or len(word) > len("2022"):
        return False
    if _after_year_word(words, index) and (words.at(index - 1) not in ("год", "года", "году", "years") or is_year(words, index)):
        return not (is_counted(words, after) and not is_year(words, index))
    if following in _YEAR_AFTER and (len(word) == len("2022") or following not in ("год", "года", "году", "годом", "годов", "годы", "г", "м")):
        return not (following == "م" and not is_year(words, index))
    if not is_year(words, index):
        return False
    near = words.at(index - 1)
    return (
        after_year
        or (near == "the" and (following == "vote" or not is_counted(words, after)))
        or not (is_counted(words, after) or is_plain_noun(words, after))
        or ((near in _YEAR_SINCE or near in _WEEKDAYS) and not is_counted(words, after))
    )


def is_plain_noun(words: Words, index: int) -> bool:
    """Whether a word could be what a figure counts: letters, no article, no preposition."""
    word = words.at(index)
    return word.isalpha() and word not in _YEAR_SINCE | _BEFORE_PLACE | _VERBS and not word.startswith("ال") and entry(word) is None


def _on_weekday(words: Words, amount: Amount) -> bool:
    return words.at(amount.first - 1) in _WEEKDAYS and not words.at(amount.after).isalpha() and amount.scale == 1


def is_ordinal(words: Words, amount: Amount) -> bool:
    """`القرن الـ19`, `القرن العشرين`, `مجموعة العشرين`: an article makes an ordinal or a name, except behind a definite plural (`الدول الست`)."""
    if not amount.definite or amount.scale != 1 or amount.low != amount.high:
        return False
    index = amount.first - (amount.digits and words.at(amount.first - 1) in PARTICLES)
    near = words.at(index - 1)
    bare = near.lstrip("و") if near[:1] == "و" else near
    if words.at(amount.first).endswith(("الاثنين", "الاثنان")) and (words.at(amount.after) in _WHICH_WEEK or not bare.endswith(("ين", "ان"))):
        return True  # Monday, but behind a dual (`الرجلين الاثنين`)
    plural = bare in _PLURALS or (bare.startswith("ال") and len(bare) > _LEAST_PLURAL and bare.endswith(("ات", "ين", "ون")))
    if amount.digits or amount.low > 10:  # noqa: PLR2004 (units have ordinals of their own: ثالث، رابع)
        return not (plural or is_counted(words, amount.after))
    return bare in _ORDINALS or bare in ("مجموعه", "قمه") or not (bare.startswith(("ال", "بال", "لل")))


def is_hyphenated_name(word: str) -> bool:
    """Whether a word behind a number and a hyphen makes a name or an adjective of them: `twenty-first`, `five-star`, `2-й`."""
    return _is_suffix(word)
