"""Which rows of a portfolio can be used: rows by themselves, then with each other. What is rejected is what a ledger would reject."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import MAXYEAR, MINYEAR
from types import SimpleNamespace
from typing import Any

import polars as pl

from dunning_rules.engine.columns.found import DEBTOR_NUMBER
from dunning_rules.frames.cells import kept
from dunning_rules.frames.objects import objects_of
from dunning_rules.frames.read import LINE, as_frames
from dunning_rules.frames.repeated import is_repeated
from dunning_rules.frames.rows import as_kept, read_row
from dunning_rules.frames.sure import sure_rows
from dunning_rules.frames.tables import TABLES, Table
from dunning_rules.rejects import Counts, Reject
from dunning_rules.rows.attributes import ATTRIBUTE
from dunning_rules.rows.currencies import Currencies
from dunning_rules.rows.faults import debtor_rejected, debtor_unknown, occurs_twice
from dunning_rules.rows.fields import kind_of
from dunning_rules.rows.row_error import RowError, one_line

_ROW = "@row"
_KIND = "kind"
_OWNER = "debtor_id"
_SINGULAR = {"contacts": "contact", "invoices": "invoice", "visits": "visit", "events": "event"}
_MOST_TEXT = 2000
_ODD = 1_000_003


@dataclass(frozen=True, slots=True)
class Portfolio:
    """Debtors with their records, checked.

    Attributes:
        tables: all tables with all of their columns, in the types of `TABLES`. Debtors are sorted by id; each other table has the number of
            the debtor in `@debtor`, and is sorted by it.
        rejects: rows that cannot be used, by table and line.
        counts: rows of all tables.
    """

    tables: Mapping[str, pl.DataFrame]
    rejects: tuple[Reject, ...]
    counts: Counts


def check_tables(
    tables: Mapping[str, Any], currencies: Currencies, *, as_text: bool = False, files: Mapping[str, str] | None = None
) -> Portfolio:
    """The rows that can be used, and why the others cannot.

    Args:
        tables: frames, by the name of their table.
        currencies: judges the currency of each row.
        as_text: whether cells are the text of CSV files: numbers, dates and flags as people write them, nothing where it is empty.
        files: the names of the files that tables are from, for rejects.

    Raises:
        LedgerError: a table or a column is not known, or there are no debtors.
    """
    return _Checking(currencies, as_text=as_text, files=files or {}).portfolio(as_frames(tables))


class _Checking:
    def __init__(self, currencies: Currencies, *, as_text: bool, files: Mapping[str, str]) -> None:
        self._currencies = currencies
        self._as_text = as_text
        self._files = files
        self._rejects: list[Reject] = []
        self._without_lines: dict[str, pl.DataFrame] = {}

    def portfolio(self, frames: Mapping[str, pl.DataFrame]) -> Portfolio:
        read = sum(frame.height for frame in frames.values())
        debtors, refused = self._debtors(frames["debtors"])
        tables = {"debtors": debtors}
        for name in _SINGULAR:
            table = TABLES[name]
            given = frames[name] if name in frames else pl.DataFrame(schema=table.schema)
            tables[name] = self._children(table, given, tables["debtors"], refused)
        tables["debtors"] = tables["debtors"].with_columns(pl.lit(None, dtype=TABLES["debtors"].schema["contacts"]).alias("contacts"))
        counts = Counts(read, read - len(self._rejects), len(self._rejects))
        return Portfolio(tables, tuple(self._named(each) for each in self._rejects), counts)

    def _debtors(self, given: pl.DataFrame) -> tuple[pl.DataFrame, dict[str, str]]:
        table = TABLES["debtors"]
        refused: dict[str, str] = {}
        rows = self._records(table, given, refused)
        rows = self._convertible(table, rows)
        rows = self._distinct(table, "debtor", ["id"], rows)
        return (rows if rows["id"].is_sorted() else rows.sort("id")).drop(_ROW, LINE), refused

    def _children(self, table: Table, given: pl.DataFrame, debtors: pl.DataFrame, refused: Mapping[str, str]) -> pl.DataFrame:
        rows = self._convertible(table, self._records(table, given, {}))
        known = debtors.select(pl.col("id").alias("debtor_id")).with_row_index(DEBTOR_NUMBER)
        # large tables are copied only where something is wrong with them
        number = rows.select("debtor_id").join(known, on="debtor_id", how="left", maintain_order="left")[DEBTOR_NUMBER]
        rows = rows.with_columns(number)
        lost = rows.filter(number.is_null()) if number.null_count() else rows.clear()
        for debtor, line in lost.select("debtor_id", LINE).iter_rows():
            place = refused.get(debtor)
            self._reject(table, line, debtor_unknown(debtor) if place is None else debtor_rejected(debtor, place))
        rows = rows.filter(number.is_not_null()) if lost.height else rows
        if table.name == "contacts":
            rows = pl.concat([_nested_contacts(debtors), rows], how="diagonal_relaxed")
        rows = self._distinct(table, _SINGULAR[table.name], [DEBTOR_NUMBER, "id"], rows)
        self._in_order(table)
        return (rows if rows[DEBTOR_NUMBER].is_sorted() else rows.sort(DEBTOR_NUMBER, _ROW)).drop(_ROW, LINE)

    def _records(self, table: Table, given: pl.DataFrame, refused: dict[str, str]) -> pl.DataFrame:
        """The rows that are records, as they are kept, with their place and line."""
        has_lines = given.schema.get(LINE, pl.Null) != pl.Null
        if LINE in given.columns and not has_lines:
            self._without_lines[table.name] = given
        line = pl.col(LINE) if has_lines else pl.int_range(1, pl.len() + 1, dtype=pl.Int64)
        frame = given.with_columns(line.cast(pl.Int64).alias(LINE)).with_row_index(_ROW)
        columns, exact = self._kept(table, frame)
        rows = frame.with_columns(columns)
        sure = (
            sure_rows(table, rows) & frame.select(exact.fill_null(value=False)).to_series()
            if frame.height
            else pl.Series([], dtype=pl.Boolean)
        )
        if sure.all():
            return _complete(table, rows)
        good = rows.filter(sure)
        doubtful = frame.filter(~sure)
        return _complete(table, pl.concat([good, self._mended(table, doubtful, refused)], how="diagonal").sort(_ROW))

    def _kept(self, table: Table, frame: pl.DataFrame) -> tuple[list[pl.Expr], pl.Expr]:
        columns: list[pl.Expr] = []
        exact = pl.lit(value=True)
        for name, dtype in frame.schema.items():
            if name in {_ROW, LINE}:
                continue
            if name.startswith(ATTRIBUTE):
                exact = exact & _of_attribute(name, dtype)
                continue
            column = table.columns[name]
            if self._as_text and column.dtype.is_nested() and dtype == pl.String:
                read, is_exact = objects_of(table, name, frame[name])
            else:
                read, is_exact = kept(name, column.kind, column.dtype, dtype, as_text=self._as_text)
            if isinstance(dtype, pl.String) and column.kind not in {"text", "json"}:
                is_exact = is_exact & ~pl.col(name).str.contains(r"^\s|\s$").fill_null(value=False)
            columns.append(read)
            exact = exact & is_exact
        return columns, exact

    def _mended(self, table: Table, doubtful: pl.DataFrame, refused: dict[str, str]) -> pl.DataFrame:
        """Rows that only the model can read; those that it cannot are rejected."""
        records, places, lines = [], [], []
        for row in _within_years(doubtful).iter_rows(named=True):
            place, line = row.pop(_ROW), row.pop(LINE)
            try:
                records.append(read_row(table, row, as_text=self._as_text))
            except RowError as error:
                self._reject(table, line, error)
                if isinstance(name := row.get("id"), str):
                    refused.setdefault(name, self._place(table.name, line))
            else:
                places.append(place)
                lines.append(line)
        return as_kept(table, records).with_columns(pl.Series(_ROW, places, dtype=pl.UInt32), pl.Series(LINE, lines, dtype=pl.Int64))

    def _convertible(self, table: Table, rows: pl.DataFrame) -> pl.DataFrame:
        if "currency" not in rows.columns:
            return rows
        bad: dict[str, RowError] = {}
        for code in rows["currency"].drop_nulls().unique().sort():
            try:
                self._currencies.check(SimpleNamespace(currency=code))
            except RowError as error:
                bad[code] = error
        if not bad:
            return rows
        is_bad = pl.col("currency").is_in(list(bad)).fill_null(value=False)
        for code, line in rows.filter(is_bad).select("currency", LINE).iter_rows():
            self._reject(table, line, bad[code])
        return rows.filter(~is_bad)

    def _distinct(self, table: Table, singular: str, keys: list[str], rows: pl.DataFrame) -> pl.DataFrame:
        if not is_repeated(rows.select(_mixed(keys).alias("@mixed")).to_series()):
            return rows
        is_first = rows.select(pl.struct(keys).is_first_distinct()).to_series() if rows.height else pl.Series([], dtype=pl.Boolean)
        for record, line in rows.filter(~is_first).select("id", LINE).iter_rows():
            self._reject(table, line, occurs_twice(singular, record))
        return rows.filter(is_first)

    def _reject(self, table: Table, line: int, error: RowError) -> None:
        file = self._files.get(table.name, "")
        self._rejects.append(Reject(file, line, table.name, one_line(error.field), error.value, error.message, error.help))

    def _place(self, table: str, line: int) -> str:
        """Where a row stands, for people."""
        given = self._without_lines.get(table)
        if given is None:
            return f"{self._files.get(table, table)}:{line}"
        named = [("debtors", _OWNER), (table, "id")] if table != "debtors" else [(table, "id")]
        return "/".join(f"{each}/{one_line(str(given[column][line - 1]))}" for each, column in named)

    def _named(self, reject: Reject) -> Reject:
        """The reject of a row that has no line by the row's id."""
        if reject.table not in self._without_lines or reject.line is None:
            return reject
        return replace(reject, file=self._place(reject.table, reject.line), line=None)

    def _in_order(self, table: Table) -> None:
        own = sorted((each for each in self._rejects if each.table == table.name), key=lambda each: each.line or 0)
        self._rejects = [*(each for each in self._rejects if each.table != table.name), *own]


def _mixed(keys: list[str]) -> pl.Expr:
    """A number for some keys: alike where they are alike, and rarely elsewhere."""
    number = pl.lit(0, dtype=pl.UInt64)
    for key in keys:
        number = number * _ODD + pl.col(key).hash()
    return number


def _within_years(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with days and moments that no calendar of ours has as text, which is none of either."""
    years = [
        (name, rows[name].dt.year())
        for name, dtype in rows.schema.items()
        if isinstance(dtype, pl.Date | pl.Datetime) and rows[name].null_count() < rows.height
    ]
    beyond = [name for name, year in years if not year.drop_nulls().is_between(MINYEAR, MAXYEAR).all()]
    return rows.with_columns(pl.col(name).cast(pl.String) for name in beyond)


def _nested_contacts(debtors: pl.DataFrame) -> pl.DataFrame:
    """The contacts that stand in the rows of their debtors, as rows of their own."""
    rows = debtors.select(pl.int_range(pl.len(), dtype=pl.UInt32).alias(DEBTOR_NUMBER), pl.col("id").alias("debtor_id"), "contacts")
    rows = rows.filter(pl.col("contacts").list.len() > 0).explode("contacts").unnest("contacts")
    return rows.with_columns(pl.lit(0, dtype=pl.UInt32).alias(_ROW), pl.lit(None, dtype=pl.Int64).alias(LINE))


def _of_attribute(name: str, dtype: pl.DataType) -> pl.Expr:
    """Whether a cell of an attribute surely is what one may be."""
    if dtype == pl.String:
        return pl.col(name).is_null() | (pl.col(name).str.len_chars() <= _MOST_TEXT)
    return pl.lit(value=True) if dtype.is_integer() or dtype in {pl.Boolean, pl.Null} else pl.col(name).is_null()


def _complete(table: Table, rows: pl.DataFrame) -> pl.DataFrame:
    """With all columns of the table, and the defaults of those that have one."""
    rows = rows.with_columns(
        pl.lit(None, dtype=column.dtype).alias(name) for name, column in table.columns.items() if name not in rows.columns
    )
    kinds: dict[tuple[str, str | bool], list[str | None]] = {}
    for kind, model in ((kind_of(model), model) for model in table.models):
        for name, info in model.model_fields.items():
            if isinstance(info.default, str | bool) and (kind is None or name != _KIND):
                kinds.setdefault((name, info.default), []).append(kind)
    named: dict[str, Any] = {}
    for (name, value), own in kinds.items():
        lacks = pl.col(name).is_null() if None in own else pl.col(name).is_null() & pl.col(_KIND).is_in(own)
        named[name] = named.get(name, pl).when(lacks).then(pl.lit(value))
    return rows.with_columns(chain.otherwise(pl.col(name)).alias(name) for name, chain in named.items())
