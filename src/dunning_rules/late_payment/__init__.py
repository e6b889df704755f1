"""Interest and compensation for late payment, by contract or statute: exact, itemised, from dated rates."""

from dunning_rules.late_payment.law import Law
from dunning_rules.late_payment.rates import Rates, shipped_rates
from dunning_rules.late_payment.reckon import interest, open_interest, rate_sum, reckon
from dunning_rules.late_payment.result import Interest
from dunning_rules.late_payment.table import RateTable

__all__ = ["Interest", "Law", "RateTable", "Rates", "interest", "open_interest", "rate_sum", "reckon", "shipped_rates"]
