"""What a change of policy does to a portfolio: plain frozen data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from dunning_rules.rejects import Reject
from dunning_rules.result import Verdict


@dataclass(frozen=True, slots=True)
class Given:
    """A recommendation as one of the policies gives it.

    Attributes:
        debtor_id: whom it concerns.
        record: what it is about, as `scope/id`: the invoice where there is one, else the record for which the rule fired.
        action: id of the action.
        task: the action as a short order, as the guard leaves it.
        channel: by which way, as the guard leaves it.
        rule_id: the rule.
        urgency: 0 to 100.
        amount: the money that it names.
        amount_at_risk: open amount of the invoice, else what the debtor has overdue or open.
        on: the day on which to do it.
        deadline: the last day for it.
        verdict: what the compliance guard says.
    """

    debtor_id: str
    record: str
    action: str
    task: str
    channel: str
    rule_id: str
    urgency: int
    amount: Decimal | None
    amount_at_risk: Decimal
    on: date | None
    deadline: date | None
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Altered:
    """A recommendation that both policies give, in another way.

    Attributes:
        before: as the earlier one gives it.
        now: as the later one does.
        changed: the names of what is another thing.
    """

    before: Given
    now: Given
    changed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """A debtor whose place on the worklist is another one; the first place is 1, and `None` is none.

    Attributes:
        debtor_id: the debtor.
        before: the place among the debtors by the earlier policy.
        now: that by the later one.
    """

    debtor_id: str
    before: int | None
    now: int | None


@dataclass(frozen=True, slots=True)
class Load:
    """What there is to do of one kind, before and now.

    Attributes:
        name: the action, or the channel.
        before: so many recommendations that may be done, by the earlier policy.
        now: by the later one.
        gained: so many that were not given before.
        lost: so many that are no longer given.
        held_back_before: so many that the compliance guard holds back, by the earlier policy.
        held_back_now: by the later one.
        debtors_before: so many debtors have one that may be done.
        debtors_now: likewise, by the later policy.
        at_risk_before: what these debtors and invoices put at risk, each counted once.
        at_risk_now: likewise, by the later policy.
    """

    name: str
    before: int
    now: int
    gained: int
    lost: int
    held_back_before: int
    held_back_now: int
    debtors_before: int
    debtors_now: int
    at_risk_before: Decimal
    at_risk_now: Decimal

    @property
    def is_changed(self) -> bool:
        """Whether anything came, went or is judged otherwise."""
        return bool(self.gained or self.lost) or (self.before, self.held_back_before) != (self.now, self.held_back_now)


@dataclass(frozen=True, slots=True)
class Concluded:
    """A fact that the policies conclude differently; `None` where nothing is concluded.

    Attributes:
        debtor_id: whom it concerns.
        record: the record, as `scope/id`.
        name: the field.
        before: its value in words, by the earlier policy.
        now: that by the later one.
    """

    debtor_id: str
    record: str
    name: str
    before: str | None
    now: str | None


@dataclass(frozen=True, slots=True)
class Measured:
    """What the change does to a portfolio.

    Attributes:
        as_of: the moment for which both were asked.
        currency: the reporting currency of all amounts.
        debtors: so many debtors were asked about.
        touched: so many of them get something else, or in another way.
        open_amount: what all of them owe.
        open_amount_touched: what those owe that get something else.
        gained: who gets what they did not get before.
        lost: who no longer gets what.
        altered: who gets the same in another way.
        moved: whose place on the worklist is another one, those who move farthest first.
        actions: by action, where anything is different.
        channels: the workload by channel, of all channels.
        conclusions: what is concluded differently.
        rejects: rows that cannot be used, and cases that one of the policies cannot answer; they are not compared.
    """

    as_of: datetime
    currency: str
    debtors: int
    touched: int
    open_amount: Decimal
    open_amount_touched: Decimal
    gained: tuple[Given, ...]
    lost: tuple[Given, ...]
    altered: tuple[Altered, ...]
    moved: tuple[Moved, ...]
    actions: tuple[Load, ...]
    channels: tuple[Load, ...]
    conclusions: tuple[Concluded, ...]
    rejects: tuple[Reject, ...]
