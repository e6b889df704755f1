"""`stream`: the main job over more than fits into memory."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dunning_rules.cli.options import (
    AsOfOption,
    CurrencyOption,
    FolderOption,
    InterestRatesOption,
    LangOption,
    LimitOption,
    ParamOption,
    PluginsOption,
    RateOption,
    SizeOption,
    TimezoneOption,
)
from dunning_rules.cli.wishes import Question

CasesArgument = Annotated[
    Path,
    typer.Argument(
        metavar="CASES",
        help="A folder of Parquet or Arrow files, or one of them, with one row a debtor; `dunning-rules nest` writes it.",
        show_default=False,
    ),
]


def stream(
    cases: CasesArgument,
    output: FolderOption,
    as_of: AsOfOption = None,
    currency: CurrencyOption = None,
    rate: RateOption = None,
    interest_rates: InterestRatesOption = None,
    param: ParamOption = None,
    plugins: PluginsOption = None,
    timezone: TimezoneOption = "UTC",
    lang: LangOption = "en",
    size: SizeOption = 100_000,
    limit: LimitOption = 25,
) -> None:
    """Do the main job part by part, in bounded memory, into a folder. After an interruption the same command goes on."""
    from dunning_rules.cli.in_parts import stream_cases  # noqa: PLC0415 - heavy, and `--help` needs nothing of it

    question = Question(as_of, timezone, currency, tuple(rate or ()), tuple(param or ()), "columns", lang, interest_rates, plugins)
    stream_cases(cases, output, question, size, limit)
