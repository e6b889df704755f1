"""Records in the shape of Odoo's `read`, written from its documented fields; they were not recorded from an installation.

Links are `[id, name]`, what is empty is `false`, amounts are binary fractions, moments are in UTC without saying so.
"""

from __future__ import annotations

from typing import Any

EUR, USD = [1, "EUR"], [2, "USD"]
Row = dict[str, Any]


def partner(number: int, **fields: object) -> Row:
    """A company in Germany."""
    return {
        "id": number,
        "name": f"Partner {number}",
        "is_company": True,
        "commercial_partner_id": [number, f"Partner {number}"],
        "parent_id": False,
        "country_code": "DE",
        **fields,
    }


def move(number: int, total: float, residual: float, **fields: object) -> Row:
    """A posted invoice of partner 7."""
    return {
        "id": number,
        "name": f"INV/2026/{number:05}",
        "move_type": "out_invoice",
        "state": "posted",
        "partner_id": [7, "Partner 7"],
        "commercial_partner_id": [7, "Partner 7"],
        "invoice_date": "2026-04-01",
        "date": "2026-04-01",
        "invoice_date_due": "2026-05-01",
        "amount_total": total,
        "amount_residual": residual,
        "currency_id": EUR,
        "payment_state": "not_paid" if total == residual else "partial",
        **fields,
    }


def line(number: int, of: int, amount: float, residual: float, **fields: object) -> Row:
    """A line on the receivable account."""
    return {
        "id": number,
        "move_id": [of, f"INV/2026/{of:05}"],
        "partner_id": [7, "Partner 7"],
        "parent_state": "posted",
        "account_type": "asset_receivable",
        "date": "2026-04-01",
        "date_maturity": "2026-05-01",
        "amount_currency": amount,
        "amount_residual_currency": residual,
        "currency_id": EUR,
        "write_date": "2026-06-20 08:30:00",
        "payment_id": False,
        "statement_line_id": False,
        **fields,
    }


def partial(number: int, debit: int, credit: int, amount: float, **fields: object) -> Row:
    """A partial reconciliation of two lines."""
    return {
        "id": number,
        "debit_move_id": [debit, "INV"],
        "credit_move_id": [credit, "PBNK"],
        "debit_amount_currency": amount,
        "max_date": "2026-05-20",
        **fields,
    }
