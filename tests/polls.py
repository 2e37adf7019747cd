"""The votes of a table, for tests of every engine."""

from collections.abc import Iterable, Iterator

import msgspec

from cstofacts.engines import Session
from cstofacts.reconcile.positions import QuestionKey
from cstofacts.support.poll import COUNTERS
from cstofacts.tables import select
from cstofacts.tables.ballots import TableBallot, take_votes
from cstofacts.tables.groups import Row
from cstofacts.tables.tally import tally_of
from cstofacts.tables.tally_records import picked_records
from cstofacts.tables.vocabulary import Vocabulary


def votes_in(session: Session, vocabulary: Vocabulary) -> TableBallot:
    """The votes, asked of an engine."""

    def ask(keys: Iterable[QuestionKey]) -> Iterator[Row]:
        session.choose(keys)
        return session.rows(select.CHOSEN)

    return take_votes(session.heard(), vocabulary, ask)


def picks_in(session: Session, vocabulary: Vocabulary) -> list[bytes]:
    """What every method picks, as it is printed."""
    return [msgspec.json.encode(record) for record in picked_records(tally_of(votes_in(session, vocabulary), COUNTERS))]
