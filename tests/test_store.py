"""Files of a registry are changed by one writer at a time, and are whole at every moment: as they were, or as they were to be."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock

from cstofacts.registry import load, store
from cstofacts.registry.edit import append_entry
from cstofacts.registry.store import LOCK, create_file, edit_file
from cstofacts.values.base import Fault

BEGINNING = "source: {id: A, title: Flood}\ncandidates:\n"

WRITER = """\
import sys
from pathlib import Path
from cstofacts.registry.edit import append_entry
from cstofacts.registry.store import edit_file
path, name, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
for number in range(count):
    fault = edit_file(path, lambda text: append_entry(text, "candidates", {"type": name, "value": number, "quote": "x" * 300, "line": 1}))
    if fault:
        sys.exit(fault.message)
    print(number, flush=True)
"""

CRAMPED = """\
import resource, sys
from pathlib import Path
from cstofacts.registry.store import edit_file
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
fault = edit_file(Path(sys.argv[1]), lambda text: text + "# " + "x" * 100_000)
print(fault.message if fault else "written")
"""

UNPRIVILEGED = """\
import os, sys
from pathlib import Path
from cstofacts.registry.store import create_file, edit_file
import cstofacts.files, filelock, tempfile
if os.geteuid() == 0:  # permissions do not bind root
    os.seteuid(65534)
path = Path(sys.argv[1])
for fault in (edit_file(path, lambda text: text + "# more"), create_file(path.with_name("new.yaml"), "new")):
    print(fault.message if fault else "written")
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A source file that waits for its candidates."""
    (tmp_path / "claims").mkdir()
    path = tmp_path / "claims" / "a.yaml"
    path.write_text(BEGINNING, encoding="utf-8")
    return path


def started(script: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", script, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def left_behind(folder: Path) -> list[str]:
    """What a writer left in the folder besides files of the registry and the lock."""
    return [path.name for path in folder.iterdir() if path.suffix != ".yaml" and path.name != LOCK]


def test_two_writers_lose_nothing(path: Path) -> None:
    writers = [started(WRITER, str(path), name, "100") for name in ("one", "two")]
    errors = [writer.communicate()[1] for writer in writers]
    assert errors == ["", ""]
    written = [(found.type, found.value) for found in load(path.parent).candidates]
    assert sorted(written) == sorted((name, str(number)) for name in ("one", "two") for number in range(100))
    assert left_behind(path.parent) == []


def test_a_killed_writer_leaves_a_whole_file(path: Path) -> None:
    for delay in range(12):
        writer = started(WRITER, str(path), str(delay), "100000")
        assert writer.stdout
        writer.stdout.readline()
        time.sleep(delay * 0.007)
        writer.send_signal(signal.SIGKILL)
        said = 1 + len(writer.communicate()[0].splitlines())
        registry = load(path.parent)
        assert [problem.name for problem in registry.problems] == ["empty-registry"]  # it has no questions
        kept = [found for found in registry.candidates if found.type == str(delay)]
        assert said <= len(kept) <= said + 1
    assert edit_file(path, lambda text: text + "# still to be edited\n") is None


def test_a_second_writer_waits_and_then_says_so(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "WAIT", 0.1)
    with FileLock(path.parent / LOCK):
        fault = edit_file(path, lambda text: text + "# more")
    assert fault
    assert "repeat" in fault.message
    assert path.read_text("utf-8") == BEGINNING


def test_a_full_disk_costs_nothing(path: Path) -> None:
    said, errors = started(CRAMPED, str(path)).communicate()
    assert (said != "written\n", errors) == (True, "")
    assert path.read_text("utf-8") == BEGINNING
    assert left_behind(path.parent) == []


@pytest.fixture
def guarded() -> Iterator[Path]:
    """A file in a folder that may be read and not written, below folders that anybody may enter."""
    with tempfile.TemporaryDirectory() as top:
        Path(top).chmod(0o755)
        folder = Path(top) / "claims"
        folder.mkdir()
        (folder / "a.yaml").write_text(BEGINNING, encoding="utf-8")
        folder.chmod(0o555)
        yield folder / "a.yaml"
        folder.chmod(0o755)


@pytest.mark.skipif(sys.platform == "win32", reason="folders have other permissions there")
def test_a_read_only_folder_costs_nothing(guarded: Path) -> None:
    said, errors = started(UNPRIVILEGED, str(guarded)).communicate()
    assert errors == ""
    assert len(said.splitlines()) == 2
    assert "written\n" not in said.splitlines()
    assert list(guarded.parent.iterdir()) == [guarded]
    assert guarded.read_text("utf-8") == BEGINNING


def test_a_change_that_cannot_be_made_leaves_the_file(path: Path) -> None:
    path.write_bytes(b"claims: [{id: a}]\r\n")
    before = path.stat().st_mtime_ns
    fault = edit_file(path, lambda text: append_entry(text, "claims", {"id": "b"}))
    assert isinstance(fault, Fault)
    assert edit_file(path, lambda text: text) is None
    assert path.stat().st_mtime_ns == before


def test_bytes_mode_and_link_are_kept(path: Path) -> None:
    path.write_bytes(b"\xef\xbb\xbfclaims:\r\n- id: a")
    path.chmod(0o640)
    link = path.with_name("b.yaml")
    link.symlink_to(path.name)
    assert edit_file(link, lambda text: append_entry(text, "claims", {"id": "b"})) is None
    assert link.is_symlink()
    assert path.read_bytes() == b"\xef\xbb\xbfclaims:\r\n- id: a\r\n- id: b\r\n"
    assert path.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("content", [None, b"\xff\xfe"])
def test_what_is_no_file_of_text_is_a_fault(content: bytes | None, path: Path) -> None:
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    assert edit_file(path, lambda text: text + "x")
    assert path.exists() == (content is not None)


def test_a_pipe_is_a_fault(path: Path) -> None:
    os.mkfifo(path.with_name("pipe.yaml"))
    assert edit_file(path.with_name("pipe.yaml"), lambda text: text)


def test_a_new_file_takes_no_others_place(path: Path) -> None:
    new = path.with_name("b.yaml")
    assert create_file(new, "first\n") is None
    assert create_file(new, "second\n")
    assert new.read_text("utf-8") == "first\n"
    new.unlink()
    new.symlink_to("nowhere.yaml")
    assert create_file(new, "third\n")
    assert create_file(path.parent / "missing" / "c.yaml", "x")
    assert left_behind(path.parent) == []


def test_the_lock_is_no_source(path: Path) -> None:
    assert edit_file(path, lambda text: text + "# more") is None
    assert (path.parent / LOCK).exists()
    assert list(load(path.parent).sources) == ["A"]
