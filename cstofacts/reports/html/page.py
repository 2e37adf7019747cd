"""The page as the template needs it: what was compared, the pictures of all of it, and the sections with their entries and rows."""

from collections.abc import Iterator

from msgspec import Struct

from cstofacts import __version__
from cstofacts.language import RIGHT_TO_LEFT, say, spoken
from cstofacts.model.finding import Finding
from cstofacts.model.problem import Problem
from cstofacts.model.report import Report
from cstofacts.reports.html.anchors import anchor
from cstofacts.reports.html.entries import EntryView, entry_view
from cstofacts.reports.html.matrix import Matrix, matrix_of
from cstofacts.reports.html.rows import RowGroup, row_groups
from cstofacts.reports.html.sources import SourceView, source_views
from cstofacts.reports.html.timeline import Year, events_of
from cstofacts.reports.sections import SECTIONS, SINGLE_SOURCE, Section, by_section, count_words, evidence_words, listed_by_section, scope_words
from cstofacts.reports.text import question_words, sources_of

# Entries beyond the worst so many are rows: a page of 2,000 whole ones takes five seconds to open.
MOST_IN_FULL = 300

# The sections in which nothing needs a person.
_AT_PEACE = ("agreements", SINGLE_SOURCE, "unconfirmed")


class SectionView(Struct, frozen=True):
    """A section: the worst of its findings whole, the others as rows, and links to those that stand whole in another section.

    `is_pictured` says of one section that the pictures of everything stand before it.
    """

    key: str
    heading: str
    about: str
    total: int
    is_pictured: bool
    entries: list[EntryView]
    groups: list[RowGroup]
    elsewhere: list[tuple[str, str]]


class ProblemView(Struct, frozen=True):
    """What could not be read, and where."""

    place: str
    code: str
    name: str
    message: str


class PageView(Struct, frozen=True):
    """Everything that the template shows."""

    language: str
    direction: str
    version: str
    made: str
    commit: str
    changed: bool
    digest: str
    scope: str
    counts: str
    evidence: str
    unread: int
    matrix: Matrix
    years: list[Year]
    sections: list[SectionView]
    problems: list[ProblemView]
    sources: list[SourceView]


def page_view(report: Report) -> PageView:
    """The page of a report in the language that is spoken; a table that the report leaves out is empty."""
    findings, registry, run = report.findings or [], report.registry, report.run
    sources = sources_of(findings, registry) if report.sources is None else report.sources
    views = source_views(registry)
    return PageView(
        language=spoken(),
        direction="rtl" if spoken() in RIGHT_TO_LEFT else "ltr",
        version=__version__,
        made=run.made if run else "",
        commit=run.commit if run else "",
        changed=bool(run and run.changed),
        digest=run.digest if run else "",
        scope=scope_words(findings),
        counts=count_words(listed_by_section(findings)),
        evidence=evidence_words(registry.claims),
        unread=registry.unread,
        matrix=matrix_of(findings, [source.id for source in sources_of(findings, registry)]),
        years=events_of(findings, MOST_IN_FULL),
        sections=list(_sections(findings, report, views)),
        problems=[_problem_view(problem) for problem in report.problems or ()],
        sources=[views[source.id] for source in sources],
    )


def _sections(findings: list[Finding], report: Report, sources: dict[str, SourceView]) -> Iterator[SectionView]:
    """The sections that have findings; the pictures stand after those that need a person."""
    own, listed, room = by_section(findings), listed_by_section(findings), MOST_IN_FULL
    shown = [section for section in SECTIONS if listed[section.key]]
    pictured = next((section.key for section in shown if section.key in _AT_PEACE), shown[-1].key if shown else "")
    for section in shown:
        mine = own[section.key]
        full = mine[:room] if _is_whole(section, len(findings)) else []
        room -= len(full)
        there = {finding.id for finding in mine}
        yield SectionView(
            key=section.key,
            heading=say(section.heading),
            about=say(section.about),
            total=len(listed[section.key]),
            is_pictured=section.key == pictured,
            entries=[entry_view(finding, report.registry, sources) for finding in full],
            groups=row_groups(mine[len(full) :], report.registry, sources),
            elsewhere=[(anchor(finding.id), question_words(finding)) for finding in listed[section.key] if finding.id not in there],
        )


def _is_whole(section: Section, questions: int) -> bool:
    """Whether a section's entries stand whole: what needs a person always does, agreements do in a small registry, and single answers never."""
    return section.key not in _AT_PEACE or (questions <= MOST_IN_FULL and section.key != SINGLE_SOURCE)


def _problem_view(problem: Problem) -> ProblemView:
    return ProblemView(str(problem.location), problem.code, problem.name, problem.message)
