"""Cells of a column as what a table keeps, and whether they are surely what their field asks for.

Only what is surely right passes here. Whatever else stands in a column, its row is read by the model, which knows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

import polars as pl

from dunning_rules.frames.tables import DECIMALS, MOMENT, NUMBER
from dunning_rules.models.base import MAX_AMOUNT, Day, Id, Moment, Money, PositiveMoney, Share, Text
from dunning_rules.rows.cells import COUNT, FLAGS
from dunning_rules.rows.fields import FieldType

_TEXT = r"^[\x20-\x7E\x{00A1}-\x{00AC}\x{00AE}-\x{024F}\x{4E00}-\x{9FA5}]*$"
"""Characters that are surely printable, in whichever edition of Unicode."""
_NUMBER = rf"^-?[0-9]{{1,20}}(\.[0-9]{{1,{DECIMALS}}})?$"
_DATE = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_MOMENT = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-5][0-9](\.[0-9]{1,6})?(Z|[+-][0-9]{2}:[0-9]{2})$"
_MOST_ID, _MOST_TEXT = 128, 2000
_FIRST, _LAST = pl.datetime(2, 1, 1, time_zone="UTC"), pl.datetime(9998, 12, 1, time_zone="UTC")

Sure = pl.Expr
"""Whether the cell is surely right; true where it is empty."""


def kept(name: str, kind: FieldType, dtype: pl.DataType, given: pl.DataType, *, as_text: bool = False) -> tuple[pl.Expr, Sure]:
    """A column as its table keeps it (null where that cannot be), and whether each cell surely is what was given.

    Args:
        name: the column.
        kind: what its cells are.
        dtype: as what they are kept.
        given: as what they were given.
        as_text: whether they are the text of a CSV file, which has nothing else.
    """
    cell = pl.col(name)
    if given == pl.Null:
        return pl.lit(None, dtype=dtype).alias(name), pl.lit(value=True)
    if given == dtype:
        return cell, pl.lit(value=True)
    read = _converted(cell, kind, dtype, given, as_text=as_text)
    if read is None:
        return pl.lit(None, dtype=dtype).alias(name), cell.is_null()
    exact = read.is_not_null()
    if isinstance(given, pl.Decimal) and given.scale is not None and given.scale > DECIMALS:
        exact = exact & (read.cast(given, strict=False) == cell).fill_null(value=False)
    return read.alias(name), cell.is_null() | exact


def _converted(cell: pl.Expr, kind: FieldType, dtype: pl.DataType, given: pl.DataType, *, as_text: bool) -> pl.Expr | None:
    if isinstance(given, pl.Categorical | pl.Enum) and dtype == pl.String:
        return cell.cast(pl.String)
    if given == pl.String:
        return _from_csv(cell, kind) if as_text and kind in {"flag", "count"} else _from_text(cell, kind)
    if kind == "number" and (given.is_integer() or isinstance(given, pl.Decimal)):
        return cell.cast(NUMBER, strict=False)
    if kind == "count" and given.is_integer():
        return cell.cast(pl.Int64, strict=False)
    if kind == "moment" and isinstance(given, pl.Datetime) and given.time_zone is not None:
        return cell.dt.convert_time_zone("UTC").cast(MOMENT)
    return None


def _from_csv(cell: pl.Expr, kind: FieldType) -> pl.Expr:
    if kind == "flag":
        return cell.str.to_lowercase().replace_strict(FLAGS, default=None, return_dtype=pl.Boolean)
    return pl.when(cell.str.contains(f"^{COUNT.pattern}$")).then(cell).cast(pl.Int64, strict=False)


def _from_text(cell: pl.Expr, kind: FieldType) -> pl.Expr | None:
    match kind:
        case "number":
            return pl.when(cell.str.contains(_NUMBER)).then(cell).cast(NUMBER, strict=False)
        case "date":
            return pl.when(cell.str.contains(_DATE)).then(cell).str.to_date("%Y-%m-%d", strict=False)
        case "moment":
            fits = pl.when(cell.str.contains(_MOMENT)).then(cell)
            return fits.str.to_datetime("%+", time_unit="us", time_zone="UTC", strict=False)
    return None


def sure(name: str, hint: object) -> pl.Expr | None:
    """Whether a cell, as it is kept, surely is what a field asks for; `None` where its distinct values are to be asked one by one."""
    cell = pl.col(name)
    known: Mapping[object, Callable[[], pl.Expr]] = {
        Id: lambda: cell.str.len_chars().is_between(1, _MOST_ID) & cell.str.contains(_TEXT),
        Text: lambda: cell.str.len_chars() <= _MOST_TEXT,
        Day: lambda: cell.is_between(date.min, date.max),
        Moment: lambda: cell.is_between(_FIRST, _LAST),
        Money: lambda: cell.is_between(-int(MAX_AMOUNT) + 1, int(MAX_AMOUNT) - 1),
        PositiveMoney: lambda: cell.is_between(0, int(MAX_AMOUNT) - 1),
        Share: lambda: cell.is_between(0, 1),
    }
    for asked in (hint, *_alternatives(hint)):
        try:
            found = known.get(asked)
        except TypeError:
            continue
        if found is not None:
            return cell.is_null() | found()
    return None


def _alternatives(hint: object) -> tuple[object, ...]:
    args = getattr(hint, "__args__", ())
    return tuple(each for each in args if each is not type(None)) if type(None) in args else ()
