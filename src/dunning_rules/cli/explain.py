"""`explain`: why a debtor got what it got, and why not something else."""

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

DebtorArgument = Annotated[str, typer.Argument(metavar="DEBTOR", help="The id of a debtor, e.g. `DE-04` of the demo.", show_default=False)]
FromOption = Annotated[
    Path | None,
    typer.Option("--from", metavar="PATH", help="The ledger, as for `run`; the demo's portfolio where absent.", show_default=False),
]
RuleOption = Annotated[
    str | None,
    typer.Option("--rule", metavar="ID", help="One rule, e.g. `tip-07.order-request`: why it held, or why not.", show_default=False),
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
    """Say why a debtor got what it got; with `--rule`, why one rule held for it or did not."""
    from dunning_rules.cli.faults import UsageError  # noqa: PLC0415 - `--help` needs nothing of this
    from dunning_rules.cli.group import WITH_REJECTS  # noqa: PLC0415 - as above
    from dunning_rules.cli.job import Job, Question, demo_source, file_source  # noqa: PLC0415 - as above
    from dunning_rules.cli.rejected import tell_rejects  # noqa: PLC0415 - as above
    from dunning_rules.cli.streams import printable, write_text  # noqa: PLC0415 - as above
    from dunning_rules.errors import CaseError, did_you_mean, quote  # noqa: PLC0415 - as above
    from dunning_rules.explain import explain as explained  # noqa: PLC0415 - as above

    if column_map is not None and path is None:
        message = "`--map` is given without a ledger"
        raise UsageError(message, help="name the ledger by `--from PATH`")
    moment = DEMO_AS_OF if as_of is None and path is None else as_of
    job = Job(Question(moment, timezone, currency, tuple(rate or ()), tuple(param or ()), None, lang))
    if rule is not None:
        job.book.rule(rule)
    source = demo_source() if path is None else file_source(path, column_map)
    ledger = job.read(source)
    cases = [case for case in ledger.cases if case.debtor.id == debtor]
    if not cases:
        message = f"there is no debtor {quote(debtor)}"
        raise UsageError(message, help=did_you_mean(debtor, (case.debtor.id for case in ledger.cases)))
    report = job.answer(ledger, source, cases).report
    if len(report.rejects) > len(ledger.rejects):
        refused = report.rejects[-1]
        raise CaseError(refused.reason, where=f"debtor {quote(debtor)}", help=refused.help)
    write_text(printable(f"{explained(report, debtor, rule)}".rstrip(), keep="\n") + "\n")
    tell_rejects(report.rejects)
    if report.rejects:
        raise typer.Exit(WITH_REJECTS)
