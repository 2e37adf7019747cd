"""What a person types: single keys on a terminal, and from a pipe or file one character after another.

On a terminal a key counts once what it answers is shown: what was typed before is dropped, so that nothing is decided unseen. Keys are the same keys
of the keyboard when it writes Arabic or Russian.
"""

import io
import sys

import typer

END = ""
"""What is read when nothing more will come, or when the run is to end: Ctrl-C, Ctrl-D."""

_ESCAPE = "\x1b"
"""What an arrow and other keys without a letter begin with; the letters behind it are none that anybody typed."""

_LAYOUTS = str.maketrans("شثقسعض؟" + "фукыгй", "aersuq?" + "aersuq")


class Keys:
    """The keys and answers that are typed, in their order."""

    def __init__(self) -> None:
        """Read from stdin."""
        self.on_terminal = sys.stdin is not None and sys.stdin.isatty()
        self.rest = ""
        if not self.on_terminal and isinstance(sys.stdin, io.TextIOWrapper):
            sys.stdin.reconfigure(encoding="utf-8", errors="replace")

    def key(self) -> str:
        """The next key, as the letter of the Latin keyboard; `END` when there is none."""
        key = self._pressed() if self.on_terminal else self._next()
        return key.lower().translate(_LAYOUTS)

    def answer(self) -> str | None:
        """The next line, without its end; what stands on the line of the last key is one. None when nothing more will come."""
        if self.on_terminal:
            try:
                return input()
            except EOFError:
                return None
        line, self.rest = self.rest or self._line(), ""
        return line.rstrip("\n") if line else None

    def _pressed(self) -> str:
        try:
            typed = typer.getchar()
        except (EOFError, KeyboardInterrupt, OSError):
            return END
        return typed if typed.startswith(_ESCAPE) else typed[:1]

    def _next(self) -> str:
        while not self.rest.strip():
            self.rest = self._line()
            if not self.rest:
                return END
        typed = self.rest.lstrip()
        self.rest = typed[1:] if typed[1:].strip() and not typed.startswith(_ESCAPE) else ""
        return typed[0]

    def _line(self) -> str:
        return sys.stdin.readline() if sys.stdin is not None else ""
