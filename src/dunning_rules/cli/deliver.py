"""Brings the report to where it is wanted, in the form in which it is wanted."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from dunning_rules.cli.files import write_file
from dunning_rules.cli.group import WITH_REJECTS
from dunning_rules.cli.rejected import tell_rejects
from dunning_rules.cli.streams import printable, write_bytes

if TYPE_CHECKING:
    from dunning_rules.cli.job import Answered


@dataclass(frozen=True, slots=True)
class Delivery:
    """How the report is shown.

    Attributes:
        form: `--format`; by the suffix of `output` where absent.
        output: `-o`; standard output where absent.
        limit: `--limit`.
        lang: `--lang`.
    """

    form: str | None
    output: Path | None
    limit: int
    lang: str

    def deliver(self, answered: Answered) -> None:
        """Write it; leave with the exit code for rejects where there were any.

        Raises:
            OutputError: the file cannot be written.
            typer.Exit: rows were rejected.
        """
        report = answered.report
        if self.output is None:
            self._show(answered)
        else:
            write_file(self.output, self._bytes(answered))
            sys.stderr.write(f"wrote {len(report.recommendations)} recommendations to {printable(str(self.output))}\n")
        tell_rejects(report.rejects)
        if report.rejects:
            raise typer.Exit(WITH_REJECTS)

    def _show(self, answered: Answered) -> None:
        if self._form == "table":
            from dunning_rules.cli.display import show  # noqa: PLC0415 - rich only where a table is wanted
            from dunning_rules.cli.worklist import worklist  # noqa: PLC0415 - as above

            show(worklist(answered, self.lang, self.limit))
        else:
            write_bytes(self._bytes(answered))

    def _bytes(self, answered: Answered) -> bytes:
        if self._form == "json":
            return f"{answered.report.to_json()}\n".encode()
        if self._form == "csv":
            from dunning_rules.cli.csv_text import csv_bytes  # noqa: PLC0415 - only where it is wanted

            return csv_bytes(answered)
        from dunning_rules.cli.display import as_text  # noqa: PLC0415 - as above
        from dunning_rules.cli.worklist import worklist  # noqa: PLC0415 - as above

        return as_text(worklist(answered, self.lang, self.limit)).encode("utf-8", "replace")

    @property
    def _form(self) -> str:
        suffix = "" if self.output is None else self.output.suffix.lower()
        return self.form or {".json": "json", ".csv": "csv"}.get(suffix, "table")
