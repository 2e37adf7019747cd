"""A review on a terminal: single keys, each worked on before the next is asked for, and nothing lost when the program is killed."""

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import PROGRAM, TIMEOUT, environment
from reviewed import DEAD, SOURCE, WHOLE, write

from cstofacts.intake.review_fields import FIELDS
from cstofacts.registry import load

_TAKE_TERMINAL = "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); os.execv(sys.argv[1], sys.argv[1:])"


class Terminal:
    """The program on a terminal, with keys typed as by a person: each once the program waits for it."""

    def __init__(self, folder: Path, *arguments: str, columns: int = 80) -> None:
        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
        variables = environment(TERM="xterm-256color")
        command = [*PROGRAM, "review", *arguments]
        command = [sys.executable, "-c", _TAKE_TERMINAL, *command]  # so that Ctrl-C reaches it
        self.program = subprocess.Popen(command, cwd=folder, env=variables, stdin=slave, stdout=slave, stderr=slave, start_new_session=True)
        os.close(slave)
        self.shown = ""

    def wait(self, until: Callable[[str], object]) -> None:
        """Read what is shown until it is so."""
        deadline = time.monotonic() + TIMEOUT
        while not until(self.shown):
            assert time.monotonic() < deadline, self.shown
            if select.select([self.master], [], [], 0.02)[0]:
                try:
                    self.shown += os.read(self.master, 65536).decode(errors="replace")
                except OSError:  # the program has ended
                    return

    def wait_for_key(self) -> None:
        self.wait(lambda shown: shown.endswith("> ") and self.is_raw())

    def press(self, key: str) -> None:
        """Type a key once it is waited for."""
        self.wait_for_key()
        self.shown = ""
        os.write(self.master, key.encode())

    def type(self, line: str) -> None:
        """Type a line once it is waited for."""
        self.wait(lambda shown: shown.endswith("  > ") and not self.is_raw())
        self.shown = ""
        os.write(self.master, f"{line}\r".encode())

    def is_raw(self) -> bool:
        return not termios.tcgetattr(self.master)[3] & termios.ICANON

    def end(self) -> int:
        """Read the rest; the exit status."""
        self.wait(lambda _: self.program.poll() is not None and not select.select([self.master], [], [], 0.05)[0])
        os.close(self.master)
        return self.program.wait(TIMEOUT)


def test_single_keys_without_enter(tmp_path: Path) -> None:
    path = write(tmp_path)
    terminal = Terminal(tmp_path, "B")
    for key in ("a", "\x1b[A", "R", "س", "u", "s", "q"):
        terminal.press(key)
    assert terminal.end() == 0
    assert "1 accepted, 1 rejected, 1 skipped, 2 left" in terminal.shown
    registry = load(path.parent)
    assert (len(registry.claims), len(registry.rejected)) == (4, 1)


def test_an_edit_on_a_terminal(tmp_path: Path) -> None:
    path = write(tmp_path)
    terminal = Terminal(tmp_path, columns=40)
    terminal.press("e")
    for name in FIELDS:
        terminal.type("عدد أول" if name == "note" else "")
    terminal.press("a")
    terminal.press("\x04")
    assert terminal.end() == 0
    assert load(path.parent).claims[-1].note == "عدد أول"


@pytest.mark.parametrize("key", ["\x03", "\x04"])
def test_control_c_and_d_end_it(tmp_path: Path, key: str) -> None:
    path = write(tmp_path)
    terminal = Terminal(tmp_path)
    terminal.press("a")
    terminal.press(key)
    assert terminal.end() == 0
    assert "1 accepted, 0 rejected, 0 skipped, 3 left" in terminal.shown
    assert len(load(path.parent).claims) == 4


def test_control_c_in_an_edit_ends_it(tmp_path: Path) -> None:
    path = write(tmp_path)
    terminal = Terminal(tmp_path)
    terminal.press("e")
    terminal.type("7")
    terminal.wait(lambda shown: shown.endswith("  > ") and not terminal.is_raw())
    os.write(terminal.master, b"\x03")
    assert terminal.end() == 0
    assert path.read_text("utf-8") == WHOLE


def test_every_key_is_on_the_disk_before_the_next_prompt(tmp_path: Path) -> None:
    """Killed at a prompt, nothing is lost; killed while a key is worked on, that key is done or not, and the file is whole."""
    many = "".join(DEAD.replace("value: 6", f"value: {number}").replace("ستة أشخاص", "أشخاص") for number in range(40))
    path = write(tmp_path, f"{SOURCE}candidates:\n{many}")
    for total, delay in enumerate((None, 0.0, 0.004, 0.012, 0.03, 0.06), start=1):
        terminal = Terminal(tmp_path)
        terminal.press("a")
        terminal.press("r")
        if delay is None:
            terminal.wait_for_key()
        else:
            time.sleep(delay)
        terminal.program.send_signal(signal.SIGKILL)
        terminal.program.wait(TIMEOUT)
        os.close(terminal.master)
        registry = load(path.parent)
        assert [problem for problem in registry.problems if problem.is_error] == []
        assert len([claim for claim in registry.claims if claim.source == "B"]) == total
        assert len(registry.claims) - 2 + len(registry.rejected) + len(registry.candidates) == 40
        assert len(registry.rejected) <= total
        if delay is None:
            assert len(registry.rejected) == 1
