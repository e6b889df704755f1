"""Documents in the shape of ERPNext's REST interface, written from its documented fields; they were not recorded from an installation.

`docstatus` is 0 for a draft, 1 submitted, 2 cancelled; child tables are lists; what is empty is null, or an empty text.
"""

from __future__ import annotations

from typing import Any

Row = dict[str, Any]
ALDER = "Alder GmbH"


def customer(name: str = ALDER, **fields: object) -> Row:
    return {"name": name, "customer_name": name, "customer_type": "Company", "is_frozen": 0, "credit_limits": [], **fields}


def address(name: str, country: str, of: str = ALDER, **fields: object) -> Row:
    links = [{"link_doctype": "Supplier", "link_name": of}, {"link_doctype": "Customer", "link_name": of}]
    return {"name": name, "country": country, "is_primary_address": 0, "links": links, **fields}


def invoice(number: int, total: float, outstanding: float, **fields: object) -> Row:
    return {
        "name": f"ACC-SINV-2026-{number:05}",
        "docstatus": 1,
        "customer": ALDER,
        "posting_date": "2026-04-01",
        "due_date": "2026-05-01",
        "currency": "EUR",
        "party_account_currency": "EUR",
        "grand_total": total,
        "rounded_total": 0.0,
        "base_grand_total": total,
        "base_rounded_total": 0.0,
        "outstanding_amount": outstanding,
        "is_return": 0,
        "return_against": None,
        "update_outstanding_for_self": 0,
        "payment_schedule": [{"due_date": "2026-05-01", "payment_amount": total}],
        **fields,
    }


def parts(*shares: tuple[str, float]) -> list[Row]:
    return [{"due_date": day, "payment_amount": amount} for day, amount in shares]


def payment(number: int, *allocated: tuple[int, float], **fields: object) -> Row:
    return {
        "name": f"ACC-PAY-2026-{number:05}",
        "docstatus": 1,
        "payment_type": "Receive",
        "party_type": "Customer",
        "party": ALDER,
        "posting_date": "2026-05-20",
        "paid_from_account_currency": "EUR",
        "unallocated_amount": 0.0,
        "references": [
            {"reference_doctype": "Sales Invoice", "reference_name": f"ACC-SINV-2026-{of:05}", "allocated_amount": amount}
            for of, amount in allocated
        ],
        **fields,
    }


def dunning(number: int, *levels: int, **fields: object) -> Row:
    overdue = [{"sales_invoice": f"ACC-SINV-2026-{place:05}", "dunning_level": level} for place, level in enumerate(levels, 1)]
    return {
        "name": f"DUNN-{number}",
        "docstatus": 1,
        "customer": ALDER,
        "posting_date": "2026-06-01",
        "overdue_payments": overdue,
        **fields,
    }
