"""`plugins`: which policies are installed, whether they can be used, and what one of them adds and changes."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from dunning_rules.cli.options import LangOption, PluginsOption

NameArgument = Annotated[
    str | None,
    typer.Argument(metavar="NAME", help="Show one policy: its rules, parameters and overrides.", show_default=False),
]
FormatOption = Annotated[Literal["table", "json"], typer.Option("--format", help="A table to read, or JSON.")]


def plugins(name: NameArgument = None, plugins: PluginsOption = None, lang: LangOption = "en", form: FormatOption = "table") -> None:
    """List the installed policies with their state, or show what one of them adds and changes. Exit code 1 where one is broken."""
    from dunning_rules.cli.plugin_facts import show_plugins  # noqa: PLC0415 - heavy, and `--help` needs nothing of it

    show_plugins(name, plugins, lang, as_json=form == "json")
