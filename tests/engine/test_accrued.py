"""Interest on invoices, as rules see it: the figures of `dr.interest`, or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dunning_rules.engine.accrued import Accruals
from dunning_rules.engine.money import Money
from dunning_rules.engine.plan import make_plan
from dunning_rules.engine.records import Projector
from dunning_rules.late_payment import Rates, RateTable, interest, shipped_rates
from dunning_rules.models import Case, Event, ExchangeRate, Invoice
from dunning_rules.tips import standard_book
from tests.cases import a_case, a_payment, an_event, an_invoice

TODAY = date(2026, 6, 20)
NOON = datetime(2026, 6, 20, 12, tzinfo=UTC)
GERMAN = {"country": "DE", "kind": "company", "interest_basis": "statute"}
OURS = {"country": "DE"}
CONTRACT = {"interest_basis": "contract", "interest_rate": Decimal("0.10")}
DUE = date(2026, 3, 31)


def facts(case: Case, *, rates: Rates | None = None, abroad: tuple[ExchangeRate, ...] = ()) -> tuple[Any, Any, Any]:
    """Accrued interest, its law, and interest to date of the first invoice."""
    plan = make_plan(standard_book(), TODAY, 2)
    records = Projector(plan, Money("EUR", abroad, TODAY), Accruals(*([rates] if rates is not None else []))).records(case, NOON)
    record = records.by_scope["invoice"][0]
    return record["accrued_interest"], record["interest_law"], record["interest_to_date"]


def of(*records: Invoice | Event, debtor: Mapping[str, Any], creditor: Mapping[str, Any] = OURS, **changes: object) -> tuple[Any, Any, Any]:
    """The facts of an invoice of 1,000 that fell due on 2026-03-31."""
    fields: dict[str, Any] = {"amount": Decimal(1000), "issued_on": date(2026, 3, 1), "due_on": DUE} | changes
    bill = an_invoice(**fields)
    return facts(a_case(bill, *records, debtor=debtor, creditor=creditor))


def test_by_statute_it_is_what_the_law_of_both_sides_grants() -> None:
    found = interest(regime="eu", member_state="DE", principal=Decimal(1000), currency="EUR", due_on=DUE, paid_on=TODAY, compensation=False)
    cents = int(found.interest * 100)
    assert of(debtor=GERMAN) == (cents, "eu-DE", cents)


@pytest.mark.parametrize(
    ("debtor", "creditor", "law"),
    [
        (GERMAN | {"governing_law": "FR"}, OURS, "eu-FR"),
        (GERMAN | {"country": "IT", "governing_law": "IT"}, OURS, "eu"),
        (GERMAN | {"country": "IT"}, OURS, None),
        (GERMAN | {"country": "PL", "governing_law": "PL"}, OURS, None),
        (GERMAN | {"kind": "unknown"}, OURS, None),
        (GERMAN | {"kind": "natural_person"}, OURS, None),
        (GERMAN | {"governing_law": "GB"}, OURS, "gb"),
        (GERMAN | {"governing_law": "US"}, OURS, None),
        (GERMAN | {"interest_basis": None}, OURS, None),
        (GERMAN | {"country": None}, {}, None),
        ({"interest_basis": "contract"}, OURS, None),
        (CONTRACT, OURS, "contract"),
        (CONTRACT | {"governing_law": "US"}, OURS, "us-contract"),
        (GERMAN | {"country": "CN", "kind": "public_body"}, {"country": "CN", "size": "small"}, "cn-sme"),
        (GERMAN | {"country": "CN", "kind": "public_body"}, {"country": "CN", "size": "large"}, None),
    ],
)
def test_the_law_that_governs(debtor: dict[str, Any], creditor: dict[str, Any], law: str | None) -> None:
    accrued, name, _ = of(debtor=debtor, creditor=creditor)
    assert name == law
    assert (accrued is None) is (law is None)


def test_the_last_case_lacks_a_rate_and_not_a_law() -> None:
    buyer = GERMAN | {"country": "CN", "kind": "public_body"}
    bill = {"issued_on": date(2025, 12, 1), "due_on": date(2025, 12, 31)}
    assert of(debtor=buyer, creditor={"country": "CN", "size": "large"}, **bill)[1] == "cn-sales"


@pytest.mark.parametrize(("due_on", "days"), [(TODAY, None), (TODAY + timedelta(days=1), None), (TODAY - timedelta(days=1), 1)])
def test_it_begins_after_the_due_day(due_on: date, days: int | None) -> None:
    accrued, _, _ = of(debtor=CONTRACT | {"interest_rate": Decimal("0.3650")}, due_on=due_on)
    assert accrued == (None if days is None else days * 100)


def test_payments_pay_the_principal_first() -> None:
    half = a_payment(500, invoice_id="1", at=datetime(2026, 4, 10, 12, tzinfo=UTC))
    accrued, _, _ = of(half, debtor=CONTRACT | {"interest_rate": Decimal("0.3650")})
    assert accrued == 10 * 100 + 71 * 50


def test_what_the_ledger_has_booked_without_a_payment_bears_no_interest() -> None:
    accrued, _, _ = of(debtor=CONTRACT | {"interest_rate": Decimal("0.3650")}, open_amount=Decimal(400))
    assert accrued == 81 * 40


def test_a_credit_note_bears_none() -> None:
    assert of(debtor=CONTRACT, amount=Decimal(-10)) == (None, None, None)


def test_a_payment_in_another_currency_leaves_it_unknown() -> None:
    paid = a_payment(5, invoice_id="1", currency="USD", at=datetime(2026, 4, 10, 12, tzinfo=UTC))
    bill = an_invoice(issued_on=date(2026, 3, 1), due_on=DUE)
    dollars = ExchangeRate(source="USD", target="EUR", rate=Decimal("0.5"), on=date(2026, 1, 1))
    assert facts(a_case(bill, paid, debtor=CONTRACT), abroad=(dollars,))[0] is None


def test_an_invoice_in_another_currency_is_reckoned_in_its_own() -> None:
    bill = an_invoice(amount=Decimal("33.33"), currency="USD", issued_on=date(2026, 3, 1), due_on=DUE)
    dollars = ExchangeRate(source="USD", target="EUR", rate=Decimal("0.5"), on=date(2026, 1, 1))
    own = interest(regime="contract", principal=Decimal("33.33"), currency="USD", due_on=DUE, paid_on=TODAY, rate=Decimal("0.10")).interest
    assert own == Decimal("0.74")
    assert facts(a_case(bill, debtor=CONTRACT), abroad=(dollars,))[0] == 37


def test_what_is_disputed_or_may_be_credited_is_not_charged() -> None:
    dispute = an_event("dispute_raised", invoice_id="1", at=datetime(2026, 6, 1, tzinfo=UTC))
    credit = a_payment(1, at=datetime(2026, 6, 1, tzinfo=UTC))
    for each in (dispute, credit):
        accrued, _, to_date = of(each, debtor=CONTRACT)
        assert accrued is not None
        assert to_date is None


def test_rates_of_the_user_fill_what_is_missing() -> None:
    table = next(each for each in shipped_rates().table if each.id == "de-base")
    bill = an_invoice(issued_on=date(2012, 3, 1), due_on=date(2012, 3, 31))
    case = a_case(bill, debtor=GERMAN, creditor=OURS)
    assert facts(case)[0] is None
    assert table.rows
    row = table.rows[-1].model_copy(update={"rate": Decimal("0.0227")})
    newer = Rates(table=(RateTable.model_validate(table.model_dump() | {"rows": (row,)}),))
    usual = a_case(an_invoice(amount=Decimal(1000), issued_on=date(2026, 3, 1), due_on=DUE), debtor=GERMAN, creditor=OURS)
    assert facts(usual, rates=newer)[0] > facts(usual)[0]
    assert Accruals(newer).digest != Accruals().digest == Accruals().digest


@pytest.mark.bulk
@given(
    bill=st.tuples(st.decimals(0, 10**6, places=2), st.integers(-30, 4000)),
    share=st.decimals(0, 1, places=4),
    basis=st.sampled_from(("contract", "statute", None)),
    country=st.sampled_from(("DE", "FR", "CN", "GB", "US", "IT", "BR", None)),
    paid=st.lists(st.tuples(st.integers(0, 4000), st.decimals(0, 10**6, places=2)), max_size=3),
)
def test_it_never_fails_and_is_never_negative(
    bill: tuple[Decimal, int], share: Decimal, basis: str | None, country: str | None, paid: list[tuple[int, Decimal]]
) -> None:
    amount, days = bill
    due_on = TODAY - timedelta(days=days)
    late = an_invoice(amount=amount, issued_on=min(due_on, TODAY), due_on=due_on)
    known = [
        a_payment(str(each), id=f"p{number}", invoice_id="1", at=NOON - timedelta(days=ago)) for number, (ago, each) in enumerate(paid)
    ]
    debtor = {"country": country, "kind": "company", "interest_basis": basis, "interest_rate": share}
    accrued, law, to_date = facts(a_case(late, *known, debtor=debtor, creditor={"country": country}))
    assert (accrued is None) is (law is None)
    assert accrued is None or (accrued >= 0 and days > 0)
    assert to_date in {None, accrued}
