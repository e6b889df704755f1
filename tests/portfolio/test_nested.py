"""One row a debtor: tables become a nested case table and come back."""

from __future__ import annotations

import polars as pl
import pytest

from dunning_rules.errors import LedgerError
from dunning_rules.frames.check import check_tables
from dunning_rules.frames.convert import tables_of
from dunning_rules.portfolio.nested import LISTS, nest, nested_schema, unnest
from dunning_rules.rows.currencies import Currencies
from dunning_rules.testing import sample_cases
from tests.differential.bulk import MOMENTS
from tests.frames.whole import alike


def test_there_and_back() -> None:
    tables = tables_of(alike(sample_cases(11, 80, as_of=MOMENTS[0], currencies=("EUR",))))
    nested = nest(tables)
    assert nested.height == tables["debtors"].height
    assert set(nested.columns) == set(nested_schema())
    before, after = (check_tables(each, Currencies(None, None)) for each in (tables, unnest(nested)))
    assert before.rejects == after.rejects == ()
    for name, table in before.tables.items():
        assert after.tables[name].select(table.columns).equals(table), name


def test_what_is_no_nested_case_table() -> None:
    with pytest.raises(LedgerError, match="has no column `id`"):
        unnest(pl.DataFrame({"name": ["x"]}))
    with pytest.raises(LedgerError, match="has no column `invoice`"):
        unnest(pl.DataFrame({"id": ["x"], "invoice": [1]}))
    with pytest.raises(LedgerError, match="`invoices` is not a list of records"):
        unnest(pl.DataFrame({"id": ["x"], "invoices": [1]}))


def test_lists_may_be_absent() -> None:
    assert set(unnest(pl.DataFrame({"id": ["x"], **{name: [None] for name in LISTS}}))) == {"debtors"}
    given = {
        "debtors": pl.DataFrame({"id": ["x"], "contacts": [[{"id": "c"}]]}),
        "contacts": pl.DataFrame({"id": ["d"], "debtor_id": ["x"]}),
    }
    assert nest(given)["contacts"].to_list() == [[{"id": "d"}]]


def test_rejected_rows_are_named_by_their_ids_wherever_they_stand() -> None:
    invoice = {"id": "R-1", "issued_on": "2026-01-02", "due_on": "2026-01-01", "amount": "5.00", "currency": "EUR"}
    rows = [
        {"id": "d-0", "country": "DE", "invoices": []},
        {"id": "d-1", "country": "DE", "invoices": [invoice, invoice | {"due_on": "2026-02-01"}]},
        {"id": "d-2", "country": "Germany", "invoices": [invoice | {"due_on": "2026-02-01"}]},
    ]
    for given in (rows, rows[::-1], rows[1:]):
        found = check_tables(unnest(pl.DataFrame(given)), Currencies(None, None))
        assert {(each.file, each.line, each.table, each.reason) for each in found.rejects} == {
            ("debtors/d-1/invoices/R-1", None, "invoices", "`due_on` is before `issued_on`"),
            ("debtors/d-2", None, "debtors", "`country` does not have its form"),
            ("debtors/d-2/invoices/R-1", None, "invoices", "its debtor `d-2` was rejected (debtors/d-2)"),
        }
