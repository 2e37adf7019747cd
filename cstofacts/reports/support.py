"""Advice on a question, in lines: who relays whom, what each method picks, and where the methods disagree.

It begins by saying that it is advice. The verdict that is shown is that of the finding, as everywhere.
"""

from collections.abc import Iterator

from cstofacts.language import both, count, joined, marked, named, say
from cstofacts.model.advice import Advice, Contest, Learned, Opinion, Relay
from cstofacts.model.finding import Finding
from cstofacts.model.registry import Registry
from cstofacts.reports.grades import credibility_words, reliability_of, reliability_words
from cstofacts.reports.layout import Line, cell, column, paragraph
from cstofacts.reports.sections import counted
from cstofacts.reports.text import held_words, question_words, verdict_spans

_CALLED = {
    "majority-of-articles": marked("majority of articles"),
    "majority-of-origins": marked("majority of origins"),
    "sums": "Sums",
    "average-log": "AverageLog",
    "investment": "Investment",
    "pooled-investment": "PooledInvestment",
    "truthfinder": "TruthFinder",
    "crh": "CRH",
    "one-coin": "Dawid-Skene",
    "wawa": "Wawa",
}
"""What people call the methods; those with a name of their own have it in every language."""

# Of more pairs the JSON tells.
_MOST_PAIRS = 8

# With fewer contested questions than this, one answer more or less turns the trust in an origin by a tenth and more.
_FEW = 10

# An id is rarely longer, and is to be typed.
_ID_WIDTH = 48


def method_words(method: str) -> str:
    """What people call a method."""
    return say(_CALLED[method])


def caution_words() -> str:
    """What advice is and is not."""
    return say(
        "Advice, no verdict: what counting and published methods would pick. They know votes and nothing of the world. No finding takes it in."
    )


def advice_lines(finding: Finding, advice: Advice, registry: Registry, width: int) -> Iterator[Line]:
    """Everything that is advised on one question."""
    yield from paragraph("", caution_words(), width, style="note")
    yield []
    yield from paragraph("", finding.id, width, style="title")
    yield from paragraph("  ", question_words(finding), width)
    yield [("  ", ""), *verdict_spans(finding)]
    for index, relays in enumerate(advice.relays):
        yield []
        yield from _side_lines(finding, index, relays, registry, width)
    for contest in advice.contests:
        yield []
        yield from _contest_lines(contest, width)
    if not advice.contests:
        yield []
        yield from paragraph("  ", say("Nothing to pick from: no two answers with a vote compete, about one thing and one time."), width)
    yield []
    yield from _ground_lines(advice, registry, width)
    yield from _legend_lines(finding, advice, registry, width)


def overview_lines(rows: list[tuple[str, Contest]], learned: Learned, width: int, *, more: int = 0) -> Iterator[Line]:
    """One line for each contest, with the id of its question: how the methods are divided on it. `more` are not shown."""
    yield from paragraph("", caution_words(), width, style="note")
    yield []
    id_width = column((id for id, _ in rows), min(_ID_WIDTH, width // 2))
    for id, contest in rows:
        yield from paragraph(f"{cell(id, id_width)}  ", tally_words(contest), width, style="" if len(contest.tally) == 1 else "warn")
    if not rows:
        yield from paragraph("", say("No question has two answers that compete, about one thing and one time."), width)
    if more:
        words = both("and {n} more: {option} tells all", "and {n} more: {option} tells all")
        yield from paragraph("", count(*words, more, option="--format jsonl"), width)
    yield []
    yield from paragraph("", learned_words(learned), width, style="dim")


def _side_lines(finding: Finding, index: int, relays: tuple[Relay, ...], registry: Registry, width: int) -> Iterator[Line]:
    side = finding.sides[index]
    yield from paragraph(f"  [{index + 1}] ", held_words(side), width, style="title")
    yield from paragraph("      ", joined([counted(len(side.sources), "source"), counted(len(side.origins), "origin")]), width, style="dim")
    for relay in relays:
        yield from paragraph("      ", relay_words(relay, finding, registry), width)


def relay_words(relay: Relay, finding: Finding, registry: Registry) -> str:
    """A chain from a source to the first who said it, with the grades that the registry states: `S0 [B] → Sputnik (S0-15a [2])`."""
    chain = say(" → ").join(_graded(registry.name(body), reliability_of(body, registry)) for body in relay.chain)
    counted_as = _graded(registry.name(relay.counted), reliability_of(relay.counted, registry))
    whole = say("counted as {origin}", origin=counted_as) if relay.counted not in relay.chain else ""
    claims = {claim.id: claim for claim in finding.claims}
    told = joined([_graded(id, claims[id].credibility) for id in relay.claims])
    silent = (
        say("no vote: {claims}", claims=joined([f"{id} {named('certainty', claims[id].certainty)}" for id in relay.silent])) if relay.silent else ""
    )
    return say("; ").join(filter(None, (f"{chain}  ({told})", whole, silent)))


def _graded(name: str, grade: str) -> str:
    return f"{name} [{grade}]" if grade else name


def _contest_lines(contest: Contest, width: int) -> Iterator[Line]:
    yield from paragraph("  ", say("Of {sides}, which compete:", sides=_sides(contest.sides)), width)
    picks = column(map(_opinion_words, contest.opinions), width // 2)
    for opinion in contest.opinions:  # the name last: it may be in a right-to-left script
        yield [("    ", ""), (f"{cell(_opinion_words(opinion), picks)}  ", "dim" if opinion.is_tie else ""), (method_words(opinion.method), "")]
    yield from paragraph("  ", tally_words(contest), width, style="title" if len(contest.tally) == 1 else "warn")
    if contest.lone:
        lone = say("One origin per side: what a method picks, it picks by what these origins say elsewhere. Take it as the toss of a coin.")
        yield from paragraph("  ", lone, width, style="warn")
    if contest.together:
        pairs = _pairs_words(contest.together)
        yield from paragraph("  ", say("Can be right together: {pairs}. The methods take them for rivals.", pairs=pairs), width)
    if contest.undecided:
        pairs = _pairs_words(contest.undecided)
        yield from paragraph("  ", say("Undetermined whether they contradict: {pairs}. The methods take them for rivals.", pairs=pairs), width)


def _pairs_words(pairs: tuple[tuple[int, int], ...]) -> str:
    named = [say("{one} and {other}", one=f"[{left + 1}]", other=f"[{right + 1}]") for left, right in pairs[:_MOST_PAIRS]]
    return joined([*named, *(["…"] if len(pairs) > _MOST_PAIRS else [])])


def _sides(sides: tuple[int, ...]) -> str:
    return " ".join(f"[{side + 1}]" for side in sides)


def _opinion_words(opinion: Opinion) -> str:
    """What a method picks, `=` between the sides of a tie; of a majority also how many of how many."""
    picked = " = ".join(f"[{side + 1}]" for side in opinion.picks)
    if not opinion.method.startswith("majority"):
        return picked
    return f"{picked}  {int(max(opinion.scores.values()))}/{int(sum(opinion.scores.values()))}"


def tally_words(contest: Contest) -> str:
    """How the methods are divided, or what the only one picks."""
    if len(contest.opinions) == 1:
        (opinion,) = contest.opinions
        return f"{method_words(opinion.method)}: {_opinion_words(opinion)}"
    if len(contest.tally) == 1:
        picked = next(iter(contest.tally))
        agreed = marked("All {n} methods see a tie between {sides}.") if len(picked) > 1 else marked("All {n} methods pick {sides}.")
        return say(agreed, n=len(contest.opinions), sides=_sides(picked))
    parts = [_part_words(picked, number) for picked, number in contest.tally.items()]
    return say("The methods disagree: {parts}.", parts=say("; ").join(parts))


def _part_words(picked: tuple[int, ...], number: int) -> str:
    if len(picked) > 1:
        return count("{n} sees a tie between {sides}", "{n} see a tie between {sides}", number, sides=_sides(picked))
    return count("{n} picks {sides}", "{n} pick {sides}", number, sides=_sides(picked))


def learned_words(learned: Learned) -> str:
    """What the trust in origins is estimated from."""
    return say(
        "Trust is estimated from {votes} of {origins} on {questions}, {contested}.",
        votes=count("{n} vote", "{n} votes", learned.votes),
        origins=counted(learned.origins, "origin"),
        questions=counted(learned.questions, "question"),
        contested=count("answers compete in {n} of them", "answers compete in {n} of them", learned.contested),
    )


def _ground_lines(advice: Advice, registry: Registry, width: int) -> Iterator[Line]:
    yield from paragraph("  ", learned_words(advice.learned), width, style="dim")
    if advice.contests and advice.learned.contested < _FEW:
        yield from paragraph("  ", say("So few contested questions hardly tell one origin from another."), width, style="warn")
    for voter in advice.voters:
        told = joined([count("{n} answer", "{n} answers", voter.answers), count("{n} of them contested", "{n} of them contested", voter.contested)])
        yield from paragraph("    ", f"{registry.name(voter.origin)}: {told}", width, style="dim")


def _legend_lines(finding: Finding, advice: Advice, registry: Registry, width: int) -> Iterator[Line]:
    """What the grades shown mean, and whose they are."""
    bodies = {body for relays in advice.relays for relay in relays for body in (*relay.chain, relay.counted)}
    words = [reliability_words(grade) for grade in sorted({reliability_of(body, registry) for body in bodies} - {""})]
    words += [credibility_words(grade) for grade in sorted({claim.credibility for claim in finding.claims} - {""})]
    if words:
        yield from paragraph("  ", say("Grades are those that the registry gives: {grades}.", grades=say("; ").join(words)), width, style="dim")
