"""“Fees on fees”; “interest is charged without a notice”; “interest is lost once the principal is paid”."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import dunning_rules as dr
from dunning_rules.models import Event, Invoice
from dunning_rules.policy import Policy
from dunning_rules.result import Recommendation
from tests.cases import NOON, a_case, a_payment, an_event, an_invoice, claims_of

POLICY = Policy()
BY_CONTRACT = {"interest_basis": "contract", "interest_rate": Decimal("0.0730")}
NOTICE = an_event("notice_sent", notice="interest_notice", delivered_on=date(2026, 7, 2), deadline_on=date(2026, 7, 12))


def advice(action: str, *records: Invoice | Event, **debtor: object) -> list[Recommendation]:
    report = POLICY.evaluate(a_case(*records, debtor=debtor), as_of=NOON)
    return [each for each in report.recommendations if each.action == action]


def test_interest_is_announced_before_it_is_charged() -> None:
    assert len(advice("SEND_INTEREST_NOTICE", an_invoice(), **BY_CONTRACT)) == 1
    assert advice("CHARGE_INTEREST", an_invoice(), **BY_CONTRACT) == []
    assert advice("SEND_INTEREST_NOTICE", an_invoice(), NOTICE, **BY_CONTRACT) == []


def test_without_a_basis_there_is_no_interest() -> None:
    assert advice("SEND_INTEREST_NOTICE", an_invoice()) == []
    assert advice("CHARGE_INTEREST", an_invoice(), NOTICE) == []


def test_interest_is_counted_by_days_on_the_principal_alone() -> None:
    (charge,) = advice("CHARGE_INTEREST", an_invoice(amount=Decimal(1000)), NOTICE, **BY_CONTRACT)
    assert charge.amount == Decimal("8.80")
    assert (charge.invoice_id, charge.facts["invoice.days_past_due"]) == ("1", 44)


def test_what_was_paid_late_bears_interest_until_the_day_of_payment() -> None:
    (charge,) = advice("CHARGE_INTEREST", an_invoice(amount=Decimal(1000)), a_payment(500, invoice_id="1"), NOTICE, **BY_CONTRACT)
    found = dr.interest(
        regime="contract", principal=Decimal(1000), currency="EUR", due_on=an_invoice().due_on, paid_on=NOON.date(), rate=Decimal("0.0730"),
        payments=[(a_payment(500).at.date(), Decimal(500))], allocation="principal-interest-costs",
    )  # fmt: skip
    assert charge.amount == found.open_interest


def test_statutory_interest_is_left_to_who_knows_the_rate() -> None:
    (charge,) = advice("CHARGE_INTEREST", an_invoice(), NOTICE, interest_basis="statute")
    assert charge.amount is None


def test_until_the_deadline_nothing_is_charged() -> None:
    later = NOTICE.model_copy(update={"deadline_on": date(2026, 7, 15)})
    assert advice("CHARGE_INTEREST", an_invoice(), later, **BY_CONTRACT) == []


def test_a_notice_that_did_not_arrive_does_not_count() -> None:
    lost = NOTICE.model_copy(update={"delivered_on": None})
    assert advice("CHARGE_INTEREST", an_invoice(), lost, **BY_CONTRACT) == []


def test_a_held_invoice_bears_no_interest_charge() -> None:
    dispute = an_event("dispute_raised", invoice_id="1")
    charged = advice("CHARGE_INTEREST", an_invoice(id="1"), an_invoice(id="2"), NOTICE, dispute, **BY_CONTRACT)
    assert [each.invoice_id for each in charged] == ["2"]


def test_that_a_bank_presses_us_is_said_only_when_it_is_attested() -> None:
    (notice,) = advice("SEND_INTEREST_NOTICE", an_invoice(), **BY_CONTRACT)
    assert [(claim.needs, claim.attested) for claim in claims_of(notice)] == [("bank_pressure", False)]
    assert notice.claims == ()
