"""Compare the answers to each question: the same comparison that a registry of files gets, on the rows of `select.select_of`, sorted.

It runs wherever an engine likes, in this process or on the workers of a cluster; `listing` is the faster way when no words are wanted.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache

import msgspec
from msgspec.structs import replace

from cstofacts.language import count, say
from cstofacts.model.claim import Certainty, Claim
from cstofacts.model.finding import Finding, Pair, Side, Step
from cstofacts.model.problem import Location
from cstofacts.reconcile.findings import find
from cstofacts.reports.sections import counted
from cstofacts.tables.groups import Asked, Row, by_question
from cstofacts.tables.lists import is_list, read_list
from cstofacts.tables.select import SEPARATOR
from cstofacts.tables.vocabulary import Names, Vocabulary
from cstofacts.values import TYPES, Value
from cstofacts.values import date as dates
from cstofacts.values.base import Fault, Reading

_NOWHERE = Location("")
_CERTAINTIES = {str(certainty): certainty for certainty in Certainty}

# Origins of one side that are named.
_MOST_NAMED = 50


def find_questions(vocabulary: Vocabulary, rows: Iterable[Row]) -> Iterator[tuple[Finding, Asked]]:
    """The finding on each question of sorted rows, with what was counted of it."""
    registry = vocabulary.registry
    reader = ClaimReader(vocabulary)
    for asked in by_question(rows):
        claims = [claim for answer in asked.answers for row in answer.holders for claim in reader.claims(row)]
        claims.sort(key=lambda claim: (claim.source, claim.line, claim.id))
        yield _counted(find(asked.key, claims, registry), asked), asked


class ClaimReader:
    """Reads the claims of rows back."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Values are read as the properties say; one that comes again is read once."""
        self.properties = vocabulary.properties
        self.names = Names(vocabulary)
        self.value = lru_cache(200_000)(self._value)

    def claims(self, row: Row) -> list[Claim]:
        """The claim of a holder; twice when there are more, so that it counts as several."""
        claim = self.claim(row)
        return [claim] if row[7] == 1 else [claim, claim]

    def claim(self, row: Row) -> Claim:
        """The first claim of a holder."""
        subject, _, _, source, origin, attribution, certainty, _, detail = row
        line, id, property, value, packed, text, quote, note, file, number = detail.split(SEPARATOR)
        qualifiers = msgspec.json.decode(packed, type=dict[str, str]) if packed else {}
        as_of = dates.parse(qualifiers["as_of"]) if "as_of" in qualifiers else None
        return Claim(
            id,
            source,
            subject,
            property,
            text or quote,
            self.value(property, value),
            quote or text,
            int(line),
            origin,
            Location(file, int(number)),
            qualifiers,
            None if isinstance(as_of, Fault) else as_of,
            msgspec.json.decode(attribution, type=tuple[str, ...]),
            _CERTAINTIES[certainty],
            note,
        )

    def _value(self, name: str, cell: str) -> Value:
        property = self.properties[name]
        written = read_list(cell) if property.type == "set" and is_list(cell) else cell
        value = TYPES[property.type].parse(written, Reading(self.names.strict, property.tolerance, property.members))  # type: ignore[arg-type]  # it was read once already
        if isinstance(value, Fault):
            raise TypeError(value.message)
        return value


def _counted(finding: Finding, asked: Asked) -> Finding:
    """A finding whose claims stand once each, with notes of how many there are in all where not all are shown, and of answers left out."""
    sides = tuple(replace(side, claims=tuple({id(claim): claim for claim in side.claims}.values())) for side in finding.sides)
    totals = [_totals(side, asked) for side in sides]
    notes = [*finding.notes, *_more_notes(sides, totals), *([left_out_words(asked.left_out)] if asked.left_out else [])]
    pairs = tuple(_agreement(pair, *totals[pair.left]) if pair.left == pair.right else pair for pair in finding.pairs)
    return replace(finding, sides=sides, pairs=pairs, notes=tuple(notes))


def _totals(side: Side, asked: Asked) -> tuple[int, int]:
    """How many claims and sources a side has in all: those of the answers that its claims give."""
    shown = {(claim.source, claim.id, claim.line) for claim in side.claims}
    answers = [answer for answer in asked.answers if any(_place(row) in shown for row in answer.holders)]
    return sum(answer.claims for answer in answers), max([len(side.sources), *(answer.sources for answer in answers)])


def _place(row: Row) -> tuple[str, str, int]:
    line, id, _ = row[8].split(SEPARATOR, 2)
    return row[3], id, int(line)


def _more_notes(sides: tuple[Side, ...], totals: list[tuple[int, int]]) -> Iterator[str]:
    """For each side of which not all claims are shown, how many there are."""
    for number, (side, (claims, sources)) in enumerate(zip(sides, totals, strict=True), start=1):
        if claims > len(side.claims):
            yield say("[{side}] {claims} of {sources} in all", side=number, claims=counted(claims, "claim"), sources=counted(sources, "source"))


def left_out_words(number: int) -> str:
    """How many answers were too many to be compared."""
    return count("{n} answer with fewer claims was left out", "{n} answers with fewer claims were left out", number)


def _agreement(pair: Pair, claims: int, sources: int) -> Pair:
    """The pair of a side with itself, with the numbers of its claims and sources as the engine counted them."""
    said = say("{claims} of {sources} say the same", claims=counted(claims, "claim"), sources=counted(sources, "source"))
    return replace(pair, explanation=(Step("value", said),))
