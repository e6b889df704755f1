"""What the options of the command line say, before anything of it is checked."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked.

    Attributes:
        as_of: `--as-of`.
        timezone: `--timezone`.
        currency: `--currency`.
        rates: each `--rate`.
        params: each `--param`.
        engine: `--engine`.
        lang: `--lang`.
    """

    as_of: str | None
    timezone: str
    currency: str | None
    rates: tuple[str, ...]
    params: tuple[str, ...]
    engine: str | None
    lang: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """How the answer is shown.

    Attributes:
        form: `--format`; by the suffix of `output` where absent.
        output: `-o`; standard output where absent.
        limit: `--limit`.
    """

    form: str | None
    output: Path | None
    limit: int

    @property
    def chosen_form(self) -> str:
        """`table`, `json` or `csv`."""
        suffix = "" if self.output is None else self.output.suffix.lower()
        return self.form or {".json": "json", ".csv": "csv"}.get(suffix, "table")
