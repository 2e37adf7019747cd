"""`verify`: every quote held against its text."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from cstofacts.cli import screen
from cstofacts.cli.options import ColorOption, RegistryOption
from cstofacts.cli.registries import check_texts, find_registry, open_registry, stop
from cstofacts.cli.screen import Color
from cstofacts.cli.severities import shown_problems
from cstofacts.cli.status import FOUND
from cstofacts.evidence.problems import problems_of, proved
from cstofacts.evidence.proofs import Proofs, prove
from cstofacts.evidence.readback import Outcome
from cstofacts.language import count, say
from cstofacts.model.claim import Evidence
from cstofacts.model.registry import Registry
from cstofacts.model.severity import is_failing
from cstofacts.reports.layout import Line, paragraph
from cstofacts.reports.sections import counted, evidence_words
from cstofacts.reports.text import problem_line

# The types of value that the readers read back, as the first screen of `verify` counts them.
_TRIED = (Outcome.PROVED, Outcome.BROADER, Outcome.UNREAD, Outcome.DIFFERS)

_STANDING = (Evidence.VERIFIED, Evidence.VERIFIED_NORMALISED)

TextsOption = Annotated[
    Path | None, typer.Option("--texts", metavar="DIR", help="Folder of the sources' texts; else texts/ in the registry.", show_default=False)
]


def verify(registry: RegistryOption = None, *, texts: TextsOption = None, color: ColorOption = Color.AUTO) -> None:
    """Find every quote in its text, and read its value back out of it."""
    folder = check_texts(texts) if texts else find_registry(registry) / "texts"
    if not folder.is_dir():
        stop("verify needs the texts: name the folder where they lie with --texts DIR")
    read = open_registry(registry)
    proofs = prove(read, folder)
    found = sorted(problems_of(read, proofs))
    screen.show((problem_line(problem, read.severities) for problem in shown_problems(found, read.severities)), color)
    if all(proof.fault for proof in proofs.sources.values()):
        stop("no text could be read, so nothing was verified")
    screen.show(_summary(proved(read, proofs), proofs, screen.width()), color)
    raise typer.Exit(FOUND if any(is_failing(problem, read.severities) for problem in found) else 0)


def _summary(registry: Registry, proofs: Proofs, width: int) -> Iterator[Line]:
    texts = sum(proof.fault is None for proof in proofs.sources.values())
    same = sum(proof.matches is True for proof in proofs.sources.values())
    read = say("{texts} read, {same} with the hash that the registry states.", texts=counted(texts, "text"), same=same)
    yield from paragraph("", f"{read} {evidence_words(registry.recorded)}", width)
    standing = [claim.id for claim in registry.recorded if claim.evidence in _STANDING]
    outcomes = Counter(proofs.values[id].outcome for id in standing)
    tried = sum(outcomes[outcome] for outcome in _TRIED)
    told = say("{read} of {all} figures, dates, durations and lists are read back out of these quotes", read=outcomes[Outcome.PROVED], all=tried)
    yield from paragraph("", f"{told}{':' if outcomes[Outcome.PROVED] < tried else '.'}", width)
    if unchecked := sum(claim.id not in proofs.claims for claim in registry.superseded):
        told = count("{n} superseded quote was not checked.", "{n} superseded quotes were not checked.", unchecked)
        yield from paragraph("", told, width)
    for claim in registry.recorded:
        proof = proofs.values[claim.id]
        if proof.outcome in (Outcome.UNREAD, Outcome.BROADER) and claim.evidence in _STANDING:
            stands = f" ({', '.join(proof.read)})" if proof.read else ""
            yield from paragraph(f"  {claim.id}: ", f"{claim.value} not proved, {proof.why}{stands} «{claim.quote}»", width, style="dim")
