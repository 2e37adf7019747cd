"""The part of a review in which a person types: what is asked, and what is said to it."""

import sys
from collections.abc import Iterable

from cstofacts.cli import screen
from cstofacts.cli.keys import Keys
from cstofacts.cli.screen import Color
from cstofacts.intake.review import Decision, Review
from cstofacts.intake.review_fields import FIELDS, Desk, changed, typed
from cstofacts.language import say
from cstofacts.model.candidate import Candidate
from cstofacts.model.review import Refused
from cstofacts.reports.layout import Line
from cstofacts.reports.review import choice_lines, edit_lines, field_lines, field_words
from cstofacts.values.base import Fault


def edit(review: Review, candidate: Candidate, keys: Keys, color: Color) -> Decision | Refused | Fault | None:
    """Change the fields of a candidate to what is typed; None when nothing is to be changed."""
    desk = review.desk(candidate)
    return _asked(review, candidate, desk, keys, color) if keys.on_terminal else _piped(review, candidate, desk, keys, color)


def _piped(review: Review, candidate: Candidate, desk: Desk, keys: Keys, color: Color) -> Decision | Refused | Fault | None:
    """One line for each field, whatever it says; where one makes no sense, all that was refused, and nothing is changed."""
    show(choice_lines(desk.questions, desk.registry, screen.width()), color)
    edited, refused = candidate, []
    for name in FIELDS:
        answer = keys.answer()
        if answer is None:
            edited = candidate
            break
        found = changed(name, edited, answer, desk)
        if isinstance(found, Candidate):
            edited = found
        else:
            refused.append(f"{field_words(name)}: {found.message}")
    if refused:
        return Refused(say("; ").join(refused))
    if edited != candidate:
        done = review.edit(candidate, edited)
        return Refused(done.message) if isinstance(done, Refused) else done
    tell(say("nothing was changed"))
    return None


def _asked(review: Review, candidate: Candidate, desk: Desk, keys: Keys, color: Color) -> Decision | Refused | Fault | None:
    """Ask for every field, until what was typed can be written."""
    show(edit_lines(screen.width()), color)
    edited = _fields(candidate, desk, keys, color)
    while edited and edited != candidate:
        done = review.edit(candidate, edited)
        if not (isinstance(done, Refused) and done.mendable):
            return done
        tell(say("not done: {why}: once more, and Enter keeps what was typed", why=done.message))
        edited = _fields(edited, desk, keys, color)
    tell(say("nothing was changed"))
    return None


def _fields(candidate: Candidate, desk: Desk, keys: Keys, color: Color) -> Candidate | None:
    """The candidate with what is typed for each field; None when the answers end."""
    for name in FIELDS:
        if name == "subject":
            show(choice_lines(desk.questions, desk.registry, screen.width()), color)
        show(field_lines(name, typed(name, candidate), screen.width()), color)
        answered = _field(name, candidate, desk, keys)
        if answered is None:
            return None
        candidate = answered
    return candidate


def _field(name: str, candidate: Candidate, desk: Desk, keys: Keys) -> Candidate | None:
    """The candidate with the first answer for a field that makes sense; None when the answers end."""
    while True:
        prompt("  > ")
        answer = keys.answer()
        if answer is None:
            return None
        found = changed(name, candidate, answer, desk)
        if isinstance(found, Candidate):
            return found
        tell(f"{field_words(name)}: {found.message}")


def prompt(text: str) -> None:
    """Show what stands before that which is typed."""
    sys.stdout.write(text)
    sys.stdout.flush()


def show(lines: Iterable[Line], color: Color) -> None:
    """Print lines, so that they stand there before the next key is read."""
    screen.show(lines, color)
    sys.stdout.flush()


def tell(text: str) -> None:
    """Say something about the run, behind everything shown so far."""
    sys.stdout.flush()
    screen.say_text(text)
