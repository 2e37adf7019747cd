"""Write what somebody decided: one new file per decision, so that two people who decide on two branches never meet in one."""

import re
from pathlib import Path

from msgspec.structs import replace

from cstofacts.model.decision import Decision, Judged
from cstofacts.model.problem import Location
from cstofacts.registry.decisions import read_decisions
from cstofacts.registry.nodes import Page, read_nodes
from cstofacts.registry.store import create_file
from cstofacts.registry.writing import Entry, fault_of, field_text, scalar_text
from cstofacts.values.base import Fault

DECISIONS = "decisions"
"""The folder in a registry that holds them."""

_HEAD = "# yaml-language-server: $schema=../.schema/decisions.json\ndecisions:\n"
_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9]+")

# A name of a file has 255 bytes on every system; the question is told once more inside.
_MOST_OF_QUESTION = 60


def write_decision(registry: Path, decision: Decision) -> Path | Fault:
    """Write a decision into its own file, whole or not at all; the file, or why it could not be written."""
    text = decision_text(decision)
    if isinstance(text, Fault):
        return text
    path = registry / DECISIONS / name_of(decision)
    try:
        path.parent.mkdir(exist_ok=True)
    except OSError as error:
        return Fault("not-written", f"{path.parent} could not be made: {error.strerror or error}")
    return create_file(path, text) or path


def name_of(decision: Decision) -> str:
    """The name of a decision's file: day, question, id."""
    question = _NOT_IN_NAMES.sub("-", decision.question)[:_MOST_OF_QUESTION].strip("-")
    return "-".join(part for part in (decision.decided[:10], question, decision.id) if part) + ".yaml"


def decision_text(decision: Decision) -> str | Fault:
    """A decision as its file holds it; a fault when it would not read back as it is."""
    fields = _fields(decision)
    if fault := fault_of([*fields.values(), decision.because, *(claim.quote for claim in decision.claims)]):
        return fault
    lines = [field_text(key, value) for key, value in fields.items()]
    lines.insert(_BECAUSE, f"because: {scalar_text(decision.because, quoted=True)}")
    claims = [f"  - {{{', '.join(field_text(key, value) for key, value in _claim(claim).items())}}}" for claim in decision.claims]
    body = [*lines, "claims:", *claims] if claims else [*lines, "claims: []"]
    text = _HEAD + "".join(f"{'  - ' if number == 0 else '    '}{line}\n" for number, line in enumerate(body))
    return text if _read_back(text) == replace(decision, location=Location("")) else Fault("not-written", "this decision does not read back as it is")


# After question, ruling, by and decided.
_BECAUSE = 4


def _fields(decision: Decision) -> Entry:
    fields: dict[str, str | list[str]] = {
        "question": decision.question,
        "ruling": decision.ruling.value,
        "by": decision.by,
        "decided": decision.decided,
    }
    return {**fields, "follows": list(decision.follows)} if decision.follows else fields


def _claim(claim: Judged) -> Entry:
    fields = {"id": claim.id, "source": claim.source, "value": claim.value, "quote": claim.quote, "content": claim.content}
    return {**fields, "accepted": "yes"} if claim.accepted else fields


def _read_back(text: str) -> Decision | None:
    page = Page("")
    read = read_decisions(page, read_nodes(page, text.encode()))
    return replace(read[0], location=Location("")) if len(read) == 1 and not page.problems else None
