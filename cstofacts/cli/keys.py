"""What a person types: single keys on a terminal, and from a pipe or file lines of keys, such as `arsq` or `accept`.

On a terminal a key counts once what it answers is shown: what was typed before is dropped, so that nothing is decided unseen. Keys are the same keys
of the keyboard when it writes Arabic or Russian. A line from a pipe counts only when it is the word of a key, or when each of its characters is a
key by itself: in words that are none no letter decides anything.
"""

import io
import sys

import typer

from cstofacts.reports.review import KEYS

END = ""
"""What is read when nothing more will come, or when the run is to end: Ctrl-C, Ctrl-D."""

_ESCAPE = "\x1b"
"""What an arrow and other keys without a letter begin with; the letters behind it are none that anybody typed."""

_LAYOUTS = str.maketrans("شثقسعض؟" + "фукыгй", "aersuq?" + "aersuq")

_WORDS = {word: key for key, (word, _) in KEYS.items()}


class Keys:
    """The keys and answers that are typed, in their order."""

    def __init__(self) -> None:
        """Read from stdin."""
        self.on_terminal = sys.stdin is not None and sys.stdin.isatty()
        self.rest = ""
        if not self.on_terminal and isinstance(sys.stdin, io.TextIOWrapper):
            sys.stdin.reconfigure(encoding="utf-8", errors="replace")

    def key(self) -> str:
        """The next key, as the letter of the Latin keyboard, or a whole line that is none; `END` when there is none."""
        return _letters(self._pressed()) if self.on_terminal else self._next()

    def answer(self) -> str | None:
        """The next line, without its end; keys that stand behind the last one on its line come afterwards. None when nothing more will come."""
        if self.on_terminal:
            try:
                return input()
            except EOFError:
                return None
        line = self._line()
        return line.rstrip("\n") if line else None

    def _pressed(self) -> str:
        try:
            typed = typer.getchar()
        except (EOFError, KeyboardInterrupt, OSError):
            return END
        return typed if typed.startswith(_ESCAPE) else typed[:1]

    def _next(self) -> str:
        while not self.rest:
            line = self._line()
            if not line:
                return END
            keys = _letters("".join(line.split()))
            if keys in _WORDS or not set(keys) <= set(KEYS):
                return _WORDS.get(keys, line.strip())
            self.rest = keys
        key, self.rest = self.rest[0], self.rest[1:]
        return key

    def _line(self) -> str:
        return sys.stdin.readline() if sys.stdin is not None else ""


def _letters(typed: str) -> str:
    """What was typed, in the small letters of the Latin keyboard."""
    return typed.lower().translate(_LAYOUTS)
