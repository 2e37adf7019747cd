"""`--claims`: `check`, `conflicts` and `export` on a table of claims instead of the files of a registry."""

import gc
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from heapq import nsmallest
from typing import Any, NoReturn

from cstofacts.cli import screen
from cstofacts.cli.configuration import configuration
from cstofacts.cli.ending import ending
from cstofacts.cli.options import FailOn
from cstofacts.cli.registries import nearest_registry, stop
from cstofacts.cli.screen import Color
from cstofacts.cli.stages import shown_stages
from cstofacts.cli.status import FOUND
from cstofacts.cli.table_options import TableOptions
from cstofacts.engines import ENGINES, EngineError, reason_of
from cstofacts.engines.opening import Asked, Opened, Unusable, open_table
from cstofacts.language import count, say
from cstofacts.model.finding import Finding
from cstofacts.model.rules import code_of
from cstofacts.model.severity import Severity
from cstofacts.reports.overview import FIRST
from cstofacts.reports.sections import APPARENT, SELF
from cstofacts.reports.tables import Counts, table_overview
from cstofacts.reports.text import problem_line
from cstofacts.spelling import nearest
from cstofacts.stages import each, stage
from cstofacts.tables import select
from cstofacts.tables.judge import find_questions, left_out_words
from cstofacts.tables.results import Listed, Outcome
from cstofacts.values.base import Reason, Relation


def check_table(options: TableOptions, fail_on: FailOn, color: Color, *, exit_zero: bool) -> int:
    """The first screen of a table, and the exit status."""
    with opened(options, color) as table:
        tally = Tally(fail_on)
        with stage(say("comparing …"), "question"):
            for listed in each(table.session.listed(table.vocabulary, select.CONTESTED)):
                tally.take(listed)
        with stage(say("counting …")):
            found = _found(table, tally)
            totals = table.session.totals()
    compatible, different = tally.rest["compatible"], tally.rest["different"]
    agreed, alone = totals.agreed + tally.rest["agreed"], totals.single + totals.repeated + tally.rest["alone"]
    what = totals.sources, totals.claims, totals.questions, totals.origins, table.ingested.unread
    counts = Counts(*what, tally.sections, agreed, compatible, different, alone)
    screen.show(table_overview(counts, found, screen.width()), color)
    tally.say_off()
    return status(table, tally.counting, exit_zero=exit_zero)


class Tally:
    """Counts questions by section, and keeps the worst of each."""

    def __init__(self, fail_on: FailOn) -> None:
        """Begin with nothing; `fail_on` says which questions count for the exit status."""
        self.fail_on = fail_on
        self.sections: Counter[str] = Counter()
        self.worst: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
        self.rest: Counter[str] = Counter()
        self.counting = self.off = self.left_out = 0

    def take(self, listed: Listed) -> None:
        """Count one question."""
        found = listed.outcome
        self.left_out += listed.left_out
        if is_off(found.reason):
            self.off += 1
            return
        self.counting += counts(found, self.fail_on)
        sections = sections_of(found)
        for section in sections:
            self.sections[section] += 1
            self._keep(section, listed)
        if not sections:
            self.rest[_kind_of_rest(listed)] += 1

    def _keep(self, section: str, listed: Listed) -> None:
        worst = self.worst[section]
        worst.append((listed.rank, listed.subject, listed.question))
        if len(worst) > 100 * FIRST:
            self.worst[section] = nsmallest(FIRST, worst)

    def first(self, section: str) -> list[tuple[str, str]]:
        """The questions of a section to look at first."""
        return [(subject, property) for _, subject, property in nsmallest(FIRST, self.worst[section])]

    def say_off(self) -> None:
        """Say how many answers were too many to be compared, and how many questions are off by choice."""
        if self.left_out:
            screen.say_text(left_out_words(self.left_out))
        if self.off:
            screen.say_text(count("{n} finding is off and not shown", "{n} findings are off and not shown", self.off))


def _kind_of_rest(listed: Listed) -> str:
    """What a question is counted as that needs nobody: lists that go together may all be of one source."""
    if listed.outcome.relation is Relation.NOT_COMPARABLE:
        return "different"
    if listed.outcome.relation is not Relation.AGREES:
        return "compatible"
    return "agreed" if len({source for sources, _ in listed.held for source in sources}) > 1 else "alone"


@cache
def sections_of(found: Outcome) -> list[str]:
    """The sections of the first screen to which a question belongs, by key."""
    if found.relation is Relation.CONTRADICTS:
        return [*(["contradictions"] if found.between else []), *([SELF] if found.itself else [])]
    if found.reason is Reason.APPARENT_CONFLICT:
        return [APPARENT]
    return {Relation.UNDETERMINED: ["review"], Relation.UPDATES: ["updates"]}.get(found.relation, [])


@cache
def is_off(reason: Reason) -> bool:
    """Whether the rule of a question's verdict is off by choice."""
    return configuration().severities.get(code_of(reason)) is Severity.OFF


@cache
def is_conflict(found: Outcome) -> bool:
    """Whether a question is listed when nobody asks for certain relations."""
    return bool(sections_of(found)) and not is_off(found.reason)


@cache
def counts(found: Outcome, fail_on: FailOn) -> bool:
    """Whether a question makes the exit status 1."""
    if chosen := configuration().severities.get(code_of(found.reason)):
        return chosen is Severity.ERROR
    return found.relation in _counting(fail_on) and (found.relation is not Relation.NOT_COMPARABLE or found.reason is Reason.APPARENT_CONFLICT)


@cache
def _counting(fail_on: FailOn) -> list[Relation]:
    return [Relation(limit) for limit in FailOn][: list(FailOn).index(fail_on) + 1]


def _found(table: Opened, tally: Tally) -> dict[str, list[Finding]]:
    """The findings to be shown, by section."""
    chosen = {section: tally.first(section) for section in tally.worst}
    found = findings_on(table, {key for keys in chosen.values() for key in keys})
    return defaultdict(list) | {section: [found[key] for key in keys] for section, keys in chosen.items()}


def findings_on(table: Opened, keys: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Finding]:
    """The findings on these questions, with their words."""
    table.session.choose(sorted(keys))
    rows = table.session.rows(select.CHOSEN)
    return {asked.key: finding for finding, asked in find_questions(table.vocabulary, rows)}


def status(table: Opened, counting: int, *, exit_zero: bool) -> int:
    """1 when any question counts or anything could not be read, else 0."""
    unread = not table.ingested.is_whole or any(problem.is_error for problem in table.problems)
    return FOUND if (counting or unread) and not exit_zero else 0


@contextmanager
def opened(options: TableOptions, color: Color = Color.AUTO, *, once: bool = False) -> Iterator[Opened]:
    """The table that a line names, with what is to be said of it on stderr; exit 2 when there is none; `once` as in `open_table`."""
    with ending(), shown_stages(), _opened(options, color, once=once) as table:
        yield table


@contextmanager
def _opened(options: TableOptions, color: Color, *, once: bool) -> Iterator[Opened]:
    asked = _asked(options)
    gc.enable()  # the rows of a table are not over as soon as other commands
    try:
        table = open_table(asked, once=once)
    except Unusable as error:
        screen.say((problem_line(problem) for problem in error.problems), color)
        stop(str(error))
    except ImportError as error:
        stop_lacking(error)
    except (EngineError, ValueError) as error:
        stop(str(error))
    try:
        _say(table, color)
        if not once and not table.session.size():
            stop("no claim could be read, so nothing was checked")
        yield table
    except table.session.errors as error:
        stop(f"the engine {asked.engine} gave up: {reason_of(error)}")
    finally:
        table.session.close()


_OF_SPARK = ("pandas", "py4j", "pyarrow", "pyspark")


def stop_lacking(error: ImportError) -> NoReturn:
    """Say what is not installed, and exit 2."""
    extra = "spark" if error.name in _OF_SPARK else "duckdb"
    other = ", or read CSV and JSON Lines with --engine memory" if extra == "duckdb" else ""
    stop(f"{error.name} is not installed: pip install 'cstofacts[{extra}]'{other}")


def _say(table: Opened, color: Color) -> None:
    """Say what was taken for what, and what could not be read."""
    for note in table.notes:
        screen.say_text(note)
    problems = [*table.problems, *table.ingested.problems]
    screen.say((problem_line(problem) for problem in problems), color)
    named = len({problem.location for problem in table.ingested.problems})
    if table.ingested.unread and not named:
        screen.say_text(count("{n} row could not be read", "{n} rows could not be read", table.ingested.unread))
    elif table.ingested.unread > named:
        more = table.ingested.unread - named
        screen.say_text(count("and {n} more row that could not be read", "and {n} more rows that could not be read", more))


def _asked(options: TableOptions) -> Asked:
    engine = options.engine or "duckdb"
    if engine not in ENGINES:
        meant = nearest(engine, list(ENGINES))
        stop(f"there is no engine {engine!r}: " + (f"did you mean {meant!r}?" if meant else f"write one of {', '.join(ENGINES)}"))
    columns = chosen_columns(options.columns)
    if options.infer and options.registry:
        stop("--infer uses no registry: leave out one of --infer and --registry")
    folder = None if options.infer else options.registry or nearest_registry()
    if folder is not None and not folder.is_dir():
        stop(f"{folder} is no folder: name the registry with --registry DIR, or use none with --infer")
    insists = options.infer or (options.registry is not None and str(options.registry) != str(configuration().values.get("registry")))
    return Asked(tuple(options.claims), engine, options.limit or "", columns, folder, configuration().tolerance, insists)


def chosen_columns(columns: list[str] | None) -> dict[str, str]:
    """By column how a table calls it, from `--column`."""
    return dict(_column(written) for written in columns or ())


def _column(written: str) -> tuple[str, str]:
    name, sign, called = written.partition("=")
    if not (name.strip() and sign and called.strip()):
        stop(f"{written!r} names no column: write for example --column source=outlet")
    return name.strip(), called.strip()
