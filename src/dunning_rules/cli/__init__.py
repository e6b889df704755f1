"""The command line: `dunning-rules`, or `python -m dunning_rules`."""

from __future__ import annotations


def main() -> None:
    """Run the command line and leave with its exit code."""
    from dunning_rules.cli.app import app  # noqa: PLC0415 - who imports the package for something else does not need typer

    app()


__all__ = ["main"]
