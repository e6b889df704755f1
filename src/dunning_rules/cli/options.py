"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal, TypeAlias

import typer

Lang: TypeAlias = Literal["en", "zh"]
Format: TypeAlias = Literal["table", "json", "csv"]
SystemChoice: TypeAlias = Literal["odoo", "erpnext", "sap"]
EngineChoice: TypeAlias = Literal["durable", "plain", "columns"]

_ASKED = "What is asked"
_SHOWN = "How it is shown"

AsOfOption = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        help="The day for which you ask (its end is meant), or a moment such as `2026-07-15T18:00+02:00`."
        " What is dated after it is not known.",
        rich_help_panel=_ASKED,
        show_default=False,
    ),
]
DemoAsOfOption = Annotated[
    str,
    typer.Option(
        "--as-of",
        metavar="DATE",
        help="The day for which you ask (its end is meant), or a moment such as `2026-07-15T18:00+02:00`.",
        rich_help_panel=_ASKED,
    ),
]
TimezoneOption = Annotated[
    str,
    typer.Option("--timezone", metavar="ZONE", help="The zone in which days are counted, e.g. `Europe/Berlin`.", rich_help_panel=_ASKED),
]
MapOption = Annotated[
    Path | None,
    typer.Option(
        "--map",
        metavar="MAP.toml",
        help="A column map: what the columns of somebody else's open-items file mean. With `--system`: what its files do not say.",
        rich_help_panel=_ASKED,
        show_default=False,
    ),
]
SystemOption = Annotated[
    SystemChoice | None,
    typer.Option(
        "--system",
        help="The ledger is that of another system: of Odoo or ERPNext recorded JSON, of SAP a list of items."
        " `--currency` is then the company's own.",
        rich_help_panel=_ASKED,
        show_default=False,
    ),
]
BankOption = Annotated[
    list[Path] | None,
    typer.Option(
        "--bank",
        metavar="STATEMENT.xml",
        help="A bank statement (camt.053 or camt.054) that is newer than the ledger: its money is booked first."
        " May be repeated, the oldest first.",
        rich_help_panel=_ASKED,
        show_default=False,
    ),
]
AccountsOption = Annotated[
    Path | None,
    typer.Option(
        "--accounts",
        metavar="FILE.csv",
        help="With `--bank`: which debtor pays from which account, for money that names no invoice (`account,debtor_id`).",
        rich_help_panel=_ASKED,
        show_default=False,
    ),
]
CurrencyOption = Annotated[
    str | None,
    typer.Option(
        "--currency",
        metavar="CUR",
        help="The reporting currency; the creditor's own where absent.",
        rich_help_panel=_ASKED,
        show_default=False,
    ),
]
RateOption = Annotated[
    list[str] | None,
    typer.Option(
        "--rate",
        metavar="USD=0.92@2026-07-01",
        help="What one unit of a currency is worth in the reporting currency, from that day on. May be repeated.",
        rich_help_panel=_ASKED,
        show_default=False,
    ),
]
InterestRatesOption = Annotated[
    Path | None,
    typer.Option(
        "--interest-rates",
        metavar="FILE.toml",
        help="Rates and laws of interest over those that are shipped (tip 10).",
        rich_help_panel=_ASKED,
        show_default=False,
    ),
]
PluginsOption = Annotated[
    str | None,
    typer.Option(
        "--plugins",
        metavar="NAMES",
        envvar="DUNNING_RULES_PLUGINS",
        help="Which of the installed policies take part: `all`, `none`, only some (`a,b`), or all but some (`-a,-b`).",
        rich_help_panel=_ASKED,
        show_default=False,
    ),
]
ParamOption = Annotated[
    list[str] | None,
    typer.Option(
        "--param",
        metavar="NAME=VALUE",
        help="Another value for a parameter of the rules, e.g. `cadence_bad=3`; `dunning-rules tips` lists them. May be repeated.",
        rich_help_panel=_ASKED,
        show_default=False,
    ),
]
EngineOption = Annotated[
    EngineChoice | None,
    typer.Option(
        "--engine",
        help="Which engine runs; the result is the same. Durable where it can be had; columns for large ledgers.",
        rich_help_panel=_ASKED,
        show_default=False,
    ),
]
LangOption = Annotated[Lang, typer.Option("--lang", help="The language of the texts.", rich_help_panel=_SHOWN)]
FormatOption = Annotated[
    Format | None,
    typer.Option(
        "--format",
        help="A table to read, or everything as JSON or CSV. By the suffix of `-o` where absent, else a table.",
        rich_help_panel=_SHOWN,
        show_default=False,
    ),
]
OutputOption = Annotated[
    Path | None,
    typer.Option(
        "-o", "--output", metavar="FILE", help="Write it to a file, whole or not at all.", rich_help_panel=_SHOWN, show_default=False
    ),
]
FolderOption = Annotated[
    Path,
    typer.Option("-o", "--output", metavar="FOLDER", help="The folder that takes it.", rich_help_panel=_SHOWN, show_default=False),
]
SizeOption = Annotated[
    int,
    typer.Option("--size", min=1, metavar="N", help="Debtors of one part: the more, the more memory it takes.", rich_help_panel=_SHOWN),
]
LimitOption = Annotated[
    int,
    typer.Option(
        "--limit", min=0, metavar="N", help="Rows of the table; 0 shows all. JSON and CSV always hold all.", rich_help_panel=_SHOWN
    ),
]
JournalOption = Annotated[
    str | None,
    typer.Option(
        "--journal",
        metavar="JOURNAL",
        envvar="DUNNING_RULES_JOURNAL",
        help="A memory: a SQLite file, or `postgresql://USER@HOST/DATABASE`. What was done before is known, what is shown is recorded.",
        rich_help_panel=_ASKED,
        show_default=False,
    ),
]
RepeatOption = Annotated[
    int,
    typer.Option(
        "--repeat-after",
        min=0,
        metavar="DAYS",
        help="With `--journal`: a step that was done is not shown again before so many days.",
        rich_help_panel=_ASKED,
    ),
]
