"""`run`: the main job over a ledger of your own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dunning_rules.cli.options import (
    AccountsOption,
    AsOfOption,
    BankOption,
    CurrencyOption,
    EngineOption,
    FormatOption,
    InterestRatesOption,
    JournalOption,
    LangOption,
    LimitOption,
    MapOption,
    OutputOption,
    ParamOption,
    PluginsOption,
    RateOption,
    RepeatOption,
    SystemOption,
    TimezoneOption,
)
from dunning_rules.cli.wishes import Delivery, Files, Memory, Question

PathArgument = Annotated[
    Path,
    typer.Argument(
        metavar="PATH",
        help="A folder of tables, a `.jsonl` file of cases, a `.csv` file of open items, or what another system exports (`--system`).",
        show_default=False,
    ),
]


def run(
    path: PathArgument,
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
    journal: JournalOption = None,
    repeat_after: RepeatOption = 7,
    timezone: TimezoneOption = "UTC",
    engine: EngineOption = None,
    lang: LangOption = "en",
    form: FormatOption = None,
    output: OutputOption = None,
    limit: LimitOption = 25,
) -> None:
    """Say what to do next about each debtor of a ledger, in the order of doing, and why."""
    from dunning_rules.cli.work import make_worklist  # noqa: PLC0415 - heavy, and `--help` needs nothing of it

    question = Question(as_of, timezone, currency, tuple(rate or ()), tuple(param or ()), engine, lang, interest_rates, plugins)
    memory = None if journal is None else Memory(journal, repeat_after)
    files = Files(path, column_map, system, tuple(bank or ()), accounts)
    make_worklist(files, question, Delivery(form, output, limit), memory)
