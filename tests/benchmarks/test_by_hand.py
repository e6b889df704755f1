"""The rules that are written by hand in Python are those of the book: all of them, and the part that the engines are measured with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from benchmarks.contenders import check_by_hand
from benchmarks.hand.book import compared_book
from benchmarks.hand.standpoint import Standpoint
from benchmarks.hand.whole import evaluate_whole
from benchmarks.portfolios import same
from benchmarks.portfolios.data import AS_OF, CREDITOR, portfolio
from benchmarks.portfolios.fired import WINDOW
from benchmarks.portfolios.same import check_hand
from dunning_rules.frames.check import check_tables
from dunning_rules.frames.convert import cases_of
from dunning_rules.models import Case
from dunning_rules.policy import Policy
from dunning_rules.rows.currencies import Currencies
from dunning_rules.testing import AS_OF as SAMPLED_AT
from dunning_rules.testing import sample_cases
from dunning_rules.testing.golden import golden_paths, read_golden
from dunning_rules.tips import standard_book
from tests.cases import NOON, TODAY, a_case, a_visit, an_event, an_invoice, at

DEBTORS, SAMPLES = 200, 250
GOLDEN = Path(__file__).parent.parent / "golden"
DEFAULTS = {"unknown", "not_due", "unverified", "low", "ample", False}
"""What is concluded where no rule does it."""


def edges() -> list[Case]:
    """Where the golden cases and the random ones seldom come."""
    owed, said = an_invoice(), an_event("excuse", reason="account_empty", at=at(TODAY - timedelta(60)))
    long_ago = an_event("excuse", reason="account_empty", at=at(TODAY - timedelta(91)))
    checks = [an_event("excuse_checked", excuse_id="excuse", finding="refuted", at=at(TODAY - timedelta(days))) for days in (40, 31, 30)]
    funds = [
        an_event("funds_observed", amount=Decimal(amount), currency="EUR", source="court_record") for amount in ("49.99", "50", "99.99")
    ]
    paid, unpaid = (an_invoice(id=name, open_amount=Decimal(left), is_final_shipment=True) for name, left in (("2", "0"), ("3", "100")))
    dropped, tied = {"worth_keeping": False}, {"purchase_share": Decimal("0.5"), "dunning_block": {"reason": "as agreed"}}
    clerk = {"contacts": [{"id": "clerk", "authority_to_pay": False}]}
    calls = [an_event("contact_attempt", channel="call", reached=reached, contact_id="clerk", at=at(TODAY)) for reached in (False, True)]
    plan = a_visit(started_at=None, scheduled_for=at(TODAY, 11), currency="EUR", collected_amount=Decimal(300))
    return [
        *(a_case(owed, said, check) for check in checks),
        *(a_case(owed, said, checks[-1], seen) for seen in funds),
        a_case(owed, long_ago, checks[-1]),
        *(a_case(owed, *last, debtor=dropped) for last in ([paid], [unpaid], [paid, unpaid])),
        a_case(owed, paid, an_event("hardship_confirmed"), debtor=dropped),
        a_case(owed, an_event("debt_shelved", review_on=TODAY), debtor=tied),
        *(a_case(owed, call, debtor=clerk) for call in calls),
        a_case(*(an_invoice(id=name) for name in "123"), plan),
    ]


@cache
def asked() -> Mapping[datetime, list[Case]]:
    """A portfolio, cases of all kinds, and the golden cases: those in which each rule fires, and those in which it just does not."""
    tables = check_tables(portfolio(DEBTORS), Currencies(None, None)).tables
    found = defaultdict(list, {AS_OF: cases_of(tables, range(DEBTORS), CREDITOR), SAMPLED_AT: list(sample_cases(17, SAMPLES))})
    found[NOON] += edges()
    for path in golden_paths(GOLDEN):
        for each in read_golden(path).cases.values():
            found[each.as_of].append(each.case)
    return found


def concluded_by_hand(case: Case, as_of: datetime) -> dict[tuple[str, str], object]:
    """By field and record, but for what no rule concludes."""
    us, name = Standpoint(case, as_of), f"debtor/{case.debtor.id}"
    verdict, standing = us.verdict, us.standing
    found: dict[tuple[str, str], object] = {
        ("debtor.payer_type", name): verdict.payer,
        ("debtor.ability_to_pay", name): verdict.ability,
        ("debtor.withholding", name): verdict.withholds,
        ("debtor.bad_faith", name): verdict.has_bad_faith,
        ("debtor.cooperation", name): verdict.cooperation,
        ("debtor.risk_class", name): verdict.risk,
        ("debtor.leverage", name): standing.leverage,
        ("debtor.pressure_tolerance", name): standing.tolerance,
        ("debtor.worth_keeping", name): standing.worth_keeping,
        ("debtor.approach", name): us.balance.is_overdue and verdict.approach,
        **{("invoice.collection_class", f"invoice/{each.id}"): verdict.grade(each) for each in us.balance.open_accounts},
        **{("event.excuse_status", f"event/{each.id}"): each.status for each in us.behaviour.excuses},
    }
    return {key: value for key, value in found.items() if value not in DEFAULTS}


def test_every_rule_is_written_by_hand() -> None:
    policy = Policy(standard_book(), engine="plain")
    proved: set[str] = set()
    for as_of, cases in asked().items():
        for case in cases:
            report, advice = policy.evaluate(case, as_of=as_of), evaluate_whole(case, as_of)
            steps = [(each.rule_id, each.debtor_id, each.invoice_id, each.urgency) for each in report.recommendations]
            assert sorted([each[:4] for each in advice], key=str) == sorted(steps, key=str)
            assert concluded_by_hand(case, as_of) == {(each.name, each.record): each.value for each in report.conclusions}
            proved |= {rule for rule, *_ in advice} | {each.rules[0] for each in report.conclusions if len(each.rules) == 1}
            proved |= {WINDOW for *_, hours in advice if hours is not None}
    # each advises something itself, or is the only one to conclude something, so that nobody could leave it out
    assert proved == {rule.id for rule in standard_book().rules}


def test_the_whole_program_is_checked_before_it_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    assert check_hand(asked()[AS_OF], AS_OF) > DEBTORS
    assert check_hand(asked()[SAMPLED_AT], SAMPLED_AT) > SAMPLES
    monkeypatch.setattr(same, "evaluate_whole", lambda case, as_of: evaluate_whole(case, as_of)[1:])
    with pytest.raises(SystemExit, match=r"the rules by hand in Python differ on the case of D00000000: \{\('tip-"):
        check_hand(asked()[AS_OF], AS_OF)


def test_the_program_for_the_engines_still_knows_its_part_of_the_book() -> None:
    book = compared_book()
    assert len(book.rules) == 63
    for as_of, cases in asked().items():
        check_by_hand(book, cases, as_of)
