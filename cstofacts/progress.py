"""How far long work has come, for whoever follows it: the loops that may take seconds tell, and know nothing of any terminal."""

from collections.abc import Collection, Iterator
from typing import Protocol, TypeVar

Thing = TypeVar("Thing")


class Follower(Protocol):
    """Whoever wants to know how far the work has come."""

    def at(self, what: str, done: int, total: int) -> None:
        """Hear that so many of these things are done."""

    def ended(self) -> None:
        """Hear that nothing more is to be done for now."""


_FOLLOWERS: list[Follower] = []


def follow(follower: Follower) -> None:
    """Have all work that begins from now on followed."""
    _FOLLOWERS[:] = [follower]


def leave() -> None:
    """Follow no more, also when the work was broken off."""
    for follower in _FOLLOWERS:
        follower.ended()
    _FOLLOWERS.clear()


def followed(what: str, things: Collection[Thing]) -> Iterator[Thing]:
    """The things one after the other, while whoever follows hears how many are done; `what` is a sentence that was marked."""
    return _told(what, things, _FOLLOWERS[0]) if _FOLLOWERS else iter(things)


def _told(what: str, things: Collection[Thing], follower: Follower) -> Iterator[Thing]:
    try:
        for done, thing in enumerate(things):
            follower.at(what, done, len(things))
            yield thing
    finally:
        follower.ended()
