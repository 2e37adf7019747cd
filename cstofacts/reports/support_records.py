"""The records of `support --format json`: advice for other programs, and marked as that.

Every id is text. A field may be added to a record; none changes its meaning or goes.
"""

from collections.abc import Iterable
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from cstofacts.model.advice import Advice, Contest, Learned, Opinion, Relay, Voter
from cstofacts.model.finding import Finding
from cstofacts.model.registry import Registry
from cstofacts.reports.grades import reliability_of
from cstofacts.reports.json import escaped
from cstofacts.reports.records import Id, SideRecord, side_record

VERSION = 1

_Side = Annotated[int, Meta(description="a side, by its index among the sides of the question")]
_Grade = Annotated[str, Meta(description="the registry's own grade; empty when it gives none")]


class LearnedRecord(Struct, kw_only=True):
    """What trust is estimated from."""

    votes: int
    origins: int
    questions: int
    contested: Annotated[int, Meta(description="questions with answers that compete")]


class RelayRecord(Struct, kw_only=True):
    """A chain from a source to the first who said it."""

    chain: Annotated[list[Id], Meta(description="the source first, the first speaker last")]
    origin: Annotated[Id, Meta(description="the body that is counted")]
    claims: list[Id]
    silent: Annotated[list[Id], Meta(description="those of the claims that are only alleged, possible or conditional, and have no vote")]


class OpinionRecord(Struct, kw_only=True):
    """What one method makes of the sides."""

    method: str
    picks: Annotated[list[_Side], Meta(description="several are a tie")]
    scores: Annotated[dict[str, float], Meta(description="by side; they compare within this method and these sides only")]
    trust: Annotated[dict[str, float], Meta(description="by origin; compares within this method only; empty when the method knows none")]


class ContestRecord(Struct, kw_only=True):
    """Sides about one thing at one time that compete, of which the methods pick one."""

    sides: list[_Side]
    together: Annotated[list[tuple[int, int]], Meta(description="the pairs that can be right together, though others stand against both")]
    undecided: Annotated[list[tuple[int, int]], Meta(description="the pairs of which that is undetermined")]
    lone: Annotated[bool, Meta(description="one origin per side: a pick is the toss of a coin")]
    agree: Annotated[bool, Meta(description="whether all methods make the same pick")]
    methods: list[OpinionRecord]


class OriginRecord(Struct, kw_only=True):
    """An origin of the question, and on how much the trust in it stands."""

    id: Id
    answers: int
    contested: int
    reliability: _Grade


class AdviceRecord(Struct, kw_only=True):
    """What is advised on one question. `relation` and `standing` are the finding's own; nothing here has a part in them."""

    id: Id
    advice: Annotated[Literal[True], Meta(description="this is advice: no verdict, and part of none")] = True
    relation: str | None
    standing: str
    sides: list[SideRecord]
    relays: Annotated[list[list[RelayRecord]], Meta(description="for each side")]
    contests: list[ContestRecord]
    origins: list[OriginRecord]
    reliability: Annotated[dict[str, str], Meta(description="the registry's own grades of the sources and bodies in the chains")]
    credibility: Annotated[dict[str, str], Meta(description="the registry's own grades of the claims")]


class AdviceDocument(Struct, kw_only=True):
    """Advice on questions; no verdict."""

    version: Annotated[int, Meta(description="of this format")]
    advice: Annotated[Literal[True], Meta(description="this is advice: no verdict, and part of none")] = True
    learned: LearnedRecord
    questions: list[AdviceRecord]


def as_json(advised: Iterable[tuple[Finding, Advice]], learned: Learned, registry: Registry) -> str:
    """The advice as one indented document."""
    records = [_advice_record(finding, advice, registry) for finding, advice in advised]
    document = AdviceDocument(version=VERSION, learned=_learned_record(learned), questions=records)
    return f"{escaped(msgspec.json.format(msgspec.json.encode(document), indent=2).decode())}\n"


def as_lines(advised: Iterable[tuple[Finding, Advice]], registry: Registry) -> str:
    """The advice in JSON Lines, a question each."""
    records = (_advice_record(finding, advice, registry) for finding, advice in advised)
    return "".join(f"{escaped(msgspec.json.encode(record).decode())}\n" for record in records)


def schema() -> str:
    """The JSON Schema of the document."""
    return msgspec.json.format(msgspec.json.encode(msgspec.json.schema(AdviceDocument)), indent=2).decode() + "\n"


def _learned_record(learned: Learned) -> LearnedRecord:
    return LearnedRecord(votes=learned.votes, origins=learned.origins, questions=learned.questions, contested=learned.contested)


def _advice_record(finding: Finding, advice: Advice, registry: Registry) -> AdviceRecord:
    bodies = dict.fromkeys(body for relays in advice.relays for relay in relays for body in (*relay.chain, relay.counted))
    return AdviceRecord(
        id=finding.id,
        relation=finding.relation,
        standing=finding.standing,
        sides=[side_record(side) for side in finding.sides],
        relays=[[_relay_record(relay) for relay in relays] for relays in advice.relays],
        contests=[_contest_record(contest) for contest in advice.contests],
        origins=[_origin_record(voter, registry) for voter in advice.voters],
        reliability={body: grade for body in bodies if (grade := reliability_of(body, registry))},
        credibility={claim.id: claim.credibility for claim in finding.claims if claim.credibility},
    )


def _relay_record(relay: Relay) -> RelayRecord:
    return RelayRecord(chain=list(relay.chain), origin=relay.counted, claims=list(relay.claims), silent=list(relay.silent))


def _contest_record(contest: Contest) -> ContestRecord:
    return ContestRecord(
        sides=list(contest.sides),
        together=list(contest.together),
        undecided=list(contest.undecided),
        lone=contest.lone,
        agree=len(contest.tally) == 1,
        methods=[_opinion_record(opinion) for opinion in contest.opinions],
    )


def _opinion_record(opinion: Opinion) -> OpinionRecord:
    scores = {str(side): _rounded(score) for side, score in opinion.scores.items()}
    trust = {origin: _rounded(value) for origin, value in (opinion.trust or {}).items()}
    return OpinionRecord(method=opinion.method, picks=list(opinion.picks), scores=scores, trust=trust)


def _rounded(value: float) -> float:
    """Six significant digits: what is left of them on every machine."""
    return float(f"{value:.6g}")


def _origin_record(voter: Voter, registry: Registry) -> OriginRecord:
    return OriginRecord(id=voter.origin, answers=voter.answers, contested=voter.contested, reliability=reliability_of(voter.origin, registry))
