"""`review`: decide on what the extractor proposed, one candidate after another."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from cstofacts.cli import screen
from cstofacts.cli.keys import END, Keys
from cstofacts.cli.options import ColorOption, RegistryOption, complete_source
from cstofacts.cli.registries import check_texts, find_registry, known_or_stop, read_vocabulary
from cstofacts.cli.review_edit import edit, prompt, show, tell
from cstofacts.cli.screen import Color
from cstofacts.cli.sources import check_readable
from cstofacts.cli.status import COULD_NOT
from cstofacts.intake.review import ACCEPTED, EDITED, REJECTED, SKIPPED, Decision, Review
from cstofacts.language import count, joined, marked, say
from cstofacts.model.candidate import Candidate
from cstofacts.model.review import Refused
from cstofacts.reports.review import KEYS, card_lines, help_lines, key_lines, tally_lines
from cstofacts.values.base import Fault

TextsOption = Annotated[
    Path | None, typer.Option("--texts", metavar="DIR", help="Folder of the sources' texts; else beside the registry.", show_default=False)
]


def review(
    source: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="Only of this source.", show_default=False, autocompletion=complete_source)
    ] = None,
    registry: RegistryOption = None,
    *,
    texts: TextsOption = None,
    color: ColorOption = Color.AUTO,
) -> None:
    """Accept, edit, reject or skip the candidates, one at a time.

    Each key counts at once. A pipe or file may give lines of keys too. Each decision is on the disk before the next candidate is shown.
    """
    folder = find_registry(registry)
    vocabulary = read_vocabulary(registry)
    known = vocabulary.sources
    if source is not None:
        check_readable(source, vocabulary)
        known_or_stop(source, known, "source", {name: one.id for one in known.values() for name in (one.title, one.publisher)})
    run = _Run(Review(folder, source or "", check_texts(texts) if texts else None, vocabulary.tolerance), color)
    if not run.review.queue:
        nothing = say("no candidate waits in {source}", source=source) if source else say("no candidate waits")
        screen.say_text(say("{nothing}: see {command} for a new text", nothing=nothing, command="`cstofacts add`"))
        return
    try:
        run.go()
    except KeyboardInterrupt:
        screen.show([[]], color)
    show(tally_lines(run.review.tally(), screen.width()), color)
    if run.failed:
        raise typer.Exit(COULD_NOT)


class _Run:
    """A review on the screen; `failed` once a decision could not be written or an edit made, `refused` the last key that was, with its place."""

    def __init__(self, review: Review, color: Color) -> None:
        self.review, self.color, self.keys = review, color, Keys()
        self.failed = False
        self.refused: tuple[str, int] | None = None
        self.actions: dict[str, Callable[[Candidate], Decision | Refused | Fault | None]] = {
            "a": review.accept,
            "e": lambda candidate: edit(review, candidate, self.keys, color),
            "r": review.reject,
            "s": review.skip,
        }

    def go(self) -> None:
        """Show one candidate after another and do what is typed, until nothing more is."""
        shown: Candidate | None = None
        while True:
            candidate = self.next()
            if candidate is not None and candidate is not shown:
                show([[], *card_lines(self.review.card(candidate), self.review.registry, screen.width()), []], self.color)
            shown = candidate
            key = self.ask(candidate)
            if key in ("q", END) or (candidate is None and key not in ("u", "?")):
                return
            if self.act(key, candidate):
                shown = None

    def next(self) -> Candidate | None:
        """The candidate to decide on, past those that somebody else decided on meanwhile."""
        if passed := self.review.pass_over():
            told = count("{n} candidate passed over", "{n} candidates passed over", passed)
            tell(f"{told}: {say('somebody else has changed the file meanwhile')}")
        return self.review.candidate

    def ask(self, candidate: Candidate | None) -> str:
        """The next key; what keys there are is told on a terminal."""
        if candidate is None:
            tell(say("no further candidate: u takes back the last decision, any other key ends"))
        if self.keys.on_terminal:
            show(key_lines(screen.width()), self.color)
            prompt("> ")
        key = self.keys.key()
        if self.keys.on_terminal:
            sys.stdout.write(f"{say(KEYS[key][0])}\n" if key in KEYS else "\n")
        return key

    def act(self, key: str, candidate: Candidate | None) -> bool:
        """Do what a key says; whether anything was decided or taken back."""
        if key == "u":
            return self.tell(self.review.undo(), taken_back=True)
        if key == "?":
            show(help_lines(screen.width()), self.color)
        elif key not in self.actions:
            tell(say("{key} is no key here: ? shows those that are", key=repr(key[:20])))
        elif candidate is not None:
            return self.decide(key, candidate)
        return False

    def decide(self, key: str, candidate: Candidate) -> bool:
        """Decide on a candidate."""
        place = self.review.place
        done = self.actions[key](candidate) if self.keys.on_terminal else self.piped(key, candidate)
        self.refused = (key, place) if isinstance(done, Refused | Fault) else None
        return self.tell(done)

    def piped(self, key: str, candidate: Candidate) -> Decision | Refused | Fault | None:
        """Decide by a key from a pipe: one that was just refused passes the candidate over, so that `yes a` accepts what it can and ends.

        Behind an edit that was refused the candidate is as it was, and that is not what was to be accepted.
        """
        again, unmended = (self.refused == (before, self.review.place) for before in (key, "e"))
        if key == "a" and unmended:
            tell(say("not accepted: its edit was refused"))
        if key != "e" and (again or (key == "a" and unmended)):
            return self.review.skip(candidate)
        done = self.actions[key](candidate)
        if key == "e" and isinstance(done, Refused):
            self.failed = True
            if again:
                self.tell(done)
                return self.review.skip(candidate)
        return done

    def tell(self, done: Decision | Refused | Fault | None, *, taken_back: bool = False) -> bool:
        """Say what came of a key; whether it did anything."""
        if isinstance(done, Refused):
            refused = marked("not done: {why}; e edits it") if done.mendable else marked("not done: {why}")
            tell(say(refused, why=done.message))
        elif isinstance(done, Fault):
            self.failed = True
            tell(say("not done: {why}", why=done.message))
        elif done is not None:
            what = _decision_words(done)
            show([[(say("taken back: {what}", what=what) if taken_back else what, "good")]], self.color)
            if done.unchecked and not taken_back:
                tell(say("{claim}: its quote was not checked: {why}", claim=done.claim, why=done.unchecked))
        return isinstance(done, Decision)


_DECIDED = {
    ACCEPTED: marked("accepted {what}"),
    EDITED: marked("edited {what}"),
    REJECTED: marked("rejected {what}"),
    SKIPPED: marked("skipped {what}"),
}


def _decision_words(done: Decision) -> str:
    """What was decided on which candidate, by the id of the claim that it made or else by its place."""
    candidate = done.candidate
    return say(_DECIDED[done.what], what=done.claim or joined([candidate.source, say("line {line}", line=candidate.line)]))
