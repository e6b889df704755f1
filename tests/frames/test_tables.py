"""Tables in and out: what may be given, what is refused, and that nothing is lost on the way to cases and back."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone, tzinfo
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from dunning_rules.errors import LedgerError
from dunning_rules.frames.check import Portfolio, check_tables
from dunning_rules.frames.convert import cases_of, tables_of
from dunning_rules.frames.read import LINE
from dunning_rules.io import read_ledger
from dunning_rules.models import Creditor
from dunning_rules.policy import Policy
from dunning_rules.rejects import Reject
from dunning_rules.rows.currencies import Currencies
from dunning_rules.testing import sample_cases
from tests.differential.bulk import MOMENTS
from tests.frames.projected import fact_differences
from tests.frames.whole import alike

_US = Creditor(id="us", currency="EUR")
_DEBTORS = pl.DataFrame({"id": ["D2", "D1"]})


def checked(**tables: object) -> Portfolio:
    return check_tables({"debtors": _DEBTORS, **tables}, Currencies(None, None))


def invoices(**columns: object) -> pl.DataFrame:
    given: dict[str, object] = {
        "id": ["1"], "debtor_id": ["D1"], "amount": ["10.00"], "currency": ["EUR"], "issued_on": ["2026-01-01"], "due_on": ["2026-02-01"],
    }  # fmt: skip
    return pl.DataFrame({**given, **columns})


def test_cases_come_back_as_they_were() -> None:
    cases = alike(sample_cases(5, 150, as_of=MOMENTS[1], currencies=("EUR", "JPY")))
    portfolio = checked_all(tables_of(cases))
    found = cases_of(portfolio.tables, range(len(cases)), cases[0].creditor)
    for case, other in zip(cases, found, strict=True):
        assert other.debtor == case.debtor
        for name in ("invoices", "visits", "events"):
            assert _plain(getattr(other, name)) == _plain(getattr(case, name))


def checked_all(tables: dict[str, pl.DataFrame]) -> Portfolio:
    return check_tables(tables, Currencies(None, None))


def _plain(records: tuple[Any, ...]) -> list[dict[str, object]]:
    """Records by id, with moments as such, in whichever zone they are written."""
    dumped = [each.model_dump() for each in sorted(records, key=lambda each: each.id)]
    return [{name: value.timestamp() if isinstance(value, datetime) else value for name, value in each.items()} for each in dumped]


@pytest.mark.parametrize("shard", range(3))
def test_facts_are_those_of_records(shard: int) -> None:
    cases = sample_cases(8000 + shard, 150, as_of=MOMENTS[shard], currencies=("EUR",))
    compared, found = fact_differences(Policy(engine="plain"), cases, MOMENTS[shard])
    assert compared > 10_000
    assert found == []


def test_a_fixed_offset_and_any_other_zone_tell_the_same_days() -> None:
    class Odd(tzinfo):
        """A zone that is neither of the usual ones."""

        def utcoffset(self, _: datetime | None) -> timedelta:
            return timedelta(hours=5)

        def dst(self, _: datetime | None) -> timedelta:
            return timedelta(0)

        def tzname(self, _: datetime | None) -> str:
            return "odd"

        def __reduce__(self) -> tuple[object, ...]:
            return Odd, ()

    cases = list(sample_cases(9000, 60, as_of=MOMENTS[0], currencies=("EUR",)))
    for zone in (timezone(timedelta(hours=5)), Odd()):
        assert fact_differences(Policy(engine="plain"), cases, datetime(2026, 7, 15, 12, tzinfo=zone))[1] == []


@pytest.mark.parametrize(
    "make", [lambda frame: frame, lambda frame: frame.lazy(), lambda frame: frame.to_pandas(), lambda frame: frame.to_arrow()]
)
def test_frames_of_several_makes(make: object) -> None:
    given = {"debtors": make(_DEBTORS), "invoices": make(invoices())}  # type: ignore[operator] # it is a function
    found = check_tables(given, Currencies(None, None))
    assert found.rejects == ()
    assert found.tables["debtors"]["id"].to_list() == ["D1", "D2"]
    assert found.tables["invoices"]["amount"].to_list() == [Decimal(10)]


@pytest.mark.parametrize(
    ("tables", "message"),
    [
        ({"debtors": _DEBTORS, "invoice": invoices()}, "`invoice` is not a table"),
        ({"invoices": invoices()}, "there is no table `debtors`"),
        ({"debtors": pl.DataFrame({"id": ["1"], "nam": ["x"]})}, "has no column `nam`"),
        ({"debtors": [1]}, "the table `debtors` is no frame"),
        ({"debtors": pl.DataFrame({"id": ["1"]}), "contacts": pl.DataFrame({"attributes.x": ["1"]})}, "has no column `attributes.x`"),
    ],
)
def test_what_is_no_portfolio(tables: dict[str, object], message: str) -> None:
    with pytest.raises(LedgerError, match=message):
        check_tables(tables, Currencies(None, None))


@pytest.mark.parametrize(
    ("columns", "field", "reason"),
    [
        ({"amount": ["ten"]}, "amount", "is not a number"),
        ({"amount": [float("nan")]}, "amount", ""),
        ({"amount": ["1e18"]}, "amount", "out of range"),
        ({"amount": ["10.001"]}, "amount", "more than 2 decimals"),
        ({"currency": ["EURO"]}, "currency", "is not a currency"),
        ({"due_on": ["2025-12-31"]}, "due_on", "`due_on` is before `issued_on`"),
        ({"issued_on": ["1.1.2026"]}, "issued_on", "is not a date"),
        ({"debtor_id": ["D9"]}, "debtor_id", "its debtor `D9` is not in the debtors table"),
        ({"open_amount": ["11"]}, "open_amount", "is not between 0 and `amount`"),
        ({"id": [""]}, "id", "is empty"),
        ({"id": ["a\nb"]}, "id", "control characters"),
        ({"amount": [None]}, "amount", "is missing"),
    ],
)
def test_bad_rows_are_rejected_as_in_a_ledger(columns: dict[str, object], field: str, reason: str) -> None:
    found = checked(invoices=invoices(**columns))
    (reject,) = found.rejects
    assert (reject.table, reject.line, reject.field) == ("invoices", 1, field)
    assert reason in reject.reason
    assert (found.counts.read, found.counts.accepted, found.counts.rejected) == (3, 2, 1)


def test_odd_rows_that_a_model_takes_are_taken() -> None:
    given = invoices(amount=["1e1"], open_amount=["5.0000000000000"], **{"attributes.route": ["north"]})
    found = checked(invoices=given)
    assert found.rejects == ()
    row = found.tables["invoices"].row(0, named=True)
    assert (row["amount"], row["open_amount"], row["attributes"]) == (Decimal(10), Decimal(5), '{"route":"north"}')


def test_twice_and_of_a_rejected_debtor() -> None:
    debtors = pl.DataFrame({"id": ["D1", "D1", "D3"], "country": ["DE", "DE", "Germany"]})
    twice = pl.concat([invoices(), invoices(), invoices(id=["2"], debtor_id=["D3"])])
    found = check_tables({"debtors": debtors, "invoices": twice}, Currencies(None, None))
    assert [(each.table, each.line, each.reason) for each in found.rejects] == [
        ("debtors", 3, "`country` does not have its form"),
        ("debtors", 2, "debtor `D1` occurs twice"),
        ("invoices", 2, "invoice `1` occurs twice"),
        ("invoices", 3, "its debtor `D3` was rejected (debtors:3)"),
    ]


def test_a_currency_without_a_rate() -> None:
    found = check_tables({"debtors": _DEBTORS, "invoices": invoices(currency=["USD"])}, Currencies((), "EUR"))
    assert [each.reason for each in found.rejects] == ["no rate from `USD` to `EUR` is known"]


def test_lines_of_files_are_told() -> None:
    found = checked(invoices=invoices(amount=["x"]).with_columns(pl.lit(17).alias(LINE)))
    assert found.rejects[0].line == 17


def test_typed_columns_need_no_second_look() -> None:
    moment = datetime(2026, 1, 1, tzinfo=timezone(timedelta(hours=8)))
    visits = pl.DataFrame({"id": ["1"], "debtor_id": ["D1"], "recorded_at": [moment], "started_at": [moment], "outcomes": [["paid"]]})
    contacts = pd.DataFrame({"id": ["c"], "debtor_id": ["D1"], "role": pd.Categorical(["payer"]), "authority_to_pay": [True]})
    events = pa.table({"id": ["e"], "debtor_id": ["D1"], "at": [moment], "kind": ["delivery"], "days_to_sell": [30]})
    found = checked(visits=visits, contacts=contacts, events=events, invoices=invoices(amount=[10]))
    assert found.rejects == ()
    assert found.tables["events"]["days_to_sell"].to_list() == [30]


def test_the_text_of_csv_files(tmp_path: Path) -> None:
    (tmp_path / "debtors.csv").write_text("id,credit_hold\nD1,TRUE\nD2,yes\nD3,maybe\n", encoding="utf-8")
    header = "id,debtor_id,amount,currency,issued_on,due_on\n"
    rows = "1,D1, 5.00 ,EUR,2026-01-01,2026-02-01\n2,D2,x,EUR,2026-01-01,2026-02-01\n3,D3,1,EUR,2026-01-01,2026-02-01\n"
    (tmp_path / "invoices.csv").write_text(header + rows, encoding="utf-8")
    ledger = read_ledger(tmp_path, creditor=_US)
    tables = {
        name: pl.read_csv(tmp_path / f"{name}.csv", infer_schema=False).with_row_index(LINE, offset=2) for name in ("debtors", "invoices")
    }
    found = check_tables(tables, Currencies(None, None), as_text=True, files={name: f"{name}.csv" for name in tables})
    assert sorted(found.rejects, key=_place) == sorted(ledger.rejects, key=_place)
    assert cases_of(found.tables, range(2), _US) == list(ledger.cases)


def _place(reject: Reject) -> tuple[str, int]:
    return reject.file, reject.line or 0


def test_days_of_pandas_are_days() -> None:
    given = invoices().to_pandas()
    for name in ("issued_on", "due_on"):
        given[name] = pd.to_datetime(given[name])
    found = checked(invoices=given)
    assert found.rejects == ()
    assert found.tables["invoices"]["due_on"].to_list() == [date(2026, 2, 1)]
    given["due_on"] += pd.Timedelta(hours=9)
    assert [each.reason for each in checked(invoices=given).rejects] == ["`due_on` is not a date"]


def test_days_that_are_none_of_the_calendar() -> None:
    beyond = pl.Series([4_000_000], dtype=pl.Int32).cast(pl.Date)
    (reject,) = checked(invoices=invoices(limitation_on=beyond)).rejects
    assert (reject.field, reject.reason) == ("limitation_on", "`limitation_on` is not a date")
