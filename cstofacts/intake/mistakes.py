"""What is refused when an article is added, because it is probably a mistake; and the day of an edit, which only the user knows."""

from cstofacts.intake.article import Article
from cstofacts.intake.stood import Stood
from cstofacts.model.claim import Source
from cstofacts.model.registry import Registry
from cstofacts.values.base import Fault
from cstofacts.values.date import Date

MISTAKEN = "mistaken"
"""The rule of a fault that only says what looks wrong, and that `force` sets aside."""


def mistaken(article: Article, source: Source | None, registry: Registry) -> Fault | None:
    """Why the text of an article is probably not the one that was meant."""
    sha256 = article.document.sha256
    for other in registry.sources.values():
        if other.text_sha256 == sha256 and (source is None or other.id != source.id):
            return Fault(MISTAKEN, f"this is the text of {other.id}, to the byte: two sources with one text would look like two voices")
    for version in source.versions if source else ():
        if version.text_sha256 == sha256:
            return Fault(MISTAKEN, f"this is the text of {article.id} that stood until {version.until}: the older version of the article")
    return None


def day_of_edit(article: Article, source: Source) -> Date | Fault:
    """The day from which the version before no longer stands."""
    again = article.published if article.published != source.published else None
    until = article.edited or again
    if until is None:
        return Fault("not-written", f"the text of {source.id} is not the one that was read: say on which day it was edited with --edited DATE")
    before = (source.published, *(version.until for version in source.versions))
    late = next((date for date in before if date and _is_before(until, date)), None)
    return Fault("not-written", f"the article cannot have been edited on {until}: the registry has it as of {late}") if late else until


def _is_before(one: Date, other: Date) -> bool:
    return one.latest is not None and other.earliest is not None and one.latest < other.earliest


def another_article(article: Article, after: Stood) -> Fault | None:
    """Why the text is probably that of another article."""
    if article.force or not after.is_another_article:
        return None
    lines = [line for _, line in (*after.claims, *after.waiting)]
    told = f"{lines.count(0)} of the {len(lines)} quotes of {article.id} are not in this text"
    return Fault(MISTAKEN, f"{told}, as if it were another article")
