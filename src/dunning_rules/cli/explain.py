"""`explain`: why a debtor got what it got."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dunning_rules.cli.demo import DEMO_AS_OF
from dunning_rules.cli.options import (
    AsOfOption,
    CurrencyOption,
    LangOption,
    MapOption,
    ParamOption,
    RateOption,
    TimezoneOption,
)
from dunning_rules.cli.wishes import Question

DebtorArgument = Annotated[str, typer.Argument(metavar="DEBTOR", help="The id of a debtor, e.g. `DE-04` of the demo.", show_default=False)]
FromOption = Annotated[
    Path | None,
    typer.Option("--from", metavar="PATH", help="The ledger, as for `run`; the demo's portfolio where absent.", show_default=False),
]
RuleOption = Annotated[
    str | None,
    typer.Option("--rule", metavar="ID", help="Only what this rule recommends, e.g. `tip-10b.contract`.", show_default=False),
]


def explain(
    debtor: DebtorArgument,
    rule: RuleOption = None,
    path: FromOption = None,
    column_map: MapOption = None,
    as_of: AsOfOption = None,
    currency: CurrencyOption = None,
    rate: RateOption = None,
    param: ParamOption = None,
    timezone: TimezoneOption = "UTC",
    lang: LangOption = "en",
) -> None:
    """Say why a debtor got what it got: the rules that held, down to the facts."""
    from dunning_rules.cli.work import explain_debtor  # noqa: PLC0415 - heavy, and `--help` needs nothing of it

    moment = DEMO_AS_OF if as_of is None and path is None else as_of
    question = Question(moment, timezone, currency, tuple(rate or ()), tuple(param or ()), None, lang)
    explain_debtor(debtor, rule, path, column_map, question)
