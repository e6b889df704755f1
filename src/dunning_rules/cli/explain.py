"""`explain`: why a debtor got what it got."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from dunning_rules.cli.demo import DEMO_AS_OF
from dunning_rules.cli.options import (
    AccountsOption,
    AsOfOption,
    BankOption,
    CurrencyOption,
    InterestRatesOption,
    LangOption,
    MapOption,
    ParamOption,
    PluginsOption,
    RateOption,
    SystemOption,
    TimezoneOption,
)
from dunning_rules.cli.wishes import Files, Question, Wanted

DebtorArgument = Annotated[str, typer.Argument(metavar="DEBTOR", help="The id of a debtor, e.g. `DE-04` of the demo.", show_default=False)]
FromOption = Annotated[
    Path | None,
    typer.Option("--from", metavar="PATH", help="The ledger, as for `run`; the demo's portfolio where absent.", show_default=False),
]
RuleOption = Annotated[
    str | None,
    typer.Option("--rule", metavar="ID", help="Only what this rule recommends, e.g. `tip-10b.contract`.", show_default=False),
]
WhyNotOption = Annotated[
    str | None,
    typer.Option(
        "--why-not",
        metavar="ID",
        help="Why this rule did not fire, and the smallest change of facts found by which it would.",
        show_default=False,
    ),
]
RecordOption = Annotated[
    str | None,
    typer.Option(
        "--record",
        metavar="RECORD",
        help="With `--why-not`: the record of which you ask, e.g. `invoice/R1`; the nearest where absent.",
        show_default=False,
    ),
]
RecordsOption = Annotated[
    bool, typer.Option("--records/--no-records", help="Down to the records that each fact came from, or only to the facts.")
]
ExplainFormatOption = Annotated[Literal["text", "json"], typer.Option("--format", help="A tree to read, or everything as JSON.")]


def explain(
    debtor: DebtorArgument,
    rule: RuleOption = None,
    why_not: WhyNotOption = None,
    record: RecordOption = None,
    path: FromOption = None,
    column_map: MapOption = None,
    system: SystemOption = None,
    bank: BankOption = None,
    accounts: AccountsOption = None,
    as_of: AsOfOption = None,
    currency: CurrencyOption = None,
    rate: RateOption = None,
    interest_rates: InterestRatesOption = None,
    param: ParamOption = None,
    plugins: PluginsOption = None,
    timezone: TimezoneOption = "UTC",
    lang: LangOption = "en",
    records: RecordsOption = True,  # noqa: FBT002 - typer asks for the default here
    form: ExplainFormatOption = "text",
) -> None:
    """Say why a debtor got what it got: the rules that held, down to the records; or why a rule did not hold."""
    from dunning_rules.cli.work import explain_debtor  # noqa: PLC0415 - heavy, and `--help` needs nothing of it

    moment = DEMO_AS_OF if as_of is None and path is None else as_of
    question = Question(moment, timezone, currency, tuple(rate or ()), tuple(param or ()), None, lang, interest_rates, plugins)
    wanted = Wanted(rule, why_not, record, down_to_records=records, form=form)
    explain_debtor(debtor, wanted, Files(path, column_map, system, tuple(bank or ()), accounts), question)
