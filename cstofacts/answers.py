"""What a command printed is kept, and printed again for the same question about the same files: nothing is read, compared or laid out anew.

With an answer stand the folder of the registry and what stood for its contents. Every file is read and held against that before the answer is
printed, so that a registry that has changed in a single byte is checked anew. A run that has read anything but the registry is not kept.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from cstofacts.cache import open_cache
from cstofacts.contents import Contents

TYPE_CHECKING = False
if TYPE_CHECKING:  # typing itself is slow to import
    from typing import TextIO

_MOST = 2**23
"""What prints more letters than this is not kept."""


class Run:
    """A run whose answer may be kept: what it prints, and the registries that it has read, each as folder and state."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.grounds: list[tuple[str, str]] = []
        self.printed: list[tuple[str, list[str]]] = []
        self.letters = 0

    def hear(self, stream: str, text: str) -> None:
        """Note what is printed on a stream."""
        self.letters += len(text)
        if self.letters > _MOST:
            self.printed.clear()
        elif self.printed and self.printed[-1][0] == stream:
            self.printed[-1][1].append(text)
        else:
            self.printed.append((stream, [text]))

    def keep(self, question: str, status: int) -> None:
        """Keep what was printed as the answer, when it rests on one registry at most, and on nothing else."""
        if len(self.grounds) <= 1 and _ELSEWHERE not in self.grounds and self.letters <= _MOST:
            folder, state = self.grounds[0] if self.grounds else ("", "")
            printed = (part for stream, texts in self.printed for part in (stream, "".join(texts)))
            open_cache().put(question, _packed([folder, state, str(status), *printed]))


class _Heard:
    """A stream that is heard."""

    def __init__(self, stream: "TextIO", name: str, run: Run) -> None:
        self.stream, self.name, self.run = stream, name, run

    def write(self, text: str) -> int:
        written = self.stream.write(text)  # raises for what is no text: so typer finds out that it is a stream of text
        self.run.hear(self.name, text)
        return written

    def writelines(self, lines: Iterator[str]) -> None:
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> object:
        if name in ("buffer", "detach"):  # what is written past this stream would not be heard
            self.run.grounds.append(_ELSEWHERE)
        return getattr(self.stream, name)


_ELSEWHERE = ("", "elsewhere")
_RUNS: list[Run] = []
"""The run that is going on, if its answer may be kept."""


def rests_on(contents: Contents | None) -> None:
    """Say what the run that is going on has read: a registry, or None for anything else."""
    for run in _RUNS:
        run.grounds.append((contents.folder, contents.state) if contents else _ELSEWHERE)


def answered(question: str) -> int | None:
    """Print the answer that is kept for a question, when the registry is still the same; the exit status, or None."""
    kept = _unpacked(open_cache().get(question) or b"") if question else []
    if not kept or (kept[0] and Contents(kept[0]).state != kept[1]):
        return None
    for stream, text in zip(kept[3::2], kept[4::2], strict=True):
        (sys.stderr if stream == "err" else sys.stdout).write(text)
        sys.stdout.flush()
    return int(kept[2])


@contextmanager
def keeping(question: str) -> Iterator[None]:
    """Keep what is printed meanwhile as the answer to a question, if there is one."""
    if not question:
        yield
        return
    run, streams = Run(), (sys.stdout, sys.stderr)
    _RUNS.append(run)
    sys.stdout, sys.stderr = _Heard(streams[0], "out", run), _Heard(streams[1], "err", run)
    try:
        yield
    except SystemExit as end:
        if end.code in (0, 1):
            run.keep(question, int(end.code or 0))
        raise
    finally:
        _RUNS.remove(run)
        sys.stdout, sys.stderr = streams


def _packed(texts: list[str]) -> bytes:
    """Texts one behind the other, each with its length before it."""
    encoded = (text.encode(errors="surrogatepass") for text in texts)
    return b"".join(len(text).to_bytes(8, "big") + text for text in encoded)


def _unpacked(packed: bytes) -> list[str]:
    texts, place = [], 0
    while place < len(packed):
        end = place + 8 + int.from_bytes(packed[place : place + 8], "big")
        texts.append(packed[place + 8 : end].decode(errors="surrogatepass"))
        place = end
    return texts
