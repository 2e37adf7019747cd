"""Go through what the extractor proposed, one candidate at a time, and carry out what a person decides.

Each decision is on the disk before the next candidate is shown, in one edit of one file. The registry is read anew whenever a file of it has changed,
so a candidate that somebody else decided on meanwhile is passed over, and what is shown is what the files say. What was decided in one review can be
taken back in it, the last first; what others have written since stays.
"""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from cstofacts.intake import review_moves as moves
from cstofacts.intake.review_claims import claim_of, doubt_about, evidence_against, found_with, value_words
from cstofacts.intake.review_entries import as_written, free_id, plain_candidate
from cstofacts.intake.review_fields import Desk
from cstofacts.intake.review_moves import GONE, Move
from cstofacts.intake.review_texts import Texts, folders_of
from cstofacts.model.candidate import Candidate
from cstofacts.model.claim import Claim
from cstofacts.model.finding import Finding
from cstofacts.model.review import Card, Refused, Tally
from cstofacts.reconcile import reconcile
from cstofacts.registry import load
from cstofacts.registry.store import edit_file
from cstofacts.values.base import DEFAULT_TOLERANCE, Fault, Relation

ACCEPTED, EDITED, REJECTED, SKIPPED = "accepted", "edited", "rejected", "skipped"


class Decision(Struct, frozen=True):
    """One decision of a review: what was decided on which candidate, and what it did to its file.

    `unchecked` says why the quote of an accepted one could not be looked for in the text.
    """

    what: str
    place: int
    candidate: Candidate
    move: Move | None = None
    unchecked: str = ""

    @property
    def claim(self) -> str:
        """The id of the claim that it made; empty when it made none."""
        made = dict(self.move.added).get(moves.CLAIMS) if self.move else None
        return str(made["id"]) if isinstance(made, dict) else ""


class Review:
    """One review of the candidates of a source, or of all: the candidates in their order, where it stands, and what was decided."""

    def __init__(self, folder: Path, source: str = "", texts: Path | None = None, tolerance: Decimal = DEFAULT_TOLERANCE) -> None:
        """Begin with the candidates that have a question; the others come after them."""
        self.folder, self.source = folder, source
        self.texts = Texts(folders_of(folder, texts))
        self.state = _state_of(folder)
        self.registry = load(folder, tolerance=tolerance)
        self.queue = sorted(self.waiting, key=lambda candidate: not candidate.property)
        self.place = 0
        self.decisions: list[Decision] = []

    @property
    def waiting(self) -> list[Candidate]:
        """The candidates that wait, as the files have them."""
        return [candidate for candidate in self.registry.candidates if self.source in ("", candidate.source)]

    def pass_over(self) -> int:
        """Go on to the next candidate that still waits; how many were decided on by somebody else."""
        self._refresh()
        waiting, before = [plain_candidate(candidate) for candidate in self.waiting], self.place
        while self.place < len(self.queue) and plain_candidate(self.queue[self.place]) not in waiting:
            self.place += 1
        return self.place - before

    @property
    def candidate(self) -> Candidate | None:
        """The candidate to decide on; None when all have been gone through."""
        return self.queue[self.place] if self.place < len(self.queue) else None

    def card(self, candidate: Candidate) -> Card:
        """Everything to be shown of a candidate."""
        registry = self.registry
        around = self.texts.around(candidate, registry.sources[candidate.source])
        card = Card(self.place + 1, len(self.queue), candidate, value_words(candidate, registry), around)
        claim = self._checked(candidate)
        if isinstance(claim, Claim):
            doubt = doubt_about(claim, self.texts.of(registry.sources[candidate.source]), registry)
            return replace(card, finding=found_with(claim, registry), claim=claim.id, doubt=doubt)
        return replace(card, missing=claim)

    def desk(self, candidate: Candidate) -> Desk:
        """What the answers of an edit are checked against."""
        document = self.texts.of(self.registry.sources[candidate.source])
        return Desk(self.registry, document, self.texts.questions(candidate, self.registry))

    def accept(self, candidate: Candidate) -> Decision | Refused | Fault:
        """Make a candidate a claim, or say why it stays a candidate; what it lacked may stand in the registry by now."""
        self._refresh()
        claim = self._checked(candidate)
        if not isinstance(claim, Claim):
            return Refused("; ".join(claim), mendable=True)
        known = self._known_ids()
        done = self._decide(ACCEPTED, candidate, lambda text: moves.accept(text, candidate, known))
        document = self.texts.of(self.registry.sources[candidate.source])
        if isinstance(done, Decision) and isinstance(document, Fault):
            done = self.decisions[-1] = replace(done, unchecked=document.message)
        return done

    def reject(self, candidate: Candidate) -> Decision | Refused | Fault:
        """Put a candidate among the rejected, where it stays."""
        return self._decide(REJECTED, candidate, lambda text: moves.reject(text, candidate))

    def skip(self, candidate: Candidate) -> Decision:
        """Leave a candidate as it is."""
        self.decisions.append(Decision(SKIPPED, self.place, candidate))
        self.place += 1
        return self.decisions[-1]

    def edit(self, candidate: Candidate, edited: Candidate) -> Decision | Refused | Fault:
        """Write a candidate anew, to be decided on next.

        When it now says something else, its first form is kept among the rejected, so that it is not proposed once more.
        """
        new = as_written(edited)
        if new is None:
            return Refused("this cannot be written as a candidate", mendable=True)
        claim = self._checked(new)
        if new.subject and new.property and not isinstance(claim, Claim):
            return Refused("; ".join(claim), mendable=True)
        keep = _says(new) != _says(candidate) and not any((one.what, one.place) == (EDITED, self.place) for one in self.decisions)
        decided = self._decide(EDITED, candidate, lambda text: moves.rewrite(text, candidate, new, keep=keep))
        if isinstance(decided, Decision):
            self.place, self.queue[decided.place] = decided.place, new
        return decided

    def undo(self) -> Decision | Refused | Fault:
        """Take back the last decision that has not been taken back; the candidate is shown again."""
        if not self.decisions:
            return Refused("nothing was decided yet")
        last = self.decisions[-1]
        fault = self._take_back(last, last.move) if last.move else None
        if fault and fault != GONE:
            return fault
        self.decisions.pop()
        if fault:
            return Refused(f"what was {last.what} cannot be taken back: {fault.message}")
        self.place, self.queue[last.place] = last.place, last.candidate
        return last

    def tally(self) -> Tally:
        """What the review has come to so far."""
        self._refresh()
        accepted, rejected, skipped = (sum(one.what == what for one in self.decisions) for what in (ACCEPTED, REJECTED, SKIPPED))
        made = {one.claim for one in self.decisions} - {""}
        found = tuple(finding for finding in reconcile(self.registry) if _contradicts(finding, made)) if made else ()
        return Tally(accepted, rejected, skipped, len(self.waiting), found, sum(bool(one.unchecked) for one in self.decisions))

    def _checked(self, candidate: Candidate) -> Claim | tuple[str, ...]:
        """The claim that a candidate would be, or everything that keeps it from being one."""
        id = free_id(candidate.source, candidate.line, self._known_ids())
        claim = claim_of(candidate, id, self.registry)
        if not isinstance(claim, Claim):
            return claim
        against = evidence_against(claim, self.texts.of(self.registry.sources[candidate.source]), self.registry)
        return (against,) if against else claim

    def _known_ids(self) -> frozenset[str]:
        return frozenset(claim.id for claim in (*self.registry.recorded, *self.registry.superseded))

    def _decide(self, what: str, candidate: Candidate, edit: Callable[[str], Move | Fault]) -> Decision | Refused | Fault:
        """Carry out a decision on the disk, and go on to the next candidate."""
        made: list[Move] = []

        def change(text: str) -> str | Fault:
            move = edit(text)
            if isinstance(move, Fault):
                return move
            made.append(move)
            return move.after

        if fault := edit_file(_path_of(candidate), change):
            return Refused(fault.message) if fault == GONE else fault
        self.decisions.append(Decision(what, self.place, candidate, made[0]))
        self.place += 1
        return self.decisions[-1]

    def _take_back(self, last: Decision, move: Move) -> Fault | None:
        return edit_file(_path_of(last.candidate), lambda text: moves.undo(text, move))

    def _refresh(self) -> None:
        """Read the registry anew when a file of it has changed."""
        state = _state_of(self.folder)
        if state != self.state:
            self.state, self.registry = state, load(self.folder, tolerance=self.registry.tolerance)


def _path_of(candidate: Candidate) -> Path:
    return Path(candidate.location.path) if candidate.location else Path()


def _state_of(folder: Path) -> frozenset[tuple[str, int, int, int]]:
    """What tells that a file of the registry has changed."""
    found = ((path.name, path.stat()) for path in folder.iterdir() if path.suffix.lower() in (".yaml", ".yml") and path.is_file())
    return frozenset((name, stat.st_ino, stat.st_size, stat.st_mtime_ns) for name, stat in found)


def _says(candidate: Candidate) -> tuple[object, ...]:
    return candidate.subject, candidate.property, candidate.value, candidate.quote


def _contradicts(finding: Finding, claims: set[str]) -> bool:
    """Whether any of these claims contradicts another in a finding."""
    sides = [{claim.id for claim in side.claims} for side in finding.sides]
    pairs = (pair for pair in finding.pairs if pair.relation is Relation.CONTRADICTS)
    return any(claims & (sides[pair.left] | sides[pair.right]) for pair in pairs)
