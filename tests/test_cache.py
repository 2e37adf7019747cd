"""The cache makes no difference but of time: whatever becomes of its files, a registry reads the same, and every line prints the same."""

import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from conftest import HOME, PROGRAM, Run, cstofacts, environment, in_shell, run_all
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cstofacts import cache
from cstofacts.cache import Cache, key_of, tidy
from cstofacts.model.registry import Registry
from cstofacts.registry import load

FAULTY = """\
source: {id: faulty, title: Faulty, publised: 2022}
claims:
  - {id: F-1, subject: nobody, property: killed, value: 12, quote: "12", line: 1}
  - {id: F-2, subject: flood, property: killed, value: 2.500, quote: "٢٫٥", line: 1}
  - {id: F-3, subject: flood, property: killed, value: 11, quote: "an escape \\x07 and a quarter \\u00BC", line: 1}
  - {subject: flood, property: killed, value: ">=11", quote: "11", line: 3, qualifiers: {as_of: 2024-03-04}}
  - {subject: flood, property: killed, value: ~11, quote: "11", line: 3, note: "ملاحظة"}
"""


@pytest.fixture(scope="module")
def registry(decided: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A registry with decisions, a reference, and a file full of faults."""
    folder = tmp_path_factory.mktemp("kept") / "claims"
    shutil.copytree(decided / "claims", folder)
    (folder / "faulty.yaml").write_text(FAULTY, encoding="utf-8")
    return folder


@pytest.fixture
def kept(tmp_path: Path) -> Cache:
    return Cache(str(tmp_path / "cache"))


def plain(registry: Registry) -> Any:
    """All that a registry holds, also what the equality of lists and texts passes over."""
    return msgspec.to_builtins(registry, order="sorted", builtin_types=(bytes,))


def entries(kept: Cache) -> list[Path]:
    return sorted(path for path in Path(kept.folder).iterdir() if path.name != "tidied")


@pytest.mark.parametrize("name", ["kept", "articles"])
def test_what_is_recalled_is_what_was_read(registry: Path, kept: Cache, name: str) -> None:
    folder = registry if name == "kept" else HOME / "claims"
    read = plain(load(folder))
    assert plain(load(folder, kept)) == read
    before = [path.stat().st_mtime_ns for path in entries(kept)]
    assert plain(load(folder, kept)) == read
    assert [path.stat().st_mtime_ns for path in entries(kept)] == before
    assert len(before) >= 5


def test_every_file_is_kept(registry: Path, kept: Cache) -> None:
    load(registry, kept)
    files = [path for path in registry.rglob("*.yaml") if ".schema" not in path.parts]
    assert len(entries(kept)) == len(files)


def flip(data: bytes, dice: random.Random) -> bytes:
    place = dice.randrange(len(data))
    return data[:place] + bytes([data[place] ^ 1 << dice.randrange(8)]) + data[place + 1 :]


def cut(data: bytes, dice: random.Random) -> bytes:
    return data[: dice.randrange(len(data))]


def lengthen(data: bytes, dice: random.Random) -> bytes:
    return data + dice.randbytes(3)


def scramble(data: bytes, dice: random.Random) -> bytes:
    return dice.randbytes(len(data))


@given(st.sampled_from([flip, cut, lengthen, scramble]), st.integers(0, 2**32))
@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_broken_cache_changes_nothing(registry: Path, spoil: Callable[[bytes, random.Random], bytes], seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311 (nothing secret)
    read = plain(load(registry))
    with tempfile.TemporaryDirectory() as folder:
        kept = Cache(folder)
        load(registry, kept)
        for path in entries(kept):
            path.write_bytes(spoil(path.read_bytes(), dice))
        assert plain(load(registry, kept)) == read
        assert plain(load(registry, kept)) == read


def test_entries_in_each_others_place_change_nothing(registry: Path, kept: Cache) -> None:
    read = plain(load(registry, kept))
    contents = [path.read_bytes() for path in entries(kept)]
    for path, content in zip(entries(kept), [*contents[1:], contents[0]], strict=True):
        path.write_bytes(content)
    assert plain(load(registry, kept)) == read


@pytest.mark.parametrize("value", [None, {}, [], ["x", []], [[1, 2], [["a", 1, 1]]], [{"read": {}}, []], 2**63, "text"])
def test_sealed_entries_of_another_shape_change_nothing(registry: Path, kept: Cache, value: Any) -> None:
    read = plain(load(registry, kept))
    for path in entries(kept):
        kept.put(path.name, msgspec.msgpack.encode(value))
    assert plain(load(registry, kept)) == read


def put_a_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def put_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def put_a_link(path: Path) -> None:
    path.rename(path.with_suffix(".moved"))
    path.symlink_to(path.with_suffix(".moved"))


@pytest.mark.parametrize("put", [put_a_pipe, put_a_folder, put_a_link, Path.unlink])
def test_anything_in_the_place_of_an_entry_changes_nothing(registry: Path, kept: Cache, put: Callable[[Path], None]) -> None:
    read = plain(load(registry, kept))
    for path in entries(kept):
        put(path)
    assert plain(load(registry, kept)) == read


# What an entry is kept under


def changed(folder: Path, name: str, old: str, new: str) -> Path:
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new), encoding="utf-8")
    return folder


@pytest.fixture
def copied(registry: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(registry, tmp_path / "claims"))


@pytest.mark.parametrize("file", ["properties.yaml", "entities.yaml", "sahil.yaml", "faulty.yaml"])
def test_a_file_that_changes_in_nothing_but_its_content_is_read_anew(copied: Path, kept: Cache, file: str) -> None:
    load(copied, kept)
    path = copied / file
    status = path.stat()
    with path.open("ab") as stream:
        stream.write(b"nonsense: 1\n")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert plain(load(copied, kept)) == plain(load(copied))
    assert any("nonsense" in problem.message for problem in load(copied, kept).problems)


def test_a_vocabulary_that_changes_changes_its_claims(copied: Path, kept: Cache) -> None:
    before = load(copied, kept)
    changed(copied, "properties.yaml", "properties:\n", "properties:\n  mended: {type: number}\n")
    changed(copied, "entities.yaml", "entities:\n", "entities:\n  nobody: {kind: person}\n")
    after = load(copied, kept)
    assert plain(after) == plain(load(copied))
    assert (after.unread, "F-1" in [claim.id for claim in after.claims]) == (before.unread - 1, True)


def test_places_are_those_of_the_folder_that_was_named(copied: Path, kept: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    load(copied, kept)
    monkeypatch.chdir(copied.parent)
    assert plain(load(Path("claims"), kept)) == plain(load(Path("claims")))
    assert {claim.location.path.partition("/")[0] for claim in load(Path("claims"), kept).claims} == {"claims"}


# Where it is, and what it may become


def test_a_folder_that_others_may_write_to_is_not_used(registry: Path, kept: Cache) -> None:
    load(registry, kept)
    Path(kept.folder).chmod(0o777)
    key = entries(kept)[0].name
    assert kept.get(key) is None
    Path(kept.folder).chmod(0o700)
    assert kept.get(key) is not None


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="there are other owners elsewhere")
def test_a_folder_of_somebody_else_is_not_used(kept: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    key = key_of("something")
    kept.put(key, b"kept")
    assert kept.get(key) == b"kept"
    own = os.getuid()
    monkeypatch.setattr(os, "getuid", lambda: own + 1)
    assert kept.get(key) is None
    kept.put(key_of("more"), b"kept")
    assert len(entries(kept)) == 1


def test_only_its_owner_can_look_into_it(kept: Cache) -> None:
    kept.put(key_of("something"), b"kept")
    assert Path(kept.folder).stat().st_mode & 0o777 == 0o700
    assert entries(kept)[0].stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("variables", "folder"),
    [
        ({"CSTOFACTS_CACHE": "off"}, ""),
        ({"CSTOFACTS_CACHE": "OFF"}, ""),
        ({"CSTOFACTS_CACHE": "/some/where"}, "/some/where"),
        ({"XDG_CACHE_HOME": "/some"}, "/some/cstofacts"),
        ({"XDG_CACHE_HOME": "relative", "HOME": "/home/layla"}, "/home/layla/.cache/cstofacts"),
        ({"HOME": "/home/layla"}, "/home/layla/.cache/cstofacts"),
        ({"HOME": "nowhere"}, ""),
    ],
)
@pytest.mark.skipif(sys.platform != "linux", reason="the usual folder is another one")
def test_where_it_is(variables: dict[str, str], folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CSTOFACTS_CACHE", "XDG_CACHE_HOME", "HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert cache.open_cache().folder == folder


def test_it_does_not_grow_for_ever(kept: Cache) -> None:
    keys = [key_of(str(number)) for number in range(20)]
    for age, key in enumerate(keys):
        kept.put(key, bytes(1000))
        os.utime(Path(kept.folder, key), (time.time() - age, time.time() - age))
    stranger = Path(kept.folder, "letters.txt")
    stranger.write_text("not of the cache", encoding="utf-8")
    tidy(kept.folder, most=10_000)
    assert len(list(Path(kept.folder).iterdir())) == 22  # it was tidied already
    tidy(kept.folder, every=-1, most=10_000)
    assert [kept.get(key) is not None for key in keys] == [True] * 7 + [False] * 13
    assert stranger.exists()


def test_what_nobody_asks_for_goes_and_so_does_what_was_left_half_written(kept: Cache) -> None:
    kept.put(key_of("old"), b"1")
    kept.put(key_of("new"), b"1")
    half = Path(kept.folder, f".{key_of('half')}.4711")
    half.write_bytes(b"half")
    month = time.time() - cache.UNUSED - 60
    for path in (Path(kept.folder, key_of("old")), half):
        os.utime(path, (month, month))
    tidy(kept.folder, every=-1)
    assert [path.name for path in entries(kept)] == [key_of("new")]


def test_what_is_asked_for_stays(kept: Cache) -> None:
    kept.put(key_of("old"), b"1")
    month = time.time() - cache.UNUSED - 60
    os.utime(Path(kept.folder, key_of("old")), (month, month))
    assert kept.get(key_of("old")) == b"1"
    tidy(kept.folder, every=-1)
    assert kept.get(key_of("old")) == b"1"


# Whole runs


LINES = (
    ("check",),
    ("check", "--lang", "ar"),
    ("check", "--color=always"),
    ("conflicts", "--format", "csv"),
    ("list", "--source", "faulty"),
    ("show", "flood/killed"),
    ("show", "post-killed"),
    ("sources",),
    ("why", "post-killed", "sahil-killed"),
    ("check", "--registry", "nowhere"),
    ("show", "nothing"),
)


def runs(folder: Path, **env: str) -> list[Run]:
    return list(run_all({" ".join(line): ([*line], folder, env) for line in LINES}).values())


@pytest.fixture(scope="module")
def expected(registry: Path) -> list[Run]:
    return runs(registry.parent, CSTOFACTS_CACHE="off")


def spoiled(folder: Path) -> None:
    dice = random.Random(7)  # noqa: S311 (as above)
    for path in folder.iterdir():
        path.write_bytes(flip(path.read_bytes() or b"?", dice))


@pytest.mark.parametrize("what", ["nothing", "kept", "spoiled", "gone"])
def test_runs_print_the_same(registry: Path, expected: list[Run], tmp_path: Path, what: str) -> None:
    cache = {"CSTOFACTS_CACHE": str(tmp_path / "cache")}
    if what != "nothing":
        assert runs(registry.parent, **cache) == expected
    if what == "spoiled":
        spoiled(tmp_path / "cache")
    if what == "gone":
        shutil.rmtree(tmp_path / "cache")
    assert runs(registry.parent, **cache) == expected
    assert "Traceback" not in "".join(run.err for run in expected)


def test_a_cache_that_cannot_be_written_is_none(registry: Path, expected: list[Run], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    for place in (tmp_path / "file", tmp_path / "file" / "below", Path("/proc/nothing"), Path("/dev/null")):
        assert cstofacts("check", cwd=registry.parent, CSTOFACTS_CACHE=str(place)) == expected[0]
    full = in_shell("ulimit -f 0; cstofacts check", cwd=registry.parent, CSTOFACTS_CACHE=str(tmp_path / "full"))
    assert full == expected[0]
    assert [path.name for path in (tmp_path / "full").iterdir() if path.stat().st_size] == []


def test_two_programs_at_once_on_one_cache(registry: Path, expected: list[Run], tmp_path: Path) -> None:
    env = environment(CSTOFACTS_CACHE=str(tmp_path / "cache"))
    command = [*PROGRAM, "check"]
    together = [subprocess.Popen(command, cwd=registry.parent, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(4)]
    for program in together:
        out, err = program.communicate()
        assert Run(out.decode(), err.decode(), program.returncode) == expected[0]
    assert cstofacts("check", cwd=registry.parent, CSTOFACTS_CACHE=str(tmp_path / "cache")) == expected[0]


def killed_after(seconds: float, folder: Path, env: dict[str, str]) -> None:
    with subprocess.Popen([*PROGRAM, "check"], cwd=folder, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as program:
        time.sleep(seconds)
        program.kill()


def delays() -> Iterator[float]:
    """From before the first entry is written until after the last."""
    return (0.06 + number * 0.02 for number in range(8))


def test_whatever_is_killed_leaves_no_half_entry(registry: Path, expected: list[Run], tmp_path: Path) -> None:
    env = environment(CSTOFACTS_CACHE=str(tmp_path / "cache"))
    for seconds in delays():
        killed_after(seconds, registry.parent, env)
        for path in (tmp_path / "cache").glob("?" * 64):
            assert Cache(str(tmp_path / "cache")).get(path.name) is not None
    assert cstofacts("check", cwd=registry.parent, CSTOFACTS_CACHE=str(tmp_path / "cache")) == expected[0]
