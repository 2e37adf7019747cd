"""`init`: a registry to start from."""

import os
import shlex
from collections.abc import Iterator
from enum import StrEnum
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated

import typer

from cstofacts.cli import screen
from cstofacts.cli.options import ColorOption
from cstofacts.cli.registries import FOLDER, stop
from cstofacts.cli.screen import Color
from cstofacts.registry.schema import schema_files


class Example(StrEnum):
    """The registries that come with the program."""

    STARTER = "starter"
    CSTO_2022 = "csto-2022"


def init(
    directory: Annotated[Path, typer.Argument(metavar="[DIR]", help="The folder to make.")] = Path(FOLDER),
    registry: Annotated[
        Path | None, typer.Option("--registry", metavar="DIR", help="The same, named as in the other commands.", show_default=False)
    ] = None,
    *,
    example: Annotated[Example, typer.Option(help="starter: two short sources; csto-2022: five articles about one mission.")] = Example.STARTER,
    color: ColorOption = Color.AUTO,
) -> None:
    """Write a registry to start from; never overwrites anything."""
    directory = registry or directory
    texts = {name: entry.read_text(encoding="utf-8") for name, entry in _files(_packed(example))}
    texts |= {f".schema/{name}": text for name, text in schema_files().items()}
    taken = [name for name in sorted(texts) if os.path.lexists(directory / name)]
    if taken:
        stop(f"{directory / taken[0]} is there already, and nothing is ever overwritten: name another folder")
    try:
        for name, text in sorted(texts.items()):
            (directory / name).parent.mkdir(parents=True, exist_ok=True)
            with (directory / name).open("x", encoding="utf-8", newline="") as stream:
                stream.write(text)
    except OSError as error:
        stop(f"{directory} cannot be written: {error.strerror}")
    where = "" if directory == Path(FOLDER) else f" --registry {shlex.quote(str(directory))}"
    screen.say([[(f"wrote {len(texts)} files to {directory}; now type: ", ""), (f"cstofacts check{where}", "title")]], color)


def _files(folder: Traversable) -> Iterator[tuple[str, Traversable]]:
    """The files of an example: its YAML files, and the texts of its sources when they may be given away."""
    yield from ((entry.name, entry) for entry in folder.iterdir() if entry.name.endswith(".yaml"))
    if (folder / "texts").is_dir():
        yield from ((f"texts/{entry.name}", entry) for entry in (folder / "texts").iterdir() if entry.name.endswith(".txt"))


def _packed(example: Example) -> Traversable:
    """The folder of an example; in a clone that was not built, the larger one is the clone's own registry."""
    folder = files("cstofacts") / "examples" / example
    return folder if folder.is_dir() else files("cstofacts") / ".." / FOLDER
