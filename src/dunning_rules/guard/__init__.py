"""The compliance guard: what a recommendation becomes before it leaves the library."""

from dunning_rules.guard.judge import Guard
from dunning_rules.guard.verdict import Judged

__all__ = ["Guard", "Judged"]
