"""`--claims`: `check`, `conflicts` and `export` on a table of claims instead of the files of a registry."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import NoReturn

from cstofacts.beside import tidy
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
from cstofacts.reports.overview import NEEDS_A_PERSON
from cstofacts.reports.tables import Counts, table_overview
from cstofacts.reports.text import problem_line
from cstofacts.spelling import nearest
from cstofacts.stages import more, stage
from cstofacts.tables import select
from cstofacts.tables.judge import find_questions, left_out_words
from cstofacts.tables.outcomes import Outcomes, outcomes_of
from cstofacts.tables.results import Outcome
from cstofacts.values.base import Reason, Relation


def check_table(options: TableOptions, fail_on: FailOn, color: Color, *, exit_zero: bool) -> int:
    """The first screen of a table, and the exit status."""
    with opened(options, color) as table:
        met = Outcomes()
        with stage(say("comparing …"), "question"):
            for part in table.session.listed(table.vocabulary, select.CONTESTED, outcomes_of):
                met.add(part)
                more(part.count.total())
        off = sum(met.drop(found) for found in list(met.count) if code_of(found.reason) in codes_off())
        with stage(say("counting …")):
            found = _found(table, met)
            totals = table.session.totals()
    sections = met.by_section()
    rest = totals.agreed + sections["agreed"], sections["compatible"], sections["different"], totals.single + totals.repeated + sections["alone"]
    counts = Counts(totals.sources, totals.claims, totals.questions, totals.origins, table.ingested.unread, sections, *rest)
    screen.show(table_overview(counts, found, screen.width()), color)
    if met.left_out:
        screen.say_text(left_out_words(met.left_out))
    if off:
        screen.say_text(count("{n} finding is off and not shown", "{n} findings are off and not shown", off))
    return status(table, counting(met.count, fail_on), exit_zero=exit_zero)


def codes_off() -> frozenset[str]:
    """The codes of the rules that are off by choice."""
    return frozenset(code for code, chosen in configuration().severities.items() if chosen is Severity.OFF)


def counting(met: Counter[Outcome], fail_on: FailOn) -> int:
    """How many questions make the exit status 1."""
    return sum(number for found, number in met.items() if _counts(found, fail_on))


def _counts(found: Outcome, fail_on: FailOn) -> bool:
    if chosen := configuration().severities.get(code_of(found.reason)):
        return chosen is Severity.ERROR
    considered = list(FailOn)[: list(FailOn).index(fail_on) + 1]
    return found.relation.value in considered and (found.relation is not Relation.NOT_COMPARABLE or found.reason is Reason.APPARENT_CONFLICT)


def _found(table: Opened, met: Outcomes) -> dict[str, list[Finding]]:
    """The findings to be shown, by section."""
    chosen = {section.key: met.first(section.key) for section in NEEDS_A_PERSON}
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
    tidy()
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
