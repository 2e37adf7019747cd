"""`ingest`: read a table once and for all, so that every later run need only compare."""

from pathlib import Path
from typing import Annotated

import typer

from cstofacts.cli import screen
from cstofacts.cli.options import ColorOption, RegistryOption
from cstofacts.cli.registries import stop
from cstofacts.cli.screen import Color
from cstofacts.cli.status import FOUND
from cstofacts.cli.table_options import ColumnOption, EngineOption, InferOption, LimitOption, TableOptions
from cstofacts.language import say
from cstofacts.reports.sections import counted
from cstofacts.stages import stage


def ingest(  # noqa: PLR0913 (each option is a parameter: that is how typer reads them)
    claims: Annotated[list[str], typer.Argument(metavar="FILES...", help="The files of the table, or a pattern in quotes.", show_default=False)],
    registry: RegistryOption = None,
    *,
    output: Annotated[str, typer.Option("--output", "-o", metavar="FILE", help="The Parquet file to write.", show_default=False)],
    engine: EngineOption = None,
    column: ColumnOption = None,
    memory_limit: LimitOption = None,
    infer: InferOption = False,
    color: ColorOption = Color.AUTO,
) -> None:
    """Read a table of claims and write it in canonical form, which is compared without being read again."""
    from cstofacts.cli.overwriting import keep_table_apart
    from cstofacts.cli.tables import opened  # no other command needs the engines
    from cstofacts.cli.targets import refuse_address, written
    from cstofacts.engines.opening import metadata_for
    from cstofacts.tables.addresses import target_of

    target = target_of(output)
    if Path(target).suffix.lower() not in (".parquet", ".pq"):
        stop(f"{output}: an ingested table is Parquet, so name a file that ends in .parquet")
    refuse_address(target, engine)
    keep_table_apart(target, claims)
    with opened(TableOptions(claims, engine, column, memory_limit, infer, registry), color, once=True) as table:
        with written(target, table.session) as path, stage(say("writing {file} …", file=output)):
            table.session.save(path, metadata_for(table))
        table.session.load([str(target)])
        read = table.session.size()
        screen.say_text(say("wrote {claims} to {file}", claims=counted(read, "claim"), file=output))
        failed = not table.ingested.is_whole or any(problem.is_error for problem in table.problems)
    raise typer.Exit(FOUND if failed else 0)
