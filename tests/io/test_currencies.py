"""Mixed currencies: a row that cannot be converted is a reject; the others go on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from dunning_rules.io import read_ledger
from dunning_rules.models import Creditor

FLAT = (
    "invoice_id,debtor_id,amount,currency,issued_on,due_on\n"
    "1,0042,100.00,EUR,2026-05-01,2026-06-01\n"
    "2,0042,100.00,USD,2026-05-01,2026-06-01\n"
    "3,0043,100,JPY,2026-05-01,2026-06-01\n"
)


def test_without_rates_the_reader_leaves_currencies_to_the_policy(write: Callable[[str, str], Path]) -> None:
    ledger = read_ledger(write("open.csv", FLAT), creditor=Creditor(id="c", currency="EUR"))

    assert ledger.counts.accepted == 3


@pytest.mark.parametrize(("convertible", "kept"), [((), ["1"]), (("USD",), ["1", "2"])])
def test_a_row_without_a_rate_is_a_reject_and_the_others_go_on(
    write: Callable[[str, str], Path], convertible: tuple[str, ...], kept: list[str]
) -> None:
    ledger = read_ledger(write("open.csv", FLAT), currency="EUR", convertible=convertible)

    assert [invoice.id for case in ledger.cases for invoice in case.invoices] == kept
    assert ledger.counts.read == 3
    assert ledger.counts.rejected == 3 - len(kept)
    assert [(reject.line, reject.field, reject.value) for reject in ledger.rejects][-1] == (4, "currency", "JPY")
    assert ledger.rejects[-1].reason == "no rate from `JPY` to `EUR` is known"
    assert "from JPY to EUR" in ledger.rejects[-1].help


def test_the_creditor_of_a_folder_says_what_is_reported(folder: Callable[[Mapping[str, str]], Path]) -> None:
    path = folder(
        {
            "creditor.csv": "id,currency\nc,USD\n",
            "debtors.csv": "id,currency\n1,\n2,JPY\n",
            "invoices.csv": (
                "id,debtor_id,amount,currency,issued_on,due_on\na,1,1.00,USD,2026-05-01,2026-06-01\nb,1,1.00,EUR,2026-05-01,2026-06-01\n"
            ),
            "visits.csv": "id,debtor_id,recorded_at,started_at,currency\nv,1,2026-05-02T09:00:00Z,2026-05-02T09:00:00Z,EUR\n",
            "events.csv": "id,kind,debtor_id,at,amount,currency\np,payment,1,2026-05-02T09:00:00Z,1.00,EUR\n",
        }
    )

    ledger = read_ledger(path, convertible=())

    assert [reject.table for reject in ledger.rejects] == ["debtors", "events", "invoices", "visits"]
    assert all(reject.reason.startswith("no rate from") for reject in ledger.rejects)
    assert read_ledger(path, convertible=(), creditor=Creditor(id="c", currency="EUR")).counts.rejected == 2


def test_a_line_of_a_case_without_a_rate_is_a_reject(write: Callable[[str, str], Path], case_line: Callable[..., str]) -> None:
    path = write("cases.jsonl", case_line("0042") + case_line("0043", currency="JPY", amount="100"))

    ledger = read_ledger(path, convertible=())

    assert [case.debtor.id for case in ledger.cases] == ["0042"]
    assert ledger.rejects[0].field == "invoices[0].currency"
