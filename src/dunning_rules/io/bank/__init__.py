"""Bank statements of ISO 20022 to payments. Needs the extra `bank`."""

from dunning_rules.io.bank.book import Booked, Unmatched, book_payments
from dunning_rules.io.bank.camt import read_camt
from dunning_rules.io.bank.files import book_statements, read_accounts
from dunning_rules.io.bank.statement import Credit, Reference, Statement

__all__ = [
    "Booked",
    "Credit",
    "Reference",
    "Statement",
    "Unmatched",
    "book_payments",
    "book_statements",
    "read_accounts",
    "read_camt",
]
