"""Bars: none in a pipe, none for what is quick, and no trace of one in the end."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import cstofacts, environment, on_terminal

from cstofacts.cli.progress import Bar
from cstofacts.progress import follow, followed, leave

# Draws each bar at once, so that no test must wait for a second to pass.
AT_ONCE = "from cstofacts.cli import progress; progress.Bar.__init__.__defaults__ = (0.0,); from cstofacts.__main__ import run; run()"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def bar() -> Bar:
    return Bar(Terminal(), after=0)


def test_nobody_need_follow() -> None:
    assert list(followed("nothing", [1, 2, 3])) == [1, 2, 3]


def test_what_is_quick_draws_nothing() -> None:
    bar = Bar(Terminal())
    follow(bar)
    assert list(followed("something", list(range(1000)))) == list(range(1000))
    leave()
    assert bar.stream.getvalue() == ""  # type: ignore[attr-defined]
    assert bar.progress is None


def test_a_bar_tells_and_goes(bar: Bar) -> None:
    follow(bar)
    for _ in followed("counting sheep", range(7)):
        assert bar.progress is not None
    leave()
    drawn = bar.stream.getvalue()  # type: ignore[attr-defined]
    assert "counting sheep" in drawn
    assert "0/7" in drawn
    assert drawn.rstrip().endswith("\x1b[2K")  # the line is empty, and the cursor on it
    assert drawn.count("\x1b[?25l") == drawn.count("\x1b[?25h") == 1
    assert bar.progress is None


def test_work_that_breaks_off_leaves_no_bar(bar: Bar) -> None:
    follow(bar)
    things = followed("counting", range(7))
    next(things)
    assert bar.progress is not None
    leave()
    assert bar.progress is None


def test_what_is_written_elsewhere_is_left_alone(bar: Bar) -> None:
    streams = sys.stdout, sys.stderr
    follow(bar)
    for _ in followed("counting", range(3)):
        assert (sys.stdout, sys.stderr) == streams
    leave()


def test_a_pipe_has_no_bar(articles: Path) -> None:
    run = subprocess.run([sys.executable, "-c", AT_ONCE, "check"], cwd=articles, env=environment(), capture_output=True, text=True, check=False)
    assert run.stderr == ""
    assert run.stdout == cstofacts("check", cwd=articles).out


@pytest.mark.parametrize("term", ["xterm", "dumb"])
def test_a_terminal_has_one_that_goes(articles: Path, term: str) -> None:
    master, slave = os.openpty()
    command = [sys.executable, "-c", AT_ONCE, "check"]
    with subprocess.Popen(command, cwd=articles, env=environment(TERM=term, CSTOFACTS_CACHE="off"), stdout=subprocess.PIPE, stderr=slave) as program:
        out, _ = program.communicate()
    os.close(slave)
    drawn = os.read(master, 2**20).decode() if term == "xterm" else ""
    os.close(master)
    assert out.decode() == cstofacts("check", cwd=articles).out
    assert ("reading the files" in drawn) == (term == "xterm")
    assert drawn.count("\x1b[?25l") == drawn.count("\x1b[?25h")


def test_a_check_of_the_articles_is_too_quick_for_one(articles: Path) -> None:
    assert on_terminal("check", cwd=articles, columns=100).err == ""
