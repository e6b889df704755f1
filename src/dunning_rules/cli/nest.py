"""`nest`: a ledger as a nested case table, for `stream`, Spark and whatever else takes a portfolio in parts."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dunning_rules.cli.options import CurrencyOption, FolderOption, MapOption, SizeOption

PathArgument = Annotated[
    Path,
    typer.Argument(
        metavar="PATH",
        help="A folder of tables (in little memory), a `.jsonl` file of cases, or a `.csv` file of open items.",
        show_default=False,
    ),
]


def nest(
    path: PathArgument,
    output: FolderOption,
    column_map: MapOption = None,
    currency: CurrencyOption = None,
    size: SizeOption = 100_000,
) -> None:
    """Write a ledger as parts with one row a debtor, for `stream`. Rows that cannot be used stand in `rejects.jsonl`."""
    from dunning_rules.cli.in_parts import nest_ledger  # noqa: PLC0415 - heavy, and `--help` needs nothing of it

    nest_ledger(path, output, column_map, currency, size)
