"""Which rows of a table are surely records, found for all of them at once; the others are read by the models, one by one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce
from operator import and_, or_
from typing import Any, cast

import polars as pl
from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import PydanticSerializationError, to_json

from dunning_rules.frames.cells import sure
from dunning_rules.frames.tables import DECIMALS, Table, hints
from dunning_rules.models.base import minor_digits
from dunning_rules.rows.fields import kind_of
from dunning_rules.rows.json_text import parse_json
from dunning_rules.rows.row_error import RowError

_MONEY_OF = {"invoices": ("amount", "open_amount"), "visits": ("expected_amount", "collected_amount"), "events": ("amount",)}
"""Amounts that have no more decimals than their currency, by table."""
_UNCHECKED = pl.lit(value=True)


def sure_rows(table: Table, frame: pl.DataFrame) -> pl.Series:
    """Which rows are surely records.

    Args:
        table: which table it is.
        frame: its rows, as they are kept.
    """
    checks = [_UNCHECKED]
    for name, column in table.columns.items():
        if name in frame.columns and not (column.kind == "flag" or (name == "kind" and len(table.models) > 1)):
            checks.append(_of_column(name, frame, table))
    checks.append(_required(table, frame))
    checks += _minor_units([name for name in _MONEY_OF.get(table.name, ()) if name in frame.columns], frame)
    checks += {"invoices": _invoices, "visits": _visits}.get(table.name, _nothing)(frame)
    # each by itself, so that they are found side by side
    found = frame.with_columns(check.alias(f"@sure{number}") for number, check in enumerate(checks)).get_columns()[-len(checks) :]
    return reduce(and_, found).fill_null(value=False).alias("@sure")


def _of_column(name: str, frame: pl.DataFrame, table: Table) -> pl.Expr:
    hint = next(known[name] for model in table.models if name in (known := hints(model)))
    found = sure(name, hint)
    if found is not None:
        return found
    distinct = frame[name].drop_nulls().unique(maintain_order=True)
    good = distinct.filter(
        pl.Series(_accepted(distinct, hint, as_json=table.columns[name].dtype == pl.String and name == "attributes"), dtype=pl.Boolean)
    )
    cell = pl.col(name)
    if len(good) == len(distinct):
        return _UNCHECKED
    return cell.is_null() | cell.is_in(good.implode())


def _accepted(values: pl.Series, hint: object, *, as_json: bool) -> list[bool]:
    """Which of some distinct values a field takes."""
    adapter: TypeAdapter[Any] = TypeAdapter(cast("Any", hint))
    found = []
    for value in values.to_list():
        try:
            adapter.validate_json(to_json(parse_json(value) if as_json else _without_nothing(value)))
        except (RowError, PydanticSerializationError, ValidationError):
            found.append(False)
        else:
            found.append(True)
    return found


def _without_nothing(value: object) -> object:
    """Parts of a nested value that are not given are left out, as in JSON."""
    if isinstance(value, dict):
        return {name: _without_nothing(each) for name, each in value.items() if each is not None}
    return [_without_nothing(each) for each in value] if isinstance(value, list) else value


def _required(table: Table, frame: pl.DataFrame) -> pl.Expr:
    """Whether all is there that has no default, and nothing that rows of that kind do not have."""
    if len(table.models) == 1:
        return _of_model(table.models[0], frame)
    return _of_kinds({kind_of(model): model for model in table.models}, frame, [name for name in frame.columns if name in table.columns])


def _of_kinds(models: Mapping[str | None, type[BaseModel]], frame: pl.DataFrame, names: Sequence[str]) -> pl.Expr:
    """The same of a table whose rows have kinds."""
    if "kind" not in frame.columns:
        return pl.lit(value=False)
    number = frame["kind"].replace_strict(pl.Series([*models]), pl.Series(range(len(models)), dtype=pl.UInt8), default=None)
    of_kind = [pl.lit(number == place) for place in range(len(models))]
    checks = [pl.lit(number).is_not_null()]
    for name in dict.fromkeys([*names, *(name for model in models.values() for name in model.model_fields)]):
        having = [name in model.model_fields for model in models.values()]
        asking = [has and model.model_fields[name].is_required() for has, model in zip(having, models.values(), strict=True)]
        there = pl.col(name).is_not_null() if name in names else pl.lit(value=False)
        if not all(having):
            checks.append(~there | _any_of(of_kind, having))
        if any(asking):
            checks.append(there | ~_any_of(of_kind, asking))
    return reduce(and_, checks)


def _any_of(masks: Sequence[pl.Expr], chosen: Sequence[bool]) -> pl.Expr:
    return reduce(or_, [mask for mask, is_chosen in zip(masks, chosen, strict=True) if is_chosen], pl.lit(value=False))


def _of_model(model: type[BaseModel], frame: pl.DataFrame) -> pl.Expr:
    needed = [name for name, info in model.model_fields.items() if info.is_required()]
    if any(name not in frame.columns for name in needed):
        return pl.lit(value=False)
    return reduce(and_, [_UNCHECKED, *(pl.col(name).is_not_null() for name in needed)])


def _minor_units(names: Sequence[str], frame: pl.DataFrame) -> list[pl.Expr]:
    """Whether amounts have a currency, and no more decimals than it."""
    codes: list[str] = frame["currency"].drop_nulls().unique().to_list() if names and "currency" in frame.columns else []
    steps = {code: 10 ** (DECIMALS - digits) for code in codes if (digits := _digits(code)) is not None}
    if not steps:
        return [pl.col(name).is_null() for name in names]
    if len(steps) == len(codes) and len({*steps.values()}) == 1:
        # as in most tables, one step is that of all currencies
        step: pl.Expr = pl.when(pl.col("currency").is_not_null()).then(pl.lit(next(iter(steps.values())), dtype=pl.Int128))
    else:
        step = pl.col("currency").replace_strict(list(steps), list(steps.values()), default=None, return_dtype=pl.Int128)
    return [pl.col(name).is_null() | ((pl.col(name).reinterpret(dtype=pl.Int128) % step) == 0) for name in names]


def _digits(code: str) -> int | None:
    try:
        return minor_digits(code)
    except ValueError:
        return None


def _invoices(frame: pl.DataFrame) -> Sequence[pl.Expr]:
    checks = [pl.col("issued_on") <= pl.col("due_on")] if {"issued_on", "due_on"} <= {*frame.columns} else []
    if "open_amount" in frame.columns and "amount" in frame.columns:
        open_amount, amount = pl.col("open_amount"), pl.col("amount")
        between = ((open_amount >= 0) & (open_amount <= amount)) | ((open_amount <= 0) & (open_amount >= amount))
        checks.append(open_amount.is_null() | between)
    return checks


def _visits(frame: pl.DataFrame) -> Sequence[pl.Expr]:
    def at(name: str) -> pl.Expr:
        return pl.col(name) if name in frame.columns else pl.lit(None, dtype=pl.Datetime("us", "UTC"))

    started, ended, recorded = at("started_at"), at("ended_at"), at("recorded_at")
    return [
        started.is_not_null() | at("scheduled_for").is_not_null(),
        started.is_null() | (started <= recorded),
        ended.is_null() | ((started <= ended) & (ended <= recorded)),
    ]


def _nothing(_frame: pl.DataFrame) -> Sequence[pl.Expr]:
    return []
