"""The words by which a line tells that it is furniture of its page: the tables of `furniture`.

Each row has a meaning and, per language, phrases between bars. Add a phrase to the row whose meaning it has, in any spelling: all are folded. A
phrase that an article could begin a sentence or a heading with belongs in no row.
"""

# Lines that hold the phrase, whatever else they say.
SAYINGS = {
    "correction": {
        "ar": "هل وجدت خطأ | أبلغ عن خطأ",
        "en": "report an error | spotted an error",
        "ru": "нашли ошибку | нашли опечатку | нажмите ctrl",
    },
    "copyright": {
        "ar": "جميع الحقوق محفوظة | كافة الحقوق محفوظة | كل الحقوق محفوظة | حقوق النشر محفوظة | حقوق الطبع محفوظة",
        "en": "all rights reserved | may not be published, broadcast, rewritten",
        "ru": "все права защищены | при перепечатке ссылка",
    },
    "cookies": {
        "ar": "نستخدم ملفات تعريف الارتباط | الموقع ملفات تعريف الارتباط | موقعنا ملفات تعريف الارتباط | قبول ملفات تعريف الارتباط",
        "en": "we use cookies | this site uses cookies | this website uses cookies | our site uses cookies | accept all cookies | cookie settings",
        "ru": "мы используем файлы cookie | мы используем cookie | сайт использует файлы cookie | сайт использует cookie",
    },
    "imprint": {
        "ar": "ترخيص وزارة الإعلام رقم",
        "en": "company registration number",
        "ru": "свидетельство о регистрации сми | номер свидетельства эл | учредитель сми",
    },
}

# Lines that begin with the phrase, and have no full stop inside.
INVITATIONS = {
    "newsletter": {
        "ar": """اشترك في نشرتنا | اشترك في النشرة | اشتركوا في نشرتنا | اشترك في قناتنا | اشتركوا في قناتنا | اشترك الآن | انضم إلى قناتنا |
            سجل بريدك""",
        "en": "subscribe to our | subscribe to the newsletter | sign up for our | sign up to our | get our newsletter | get the newsletter",
        "ru": "подпишитесь на наш | подписывайтесь на наш | подпишись на наш | подпишитесь на нас | подписывайтесь на нас | подписывайтесь на",
    },
    "share": {
        "ar": """شارك هذا | شارك الخبر | شارك المقال | شارك الموضوع | شارك على | شارك عبر | مشاركة الخبر | مشاركة المقال | مشاركة عبر | مشاركة على |
            انشر عبر | تابعونا على | تابعنا على | تابعونا عبر | تابعنا عبر | لمتابعة أخبارنا""",
        "en": "share this | share on | share via | share with | share article | follow us | join us on | like us on",
        "ru": """поделиться новостью | поделиться в | поделиться с | поделитесь | следите за нами | читайте нас в |
            мы в соцсетях | присоединяйтесь к нам""",
    },
}

# Lines that are the phrase, or go on behind it with a colon, a dash or a bar.
LABELS = {
    "other stories": {
        "ar": """اقرأ أيضا | أقرأ أيضا | اقرأي أيضا | اقرأ المزيد | اقرأ كذلك | اقرأ أكثر | شاهد أيضا | شاهد | طالع أيضا | طالع | تابع أيضا |
            للمزيد | قد يهمك | قد يهمك أيضا | المقال السابق | المقال التالي | الخبر السابق | الخبر التالي | ذات صلة""",
        "en": """read also | also read | read more | read next | see also | watch | related | don't miss | more on this story |
            previous article | next article | previous post | next post""",
        "ru": """читайте также | читать также | смотрите также | подробнее | читать далее | по теме | ещё по теме | материал по теме |
            предыдущая статья | следующая статья""",
    },
    "byline": {
        "ar": "كتب | كتبت | بقلم | إعداد | تحرير | ترجمة | المحرر | الكاتب | كتب لكم",
        "en": "author | authors | written by | reporting by | editing by | edited by | additional reporting by | by",
        "ru": "автор | авторы | редактор | текст",
    },
    "credit": {
        "ar": "المصدر | مصدر الصورة | مصدر الخبر | تصوير | عدسة | الصورة",
        "en": "source | photo | photos | photo by | photo credit | image | image source | image credit | credit | getty images | via",
        "ru": "источник | фото | иллюстрация | источник изображения | автор фото",
    },
    "share": {
        "ar": "تابعونا | تابعنا",
        "en": "follow us | find us on",
        "ru": "подписывайтесь | подпишитесь | мы в соцсетях",
    },
    "tags": {
        "ar": "الوسوم | وسوم | الكلمات المفتاحية | كلمات مفتاحية | كلمات دلالية | الكلمات الدالة | كلمات دالة | الكلمات الدلالية | هاشتاغ | علامات",
        "en": "tags | tag | tagged | keywords | topics | filed under | related topics",
        "ru": "теги | тэги | метки | ключевые слова | темы",
    },
}

# How many words may stand behind a label; a sentence has more.
BEHIND_LABEL = {"other stories": 25, "byline": 8, "credit": 6, "share": 6, "tags": 60}

# Headings over the headlines of other stories.
HEADINGS = {
    "most read": {
        "ar": """الأكثر قراءة | الأكثر مشاهدة | الأكثر تداولا | الأكثر تعليقا | الأكثر شيوعا | الأكثر شعبية | المواضيع الأكثر قراءة |
            الموضوعات الأكثر قراءة | الأخبار الأكثر قراءة | المقالات الأكثر قراءة | أخبار الأكثر قراءة | الأعلى قراءة""",
        "en": """most read | most popular | most viewed | most watched | most shared | most commented | trending | trending now |
            popular | popular stories | popular now | top stories""",
        "ru": """самое читаемое | самое популярное | популярное | популярные новости | сейчас читают | топ новостей |
            главное за день | главное сегодня""",
    },
    "other stories": {
        "ar": """اقرأ أيضا | أقرأ أيضا | اقرأ المزيد | اقرأ كذلك | شاهد أيضا | قد يهمك | قد يهمك أيضا | قد يعجبك | قد يعجبك أيضا | مواضيع ذات صلة |
            موضوعات ذات صلة | مقالات ذات صلة | أخبار ذات صلة | أخبار متعلقة | مواضيع متعلقة | موضوعات متعلقة | مقالات متعلقة | ذات صلة |
            آخر الأخبار | أحدث الأخبار | أخبار أخرى | مواضيع أخرى | مقالات أخرى | المزيد من الأخبار | المزيد من المقالات | اخترنا لك | اخترنا لكم |
            أهم الأخبار | مقالات مشابهة | أخبار مشابهة | من نفس القسم | المزيد عن | لا تفوت""",
        "en": """related | related stories | related articles | related news | related content | related posts | read also | also read |
            read more | read next | see also | more on this story | more on this topic | more stories | more news |
            more like this | you may also like |
            you might also like | recommended | recommended for you | recommended stories | latest news | latest stories |
            latest headlines | editor's picks | editors' picks | don't miss | up next | in other news | other stories | other news |
            more from | recommended reading |
            around the web""",
        "ru": """читайте также | читать также | смотрите также | по теме | новости по теме | материалы по теме | другие новости |
            последние новости | новости партнёров | главные новости | лента новостей | ещё по теме |
            вам может быть интересно | рекомендуем | похожие материалы |
            похожие новости | ещё новости | больше новостей | другие материалы | новости сми2""",
    },
}

# What may follow a heading on its line, with more behind it (`… on this site`), or end the heading itself (`More from …`).
PLACES = "في على عن in on at from this в на за из"

# Lines that hold nothing but such phrases, and with them numbers, dates, times and the names of networks.
BUTTONS = {
    "advertisement": {
        "ar": "إعلان | إعلانات",
        "en": "advertisement | advertisements | sponsored | sponsored content",
        "ru": "реклама | реклама на сайте",
    },
    "comments": {
        "ar": "تعليق | تعليقات | التعليقات | أضف تعليق | أضف تعليقا | اترك تعليقا | اكتب تعليقا | أضف تعليقك | اترك تعليقك | لا يوجد تعليقات",
        "en": "comment | comments | top comments | leave a comment | leave a reply | add a comment | post a comment | no comments | no comments yet",
        "ru": """комментарий | комментарии | комментариев | комментария | комментировать |
            оставить комментарий | написать комментарий | нет комментариев""",
    },
    "counter": {
        "ar": """مدة القراءة | وقت القراءة | زمن القراءة | عدد المشاهدات | المشاهدات | مشاهدات | مشاهدة | عدد القراءات | عدد الزيارات |
            رقم الخبر | رقم المقال | كود الخبر""",
        "en": "reading time | views | view | shares | min read | minute read | article id",
        "ru": "просмотров | просмотры | просмотра | время чтения | время на чтение | номер статьи",
    },
    "date of the page": {
        "ar": """نشر في | نشر بتاريخ | تاريخ النشر | نشرت في | آخر تحديث | تم التحديث | التحديث الأخير | تم النشر | تم النشر في |
            أضيف بتاريخ""",
        "en": "published | published on | posted | posted on | updated | updated on | last updated | last modified | first published",
        "ru": "опубликовано | обновлено | дата публикации | последнее обновление",
    },
    "navigation": {
        "ar": """الرئيسية | الصفحة الرئيسية | عاجل | استمع للمقال | استمع إلى المقال | القائمة | بحث | البحث |
            تسجيل الدخول | دخول | عرض المزيد | تحميل المزيد | المزيد | السابق |
            التالي | اتصل بنا | من نحن | سياسة الخصوصية | الخصوصية | شروط الاستخدام | العودة إلى الأعلى | إغلاق""",
        "en": """home | homepage | breaking | breaking news | listen to this article | read full story | read the full story | careers |
            about | menu | search | login | log in | sign in | sign up | register | skip to content |
            skip to main content | show more |
            load more | back to top | next | previous | contact us | contact | about us | privacy policy | privacy | terms of use |
            terms and conditions | terms | imprint | cookies | close""",
        "ru": """срочно | слушать статью | читать полностью | главная | на главную | меню | поиск | войти | вход |
            регистрация | показать ещё | загрузить ещё |
            наверх | назад | далее | контакты |
            о нас | политика конфиденциальности""",
    },
    "newsletter": {
        "ar": "النشرة البريدية | النشرة الإخبارية | النشرة الإلكترونية | نشرتنا",
        "en": "newsletter | newsletters | subscribe",
        "ru": "подписаться | рассылка",
    },
    "share buttons": {
        "ar": """شارك | شاركها | شاركنا | مشاركة | المشاركة | انشر | غرد | طباعة | اطبع | نسخ الرابط | أرسل لصديق | إرسال بالبريد | حفظ""",
        "en": "share | shares | bookmark | tweet | pin it | print | email | e-mail | copy link | save | save article",
        "ru": "поделиться | поделись | твитнуть | печать | распечатать | скопировать ссылку | отправить",
    },
}

# The names of networks: buttons beside another button, or two and more together; one alone may be a heading of the article.
NETWORKS = """
    facebook twitter x whatsapp telegram linkedin viber reddit pinterest instagram youtube messenger vk ok flipboard tiktok threads
    فيسبوك الفيسبوك تويتر إكس واتساب واتسآب واتس تلغرام تليغرام تيليجرام تيلجرام تليجرام لينكدإن لينكد انستغرام إنستغرام انستجرام
    يوتيوب ماسنجر فايبر
    вконтакте одноклассники телеграм телеграмм ватсап вайбер
"""

# The names of sections, of which pages have a row above the article and one below.
SECTIONS = """
    أخبار الأخبار سياسة السياسة اقتصاد الاقتصاد رياضة الرياضة ثقافة الثقافة فنون فن منوعات علوم تكنولوجيا صحة العالم عالم عالمية محليات محلي عربي
    دولي دولية آراء رأي مقالات تقارير فيديو صور مباشر وظائف طقس سيارات مجتمع حوادث تحقيقات الرئيسية
    home news world politics business economy sport sports culture arts opinion video videos photos live tech technology science health weather
    travel lifestyle entertainment local national search menu
    главная новости политика экономика общество спорт культура наука технологии видео фото мнения происшествия бизнес финансы авто мир
"""

HOME = "الرئيسية | الصفحة الرئيسية | home | главная | главная страница"

# Who a picture or a text is from, when that is all that a line says.
AGENCIES = """
    reuters ap afp tass dpa upi epa xinhua sputnik agencies getty
    رويترز الأناضول الاناضول سبوتنيك وكالات شينخوا الفرنسية
    тасс риа интерфакс рейтер
"""

# What a line with the date and time of its page is made of, besides numbers.
DATE_WORDS = """
    الأحد الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت يناير فبراير مارس أبريل إبريل نيسان مايو أيار يونيو حزيران يوليو
    تموز أغسطس آب سبتمبر أيلول
    أكتوبر تشرين الأول الثاني نوفمبر ديسمبر كانون شباط آذار ص م هـ صباحا مساء بتوقيت غرينتش غرينيتش جرينتش مكة المكرمة الساعة منذ
    قبل دقيقة دقائق ساعة
    ساعات يوم أيام محرم صفر رجب شعبان رمضان شوال قراءة
    monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun january february march april may june july august september
    october november december jan feb mar apr jun jul aug sep sept oct nov dec am pm gmt utc bst est edt cet msk at ago minutes minute min mins
    hours hour days day st nd rd th read
    понедельник вторник среда четверг пятница суббота воскресенье января февраля марта апреля мая июня июля августа сентября октября ноября декабря
    мск г года в назад минут минуты час часа часов дня дней
"""
