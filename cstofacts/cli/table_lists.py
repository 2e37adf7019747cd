"""`conflicts --claims` and `export --claims`: the questions of a table with more than one answer, listed for people and for programs."""

import csv
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import IO

from msgspec import Struct

from cstofacts.cli import screen
from cstofacts.cli.options import FailOn
from cstofacts.cli.overwriting import keep_table_apart
from cstofacts.cli.registries import known_or_stop, stop
from cstofacts.cli.screen import Color
from cstofacts.cli.stages import streamed
from cstofacts.cli.table_options import TableOptions
from cstofacts.cli.tables import counts, findings_on, is_conflict, opened, status, stop_lacking
from cstofacts.cli.targets import refuse_address, written
from cstofacts.engines import WritesParts
from cstofacts.engines.opening import Opened
from cstofacts.language import say
from cstofacts.model.finding import Finding
from cstofacts.model.report import Report
from cstofacts.reconcile.positions import QuestionKey
from cstofacts.reports import Format, TableFormat, jsonl
from cstofacts.reports.csv import defused
from cstofacts.reports.json import escaped
from cstofacts.reports.sections import counted
from cstofacts.reports.text import finding_lines
from cstofacts.stages import each, more, stage
from cstofacts.tables import select
from cstofacts.tables.addresses import target_of
from cstofacts.tables.parquet import batched, save_rows
from cstofacts.tables.records import FLAT, flat_rows, record_text
from cstofacts.tables.results import Listed
from cstofacts.values.base import Relation

# Findings that are made at a time: their claims are in memory together.
_AT_ONCE = 500


class Wanted(Struct, frozen=True):
    """Which questions are asked for, and which of them make the exit status 1."""

    relations: list[Relation]
    subjects: list[str]
    properties: list[str]
    sources: list[str]
    fail_on: FailOn

    def takes(self, listed: Listed) -> bool:
        """Whether a question is asked for: of no relation, whether it is a conflict."""
        if self.subjects and listed.subject not in self.subjects:
            return False
        if self.properties and listed.question not in self.properties:
            return False
        if self.sources and not any(_speaks(source, listed) for source in self.sources):
            return False
        return listed.outcome.relation in self.relations if self.relations else is_conflict(listed.outcome)


def _speaks(source: str, listed: Listed) -> bool:
    """Whether a source speaks on a question."""
    return any(source in sources for sources, _ in listed.held)


def list_table(options: TableOptions, wanted: Wanted, format: TableFormat, color: Color, *, exit_zero: bool) -> int:
    """List the questions that are asked for, and give the exit status."""
    if format not in (TableFormat.TEXT, TableFormat.CSV, TableFormat.JSONL):
        stop("a table is listed as text, csv or jsonl")
    with opened(options, color) as table:
        for property in wanted.properties:
            known_or_stop(property, table.vocabulary.properties, "property")
        tally = _Chosen(table, wanted)
        if format is TableFormat.TEXT:
            _print_findings(table, tally, color)
        elif format is TableFormat.CSV:
            _write_csv(sys.stdout, chain.from_iterable(map(flat_rows, streamed(say("comparing …"), tally, sys.stdout))))
        else:
            chosen = streamed(say("comparing …"), tally, sys.stdout)
            sys.stdout.writelines(f"{escaped(record_text(listed))}\n" for listed in chosen)
        screen.say_text(say("{claims} listed", claims=counted(tally.listed, "question")))
        return status(table, tally.counting, exit_zero=exit_zero)


class _Chosen:
    """The questions that are asked for, one after the other; how many there were, and how many count, is known at the end."""

    def __init__(self, table: Opened, wanted: Wanted) -> None:
        self.table, self.wanted = table, wanted
        self.listed = self.counting = 0

    def __iter__(self) -> Iterator[Listed]:
        for listed in each(self.table.session.listed(self.table.vocabulary, select.CONTESTED)):
            if self.wanted.takes(listed):
                self.listed += 1
                self.counting += counts(listed.outcome, self.wanted.fail_on)
                yield listed


def _print_findings(table: Opened, chosen: Iterable[Listed], color: Color) -> None:
    """Print the findings whole, worst first."""
    with stage(say("comparing …"), "question"):
        ranked = [(listed.rank, listed.subject, listed.question) for listed in chosen]
    keys = [(subject, property) for _, subject, property in sorted(ranked)]
    for number, finding in enumerate(streamed(say("writing …"), _findings(table, keys), sys.stdout)):
        screen.show([[]] if number else [], color)
        screen.show(finding_lines(finding, table.vocabulary.registry, screen.width()), color)


def _findings(table: Opened, keys: list[QuestionKey]) -> Iterator[Finding]:
    for batch in batched(keys, _AT_ONCE):
        found = findings_on(table, batch)
        more(len(batch))
        yield from (found[key] for key in batch)


def _write_csv(stream: IO[str], rows: Iterable[tuple[str, ...]]) -> None:
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(FLAT)
    writer.writerows([defused(cell) for cell in row] for row in rows)


def export_table(options: TableOptions, format: Format, output: str | None) -> int:
    """Write every question of a table with more than one answer: as flat rows, or with all words in JSON Lines."""
    if format not in (Format.CSV, Format.JSONL, Format.PARQUET):
        stop("the findings of a table are exported as csv, jsonl or parquet")
    if format is Format.PARQUET and output is None:
        stop("Parquet is written to a file: name one with -o FILE")
    target = target_of(output) if output else None
    if target:
        refuse_address(target, options.engine)
        keep_table_apart(target, options.claims)
    if isinstance(target, str) and format is not Format.PARQUET:
        stop(f"{target}: at an address findings are written as Parquet: name a file of this machine for {format}")
    with opened(options) as table:
        everything = _Chosen(table, Wanted(list(Relation), [], [], [], FailOn.CONTRADICTS))
        if format is Format.PARQUET:
            with _whole(target, table) as path, stage(say("writing {file} …", file=output), "question"):
                _save(table, everything, path)
        else:
            with _stream(target, table) as stream:
                words = say("writing {file} …", file=output) if output else say("comparing …")
                listed = streamed(words, everything, stream)
                if format is Format.CSV:
                    _write_csv(stream, chain.from_iterable(map(flat_rows, listed)))
                else:
                    stream.writelines(_jsonl(table, listed))
        if output is not None:
            screen.say_text(say("wrote {file} ({format})", file=output, format=format))
        return status(table, 0, exit_zero=False)


def _save(table: Opened, chosen: Iterable[Listed], path: Path | str) -> None:
    """Write flat rows as Parquet."""
    if isinstance(table.session, WritesParts):
        table.session.save_flat(table.vocabulary, path)
    else:
        save_rows(path, chain.from_iterable(map(flat_rows, chosen)), {}, FLAT)


def _jsonl(table: Opened, chosen: Iterable[Listed]) -> Iterator[str]:
    """The findings with their claims, as the report of a registry has them."""
    registry = table.vocabulary.registry
    for batch in batched(chosen, _AT_ONCE):
        for finding in findings_on(table, [(listed.subject, listed.question) for listed in batch]).values():
            yield jsonl.render(Report(registry, claims=list(finding.claims), findings=[finding]))


@contextmanager
def _stream(target: Path | str | None, table: Opened) -> Iterator[IO[str]]:
    """Where to write: stdout, or a file that is there whole or not at all."""
    if target is None:
        yield sys.stdout
        return
    with _whole(target, table) as path, Path(path).open("w", encoding="utf-8", newline="") as stream:
        yield stream


@contextmanager
def _whole(target: Path | str | None, table: Opened) -> Iterator[Path | str]:
    if target is None:
        stop("name a file with -o FILE")
    try:
        with written(target, table.session) as path:
            yield path
    except ImportError as error:
        stop_lacking(error)
