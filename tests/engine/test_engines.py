"""The engines themselves: shared, reused, and still working after an error."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal

import pytest

from dunning_rules.engine import durable
from dunning_rules.engine.accrued import Accruals
from dunning_rules.engine.choose import EngineName, make_engine
from dunning_rules.engine.durable import DurableEngine
from dunning_rules.engine.durable_host import Action, DurableHost
from dunning_rules.engine.money import Money
from dunning_rules.engine.plan import make_plan
from dunning_rules.engine.records import Projector, Records
from dunning_rules.language.durable import Json
from dunning_rules.language.record import Record
from dunning_rules.models import Case
from dunning_rules.policy import Policy
from dunning_rules.rules import Conclude, RuleBook
from dunning_rules.vocabulary import debtor, invoice
from tests.cases import NOON, TODAY, a_book, a_case, a_payment, a_promise, a_rule, a_visit, an_event, an_invoice, at

LARGEST = Decimal("999999999999.99")
BOOK = a_book(
    a_rule("act", invoice.collection_class >= "bad"),
    a_rule("class", invoice.days_past_due > 40, Conclude.that(invoice.collection_class, "bad")),
    a_rule("owes", debtor.open_amount > 0),
)


def a_large_case() -> Case:
    """So much owed that the sum is beyond 2^53 minor units."""
    return a_case(*(an_invoice(id=str(number), amount=LARGEST) for number in range(91)))


def a_case_with_everything() -> Case:
    """A debtor about whom much is known."""
    return a_case(
        an_invoice(id="old", issued_on=date(2025, 1, 1), due_on=date(2025, 2, 1), amount=Decimal(20_000)),
        an_invoice(id="paid", issued_on=date(2026, 1, 1), due_on=date(2026, 2, 1)),
        an_invoice(id="new", due_on=date(2026, 7, 17)),
        an_invoice(id="credit", amount=Decimal(-50)),
        a_payment(100, id="p", invoice_id="paid", at=at(date(2026, 1, 30))),
        a_promise(500, date(2026, 7, 10), id="q"),
        an_event("excuse", id="x1", reason="account_empty"),
        an_event("excuse", id="x2", reason="account_empty", at=at(date(2026, 7, 5))),
        an_event("evasion", id="e1", form="hid", at=at(date(2026, 7, 6))),
        an_event("evasion", id="e2", form="stalled", at=at(date(2026, 7, 7))),
        an_event("funds_observed", amount=Decimal(30_000), currency="EUR", source="court_record", at=at(date(2026, 7, 8))),
        an_event("delivery", days_to_sell=10),
        an_event("order_request"),
        a_visit(outcomes=("stalled",)),
        debtor={"country": "DE", "timezone": "Europe/Berlin", "interest_basis": "contract", "interest_rate": Decimal("0.09")},
    )


def answers(book: RuleBook, case: Case, engine: EngineName) -> list[tuple[str, str, int]]:
    found = Policy(book, engine=engine).evaluate(case, as_of=NOON).recommendations
    return [(each.rule_id, each.record, each.urgency) for each in found]


def test_the_standard_book_finds_much_in_a_case_with_everything(engine: EngineName) -> None:
    report = Policy(engine=engine).evaluate(a_case_with_everything(), as_of=NOON)
    assert len({each.tip for each in report.recommendations}) > 5
    assert {each.name: each.value for each in report.conclusions}["debtor.risk_class"] == "dead"


def test_one_engine_may_be_asked_again_and_again(engine: EngineName) -> None:
    policy = Policy(engine=engine)
    cases = [a_case_with_everything(), a_case(), a_case(an_invoice())]
    first = [policy.evaluate(case, as_of=NOON).to_json() for case in cases]
    again = [policy.evaluate(case, as_of=NOON).to_json() for case in reversed(cases)]
    assert first == again[::-1]


def test_one_engine_may_be_shared_by_threads(engine: EngineName) -> None:
    policy = Policy(engine=engine)
    cases = [a_case_with_everything(), a_case(), a_case(an_invoice()), a_case(an_invoice(due_on=TODAY))] * 10
    alone = [policy.evaluate(case, as_of=NOON).to_json() for case in cases]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda case: policy.evaluate(case, as_of=NOON).to_json(), cases))
    assert together == alone


class CountedHost(DurableHost):
    """A host that counts how many of it were made."""

    made = 0

    def __init__(self, rules: dict[str, tuple[Json, int, Action]]) -> None:
        type(self).made += 1
        super().__init__(rules)


@pytest.fixture
def _counted_hosts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Count the hosts that the durable engine makes."""
    pytest.importorskip("durable.engine")
    CountedHost.made = 0
    monkeypatch.setattr(durable, "DurableHost", CountedHost)


@pytest.mark.usefixtures("_counted_hosts")
def test_durable_compiles_its_rules_once_and_again_only_after_an_error() -> None:
    plan = make_plan(BOOK, TODAY, 2)
    projector = Projector(plan, Money("EUR", (), TODAY), Accruals())
    engine = DurableEngine(plan)

    def run(case: Case) -> int:
        return len(engine.run(projector.records(case, NOON)).proposals)

    assert [run(a_case(an_invoice())) for _ in range(3)] == [2, 2, 2]
    assert CountedHost.made == 1
    with pytest.raises(ZeroDivisionError):
        engine.run(broken(projector.records(a_case(an_invoice()), NOON), "open_amount"))
    assert [run(a_case(an_invoice())) for _ in range(3)] == [2, 2, 2]
    assert CountedHost.made == 2


@pytest.mark.usefixtures("_counted_hosts")
def test_durable_makes_no_more_hosts_than_threads_that_ask_at_a_time() -> None:
    policy = Policy(BOOK, engine="durable")
    case = a_case(an_invoice())
    with ThreadPoolExecutor(3) as pool:
        found = list(pool.map(lambda _: len(policy.evaluate(case, as_of=NOON).recommendations), range(60)))
    assert found == [2] * 60
    assert 1 <= CountedHost.made <= 3


def broken(records: Records, field: str) -> Records:
    """Records of a debtor of which one field cannot be read."""

    def fail(_record: Record) -> int:
        return 1 // 0

    records.debtor.fields = {**records.debtor.fields, field: fail}
    return records


@pytest.mark.parametrize("field", ["overdue_amount", "share_bad"], ids=["at once", "in a later stratum"])
def test_what_fails_inside_an_action_reaches_the_caller_and_the_engine_works_afterwards(field: str) -> None:
    pytest.importorskip("durable.engine")
    chained = a_book(
        a_rule("class", invoice.days_past_due > 40, Conclude.that(invoice.collection_class, "bad")),
        a_rule("sum", (debtor.share_bad > 0) & (debtor.overdue_amount > 0)),
    )
    plan = make_plan(chained, TODAY, 2)
    projector = Projector(plan, Money("EUR", (), TODAY), Accruals())
    engine = make_engine("durable", plan)
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            engine.run(broken(projector.records(a_case(an_invoice()), NOON), field))
        assert len(engine.run(projector.records(a_case(an_invoice()), NOON)).proposals) == 1


def test_the_largest_single_amounts_are_in_range(engine: EngineName) -> None:
    case = a_case(an_invoice(amount=LARGEST))
    assert {rule for rule, _, _ in answers(BOOK, case, engine)} == {"act", "owes"}
    assert Policy(BOOK, engine=engine).evaluate(case, as_of=NOON).totals.open_amount == LARGEST
