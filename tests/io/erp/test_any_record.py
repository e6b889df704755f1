"""Whatever stands in a record: it is read or rejected, and nothing else happens."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dunning_rules.io.erp import Owed, read_erpnext, read_odoo, read_tryton
from dunning_rules.io.ledger import Ledger
from dunning_rules.models import Creditor
from tests.io.erp import erpnext_documents as erpnext
from tests.io.erp import odoo_records as odoo
from tests.io.erp import test_tryton as tryton

Records = dict[str, list[Any]]
OWED = Owed(Creditor(id="us", currency="EUR"))
NOTHING: list[object] = [None, False, "", [], (), {}]
TEXTS = ["x", "7", "\ud800", "9" * 200, "a\nb", "0000-00-00", b"x"]
NUMBERS = [True, 0, -1, 10**30, 1.5, float("nan"), float("inf"), 1e300, Decimal("NaN"), Decimal(-7), Decimal("1E+400")]
NESTED: list[object] = [[1], [None, None], [[], {}], {"a": 1}, [{"a": 1}]]
OTHERS = [date.max, date.min, datetime.max.replace(tzinfo=UTC), object()]
JUNK = st.sampled_from([*NOTHING, *TEXTS, *NUMBERS, *NESTED, *OTHERS])


def _odoo() -> Records:
    return {
        "res.partner": [odoo.partner(7, credit_limit=1.0, use_partner_credit_limit=True), odoo.partner(8, commercial_partner_id=[7, "x"])],
        "account.move": [odoo.move(1, 10.0, 5.0), odoo.move(2, 3.0, 0.0, move_type="out_refund")],
        "account.move.line": [
            odoo.line(11, 1, 10.0, 5.0, blocked=True, expected_pay_date="2026-07-01", last_followup_date="2026-06-01"),
            odoo.line(12, 1, -5.0, -1.0),
        ],
        "account.partial.reconcile": [odoo.partial(1, 11, 12, 5.0)],
    }


def _erpnext() -> Records:
    return {
        "Country": [{"name": "Germany", "code": "de"}],
        "Address": [erpnext.address("a", "Germany")],
        "Customer": [erpnext.customer(credit_limits=[{"company": "x", "credit_limit": 5.0}])],
        "Sales Invoice": [
            erpnext.invoice(1, 10.0, 5.0, payment_schedule=erpnext.parts(("2026-05-01", 4.0), ("2026-06-01", 6.0))),
            erpnext.invoice(2, -3.0, 0.0, is_return=1, return_against="ACC-SINV-2026-00001"),
        ],
        "Payment Entry": [erpnext.payment(1, (1, 2.0), unallocated_amount=1.0)],
        "Dunning": [erpnext.dunning(1, 1)],
    }


def _tryton() -> Records:
    return {
        "party.party": [{"id": 7, "name": "Alder", "code": "A7"}],
        "party.address": [{"party": 7, "country.": {"code": "DE"}}],
        "account.invoice": [tryton.invoice(5, (1,), (2,)), tryton.invoice(6, (3,))],
        "account.move.line": [tryton.line(1, "10"), tryton.paying(2, "4", 3), tryton.line(3, "-5")],
        "account.dunning.level": tryton.levels(),
        "account.dunning": [tryton.dunning(1, 1, 21, "waiting", blocked=True)],
    }


@pytest.mark.parametrize(("make", "read"), [(_odoo, read_odoo), (_erpnext, read_erpnext), (_tryton, read_tryton)])
@given(st.data())
def test_it_is_read_or_rejected(make: Callable[[], Records], read: Callable[[Records, Owed], Ledger], data: st.DataObject) -> None:
    records = make()
    for _ in range(data.draw(st.integers(1, 3))):
        rows = records[data.draw(st.sampled_from(sorted(records)))]
        place = data.draw(st.integers(0, len(rows) - 1))
        if isinstance(rows[place], dict) and rows[place] and data.draw(st.integers(0, 9)):
            name = data.draw(st.sampled_from(sorted(rows[place])))
            rows[place] = rows[place] | {name: data.draw(JUNK)}
            children = rows[place][name]
            if isinstance(children, list) and children and isinstance(children[0], dict) and children[0]:
                child = data.draw(st.sampled_from(sorted(children[0])))
                rows[place] = rows[place] | {name: [children[0] | {child: data.draw(JUNK)}, *children[1:]]}
        else:
            rows[place] = data.draw(JUNK)
    ledger = read(records, OWED)
    assert ledger.counts.read == sum(map(len, records.values()))
    assert ledger.counts.rejected == len(ledger.rejects)
    assert all(each.reason and each.help for each in ledger.rejects)
