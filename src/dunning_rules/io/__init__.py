"""Reads ledgers: tables, cases and somebody else's open items."""

from dunning_rules.io.case_data import read_cases, read_json, read_record
from dunning_rules.io.column_map import ColumnMap, read_column_map
from dunning_rules.io.ledger import Ledger, read_ledger
from dunning_rules.io.rate_file import read_rates

__all__ = ["ColumnMap", "Ledger", "read_cases", "read_column_map", "read_json", "read_ledger", "read_rates", "read_record"]
