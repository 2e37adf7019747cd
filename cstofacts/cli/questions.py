"""What a person types for a question: `subject/property` with ids or names, or a claim that answers it."""

from collections.abc import Iterable

from cstofacts.cli.registries import known_or_stop, stop
from cstofacts.model.finding import Finding
from cstofacts.model.registry import Registry
from cstofacts.reconcile.positions import QuestionKey, question_of
from cstofacts.registry.entities import EntityTable
from cstofacts.values.base import EntityRef, Fault


def question_or_stop(written: str, registry: Registry, findings: Iterable[Finding]) -> QuestionKey:
    """The question that is meant, whether anybody answers it or not; exit 2 with a did-you-mean when there is none."""
    for claim in (*registry.recorded, *registry.superseded):
        if claim.id == written:
            return question_of(claim, registry.properties)
    subject, slash, property = written.partition("/")
    entity = EntityTable(registry.entities).resolve(subject) if slash else None
    asked = property if property in registry.properties else _by_label(property, registry)
    if isinstance(entity, EntityRef) and asked:
        counted = registry.properties[asked].counts
        return entity.id, counted if counted in registry.properties else asked
    if written in registry.properties or written in registry.entities:
        stop(f"{written!r} alone is no question: write it as subject/property, such as {_example(findings)}")
    found = known_or_stop(written, {finding.id: finding for finding in findings}, "question or claim")
    return found.question.subject, found.question.property


def _by_label(label: str, registry: Registry) -> str:
    return next((id for id, property in registry.properties.items() if label in property.label.values()), "")


def _example(findings: Iterable[Finding]) -> str:
    return next((finding.id for finding in findings), "flood/killed")


def entity_or_stop(written: str, registry: Registry) -> str:
    """The entity that an id, a label or any spelling names; exit 2 with a did-you-mean when there is none."""
    found = EntityTable(registry.entities).resolve(written)
    if isinstance(found, EntityRef):
        return found.id
    if isinstance(found, Fault) and found.rule == "ambiguous-spelling":
        stop(found.message)
    if written in registry.sources:
        stop(f"{written!r} is a source, not a person or body: see `cstofacts list --source {written}`")
    return known_or_stop(written, registry.entities, "person or body", registry.spellings).ref.id
