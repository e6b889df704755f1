"""`packs`: what the compliance guard holds under which law, and what that rests on."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from dunning_rules.cli.options import LangOption

NameArgument = Annotated[
    str | None, typer.Argument(metavar="PACK", help="Show one pack with its constraints, e.g. `cn`.", show_default=False)
]
FormatOption = Annotated[Literal["table", "json"], typer.Option("--format", help="A table to read, or JSON.")]


def packs(name: NameArgument = None, lang: LangOption = "en", form: FormatOption = "table") -> None:
    """List the packs of the compliance guard, or show one with its constraints and sources."""
    from dunning_rules.cli.pack_facts import show_packs  # noqa: PLC0415 - heavy, and `--help` needs nothing of it

    show_packs(name, lang, as_json=form == "json")
