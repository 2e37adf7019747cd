"""Compare the claims of a registry: one finding per question, each pair of positions with its relation, reason and steps."""

from cstofacts.language import marked, say
from cstofacts.model.claim import Claim
from cstofacts.model.finding import Finding, Pair, Step
from cstofacts.model.registry import Registry
from cstofacts.progress import followed
from cstofacts.reconcile.decide import decide
from cstofacts.reconcile.findings import find, rank_of, within_of
from cstofacts.reconcile.positions import Position, QuestionKey, by_question, positions_of, question_of
from cstofacts.values.base import Reason, Relation

_COMPARING = marked("comparing the claims")


def reconcile(registry: Registry) -> list[Finding]:
    """One finding per question that any claim answers, worst first; the same for the same claims in any order."""
    questions = by_question(registry).items()
    findings = sorted((find(key, claims, registry) for key, claims in followed(_COMPARING, questions)), key=rank_of)
    if not registry.decisions and not registry.references:
        return findings
    from cstofacts.reconcile.references import beside  # few registries have either
    from cstofacts.reconcile.settlements import settled

    return settled(beside(findings, registry), registry.decisions)


def why(registry: Registry, left: Claim, right: Claim) -> Pair:
    """How two claims stand to each other, step by step, also when they do not answer one question."""
    questions = [question_of(claim, registry.properties) for claim in (left, right)]
    if questions[0] != questions[1]:
        return Pair(0, 1, Relation.NOT_COMPARABLE, Reason.QUESTION, tuple(_different_questions(registry, left, right)))
    property = registry.properties[questions[0][1]]
    one, other = _positions_of_both(registry, questions[0], left, right)
    verdict = decide(property, registry, one, other)
    return Pair(0, 1, verdict.relation, verdict.reason, verdict.explanation, within_of(one, other))


def _positions_of_both(registry: Registry, question: QuestionKey, left: Claim, right: Claim) -> tuple[Position, Position]:
    """The positions that two claims take among all that answer the question.

    Each claim stands by itself when they take the same one, or when one is of a reference.
    """
    property = registry.properties[question[1]]
    taken = positions_of(by_question(registry).get(question, []), property, registry.properties)
    one, other = (next((held for held in taken if any(claim.id == mine.id for claim in held.claims)), None) for mine in (left, right))
    if one and other and one is not other:
        return one, other
    alone = [positions_of([claim], property, registry.properties)[0] for claim in (left, right)]
    return alone[0], alone[1]


def _different_questions(registry: Registry, left: Claim, right: Claim) -> list[Step]:
    steps = []
    if left.subject != right.subject:
        subjects = f"{registry.name(left.subject)} ({left.id}) / {registry.name(right.subject)} ({right.id})"
        steps.append(Step("question", say("they are about different subjects: {subjects}", subjects=subjects)))
    if left.property != right.property:
        steps.append(
            Step(
                "question",
                say("they ask for different properties: {properties}", properties=f"{left.property} ({left.id}) / {right.property} ({right.id})"),
            )
        )
    return steps
