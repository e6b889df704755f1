"""`new-policy`: a package for a policy of one's own, to begin with."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

NameArgument = Annotated[
    str,
    typer.Argument(metavar="NAME", help="What the policy is called: lower-case words and dashes, e.g. `our-dealers`.", show_default=False),
]
DirectoryOption = Annotated[
    Path, typer.Option("--directory", metavar="DIR", help="Where its folder is made.", file_okay=False, show_default="here")
]


def new_policy(name: NameArgument, directory: DirectoryOption = Path()) -> None:
    """Write a package for a policy of your own: one rule that fires, its golden cases and its tests."""
    from dunning_rules.cli.scaffold import write_package  # noqa: PLC0415 - only when it is asked for

    written = write_package(name, directory)
    place = written.folder.as_posix()
    typer.echo(f"wrote {place} with {len(written.files)} files; now:\n")
    for line in (f'pip install -e "{place}[tests]"', f"dunning-rules demo --plugins {name}", f"pytest {place}"):
        typer.echo(f"  {line}")
