"""Reads a TOML file into a model, and says in our words what is wrong with it."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import TypeVar

from dunning_rules.errors import LedgerError, quote
from dunning_rules.io.lines import unreadable
from dunning_rules.rows.row_error import RowError
from dunning_rules.rows.schema import Schema

T = TypeVar("T")

_MAX_BYTES = 1024 * 1024


def read_toml(path: Path, schema: Schema[T], thing: str) -> T:
    """Read a short TOML file; its decimals stay exact.

    Args:
        path: the file.
        schema: what it has to hold.
        thing: what people call that, e.g. `column map`.

    Raises:
        LedgerError: the file cannot be read, is not TOML, or does not fit the schema.
    """
    try:
        raw = path.read_bytes()
        if len(raw) > _MAX_BYTES:
            raise LedgerError(f"{quote(path.name)} is larger than 1 MiB", help=f"a {thing} is a short file; is this the ledger?")
        data = tomllib.loads(raw.decode("utf-8-sig"), parse_float=str)
        text = json.dumps(data, default=str)
    except OSError as error:
        raise unreadable(path, error) from error
    except (ValueError, RecursionError) as error:
        raise LedgerError(f"{quote(path.name)} is not TOML: {error}", help=f"a {thing} is a TOML file in UTF-8") from error
    try:
        return schema.read(json.loads(text))
    except RowError as error:
        where = f"{path.name}: {error.field}" if error.field else path.name
        raise LedgerError(error.message, where=where, help=error.help) from None
