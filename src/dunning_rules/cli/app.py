"""The commands, put together. Nothing heavy is imported here: `--help` is fast."""

from __future__ import annotations

from typing import Annotated

import typer

from dunning_rules.cli.backtest import backtest
from dunning_rules.cli.check import check
from dunning_rules.cli.compare import compare
from dunning_rules.cli.demo import demo
from dunning_rules.cli.explain import explain
from dunning_rules.cli.group import Commands
from dunning_rules.cli.interest import interest
from dunning_rules.cli.journal import journal
from dunning_rules.cli.nest import nest
from dunning_rules.cli.new_policy import new_policy
from dunning_rules.cli.packs import packs
from dunning_rules.cli.plugins import plugins
from dunning_rules.cli.report import report
from dunning_rules.cli.run import run
from dunning_rules.cli.schema import schema
from dunning_rules.cli.stream import stream
from dunning_rules.cli.tips import tips

EPILOG = """\
Exit codes: **0** done · **1** it could not be done, the message says why · **2** wrong usage · **3** done, but rows of the ledger
were rejected (the result is complete for the others) · **4** checked, and something is wrong with the policy.
"""

app = typer.Typer(
    name="dunning-rules",
    cls=Commands,
    epilog=EPILOG,
    rich_markup_mode="markdown",
    add_completion=False,
    invoke_without_command=True,
    pretty_exceptions_enable=False,
)


def _show_version(wanted: bool) -> None:  # noqa: FBT001 - typer calls it so
    if wanted:
        from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - only when asked for

        try:
            found = version("dunning-rules")
        except PackageNotFoundError:
            found = "(not installed)"
        typer.echo(f"dunning-rules {found}")
        raise typer.Exit


@app.callback()
def _options(
    context: typer.Context,
    _version: Annotated[bool, typer.Option("--version", help="Show the version.", callback=_show_version, is_eager=True)] = False,  # noqa: FBT002 - typer asks for the default here
) -> None:
    """Say what to do next about each debtor, in the order of doing, and why.

    Try `dunning-rules demo` first: it needs no file.
    """
    if context.invoked_subcommand is None:
        typer.echo(context.get_help(), nl=False)


COMMANDS = (
    demo, run, report, explain, backtest, nest, stream, check, compare, tips, packs, plugins, new_policy, interest, schema,
)  # fmt: skip
for _command in COMMANDS:
    app.command(epilog=EPILOG)(_command)
app.add_typer(journal, name="journal")
