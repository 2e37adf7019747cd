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
from cstofacts.cli.review_edit import edit, prompt, say, show
from cstofacts.cli.screen import Color
from cstofacts.cli.status import COULD_NOT
from cstofacts.intake.review import Decision, Review
from cstofacts.model.candidate import Candidate
from cstofacts.model.review import Refused
from cstofacts.reports.review import KEYS, card_lines, help_lines, key_lines, tally_lines
from cstofacts.reports.sections import counted
from cstofacts.values.base import Fault

TextsOption = Annotated[
    Path | None, typer.Option("--texts", metavar="DIR", help="Folder of the sources' texts; else where the registry lies.", show_default=False)
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

    Each key counts at once. A pipe or file may give the keys too, one after another. Each decision is on the disk before the next candidate is shown.
    """
    folder = find_registry(registry)
    known = read_vocabulary(registry).sources
    if source is not None:
        known_or_stop(source, known, "source", {name: one.id for one in known.values() for name in (one.title, one.publisher)})
    run = _Run(Review(folder, source or "", check_texts(texts) if texts else None), color)
    if not run.review.queue:
        screen.say_text(f"no candidate waits{f' in {source}' if source else ''}: see `cstofacts add` for a new text")
        return
    try:
        run.go()
    except KeyboardInterrupt:
        screen.show([[]], color)
    show(tally_lines(run.review.tally(), screen.width()), color)
    if run.failed:
        raise typer.Exit(COULD_NOT)


class _Run:
    """A review on the screen; `failed` once a decision could not be written, `refused` the last key that was, with its place in the review."""

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
            say(f"{counted(passed, 'candidate')} passed over: somebody else has changed the file meanwhile")
        return self.review.candidate

    def ask(self, candidate: Candidate | None) -> str:
        """The next key; what keys there are is told on a terminal."""
        if candidate is None:
            say("no further candidate: u takes back the last decision, any other key ends")
        if self.keys.on_terminal:
            show(key_lines(screen.width()), self.color)
            prompt("> ")
        key = self.keys.key()
        if self.keys.on_terminal:
            sys.stdout.write(f"{KEYS[key][0]}\n" if key in KEYS else "\n")
        return key

    def act(self, key: str, candidate: Candidate | None) -> bool:
        """Do what a key says; whether anything was decided or taken back."""
        if key == "u":
            return self.tell(self.review.undo(), taken_back=True)
        if key == "?":
            show(help_lines(screen.width()), self.color)
        elif key not in self.actions:
            say(f"{key[:10]!r} is no key here: ? shows those that are")
        elif candidate is not None:
            return self.decide(key, candidate)
        return False

    def decide(self, key: str, candidate: Candidate) -> bool:
        """Decide on a candidate; from a pipe a key that was just refused passes it over, so that `yes a` accepts what can be accepted and ends."""
        place = self.review.place
        again = not self.keys.on_terminal and self.refused == (key, place)
        done = self.review.skip(candidate) if again else self.actions[key](candidate)
        self.refused = (key, place) if isinstance(done, Refused | Fault) else None
        return self.tell(done)

    def tell(self, done: Decision | Refused | Fault | None, *, taken_back: bool = False) -> bool:
        """Say what came of a key; whether it did anything."""
        if isinstance(done, Refused):
            say(f"not done: {done.message}{'; e edits it' if done.mendable else ''}")
        elif isinstance(done, Fault):
            self.failed = True
            say(f"not done: {done.message}")
        elif done is not None:
            what = f"{done.what} {done.claim or done.candidate.source + f', line {done.candidate.line}'}"
            show([[(f"taken back: {what}" if taken_back else what, "good")]], self.color)
        return isinstance(done, Decision)
