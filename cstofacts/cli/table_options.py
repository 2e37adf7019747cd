"""The options of the commands that also take a table of claims."""

from pathlib import Path
from typing import Annotated

import typer
from msgspec import Struct

ClaimsOption = Annotated[
    list[str] | None,
    typer.Option("--claims", metavar="FILES", help="A table of claims instead: Parquet, JSON Lines or CSV, 'data/*.parquet'.", show_default=False),
]
EngineOption = Annotated[
    str | None, typer.Option("--engine", metavar="NAME", help="What brings a table's rows together: duckdb, memory, spark.", show_default=False)
]
ColumnOption = Annotated[
    list[str] | None, typer.Option("--column", metavar="NAME=COLUMN", help="How a table calls a column: source=outlet.", show_default=False)
]
LimitOption = Annotated[
    str | None, typer.Option("--memory-limit", metavar="SIZE", help="How much memory DuckDB takes before it uses the disk: 2GB.", show_default=False)
]
InferOption = Annotated[bool, typer.Option("--infer", help="Infer a table's properties from its values, and use no registry.")]


class TableOptions(Struct, frozen=True):
    """What a line says of a table, as it was typed."""

    claims: list[str]
    engine: str | None
    columns: list[str] | None
    limit: str | None
    infer: bool
    registry: Path | None
