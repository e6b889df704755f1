"""Who is owed what stands in a nested case table: a file beside its parts."""

from __future__ import annotations

from pathlib import Path

import polars as pl
from pydantic import ValidationError

from dunning_rules.errors import LedgerError, quote
from dunning_rules.models import Creditor
from dunning_rules.portfolio.nested import LISTS
from dunning_rules.portfolio.partitions import partitions_of

CREDITOR_FILE = "creditor.json"
_ROWS = 100_000


def creditor_of(source: Path) -> Creditor | None:
    """The creditor of a folder of parts, or `None` where none is named.

    Raises:
        LedgerError: the file cannot be read, or is no creditor.
    """
    path = source / CREDITOR_FILE
    if not path.is_file():
        return None
    try:
        return Creditor.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        message = f"{quote(path.name)} is no creditor"
        raise LedgerError(message, where=str(path), help="write it by `dunning-rules schema creditor`, or remove it") from error


def keep_creditor(folder: Path, creditor: Creditor) -> None:
    """Write the creditor beside the parts."""
    (folder / CREDITOR_FILE).write_text(f"{creditor.model_dump_json(indent=2, exclude_defaults=True)}\n", encoding="utf-8")


def currencies_of(source: Path) -> frozenset[str]:
    """All currencies that the records of a nested case table name.

    Raises:
        LedgerError: there is no such file, or one cannot be read.
    """
    found: set[str] = set()
    for partition in partitions_of(source, _ROWS):
        named = [name for name, dtype in partition.schema().items() if name in LISTS and _has_currency(dtype)]
        for name in named:
            codes = partition.read([name])[name].explode().struct.field("currency")
            found.update(str(code) for code in codes.drop_nulls().unique())
    return frozenset(found)


def _has_currency(dtype: pl.DataType) -> bool:
    inner = dtype.inner if isinstance(dtype, pl.List) else None
    return isinstance(inner, pl.Struct) and any(field.name == "currency" for field in inner.fields)
