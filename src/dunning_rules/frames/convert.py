"""Between cases and tables, without loss: for those who have the one and need the other, and to word what is shown of a portfolio."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import MAXYEAR, MINYEAR, datetime, timedelta, timezone
from typing import Any

import polars as pl
from pydantic import BaseModel

from dunning_rules.engine.columns.found import DEBTOR_NUMBER
from dunning_rules.frames.rows import as_kept, read_row
from dunning_rules.frames.tables import TABLES
from dunning_rules.models import Case, Contact, Creditor, Debtor

_OF_CASE = ("invoices", "visits", "events")
_EARLIEST_CLOCK, _LATEST_CLOCK = (timezone(timedelta(hours=hours, minutes=minutes)) for hours, minutes in ((-23, -59), (23, 59)))


def tables_of(cases: Iterable[Case]) -> dict[str, pl.DataFrame]:
    """The tables of cases; who is owed is not in them."""
    listed = list(cases)
    tables = {"debtors": as_kept(TABLES["debtors"], [case.debtor for case in listed])}
    for name in _OF_CASE:
        tables[name] = as_kept(TABLES[name], [record for case in listed for record in getattr(case, name)])
    return tables


def cases_of(tables: Mapping[str, pl.DataFrame], numbers: Sequence[int], creditor: Creditor) -> list[Case]:
    """The cases of some debtors.

    Args:
        tables: checked tables, see `Portfolio`.
        numbers: the numbers of the debtors.
        creditor: who is owed.
    """
    chosen = pl.Series(numbers, dtype=pl.UInt32)
    records = {name: _records(name, tables[name].filter(pl.col(DEBTOR_NUMBER).is_in(chosen.implode()))) for name in ("contacts", *_OF_CASE)}
    found = []
    for number in numbers:
        row = tables["debtors"].row(number, named=True)
        debtor = read_row(TABLES["debtors"], row, as_text=False)
        assert isinstance(debtor, Debtor)  # noqa: S101 - the table says so; this tells the type checker
        beside = [Contact(**each.model_dump(exclude={"debtor_id"})) for each in records["contacts"].get(number, [])]
        debtor = debtor.model_copy(update={"contacts": (*debtor.contacts, *beside)})
        parts: dict[str, Any] = {name: tuple(records[name].get(number, ())) for name in _OF_CASE}
        found.append(Case(creditor=creditor, debtor=debtor, **parts))
    return found


def _records(name: str, rows: pl.DataFrame) -> dict[int, list[BaseModel]]:
    found: dict[int, list[BaseModel]] = {}
    for row in rows.iter_rows(named=True):
        number = row.pop(DEBTOR_NUMBER)
        cells = {column: _of_calendar(cell) if isinstance(cell, datetime) else cell for column, cell in row.items()}
        found.setdefault(number, []).append(read_row(TABLES[name], cells, as_text=False))
    return found


def _of_calendar(moment: datetime) -> datetime:
    """The moment by a clock that shows a day which a record may have: at the ends of the calendar, that of UTC may not."""
    clock = {MINYEAR: _LATEST_CLOCK, MAXYEAR: _EARLIEST_CLOCK}.get(moment.year)
    return moment if clock is None else moment.astimezone(clock)
