"""A debtor's life, step by step: a state machine that checks after every step what must always hold."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from functools import cache
from typing import ClassVar, cast, get_args

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from dunning_rules.engine.durable_host import is_available
from dunning_rules.models import Case, Event, Invoice, Visit
from dunning_rules.models.visit import VisitOutcome
from dunning_rules.policy import Policy
from dunning_rules.result import Report
from dunning_rules.testing import pools
from dunning_rules.testing.choices import DrawnChoices
from dunning_rules.testing.invariants import (
    check_engines,
    check_no_demand_grows,
    check_not_milder,
    check_nothing_owed,
    check_order,
    check_report,
    check_unrelated,
    unpaid,
)
from dunning_rules.testing.invariants.broken import demands, require
from dunning_rules.testing.invariants.changes import changed, paid
from dunning_rules.testing.make_events import Setting
from dunning_rules.testing.make_invoices import make_invoice
from dunning_rules.testing.make_parties import make_creditor, make_debtor
from dunning_rules.testing.make_visits import CONTACTS
from dunning_rules.tips import standard_book
from dunning_rules.vocabulary.given import EVENT_KINDS

_DAYS = (1, 2, 3, 7, 14, 30, 31, 60, 90, 200)
_ENDS = {"dispute_resolved": "dispute_id", "order_closed": "order_id", "excuse_checked": "excuse_id", "sell_through": "delivery_id"}
_BEGUN = {"dispute_resolved": "dispute_raised", "order_closed": "order_request", "excuse_checked": "excuse", "sell_through": "delivery"}
_ALONE = tuple(kind for kind in EVENT_KINDS if kind not in {"payment", "promise", "notice_sent", *_ENDS})
_EVERY = 7
"""In every so manieth step the dearer checks are made: the other engine, another order, another debtor."""
_EUR = ("EUR",)


@cache
def _standard(engine: str) -> Policy:
    return Policy(standard_book(), engine=engine)


def _choices(data: st.DataObject) -> DrawnChoices:
    return DrawnChoices(cast("st.DrawFn", data.draw))


class DebtorLife(RuleBasedStateMachine):
    """Invoices, payments, promises, excuses, visits and whatever else happens to a debtor, in any order, while time passes.

    Derive from it, give `policy`, and hand its `TestCase` to pytest:

        class OurLife(DebtorLife):
            policy = Policy(our_book)

        TestOurLife = OurLife.TestCase

    Attributes:
        policy: what is checked; the built-in rules on the plain engine where absent.
        other_policy: the same on another engine, asked now and then; the built-in rules on durable-rules where that can be imported.
        steps: how many steps were checked so far, over all lives.
        now: the moment; every record is of now or earlier.
        case: the debtor with its records.
    """

    policy: ClassVar[Policy | None] = None
    other_policy: ClassVar[Policy | None] = None
    steps: ClassVar[int] = 0

    def __init__(self) -> None:
        """Begin before the debtor is known."""
        super().__init__()
        self.now: datetime = pools.AS_OF
        self.case: Case
        self._names = 0
        self._steps = 0
        self._last: Report | None = None
        self._aged = False
        self._settled: str | None = None

    @initialize(data=st.data())
    def meet(self, data: st.DataObject) -> None:
        """Creditor and debtor meet."""
        choices = _choices(data)
        debtor = make_debtor(choices, "d", self.now, _EUR)
        # a currency of its own needs rates, and a block for a day to come would be known before it is set
        self.case = Case(creditor=make_creditor(choices, self.now, "EUR"), debtor=changed(debtor, {"currency": None}))

    @rule(days=st.sampled_from(_DAYS))
    def time_passes(self, days: int) -> None:
        """Nothing happens for some days."""
        self.now += timedelta(days=days)
        self._aged = True

    @rule(data=st.data())
    def invoice(self, data: st.DataObject) -> None:
        """Goods are delivered on credit, or a credit note is written."""
        made = make_invoice(_choices(data), self._name("i"), "d", self.now.date(), "EUR")
        term = made.due_on - made.issued_on
        today = self.now.date()
        done = {"acknowledged_on": None if made.acknowledged_on is None else today, "written_off_on": None, "open_amount": None}
        self._add(changed(made, {"issued_on": today, "due_on": today + term, **done}))

    @precondition(lambda self: self._unpaid())
    @rule(data=st.data(), percent=st.sampled_from((50, 1, 80, 99)))
    def pay_in_part(self, data: st.DataObject, percent: int) -> None:
        """A part of an invoice is paid."""
        invoice_id, left = data.draw(st.sampled_from(sorted(self._unpaid().items())))
        amount = (left * percent / 100).quantize(Decimal("0.01"))
        self._happen("payment", data, amount=amount, currency="EUR", invoice_id=invoice_id)

    @precondition(lambda self: self._unpaid())
    @rule(data=st.data())
    def pay_an_invoice(self, data: st.DataObject) -> None:
        """An invoice is paid in full."""
        self._settled = data.draw(st.sampled_from(sorted(self._unpaid())))
        self._happen("payment", data, amount=self._unpaid()[self._settled], currency="EUR", invoice_id=self._settled)

    @precondition(lambda self: len(self._unpaid()) > 1)
    @rule()
    def pay_everything(self) -> None:
        """All invoices are paid in full."""
        paid_now = paid(self.case, self.now).events[len(self.case.events) :]
        self.case = changed(self.case, {"events": (*self.case.events, *(changed(each, {"id": self._name("e")}) for each in paid_now))})
        report = self._policy().evaluate(self.case, as_of=self.now)
        require(not demands(report), "everything was paid, and payment is demanded", report, "demand only what is open")

    @rule(data=st.data())
    def pay_on_account(self, data: st.DataObject) -> None:
        """Money comes that names no invoice."""
        self._happen("payment", data, invoice_id=None)

    @rule(data=st.data(), days=st.sampled_from((3, 0, 1, 7, 30)))
    def promise(self, data: st.DataObject, days: int) -> None:
        """Payment is promised for a day to come, of one invoice or of all."""
        self._happen("promise", data, due_on=self.now.date() + timedelta(days=days))

    @rule(data=st.data())
    def send_notice(self, data: st.DataObject) -> None:
        """A written notice is handed over, with a deadline."""
        today = self.now.date()
        self._happen("notice_sent", data, delivered_on=today, deadline_on=today + timedelta(days=10))

    @rule(data=st.data(), kind=st.sampled_from(_ALONE))
    def happen(self, data: st.DataObject, kind: str) -> None:
        """Something else happens: an excuse, an evasion, a dispute, an order, a restock, insolvency, hardship, shelving and so on."""
        self._happen(kind, data)

    @precondition(lambda self: any(self._begun(kind) for kind in _ENDS))
    @rule(data=st.data())
    def end(self, data: st.DataObject) -> None:
        """A dispute is resolved, an order closed, an excuse checked, or a delivery found sold."""
        kind = data.draw(st.sampled_from([kind for kind in _ENDS if self._begun(kind)]))
        beginning = data.draw(st.sampled_from(self._begun(kind)))
        self._happen(kind, data, **{_ENDS[kind]: beginning.id})

    @rule(days=st.sampled_from((0, 1, 3)), contact=st.sampled_from(CONTACTS), crowded=st.booleans())
    def plan_a_visit(self, days: int, contact: str, *, crowded: bool) -> None:
        """A visit is agreed."""
        self._add(
            Visit(
                id=self._name("v"),
                debtor_id="d",
                recorded_at=self.now,
                scheduled_for=self.now + timedelta(days=days),
                contact_id=contact,
                other_customers_present=crowded,
            )
        )

    @rule(
        outcomes=st.lists(st.sampled_from(get_args(VisitOutcome)), max_size=2, unique=True),
        amounts=st.tuples(*[st.none() | st.sampled_from((100, 1, 150, 5_000)).map(Decimal)] * 2),
        contact=st.sampled_from(CONTACTS),
    )
    def visit(self, outcomes: Sequence[VisitOutcome], amounts: tuple[Decimal | None, Decimal | None], contact: str) -> None:
        """We go there; what is collected is booked later, or never."""
        expected, collected = amounts
        self._add(
            Visit(
                id=self._name("v"),
                debtor_id="d",
                recorded_at=self.now,
                started_at=self.now - timedelta(minutes=30),
                ended_at=self.now,
                contact_id=contact,
                outcomes=tuple(outcomes),
                currency="EUR",
                expected_amount=expected,
                collected_amount=collected,
            )
        )

    @rule(cooperative=st.none() | st.booleans(), worth_keeping=st.none() | st.booleans(), share=st.sampled_from(("0", "0.2", "0.4")))
    def judge_anew(self, cooperative: bool | None, worth_keeping: bool | None, share: str) -> None:  # noqa: FBT001 - drawn by name
        """Our people judge the debtor anew."""
        judged = {"cooperative": cooperative, "worth_keeping": worth_keeping, "purchase_share": Decimal(share)}
        self.case = changed(self.case, {"debtor": changed(self.case.debtor, judged)})

    @invariant()
    def hold(self) -> None:
        """What must always hold does."""
        policy, last = self._policy(), self._last
        self._steps, type(self).steps = self._steps + 1, type(self).steps + 1
        report = policy.evaluate(self.case, as_of=self.now)
        check_report(report, policy.book)
        if last is not None and self._aged:
            check_not_milder(last, report)
        if last is not None and self._settled is not None:
            check_no_demand_grows(last, report, self._settled)
        if self._steps % _EVERY == 0:
            self._check_more(policy)
        self._last, self._aged, self._settled = report, False, None

    def _check_more(self, policy: Policy) -> None:
        check_order(policy, self.case, as_of=self.now, seed=self._steps)
        beside = Case(creditor=self.case.creditor, debtor=changed(self.case.debtor, {"id": "another"}))
        check_unrelated(policy, self.case, beside, as_of=self.now)
        check_nothing_owed(policy.evaluate(paid(self.case, self.now), as_of=self.now))
        other = self.other_policy
        if other is None and self.policy is None and is_available():
            other = _standard("durable")
        if other is not None:
            check_engines(policy, other, self.case, as_of=self.now)

    def _policy(self) -> Policy:
        return _standard("plain") if self.policy is None else self.policy

    def _unpaid(self) -> dict[str, Decimal]:
        return unpaid(self.case, self.now)

    def _begun(self, kind: str) -> list[Event]:
        return [each for each in self.case.events if each.kind == _BEGUN[kind]]

    def _name(self, kind: str) -> str:
        self._names += 1
        return f"{kind}{self._names}"

    def _happen(self, kind: str, data: st.DataObject, **fields: object) -> None:
        choices = _choices(data)
        setting = Setting(choices, "d", self.now, _EUR, self.case.invoices, pools.Names(choices))
        self._add(setting.event(kind, self.now, **{"id": self._name("e"), **fields}))

    def _add(self, record: Invoice | Visit | Event) -> None:
        table = "invoices" if isinstance(record, Invoice) else "visits" if isinstance(record, Visit) else "events"
        self.case = changed(self.case, {table: (*getattr(self.case, table), record)})
