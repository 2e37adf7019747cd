"""What a run over a table is at, for whoever looks on: reading, working out values, comparing, writing.

An engine may be at one statement for minutes and say nothing meanwhile. So nobody is told: the work notes what it is at, and whoever looks on looks
as often as he likes. When nobody does, nothing is noted.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from threading import RLock
from typing import Protocol, TypeVar

Thing = TypeVar("Thing")


class Stage:
    """One stage: its words, how many things are done, and what these are called."""

    __slots__ = ("done", "unit", "words")

    def __init__(self, words: str, unit: str) -> None:
        """Begin with nothing done."""
        self.words, self.unit, self.done = words, unit, 0


class Onlooker(Protocol):
    """Whoever looks on."""

    def changed(self) -> None:
        """Hear that what was looked at is over."""


class _Scene:
    """What there is to be seen."""

    onlooker: Onlooker | None = None
    stage: Stage | None = None
    share: Callable[[], float] | None = None


_SCENE = _Scene()

LOCK = RLock()
"""Held by whoever looks on while he looks, and by the work while it turns to something else: nothing is looked at that is over."""


@contextmanager
def looked_on(onlooker: Onlooker) -> Iterator[None]:
    """Let somebody look on for a while."""
    _SCENE.onlooker = onlooker
    try:
        yield
    finally:
        with LOCK:
            _SCENE.onlooker = _SCENE.stage = None


@contextmanager
def stage(words: str, unit: str = "") -> Iterator[None]:
    """Be at something; `unit` is what `more` counts, a word that `reports.sections.counted` knows."""
    if not _SCENE.onlooker:
        yield
        return
    before = _SCENE.stage
    _turn_to(Stage(words, unit))
    try:
        yield
    finally:
        _turn_to(before)


def _turn_to(stage: Stage | None) -> None:
    with LOCK:
        _SCENE.stage = stage
        if _SCENE.onlooker:
            _SCENE.onlooker.changed()


@contextmanager
def asked(share: Callable[[], float]) -> Iterator[None]:
    """Let whoever looks on ask the engine, until this is over, how many in a hundred of a statement are done; less than none when it cannot say."""
    _SCENE.share = share
    try:
        yield
    finally:
        with LOCK:
            _SCENE.share = None


def is_looked_on() -> bool:
    """Whether anybody looks on."""
    return _SCENE.onlooker is not None


def more(number: int) -> None:
    """So many more things are done."""
    if _SCENE.stage:
        _SCENE.stage.done += number


def each(things: Iterable[Thing]) -> Iterator[Thing]:
    """The things one after the other, each counted."""
    return _each(things, _SCENE.stage) if _SCENE.stage else iter(things)


def _each(things: Iterable[Thing], stage: Stage) -> Iterator[Thing]:
    for thing in things:
        stage.done += 1
        yield thing


def now() -> tuple[Stage | None, float]:
    """The stage, and how many in a hundred of the statement are done; to be asked under the lock."""
    return _SCENE.stage, _SCENE.share() if _SCENE.share else -1
