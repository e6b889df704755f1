"""Reads rates of interest, and laws, that a user adds."""

from __future__ import annotations

from pathlib import Path

from dunning_rules.errors import LedgerError, RateError
from dunning_rules.io.toml_file import read_toml
from dunning_rules.late_payment import Rates
from dunning_rules.rows.schema import Schema

_RATES: Schema[Rates] = Schema(Rates)


def read_rates(path: Path) -> Rates:
    """Read a file of rates: `[[table]]` for reference rates, `[[law]]` for what a regime grants, see `Rates`.

    Raises:
        RateError: the file cannot be read, is not TOML, or does not hold rates.
    """
    try:
        return read_toml(path, _RATES, "file of rates")
    except LedgerError as error:
        raise RateError(error.message, where=error.where, help=error.help) from error
