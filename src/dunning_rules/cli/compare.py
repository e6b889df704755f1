"""`compare`: what a change of policy does, proved, and measured on a portfolio."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from dunning_rules.cli.options import (
    AccountsOption,
    AsOfOption,
    BankOption,
    CurrencyOption,
    InterestRatesOption,
    LangOption,
    LimitOption,
    MapOption,
    OutputOption,
    ParamOption,
    RateOption,
    SystemOption,
    TimezoneOption,
)

_POLICIES = "Which policies"
_MEANT = "`built-in`, the name of an installed policy, the folder of its package, or a Python file; several, divided by commas."

OldArgument = Annotated[str, typer.Argument(metavar="OLD", help=f"The policy as it was: {_MEANT}", show_default=False)]
NewArgument = Annotated[str, typer.Argument(metavar="NEW", help="The policy as it is to be, likewise.", show_default=False)]
OldParamOption = Annotated[
    list[str] | None,
    typer.Option(
        "--old-param",
        metavar="NAME=VALUE",
        help="Another value for a parameter, in OLD only. May be repeated.",
        rich_help_panel=_POLICIES,
        show_default=False,
    ),
]
NewParamOption = Annotated[
    list[str] | None,
    typer.Option(
        "--new-param",
        metavar="NAME=VALUE",
        help="Another value for a parameter, in NEW only. May be repeated.",
        rich_help_panel=_POLICIES,
        show_default=False,
    ),
]
OnOption = Annotated[
    str | None,
    typer.Option(
        "--on",
        metavar="PATH",
        help="A ledger on which the change is measured: whatever `run` reads, or `demo` for the generated portfolio.",
        rich_help_panel="What is asked",
        show_default=False,
    ),
]
FormatOption = Annotated[
    Literal["table", "json"] | None,
    typer.Option(
        "--format",
        help="A table to read, or everything as JSON. By the suffix of `-o` where absent, else a table.",
        rich_help_panel="How it is shown",
        show_default=False,
    ),
]


def compare(
    old: OldArgument,
    new: NewArgument,
    old_param: OldParamOption = None,
    new_param: NewParamOption = None,
    param: ParamOption = None,
    on: OnOption = None,
    as_of: AsOfOption = None,
    column_map: MapOption = None,
    system: SystemOption = None,
    bank: BankOption = None,
    accounts: AccountsOption = None,
    currency: CurrencyOption = None,
    rate: RateOption = None,
    interest_rates: InterestRatesOption = None,
    timezone: TimezoneOption = "UTC",
    lang: LangOption = "en",
    form: FormatOption = None,
    output: OutputOption = None,
    limit: LimitOption = 25,
) -> None:
    """Say what a change of policy does: which rules fire for fewer or more cases, proved, and what a portfolio has of it."""
    from dunning_rules.cli.compared import DEMO, Policies, run_compare  # noqa: PLC0415 - heavy, and `--help` needs nothing of it
    from dunning_rules.cli.wishes import Delivery, Files, Question  # noqa: PLC0415 - as above

    policies = Policies(old, new, tuple(old_param or ()), tuple(new_param or ()), tuple(param or ()))
    question = Question(as_of, timezone, currency, tuple(rate or ()), (), None, lang, interest_rates, "none")
    files = Files(None if on is None or on == DEMO else Path(on), column_map, system, tuple(bank or ()), accounts)
    run_compare(policies, on, files, question, Delivery(form, output, limit))
