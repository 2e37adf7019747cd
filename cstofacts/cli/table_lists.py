"""`conflicts --claims` and `export --claims`: the questions of a table with more than one answer, listed for people and for programs."""

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import chain
from pathlib import Path
from typing import IO, TypeVar

from msgspec import Struct

from cstofacts.cli import screen
from cstofacts.cli.options import FailOn
from cstofacts.cli.overwriting import keep_table_apart
from cstofacts.cli.registries import known_or_stop, stop
from cstofacts.cli.screen import Color
from cstofacts.cli.stages import streamed
from cstofacts.cli.table_options import TableOptions
from cstofacts.cli.tables import codes_off, counting, findings_on, opened, status, stop_lacking
from cstofacts.cli.targets import refuse_address, written
from cstofacts.engines import WritesParts
from cstofacts.engines.opening import Opened
from cstofacts.language import say
from cstofacts.model.finding import Finding
from cstofacts.model.report import Report
from cstofacts.reconcile.positions import QuestionKey
from cstofacts.reports import Format, TableFormat, jsonl
from cstofacts.reports.sections import counted
from cstofacts.reports.text import finding_lines
from cstofacts.stages import more, stage
from cstofacts.tables import select
from cstofacts.tables.addresses import target_of
from cstofacts.tables.chosen import Chosen, Wanted, choose, write
from cstofacts.tables.listing import Made
from cstofacts.tables.parquet import batched, save_rows
from cstofacts.tables.records import FLAT, csv_lines, flat_rows, json_line
from cstofacts.tables.results import Listed, Outcome, Ranked
from cstofacts.values.base import Relation

Thing = TypeVar("Thing")

# Findings that are made at a time: their claims are in memory together.
_AT_ONCE = 500


class Listing(Struct, frozen=True):
    """What a line asks for: which questions, in what format, and which of them make the exit status 1."""

    relations: list[Relation] | None
    subjects: list[str] | None
    properties: list[str] | None
    sources: list[str] | None
    format: TableFormat
    fail_on: FailOn

    @property
    def wanted(self) -> Wanted:
        """The questions."""
        subjects, properties, sources = (tuple(named or ()) for named in (self.subjects, self.properties, self.sources))
        return Wanted(tuple(self.relations or ()), subjects, properties, sources, codes_off())


def list_table(options: TableOptions, listing: Listing, color: Color, *, exit_zero: bool) -> int:
    """List the questions that are asked for, and give the exit status."""
    format = listing.format
    if format not in (TableFormat.TEXT, TableFormat.CSV, TableFormat.JSONL):
        stop("a table is listed as text, csv or jsonl")
    with opened(options, color) as table:
        for property in listing.properties or ():
            known_or_stop(property, table.vocabulary.properties, "property")
        chosen = _Questions(table, listing.wanted)
        if format is TableFormat.TEXT:
            _print_findings(table, chosen, color)
        elif format is TableFormat.CSV:
            _write_csv(sys.stdout, streamed(say("comparing …"), chosen.written(csv_lines), sys.stdout))
        else:
            sys.stdout.writelines(streamed(say("comparing …"), chosen.written(json_line), sys.stdout))
        screen.say_text(say("{claims} listed", claims=counted(chosen.outcomes.total(), "question")))
        return status(table, counting(chosen.outcomes, listing.fail_on), exit_zero=exit_zero)


class _Questions:
    """The questions of a table that are asked for; how many came to what is known at the end."""

    def __init__(self, table: Opened, wanted: Wanted) -> None:
        self.table, self.wanted = table, wanted
        self.outcomes = Counter[Outcome]()

    def made(self, make: Callable[[Listed], Thing]) -> Iterator[Thing]:
        """What is made of one after the other, where it is compared: `make` goes through pickle."""
        return self._made(partial(choose, self.wanted, make))

    def written(self, make: Callable[[Listed], str]) -> Iterator[str]:
        """What is written of them, of many in one text."""
        return self._made(partial(write, self.wanted, make))

    def _made(self, made: Made[Chosen[Thing]]) -> Iterator[Thing]:
        for part in self.table.session.listed(self.table.vocabulary, select.CONTESTED, made):
            self.outcomes += part.outcomes
            more(part.outcomes.total())
            yield from part.made


def _ranked(listed: Listed) -> Ranked:
    return listed.ranked


def _key(listed: Listed) -> QuestionKey:
    return listed.subject, listed.question


def _print_findings(table: Opened, chosen: _Questions, color: Color) -> None:
    """Print the findings whole, worst first."""
    with stage(say("comparing …"), "question"):
        keys = [(subject, property) for _, subject, property in sorted(chosen.made(_ranked))]
    for number, finding in enumerate(streamed(say("writing …"), _findings(table, keys), sys.stdout)):
        screen.show([[]] if number else [], color)
        screen.show(finding_lines(finding, table.vocabulary.registry, screen.width()), color)


def _findings(table: Opened, keys: list[QuestionKey]) -> Iterator[Finding]:
    for batch in batched(keys, _AT_ONCE):
        found = findings_on(table, batch)
        more(len(batch))
        yield from (found[key] for key in batch)


def _write_csv(stream: IO[str], lines: Iterable[str]) -> None:
    stream.write(f"{','.join(FLAT)}\n")
    stream.writelines(lines)


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
        everything = _Questions(table, Wanted(tuple(Relation)))
        if format is Format.PARQUET:
            with _whole(target, table) as path, stage(say("writing {file} …", file=output), "question"):
                _save(table, everything, path)
        else:
            with _stream(target, table) as stream:
                words = say("writing {file} …", file=output) if output else say("comparing …")
                if format is Format.CSV:
                    _write_csv(stream, streamed(words, everything.written(csv_lines), stream))
                else:
                    stream.writelines(_jsonl(table, streamed(words, everything.made(_key), stream)))
        if output is not None:
            screen.say_text(say("wrote {file} ({format})", file=output, format=format))
        return status(table, 0, exit_zero=False)


def _save(table: Opened, chosen: _Questions, path: Path | str) -> None:
    """Write flat rows as Parquet."""
    if isinstance(table.session, WritesParts):
        table.session.save_flat(table.vocabulary, path)
    else:
        save_rows(path, chain.from_iterable(chosen.made(flat_rows)), {}, FLAT)


def _jsonl(table: Opened, keys: Iterable[QuestionKey]) -> Iterator[str]:
    """The findings with their claims, as the report of a registry has them."""
    registry = table.vocabulary.registry
    for batch in batched(keys, _AT_ONCE):
        for finding in findings_on(table, batch).values():
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
