"""What happened, as far as the ledger knows: one kind of record for each kind of event.

An event is known from `at` on. Dates inside it (a promised day, a deadline) may lie later.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Literal, get_args

from pydantic import Field, TypeAdapter, model_validator
from pydantic_core import PydanticCustomError

from dunning_rules.models.base import Attributes, CurrencyCode, Day, Id, Moment, PositiveMoney, Record, Share, Text, check_minor_unit

Channel = Literal["call", "message", "email", "letter", "visit", "court"]
ExcuseReason = Literal["payer_absent", "account_empty", "not_yet_due", "unsold_stock", "customers_have_not_paid", "other"]
EvasionForm = Literal["stalled", "deflected", "denied", "hid"]
FundsSource = Literal[
    "debtor_statement",
    "incoming_payment",
    "public_register",
    "court_record",
    "credit_bureau",
    "bank_confirmation_with_consent",
    "informant",
]
AnomalySignal = Literal[
    "closing", "shop_transfer", "partners_split", "ownership_change", "stock_sell_off", "premises_moved", "sued_by_others"
]
NoticeType = Literal["reminder", "demand", "final_demand", "interest_notice", "set_off_notice", "supply_notice", "statement"]
MeasureType = Literal["restricted_products", "offset_discount", "cash_only", "credit_hold", "goods_reclaimed", "suit_filed", "preservation"]


class _Event(Record):
    id: Id
    debtor_id: Id
    at: Moment
    note: Text = ""
    attributes: Attributes = Field(default_factory=dict)
    """What the company records beyond this, for fields of its policies."""


class _MoneyEvent(_Event):
    amount: PositiveMoney
    currency: CurrencyCode

    @model_validator(mode="after")
    def _fits_the_minor_unit(self) -> _MoneyEvent:
        check_minor_unit(self.amount, self.currency, "amount")
        return self


class Payment(_MoneyEvent):
    """Money received. Without `invoice_id` it is unallocated cash."""

    kind: Literal["payment"] = "payment"
    invoice_id: Id | None = None


class PromiseToPay(_MoneyEvent):
    """An amount promised for a day by a named person (P2P). It holds its own invoice, or all of them without `invoice_id`."""

    kind: Literal["promise"] = "promise"
    due_on: Day
    invoice_id: Id | None = None
    contact_id: Id | None = None


class Excuse(_Event):
    """A reason given for not paying (tip 14)."""

    kind: Literal["excuse"] = "excuse"
    reason: ExcuseReason
    invoice_id: Id | None = None


class ExcuseChecked(_Event):
    """The finding on an excuse, with what it rests on in `note`."""

    kind: Literal["excuse_checked"] = "excuse_checked"
    excuse_id: Id
    finding: Literal["verified", "refuted"]


class Evasion(_Event):
    """The debtor stalled, deflected, denied or hid, other than in a recorded visit."""

    kind: Literal["evasion"] = "evasion"
    form: EvasionForm


class DisputeRaised(_Event):
    """A contested amount with reason. It holds its own invoice, or the part of it that is contested, until it is resolved."""

    kind: Literal["dispute_raised"] = "dispute_raised"
    invoice_id: Id
    ground: Text = ""
    amount: PositiveMoney | None = None
    """What is contested; `None` = all of the invoice."""
    currency: CurrencyCode | None = None
    """Of `amount`."""

    @model_validator(mode="after")
    def _fits_the_minor_unit(self) -> DisputeRaised:
        if self.amount is not None:
            if self.currency is None:
                raise PydanticCustomError("currency", "`amount` has no currency; help: give `currency`", {"fields": ("currency", "amount")})
            check_minor_unit(self.amount, self.currency, "amount")
        return self


class DisputeResolved(_Event):
    """The end of a dispute."""

    kind: Literal["dispute_resolved"] = "dispute_resolved"
    dispute_id: Id
    outcome: Literal["for_us", "against_us"]


class OrderRequest(_Event):
    """The debtor asks for new goods; open until an `OrderClosed` names it (tip 7)."""

    kind: Literal["order_request"] = "order_request"


class OrderClosed(_Event):
    """An order request was accepted, refused or withdrawn."""

    kind: Literal["order_closed"] = "order_closed"
    order_id: Id


class Delivery(_Event):
    """Goods delivered (a restock)."""

    kind: Literal["delivery"] = "delivery"
    days_to_sell: Annotated[int, Field(ge=1, le=3650)] | None = None
    """Days in which the dealer usually sells such a delivery."""


class SellThrough(_Event):
    """Share of a delivery already sold on (tip 13b)."""

    kind: Literal["sell_through"] = "sell_through"
    delivery_id: Id
    share: Share


class FundsObserved(_MoneyEvent):
    """Money seen at the debtor, with the source of the knowledge (tip 3c)."""

    kind: Literal["funds_observed"] = "funds_observed"
    source: FundsSource


class Anomaly(_Event):
    """A sign that the business is changing or failing (tip 9)."""

    kind: Literal["anomaly"] = "anomaly"
    signal: AnomalySignal


class ClaimSecured(_Event):
    """The claim was acknowledged and secured after an anomaly."""

    kind: Literal["claim_secured"] = "claim_secured"


class InsolvencyFiled(_Event):
    """A petition for insolvency of the debtor was filed."""

    kind: Literal["insolvency_filed"] = "insolvency_filed"


class InsolvencyEnded(_Event):
    """The proceedings were dismissed or closed without discharge."""

    kind: Literal["insolvency_ended"] = "insolvency_ended"


class NoticeSent(_Event):
    """A written notice by us."""

    kind: Literal["notice_sent"] = "notice_sent"
    notice: NoticeType
    delivered_on: Day | None = None
    deadline_on: Day | None = None
    level: Annotated[int, Field(ge=0, le=99)] | None = None
    """Dunning level that it carried."""


class ContactAttempt(_Event):
    """A call, message, letter or visit by us, reached or not."""

    kind: Literal["contact_attempt"] = "contact_attempt"
    channel: Channel
    reached: bool
    contact_id: Id | None = None


class CeaseRequest(_Event):
    """The debtor or its counsel asks us to stop contacting."""

    kind: Literal["cease_request"] = "cease_request"


class HardshipConfirmed(_Event):
    """Real misfortune, confirmed by evidence (tip 6b)."""

    kind: Literal["hardship_confirmed"] = "hardship_confirmed"


class HardshipEnded(_Event):
    """The misfortune is over."""

    kind: Literal["hardship_ended"] = "hardship_ended"


class BankDemand(_Event):
    """A bank presses us to repay by a deadline (tip 10: only then may we say so)."""

    kind: Literal["bank_demand"] = "bank_demand"
    deadline_on: Day


class Reconciliation(_Event):
    """The account was reconciled with the debtor (tip 15)."""

    kind: Literal["reconciliation"] = "reconciliation"
    agreed: bool = True


class CompetitorOffer(_Event):
    """A competitor offers the dealer to supply in our place (tip 12)."""

    kind: Literal["competitor_offer"] = "competitor_offer"


class PressingMeasure(_Event):
    """A pressing measure that we took (tip 12)."""

    kind: Literal["pressing_measure"] = "pressing_measure"
    measure: MeasureType


class AssetsConcealed(_Event):
    """The debtor hides or moves assets, as recorded with evidence in `note`."""

    kind: Literal["assets_concealed"] = "assets_concealed"


class DebtShelved(_Event):
    """By decision the overdue debt is left alone until a review (tip 11)."""

    kind: Literal["debt_shelved"] = "debt_shelved"
    review_on: Day


class CollectionResumed(_Event):
    """A shelved debt is collected again."""

    kind: Literal["collection_resumed"] = "collection_resumed"


Event = Annotated[
    Payment
    | PromiseToPay
    | Excuse
    | ExcuseChecked
    | Evasion
    | DisputeRaised
    | DisputeResolved
    | OrderRequest
    | OrderClosed
    | Delivery
    | SellThrough
    | FundsObserved
    | Anomaly
    | ClaimSecured
    | InsolvencyFiled
    | InsolvencyEnded
    | NoticeSent
    | ContactAttempt
    | CeaseRequest
    | HardshipConfirmed
    | HardshipEnded
    | BankDemand
    | Reconciliation
    | CompetitorOffer
    | PressingMeasure
    | AssetsConcealed
    | DebtShelved
    | CollectionResumed,
    Field(discriminator="kind"),
]
"""Any event; `kind` says which."""

EVENT_MODELS: Mapping[str, type[Record]] = MappingProxyType(
    {model.model_fields["kind"].default: model for model in get_args(get_args(Event)[0])}
)
"""The model of each kind of event."""

EVENT_ADAPTER: TypeAdapter[Event] = TypeAdapter(Event)
"""Reads one event of any kind from Python or JSON."""
