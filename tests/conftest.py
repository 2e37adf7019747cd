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
from hypothesis import settings

from cstofacts import __version__

# The same examples in every run: a fault is met on the day that it is written, and not by whoever comes next.
settings.register_profile("repeatable", derandomize=True, database=None, deadline=None)
settings.load_profile("repeatable")

HOME = Path(__file__).parent.parent
PROGRAM = [sys.executable, "-m", "cstofacts"]
TIMEOUT = 60
UPDATES = bool(os.environ.get("CSTOFACTS_UPDATE_GOLDEN"))

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


def golden(path: Path, text: str) -> None:
    """Compare with a golden file, or write it; the program's version may change."""
    text = text.replace(f"cstofacts {__version__}", "cstofacts VERSION")
    if UPDATES:
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    assert text == path.read_bytes().decode(), f"{path} differs; when the new output is right: CSTOFACTS_UPDATE_GOLDEN=1 pytest"


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


@pytest.fixture(scope="session")
def configured(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which `cstofacts init` was typed, with the settings that the documentation shows."""
    folder = tmp_path_factory.mktemp("configured")
    assert cstofacts("init", cwd=folder).status == 0
    (folder / "cstofacts.toml").write_text(documented_settings(), encoding="utf-8")
    return folder


def documented_settings() -> str:
    """The example of docs/configuration.md."""
    page = (HOME / "docs" / "configuration.md").read_text(encoding="utf-8")
    return page.partition("```toml\n")[2].partition("```")[0]


REGISTER = """\
source: {id: register, title: Register of deaths, kind: reference, citation: "Civil registry, table 4", valid: 2024-04-01/.., language: en}
claims:
  - {id: register-killed, subject: flood, property: killed, value: 9, quote: "9 deaths", line: 12, qualifiers: {as_of: 2024-03-04}}
"""


@pytest.fixture(scope="session")
def decided(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which `cstofacts init` was typed, with a decision, a question put off and a reference."""
    folder = tmp_path_factory.mktemp("decided")
    killed = ("resolve", "flood/killed", "--as", "confirmed", "--accept", "post-killed", "--because", "المستشفى يحصي موتاه وحدهم", "--by", "Layla")
    evacuated = ("defer", "flood/evacuated", "--because", "asked the district", "--by", "عمر")
    for command in (("init",), killed, evacuated):
        assert cstofacts(*command, cwd=folder, SOURCE_DATE_EPOCH="1709820000").status == 0
    (folder / "claims" / "register.yaml").write_text(REGISTER, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def tabled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which `cstofacts init` was typed, with tables of claims."""
    folder = tmp_path_factory.mktemp("tabled")
    assert cstofacts("init", cwd=folder).status == 0
    for path in (HOME / "tests" / "cases" / "tables").iterdir():
        shutil.copy(path, folder)
    assert cstofacts("ingest", "flood.csv", "-o", "flood.parquet", cwd=folder).status == 1
    return folder
