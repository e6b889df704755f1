"""`check`: what is wrong with a policy, proved or shown by a case."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from dunning_rules.cli.options import LangOption, OutputOption, ParamOption

PathArgument = Annotated[
    Path | None,
    typer.Argument(
        metavar="[PATH]",
        help="A policy that is not installed: the folder of its package, or a Python file with its hooks. It is imported.",
        show_default=False,
    ),
]
PluginOption = Annotated[
    str | None,
    typer.Option(
        "--plugin", metavar="NAME", help="An installed policy. Without one, and without PATH: the built-in rules.", show_default=False
    ),
]
FormatOption = Annotated[
    Literal["table", "json", "sarif", "junit"],
    typer.Option("--format", help="To read, or for programs: JSON, SARIF 2.1.0, JUnit XML."),
]
GoldenOption = Annotated[
    Path | None,
    typer.Option("--golden", metavar="FILE.yaml", help="Write the cases that show the findings as golden cases.", show_default=False),
]
AcceptedOption = Annotated[bool, typer.Option("--accepted", help="Show also what is meant, with the reason.")]


def check(
    path: PathArgument = None,
    plugin: PluginOption = None,
    param: ParamOption = None,
    accepted: AcceptedOption = False,  # noqa: FBT002 - typer asks for the default here
    lang: LangOption = "en",
    form: FormatOption = "table",
    output: OutputOption = None,
    golden: GoldenOption = None,
) -> None:
    """Prove that a policy is consistent, or show the case in which it is not. Leaves with 4 where something is wrong."""
    from dunning_rules.cli.checked import Wanted, run_check  # noqa: PLC0415 - heavy, and `--help` needs nothing of it

    run_check(path, plugin, tuple(param or ()), Wanted(form, lang, output, golden, accepted=accepted))
