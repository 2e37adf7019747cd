"""What the tests of the command line share: the program run as its users run it, in folders outside the clone."""

import fcntl
import os
import pty
import shutil
import struct
import subprocess
import sys
import termios
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

HOME = Path(__file__).parent.parent
PROGRAM = [sys.executable, "-m", "cstofacts"]
TIMEOUT = 60

# Nothing of the machine's own terminal or Python settings reaches the program.
_KEPT = ("HOME", "PATH", "SYSTEMROOT", "TMPDIR")


@dataclass(frozen=True, slots=True)
class Run:
    """What one run of the program printed, and its exit status."""

    out: str
    err: str
    status: int


def environment(**more: str) -> dict[str, str]:
    return {name: os.environ[name] for name in _KEPT if name in os.environ} | {"LC_ALL": "C.UTF-8"} | more


def cstofacts(*arguments: str | bytes, cwd: Path, **env: str) -> Run:
    """Run the program with pipes."""
    done = subprocess.run([*PROGRAM, *arguments], cwd=cwd, env=environment(**env), capture_output=True, check=False, timeout=TIMEOUT)
    return Run(done.stdout.decode(), done.stderr.decode(), done.returncode)


def in_shell(script: str, *, cwd: Path, **env: str) -> Run:
    """Run a line of shell in which `cstofacts` is the program."""
    line = f'cstofacts() {{ "{sys.executable}" -m cstofacts "$@"; }}; {script}'
    done = subprocess.run(["/bin/sh", "-c", line], cwd=cwd, env=environment(**env), capture_output=True, check=False, timeout=TIMEOUT)
    return Run(done.stdout.decode(), done.stderr.decode(), done.returncode)


def on_terminal(*arguments: str, cwd: Path, columns: int, **env: str) -> Run:
    """Run the program with a terminal of that width on stdout."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    variables = environment(**{"TERM": "xterm-256color", **env})
    with subprocess.Popen([*PROGRAM, *arguments], cwd=cwd, env=variables, stdout=slave, stderr=subprocess.PIPE) as program:
        os.close(slave)
        shown = _read_all(master)
        _, err = program.communicate(timeout=TIMEOUT)
    os.close(master)
    return Run(shown.decode().replace("\r\n", "\n"), err.decode(), program.returncode)


def _read_all(terminal: int) -> bytes:
    parts: list[bytes] = []
    while True:
        try:
            part = os.read(terminal, 65536)
        except OSError:  # Linux says so when the program has closed its side
            part = b""
        if not part:
            return b"".join(parts)
        parts.append(part)


def run_all(commands: dict[str, tuple[list[str], Path, dict[str, str]]]) -> dict[str, Run]:
    """Run many commands side by side, by name."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        started = {name: pool.submit(cstofacts, *arguments, cwd=cwd, **env) for name, (arguments, cwd, env) in commands.items()}
    return {name: run.result() for name, run in started.items()}


@pytest.fixture(scope="session")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which `cstofacts init` was typed."""
    folder = tmp_path_factory.mktemp("starter")
    assert cstofacts("init", cwd=folder).status == 0
    return folder


@pytest.fixture(scope="session")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a copy of the registry of the five articles."""
    folder = tmp_path_factory.mktemp("articles")
    shutil.copytree(HOME / "claims", folder / "claims")
    return folder
