"""Reads ledgers: tables, cases and somebody else's open items."""

from dunning_rules.io.column_map import ColumnMap, read_column_map
from dunning_rules.io.ledger import Ledger, read_ledger
from dunning_rules.io.rate_file import read_rates

__all__ = ["ColumnMap", "Ledger", "read_column_map", "read_ledger", "read_rates"]
