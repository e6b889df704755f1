"""`backtest`: how good the worklist would have been on a settled ledger."""

from __future__ import annotations

from typing import Annotated

import typer

from dunning_rules.cli.options import (
    CurrencyOption,
    EngineOption,
    FormatOption,
    LangOption,
    MapOption,
    OutputOption,
    ParamOption,
    PluginsOption,
    TimezoneOption,
)
from dunning_rules.cli.run import PathArgument
from dunning_rules.cli.wishes import Delivery, Files, Question, Replayed

_ASKED = "What is asked"

FromOption = Annotated[
    str, typer.Option("--from", metavar="DATE", help="The first day to ask about.", rich_help_panel=_ASKED, show_default=False)
]
ToOption = Annotated[str, typer.Option("--to", metavar="DATE", help="The last day.", rich_help_panel=_ASKED, show_default=False)]
EveryOption = Annotated[
    str, typer.Option("--every", metavar="STEP", help="From one day to the next: `1w`, `14d`, `1m`.", rich_help_panel=_ASKED)
]
GraceOption = Annotated[
    int,
    typer.Option(
        "--grace-days",
        min=0,
        max=365,
        metavar="N",
        help="A payment so many days after the due date still counts as in time.",
        rich_help_panel=_ASKED,
    ),
]
SlowOption = Annotated[
    int,
    typer.Option(
        "--slow-after-days",
        min=0,
        max=365,
        metavar="N",
        help="Who pays on average more than so many days late, counts as a payer that paid late.",
        rich_help_panel=_ASKED,
    ),
]


def backtest(
    path: PathArgument,
    first: FromOption,
    last: ToOption,
    every: EveryOption = "1w",
    column_map: MapOption = None,
    currency: CurrencyOption = None,
    param: ParamOption = None,
    plugins: PluginsOption = None,
    timezone: TimezoneOption = "UTC",
    grace_days: GraceOption = 0,
    slow_after_days: SlowOption = 0,
    engine: EngineOption = None,
    lang: LangOption = "en",
    form: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Replay a settled ledger without looking ahead, and say how good the order of the worklist would have been."""
    from dunning_rules.cli.replayed import replay  # noqa: PLC0415 - heavy, and `--help` needs nothing of it

    question = Question(last, timezone, currency, (), tuple(param or ()), engine, lang, plugins=plugins)
    replay(Files(path, column_map), question, Delivery(form, output, 0), Replayed(first, every, grace_days, slow_after_days))
