"""How good the worklist would have been: a settled ledger, asked about days in its past, without looking ahead."""

from dunning_rules.backtest.replay import backtest
from dunning_rules.backtest.result import Backtest, ByClass, PayerType, Shares

__all__ = ["Backtest", "ByClass", "PayerType", "Shares", "backtest"]
