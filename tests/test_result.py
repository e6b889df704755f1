"""Reports: JSON out and in again, the same bytes for the same report."""

from __future__ import annotations

import json
from dataclasses import FrozenInstanceError
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from dunning_rules.errors import LedgerError, ReportError
from dunning_rules.language import MINUTE, Const, Wording
from dunning_rules.rejects import Counts, Reject
from dunning_rules.result import Report
from dunning_rules.rules import Claim, Conclude, Exclusion
from dunning_rules.vocabulary import debtor, invoice
from tests.cases import NOON, TEXT, a_book, a_case, a_rule, advise, an_action, an_invoice, asked

A = an_action("A")
B = an_action("B")


def a_report() -> Report:
    """A report with something of everything."""
    claims = (Claim(Wording("our bank presses us", "银行催贷"), "bank_pressure"), Claim(TEXT))
    book = a_book(
        a_rule(
            "a",
            invoice.is_overdue,
            advise("A", 70, start=Const(600, MINUTE), deadline=debtor.today + 1, amount=invoice.open_amount, claims=claims),
        ),
        a_rule("b", debtor.is_overdue, advise("B"), tip=7, why=Wording("{debtor.overdue_amount} since {debtor.oldest_due_on}", "")),
        a_rule("c", debtor.is_overdue, Conclude.that(debtor.bad_faith)),
        actions=(A, B),
        exclusions=(Exclusion("A", "B", TEXT),),
    )
    return asked(book, a_case(an_invoice(), debtor={"timezone": "Asia/Shanghai", "country": "CN"}))


def test_a_report_survives_json() -> None:
    report = a_report()
    assert (len(report.recommendations), len(report.gave_way), len(report.conclusions)) == (1, 1, 1)
    again = Report.from_json(report.to_json())
    assert again == report
    assert again.to_json() == report.to_json()
    assert Report.from_json(report.to_json(indent=None).encode()) == report


def test_the_same_question_gives_the_same_bytes() -> None:
    assert a_report().to_json() == a_report().to_json()


def test_json_shows_amounts_as_text_days_as_iso_and_the_moment_with_its_offset() -> None:
    found = json.loads(a_report().to_json())
    (advice,) = found["recommendations"]
    assert found["as_of"] == "2026-07-15T12:00:00+02:00"
    assert (advice["amount"], advice["deadline"], advice["on"]) == ("100.00", "2026-07-16", None)
    assert advice["window"] == {
        "on": "2026-07-15",
        "start": "18:00",
        "end": "22:00",
        "zone": "Asia/Shanghai",
        "holidays_known": True,
        "start_utc": "2026-07-15T10:00:00Z",
        "end_utc": "2026-07-15T14:00:00Z",
    }
    assert found["totals"]["open_amount"] == "100.00"
    (lost,) = found["gave_way"]
    assert lost["recommendation"]["facts"] == {
        "debtor.is_overdue": True,
        "debtor.overdue_amount": "100.00",
        "debtor.oldest_due_on": "2026-06-01",
    }


def test_claims_say_whether_they_are_attested() -> None:
    (advice,) = a_report().recommendations
    assert advice.claims == ()
    assert advice.original is not None
    assert [(claim.needs, claim.attested) for claim in advice.original.claims] == [("bank_pressure", False), (None, False)]


def test_advice_for_one_debtor() -> None:
    report = a_report()
    assert report.for_debtor("d") == report.recommendations
    assert report.for_debtor("e") == ()


def test_a_report_does_not_change() -> None:
    with pytest.raises(FrozenInstanceError):
        a_report().schema_version = 2  # type: ignore[misc] # the mistake


def test_rejects_and_counts_survive_json() -> None:
    report = a_report()
    reject = Reject("invoices.csv", 7, "invoices", "amount", "1.000,0", "not a number", "write it so")
    full = Report(report.as_of, report.totals, (), (), (), (reject,), Counts(3, 2, 1), Counts(1, 1, 0), report.metadata)
    assert Report.from_json(full.to_json()) == full


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"as_of": "yesterday"}, "as_of"),
        ({"totals": None}, "totals"),
        ({"recommendations": [{}]}, "recommendations.0.debtor_id"),
        ({"cases": {"read": "many", "accepted": 1, "rejected": 0}}, "cases.read"),
    ],
)
def test_what_is_no_report_is_an_error_that_says_where(change: dict[str, Any], where: str) -> None:
    text = json.dumps(json.loads(a_report().to_json()) | change)
    with pytest.raises(ReportError) as caught:
        Report.from_json(text)
    assert caught.value.message.startswith("this is not a report: ")
    assert caught.value.where == where
    assert caught.value.help == "give the JSON that `Report.to_json` or `dunning-rules run --format json` wrote"


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '"x"', "{}"])
def test_any_other_text_is_no_report(text: str) -> None:
    with pytest.raises(ReportError, match="this is not a report: "):
        Report.from_json(text)


@pytest.mark.parametrize("counts", [(3, 2, 2), (3, 1, 1), (-1, 0, -1), (0, 1, -1)])
def test_counts_add_up(counts: tuple[int, int, int]) -> None:
    with pytest.raises(LedgerError, match="the counts do not add up"):
        Counts(*counts)


def test_facts_keep_their_kinds() -> None:
    facts = a_report().gave_way[0].recommendation.facts
    assert [type(value) for value in facts.values()] == [bool, str, str]
    assert Decimal(str(facts["debtor.overdue_amount"])) == 100
    assert date.fromisoformat(str(facts["debtor.oldest_due_on"])) == date(2026, 6, 1)


def test_the_moment_of_the_question_is_kept() -> None:
    assert a_report().as_of == NOON
