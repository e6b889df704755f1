"""`report`: the worklist as a page to look at."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dunning_rules.cli.demo import DEMO_AS_OF
from dunning_rules.cli.options import (
    AccountsOption,
    AsOfOption,
    BankOption,
    CurrencyOption,
    EngineOption,
    InterestRatesOption,
    LangOption,
    MapOption,
    ParamOption,
    PluginsOption,
    RateOption,
    SystemOption,
    TimezoneOption,
)
from dunning_rules.cli.wishes import Files, Question

LedgerArgument = Annotated[
    Path | None,
    typer.Argument(
        metavar="[PATH]",
        help="The ledger, as for `run`; the demo's portfolio where absent.",
        show_default=False,
    ),
]
PageOption = Annotated[
    Path,
    typer.Option("-o", "--output", metavar="FILE", help="The page. It is written whole or not at all.", rich_help_panel="How it is shown"),
]


def report(
    path: LedgerArgument = None,
    as_of: AsOfOption = None,
    column_map: MapOption = None,
    system: SystemOption = None,
    bank: BankOption = None,
    accounts: AccountsOption = None,
    currency: CurrencyOption = None,
    rate: RateOption = None,
    interest_rates: InterestRatesOption = None,
    param: ParamOption = None,
    plugins: PluginsOption = None,
    timezone: TimezoneOption = "UTC",
    engine: EngineOption = None,
    lang: LangOption = "en",
    output: PageOption = Path("worklist.html"),
) -> None:
    """Write the worklist as one page for a browser, with its reasons, charts and a page for each debtor. It needs no network."""
    from dunning_rules.cli.work import make_page  # noqa: PLC0415 - heavy, and `--help` needs nothing of it

    moment = DEMO_AS_OF if as_of is None and path is None else as_of
    question = Question(moment, timezone, currency, tuple(rate or ()), tuple(param or ()), engine, lang, interest_rates, plugins)
    make_page(Files(path, column_map, system, tuple(bank or ()), accounts), question, output)
