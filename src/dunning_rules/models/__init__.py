"""What a company knows: frozen, strict pydantic models."""

from dunning_rules.models.case import Case
from dunning_rules.models.creditor import Attestation, Creditor
from dunning_rules.models.debtor import Contact, ContactPreference, Debtor, DunningBlock
from dunning_rules.models.event import EVENT_ADAPTER, Event
from dunning_rules.models.invoice import Invoice
from dunning_rules.models.rates import ExchangeRate
from dunning_rules.models.visit import Visit

__all__ = [
    "EVENT_ADAPTER",
    "Attestation",
    "Case",
    "Contact",
    "ContactPreference",
    "Creditor",
    "Debtor",
    "DunningBlock",
    "Event",
    "ExchangeRate",
    "Invoice",
    "Visit",
]
