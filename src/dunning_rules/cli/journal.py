"""`journal`: what was recommended, what people decided about it, and what came of it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from dunning_rules.cli.group import Commands
from dunning_rules.cli.options import PluginsOption, TimezoneOption
from dunning_rules.cli.wishes import Said

WhereOption = Annotated[
    str,
    typer.Option(
        "--journal",
        metavar="JOURNAL",
        envvar="DUNNING_RULES_JOURNAL",
        help="The journal: a SQLite file, or `postgresql://USER@HOST/DATABASE`.",
        show_default=False,
    ),
]
IdsArgument = Annotated[
    list[str],
    typer.Argument(metavar="ID...", help="Recommendations: the run and the number on its worklist, e.g. `3f9a.17`.", show_default=False),
]
ByOption = Annotated[
    str, typer.Option("--by", metavar="NAME", envvar="DUNNING_RULES_BY", help="Who says so: a name or a number.", show_default=False)
]
AtOption = Annotated[
    str,
    typer.Option("--at", metavar="DATE", help="When: a day (its end is meant), or `2026-07-15T18:00+02:00`.", show_default=False),
]
UntilOption = Annotated[
    str | None,
    typer.Option("--until", metavar="DATE", help="The day on which a snooze, or an override for a time, ends.", show_default=False),
]
ReasonOption = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why; an override has a reason.", show_default=False)]
AmountOption = Annotated[str | None, typer.Option("--amount", metavar="AMOUNT", help="What was promised or paid.", show_default=False)]
CurrencyOption = Annotated[
    str | None,
    typer.Option("--currency", metavar="CUR", help="Its currency; that of the recommendation where absent.", show_default=False),
]
OnOption = Annotated[
    str | None, typer.Option("--on", metavar="DATE", help="The day that was promised, or of the delivery.", show_default=False)
]
NoteOption = Annotated[str, typer.Option("--note", metavar="TEXT", help="More about it.", show_default=False)]
RunOption = Annotated[str | None, typer.Option("--run", metavar="RUN", help="Of this run; of the latest where absent.", show_default=False)]
DebtorOption = Annotated[
    str | None, typer.Option("--debtor", metavar="DEBTOR", help="Of this debtor; of all runs where no run is named.", show_default=False)
]
ShownOption = Annotated[Literal["table", "json"], typer.Option("--format", help="A table to read, or JSON.")]
HeadOption = Annotated[
    str | None,
    typer.Option("--head", metavar="DIGEST", help="A digest that was noted before: it must still be there.", show_default=False),
]

journal = typer.Typer(cls=Commands, invoke_without_command=True)


@journal.callback()
def _options(context: typer.Context) -> None:
    """Keep a memory: what was recommended, what people decided, and what came of it."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help(), nl=False)


@journal.command()
def record(
    report: Annotated[Path, typer.Argument(metavar="REPORT.json", help="A report as `run --format json` wrote it.", show_default=False)],
    where: WhereOption,
    plugins: PluginsOption = None,
) -> None:
    """Record a report. The same report is recorded once."""
    from dunning_rules.cli.journaled import record_report  # noqa: PLC0415 - heavy, and `--help` needs nothing of it

    record_report(report, where, plugins)


@journal.command()
def decide(
    decision: Annotated[
        Literal["done", "snoozed", "overridden", "reopened"],
        typer.Argument(help="What was decided; `reopened` takes back the decision before.", show_default=False),
    ],
    ids: IdsArgument,
    where: WhereOption,
    by: ByOption,
    at: AtOption,
    until: UntilOption = None,
    reason: ReasonOption = "",
    timezone: TimezoneOption = "UTC",
) -> None:
    """Write down what you decided. The last decision counts; none is ever changed."""
    from dunning_rules.cli.journaled import decide_all  # noqa: PLC0415 - as above

    decide_all(where, ids, decision, Said(by, at, timezone), until, reason)


@journal.command()
def outcome(
    result: Annotated[
        Literal["reached", "not_reached", "delivered", "promised", "verified", "refuted", "refused", "paid"],
        typer.Argument(help="What came of it.", show_default=False),
    ],
    ids: IdsArgument,
    where: WhereOption,
    by: ByOption,
    at: AtOption,
    amount: AmountOption = None,
    currency: CurrencyOption = None,
    on: OnOption = None,
    note: NoteOption = "",
    timezone: TimezoneOption = "UTC",
) -> None:
    """Write down what came of a step that was done: a promise, a delivery, a finding."""
    from dunning_rules.cli.journaled import Came, note_outcomes  # noqa: PLC0415 - as above

    note_outcomes(where, ids, Came(result, amount, currency, on, note), Said(by, at, timezone))


@journal.command("list")
def list_(where: WhereOption, run: RunOption = None, debtor: DebtorOption = None, form: ShownOption = "table") -> None:
    """List what was recommended, and how it stands."""
    from dunning_rules.cli.journal_shown import show_list  # noqa: PLC0415 - as above

    show_list(where, run, debtor, as_json=form == "json")


@journal.command()
def runs(where: WhereOption, form: ShownOption = "table") -> None:
    """List the runs that were recorded."""
    from dunning_rules.cli.journal_shown import show_runs  # noqa: PLC0415 - as above

    show_runs(where, as_json=form == "json")


@journal.command()
def show(
    id_: Annotated[str, typer.Argument(metavar="ID", help="A recommendation, e.g. `3f9a.17`.", show_default=False)],
    where: WhereOption,
    form: ShownOption = "table",
) -> None:
    """Show one recommendation with all that was decided and came of it."""
    from dunning_rules.cli.journal_shown import show_one  # noqa: PLC0415 - as above

    show_one(where, id_, as_json=form == "json")


@journal.command()
def export(
    where: WhereOption,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write it to a file, whole or not at all.", show_default=False)
    ] = None,
    form: Annotated[
        Literal["jsonl", "csv"] | None,
        typer.Option("--format", help="JSON lines or CSV; by the suffix of `-o` where absent.", show_default=False),
    ] = None,
) -> None:
    """Write all entries for an auditor, each with its digest and that of the one before. The same journal gives the same bytes."""
    from dunning_rules.cli.journaled import export_journal  # noqa: PLC0415 - as above

    export_journal(where, output, form)


@journal.command()
def verify(
    file: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="An export; the journal itself where absent.", show_default=False)
    ] = None,
    where: Annotated[
        str | None,
        typer.Option("--journal", metavar="JOURNAL", envvar="DUNNING_RULES_JOURNAL", help="The journal.", show_default=False),
    ] = None,
    head: HeadOption = None,
) -> None:
    """Check that nothing that was written was changed, put in or left out."""
    from dunning_rules.cli.journaled import verify_journal  # noqa: PLC0415 - as above

    verify_journal(file, where, head)
