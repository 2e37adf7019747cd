"""What a run over a table is at: one line on a terminal that goes, nothing in a pipe, and never a word that acts."""

import io
import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import Run, environment
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from cstofacts import stages
from cstofacts.cli.ending import ending
from cstofacts.cli.stages import Line, cut, streamed, words_of

TABLE = "source,subject,property,value\nA,flood,killed,12\nB,flood,killed,21\nC,flood,killed,twelve\n"

# Draws every stage as soon as it begins, so that no test must wait for a second to pass.
AT_ONCE = """
from cstofacts.__main__ import run
from cstofacts.cli.ending import ending
from cstofacts.cli.stages import Line
changed = Line.changed
Line.changed = lambda line: (changed(line), line.draw())
run()
"""
EMPTY = "\r\x1b[2K"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def line() -> Iterator[Line]:
    line = Line(Terminal(), after=0)
    with stages.looked_on(line):
        yield line


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "flood.csv").write_text(TABLE, encoding="utf-8")
    return tmp_path


def drawn(line: Line) -> list[str]:
    assert isinstance(line.stream, Terminal)
    return line.stream.getvalue().split(EMPTY)


def in_terminal(*arguments: str, cwd: Path, **env: str) -> Run:
    """Run the program with a terminal on stderr, on which it draws every stage."""
    master, slave = os.openpty()
    variables = environment(**{"TERM": "xterm", **env})
    with subprocess.Popen([sys.executable, "-c", AT_ONCE, *arguments], cwd=cwd, env=variables, stdout=subprocess.PIPE, stderr=slave) as program:
        os.close(slave)
        err = b"".join(iter(lambda: _read(master), b""))
        out, _ = program.communicate()
    os.close(master)
    return Run(out.decode(), err.decode().replace("\r\n", "\n"), program.returncode)


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # Linux says so when the program has closed its side
        return b""


def piped(*arguments: str, cwd: Path) -> Run:
    done = subprocess.run([sys.executable, "-c", AT_ONCE, *arguments], cwd=cwd, env=environment(TERM="xterm"), capture_output=True, check=False)
    return Run(done.stdout.decode(), done.stderr.decode(), done.returncode)


def left(shown: str) -> str:
    """What is left on a terminal when lines that were taken away are."""
    return re.sub(r"\r\x1b\[2K[^\n\x1b]*(?=\r\x1b\[2K)", "", shown).replace(EMPTY, "")


CHECK = ("check", "--claims", "flood.csv", "--infer", "--engine")


READING = ["reading flood.csv", "inferring the properties", "working out the values"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((*CHECK, "duckdb"), ["starting duckdb", *READING, "putting the claims together", "comparing", "counting"]),
        ((*CHECK, "memory"), ["starting memory", *READING, "putting the claims together", "comparing", "counting"]),
        (("conflicts", "--claims", "flood.csv", "--infer"), [*READING, "comparing", "writing"]),
        (("conflicts", "--claims", "flood.csv", "--infer", "--format", "jsonl"), [*READING, "comparing"]),
        (("ingest", "flood.csv", "--infer", "-o", "flood.parquet"), [*READING, "writing flood.parquet"]),
        (("export", "--claims", "flood.csv", "--infer", "-o", "found.csv"), [*READING, "writing found.csv"]),
        (("export", "--claims", "flood.csv", "--infer", "-o", "found.parquet"), [*READING, "writing found.parquet"]),
    ],
)
def test_a_terminal_has_a_line_that_goes(folder: Path, arguments: tuple[str, ...], said: list[str]) -> None:
    told, bare = in_terminal(*arguments, cwd=folder), piped(*arguments, cwd=folder)
    assert re.search(".*".join(f"{words} …" for words in said), told.err, re.DOTALL)
    assert left(told.err) == bare.err
    assert (told.out, told.status) == (bare.out, bare.status)
    assert "\x1b" not in bare.err


def test_what_cannot_be_used_leaves_no_line(folder: Path) -> None:
    told, bare = in_terminal("check", "--claims", "none.csv", cwd=folder), piped("check", "--claims", "none.csv", cwd=folder)
    assert left(told.err) == bare.err
    assert told.status == bare.status == 2


def test_a_dumb_terminal_has_none(folder: Path) -> None:
    assert "…" not in in_terminal(*CHECK, "duckdb", cwd=folder, TERM="dumb").err


def test_it_speaks_the_language_of_the_run(folder: Path) -> None:
    assert "تشغيل duckdb …" in in_terminal("--lang", "ar", *CHECK, "duckdb", cwd=folder).err


def test_a_stage_is_drawn_and_taken_away(line: Line) -> None:
    with stages.stage("comparing …", "question"):
        line.draw()
        stages.more(1234)
        line.draw()
    assert drawn(line) == ["", "comparing …  0 seconds", "comparing …  1,234 questions  0 seconds", ""]
    line.draw()
    assert drawn(line)[-1] == ""


def test_a_stage_within_a_stage_gives_way_to_it_again(line: Line) -> None:
    with stages.stage("reading all …"):
        with stages.stage("reading one …"):
            line.draw()
        line.draw()
    assert drawn(line) == ["", "reading one …  0 seconds", "", "reading all …  0 seconds", ""]


def test_a_stage_that_breaks_off_leaves_no_line(line: Line) -> None:
    with pytest.raises(ZeroDivisionError):
        break_off(line)
    assert drawn(line) == ["", "comparing …  0 seconds", ""]


def break_off(line: Line) -> None:
    with stages.stage("comparing …"):
        line.draw()
        raise ZeroDivisionError


def test_nobody_need_look_on() -> None:
    with stages.stage("comparing …", "question"):
        stages.more(1)
        assert list(stages.each([1, 2])) == [1, 2]
        assert stages.now() == (None, -1)


def test_what_is_quick_draws_nothing() -> None:
    line = Line(Terminal())
    with stages.looked_on(line), stages.stage("comparing …"):
        line.thread.start()
    line.over.set()
    line.thread.join()
    assert drawn(line) == [""]


def test_a_terminal_that_was_closed_breaks_nothing_off() -> None:
    master, slave = os.openpty()
    gone = os.fdopen(slave, "w", encoding="utf-8")
    os.close(master)
    with stages.looked_on(line := Line(gone)), stages.stage("comparing …"):
        line.draw()
    assert not line.is_drawn
    with pytest.raises(OSError, match="Input/output"):
        gone.close()  # as the terminal had it


@pytest.mark.usefixtures("line")
def test_a_file_is_followed_to_the_end_and_a_pipe_to_its_first_line(tmp_path: Path) -> None:
    with (tmp_path / "found.csv").open("w", encoding="utf-8") as file:
        for _ in streamed("writing …", stages.each([1, 2, 3]), file):
            assert stages.now()[0] is not None
    for _ in streamed("writing …", [1, 2, 3], io.StringIO()):
        assert stages.now()[0] is None
    assert list(streamed("writing …", [], io.StringIO())) == []


@pytest.mark.usefixtures("line")
def test_duckdb_is_asked_only_while_it_is_at_work() -> None:
    duckdb = pytest.importorskip("duckdb")
    from cstofacts.engines.duckdb_share import at_work

    base = duckdb.connect()
    with at_work(base):
        base.execute("SELECT sum(range) FROM range(1000)")
        assert isinstance(stages.now()[1], float)
    base.close()
    assert stages.now()[1] == -1


def test_duckdb_is_interrupted_as_anything_is() -> None:
    of_duckdb = RuntimeError("Query interrupted")
    with pytest.raises(KeyboardInterrupt), ending():
        raise of_duckdb
    with pytest.raises(RuntimeError), ending():
        raise RuntimeError


def test_hostile_words_do_not_act() -> None:
    shown = words_of(stages.Stage("reading \x1b]0;owned\x07\n.csv …", ""), -1, 0)
    assert all(unicodedata.category(letter) != "Cc" for letter in shown)


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"])), st.integers(1, 40))
def test_a_line_fits(text: str, width: int) -> None:
    assert cell_len(cut(text, width)) <= width
    assert cut(text, width) == text or cell_len(text) > width
