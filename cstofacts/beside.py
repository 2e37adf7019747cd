"""Work on the parts of something in several processes: in this one, and in others of the same program beside it.

Python computes on one core at a time. Each process beside always has some parts to work on, and the others are worked on here. They are for speed and
nothing else: where none can be begun, or one ends before its time, its parts are worked on here. To begin one takes a tenth of a second.

A process beside is a program of its own, since a copy of a process that has threads, as one with a database has, may stand still for ever. It hears
nothing of what is typed on the terminal, and ends when nobody can hand it anything more.
"""

import gc
import os
import pickle
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from queue import SimpleQueue
from threading import Thread
from typing import IO, TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:  # few runs have so much to work on that they wait for these
    from concurrent.futures import Future
    from subprocess import Popen

Part = TypeVar("Part")
Thing = TypeVar("Thing")

_MOST = 3  # processes: more would wait, since handing a part over takes a fourth of the time that it takes to work on it
_AHEAD = 5  # parts that a process has, so that it need not wait until this process, which is at work too, looks again
_WAITING = 16  # parts for each process of which what was made waits for its turn

# Bytes on the way to or from a process, where the system is asked, as Linux is: all of a part, so that nobody waits for it piece by piece.
_ON_THE_WAY = 1 << 20

_BEGIN = "import pickle, sys; sys.path[:] = pickle.load(sys.stdin.buffer); from cstofacts.beside import serve; serve()"


def worked_on(work: Callable[[Part], Thing], parts: Iterable[Part]) -> Iterator[Thing]:
    """What `work` makes of the parts, in their order; work, parts and what is made of them go through pickle."""
    beside = min(_cores() - 1, _MOST)
    return _shared(work, parts, beside) if beside else map(work, parts)


def _cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _shared(work: Callable[[Part], Thing], parts: Iterable[Part], beside: int) -> Iterator[Thing]:
    """What is made of the parts here and by so many processes beside."""
    waiting: deque[tuple[Part, Future[Thing]]] = deque()

    def next_made() -> Thing:
        part, made = waiting.popleft()
        with suppress(EndedError):
            return made.result()
        return work(part)

    processes: list[Beside] = []
    try:
        processes.extend(Beside(work) for _ in range(beside))
        for part in parts:
            idlest = min(processes, key=lambda process: process.left)
            waiting.append((part, idlest.ask(part) if idlest.left < _AHEAD else _done(work(part))))
            while waiting and (waiting[0][1].done() or len(waiting) > _WAITING * beside):
                yield next_made()
        while waiting:
            yield next_made()
    finally:
        for process in processes:
            process.end()


def _done(thing: Thing) -> "Future[Thing]":
    """What was made here, as what is made beside."""
    from concurrent.futures import Future

    made: Future[Thing] = Future()
    made.set_result(thing)
    return made


class EndedError(Exception):
    """A process beside ended before its time."""


class Beside:
    """A process beside; one thread hands parts to it, another takes what it makes of them."""

    def __init__(self, work: Callable[[Any], Any]) -> None:
        """Begin it."""
        self.process = _begun()
        self.given: SimpleQueue[Any] = SimpleQueue()
        self.asked: SimpleQueue[Future[Any] | None] = SimpleQueue()
        self.unfinished: deque[Future[Any]] = deque()
        self.given.put(list(sys.path))
        self.given.put(work)
        self.threads = [Thread(target=target, daemon=True) for target in (self._give, self._take)]
        for thread in self.threads:
            thread.start()

    @property
    def left(self) -> int:
        """How many parts it has still to work on."""
        while self.unfinished and self.unfinished[0].done():
            self.unfinished.popleft()
        return len(self.unfinished)

    def ask(self, part: Any) -> "Future[Any]":
        """What it will make of a part; EndedError when it cannot tell."""
        from concurrent.futures import Future

        made: Future[Any] = Future()
        self.unfinished.append(made)
        self.given.put(part)
        self.asked.put(made)
        return made

    def _give(self) -> None:
        stream = self.process.stdin if self.process else None
        for one in iter(self.given.get, _NOTHING):
            try:
                if stream:
                    stream.write(pickle.dumps(one, pickle.HIGHEST_PROTOCOL))
                    stream.flush()
            except Exception:  # noqa: BLE001 (whatever it was: what is lost here would be waited for)
                self._stop()

    def _take(self) -> None:
        stream = self.process.stdout if self.process else None
        for made in iter(self.asked.get, None):
            try:
                made.set_result(pickle.loads(_whole(stream)))  # noqa: S301 (of this program's own process)
            except Exception:  # noqa: BLE001 (whatever it was: it would be waited for, and what comes next is not to be trusted)
                made.set_exception(EndedError())
                stream = None
                self._stop()

    def _stop(self) -> None:
        if self.process:
            self.process.kill()

    def end(self) -> None:
        """End it, whatever it is at."""
        self._stop()
        self.given.put(_NOTHING)
        self.asked.put(None)
        for thread in self.threads:
            thread.join()
        if self.process:
            with suppress(OSError), self.process:  # which closes what leads to it and from it
                pass


_NOTHING = object()


def _whole(stream: IO[bytes] | None) -> bytes:
    """What a process gives back, in few pieces: whoever reads must wait for the interpreter before each. EOFError when there is nothing more."""
    size = int.from_bytes(stream.read(_SIZE), "big") if stream else 0
    given = stream.read(size) if stream else b""
    if not size or len(given) < size:
        raise EOFError
    return given


_SIZE = 8  # bytes in which the size of what follows is written


def _begun() -> "Popen[bytes] | None":
    """A process that serves whoever began it; None where there can be none."""
    from subprocess import DEVNULL, PIPE, Popen

    # Where to find everything is handed over; and what an installation runs whenever Python starts might print something.
    command = [sys.executable, "-P", "-S", "-c", _BEGIN]
    for size in (_ON_THE_WAY, -1) if sys.executable else ():  # a user may have no more than so many large pipes
        with suppress(OSError):
            return Popen(command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, start_new_session=True, pipesize=size)  # noqa: S603 (this program)
    return None


def tidy() -> None:
    """Let garbage be collected now and then: nearly all that is made of rows is gone by itself, and looking for more takes a tenth of the time."""
    gc.set_threshold(100_000)
    gc.enable()


def serve() -> None:
    """Take the work, then a part after another, and give back what is made of each, until nobody hands over anything more."""
    given, back = sys.stdin.buffer, sys.stdout.buffer
    work = pickle.load(given)  # noqa: S301 (of the process that began this one)
    gc.freeze()
    tidy()
    with suppress(EOFError):
        while True:
            made = pickle.dumps(work(pickle.load(given)), pickle.HIGHEST_PROTOCOL)  # noqa: S301
            back.write(len(made).to_bytes(_SIZE, "big") + made)
            back.flush()
