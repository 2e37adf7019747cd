"""How a run over a table is ended from outside: it lets go of its database and its temporary files before it goes."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

_TERMINATED = 143
"""As a shell reports a program that SIGTERM ended."""


@contextmanager
def ending() -> Iterator[None]:
    """Take Ctrl-C and SIGTERM for what they are also when DuckDB, at a statement, is interrupted by them."""
    asked: list[int] = []
    with _on_sigterm(asked):
        try:
            yield
        except RuntimeError as error:
            if str(error) != "Query interrupted":
                raise
            if asked:
                raise SystemExit(_TERMINATED) from error
            raise KeyboardInterrupt from error


@contextmanager
def _on_sigterm(asked: list[int]) -> Iterator[None]:
    """End by an exception on SIGTERM, where nobody else has a say in it."""
    if threading.current_thread() is not threading.main_thread() or signal.getsignal(signal.SIGTERM) is not signal.SIG_DFL:
        yield
        return

    def end(number: int, _frame: FrameType | None) -> NoReturn:
        asked.append(number)
        raise SystemExit(_TERMINATED)

    signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
