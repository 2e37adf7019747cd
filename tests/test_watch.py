"""`check --watch`: whatever happens to the files, the next screen is that of a fresh check."""

import os
import re
import select
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import PROGRAM, cstofacts, environment

LAST = "Next: cstofacts show"
WAIT = 20
CHANGED = re.compile(r"\d\d:\d\d:\d\d  (.*)")


class Watched:
    """A check that watches a registry, and what it has printed."""

    def __init__(self, folder: Path, *options: str, **env: str) -> None:
        variables = environment(PYTHONUNBUFFERED="1", **env)
        self.program = subprocess.Popen(
            [*PROGRAM, "check", "--watch", *options], cwd=folder, env=variables, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        assert self.program.stdout is not None
        self.stdout = self.program.stdout.fileno()
        self.read = ""

    def until(self, text: str) -> str:
        """What is printed from now on, up to a line with this text."""
        limit = time.monotonic() + WAIT
        while not (match := re.search(f"{re.escape(text)}.*\n", self.read)):
            assert time.monotonic() < limit, self.read
            if select.select([self.stdout], [], [], 0.1)[0]:
                part = os.read(self.stdout, 65536).decode()
                assert part, self.read
                self.read += part
        found, self.read = self.read[: match.end()], self.read[match.end() :]
        return found


@pytest.fixture
def home(starter: Path, tmp_path: Path) -> Path:
    shutil.copytree(starter / "claims", tmp_path / "claims")
    return tmp_path


@pytest.fixture
def watched(home: Path) -> Iterator[Watched]:
    check = Watched(home)
    yield check
    check.program.kill()
    check.program.communicate()


def changes(printed: str) -> list[str]:
    return [match[1] for match in CHANGED.finditer(printed)]


def fresh(home: Path) -> str:
    run = cstofacts("check", cwd=home, CSTOFACTS_CACHE="off")
    return run.err + run.out


def after(watched: Watched, home: Path, expected: str) -> None:
    """The next screen is that of a fresh check, below a line with what changed."""
    printed = watched.until(LAST)
    assert changes(printed) == [expected]
    assert printed.partition(expected)[2].strip() == fresh(home).strip()


def test_each_change_is_checked(watched: Watched, home: Path) -> None:
    assert watched.until(LAST) == fresh(home)
    sahil, more = home / "claims" / "sahil.yaml", home / "claims" / "more.yaml"
    text = sahil.read_text(encoding="utf-8")
    sahil.write_text(text.replace("sahil-killed", "sahil-dead"), encoding="utf-8")
    after(watched, home, "changed: claims/sahil.yaml")
    more.write_text("source: {id: more, title: More}\nclaims: [{subject: flood}]\n", encoding="utf-8")
    after(watched, home, "new: claims/more.yaml")
    more.unlink()
    after(watched, home, "gone: claims/more.yaml")
    sahil.write_text(text[:100], encoding="utf-8")  # half of it
    after(watched, home, "changed: claims/sahil.yaml")
    replacing = home / "claims" / ".sahil.yaml.swp"  # as editors save
    replacing.write_text(text, encoding="utf-8")
    replacing.replace(sahil)
    after(watched, home, "changed: claims/sahil.yaml")


def test_a_folder_that_goes_and_comes_back(watched: Watched, home: Path) -> None:
    watched.until(LAST)
    (home / "claims").rename(home / "elsewhere")
    assert "CF001" in watched.until("nothing was checked")
    (home / "elsewhere").rename(home / "claims")
    assert watched.until(LAST).strip().endswith(fresh(home).strip())


def test_it_ends_with_ctrl_c(watched: Watched) -> None:
    watched.until(LAST)
    watched.program.send_signal(signal.SIGINT)
    out, _ = watched.program.communicate(timeout=WAIT)
    assert (watched.program.returncode, out) == (130, b"")


def test_texts_are_watched_too(home: Path) -> None:
    watched = Watched(home, "--texts", "claims/texts")
    watched.until(LAST)
    (home / "claims" / "texts" / "sahil.txt").write_text("nothing of it", encoding="utf-8")
    printed = watched.until(LAST)
    watched.program.kill()
    watched.program.communicate()
    assert changes(printed) == ["changed: claims/texts/sahil.txt"]
    assert "CF215" in printed


def test_a_draft_is_watched_too(home: Path) -> None:
    draft = home / "draft.txt"
    draft.write_text("The flood in Wadi Marwan killed 12 people.\n", encoding="utf-8")
    watched = Watched(home, "draft.txt")
    watched.until("12")
    draft.write_text("The flood in Wadi Marwan killed 77 people.\n", encoding="utf-8")
    printed = watched.until("77")
    watched.program.kill()
    watched.program.communicate()
    assert changes(printed) == ["changed: draft.txt"]


@pytest.mark.parametrize("options", [("-",), ("--write-baseline", "known"), ("--registry", "nowhere", "-")])
def test_what_cannot_be_watched(home: Path, options: tuple[str, ...]) -> None:
    run = cstofacts("check", "--watch", *options, cwd=home)
    assert (run.status, run.out) == (2, "")
    assert "--watch" in run.err


def test_without_a_registry_there_is_nothing_to_watch(tmp_path: Path) -> None:
    assert cstofacts("check", "--watch", cwd=tmp_path).status == 2
