"""`support --claims`: what methods of truth discovery would pick on the questions of a table. Advice only."""

import sys
from collections.abc import Iterable, Iterator
from functools import partial

import msgspec
import numpy as np
from msgspec import Struct

from cstofacts.cli import screen
from cstofacts.cli.registries import known_or_stop, stop
from cstofacts.cli.screen import Color
from cstofacts.cli.table_options import TableOptions
from cstofacts.cli.tables import findings_on, opened, status
from cstofacts.engines import Session
from cstofacts.engines.opening import Opened
from cstofacts.language import say
from cstofacts.model.advice import Contest, Learned
from cstofacts.model.finding import Finding
from cstofacts.model.registry import Registry
from cstofacts.reconcile.positions import QuestionKey
from cstofacts.reports.json import escaped
from cstofacts.reports.support import advice_lines, overview_lines
from cstofacts.reports.support_records import as_json, as_lines
from cstofacts.stages import stage
from cstofacts.support.advice import advise
from cstofacts.support.poll import Poll, poll_on
from cstofacts.tables import select
from cstofacts.tables.ballots import take_votes
from cstofacts.tables.canonical import text_of
from cstofacts.tables.groups import Row
from cstofacts.tables.peculiar import read_positions
from cstofacts.tables.tally import Tally, tally_of
from cstofacts.tables.tally_records import picked_records
from cstofacts.tables.vocabulary import Names
from cstofacts.values.base import Fault

# Contests that the overview shows.
_SHOWN = 20


class Wanted(Struct, frozen=True):
    """What a line asks for: advice on one question or on all, by these methods, and how it is printed."""

    question: str | None
    methods: list[str]
    format: str
    color: Color


def support_table(options: TableOptions, wanted: Wanted) -> int:
    """Print what is advised on a question of a table, or on all of them, and give the exit status."""
    if wanted.format == "json" and not wanted.question:
        stop("the advice on a whole table is printed as text or jsonl: name a question for json")
    with opened(options, wanted.color) as table:
        found = _asked(wanted.question, table) if wanted.question else None
        ask = partial(_rows_on, table.session)
        with stage(say("counting votes …")):
            ballot = take_votes(table.session.heard(), table.vocabulary, ask)
        if found:
            key, finding = found
            positions = [text_of(position) for _, read in read_positions(ask([key]), table.vocabulary) for position in read]
            poll = poll_on(ballot.on(key, positions), ballot.learned(), wanted.methods)
            _print_advice(finding, poll, table.vocabulary.registry, wanted)
        else:
            _print_all(tally_of(ballot, wanted.methods), ballot.learned(), wanted)
        return status(table, 0, exit_zero=False)


def _rows_on(session: Session, keys: Iterable[QuestionKey]) -> Iterator[Row]:
    session.choose(keys)
    return session.rows(select.CHOSEN)


def _print_advice(finding: Finding, poll: Poll, registry: Registry, wanted: Wanted) -> None:
    advice = advise(finding, poll, registry)
    if wanted.format == "text":
        screen.show(advice_lines(finding, advice, registry, screen.width()), wanted.color)
    else:
        advised = [(finding, advice)]
        sys.stdout.write(as_json(advised, poll.learned, registry) if wanted.format == "json" else as_lines(advised, registry))


def _print_all(tally: Tally, learned: Learned, wanted: Wanted) -> None:
    if wanted.format == "text":
        shown = _first(tally)
        screen.show(overview_lines(shown, learned, screen.width(), more=len(tally.begins) - 1 - len(shown)), wanted.color)
    else:
        encode = msgspec.json.Encoder().encode
        sys.stdout.writelines(f"{escaped(encode(record).decode())}\n" for record in picked_records(tally))


def _first(tally: Tally) -> list[tuple[str, Contest]]:
    """The contests to look at first, each with the id of its question: where the methods disagree, and of these where most votes are cast."""
    if not len(tally.row):
        return []
    votes = np.add.reduceat(tally.origins[tally.row], tally.begins[:-1])
    chosen = np.lexsort((-votes, tally.agree))[:_SHOWN].tolist()
    asked = tally.sides.question[tally.row[tally.begins[chosen]]].tolist()
    ids = {number: "/".join(rows[0][:2]) for number, rows in tally.sides.words_by_question() if number in asked}
    return [(ids[number], tally.contest(contest)) for number, contest in zip(asked, chosen, strict=True)]


def _asked(question: str, table: Opened) -> tuple[QuestionKey, Finding]:
    """The finding on the question that is meant; exit 2 with a did-you-mean when there is none."""
    subject, slash, name = question.rpartition("/")
    vocabulary = table.vocabulary
    if not slash:
        stop(f"{question!r} is no question: write it as subject/property")
    property = known_or_stop(name, vocabulary.properties, "property")
    called = Names(vocabulary).free(subject)
    asked = property.counts if property.counts in vocabulary.properties else property.id
    for one in dict.fromkeys((subject, subject if isinstance(called, Fault) else called)):
        for found in findings_on(table, [(one, asked)]).items():
            return found
    ids = ["/".join(row[:2]) for row in table.session.heard().sides.words()]
    known_or_stop(question, dict.fromkeys(ids), "question")
    return stop(f"there is no question {question!r}")
