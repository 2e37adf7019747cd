"""`add`: an article as a source of the registry, with candidates for a person to accept."""

import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from cstofacts.cli import screen
from cstofacts.cli.articles import STDIN, open_text
from cstofacts.cli.options import ColorOption, RegistryOption, TextsOption
from cstofacts.cli.registries import check_texts, find_registry, read_vocabulary, stop
from cstofacts.cli.screen import Color
from cstofacts.cli.sources import changed_of, check_id, check_language, date_of, metadata_of, origin_id, text_file_of
from cstofacts.evidence.document import Document
from cstofacts.evidence.texts import find_text, read_text
from cstofacts.intake.article import Article
from cstofacts.intake.mistakes import MISTAKEN
from cstofacts.intake.take import take
from cstofacts.language import ENGLISH, count, say, speaking
from cstofacts.model.intake import Came, Intake
from cstofacts.reports.intake import intake_lines
from cstofacts.reports.sections import counted
from cstofacts.values.base import Fault


def add(  # noqa: PLR0913 (each option is a parameter: that is how typer reads them)
    file: Annotated[str, typer.Argument(metavar="FILE", help="The text: .txt, .md, .html or .docx.")],
    registry: RegistryOption = None,
    *,
    source: Annotated[str, typer.Option("--source", metavar="ID", help="Id of the source, such as S5; what it has already stays.")],
    published: Annotated[
        str | None, typer.Option("--published", metavar="DATE", help="Day of publication, from which its dates are counted.", show_default=False)
    ] = None,
    edited: Annotated[
        str | None, typer.Option("--edited", metavar="DATE", help="Day of the edit, when the text has changed since.", show_default=False)
    ] = None,
    title: Annotated[str | None, typer.Option("--title", help="Its title; else the first line of the text.", show_default=False)] = None,
    publisher: Annotated[str | None, typer.Option("--publisher", help="Who published it.", show_default=False)] = None,
    origin: Annotated[str | None, typer.Option("--origin", metavar="ENTITY", help="The body that it relays.", show_default=False)] = None,
    language: Annotated[str | None, typer.Option("--language", help="ar, en, ru; else guessed from its script.", show_default=False)] = None,
    url: Annotated[str | None, typer.Option("--url", help="Where it was published.", show_default=False)] = None,
    texts: TextsOption = None,
    html: Annotated[bool, typer.Option("--html", help="Read FILE as a web page, whatever it is called.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Take the text also when it looks like the wrong one.")] = False,
    color: ColorOption = Color.AUTO,
) -> None:
    """Write what an article may claim to the registry, as candidates: none counts until a person accepts it.

    For a source that is there only what is new is added. When its text has changed, claims that it no longer makes are kept as superseded.
    """
    read = read_vocabulary(registry)
    check_id(source, read)
    days = date_of("--published", published), date_of("--edited", edited)
    given = {"title": title or "", "publisher": publisher or "", "language": check_language(language), "published": str(days[0] or "")}
    given |= {"origin": origin_id(origin, read), "url": url or ""}
    if days[1] and source not in read.sources:
        stop(say("{edited} is for a source that is there, and {source} is new: give its day with {published}", source=source, **_DAYS))
    document = _open(file, html=html)
    metadata, words = (changed_of(given, read.sources[source]), []) if source in read.sources else metadata_of(given, document)
    name = text_file_of(Path(file), check_texts(texts) if texts else None, html=html)
    article = Article(source, document, name, metadata, Path(file).parent, *days, texts, force)
    with speaking(ENGLISH):  # what is written to a file is the same whatever language is spoken
        found = take(article, read, find_registry(registry))
    if isinstance(found, Fault):
        forced = f" ({say('{option} takes it all the same', option='--force')})" if found.rule == MISTAKEN else ""
        stop(f"{say('{fault}; nothing was written', fault=found.message)}{forced}")
    screen.show(intake_lines(found, read, screen.width()), color)
    if source in read.sources and found.edit and read.sources[source].text_file == name:
        words = [say("the text before had the name {name} too, so `versions` names none: give every version a name of its own", name=name)]
    for line in (*_written(found, article), *words, *_next(found, article, registry)):
        screen.say_text(line)


_DAYS = {"edited": "--edited", "published": "--published"}


def _open(file: str, *, html: bool) -> Document:
    if file == STDIN:
        stop(say("add needs a file, since `verify` reads the text again: save it first"))
    return open_text(file, ".html" if html else "")


def _written(found: Intake, article: Article) -> Iterator[str]:
    """What became of the registry's file."""
    file, new = found.path, counted(len(found.sifted.taken), "candidate")
    if found.came is Came.NEW:
        yield say("wrote {file}", file=file)
    elif found.edit:
        yield say("changed {file} in one edit; the text before stands under `versions`, until {date}", file=file, date=found.edit.until)
    elif found.sifted.taken:
        yield say("added {candidates} to {file}", candidates=new, file=file)
    else:
        yield say("nothing new: every candidate of this text is in {file}", file=file)
    if found.came is Came.AGAIN and article.metadata:
        yield say("what the registry says about {source} stays as it is: edit {file} by hand", source=found.source, file=file)


def _next(found: Intake, article: Article, registry: Path | None) -> Iterator[str]:
    """What is left to do for the user."""
    if found.came is not Came.AGAIN:
        yield from _text_words(article)
    waiting = found.waiting + len(found.sifted.taken)
    where = f" --registry {shlex.quote(str(registry))}" if registry else ""
    if waiting:
        told = count("{n} candidate waits for a person; next:", "{n} candidates wait for a person; next:", waiting)
        yield f"{told} cstofacts review {shlex.quote(found.source)}{where}"


def _text_words(article: Article) -> Iterator[str]:
    """Whether `verify` will find the text."""
    path = find_text(article.texts, article.text_file) if article.texts else None
    there = read_text(path) if isinstance(path, Path) else None
    if isinstance(there, Document) and there.sha256 == article.document.sha256:
        return
    folder = str(article.texts) if article.texts else say("the folder of texts")
    folder = say("{folder}, where another text has that name", folder=folder) if isinstance(there, Document) else folder
    name = f"text_file: {article.text_file}"
    yield say("{name}; {command} looks for it under this name: put the text into {folder}", name=name, command=_VERIFY, folder=folder)


_VERIFY = "`cstofacts verify --texts DIR`"
