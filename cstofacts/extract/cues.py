"""The words by which a text says who speaks, how firmly, whether it denies, and whether it plans or reports: the tables of `speech`.

Add a word to the row whose meaning it has, in any spelling: all are folded. A word that can mean two things belongs in no row, or needs a rule
in `speech`.
"""

import re

from cstofacts.spelling import fold


def word_set(words: str) -> frozenset[str]:
    """The words of a text, folded."""
    return frozenset(fold(words).split())


PHRASES = {
    "certainty": {
        "possible": """
    ربما | لعل | من الممكن | من المحتمل | يحتمل ان | من الجائز | يمكن ان | يمكنها ان | يمكنه ان | من الوارد | perhaps | maybe | possibly | it
    is possible | could be | could have | возможно | может быть | не исключено | не исключают | не исключает | не исключил
    """,
        "probable": """
    من المتوقع | يتوقع ان | من المرجح | يرجح ان | علي الارجح | من المنتظر | يعتقد ان | likely | probably | is expected to | are expected to |
    expected to | вероятно | скорее всего | ожидается
    """,
        "alleged": """
    يزعم | تزعم | زعم | زعمت | زعموا | مزعوم | مزعومة | المزعوم | المزعومة | مزاعم | يقال ان | يقال انه | يقال انها | يدعي ان | تدعي ان | ادعي
    ان | ادعت ان | ما يسمي | ما تسمي | ما يعرف | علي حد زعمه | alleged | allegedly | reportedly | purported | purportedly | so called |
    supposedly | claims that | claimed that | якобы | предположительно | так называемый | так называемая | так называемые | так
    называемого | так называемых | по неподтвержденным данным
    """,
        "conditional": """
    اذا لزم الامر | عند الضرورة | عند الحاجة | عند اللزوم | اذا اقتضت الضرورة | اذا اقتضت الحاجة | في حال | شريطة ان | بشرط ان | حتي لو | ما
    لم | if needed | if necessary | if required | if need be | unless | provided that | in the event of | on condition that | even if |
    при необходимости | в случае необходимости | если потребуется | если понадобится | при условии | если
    """,
    },
    "phase": {
        "planned": """
    قرر ارسال | قررت ارسال | قرر ان | قررت ان | تقرر ان | يعتزم | تعتزم | يعتزمون | اعتزم | اعتزمت | ينوي | تنوي | يخطط ل | تخطط ل | يخطط لان
    | من المقرر | المقرر ان | من المزمع | المزمع | plans to | plan to | intends to | intend to | decided to | is due to | are due to | is
    set to | are set to | is scheduled to | are scheduled to | is to | are to | is planning to | are planning to | планирует | планируют |
    планируется | намерен | намерена | намерены | собирается | собираются | предстоит | решил направить | решила направить | решили
    направить
    """,
        "done": """
    ارسلت | غادرت | انسحبت | انطلقت | اندلعت | تاسست | تشكلت | اجتاحت | تعرضت | انتهت | وصلت | بدات | اصيب | اصيبت | اعتقلت | اعتقل | الغيت |
    اسفرت | ارتفعت | انخفضت | فازت | خسرت | توفي | توفيت | انسحب | انطلق | اندلع | تاسس | انتهي | انخفض | ارتفع | نشرت | استولي | استولت |
    شهدت | اجتاح | تعرض | اسفر | استقال | اختتم | افتتح | استانف | استعاد | اقتحم | احتل | اغتيل | اختطف | اندلعت | اصدر | اصدرت | اقر | اقرت
    | اجري | اجرت | استقبل | استقبلت | التقي | التقت | اطلق | اطلقت | اعاد | اعادت | استقالت | اختتمت | افتتحت | اقتحمت | احتلت | انضم | انضمت |
    وقعت | كانت قد | كان قد | sent | withdrew | began | arrived | killed | was sent | were sent | was killed | were killed | was founded |
    were injured | was arrested | were arrested | has begun | have begun | has sent | have sent | has left | направил | направила |
    направили | прибыл | прибыла | прибыли | погиб | погибла | погибли | завершил | завершила | завершили | отправил | отправила |
    отправили | был направлен | были направлены | была создана | был создан
    """,
    },
    "polarity": {
        "no": """
    رفض | رفضت | رفضوا | يرفض | ترفض | يرفضون | نفت | نفي | ينفي | تنفي | نفوا | دون ان | دون وقوع |
    امتنع | امتنعت | يمتنع | تمتنع | refused | refuses | refuse |
    denied | denies | deny | rejected | rejects | declined to | never | neither | отказался | отказалась | отказались | отказывается | отверг |
    отвергла | отвергли | опроверг | опровергла | опровергли | отрицает | отрицают | отрицал | отрицала | никогда
    """,
    },
}

# What عدم, بدون and من دون make a word of its own with, and no denial: the Non-Aligned Movement, a drone, no doubt.
NO_DENIAL_WITH = word_set(
    """
    الانحياز انحياز استقرار الاستقرار طيار طيارين شك ادني استثناء سابق مقابل جدوي توقف انقطاع رحمه تردد كلل سواه سوي غيره علم رصيد
    """
)
# Verbs that are nouns too without vowel signs (قتل, وصل): done where they begin a clause and a figure follows.
VERB_OR_NOUN = word_set("قتل جرح وصل فر عاد سقط نزح لقي فقد شارك غادر")

# Words of which a verb's form decides; each in its folded spelling.
STILL = word_set("يزال تزال يزالون تزل يزل زال زالت")
AMOUNTS = word_set("يقل تقل يقلون يتجاوز تتجاوز يزيد تزيد يتعدي تتعدي")
NEGATIONS = word_set("لا لم لن ليس ليست ليسوا لسنا لست")
ONLY = word_set("فقط فحسب مجرد وحده وحدها")
EXCEPTIONS = word_set("الا سوي باستثناء except unless until кроме")
REFUSALS = word_set(
    """
    رفض ترفض يرفض ينف تنف ينفي تنفي يمتنع تمتنع refuse refused deny denied reject отказался отказалась отрицает опроверг
    """
)
NOT_NEGATED_BY_OTHER = word_set("ان انه انها انهم ذلك مسبوق مسبوقه المسبوق المسبوقه")

# Past verbs that begin with ت like the present of the third person feminine; the second row can be either, read without vowel signs.
PAST = word_set(
    """
    تجاوز تم تمت تاثر تعرض توفي تمكن تراجع توصل تلقي تزايد تضاعف تضرر توقف تاكد تبين تعهد تاسس تولي تبني تعطل تخطي تدهور تسرب تورط تكبد تعثر
    تعافي تاخر تكرر تغلب تخلي تراوح تنازل تعاون تناول تبادل تفاقم تصاعد تفوق تطور توسع تحسن تدخل تخلف توجه تعامل تردد ترك تلي تبع تسبب
    توالي تقلص تداول
    """
)
EITHER = word_set("تحدث تقدم تغير تشكل تضمن تحقق تسلم تحول تعلم تنقل تحرك تقرر توزع تصدر تجمع")
MAY_FOLLOW_NEGATION = re.compile(r"[يتنا]\w{2,}")
FUTURE = re.compile(r"س[يت]\w{2,}")
NO_FUTURE = re.compile(
    r"سي(?:ار|اس|اح|اق|اد(?!و)|اج|د(?:ه|ت|ي|ات|ني)?$|ره|رت(?!ف|ك)|رغي|رج|ردي|ريا|ر$|را$|طر|ل$|لا|ول|م$|ما$|مون|ناري|ناء|نا$|ف$|فو|ي|بير|سي$|تي$|ته$|جار|خ$|رك$|رال|ليك|شل|ان$)"
    r"|ست(?:ون|ين|ه|يفن|يف$|ار$|ارت|اره|انيس|الين|راتي|وكه|وديو|اد$|اما|ماي|ميه|ايل|رات|ائر|اير|رليني?$|ندر)\w*|\w+وف$"
)
TIME = word_set("يوم اليوم امس اول الاحد الاثنين الثلاثاء الاربعاء الخميس الجمعه السبت صباح مساء عام مطلع")

SAID = word_set(
    """
    قال قالت قالوا يقول تقول اعلن اعلنت اكد اكدت اضاف اضافت صرح صرحت اوضح اوضحت ذكر ذكرت افاد افادت كشف كشفت اشار اشارت شدد شددت تابع تابعت
    اعتبر اعتبرت حذر حذرت اعترف اعترفت زعم زعمت يوكد توكد
    """
)
SAID_BEFORE = word_set(
    """
    said says told announced confirmed stated added warned заявил заявила заявили сообщил сообщила сообщили сообщает сообщают сказал сказала
    отметил отметила подчеркнул подчеркнула передает рассказал рассказала добавил добавила объявил объявила
    """
)
TRANSMITTED = word_set("نقلت نقل")
ACCORDING = {
    "ar": ("وفقا ل", "وفق", "بحسب ما ذكرت", "بحسب", "حسب", "طبقا ل", "نقلا عن", "علي لسان", "علي حد قول", "وفق ما اعلنت", "وفق ما ذكرت"),
    "en": ("according to", "as reported by"),
    "ru": ("по словам", "по данным", "согласно", "как сообщает", "со ссылкой на", "по информации"),
}
HEADS = word_set(
    """
    مصدر مصادر مسوول مسوولون مسوولين مراسل متحدث متحدثه ناطق شهود شاهد دبلوماسي دبلوماسيون وسايل تقارير تقرير بيان بيانات السلطات الشرطه وزاره
    الوزاره وزير رييس ريييس نايب مدير المتحدث الناطق وكاله صحيفه قناه موقع اذاعه خبراء محللون محللين احصاءات دراسه هييه منظمه شركه الشركه
    الحكومه الجيش مكتب رجال officials official sources source police witnesses spokesman spokeswoman spokesperson authorities media
    reports report ministry analysts company government army источник источники источника источников министр министра министерство
    министерства представитель представителя глава главы полиция полиции власти властей пресс очевидцев очевидцы компания компании
    ведомства ведомство спасателей мчс мвд
    """
)
THAT = word_set("ان انه انها انهم انهما بان بانه بانها لوكاله что")
TAKES_NO_OBJECT = word_set("قال قالت قالوا اضاف اضافت صرح صرحت اوضح اوضحت افاد افادت تابع تابعت عن")
NAMED_BY_KIND = word_set("وكاله صحيفه قناه شبكه اذاعه موقع حركه جماعه الاميركي")
STATEMENTS = word_set("تقارير تقرير بيان بيانات report reports statement صادر")
UNNAMED = word_set("مصدر مصادر مسوول مسوولون مراسل متحدث متحدثه ناطق شهود دبلوماسي خبراء محللون محللين")
TITLES = word_set(
    """
    رييس نايب وزير الامين امين مدير القايد قايد المتحدث الناطق سفير زعيم عضو president minister secretary deputy director
    """
)
NO_SPEAKERS = word_set(
    """
    قرار عدم عن حاله ان انه انها انهم الي علي في من ذلك هذا هذه معاهده المعاهده اتفاق اتفاقيه القانون قانون دستور جدول خطه قوله قولها قولهم تعبيره
    تعبيرها وصفه وصفها هو هي هم بدوره بدورها ايضا كذلك كما ما مره لاحقا فيه فيها الحاجه بان بانه بانها الاسبوع البلاد حاجه مقتضيات he she
    it they who which that we i you this there what and also he's он она они который которая которые что это мы я
    """
)
STOPS = word_set(
    """
    ان انه انها انهم انهما بان بانه بانها خلال امس اليوم الاثنين الثلاثاء الاربعاء الخميس الجمعه السبت الاحد يوم امام قوله قولها قولهم عبر علي
    الي بعد قبل اثر عقب مساء صباح ايضا بدوره بدورها عن حول لدي مضيفا مضيفه قايلا قايله نقلا بمقتل باصابه
    بوقوع بوفاه بسقوط that on in during after before что в на об о и
    after during who
    """
)
OCCASIONS = word_set(
    """
    تصريح تصريحات بيان بيانها بيانه مقابله كلمه موتمر حديث تقرير وقت اجتماع رساله تغريده خطاب جلسه ختام
    """
)
LISTENERS = re.compile(r"ل(?:وكاله|قناه|صحيفه|شبكه|موقع|اذاعه|مجله|رويترز|فرانس|سبوتنيك|بي)\w*")
OPENINGS = word_set(
    "yesterday today tomorrow meanwhile earlier later monday tuesday wednesday thursday friday saturday sunday вчера сегодня ранее позже"
)
OFFICES = word_set(
    """
    head chief director president minister prime deputy spokesman spokeswoman spokesperson chairman secretary governor
    mayor general colonel глава министр президент директор премьер представитель председатель губернатор мэр генерал официальный секретарь
    заместитель начальник руководитель командующий
    """
)
APPOSED = OFFICES | word_set("the a an its his her their")
TEXTS = word_set(
    """
    constitution treaty article articles law agreement plan charter protocol schedule act конституции статье статьи договору закону соглашению плану
    уставу графику
    """
)
GENITIVE = word_set("of for at in from with by to on")
