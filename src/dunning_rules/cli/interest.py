"""`interest`: interest and compensation for late payment, itemised."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from dunning_rules.cli.options import LangOption
from dunning_rules.cli.wishes import AllocationChoice, Debt, RegimeChoice, Terms

_DEBT = "The debt"
_TERMS = "By which terms"
_SHOWN = "How it is shown"
_ENTRY = "AMOUNT@DATE"

RegimeOption = Annotated[
    RegimeChoice, typer.Option("--regime", help="By which law, or the contract.", rich_help_panel=_TERMS, show_default=False)
]
PrincipalOption = Annotated[
    str, typer.Option("--principal", metavar="AMOUNT", help="The debt, e.g. `10000.00`.", rich_help_panel=_DEBT, show_default=False)
]
CurrencyOption = Annotated[str, typer.Option("--currency", metavar="CUR", help="Its currency.", rich_help_panel=_DEBT, show_default=False)]
DueOption = Annotated[
    str,
    typer.Option(
        "--due", metavar="DATE", help="The last day for paying in time; it bears no interest.", rich_help_panel=_DEBT, show_default=False
    ),
]
PaidOption = Annotated[
    str,
    typer.Option(
        "--paid",
        metavar="DATE",
        help="The day of payment, or to which is reckoned; it bears interest.",
        rich_help_panel=_DEBT,
        show_default=False,
    ),
]
PaymentsOption = Annotated[
    list[str] | None,
    typer.Option(
        "--payments",
        metavar=_ENTRY,
        help="A part payment, e.g. `500.00@2026-03-01`. May be repeated.",
        rich_help_panel=_DEBT,
        show_default=False,
    ),
]
CostsOption = Annotated[
    list[str] | None,
    typer.Option(
        "--costs",
        metavar=_ENTRY,
        help="Costs of recovery that the debtor owes. May be repeated.",
        rich_help_panel=_DEBT,
        show_default=False,
    ),
]
WaiversOption = Annotated[
    list[str] | None,
    typer.Option(
        "--waivers", metavar=_ENTRY, help="Interest that was given up. May be repeated.", rich_help_panel=_DEBT, show_default=False
    ),
]
RateOption = Annotated[
    str | None,
    typer.Option(
        "--rate", metavar="SHARE", help="The yearly rate of the contract, `8%` or `0.08`.", rich_help_panel=_TERMS, show_default=False
    ),
]
MultipleOption = Annotated[
    str | None,
    typer.Option(
        "--multiple",
        metavar="NUMBER",
        help="Of the reference rate, where the law leaves a choice: `1.3` to `1.5` under `cn-sales`.",
        rich_help_panel=_TERMS,
        show_default=False,
    ),
]
AgreedOption = Annotated[
    str | None,
    typer.Option(
        "--agreed", metavar="DATE", help="The day of the contract, for `cn-loan-cap`.", rich_help_panel=_TERMS, show_default=False
    ),
]
MemberStateOption = Annotated[
    str | None,
    typer.Option(
        "--member-state",
        metavar="CC",
        help="Whose law applies under `eu`, e.g. `DE`; the minimum of the directive where absent.",
        rich_help_panel=_TERMS,
        show_default=False,
    ),
]
AllocationOption = Annotated[
    AllocationChoice | None,
    typer.Option(
        "--allocation",
        help="What a part payment pays first; what the law presumes where absent.",
        rich_help_panel=_TERMS,
        show_default=False,
    ),
]
BasisOption = Annotated[
    int | None,
    typer.Option("--basis-days", help="360 or 365, where a contract names it.", rich_help_panel=_TERMS, show_default=False),
]
CompensationOption = Annotated[
    bool, typer.Option("--compensation/--no-compensation", help="Whether the fixed sum is asked.", rich_help_panel=_TERMS)
]
RatesOption = Annotated[
    Path | None,
    typer.Option(
        "--rates", metavar="FILE.toml", help="Rates and laws over those that are shipped.", rich_help_panel=_TERMS, show_default=False
    ),
]
FormatOption = Annotated[Literal["table", "json"], typer.Option("--format", help="A table to read, or JSON.", rich_help_panel=_SHOWN)]


def interest(
    regime: RegimeOption,
    principal: PrincipalOption,
    currency: CurrencyOption,
    due: DueOption,
    paid: PaidOption,
    payments: PaymentsOption = None,
    costs: CostsOption = None,
    waivers: WaiversOption = None,
    rate: RateOption = None,
    multiple: MultipleOption = None,
    agreed: AgreedOption = None,
    member_state: MemberStateOption = None,
    allocation: AllocationOption = None,
    basis_days: BasisOption = None,
    compensation: CompensationOption = True,  # noqa: FBT002 - typer asks for the default here
    rates: RatesOption = None,
    lang: LangOption = "en",
    form: FormatOption = "table",
) -> None:
    """Reckon interest and compensation for late payment, item by item, with the sources of law and rates."""
    from dunning_rules.cli.reckoned import show_interest  # noqa: PLC0415 - heavy, and `--help` needs nothing of it

    debt = Debt(principal, currency, due, paid, tuple(payments or ()), tuple(costs or ()), tuple(waivers or ()))
    terms = Terms(regime, rate, multiple, agreed, member_state, allocation, basis_days, compensation, rates)
    show_interest(debt, terms, lang, as_json=form == "json")
